-- The work calendar of a county (工作日历): the years that ship with the program need no rows; a county's own rows add the next
-- year or override one. A version's days are kept for good, so that any deadline can be counted again as it was counted.

create table calendar_year (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  year integer not null check (year between 2014 and 2100),
  notices text[] not null check (cardinality(notices) >= 1),
  primary key (county, id),
  -- Of two imports of one year at once, one is the first.
  unique (county, year),
  unique (county, id, year),
  foreign key (county, id, version) references event (county, aggregate, version)
);

create table calendar_day (
  county text not null,
  year_id uuid not null,
  version integer not null,
  year integer not null,
  day date not null,
  kind text not null check (kind in ('holiday', 'make-up')),
  name text,
  -- A day is off or worked, not both.
  primary key (county, year_id, version, day),
  foreign key (county, year_id, year) references calendar_year (county, id, year),
  foreign key (county, year_id, version) references event (county, aggregate, version),
  check (extract(year from day) = year),
  -- 调休: only days of a weekend are made up.
  check (kind <> 'make-up' or extract(isodow from day) >= 6),
  check ((kind = 'holiday') = (name is not null))
);

create trigger record_moves_by_one before update on calendar_year for each row execute function record_moves_by_one();

grant select, insert, update on calendar_year to dushi_runtime;
grant select, insert on calendar_day to dushi_runtime;

-- 暂定: the day may move once its year is announced. The digest names the calendar it was counted with; null before there was one.
alter table obligation add column provisional boolean not null default false;
alter table obligation add column calendar_sha256 text;
alter table rectification add column calendar_sha256 text;

create index obligation_provisional on obligation (county) where provisional;

-- Signing in under attack. Guesses were counted after they were judged, in a row per name: forty at once were all judged, and a stranger
-- could keep a name locked. They are now counted before anything is judged, by name and address, by name, by address and in total; a
-- browser that has signed in as a person before has an allowance of its own. Who signed in, failed, was locked out or signed out is
-- kept as a log of its own (网络安全法 第二十一条(三): not less than six months), since it ends where the log of the acts never does.

drop table sign_in_attempt;

create table sign_in_count (
  county text not null,
  scope text not null check (scope in ('name-address', 'name', 'address', 'total', 'browser', 'password', 'second-factor', 'set-up')),
  subject text not null check (length(subject) <= 200),
  failures integer not null check (failures >= 0),
  window_from timestamptz not null,
  locked_until timestamptz,
  primary key (county, scope, subject)
);
create index sign_in_count_by_time on sign_in_count (window_from);

-- A browser that has signed in as this person; the key in its cookie is kept only as a digest.
create table sign_in_browser (
  county text not null,
  key_hash bytea not null,
  person_id uuid not null,
  seen_at timestamptz not null,
  primary key (county, key_hash, person_id),
  foreign key (county, person_id) references person (county, id)
);

create table sign_in_record (
  county text not null references county (county),
  id uuid not null,
  at timestamptz not null,
  kind text not null check (kind in ('signed-in', 'failed', 'locked', 'signed-out', 'ended', 'password-changed', 'password-failed',
    'stepped-up', 'step-up-failed', 'factor-added', 'factor-removed')),
  -- What was typed, or the person's own; a name that nobody has is kept too, since trying names is what a stranger does.
  login text not null,
  person_id uuid,
  address text not null,
  browser text not null,
  primary key (county, id),
  foreign key (county, person_id) references person (county, id)
);
create index sign_in_record_by_time on sign_in_record (county, at desc, id desc);
create index sign_in_record_by_person on sign_in_record (county, person_id, at desc);

-- A session its person can name, see and end, and what was told at its beginning.
alter table session add column id uuid not null default gen_random_uuid();
alter table session add column address text not null default '';
alter table session add column browser text not null default '';
alter table session add column previous_at timestamptz;
alter table session add column previous_address text;
alter table session add column failed_since integer not null default 0;
create unique index session_id on session (county, id);

grant select, insert, update, delete on sign_in_count, sign_in_browser to dushi_runtime;
grant select, insert, delete on sign_in_record to dushi_runtime;
grant delete on session to dushi_runtime;

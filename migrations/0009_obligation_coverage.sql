-- 抽查: where only a part of a town's, a contractor's or the county's facilities must be reached, or one must be reached several
-- times in a period, an obligation asks for so many acts and counts them. And a person's private address of the calendar.

alter table obligation
  add column required integer not null default 1 check (required >= 1),
  add column among integer not null default 1 check (among >= 1),
  add column done integer not null default 0 check (done >= 0),
  -- The town's code, the contractor's id, or all.
  add column stratum text;
update obligation set done = 1 where fulfilled_on is not null;
alter table obligation
  drop constraint obligation_subject_type_check,
  add constraint obligation_subject_type_check check (subject_type in ('facility', 'agreement', 'programme', 'stratum')),
  add constraint obligation_stratum_check check ((subject_type = 'stratum') = (stratum is not null)),
  -- Fulfilled is what has all its acts.
  add constraint obligation_complete_check check (fulfilled_on is null or done >= required);

-- Acts towards obligations that need more than one. An act counts once, and what counted stays.
create table obligation_act (
  county text not null,
  obligation_id uuid not null,
  by_type text not null check (by_type in ('inspection', 'monthly-report')),
  by_id uuid not null,
  subject_id uuid not null,
  done_on date not null,
  primary key (county, obligation_id, by_id),
  foreign key (county, obligation_id) references obligation (county, id)
);

-- 日历订阅: whoever knows the address reads the calendar, so only its digest is kept, and it can be revoked.
create table calendar_subscription (
  county text not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  token_hash bytea not null,
  language text not null check (language in ('zh-CN', 'en-US')),
  opened_at timestamptz not null,
  revoked_at timestamptz,
  primary key (county, id),
  unique (county, token_hash),
  foreign key (county, person_id) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (octet_length(token_hash) = 32)
);
create unique index calendar_subscription_open on calendar_subscription (county, person_id) where revoked_at is null;

create trigger record_moves_by_one before update on calendar_subscription for each row execute function record_moves_by_one();

grant select, insert on obligation_act to dushi_runtime;
grant select, insert, update on calendar_subscription to dushi_runtime;

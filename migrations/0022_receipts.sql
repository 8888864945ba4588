-- A phone that lost the answer sends the same act again, and must be told what it would have been told the first time. The receipt is
-- written in the act's own transaction: who sent which body under which id to which route, and what was answered. Two that
-- come at once meet at the key; the later one waits and repeats the answer. Kept for 45 days (a phone may be without a
-- network for thirty), then collected; the record itself is in the event log.

create table receipt (
  county text not null,
  person_id uuid not null,
  route text not null,
  client_id uuid not null,
  body_digest bytea not null,
  answer text,
  at timestamptz not null,
  primary key (county, person_id, route, client_id),
  foreign key (county, person_id) references person (county, id)
);
create index receipt_at on receipt (county, at);

grant select, insert, update, delete on receipt to dushi_runtime;

-- 督办函 with its number series, service and acknowledgement; rectification item by item.

create table letter (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  title text not null,
  preamble text not null default '',
  state text not null check (state in ('draft', 'reviewed', 'signed', 'issued', 'served', 'acknowledged', 'closed', 'voided')),
  issuer_code text,
  number_year integer,
  number integer,
  drafted_by uuid not null,
  drafted_on date not null,
  reviewed_by uuid,
  signed_by uuid,
  issued_by uuid,
  issued_on date,
  pdf_sha256 text,
  content_digest text,
  service_method text check (service_method in ('direct', 'left', 'post', 'entrusted', 'public-notice', 'electronic')),
  served_on date,
  served_to text,
  served_by uuid,
  service_witness text,
  service_note text,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  closed_on date,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  primary key (county, id),
  unique (county, issuer_code, number_year, number),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, contractor_id) references organisation (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (state not in ('issued', 'served', 'acknowledged', 'closed') or (number is not null and number_year is not null and issuer_code is not null and pdf_sha256 is not null and signed_by is not null)),
  check (reviewed_by is null or reviewed_by <> drafted_by),
  check (signed_by is null or signed_by <> drafted_by),
  check (service_method is distinct from 'left' or service_witness is not null),
  check (served_on is null or served_on >= issued_on)
);
create index letter_by_day on letter (county, drafted_on, id);
create index letter_by_contractor on letter (county, contractor_id, state);

-- One row per issuer and year; its lock makes the series gap-free.
create table letter_series (
  county text not null,
  issuer_code text not null,
  year integer not null,
  last_number integer not null default 0 check (last_number >= 0),
  primary key (county, issuer_code, year)
);

create table letter_item (
  county text not null,
  id uuid not null,
  letter_id uuid not null,
  finding_id uuid not null,
  ordinal integer not null,
  requirement text not null,
  working_days integer not null check (working_days >= 1),
  removed boolean not null default false,
  primary key (county, id),
  foreign key (county, letter_id) references letter (county, id),
  foreign key (county, finding_id) references finding (county, id)
);
-- A finding stands in one letter at a time.
create unique index letter_item_once on letter_item (county, finding_id) where not removed;
create index letter_item_by_letter on letter_item (county, letter_id, ordinal);

-- An issued letter is what was served: neither its words nor its items change any more.
create function letter_is_fixed() returns trigger language plpgsql as $$
begin
  if old.state in ('issued', 'served', 'acknowledged', 'closed') and (
    new.title is distinct from old.title or new.preamble is distinct from old.preamble
    or new.number is distinct from old.number or new.number_year is distinct from old.number_year
    or new.issuer_code is distinct from old.issuer_code or new.pdf_sha256 is distinct from old.pdf_sha256
    or new.contractor_id is distinct from old.contractor_id or new.issued_on is distinct from old.issued_on
    or new.content_digest is distinct from old.content_digest or new.signed_by is distinct from old.signed_by
    or new.state in ('draft', 'reviewed', 'signed', 'voided')
  ) then
    raise exception 'letter % is issued and cannot be changed', old.id using errcode = 'check_violation', constraint = 'letter_is_fixed';
  end if;
  if old.state in ('served', 'acknowledged', 'closed') and (
    new.served_on is distinct from old.served_on or new.service_method is distinct from old.service_method
    or new.served_to is distinct from old.served_to or new.served_by is distinct from old.served_by
    or new.service_witness is distinct from old.service_witness or new.state = 'issued'
  ) then
    raise exception 'letter % is served and its service cannot be changed', old.id using errcode = 'check_violation', constraint = 'letter_is_fixed';
  end if;
  return new;
end $$;
create trigger letter_is_fixed before update on letter for each row execute function letter_is_fixed();

create function letter_item_is_fixed() returns trigger language plpgsql as $$
declare letter_state text;
begin
  select l.state into letter_state from letter l where l.county = new.county and l.id = new.letter_id;
  if letter_state is distinct from 'draft' then
    raise exception 'letter % is no longer a draft', new.letter_id using errcode = 'check_violation', constraint = 'letter_item_is_fixed';
  end if;
  return new;
end $$;
create trigger letter_item_is_fixed before insert or update on letter_item for each row execute function letter_item_is_fixed();

-- One per letter item, from the day of service (送达).
create table rectification (
  county text not null,
  id uuid not null,
  version integer not null,
  letter_id uuid not null,
  letter_item_id uuid not null,
  finding_id uuid not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  state text not null check (state in ('ordered', 'reported', 'returned', 'verified', 'not-verified', 'closed')),
  severity text not null check (severity in ('serious', 'major', 'ordinary')),
  served_on date not null,
  working_days integer not null,
  -- The day the running period is counted from: 送达, or the day of reopening.
  period_from_on date not null,
  due_on date not null,
  original_due_on date not null,
  provisional boolean not null default false,
  extension_state text check (extension_state in ('asked', 'granted', 'declined')),
  extension_reason text,
  extension_until_on date,
  extension_asked_by uuid,
  extension_asked_on date,
  extension_decided_by uuid,
  extensions_granted integer not null default 0 check (extensions_granted >= 0),
  escalation text not null default 'first' check (escalation in ('first', 'second', 'interview', 'circular', 'suspend-payment')),
  attempts integer not null default 0,
  reported_on date,
  reported_by uuid,
  -- 复查 as arranged; what took place is in reinspection.
  reinspection_planned_on date,
  reinspection_team uuid[] not null default '{}',
  closed_on date,
  closed_by uuid,
  reopened_count integer not null default 0,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  primary key (county, id),
  unique (county, letter_item_id),
  foreign key (county, letter_id) references letter (county, id),
  foreign key (county, letter_item_id) references letter_item (county, id),
  foreign key (county, finding_id) references finding (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (due_on >= original_due_on),
  check (state <> 'closed' or (closed_by is not null and closed_on is not null and closed_by is distinct from reported_by)),
  check (extension_decided_by is null or extension_decided_by <> extension_asked_by)
);
create index rectification_by_due on rectification (county, due_on, id);
create index rectification_open on rectification (county, due_on, id) where state <> 'closed';
create index rectification_by_letter on rectification (county, letter_id);
create index rectification_by_agreement on rectification (county, agreement_id, state);

-- 整改报告, attempt by attempt.
create table rectification_report (
  county text not null,
  rectification_id uuid not null,
  attempt integer not null,
  cause text not null,
  measure text not null,
  responsible_person text not null,
  result text not null,
  completed_on date not null,
  reported_by uuid not null,
  reported_at timestamptz not null,
  returned_reason text,
  returned_by uuid,
  primary key (county, rectification_id, attempt),
  foreign key (county, rectification_id) references rectification (county, id)
);

-- What was reported stays as it was; only the office's answer is added to it.
create function rectification_report_is_fixed() returns trigger language plpgsql as $$
begin
  if new.cause is distinct from old.cause or new.measure is distinct from old.measure
    or new.responsible_person is distinct from old.responsible_person or new.result is distinct from old.result
    or new.completed_on is distinct from old.completed_on or new.reported_by is distinct from old.reported_by
    or new.reported_at is distinct from old.reported_at or old.returned_reason is not null
  then
    raise exception 'a rectification report cannot be changed' using errcode = 'check_violation', constraint = 'rectification_report_is_fixed';
  end if;
  return new;
end $$;
create trigger rectification_report_is_fixed before update on rectification_report for each row execute function rectification_report_is_fixed();

-- 复查: by two or more, not the finder alone.
create table reinspection (
  county text not null,
  id uuid not null,
  rectification_id uuid not null,
  attempt integer not null,
  inspected_on date not null,
  conclusion text not null check (conclusion in ('rectified', 'mostly', 'not-rectified', 'refused')),
  fact text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county, id),
  unique (county, rectification_id, attempt),
  foreign key (county, rectification_id, attempt) references rectification_report (county, rectification_id, attempt)
);
create table reinspection_member (
  county text not null,
  reinspection_id uuid not null,
  person_id uuid not null,
  primary key (county, reinspection_id, person_id),
  foreign key (county, reinspection_id) references reinspection (county, id),
  foreign key (county, person_id) references person (county, id)
);

-- Every step of the ladder that was taken, and who was told (D10). A reopened item climbs the ladder anew: its round.
create table escalation (
  county text not null,
  id uuid not null,
  rectification_id uuid not null,
  round integer not null default 0,
  step text not null check (step in ('reminder', 'second', 'interview', 'circular', 'suspend-payment')),
  note text not null default '',
  taken_by uuid,
  taken_at timestamptz not null,
  primary key (county, id),
  unique (county, rectification_id, round, step),
  foreign key (county, rectification_id) references rectification (county, id)
);

-- Obligations, monthly reports, inspections, findings.

-- Derived by a pure function from the pack and the facts; the id is a digest of (rule, subject, period), so the same
-- obligation always has the same id. What people decide about it (waiver) has events; the rest is re-derived.
create table obligation (
  county text not null references county (county),
  id uuid not null,
  rule_id text not null,
  kind text not null check (kind in ('inspection', 'report')),
  duty text not null,
  clause_id text not null,
  area text,
  subject_type text not null check (subject_type in ('facility', 'agreement', 'programme')),
  subject_id uuid not null,
  agreement_id uuid,
  contractor_id uuid,
  period text not null,
  window_start_on date not null,
  window_end_on date not null,
  due_on date not null,
  original_due_on date not null,
  closes_on date not null,
  because jsonb not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  fulfilled_by_type text,
  fulfilled_by uuid,
  fulfilled_on date,
  waived_at timestamptz,
  withdrawn boolean not null default false,
  primary key (county, id),
  check ((fulfilled_by is null) = (fulfilled_on is null))
);
create index obligation_by_due on obligation (county, due_on, id);
create index obligation_by_subject on obligation (county, subject_id, due_on);
create index obligation_by_agreement on obligation (county, agreement_id, due_on);
create index obligation_open on obligation (county, due_on, id) where fulfilled_on is null and waived_at is null and not withdrawn;

-- A waiver needs two people and a reason (D13).
create table waiver (
  county text not null,
  id uuid not null,
  version integer not null,
  obligation_id uuid not null,
  state text not null check (state in ('proposed', 'approved', 'declined')),
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  primary key (county, id),
  foreign key (county, obligation_id) references obligation (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (decided_by is null or decided_by <> proposed_by),
  check ((state = 'proposed') = (decided_by is null))
);
create unique index waiver_open on waiver (county, obligation_id) where state in ('proposed', 'approved');

create table monthly_report (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  period text not null check (period ~ '^[0-9]{4}-[0-9]{2}$'),
  state text not null check (state in ('draft', 'submitted', 'returned', 'accepted', 'correcting')),
  revision integer not null default 1,
  -- The last revision the office accepted: its figures count while a correction is on its way.
  accepted_revision integer,
  due_on date not null,
  first_submitted_at timestamptz,
  submitted_by uuid,
  decided_by uuid,
  decided_at timestamptz,
  return_reason text,
  primary key (county, id),
  unique (county, agreement_id, period),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, id, version) references event (county, aggregate, version)
);
create index monthly_report_by_contractor on monthly_report (county, contractor_id, period);
create index monthly_report_by_period on monthly_report (county, period, id);

-- What was reported, version by version. A submitted revision is never written again; a correction is the next one.
create table report_revision (
  county text not null,
  report_id uuid not null,
  revision integer not null check (revision >= 1),
  plan_id uuid not null,
  summary text not null default '',
  problems text not null default '',
  next_month text not null default '',
  coordination text not null default '',
  rectification text not null default '',
  reason text,
  filled_by uuid not null,
  submitted_at timestamptz,
  primary key (county, report_id, revision),
  foreign key (county, report_id) references monthly_report (county, id),
  foreign key (county, plan_id) references plan (county, id),
  check (revision = 1 or reason is not null)
);

create table report_figure (
  county text not null,
  report_id uuid not null,
  revision integer not null,
  line_key uuid not null,
  this_month numeric(18, 4) not null,
  total numeric(18, 4) not null,
  previous_total numeric(18, 4) not null,
  invested_fen bigint not null default 0 check (invested_fen >= 0),
  note text not null default '',
  -- Only while its revision is a draft: a line taken out again.
  removed boolean not null default false,
  primary key (county, report_id, revision, line_key),
  foreign key (county, report_id, revision) references report_revision (county, report_id, revision)
);

create table inspection (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  number text not null,
  area text not null check (area in ('service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds')),
  purpose text not null check (purpose in ('routine', 'spot-check', 're-inspection')),
  phase text not null check (phase in ('construction', 'operation', 'funds', 'training')),
  facility_id uuid,
  agreement_id uuid not null,
  contractor_id uuid not null,
  planned_on date not null,
  notice text not null check (notice in ('announced', 'unannounced')),
  state text not null check (state in ('planned', 'submitted', 'signed', 'cancelled')),
  planned_by uuid not null,
  lead_id uuid not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  started_at timestamptz,
  ended_at timestamptz,
  arrived_at timestamptz,
  latitude double precision,
  longitude double precision,
  accuracy_metres double precision,
  datum text,
  position_missing_reason text,
  -- Who was there for the contractor: 'signed', 'refused' to sign with the reason, or 'nobody' with the reason.
  present_outcome text check (present_outcome in ('signed', 'refused', 'nobody')),
  present_name text,
  present_title text,
  present_statement text,
  summary text,
  verdict_construction text check (verdict_construction in ('met', 'partly', 'not-met')),
  verdict_operation text check (verdict_operation in ('met', 'partly', 'not-met')),
  verdict_funds text check (verdict_funds in ('met', 'partly', 'not-met')),
  reasons_construction text,
  reasons_operation text,
  reasons_funds text,
  content_digest text,
  submitted_by uuid,
  submitted_at timestamptz,
  signed_at timestamptz,
  cancel_reason text,
  primary key (county, id),
  unique (county, number),
  foreign key (county, facility_id) references facility (county, id),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, lead_id) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (state not in ('submitted', 'signed') or (started_at is not null and ended_at >= started_at and content_digest is not null)),
  check ((latitude is null) = (longitude is null)),
  check (latitude is null or datum is not null),
  check (state <> 'cancelled' or cancel_reason is not null),
  check (verdict_construction is distinct from 'not-met' or reasons_construction is not null),
  check (verdict_operation is distinct from 'not-met' or reasons_operation is not null),
  check (verdict_funds is distinct from 'not-met' or reasons_funds is not null)
);
create index inspection_by_day on inspection (county, planned_on, id);
create index inspection_by_facility on inspection (county, facility_id, planned_on);
create index inspection_by_agreement on inspection (county, agreement_id, planned_on);
create index inspection_by_state on inspection (county, state, planned_on, id);
create index inspection_by_contractor on inspection (county, contractor_id, planned_on, id);

-- 检〔year〕n: one row per year; a finding is numbered after its inspection and needs no series of its own.
create table inspection_series (
  county text not null references county (county),
  year integer not null,
  last_number integer not null check (last_number >= 1),
  primary key (county, year)
);

create table inspection_member (
  county text not null,
  inspection_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('lead', 'member', 'third-party')),
  recusal_declared_at timestamptz,
  -- 回避: the relation this member declared; while it stands the inspection cannot be submitted.
  recusal_reason text,
  signed_at timestamptz,
  remark text,
  primary key (county, inspection_id, person_id),
  foreign key (county, inspection_id) references inspection (county, id),
  foreign key (county, person_id) references person (county, id)
);
create index inspection_member_by_person on inspection_member (county, person_id);
create unique index inspection_one_lead on inspection_member (county, inspection_id) where role = 'lead';

create table inspection_obligation (
  county text not null,
  inspection_id uuid not null,
  obligation_id uuid not null,
  primary key (county, inspection_id, obligation_id),
  foreign key (county, inspection_id) references inspection (county, id),
  foreign key (county, obligation_id) references obligation (county, id)
);
create index inspection_obligation_back on inspection_obligation (county, obligation_id);

create table inspection_method (
  county text not null,
  inspection_id uuid not null,
  method text not null check (method in ('site-visit', 'report-heard', 'materials-read', 'talk', 'other')),
  description text not null default '',
  minutes text not null default '',
  attendance text not null default '',
  materials text not null default '',
  primary key (county, inspection_id, method),
  foreign key (county, inspection_id) references inspection (county, id)
);

create table inspection_item (
  county text not null,
  inspection_id uuid not null,
  item_id text not null,
  ordinal integer not null,
  result text not null check (result in ('conforms', 'partly', 'fails', 'not-applicable')),
  fact text not null default '',
  primary key (county, inspection_id, item_id),
  foreign key (county, inspection_id) references inspection (county, id)
);

-- 上报值、现场值、差异 (D04): what was reported is kept beside what was seen.
create table inspection_figure (
  county text not null,
  inspection_id uuid not null,
  line_key uuid not null,
  report_id uuid,
  report_revision integer,
  reported_total numeric(18, 4),
  seen_total numeric(18, 4),
  difference numeric(18, 4),
  doubtful boolean not null default false,
  note text not null default '',
  primary key (county, inspection_id, line_key),
  foreign key (county, inspection_id) references inspection (county, id)
);

-- A submitted record is never edited; what came to light later is added beside it.
create table inspection_supplement (
  county text not null,
  id uuid not null,
  inspection_id uuid not null,
  text text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (county, id),
  foreign key (county, inspection_id) references inspection (county, id)
);

create table finding (
  county text not null,
  id uuid not null,
  version integer not null,
  number text not null,
  inspection_id uuid not null,
  item_id text,
  facility_id uuid,
  agreement_id uuid not null,
  contractor_id uuid not null,
  area text not null,
  fact text not null,
  place text not null,
  found_on date not null,
  found_by uuid not null,
  clause_id text not null,
  severity text not null check (severity in ('serious', 'major', 'ordinary')),
  dimensions text[] not null check (cardinality(dimensions) >= 1),
  state text not null check (state in ('raised', 'confirmed', 'put-right', 'in-letter', 'rectifying', 'closed', 'withdrawn')),
  repeat_of uuid,
  -- Withdrawing and lowering take two people (D13): what one proposed stands here until another decides.
  proposal text check (proposal in ('withdraw', 'lower')),
  proposal_severity text check (proposal_severity in ('major', 'ordinary')),
  proposal_reason text,
  proposed_by uuid,
  proposed_at timestamptz,
  withdrawal_reason text,
  withdrawal_proposed_by uuid,
  withdrawn_by uuid,
  lowered_from text check (lowered_from in ('serious', 'major')),
  lowering_reason text,
  lowering_proposed_by uuid,
  lowered_by uuid,
  put_right_statement text,
  put_right_by uuid,
  closed_on date,
  primary key (county, id),
  unique (county, number),
  foreign key (county, inspection_id) references inspection (county, id),
  foreign key (county, facility_id) references facility (county, id),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (state <> 'withdrawn' or (withdrawn_by is not null and withdrawal_proposed_by is not null and withdrawn_by <> withdrawal_proposed_by and withdrawal_reason is not null)),
  check ((proposal is null) = (proposed_by is null) and (proposal is null) = (proposal_reason is null)),
  check (lowered_from is null or (lowered_by is not null and lowering_proposed_by is not null and lowered_by <> lowering_proposed_by and lowering_reason is not null)),
  check (state <> 'put-right' or (put_right_statement is not null and put_right_by is not null and put_right_by <> found_by))
);
create index finding_by_state on finding (county, state, found_on, id);
create index finding_by_day on finding (county, found_on, id);
create index finding_by_inspection on finding (county, inspection_id);
create index finding_by_agreement on finding (county, agreement_id, state);
create index finding_by_facility on finding (county, facility_id, found_on);
create index finding_by_contractor on finding (county, contractor_id, found_on, id);
create index finding_under_proposal on finding (county, proposed_at) where proposal is not null;

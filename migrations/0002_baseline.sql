-- 实施方案 as a versioned baseline (一(一)), contracts with lots and instalments, facilities with their phases.

create table project (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  name text not null,
  name_en text not null default '',
  batch_year integer not null,
  central_fen bigint not null check (central_fen >= 0),
  local_fen bigint not null check (local_fen >= 0),
  starts_on date not null,
  ends_on date,
  primary key (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (starts_on >= date '2021-03-18'),
  check (ends_on is null or ends_on > starts_on)
);

create table plan (
  county text not null,
  id uuid not null,
  version integer not null,
  project_id uuid not null,
  number integer not null check (number >= 1),
  state text not null check (state in ('draft', 'submitted', 'approved', 'superseded')),
  reason text not null,
  in_force_from date,
  drafted_by uuid not null,
  approved_by uuid,
  approved_at timestamptz,
  primary key (county, id),
  unique (county, project_id, number),
  foreign key (county, project_id) references project (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (state not in ('approved', 'superseded') or (approved_by is not null and approved_by <> drafted_by and in_force_from is not null))
);
create unique index plan_in_force on plan (county, project_id) where state = 'approved';

-- `line_key` stays the same through the versions of the plan, so that progress can be followed across a change.
create table plan_line (
  county text not null,
  id uuid not null,
  plan_id uuid not null,
  line_key uuid not null,
  ordinal integer not null,
  area text not null check (area in ('service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds')),
  task text not null,
  content text not null,
  unit text not null,
  target numeric(18, 4) not null check (target > 0),
  planned_start_on date not null,
  planned_finish_on date not null,
  budget_fen bigint not null check (budget_fen >= 0),
  important boolean not null default false,
  removed boolean not null default false,
  primary key (county, id),
  unique (county, plan_id, line_key),
  foreign key (county, plan_id) references plan (county, id),
  check (planned_finish_on >= planned_start_on)
);

-- Second lock of 一(一): whoever writes, an approved baseline keeps its lines, its reason and its day.
create function plan_line_only_in_draft() returns trigger language plpgsql as $$
begin
  if (select state from plan where county = new.county and id = new.plan_id) is distinct from 'draft' then
    raise exception 'the lines of a plan change only while it is a draft' using errcode = 'check_violation', constraint = 'plan_line_only_in_draft';
  end if;
  return new;
end $$;
create trigger plan_line_only_in_draft before insert or update on plan_line for each row execute function plan_line_only_in_draft();

create function plan_stays_as_approved() returns trigger language plpgsql as $$
begin
  if old.state = 'superseded' or (old.state = 'approved' and (new.state <> 'superseded'
    or (new.number, new.reason, new.in_force_from, new.drafted_by, new.approved_by, new.approved_at)
       is distinct from (old.number, old.reason, old.in_force_from, old.drafted_by, old.approved_by, old.approved_at))) then
    raise exception 'an approved plan is replaced, never changed' using errcode = 'check_violation', constraint = 'plan_stays_as_approved';
  end if;
  return new;
end $$;
create trigger plan_stays_as_approved before update on plan for each row execute function plan_stays_as_approved();

create table agreement (
  county text not null,
  id uuid not null,
  version integer not null,
  project_id uuid not null,
  contractor_id uuid not null,
  number text not null,
  name text not null,
  lot text not null,
  areas text[] not null,
  signed_on date not null,
  starts_on date not null,
  ends_on date not null,
  amount_fen bigint not null check (amount_fen > 0),
  state text not null check (state in ('in-force', 'completed', 'terminated')),
  primary key (county, id),
  unique (county, number),
  unique (county, project_id, lot),
  foreign key (county, project_id) references project (county, id),
  foreign key (county, contractor_id) references organisation (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (starts_on >= signed_on and ends_on > starts_on)
);
create index agreement_by_contractor on agreement (county, contractor_id);

-- The lines of the plan that a contract promises; reports are filled line by line.
create table agreement_line (
  county text not null,
  agreement_id uuid not null,
  line_key uuid not null,
  -- Taken out by an amendment; nothing is deleted.
  removed boolean not null default false,
  primary key (county, agreement_id, line_key),
  foreign key (county, agreement_id) references agreement (county, id)
);

create table instalment (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  number integer not null check (number >= 1),
  name text not null,
  amount_fen bigint not null check (amount_fen > 0),
  condition text not null,
  required_progress integer not null default 0 check (required_progress between 0 and 100),
  planned_on date not null,
  state text not null check (state in ('planned', 'requested', 'decided', 'paid', 'refused')),
  requested_at timestamptz,
  requested_by uuid,
  primary key (county, id),
  unique (county, agreement_id, number),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, id, version) references event (county, aggregate, version)
);

create table facility (
  county text not null,
  id uuid not null,
  version integer not null,
  project_id uuid not null,
  agreement_id uuid not null,
  kind text not null check (kind in ('service-centre', 'logistics-centre', 'supply-chain-centre', 'town-station', 'village-station')),
  number text not null,
  name text not null,
  village_code text not null check (village_code ~ '^[0-9]{12}$'),
  village_name text not null,
  town_name text not null,
  address text not null default '',
  head_name text,
  head_phone text,
  latitude double precision,
  longitude double precision,
  datum text check (datum in ('WGS84', 'GCJ02', 'CGCS2000')),
  phase text not null check (phase in ('construction', 'trial', 'operation', 'suspended', 'withdrawn')),
  construction_started_on date not null,
  operation_started_on date,
  primary key (county, id),
  unique (county, number),
  foreign key (county, project_id) references project (county, id),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (phase <> 'operation' or operation_started_on is not null),
  check (operation_started_on is null or operation_started_on >= construction_started_on)
);
create index facility_by_agreement on facility (county, agreement_id);
create index facility_by_village on facility (county, village_code);

-- Each phase a facility has been in, from which day; obligations are derived from this.
create table facility_phase (
  county text not null,
  facility_id uuid not null,
  from_on date not null,
  phase text not null check (phase in ('construction', 'trial', 'operation', 'suspended', 'withdrawn')),
  reason text not null default '',
  primary key (county, facility_id, from_on),
  foreign key (county, facility_id) references facility (county, id)
);

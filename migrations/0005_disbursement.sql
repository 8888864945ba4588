-- The payment gate: an evaluation is a fact of its day, a decision names its evaluation, a payment names its decision.

create table gate_evaluation (
  county text not null references county (county),
  id uuid not null,
  instalment_id uuid not null,
  as_of date not null,
  -- The instalment as it was then; paid in part, it shrinks.
  amount_fen bigint not null check (amount_fen > 0),
  conditions jsonb not null,
  recommendation text not null check (recommendation in ('pay', 'pay-part', 'withhold')),
  recommended_fen bigint not null check (recommended_fen between 0 and amount_fen),
  hard_stop boolean not null,
  input_digest text not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  evaluated_at timestamptz not null,
  primary key (county, id),
  foreign key (county, instalment_id) references instalment (county, id),
  check (not hard_stop or recommended_fen = 0)
);
create index gate_evaluation_by_instalment on gate_evaluation (county, instalment_id, evaluated_at);

create table payment_decision (
  county text not null,
  id uuid not null,
  version integer not null,
  instalment_id uuid not null,
  evaluation_id uuid not null,
  state text not null check (state in ('proposed', 'approved', 'declined', 'paid')),
  outcome text not null check (outcome in ('pay', 'pay-part', 'withhold')),
  amount_fen bigint not null check (amount_fen >= 0),
  payable_fen bigint,
  departs boolean not null,
  reasons text not null default '',
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  finance_by uuid,
  finance_at timestamptz,
  finance_note text,
  approved_by uuid,
  approved_at timestamptz,
  declined_by uuid,
  declined_reason text,
  primary key (county, id),
  foreign key (county, instalment_id) references instalment (county, id),
  foreign key (county, evaluation_id) references gate_evaluation (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  unique (county, id, instalment_id, payable_fen),
  check (not departs or length(btrim(reasons)) >= 4),
  check (outcome <> 'withhold' or amount_fen = 0),
  check (finance_by is null or finance_by <> proposed_by),
  check (approved_by is null or (approved_by <> proposed_by and approved_by <> finance_by and finance_by is not null)),
  -- payable_fen is set only by approval, and only to the amount that was decided.
  check (payable_fen is null or (state in ('approved', 'paid') and approved_by is not null and payable_fen = amount_fen and amount_fen > 0))
);
create unique index payment_decision_open on payment_decision (county, instalment_id) where state = 'proposed' or payable_fen is not null;
create index payment_decision_by_instalment on payment_decision (county, instalment_id, proposed_at);

-- The foreign key asks for an approved decision on this instalment and this very amount; UNIQUE forbids a second payment.
create table payment (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  instalment_id uuid not null,
  decision_id uuid not null,
  amount_fen bigint not null check (amount_fen > 0),
  paid_on date not null,
  voucher text not null,
  paid_by uuid not null,
  primary key (county, id),
  unique (county, instalment_id),
  unique (county, decision_id),
  unique (county, voucher),
  foreign key (county, agreement_id) references agreement (county, id),
  foreign key (county, decision_id, instalment_id, amount_fen) references payment_decision (county, id, instalment_id, payable_fen),
  foreign key (county, id, version) references event (county, aggregate, version)
);
create index payment_by_agreement on payment (county, agreement_id);

-- Second lock: never above the instalment or the contract, even by two payments at once, and never after termination (D12).
create function payment_within_contract() returns trigger language plpgsql as $$
declare contract_fen bigint; contract_state text; instalment_fen bigint; instalment_agreement uuid; paid_fen bigint;
begin
  select amount_fen, state into contract_fen, contract_state from agreement where county = new.county and id = new.agreement_id for update;
  select amount_fen, agreement_id into instalment_fen, instalment_agreement from instalment where county = new.county and id = new.instalment_id;
  if instalment_agreement is distinct from new.agreement_id or new.amount_fen > instalment_fen then
    raise exception 'payment exceeds its instalment' using errcode = 'check_violation', constraint = 'payment_within_instalment';
  end if;
  if contract_state = 'terminated' then
    raise exception 'the contract is terminated: nothing more is paid' using errcode = 'check_violation', constraint = 'payment_not_terminated';
  end if;
  select coalesce(sum(amount_fen), 0) into paid_fen from payment where county = new.county and agreement_id = new.agreement_id;
  if paid_fen + new.amount_fen > contract_fen then
    raise exception 'payment exceeds the contract' using errcode = 'check_violation', constraint = 'payment_within_contract';
  end if;
  return new;
end $$;
create trigger payment_within_contract before insert on payment for each row execute function payment_within_contract();

-- A decision is about the instalment its evaluation is about, decides nothing but withholding against a hard stop, departs from
-- the recommendation only as a departure, and is never rewritten: what moves is who agreed to it.
create function payment_decision_within_gate() returns trigger language plpgsql as $$
declare evaluated uuid; stopped boolean; recommended bigint; instalment_fen bigint;
begin
  if tg_op = 'UPDATE' then
    if (new.instalment_id, new.evaluation_id, new.outcome, new.amount_fen, new.departs, new.reasons, new.proposed_by, new.proposed_at)
      is distinct from (old.instalment_id, old.evaluation_id, old.outcome, old.amount_fen, old.departs, old.reasons, old.proposed_by, old.proposed_at)
      or old.state in ('declined', 'paid')
    then
      raise exception 'payment decision % stands as it was proposed', old.id using errcode = 'check_violation', constraint = 'payment_decision_within_gate';
    end if;
    return new;
  end if;
  select instalment_id, hard_stop, recommended_fen into evaluated, stopped, recommended from gate_evaluation where county = new.county and id = new.evaluation_id;
  select amount_fen into instalment_fen from instalment where county = new.county and id = new.instalment_id;
  if evaluated is distinct from new.instalment_id or new.amount_fen > instalment_fen or (stopped and new.amount_fen > 0)
    or new.departs <> (new.amount_fen <> recommended)
  then
    raise exception 'payment decision % does not follow its gate', new.id using errcode = 'check_violation', constraint = 'payment_decision_within_gate';
  end if;
  return new;
end $$;
create trigger payment_decision_within_gate before insert or update on payment_decision for each row execute function payment_decision_within_gate();

create index instalment_by_day on instalment (county, planned_on, id);

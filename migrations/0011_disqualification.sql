-- 取消承办资格 (一(四), D12): a case with frozen facts and a procedure of which no step is skipped; and the stop on payments.

create table disqualification_case (
  county text not null references county (county),
  id uuid not null,
  version integer not null,
  number text not null,
  contractor_id uuid not null,
  state text not null check (state in ('open', 'kept', 'disqualified', 'settled', 'closed')),
  -- What was laid out on the day of opening, the ground and the procedure with its numbers: never changed afterwards.
  ground jsonb not null,
  reasons text not null check (length(btrim(reasons)) >= 4),
  laid_out jsonb not null,
  procedure jsonb not null,
  opened_on date not null,
  opened_by uuid not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  hearing_asked_on date,
  hearing_asked_by uuid,
  hearing_announced_on date,
  hearing_announced_for date,
  hearing_place text,
  held_on date,
  held_by uuid,
  held_reasons text,
  closed_on date,
  closed_by uuid,
  closed_reasons text,
  -- The step that waits, for lists and the home page; null where nothing does.
  next_step text check (next_step in ('notice', 'statement', 'hearing', 'deliberation', 'decision', 'service', 'settlement')),
  next_by text check (next_by in ('office', 'contractor', 'leading-group')),
  next_from_on date,
  next_due_on date,
  next_provisional boolean not null default false,
  primary key (county, id),
  unique (county, number),
  foreign key (county, contractor_id) references organisation (county, id),
  foreign key (county, opened_by) references person (county, id),
  foreign key (county, id, version) references event (county, aggregate, version),
  check (held_by is null or (held_by <> opened_by and held_on is not null and length(btrim(held_reasons)) >= 4)),
  check ((state = 'closed') = (closed_by is not null)),
  check (closed_by is null or (closed_by <> opened_by and closed_on is not null and length(btrim(closed_reasons)) >= 4)),
  check (hearing_announced_on is null or hearing_announced_for > hearing_announced_on)
);
-- One case at a time, and none against who is disqualified already.
create unique index disqualification_case_open on disqualification_case (county, contractor_id) where state in ('open', 'disqualified');
create index disqualification_case_by_day on disqualification_case (county, opened_on, id);
create index disqualification_case_waiting on disqualification_case (county, next_by) where next_step is not null;

create table disqualification_series (
  county text not null references county (county),
  year integer not null,
  last_number integer not null check (last_number >= 1),
  primary key (county, year)
);

create table disqualification_step (
  county text not null,
  id uuid not null,
  case_id uuid not null,
  -- Of the case's event that told of it.
  version integer not null,
  step text not null check (step in ('notice', 'statement', 'hearing', 'deliberation', 'decision', 'service', 'settlement')),
  taken_on date not null,
  from_on date not null,
  due_on date,
  ends_on date not null,
  recorded_by uuid not null,
  body jsonb not null,
  primary key (county, id),
  -- A step is taken once, whoever tries at the same time.
  unique (county, case_id, step),
  foreign key (county, case_id) references disqualification_case (county, id),
  foreign key (county, recorded_by) references person (county, id),
  foreign key (county, case_id, version) references event (county, aggregate, version),
  check (taken_on >= from_on),
  check (ends_on >= taken_on or step = 'statement')
);

create table disqualification_statement (
  county text not null,
  id uuid not null,
  case_id uuid not null,
  version integer not null,
  text text not null check (length(btrim(text)) >= 2),
  spoken_by uuid not null,
  spoken_at timestamptz not null,
  primary key (county, id),
  foreign key (county, case_id) references disqualification_case (county, id),
  foreign key (county, spoken_by) references person (county, id),
  foreign key (county, case_id, version) references event (county, aggregate, version)
);
create index disqualification_statement_by_case on disqualification_statement (county, case_id, spoken_at);

-- Second lock: in the order of the case's own procedure, none left out but a hearing nobody asked for, none before its day.
create function disqualification_step_in_order() returns trigger language plpgsql as $$
declare the_case disqualification_case; wanted text; place bigint; missing text; last_on date; speak_until date; outcome text;
begin
  select * into the_case from disqualification_case where county = new.county and id = new.case_id for update;
  select t.at into place from jsonb_array_elements(the_case.procedure -> 'steps') with ordinality as t(step, at) where t.step ->> 'step' = new.step;
  wanted := case when new.step = 'settlement' then 'disqualified' else 'open' end;
  if place is null or the_case.state is distinct from wanted then
    raise exception 'case % has no open step %', new.case_id, new.step using errcode = 'check_violation', constraint = 'disqualification_step_in_order';
  end if;
  select t.step ->> 'step' into missing from jsonb_array_elements(the_case.procedure -> 'steps') with ordinality as t(step, at)
    where t.at < place and not ((t.step ->> 'onRequest')::boolean and the_case.hearing_asked_on is null)
      and not exists (select from disqualification_step s where s.county = new.county and s.case_id = new.case_id and s.step = t.step ->> 'step')
    limit 1;
  if missing is not null then
    raise exception 'case %: % is taken before %', new.case_id, new.step, missing using errcode = 'check_violation', constraint = 'disqualification_step_in_order';
  end if;
  select max(s.taken_on) into last_on from disqualification_step s where s.county = new.county and s.case_id = new.case_id;
  select s.ends_on into speak_until from disqualification_step s where s.county = new.county and s.case_id = new.case_id and s.step = 'statement';
  if new.taken_on < coalesce(last_on, the_case.opened_on) or new.from_on < coalesce(last_on, the_case.opened_on)
    or (new.step <> 'statement' and new.taken_on <= speak_until)
  then
    raise exception 'case %: % is taken before its time', new.case_id, new.step using errcode = 'check_violation', constraint = 'disqualification_step_in_time';
  end if;
  if new.step = 'decision' then
    if new.recorded_by = the_case.opened_by or new.body ->> 'outcome' is null then
      raise exception 'case % is decided by who opened it', new.case_id using errcode = 'check_violation', constraint = 'disqualification_four_eyes';
    end if;
  end if;
  if new.step = 'settlement' then
    select s.body ->> 'outcome' into outcome from disqualification_step s where s.county = new.county and s.case_id = new.case_id and s.step = 'decision';
    if outcome is distinct from 'cancel' then
      raise exception 'case % settles nothing', new.case_id using errcode = 'check_violation', constraint = 'disqualification_step_in_order';
    end if;
  end if;
  return new;
end $$;
create trigger disqualification_step_in_order before insert on disqualification_step for each row execute function disqualification_step_in_order();

-- What was laid out stays as it was, and a state is reached only by the steps that lead to it.
create function disqualification_case_is_fixed() returns trigger language plpgsql as $$
declare outcome text; served boolean; settled boolean; earned boolean;
begin
  if (new.number, new.contractor_id, new.ground, new.reasons, new.laid_out, new.procedure, new.opened_on, new.opened_by, new.pack_id, new.pack_version, new.pack_hash)
    is distinct from (old.number, old.contractor_id, old.ground, old.reasons, old.laid_out, old.procedure, old.opened_on, old.opened_by, old.pack_id, old.pack_version, old.pack_hash)
    or (old.hearing_asked_on is not null and new.hearing_asked_on is distinct from old.hearing_asked_on)
  then
    raise exception 'the facts of case % are frozen', old.id using errcode = 'check_violation', constraint = 'disqualification_case_is_fixed';
  end if;
  if new.state = old.state then return new; end if;
  select max(s.body ->> 'outcome') filter (where s.step = 'decision'), coalesce(bool_or(s.step = 'service'), false), coalesce(bool_or(s.step = 'settlement'), false)
    into outcome, served, settled
    from disqualification_step s where s.county = new.county and s.case_id = new.id;
  earned := coalesce(case
    when old.state = 'open' and new.state = 'disqualified' then served and outcome = 'cancel'
    when old.state = 'open' and new.state = 'kept' then served and outcome = 'keep'
    when old.state = 'open' and new.state = 'closed' then outcome is null
    when old.state = 'disqualified' and new.state = 'settled' then settled
    else false end, false);
  if not earned then
    raise exception 'case % does not become % from %', old.id, new.state, old.state using errcode = 'check_violation', constraint = 'disqualification_case_is_fixed';
  end if;
  return new;
end $$;
create trigger disqualification_case_is_fixed before update on disqualification_case for each row execute function disqualification_case_is_fixed();
create trigger record_moves_by_one before update on disqualification_case for each row execute function record_moves_by_one();

create function disqualification_opens_open() returns trigger language plpgsql as $$
begin
  if new.state <> 'open' or new.version <> 1 then
    raise exception 'a case begins open' using errcode = 'check_violation', constraint = 'disqualification_case_is_fixed';
  end if;
  return new;
end $$;
create trigger disqualification_opens_open before insert on disqualification_case for each row execute function disqualification_opens_open();

-- 停止拨付: a contractor to whom nothing is paid, while a case is held or since its disqualification took effect.
create table payment_stop (
  county text not null,
  id uuid not null,
  contractor_id uuid not null,
  case_id uuid not null,
  case_number text not null,
  kind text not null check (kind in ('held', 'disqualified')),
  from_on date not null,
  version integer not null,
  lifted_on date,
  lifted_version integer,
  primary key (county, id),
  foreign key (county, contractor_id) references organisation (county, id),
  foreign key (county, case_id) references disqualification_case (county, id),
  foreign key (county, case_id, version) references event (county, aggregate, version),
  foreign key (county, case_id, lifted_version) references event (county, aggregate, version),
  check ((lifted_on is null) = (lifted_version is null)),
  check (kind = 'held' or lifted_on is null)
);
create unique index payment_stop_standing on payment_stop (county, contractor_id, kind) where lifted_on is null;

create function payment_stop_is_fixed() returns trigger language plpgsql as $$
begin
  if (new.contractor_id, new.case_id, new.case_number, new.kind, new.from_on, new.version)
    is distinct from (old.contractor_id, old.case_id, old.case_number, old.kind, old.from_on, old.version) or old.lifted_on is not null
  then
    raise exception 'stop % is only ever lifted', old.id using errcode = 'check_violation', constraint = 'payment_stop_is_fixed';
  end if;
  return new;
end $$;
create trigger payment_stop_is_fixed before update on payment_stop for each row execute function payment_stop_is_fixed();

-- Named to come after payment_within_contract, whose lock on the contract makes a stop in the making wait or be seen.
create function payment_without_stop() returns trigger language plpgsql as $$
begin
  if exists (select from payment_stop s join agreement a on a.county = s.county and a.contractor_id = s.contractor_id
    where s.county = new.county and a.id = new.agreement_id and s.lifted_on is null)
  then
    raise exception 'payments to this contractor are stopped' using errcode = 'check_violation', constraint = 'payment_without_stop';
  end if;
  return new;
end $$;
create trigger payment_without_stop before insert on payment for each row execute function payment_without_stop();

grant select, insert, update on disqualification_case, disqualification_series, payment_stop to dushi_runtime;
grant select, insert on disqualification_step, disqualification_statement to dushi_runtime;

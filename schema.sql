-- Written by `npm run db:types` from the migrations, for reviewers to read its diff. Nobody edits it.

CREATE OR REPLACE FUNCTION agreement_within_project()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare money_fen bigint;
begin
  if tg_op = 'UPDATE' and new.amount_fen <= old.amount_fen and new.project_id = old.project_id
    and (new.state = old.state or new.state = 'terminated') then
    return new;
  end if;
  select central_fen + local_fen into money_fen from project where county = new.county and id = new.project_id for no key update;
  if project_promised_fen(new.county, new.project_id, new.id) + new.amount_fen > money_fen then
    raise exception 'contracts exceed the money of the project' using errcode = 'check_violation', constraint = 'agreement_within_project';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION county_pack_by_activation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.pack_id, new.pack_version, new.pack_hash) is distinct from (old.pack_id, old.pack_version, old.pack_hash)
    and exists (select from regime_snapshot s where s.county = old.county and s.hash = old.pack_hash)
    and not exists (select from regime_activation a where a.county = new.county and a.state = 'approved' and a.from_hash = old.pack_hash
      and a.pack_id = new.pack_id and a.pack_version = new.pack_version and a.pack_hash = new.pack_hash)
  then
    raise exception 'county % changes its regime without an activation', new.county using errcode = 'check_violation', constraint = 'county_pack_by_activation';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION disqualification_case_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION disqualification_opens_open()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.state <> 'open' or new.version <> 1 then
    raise exception 'a case begins open' using errcode = 'check_violation', constraint = 'disqualification_case_is_fixed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION disqualification_step_in_order()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION draw_is_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.number, new.title, new.lists, new.lists_digest, new.objects, new.size, new.public_value_name, new.public_value_source,
      new.public_value_on, new.reveal_until_on, new.redraw_of, new.redraw_reason, new.prepared_by, new.prepared_at)
    is distinct from
     (old.number, old.title, old.lists, old.lists_digest, old.objects, old.size, old.public_value_name, old.public_value_source,
      old.public_value_on, old.reveal_until_on, old.redraw_of, old.redraw_reason, old.prepared_by, old.prepared_at) then
    raise exception 'draw %: its lists are frozen', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  if old.proof is not null and (new.proof, new.seed, new.public_value, new.public_value_by, new.drawn_by, new.drawn_at)
    is distinct from (old.proof, old.seed, old.public_value, old.public_value_by, old.drawn_by, old.drawn_at) then
    raise exception 'draw %: what was drawn stays', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  if new.state = 'abandoned' and old.state not in ('prepared', 'committing') then
    raise exception 'draw %: all have committed, there is no way back', old.number
      using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  if new.state in ('revealing', 'revealed', 'valued', 'drawn', 'published') and exists (select from draw_party p
      where p.county = new.county and p.draw_id = new.id
        and (p.commitment is null or (new.state not in ('revealing') and p.secret is null))) then
    raise exception 'draw %: a part of a party is missing', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION draw_party_is_bound()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.commitment is not null or new.secret is not null
        or not exists (select from draw d where d.county = new.county and d.id = new.draw_id and d.state = 'prepared') then
      raise exception 'the parties of a draw are named when it is prepared' using errcode = 'check_violation', constraint = 'draw_party_is_bound';
    end if;
    return new;
  end if;
  if new.name is distinct from old.name
      or (old.commitment is not null and (new.commitment, new.committed_by, new.committed_at)
        is distinct from (old.commitment, old.committed_by, old.committed_at))
      or (old.secret is not null and new is distinct from old)
      or (old.opening_reason is not null and (new.opening_reason, new.opening_proposed_by)
        is distinct from (old.opening_reason, old.opening_proposed_by)) then
    raise exception 'what % committed to stays', old.name using errcode = 'check_violation', constraint = 'draw_party_is_bound';
  end if;
  if new.secret is not null and old.secret is null and exists (select from draw_party p
      where p.county = new.county and p.draw_id = new.draw_id and p.commitment is null) then
    raise exception 'nothing is revealed before all have committed' using errcode = 'check_violation', constraint = 'draw_party_is_bound';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION draw_period_is_frozen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.period_from_on, new.period_until_on) is distinct from (old.period_from_on, old.period_until_on) then
    raise exception 'draw %: its period is frozen', old.number using errcode = 'check_violation', constraint = 'draw_is_frozen';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION event_is_append_only()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'the event log is append-only' using errcode = 'insufficient_privilege';
end $function$
;

CREATE OR REPLACE FUNCTION facility_holding_follows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from facility_holding h where h.county = new.county and h.facility_id = new.facility_id
      and (h.from_on >= new.from_on or h.version >= new.version)) then
    raise exception 'facility % is held by somebody from % or later', new.facility_id, new.from_on
      using errcode = 'check_violation', constraint = 'facility_holding_follows';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION facility_moves_by_holding()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.agreement_id <> old.agreement_id and not exists (select from facility_holding h where h.county = new.county
      and h.facility_id = new.id and h.version = new.version and h.agreement_id = new.agreement_id) then
    raise exception 'facility % changes its contract without a holding', new.id
      using errcode = 'check_violation', constraint = 'facility_moves_by_holding';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION finding_is_not_buried_by_its_finder()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.withdrawn_by is distinct from old.withdrawn_by and new.withdrawn_by = new.found_by)
    or (new.lowered_by is distinct from old.lowered_by and new.lowered_by = new.found_by) then
    raise exception 'finding %: its finder does not decide about it', new.number
      using errcode = 'check_violation', constraint = 'finding_is_not_buried_by_its_finder';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION identity_key(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select regexp_replace(regexp_replace(lower(normalize(value, NFKC)),
    E'[\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]', '', 'g'),
    E'[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63]', '-', 'g')
$function$
;

CREATE OR REPLACE FUNCTION inspection_follows_draw()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'UPDATE' then
    if (new.draw_id, new.draw_departure) is distinct from (old.draw_id, old.draw_departure)
        or (old.draw_id is not null and new.facility_id is distinct from old.facility_id) then
      raise exception 'inspection % was planned as it was', old.number
        using errcode = 'check_violation', constraint = 'inspection_follows_draw';
    end if;
  elsif new.draw_id is not null and not exists (select from draw d
      where d.county = new.county and d.id = new.draw_id and d.state in ('drawn', 'published')
        and new.planned_on between d.period_from_on and d.period_until_on
        and d.proof::jsonb -> 'outcome' -> 'drawn' @> jsonb_build_array(jsonb_build_object('object', new.facility_id))) then
    raise exception 'inspection %: its facility was not drawn for that day', new.number
      using errcode = 'check_violation', constraint = 'inspection_follows_draw';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION item_is_not_closed_by_its_author()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.closed_by is distinct from old.closed_by and exists (select from letter l where l.county = new.county and l.id = new.letter_id
      and new.closed_by in (l.drafted_by, l.reviewed_by, l.signed_by)) then
    raise exception 'rectification %: whoever wrote the letter does not close its items', new.id
      using errcode = 'check_violation', constraint = 'item_is_not_closed_by_its_author';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION key_is_taken()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  row jsonb := to_jsonb(new);
  mine text := identity_key(row ->> tg_argv[1]);
  within text := coalesce(row ->> tg_argv[3], '');
  took boolean;
  existing text;
begin
  if mine is null then return new; end if;
  if exists (select from taken_key t where t.county = new.county and t.kind = tg_argv[0] and t.scope = within
      and t.key = mine and t.holder = new.id) then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    -- One of two that shared a key before may be amended in all else.
    if identity_key(to_jsonb(old) ->> tg_argv[1]) = mine and coalesce(to_jsonb(old) ->> tg_argv[3], '') = within then
      return new;
    end if;
    if not exists (select from taken_key t where t.county = new.county and t.kind = tg_argv[0] and t.scope = within and t.key = mine) then
      update taken_key t set scope = within, key = mine
        where t.county = new.county and t.kind = tg_argv[0] and t.holder = new.id;
      if found then return new; end if;
    end if;
  end if;
  insert into taken_key (county, kind, scope, key, holder) values (new.county, tg_argv[0], within, mine, new.id)
    on conflict do nothing returning true into took;
  if took is null then
    execute format('select concat_ws('' '', %s) from %I r join taken_key t on t.county = r.county and t.holder = r.id
      where t.county = $1 and t.kind = $2 and t.scope = $3 and t.key = $4', 
      case when tg_argv[1] = tg_argv[2] then format('r.%I', tg_argv[1]) else format('r.%I, r.%I', tg_argv[1], tg_argv[2]) end, tg_table_name)
      into existing using new.county, tg_argv[0], within, mine;
    raise exception '% “%” is taken', tg_argv[0], row ->> tg_argv[1]
      using errcode = 'unique_violation', constraint = tg_name, detail = coalesce(existing, row ->> tg_argv[1]);
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION letter_has_three_hands()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.reviewed_by is distinct from old.reviewed_by and new.reviewed_by = new.drafted_by)
    or (new.signed_by is distinct from old.signed_by and new.signed_by in (new.drafted_by, new.reviewed_by)) then
    raise exception 'letter %: drafter, reviewer and signer are three people', new.id
      using errcode = 'check_violation', constraint = 'letter_has_three_hands';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION letter_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION letter_is_revoked_by_another()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.kind, new.replaces) is distinct from (old.kind, old.replaces)
    or (old.state not in ('draft', 'reviewed', 'signed') and new.reason is distinct from old.reason)
    or old.state = 'revoked' and (
      (new.title, new.preamble, new.number, new.number_year, new.issuer_code, new.pdf_sha256, new.content_digest, new.state)
      is distinct from (old.title, old.preamble, old.number, old.number_year, old.issuer_code, old.pdf_sha256, old.content_digest, old.state))
    or (new.state = 'revoked' and old.state <> 'revoked' and not exists (
      select from letter l where l.county = new.county and l.replaces = new.id and l.state = 'served'))
  then
    raise exception 'letter % is revoked by another letter, and by nothing else', old.id
      using errcode = 'check_violation', constraint = 'letter_is_fixed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION letter_item_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare letter_state text;
begin
  select l.state into letter_state from letter l where l.county = new.county and l.id = new.letter_id;
  if tg_op = 'UPDATE' and letter_state in ('issued', 'served', 'acknowledged', 'closed') and new.revoked and not old.revoked
    and (new.id, new.letter_id, new.finding_id, new.ordinal, new.requirement, new.working_days, new.removed)
      is not distinct from (old.id, old.letter_id, old.finding_id, old.ordinal, old.requirement, old.working_days, old.removed)
    and exists (select from letter l where l.county = new.county and l.replaces = new.letter_id and l.state = 'served')
  then
    return new;
  end if;
  if letter_state is distinct from 'draft' or new.revoked then
    raise exception 'letter % is no longer a draft', new.letter_id using errcode = 'check_violation', constraint = 'letter_item_is_fixed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION open_draw_seal(of_county text, of_draw uuid, of_organisation uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
  select s.secret
  from draw_seal s
  join draw_party p on p.county = s.county and p.draw_id = s.draw_id and p.organisation_id = s.organisation_id
  join draw d on d.county = s.county and d.id = s.draw_id
  where s.county = of_county and s.draw_id = of_draw and s.organisation_id = of_organisation
    and d.state = 'revealing' and p.secret is null and p.opening_reason is not null
    and p.opened_by <> p.opening_proposed_by and p.opened_on > d.reveal_until_on
$function$
;

CREATE OR REPLACE FUNCTION payment_decision_within_gate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION payment_stop_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.contractor_id, new.case_id, new.case_number, new.kind, new.from_on, new.version)
    is distinct from (old.contractor_id, old.case_id, old.case_number, old.kind, old.from_on, old.version) or old.lifted_on is not null
  then
    raise exception 'stop % is only ever lifted', old.id using errcode = 'check_violation', constraint = 'payment_stop_is_fixed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION payment_suspension_is_lifted_by_two()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.agreement_id, new.cause, new.cause_version, new.from_on) is distinct from (old.agreement_id, old.cause, old.cause_version, old.from_on)
    or old.lifted_on is not null
  then
    raise exception 'suspension % is only ever lifted', old.id using errcode = 'check_violation', constraint = 'payment_suspension_is_fixed';
  end if;
  if not exists (select from proposal p where p.county = new.county and p.id = new.proposal_id and p.kind = 'disbursement.lift-suspension'
    and p.subject_id = new.id and p.proposed_by <> new.lifted_by)
  then
    raise exception 'suspension % is lifted by two people', old.id using errcode = 'check_violation', constraint = 'payment_suspension_two_people';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION payment_within_contract()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION payment_within_project()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare money_fen bigint; of_project uuid; paid_fen bigint;
begin
  select project_id into of_project from agreement where county = new.county and id = new.agreement_id;
  select central_fen + local_fen into money_fen from project where county = new.county and id = of_project for no key update;
  select coalesce(sum(p.amount_fen), 0) into paid_fen from payment p join agreement a on a.county = p.county and a.id = p.agreement_id
    where a.county = new.county and a.project_id = of_project;
  if paid_fen + new.amount_fen > money_fen then
    raise exception 'payments exceed the money of the project' using errcode = 'check_violation', constraint = 'payment_within_project';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION payment_without_stop()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from payment_stop s join agreement a on a.county = s.county and a.contractor_id = s.contractor_id
    where s.county = new.county and a.id = new.agreement_id and s.lifted_on is null)
  then
    raise exception 'payments to this contractor are stopped' using errcode = 'check_violation', constraint = 'payment_without_stop';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION payment_without_suspension()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from payment_suspension s where s.county = new.county and s.agreement_id = new.agreement_id and s.lifted_on is null) then
    raise exception 'payments on this contract are suspended' using errcode = 'check_violation', constraint = 'payment_without_suspension';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION plan_line_only_in_draft()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (select state from plan where county = new.county and id = new.plan_id) is distinct from 'draft' then
    raise exception 'the lines of a plan change only while it is a draft' using errcode = 'check_violation', constraint = 'plan_line_only_in_draft';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION plan_stays_as_approved()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state = 'superseded' or (old.state = 'approved' and (new.state <> 'superseded'
    or (new.number, new.reason, new.in_force_from, new.drafted_by, new.approved_by, new.approved_at)
       is distinct from (old.number, old.reason, old.in_force_from, old.drafted_by, old.approved_by, old.approved_at))) then
    raise exception 'an approved plan is replaced, never changed' using errcode = 'check_violation', constraint = 'plan_stays_as_approved';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION project_covers_contracts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.central_fen + new.local_fen < old.central_fen + old.local_fen
    and new.central_fen + new.local_fen < project_promised_fen(new.county, new.id, null) then
    raise exception 'the money of the project would not cover its contracts' using errcode = 'check_violation', constraint = 'project_covers_contracts';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION project_promised_fen(of_county text, of_project uuid, but_not uuid)
 RETURNS bigint
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(sum(case when a.state = 'terminated'
    then (select coalesce(sum(p.amount_fen), 0) from payment p where p.county = a.county and p.agreement_id = a.id)
    else a.amount_fen end), 0)::bigint
  from agreement a where a.county = of_county and a.project_id = of_project and a.id is distinct from but_not
$function$
;

CREATE OR REPLACE FUNCTION proposal_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.state <> 'open' or (to_jsonb(new) - '{version,state,decided_by,decided_at,decision_reason}'::text[])
    is distinct from (to_jsonb(old) - '{version,state,decided_by,decided_at,decision_reason}'::text[])
  then
    raise exception 'proposal % stands as it was made', old.id using errcode = 'check_violation', constraint = 'proposal_is_fixed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION record_moves_by_one()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.version <> old.version + 1 then
    raise exception '% %: version % does not follow %', tg_table_name, old.id, new.version, old.version
      using errcode = 'check_violation', constraint = 'record_moves_by_one';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION rectification_report_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.cause is distinct from old.cause or new.measure is distinct from old.measure
    or new.responsible_person is distinct from old.responsible_person or new.result is distinct from old.result
    or new.completed_on is distinct from old.completed_on or new.reported_by is distinct from old.reported_by
    or new.reported_at is distinct from old.reported_at or old.returned_reason is not null
  then
    raise exception 'a rectification report cannot be changed' using errcode = 'check_violation', constraint = 'rectification_report_is_fixed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION regime_activation_is_fixed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if (new.from_id, new.from_version, new.from_hash, new.pack_id, new.pack_version, new.pack_hash, new.effect_on, new.rectifications, new.scores, new.reasons, new.proposed_by, new.proposed_at)
    is distinct from (old.from_id, old.from_version, old.from_hash, old.pack_id, old.pack_version, old.pack_hash, old.effect_on, old.rectifications, old.scores, old.reasons, old.proposed_by, old.proposed_at)
    or not ((old.state = 'proposed' and new.state in ('approved', 'declined')) or (old.state = 'approved' and new.state = 'applied'))
    or (old.decided_by is not null and new.decided_by is distinct from old.decided_by)
  then
    raise exception 'activation % stands as it was proposed', old.id using errcode = 'check_violation', constraint = 'regime_activation_is_fixed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION search_key(value text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
  select regexp_replace(regexp_replace(regexp_replace(identity_key(value),
    E'([\\])\u3015\u3011])\u7b2c?0+(?=[0-9])', '\1', 'g'),
    E'(^|[^0-9])0+(?=[0-9]+\u53f7)', '\1', 'g'),
    E'[-()\\[\\]{}\u3008-\u3011\u3014-\u301b\u00b7\u2022\u30fb\u7b2c]', '', 'g')
$function$
;

CREATE OR REPLACE FUNCTION sign_in_code_is_spent_once()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.used_at is not null or old.void_at is not null
    or (old.code_hash is not null and (new.code_hash, new.taken_by, new.expires_at) is distinct from (old.code_hash, old.taken_by, old.expires_at))
    or (new.person_id, new.occasion, new.granted_at, new.granted_by) is distinct from (old.person_id, old.occasion, old.granted_at, old.granted_by)
  then
    raise exception 'sign-in code % was spent', old.id using errcode = 'check_violation', constraint = 'sign_in_code_is_spent_once';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION single_organisation_stays()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if old.kind in ('leading-group', 'office', 'commerce-bureau') and old.active and not new.active and new.kind = old.kind then
    raise exception 'the % of county % cannot be closed', old.kind, old.county
      using errcode = 'check_violation', constraint = 'single_organisation_stays';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION submitted_revision_is_final()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from report_revision r where r.county = new.county and r.report_id = new.report_id
      and r.revision = new.revision and r.submitted_at is not null) then
    raise exception 'revision % of report % was submitted', new.revision, new.report_id
      using errcode = 'check_violation', constraint = 'submitted_revision_is_final';
  end if;
  return new;
end $function$
;

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
  amount_fen bigint not null,
  state text not null,
  constraint agreement_pkey PRIMARY KEY (county, id),
  constraint agreement_county_number_key UNIQUE (county, number),
  constraint agreement_county_project_id_lot_key UNIQUE (county, project_id, lot),
  constraint agreement_county_contractor_id_fkey FOREIGN KEY (county, contractor_id) REFERENCES organisation(county, id),
  constraint agreement_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint agreement_county_project_id_fkey FOREIGN KEY (county, project_id) REFERENCES project(county, id),
  constraint agreement_amount_fen_check CHECK (amount_fen > 0),
  constraint agreement_check CHECK (starts_on >= signed_on AND ends_on > starts_on),
  constraint agreement_state_check CHECK (state = ANY (ARRAY['in-force'::text, 'completed'::text, 'terminated'::text]))
);
CREATE INDEX agreement_by_contractor ON agreement (county, contractor_id);
CREATE TRIGGER agreement_lot_taken BEFORE INSERT OR UPDATE OF lot ON agreement FOR EACH ROW EXECUTE FUNCTION key_is_taken('agreement.lot', 'lot', 'name', 'project_id');
CREATE TRIGGER agreement_number_taken BEFORE INSERT OR UPDATE OF number ON agreement FOR EACH ROW EXECUTE FUNCTION key_is_taken('agreement.number', 'number', 'name');
CREATE TRIGGER agreement_within_project BEFORE INSERT OR UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION agreement_within_project();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON agreement FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on agreement to dushi_runtime;

create table agreement_line (
  county text not null,
  agreement_id uuid not null,
  line_key uuid not null,
  removed boolean not null default false,
  constraint agreement_line_pkey PRIMARY KEY (county, agreement_id, line_key),
  constraint agreement_line_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id)
);
grant insert, select, update on agreement_line to dushi_runtime;

create table calendar_day (
  county text not null,
  year_id uuid not null,
  version integer not null,
  year integer not null,
  day date not null,
  kind text not null,
  name text,
  constraint calendar_day_pkey PRIMARY KEY (county, year_id, version, day),
  constraint calendar_day_county_year_id_version_fkey FOREIGN KEY (county, year_id, version) REFERENCES event(county, aggregate, version),
  constraint calendar_day_county_year_id_year_fkey FOREIGN KEY (county, year_id, year) REFERENCES calendar_year(county, id, year),
  constraint calendar_day_check CHECK (EXTRACT(year FROM day) = year::numeric),
  constraint calendar_day_check1 CHECK (kind <> 'make-up'::text OR EXTRACT(isodow FROM day) >= 6::numeric),
  constraint calendar_day_check2 CHECK ((kind = 'holiday'::text) = (name IS NOT NULL)),
  constraint calendar_day_kind_check CHECK (kind = ANY (ARRAY['holiday'::text, 'make-up'::text]))
);
grant insert, select on calendar_day to dushi_runtime;

create table calendar_subscription (
  county text not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  token_hash bytea not null,
  language text not null,
  opened_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint calendar_subscription_pkey PRIMARY KEY (county, id),
  constraint calendar_subscription_county_token_hash_key UNIQUE (county, token_hash),
  constraint calendar_subscription_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint calendar_subscription_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint calendar_subscription_language_check CHECK (language = ANY (ARRAY['zh-CN'::text, 'en-US'::text])),
  constraint calendar_subscription_token_hash_check CHECK (octet_length(token_hash) = 32)
);
CREATE UNIQUE INDEX calendar_subscription_open ON calendar_subscription (county, person_id) WHERE (revoked_at IS NULL);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON calendar_subscription FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on calendar_subscription to dushi_runtime;

create table calendar_year (
  county text not null,
  id uuid not null,
  version integer not null,
  year integer not null,
  notices text[] not null,
  constraint calendar_year_pkey PRIMARY KEY (county, id),
  constraint calendar_year_county_id_year_key UNIQUE (county, id, year),
  constraint calendar_year_county_year_key UNIQUE (county, year),
  constraint calendar_year_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint calendar_year_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint calendar_year_notices_check CHECK (cardinality(notices) >= 1),
  constraint calendar_year_year_check CHECK (year >= 2014 AND year <= 2100)
);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON calendar_year FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on calendar_year to dushi_runtime;

create table county (
  county text not null,
  name text not null,
  name_en text not null,
  demonstration boolean not null default false,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  created_at timestamp with time zone not null,
  second_factor boolean not null default false,
  go_live_on date,
  constraint county_pkey PRIMARY KEY (county),
  constraint county_county_check CHECK (county ~ '^[0-9]{6}$'::text)
);
CREATE TRIGGER county_pack_by_activation BEFORE UPDATE ON county FOR EACH ROW EXECUTE FUNCTION county_pack_by_activation();
grant insert, select, update on county to dushi_runtime;

create table disqualification_case (
  county text not null,
  id uuid not null,
  version integer not null,
  number text not null,
  contractor_id uuid not null,
  state text not null,
  ground jsonb not null,
  reasons text not null,
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
  next_step text,
  next_by text,
  next_from_on date,
  next_due_on date,
  next_provisional boolean not null default false,
  constraint disqualification_case_pkey PRIMARY KEY (county, id),
  constraint disqualification_case_county_number_key UNIQUE (county, number),
  constraint disqualification_case_county_contractor_id_fkey FOREIGN KEY (county, contractor_id) REFERENCES organisation(county, id),
  constraint disqualification_case_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint disqualification_case_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint disqualification_case_county_opened_by_fkey FOREIGN KEY (county, opened_by) REFERENCES person(county, id),
  constraint disqualification_case_check CHECK (held_by IS NULL OR held_by <> opened_by AND held_on IS NOT NULL AND length(btrim(held_reasons)) >= 4),
  constraint disqualification_case_check1 CHECK ((state = 'closed'::text) = (closed_by IS NOT NULL)),
  constraint disqualification_case_check2 CHECK (closed_by IS NULL OR closed_by <> opened_by AND closed_on IS NOT NULL AND length(btrim(closed_reasons)) >= 4),
  constraint disqualification_case_check3 CHECK (hearing_announced_on IS NULL OR hearing_announced_for > hearing_announced_on),
  constraint disqualification_case_next_by_check CHECK (next_by = ANY (ARRAY['office'::text, 'contractor'::text, 'leading-group'::text])),
  constraint disqualification_case_next_step_check CHECK (next_step = ANY (ARRAY['notice'::text, 'statement'::text, 'hearing'::text, 'deliberation'::text, 'decision'::text, 'service'::text, 'settlement'::text])),
  constraint disqualification_case_reasons_check CHECK (length(btrim(reasons)) >= 4),
  constraint disqualification_case_state_check CHECK (state = ANY (ARRAY['open'::text, 'kept'::text, 'disqualified'::text, 'settled'::text, 'closed'::text]))
);
CREATE INDEX disqualification_case_by_day ON disqualification_case (county, opened_on, id);
CREATE UNIQUE INDEX disqualification_case_open ON disqualification_case (county, contractor_id) WHERE (state = ANY (ARRAY['open'::text, 'disqualified'::text]));
CREATE INDEX disqualification_case_waiting ON disqualification_case (county, next_by) WHERE (next_step IS NOT NULL);
CREATE TRIGGER disqualification_case_is_fixed BEFORE UPDATE ON disqualification_case FOR EACH ROW EXECUTE FUNCTION disqualification_case_is_fixed();
CREATE TRIGGER disqualification_opens_open BEFORE INSERT ON disqualification_case FOR EACH ROW EXECUTE FUNCTION disqualification_opens_open();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON disqualification_case FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on disqualification_case to dushi_runtime;

create table disqualification_series (
  county text not null,
  year integer not null,
  last_number integer not null,
  constraint disqualification_series_pkey PRIMARY KEY (county, year),
  constraint disqualification_series_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint disqualification_series_last_number_check CHECK (last_number >= 1)
);
grant insert, select, update on disqualification_series to dushi_runtime;

create table disqualification_statement (
  county text not null,
  id uuid not null,
  case_id uuid not null,
  version integer not null,
  text text not null,
  spoken_by uuid not null,
  spoken_at timestamp with time zone not null,
  constraint disqualification_statement_pkey PRIMARY KEY (county, id),
  constraint disqualification_statement_county_case_id_fkey FOREIGN KEY (county, case_id) REFERENCES disqualification_case(county, id),
  constraint disqualification_statement_county_case_id_version_fkey FOREIGN KEY (county, case_id, version) REFERENCES event(county, aggregate, version),
  constraint disqualification_statement_county_spoken_by_fkey FOREIGN KEY (county, spoken_by) REFERENCES person(county, id),
  constraint disqualification_statement_text_check CHECK (length(btrim(text)) >= 2)
);
CREATE INDEX disqualification_statement_by_case ON disqualification_statement (county, case_id, spoken_at);
grant insert, select on disqualification_statement to dushi_runtime;

create table disqualification_step (
  county text not null,
  id uuid not null,
  case_id uuid not null,
  version integer not null,
  step text not null,
  taken_on date not null,
  from_on date not null,
  due_on date,
  ends_on date not null,
  recorded_by uuid not null,
  body jsonb not null,
  constraint disqualification_step_pkey PRIMARY KEY (county, id),
  constraint disqualification_step_county_case_id_step_key UNIQUE (county, case_id, step),
  constraint disqualification_step_county_case_id_fkey FOREIGN KEY (county, case_id) REFERENCES disqualification_case(county, id),
  constraint disqualification_step_county_case_id_version_fkey FOREIGN KEY (county, case_id, version) REFERENCES event(county, aggregate, version),
  constraint disqualification_step_county_recorded_by_fkey FOREIGN KEY (county, recorded_by) REFERENCES person(county, id),
  constraint disqualification_step_check CHECK (taken_on >= from_on),
  constraint disqualification_step_check1 CHECK (ends_on >= taken_on OR step = 'statement'::text),
  constraint disqualification_step_step_check CHECK (step = ANY (ARRAY['notice'::text, 'statement'::text, 'hearing'::text, 'deliberation'::text, 'decision'::text, 'service'::text, 'settlement'::text]))
);
CREATE TRIGGER disqualification_step_in_order BEFORE INSERT ON disqualification_step FOR EACH ROW EXECUTE FUNCTION disqualification_step_in_order();
grant insert, select on disqualification_step to dushi_runtime;

create table draw (
  county text not null,
  id uuid not null,
  version integer not null,
  number text not null,
  title text not null,
  state text not null,
  lists text not null,
  lists_digest text not null,
  objects integer not null,
  size integer not null,
  public_value_name text not null,
  public_value_source text not null,
  public_value_on date not null,
  reveal_until_on date not null,
  redraw_of uuid,
  redraw_reason text,
  prepared_by uuid not null,
  prepared_at timestamp with time zone not null,
  public_value text,
  public_value_by uuid,
  proof text,
  seed text,
  drawn_by uuid,
  drawn_at timestamp with time zone,
  published_by uuid,
  published_at timestamp with time zone,
  abandon_reason text,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  period_from_on date not null,
  period_until_on date not null,
  constraint draw_pkey PRIMARY KEY (county, id),
  constraint draw_county_number_key UNIQUE (county, number),
  constraint draw_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint draw_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint draw_county_prepared_by_fkey FOREIGN KEY (county, prepared_by) REFERENCES person(county, id),
  constraint draw_county_redraw_of_fkey FOREIGN KEY (county, redraw_of) REFERENCES draw(county, id),
  constraint draw_check CHECK (size >= 1 AND size <= objects),
  constraint draw_check1 CHECK ((redraw_of IS NULL) = (redraw_reason IS NULL)),
  constraint draw_check2 CHECK ((public_value IS NULL) = (public_value_by IS NULL)),
  constraint draw_check3 CHECK (drawn_by IS NULL OR drawn_by <> public_value_by),
  constraint draw_check4 CHECK ((state = ANY (ARRAY['drawn'::text, 'published'::text])) = (proof IS NOT NULL AND seed IS NOT NULL AND drawn_by IS NOT NULL AND drawn_at IS NOT NULL)),
  constraint draw_check5 CHECK (state <> 'valued'::text OR public_value IS NOT NULL),
  constraint draw_check6 CHECK ((state = 'published'::text) = (published_at IS NOT NULL)),
  constraint draw_check7 CHECK ((state = 'abandoned'::text) = (abandon_reason IS NOT NULL)),
  constraint draw_lists_digest_check CHECK (lists_digest ~ '^[0-9a-f]{64}$'::text),
  constraint draw_objects_check CHECK (objects >= 1),
  constraint draw_period_check CHECK (period_from_on <= period_until_on),
  constraint draw_seed_check CHECK (seed ~ '^[0-9a-f]{64}$'::text),
  constraint draw_state_check CHECK (state = ANY (ARRAY['prepared'::text, 'committing'::text, 'revealing'::text, 'revealed'::text, 'valued'::text, 'drawn'::text, 'published'::text, 'abandoned'::text]))
);
CREATE INDEX draw_by_period ON draw (county, period_until_on);
CREATE INDEX draw_by_time ON draw (county, prepared_at, id);
CREATE UNIQUE INDEX draw_redrawn_once ON draw (county, redraw_of) WHERE ((redraw_of IS NOT NULL) AND (state <> 'abandoned'::text));
CREATE TRIGGER draw_is_frozen BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION draw_is_frozen();
CREATE TRIGGER draw_period_is_frozen BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION draw_period_is_frozen();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on draw to dushi_runtime;

create table draw_party (
  county text not null,
  draw_id uuid not null,
  organisation_id uuid not null,
  name text not null,
  commitment text,
  committed_by uuid,
  committed_at timestamp with time zone,
  secret text,
  revealed_by uuid,
  revealed_at timestamp with time zone,
  opening_reason text,
  opening_proposed_by uuid,
  opened_by uuid,
  opened_on date,
  constraint draw_party_pkey PRIMARY KEY (county, draw_id, organisation_id),
  constraint draw_party_county_draw_id_fkey FOREIGN KEY (county, draw_id) REFERENCES draw(county, id),
  constraint draw_party_county_organisation_id_fkey FOREIGN KEY (county, organisation_id) REFERENCES organisation(county, id),
  constraint draw_party_check CHECK ((commitment IS NULL) = (committed_by IS NULL)),
  constraint draw_party_check1 CHECK (secret IS NULL OR commitment IS NOT NULL),
  constraint draw_party_check2 CHECK (secret IS NULL OR (revealed_by IS NULL) <> (opened_by IS NULL)),
  constraint draw_party_check3 CHECK ((opening_reason IS NULL) = (opening_proposed_by IS NULL)),
  constraint draw_party_check4 CHECK (opened_by IS NULL OR opening_proposed_by IS NOT NULL AND opened_by <> opening_proposed_by AND opened_on IS NOT NULL),
  constraint draw_party_commitment_check CHECK (commitment ~ '^[0-9a-f]{64}$'::text),
  constraint draw_party_secret_check CHECK (secret ~ '^[0-9a-f]{64}$'::text)
);
CREATE TRIGGER draw_party_is_bound BEFORE INSERT OR UPDATE ON draw_party FOR EACH ROW EXECUTE FUNCTION draw_party_is_bound();
grant insert, select, update on draw_party to dushi_runtime;

create table draw_seal (
  county text not null,
  draw_id uuid not null,
  organisation_id uuid not null,
  secret text not null,
  constraint draw_seal_pkey PRIMARY KEY (county, draw_id, organisation_id),
  constraint draw_seal_county_draw_id_organisation_id_fkey FOREIGN KEY (county, draw_id, organisation_id) REFERENCES draw_party(county, draw_id, organisation_id),
  constraint draw_seal_secret_check CHECK (secret ~ '^[0-9a-f]{64}$'::text)
);
grant insert on draw_seal to dushi_runtime;

create table draw_series (
  county text not null,
  year integer not null,
  last_number integer not null,
  constraint draw_series_pkey PRIMARY KEY (county, year),
  constraint draw_series_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint draw_series_last_number_check CHECK (last_number >= 1)
);
grant insert, select, update on draw_series to dushi_runtime;

create table edge (
  county text not null,
  from_type text not null,
  from_id text not null,
  to_type text not null,
  to_id text not null,
  kind text not null,
  event_id uuid not null,
  drawn_at timestamp with time zone not null,
  constraint edge_pkey PRIMARY KEY (county, from_id, to_id, kind),
  constraint edge_county_event_id_fkey FOREIGN KEY (county, event_id) REFERENCES event(county, id)
);
CREATE INDEX edge_backwards ON edge (county, to_id, from_id);
CREATE TRIGGER edge_is_append_only BEFORE DELETE OR UPDATE ON edge FOR EACH ROW EXECUTE FUNCTION event_is_append_only();
grant insert, select on edge to dushi_runtime;

create table escalation (
  county text not null,
  id uuid not null,
  rectification_id uuid not null,
  round integer not null default 0,
  step text not null,
  note text not null default ''::text,
  taken_by uuid,
  taken_at timestamp with time zone not null,
  constraint escalation_pkey PRIMARY KEY (county, id),
  constraint escalation_county_rectification_id_round_step_key UNIQUE (county, rectification_id, round, step),
  constraint escalation_county_rectification_id_fkey FOREIGN KEY (county, rectification_id) REFERENCES rectification(county, id),
  constraint escalation_step_check CHECK (step = ANY (ARRAY['reminder'::text, 'second'::text, 'interview'::text, 'circular'::text, 'suspend-payment'::text]))
);
grant insert, select on escalation to dushi_runtime;

create table event (
  county text not null,
  id uuid not null,
  type text not null,
  aggregate_type text not null,
  aggregate uuid not null,
  version integer not null,
  actor_id uuid,
  organisation_id uuid,
  claimed_at timestamp with time zone,
  received_at timestamp with time zone not null,
  note text,
  body text not null,
  salt bytea not null,
  digest bytea not null,
  constraint event_pkey PRIMARY KEY (county, id),
  constraint event_county_aggregate_version_key UNIQUE (county, aggregate, version),
  constraint event_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint event_digest_check CHECK (octet_length(digest) = 32),
  constraint event_salt_check CHECK (octet_length(salt) = 32),
  constraint event_type_check CHECK (type ~ '^[a-z-]+\.[a-z-]+$'::text),
  constraint event_version_check CHECK (version >= 1)
);
CREATE INDEX event_by_time ON event (county, received_at, id);
CREATE INDEX event_of_administration ON event (county, received_at DESC, id DESC) WHERE (aggregate_type = ANY (ARRAY['organisation'::text, 'person'::text, 'sign-in-code'::text]));
CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE ON event FOR EACH ROW EXECUTE FUNCTION event_is_append_only();
CREATE TRIGGER event_is_never_truncated BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION event_is_append_only();
grant insert, select on event to dushi_runtime;

create table evidence (
  county text not null,
  id uuid not null,
  sha256 text not null,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  caption text,
  source text not null,
  taken_at timestamp with time zone,
  latitude double precision,
  longitude double precision,
  accuracy_metres double precision,
  datum text,
  uploaded_by uuid not null,
  organisation_id uuid not null,
  received_at timestamp with time zone not null,
  constraint evidence_pkey PRIMARY KEY (county, id),
  constraint evidence_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint evidence_county_uploaded_by_fkey FOREIGN KEY (county, uploaded_by) REFERENCES person(county, id),
  constraint evidence_accuracy_metres_check CHECK (accuracy_metres >= 0::double precision),
  constraint evidence_check CHECK ((latitude IS NULL) = (longitude IS NULL)),
  constraint evidence_check1 CHECK (latitude IS NULL OR datum IS NOT NULL),
  constraint evidence_datum_check CHECK (datum = ANY (ARRAY['WGS84'::text, 'GCJ02'::text, 'CGCS2000'::text])),
  constraint evidence_latitude_check CHECK (latitude >= '-90'::integer::double precision AND latitude <= 90::double precision),
  constraint evidence_longitude_check CHECK (longitude >= '-180'::integer::double precision AND longitude <= 180::double precision),
  constraint evidence_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint evidence_size_bytes_check CHECK (size_bytes > 0),
  constraint evidence_source_check CHECK (source = ANY (ARRAY['camera'::text, 'gallery'::text, 'file'::text]))
);
CREATE INDEX evidence_by_hash ON evidence (county, sha256);
grant insert, select on evidence to dushi_runtime;

create table evidence_damage (
  county text not null,
  id uuid not null,
  sha256 text not null,
  kind text not null,
  found_by text not null,
  found_at timestamp with time zone not null,
  repaired_at timestamp with time zone,
  constraint evidence_damage_pkey PRIMARY KEY (county, id),
  constraint evidence_damage_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint evidence_damage_check CHECK (repaired_at IS NULL OR repaired_at >= found_at),
  constraint evidence_damage_found_by_check CHECK (found_by = ANY (ARRAY['reading'::text, 'check'::text, 'restore'::text])),
  constraint evidence_damage_kind_check CHECK (kind = ANY (ARRAY['missing'::text, 'empty'::text, 'altered'::text])),
  constraint evidence_damage_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text)
);
CREATE UNIQUE INDEX evidence_damage_open ON evidence_damage (county, sha256) WHERE (repaired_at IS NULL);
grant insert, select, update on evidence_damage to dushi_runtime;

create table evidence_upload (
  county text not null,
  organisation_id uuid not null,
  sha256 text not null,
  person_id uuid not null,
  size_bytes bigint not null,
  received_at timestamp with time zone not null,
  constraint evidence_upload_pkey PRIMARY KEY (county, organisation_id, sha256),
  constraint evidence_upload_county_organisation_id_fkey FOREIGN KEY (county, organisation_id) REFERENCES organisation(county, id),
  constraint evidence_upload_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint evidence_upload_sha256_check CHECK (sha256 ~ '^[0-9a-f]{64}$'::text),
  constraint evidence_upload_size_bytes_check CHECK (size_bytes > 0)
);
grant insert, select on evidence_upload to dushi_runtime;

create table evidence_use (
  county text not null,
  subject_type text not null,
  subject_id uuid not null,
  evidence_id uuid not null,
  role text not null,
  contractor_id uuid,
  used_at timestamp with time zone not null,
  removed boolean not null default false,
  constraint evidence_use_pkey PRIMARY KEY (county, subject_id, evidence_id, role),
  constraint evidence_use_county_evidence_id_fkey FOREIGN KEY (county, evidence_id) REFERENCES evidence(county, id)
);
grant insert, select, update on evidence_use to dushi_runtime;

create table facility (
  county text not null,
  id uuid not null,
  version integer not null,
  project_id uuid not null,
  agreement_id uuid not null,
  kind text not null,
  number text not null,
  name text not null,
  village_code text not null,
  village_name text not null,
  town_name text not null,
  address text not null default ''::text,
  head_name text,
  head_phone text,
  latitude double precision,
  longitude double precision,
  datum text,
  phase text not null,
  construction_started_on date not null,
  operation_started_on date,
  constraint facility_pkey PRIMARY KEY (county, id),
  constraint facility_county_number_key UNIQUE (county, number),
  constraint facility_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint facility_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint facility_county_project_id_fkey FOREIGN KEY (county, project_id) REFERENCES project(county, id),
  constraint facility_check CHECK (phase <> 'operation'::text OR operation_started_on IS NOT NULL),
  constraint facility_check1 CHECK (operation_started_on IS NULL OR operation_started_on >= construction_started_on),
  constraint facility_datum_check CHECK (datum = ANY (ARRAY['WGS84'::text, 'GCJ02'::text, 'CGCS2000'::text])),
  constraint facility_kind_check CHECK (kind = ANY (ARRAY['service-centre'::text, 'logistics-centre'::text, 'supply-chain-centre'::text, 'town-station'::text, 'village-station'::text])),
  constraint facility_phase_check CHECK (phase = ANY (ARRAY['construction'::text, 'trial'::text, 'operation'::text, 'suspended'::text, 'withdrawn'::text])),
  constraint facility_village_code_check CHECK (village_code ~ '^[0-9]{12}$'::text)
);
CREATE INDEX facility_by_agreement ON facility (county, agreement_id);
CREATE INDEX facility_by_village ON facility (county, village_code);
CREATE TRIGGER facility_moves_by_holding BEFORE UPDATE ON facility FOR EACH ROW EXECUTE FUNCTION facility_moves_by_holding();
CREATE TRIGGER facility_number_taken BEFORE INSERT OR UPDATE OF number ON facility FOR EACH ROW EXECUTE FUNCTION key_is_taken('facility.number', 'number', 'name');
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON facility FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on facility to dushi_runtime;

create table facility_holding (
  county text not null,
  facility_id uuid not null,
  from_on date not null,
  agreement_id uuid not null,
  version integer not null,
  reason text not null default ''::text,
  constraint facility_holding_pkey PRIMARY KEY (county, facility_id, from_on),
  constraint facility_holding_county_facility_id_version_key UNIQUE (county, facility_id, version),
  constraint facility_holding_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint facility_holding_county_facility_id_fkey FOREIGN KEY (county, facility_id) REFERENCES facility(county, id),
  constraint facility_holding_county_facility_id_version_fkey FOREIGN KEY (county, facility_id, version) REFERENCES event(county, aggregate, version),
  constraint facility_holding_check CHECK (version = 1 OR length(btrim(reason)) >= 4)
);
CREATE INDEX facility_holding_by_agreement ON facility_holding (county, agreement_id);
CREATE TRIGGER facility_holding_follows BEFORE INSERT ON facility_holding FOR EACH ROW EXECUTE FUNCTION facility_holding_follows();
grant insert, select on facility_holding to dushi_runtime;

create table facility_phase (
  county text not null,
  facility_id uuid not null,
  from_on date not null,
  phase text not null,
  reason text not null default ''::text,
  constraint facility_phase_pkey PRIMARY KEY (county, facility_id, from_on),
  constraint facility_phase_county_facility_id_fkey FOREIGN KEY (county, facility_id) REFERENCES facility(county, id),
  constraint facility_phase_phase_check CHECK (phase = ANY (ARRAY['construction'::text, 'trial'::text, 'operation'::text, 'suspended'::text, 'withdrawn'::text]))
);
grant insert, select, update on facility_phase to dushi_runtime;

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
  severity text not null,
  dimensions text[] not null,
  state text not null,
  repeat_of uuid,
  proposal text,
  proposal_severity text,
  proposal_reason text,
  proposed_by uuid,
  proposed_at timestamp with time zone,
  withdrawal_reason text,
  withdrawal_proposed_by uuid,
  withdrawn_by uuid,
  lowered_from text,
  lowering_reason text,
  lowering_proposed_by uuid,
  lowered_by uuid,
  put_right_statement text,
  put_right_by uuid,
  closed_on date,
  constraint finding_pkey PRIMARY KEY (county, id),
  constraint finding_county_number_key UNIQUE (county, number),
  constraint finding_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint finding_county_facility_id_fkey FOREIGN KEY (county, facility_id) REFERENCES facility(county, id),
  constraint finding_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint finding_county_inspection_id_fkey FOREIGN KEY (county, inspection_id) REFERENCES inspection(county, id),
  constraint finding_check CHECK (state <> 'withdrawn'::text OR withdrawn_by IS NOT NULL AND withdrawal_proposed_by IS NOT NULL AND withdrawn_by <> withdrawal_proposed_by AND withdrawal_reason IS NOT NULL),
  constraint finding_check1 CHECK ((proposal IS NULL) = (proposed_by IS NULL) AND (proposal IS NULL) = (proposal_reason IS NULL)),
  constraint finding_check2 CHECK (lowered_from IS NULL OR lowered_by IS NOT NULL AND lowering_proposed_by IS NOT NULL AND lowered_by <> lowering_proposed_by AND lowering_reason IS NOT NULL),
  constraint finding_check3 CHECK (state <> 'put-right'::text OR put_right_statement IS NOT NULL AND put_right_by IS NOT NULL AND put_right_by <> found_by),
  constraint finding_dimensions_check CHECK (cardinality(dimensions) >= 1),
  constraint finding_lowered_from_check CHECK (lowered_from = ANY (ARRAY['serious'::text, 'major'::text])),
  constraint finding_proposal_check CHECK (proposal = ANY (ARRAY['withdraw'::text, 'lower'::text])),
  constraint finding_proposal_severity_check CHECK (proposal_severity = ANY (ARRAY['major'::text, 'ordinary'::text])),
  constraint finding_severity_check CHECK (severity = ANY (ARRAY['serious'::text, 'major'::text, 'ordinary'::text])),
  constraint finding_state_check CHECK (state = ANY (ARRAY['raised'::text, 'confirmed'::text, 'put-right'::text, 'in-letter'::text, 'rectifying'::text, 'closed'::text, 'withdrawn'::text]))
);
CREATE INDEX finding_by_agreement ON finding (county, agreement_id, state);
CREATE INDEX finding_by_contractor ON finding (county, contractor_id, found_on, id);
CREATE INDEX finding_by_day ON finding (county, found_on, id);
CREATE INDEX finding_by_facility ON finding (county, facility_id, found_on);
CREATE INDEX finding_by_inspection ON finding (county, inspection_id);
CREATE INDEX finding_by_state ON finding (county, state, found_on, id);
CREATE INDEX finding_under_proposal ON finding (county, proposed_at) WHERE (proposal IS NOT NULL);
CREATE TRIGGER finding_is_not_buried_by_its_finder BEFORE UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION finding_is_not_buried_by_its_finder();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON finding FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on finding to dushi_runtime;

create table gate_evaluation (
  county text not null,
  id uuid not null,
  instalment_id uuid not null,
  as_of date not null,
  amount_fen bigint not null,
  conditions jsonb not null,
  recommendation text not null,
  recommended_fen bigint not null,
  hard_stop boolean not null,
  input_digest text not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  evaluated_at timestamp with time zone not null,
  constraint gate_evaluation_pkey PRIMARY KEY (county, id),
  constraint gate_evaluation_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint gate_evaluation_county_instalment_id_fkey FOREIGN KEY (county, instalment_id) REFERENCES instalment(county, id),
  constraint gate_evaluation_amount_fen_check CHECK (amount_fen > 0),
  constraint gate_evaluation_check CHECK (recommended_fen >= 0 AND recommended_fen <= amount_fen),
  constraint gate_evaluation_check1 CHECK (NOT hard_stop OR recommended_fen = 0),
  constraint gate_evaluation_recommendation_check CHECK (recommendation = ANY (ARRAY['pay'::text, 'pay-part'::text, 'withhold'::text]))
);
CREATE INDEX gate_evaluation_by_instalment ON gate_evaluation (county, instalment_id, evaluated_at);
grant insert, select on gate_evaluation to dushi_runtime;

create table group_membership (
  county text not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  role text not null,
  from_on date not null,
  until_on date,
  constraint group_membership_pkey PRIMARY KEY (county, id),
  constraint group_membership_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint group_membership_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint group_membership_check CHECK (until_on IS NULL OR until_on >= from_on),
  constraint group_membership_role_check CHECK (role = ANY (ARRAY['lead'::text, 'member'::text, 'third-party'::text]))
);
CREATE INDEX group_membership_by_person ON group_membership (county, person_id);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON group_membership FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on group_membership to dushi_runtime;

create table inspection (
  county text not null,
  id uuid not null,
  version integer not null,
  number text not null,
  area text not null,
  purpose text not null,
  phase text not null,
  facility_id uuid,
  agreement_id uuid not null,
  contractor_id uuid not null,
  planned_on date not null,
  notice text not null,
  state text not null,
  planned_by uuid not null,
  lead_id uuid not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  arrived_at timestamp with time zone,
  latitude double precision,
  longitude double precision,
  accuracy_metres double precision,
  datum text,
  position_missing_reason text,
  present_outcome text,
  present_name text,
  present_title text,
  present_statement text,
  summary text,
  verdict_construction text,
  verdict_operation text,
  verdict_funds text,
  reasons_construction text,
  reasons_operation text,
  reasons_funds text,
  content_digest text,
  submitted_by uuid,
  submitted_at timestamp with time zone,
  signed_at timestamp with time zone,
  cancel_reason text,
  draw_id uuid,
  draw_departure text,
  constraint inspection_pkey PRIMARY KEY (county, id),
  constraint inspection_county_number_key UNIQUE (county, number),
  constraint inspection_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint inspection_county_draw_id_fkey FOREIGN KEY (county, draw_id) REFERENCES draw(county, id),
  constraint inspection_county_facility_id_fkey FOREIGN KEY (county, facility_id) REFERENCES facility(county, id),
  constraint inspection_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint inspection_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint inspection_county_lead_id_fkey FOREIGN KEY (county, lead_id) REFERENCES person(county, id),
  constraint inspection_area_check CHECK (area = ANY (ARRAY['service-centre'::text, 'logistics'::text, 'station'::text, 'supply-chain'::text, 'training'::text, 'funds'::text])),
  constraint inspection_check CHECK ((state <> ALL (ARRAY['submitted'::text, 'signed'::text])) OR started_at IS NOT NULL AND ended_at >= started_at AND content_digest IS NOT NULL),
  constraint inspection_check1 CHECK ((latitude IS NULL) = (longitude IS NULL)),
  constraint inspection_check2 CHECK (latitude IS NULL OR datum IS NOT NULL),
  constraint inspection_check3 CHECK (state <> 'cancelled'::text OR cancel_reason IS NOT NULL),
  constraint inspection_check4 CHECK (verdict_construction IS DISTINCT FROM 'not-met'::text OR reasons_construction IS NOT NULL),
  constraint inspection_check5 CHECK (verdict_operation IS DISTINCT FROM 'not-met'::text OR reasons_operation IS NOT NULL),
  constraint inspection_check6 CHECK (verdict_funds IS DISTINCT FROM 'not-met'::text OR reasons_funds IS NOT NULL),
  constraint inspection_draw_departure_check CHECK (draw_departure IS NULL OR draw_id IS NOT NULL AND length(btrim(draw_departure)) >= 4),
  constraint inspection_notice_check CHECK (notice = ANY (ARRAY['announced'::text, 'unannounced'::text])),
  constraint inspection_phase_check CHECK (phase = ANY (ARRAY['construction'::text, 'operation'::text, 'funds'::text, 'training'::text])),
  constraint inspection_present_outcome_check CHECK (present_outcome = ANY (ARRAY['signed'::text, 'refused'::text, 'nobody'::text])),
  constraint inspection_purpose_check CHECK (purpose = ANY (ARRAY['routine'::text, 'spot-check'::text, 're-inspection'::text])),
  constraint inspection_state_check CHECK (state = ANY (ARRAY['planned'::text, 'submitted'::text, 'signed'::text, 'cancelled'::text])),
  constraint inspection_verdict_construction_check CHECK (verdict_construction = ANY (ARRAY['met'::text, 'partly'::text, 'not-met'::text])),
  constraint inspection_verdict_funds_check CHECK (verdict_funds = ANY (ARRAY['met'::text, 'partly'::text, 'not-met'::text])),
  constraint inspection_verdict_operation_check CHECK (verdict_operation = ANY (ARRAY['met'::text, 'partly'::text, 'not-met'::text]))
);
CREATE INDEX inspection_by_agreement ON inspection (county, agreement_id, planned_on);
CREATE INDEX inspection_by_contractor ON inspection (county, contractor_id, planned_on, id);
CREATE INDEX inspection_by_day ON inspection (county, planned_on, id);
CREATE INDEX inspection_by_facility ON inspection (county, facility_id, planned_on);
CREATE INDEX inspection_by_state ON inspection (county, state, planned_on, id);
CREATE UNIQUE INDEX inspection_drawn_once ON inspection (county, draw_id, facility_id) WHERE ((draw_id IS NOT NULL) AND (state <> 'cancelled'::text));
CREATE TRIGGER inspection_follows_draw BEFORE INSERT OR UPDATE ON inspection FOR EACH ROW EXECUTE FUNCTION inspection_follows_draw();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON inspection FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on inspection to dushi_runtime;

create table inspection_figure (
  county text not null,
  inspection_id uuid not null,
  line_key uuid not null,
  report_id uuid,
  report_revision integer,
  reported_total numeric(18,4),
  seen_total numeric(18,4),
  difference numeric(18,4),
  doubtful boolean not null default false,
  note text not null default ''::text,
  constraint inspection_figure_pkey PRIMARY KEY (county, inspection_id, line_key),
  constraint inspection_figure_county_inspection_id_fkey FOREIGN KEY (county, inspection_id) REFERENCES inspection(county, id)
);
grant insert, select on inspection_figure to dushi_runtime;

create table inspection_item (
  county text not null,
  inspection_id uuid not null,
  item_id text not null,
  ordinal integer not null,
  result text not null,
  fact text not null default ''::text,
  constraint inspection_item_pkey PRIMARY KEY (county, inspection_id, item_id),
  constraint inspection_item_county_inspection_id_fkey FOREIGN KEY (county, inspection_id) REFERENCES inspection(county, id),
  constraint inspection_item_result_check CHECK (result = ANY (ARRAY['conforms'::text, 'partly'::text, 'fails'::text, 'not-applicable'::text]))
);
grant insert, select on inspection_item to dushi_runtime;

create table inspection_member (
  county text not null,
  inspection_id uuid not null,
  person_id uuid not null,
  role text not null,
  recusal_declared_at timestamp with time zone,
  recusal_reason text,
  signed_at timestamp with time zone,
  remark text,
  constraint inspection_member_pkey PRIMARY KEY (county, inspection_id, person_id),
  constraint inspection_member_county_inspection_id_fkey FOREIGN KEY (county, inspection_id) REFERENCES inspection(county, id),
  constraint inspection_member_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint inspection_member_role_check CHECK (role = ANY (ARRAY['lead'::text, 'member'::text, 'third-party'::text]))
);
CREATE INDEX inspection_member_by_person ON inspection_member (county, person_id);
CREATE UNIQUE INDEX inspection_one_lead ON inspection_member (county, inspection_id) WHERE (role = 'lead'::text);
grant insert, select, update on inspection_member to dushi_runtime;

create table inspection_method (
  county text not null,
  inspection_id uuid not null,
  method text not null,
  description text not null default ''::text,
  minutes text not null default ''::text,
  attendance text not null default ''::text,
  materials text not null default ''::text,
  constraint inspection_method_pkey PRIMARY KEY (county, inspection_id, method),
  constraint inspection_method_county_inspection_id_fkey FOREIGN KEY (county, inspection_id) REFERENCES inspection(county, id),
  constraint inspection_method_method_check CHECK (method = ANY (ARRAY['site-visit'::text, 'report-heard'::text, 'materials-read'::text, 'talk'::text, 'other'::text]))
);
grant insert, select on inspection_method to dushi_runtime;

create table inspection_obligation (
  county text not null,
  inspection_id uuid not null,
  obligation_id uuid not null,
  constraint inspection_obligation_pkey PRIMARY KEY (county, inspection_id, obligation_id),
  constraint inspection_obligation_county_inspection_id_fkey FOREIGN KEY (county, inspection_id) REFERENCES inspection(county, id),
  constraint inspection_obligation_county_obligation_id_fkey FOREIGN KEY (county, obligation_id) REFERENCES obligation(county, id)
);
CREATE INDEX inspection_obligation_back ON inspection_obligation (county, obligation_id);
grant insert, select on inspection_obligation to dushi_runtime;

create table inspection_series (
  county text not null,
  year integer not null,
  last_number integer not null,
  constraint inspection_series_pkey PRIMARY KEY (county, year),
  constraint inspection_series_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint inspection_series_last_number_check CHECK (last_number >= 1)
);
grant insert, select, update on inspection_series to dushi_runtime;

create table inspection_supplement (
  county text not null,
  id uuid not null,
  inspection_id uuid not null,
  text text not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  constraint inspection_supplement_pkey PRIMARY KEY (county, id),
  constraint inspection_supplement_county_inspection_id_fkey FOREIGN KEY (county, inspection_id) REFERENCES inspection(county, id)
);
grant insert, select on inspection_supplement to dushi_runtime;

create table instalment (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  number integer not null,
  name text not null,
  amount_fen bigint not null,
  condition text not null,
  required_progress integer not null default 0,
  planned_on date not null,
  state text not null,
  requested_at timestamp with time zone,
  requested_by uuid,
  constraint instalment_pkey PRIMARY KEY (county, id),
  constraint instalment_county_agreement_id_number_key UNIQUE (county, agreement_id, number),
  constraint instalment_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint instalment_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint instalment_amount_fen_check CHECK (amount_fen > 0),
  constraint instalment_number_check CHECK (number >= 1),
  constraint instalment_required_progress_check CHECK (required_progress >= 0 AND required_progress <= 100),
  constraint instalment_state_check CHECK (state = ANY (ARRAY['planned'::text, 'requested'::text, 'decided'::text, 'paid'::text, 'refused'::text]))
);
CREATE INDEX instalment_by_day ON instalment (county, planned_on, id);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON instalment FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on instalment to dushi_runtime;

create table letter (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  title text not null,
  preamble text not null default ''::text,
  state text not null,
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
  service_method text,
  served_on date,
  served_to text,
  served_by uuid,
  service_witness text,
  service_note text,
  acknowledged_by uuid,
  acknowledged_at timestamp with time zone,
  closed_on date,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  kind text not null default 'supervision'::text,
  replaces uuid,
  reason text,
  constraint letter_pkey PRIMARY KEY (county, id),
  constraint letter_county_issuer_code_number_year_number_key UNIQUE (county, issuer_code, number_year, number),
  constraint letter_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint letter_county_contractor_id_fkey FOREIGN KEY (county, contractor_id) REFERENCES organisation(county, id),
  constraint letter_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint letter_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint letter_county_replaces_fkey FOREIGN KEY (county, replaces) REFERENCES letter(county, id),
  constraint letter_check CHECK ((state <> ALL (ARRAY['issued'::text, 'served'::text, 'acknowledged'::text, 'closed'::text])) OR number IS NOT NULL AND number_year IS NOT NULL AND issuer_code IS NOT NULL AND pdf_sha256 IS NOT NULL AND signed_by IS NOT NULL),
  constraint letter_check1 CHECK (reviewed_by IS NULL OR reviewed_by <> drafted_by),
  constraint letter_check2 CHECK (signed_by IS NULL OR signed_by <> drafted_by),
  constraint letter_check3 CHECK (service_method IS DISTINCT FROM 'left'::text OR service_witness IS NOT NULL),
  constraint letter_check4 CHECK (served_on IS NULL OR served_on >= issued_on),
  constraint letter_check5 CHECK ((kind = 'supervision'::text) = (replaces IS NULL)),
  constraint letter_check6 CHECK ((kind = 'supervision'::text) = (reason IS NULL)),
  constraint letter_check7 CHECK (replaces <> id),
  constraint letter_check8 CHECK (state <> 'revoked'::text OR number IS NOT NULL AND pdf_sha256 IS NOT NULL AND signed_by IS NOT NULL),
  constraint letter_kind_check CHECK (kind = ANY (ARRAY['supervision'::text, 'revocation'::text])),
  constraint letter_service_method_check CHECK (service_method = ANY (ARRAY['direct'::text, 'left'::text, 'post'::text, 'entrusted'::text, 'public-notice'::text, 'electronic'::text])),
  constraint letter_state_check CHECK (state = ANY (ARRAY['draft'::text, 'reviewed'::text, 'signed'::text, 'issued'::text, 'served'::text, 'acknowledged'::text, 'closed'::text, 'voided'::text, 'revoked'::text]))
);
CREATE INDEX letter_by_contractor ON letter (county, contractor_id, state);
CREATE INDEX letter_by_day ON letter (county, drafted_on, id);
CREATE UNIQUE INDEX letter_revoked_once ON letter (county, replaces) WHERE (state <> 'voided'::text);
CREATE TRIGGER letter_has_three_hands BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION letter_has_three_hands();
CREATE TRIGGER letter_is_fixed BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION letter_is_fixed();
CREATE TRIGGER letter_is_revoked_by_another BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION letter_is_revoked_by_another();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on letter to dushi_runtime;

create table letter_item (
  county text not null,
  id uuid not null,
  letter_id uuid not null,
  finding_id uuid not null,
  ordinal integer not null,
  requirement text not null,
  working_days integer not null,
  removed boolean not null default false,
  revoked boolean not null default false,
  constraint letter_item_pkey PRIMARY KEY (county, id),
  constraint letter_item_county_finding_id_fkey FOREIGN KEY (county, finding_id) REFERENCES finding(county, id),
  constraint letter_item_county_letter_id_fkey FOREIGN KEY (county, letter_id) REFERENCES letter(county, id),
  constraint letter_item_working_days_check CHECK (working_days >= 1)
);
CREATE INDEX letter_item_by_letter ON letter_item (county, letter_id, ordinal);
CREATE UNIQUE INDEX letter_item_once ON letter_item (county, finding_id) WHERE ((NOT removed) AND (NOT revoked));
CREATE TRIGGER letter_item_is_fixed BEFORE INSERT OR UPDATE ON letter_item FOR EACH ROW EXECUTE FUNCTION letter_item_is_fixed();
grant insert, select, update on letter_item to dushi_runtime;

create table letter_series (
  county text not null,
  issuer_code text not null,
  year integer not null,
  last_number integer not null default 0,
  constraint letter_series_pkey PRIMARY KEY (county, issuer_code, year),
  constraint letter_series_last_number_check CHECK (last_number >= 0)
);
grant insert, select, update on letter_series to dushi_runtime;

create table migration (
  name text not null,
  hash text not null,
  ran_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (name)
);
grant insert, select, update on migration to dushi_runtime;

create table monthly_report (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  period text not null,
  state text not null,
  revision integer not null default 1,
  accepted_revision integer,
  due_on date not null,
  first_submitted_at timestamp with time zone,
  submitted_by uuid,
  decided_by uuid,
  decided_at timestamp with time zone,
  return_reason text,
  constraint monthly_report_pkey PRIMARY KEY (county, id),
  constraint monthly_report_county_agreement_id_period_key UNIQUE (county, agreement_id, period),
  constraint monthly_report_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint monthly_report_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint monthly_report_period_check CHECK (period ~ '^[0-9]{4}-[0-9]{2}$'::text),
  constraint monthly_report_state_check CHECK (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'accepted'::text, 'correcting'::text]))
);
CREATE INDEX monthly_report_by_contractor ON monthly_report (county, contractor_id, period);
CREATE INDEX monthly_report_by_period ON monthly_report (county, period, id);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON monthly_report FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on monthly_report to dushi_runtime;

create table obligation (
  county text not null,
  id uuid not null,
  rule_id text not null,
  kind text not null,
  duty text not null,
  clause_id text not null,
  area text,
  subject_type text not null,
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
  waived_at timestamp with time zone,
  withdrawn boolean not null default false,
  provisional boolean not null default false,
  calendar_sha256 text,
  required integer not null default 1,
  among integer not null default 1,
  done integer not null default 0,
  stratum text,
  constraint obligation_pkey PRIMARY KEY (county, id),
  constraint obligation_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint obligation_among_check CHECK (among >= 1),
  constraint obligation_check CHECK ((fulfilled_by IS NULL) = (fulfilled_on IS NULL)),
  constraint obligation_complete_check CHECK (fulfilled_on IS NULL OR done >= required),
  constraint obligation_done_check CHECK (done >= 0),
  constraint obligation_kind_check CHECK (kind = ANY (ARRAY['inspection'::text, 'report'::text])),
  constraint obligation_required_check CHECK (required >= 1),
  constraint obligation_stratum_check CHECK ((subject_type = 'stratum'::text) = (stratum IS NOT NULL)),
  constraint obligation_subject_type_check CHECK (subject_type = ANY (ARRAY['facility'::text, 'agreement'::text, 'programme'::text, 'stratum'::text]))
);
CREATE INDEX obligation_by_agreement ON obligation (county, agreement_id, due_on);
CREATE INDEX obligation_by_due ON obligation (county, due_on, id);
CREATE INDEX obligation_by_subject ON obligation (county, subject_id, due_on);
CREATE INDEX obligation_open ON obligation (county, due_on, id) WHERE ((fulfilled_on IS NULL) AND (waived_at IS NULL) AND (NOT withdrawn));
CREATE INDEX obligation_provisional ON obligation (county) WHERE provisional;
CREATE INDEX obligation_reports ON obligation (county, period, agreement_id) WHERE ((kind = 'report'::text) AND (NOT withdrawn));
grant insert, select, update on obligation to dushi_runtime;

create table obligation_act (
  county text not null,
  obligation_id uuid not null,
  by_type text not null,
  by_id uuid not null,
  subject_id uuid not null,
  done_on date not null,
  constraint obligation_act_pkey PRIMARY KEY (county, obligation_id, by_id),
  constraint obligation_act_county_obligation_id_fkey FOREIGN KEY (county, obligation_id) REFERENCES obligation(county, id),
  constraint obligation_act_by_type_check CHECK (by_type = ANY (ARRAY['inspection'::text, 'monthly-report'::text]))
);
grant insert, select on obligation_act to dushi_runtime;

create table organisation (
  county text not null,
  id uuid not null,
  version integer not null,
  kind text not null,
  name text not null,
  uscc text,
  legal_representative text,
  contact text,
  phone text,
  address text,
  active boolean not null default true,
  constraint organisation_pkey PRIMARY KEY (county, id),
  constraint organisation_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint organisation_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint organisation_check CHECK (kind <> 'contractor'::text OR uscc IS NOT NULL),
  constraint organisation_kind_check CHECK (kind = ANY (ARRAY['leading-group'::text, 'office'::text, 'commerce-bureau'::text, 'finance'::text, 'audit'::text, 'department'::text, 'third-party'::text, 'contractor'::text]))
);
CREATE UNIQUE INDEX organisation_single ON organisation (county, kind) WHERE (kind = ANY (ARRAY['leading-group'::text, 'office'::text, 'commerce-bureau'::text]));
CREATE UNIQUE INDEX organisation_uscc ON organisation (county, uscc) WHERE (uscc IS NOT NULL);
CREATE TRIGGER organisation_name_taken BEFORE INSERT OR UPDATE OF name, kind ON organisation FOR EACH ROW WHEN ((new.kind <> 'contractor'::text)) EXECUTE FUNCTION key_is_taken('organisation.name', 'name', 'name', 'kind');
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
CREATE TRIGGER single_organisation_stays BEFORE UPDATE ON organisation FOR EACH ROW EXECUTE FUNCTION single_organisation_stays();
grant insert, select, update on organisation to dushi_runtime;

create table payment (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  instalment_id uuid not null,
  decision_id uuid not null,
  amount_fen bigint not null,
  paid_on date not null,
  voucher text not null,
  paid_by uuid not null,
  constraint payment_pkey PRIMARY KEY (county, id),
  constraint payment_county_decision_id_key UNIQUE (county, decision_id),
  constraint payment_county_instalment_id_key UNIQUE (county, instalment_id),
  constraint payment_county_voucher_key UNIQUE (county, voucher),
  constraint payment_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint payment_county_decision_id_instalment_id_amount_fen_fkey FOREIGN KEY (county, decision_id, instalment_id, amount_fen) REFERENCES payment_decision(county, id, instalment_id, payable_fen),
  constraint payment_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint payment_amount_fen_check CHECK (amount_fen > 0)
);
CREATE INDEX payment_by_agreement ON payment (county, agreement_id);
CREATE TRIGGER payment_voucher_taken BEFORE INSERT OR UPDATE OF voucher ON payment FOR EACH ROW EXECUTE FUNCTION key_is_taken('payment.voucher', 'voucher', 'voucher');
CREATE TRIGGER payment_within_contract BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_within_contract();
CREATE TRIGGER payment_within_project BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_within_project();
CREATE TRIGGER payment_without_stop BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_without_stop();
CREATE TRIGGER payment_without_suspension BEFORE INSERT ON payment FOR EACH ROW EXECUTE FUNCTION payment_without_suspension();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON payment FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select on payment to dushi_runtime;

create table payment_decision (
  county text not null,
  id uuid not null,
  version integer not null,
  instalment_id uuid not null,
  evaluation_id uuid not null,
  state text not null,
  outcome text not null,
  amount_fen bigint not null,
  payable_fen bigint,
  departs boolean not null,
  reasons text not null default ''::text,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  finance_by uuid,
  finance_at timestamp with time zone,
  finance_note text,
  approved_by uuid,
  approved_at timestamp with time zone,
  declined_by uuid,
  declined_reason text,
  constraint payment_decision_pkey PRIMARY KEY (county, id),
  constraint payment_decision_county_id_instalment_id_payable_fen_key UNIQUE (county, id, instalment_id, payable_fen),
  constraint payment_decision_county_evaluation_id_fkey FOREIGN KEY (county, evaluation_id) REFERENCES gate_evaluation(county, id),
  constraint payment_decision_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint payment_decision_county_instalment_id_fkey FOREIGN KEY (county, instalment_id) REFERENCES instalment(county, id),
  constraint payment_decision_amount_fen_check CHECK (amount_fen >= 0),
  constraint payment_decision_check CHECK (NOT departs OR length(btrim(reasons)) >= 4),
  constraint payment_decision_check1 CHECK (outcome <> 'withhold'::text OR amount_fen = 0),
  constraint payment_decision_check2 CHECK (finance_by IS NULL OR finance_by <> proposed_by),
  constraint payment_decision_check3 CHECK (approved_by IS NULL OR approved_by <> proposed_by AND approved_by <> finance_by AND finance_by IS NOT NULL),
  constraint payment_decision_check4 CHECK (payable_fen IS NULL OR (state = ANY (ARRAY['approved'::text, 'paid'::text])) AND approved_by IS NOT NULL AND payable_fen = amount_fen AND amount_fen > 0),
  constraint payment_decision_outcome_check CHECK (outcome = ANY (ARRAY['pay'::text, 'pay-part'::text, 'withhold'::text])),
  constraint payment_decision_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'declined'::text, 'paid'::text]))
);
CREATE INDEX payment_decision_by_instalment ON payment_decision (county, instalment_id, proposed_at);
CREATE UNIQUE INDEX payment_decision_open ON payment_decision (county, instalment_id) WHERE ((state = 'proposed'::text) OR (payable_fen IS NOT NULL));
CREATE TRIGGER payment_decision_within_gate BEFORE INSERT OR UPDATE ON payment_decision FOR EACH ROW EXECUTE FUNCTION payment_decision_within_gate();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON payment_decision FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on payment_decision to dushi_runtime;

create table payment_stop (
  county text not null,
  id uuid not null,
  contractor_id uuid not null,
  case_id uuid not null,
  case_number text not null,
  kind text not null,
  from_on date not null,
  version integer not null,
  lifted_on date,
  lifted_version integer,
  constraint payment_stop_pkey PRIMARY KEY (county, id),
  constraint payment_stop_county_case_id_fkey FOREIGN KEY (county, case_id) REFERENCES disqualification_case(county, id),
  constraint payment_stop_county_case_id_lifted_version_fkey FOREIGN KEY (county, case_id, lifted_version) REFERENCES event(county, aggregate, version),
  constraint payment_stop_county_case_id_version_fkey FOREIGN KEY (county, case_id, version) REFERENCES event(county, aggregate, version),
  constraint payment_stop_county_contractor_id_fkey FOREIGN KEY (county, contractor_id) REFERENCES organisation(county, id),
  constraint payment_stop_check CHECK ((lifted_on IS NULL) = (lifted_version IS NULL)),
  constraint payment_stop_check1 CHECK (kind = 'held'::text OR lifted_on IS NULL),
  constraint payment_stop_kind_check CHECK (kind = ANY (ARRAY['held'::text, 'disqualified'::text]))
);
CREATE UNIQUE INDEX payment_stop_standing ON payment_stop (county, contractor_id, kind) WHERE (lifted_on IS NULL);
CREATE TRIGGER payment_stop_is_fixed BEFORE UPDATE ON payment_stop FOR EACH ROW EXECUTE FUNCTION payment_stop_is_fixed();
grant insert, select, update on payment_stop to dushi_runtime;

create table payment_suspension (
  county text not null,
  id uuid not null,
  agreement_id uuid not null,
  cause uuid not null,
  cause_version integer not null,
  rectification_id uuid,
  progress_step_id uuid,
  from_on date not null,
  lifted_on date,
  lifted_by uuid,
  lifted_version integer,
  proposal_id uuid,
  constraint payment_suspension_pkey PRIMARY KEY (county, id),
  constraint payment_suspension_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint payment_suspension_county_cause_cause_version_fkey FOREIGN KEY (county, cause, cause_version) REFERENCES event(county, aggregate, version),
  constraint payment_suspension_county_id_lifted_version_fkey FOREIGN KEY (county, id, lifted_version) REFERENCES event(county, aggregate, version),
  constraint payment_suspension_county_lifted_by_fkey FOREIGN KEY (county, lifted_by) REFERENCES person(county, id),
  constraint payment_suspension_county_progress_step_id_fkey FOREIGN KEY (county, progress_step_id) REFERENCES progress_step(county, id),
  constraint payment_suspension_county_proposal_id_fkey FOREIGN KEY (county, proposal_id) REFERENCES proposal(county, id),
  constraint payment_suspension_county_rectification_id_fkey FOREIGN KEY (county, rectification_id) REFERENCES rectification(county, id),
  constraint payment_suspension_check CHECK ((rectification_id IS NULL) <> (progress_step_id IS NULL)),
  constraint payment_suspension_check1 CHECK (cause = COALESCE(rectification_id, progress_step_id)),
  constraint payment_suspension_check2 CHECK ((lifted_on IS NULL) = (lifted_by IS NULL)),
  constraint payment_suspension_check3 CHECK ((lifted_on IS NULL) = (lifted_version IS NULL)),
  constraint payment_suspension_check4 CHECK ((lifted_on IS NULL) = (proposal_id IS NULL))
);
CREATE INDEX payment_suspension_of_agreement ON payment_suspension (county, agreement_id);
CREATE UNIQUE INDEX payment_suspension_standing ON payment_suspension (county, cause) WHERE (lifted_on IS NULL);
CREATE TRIGGER payment_suspension_is_lifted_by_two BEFORE UPDATE ON payment_suspension FOR EACH ROW EXECUTE FUNCTION payment_suspension_is_lifted_by_two();
grant insert, select, update on payment_suspension to dushi_runtime;

create table person (
  county text not null,
  id uuid not null,
  version integer not null,
  organisation_id uuid not null,
  name text not null,
  login text not null,
  password_hash text,
  title text,
  phone text,
  duties text[] not null default '{}'::text[],
  active boolean not null default true,
  constraint person_pkey PRIMARY KEY (county, id),
  constraint person_county_login_key UNIQUE (county, login),
  constraint person_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint person_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint person_county_organisation_id_fkey FOREIGN KEY (county, organisation_id) REFERENCES organisation(county, id),
  constraint person_login_check CHECK (login ~ '^[a-z0-9][a-z0-9._-]{1,39}$'::text)
);
CREATE INDEX person_by_organisation ON person (county, organisation_id);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on person to dushi_runtime;

create table plan (
  county text not null,
  id uuid not null,
  version integer not null,
  project_id uuid not null,
  number integer not null,
  state text not null,
  reason text not null,
  in_force_from date,
  drafted_by uuid not null,
  approved_by uuid,
  approved_at timestamp with time zone,
  constraint plan_pkey PRIMARY KEY (county, id),
  constraint plan_county_project_id_number_key UNIQUE (county, project_id, number),
  constraint plan_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint plan_county_project_id_fkey FOREIGN KEY (county, project_id) REFERENCES project(county, id),
  constraint plan_check CHECK ((state <> ALL (ARRAY['approved'::text, 'superseded'::text])) OR approved_by IS NOT NULL AND approved_by <> drafted_by AND in_force_from IS NOT NULL),
  constraint plan_number_check CHECK (number >= 1),
  constraint plan_state_check CHECK (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'superseded'::text]))
);
CREATE UNIQUE INDEX plan_in_force ON plan (county, project_id) WHERE (state = 'approved'::text);
CREATE TRIGGER plan_stays_as_approved BEFORE UPDATE ON plan FOR EACH ROW EXECUTE FUNCTION plan_stays_as_approved();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON plan FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on plan to dushi_runtime;

create table plan_line (
  county text not null,
  id uuid not null,
  plan_id uuid not null,
  line_key uuid not null,
  ordinal integer not null,
  area text not null,
  task text not null,
  content text not null,
  unit text not null,
  target numeric(18,4) not null,
  planned_start_on date not null,
  planned_finish_on date not null,
  budget_fen bigint not null,
  important boolean not null default false,
  removed boolean not null default false,
  constraint plan_line_pkey PRIMARY KEY (county, id),
  constraint plan_line_county_plan_id_line_key_key UNIQUE (county, plan_id, line_key),
  constraint plan_line_county_plan_id_fkey FOREIGN KEY (county, plan_id) REFERENCES plan(county, id),
  constraint plan_line_area_check CHECK (area = ANY (ARRAY['service-centre'::text, 'logistics'::text, 'station'::text, 'supply-chain'::text, 'training'::text, 'funds'::text])),
  constraint plan_line_budget_fen_check CHECK (budget_fen >= 0),
  constraint plan_line_check CHECK (planned_finish_on >= planned_start_on),
  constraint plan_line_target_check CHECK (target > 0::numeric)
);
CREATE TRIGGER plan_line_only_in_draft BEFORE INSERT OR UPDATE ON plan_line FOR EACH ROW EXECUTE FUNCTION plan_line_only_in_draft();
grant insert, select, update on plan_line to dushi_runtime;

create table progress_step (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  step text not null,
  planned_share numeric(9,6) not null,
  actual_share numeric(9,6) not null,
  note text not null,
  taken_by uuid not null,
  taken_on date not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  constraint progress_step_pkey PRIMARY KEY (county, id),
  constraint progress_step_county_agreement_id_step_key UNIQUE (county, agreement_id, step),
  constraint progress_step_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint progress_step_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint progress_step_county_taken_by_fkey FOREIGN KEY (county, taken_by) REFERENCES person(county, id),
  constraint progress_step_step_check CHECK (step = ANY (ARRAY['first'::text, 'second'::text, 'interview'::text, 'circular'::text, 'suspend-payment'::text]))
);
grant insert, select on progress_step to dushi_runtime;

create table project (
  county text not null,
  id uuid not null,
  version integer not null,
  name text not null,
  name_en text not null default ''::text,
  batch_year integer not null,
  central_fen bigint not null,
  local_fen bigint not null,
  starts_on date not null,
  ends_on date,
  constraint project_pkey PRIMARY KEY (county, id),
  constraint project_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint project_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint project_central_fen_check CHECK (central_fen >= 0),
  constraint project_check CHECK (ends_on IS NULL OR ends_on > starts_on),
  constraint project_local_fen_check CHECK (local_fen >= 0),
  constraint project_starts_on_check CHECK (starts_on >= '2021-03-18'::date)
);
CREATE TRIGGER project_covers_contracts BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION project_covers_contracts();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on project to dushi_runtime;

create table proposal (
  county text not null,
  id uuid not null,
  version integer not null,
  kind text not null,
  subject_type text not null,
  subject_id uuid not null,
  content jsonb not null,
  shown jsonb not null,
  basis jsonb not null,
  reason text not null,
  confirm_bodies text[] not null,
  confirm_duty text,
  confirm_other_body boolean not null,
  confirm_not uuid[] not null,
  state text not null,
  proposed_by uuid not null,
  organisation_id uuid not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decision_reason text,
  constraint proposal_pkey PRIMARY KEY (county, id),
  constraint proposal_county_decided_by_fkey FOREIGN KEY (county, decided_by) REFERENCES person(county, id),
  constraint proposal_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint proposal_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint proposal_county_organisation_id_fkey FOREIGN KEY (county, organisation_id) REFERENCES organisation(county, id),
  constraint proposal_county_proposed_by_fkey FOREIGN KEY (county, proposed_by) REFERENCES person(county, id),
  constraint proposal_check CHECK ((state = 'open'::text) = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  constraint proposal_check1 CHECK ((state = ANY (ARRAY['open'::text, 'withdrawn'::text])) OR decided_by <> proposed_by),
  constraint proposal_check2 CHECK (state <> 'withdrawn'::text OR decided_by = proposed_by),
  constraint proposal_check3 CHECK ((state <> ALL (ARRAY['confirmed'::text, 'refused'::text])) OR NOT (decided_by = ANY (confirm_not))),
  constraint proposal_check4 CHECK (state <> 'refused'::text OR length(btrim(decision_reason)) >= 4),
  constraint proposal_confirm_bodies_check CHECK (cardinality(confirm_bodies) > 0),
  constraint proposal_state_check CHECK (state = ANY (ARRAY['open'::text, 'confirmed'::text, 'refused'::text, 'withdrawn'::text]))
);
CREATE INDEX proposal_by_day ON proposal (county, state, proposed_at, id);
CREATE INDEX proposal_by_subject ON proposal (county, subject_id, proposed_at);
CREATE UNIQUE INDEX proposal_one_open ON proposal (county, kind, subject_id) WHERE (state = 'open'::text);
CREATE TRIGGER proposal_is_fixed BEFORE UPDATE ON proposal FOR EACH ROW EXECUTE FUNCTION proposal_is_fixed();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON proposal FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on proposal to dushi_runtime;

create table receipt (
  county text not null,
  person_id uuid not null,
  route text not null,
  client_id uuid not null,
  body_digest bytea not null,
  answer text,
  at timestamp with time zone not null,
  constraint receipt_pkey PRIMARY KEY (county, person_id, route, client_id),
  constraint receipt_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id)
);
CREATE INDEX receipt_at ON receipt (county, at);
grant delete, insert, select, update on receipt to dushi_runtime;

create table recovery_code (
  county text not null,
  person_id uuid not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (county, person_id, code_hash),
  constraint recovery_code_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id)
);
grant delete, insert, select, update on recovery_code to dushi_runtime;

create table rectification (
  county text not null,
  id uuid not null,
  version integer not null,
  letter_id uuid not null,
  letter_item_id uuid not null,
  finding_id uuid not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  state text not null,
  severity text not null,
  served_on date not null,
  working_days integer not null,
  period_from_on date not null,
  due_on date not null,
  original_due_on date not null,
  provisional boolean not null default false,
  extension_state text,
  extension_reason text,
  extension_until_on date,
  extension_asked_by uuid,
  extension_asked_on date,
  extension_decided_by uuid,
  extensions_granted integer not null default 0,
  escalation text not null default 'first'::text,
  attempts integer not null default 0,
  reported_on date,
  reported_by uuid,
  reinspection_planned_on date,
  reinspection_team uuid[] not null default '{}'::uuid[],
  closed_on date,
  closed_by uuid,
  reopened_count integer not null default 0,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  calendar_sha256 text,
  day_kind text not null default 'working-days'::text,
  county_days integer not null default 0,
  constraint rectification_pkey PRIMARY KEY (county, id),
  constraint rectification_county_letter_item_id_key UNIQUE (county, letter_item_id),
  constraint rectification_county_finding_id_fkey FOREIGN KEY (county, finding_id) REFERENCES finding(county, id),
  constraint rectification_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint rectification_county_letter_id_fkey FOREIGN KEY (county, letter_id) REFERENCES letter(county, id),
  constraint rectification_county_letter_item_id_fkey FOREIGN KEY (county, letter_item_id) REFERENCES letter_item(county, id),
  constraint rectification_check CHECK (due_on >= original_due_on),
  constraint rectification_check1 CHECK (state <> 'closed'::text OR closed_by IS NOT NULL AND closed_on IS NOT NULL AND closed_by IS DISTINCT FROM reported_by),
  constraint rectification_check2 CHECK (extension_decided_by IS NULL OR extension_decided_by <> extension_asked_by),
  constraint rectification_county_days_check CHECK (county_days >= 0),
  constraint rectification_day_kind_check CHECK (day_kind = ANY (ARRAY['working-days'::text, 'days'::text])),
  constraint rectification_escalation_check CHECK (escalation = ANY (ARRAY['first'::text, 'second'::text, 'interview'::text, 'circular'::text, 'suspend-payment'::text])),
  constraint rectification_extension_state_check CHECK (extension_state = ANY (ARRAY['asked'::text, 'granted'::text, 'declined'::text])),
  constraint rectification_extensions_granted_check CHECK (extensions_granted >= 0),
  constraint rectification_severity_check CHECK (severity = ANY (ARRAY['serious'::text, 'major'::text, 'ordinary'::text])),
  constraint rectification_state_check CHECK (state = ANY (ARRAY['ordered'::text, 'reported'::text, 'returned'::text, 'verified'::text, 'not-verified'::text, 'closed'::text, 'revoked'::text]))
);
CREATE INDEX rectification_by_agreement ON rectification (county, agreement_id, state);
CREATE INDEX rectification_by_due ON rectification (county, due_on, id);
CREATE INDEX rectification_by_letter ON rectification (county, letter_id);
CREATE INDEX rectification_open ON rectification (county, due_on, id) WHERE (state <> 'closed'::text);
CREATE TRIGGER item_is_not_closed_by_its_author BEFORE UPDATE ON rectification FOR EACH ROW EXECUTE FUNCTION item_is_not_closed_by_its_author();
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON rectification FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on rectification to dushi_runtime;

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
  reported_at timestamp with time zone not null,
  returned_reason text,
  returned_by uuid,
  constraint rectification_report_pkey PRIMARY KEY (county, rectification_id, attempt),
  constraint rectification_report_county_rectification_id_fkey FOREIGN KEY (county, rectification_id) REFERENCES rectification(county, id)
);
CREATE TRIGGER rectification_report_is_fixed BEFORE UPDATE ON rectification_report FOR EACH ROW EXECUTE FUNCTION rectification_report_is_fixed();
grant insert, select, update on rectification_report to dushi_runtime;

create table regime_activation (
  county text not null,
  id uuid not null,
  version integer not null,
  state text not null,
  from_id text not null,
  from_version text not null,
  from_hash text not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  effect_on date not null,
  rectifications text not null,
  scores text,
  reasons text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  declined_reason text,
  applied_on date,
  constraint regime_activation_pkey PRIMARY KEY (county, id),
  constraint regime_activation_county_decided_by_fkey FOREIGN KEY (county, decided_by) REFERENCES person(county, id),
  constraint regime_activation_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint regime_activation_county_from_hash_fkey FOREIGN KEY (county, from_hash) REFERENCES regime_snapshot(county, hash),
  constraint regime_activation_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint regime_activation_county_pack_hash_fkey FOREIGN KEY (county, pack_hash) REFERENCES regime_snapshot(county, hash),
  constraint regime_activation_county_proposed_by_fkey FOREIGN KEY (county, proposed_by) REFERENCES person(county, id),
  constraint regime_activation_check CHECK (from_hash <> pack_hash),
  constraint regime_activation_check1 CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  constraint regime_activation_check2 CHECK ((state = 'proposed'::text) = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  constraint regime_activation_check3 CHECK ((state = 'applied'::text) = (applied_on IS NOT NULL) AND (applied_on IS NULL OR applied_on >= effect_on)),
  constraint regime_activation_check4 CHECK ((state = 'declined'::text) = (declined_reason IS NOT NULL)),
  constraint regime_activation_reasons_check CHECK (length(btrim(reasons)) >= 4),
  constraint regime_activation_rectifications_check CHECK (rectifications = ANY (ARRAY['keep'::text, 'move'::text])),
  constraint regime_activation_scores_check CHECK (scores = ANY (ARRAY['clamp'::text, 'rescale'::text, 'anew'::text])),
  constraint regime_activation_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'applied'::text, 'declined'::text]))
);
CREATE INDEX regime_activation_by_day ON regime_activation (county, effect_on);
CREATE UNIQUE INDEX regime_activation_open ON regime_activation (county) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]));
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON regime_activation FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
CREATE TRIGGER regime_activation_is_fixed BEFORE UPDATE ON regime_activation FOR EACH ROW EXECUTE FUNCTION regime_activation_is_fixed();
grant insert, select, update on regime_activation to dushi_runtime;

create table regime_snapshot (
  county text not null,
  hash text not null,
  pack_id text not null,
  pack_version text not null,
  pack jsonb not null,
  kept_at timestamp with time zone not null,
  constraint regime_snapshot_pkey PRIMARY KEY (county, hash),
  constraint regime_snapshot_county_fkey FOREIGN KEY (county) REFERENCES county(county)
);
grant insert, select on regime_snapshot to dushi_runtime;

create table reinspection (
  county text not null,
  id uuid not null,
  rectification_id uuid not null,
  attempt integer not null,
  inspected_on date not null,
  conclusion text not null,
  fact text not null,
  recorded_by uuid not null,
  recorded_at timestamp with time zone not null,
  constraint reinspection_pkey PRIMARY KEY (county, id),
  constraint reinspection_county_rectification_id_attempt_key UNIQUE (county, rectification_id, attempt),
  constraint reinspection_county_rectification_id_attempt_fkey FOREIGN KEY (county, rectification_id, attempt) REFERENCES rectification_report(county, rectification_id, attempt),
  constraint reinspection_conclusion_check CHECK (conclusion = ANY (ARRAY['rectified'::text, 'mostly'::text, 'not-rectified'::text, 'refused'::text]))
);
grant insert, select on reinspection to dushi_runtime;

create table reinspection_member (
  county text not null,
  reinspection_id uuid not null,
  person_id uuid not null,
  constraint reinspection_member_pkey PRIMARY KEY (county, reinspection_id, person_id),
  constraint reinspection_member_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint reinspection_member_county_reinspection_id_fkey FOREIGN KEY (county, reinspection_id) REFERENCES reinspection(county, id)
);
grant insert, select on reinspection_member to dushi_runtime;

create table related_party (
  county text not null,
  id uuid not null,
  version integer not null,
  person_id uuid not null,
  contractor_id uuid not null,
  relation text not null,
  statement text not null,
  from_on date not null,
  until_on date,
  constraint related_party_pkey PRIMARY KEY (county, id),
  constraint related_party_county_contractor_id_fkey FOREIGN KEY (county, contractor_id) REFERENCES organisation(county, id),
  constraint related_party_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint related_party_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint related_party_relation_check CHECK (relation = ANY (ARRAY['relative'::text, 'shareholder'::text, 'employment'::text, 'tender'::text, 'business'::text, 'other'::text]))
);
CREATE INDEX related_party_by_person ON related_party (county, person_id, contractor_id);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON related_party FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on related_party to dushi_runtime;

create table report_figure (
  county text not null,
  report_id uuid not null,
  revision integer not null,
  line_key uuid not null,
  this_month numeric(18,4) not null,
  total numeric(18,4) not null,
  previous_total numeric(18,4) not null,
  invested_fen bigint not null default 0,
  note text not null default ''::text,
  removed boolean not null default false,
  constraint report_figure_pkey PRIMARY KEY (county, report_id, revision, line_key),
  constraint report_figure_county_report_id_revision_fkey FOREIGN KEY (county, report_id, revision) REFERENCES report_revision(county, report_id, revision),
  constraint report_figure_invested_fen_check CHECK (invested_fen >= 0)
);
CREATE TRIGGER submitted_revision_is_final BEFORE INSERT OR UPDATE ON report_figure FOR EACH ROW EXECUTE FUNCTION submitted_revision_is_final();
grant insert, select, update on report_figure to dushi_runtime;

create table report_revision (
  county text not null,
  report_id uuid not null,
  revision integer not null,
  plan_id uuid not null,
  summary text not null default ''::text,
  problems text not null default ''::text,
  next_month text not null default ''::text,
  coordination text not null default ''::text,
  rectification text not null default ''::text,
  reason text,
  filled_by uuid not null,
  submitted_at timestamp with time zone,
  constraint report_revision_pkey PRIMARY KEY (county, report_id, revision),
  constraint report_revision_county_plan_id_fkey FOREIGN KEY (county, plan_id) REFERENCES plan(county, id),
  constraint report_revision_county_report_id_fkey FOREIGN KEY (county, report_id) REFERENCES monthly_report(county, id),
  constraint report_revision_check CHECK (revision = 1 OR reason IS NOT NULL),
  constraint report_revision_revision_check CHECK (revision >= 1)
);
CREATE TRIGGER submitted_revision_is_final BEFORE UPDATE ON report_revision FOR EACH ROW EXECUTE FUNCTION submitted_revision_is_final();
grant insert, select, update on report_revision to dushi_runtime;

create table score (
  county text not null,
  id uuid not null,
  version integer not null,
  agreement_id uuid not null,
  contractor_id uuid not null,
  from_on date not null,
  to_on date not null,
  state text not null,
  opened_by uuid not null,
  opened_on date not null,
  computation integer,
  computed_by uuid,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  confirmed_computation integer,
  constraint score_pkey PRIMARY KEY (county, id),
  constraint score_county_agreement_id_fkey FOREIGN KEY (county, agreement_id) REFERENCES agreement(county, id),
  constraint score_county_contractor_id_fkey FOREIGN KEY (county, contractor_id) REFERENCES organisation(county, id),
  constraint score_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint score_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint score_check CHECK (to_on >= from_on),
  constraint score_check1 CHECK ((computation IS NULL) = (computed_by IS NULL)),
  constraint score_check2 CHECK (state <> 'open'::text OR computation IS NULL),
  constraint score_check3 CHECK ((state <> ALL (ARRAY['computed'::text, 'confirmed'::text])) OR computation IS NOT NULL),
  constraint score_check4 CHECK (state <> 'confirmed'::text OR confirmed_computation IS NOT NULL AND confirmed_computation = computation AND confirmed_by <> computed_by),
  constraint score_check5 CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL) AND (confirmed_by IS NULL) = (confirmed_computation IS NULL)),
  constraint score_state_check CHECK (state = ANY (ARRAY['open'::text, 'computed'::text, 'confirmed'::text, 'withdrawn'::text]))
);
CREATE INDEX score_by_contractor ON score (county, contractor_id, to_on);
CREATE UNIQUE INDEX score_period ON score (county, agreement_id, from_on, to_on) WHERE (state <> 'withdrawn'::text);
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON score FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on score to dushi_runtime;

create table score_carry (
  county text not null,
  score_id uuid not null,
  version integer not null,
  computation integer not null,
  activation_id uuid not null,
  how text not null,
  total_hundredths integer,
  band text,
  scale jsonb,
  carried_on date not null,
  constraint score_carry_pkey PRIMARY KEY (county, score_id, activation_id),
  constraint score_carry_county_activation_id_fkey FOREIGN KEY (county, activation_id) REFERENCES regime_activation(county, id),
  constraint score_carry_county_score_id_computation_fkey FOREIGN KEY (county, score_id, computation) REFERENCES score_computation(county, score_id, number),
  constraint score_carry_county_score_id_version_fkey FOREIGN KEY (county, score_id, version) REFERENCES event(county, aggregate, version),
  constraint score_carry_check CHECK ((how = 'anew'::text) = (total_hundredths IS NULL) AND (total_hundredths IS NULL) = (band IS NULL) AND (band IS NULL) = (scale IS NULL)),
  constraint score_carry_how_check CHECK (how = ANY (ARRAY['clamp'::text, 'rescale'::text, 'anew'::text])),
  constraint score_carry_total_hundredths_check CHECK (total_hundredths >= 0)
);
grant insert, select on score_carry to dushi_runtime;

create table score_computation (
  county text not null,
  score_id uuid not null,
  number integer not null,
  version integer not null,
  judged_on date not null,
  facts_digest text not null,
  base_hundredths integer not null,
  bonus_hundredths integer not null,
  total_hundredths integer not null,
  band text not null,
  result jsonb not null,
  scale jsonb not null,
  computed_by uuid not null,
  computed_at timestamp with time zone not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  constraint score_computation_pkey PRIMARY KEY (county, score_id, number),
  constraint score_computation_county_computed_by_fkey FOREIGN KEY (county, computed_by) REFERENCES person(county, id),
  constraint score_computation_county_score_id_fkey FOREIGN KEY (county, score_id) REFERENCES score(county, id),
  constraint score_computation_county_score_id_version_fkey FOREIGN KEY (county, score_id, version) REFERENCES event(county, aggregate, version),
  constraint score_computation_base_hundredths_check CHECK (base_hundredths >= 0),
  constraint score_computation_bonus_hundredths_check CHECK (bonus_hundredths >= 0),
  constraint score_computation_number_check CHECK (number >= 1),
  constraint score_computation_total_hundredths_check CHECK (total_hundredths >= 0)
);
grant insert, select on score_computation to dushi_runtime;

create table second_factor (
  county text not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  name text not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  used_at timestamp with time zone,
  secret bytea,
  last_step bigint,
  credential_id text,
  public_key bytea,
  sign_count bigint,
  transports text[] not null default '{}'::text[],
  constraint second_factor_pkey PRIMARY KEY (county, id),
  constraint second_factor_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint second_factor_check CHECK (
CASE kind
    WHEN 'totp'::text THEN secret IS NOT NULL AND length(secret) >= 20
    ELSE credential_id IS NOT NULL AND public_key IS NOT NULL AND sign_count IS NOT NULL
END),
  constraint second_factor_kind_check CHECK (kind = ANY (ARRAY['totp'::text, 'passkey'::text]))
);
CREATE INDEX second_factor_by_person ON second_factor (county, person_id);
CREATE UNIQUE INDEX second_factor_credential ON second_factor (county, credential_id);
grant delete, insert, select, update on second_factor to dushi_runtime;

create table session (
  county text not null,
  token_hash bytea not null,
  person_id uuid not null,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  last_home_at timestamp with time zone,
  id uuid not null default gen_random_uuid(),
  address text not null default ''::text,
  browser text not null default ''::text,
  previous_at timestamp with time zone,
  previous_address text,
  failed_since integer not null default 0,
  proven_at timestamp with time zone,
  challenge text,
  challenge_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (county, token_hash),
  constraint session_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id)
);
CREATE INDEX session_by_person ON session (county, person_id);
CREATE UNIQUE INDEX session_id ON session (county, id);
grant delete, insert, select, update on session to dushi_runtime;

create table set_up_code (
  county text not null default '000000'::text,
  code_hash bytea not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint set_up_code_pkey PRIMARY KEY (county, code_hash)
);
grant insert, select, update on set_up_code to dushi_runtime;

create table settlement (
  county text not null,
  id uuid not null,
  version integer not null,
  instalment_id uuid not null,
  kind text not null,
  unit_price_id text,
  line_key uuid,
  quantity numeric(18,4),
  unit_fen bigint,
  investment_fen bigint,
  share numeric(7,6),
  gross_fen bigint not null,
  earlier_fen bigint not null,
  due_fen bigint not null,
  note text not null,
  settled_by uuid not null,
  settled_at timestamp with time zone not null,
  pack_id text not null,
  pack_version text not null,
  pack_hash text not null,
  constraint settlement_pkey PRIMARY KEY (county, id),
  constraint settlement_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint settlement_county_instalment_id_fkey FOREIGN KEY (county, instalment_id) REFERENCES instalment(county, id),
  constraint settlement_county_settled_by_fkey FOREIGN KEY (county, settled_by) REFERENCES person(county, id),
  constraint settlement_check CHECK (due_fen > 0 AND due_fen <= (gross_fen - earlier_fen)),
  constraint settlement_check1 CHECK ((kind = 'unit-price'::text) = (unit_price_id IS NOT NULL AND line_key IS NOT NULL AND quantity IS NOT NULL AND unit_fen IS NOT NULL)),
  constraint settlement_check2 CHECK ((kind = 'reimbursement'::text) = (investment_fen IS NOT NULL AND share IS NOT NULL)),
  constraint settlement_earlier_fen_check CHECK (earlier_fen >= 0),
  constraint settlement_gross_fen_check CHECK (gross_fen >= 0),
  constraint settlement_kind_check CHECK (kind = ANY (ARRAY['unit-price'::text, 'reimbursement'::text]))
);
CREATE INDEX settlement_by_instalment ON settlement (county, instalment_id, settled_at);
grant insert, select on settlement to dushi_runtime;

create table sign_in_browser (
  county text not null,
  key_hash bytea not null,
  person_id uuid not null,
  seen_at timestamp with time zone not null,
  constraint sign_in_browser_pkey PRIMARY KEY (county, key_hash, person_id),
  constraint sign_in_browser_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id)
);
grant delete, insert, select, update on sign_in_browser to dushi_runtime;

create table sign_in_code (
  county text not null,
  id uuid not null,
  person_id uuid not null,
  occasion text not null,
  granted_at timestamp with time zone not null,
  granted_by uuid[] not null,
  code_hash bytea,
  taken_by uuid,
  taken_at timestamp with time zone,
  expires_at timestamp with time zone,
  used_at timestamp with time zone,
  void_at timestamp with time zone,
  constraint sign_in_code_pkey PRIMARY KEY (county, id),
  constraint sign_in_code_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint sign_in_code_county_taken_by_fkey FOREIGN KEY (county, taken_by) REFERENCES person(county, id),
  constraint sign_in_code_check CHECK ((code_hash IS NULL) = (taken_by IS NULL) AND (taken_by IS NULL) = (taken_at IS NULL) AND (taken_at IS NULL) = (expires_at IS NULL)),
  constraint sign_in_code_check1 CHECK (used_at IS NULL OR code_hash IS NOT NULL AND used_at <= expires_at),
  constraint sign_in_code_check2 CHECK (used_at IS NULL OR void_at IS NULL),
  constraint sign_in_code_check3 CHECK (taken_by IS NULL OR (taken_by = ANY (granted_by))),
  constraint sign_in_code_check4 CHECK (NOT (person_id = ANY (granted_by))),
  constraint sign_in_code_granted_by_check CHECK (cardinality(granted_by) >= 1 AND cardinality(granted_by) <= 2),
  constraint sign_in_code_occasion_check CHECK (occasion = ANY (ARRAY['first'::text, 'reset'::text]))
);
CREATE UNIQUE INDEX sign_in_code_open ON sign_in_code (county, person_id) WHERE ((used_at IS NULL) AND (void_at IS NULL));
CREATE TRIGGER sign_in_code_is_spent_once BEFORE UPDATE ON sign_in_code FOR EACH ROW EXECUTE FUNCTION sign_in_code_is_spent_once();
grant insert, select, update on sign_in_code to dushi_runtime;

create table sign_in_count (
  county text not null,
  scope text not null,
  subject text not null,
  failures integer not null,
  window_from timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint sign_in_count_pkey PRIMARY KEY (county, scope, subject),
  constraint sign_in_count_failures_check CHECK (failures >= 0),
  constraint sign_in_count_scope_check CHECK (scope = ANY (ARRAY['name-address'::text, 'name'::text, 'address'::text, 'total'::text, 'browser'::text, 'password'::text, 'second-factor'::text, 'set-up'::text])),
  constraint sign_in_count_subject_check CHECK (length(subject) <= 200)
);
CREATE INDEX sign_in_count_by_time ON sign_in_count (window_from);
grant delete, insert, select, update on sign_in_count to dushi_runtime;

create table sign_in_record (
  county text not null,
  id uuid not null,
  at timestamp with time zone not null,
  kind text not null,
  login text not null,
  person_id uuid,
  address text not null,
  browser text not null,
  constraint sign_in_record_pkey PRIMARY KEY (county, id),
  constraint sign_in_record_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint sign_in_record_county_person_id_fkey FOREIGN KEY (county, person_id) REFERENCES person(county, id),
  constraint sign_in_record_kind_check CHECK (kind = ANY (ARRAY['signed-in'::text, 'failed'::text, 'locked'::text, 'signed-out'::text, 'ended'::text, 'password-changed'::text, 'password-failed'::text, 'stepped-up'::text, 'step-up-failed'::text, 'factor-added'::text, 'factor-removed'::text]))
);
CREATE INDEX sign_in_record_by_person ON sign_in_record (county, person_id, at DESC);
CREATE INDEX sign_in_record_by_time ON sign_in_record (county, at DESC, id DESC);
grant delete, insert, select on sign_in_record to dushi_runtime;

create table taken_key (
  county text not null,
  kind text not null,
  scope text not null default ''::text,
  key text not null,
  holder uuid not null,
  constraint taken_key_pkey PRIMARY KEY (county, kind, scope, key),
  constraint taken_key_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint taken_key_kind_check CHECK (kind = ANY (ARRAY['facility.number'::text, 'agreement.number'::text, 'agreement.lot'::text, 'organisation.name'::text, 'payment.voucher'::text]))
);
CREATE INDEX taken_key_by_holder ON taken_key (county, kind, holder);
grant insert, select, update on taken_key to dushi_runtime;

create table verification (
  county text not null,
  id uuid not null,
  asked_by text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  events bigint not null,
  records bigint not null,
  files bigint not null,
  bytes bigint not null,
  faults bigint not null,
  constraint verification_pkey PRIMARY KEY (county, id),
  constraint verification_county_fkey FOREIGN KEY (county) REFERENCES county(county),
  constraint verification_asked_by_check CHECK (asked_by = ANY (ARRAY['night'::text, 'person'::text, 'command'::text, 'restore'::text])),
  constraint verification_bytes_check CHECK (bytes >= 0),
  constraint verification_check CHECK (ended_at >= started_at),
  constraint verification_events_check CHECK (events >= 0),
  constraint verification_faults_check CHECK (faults >= 0),
  constraint verification_files_check CHECK (files >= 0),
  constraint verification_records_check CHECK (records >= 0)
);
CREATE INDEX verification_by_time ON verification (county, ended_at);
grant insert, select on verification to dushi_runtime;

create table verification_fault (
  county text not null,
  verification_id uuid not null,
  position integer not null,
  kind text not null,
  subject_type text not null,
  subject text not null,
  detail text,
  constraint verification_fault_pkey PRIMARY KEY (county, verification_id, "position"),
  constraint verification_fault_county_verification_id_fkey FOREIGN KEY (county, verification_id) REFERENCES verification(county, id),
  constraint verification_fault_kind_check CHECK (kind ~ '^[a-z-]+$'::text),
  constraint verification_fault_position_check CHECK ("position" >= 1)
);
grant insert, select on verification_fault to dushi_runtime;

create table waiver (
  county text not null,
  id uuid not null,
  version integer not null,
  obligation_id uuid not null,
  state text not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  constraint waiver_pkey PRIMARY KEY (county, id),
  constraint waiver_county_id_version_fkey FOREIGN KEY (county, id, version) REFERENCES event(county, aggregate, version),
  constraint waiver_county_obligation_id_fkey FOREIGN KEY (county, obligation_id) REFERENCES obligation(county, id),
  constraint waiver_check CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  constraint waiver_check1 CHECK ((state = 'proposed'::text) = (decided_by IS NULL)),
  constraint waiver_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'declined'::text]))
);
CREATE UNIQUE INDEX waiver_open ON waiver (county, obligation_id) WHERE (state = ANY (ARRAY['proposed'::text, 'approved'::text]));
CREATE TRIGGER record_moves_by_one BEFORE UPDATE ON waiver FOR EACH ROW EXECUTE FUNCTION record_moves_by_one();
grant insert, select, update on waiver to dushi_runtime;

grant execute on function open_draw_seal(text,uuid,uuid) to dushi_runtime;

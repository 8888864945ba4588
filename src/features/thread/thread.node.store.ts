import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { NodeRef, NodeType, ThreadNode } from './thread.model.ts';

type Kept = Exclude<NodeType, 'clause'>;

/** Which columns of a record's table answer the sheet's questions; every branch gives the same columns in the same order. */
type Branch = {
  readonly number?: RawBuilder<unknown>;
  readonly title?: RawBuilder<unknown>;
  readonly state?: RawBuilder<unknown>;
  readonly onDay?: RawBuilder<unknown>;
  readonly dueOn?: RawBuilder<unknown>;
  readonly personId?: RawBuilder<unknown>;
  readonly contractorId?: RawBuilder<unknown>;
  readonly amountFen?: RawBuilder<unknown>;
  readonly facts?: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
};

const localDay = (instant: RawBuilder<unknown>) => sql`(${instant} at time zone 'Asia/Shanghai')::date`;

const branches: Readonly<Record<Kept, Branch>> = {
  obligation: {
    title: sql`coalesce(f.name, a.name, pr.name)`,
    onDay: sql`n.fulfilled_on`,
    dueOn: sql`n.due_on`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('ruleId', n.rule_id, 'kind', n.kind, 'clauseId', n.clause_id, 'period', n.period,
      'windowStartOn', n.window_start_on, 'closesOn', n.closes_on, 'waived', n.waived_at is not null,
      'withdrawn', n.withdrawn, 'subjectType', n.subject_type, 'provisional', n.provisional)`,
    from: sql`obligation n
      left join facility f on n.subject_type = 'facility' and f.county = n.county and f.id = n.subject_id
      left join agreement a on n.subject_type = 'agreement' and a.county = n.county and a.id = n.subject_id
      left join project pr on n.subject_type = 'programme' and pr.county = n.county and pr.id = n.subject_id`,
  },
  'monthly-report': {
    number: sql`n.period`,
    title: sql`a.name`,
    state: sql`n.state`,
    onDay: localDay(sql`n.first_submitted_at`),
    dueOn: sql`n.due_on`,
    personId: sql`n.submitted_by`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('revision', n.revision, 'provisional', exists (select from obligation o where o.county = n.county
      and o.kind = 'report' and o.agreement_id = n.agreement_id and o.period = n.period and o.provisional))`,
    from: sql`monthly_report n join agreement a on a.county = n.county and a.id = n.agreement_id`,
  },
  draw: {
    number: sql`n.number`,
    title: sql`n.title`,
    state: sql`n.state`,
    onDay: localDay(sql`coalesce(n.drawn_at, n.prepared_at)`),
    personId: sql`coalesce(n.drawn_by, n.prepared_by)`,
    facts: sql`jsonb_build_object('untilOn', n.period_until_on, 'size', n.size, 'visited', (select count(*) from inspection i
      where i.county = n.county and i.draw_id = n.id and i.state in ('submitted', 'signed')))`,
    from: sql`draw n`,
  },
  inspection: {
    number: sql`n.number`,
    title: sql`coalesce(f.name, a.name)`,
    state: sql`n.state`,
    onDay: sql`coalesce(${localDay(sql`n.ended_at`)}, n.planned_on)`,
    personId: sql`n.lead_id`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('purpose', n.purpose, 'area', n.area, 'phase', n.phase, 'notice', n.notice)`,
    from: sql`inspection n join agreement a on a.county = n.county and a.id = n.agreement_id
      left join facility f on f.county = n.county and f.id = n.facility_id`,
  },
  finding: {
    number: sql`n.number`,
    title: sql`n.fact`,
    state: sql`n.state`,
    onDay: sql`n.found_on`,
    personId: sql`n.found_by`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('severity', n.severity, 'area', n.area, 'place', n.place, 'clauseId', n.clause_id,
      'closedOn', n.closed_on, 'inspectionState', i.state)`,
    from: sql`finding n join inspection i on i.county = n.county and i.id = n.inspection_id`,
  },
  'supervision-letter': {
    number: sql`n.issuer_code || '〔' || n.number_year || '〕' || n.number || '号'`,
    title: sql`n.title`,
    state: sql`n.state`,
    onDay: sql`coalesce(n.served_on, n.issued_on, n.drafted_on)`,
    personId: sql`coalesce(n.signed_by, n.drafted_by)`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('issuedOn', n.issued_on, 'servedOn', n.served_on)`,
    from: sql`letter n`,
  },
  rectification: {
    number: sql`fi.number`,
    title: sql`li.requirement`,
    state: sql`n.state`,
    onDay: sql`coalesce(n.closed_on, n.served_on)`,
    dueOn: sql`n.due_on`,
    personId: sql`coalesce(n.closed_by, n.reported_by)`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('severity', n.severity, 'servedOn', n.served_on, 'closedOn', n.closed_on,
      'reportedOn', n.reported_on, 'provisional', n.provisional, 'escalation', n.escalation)`,
    from: sql`rectification n join finding fi on fi.county = n.county and fi.id = n.finding_id
      join letter_item li on li.county = n.county and li.id = n.letter_item_id`,
  },
  're-inspection': {
    number: sql`fi.number`,
    title: sql`n.fact`,
    state: sql`n.conclusion`,
    onDay: sql`n.inspected_on`,
    personId: sql`n.recorded_by`,
    contractorId: sql`r.contractor_id`,
    facts: sql`jsonb_build_object('attempt', n.attempt, 'rectificationId', n.rectification_id)`,
    from: sql`reinspection n join rectification r on r.county = n.county and r.id = n.rectification_id
      join finding fi on fi.county = r.county and fi.id = r.finding_id`,
  },
  disqualification: {
    number: sql`n.number`,
    title: sql`n.reasons`,
    state: sql`n.state`,
    onDay: sql`n.opened_on`,
    dueOn: sql`n.next_due_on`,
    personId: sql`n.opened_by`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('notified', exists (select from disqualification_step s
      where s.county = n.county and s.case_id = n.id and s.step = 'notice'), 'provisional', n.next_provisional)`,
    from: sql`disqualification_case n`,
  },
  'disqualification-decision': {
    number: sql`c.number`,
    title: sql`n.body ->> 'reasons'`,
    state: sql`n.body ->> 'outcome'`,
    onDay: sql`n.taken_on`,
    personId: sql`n.recorded_by`,
    contractorId: sql`c.contractor_id`,
    facts: sql`jsonb_build_object('caseId', n.case_id, 'served', exists (select from disqualification_step s
      where s.county = n.county and s.case_id = n.case_id and s.step = 'service'))`,
    from: sql`disqualification_step n join disqualification_case c on c.county = n.county and c.id = n.case_id`,
  },
  score: {
    number: sql`n.from_on || '/' || n.to_on`,
    title: sql`a.name`,
    state: sql`n.state`,
    onDay: sql`coalesce(${localDay(sql`n.confirmed_at`)}, ${localDay(sql`c.computed_at`)}, n.opened_on)`,
    personId: sql`coalesce(n.confirmed_by, n.computed_by, n.opened_by)`,
    contractorId: sql`n.contractor_id`,
    facts: sql`jsonb_build_object('toOn', n.to_on, 'binds', n.confirmed_computation is not null, 'totalHundredths', c.total_hundredths)`,
    from: sql`score n join agreement a on a.county = n.county and a.id = n.agreement_id
      left join score_computation c on c.county = n.county and c.score_id = n.id
        and c.number = coalesce(n.confirmed_computation, n.computation)`,
  },
  'gate-evaluation': {
    title: sql`ins.name`,
    state: sql`n.recommendation`,
    onDay: sql`n.as_of`,
    contractorId: sql`a.contractor_id`,
    amountFen: sql`n.recommended_fen`,
    facts: sql`jsonb_build_object('instalment', ins.number, 'instalmentId', n.instalment_id, 'agreement', a.name, 'hardStop', n.hard_stop)`,
    from: sql`gate_evaluation n join instalment ins on ins.county = n.county and ins.id = n.instalment_id
      join agreement a on a.county = ins.county and a.id = ins.agreement_id`,
  },
  'payment-decision': {
    title: sql`ins.name`,
    state: sql`n.state`,
    onDay: localDay(sql`coalesce(n.approved_at, n.finance_at, n.proposed_at)`),
    personId: sql`coalesce(n.approved_by, n.declined_by, n.proposed_by)`,
    contractorId: sql`a.contractor_id`,
    amountFen: sql`n.amount_fen`,
    facts: sql`jsonb_build_object('instalment', ins.number, 'instalmentId', n.instalment_id, 'agreement', a.name, 'outcome', n.outcome, 'departs', n.departs)`,
    from: sql`payment_decision n join instalment ins on ins.county = n.county and ins.id = n.instalment_id
      join agreement a on a.county = ins.county and a.id = ins.agreement_id`,
  },
  payment: {
    number: sql`n.voucher`,
    title: sql`ins.name`,
    state: sql`'paid'`,
    onDay: sql`n.paid_on`,
    personId: sql`n.paid_by`,
    contractorId: sql`a.contractor_id`,
    amountFen: sql`n.amount_fen`,
    facts: sql`jsonb_build_object('instalment', ins.number, 'instalmentId', n.instalment_id, 'agreement', a.name)`,
    from: sql`payment n join instalment ins on ins.county = n.county and ins.id = n.instalment_id
      join agreement a on a.county = n.county and a.id = n.agreement_id`,
  },
  facility: {
    number: sql`n.number`,
    title: sql`n.name`,
    state: sql`n.phase`,
    onDay: sql`coalesce(n.operation_started_on, n.construction_started_on)`,
    contractorId: sql`a.contractor_id`,
    facts: sql`jsonb_build_object('kind', n.kind, 'town', n.town_name, 'village', n.village_name, 'heldBy',
      (select string_agg(distinct g.contractor_id::text, ' ') from facility_holding h
        join agreement g on g.county = h.county and g.id = h.agreement_id where h.county = n.county and h.facility_id = n.id))`,
    from: sql`facility n join agreement a on a.county = n.county and a.id = n.agreement_id`,
  },
  agreement: {
    number: sql`n.number`,
    title: sql`n.name`,
    state: sql`n.state`,
    onDay: sql`n.signed_on`,
    dueOn: sql`n.ends_on`,
    contractorId: sql`n.contractor_id`,
    amountFen: sql`n.amount_fen`,
    from: sql`agreement n`,
  },
  instalment: {
    title: sql`n.name`,
    state: sql`n.state`,
    dueOn: sql`n.planned_on`,
    contractorId: sql`a.contractor_id`,
    amountFen: sql`n.amount_fen`,
    facts: sql`jsonb_build_object('instalment', n.number, 'agreement', a.name, 'agreementId', n.agreement_id)`,
    from: sql`instalment n join agreement a on a.county = n.county and a.id = n.agreement_id`,
  },
};

const none = sql`null`;

function selectOf(type: Kept, county: string, ids: readonly string[]): RawBuilder<ThreadNode> {
  const branch = branches[type];
  return sql<ThreadNode>`
    select ${type}::text as type, n.id::text as id, (${branch.number ?? none})::text as number, (${branch.title ?? none})::text as title,
      (${branch.state ?? none})::text as state, (${branch.onDay ?? none})::date as "onDay", (${branch.dueOn ?? none})::date as "dueOn",
      (${branch.personId ?? none})::uuid as person_id, (${branch.contractorId ?? none})::uuid as "contractorId",
      (${branch.amountFen ?? none})::bigint as "amountFen", ${branch.facts ?? sql`'{}'::jsonb`} as facts
    from ${branch.from} where n.county = ${county} and n.id = any(${[...ids]}::uuid[])`;
}

/** Records of many kinds in one statement, each by its primary key. Ids that nothing has are left out. */
export async function nodesOf(db: Db | Tx, county: string, refs: readonly NodeRef[]): Promise<ThreadNode[]> {
  const idsOf = new Map<Kept, string[]>();
  for (const { type, id } of refs) {
    if (type === 'clause' || !Object.hasOwn(branches, type)) continue;
    const ids = idsOf.get(type);
    if (ids) ids.push(id);
    else idsOf.set(type, [id]);
  }
  if (idsOf.size === 0) return [];
  const selects = [...idsOf].map(([type, ids]) => selectOf(type, county, ids));
  const { rows } = await sql<ThreadNode & { person_id: string | null }>`
    select n.*, person.name as person, own.name as organisation, contractor.name as contractor
    from (${sql.join(selects, sql` union all `)}) as n
    left join person on person.county = ${county} and person.id = n.person_id
    left join organisation own on own.county = ${county} and own.id = person.organisation_id
    left join organisation contractor on contractor.county = ${county} and contractor.id = n."contractorId"`.execute(
    db,
  );
  return rows.map(({ person_id: _, ...node }) => node);
}

import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Item, NeedKind, OverdueItem, SoonKind } from './home.model.ts';

type Reading = Db | Tx;

export type Asking = {
  readonly county: string;
  readonly personId: string;
  readonly today: string;
  /** Of one contractor only; null for supervision. */
  readonly contractorId: string | null;
  readonly perKind: number;
  readonly soonDays: number;
};

/** One kind of line: where it is read, and what it says. Every branch gives the same columns. */
type Branch = {
  readonly type: string;
  readonly id: RawBuilder<unknown>;
  readonly name: RawBuilder<unknown>;
  readonly about?: RawBuilder<unknown>;
  readonly dueOn?: RawBuilder<unknown>;
  readonly sinceOn?: RawBuilder<unknown>;
  readonly provisional?: RawBuilder<unknown>;
  readonly count?: RawBuilder<unknown>;
  readonly detail?: RawBuilder<unknown>;
  /** `from … where …`, and `group by …` for a group. */
  readonly from: RawBuilder<unknown>;
};

const none = sql`null`;
const dayOf = (instant: RawBuilder<unknown>) => sql`(${instant} at time zone 'Asia/Shanghai')::date`;

const place = sql`coalesce(f.name, a.name)`;
const inspections = sql`inspection i join agreement a on a.county = i.county and a.id = i.agreement_id
  left join facility f on f.county = i.county and f.id = i.facility_id`;
const myInspections = ({ personId }: Asking) => sql`${inspections}
  join inspection_member m on m.county = i.county and m.inspection_id = i.id and m.person_id = ${personId}::uuid`;
const inspection = { type: 'inspection', id: sql`i.id`, name: sql`i.number`, about: place } as const;

const letterName = sql`coalesce(l.issuer_code || '〔' || l.number_year || '〕' || l.number || '号', l.title)`;
const letters = sql`letter l join organisation c on c.county = l.county and c.id = l.contractor_id`;
const letter = { type: 'supervision-letter', id: sql`l.id`, name: letterName, about: sql`c.name` } as const;

const items = sql`rectification r join finding fi on fi.county = r.county and fi.id = r.finding_id`;
const item = {
  type: 'rectification',
  id: sql`r.id`,
  name: sql`fi.number`,
  about: sql`fi.fact`,
  dueOn: sql`r.due_on`,
  provisional: sql`r.provisional`,
} as const;

const owed = sql`obligation o left join facility f on o.subject_type = 'facility' and f.county = o.county and f.id = o.subject_id
  left join agreement a on a.county = o.county and a.id = o.agreement_id`;
const isOwed = sql`o.fulfilled_on is null and o.waived_at is null and not o.withdrawn`;
const owedByRule = {
  type: 'obligation-rule',
  id: sql`o.rule_id`,
  name: sql`o.rule_id`,
  dueOn: sql`o.due_on`,
  provisional: sql`bool_or(o.provisional)`,
  count: sql`count(*)::int`,
  detail: sql`min(o.duty)`,
} as const;

const reports = sql`monthly_report r join agreement a on a.county = r.county and a.id = r.agreement_id`;
const report = {
  type: 'monthly-report',
  id: sql`r.id`,
  name: sql`r.period`,
  about: sql`a.name`,
  dueOn: sql`r.due_on`,
} as const;

const cases = sql`disqualification_case q join organisation c on c.county = q.county and c.id = q.contractor_id`;
const disqualification = {
  type: 'disqualification',
  id: sql`q.id`,
  name: sql`q.number`,
  about: sql`c.name`,
  dueOn: sql`q.next_due_on`,
  sinceOn: sql`q.next_from_on`,
  provisional: sql`q.next_provisional`,
  detail: sql`q.next_step`,
} as const;

const instalments = sql`instalment n join agreement a on a.county = n.county and a.id = n.agreement_id`;
const instalment = { type: 'instalment', id: sql`n.id`, name: sql`n.name`, about: sql`a.name` } as const;
const decisions = sql`payment_decision d join instalment n on n.county = d.county and n.id = d.instalment_id
  join agreement a on a.county = n.county and a.id = n.agreement_id`;

const needs: Readonly<
  Record<Exclude<NeedKind, 'escalation-due' | 'progress-due'>, (asking: Asking) => Branch>
> = {
  'inspection-declare': (asking) => ({
    ...inspection,
    dueOn: sql`i.planned_on`,
    from: sql`${myInspections(asking)} where i.county = ${asking.county} and i.state = 'planned'
      and m.recusal_declared_at is null and m.recusal_reason is null`,
  }),
  'inspection-submit': (asking) => ({
    ...inspection,
    dueOn: sql`i.planned_on`,
    from: sql`${myInspections(asking)} where i.county = ${asking.county} and i.state = 'planned' and m.role = 'lead'
      and m.recusal_declared_at is not null and i.planned_on <= ${asking.today}::date`,
  }),
  'inspection-sign': (asking) => ({
    ...inspection,
    sinceOn: dayOf(sql`i.submitted_at`),
    from: sql`${myInspections(asking)} where i.county = ${asking.county} and i.state = 'submitted' and m.signed_at is null`,
  }),
  'inspections-to-plan': ({ county, today, soonDays }) => ({
    ...owedByRule,
    about: sql`case when count(*) = 1 then min(coalesce(f.name, a.name)) end`,
    from: sql`${owed} where o.county = ${county} and ${isOwed} and o.kind = 'inspection' and o.window_start_on <= ${today}::date
      and o.due_on <= ${today}::date + ${soonDays}::int and o.closes_on >= ${today}::date
      and not exists (select from inspection_obligation io join inspection i on i.county = io.county and i.id = io.inspection_id
        where io.county = o.county and io.obligation_id = o.id and i.state in ('planned', 'submitted'))
      group by o.rule_id, o.due_on`,
  }),
  'report-write': ({ county, today, contractorId }) => ({
    type: 'obligation',
    id: sql`o.id`,
    name: sql`o.period`,
    about: sql`a.name`,
    dueOn: sql`o.due_on`,
    provisional: sql`o.provisional`,
    detail: sql`o.agreement_id`,
    from: sql`${owed} where o.county = ${county} and ${isOwed} and o.kind = 'report' and o.contractor_id = ${contractorId}::uuid
      and o.period < to_char(${today}::date, 'YYYY-MM')
      and not exists (select from monthly_report r where r.county = o.county and r.agreement_id = o.agreement_id and r.period = o.period
        and r.state <> 'draft')`,
  }),
  'report-correct': ({ county, contractorId }) => ({
    ...report,
    detail: sql`r.state`,
    from: sql`${reports} where r.county = ${county} and r.contractor_id = ${contractorId}::uuid and r.state in ('returned', 'correcting')`,
  }),
  'report-decide': ({ county }) => ({
    ...report,
    dueOn: none,
    sinceOn: dayOf(sql`coalesce(v.submitted_at, r.first_submitted_at)`),
    from: sql`${reports} left join report_revision v on v.county = r.county and v.report_id = r.id and v.revision = r.revision
      where r.county = ${county} and r.state = 'submitted'`,
  }),
  'finding-decide': ({ county, personId }) => ({
    type: 'finding',
    id: sql`fi.id`,
    name: sql`fi.number`,
    about: sql`fi.fact`,
    sinceOn: dayOf(sql`fi.proposed_at`),
    detail: sql`fi.proposal`,
    from: sql`finding fi where fi.county = ${county} and fi.proposal is not null and fi.proposed_by <> ${personId}::uuid`,
  }),
  'findings-to-letter': ({ county }) => ({
    type: 'agreement',
    id: sql`fi.agreement_id`,
    name: sql`min(a.name)`,
    about: sql`min(c.name)`,
    sinceOn: sql`min(fi.found_on)`,
    count: sql`count(*)::int`,
    from: sql`finding fi join agreement a on a.county = fi.county and a.id = fi.agreement_id
      join organisation c on c.county = fi.county and c.id = fi.contractor_id
      where fi.county = ${county} and fi.state = 'confirmed' group by fi.agreement_id`,
  }),
  'letter-review': ({ county, personId }) => ({
    ...letter,
    sinceOn: sql`l.drafted_on`,
    from: sql`${letters} where l.county = ${county} and l.state = 'draft' and l.drafted_by <> ${personId}::uuid`,
  }),
  'letter-sign': ({ county, personId }) => ({
    ...letter,
    sinceOn: sql`l.drafted_on`,
    from: sql`${letters} where l.county = ${county} and l.state = 'reviewed' and l.drafted_by <> ${personId}::uuid`,
  }),
  'letter-issue': ({ county }) => ({
    ...letter,
    sinceOn: sql`l.drafted_on`,
    from: sql`${letters} where l.county = ${county} and l.state = 'signed'`,
  }),
  'letter-serve': ({ county }) => ({
    ...letter,
    sinceOn: sql`l.issued_on`,
    from: sql`${letters} where l.county = ${county} and l.state = 'issued'`,
  }),
  'letter-acknowledge': ({ county, contractorId }) => ({
    ...letter,
    about: sql`l.title`,
    sinceOn: sql`l.served_on`,
    from: sql`${letters} where l.county = ${county} and l.state = 'served' and l.contractor_id = ${contractorId}::uuid`,
  }),
  'rectification-report': ({ county, contractorId }) => ({
    ...item,
    detail: sql`r.state`,
    from: sql`${items} where r.county = ${county} and r.state in ('ordered', 'returned', 'not-verified') and r.contractor_id = ${contractorId}::uuid`,
  }),
  'rectification-answer': ({ county }) => ({
    ...item,
    dueOn: none,
    sinceOn: sql`r.reported_on`,
    from: sql`${items} where r.county = ${county} and r.state = 'reported' and r.reinspection_planned_on is null`,
  }),
  'rectification-reinspect': ({ county, personId, today }) => ({
    ...item,
    dueOn: sql`r.reinspection_planned_on`,
    from: sql`${items} where r.county = ${county} and r.state = 'reported' and ${personId}::uuid = any(r.reinspection_team)
      and r.reinspection_planned_on <= ${today}::date`,
  }),
  'rectification-close': ({ county, personId }) => ({
    ...item,
    dueOn: none,
    sinceOn: sql`last.inspected_on`,
    from: sql`${items}
      cross join lateral (select v.id, v.inspected_on from reinspection v where v.county = r.county and v.rectification_id = r.id
        order by v.attempt desc limit 1) as last
      where r.county = ${county} and r.state = 'verified' and fi.found_by <> ${personId}::uuid
        and not exists (select from reinspection_member m where m.county = r.county and m.reinspection_id = last.id and m.person_id = ${personId}::uuid)`,
  }),
  'extension-decide': ({ county, personId }) => ({
    ...item,
    sinceOn: sql`r.extension_asked_on`,
    detail: sql`r.extension_until_on`,
    from: sql`${items} where r.county = ${county} and r.state not in ('closed', 'revoked') and r.extension_state = 'asked' and r.extension_asked_by <> ${personId}::uuid`,
  }),
  'waiver-decide': ({ county, personId }) => ({
    type: 'obligation',
    id: sql`o.id`,
    name: sql`o.rule_id`,
    about: place,
    dueOn: sql`o.due_on`,
    sinceOn: dayOf(sql`w.proposed_at`),
    from: sql`${owed} join waiver w on w.county = o.county and w.obligation_id = o.id
      where o.county = ${county} and w.state = 'proposed' and w.proposed_by <> ${personId}::uuid`,
  }),
  'plan-approve': ({ county, personId }) => ({
    type: 'plan',
    id: sql`p.id`,
    name: sql`pr.name`,
    detail: sql`p.number`,
    from: sql`plan p join project pr on pr.county = p.county and pr.id = p.project_id
      where p.county = ${county} and p.state = 'submitted' and p.drafted_by <> ${personId}::uuid`,
  }),
  // Who may confirm stands in the row itself; proposal.rules.ts#mayDecide says the same of one.
  'proposal-confirm': ({ county, personId }) => ({
    type: 'proposal',
    id: sql`p.id`,
    name: sql`p.shown -> 'title' ->> 'zh'`,
    about: sql`b.name`,
    detail: sql`p.shown -> 'title' ->> 'en'`,
    sinceOn: dayOf(sql`p.proposed_at`),
    from: sql`proposal p join person b on b.county = p.county and b.id = p.proposed_by
      join person me on me.county = p.county and me.id = ${personId}::uuid
      join organisation o on o.county = me.county and o.id = me.organisation_id
      where p.county = ${county} and p.state = 'open' and p.proposed_by <> me.id and o.kind = any(p.confirm_bodies)
        and (p.confirm_duty is null or p.confirm_duty = any(me.duties)) and not me.id = any(p.confirm_not)
        and not (p.confirm_other_body and p.organisation_id = me.organisation_id)`,
  }),
  // Silence is recorded by the office once the contractor's time has run.
  'case-office': ({ county, today }) => ({
    ...disqualification,
    from: sql`${cases} where q.county = ${county} and ((q.next_by = 'office' and q.next_from_on <= ${today}::date)
      or (q.next_step = 'hearing' and q.hearing_announced_on is null) or (q.next_step = 'statement' and q.next_due_on < ${today}::date))`,
  }),
  'case-leaders': ({ county, today }) => ({
    ...disqualification,
    from: sql`${cases} where q.county = ${county} and q.next_by = 'leading-group' and q.next_from_on <= ${today}::date`,
  }),
  'case-contractor': ({ county, today, contractorId }) => ({
    ...disqualification,
    detail: none,
    from: sql`${cases} where q.county = ${county} and q.contractor_id = ${contractorId}::uuid and q.next_step = 'statement'
      and q.next_due_on >= ${today}::date`,
  }),
  // The day of the plan opens the way to ask; nobody is late who asks later.
  'instalment-request': ({ county, contractorId, today }) => ({
    ...instalment,
    sinceOn: sql`n.planned_on`,
    from: sql`${instalments} where n.county = ${county} and n.state in ('planned', 'refused') and n.planned_on <= ${today}::date
      and a.contractor_id = ${contractorId}::uuid and a.state = 'in-force'`,
  }),
  'payment-propose': ({ county }) => ({
    ...instalment,
    sinceOn: dayOf(sql`n.requested_at`),
    from: sql`${instalments} where n.county = ${county} and n.state = 'requested'
      and not exists (select from payment_decision d where d.county = n.county and d.instalment_id = n.id and d.state = 'proposed')`,
  }),
  'payment-agree': ({ county, personId }) => ({
    ...instalment,
    sinceOn: dayOf(sql`d.proposed_at`),
    from: sql`${decisions} where d.county = ${county} and d.state = 'proposed' and d.finance_by is null and d.proposed_by <> ${personId}::uuid`,
  }),
  'payment-approve': ({ county, personId }) => ({
    ...instalment,
    sinceOn: dayOf(sql`d.finance_at`),
    from: sql`${decisions} where d.county = ${county} and d.state = 'proposed' and d.finance_by is not null
      and ${personId}::uuid not in (d.proposed_by, d.finance_by)`,
  }),
  'payment-pay': ({ county, personId }) => ({
    ...instalment,
    sinceOn: dayOf(sql`d.approved_at`),
    from: sql`${decisions} where d.county = ${county} and d.state = 'approved' and d.payable_fen is not null
      and ${personId}::uuid not in (d.proposed_by, d.approved_by)`,
  }),
};

const within = (day: RawBuilder<unknown>, { today, soonDays }: Asking) =>
  sql`${day} > ${today}::date and ${day} <= ${today}::date + ${soonDays}::int`;
const ownBy = (column: RawBuilder<unknown>, { contractorId }: Asking) =>
  contractorId === null ? sql`` : sql`and ${column} = ${contractorId}::uuid`;

const soon: Readonly<Record<SoonKind, (asking: Asking) => Branch>> = {
  // An unannounced visit (不打招呼) is not told to the one who is visited.
  'inspection-planned': (asking) => ({
    ...inspection,
    dueOn: sql`i.planned_on`,
    from: sql`${asking.contractorId === null ? myInspections(asking) : inspections}
      where i.county = ${asking.county} and i.state = 'planned' and i.planned_on >= ${asking.today}::date
        and i.planned_on <= ${asking.today}::date + ${asking.soonDays}::int
        ${ownBy(sql`i.contractor_id`, asking)} ${asking.contractorId === null ? sql`` : sql`and i.notice = 'announced'`}`,
  }),
  'reinspection-planned': (asking) => ({
    ...item,
    dueOn: sql`r.reinspection_planned_on`,
    from: sql`${items} where r.county = ${asking.county} and r.state = 'reported' and ${asking.personId}::uuid = any(r.reinspection_team)
      and ${within(sql`r.reinspection_planned_on`, asking)}`,
  }),
  'inspections-due': (asking) => ({
    ...owedByRule,
    from: sql`obligation o where o.county = ${asking.county} and ${isOwed} and o.kind = 'inspection'
      and ${within(sql`o.due_on`, asking)} group by o.rule_id, o.due_on`,
  }),
  'report-due': (asking) => ({
    type: 'obligation',
    id: sql`o.id`,
    name: sql`o.period`,
    about: sql`a.name`,
    dueOn: sql`o.due_on`,
    provisional: sql`o.provisional`,
    detail: sql`o.agreement_id`,
    from: sql`${owed} where o.county = ${asking.county} and ${isOwed} and o.kind = 'report' and ${within(sql`o.due_on`, asking)}
      ${ownBy(sql`o.contractor_id`, asking)}`,
  }),
  'rectification-due': (asking) => ({
    ...item,
    from: sql`${items} where r.county = ${asking.county} and r.state in ('ordered', 'returned', 'not-verified')
      and ${within(sql`r.due_on`, asking)} ${ownBy(sql`r.contractor_id`, asking)}`,
  }),
  'instalment-planned': (asking) => ({
    ...instalment,
    dueOn: sql`n.planned_on`,
    from: sql`${instalments} where n.county = ${asking.county} and n.state in ('planned', 'requested', 'decided')
      and ${within(sql`n.planned_on`, asking)} ${ownBy(sql`a.contractor_id`, asking)} and a.state = 'in-force'`,
  }),
};

function selectOf(kind: string, branch: Branch, perKind: number): RawBuilder<unknown> {
  return sql`(select ${kind}::text as kind, ${branch.type}::text as type, (${branch.id})::text as id, (${branch.name})::text as name,
      (${branch.about ?? none})::text as about, (${branch.dueOn ?? none})::date as "dueOn", (${branch.sinceOn ?? none})::date as "sinceOn",
      (${branch.provisional ?? sql`false`})::boolean as provisional, (${branch.count ?? sql`1`})::int as count, (${branch.detail ?? none})::text as detail
    from ${branch.from} order by 6, 7, 4 limit ${perKind})`;
}

async function read<Kind extends string>(
  db: Reading,
  branches: readonly (readonly [Kind, Branch])[],
  perKind: number,
): Promise<Item<Kind>[]> {
  if (branches.length === 0) return [];
  const selects = branches.map(([kind, branch]) => selectOf(kind, branch, perKind));
  const { rows } = await sql<Item<Kind>>`${sql.join(selects, sql` union all `)}`.execute(db);
  return rows;
}

/** Everything whose next step is this person's, in one statement; so many of a kind at most, the longest due first. */
export const itemsNeeding = (db: Reading, asking: Asking, kinds: readonly NeedKind[]) =>
  read(
    db,
    kinds.flatMap((kind) =>
      kind === 'escalation-due' || kind === 'progress-due' ? [] : [[kind, needs[kind](asking)] as const],
    ),
    asking.perKind,
  );

/** What falls due in the days to come, in one statement. */
export const itemsSoon = (db: Reading, asking: Asking, kinds: readonly SoonKind[]) =>
  read(
    db,
    kinds.map((kind) => [kind, soon[kind](asking)] as const),
    asking.perKind,
  );

/** What is overdue, with the steps of the ladder taken in this round. */
export async function overdueItems(db: Reading, { county, today, perKind }: Asking): Promise<OverdueItem[]> {
  const { rows } = await sql<OverdueItem>`
    select r.id, fi.number as name, c.name as about, r.state, r.due_on as "dueOn", r.reported_on as "reportedOn", r.provisional,
      coalesce((select array_agg(e.step) from escalation e
        where e.county = r.county and e.rectification_id = r.id and e.round = r.reopened_count), '{}') as taken
    from ${items} join organisation c on c.county = r.county and c.id = r.contractor_id
    where r.county = ${county} and r.state not in ('closed', 'revoked') and r.due_on < ${today}::date
    order by r.due_on, r.id limit ${perKind * 10}`.execute(db);
  return rows;
}

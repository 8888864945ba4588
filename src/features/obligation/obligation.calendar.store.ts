import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Task, TaskHolder, TaskKind, TaskPerson } from './obligation.calendar.model.ts';

export type Asking = {
  readonly county: string;
  readonly today: string;
  readonly fromOn: string;
  readonly throughOn: string;
  /** Only what this contractor may know of. */
  readonly contractorId: string | undefined;
  /** Only this person's, or only what nobody is named for. */
  readonly person: string | 'unassigned' | undefined;
};

/** One kind of task: where it is read, and what it says. Every branch gives the same columns. */
type Branch = {
  readonly kind: TaskKind;
  readonly id: RawBuilder<unknown>;
  readonly part?: RawBuilder<unknown>;
  readonly name: RawBuilder<unknown>;
  readonly about?: RawBuilder<unknown>;
  readonly on?: RawBuilder<unknown>;
  readonly person?: RawBuilder<unknown>;
  readonly holder: TaskHolder | RawBuilder<unknown>;
  readonly organisation?: RawBuilder<unknown>;
  readonly done?: RawBuilder<unknown>;
  readonly provisional?: RawBuilder<unknown>;
  readonly count?: RawBuilder<unknown>;
  readonly rule?: RawBuilder<unknown>;
  readonly duty?: RawBuilder<unknown>;
  readonly from: RawBuilder<unknown>;
};

const none = sql`null`;
const place = sql`coalesce(f.name, a.name)`;
const inspections = sql`inspection i
  join inspection_member m on m.county = i.county and m.inspection_id = i.id and m.recusal_reason is null
  join agreement a on a.county = i.county and a.id = i.agreement_id
  left join facility f on f.county = i.county and f.id = i.facility_id`;
const items = sql`rectification r join finding fi on fi.county = r.county and fi.id = r.finding_id
  join agreement a on a.county = r.county and a.id = r.agreement_id
  left join facility f on f.county = fi.county and f.id = fi.facility_id`;
const letterName = sql`coalesce(l.issuer_code || '〔' || l.number_year || '〕' || l.number || '号', l.title)`;
const letters = sql`letter l join organisation c on c.county = l.county and c.id = l.contractor_id`;
const cases = sql`disqualification_case q join organisation c on c.county = q.county and c.id = q.contractor_id`;

const within = (day: RawBuilder<unknown>, { fromOn, throughOn }: Asking) =>
  sql`${day} between ${fromOn}::date and ${throughOn}::date`;

/** What supervision has to do; a contractor learns nothing of who goes where. */
function ofSupervision(asking: Asking): readonly Branch[] {
  const { county } = asking;
  return [
    {
      kind: 'visit',
      id: sql`i.id`,
      name: sql`i.number`,
      about: place,
      on: sql`i.planned_on`,
      person: sql`m.person_id`,
      holder: 'inspection-group',
      done: sql`i.state in ('submitted', 'signed')`,
      from: sql`${inspections} where i.county = ${county} and i.state <> 'cancelled' and ${within(sql`i.planned_on`, asking)}`,
    },
    {
      kind: 'sign',
      id: sql`i.id`,
      name: sql`i.number`,
      about: place,
      person: sql`m.person_id`,
      holder: 'inspection-group',
      from: sql`${inspections} where i.county = ${county} and i.state = 'submitted' and m.signed_at is null`,
    },
    {
      kind: 'drawn',
      id: sql`d.id`,
      part: sql`f.id`,
      name: sql`d.number`,
      about: sql`f.name`,
      on: sql`d.period_until_on`,
      person: sql`(one ->> 'id')::uuid`,
      holder: 'inspection-group',
      from: sql`draw d
        cross join lateral jsonb_array_elements(d.proof::jsonb -> 'outcome' -> 'drawn') as o
        cross join lateral jsonb_array_elements(o -> 'inspectors') as one
        join facility f on f.county = d.county and f.id = (o ->> 'object')::uuid
        where d.county = ${county} and d.state = 'published' and ${within(sql`d.period_until_on`, asking)}
          and not exists (select from draw again where again.county = d.county and again.redraw_of = d.id and again.state = 'published')
          and not exists (select from inspection i where i.county = d.county and i.draw_id = d.id and i.facility_id = f.id and i.state <> 'cancelled')`,
    },
    {
      kind: 'draw-party',
      id: sql`d.id`,
      part: sql`p.organisation_id`,
      name: sql`d.number`,
      about: sql`d.title`,
      on: sql`d.reveal_until_on`,
      holder: 'organisation',
      organisation: sql`p.organisation_id`,
      from: sql`draw d join draw_party p on p.county = d.county and p.draw_id = d.id
        where d.county = ${county} and d.state in ('prepared', 'committing', 'revealing') and p.revealed_at is null and p.opened_on is null
          and ${within(sql`d.reveal_until_on`, asking)}`,
    },
    {
      kind: 'reinspection',
      id: sql`r.id`,
      name: sql`fi.number`,
      about: place,
      on: sql`r.reinspection_planned_on`,
      person: sql`person`,
      holder: 'inspection-group',
      from: sql`${items} cross join lateral unnest(r.reinspection_team) as person
        where r.county = ${county} and r.state = 'reported' and ${within(sql`r.reinspection_planned_on`, asking)}`,
    },
    {
      kind: 'reinspection',
      id: sql`r.id`,
      name: sql`fi.number`,
      about: place,
      part: sql`v.id`,
      on: sql`v.inspected_on`,
      person: sql`vm.person_id`,
      holder: 'inspection-group',
      done: sql`true`,
      from: sql`${items} join reinspection v on v.county = r.county and v.rectification_id = r.id
        join reinspection_member vm on vm.county = v.county and vm.reinspection_id = v.id
        where r.county = ${county} and ${within(sql`v.inspected_on`, asking)}`,
    },
    {
      kind: 'inspect',
      id: sql`min(o.id::text)`,
      name: sql`o.rule_id`,
      about: sql`case when count(*) = 1 then min(coalesce(f.name, a.name)) end`,
      on: sql`o.due_on`,
      holder: 'inspection-group',
      provisional: sql`bool_or(o.provisional)`,
      count: sql`count(*)::int`,
      rule: sql`o.rule_id`,
      duty: sql`min(o.duty)`,
      from: sql`obligation o
        left join facility f on o.subject_type = 'facility' and f.county = o.county and f.id = o.subject_id
        left join agreement a on a.county = o.county and a.id = o.agreement_id
        where o.county = ${county} and o.kind = 'inspection' and not o.withdrawn and o.fulfilled_on is null and o.waived_at is null
          and o.closes_on >= ${asking.today}::date and ${within(sql`o.due_on`, asking)}
          and not exists (select from inspection_obligation io join inspection i on i.county = io.county and i.id = io.inspection_id
            where io.county = o.county and io.obligation_id = o.id and i.state <> 'cancelled')
        group by o.rule_id, o.due_on`,
    },
    {
      kind: 'watch',
      id: sql`r.id`,
      name: sql`fi.number`,
      about: place,
      on: sql`r.due_on`,
      holder: 'office',
      provisional: sql`r.provisional`,
      from: sql`${items} where r.county = ${county} and r.state in ('ordered', 'returned', 'not-verified') and ${within(sql`r.due_on`, asking)}`,
    },
    {
      kind: 'reinspect',
      id: sql`r.id`,
      name: sql`fi.number`,
      about: place,
      holder: 'inspection-group',
      from: sql`${items} where r.county = ${county} and r.state = 'reported' and r.reinspection_planned_on is null`,
    },
    ...(
      [
        ['letter-review', 'draft', 'office'],
        ['letter-sign', 'reviewed', 'leading-group'],
        ['letter-issue', 'signed', 'office'],
        ['letter-serve', 'issued', 'office'],
      ] as const
    ).map(
      ([kind, state, holder]): Branch => ({
        kind,
        id: sql`l.id`,
        name: letterName,
        about: sql`c.name`,
        holder,
        from: sql`${letters} where l.county = ${county} and l.state = ${state}`,
      }),
    ),
  ];
}

/** What falls to contractors, all of them or one. */
function ofContractors(asking: Asking): readonly Branch[] {
  const { county, contractorId } = asking;
  // A draft is its contractor's own until it is sent in.
  const sent = contractorId === undefined ? sql`and r.first_submitted_at is not null` : sql``;
  const revisionSent = contractorId === undefined ? sql`and v.submitted_at is not null` : sql``;
  const own = (column: RawBuilder<unknown>) =>
    contractorId === undefined ? sql`` : sql`and ${column} = ${contractorId}::uuid`;
  return [
    {
      kind: 'report',
      id: sql`coalesce(r.id, o.id)`,
      name: sql`o.period`,
      about: sql`a.name`,
      on: sql`o.due_on`,
      person: sql`v.filled_by`,
      holder: 'organisation',
      organisation: sql`o.contractor_id`,
      done: sql`o.fulfilled_on is not null`,
      provisional: sql`o.provisional`,
      duty: sql`case when r.id is null then o.duty end`,
      from: sql`obligation o join agreement a on a.county = o.county and a.id = o.agreement_id
        left join monthly_report r on r.county = o.county and r.agreement_id = o.agreement_id and r.period = o.period ${sent}
        left join report_revision v on v.county = r.county and v.report_id = r.id and v.revision = r.revision ${revisionSent}
        where o.county = ${county} and o.kind = 'report' and not o.withdrawn and o.waived_at is null and ${within(sql`o.due_on`, asking)}
          ${own(sql`o.contractor_id`)}`,
    },
    {
      kind: 'rectify',
      id: sql`r.id`,
      name: sql`fi.number`,
      about: place,
      on: sql`r.due_on`,
      holder: 'organisation',
      organisation: sql`r.contractor_id`,
      provisional: sql`r.provisional`,
      from: sql`${items} where r.county = ${county} and r.state in ('ordered', 'returned', 'not-verified') and ${within(sql`r.due_on`, asking)}
        ${own(sql`r.contractor_id`)}`,
    },
    {
      kind: 'case',
      id: sql`q.id`,
      name: sql`q.number`,
      about: sql`c.name`,
      on: sql`q.next_due_on`,
      holder: sql`case when q.next_by = 'contractor' then 'organisation' else q.next_by end`,
      organisation: sql`q.contractor_id`,
      provisional: sql`q.next_provisional`,
      rule: sql`q.next_step`,
      from: sql`${cases} where q.county = ${county} and q.next_step is not null and (q.next_due_on is null or ${within(sql`q.next_due_on`, asking)})
        ${contractorId === undefined ? sql`` : sql`and q.contractor_id = ${contractorId}::uuid and q.next_by = 'contractor'`}`,
    },
  ];
}

const selectOf = (branch: Branch): RawBuilder<unknown> => sql`(
  select ${branch.kind}::text as kind, (${branch.id})::text as id, (${branch.part ?? none})::text as part, (${branch.name})::text as name, (${branch.about ?? none})::text as about,
    (${branch.on ?? none})::date as "on", (${branch.person ?? none})::uuid as "personId",
    (${typeof branch.holder === 'string' ? sql`${branch.holder}::text` : branch.holder})::text as holder,
    (${branch.organisation ?? none})::uuid as "organisationId", (${branch.done ?? sql`false`})::boolean as done,
    (${branch.provisional ?? sql`false`})::boolean as provisional, (${branch.count ?? sql`1`})::int as count,
    (${branch.rule ?? none})::text as "ruleId", (${branch.duty ?? none})::text as duty
  from ${branch.from})`;

/** Everything somebody has to do in a stretch of days, and what is open without a day. */
export async function tasks(db: Db | Tx, asking: Asking): Promise<Task[]> {
  const { person, contractorId } = asking;
  const branches = [...(contractorId === undefined ? ofSupervision(asking) : []), ...ofContractors(asking)];
  const whose =
    person === undefined
      ? sql``
      : person === 'unassigned'
        ? sql`where t."personId" is null`
        : sql`where t."personId" = ${person}::uuid`;
  const { rows } = await sql<Task>`
    select * from (${sql.join(branches.map(selectOf), sql` union all `)}) as t ${whose}
    order by t."on" nulls last, t.kind, t.name, t.id limit 3000`.execute(db);
  return rows;
}

/** Who may be named: those at work, of the county's bodies or of one contractor. */
export async function people(
  db: Db | Tx,
  county: string,
  contractorId: string | undefined,
): Promise<TaskPerson[]> {
  const { rows } = await sql<TaskPerson>`
    select p.id, p.name, o.name as organisation, o.kind as "organisationKind"
    from person p join organisation o on o.county = p.county and o.id = p.organisation_id
    where p.county = ${county} ${contractorId === undefined ? sql`` : sql`and o.id = ${contractorId}::uuid`}
    order by o.name, p.name, p.id`.execute(db);
  return rows;
}

export async function organisations(
  db: Db | Tx,
  county: string,
): Promise<{ id: string; name: string; kind: string }[]> {
  return db
    .selectFrom('organisation')
    .select(['id', 'name', 'kind'])
    .where('county', '=', county)
    .where('active', '=', true)
    .orderBy('name')
    .execute();
}

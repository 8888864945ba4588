import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database.ts';

export type ActRow = {
  eventId: string;
  type: string;
  at: string;
  subjectType: 'person' | 'organisation';
  subjectId: string;
  subjectName: string;
  organisation: string | null;
  actor: string | null;
  proposedBy: string | null;
  confirmedBy: string | null;
  proposalId: string | null;
  authority: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown>;
  note: string | null;
};

export type ActFilter = {
  readonly about?: 'duties' | 'people' | 'organisations' | 'codes' | 'alone' | undefined;
  readonly subject?: string;
  readonly organisationId?: string | undefined;
  readonly by?: string | undefined;
  readonly after?: readonly [at: string, id: string] | undefined;
};

const about: Readonly<Record<NonNullable<ActFilter['about']>, RawBuilder<boolean>>> = {
  duties: sql`t.aggregate_type = 'person' and t.body -> 'duties' is not null
    and coalesce(p.body -> 'duties', '[]'::jsonb) is distinct from t.body -> 'duties'`,
  people: sql`t.aggregate_type in ('person', 'sign-in-code')`,
  organisations: sql`t.aggregate_type = 'organisation'`,
  codes: sql`(t.aggregate_type = 'sign-in-code' or t.type in ('person.sign-in-reset', 'person.password-chosen', 'person.password-changed'))`,
  alone: sql`t.body -> 'authority' ->> 'by' = 'alone-at-set-up'`,
};

/** 谁给了谁什么: the log's events on people and organisations, each beside what stood before it, newest first. */
export async function acts(db: Tx, county: string, filter: ActFilter, limit: number): Promise<ActRow[]> {
  const { after } = filter;
  const where = [
    sql`true`,
    ...(filter.about ? [about[filter.about]] : []),
    ...(filter.subject ? [sql`t.subject = ${filter.subject}::uuid`] : []),
    ...(filter.organisationId
      ? [sql`coalesce(person.organisation_id, t.subject) = ${filter.organisationId}::uuid`]
      : []),
    ...(filter.by ? [sql`${filter.by} in (t.actor_id::text, t.body -> 'authority' ->> 'proposedBy')`] : []),
    ...(after ? [sql`(t.received_at, t.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ];
  const { rows } = await sql<ActRow>`
    with t as (
      select e.id, e.type, e.aggregate_type, e.aggregate, e.version, e.actor_id, e.received_at, e.note, e.body::jsonb as body,
        case when e.aggregate_type = 'sign-in-code' then (e.body::jsonb ->> 'personId')::uuid else e.aggregate end as subject
      from event e where e.county = ${county} and e.aggregate_type in ('organisation', 'person', 'sign-in-code')
    )
    select t.id as "eventId", t.type, t.received_at as at, t.subject as "subjectId",
      case when t.aggregate_type = 'organisation' then 'organisation' else 'person' end as "subjectType",
      coalesce(t.body ->> 'name', person.name, organisation.name, '') as "subjectName",
      organisation.name as organisation, actor.name as actor, proposer.name as "proposedBy", confirmer.name as "confirmedBy",
      t.body -> 'authority' ->> 'proposal' as "proposalId", t.body -> 'authority' ->> 'by' as authority,
      p.body as before, t.body as after, coalesce(t.note, proposal.reason) as note
    from t
    left join person on person.county = ${county} and person.id = t.subject
    left join organisation on organisation.county = ${county} and organisation.id = coalesce(person.organisation_id, t.subject)
    left join person actor on actor.county = ${county} and actor.id = t.actor_id
    left join person proposer on proposer.county = ${county} and proposer.id = (t.body -> 'authority' ->> 'proposedBy')::uuid
    left join person confirmer on confirmer.county = ${county} and confirmer.id = (t.body -> 'authority' ->> 'confirmedBy')::uuid
    left join proposal on proposal.county = ${county} and proposal.id = (t.body -> 'authority' ->> 'proposal')::uuid
    left join lateral (
      select b.body::jsonb as body from event b
      where b.county = ${county} and b.aggregate = t.aggregate and b.version < t.version and b.body::jsonb ? 'name'
      order by b.version desc limit 1
    ) p on t.body ? 'name' and t.aggregate_type <> 'sign-in-code'
    where ${sql.join(where, sql` and `)}
    order by t.received_at desc, t.id desc
    limit ${limit}`.execute(db);
  return rows;
}

export async function countAlone(db: Tx, county: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from event where county = ${county} and aggregate_type in ('organisation', 'person')
      and body::jsonb -> 'authority' ->> 'by' = 'alone-at-set-up'`.execute(db);
  return rows[0]?.n ?? 0;
}

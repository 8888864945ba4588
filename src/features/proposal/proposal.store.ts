import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { Proposal } from './proposal.model.ts';

export type ProposalListed = Proposal & {
  readonly proposedByName: string;
  readonly organisationName: string;
  readonly decidedByName: string | null;
};

const columns = sql`
  p.id, p.version, p.kind, json_build_object('type', p.subject_type, 'id', p.subject_id) as subject, p.content, p.shown, p.basis, p.reason,
  json_build_object('bodies', p.confirm_bodies, 'duty', p.confirm_duty, 'otherBody', p.confirm_other_body, 'not', p.confirm_not) as confirmers,
  p.state, p.proposed_by as "proposedBy", p.organisation_id as "organisationId", p.proposed_at as "proposedAt", p.decided_by as "decidedBy",
  p.decided_at as "decidedAt", p.decision_reason as "decisionReason"`;
const named = sql`proposal p
  join person b on b.county = p.county and b.id = p.proposed_by
  join organisation o on o.county = p.county and o.id = p.organisation_id
  left join person d on d.county = p.county and d.id = p.decided_by`;
const names = sql`b.name as "proposedByName", o.name as "organisationName", d.name as "decidedByName"`;

type Filter = {
  readonly state?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly kind?: string | undefined;
};
/** Where the last page ended. */
export type Place = { readonly open: boolean; readonly at: string; readonly id: string };

/** What is open first, then newest first. */
export async function proposals(
  db: Db | Tx,
  county: string,
  filter: Filter,
  limit: number,
  after?: Place,
): Promise<ProposalListed[]> {
  const beyond = after
    ? sql`and (p.state = 'open', p.proposed_at, p.id) < (${after.open}, ${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``;
  const { rows } = await sql<ProposalListed>`
    select ${columns}, ${names} from ${named}
    where p.county = ${county} and (${filter.state ?? null}::text is null or p.state = ${filter.state ?? null})
      and (${filter.subjectId ?? null}::uuid is null or p.subject_id = ${filter.subjectId ?? null}::uuid)
      and (${filter.kind ?? null}::text is null or p.kind = ${filter.kind ?? null}) ${beyond}
    order by (p.state = 'open') desc, p.proposed_at desc, p.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function findProposal(
  db: Db | Tx,
  county: string,
  id: string,
): Promise<ProposalListed | undefined> {
  const { rows } = await sql<ProposalListed>`
    select ${columns}, ${names} from ${named} where p.county = ${county} and p.id = ${id}::uuid`.execute(db);
  return rows[0];
}

export async function findProposalForUpdate(
  tx: Tx,
  county: string,
  id: string,
): Promise<Proposal | undefined> {
  const { rows } =
    await sql<Proposal>`select ${columns} from proposal p where p.county = ${county} and p.id = ${id}::uuid for update`.execute(
      tx,
    );
  return rows[0];
}

/** One at a time about one subject and kind: whoever comes second reads what the first has committed. */
export async function lockSubject(tx: Tx, county: string, kind: string, subjectId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${county} ${kind} ${subjectId}`}, 15))`.execute(
    tx,
  );
}

export async function insertProposal(tx: Tx, county: string, one: Proposal): Promise<void> {
  await tx
    .insertInto('proposal')
    .values({
      county,
      id: one.id,
      version: one.version,
      kind: one.kind,
      subject_type: one.subject.type,
      subject_id: one.subject.id,
      content: JSON.stringify(one.content),
      shown: JSON.stringify(one.shown),
      basis: JSON.stringify(one.basis),
      reason: one.reason,
      confirm_bodies: [...one.confirmers.bodies],
      confirm_duty: one.confirmers.duty,
      confirm_other_body: one.confirmers.otherBody,
      confirm_not: [...one.confirmers.not],
      state: one.state,
      proposed_by: one.proposedBy,
      organisation_id: one.organisationId,
      proposed_at: one.proposedAt,
    })
    .execute();
}

export async function saveDecision(tx: Tx, county: string, one: Proposal): Promise<void> {
  await tx
    .updateTable('proposal')
    .set({
      version: one.version,
      state: one.state,
      decided_by: one.decidedBy,
      decided_at: one.decidedAt,
      decision_reason: one.decisionReason,
    })
    .where('county', '=', county)
    .where('id', '=', one.id)
    .execute();
}

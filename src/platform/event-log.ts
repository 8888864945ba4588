import { createHash, hash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson } from '#kernel/canonical.ts';
import type { HistoryEntry } from '#kernel/shapes.ts';
import type { Instant } from '#kernel/temporal.ts';
import type { Tx } from '#platform/database.ts';

/** A node of the thread: a record's type and id, or a clause. */
export type Node = { readonly type: string; readonly id: string };
export type EdgeKind =
  | 'requires' // clause → obligation, clause → check
  | 'fulfils' // inspection, report → obligation
  | 'found' // inspection → finding
  | 'breaches' // finding → clause
  | 'demanded-in' // finding → letter
  | 'orders' // letter → rectification
  | 'revokes' // letter → the letter before
  | 'verifies' // re-inspection → rectification
  | 'weighs' // inspection, finding, rectification, report → score; these, letter and score → gate evaluation
  | 'decides' // gate evaluation → decision, disqualification case → its decision
  | 'founds' // clause, finding → disqualification case
  | 'answers' // draw → obligation
  | 'sends' // draw → inspection
  | 'repeats' // draw → the draw before
  | 'pays' // decision → payment
  | 'concerns'; // any → facility, agreement, instalment

export type NewEvent = {
  /** `finding.raised`: past tense. */
  readonly type: string;
  readonly aggregateType: string;
  readonly aggregate: string;
  readonly version: number;
  /** What happened, in full: the record can be told from its events alone. Never a secret. */
  readonly body: unknown;
  /** A reason or remark a person gave; shown in the history. */
  readonly note?: string | undefined;
  readonly edges?: readonly { readonly from: Node; readonly to: Node; readonly kind: EdgeKind }[];
};

const saltBytes = 32;

type Author = {
  readonly county: string;
  readonly actor: { readonly personId: string | null; readonly organisationId: string | null };
  readonly now: Instant;
  readonly claimedAt?: Instant;
  readonly newId: () => string;
};

/**
 * Appends events in the caller's transaction, before the rows they explain are written: a record's row points at the
 * event of its version. The digest covers the header and the salted body, so erasing a body later (personal data)
 * leaves a leaf that still proves something existed. The tree over these digests is a later step.
 */
export async function record(tx: Tx, author: Author, events: readonly NewEvent[]): Promise<string[]> {
  const receivedAt = author.now.toString();
  const claimedAt = author.claimedAt?.toString() ?? null;
  const salts = randomBytes(saltBytes * events.length);
  const rows = events.map((event, at) => {
    const body = canonicalJson(event.body);
    const salt = salts.subarray(at * saltBytes, (at + 1) * saltBytes);
    const header = {
      county: author.county,
      id: author.newId(),
      type: event.type,
      aggregate_type: event.aggregateType,
      aggregate: event.aggregate,
      version: event.version,
      actor_id: author.actor.personId,
      organisation_id: author.actor.organisationId,
      claimed_at: claimedAt,
      received_at: receivedAt,
      note: event.note ?? null,
    };
    return { ...header, body, salt, digest: eventDigest(header, salt, body) };
  });
  if (rows.length === 0) return [];
  const edges = events.flatMap((event, at) =>
    (event.edges ?? []).map((edge) => ({ ...edge, event: rows[at]?.id ?? '' })),
  );
  const list = <Row, Value>(of: readonly Row[], pick: (row: Row) => Value) => sql.val(of.map(pick));
  // One statement for any number of events and edges: an act of many records costs one round trip.
  const appended = sql`
    insert into event (county, id, type, aggregate_type, aggregate, version, actor_id, organisation_id, claimed_at, received_at, note,
      body, salt, digest)
    select ${author.county}, id, type, aggregate_type, aggregate, version, ${author.actor.personId}::uuid,
      ${author.actor.organisationId}::uuid, ${claimedAt}::timestamptz, ${receivedAt}::timestamptz, note, body, salt, digest
    from unnest(${list(rows, (row) => row.id)}::uuid[], ${list(rows, (row) => row.type)}::text[],
      ${list(rows, (row) => row.aggregate_type)}::text[], ${list(rows, (row) => row.aggregate)}::uuid[],
      ${list(rows, (row) => row.version)}::integer[], ${list(rows, (row) => row.note)}::text[],
      ${list(rows, (row) => row.body)}::text[], ${list(rows, (row) => row.salt)}::bytea[],
      ${list(rows, (row) => row.digest)}::bytea[])
      as told (id, type, aggregate_type, aggregate, version, note, body, salt, digest)`;
  if (edges.length === 0) await appended.execute(tx);
  else
    await sql`
      with the_events as (${appended})
      insert into edge (county, from_type, from_id, to_type, to_id, kind, event_id, drawn_at)
      select ${author.county}, from_type, from_id, to_type, to_id, kind, event_id, ${receivedAt}::timestamptz
      from unnest(${list(edges, ({ from }) => from.type)}::text[], ${list(edges, ({ from }) => from.id)}::text[],
        ${list(edges, ({ to }) => to.type)}::text[], ${list(edges, ({ to }) => to.id)}::text[],
        ${list(edges, ({ kind }) => kind)}::text[], ${list(edges, ({ event }) => event)}::uuid[])
        as drawn (from_type, from_id, to_type, to_id, kind, event_id)
      on conflict (county, from_id, to_id, kind) do nothing`.execute(tx);
  return rows.map((row) => row.id);
}

/** Over header and salted body; `verify` asks it again. */
export function eventDigest(header: object, salt: Uint8Array, body: string): Buffer {
  const bodyDigest = createHash('sha256').update(salt).update(body).digest('hex');
  return hash('sha256', canonicalJson({ ...header, body: bodyDigest }), 'buffer');
}

/** A record's history, oldest first, for its page. The caller has already checked that the reader may see the record. */
export async function historyOf(
  db: Tx,
  county: string,
  aggregates: readonly string[],
): Promise<HistoryEntry[]> {
  if (aggregates.length === 0) return [];
  const rows = await db
    .selectFrom('event')
    .leftJoin('person', (join) =>
      join.onRef('person.county', '=', 'event.county').onRef('person.id', '=', 'event.actor_id'),
    )
    .leftJoin('organisation', (join) =>
      join
        .onRef('organisation.county', '=', 'event.county')
        .onRef('organisation.id', '=', 'event.organisation_id'),
    )
    .select([
      'event.id as eventId',
      'event.type',
      'event.version',
      'event.received_at as at',
      'person.name as actor',
      'organisation.name as organisation',
      'event.note',
    ])
    .where('event.county', '=', county)
    .where('event.aggregate', 'in', [...aggregates])
    .orderBy('event.received_at')
    .orderBy('event.version')
    .orderBy('event.id')
    .execute();
  return rows;
}

import { uuidFromDigest } from '#kernel/id.ts';
import { granted } from '#kernel/result.ts';
import { dayOf, type Instant } from '#kernel/temporal.ts';
import type { Call } from '#platform/call.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import type { NewEvent } from '#platform/event-log.ts';
import { digestOf } from '#platform/secrets.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import { type DerivedObligation, horizonDays } from './obligation.model.ts';
import { deriveObligations } from './obligation.rules.ts';
import * as store from './obligation.store.ts';

type At = { readonly county: string; readonly now: Instant };

/** The same rule, subject and period in a county have the same id, on any machine. */
export const obligationId = (county: string, key: string): string =>
  uuidFromDigest(digestOf(`${county}|${key}`).toString('hex'));

/** Changes with everything derivation puts into a record, save the pack's version: a new pack does not rewrite what stands. */
const markOf = (one: DerivedObligation): string =>
  digestOf(
    JSON.stringify([
      one.windowStartOn,
      one.dueOn,
      one.closesOn,
      one.agreementId,
      one.contractorId,
      one.because.facts,
      one.because.parameters.map(({ value }) => value),
    ]),
  )
    .toString('base64url')
    .slice(0, 16);

/**
 * Brings the obligations of a county up to date with its facts and the day. Writes only what differs. What the facts no
 * longer support is marked withdrawn, never deleted; what was fulfilled or waived stays as it was decided.
 */
export async function refreshObligations(
  tx: Tx,
  { county, now }: At,
): Promise<{ written: number; withdrawn: number }> {
  await store.lockDerivation(tx, county);
  const regime = await regimeOf({ db: tx, county });
  const known = new Map((await store.knownObligations(tx, county)).map((one) => [one.id, one]));
  const facts = await store.baselineFacts(tx, county);
  const written: store.Written[] = [];
  const owedAgain: string[] = [];
  for (const one of deriveObligations(regime.pack, facts, regime.calendar, dayOf(now), horizonDays)) {
    const id = obligationId(county, one.key);
    const mark = markOf(one);
    const before = known.get(id);
    known.delete(id);
    if (!before || (before.mark !== mark && !before.fulfilled && !before.waived))
      written.push({ ...one, id, mark });
    else if (before.withdrawn) owedAgain.push(id);
  }
  // What fell due under an earlier regime is not this pack's to take back (五).
  const unsupported = [...known.values()].filter(
    (one) => !one.fulfilled && !one.withdrawn && one.dueOn >= regime.pack.inForceFrom,
  );
  await store.upsertObligations(tx, county, packStamp(regime), written);
  await store.setWithdrawn(tx, county, owedAgain, false);
  await store.setWithdrawn(
    tx,
    county,
    unsupported.map(({ id }) => id),
    true,
  );
  return { written: written.length + owedAgain.length, withdrawn: unsupported.length };
}

/** The day's work: new periods begin whether or not anybody changes a fact. */
export const dailyObligations = (db: Db, county: string, now: Instant) =>
  transact(db, async (tx) => granted(await refreshObligations(tx, { county, now })));

export type Edge = NonNullable<NewEvent['edges']>[number];

/**
 * An act fulfils obligations: those still open whose window has begun on the day of the act. Returns which ones, and the edges
 * clause → obligation → act for the caller's own event, so that the thread has its date and author. Fulfilled after the grace,
 * an obligation stays missed and the act is shown beside it.
 */
export async function fulfil(
  tx: Tx,
  call: Pick<Call, 'county'>,
  act: {
    readonly obligationIds: readonly string[];
    readonly by: { readonly type: 'inspection' | 'monthly-report'; readonly id: string };
    readonly on: string;
  },
): Promise<{ readonly fulfilled: readonly string[]; readonly edges: readonly Edge[] }> {
  const done = await store.markFulfilled(tx, call.county, act.obligationIds, act.by, act.on);
  return {
    fulfilled: done.map(({ id }) => id),
    edges: done.flatMap(({ id, clauseId }): Edge[] => [
      requires(clauseId, id),
      { from: act.by, to: { type: 'obligation', id }, kind: 'fulfils' },
    ]),
  };
}

export const requires = (clauseId: string, obligation: string): Edge => ({
  from: { type: 'clause', id: clauseId },
  to: { type: 'obligation', id: obligation },
  kind: 'requires',
});

import { granted } from '#kernel/result.ts';
import { dayOf, type Instant } from '#kernel/temporal.ts';
import { newId } from '#platform/clock.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { refreshObligations } from '../obligation/obligation.refresh.service.ts';
import { moveOpenItems } from '../rectification/rectification.regime.service.ts';
import { adoptedIs, keepRegime, regimeBy, regimeOf } from '../regime/regime.service.ts';
import { carryScores } from '../score/score.carry.service.ts';
import type { Activation } from './activation.model.ts';
import { isDue } from './activation.rules.ts';
import * as store from './activation.store.ts';

export type Author = {
  readonly county: string;
  readonly actor: { readonly personId: string | null; readonly organisationId: string | null };
  readonly now: Instant;
  readonly newId: () => string;
};

export const activationEvent = (type: string, activation: Activation, body: object = {}, note?: string) => ({
  type: `regime.${type}`,
  aggregateType: 'regime-activation',
  aggregate: activation.id,
  version: activation.version,
  body: { ...activation, ...body },
  note,
});

/**
 * The day has come: the county is under the new version, what is open goes over or stays as was decided, and what is owed from this
 * day on is derived from it; all of it or nothing. What was decided before keeps the version it was decided under.
 */
export async function apply(tx: Tx, author: Author, activation: Activation): Promise<Activation> {
  const { county, now } = author;
  const regime = await regimeBy({ db: tx, county }, activation.pack);
  await store.saveCountyPack(tx, county, activation.pack);
  adoptedIs(county, activation.pack);
  try {
    const next: Activation = {
      ...activation,
      version: activation.version + 1,
      state: 'applied',
      appliedOn: dayOf(now).toString(),
    };
    const moved =
      activation.rectifications === 'move' ? await moveOpenItems(tx, author, regime) : { moved: 0, open: 0 };
    const carried = activation.scores
      ? await carryScores(tx, author, regime, { activationId: activation.id, how: activation.scores })
      : 0;
    await record(tx, author, [activationEvent('applied', next, { moved: moved.moved, carried })]);
    await store.saveActivation(tx, county, next);
    await refreshObligations(tx, { county, now });
    return next;
  } catch (error) {
    adoptedIs(county, activation.from);
    throw error;
  }
}

/** The day's work, before anything is derived: versions whose day has come, and a copy of the one the county is under. */
export async function dailyActivations(db: Db, county: string, now: Instant): Promise<number> {
  const author: Author = {
    county,
    now,
    newId: () => newId(now),
    actor: { personId: null, organisationId: null },
  };
  const row = await db
    .selectFrom('county')
    .select(['pack_id as id', 'pack_hash as hash'])
    .where('county', '=', county)
    .executeTakeFirstOrThrow();
  adoptedIs(county, row);
  const current = await regimeOf({ db, county });
  // Of a county that kept no copy yet the file is what it goes by; from now on it keeps what that is.
  if (current.hash !== row.hash) {
    const goesBy = { id: current.pack.id, version: current.pack.version, hash: current.hash };
    await store.saveCountyPack(db, county, goesBy);
    adoptedIs(county, goesBy);
  }
  await keepRegime(db, county, current, now.toString());
  const due = await store.dueActivations(db, county, dayOf(now).toString());
  for (const id of due)
    await transact(db, async (tx) => {
      await store.countyPackForUpdate(tx, county);
      const activation = await store.findForUpdate(tx, county, id);
      if (activation && isDue(activation, dayOf(now))) await apply(tx, author, activation);
      return granted(true);
    });
  return due.length;
}

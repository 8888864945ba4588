import { uuidFromDigest } from '#kernel/id.ts';
import { granted } from '#kernel/result.ts';
import { dayOf, type Instant, type PlainDate } from '#kernel/temporal.ts';
import type { Call, FixedDeadline, Touched } from '#platform/call.ts';
import { newId } from '#platform/clock.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { type NewEvent, record } from '#platform/event-log.ts';
import { digestOf } from '#platform/secrets.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import type { Coverage, RulePack } from '../regime/regime.model.ts';
import { packStamp, regimeOf, versionsOf } from '../regime/regime.service.ts';
import * as acts from './obligation.act.store.ts';
import { keepingCountedDay } from './obligation.day.rules.ts';
import * as facts from './obligation.facts.store.ts';
import { type ActBy, type DerivedObligation, horizonDays } from './obligation.model.ts';
import { deriveObligations, progressOf } from './obligation.rules.ts';
import * as store from './obligation.store.ts';

type At = { readonly county: string; readonly now: Instant };
type Known = Awaited<ReturnType<typeof store.knownObligations>>[number];

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
      ...(one.provisional ? ['provisional'] : []),
      ...(one.subjectType === 'stratum' || one.required > 1 ? [one.required, one.among] : []),
    ]),
  )
    .toString('base64url')
    .slice(0, 16);

/**
 * Brings the obligations of a county up to date with its facts and the day; where only one facility or contract was touched,
 * only what rests on it. Writes only what differs. What the facts no longer support is marked withdrawn, never deleted; what was
 * fulfilled or waived stays as it was decided.
 */
export async function refreshObligations(
  tx: Tx,
  { county, now }: At,
  touched?: Touched & { readonly facilityIds?: readonly string[]; readonly besideFacilities?: true },
): Promise<{ written: number; withdrawn: number; fixed: readonly FixedDeadline[] }> {
  await store.lockDerivation(tx, county);
  const versions = await versionsOf({ db: tx, county });
  const packs = versions.map(({ pack }) => pack);
  const { calendar, sha256 } = await calendarOf({ db: tx, county });
  const scope = touched && packs.every(restsOnItself) ? await facts.scopeOf(tx, county, touched) : undefined;
  const known = new Map((await store.knownObligations(tx, county, scope)).map((one) => [one.id, one]));
  const derived = deriveObligations(
    versions,
    {
      ...(await facts.baselineFacts(tx, county, scope)),
      done: await facts.actsDone(tx, county, packs.flatMap(sinceLast)),
    },
    calendar,
    dayOf(now),
    horizonDays,
  )
    .filter(({ subjectType }) => scope === undefined || scope.programmes || subjectType !== 'programme')
    .map((one) => ({
      ...one,
      id: obligationId(county, one.key),
      subjectRow:
        one.stratum === null ? one.subjectId : obligationId(county, `${one.ruleId}|${one.subjectId}`),
    }));
  const written: store.Written[] = [];
  const fixed: Fixed[] = [];
  const owedAgain: string[] = [];
  for (const one of await withCountedDays(tx, county, derived, known, dayOf(now))) {
    const mark = markOf(one);
    const before = known.get(one.id);
    known.delete(one.id);
    if (!before || (before.mark !== mark && !before.fulfilled && !before.waived)) {
      written.push({ ...one, mark });
      if (before?.provisional && !one.provisional && !before.withdrawn) fixed.push({ before, after: one });
    } else if (before.withdrawn) owedAgain.push(one.id);
  }
  // What fell due under an earlier regime is not this pack's to take back (五).
  const unsupported = [...known.values()].filter(
    (one) => !one.fulfilled && !one.withdrawn && one.dueOn >= versions[0].fromOn,
  );
  // What began under an earlier version is kept under it (五).
  for (const version of versions)
    await store.upsertObligations(
      tx,
      county,
      { ...packStamp(version), calendar_sha256: sha256 },
      written.filter(({ pack }) => pack === version.pack),
    );
  await store.setWithdrawn(tx, county, owedAgain, false);
  await store.setWithdrawn(
    tx,
    county,
    unsupported.map(({ id }) => id),
    true,
  );
  return {
    written: written.length + owedAgain.length,
    withdrawn: unsupported.length,
    fixed: await recordFixed(tx, { county, now }, fixed, sha256, packs),
  };
}

/** What a town or contractor owes for a part of its own hangs on all of them together. */
const restsOnItself = ({ obligations }: RulePack): boolean =>
  obligations.every(({ coverage }) => coverage === undefined || isWhole(coverage));

const isWhole = ({ share, atLeast }: Coverage): boolean =>
  share ? share.values.every(({ value }) => value >= 1) : atLeast === undefined;

const sinceLast = ({ obligations }: RulePack): string[] =>
  obligations.filter(({ anchor }) => anchor === 'last-done').map(({ id }) => id);

type Derived = DerivedObligation & { readonly id: string; readonly subjectRow: string };
type Fixed = { readonly before: Known; readonly after: Derived };

/** The days that only a changed calendar would move stay where they were fixed. */
async function withCountedDays(
  tx: Tx,
  county: string,
  derived: readonly Derived[],
  known: ReadonlyMap<string, Known>,
  on: PlainDate,
): Promise<readonly Derived[]> {
  const differing = derived.filter(({ id, dueOn }) => (known.get(id)?.dueOn ?? dueOn) !== dueOn);
  if (differing.length === 0) return derived;
  const steps = await store.stepsOnRecord(
    tx,
    county,
    differing.map(({ id }) => id),
  );
  return derived.map((one) => {
    const before = known.get(one.id);
    if (!before || before.dueOn === one.dueOn) return one;
    const { dueOn, provisional } = before;
    const counted = { dueOn, provisional, steps: steps.get(one.id) ?? [] };
    return { ...keepingCountedDay(one, counted, on), id: one.id, subjectRow: one.subjectRow };
  });
}

/** 暂定 → 确定: the log keeps the old day, the new one, and the calendar it was counted with. */
async function recordFixed(
  tx: Tx,
  { county, now }: At,
  fixed: readonly Fixed[],
  calendarSha256: string,
  packs: readonly RulePack[],
): Promise<readonly FixedDeadline[]> {
  if (fixed.length === 0) return [];
  const about = await store.concerning(
    tx,
    county,
    fixed.map(({ after }) => after.id),
  );
  // The calendar acts here, not a person.
  const author = { county, now, newId: () => newId(now), actor: { personId: null, organisationId: null } };
  await record(
    tx,
    author,
    fixed.map(({ before, after }) => ({
      type: 'obligation.deadline-confirmed',
      aggregateType: 'obligation',
      aggregate: after.id,
      version: (about.get(after.id)?.events ?? 0) + 1,
      body: {
        dueOn: after.dueOn,
        closesOn: after.closesOn,
        before: { dueOn: before.dueOn },
        calendar: calendarSha256,
      },
      note: `${before.dueOn} → ${after.dueOn}`,
    })),
  );
  return fixed.map(({ before, after }) => {
    const name = packs.flatMap(({ obligations }) => obligations).findLast(({ id }) => id === after.ruleId)
      ?.name ?? { zh: '', en: '' };
    const subject = `${about.get(after.id)?.subject ?? ''} · ${after.period}`;
    return {
      type: 'obligation',
      id: after.id,
      name: { zh: `${name.zh} · ${subject}`, en: `${name.en} · ${subject}` },
      before: before.dueOn,
      after: after.dueOn,
      passed: before.dueOn < dayOf(now).toString(),
    };
  });
}

/**
 * The day's work: new periods begin whether or not anybody changes a fact. In a large county some facilities at a time, each part for
 * good, and then what rests on no facility: acts and answers come in between, and a day's work that was broken off goes on where it ended.
 */
export async function dailyObligations(db: Db, county: string, now: Instant) {
  const inBatches = await refreshInBatches(db, { county, now }, facilitiesAtOnce);
  return inBatches
    ? granted(inBatches)
    : transact(db, async (tx) => granted(await refreshObligations(tx, { county, now })));
}

const facilitiesAtOnce = 40;

/** Nothing where one part is the whole, or where a part of the county hangs on all the others. */
export async function refreshInBatches(
  db: Db,
  at: At,
  size: number,
): Promise<Awaited<ReturnType<typeof refreshObligations>> | undefined> {
  const packs = (await versionsOf({ db, county: at.county })).map(({ pack }) => pack);
  const ids = await facts.facilityIdsOf(db, at.county);
  if (ids.length <= size || !packs.every(restsOnItself)) return undefined;
  const all = { written: 0, withdrawn: 0, fixed: [] as FixedDeadline[] };
  const parts = Array.from({ length: Math.ceil(ids.length / size) }, (_, part) => ({
    facilityIds: ids.slice(part * size, (part + 1) * size),
  }));
  for (const part of [...parts, { besideFacilities: true } as const]) {
    const { value } = await transact(db, async (tx) => granted(await refreshObligations(tx, at, part)));
    all.written += value.written;
    all.withdrawn += value.withdrawn;
    all.fixed.push(...value.fixed);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return all;
}

export type Edge = NonNullable<NewEvent['edges']>[number];

/**
 * An act fulfils obligations: those still open whose window has begun on the day of the act. Where it takes several, the act counts
 * and the last one fulfils. Returns which ones it counted for, and the edges clause → obligation → act for the caller's own event,
 * so that the thread has its date and author. Fulfilled after the grace, an obligation stays missed and the act is shown beside it.
 */
export async function fulfil(
  tx: Tx,
  call: Pick<Call, 'county'> & { readonly now?: Instant },
  act: { readonly obligationIds: readonly string[]; readonly by: ActBy; readonly on: string },
): Promise<{ readonly fulfilled: readonly string[]; readonly edges: readonly Edge[] }> {
  const { obligationIds, by, on } = act;
  const done = [...(await acts.markFulfilled(tx, call.county, obligationIds, by, on))];
  if (done.length < new Set(obligationIds).size) done.push(...(await countedTowards(tx, call, act)));
  if (done.length > 0 && call.now) await beginNext(tx, { county: call.county, now: call.now }, done);
  return {
    fulfilled: done.map(({ id }) => id),
    edges: done.flatMap(({ id, clauseId }): Edge[] => [
      requires(clauseId, id),
      { from: by, to: { type: 'obligation', id }, kind: 'fulfils' },
    ]),
  };
}

type Done = { readonly id: string; readonly clauseId: string };

async function countedTowards(
  tx: Tx,
  { county }: Pick<Call, 'county'>,
  { obligationIds, by, on }: Parameters<typeof fulfil>[2],
): Promise<Done[]> {
  const { pack } = await regimeOf({ db: tx, county });
  const counted: Done[] = [];
  for (const one of await acts.countedForUpdate(tx, county, obligationIds, on)) {
    const count = pack.obligations.find(({ id }) => id === one.ruleId)?.count ?? 'exactly';
    const all = await acts.addAct(tx, county, one.id, by, on);
    const progress = progressOf({ ...one, count }, one.ofStratum, all);
    // By its day: a visit of an earlier day that is handed in later may have made another one the last.
    const last = progress.completedBy;
    const completed = last ? { by: { type: last.byType, id: last.by }, on: last.on } : null;
    await acts.saveProgress(tx, county, one.id, progress.done, completed);
    counted.push(one);
  }
  return counted;
}

/** 自上次检查之日起: what was done today is where the next period begins. */
async function beginNext(tx: Tx, at: At, done: readonly Done[]): Promise<void> {
  const { pack } = await regimeOf({ db: tx, county: at.county });
  const rules = sinceLast(pack);
  if (rules.length === 0) return;
  const settled = await store.obligationsForUpdate(
    tx,
    at.county,
    done.map(({ id }) => id),
  );
  if (settled.some(({ ruleId }) => rules.includes(ruleId))) await refreshObligations(tx, at);
}

export const requires = (clauseId: string, obligation: string): Edge => ({
  from: { type: 'clause', id: clauseId },
  to: { type: 'obligation', id: obligation },
  kind: 'requires',
});

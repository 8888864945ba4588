import type { InferContractRouterInputs } from '@orpc/contract';
import { type Actor, isSupervision } from '#kernel/actor.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { type EvidenceView, pageSize } from '#kernel/shapes.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { historyOf, type NewEvent, record } from '#platform/event-log.ts';
import { digestOf } from '#platform/secrets.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { evidenceOf } from '../evidence/evidence.store.ts';
import { mayUnlessInterested, refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RecusalCode } from '../organisation/organisation.model.ts';
import { scaleOn } from '../regime/regime.scale.rules.ts';
import { packStamp, type Regime, regimeOf } from '../regime/regime.service.ts';
import { type DetailView, type ScoreView, type scoreContract, scoreCursor } from './score.contract.ts';
import type { Computation, Scale, Score, ScoreFacts, ScoreResult } from './score.model.ts';
import { inspectionsOf, weighedRecords } from './score.place.rules.ts';
import { placesOf } from './score.place.store.ts';
import { judgedOn, newestPerPlace } from './score.points.rules.ts';
import { mayOf, mayScore, maySee } from './score.policy.ts';
import * as rules from './score.record.rules.ts';
import { scoreOf } from './score.rules.ts';
import { bandViewOf, computationViewOf, headlineViewOf } from './score.show.service.ts';
import * as store from './score.store.ts';

type Inputs = InferContractRouterInputs<typeof scoreContract>;

const isOver = (score: Pick<Score, 'toOn'>, call: Call): boolean => score.toOn < today(call).toString();

/** Which computation this person sees: the newest, or for a contractor the one that binds. */
const shownNumber = (actor: Actor, score: Score): number | null =>
  isSupervision(actor) ? score.computation : score.confirmedComputation;

export function scoreViewOf(
  call: Call,
  row: store.ScoreListed,
  headline: store.Headline | undefined,
): ScoreView {
  return {
    id: row.id,
    version: row.version,
    agreementId: row.agreementId,
    agreementNumber: row.agreementNumber,
    agreementName: row.agreementName,
    contractorId: row.contractorId,
    contractorName: row.contractorName,
    fromOn: row.fromOn,
    toOn: row.toOn,
    state: row.state,
    ...headlineViewOf(headline),
    may: mayOf(call.actor, row, isOver(row, call)),
  };
}

/** What a computation rests on, told apart from another by its digest: facts, period, judged day and pack. */
const digestOfFacts = (facts: ScoreFacts, score: Score, on: string, regime: Pick<Regime, 'hash'>): string =>
  digestOf(
    canonicalJson({ facts, fromOn: score.fromOn, toOn: score.toOn, judgedOn: on, pack: regime.hash }),
  ).toString('hex');

async function detailOf(
  db: Db | Tx,
  call: Call,
  id: string,
  asked?: number,
): Promise<DetailView | undefined> {
  const row = await store.findScore(db, call.county, id);
  if (!row || !maySee(call.actor, row)) return undefined;
  const regime = await regimeOf({ db, county: call.county });
  const all = await store.computationsOf(db, call.county, id);
  const known = isSupervision(call.actor)
    ? all
    : all.filter(({ number }) => number === row.confirmedComputation);
  const shown = known.find(({ number }) => number === (asked ?? shownNumber(call.actor, row))) ?? known[0];
  const newest = all[0];
  // Only the newest is compared with the records as they stand: older ones are history.
  const facts =
    shown && shown === newest ? await store.scoreFacts(db, call.county, row.agreementId, row) : undefined;
  const current = facts
    ? digestOfFacts(facts, row, judgedOn(row, today(call)), { hash: shown?.packHash ?? '' }) ===
      shown?.factsDigest
    : false;
  const history = await historyOf(db, call.county, [id]);
  const score = scoreViewOf(
    call,
    row,
    shown && {
      scoreId: id,
      number: shown.number,
      totalHundredths: shown.result.totalHundredths,
      band: shown.result.band,
      scale: shown.scale,
    },
  );
  return {
    score: { ...score, may: await mayUnlessInterested(db, call, row.contractorId, score.may) },
    confirmedBy: row.confirmedByName,
    confirmedAt: row.confirmedAt,
    computation: shown
      ? computationViewOf(
          call.actor,
          shown,
          {
            evidence: await evidenceFor(db, call, shown.result.losses),
            places: await placesOf(db, call.county, inspectionsOf(shown.result.losses)),
          },
          current,
        )
      : null,
    computations: known.map((one) => ({
      number: one.number,
      totalHundredths: one.result.totalHundredths,
      band: bandViewOf(one.scale, one.result.band),
      computedBy: one.computedByName,
      computedAt: one.computedAt,
      packId: one.packId,
      packVersion: one.packVersion,
      binding: one.number === row.confirmedComputation,
    })),
    history: isSupervision(call.actor) ? history : history.map((entry) => ({ ...entry, note: null })),
    basis: [...rules.scaleBasis(regime.pack)],
  };
}

/** The files that losses rest on, by their id. */
export async function evidenceFor(
  db: Db | Tx,
  call: Call,
  losses: Computation['result']['losses'],
): Promise<ReadonlyMap<string, EvidenceView>> {
  const ids = [...new Set(losses.flatMap(({ evidence }) => evidence))];
  const carried = await evidenceOf(db, call.county, await store.evidenceSubjects(db, call.county, ids));
  return new Map(carried.map(({ subjectId: _, role: __, ...view }) => [view.id, view]));
}

async function answerOf(tx: Tx, call: Call, id: string) {
  const detail = await detailOf(tx, call, id);
  if (!detail) throw new Error(`score ${id} was written and is not there`);
  return granted(detail);
}

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, contractorId, ...filter } = input;
  const own = isSupervision(call.actor) ? contractorId : call.actor.organisationId;
  const rows = await store.scores(call.db, call.county, {
    ...filter,
    contractorId: own,
    bindingOnly: !isSupervision(call.actor),
    after: afterOf(cursor),
    limit: pageSize + 1,
  });
  const scale = rules.scaleOf((await regimeOf(call)).pack);
  // What was scored under an earlier pack stays to be read.
  if (rows.length === 0 && !scale.ok) return scale;
  const items = rows.slice(0, pageSize);
  const asked = items.flatMap((row) => {
    const number = shownNumber(call.actor, row);
    return number === null ? [] : [{ scoreId: row.id, number }];
  });
  const headlines = new Map(
    (await store.headlinesOf(call.db, call.county, asked)).map((one) => [one.scoreId, one]),
  );
  const last = items.at(-1);
  return granted({
    items: items.map((row) => scoreViewOf(call, row, headlines.get(row.id))),
    nextCursor:
      rows.length > pageSize && last ? scoreCursor.write(last.contractorName, last.toOn, last.id) : null,
    may: { open: mayScore(call.actor) && scale.ok },
  });
}

function afterOf(cursor: string | undefined): store.ScoreFilter['after'] {
  const [name, toOn, id] = scoreCursor.read(cursor) ?? [];
  return name && toOn && id ? { name, toOn, id } : undefined;
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const detail = await detailOf(
    call.db,
    call,
    input.id,
    input.computation === undefined ? undefined : Number(input.computation),
  );
  return detail ? granted(detail) : refused('score.not-found', { id: input.id });
}

const eventOf = (type: string, score: Score, body: object = {}, note?: string): NewEvent => ({
  type: `score.${type}`,
  aggregateType: 'score',
  aggregate: score.id,
  version: score.version,
  body: { ...score, ...body },
  note,
  edges: [
    {
      from: { type: 'score', id: score.id },
      to: { type: 'agreement', id: score.agreementId },
      kind: 'concerns',
    },
  ],
});

/** What a computation rests on, as arrows of the thread: every inspection that counted, and what points were lost by. */
const weighedIn = (score: Score, result: ScoreResult, facts: ScoreFacts): NonNullable<NewEvent['edges']> =>
  weighedRecords(result, newestPerPlace(facts.results)).map((from) => ({
    from,
    to: { type: 'score', id: score.id },
    kind: 'weighs' as const,
  }));

export function handleOpen(call: Call, input: Inputs['open']) {
  const idTaken = () => refused('score.id-taken');
  return transact(
    call.db,
    async (tx) => {
      if (!mayScore(call.actor)) return refused('score.not-permitted');
      const { pack } = await regimeOf({ db: tx, county: call.county });
      const scale = rules.scaleOf(pack);
      if (!scale.ok) return scale;
      const agreement = await store.agreementForUpdate(tx, call.county, input.agreementId);
      if (!agreement) return refused('score.agreement-unknown', { id: input.agreementId });
      const interested = await refuseInterested(tx, call, agreement.contractorId);
      if (interested) return interested;
      const others = await store.scores(tx, call.county, { agreementId: agreement.id });
      const opened = rules.open(pack, scale.value, input, agreement, others);
      if (!opened.ok) return opened;
      const score: Score = {
        id: input.id ?? call.newId(),
        version: 1,
        agreementId: agreement.id,
        contractorId: agreement.contractorId,
        fromOn: input.fromOn,
        toOn: input.toOn,
        state: 'open',
        openedBy: call.actor.personId,
        openedOn: today(call).toString(),
        computation: null,
        computedBy: null,
        confirmedBy: null,
        confirmedAt: null,
        confirmedComputation: null,
      };
      await record(tx, call, [eventOf('opened', score)]);
      await store.insertScore(tx, call.county, score);
      return answerOf(tx, call, score.id);
    },
    {
      score_pkey: idTaken,
      event_county_aggregate_version_key: idTaken,
      score_period: () => refused('score.period-overlaps', { fromOn: input.fromOn, toOn: input.toOn }),
    },
  );
}

/** Locks the score, then asks: is it there for this person, may this person act, is it as it was seen. */
async function scoreFor(
  tx: Tx,
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
): Promise<
  Result<Score, 'score.not-found' | 'score.not-permitted' | 'score.changed-meanwhile' | RecusalCode>
> {
  await store.lockScore(tx, call.county, input.id);
  const row = await store.findScore(tx, call.county, input.id);
  if (!row || !maySee(call.actor, row)) return refused('score.not-found', { id: input.id });
  if (!mayScore(call.actor)) return refused('score.not-permitted');
  const interested = await refuseInterested(tx, call, row.contractorId);
  if (interested) return interested;
  if (row.version !== input.basedOn) return refused('score.changed-meanwhile', { version: row.version });
  const { agreementNumber: _, agreementName: __, contractorName: ___, confirmedByName: ____, ...score } = row;
  return granted(score);
}

export function handleCompute(call: Call, input: Inputs['compute']) {
  return transact(call.db, async (tx) => {
    const opened = await scoreFor(tx, call, input);
    if (!opened.ok) return opened;
    const score = opened.value;
    const regime = await regimeOf({ db: tx, county: call.county });
    const scale = rules.scaleOf(regime.pack);
    if (!scale.ok) return scale;
    const verdict = rules.compute(score, input.reason, today(call));
    if (!verdict.ok) return verdict;
    const facts = await store.scoreFacts(tx, call.county, score.agreementId, score);
    const on = judgedOn(score, today(call));
    const stamp = packStamp(regime);
    const next: Score = {
      ...score,
      version: score.version + 1,
      state: verdict.value,
      computation: (score.computation ?? 0) + 1,
      computedBy: call.actor.personId,
    };
    const { calendar } = await calendarOf({ db: tx, county: call.county });
    const result = scoreOf(regime.pack, scale.value, facts, score, plainDate(on), calendar);
    const computation: Computation = {
      scoreId: score.id,
      number: next.computation ?? 1,
      version: next.version,
      judgedOn: on,
      factsDigest: digestOfFacts(facts, score, on, regime),
      result,
      scale: scaleKept(regime, plainDate(on)),
      computedBy: call.actor.personId,
      computedAt: call.now.toString(),
      packId: stamp.pack_id,
      packVersion: stamp.pack_version,
      packHash: stamp.pack_hash,
    };
    const event = eventOf('computed', next, { computation }, input.reason);
    await record(tx, call, [
      { ...event, edges: [...(event.edges ?? []), ...weighedIn(score, result, facts)] },
    ]);
    await store.saveScore(tx, call.county, next);
    await store.insertComputation(tx, call.county, computation);
    return answerOf(tx, call, score.id);
  });
}

/** The words of the scale stay with the score: the pack that had them may be gone one day. */
function scaleKept({ pack }: Regime, on: PlainDate): Scale {
  if (!pack.scoring) throw new Error('a score without a scale');
  const scoring = scaleOn(pack.scoring, on);
  const scored = new Set(scoring.items.map(({ item }) => item));
  return {
    base: scoring.base,
    bands: scoring.bands.map(({ id, name, from }) => ({ id, name, from })),
    rounding: scoring.rounding,
    items: pack.checkItems.filter(({ id }) => scored.has(id)).map(({ id, name }) => ({ id, name })),
  };
}

export function handleConfirm(call: Call, input: Inputs['confirm']) {
  return transact(call.db, async (tx) => {
    const opened = await scoreFor(tx, call, input);
    if (!opened.ok) return opened;
    const score = opened.value;
    const { pack } = await regimeOf({ db: tx, county: call.county });
    const [newest] = await store.computationsOf(tx, call.county, score.id);
    const facts = await store.scoreFacts(tx, call.county, score.agreementId, score);
    const factsAsComputed =
      newest !== undefined &&
      digestOfFacts(facts, score, judgedOn(score, today(call)), { hash: newest.packHash }) ===
        newest.factsDigest;
    const verdict = rules.confirm(
      score,
      { personId: call.actor.personId, today: today(call), factsAsComputed },
      pack,
    );
    if (!verdict.ok) return verdict;
    const next: Score = {
      ...score,
      version: score.version + 1,
      state: verdict.value,
      confirmedBy: call.actor.personId,
      confirmedAt: call.now.toString(),
      confirmedComputation: score.computation,
    };
    await record(tx, call, [eventOf('confirmed', next, { totalHundredths: newest?.result.totalHundredths })]);
    await store.saveScore(tx, call.county, next);
    return answerOf(tx, call, score.id);
  });
}

export function handleWithdraw(call: Call, input: Inputs['withdraw']) {
  return transact(call.db, async (tx) => {
    const opened = await scoreFor(tx, call, input);
    if (!opened.ok) return opened;
    const verdict = rules.withdraw(opened.value);
    if (!verdict.ok) return verdict;
    const next: Score = { ...opened.value, version: opened.value.version + 1, state: verdict.value };
    await record(tx, call, [eventOf('withdrawn', next, {}, input.reason)]);
    await store.saveScore(tx, call.county, next);
    return answerOf(tx, call, next.id);
  });
}

import type { Basis, Dated, Frequency, RulePack, Scoring, Unit } from './regime.model.ts';

// A county keeps the packs it was under, as they were when it adopted them. Their words and numbers never change; only the shape
// they are read in has grown, and a kept pack of an earlier shape is read as what it meant then.

type Rules = RulePack['disqualification'];
type Draws = NonNullable<RulePack['draws']>;
type Training = NonNullable<RulePack['training']>;
/** What a kept pack holds where today's has something else, or nothing yet. */
type Old<Part, Key extends keyof Part> = Omit<Part, Key> & { readonly [K in Key]?: unknown };

/** A kept pack in today's shape. */
export function asNow(kept: unknown): RulePack {
  const pack = kept as RulePack;
  const { draws, disqualification, rectification, scoring, training } = pack;
  const since = pack.inForceFrom;
  return {
    ...pack,
    obligations: pack.obligations.map((rule) => ({
      ...rule,
      every: keptFrequency(rule.every, since, rule.basis),
      ...(rule.dueDay === undefined
        ? {}
        : { dueDay: keptNumber(rule.dueDay, since, rule.basis, 'day-of-month') }),
    })),
    rectification: {
      ...rectification,
      escalation: rectification.escalation.map((rung) => ({
        ...rung,
        afterOverdueDays: keptNumber(rung.afterOverdueDays, since, rung.basis, 'days'),
      })),
    },
    disqualification: { ...disqualification, majority: majorityOf(disqualification) },
    ...(scoring ? { scoring: keptScale(scoring, since) } : {}),
    ...(draws ? { draws: keptDraws(draws, since) } : {}),
    ...(training ? { training: keptTraining(training, since) } : {}),
  };
}

/** A number that stood without a day held from the first day of its version. */
function keptNumber<Value>(
  kept: Dated<number> | Value,
  since: string,
  basis: readonly Basis[],
  unit: Unit,
): Dated<number> {
  return typeof kept === 'number'
    ? { unit, values: [{ from: since, value: kept, basis }] }
    : (kept as Dated<number>);
}

function keptFrequency(every: Frequency, since: string, basis: readonly Basis[]): Frequency {
  if ('months' in every) return { months: keptNumber(every.months, since, basis, 'months') };
  if ('times' in every) return { ...every, times: keptNumber(every.times, since, basis, 'times') };
  return { ...every, within: keptNumber(every.within, since, basis, every.days) };
}

type Scored = Scoring['items'][number];
type Banded = Old<Scoring['bands'][number], 'least'> & { readonly from?: number };

function keptScale(scoring: Scoring, since: string): Scoring {
  return {
    ...scoring,
    base: keptNumber(scoring.base, since, scoring.basis, 'points') as Scoring['base'],
    items: scoring.items.map((item) => ({ ...item, score: keptPoints(item, since) })),
    bands: scoring.bands.map(({ from, least, ...band }: Banded) => ({
      ...band,
      least: keptNumber(from ?? least, since, band.basis, 'points') as Scoring['base'],
    })),
  };
}

const keptPoints = ({ score, basis }: Scored, since: string): Scored['score'] =>
  Object.fromEntries(
    Object.entries(score).map(([key, kept]) => [
      key,
      key === 'kind' ? kept : keptNumber(kept, since, basis, key === 'partly' ? 'share' : 'points'),
    ]),
  ) as Scored['score'];

/** As the packs that ship call theirs, so that a new version of one shows no difference where there is none. */
const followUpIds = ['first', 'second', 'third', 'fourth', 'fifth'];

function keptTraining(
  {
    followUpDays,
    followUps,
    ...rest
  }: Old<Training, 'followUps'> & { readonly followUpDays?: readonly number[] },
  since: string,
): Training {
  const before = (followUpDays ?? []).map((days, at) => ({
    id: followUpIds[at] ?? `follow-up-${at + 1}`,
    name: { zh: `第${at + 1}次跟踪`, en: `Follow-up ${at + 1}` },
    after: keptNumber(days, since, rest.basis, 'days') as Training['followUps'][number]['after'],
  }));
  return { ...rest, followUps: (followUps as Training['followUps'] | undefined) ?? before };
}

/** Before a regime could say “at least”, more than the share had to agree. */
function majorityOf({ majority, majorityShare }: Old<Rules, 'majority'>): Rules['majority'] {
  const basis = majorityShare.values[0]?.basis ?? [];
  return (majority as Rules['majority'] | undefined) ?? { rule: 'more-than', basis };
}

/** Before draws had a period and weights with reasons: a draw each month was nothing to explain, and nothing was weighted. */
function keptDraws(draws: Old<Draws, 'everyMonths' | 'riskWeights'>, since: string): Draws {
  const { everyMonths, riskWeights, ...rest } = draws;
  const monthly: Draws['everyMonths'] = {
    unit: 'months',
    values: [{ from: since, value: 1, basis: draws.basis }],
  };
  return {
    ...rest,
    everyMonths: (everyMonths as Draws['everyMonths'] | undefined) ?? monthly,
    riskWeights: Array.isArray(riskWeights) ? riskWeights : [],
  };
}

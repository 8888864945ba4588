import type { PlainDate } from '#kernel/temporal.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { Words } from '#kernel/words.ts';
import type { Basis, Dated, ObligationRule, RulePack, Severity } from '../regime/regime.model.ts';
import { isLocalSupplement } from '../regime/regime.rules.ts';
import type { Why, WhyValueName } from './simulation.model.ts';

type Value = Why['values'][number];

/** Every value of the pack that a difference may cite, as of a day. Names are the pack's own. */
export function whysOf(pack: RulePack, on: string): readonly Why[] {
  const day = plainDate(on);
  const { rectification, gate, money, reports, scoring } = pack;
  return [
    ...pack.obligations.map((rule) =>
      why(`obligation.${rule.id}`, rule.name, rule.basis, valuesOfRule(rule, day), rule.clause),
    ),
    ...(['serious', 'major', 'ordinary'] as const).map((severity) => {
      const period = rectification.period[severity];
      return why(periodWhy(severity), named(period, severity), basisOf(period, day), [
        ...valued(rectification.counting.days, period, day),
      ]);
    }),
    ...rectification.escalation.map(({ step, name, basis, afterOverdueDays }) =>
      why(`rung.${step}`, name, basis, [{ name: 'after-overdue-days', value: afterOverdueDays }]),
    ),
    why(
      'repeat',
      named(rectification.repeatWithinDays, 'repeat'),
      basisOf(rectification.repeatWithinDays, day),
      [
        { name: 'repeat-same', value: rectification.repeatSame },
        ...valued('repeat-within-days', rectification.repeatWithinDays, day),
      ],
    ),
    ...gate.conditions.map(({ id, name, basis, withholdShare }) =>
      why(`gate.${id}`, name, basis, valued('withhold-share', withholdShare, day)),
    ),
    ...money.areaCaps.map(({ id, name, share, fen, perUnitFen }) =>
      why(
        `cap.${id}`,
        name,
        [share, fen, perUnitFen].flatMap((one) => (one ? basisOf(one, day) : [])),
        [
          ...valued('cap-share', share, day),
          ...valued('cap-fen', fen, day),
          ...valued('cap-per-unit-fen', perUnitFen, day),
        ],
      ),
    ),
    why('reports', { zh: '', en: '' }, reports.basis, [
      { name: 'narrative', value: reports.narrative.length },
      { name: 'attachments', value: reports.attachments.filter(({ required }) => required).length },
    ]),
    ...(scoring
      ? [
          why('scoring', { zh: '', en: '' }, scoring.basis, [
            { name: 'base-points', value: scoring.base },
            ...valued('step-points', scoring.step, day),
          ]),
        ]
      : []),
  ];
}

export const periodWhy = (severity: Severity): string => `period.${severity}`;

const why = (
  id: string,
  name: Words,
  basis: readonly Basis[],
  values: readonly Value[],
  clause = basis[0]?.clause ?? '',
): Why => ({ id, name, clause, localSupplement: isLocalSupplement(basis), values });

const named = (dated: Dated<number>, fallback: string): Words => dated.name ?? { zh: fallback, en: fallback };

/** The value on a day, or the first there will be: a draft pack may begin later. */
function valueOn(dated: Dated<number>, day: PlainDate) {
  const on = day.toString();
  return dated.values.find(({ from }) => from <= on) ?? dated.values.at(-1);
}

const basisOf = (dated: Dated<number>, day: PlainDate): readonly Basis[] => valueOn(dated, day)?.basis ?? [];

function valued(name: WhyValueName, dated: Dated<number> | undefined, day: PlainDate): readonly Value[] {
  const value = dated ? valueOn(dated, day)?.value : undefined;
  return value === undefined ? [] : [{ name, value }];
}

function valuesOfRule(rule: ObligationRule, day: PlainDate): readonly Value[] {
  const { coverage } = rule;
  return [
    ...frequencyOf(rule),
    { name: 'anchor', value: rule.anchor },
    ...(rule.dueDay === undefined ? [] : [{ name: 'due-day' as const, value: rule.dueDay }]),
    ...(rule.restDay === undefined ? [] : [{ name: 'rest-day' as const, value: rule.restDay }]),
    ...valued('grace-days', rule.graceDays, day),
    ...valued('coverage-share', coverage?.share, day),
    ...valued('coverage-least', coverage?.atLeast, day),
    ...(coverage?.by === undefined ? [] : [{ name: 'coverage-by' as const, value: coverage.by }]),
  ];
}

function frequencyOf({ every, count }: ObligationRule): readonly Value[] {
  if ('months' in every)
    return [
      { name: every.months === 1 ? 'every-month' : 'every-months', value: every.months },
      { name: 'count', value: count },
    ];
  if ('per' in every)
    return [
      { name: `times-per-${every.per}`, value: every.times },
      { name: 'count', value: count },
    ];
  return [
    { name: 'once-after', value: every.once },
    {
      name: every.days === 'working-days' ? 'once-within-working-days' : 'once-within-days',
      value: every.within,
    },
  ];
}

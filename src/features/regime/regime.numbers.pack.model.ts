import type { Path } from '#kernel/layers.ts';
import { fault, type PackFault, unknownName } from './regime.faults.pack.model.ts';
import type { Dated, RulePack, Scoring, Severity } from './regime.model.ts';

// Numbers of a county's pack that must agree with one another, on every day on which one of them changes.

export const numberFaults = (pack: RulePack): readonly PackFault[] => [
  ...(pack.scoring ? scoringFaults(pack, pack.scoring) : []),
  ...planFaults(pack),
  ...floorFaults(pack),
  ...severityFaults(pack),
  ...voteFaults(pack),
];

/** Every day on which one of several values changes. */
const daysOf = (dated: readonly Dated<number>[]): readonly string[] => [
  ...new Set(dated.flatMap(({ values }) => values.map(({ from }) => from))),
];

const on = (dated: Dated<number>, day: string): number | undefined =>
  dated.values.find(({ from }) => from <= day)?.value;

/** What several values come to on each day, where all of them have one. */
function sums(dated: readonly Dated<number>[]): readonly { readonly day: string; readonly sum: number }[] {
  return daysOf(dated).flatMap((day) => {
    const values = dated.map((one) => on(one, day));
    if (values.some((value) => value === undefined)) return [];
    return [{ day, sum: rounded(values.reduce<number>((sum, value) => sum + (value ?? 0), 0)) }];
  });
}

/** Free of the dust of binary fractions: 0.1 + 0.2 is 0.3. */
const rounded = (value: number): number => Math.round(value * 1_000_000) / 1_000_000;

function scoringFaults(pack: RulePack, scoring: Scoring): PackFault[] {
  const faults: PackFault[] = [];
  const wrong = sums(scoring.areaWeights.map(({ weight }) => weight)).find(({ sum }) => sum !== scoring.base);
  if (wrong)
    faults.push(
      fault('pack.area-weights', ['scoring', 'areaWeights'], { ...wrong, base: scoring.base }, 'key'),
    );
  faults.push(...itemFaults(pack, scoring), ...bandFaults(scoring));
  return faults;
}

function itemFaults(pack: RulePack, scoring: Scoring): PackFault[] {
  const areaOf = new Map(pack.checkItems.map(({ id, area }) => [id, area]));
  const retired = new Map(pack.checkItems.map(({ id, until }) => [id, until]));
  const weights = new Map<string, number>();
  const faults = scoring.items.flatMap(({ item, score }, index) => {
    const path: Path = ['scoring', 'items', index];
    const area = areaOf.get(item);
    if (area === undefined)
      return [unknownName('pack.item-unknown', [...path, 'item'], item, [...areaOf.keys()])];
    const until = retired.get(item);
    // A scale has no days of its own: what is no longer asked for would count as long as the version holds.
    if (until !== undefined) return [fault('pack.item-retired', [...path, 'item'], { item, until })];
    if (score.kind !== 'bonus') weights.set(area, (weights.get(area) ?? 0) + score.weight);
    if (score.kind === 'deduct' && score.perCase > score.weight)
      return [
        fault('pack.per-case-above-weight', [...path, 'score', 'perCase'], {
          item,
          perCase: score.perCase,
          weight: score.weight,
        }),
      ];
    return [];
  });
  for (const area of weights.keys())
    if (!scoring.areaWeights.some((one) => one.area === area))
      faults.push(fault('pack.area-unweighted', ['scoring', 'areaWeights'], { area }, 'key'));
  scoring.areaWeights.forEach(({ area, weight }, index) => {
    const sum = rounded(weights.get(area) ?? 0);
    const newest = weight.values[0]?.value;
    if (newest !== undefined && sum !== newest)
      faults.push(
        fault('pack.item-weights', ['scoring', 'areaWeights', index, 'weight', 'values', 0, 'value'], {
          area,
          sum,
          weight: newest,
        }),
      );
  });
  return faults;
}

function bandFaults({ bands, base, bonusMax }: Scoring): PackFault[] {
  const most = base + (bonusMax.values[0]?.value ?? 0);
  const faults = bands.flatMap(({ id, from }, index) => {
    const path: Path = ['scoring', 'bands', index, 'from'];
    const better = bands[index - 1];
    if (better && better.from <= from)
      return [fault('pack.bands-order', path, { id, from, before: better.from })];
    return from > most ? [fault('pack.band-unreachable', path, { id, from, most })] : [];
  });
  const last = bands.at(-1);
  if (last && last.from !== 0)
    faults.push(
      fault('pack.bands-last', ['scoring', 'bands', bands.length - 1, 'from'], {
        id: last.id,
        from: last.from,
      }),
    );
  return faults;
}

function planFaults({ money }: RulePack): PackFault[] {
  const { plan } = money.instalments;
  const wrong = sums((plan ?? []).map(({ share }) => share)).find(({ sum }) => sum !== 1);
  return wrong ? [fault('pack.plan-sum', ['money', 'instalments', 'plan'], wrong, 'key')] : [];
}

function floorFaults({ money }: RulePack): PackFault[] {
  const above = sums(money.areaFloors.map(({ share }) => share)).find(({ sum }) => sum > 1);
  return above ? [fault('pack.floors-above-whole', ['money', 'areaFloors'], above, 'key')] : [];
}

/** 重大 is never given longer than 较大, nor 较大 longer than 一般. */
function severityFaults({ rectification: { period } }: RulePack): PackFault[] {
  const pairs: readonly (readonly [Severity, Severity])[] = [
    ['serious', 'major'],
    ['major', 'ordinary'],
  ];
  return pairs.flatMap(([graver, lighter]) => {
    const day = daysOf([period[graver], period[lighter]]).find(
      (one) => (on(period[graver], one) ?? 0) > (on(period[lighter], one) ?? Number.POSITIVE_INFINITY),
    );
    if (day === undefined) return [];
    return [
      fault(
        'pack.severity-order',
        ['rectification', 'period', graver],
        {
          graver,
          lighter,
          days: on(period[graver], day) ?? 0,
          than: on(period[lighter], day) ?? 0,
          day,
        },
        'key',
      ),
    ];
  });
}

function voteFaults({ disqualification }: RulePack): PackFault[] {
  return (['quorumShare', 'majorityShare'] as const).flatMap((key) =>
    disqualification[key].values.flatMap(({ value }, index) =>
      value > 0
        ? []
        : [fault('pack.quorum-zero', ['disqualification', key, 'values', index, 'value'], { key })],
    ),
  );
}

import type { Path } from '#kernel/layers.ts';
import { daysOf, dayWhen, placeOn, sumsOf, valueOn } from './regime.days.pack.model.ts';
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

function scoringFaults(pack: RulePack, scoring: Scoring): PackFault[] {
  const { base, areaWeights } = scoring;
  const weights = areaWeights.map(({ weight }) => weight);
  const wrong = sumsOf(weights, daysOf([...weights, base])).flatMap(({ day, sum }) => {
    const whole = valueOn(base, day);
    return whole === undefined || sum === whole ? [] : [{ day, sum, base: whole }];
  });
  return [
    ...wrong.slice(0, 1).map((facts) => fault('pack.area-weights', ['scoring', 'areaWeights'], facts, 'key')),
    ...itemFaults(pack, scoring),
    ...bandFaults(scoring),
  ];
}

function itemFaults(pack: RulePack, scoring: Scoring): PackFault[] {
  const items = new Map(pack.checkItems.map((one) => [one.id, one]));
  const weights = new Map<string, Dated<number>[]>();
  const faults = scoring.items.flatMap(({ item, score }, index) => {
    const path: Path = ['scoring', 'items', index];
    const checked = items.get(item);
    if (!checked) return [unknownName('pack.item-unknown', [...path, 'item'], item, [...items.keys()])];
    const { area, until } = checked;
    const carried = score.kind === 'bonus' ? score.cap : score.weight;
    // What is no longer asked for may carry nothing from that day on.
    if (
      until !== undefined &&
      daysOf([carried]).some((day) => (valueOn(carried, laterOf(day, until)) ?? 0) > 0)
    )
      return [fault('pack.item-retired', [...path, 'item'], { item, until })];
    if (score.kind === 'bonus') return [];
    weights.set(area, [...(weights.get(area) ?? []), score.weight]);
    return score.kind === 'deduct' ? perCaseFaults(score, item, [...path, 'score', 'perCase']) : [];
  });
  for (const area of weights.keys())
    if (!scoring.areaWeights.some((one) => one.area === area))
      faults.push(fault('pack.area-unweighted', ['scoring', 'areaWeights'], { area }, 'key'));
  scoring.areaWeights.forEach(({ area, weight }, index) => {
    const own = weights.get(area) ?? [];
    const wrong = sumsOf(own, daysOf([...own, weight])).find(({ day, sum }) => sum !== valueOn(weight, day));
    if (!wrong) return;
    const place = placeOn(weight, wrong.day);
    const facts = { area, ...wrong, weight: weight.values[place]?.value ?? 0 };
    faults.push(
      fault(
        'pack.item-weights',
        ['scoring', 'areaWeights', index, 'weight', 'values', place, 'value'],
        facts,
      ),
    );
  });
  return faults;
}

const laterOf = (a: string, b: string): string => (a < b ? b : a);

function perCaseFaults(
  { perCase, weight }: { readonly perCase: Dated<number>; readonly weight: Dated<number> },
  item: string,
  path: Path,
): PackFault[] {
  // An item that carries nothing any more has nothing a case could take.
  const day = dayWhen(perCase, weight, (each, all) => each > all && all > 0);
  if (day === undefined) return [];
  const facts = { item, perCase: valueOn(perCase, day) ?? 0, weight: valueOn(weight, day) ?? 0, day };
  return [fault('pack.per-case-above-weight', path, facts, 'key')];
}

function bandFaults({ bands, base, bonusMax }: Scoring): PackFault[] {
  const faults = bands.flatMap(({ id, least }, index): PackFault[] => {
    const path: Path = ['scoring', 'bands', index, 'least'];
    const better = bands[index - 1];
    const mixed = better && dayWhen(better.least, least, (above, own) => above <= own);
    if (better && mixed !== undefined)
      return [
        fault(
          'pack.bands-order',
          path,
          { id, from: valueOn(least, mixed) ?? 0, before: valueOn(better.least, mixed) ?? 0, day: mixed },
          'key',
        ),
      ];
    const beyond = sumsOf([base, bonusMax], daysOf([base, bonusMax, least])).find(
      ({ day, sum }) => (valueOn(least, day) ?? 0) > sum,
    );
    if (!beyond) return [];
    const { day, sum: most } = beyond;
    return [fault('pack.band-unreachable', path, { id, from: valueOn(least, day) ?? 0, most, day }, 'key')];
  });
  bands.at(-1)?.least.values.forEach(({ value: from }, place) => {
    if (from === 0) return;
    const last = bands.length - 1;
    const path: Path = ['scoring', 'bands', last, 'least', 'values', place, 'value'];
    faults.push(fault('pack.bands-last', path, { id: bands[last]?.id ?? '', from }));
  });
  return faults;
}

function planFaults({ money }: RulePack): PackFault[] {
  const { plan } = money.instalments;
  const wrong = sumsOf((plan ?? []).map(({ share }) => share)).find(({ sum }) => sum !== 1);
  return wrong ? [fault('pack.plan-sum', ['money', 'instalments', 'plan'], wrong, 'key')] : [];
}

function floorFaults({ money }: RulePack): PackFault[] {
  const above = sumsOf(money.areaFloors.map(({ share }) => share)).find(({ sum }) => sum > 1);
  return above ? [fault('pack.floors-above-whole', ['money', 'areaFloors'], above, 'key')] : [];
}

/** 重大 is never given longer than 较大, nor 较大 longer than 一般. */
function severityFaults({ rectification: { period } }: RulePack): PackFault[] {
  const pairs: readonly (readonly [Severity, Severity])[] = [
    ['serious', 'major'],
    ['major', 'ordinary'],
  ];
  return pairs.flatMap(([graver, lighter]) => {
    const day = dayWhen(period[graver], period[lighter], (short, long) => short > long);
    if (day === undefined) return [];
    const days = valueOn(period[graver], day) ?? 0;
    const than = valueOn(period[lighter], day) ?? 0;
    return [
      fault(
        'pack.severity-order',
        ['rectification', 'period', graver],
        { graver, lighter, days, than, day },
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

import type { ContentArea, RulePack } from '#features/regime/regime.model.ts';
import type { Points, ScaleOn } from '#features/regime/regime.scale.rules.ts';
import type { Scoring } from '#features/regime/regime.sections.pack.model.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';

const from = '2021-03-18';

/** A scale for a pack that has none: 100 + 10 points, half-point steps, a veto on the first point of the funds. */
export const scoringFor = (pack: RulePack, over: Partial<ScaleOn> = {}): Scoring =>
  datedFrom({ ...plainScale(pack), ...over });

const dated = (value: number, basis: Scoring['basis']) => ({ values: [{ from, value, basis }] });

/** A scale that has been the same from the first day. */
export const datedFrom = ({ base, items, bands, ...scale }: ScaleOn): Scoring => ({
  ...scale,
  base: dated(base, scale.basis),
  items: items.map((item) => ({ ...item, score: pointsFrom(item.score, item.basis) })),
  bands: bands.map(({ from: least, ...band }) => ({ ...band, least: dated(least, band.basis) })),
});

function pointsFrom(score: Points, basis: Scoring['basis']): Scoring['items'][number]['score'] {
  if (score.kind === 'bonus')
    return { kind: score.kind, perCase: dated(score.perCase, basis), cap: dated(score.cap, basis) };
  const weight = dated(score.weight, basis);
  if (score.kind === 'pass-fail') return { kind: score.kind, weight };
  return score.kind === 'graded'
    ? { kind: score.kind, weight, partly: dated(score.partly, basis) }
    : { kind: score.kind, weight, perCase: dated(score.perCase, basis) };
}

/** The same on any day. */
export function plainScale(pack: RulePack): ScaleOn {
  const basis: Scoring['basis'] = [
    {
      clause: pack.standards[0]?.clause ?? '',
      mark: 'local-supplement',
      note: { zh: '示例', en: 'An example' },
    },
  ];
  const weights: readonly (readonly [ContentArea, number])[] = [
    ['service-centre', 20],
    ['logistics', 20],
    ['station', 25],
    ['supply-chain', 15],
    ['training', 10],
    ['funds', 10],
  ];
  const kindOf = (at: number, weight: number): Points =>
    at % 3 === 0
      ? { kind: 'graded', weight, partly: 0.5 }
      : at % 3 === 1
        ? { kind: 'pass-fail', weight }
        : { kind: 'deduct', weight, perCase: 0.7 };
  const items = weights.flatMap(([area, weight]) => {
    const own = pack.checkItems.filter((item) => item.area === area);
    // The last point of an area is an extra; the others share the area's points, the first taking what is left over.
    const extra = own.at(-1);
    const shared = own.slice(0, -1);
    const part = Math.floor((weight * 10) / shared.length) / 10;
    return [
      ...shared.map((item, at) => ({
        item: item.id,
        score: kindOf(at, at === 0 ? Math.round((weight - part * (shared.length - 1)) * 10) / 10 : part),
        veto: area === 'funds' && at === 0,
        basis,
      })),
      ...(extra
        ? [{ item: extra.id, score: { kind: 'bonus' as const, perCase: 1.5, cap: 4 }, veto: false, basis }]
        : []),
    ];
  });
  return {
    base: 100,
    areaWeights: weights.map(([area, weight]) => ({ area, weight: dated(weight, basis) })),
    items,
    bonusMax: dated(10, basis),
    step: dated(0.5, basis),
    rounding: 'half-up',
    unrectified: { perItem: dated(5, basis), max: dated(20, basis) },
    bands: [
      { id: 'excellent', name: { zh: '优秀', en: 'Excellent' }, from: 90, basis },
      { id: 'good', name: { zh: '良好', en: 'Good' }, from: 80, basis },
      { id: 'fair', name: { zh: '一般', en: 'Fair' }, from: 60, basis },
      { id: 'poor', name: { zh: '较差', en: 'Poor' }, from: 0, basis },
    ],
    basis,
  };
}

type Bands = readonly {
  readonly id: string;
  readonly name: { zh: string; en: string };
  readonly from: number;
}[];

/** The pack that ships, with a scale: another county's regime, though its clauses are the same. */
export function scoredPack(
  over: { readonly bands?: Bands; readonly pack?: Partial<RulePack> } = {},
): RulePack {
  const shipped = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021')?.pack;
  if (!shipped) throw new Error('the pack that ships is missing');
  const scale = plainScale(shipped);
  const bands = over.bands?.map((band) => ({ ...band, basis: scale.basis })) ?? scale.bands;
  return { ...shipped, id: 'scored-2021', scoring: datedFrom({ ...scale, bands }), ...over.pack };
}

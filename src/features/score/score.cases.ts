import { type Ratio, ratioOf, ratioText } from '#kernel/ratio.ts';
import { plainDate } from '#kernel/temporal.ts';
import { areaWords, jia, yi } from '../regime/regime.cases.ts';
import {
  casesOf,
  casesTold,
  type Family,
  type RuleCase,
  said,
  type World,
} from '../regime/regime.family.model.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import { type ScaleOn, scaleOn } from '../regime/regime.scale.rules.ts';
import type { Scoring } from '../regime/regime.sections.pack.model.ts';
import type { Period, ScoreFacts } from './score.model.ts';
import { areaWeights, bonusesOf, itemLosses, itemValues, newestPerPlace } from './score.points.rules.ts';
import { scoreOf } from './score.rules.ts';

const file = 'score.rules.ts';
const points = 'score.points.rules.ts';
export const period: Period = { fromOn: '2024-01-01', toOn: '2024-03-31' };
export const asOf = plainDate('2024-04-02');
export function scoringIn(pack: World['pack']): Scoring {
  if (!pack.scoring) throw new Error(`${pack.id} scores nobody`);
  return pack.scoring;
}
export const scaleIn = (pack: World['pack']): ScaleOn => scaleOn(scoringIn(pack), asOf);
export type Result = ScoreFacts['results'][number];
/** What inspections saw of items, each at a place of its own unless it is named. */
export type Seen = readonly (readonly [
  item: string,
  result: Result['result'],
  place?: string,
  on?: string,
])[];
export const resultsOf = (seen: Seen): readonly Result[] =>
  seen.map(([itemId, result, subjectId = 's1', on = '2024-02-10'], at) => ({
    inspectionId: `i${at}`,
    inspectionNumber: `检〔2024〕${at + 1}`,
    subjectId,
    subject: subjectId,
    facilityKind: null,
    on,
    itemId,
    result,
    fact: '',
    evidence: [],
    finding: null,
  }));
export const factsOf = (
  areas: readonly ContentArea[],
  seen: Seen,
  over: Partial<ScoreFacts> = {},
): ScoreFacts => ({
  areas,
  results: resultsOf(seen),
  verdicts: [],
  rectifications: [],
  reports: [],
  ...over,
});
export const exactly = (share: Ratio): string => ratioText(share);
export const lostPoints = (all: readonly { readonly points: Ratio }[]): readonly string[] =>
  all.map((one) => ratioText(one.points));
/** The total and its band, of a contract for one area alone: the area then carries the whole base. */
export type Scored = readonly [
  under: string,
  areas: readonly ContentArea[],
  seen: Seen,
  total: number,
  band: string,
  zh: string,
  en: string,
];
export const totals = (rows: readonly Scored[]): readonly RuleCase[] =>
  casesTold<{ readonly areas: readonly ContentArea[]; readonly seen: Seen }, readonly [number, string]>(
    ({ pack, calendar }, { areas, seen }) => {
      const facts = factsOf(areas, seen);
      const { totalHundredths, band } = scoreOf(pack, scoringIn(pack), facts, period, asOf, calendar);
      return [totalHundredths / 100, band];
    },
    rows.map(([under, areas, seen, total, band, zh, en]) => [under, { areas, seen }, [total, band], zh, en]),
  );
/** What one item loses, out of its own weight in the pack. */
export const losses = (
  rows: readonly (readonly [
    under: string,
    item: string,
    seen: Seen,
    then: readonly string[],
    zh: string,
    en: string,
  ])[],
): readonly RuleCase[] =>
  casesTold<{ readonly item: string; readonly seen: Seen }, readonly string[]>(
    ({ pack }, { item, seen }) => {
      const rule = scaleIn(pack).items.find((one) => one.item === item);
      if (!rule || rule.score.kind === 'bonus') throw new Error(`${item} loses nothing`);
      return lostPoints(
        itemLosses(pack, item, rule.score, ratioOf(rule.score.weight), newestPerPlace(resultsOf(seen))),
      );
    },
    rows.map(([under, item, seen, then, zh, en]) => [under, { item, seen }, then, zh, en]),
  );

export const pointsFamilies: readonly Family[] = [
  {
    id: 'score.area-weights',
    name: said('基础分与各内容权重', 'The base and the weights of the areas'),
    does: said(
      '基础分在合同所承担的监管内容之间按权重分配，再按各要点的分值分到要点。',
      'The base is shared among the contract’s own areas in the proportion of their weights, and in each among its items.',
    ),
    carries: ['scoring.base', 'scoring.areaWeights.*.weight'],
    functions: [`${points}#areaWeights`, `${points}#itemValues`],
    cases: [
      ...casesOf<readonly ContentArea[], readonly string[]>(
        ({ pack }, areas) => areaWeights(scaleIn(pack), areas, asOf).map(({ weight }) => exactly(weight)),
        (areas, then) =>
          said(
            `合同承担${areas.map((area) => areaWords[area].zh).join('、')} → ${then.join('、')}分`,
            `A contract for ${areas.map((area) => areaWords[area].en).join(', ')} → ${then.join(', ')} points`,
          ),
        [
          [
            jia,
            ['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds'],
            ['20', '15', '25', '15', '10', '15'],
          ],
          [jia, ['station', 'training'], ['500/7', '200/7']],
          [yi, ['training', 'funds'], ['50', '50']],
        ],
      ),
      ...casesTold<string, string | undefined>(
        ({ pack }, item) => {
          const scoring = scaleIn(pack);
          const found = itemValues(pack, scoring, areaWeights(scoring, ['station'], asOf)).find(
            (one) => one.item === item,
          );
          return found && exactly(found.value);
        },
        [
          [
            jia,
            'station.open',
            '40',
            '只承担服务站（权重25），“营业”原为10分 → 折算为40分',
            'A contract for stations alone (weight 25), “open” being 10 → worth 40 points',
          ],
        ],
      ),
    ],
  },
  {
    id: 'score.pass-fail',
    name: said('合格制要点', 'Items that are all or nothing'),
    does: said(
      '符合得满分，部分符合、不符合均不得分；多处检查的按处平均。',
      'Conforming keeps all, partly and failing lose all; several places share it evenly.',
    ),
    carries: ['scoring.items.*.score[kind=pass-fail].*'],
    functions: [`${points}#itemLosses`],
    cases: losses([
      [
        jia,
        'station.sign',
        [['station.sign', 'conforms']],
        [],
        '“标识”4分，符合 → 不扣',
        '“Sign”, 4 points, conforms → nothing lost',
      ],
      [
        jia,
        'station.sign',
        [['station.sign', 'partly']],
        ['4'],
        '“标识”4分，部分符合 → 扣4分',
        '“Sign”, 4 points, partly → 4 lost',
      ],
      [
        jia,
        'station.sign',
        [
          ['station.sign', 'fails', 's1'],
          ['station.sign', 'conforms', 's2'],
        ],
        ['2'],
        '两站，一站不符合 → 扣2分',
        'Two stations, one failing → 2 lost',
      ],
    ]),
  },
  {
    id: 'score.graded',
    name: said('分级制要点', 'Items that are graded'),
    does: said(
      '部分符合得规定比例的分，不符合不得分；多处检查的按处平均。',
      'Partly keeps the share the county gives, failing loses all; several places share it evenly.',
    ),
    carries: ['scoring.items.*.score[kind=graded].*'],
    functions: [`${points}#itemLosses`],
    cases: losses([
      [
        jia,
        'station.progress',
        [['station.progress', 'partly']],
        ['2.5'],
        '“建设进度”5分，部分符合得一半 → 扣2.5分',
        '“Progress”, 5 points, partly keeps half → 2.5 lost',
      ],
      [jia, 'station.progress', [['station.progress', 'fails']], ['5'], '不符合 → 扣5分', 'Failing → 5 lost'],
      [
        jia,
        'station.progress',
        [
          ['station.progress', 'fails', 's1'],
          ['station.progress', 'conforms', 's2'],
          ['station.progress', 'conforms', 's3'],
        ],
        ['5/3'],
        '三站，一站不符合 → 扣5/3分（以分数计，不先取整）',
        'Three stations, one failing → 5/3 lost, kept as a fraction',
      ],
    ]),
  },
  {
    id: 'score.deduct',
    name: said('逐件扣分要点', 'Items that lose so much a case'),
    does: said('每一处不符合扣规定的分，扣完为止。', 'Each case takes so many points, down to nothing.'),
    carries: ['scoring.items.*.score[kind=deduct].*'],
    functions: [`${points}#itemLosses`],
    cases: losses([
      [
        jia,
        'station.ledger',
        [
          ['station.ledger', 'fails', 's1'],
          ['station.ledger', 'partly', 's2'],
        ],
        ['0.5', '0.5'],
        '“台账”6分，两站有问题，每处0.5分 → 扣1分',
        '“Ledger”, 6 points, two stations, 0.5 each → 1 lost',
      ],
      [
        jia,
        'training.rosters',
        Array.from({ length: 7 }, (_, at) => ['training.rosters', 'fails', `s${at}`] as const),
        ['0.5', '0.5', '0.5', '0.5', '0.5', '0.5', '0'],
        '“学员名册”3分，七处有问题 → 扣完3分为止',
        '“Rosters”, 3 points, seven cases → 3 lost and no more',
      ],
    ]),
  },
  {
    id: 'score.bonus',
    name: said('加分', 'Bonuses'),
    does: said(
      '每一处符合加规定的分，每项有上限，合计也有上限。',
      'So much for each place that conforms, up to the item’s cap, and all together up to the county’s.',
    ),
    carries: ['scoring.items.*.score[kind=bonus].*', 'scoring.bonusMax'],
    functions: [`${points}#bonusesOf`, `${file}#scoreOf`],
    cases: [
      ...casesTold<readonly [farmers: number, brands: number, most: number], readonly string[]>(
        ({ pack }, [farmers, brands, most]) => {
          const seen: Seen = [
            ...Array.from({ length: farmers }, (_, at) => ['station.farmers', 'conforms', `s${at}`] as const),
            ...Array.from(
              { length: brands },
              (_, at) => ['supply-chain.brand', 'conforms', `b${at}`] as const,
            ),
          ];
          return lostPoints(
            bonusesOf(
              pack,
              scaleIn(pack),
              [{ area: 'station' }, { area: 'supply-chain' }],
              newestPerPlace(resultsOf(seen)),
              ratioOf(most),
            ),
          );
        },
        [
          [
            jia,
            [2, 0, 10],
            ['1'],
            '“带动农户”两站符合，每站0.5分 → 加1分',
            '“Farmers” at two stations, 0.5 each → 1 added',
          ],
          [
            jia,
            [12, 0, 10],
            ['5'],
            '十二站符合，该项上限5分 → 加5分',
            'At twelve stations, the item’s cap being 5 → 5 added',
          ],
          [
            jia,
            [12, 6, 10],
            ['5', '5'],
            '两项都到上限，合计上限10分 → 共加10分',
            'Both at their caps, 10 in all → 10 added',
          ],
          [
            jia,
            [12, 6, 8],
            ['5', '3'],
            '若合计上限为8分 → 后一项只加3分',
            'Were the most 8 → the second adds 3',
          ],
        ],
      ),
      ...totals([
        [
          jia,
          ['station'],
          [
            ['station.farmers', 'conforms', 's1'],
            ['station.farmers', 'conforms', 's2'],
          ],
          101,
          'exemplary',
          '只有加分、没有扣分 → 101分，模范',
          'Bonuses and no losses → 101 points, exemplary',
        ],
      ]),
    ],
  },
];

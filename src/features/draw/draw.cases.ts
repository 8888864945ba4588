import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import {
  casesOf,
  casesTold,
  codeOf,
  type Family,
  type RuleCase,
  said,
} from '../regime/regime.family.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { assign } from './draw.assign.rules.ts';
import type { DrawInspector, DrawLists, DrawObject, DrawPeriod, DrawRole } from './draw.model.ts';
import { countOf, mayFreeze, termsOf, type Wanted } from './draw.rules.ts';
import { belowOf, drawObjects, quotasOf, stratumOf, wordsOf } from './draw.sampler.rules.ts';
import { sha256 } from './draw.sha256.rules.ts';

const file = 'draw.rules.ts';
const sampler = 'draw.sampler.rules.ts';
const samplerTest = 'src/features/draw/draw.sampler.rules.test.ts';
const assignTest = 'src/features/draw/draw.assign.rules.test.ts';
export const today = plainDate('2026-04-10');
export const second: DrawPeriod = { from: '2026-04-01', until: '2026-06-30' };
export const first: DrawPeriod = { from: '2026-01-01', until: '2026-03-31' };
export const objectOf = (at: number, over: Partial<DrawObject> = {}): DrawObject => ({
  id: `o${String(at).padStart(2, '0')}`,
  number: `CZ-${at}`,
  name: `第${at}号站点`,
  kind: 'village-station',
  town: '关刀镇',
  contractor: '甲',
  contractorId: 'c1',
  weight: 1,
  risk: [],
  ...over,
});
export const inspectorOf = (id: string, roles: readonly DrawRole[] = ['lead', 'member']): DrawInspector => ({
  id,
  name: id,
  organisation: '商务局',
  roles,
});
export type Asked = {
  readonly wanted?: Partial<Wanted>;
  readonly parties?: number;
  readonly count?: number;
  readonly objects?: number;
};
export type Row = readonly [under: string, given: Asked, then: string | null, zh: string, en: string];
/** Whether a draw may be frozen as it is prepared; as each county asks, where nothing else is said. */
export const prepared = (rows: readonly Row[]): readonly RuleCase[] =>
  casesTold<Asked, string | null>(({ pack }, { wanted, parties, count = 4, objects = 12 }) => {
    const { draws } = pack;
    if (!draws) throw new Error(`${pack.id} draws nothing`);
    const most = inForce(draws.loadMax, today).value;
    const each = inForce(draws.inspectorsPerObject, today).value;
    const places = { lead: 1, member: each - 1, 'third-party': 0 };
    const parameters: DrawLists['parameters'] = {
      count,
      strata: draws.stratifyBy,
      allocation: 'largest-remainder',
      weighted: false,
      places,
      loadMax: most,
    };
    return codeOf(
      mayFreeze(
        pack,
        {
          kinds: ['village-station'],
          size: { count },
          allocation: 'largest-remainder',
          weighted: false,
          places,
          loadMax: most,
          publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-04-20' },
          revealUntilOn: '2026-04-15',
          ...wanted,
        },
        {
          objects: Array.from({ length: objects }, (_, at) => objectOf(at)),
          inspectors: ['a', 'b', 'c'].map((id) => inspectorOf(id)),
          parties: Array.from({ length: parties ?? inForce(draws.parties, today).value }, (_, at) => ({
            id: `p${at}`,
            name: `单位${at}`,
          })),
          parameters,
          period: second,
        },
        today,
      ),
    );
  }, rows);

export const drawFamilies: readonly Family[] = [
  {
    id: 'draw.who-and-what',
    name: said('抽什么', 'What is drawn from'),
    does: said(
      '只抽制度规定的站点类别；数量按个数或比例（小数进一），不多于名单。',
      'Only the kinds of facility the regime names; so many, or a share rounded up, never more than the list has.',
    ),
    carries: ['draws.facilityKinds'],
    duties: ['D06'],
    functions: [`${file}#mayFreeze`, `${file}#countOf`, `${file}#termsOf`],
    cases: [
      ...prepared([
        [
          tongcheng,
          {},
          null,
          '12个村级站抽4个，三方承诺，每站两人 → 可以',
          '4 of 12 village stations, three parties, two inspectors each → granted',
        ],
        [
          yi,
          { wanted: { kinds: ['town-station'] } },
          'draw.kind-not-in-pack',
          '抽乡镇站 → 不可：制度只抽村级站',
          'Town stations → refused: only village stations are drawn',
        ],
        [
          tongcheng,
          { wanted: { kinds: ['town-station'] } },
          null,
          '抽乡镇站 → 可以',
          'Town stations → granted',
        ],
        [tongcheng, { count: 13 }, 'draw.more-than-there-are', '12个站抽13个 → 不可', '13 of 12 → refused'],
        [
          tongcheng,
          { objects: 0, count: 1 },
          'draw.nothing-to-draw',
          '名单是空的 → 不可',
          'An empty list → refused',
        ],
      ]),
      ...casesOf<readonly [number, number], number>(
        (_, [percent, of]) => countOf({ percent }, of),
        ([percent, of], then) =>
          said(`${of}个站抽${percent}% → ${then}个`, `${percent} per cent of ${of} → ${then}`),
        [
          [tongcheng, [30, 10], 3],
          [tongcheng, [30, 11], 4],
        ],
      ),
      ...casesTold<null, string | null>(
        ({ pack }) => codeOf(termsOf({ ...pack, ...{ draws: undefined } } as unknown as typeof pack)),
        [
          [
            tongcheng,
            null,
            'draw.not-in-pack',
            '制度若没有抽查一节 → 不抽',
            'Were the regime silent on draws → none',
          ],
        ],
      ),
    ],
    properties: [
      {
        title:
          'draws the number asked for, nothing twice, each from the list, and the order of the list has no say',
        file: samplerTest,
      },
    ],
  },
  {
    id: 'draw.strata',
    name: said('分层与名额', 'Strata and quotas'),
    does: said(
      '按乡镇、按承办企业或不分层；名额按各层大小以最大余数法分配，或每层先一个、其余按比例。',
      'By town, by contractor or not at all; quotas in proportion to size by largest remainder, or one from each first and the rest in proportion.',
    ),
    carries: ['draws.stratifyBy'],
    duties: ['D06'],
    functions: [`${sampler}#quotasOf`, `${sampler}#stratumOf`, `${sampler}#drawObjects`],
    cases: [
      ...casesOf<
        {
          readonly sizes: readonly (readonly [string, number])[];
          readonly count: number;
          readonly each?: true;
        },
        readonly number[]
      >(
        (_, { sizes, count, each }) =>
          quotasOf(new Map(sizes), count, each ? 'one-each' : 'largest-remainder').map(({ quota }) => quota),
        ({ sizes, count, each }, then) =>
          said(
            `${sizes.map(([name, size]) => `${name}${size}站`).join('、')}，共抽${count}站${each ? '，每层至少一站' : ''} → 各${then.join('、')}站`,
            `Strata of ${sizes.map(([, size]) => size).join(', ')}, ${count} in all${each ? ', one of each at least' : ''} → ${then.join(', ')}`,
          ),
        [
          [
            tongcheng,
            {
              sizes: [
                ['一镇', 6],
                ['三镇', 3],
                ['二镇', 1],
              ],
              count: 5,
            },
            [3, 2, 0],
          ],
          [
            tongcheng,
            {
              sizes: [
                ['一镇', 6],
                ['三镇', 3],
                ['二镇', 1],
              ],
              count: 5,
              each: true,
            },
            [2, 2, 1],
          ],
        ],
      ),
      ...casesTold<null, string>(
        ({ pack }) => stratumOf({ town: '关刀镇', contractor: '甲公司' }, pack.draws?.stratifyBy ?? 'none'),
        [
          [
            tongcheng,
            null,
            '关刀镇',
            '关刀镇甲公司的站，按乡镇分层 → 属“关刀镇”',
            'A station of company A in Guandao, strata by town → Guandao',
          ],
          [
            yi,
            null,
            '甲公司',
            '同一站，按承办企业分层 → 属“甲公司”',
            'The same, strata by contractor → company A',
          ],
        ],
      ),
      ...casesTold<null, boolean>(() => {
        const objects = Array.from({ length: 12 }, (_, at) => objectOf(at));
        const terms = { count: 4, strata: 'none', allocation: 'largest-remainder', weighted: false } as const;
        const draw = (all: readonly DrawObject[]) =>
          drawObjects(all, terms, belowOf(wordsOf('seed', sha256))).drawn.map(({ id }) => id);
        return draw(objects).join() === draw(objects.toReversed()).join();
      }, [
        [
          tongcheng,
          null,
          true,
          '同一种子，名单倒着排再抽 → 结果相同',
          'One seed, the list turned round → the same draw',
        ],
      ]),
    ],
    properties: [
      {
        title: 'they add up, never exceed a stratum, and stay within one of the exact share',
        file: samplerTest,
      },
      { title: 'every stratum gives its quota', file: samplerTest },
    ],
  },
  {
    id: 'draw.parties',
    name: said('承诺方', 'Parties that commit'),
    does: said(
      '不少于规定的单位各自承诺，彼此不同；公开数值须是以后才知道的。',
      'No fewer distinct parties than the regime says, and a public value that only a later day will know.',
    ),
    carries: ['draws.parties'],
    duties: ['D06'],
    functions: [`${file}#mayFreeze`],
    cases: prepared([
      [
        tongcheng,
        { parties: 2 },
        'draw.too-few-parties',
        '两个单位承诺 → 不可：至少三个',
        'Two parties → refused: three at least',
      ],
      [
        yi,
        { parties: 4 },
        'draw.too-few-parties',
        '四个单位承诺 → 不可：至少五个',
        'Four parties → refused: five at least',
      ],
      [yi, { parties: 5 }, null, '五个单位承诺 → 可以', 'Five parties → granted'],
      [
        tongcheng,
        { wanted: { publicValue: { name: '上证指数收盘', source: '-', on: '2026-04-10' } } },
        'draw.public-value-known',
        '用当天的公开数值 → 不可',
        'A value of today → refused',
      ],
      [
        tongcheng,
        { wanted: { revealUntilOn: '2026-04-09' } },
        'draw.reveal-day-past',
        '揭示期限已过 → 不可',
        'The day of revealing has passed → refused',
      ],
    ]),
  },
  {
    id: 'draw.inspectors',
    name: said('检查人员的抽取与回避', 'Inspectors, their load and recusal'),
    does: said(
      '每个对象不少于规定人数，每人不超过规定个数；有关联的不派，能派满的都派满，派不满的列明。',
      'No fewer for each object and no more for each inspector than the regime says; nobody goes to a contractor he is related to; as many places are filled as can be, and the empty ones are named.',
    ),
    carries: ['draws.inspectorsPerObject', 'draws.loadMax'],
    duties: ['D05', 'D06'],
    functions: [`${file}#mayFreeze`, 'draw.assign.rules.ts#assign'],
    cases: [
      ...prepared([
        [
          tongcheng,
          { wanted: { places: { lead: 1, member: 0, 'third-party': 0 } } },
          'draw.too-few-inspectors-each',
          '每站一人 → 不可：至少两人',
          'One for each object → refused: two at least',
        ],
        [
          jia,
          { wanted: { places: { lead: 1, member: 1, 'third-party': 0 } } },
          'draw.too-few-inspectors-each',
          '每站两人 → 不可：至少三人',
          'Two for each object → refused: three at least',
        ],
        [
          tongcheng,
          { wanted: { loadMax: 21 } },
          'draw.load-above-pack',
          '每人21站 → 不可：至多20站',
          '21 for one inspector → refused: 20 at most',
        ],
        [
          jia,
          { wanted: { loadMax: 13 } },
          'draw.load-above-pack',
          '每人13站 → 不可：至多12站',
          '13 for one inspector → refused: 12 at most',
        ],
      ]),
      ...casesTold<readonly (readonly [string, string])[], readonly [readonly string[], readonly string[]]>(
        (_, recusals) => {
          const [drawn] = assign(
            [objectOf(1)],
            [inspectorOf('陈'), inspectorOf('刘')],
            recusals,
            { places: { lead: 1, member: 1, 'third-party': 0 }, loadMax: 1 },
            belowOf(wordsOf('seed', sha256)),
          );
          return [drawn?.inspectors.map(({ id }) => id).toSorted() ?? [], drawn?.unfilled ?? []];
        },
        [
          [
            tongcheng,
            [],
            [['刘', '陈'], []],
            '一站两人，陈、刘均可 → 都派',
            'One object, two places, Chen and Liu → both go',
          ],
          [
            tongcheng,
            [['陈', 'c1']],
            [['刘'], ['member']],
            '陈与该站承办企业有关联 → 只派刘，缺一名组员列明',
            'Chen is related to its contractor → Liu alone, and a member is named as missing',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'recusals are never broken, limits never exceeded, every place is filled or named as unfilled',
        file: assignTest,
      },
      { title: 'as many places are filled as any assignment could fill', file: assignTest },
    ],
  },
];

import { plainDate } from '#kernel/temporal.ts';
import type { Words } from '#kernel/words.ts';
import { casesOf, casesTold, type Family, type RuleCase, said } from './regime.family.model.ts';
import type { ContentArea, FacilityKind, Severity } from './regime.model.ts';
import {
  areaOfFacility,
  checkItemsFor,
  citationsOf,
  clauseOf,
  clauseOfArea,
  clauseOfDuty,
  isInForce,
  isLocalSupplement,
  isRetired,
  packInForce,
  termOf,
} from './regime.rules.ts';
import { packValuesOn } from './regime.values.rules.ts';

// The packs that cases are tried under: the regulation of Tongcheng, and two invented counties that say other things.

export const tongcheng = 'tongcheng-2021';
export const jia = 'example-jia-2022';
export const yi = 'example-yi-2023';

/** How a pack is called in the sentence of a case. */
export const severityWords: Readonly<Record<Severity, Words>> = {
  serious: said('重大问题', 'a serious problem'),
  major: said('较大问题', 'a major problem'),
  ordinary: said('一般问题', 'an ordinary problem'),
};
export const areaWords: Readonly<Record<ContentArea, Words>> = {
  'service-centre': said('公共服务中心', 'the service centre'),
  logistics: said('物流', 'logistics'),
  station: said('服务站', 'stations'),
  'supply-chain': said('供应链', 'the supply chain'),
  training: said('培训', 'training'),
  funds: said('资金', 'funds'),
};
const kindWords: Readonly<Record<FacilityKind, Words>> = {
  'service-centre': said('县级公共服务中心', 'a county service centre'),
  'logistics-centre': said('物流中心', 'a logistics centre'),
  'supply-chain-centre': said('供应链中心', 'a supply-chain centre'),
  'town-station': said('乡镇站', 'a town station'),
  'village-station': said('村级站', 'a village station'),
};

export const yuan = (fen: number): string =>
  `${String(Math.trunc(fen / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',')}${fen % 100 === 0 ? '' : `.${String(fen % 100).padStart(2, '0')}`}`;

/** What a number of the pack was on a day, as the page of the regime's numbers shows it. */
export const shownNumbers = (
  rows: readonly (readonly [
    under: string,
    key: string,
    on: string,
    then: number | null,
    zh: string,
    en: string,
  ])[],
): readonly RuleCase[] =>
  casesTold<{ readonly key: string; readonly on: string }, number | null>(
    ({ pack }, { key, on }) =>
      packValuesOn(pack, plainDate(on)).find((one) => one.key === key)?.inForce?.value ?? null,
    rows.map(([under, key, on, then, zh, en]) => [under, { key, on }, then, zh, en]),
  );

const file = 'regime.rules.ts';

export const regimeFamilies: readonly Family[] = [
  {
    id: 'regime.in-force',
    name: said('施行日与分期取值', 'Days from which the regime and its numbers hold'),
    does: said(
      '制度施行之前不产生、也不决定任何事项；每个数值取行为当日有效的那一个，以后改数不动已作的决定。',
      'Nothing is due and nothing is decided before the regime is in force. Each number is the one that held on the day of the act; a later value leaves earlier decisions alone.',
    ),
    carries: ['inForceFrom'],
    duties: ['D32'],
    functions: [`${file}#isInForce`, `${file}#packInForce`, `${file}#inForce`],
    cases: [
      ...casesOf<string, boolean>(
        ({ pack }, on) => isInForce(pack, plainDate(on)),
        (on, then) =>
          said(
            `${on} → ${then ? '已施行' : '尚未施行'}`,
            `${on} → ${then ? 'in force' : 'not yet in force'}`,
          ),
        [
          [tongcheng, '2021-03-17', false],
          [tongcheng, '2021-03-18', true],
          [jia, '2022-05-31', false],
          [jia, '2022-06-01', true],
        ],
      ),
      ...casesTold<string, string | null>(
        ({ pack }, on) =>
          packInForce(
            [pack, { ...pack, id: 'later', inForceFrom: '2024-01-01' }],
            pack.jurisdiction,
            plainDate(on),
          )?.id ?? null,
        [
          [
            tongcheng,
            '2023-12-31',
            tongcheng,
            '另有2024-01-01起施行的新版，2023-12-31 → 仍用旧版',
            'A later version applies from 2024-01-01; on 2023-12-31 → the earlier one',
          ],
          [
            tongcheng,
            '2024-01-01',
            'later',
            '同上，2024-01-01 → 用新版',
            'The same; on 2024-01-01 → the later one',
          ],
          [
            tongcheng,
            '2021-03-17',
            null,
            '同上，2021-03-17 → 尚无制度',
            'The same; on 2021-03-17 → no regime yet',
          ],
        ],
      ),
      ...shownNumbers([
        [
          tongcheng,
          'rectification.period.serious',
          '2021-03-17',
          null,
          '施行前一日查重大问题的整改期 → 没有数值',
          'The period for serious problems, the day before the regime → no value',
        ],
        [
          tongcheng,
          'rectification.period.serious',
          '2021-03-18',
          5,
          '施行当日查重大问题的整改期 → 5个工作日',
          'The period for serious problems, on the first day → 5 working days',
        ],
      ]),
    ],
    properties: [
      {
        title: 'the value in force is the newest that is not in the future',
        file: 'src/features/regime/regime.rules.test.ts',
      },
    ],
  },
  {
    id: 'regime.citation',
    name: said('条款引用', 'Citation of clauses'),
    does: said(
      '每项义务、拒绝和决定引用本县制度承担该职责的条款；取自上级文件的数值连同文件名引用；本地补充的予以标明。',
      'Every obligation, refusal and decision cites the clause of the county’s own regime that carries the duty; a value taken from a superior document cites that too; a local supplement is marked.',
    ),
    carries: ['clauses.*'],
    functions: [
      `${file}#clauseOfDuty`,
      `${file}#clauseOfArea`,
      `${file}#citationsOf`,
      `${file}#isLocalSupplement`,
    ],
    cases: [
      ...casesOf<string, string>(
        ({ pack }, duty) => clauseOf(pack, clauseOfDuty(pack, duty)).number,
        (duty, then) => said(`职责${duty} → 引用${then}`, `Duty ${duty} → cited as ${then}`),
        [
          [tongcheng, 'D09', '一（四）'],
          [tongcheng, 'D13', '一（五）'],
          [jia, 'D09', '第二十三条'],
          [yi, 'D09', '6.3'],
        ],
      ),
      ...casesOf<ContentArea, string>(
        ({ pack }, area) => clauseOf(pack, clauseOfArea(pack, area)).number,
        (area, then) =>
          said(`检查${areaWords[area].zh} → 引用${then}`, `Inspecting ${areaWords[area].en} → ${then}`),
        [
          [tongcheng, 'station', '二（三）'],
          [jia, 'station', '第十五条'],
        ],
      ),
      ...casesTold<null, unknown>(
        ({ pack }) => {
          const basis = pack.money.areaCaps[0]?.share?.values[0]?.basis ?? [];
          return [isLocalSupplement(basis), citationsOf(basis)];
        },
        [
          [
            tongcheng,
            null,
            [
              true,
              [
                { clause: 'tongcheng-2021:2.6', localSupplement: true },
                { instrument: '财办建〔2018〕102号' },
              ],
            ],
            '公共服务中心15%上限取自国家通知 → 引用二（六）并标本地补充，同时引用财办建〔2018〕102号',
            'The cap of 15 per cent comes from a national notice → cites 二（六） as a local supplement, and 财办建〔2018〕102号',
          ],
        ],
      ),
    ],
  },
  {
    id: 'regime.vocabulary',
    name: said('用语', 'What things are called'),
    does: said(
      '各县对同一事物的叫法；未规定的用国家层的叫法。',
      'What the county calls a thing; where it has no word of its own, the nation’s layer has one.',
    ),
    carries: ['vocabulary.*'],
    functions: [`${file}#termOf`],
    cases: casesOf<'contractor' | 'supervision-letter' | 'logistics-centre', string>(
      ({ pack }, term) => termOf(pack, term).zh,
      (term, then) => said(`用语 ${term} → ${then}`, `The term ${term} → ${then}`),
      [
        [tongcheng, 'supervision-letter', '督办函'],
        [jia, 'supervision-letter', '整改通知书'],
        [jia, 'contractor', '承建企业'],
        [jia, 'logistics-centre', '县级物流中心'],
      ],
    ),
  },
  {
    id: 'regime.retired-item',
    name: said('停用的检查要点', 'Check points that are retired'),
    does: said(
      '要点自停用之日起不再列入检查表；编号永久保留，以前的记录照样可查。',
      'From the day it is retired a point stands on no sheet; its id is for good, and what was recorded under it can be read.',
    ),
    carries: ['checkItems.*.until'],
    duties: ['D32'],
    functions: [`${file}#isRetired`, `${file}#checkItemsFor`],
    cases: [
      ...casesTold<string, boolean>(
        ({ pack }, on) => {
          const checkItems = pack.checkItems.map((item) =>
            item.id === 'station.rules' ? { ...item, until: '2026-07-01' } : item,
          );
          return checkItemsFor(
            { ...pack, checkItems },
            { facilityKind: 'village-station', phase: 'operation', on },
          ).some(({ id }) => id === 'station.rules');
        },
        [
          [
            tongcheng,
            '2026-06-30',
            true,
            '“制度”要点2026-07-01停用，2026-06-30的检查 → 仍列入',
            '“Rules” is retired on 2026-07-01; a visit on 2026-06-30 → still asked',
          ],
          [
            tongcheng,
            '2026-07-01',
            false,
            '同上，2026-07-01的检查 → 不列入',
            'The same, a visit on 2026-07-01 → not asked',
          ],
        ],
      ),
      ...casesTold<string, boolean>(
        (_, on) => isRetired({}, on),
        [
          [
            tongcheng,
            '2030-01-01',
            false,
            '没有写停用日的要点 → 一直适用',
            'A point without such a day → applies on',
          ],
        ],
      ),
    ],
  },
  {
    id: 'regime.area-of-facility',
    name: said('站点与中心所属的监管内容', 'The content a facility belongs to'),
    does: said(
      '每一类站点、中心归入一项监管内容，决定用哪张检查表、引用哪一条。',
      'Each kind of facility belongs to one content of supervision: it decides the sheet and the clause.',
    ),
    carries: [],
    duties: ['D17', 'D18', 'D19', 'D20'],
    functions: [`${file}#areaOfFacility`],
    cases: casesOf<FacilityKind, ContentArea>(
      (_, kind) => areaOfFacility(kind),
      (kind, then) =>
        said(
          `${kindWords[kind].zh} → ${areaWords[then].zh}`,
          `${kindWords[kind].en} → ${areaWords[then].en}`,
        ),
      [
        [tongcheng, 'service-centre', 'service-centre'],
        [tongcheng, 'logistics-centre', 'logistics'],
        [tongcheng, 'supply-chain-centre', 'supply-chain'],
        [tongcheng, 'town-station', 'station'],
        [tongcheng, 'village-station', 'station'],
      ],
    ),
  },
];

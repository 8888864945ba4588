import { jia, tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { checkItemOf, checkItemsFor } from '../regime/regime.rules.ts';
import type { ItemTold, MethodTold, Submission } from './inspection.model.ts';
import { itemsHold, sheetHolds, sheetItems, verdictsHold, verdictsOf } from './inspection.sheet.rules.ts';

const sheet = 'inspection.sheet.rules.ts';
const sheetTest = 'src/features/inspection/inspection.sheet.rules.test.ts';
const village = { area: 'station', phase: 'operation', facilityKind: 'village-station' } as const;
export const photographs = new Set(['picture']);
export const methodTold = (over: Partial<MethodTold>): MethodTold => ({
  method: 'site-visit',
  description: '',
  minutes: '',
  attendance: '',
  materials: '',
  evidence: [],
  ...over,
});
export const visit = methodTold({ evidence: [{ as: 'photo', id: 'picture' }] });
const itemTold = (itemId: string, over: Partial<ItemTold> = {}): ItemTold => ({
  itemId,
  result: 'conforms',
  fact: '',
  evidence: [],
  ...over,
});
export const position = { latitude: 29, longitude: 113, accuracyMetres: 10, datum: 'WGS84' } as const;

export const sheetFamilies: readonly Family[] = [
  {
    id: 'inspection.check-items',
    name: said('检查要点', 'Check points'),
    does: said(
      '按监管内容、阶段和站点类别列出要点，每项必答；不符合的写事实，规定须有凭证的附凭证，不合格的提出问题。',
      'The points of the content, the phase and the kind of facility are asked, each is answered; what does not conform is told as a fact, with evidence where it is asked for, and what fails is raised as a finding.',
    ),
    carries: ['area', 'facilityKinds', 'phases', 'standard', 'dimensions', 'evidenceRequired'].map(
      (key) => `checkItems.*.${key}`,
    ),
    duties: ['D01', 'D06', 'D08', 'D14', 'D17', 'D18', 'D19', 'D20', 'D21', 'D22', 'D23'],
    functions: [
      `${sheet}#itemsHold`,
      `${sheet}#sheetItems`,
      `${sheet}#sheetHolds`,
      'regime.rules.ts#checkItemsFor',
      'regime.rules.ts#checkItemOf',
    ],
    cases: [
      ...casesTold<null, readonly [number, boolean]>(
        ({ pack }) => {
          const asked = sheetItems(pack, village);
          return [asked.length, asked.some(({ phases }) => !phases.includes('operation'))];
        },
        [
          [
            jia,
            null,
            [4, false],
            '查运营中的村级站 → 列出4项要点，没有只问建设期的',
            'A village station in operation → 4 points, none asked only while building',
          ],
          [
            tongcheng,
            null,
            [8, false],
            '查运营中的村级站 → 列出8项要点（正常投入运营、选址、选人、制度等），没有只问建设期的',
            'A village station in operation → 8 points, none asked only while building',
          ],
        ],
      ),
      ...casesTold<'construction' | 'operation', boolean>(
        ({ pack }, phase) =>
          checkItemsFor(pack, { facilityKind: 'village-station', phase }).includes(
            checkItemOf(pack, 'station.progress'),
          ),
        [
          [
            tongcheng,
            'construction',
            true,
            '在建的村级站 → 问建设进度',
            'A station being built → asked about its progress',
          ],
          [
            tongcheng,
            'operation',
            false,
            '运营的村级站 → 不问建设进度',
            'A station in operation → not asked about its progress',
          ],
        ],
      ),
      ...casesTold<
        { readonly over: Partial<ItemTold>; readonly raised?: true; readonly left?: true },
        string | null
      >(
        ({ pack }, { over, raised, left }) => {
          const asked = sheetItems(pack, village).filter(({ evidenceRequired }) => evidenceRequired);
          const [first, ...others] = asked.map(({ id }) => id);
          const told = others.map((id) => itemTold(id));
          if (first !== undefined && !left) told.push(itemTold(first, over));
          return codeOf(itemsHold(pack, asked, told, new Set(raised && first !== undefined ? [first] : [])));
        },
        [
          [tongcheng, { over: {} }, null, '各项符合 → 可以', 'All conform → granted'],
          [
            tongcheng,
            { over: {}, left: true },
            'inspection.items-unanswered',
            '一项未答 → 不可',
            'One is not answered → refused',
          ],
          [
            tongcheng,
            { over: { result: 'partly' } },
            'inspection.item-fact-missing',
            '部分符合而没有事实 → 不可',
            'Partly, and no fact → refused',
          ],
          [
            tongcheng,
            { over: { result: 'partly', fact: '台账缺两页' } },
            'inspection.item-evidence-missing',
            '部分符合，有事实、无凭证 → 不可',
            'Partly, a fact and no evidence → refused',
          ],
          [
            tongcheng,
            { over: { result: 'partly', fact: '台账缺两页', evidence: ['photo'] } },
            null,
            '部分符合，有事实和凭证 → 可以',
            'Partly, with fact and evidence → granted',
          ],
          [
            tongcheng,
            { over: { result: 'fails', fact: '锁门', evidence: ['photo'] } },
            'inspection.failure-without-finding',
            '不符合而没有提出问题 → 不可',
            'Failing, and no finding raised → refused',
          ],
          [
            tongcheng,
            { over: { result: 'fails', fact: '锁门', evidence: ['photo'] }, raised: true },
            null,
            '不符合并提出问题 → 可以',
            'Failing, and raised as a finding → granted',
          ],
          [
            tongcheng,
            { over: { result: 'not-applicable', fact: '本站无此业务' } },
            null,
            '不适用，写明原因 → 可以',
            'Not applicable, with the reason → granted',
          ],
        ],
      ),
      ...casesTold<Partial<Submission>, string | null>(
        ({ pack }, over) => {
          const told: Submission = {
            startedAt: '2026-04-10T09:00:00+08:00',
            endedAt: '2026-04-10T10:00:00+08:00',
            arrivedAt: '2026-04-10T09:05:00+08:00',
            position,
            positionMissingReason: null,
            methods: [visit],
            items: sheetItems(pack, village).map(({ id }) => itemTold(id)),
            figures: [],
            verdicts: { operation: { verdict: 'met', reasons: '' } },
            present: { outcome: 'signed', name: '王', title: '', statement: '' },
            summary: '',
            findings: [],
            ...over,
          };
          return codeOf(sheetHolds(pack, village, told, { reported: [], photographs }));
        },
        [
          [
            tongcheng,
            {},
            null,
            '方式、要点、结论、在场人齐全 → 收下检查表',
            'Methods, points, verdict and those present are there → the sheet is taken',
          ],
          [
            tongcheng,
            { methods: [] },
            'inspection.method-missing',
            '没有写检查方式 → 退回',
            'No method named → refused',
          ],
        ],
      ),
    ],
    properties: [{ title: 'whatever is left out is named', file: sheetTest }],
  },
  {
    id: 'inspection.verdicts',
    name: said('三项标准，三个结论', 'Three standards, three verdicts'),
    does: said(
      '建设、运营、资金三项标准分别下结论，不合并；要点不合格的，该标准不得“达到”；非“达到”须说明理由。',
      'Construction, operation and funds each have a verdict, never merged; beside a failing point of a standard it cannot be “met”, and anything else says why.',
    ),
    carries: ['standards.*'],
    duties: ['D29', 'D30', 'D31'],
    functions: [`${sheet}#verdictsHold`, `${sheet}#verdictsOf`, 'regime.rules.ts#standardOf'],
    cases: [
      ...casesTold<{ readonly verdicts: Submission['verdicts']; readonly failing?: string }, string | null>(
        ({ pack }, { verdicts, failing }) =>
          codeOf(
            verdictsHold(
              pack,
              village,
              verdicts,
              sheetItems(pack, village).map(({ id }) =>
                itemTold(id, { result: id === failing ? 'fails' : 'conforms' }),
              ),
            ),
          ),
        [
          [
            tongcheng,
            { verdicts: { operation: { verdict: 'met', reasons: '' } } },
            null,
            '运营检查，运营标准“达到” → 可以',
            'Operation, its standard met → granted',
          ],
          [
            tongcheng,
            { verdicts: {} },
            'inspection.verdict-missing',
            '运营检查没有运营结论 → 不可',
            'Operation without its verdict → refused',
          ],
          [
            tongcheng,
            {
              verdicts: {
                operation: { verdict: 'met', reasons: '' },
                funds: { verdict: 'met', reasons: '' },
              },
            },
            'inspection.verdict-not-asked',
            '运营检查另下资金结论 → 不可',
            'Operation with a verdict on funds → refused',
          ],
          [
            tongcheng,
            { verdicts: { operation: { verdict: 'partly', reasons: '' } } },
            'inspection.verdict-reasons-missing',
            '“基本达到”没有理由 → 不可',
            'Partly met without reasons → refused',
          ],
          [
            tongcheng,
            { verdicts: { operation: { verdict: 'met', reasons: '' } }, failing: 'station.services' },
            'inspection.verdict-contradicts',
            '运营要点不合格而运营“达到” → 不可',
            'A failing point of operation beside “met” → refused',
          ],
          [
            tongcheng,
            { verdicts: { operation: { verdict: 'met', reasons: '' } }, failing: 'station.siting' },
            'inspection.verdict-missing',
            '选址（建设标准）不合格而未下建设结论 → 不可',
            'Siting, of construction, fails without a verdict on construction → refused',
          ],
        ],
      ),
      ...casesTold<null, unknown>(
        ({ pack }) => verdictsOf(pack, { area: 'funds', phase: 'funds', facilityKind: null }),
        [
          [
            tongcheng,
            null,
            { required: 'funds', possible: ['funds'] },
            '资金检查 → 只下资金标准的结论',
            'Funds → the verdict on funds alone',
          ],
        ],
      ),
    ],
  },
];

import { plainDate } from '#kernel/temporal.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { inspectorOf, objectOf } from './draw.cases.ts';
import { type Draw, type DrawLists, type DrawParty, type DrawState, drawFormat } from './draw.model.ts';
import { commitmentOf, listsDigestOf, proofOf, proofText, verifyText } from './draw.proof.rules.ts';
import { checkValue, commit, enterValue, move, openSeal, proposeOpening, reveal } from './draw.rules.ts';
import { sha256 } from './draw.sha256.rules.ts';

const file = 'draw.rules.ts';

const commitment = (secret: string): string =>
  commitmentOf({ draw: 'draw', lists: 'lists', party: 'bureau', secret }, sha256);
const partyOf = (organisationId: string, over: Partial<DrawParty> = {}): DrawParty => ({
  organisationId,
  name: organisationId,
  commitment: 'committed',
  secret: 'known',
  opened: false,
  opening: null,
  ...over,
});
/** Three parties; the bureau is the one the case is about. */
const drawOf = (state: DrawState, bureau: Partial<DrawParty>, over: Partial<Draw> = {}): Draw => ({
  id: 'draw',
  version: 1,
  number: '抽〔2026〕1',
  title: '村级站点抽查',
  state,
  listsDigest: 'lists',
  publicValue: { name: '上证指数收盘', source: '-', on: '2026-04-20' },
  revealUntilOn: '2026-04-15',
  value: null,
  parties: [partyOf('bureau', bureau), partyOf('finance'), partyOf('audit')],
  ...over,
});
const uncommitted = { commitment: null, secret: null };
const sealed = { commitment: commitment('秘密'), secret: null };

const lists: DrawLists = {
  format: drawFormat,
  county: '421222',
  draw: 'draw',
  number: '抽〔2026〕1',
  title: '村级站点抽查',
  redraw: null,
  period: { from: '2026-04-01', until: '2026-06-30' },
  parameters: {
    count: 4,
    strata: 'town',
    allocation: 'largest-remainder',
    weighted: false,
    places: { lead: 1, member: 1, 'third-party': 0 },
    loadMax: 4,
    weights: [],
  },
  objects: Array.from({ length: 12 }, (_, at) => objectOf(at, { town: at % 2 === 0 ? '关刀镇' : '麦市镇' })),
  inspectors: ['a', 'b', 'c'].map((id) => inspectorOf(id)),
  recusals: [],
  parties: ['audit', 'bureau', 'finance'].map((id) => ({ id, name: id })),
  publicValue: { name: '上证指数收盘', source: '-', on: '2026-04-20' },
};
function published(): string {
  const digest = listsDigestOf(lists, sha256);
  const contributions = lists.parties.map(({ id: party }) => {
    const secret = sha256(`${party}的秘密`);
    const bound = commitmentOf({ draw: lists.draw, lists: digest, party, secret }, sha256);
    return { party, secret, commitment: bound, opened: false };
  });
  return proofText(proofOf(lists, contributions, '3484.39', sha256));
}

export const proofFamilies: readonly Family[] = [
  {
    id: 'draw.commitment',
    name: said('承诺、揭示与开封', 'Committing, revealing, opening a seal'),
    does: said(
      '各方在公开数值产生前承诺，其后揭示，揭示须与承诺相符；逾期不揭示的，一人提出、另一人开封，谁也不能以沉默阻止抽取。',
      'Each party binds itself before the public value can be known and reveals after; what it reveals is what it bound itself to. A silent party is opened, proposed by one and done by another, and cannot stop the draw.',
    ),
    carries: [],
    duties: ['D06', 'D13'],
    functions: [
      `${file}#commit`,
      `${file}#reveal`,
      `${file}#proposeOpening`,
      `${file}#openSeal`,
      `${file}#move`,
    ],
    cases: [
      ...casesTold<{ readonly on?: string; readonly secret?: string; readonly done?: true }, string | null>(
        (_, { on = '2026-04-10', secret = '秘密', done }) =>
          codeOf(
            commit(
              drawOf('committing', done ? sealed : uncommitted),
              'bureau',
              { commitment: commitment('秘密'), secret },
              plainDate(on),
              sha256,
            ),
          ),
        [
          [
            tongcheng,
            {},
            null,
            '公开数值2026-04-20产生，2026-04-10承诺 → 收下',
            'A value of 2026-04-20, committed on 2026-04-10 → taken',
          ],
          [
            tongcheng,
            { on: '2026-04-20' },
            'draw.public-value-known',
            '2026-04-20才承诺 → 不可',
            'Committed on 2026-04-20 → refused',
          ],
          [
            tongcheng,
            { secret: '另一个' },
            'draw.seal-differs',
            '封存的与承诺不符 → 不可',
            'What is sealed is not what was committed → refused',
          ],
          [
            tongcheng,
            { done: true },
            'draw.committed-already',
            '承诺过再承诺 → 不可',
            'A second commitment → refused',
          ],
        ],
      ),
      ...casesTold<string, string | null>(
        (_, secret) => {
          const revealed = reveal(drawOf('revealing', sealed), 'bureau', secret, sha256);
          return revealed.ok ? revealed.value.state : revealed.refusal.code;
        },
        [
          [
            tongcheng,
            '秘密',
            'revealed',
            '最后一方揭示，与承诺相符 → 全部揭示',
            'The last party reveals what it bound itself to → all are revealed',
          ],
          [
            tongcheng,
            '另一个',
            'draw.reveal-differs',
            '揭示的与承诺不符 → 不收',
            'It reveals something else → refused',
          ],
        ],
      ),
      ...casesTold<string, string | null>(
        (_, on) => codeOf(proposeOpening(drawOf('revealing', sealed), 'bureau', plainDate(on))),
        [
          [
            tongcheng,
            '2026-04-15',
            'draw.reveal-day-open',
            '揭示期限2026-04-15，当日提出开封 → 不可',
            'To reveal until 2026-04-15, opening proposed that day → refused',
          ],
          [tongcheng, '2026-04-16', null, '次日提出开封 → 可以', 'Proposed the day after → granted'],
        ],
      ),
      ...casesTold<string, string | null>(
        (_, by) =>
          codeOf(
            openSeal(
              drawOf('revealing', { ...sealed, opening: { by: 'chen', reason: '逾期未揭示' } }),
              'bureau',
              by,
              plainDate('2026-04-16'),
            ),
          ),
        [
          [tongcheng, 'liu', null, '陈提出，刘开封 → 可以', 'Chen proposes, Liu opens → granted'],
          [
            tongcheng,
            'chen',
            'draw.opening-four-eyes',
            '陈提出，陈开封 → 不可',
            'Chen proposes and opens → refused',
          ],
        ],
      ),
      ...casesTold<DrawState, string | null>(
        (_, state) => codeOf(move({ number: '抽〔2026〕1', state }, 'abandoned')),
        [
          [
            tongcheng,
            'committing',
            null,
            '尚有一方未承诺，放弃 → 可以',
            'While one has not committed, given up → granted',
          ],
          [
            tongcheng,
            'revealing',
            'draw.wrong-state',
            '都已承诺，放弃 → 不可',
            'Once all have, given up → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'draw.public-value',
    name: said('公开数值', 'The public value'),
    does: said(
      '全部揭示之后、数值产生之日起由一人录入、另一人核对。',
      'Entered by one and checked by another, when every secret is known and its day has come.',
    ),
    carries: [],
    duties: ['D06', 'D13'],
    functions: [`${file}#enterValue`, `${file}#checkValue`],
    cases: [
      ...casesTold<string, string | null>(
        (_, on) => codeOf(enterValue(drawOf('revealed', {}), plainDate(on))),
        [
          [
            tongcheng,
            '2026-04-19',
            'draw.value-too-early',
            '数值2026-04-20产生，前一日录入 → 不可',
            'A value of 2026-04-20, entered the day before → refused',
          ],
          [tongcheng, '2026-04-20', null, '当日录入 → 可以', 'Entered that day → granted'],
        ],
      ),
      ...casesTold<string, string | null>(
        (_, by) =>
          codeOf(checkValue(drawOf('valued', {}, { value: { text: '3484.39', by: 'chen' } }), by, 'drawn')),
        [
          [tongcheng, 'liu', null, '陈录入，刘核对 → 抽取', 'Chen enters, Liu checks → drawn'],
          [
            tongcheng,
            'chen',
            'draw.value-four-eyes',
            '陈录入，陈核对 → 不可',
            'Chen enters and checks → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'draw.proof',
    name: said('公开查验', 'Checking a draw'),
    does: said(
      '公布的一份文件含名单、承诺、公开数值和结果，任何人可重算；改动一字即查出。',
      'One published file holds lists, commitments, value and result; anybody can repeat it, and one changed character shows.',
    ),
    carries: [],
    duties: ['D06', 'D15'],
    functions: [
      'draw.proof.rules.ts#outcomeOf',
      'draw.proof.rules.ts#isSound',
      'draw.proof.rules.ts#verifyText',
      'draw.proof.rules.ts#proofOf',
      'draw.proof.rules.ts#commitmentOf',
      'draw.proof.rules.ts#listsDigestOf',
    ],
    cases: casesTold<readonly [string, string] | null, boolean>(
      (_, change) => {
        const text = published();
        return verifyText(change === null ? text : text.replace(...change), sha256).ok;
      },
      [
        [tongcheng, null, true, '原样重算 → 相符', 'Repeated as published → agrees'],
        [
          tongcheng,
          ['3484.39', '3484.40'],
          false,
          '公开数值改一个数字 → 查出',
          'One digit of the value changed → shows',
        ],
        [
          tongcheng,
          ['第3号站点', '第三号站点'],
          false,
          '名单改一个字 → 查出',
          'One character of a list changed → shows',
        ],
      ],
    ),
    properties: [
      { title: 'any one changed character is caught', file: 'src/features/draw/draw.proof.rules.test.ts' },
      {
        title: 'the quick way of writing is the canonical one',
        file: 'src/features/draw/draw.proof.rules.test.ts',
      },
    ],
  },
];

import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type {
  FindingTold,
  Letter,
  LetterKind,
  LetterService,
  LetterState,
} from './supervision-letter.model.ts';
import {
  citedAmiss,
  decideDraft,
  decideLeftOut,
  decideReview,
  decideRevocation,
  decideService,
  decideSign,
  printedNumber,
  step,
} from './supervision-letter.rules.ts';

const file = 'supervision-letter.rules.ts';
const today = plainDate('2026-04-10');

const findingOf = (pack: World['pack'], id: string, over: Partial<FindingTold> = {}): FindingTold => ({
  id,
  number: `问〔2026〕1-${id}`,
  agreementId: 'agreement',
  contractorId: 'contractor',
  state: 'confirmed',
  fact: '货架空置',
  place: '示例村服务站',
  foundOn: '2026-03-05',
  clauseId: clauseOfDuty(pack, 'D14'),
  severity: 'ordinary',
  dimensions: ['quality'],
  area: 'station',
  inspectionNumber: '检〔2026〕1',
  inspectedOn: '2026-03-05',
  ...over,
});

const letterOf = (pack: World['pack'], state: LetterState): Letter => ({
  id: 'letter',
  version: 1,
  agreementId: 'agreement',
  contractorId: 'contractor',
  kind: 'supervision',
  replaces: null,
  reason: null,
  title: '督办函',
  preamble: '根据',
  state,
  number: null,
  draftedBy: 'chen',
  draftedOn: '2026-04-01',
  reviewedBy: null,
  signedBy: null,
  issuedBy: null,
  issuedOn: '2026-04-08',
  pdfSha256: null,
  contentDigest: null,
  service: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  closedOn: null,
  pack: { id: pack.id, version: pack.version, hash: '-' },
});

type Asked = {
  readonly days: number;
  readonly finding?: Partial<FindingTold>;
  readonly pending?: true;
  readonly named?: true;
};

export const letterFamilies: readonly Family[] = [
  {
    id: 'letter.number',
    name: said('督办函的名义和字号', 'In whose name a letter goes out'),
    does: said(
      '督办函以规定机关的名义和代字发出，按年编号，抄送规定的机关。',
      'A letter goes out in the name and under the code the regime gives, numbered by the year, with copies to those it names.',
    ),
    carries: ['letter.*'],
    duties: ['D07'],
    functions: [`${file}#printedNumber`],
    cases: [
      ...casesOf<readonly [number, number], string>(
        ({ pack }, [year, number]) => printedNumber({ code: pack.letter.issuerCode, year, number }),
        ([year, number], then) =>
          said(`${year}年第${number}件 → ${then}`, `Letter ${number} of ${year} → ${then}`),
        [
          [tongcheng, [2026, 7], '隽电商办督〔2026〕7号'],
          [jia, [2026, 12], '甲电商改〔2026〕12号'],
        ],
      ),
      ...casesTold<null, string>(
        ({ pack }) => pack.letter.issuerName,
        [
          [
            tongcheng,
            null,
            '通城县电子商务进农村领导小组办公室',
            '督办函以谁的名义发 → 通城县电子商务进农村领导小组办公室，不以商务局名义',
            'In whose name → the office of the leading group, never the Commerce Bureau’s',
          ],
        ],
      ),
    ],
  },
  {
    id: 'letter.contents',
    name: said('督办函写什么', 'What stands in a letter'),
    does: said(
      '只写同一合同下已确认的问题，期限不超过规定天数的两倍；该合同有未写入的问题，起草人须逐一点名；开头段只引所列问题来自的检查。',
      'Confirmed findings of one contract, each with a period of at most twice the days of its severity; what is left out is named by the one who leaves it out; the opening paragraph cites the visits its items rest on.',
    ),
    carries: [],
    duties: ['D07', 'D08'],
    functions: [`${file}#decideDraft`, `${file}#decideLeftOut`, `${file}#citedAmiss`],
    cases: [
      ...casesTold<Asked, string | null>(
        ({ pack }, { days, finding = {}, pending, named }) => {
          const other = findingOf(pack, '2');
          return codeOf(
            decideDraft(
              {
                agreementId: 'agreement',
                items: [{ findingId: '1', requirement: '充分使用货架', workingDays: days }],
                leftOut: named ? ['2'] : [],
              },
              {
                chosen: [findingOf(pack, '1', finding)],
                pending: pending ? [other] : [],
                inThisLetter: new Set(),
              },
              pack,
              today,
            ),
          );
        },
        [
          [
            tongcheng,
            { days: 15 },
            null,
            '一般问题，限15个工作日 → 可以',
            'An ordinary problem, 15 working days → granted',
          ],
          [
            tongcheng,
            { days: 30 },
            null,
            '一般问题，限30个工作日（两倍） → 可以',
            'An ordinary problem, 30 working days, twice → granted',
          ],
          [
            tongcheng,
            { days: 31 },
            'supervision-letter.period-out-of-range',
            '一般问题，限31个工作日 → 不可',
            'An ordinary problem, 31 working days → refused',
          ],
          [
            tongcheng,
            { days: 11, finding: { severity: 'serious' } },
            'supervision-letter.period-out-of-range',
            '重大问题，限11个工作日 → 不可：至多10个',
            'A serious problem, 11 working days → refused: at most 10',
          ],
          [
            jia,
            { days: 14, finding: { severity: 'serious' } },
            null,
            '重大问题，限14日 → 可以',
            'A serious problem, 14 days → granted',
          ],
          [
            tongcheng,
            { days: 15, finding: { state: 'raised' } },
            'supervision-letter.finding-not-confirmed',
            '问题尚未确认 → 不可',
            'Not yet confirmed → refused',
          ],
          [
            tongcheng,
            { days: 15, finding: { agreementId: 'another' } },
            'supervision-letter.other-agreement',
            '问题属另一合同 → 不可',
            'Of another contract → refused',
          ],
          [
            tongcheng,
            { days: 15, pending: true },
            'supervision-letter.findings-left-out',
            '同一合同另有已确认的问题未写入、未点名 → 不可',
            'Another confirmed problem is left out unnamed → refused',
          ],
          [
            tongcheng,
            { days: 15, pending: true, named: true },
            null,
            '同上，已点名不写入 → 可以',
            'The same, named as left out → granted',
          ],
        ],
      ),
      ...casesTold<readonly [string, readonly string[]], { strange: string[]; missing: string[] }>(
        (_, [preamble, visits]) => citedAmiss(preamble, visits),
        [
          [
            tongcheng,
            ['于2026年4月1日（检〔2026〕1）进行了监督检查。', ['检〔2026〕1']],
            { strange: [], missing: [] },
            '开头段引检〔2026〕1，所列问题来自检〔2026〕1 → 相符',
            'The paragraph cites 检〔2026〕1 and the items rest on it → as it should be',
          ],
          [
            tongcheng,
            ['于检〔2026〕1、检〔2026〕12进行了监督检查。', ['检〔2026〕1', '检〔2026〕3', '检〔2026〕3']],
            { strange: ['检〔2026〕12'], missing: ['检〔2026〕3'] },
            '多引检〔2026〕12，漏引检〔2026〕3 → 提示',
            'It cites 检〔2026〕12 for nothing and not 检〔2026〕3 → told',
          ],
        ],
      ),
      ...casesTold<readonly string[], string | null>(
        ({ pack }, named) => codeOf(decideLeftOut(named, [findingOf(pack, '2')], pack)),
        [
          [
            tongcheng,
            ['2', '3'],
            'supervision-letter.findings-left-out',
            '点名的比实际未写入的多 → 不可',
            'More is named than is left out → refused',
          ],
        ],
      ),
    ],
    properties: [
      {
        title: 'granted exactly when the set said is the set left out',
        file: 'src/features/supervision-letter/supervision-letter.rules.test.ts',
      },
      {
        title: 'a draft of any choice is granted when the rest is named, and never otherwise',
        file: 'src/features/supervision-letter/supervision-letter.rules.test.ts',
      },
    ],
  },
  {
    id: 'letter.signing',
    name: said('核稿、签发与送达', 'Review, signature and service'),
    does: said(
      '拟稿、核稿、签发各由一人，规定没有核稿的县拟稿后直接签发；参加过所列检查的人不核稿、不签发；送达不早于印发、不在将来，留置送达须有送达人以外的见证人；已印发的督办函只由一份撤销函撤销，草稿、已办结的和撤销函不撤销。',
      'Drafted, reviewed and signed by one person each, or drafted and signed where the county has no review, and neither reviewed nor signed by one of its visits; served not before it was issued, nor in days to come; what is left at the door needs a witness who is not the server; a letter that is issued is revoked by one other letter, and neither a draft, nor one closed, nor a revocation is.',
    ),
    carries: ['documents.signOff'],
    duties: ['D07', 'D09'],
    functions: [
      `${file}#mayBecome`,
      `${file}#isReviewed`,
      `${file}#decideReview`,
      `${file}#decideSign`,
      `${file}#decideService`,
      `${file}#step`,
      `${file}#decideRevocation`,
    ],
    cases: [
      ...casesTold<readonly [LetterState, LetterKind, boolean], string | null>(
        ({ pack }, [state, kind, standing]) =>
          codeOf(
            decideRevocation({ state, kind }, standing ? { title: '关于撤销', number: '' } : null, pack),
          ),
        [
          [
            tongcheng,
            ['served', 'supervision', false],
            null,
            '已送达的督办函，起草撤销函 → 可以',
            'A letter that is served, revoked by another → granted',
          ],
          [
            tongcheng,
            ['issued', 'supervision', false],
            null,
            '已印发未送达，起草撤销函 → 可以',
            'Issued and not served, revoked → granted',
          ],
          [
            tongcheng,
            ['draft', 'supervision', false],
            'supervision-letter.not-issued',
            '撤销草稿 → 不可',
            'A draft revoked → refused',
          ],
          [
            tongcheng,
            ['closed', 'supervision', false],
            'supervision-letter.wrong-state',
            '全部销号后撤销 → 不可',
            'Every item closed, then revoked → refused',
          ],
          [
            tongcheng,
            ['revoked', 'supervision', true],
            'supervision-letter.wrong-state',
            '已撤销的再撤销 → 不可',
            'Revoked twice → refused',
          ],
          [
            tongcheng,
            ['served', 'supervision', true],
            'supervision-letter.revocation-open',
            '已有一份撤销函在办 → 不可',
            'A second revocation beside the first → refused',
          ],
          [
            tongcheng,
            ['served', 'revocation', false],
            'supervision-letter.revocation-not-revocable',
            '撤销一份撤销函 → 不可',
            'A revocation revoked → refused',
          ],
        ],
      ),
      ...casesTold<readonly [LetterState, string], string | null>(
        ({ pack }, [state, personId]) =>
          codeOf(
            (state === 'draft' ? decideReview : decideSign)(
              { ...letterOf(pack, state), reviewedBy: state === 'draft' ? null : 'zhou' },
              { personId, visitors: ['zhao'] },
              pack,
            ),
          ),
        [
          [tongcheng, ['draft', 'liu'], null, '陈拟稿，刘核稿 → 可以', 'Chen drafts, Liu reviews → granted'],
          [
            tongcheng,
            ['draft', 'chen'],
            'supervision-letter.own-draft',
            '陈拟稿，陈核稿 → 不可',
            'Chen drafts and reviews → refused',
          ],
          [
            tongcheng,
            ['reviewed', 'chen'],
            'supervision-letter.own-draft',
            '陈拟稿，陈签发 → 不可',
            'Chen drafts and signs → refused',
          ],
          [
            yi,
            ['draft', 'liu'],
            'supervision-letter.no-review',
            '乙县没有核稿，刘核稿 → 不可，直接签发',
            'County Yi has no review: Liu reviews → refused, it is signed at once',
          ],
          [
            tongcheng,
            ['reviewed', 'zhou'],
            'supervision-letter.own-review',
            '周核稿，周签发 → 不可',
            'Zhou reviews and signs → refused',
          ],
          [
            tongcheng,
            ['draft', 'zhao'],
            'supervision-letter.own-visit',
            '赵参加检查，赵核稿 → 不可',
            'Zhao was on the visit and reviews → refused',
          ],
        ],
      ),
      ...casesTold<string, string | null>(
        ({ pack }, personId) => codeOf(decideSign(letterOf(pack, 'draft'), { personId, visitors: [] }, pack)),
        [
          [
            yi,
            'wang',
            null,
            '乙县没有核稿，王签发草稿 → 可以',
            'County Yi has no review: Wang signs the draft → granted',
          ],
          [
            yi,
            'chen',
            'supervision-letter.own-draft',
            '乙县陈拟稿，陈签发 → 不可',
            'In county Yi Chen drafts and signs → refused',
          ],
          [
            tongcheng,
            'wang',
            'supervision-letter.wrong-state',
            '通城未核稿，王签发草稿 → 不可',
            'In Tongcheng Wang signs what nobody reviewed → refused',
          ],
        ],
      ),
      ...casesTold<readonly [LetterState, LetterState], string | null>(
        ({ pack }, [from, to]) => codeOf(step(letterOf(pack, from), to)),
        [
          [
            tongcheng,
            ['draft', 'issued'],
            'supervision-letter.wrong-state',
            '草稿直接印发 → 不可',
            'A draft issued at once → refused',
          ],
          [
            tongcheng,
            ['issued', 'voided'],
            'supervision-letter.wrong-state',
            '已印发的作废 → 不可',
            'One that is issued, voided → refused',
          ],
        ],
      ),
      ...casesTold<Partial<LetterService>, string | null>(
        ({ pack }, over) =>
          codeOf(
            decideService(
              letterOf(pack, 'issued'),
              {
                method: 'direct',
                servedOn: '2026-04-09',
                servedTo: '示例负责人',
                servedBy: 'chen',
                witness: null,
                note: null,
                ...over,
              },
              { name: '陈' },
              today,
            ),
          ),
        [
          [
            tongcheng,
            {},
            null,
            '2026-04-08印发，2026-04-09直接送达 → 可以',
            'Issued on 2026-04-08, served on 2026-04-09 → granted',
          ],
          [
            tongcheng,
            { servedOn: '2026-04-07' },
            'supervision-letter.served-before-issue',
            '送达日早于印发日 → 不可',
            'Served before it was issued → refused',
          ],
          [
            tongcheng,
            { servedOn: '2026-04-11' },
            'supervision-letter.served-in-future',
            '送达日写成明天 → 不可',
            'Served tomorrow → refused',
          ],
          [
            tongcheng,
            { method: 'left' },
            'supervision-letter.witness-required',
            '留置送达没有见证人 → 不可',
            'Left at the door without a witness → refused',
          ],
          [
            tongcheng,
            { method: 'left', witness: '陈' },
            'supervision-letter.witness-is-server',
            '见证人就是送达人 → 不可',
            'The witness is the server → refused',
          ],
        ],
      ),
    ],
  },
];

import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said, type World } from '../regime/regime.family.model.ts';
import {
  askedOf,
  byKind,
  carriesWhatIsRequired,
  narrativeFrom,
  papersFrom,
  partsToRead,
} from './monthly-report.content.rules.ts';
import type { Narrative, NarrativePart } from './monthly-report.model.ts';
import { submit } from './monthly-report.rules.ts';

const file = 'monthly-report.content.rules.ts';
const unwritten: Narrative = {
  summary: '',
  problems: '',
  nextMonth: '',
  coordination: '',
  rectification: '',
};
const askedIn = ({ pack }: World) => askedOf(pack.reports);

export const contentFamilies: readonly Family[] = [
  {
    id: 'report.content',
    name: said('月报写什么、附什么', 'What a report says and what is attached'),
    does: said(
      '表单只列制度要求的部分和附件；必附的附件没有附上，不能报送，草稿可以先存；其他附件照样可加。',
      'The form holds the parts and papers the regime names; without a required paper the report is not handed in, a draft may wait; other papers may be added.',
    ),
    carries: ['reports.narrative', 'reports.attachments.*.*'],
    duties: ['D03', 'D04'],
    functions: [`${file}#narrativeFrom`, `${file}#papersFrom`, `${file}#carriesWhatIsRequired`],
    cases: [
      ...casesTold<null, readonly NarrativePart[]>(
        (world) => askedIn(world).narrative,
        [
          [
            tongcheng,
            null,
            ['summary', 'problems', 'nextMonth', 'coordination', 'rectification'],
            '打开月报表单 → 工作总结、问题、下月安排、需协调事项、整改落实五部分',
            'The form of a report → five parts: summary, problems, next month, coordination, rectification',
          ],
          [
            jia,
            null,
            ['summary', 'problems'],
            '打开月报表单 → 只有工作总结、问题两部分',
            'The form of a report → two parts only: summary and problems',
          ],
        ],
      ),
      ...casesTold<Partial<Narrative>, string | null>(
        (world, sent) => codeOf(narrativeFrom(sent, unwritten, askedIn(world))),
        [
          [
            tongcheng,
            { summary: '建成3个', nextMonth: '调试' },
            null,
            '写下月安排 → 收下',
            'A plan for next month → taken',
          ],
          [
            jia,
            { summary: '建成3个', nextMonth: '调试' },
            'monthly-report.part-not-asked',
            '写下月安排 → 不收：制度不要求这一部分',
            'A plan for next month → refused: the regime does not ask for it',
          ],
        ],
      ),
      ...casesTold<null, readonly [string, readonly NarrativePart[]]>(
        (world) => {
          const before = { ...unwritten, summary: '建成3个', coordination: '请协调用地' };
          const asked = askedIn(world);
          const kept = narrativeFrom({ summary: '建成4个' }, before, asked);
          return kept.ok
            ? [kept.value.coordination, partsToRead(asked.narrative, kept.value)]
            : [kept.refusal.code, []];
        },
        [
          [
            jia,
            null,
            ['请协调用地', ['summary', 'problems', 'coordination']],
            '旧草稿写过需协调事项，现不再要求 → 原话保留、可读，表单不再问',
            'An older draft speaks of coordination, no longer asked for → its words stay and are shown, the form asks no more',
          ],
        ],
      ),
      ...casesTold<readonly string[], string | null>(
        (world, carried) => codeOf(carriesWhatIsRequired(carried, askedIn(world))),
        [
          [
            tongcheng,
            [],
            null,
            '没有附件，报送 → 可以：不强制',
            'Nothing attached → granted: none is required',
          ],
          [
            jia,
            [],
            'monthly-report.attachment-missing',
            '没有附件，报送 → 不可：缺签字盖章件和现场照片',
            'Nothing attached → refused: the signed copy and the photographs are missing',
          ],
          [
            jia,
            ['signed-report'],
            'monthly-report.attachment-missing',
            '只附签字盖章件，报送 → 不可：缺现场照片',
            'The signed copy alone → refused: the photographs are missing',
          ],
          [
            jia,
            ['signed-report', 'photos'],
            null,
            '附签字盖章件和现场照片，报送 → 可以',
            'The signed copy and photographs → granted',
          ],
          [
            yi,
            [],
            'monthly-report.attachment-missing',
            '没有附运营台账，报送 → 不可',
            'Without the ledger of operation → refused',
          ],
          [yi, ['ledger'], null, '附运营台账，报送 → 可以', 'With the ledger of operation → granted'],
        ],
      ),
      ...casesTold<readonly string[], string | null>(
        (world, kinds) =>
          codeOf(papersFrom(Object.fromEntries(kinds.map((kind) => [kind, []])), [], askedIn(world))),
        [
          [jia, ['photos'], null, '上传“现场照片” → 收下', 'A paper handed in as photographs → taken'],
          [
            jia,
            ['ledger'],
            'monthly-report.attachment-unknown',
            '上传“运营台账” → 不收：制度没有这一种，可作其他附件',
            'A paper handed in as a ledger → refused: no such kind; it may be added under other papers',
          ],
        ],
      ),
      ...casesTold<null, readonly (string | null)[]>(
        (world) =>
          byKind(askedIn(world).attachments, [{ kind: 'ledger' }, { kind: null }]).map(
            ({ asked, papers }) => `${asked?.id ?? 'others'} ${papers.length}`,
          ),
        [
          [
            yi,
            null,
            ['ledger 1', 'others 1'],
            '附运营台账和一份其他材料 → 分别列在各自名下',
            'The ledger and another paper → each shown under its own name',
          ],
          [
            tongcheng,
            null,
            ['signed-report 0', 'others 2'],
            '附的种类本制度没有 → 列入其他附件',
            'A kind the regime does not have → shown under other papers',
          ],
        ],
      ),
      ...casesTold<null, string | null>(
        ({ pack }) => {
          const { narrative: _, ...asked } = askedOf(pack.reports);
          return codeOf(
            submit(
              { state: 'draft', period: '2026-03', returnReason: null },
              { summary: '', submittedAt: null },
              { lines: [], figures: [], asked: { ...asked, narrative: ['problems'] }, carried: [] },
              plainDate('2026-04-01'),
              asked.basis,
            ),
          );
        },
        [
          [
            tongcheng,
            null,
            null,
            '制度不要求工作总结时，没有总结报送 → 可以',
            'Where a regime asks for no summary, handed in without one → granted',
          ],
        ],
      ),
    ],
  },
];

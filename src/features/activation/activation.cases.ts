import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type { Activation, ActivationState, Scores } from './activation.model.ts';
import { decide, differences, isDue, missingIds, propose } from './activation.rules.ts';

const file = 'activation.rules.ts';

const activationOf = (over: Partial<Activation> = {}): Activation => ({
  id: 'a',
  version: 1,
  state: 'proposed',
  from: { id: 'p', version: '1', hash: '1' },
  pack: { id: 'p', version: '2', hash: '2' },
  effectOn: '2026-05-01',
  rectifications: 'keep',
  scores: null,
  reasons: '上级通知调整',
  proposedBy: 'chen',
  proposedAt: 'then',
  decidedBy: null,
  decidedAt: null,
  declinedReason: null,
  appliedOn: null,
  ...over,
});
/** The next version: serious problems have so many days. */
const withSerious = (pack: RulePack, days: number): RulePack => {
  const { serious } = pack.rectification.period;
  const value = {
    from: '2026-05-01',
    value: days,
    basis: [{ clause: clauseOfDuty(pack, 'D09'), mark: 'text' as const }],
  };
  return {
    ...pack,
    rectification: {
      ...pack.rectification,
      period: { ...pack.rectification.period, serious: { ...serious, values: [value, ...serious.values] } },
    },
  };
};

type Proposed = {
  readonly on?: string;
  readonly same?: true;
  readonly jurisdiction?: string;
  readonly without?: 'funds';
  readonly base?: number;
  readonly scores?: Scores;
};

export const activationFamilies: readonly Family[] = [
  {
    id: 'activation.proposal',
    name: said('启用新版制度', 'Going over to a new version'),
    does: said(
      '新版从将来的一天起用，不早于其施行日和上一版的启用日；已被引用的条款、要点和义务不得缺；评分标准变了，须选定旧分数如何处理。',
      'A later version applies from a day to come, not before it is in force nor before the last one; what records name is still there; and where the scale changes it is said what becomes of scores.',
    ),
    carries: [],
    duties: ['D32'],
    functions: [`${file}#propose`, `${file}#missingIds`, `${file}#differences`],
    cases: [
      ...casesTold<Proposed, string | null>(
        (
          { pack },
          { on = '2026-05-01', same, jurisdiction = pack.jurisdiction, without, base, scores = null },
        ) => {
          const next: RulePack = {
            ...withSerious(pack, 3),
            jurisdiction,
            obligations: pack.obligations.filter(({ id }) => id !== without),
            ...(base !== undefined &&
              pack.scoring && {
                scoring: {
                  ...pack.scoring,
                  base: { values: [{ from: pack.inForceFrom, value: base, basis: [] }] },
                },
              }),
          };
          return codeOf(
            propose(
              { effectOn: on, rectifications: 'keep', scores },
              {
                current: { pack, hash: 'now', sinceOn: pack.inForceFrom },
                next: { pack: next, hash: same ? 'now' : 'next' },
              },
              { obligations: ['funds'], checkItems: [], clauses: [] },
              plainDate('2026-04-10'),
            ),
          );
        },
        [
          [
            tongcheng,
            {},
            null,
            '2026-04-10提出，自2026-05-01起启用 → 可以',
            'Proposed on 2026-04-10, from 2026-05-01 → granted',
          ],
          [
            tongcheng,
            { on: '2026-04-09' },
            'activation.date-passed',
            '自昨天起启用 → 不可：不溯及既往',
            'From yesterday → refused: nothing reaches back',
          ],
          [
            tongcheng,
            { same: true },
            'activation.same-version',
            '内容没有变化 → 不可',
            'Nothing has changed → refused',
          ],
          [
            tongcheng,
            { jurisdiction: '421221' },
            'activation.other-county',
            '另一县的规则包 → 不可',
            'Another county’s pack → refused',
          ],
          [
            tongcheng,
            { without: 'funds' },
            'activation.ids-missing',
            '新版缺少记录已引用的“资金检查” → 不可',
            'The inspection of funds, which records name, is missing → refused',
          ],
          [
            jia,
            { base: 50 },
            'activation.scores-unanswered',
            '评分基础分改为50，未说旧分数如何处理 → 不可',
            'The base becomes 50 and nothing is said of scores → refused',
          ],
          [
            jia,
            { base: 50, scores: 'rescale' },
            null,
            '同上，选定“按比例折算” → 可以',
            'The same, converted in proportion → granted',
          ],
          [
            tongcheng,
            { scores: 'anew' },
            'activation.scores-not-asked',
            '评分没有变化而作了选择 → 不可',
            'A choice where no scale changes → refused',
          ],
        ],
      ),
      ...casesTold<null, unknown>(
        ({ pack }) =>
          differences(pack, withSerious(pack, 3), plainDate('2026-05-01')).map(({ path, before, after }) => ({
            path,
            before,
            after,
          })),
        [
          [
            tongcheng,
            null,
            [{ path: 'rectification.period.serious', before: 5, after: 3 }],
            '重大问题由5个工作日改为3个 → 列明这一处差异',
            'Serious problems from 5 working days to 3 → that one difference is listed',
          ],
        ],
      ),
      ...casesTold<string, readonly string[]>(
        ({ pack }, id) => missingIds({ obligations: [id], checkItems: [], clauses: [] }, pack),
        [
          [
            tongcheng,
            'roads',
            ['roads'],
            '记录引用了规则包没有的义务 → 列明',
            'Records name an obligation the pack does not have → it is listed',
          ],
        ],
      ),
    ],
  },
  {
    id: 'activation.decision',
    name: said('启用须两人', 'Two people activate'),
    does: said(
      '提出人以外的人批准；到生效日起用，批准前不起用。',
      'Another than the proposer approves; it applies from its day, never before it is approved.',
    ),
    carries: [],
    duties: ['D13', 'D32'],
    functions: [`${file}#decide`, `${file}#isDue`],
    cases: [
      ...casesTold<readonly [ActivationState, string], string | null>(
        ({ pack }, [state, by]) => codeOf(decide(activationOf({ state }), { personId: by }, pack)),
        [
          [
            tongcheng,
            ['proposed', 'liu'],
            null,
            '陈提出，刘批准 → 可以',
            'Chen proposes, Liu approves → granted',
          ],
          [
            tongcheng,
            ['proposed', 'chen'],
            'activation.own-proposal',
            '陈提出，陈批准 → 不可',
            'Chen proposes and approves → refused',
          ],
          [
            tongcheng,
            ['declined', 'liu'],
            'activation.wrong-state',
            '已否决的再批准 → 不可',
            'One that was declined → refused',
          ],
        ],
      ),
      ...casesTold<readonly [ActivationState, string], boolean>(
        (_, [state, on]) => isDue(activationOf({ state }), plainDate(on)),
        [
          [
            tongcheng,
            ['approved', '2026-04-30'],
            false,
            '2026-05-01生效，前一日 → 不起用',
            'In effect on 2026-05-01, the day before → not yet',
          ],
          [tongcheng, ['approved', '2026-05-01'], true, '当日 → 起用', 'That day → applied'],
          [
            tongcheng,
            ['proposed', '2026-05-01'],
            false,
            '当日仍未批准 → 不起用',
            'That day, not approved → not applied',
          ],
        ],
      ),
    ],
  },
];

import { plainDate } from '#kernel/temporal.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import { casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import { clean } from './disbursement.cases.ts';
import {
  approve,
  coDecide,
  decline,
  hardStopRefusal,
  pay,
  propose,
  request,
  split,
  takeBack,
} from './disbursement.decision.rules.ts';
import type { Decision, Instalment, Outcome } from './disbursement.model.ts';
import { evaluateGate } from './disbursement.rules.ts';

const file = 'disbursement.decision.rules.ts';
export const asOf = plainDate('2026-04-10');
export const instalmentOf = (over: Partial<Instalment> = {}): Instalment => ({
  id: 'i',
  version: 1,
  agreementId: 'a',
  contractorId: 'c',
  number: 1,
  name: '第一期',
  amountFen: 100_000_000,
  condition: '',
  requiredProgress: 50,
  plannedOn: '2026-04-01',
  state: 'requested',
  requestedAt: null,
  requestedBy: null,
  ...over,
});
const decisionOf = (over: Partial<Decision> = {}): Decision => ({
  id: 'd',
  version: 1,
  instalmentId: 'i',
  evaluationId: 'e',
  state: 'proposed',
  outcome: 'pay',
  amountFen: 100_000_000,
  payableFen: null,
  departs: false,
  reasons: '',
  proposedBy: 'chen',
  proposedAt: 'then',
  financeBy: null,
  financeAt: null,
  financeNote: null,
  approvedBy: null,
  approvedAt: null,
  declinedBy: null,
  declinedReason: null,
  ...over,
});
const agreed = decisionOf({ financeBy: 'liu' });
const approved = decisionOf({
  state: 'approved',
  financeBy: 'liu',
  approvedBy: 'wang',
  payableFen: 100_000_000,
});
const early = { ...clean, instalment: { ...clean.instalment, plannedOn: '2026-04-11' } };

export const decisionFamilies: readonly Family[] = [
  {
    id: 'disbursement.decision',
    name: said('拨付由三人决定', 'Three people decide a payment'),
    does: said(
      '检查结果是主要依据而非唯一依据：商务局提出，偏离建议须写理由；财政会签、领导小组批准、财政拨付，提出、会签、批准互为不同的人；硬性条件不满足，谁也不能拨。',
      'The results are the main basis and not the only one: the bureau proposes, with reasons where it departs; finance agrees, the leading group approves, finance pays, by different people; nobody passes a hard stop.',
    ),
    carries: [],
    duties: ['D11'],
    functions: [
      `${file}#request`,
      `${file}#propose`,
      `${file}#coDecide`,
      `${file}#approve`,
      `${file}#pay`,
      `${file}#decline`,
      `${file}#takeBack`,
      `${file}#hardStopRefusal`,
    ],
    cases: [
      ...casesTold<{ readonly state?: Instalment['state']; readonly terminated?: boolean }, string | null>(
        ({ pack }, { state = 'planned', terminated = false }) =>
          codeOf(request({ state }, { terminated }, pack)),
        [
          [
            tongcheng,
            {},
            null,
            '承办企业申请计划中的一期 → 受理',
            'The contractor asks for one that is planned → taken up',
          ],
          [
            tongcheng,
            { state: 'paid' },
            'disbursement.paid-already',
            '申请已拨付的一期 → 不可',
            'One that is paid → refused',
          ],
          [
            tongcheng,
            { terminated: true },
            'disbursement.hard-stop',
            '资格取消后申请 → 不可',
            'After disqualification → refused',
          ],
        ],
      ),
      ...casesTold<
        { readonly outcome: Outcome; readonly fen: number; readonly reasons?: string; readonly early?: true },
        string | null
      >(
        ({ pack }, { outcome, fen, reasons = '', early: stopped }) =>
          codeOf(
            propose(
              instalmentOf(),
              evaluateGate(pack, stopped ? early : clean, asOf),
              { outcome, amountFen: fen, reasons },
              pack,
            ),
          ),
        [
          [
            tongcheng,
            { outcome: 'pay', fen: 100_000_000 },
            null,
            '建议拨100万元，提出拨100万元 → 可以',
            '1,000,000 yuan recommended and proposed → granted',
          ],
          [
            tongcheng,
            { outcome: 'pay-part', fen: 50_000_000 },
            'disbursement.reasons-required',
            '建议拨100万元，提出拨50万元，没有理由 → 不可',
            'Half of it proposed without reasons → refused',
          ],
          [
            tongcheng,
            { outcome: 'pay-part', fen: 50_000_000, reasons: '二期设备尚未到货' },
            null,
            '同上，写明理由 → 可以',
            'The same with reasons → granted',
          ],
          [
            tongcheng,
            { outcome: 'pay', fen: 100_000_001 },
            'disbursement.above-instalment',
            '提出超过本期1分 → 不可',
            'One fen above the instalment → refused',
          ],
          [
            tongcheng,
            { outcome: 'pay', fen: 50_000_000, reasons: '二期设备尚未到货' },
            'disbursement.outcome-mismatch',
            '结论写“拨付”，金额只有一半 → 不可',
            '“Pay” with half the amount → refused',
          ],
          [
            tongcheng,
            { outcome: 'pay', fen: 100_000_000, reasons: '特事特办', early: true },
            'disbursement.hard-stop',
            '本期未到，写了理由仍要拨 → 不可',
            'Not due, and reasons given → refused all the same',
          ],
          [
            tongcheng,
            { outcome: 'withhold', fen: 0, early: true },
            null,
            '本期未到，提出暂缓 → 可以',
            'Not due, withholding proposed → granted',
          ],
        ],
      ),
      ...casesTold<string, string | null>(
        ({ pack }, by) => codeOf(coDecide(decisionOf(), by, pack)),
        [
          [tongcheng, 'liu', null, '陈提出，刘会签 → 可以', 'Chen proposes, Liu agrees → granted'],
          [
            tongcheng,
            'chen',
            'disbursement.same-person',
            '陈提出，陈会签 → 不可',
            'Chen proposes and agrees → refused',
          ],
        ],
      ),
      ...casesTold<readonly [Decision, string], string | null>(
        ({ pack }, [decision, by]) => codeOf(approve(decision, by, pack)),
        [
          [
            tongcheng,
            [agreed, 'wang'],
            null,
            '陈提出、刘会签、王批准 → 可以',
            'Chen, Liu, then Wang approves → granted',
          ],
          [
            tongcheng,
            [agreed, 'liu'],
            'disbursement.same-person',
            '会签人批准 → 不可',
            'Approved by who agreed → refused',
          ],
          [
            tongcheng,
            [decisionOf(), 'wang'],
            'disbursement.finance-first',
            '未经财政会签即批准 → 不可',
            'Approved before finance → refused',
          ],
        ],
      ),
      ...casesTold<{ readonly by?: string; readonly paidOn?: string; readonly early?: true }, string | null>(
        ({ pack }, { by = 'liu', paidOn = '2026-04-10', early: stopped }) =>
          codeOf(
            pay(
              approved,
              evaluateGate(pack, stopped ? early : clean, asOf),
              { personId: by, paidOn: plainDate(paidOn), today: asOf, approvedOn: plainDate('2026-04-09') },
              pack,
            ),
          ),
        [
          [
            tongcheng,
            {},
            null,
            '2026-04-09批准，刘2026-04-10拨付 → 可以',
            'Approved on 2026-04-09, paid by Liu on 2026-04-10 → granted',
          ],
          [
            tongcheng,
            { by: 'wang' },
            'disbursement.same-person',
            '批准人拨付 → 不可',
            'Paid by who approved → refused',
          ],
          [
            tongcheng,
            { paidOn: '2026-04-08' },
            'disbursement.paid-on-impossible',
            '拨付日早于批准日 → 不可',
            'Paid before it was approved → refused',
          ],
          [
            tongcheng,
            { early: true },
            'disbursement.hard-stop',
            '批准后出现硬性条件 → 不可',
            'A hard stop arose after the approval → refused',
          ],
        ],
      ),
      ...casesTold<boolean, string | null>(
        ({ pack }, changed) => codeOf(takeBack(agreed, changed, pack)),
        [
          [tongcheng, true, null, '提出后事实有变 → 退回重提', 'The facts changed since → goes back'],
          [tongcheng, false, 'disbursement.facts-unchanged', '事实未变 → 不退回', 'They did not → stays'],
        ],
      ),
      ...casesTold<Decision, string | null>(
        (_, decision) => codeOf(decline(decision)),
        [
          [
            tongcheng,
            approved,
            null,
            '已批准、未拨付，收回 → 可以',
            'Approved and not paid, taken back → granted',
          ],
          [
            tongcheng,
            decisionOf({ state: 'paid' }),
            'disbursement.decision-wrong-state',
            '已拨付，收回 → 不可',
            'Paid, taken back → refused',
          ],
        ],
      ),
      ...casesTold<null, unknown>(
        ({ pack }) => hardStopRefusal(evaluateGate(pack, early, asOf)).refusal.facts.conditions,
        [
          [
            tongcheng,
            null,
            ['instalment-due'],
            '被硬性条件挡住 → 列明是哪一条：本期未到',
            'Held by a hard stop → it says which: not due',
          ],
        ],
      ),
    ],
  },
  {
    id: 'disbursement.remainder',
    name: said('暂缓部分另成一期', 'What is withheld becomes an instalment'),
    does: said(
      '部分拨付后，余下的另成一期，各期之和仍等于合同。',
      'After a part is paid the rest is an instalment of its own, so that all still sum to the contract.',
    ),
    carries: [],
    duties: ['D11'],
    functions: [`${file}#split`],
    cases: casesTold<number, readonly [number, number | null, string | null]>(
      (_, paidFen) => {
        const { paid, remainder } = split(instalmentOf(), paidFen, { id: 'r', number: 4 });
        return [paid.amountFen, remainder?.amountFen ?? null, remainder?.name ?? null];
      },
      [
        [
          tongcheng,
          70_000_000,
          [70_000_000, 30_000_000, '第一期（暂缓部分）'],
          '第一期100万元，拨70万元 → 余30万元另成“第一期（暂缓部分）”',
          '700,000 of 1,000,000 yuan paid → 300,000 left as an instalment of its own',
        ],
        [
          tongcheng,
          100_000_000,
          [100_000_000, null, null],
          '全部拨付 → 没有余额',
          'All of it paid → nothing left',
        ],
      ],
    ),
    properties: [
      {
        title: 'a part paid and the rest sum to what it was, and the rest is asked for like any other',
        file: 'src/features/disbursement/disbursement.decision.rules.test.ts',
      },
    ],
  },
];

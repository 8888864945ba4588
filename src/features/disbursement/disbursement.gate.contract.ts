import { z } from 'zod';
import { basis, plainDateText } from '#kernel/shapes.ts';
import { gateConditionIds } from '../regime/regime.model.ts';

// What the gate says, condition by condition; the procedures that show it are in disbursement.contract.ts.

export const outcome = z.enum(['pay', 'pay-part', 'withhold']);
export const party = z.enum([
  'contractor',
  'office',
  'commerce-bureau',
  'inspection-group',
  'finance',
  'leading-group',
  'nobody',
]);
export const words = z.object({ zh: z.string(), en: z.string() });
const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const evidenceType = z.enum([
  'agreement',
  'payment',
  'plan-line',
  'obligation',
  'monthly-report',
  'rectification',
  'finding',
  'inspection',
  'score',
  'disqualification',
]);
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));

const figure = z.object({
  name: z.enum([
    'plannedOn',
    'requiredPercent',
    'progressPercent',
    'instalmentFen',
    'contractFen',
    'paidFen',
    'leftFen',
    'projectFen',
    'projectPromisedFen',
    'projectPaidFen',
    'centralFen',
    'capPercent',
    'capFen',
    'areaPaidFen',
    'areaPartFen',
    'dueCount',
    'doneCount',
    'openCount',
    'overdueCount',
    'againstCount',
    'seriousCount',
    'verdictCount',
    'perUnitFen',
    'unitCount',
    'floorPercent',
    'floorFen',
    'othersPaidFen',
    'othersPartFen',
    'othersLeftFen',
    'plannedPercent',
    'leastPercent',
    'unfinishedPercent',
    'scorePoints',
    'leastPoints',
    'withholdPercent',
    'withholdFen',
  ]),
  value: z.union([z.number(), z.string()]),
  of: area.optional(),
});

export const conditionView = z.object({
  id: z.enum([...gateConditionIds, 'not-suspended']),
  class: z.enum(['hard-stop', 'ground', 'warning']),
  name: words,
  met: z.boolean(),
  evidence: z.array(
    z.object({
      type: evidenceType,
      /** Null where this person may not open the record. */
      id: z.string().nullable(),
      label: z.string(),
      note: z.enum([
        'report-missing',
        'report-waiting',
        'report-returned',
        'report-accepted',
        'rectification-overdue',
        'rectification-reported-late',
        'rectification-awaits-visit',
        'rectification-awaits-closing',
        'rectification-open',
        'rectification-closed',
        'serious-open',
        'serious-raised',
        'inspection-overdue',
        'inspection-missed',
        'verdict',
        'line-progress',
        'line-against-plan',
        'line-unfinished',
        'score-band',
        'score-waiting',
        'agreement-terminated',
        'agreement-stands',
        'payments-held',
        'disqualified',
        'suspended',
        'suspended-for-progress',
        'paid',
      ]),
      facts,
      against: z.boolean(),
    }),
  ),
  arithmetic: z.array(figure),
  remedy: words,
  /** What would turn it green: whose act, by which day, on which record. Empty when it is met. */
  steps: z.array(
    z.object({
      act: z.enum([
        'submit-report',
        'correct-report',
        'accept-report',
        'report-rectification',
        're-inspect',
        'close-rectification',
        'issue-letter',
        'rectify',
        'sign-inspection',
        'inspect',
        'waive-or-explain',
        'put-verdict-right',
        'await-day',
        'reach-progress',
        'raise-score',
        'confirm-score',
        'keep-to-cap',
        'amend-contract',
        'paid-already',
        'settle-only',
        'await-case',
        'lift-suspension',
      ]),
      by: party,
      on: plainDateText.nullable(),
      type: evidenceType.nullable(),
      id: z.string().nullable(),
      label: z.string(),
    }),
  ),
  withholdFen: z.int(),
  basis,
});
export type ConditionView = z.infer<typeof conditionView>;

export const gateView = z.object({
  asOf: plainDateText,
  amountFen: z.int(),
  conditions: z.array(conditionView),
  recommendation: outcome,
  recommendedFen: z.int(),
  /** 大写金额 */
  recommendedCapitals: z.string(),
  amountCapitals: z.string(),
  hardStop: z.boolean(),
  /** Of what bears on the money: a proposal names the one the person saw. */
  digest: z.string(),
});
export type GateView = z.infer<typeof gateView>;

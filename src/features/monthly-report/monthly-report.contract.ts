import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  evidenceIds,
  evidenceView,
  fen,
  historyEntry,
  instantText,
  lookup,
  may,
  pageOf,
  period,
  plainDateText,
  quantity,
  reason,
  text,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';
import { narrativeParts } from './monthly-report.model.ts';

export const monthCursor = cursorOf('period', 'uuid');

const state = z.enum(['draft', 'submitted', 'returned', 'accepted', 'correcting']);
const timeliness = z.enum(['in-time', 'late', 'missing', 'open', 'waived']);
const party = z.object({ id: z.string(), name: z.string() });
const agreement = party.extend({ number: z.string() });
/** Large enough for parcels of a county in a month, small enough to be added exactly with four decimals. */
const amount = quantity.refine((n) => n >= 0 && n <= 1e9, {
  params: { code: 'report-quantity.range' },
  message: 'report-quantity.range',
});

const narrative = {
  summary: text(4000),
  problems: text(4000),
  nextMonth: text(4000),
  coordination: text(4000),
  rectification: text(4000),
};
/** An empty part may be left out; one the county does not ask for is refused. */
const narrativeSent = z.strictObject({
  summary: narrative.summary.optional(),
  problems: narrative.problems.optional(),
  nextMonth: narrative.nextMonth.optional(),
  coordination: narrative.coordination.optional(),
  rectification: narrative.rectification.optional(),
});
const words = z.object({ zh: z.string(), en: z.string() });
/** What this county's regime asks a report for: the parts in words, and the papers by their kinds. */
const asked = z.object({
  narrative: z.array(z.enum(narrativeParts)),
  attachments: z.array(z.object({ id: z.string(), name: words, required: z.boolean() })),
});
const filled = {
  figures: z
    .array(
      z.strictObject({
        lineKey: uuid,
        thisMonth: amount,
        /** Worked out when it is left out; checked when it is sent. */
        total: amount.optional(),
        investedFen: fen,
        note: text(500),
      }),
    )
    .max(200),
  narrative: narrativeSent,
  /** The papers the regime names, by their ids there. */
  attachments: z.record(lookup(80), evidenceIds),
  /** All other papers. */
  evidenceIds,
};

export const reportLineView = z.object({
  lineKey: z.string(),
  area: z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']),
  task: z.string(),
  content: z.string(),
  unit: z.string(),
  target: z.number(),
  budgetFen: z.int(),
  /** 上月累计 the figure stands on; for a draft, as it is now. */
  previousTotal: z.number(),
  /** The month it was reported in. */
  previousPeriod: z.string().nullable(),
  thisMonth: z.number().nullable(),
  total: z.number().nullable(),
  investedFen: z.int(),
  note: z.string(),
  /** False when an earlier month was corrected or reported after this one. */
  standsOnLast: z.boolean(),
  /** 累计 restated by a correction. */
  restated: z.boolean(),
});
export type ReportLineView = z.infer<typeof reportLineView>;

export const reportRow = z.object({
  /** Agreement and month: a month without a report has no id of its own. */
  key: z.string(),
  agreement,
  contractor: party,
  period,
  reportId: z.string().nullable(),
  obligationId: z.string().nullable(),
  state: state.nullable(),
  dueOn: plainDateText,
  provisional: z.boolean(),
  timeliness,
  firstSubmittedAt: instantText.nullable(),
  standsOnLast: z.boolean(),
  may,
});
export type ReportRow = z.infer<typeof reportRow>;

export const reportView = z.object({
  id: z.string(),
  version: z.int(),
  agreement,
  contractor: party,
  period,
  state,
  dueOn: plainDateText,
  provisional: z.boolean(),
  timeliness,
  firstSubmittedAt: instantText.nullable(),
  submittedBy: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  returnReason: z.string().nullable(),
  obligationId: z.string().nullable(),
  standsOnLast: z.boolean(),
  /** The revision whose words and figures follow. */
  revision: z.object({
    revision: z.int(),
    planNumber: z.int(),
    reason: z.string().nullable(),
    filledBy: z.string(),
    submittedAt: instantText.nullable(),
    /** Its figures are those that count now. */
    counts: z.boolean(),
    ...narrative,
  }),
  revisions: z.array(
    z.object({
      revision: z.int(),
      reason: z.string().nullable(),
      submittedAt: instantText.nullable(),
      counts: z.boolean(),
    }),
  ),
  lines: z.array(reportLineView),
  asked,
  /** `kind` is the paper of `asked` it was handed in as; null for all others. */
  evidence: z.array(evidenceView.extend({ kind: z.string().nullable() })),
  basis,
  history: z.array(historyEntry),
  may,
});
export type ReportView = z.infer<typeof reportView>;

const act = z.strictObject({ id: uuid, basedOn: version });
const reporters = ['contractor'] as const;
const deciders = ['office', 'commerce-bureau'] as const;
const found = [
  ...recusalCodes,
  'monthly-report.not-found',
  'monthly-report.not-permitted',
  'monthly-report.changed-meanwhile',
] as const;
const content = [
  'monthly-report.line-unknown',
  'monthly-report.line-twice',
  'monthly-report.total-does-not-add-up',
  'monthly-report.part-not-asked',
  'monthly-report.attachment-unknown',
  'monthly-report.no-plan',
  'evidence.not-found',
] as const;
const beginning = [
  'agreement.not-found',
  'monthly-report.before-regime',
  'monthly-report.month-not-begun',
  'monthly-report.outside-agreement',
] as const;

export const monthlyReportContract = {
  /** Every month a contract owes a report for, reported or not, newest first. */
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/reports', tags: ['reports'] })
    .input(
      z.strictObject({
        state: state.optional(),
        timeliness: timeliness.optional(),
        agreementId: uuid.optional(),
        contractorId: uuid.optional(),
        period: period.optional(),
        cursor: monthCursor.shape,
      }),
    )
    .output(pageOf(reportRow).extend({ may })),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/reports/{id}', tags: ['reports'] })
    .input(
      z.strictObject({
        id: uuid,
        revision: z
          .string()
          .regex(/^[1-9]\d{0,2}$/)
          .optional(),
      }),
    )
    .output(reportView)
    .errors(refusals('monthly-report.not-found')),
  /** What a report of a month begins from: the lines, the totals last reported, last month's plan for this one. */
  sheet: procedureFor(reporters)
    .route({ method: 'GET', path: '/report-sheet', tags: ['reports'] })
    .input(z.strictObject({ agreementId: uuid, period }))
    .output(
      z.object({
        agreement,
        contractor: party,
        period,
        dueOn: plainDateText,
        provisional: z.boolean(),
        /** The report of that month, when it has been begun. */
        reportId: z.string().nullable(),
        lines: z.array(reportLineView),
        asked,
        last: z.object({ period, nextMonth: z.string(), problems: z.string() }).nullable(),
        basis,
      }),
    )
    .errors(refusals(...beginning, 'monthly-report.no-plan')),
  draft: procedureFor(reporters)
    .route({ method: 'POST', path: '/reports', tags: ['reports'] })
    .input(z.strictObject({ id: uuid.optional(), agreementId: uuid, period, ...filled }))
    .output(reportView)
    .errors(refusals(...beginning, ...content, 'monthly-report.exists-already')),
  /** Saves a draft. What was sent back or is being corrected is written as a new revision. */
  save: procedureFor(reporters)
    .route({ method: 'POST', path: '/reports/{id}', tags: ['reports'] })
    .input(act.extend(filled))
    .output(reportView)
    .errors(refusals(...found, ...content, 'monthly-report.not-editable')),
  submit: procedureFor(reporters)
    .route({ method: 'POST', path: '/reports/{id}/submit', tags: ['reports'] })
    .input(act)
    .output(reportView)
    .errors(
      refusals(
        ...found,
        'monthly-report.not-editable',
        'monthly-report.nothing-corrected',
        'monthly-report.month-not-ended',
        'monthly-report.summary-missing',
        'monthly-report.figures-missing',
        'monthly-report.attachment-missing',
        'monthly-report.no-plan',
      ),
    ),
  accept: procedureFor(deciders)
    .route({ method: 'POST', path: '/reports/{id}/accept', tags: ['reports'] })
    .input(act)
    .output(reportView)
    .errors(refusals(...found, 'monthly-report.not-submitted')),
  sendBack: procedureFor(deciders)
    .route({ method: 'POST', path: '/reports/{id}/return', tags: ['reports'] })
    .input(act.extend({ reason }))
    .output(reportView)
    .errors(refusals(...found, 'monthly-report.not-submitted')),
  correct: procedureFor(reporters)
    .route({ method: 'POST', path: '/reports/{id}/correct', tags: ['reports'] })
    .input(act.extend({ reason }))
    .output(reportView)
    .errors(refusals(...found, 'monthly-report.not-accepted')),
};

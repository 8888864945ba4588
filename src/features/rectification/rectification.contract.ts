import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { dayCursor } from '#kernel/cursor.ts';
import {
  basis,
  evidenceIds,
  evidenceView,
  historyEntry,
  instantText,
  line,
  lookup,
  may,
  pageOf,
  plainDateText,
  reason,
  said,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';
import { progressContract } from './rectification.progress.contract.ts';

const state = z.enum(['ordered', 'reported', 'returned', 'verified', 'not-verified', 'closed', 'revoked']);
const severity = z.enum(['serious', 'major', 'ordinary']);
const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const conclusion = z.enum(['rectified', 'mostly', 'not-rectified', 'refused']);
const rung = z.enum(['second', 'interview', 'circular', 'suspend-payment']);
const escalation = z.enum(['first', 'second', 'interview', 'circular', 'suspend-payment']);
const extensionState = z.enum(['asked', 'granted', 'declined']);
const named = z.object({ id: z.string(), name: z.string() });

/** One line of the 整改台账: what its three lists (问题、责任、整改清单) show. */
export const ledgerRow = z.object({
  id: z.string(),
  state,
  severity,
  letterId: z.string(),
  letterNumber: z.string(),
  findingId: z.string(),
  findingNumber: z.string(),
  fact: z.string(),
  place: z.string(),
  area,
  clauseId: z.string(),
  /** As printed: 一（五）. */
  clauseNumber: z.string(),
  foundOn: plainDateText,
  inspectionNumber: z.string(),
  contractorName: z.string(),
  requirement: z.string(),
  responsiblePerson: z.string().nullable(),
  cause: z.string().nullable(),
  measure: z.string().nullable(),
  servedOn: plainDateText,
  dueOn: plainDateText,
  originalDueOn: plainDateText,
  /** Days of this period that reports lay with the county before they were handed back; the deadline moved by them. */
  countyDays: z.int(),
  provisional: z.boolean(),
  extension: extensionState.nullable(),
  reportedOn: plainDateText.nullable(),
  reinspectedOn: plainDateText.nullable(),
  reinspectors: z.array(z.string()),
  conclusion: conclusion.nullable(),
  closedOn: plainDateText.nullable(),
  closedBy: z.string().nullable(),
  overdueDays: z.int(),
  escalation,
  stepsDue: z.array(rung),
  reopenedCount: z.int(),
});
export type LedgerRow = z.infer<typeof ledgerRow>;

export const rectificationView = z.object({
  id: z.string(),
  version: z.int(),
  state,
  severity,
  letter: z.object({ id: z.string(), number: z.string() }),
  finding: z.object({
    id: z.string(),
    number: z.string(),
    fact: z.string(),
    place: z.string(),
    area,
    clauseId: z.string(),
    foundOn: plainDateText,
    inspection: z.object({ id: z.string(), number: z.string() }),
    evidence: z.array(evidenceView),
  }),
  contractor: named,
  agreement: z.object({ id: z.string(), number: z.string(), name: z.string() }),
  requirement: z.string(),
  servedOn: plainDateText,
  /** In days of `dayKind`. */
  workingDays: z.int(),
  dayKind: z.enum(['working-days', 'days']),
  periodFromOn: plainDateText,
  dueOn: plainDateText,
  originalDueOn: plainDateText,
  /** Days of this period that reports lay with the county before they were handed back; the deadline moved by them. */
  countyDays: z.int(),
  provisional: z.boolean(),
  /** The digest of the work calendar it was counted with; null where that was not kept yet. */
  calendarSha256: z.string().nullable(),
  /** Late and not closed. */
  overdueDays: z.int(),
  /** How late the report that stands was, closed items too. */
  lateDays: z.int(),
  /** What the county has to do, and since when. */
  waiting: z
    .object({ for: z.enum(['re-inspection', 'closing']), sinceOn: plainDateText.nullable() })
    .nullable(),
  extension: z
    .object({
      state: extensionState,
      reason: z.string(),
      untilOn: plainDateText,
      askedBy: named,
      askedOn: plainDateText,
      decidedBy: named.nullable(),
    })
    .nullable(),
  /** The last day an extension could reach. */
  extensionLatestOn: plainDateText,
  escalation,
  ladder: z.array(
    z.object({
      step: z.enum(['reminder', 'second', 'interview', 'circular', 'suspend-payment']),
      afterOverdueDays: z.int().nullable(),
      standing: z.enum(['taken', 'due', 'not-reached']),
      note: z.string().nullable(),
      takenBy: z.string().nullable(),
      takenAt: instantText.nullable(),
    }),
  ),
  reports: z.array(
    z.object({
      attempt: z.int(),
      cause: z.string(),
      measure: z.string(),
      responsiblePerson: z.string(),
      result: z.string(),
      completedOn: plainDateText,
      reportedBy: z.string(),
      reportedAt: instantText,
      returnedReason: z.string().nullable(),
      returnedBy: z.string().nullable(),
      evidence: z.array(evidenceView),
    }),
  ),
  planned: z.object({ on: plainDateText, team: z.array(named) }).nullable(),
  reinspectorsMin: z.int(),
  reinspections: z.array(
    z.object({
      id: z.string(),
      attempt: z.int(),
      inspectedOn: plainDateText,
      conclusion,
      fact: z.string(),
      members: z.array(named),
      recordedBy: z.string(),
      evidence: z.array(evidenceView),
    }),
  ),
  closedOn: plainDateText.nullable(),
  closedBy: named.nullable(),
  reopenedCount: z.int(),
  reopeningEvidence: z.array(evidenceView),
  signals: z.array(z.enum(['closed-on-report-day', 'closed-late', 'reopened'])),
  basis,
  may,
});
export type RectificationView = z.infer<typeof rectificationView>;

const operators = ['office', 'commerce-bureau'] as const;
const group = ['office', 'commerce-bureau', 'finance', 'audit', 'department', 'third-party'] as const;
const concerned = [
  ...recusalCodes,
  'rectification.not-found',
  'rectification.not-permitted',
  'rectification.changed-meanwhile',
  'rectification.wrong-state',
] as const;
const team = [
  'rectification.too-few-reinspectors',
  'rectification.not-in-group',
  'rectification.related',
  'rectification.finder-alone',
] as const;
const changing = z.strictObject({ id: uuid, basedOn: version });

export const rectificationContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/rectifications', tags: ['rectifications'] })
    .input(
      z.strictObject({
        state: state.optional(),
        overdue: z.enum(['yes', 'no']).optional(),
        /** Steps of the ladder that are due and nobody has taken. */
        steps: z.enum(['due']).optional(),
        severity: severity.optional(),
        contractor: uuid.optional(),
        agreement: uuid.optional(),
        letter: uuid.optional(),
        search: lookup(60).optional(),
        cursor: dayCursor.shape,
      }),
    )
    .output(pageOf(ledgerRow)),
  summary: procedureFor('signed-in')
    .route({ method: 'GET', path: '/rectifications/summary', tags: ['rectifications'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        open: z.int(),
        overdue: z.int(),
        reported: z.int(),
        verified: z.int(),
        stepsDue: z.int(),
        extensionsAsked: z.int(),
      }),
    ),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/rectifications/{id}', tags: ['rectifications'] })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ rectification: rectificationView, history: z.array(historyEntry) }))
    .errors(refusals('rectification.not-found')),
  /** Who may re-inspect this item today, and whom something speaks against. */
  candidates: procedureFor(group)
    .route({ method: 'GET', path: '/rectifications/{id}/candidates', tags: ['rectifications'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        items: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            organisationKind: z.string(),
            onFindingTeam: z.boolean(),
            related: z.boolean(),
          }),
        ),
      }),
    )
    .errors(refusals('rectification.not-found')),
  report: procedureFor(['contractor'])
    .route({ method: 'POST', path: '/rectifications/{id}/report', tags: ['rectifications'] })
    .input(
      changing.extend({
        cause: said(2, 2000),
        measure: said(2, 2000),
        responsiblePerson: line(60),
        result: said(2, 2000),
        completedOn: plainDateText,
        evidence: evidenceIds,
      }),
    )
    .output(rectificationView)
    .errors(
      refusals(
        ...concerned,
        'rectification.evidence-missing',
        'rectification.evidence-unknown',
        'rectification.same-photo',
        'rectification.completed-in-future',
        'rectification.completed-before-found',
      ),
    ),
  sendBack: procedureFor(operators)
    .route({ method: 'POST', path: '/rectifications/{id}/send-back', tags: ['rectifications'] })
    .input(changing.extend({ reason }))
    .output(rectificationView)
    .errors(refusals(...concerned)),
  arrange: procedureFor(operators)
    .route({ method: 'POST', path: '/rectifications/{id}/re-inspection-plan', tags: ['rectifications'] })
    .input(changing.extend({ plannedOn: plainDateText, members: z.array(uuid).max(20) }))
    .output(rectificationView)
    .errors(refusals(...concerned, ...team, 'rectification.inspected-before-report')),
  reinspect: procedureFor(group)
    .route({ method: 'POST', path: '/rectifications/{id}/re-inspection', tags: ['rectifications'] })
    .input(
      changing.extend({
        members: z.array(uuid).max(20),
        inspectedOn: plainDateText,
        conclusion,
        fact: said(4, 2000),
        evidence: evidenceIds,
      }),
    )
    .output(rectificationView)
    .errors(
      refusals(
        ...concerned,
        ...team,
        'rectification.recorder-not-there',
        'rectification.inspected-in-future',
        'rectification.inspected-before-report',
        'rectification.after-photo-missing',
        'rectification.evidence-unknown',
        'rectification.same-photo',
      ),
    ),
  /** 销号. */
  close: procedureFor(operators)
    .route({ method: 'POST', path: '/rectifications/{id}/closing', tags: ['rectifications'] })
    .input(changing)
    .output(rectificationView)
    .errors(
      refusals(
        ...concerned,
        'rectification.closed-by-finder',
        'rectification.closed-by-rectifier',
        'rectification.closed-by-author',
        'rectification.closed-by-reinspector',
        'rectification.no-evidence',
        'rectification.not-reinspected',
      ),
    ),
  /** 回头看: the same problem again. */
  reopen: procedureFor(operators)
    .route({ method: 'POST', path: '/rectifications/{id}/reopening', tags: ['rectifications'] })
    .input(changing.extend({ reason, evidence: evidenceIds }))
    .output(rectificationView)
    .errors(
      refusals(
        ...concerned,
        'rectification.evidence-missing',
        'rectification.evidence-unknown',
        'rectification.same-photo',
      ),
    ),
  askExtension: procedureFor(['contractor'])
    .route({ method: 'POST', path: '/rectifications/{id}/extension', tags: ['rectifications'] })
    .input(changing.extend({ untilOn: plainDateText, reason }))
    .output(rectificationView)
    .errors(
      refusals(
        ...concerned,
        'rectification.extension-open',
        'rectification.extended-already',
        'rectification.extension-too-late',
        'rectification.extension-not-later',
        'rectification.extension-too-long',
        'rectification.extension-rest-day',
      ),
    ),
  decideExtension: procedureFor(operators)
    .route({ method: 'POST', path: '/rectifications/{id}/extension-decision', tags: ['rectifications'] })
    .input(changing.extend({ granted: z.boolean(), reason }))
    .output(rectificationView)
    .errors(refusals(...concerned, 'rectification.no-extension-asked', 'rectification.own-extension')),
  /** A step of the ladder, taken by a named person who says how the contractor was told (D10). */
  takeStep: procedureFor(operators)
    .route({ method: 'POST', path: '/rectifications/{id}/escalation', tags: ['rectifications'] })
    .input(changing.extend({ step: rung, note: reason }))
    .output(rectificationView)
    .errors(refusals(...concerned, 'rectification.step-not-due', 'rectification.step-taken')),
  ...progressContract,
};

import { z } from 'zod';
import { basis, evidenceView, instantText, may, plainDateText } from '#kernel/shapes.ts';

// What a case shows; the procedures are in disqualification.contract.ts.

export const state = z.enum(['open', 'kept', 'disqualified', 'settled', 'closed']);
const step = z.enum(['notice', 'statement', 'hearing', 'deliberation', 'decision', 'service', 'settlement']);
const party = z.enum(['office', 'contractor', 'leading-group']);
export const outcome = z.enum(['cancel', 'keep']);
export const vote = z.enum(['cancel', 'keep', 'abstain']);
const severity = z.enum(['serious', 'major', 'ordinary']);
export const method = z.enum(['direct', 'left', 'post', 'entrusted', 'public-notice', 'electronic']);
const words = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: z.string(), name: z.string() });

const laidOutView = z.object({
  asOf: plainDateText,
  sinceOn: plainDateText,
  months: z.int(),
  counted: z.int(),
  late: z.int(),
  needCounted: z.int(),
  needLate: z.int(),
  findings: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      fact: z.string(),
      place: z.string(),
      foundOn: plainDateText,
      severity,
      clauseId: z.string(),
      repeat: z.boolean(),
      dueOn: plainDateText.nullable(),
      reportedOn: plainDateText.nullable(),
      closedOn: plainDateText.nullable(),
      /** Why it counts as not rectified in time; null where it counts as a problem only. */
      late: z.enum(['overdue', 'reported-late']).nullable(),
    }),
  ),
  progress: z.array(
    z.object({
      agreementId: z.string(),
      number: z.string(),
      name: z.string(),
      planned: z.number(),
      reached: z.number(),
    }),
  ),
  basis,
});
export type LaidOutView = z.infer<typeof laidOutView>;

const groundView = z.object({
  id: z.string(),
  kind: z.enum(['repeated-unrectified', 'progress-below', 'stated']),
  name: words,
  share: z.number().nullable(),
  basis,
});

/** What counting says about one contractor: that a case may be opened, never more. */
export const triggerView = z.object({
  contractor: named,
  laidOut: laidOutView,
  grounds: z.array(groundView.extend({ open: z.boolean() })),
  triggered: z.boolean(),
  /** A case that runs already, or a disqualification that stands. */
  caseId: z.string().nullable(),
});
export type TriggerView = z.infer<typeof triggerView>;

export const caseRow = z.object({
  id: z.string(),
  number: z.string(),
  contractor: named,
  state,
  ground: words,
  openedOn: plainDateText,
  held: z.boolean(),
  next: z
    .object({
      step,
      name: words,
      by: party,
      fromOn: plainDateText.nullable(),
      dueOn: plainDateText.nullable(),
      provisional: z.boolean(),
      overdue: z.boolean(),
    })
    .nullable(),
});
export type CaseRow = z.infer<typeof caseRow>;

const servedView = z.object({
  method,
  receiver: z.string(),
  documentNumber: z.string(),
  witness: z.string().nullable(),
});

export const caseView = z.object({
  id: z.string(),
  version: z.int(),
  number: z.string(),
  state,
  contractor: named,
  ground: groundView,
  reasons: z.string(),
  evidence: z.array(evidenceView),
  openedOn: plainDateText,
  openedBy: named,
  laidOut: laidOutView,
  pack: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  line: z.array(
    z.object({
      step,
      name: words,
      by: party,
      standing: z.enum(['done', 'next', 'later', 'not-asked', 'not-needed']),
      on: plainDateText.nullable(),
      fromOn: plainDateText.nullable(),
      dueOn: plainDateText.nullable(),
      provisional: z.boolean(),
      overdue: z.boolean(),
      recordedBy: z.string().nullable(),
      basis,
    }),
  ),
  speakUntil: z.object({ on: plainDateText, provisional: z.boolean() }).nullable(),
  statements: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      by: z.string(),
      at: instantText,
      evidence: z.array(evidenceView),
    }),
  ),
  silent: z.boolean(),
  notice: servedView.extend({ on: plainDateText, evidence: z.array(evidenceView) }).nullable(),
  hearing: z.object({
    offered: z.boolean(),
    askedOn: plainDateText.nullable(),
    announcedFor: plainDateText.nullable(),
    place: z.string().nullable(),
    /** The first day a hearing announced today could be held. */
    earliestOn: plainDateText.nullable(),
    held: z
      .object({
        on: plainDateText,
        chair: z.string(),
        contractorPresent: z.boolean(),
        summary: z.string(),
        evidence: z.array(evidenceView),
      })
      .nullable(),
  }),
  /** Null for the contractor, whatever was said. */
  deliberation: z
    .object({
      on: plainDateText,
      of: z.int(),
      ballots: z.array(z.object({ person: named, vote })),
      result: outcome,
      summary: z.string(),
      recordedBy: z.string(),
      evidence: z.array(evidenceView),
    })
    .nullable(),
  rule: z.object({
    quorumShare: z.number(),
    majorityShare: z.number(),
    majority: z.enum(['more-than', 'at-least']),
    basis,
  }),
  decision: z.object({ on: plainDateText, outcome, reasons: z.string(), decidedBy: z.string() }).nullable(),
  service: servedView.extend({ on: plainDateText, evidence: z.array(evidenceView) }).nullable(),
  settlement: z
    .object({
      on: plainDateText,
      paidFen: z.int(),
      recoverFen: z.int(),
      assets: z.string(),
      note: z.string(),
      evidence: z.array(evidenceView),
    })
    .nullable(),
  hold: z.object({ on: plainDateText, by: z.string(), reasons: z.string() }).nullable(),
  closed: z.object({ on: plainDateText, by: z.string(), reasons: z.string() }).nullable(),
  /** Paid to the contractor so far: what a settlement begins from. Null for the contractor's reader before effect. */
  paidFen: z.int(),
  /** Who sits in the leading group today; empty for the contractor. */
  members: z.array(z.object({ id: z.string(), name: z.string(), related: z.boolean() })),
  chairs: z.array(z.object({ id: z.string(), name: z.string() })),
  basis,
  may,
});
export type CaseView = z.infer<typeof caseView>;

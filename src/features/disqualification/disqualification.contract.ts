import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import {
  basis,
  cursor,
  evidenceIds,
  evidenceView,
  fen,
  historyEntry,
  instantText,
  line,
  may,
  pageOf,
  plainDateText,
  reason,
  uuid,
  version,
} from '#kernel/shapes.ts';

const state = z.enum(['open', 'kept', 'disqualified', 'settled', 'closed']);
const step = z.enum(['notice', 'statement', 'hearing', 'deliberation', 'decision', 'service', 'settlement']);
const party = z.enum(['office', 'contractor', 'leading-group']);
const outcome = z.enum(['cancel', 'keep']);
const vote = z.enum(['cancel', 'keep', 'abstain']);
const severity = z.enum(['serious', 'major', 'ordinary']);
const method = z.enum(['direct', 'left', 'post', 'entrusted', 'public-notice', 'electronic']);
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
  rule: z.object({ quorumShare: z.number(), majorityShare: z.number(), basis }),
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

const found = [
  'disqualification.not-found',
  'disqualification.not-permitted',
  'disqualification.changed-meanwhile',
  'disqualification.wrong-state',
  'disqualification.evidence-unknown',
] as const;
const stepping = [
  ...found,
  'disqualification.out-of-order',
  'disqualification.not-in-procedure',
  'disqualification.in-future',
  'disqualification.too-early',
] as const;
const changing = z.strictObject({ id: uuid, basedOn: version });
const served = {
  on: plainDateText,
  method,
  receiver: line(60),
  documentNumber: line(60),
  witness: line(60).optional(),
  evidence: evidenceIds,
};
const said = (maximum: number) => z.string().trim().min(4).max(maximum);

/** Steps belong to whom the county's procedure names; the policy asks the case which that is. */
const operators = ['office', 'leading-group'] as const;
const supervision = ['office', 'leading-group', 'commerce-bureau', 'finance', 'audit', 'department'] as const;

const act = (path: string) => ({
  method: 'POST' as const,
  path: `/disqualifications/{id}/${path}` as const,
  tags: ['disqualifications'],
});

export const disqualificationContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/disqualifications', tags: ['disqualifications'] })
    .input(z.strictObject({ state: state.optional(), contractor: uuid.optional(), cursor }))
    .output(pageOf(caseRow).extend({ may })),
  /** The counting, contractor by contractor, with every fact it counts. */
  triggers: procedureFor(supervision)
    .route({ method: 'GET', path: '/disqualifications/triggers', tags: ['disqualifications'] })
    .input(z.strictObject({ contractor: uuid.optional() }))
    .output(z.object({ items: z.array(triggerView), may })),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/disqualifications/{id}', tags: ['disqualifications'] })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ case: caseView, history: z.array(historyEntry) }))
    .errors(refusals('disqualification.not-found')),
  open: procedureFor(['office'])
    .route({ method: 'POST', path: '/disqualifications', tags: ['disqualifications'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        contractorId: uuid,
        groundId: line(60),
        reasons: reason,
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(
      refusals(
        'disqualification.not-permitted',
        'disqualification.contractor-unknown',
        'disqualification.ground-unknown',
        'disqualification.not-triggered',
        'disqualification.proof-missing',
        'disqualification.procedure-incomplete',
        'disqualification.case-open',
        'disqualification.evidence-unknown',
      ),
    ),
  /** 告知. */
  notify: procedureFor(operators)
    .route(act('notice'))
    .input(changing.extend(served))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.proof-missing', 'disqualification.witness-missing')),
  /** 陈述申辩. */
  defend: procedureFor(['contractor'])
    .route(act('statement'))
    .input(changing.extend({ text: said(8000), evidence: evidenceIds }))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.time-to-speak-over')),
  recordSilence: procedureFor(['office'])
    .route(act('silence'))
    .input(changing)
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.time-to-speak-runs')),
  askHearing: procedureFor(['contractor'])
    .route(act('hearing-request'))
    .input(changing)
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.time-to-speak-over',
        'disqualification.no-hearing',
        'disqualification.hearing-asked',
      ),
    ),
  announceHearing: procedureFor(['office'])
    .route(act('hearing-notice'))
    .input(changing.extend({ on: plainDateText, place: line(120) }))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.hearing-not-asked')),
  /** 听证. */
  hear: procedureFor(operators)
    .route(act('hearing'))
    .input(
      changing.extend({
        on: plainDateText,
        chair: uuid,
        contractorPresent: z.boolean(),
        summary: said(8000),
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.hearing-not-announced',
        'disqualification.opener-decides',
        'disqualification.chair-unfit',
        'disqualification.proof-missing',
      ),
    ),
  /** 集体研究. */
  deliberate: procedureFor(operators)
    .route(act('deliberation'))
    .input(
      changing.extend({
        on: plainDateText,
        ballots: z.array(z.strictObject({ personId: uuid, vote })).max(40),
        summary: said(8000),
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.not-a-member',
        'disqualification.related',
        'disqualification.opener-decides',
        'disqualification.voted-twice',
        'disqualification.recorder-not-there',
        'disqualification.alone',
        'disqualification.no-quorum',
        'disqualification.proof-missing',
      ),
    ),
  /** 决定. */
  decide: procedureFor(operators)
    .route(act('decision'))
    .input(changing.extend({ outcome, reasons: said(8000) }))
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.opener-decides',
        'disqualification.same-person',
        'disqualification.against-vote',
      ),
    ),
  /** 送达: takes effect. */
  serve: procedureFor(operators)
    .route(act('service'))
    .input(changing.extend(served))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.proof-missing', 'disqualification.witness-missing')),
  /** 清算. */
  settle: procedureFor(operators)
    .route(act('settlement'))
    .input(
      changing.extend({
        on: plainDateText,
        recoverFen: fen,
        assets: said(4000),
        note: z.string().max(4000),
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.proof-missing', 'disqualification.recover-above-paid')),
  /** 暂停拨付. */
  hold: procedureFor(['leading-group'])
    .route(act('hold'))
    .input(changing.extend({ reason }))
    .output(caseView)
    .errors(
      refusals(
        ...found,
        'disqualification.opener-decides',
        'disqualification.not-notified',
        'disqualification.held-already',
      ),
    ),
  release: procedureFor(['leading-group'])
    .route(act('release'))
    .input(changing.extend({ reason }))
    .output(caseView)
    .errors(refusals(...found, 'disqualification.opener-decides', 'disqualification.not-held')),
  /** 结案，不予取消. */
  close: procedureFor(['leading-group'])
    .route(act('closing'))
    .input(changing.extend({ reason }))
    .output(caseView)
    .errors(refusals(...found, 'disqualification.opener-decides', 'disqualification.decided-already')),
};

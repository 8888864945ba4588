import { z } from 'zod';
import { procedureFor, refusals, steppedUpFor } from '#kernel/contract.ts';
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

const state = z.enum([
  'draft',
  'reviewed',
  'signed',
  'issued',
  'served',
  'acknowledged',
  'closed',
  'voided',
  'revoked',
]);
const kind = z.enum(['supervision', 'revocation']);
const serviceMethod = z.enum(['direct', 'left', 'post', 'entrusted', 'public-notice', 'electronic']);
const severity = z.enum(['serious', 'major', 'ordinary']);
const dimension = z.enum(['quality', 'safety', 'progress', 'funds']);
const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const named = z.object({ id: z.string(), name: z.string() });

const pendingFinding = z.object({
  id: z.string(),
  number: z.string(),
  agreementId: z.string(),
  agreementName: z.string(),
  contractorId: z.string(),
  contractorName: z.string(),
  severity,
  dimensions: z.array(dimension),
  area,
  fact: z.string(),
  place: z.string(),
  foundOn: plainDateText,
  clauseId: z.string(),
  /** Someone has proposed to withdraw or lower it; it waits for another. */
  underProposal: z.boolean(),
  workingDays: z.int(),
  workingDaysMax: z.int(),
  dayKind: z.enum(['working-days', 'days']),
});
export type PendingFinding = z.infer<typeof pendingFinding>;

const itemView = z.object({
  id: z.string(),
  ordinal: z.int(),
  findingId: z.string(),
  findingNumber: z.string(),
  findingState: z.enum([
    'raised',
    'confirmed',
    'put-right',
    'in-letter',
    'rectifying',
    'closed',
    'withdrawn',
  ]),
  severity,
  area,
  fact: z.string(),
  place: z.string(),
  foundOn: plainDateText,
  clauseId: z.string(),
  requirement: z.string(),
  workingDays: z.int(),
  workingDaysDefault: z.int(),
  workingDaysMax: z.int(),
  dayKind: z.enum(['working-days', 'days']),
  /** Once served: where the item is followed up. */
  rectificationId: z.string().nullable(),
  dueOn: plainDateText.nullable(),
  provisional: z.boolean(),
});
export type LetterItemView = z.infer<typeof itemView>;

const table = z.object({
  kind: z.literal('table'),
  head: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  widths: z.array(z.number()),
});
const textBlock = z.object({ kind: z.enum(['paragraph', 'heading1', 'heading2']), text: z.string() });
const block = z.union([textBlock, table]);
/** The letter as it reads on paper. */
const documentView = z.object({
  issuer: z.string(),
  number: z.string(),
  urgency: z.string().optional(),
  title: z.string(),
  addressee: z.string(),
  blocks: z.array(block),
  annexes: z.array(z.object({ title: z.string(), blocks: z.array(block) })),
  signature: z.string(),
  date: z.string(),
  contact: z.string().optional(),
  copyTo: z.array(z.string()),
  recordId: z.string(),
});
export type LetterDocumentView = z.infer<typeof documentView>;

const beside = z.object({ id: z.string(), number: z.string().nullable(), title: z.string(), state });

export const letterView = z.object({
  id: z.string(),
  version: z.int(),
  state,
  kind,
  /** Why it revokes the letter it names. */
  reason: z.string().nullable(),
  /** The letter it revokes. */
  replaces: beside.nullable(),
  /** The letter that revokes it, or is to. */
  replacedBy: beside.nullable(),
  number: z.string().nullable(),
  title: z.string(),
  preamble: z.string(),
  contractor: named,
  agreement: z.object({ id: z.string(), number: z.string(), name: z.string() }),
  draftedBy: named,
  draftedOn: plainDateText,
  reviewedBy: named.nullable(),
  signedBy: named.nullable(),
  issuedBy: named.nullable(),
  issuedOn: plainDateText.nullable(),
  contentDigest: z.string().nullable(),
  pdfSha256: z.string().nullable(),
  pdf: evidenceView.nullable(),
  service: z
    .object({
      method: serviceMethod,
      servedOn: plainDateText,
      servedTo: z.string(),
      servedBy: named,
      witness: z.string().nullable(),
      note: z.string().nullable(),
      evidence: z.array(evidenceView),
    })
    .nullable(),
  acknowledgedBy: named.nullable(),
  acknowledgedAt: instantText.nullable(),
  closedOn: plainDateText.nullable(),
  items: z.array(itemView),
  /** Whether letters of this county are reviewed before they are signed. */
  reviewed: z.boolean(),
  /** The next step and who may take it, by name; null when nothing is to be done to the letter itself. */
  awaits: z
    .object({
      step: z.enum(['review', 'sign', 'issue', 'serve', 'acknowledge']),
      people: z.array(z.object({ name: z.string(), organisation: z.string() })),
    })
    .nullable(),
  basis,
  may,
});
export type LetterView = z.infer<typeof letterView>;

const letterRow = z.object({
  id: z.string(),
  kind,
  number: z.string().nullable(),
  title: z.string(),
  state,
  contractorName: z.string(),
  agreementName: z.string(),
  draftedOn: plainDateText,
  issuedOn: plainDateText.nullable(),
  servedOn: plainDateText.nullable(),
  items: z.int(),
  openItems: z.int(),
});
export type LetterRow = z.infer<typeof letterRow>;

const asked = z.strictObject({
  findingId: uuid,
  requirement: said(4, 1000),
  workingDays: z.int().min(1).max(250),
});
const wording = {
  title: line(120),
  preamble: said(10, 2000),
  items: z.array(asked).max(100),
  /** Every confirmed finding of this contractor that is in no letter and not in this one: said, so that it is noticed. */
  leftOut: z.array(uuid).max(1000),
};

const office = ['office', 'commerce-bureau'] as const;
const concerned = [
  ...recusalCodes,
  'supervision-letter.not-found',
  'supervision-letter.not-permitted',
  'supervision-letter.issuer-is-office',
  'supervision-letter.changed-meanwhile',
  'supervision-letter.wrong-state',
  'supervision-letter.issued-is-fixed',
] as const;
const composing = [
  'supervision-letter.no-items',
  'supervision-letter.finding-twice',
  'supervision-letter.finding-not-confirmed',
  'supervision-letter.other-agreement',
  'supervision-letter.period-out-of-range',
  'supervision-letter.findings-left-out',
  'supervision-letter.unprintable-title',
  'supervision-letter.unprintable-preamble',
  'supervision-letter.unprintable-requirement',
  'finding.proposal-open',
] as const;

export const supervisionLetterContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/letters', tags: ['letters'] })
    .input(
      z.strictObject({
        state: state.optional(),
        contractor: uuid.optional(),
        agreement: uuid.optional(),
        search: lookup(60).optional(),
        cursor: dayCursor.shape,
      }),
    )
    .output(pageOf(letterRow).extend({ may })),
  /** Every confirmed finding that stands in no letter (D08). */
  pending: procedureFor([
    'leading-group',
    'office',
    'commerce-bureau',
    'finance',
    'audit',
    'department',
    'third-party',
  ])
    .route({ method: 'GET', path: '/letters/pending', tags: ['letters'] })
    .input(z.strictObject({ contractor: uuid.optional(), cursor: dayCursor.shape }))
    .output(
      pageOf(pendingFinding).extend({
        total: z.int(),
        agreements: z.array(
          z.object({
            id: z.string(),
            number: z.string(),
            name: z.string(),
            contractorName: z.string(),
            findings: z.int(),
          }),
        ),
        may,
      }),
    ),
  /** What a letter to this contract could carry: everything confirmed of its contractor, and a beginning of the text. */
  draftable: procedureFor(office)
    .route({ method: 'GET', path: '/letters/draftable/{agreementId}', tags: ['letters'] })
    .input(z.strictObject({ agreementId: uuid }))
    .output(
      z.object({
        agreement: z.object({ id: z.string(), number: z.string(), name: z.string() }),
        contractor: named,
        issuer: z.object({ code: z.string(), name: z.string() }),
        findings: z.array(pendingFinding),
        title: z.string(),
        preamble: z.string(),
        basis,
        may,
      }),
    )
    .errors(refusals('supervision-letter.agreement-not-found')),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/letters/{id}', tags: ['letters'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        letter: letterView,
        document: documentView,
        /** Until it is issued: confirmed findings of the contractor that are in no letter. */
        leftOut: z.array(pendingFinding),
        /** Visits the opening paragraph cites though no item rests on them, and those it does not cite; null once issued. */
        citedAmiss: z.object({ strange: z.array(z.string()), missing: z.array(z.string()) }).nullable(),
        history: z.array(historyEntry),
      }),
    )
    .errors(refusals('supervision-letter.not-found')),
  draft: procedureFor(office)
    .route({ method: 'POST', path: '/letters', tags: ['letters'] })
    .input(z.strictObject({ id: uuid.optional(), agreementId: uuid, ...wording }))
    .output(letterView)
    .errors(
      refusals(
        ...recusalCodes,
        'supervision-letter.not-permitted',
        'supervision-letter.issuer-is-office',
        'supervision-letter.agreement-not-found',
        'supervision-letter.id-taken',
        ...composing,
      ),
    ),
  amend: procedureFor(office)
    .route({ method: 'POST', path: '/letters/{id}', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version, ...wording }))
    .output(letterView)
    .errors(refusals(...concerned, ...composing, 'supervision-letter.revocation-text-fixed')),
  /** 撤销: the draft of a letter that names this one; it takes effect when it is served. */
  revoke: procedureFor(office)
    .route({ method: 'POST', path: '/letters/{id}/revocation', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason, revocationId: uuid.optional() }))
    .output(letterView)
    .errors(
      refusals(
        ...concerned,
        'supervision-letter.id-taken',
        'supervision-letter.not-issued',
        'supervision-letter.revocation-not-revocable',
        'supervision-letter.revocation-open',
        'supervision-letter.unprintable-reason',
      ),
    ),
  review: procedureFor(office)
    .route({ method: 'POST', path: '/letters/{id}/review', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(letterView)
    .errors(
      refusals(
        ...concerned,
        'supervision-letter.own-draft',
        'supervision-letter.own-visit',
        'supervision-letter.no-review',
      ),
    ),
  sendBack: procedureFor(['leading-group', ...office])
    .route({ method: 'POST', path: '/letters/{id}/send-back', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(letterView)
    .errors(refusals(...concerned)),
  sign: steppedUpFor(['leading-group', ...office])
    .route({ method: 'POST', path: '/letters/{id}/sign', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(letterView)
    .errors(
      refusals(
        ...concerned,
        'supervision-letter.own-draft',
        'supervision-letter.own-visit',
        'supervision-letter.own-review',
      ),
    ),
  issue: procedureFor(office)
    .route({ method: 'POST', path: '/letters/{id}/issue', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version, leftOut: wording.leftOut }))
    .output(letterView)
    .errors(refusals(...concerned, 'supervision-letter.findings-left-out')),
  void: procedureFor(office)
    .route({ method: 'POST', path: '/letters/{id}/void', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(letterView)
    .errors(refusals(...concerned)),
  /** 送达: every item's period runs from the day after. */
  serve: procedureFor(office)
    .route({ method: 'POST', path: '/letters/{id}/service', tags: ['letters'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        method: serviceMethod,
        servedOn: plainDateText,
        servedTo: line(60),
        witness: line(60).nullable(),
        note: line(500).nullable(),
        evidence: evidenceIds,
      }),
    )
    .output(letterView)
    .errors(
      refusals(
        ...concerned,
        'supervision-letter.served-before-issue',
        'supervision-letter.served-in-future',
        'supervision-letter.witness-required',
        'supervision-letter.witness-is-server',
        'supervision-letter.evidence-unknown',
      ),
    ),
  acknowledge: procedureFor(['contractor'])
    .route({ method: 'POST', path: '/letters/{id}/acknowledgement', tags: ['letters'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(letterView)
    .errors(refusals(...concerned)),
};

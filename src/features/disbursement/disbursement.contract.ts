import { z } from 'zod';
import { procedureFor, refusals, steppedUpFor } from '#kernel/contract.ts';
import { dayCursor } from '#kernel/cursor.ts';
import {
  basis,
  fen,
  historyEntry,
  instantText,
  line,
  may,
  pageOf,
  period,
  plainDateText,
  reason,
  text,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';
import { proposedView, proposeRefused } from '../proposal/proposal.contract.ts';
import { gateView, outcome, party, words } from './disbursement.gate.contract.ts';

const instalmentState = z.enum(['planned', 'requested', 'decided', 'paid', 'refused']);
const stage = z.enum(['proposed', 'agreed', 'approved', 'declined', 'paid']);
export const instalmentView = z.object({
  id: z.string(),
  version: z.int(),
  agreementId: z.string(),
  agreementNumber: z.string(),
  agreementName: z.string(),
  agreementFen: z.int(),
  agreementPaidFen: z.int(),
  contractorId: z.string(),
  contractorName: z.string(),
  number: z.int(),
  name: z.string(),
  amountFen: z.int(),
  condition: z.string(),
  requiredProgress: z.int(),
  plannedOn: plainDateText,
  state: instalmentState,
  requestedAt: instantText.nullable(),
  /** At whose desk it lies. */
  awaits: party,
  paidFen: z.int().nullable(),
  paidOn: plainDateText.nullable(),
  may,
});
export type InstalmentView = z.infer<typeof instalmentView>;

export const decisionView = z.object({
  id: z.string(),
  version: z.int(),
  instalmentId: z.string(),
  stage,
  outcome,
  amountFen: z.int(),
  amountCapitals: z.string(),
  departs: z.boolean(),
  reasons: z.string(),
  proposedBy: z.string(),
  proposedAt: instantText,
  financeBy: z.string().nullable(),
  financeAt: instantText.nullable(),
  financeNote: z.string().nullable(),
  approvedBy: z.string().nullable(),
  approvedAt: instantText.nullable(),
  declinedBy: z.string().nullable(),
  declinedReason: z.string().nullable(),
  /** Still open, and the facts it was proposed on are no longer those of today: it cannot be approved. */
  outdated: z.boolean(),
  /** What the proposer saw on the day. */
  evaluation: gateView.extend({
    id: z.string(),
    evaluatedAt: instantText,
    packId: z.string(),
    packVersion: z.string(),
  }),
});
export type DecisionView = z.infer<typeof decisionView>;

export const paymentView = z.object({
  id: z.string(),
  decisionId: z.string(),
  amountFen: z.int(),
  amountCapitals: z.string(),
  paidOn: plainDateText,
  voucher: z.string(),
  paidBy: z.string(),
});

export const detailView = z.object({
  instalment: instalmentView,
  /** As things stand today; nothing is stored by looking. */
  gate: gateView,
  /** Null where the contract's own amount stands. */
  settlement: z
    .object({
      kind: z.enum(['unit-price', 'reimbursement']),
      price: z.object({ name: words, unit: words }).nullable(),
      quantity: z.number().nullable(),
      unitFen: z.int().nullable(),
      investmentFen: z.int().nullable(),
      share: z.number().nullable(),
      grossFen: z.int(),
      earlierFen: z.int(),
      dueFen: z.int(),
      note: z.string(),
      settledBy: z.string(),
      settledAt: instantText,
    })
    .nullable(),
  /** What it may be settled by; empty where the pack pays by shares of the contract. */
  settleBy: z.object({
    kinds: z.array(z.enum(['unit-price', 'reimbursement'])),
    prices: z.array(z.object({ id: z.string(), name: words, unit: words, fen: z.int() })),
    lines: z.array(
      z.object({
        lineKey: z.string(),
        content: z.string(),
        unit: z.string(),
        /** The newest accepted total; null where nothing was accepted. */
        total: z.number().nullable(),
      }),
    ),
  }),
  decisions: z.array(decisionView),
  payment: paymentView.nullable(),
  history: z.array(historyEntry),
  basis,
});
export type DetailView = z.infer<typeof detailView>;

const found = refusals(
  ...recusalCodes,
  'disbursement.not-found',
  'disbursement.not-permitted',
  'disbursement.changed-meanwhile',
);
const onDecision = { ...found, ...refusals('disbursement.decision-wrong-state', 'disbursement.same-person') };

export const suspensionView = z.object({
  id: z.string(),
  agreementId: z.string(),
  agreementNumber: z.string(),
  fromOn: plainDateText,
  liftedOn: plainDateText.nullable(),
  /** The item of a letter it was the last step over; null where it was the contract's progress. */
  item: z.object({ id: z.string(), finding: z.string(), letter: z.string() }).nullable(),
  may,
  basis,
});

/** Why lifting a suspension is refused once it is confirmed: confirming does it. */
export const liftRefused = ['suspension.not-found', 'disbursement.not-suspended'] as const;

export const disbursementContract = {
  /** 暂停拨付 on a contract or over an item, the standing ones first. */
  suspensions: procedureFor('signed-in')
    .route({ method: 'GET', path: '/payment-suspensions', tags: ['disbursement'] })
    .input(z.strictObject({ agreementId: uuid.optional(), rectificationId: uuid.optional() }))
    .output(z.object({ items: z.array(suspensionView) })),
  /** Proposes to lift one; nothing is lifted before another person confirms. */
  lift: procedureFor(['office'])
    .route({ method: 'POST', path: '/payment-suspensions/{id}/lift', tags: ['disbursement'] })
    .input(
      z.strictObject({
        id: uuid,
        proposalId: uuid.optional(),
        reason,
        evidence: z.array(uuid).max(20).optional(),
      }),
    )
    .output(proposedView)
    .errors(refusals(...recusalCodes, ...liftRefused, ...proposeRefused, 'disbursement.not-permitted')),
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/disbursement', tags: ['disbursement'] })
    .input(
      z.strictObject({
        state: instalmentState.optional(),
        contractorId: uuid.optional(),
        agreementId: uuid.optional(),
        cursor: dayCursor.shape,
      }),
    )
    .output(pageOf(instalmentView)),
  /** Money paid against planned, per contract and month. */
  totals: procedureFor('signed-in')
    .route({ method: 'GET', path: '/disbursement/totals', tags: ['disbursement'] })
    .input(z.strictObject({ agreementId: uuid.optional() }))
    .output(
      z.object({
        plannedFen: z.int(),
        paidFen: z.int(),
        items: z.array(
          z.object({
            agreementId: z.string(),
            agreementNumber: z.string(),
            agreementName: z.string(),
            month: period,
            plannedFen: z.int(),
            paidFen: z.int(),
          }),
        ),
      }),
    ),
  /** The gate as it stands today, what was decided and paid; for a contractor, why it is not paid and what to do next. */
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/disbursement/{id}', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid }))
    .output(detailView)
    .errors(refusals('disbursement.not-found')),
  /** One decision with what was seen when it was made: the approval sheet. */
  decision: procedureFor('signed-in')
    .route({ method: 'GET', path: '/payment-decisions/{id}', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        instalment: instalmentView,
        decision: decisionView,
        payment: paymentView.nullable(),
        basis,
      }),
    )
    .errors(refusals('disbursement.not-found')),
  request: procedureFor(['contractor'])
    .route({ method: 'POST', path: '/disbursement/{id}/request', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(detailView)
    .errors({
      ...found,
      ...refusals('disbursement.wrong-state', 'disbursement.paid-already', 'disbursement.hard-stop'),
    }),
  propose: procedureFor(['commerce-bureau'])
    .route({ method: 'POST', path: '/disbursement/{id}/propose', tags: ['disbursement'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        decisionId: uuid.optional(),
        evaluationDigest: z.string().regex(/^[0-9a-f]{64}$/, 'digest.malformed'),
        outcome,
        amountFen: fen,
        reasons: text(2000).optional(),
      }),
    )
    .output(detailView)
    .errors({
      ...found,
      ...refusals(
        'disbursement.wrong-state',
        'disbursement.paid-already',
        'disbursement.hard-stop',
        'disbursement.above-instalment',
        'disbursement.above-settlement',
        'disbursement.settlement-missing',
        'disbursement.outcome-mismatch',
        'disbursement.reasons-required',
        'disbursement.facts-changed',
        'disbursement.decision-open',
      ),
    }),
  /** The bureau takes back a proposal whose facts have changed, to judge the gate anew: nobody could approve it any more. */
  reevaluate: procedureFor(['commerce-bureau'])
    .route({ method: 'POST', path: '/payment-decisions/{id}/reevaluate', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(detailView)
    .errors({ ...onDecision, ...refusals('disbursement.facts-unchanged') }),
  /** 结算: what an instalment comes to by verified quantity or investment, where the pack pays so. */
  settle: procedureFor(['commerce-bureau'])
    .route({ method: 'POST', path: '/disbursement/{id}/settle', tags: ['disbursement'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        by: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('unit-price'), unitPriceId: line(60), lineKey: uuid }),
          z.strictObject({ kind: z.literal('reimbursement'), investmentFen: fen.min(1, 'money.positive') }),
        ]),
        note: reason,
      }),
    )
    .output(detailView)
    .errors({
      ...found,
      ...refusals(
        'disbursement.wrong-state',
        'disbursement.settlement-kind',
        'disbursement.settlement-line',
        'disbursement.unit-price-unknown',
        'disbursement.settlement-unit',
        'disbursement.nothing-to-settle',
      ),
    }),
  agree: steppedUpFor(['finance'])
    .route({ method: 'POST', path: '/payment-decisions/{id}/agree', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid, basedOn: version, note: text(2000).optional() }))
    .output(detailView)
    .errors(onDecision),
  object: procedureFor(['finance'])
    .route({ method: 'POST', path: '/payment-decisions/{id}/object', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(detailView)
    .errors(onDecision),
  approve: steppedUpFor(['leading-group'])
    .route({ method: 'POST', path: '/payment-decisions/{id}/approve', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(detailView)
    .errors({
      ...onDecision,
      ...refusals('disbursement.finance-first', 'disbursement.facts-changed', 'disbursement.hard-stop'),
    }),
  /** Declines a proposal, or takes an approval back as long as nothing is paid. */
  decline: steppedUpFor(['leading-group'])
    .route({ method: 'POST', path: '/payment-decisions/{id}/decline', tags: ['disbursement'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(detailView)
    .errors(onDecision),
  pay: steppedUpFor(['finance'])
    .route({ method: 'POST', path: '/payment-decisions/{id}/pay', tags: ['disbursement'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        paymentId: uuid.optional(),
        voucher: line(80),
        paidOn: plainDateText,
      }),
    )
    .output(detailView)
    .errors({
      ...onDecision,
      ...refusals(
        'disbursement.paid-already',
        'disbursement.not-approved',
        'disbursement.hard-stop',
        'disbursement.paid-on-impossible',
        'disbursement.voucher-taken',
        'disbursement.above-contract',
        'disbursement.above-instalment',
      ),
    }),
};

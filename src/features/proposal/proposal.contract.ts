import { z } from 'zod';
import { supervisionKinds } from '#kernel/actor.ts';
import { procedureFor, refusals, steppedUpFor } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  evidenceView,
  historyEntry,
  instantText,
  may,
  pageOf,
  plainDateText,
  reason,
  text,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { proposalStates } from './proposal.model.ts';

const supervision = supervisionKinds;
const words = z.object({ zh: z.string(), en: z.string() });
const shownValue = z.union([
  z.strictObject({ fen: z.int() }),
  z.strictObject({ on: plainDateText }),
  z.strictObject({ words }),
  z.strictObject({ text: z.string() }),
  z.null(),
]);

/** What is open comes first: whether it was, when it was proposed, and which. */
export const proposalCursor = cursorOf(/^(true|false)$/, 'instant', 'uuid');

export const proposalView = z.object({
  id: z.string(),
  version: z.int(),
  kind: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  title: words,
  changes: z.array(z.object({ words, before: shownValue, after: shownValue })),
  reason: z.string(),
  state: z.enum(proposalStates),
  proposedBy: z.string(),
  organisation: z.string(),
  proposedAt: instantText,
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  decisionReason: z.string().nullable(),
  basis,
  may,
});
export type ProposalView = z.infer<typeof proposalView>;

/** What an act answers that has to be confirmed: it waits, and nothing is changed yet. */
export const proposedView = z.object({ proposal: proposalView });

/** The refusals of `propose`: every contract of an act that proposes declares them. */
export const proposeRefused = ['proposal.one-open', 'proposal.evidence-unfit', 'proposal.id-taken'] as const;

const decideRefused = [
  'proposal.not-found',
  'proposal.changed-meanwhile',
  'proposal.wrong-state',
  'proposal.four-eyes',
  'proposal.person-concerned',
  'proposal.other-body',
  'proposal.not-permitted',
] as const;

/** Confirming does the act, so it may be refused as the act is: the composition names the refusals of the acts it registers. */
export const proposalContractOf = <const Codes extends readonly string[]>(acts: Codes) => ({
  list: procedureFor(supervision, 'administrative')
    .route({ method: 'GET', path: '/proposals', tags: ['proposal'] })
    .input(
      z.strictObject({
        state: z.enum(proposalStates).optional(),
        subjectId: uuid.optional(),
        kind: z
          .string()
          .regex(/^[a-z][a-z0-9.-]{0,79}$/)
          .optional(),
        cursor: proposalCursor.shape,
      }),
    )
    .output(pageOf(proposalView)),
  find: procedureFor(supervision, 'administrative')
    .route({ method: 'GET', path: '/proposals/{id}', tags: ['proposal'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        proposal: proposalView,
        papers: z.array(evidenceView),
        history: z.array(historyEntry),
      }),
    )
    .errors(refusals('proposal.not-found')),
  confirm: steppedUpFor(supervision, 'administrative')
    .route({ method: 'POST', path: '/proposals/{id}/confirm', tags: ['proposal'] })
    .input(z.strictObject({ id: uuid, basedOn: version, remark: text(2000).optional() }))
    .output(proposalView)
    .errors(refusals(...decideRefused, 'proposal.kind-unknown', ...acts)),
  refuse: procedureFor(supervision, 'administrative')
    .route({ method: 'POST', path: '/proposals/{id}/refuse', tags: ['proposal'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(proposalView)
    .errors(refusals(...decideRefused)),
  withdraw: procedureFor(supervision, 'administrative')
    .route({ method: 'POST', path: '/proposals/{id}/withdraw', tags: ['proposal'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason: text(2000).optional() }))
    .output(proposalView)
    .errors(
      refusals(
        'proposal.not-found',
        'proposal.changed-meanwhile',
        'proposal.wrong-state',
        'proposal.not-permitted',
      ),
    ),
});
const ownRefusals: readonly never[] = [];
/** Its own procedures and refusals, without those of the acts. */
export const proposalContract = proposalContractOf(ownRefusals);

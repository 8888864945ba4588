import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  fen,
  historyEntry,
  instantText,
  line,
  lookup,
  may,
  pageOf,
  plainDateText,
  reason,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';
import { contentArea } from '../plan/plan.contract.ts';
import { proposedView, proposeRefused } from '../proposal/proposal.contract.ts';

export const numberCursor = cursorOf('text');

const operators = ['office', 'commerce-bureau'] as const;
const state = z.enum(['in-force', 'completed', 'terminated']);

export const agreementView = z.object({
  id: z.string(),
  version: z.int(),
  projectId: z.string(),
  contractorId: z.string(),
  contractorName: z.string(),
  number: z.string(),
  name: z.string(),
  lot: z.string(),
  areas: z.array(contentArea),
  signedOn: plainDateText,
  startsOn: plainDateText,
  endsOn: plainDateText,
  amountFen: z.int(),
  paidFen: z.int(),
  state,
  lineKeys: z.array(z.string()),
  basis,
  may,
});
export type AgreementView = z.infer<typeof agreementView>;

export const instalmentView = z.object({
  id: z.string(),
  version: z.int(),
  agreementId: z.string(),
  number: z.int(),
  name: z.string(),
  amountFen: z.int(),
  condition: z.string(),
  requiredProgress: z.int(),
  plannedOn: plainDateText,
  state: z.enum(['planned', 'requested', 'decided', 'paid', 'refused']),
  requestedAt: instantText.nullable(),
});
export type InstalmentView = z.infer<typeof instalmentView>;

/** A line of the plan as the contractor promised it. */
export const promisedLineView = z.object({
  lineKey: z.string(),
  area: contentArea,
  task: z.string(),
  content: z.string(),
  unit: z.string(),
  target: z.number(),
  plannedStartOn: plainDateText,
  plannedFinishOn: plainDateText,
  important: z.boolean(),
  /** False once a later version of the plan dropped it. */
  inPlan: z.boolean(),
});
export type PromisedLineView = z.infer<typeof promisedLineView>;

const instalments = z
  .array(
    z.strictObject({
      number: z.int().min(1).max(60),
      name: line(60),
      amountFen: fen,
      condition: line(1000),
      requiredProgress: z.int().min(0).max(100),
      plannedOn: plainDateText,
    }),
  )
  .min(1)
  .max(60);

const terms = {
  name: line(160),
  areas: z.array(contentArea).min(1).max(6),
  endsOn: plainDateText,
  amountFen: fen.min(1, 'money.positive'),
  lineKeys: z.array(uuid).max(300),
  instalments,
};
const termsRefused = [
  'agreement.dates-reversed',
  'agreement.no-lines',
  'agreement.line-not-in-plan',
  'agreement.line-outside-areas',
  'agreement.instalment-twice',
  'agreement.instalment-empty',
  'agreement.instalment-outside-contract',
  'agreement.instalments-not-the-amount',
  'agreement.instalment-not-rounded',
  'agreement.retention-missing',
  'agreement.above-line',
  'agreement.above-project',
] as const;

const detail = z.object({
  agreement: agreementView,
  projectName: z.string(),
  instalments: z.array(instalmentView),
  lines: z.array(promisedLineView),
  history: z.array(historyEntry),
});

const ending = z.strictObject({
  id: uuid,
  basedOn: version,
  state: z.enum(['completed', 'terminated']),
  reason,
});
export type AgreementEnding = z.infer<typeof ending>;
/** What confirming the ending of a contract may answer, as proposing it may. */
export const agreementEndRefused = [
  'agreement.not-found',
  'agreement.changed-meanwhile',
  'agreement.ended',
] as const;

export const agreementContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/agreements', tags: ['agreements'] })
    .input(
      z.strictObject({
        state: state.optional(),
        area: contentArea.optional(),
        contractorId: uuid.optional(),
        projectId: uuid.optional(),
        search: lookup(80).optional(),
        cursor: numberCursor.shape,
      }),
    )
    .output(pageOf(agreementView).extend({ may })),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/agreements/{id}', tags: ['agreements'] })
    .input(z.strictObject({ id: uuid }))
    .output(detail)
    .errors(refusals('agreement.not-found')),
  sign: procedureFor(operators)
    .route({ method: 'POST', path: '/agreements', tags: ['agreements'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        projectId: uuid,
        contractorId: uuid,
        number: line(60),
        lot: line(60),
        signedOn: plainDateText,
        startsOn: plainDateText,
        ...terms,
      }),
    )
    .output(detail)
    .errors(
      refusals(
        ...recusalCodes,
        'agreement.not-permitted',
        'agreement.id-taken',
        'agreement.number-taken',
        'agreement.lot-taken',
        'agreement.project-unknown',
        'agreement.no-plan-in-force',
        'agreement.contractor-unfit',
        'agreement.before-regime',
        'agreement.before-project',
        'agreement.signed-in-future',
        ...termsRefused,
      ),
    ),
  /** 补充协议: what was agreed anew, with the reason; what was requested, decided or paid stays as it is. */
  amend: procedureFor(operators)
    .route({ method: 'POST', path: '/agreements/{id}', tags: ['agreements'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason, ...terms }))
    .output(detail)
    .errors(
      refusals(
        ...recusalCodes,
        'agreement.not-found',
        'agreement.not-permitted',
        'agreement.changed-meanwhile',
        'agreement.ended',
        'agreement.no-plan-in-force',
        'agreement.below-paid',
        'agreement.instalment-missing',
        'agreement.instalment-fixed',
        ...termsRefused,
      ),
    ),
  /** Proposes; the contract ends when another person has confirmed. */
  end: procedureFor(operators)
    .route({ method: 'POST', path: '/agreements/{id}/end', tags: ['agreements'] })
    .input(ending)
    .output(proposedView)
    .errors(refusals(...recusalCodes, 'agreement.not-permitted', ...proposeRefused, ...agreementEndRefused)),
};

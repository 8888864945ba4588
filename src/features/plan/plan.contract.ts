import { z } from 'zod';
import { organisationKinds } from '#kernel/actor.ts';
import { procedureFor, refusals } from '#kernel/contract.ts';
import {
  basis,
  evidenceIds,
  fen,
  historyEntry,
  instantText,
  line,
  may,
  plainDateText,
  quantity,
  reason,
  sign,
  text,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { proposalView, proposeRefused } from '../proposal/proposal.contract.ts';

export const contentArea = z.enum([
  'service-centre',
  'logistics',
  'station',
  'supply-chain',
  'training',
  'funds',
]);
const supervision = organisationKinds.filter((kind) => kind !== 'contractor');
const operators = ['office', 'commerce-bureau'] as const;
const state = z.enum(['draft', 'submitted', 'approved', 'superseded']);

export const projectView = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  nameEn: z.string(),
  batchYear: z.int(),
  centralFen: z.int(),
  localFen: z.int(),
  moneyFen: z.int(),
  startsOn: plainDateText,
  endsOn: plainDateText.nullable(),
  basis,
  may,
});
export type ProjectView = z.infer<typeof projectView>;

export const planLineView = z.object({
  lineKey: z.string(),
  area: contentArea,
  task: z.string(),
  content: z.string(),
  unit: z.string(),
  target: z.number(),
  plannedStartOn: plainDateText,
  plannedFinishOn: plainDateText,
  budgetFen: z.int(),
  important: z.boolean(),
});
export type PlanLineView = z.infer<typeof planLineView>;

export const planSummary = z.object({
  id: z.string(),
  version: z.int(),
  projectId: z.string(),
  number: z.int(),
  state,
  reason: z.string(),
  inForceFrom: plainDateText.nullable(),
  /** The day the next version takes over; null while none does. */
  inForceUntil: plainDateText.nullable(),
  draftedBy: z.string(),
  approvedBy: z.string().nullable(),
  approvedAt: instantText.nullable(),
  lineCount: z.int(),
  totalFen: z.int(),
  basis,
  may,
});
export type PlanSummary = z.infer<typeof planSummary>;

export const planView = planSummary.extend({ lines: z.array(planLineView) });
export type PlanView = z.infer<typeof planView>;

export const differenceView = z.object({
  /** Null for the first version: there is nothing before it. */
  from: planSummary.nullable(),
  to: planSummary,
  added: z.array(planLineView),
  removed: z.array(planLineView),
  changed: z.array(
    z.object({
      before: planLineView,
      after: planLineView,
      fields: z.array(
        z.enum([
          'area',
          'task',
          'content',
          'unit',
          'target',
          'plannedStartOn',
          'plannedFinishOn',
          'budgetFen',
          'important',
        ]),
      ),
    }),
  ),
  unchanged: z.int(),
});
export type DifferenceView = z.infer<typeof differenceView>;

const projectFields = {
  name: line(120),
  nameEn: text(160),
  centralFen: fen,
  localFen: fen,
  endsOn: plainDateText.nullable(),
};

const lineInput = z.strictObject({
  lineKey: uuid.optional(),
  area: contentArea,
  task: line(120),
  content: line(2000),
  unit: sign(20),
  target: quantity,
  plannedStartOn: plainDateText,
  plannedFinishOn: plainDateText,
  budgetFen: fen,
  important: z.boolean(),
});
const lines = z.array(lineInput).max(300);
const linesRefused = [
  'plan.line-twice',
  'plan.target-missing',
  'plan.line-dates-reversed',
  'plan.line-outside-project',
  'plan.over-budget',
] as const;

/** What confirming a change of the project's money may answer, as proposing it may. */
export const projectMoneyRefused = [
  'project.not-found',
  'project.changed-meanwhile',
  'project.before-regime',
  'project.dates-reversed',
  'project.below-plan',
  'project.below-contracts',
] as const;

export const planContract = {
  projects: procedureFor(supervision)
    .route({ method: 'GET', path: '/projects', tags: ['plan'] })
    .input(z.strictObject({}))
    .output(z.object({ items: z.array(projectView), may })),
  project: procedureFor(supervision)
    .route({ method: 'GET', path: '/projects/{id}', tags: ['plan'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        project: projectView,
        inForce: planView.nullable(),
        plans: z.array(planSummary),
        history: z.array(historyEntry),
      }),
    )
    .errors(refusals('project.not-found')),
  registerProject: procedureFor(operators)
    .route({ method: 'POST', path: '/projects', tags: ['plan'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        batchYear: z.int().min(2014).max(2100),
        startsOn: plainDateText,
        ...projectFields,
      }),
    )
    .output(projectView)
    .errors(
      refusals(
        'project.not-permitted',
        'project.id-taken',
        'project.before-regime',
        'project.dates-reversed',
      ),
    ),
  /** What the project is called and until when; its money, with the document and a paper, is proposed and waits for another person. */
  amendProject: procedureFor(operators)
    .route({ method: 'POST', path: '/projects/{id}', tags: ['plan'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        reason,
        documentNumber: line(80).optional(),
        evidence: evidenceIds.optional(),
        ...projectFields,
      }),
    )
    .output(projectView.extend({ proposal: proposalView.nullable() }))
    .errors(
      refusals(
        'project.not-found',
        'project.not-permitted',
        'project.paper-missing',
        ...proposeRefused,
        ...projectMoneyRefused,
      ),
    ),
  /** A new version, holding the lines of the one in force until it is saved with others. */
  draft: procedureFor(operators)
    .route({ method: 'POST', path: '/projects/{projectId}/plans', tags: ['plan'] })
    .input(
      z.strictObject({ projectId: uuid, id: uuid.optional(), reason: text(2000), lines: lines.optional() }),
    )
    .output(planView)
    .errors(
      refusals(
        'project.not-found',
        'plan.not-permitted',
        'plan.id-taken',
        'plan.draft-open',
        'plan.reason-required',
        ...linesRefused,
      ),
    ),
  /** The version that was in force on a day. */
  inForceOn: procedureFor(supervision)
    .route({ method: 'GET', path: '/projects/{projectId}/plan-in-force', tags: ['plan'] })
    .input(z.strictObject({ projectId: uuid, on: plainDateText }))
    .output(planView)
    .errors(refusals('project.not-found', 'plan.none-in-force')),
  find: procedureFor(supervision)
    .route({ method: 'GET', path: '/plans/{id}', tags: ['plan'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        plan: planView,
        project: projectView,
        formerId: z.string().nullable(),
        history: z.array(historyEntry),
      }),
    )
    .errors(refusals('plan.not-found')),
  /** What this version changes against another of the same project: the one before it when none is named. */
  compare: procedureFor(supervision)
    .route({ method: 'GET', path: '/plans/{id}/comparison', tags: ['plan'] })
    .input(z.strictObject({ id: uuid, with: uuid.optional() }))
    .output(differenceView)
    .errors(refusals('plan.not-found')),
  save: procedureFor(operators)
    .route({ method: 'POST', path: '/plans/{id}', tags: ['plan'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason: text(2000), lines }))
    .output(planView)
    .errors(
      refusals(
        'plan.not-found',
        'plan.not-permitted',
        'plan.changed-meanwhile',
        'plan.approved-fixed',
        'plan.wrong-state',
        'plan.reason-required',
        ...linesRefused,
      ),
    ),
  submit: procedureFor(operators)
    .route({ method: 'POST', path: '/plans/{id}/submit', tags: ['plan'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(planView)
    .errors(
      refusals(
        'plan.not-found',
        'plan.not-permitted',
        'plan.changed-meanwhile',
        'plan.approved-fixed',
        'plan.wrong-state',
        'plan.no-lines',
        ...linesRefused,
      ),
    ),
  sendBack: procedureFor(['leading-group'])
    .route({ method: 'POST', path: '/plans/{id}/send-back', tags: ['plan'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(planView)
    .errors(
      refusals(
        'plan.not-found',
        'plan.not-permitted',
        'plan.changed-meanwhile',
        'plan.approved-fixed',
        'plan.wrong-state',
      ),
    ),
  /** Open to the drafters too, so that approving one's own is refused by name. */
  approve: procedureFor(['leading-group', ...operators])
    .route({ method: 'POST', path: '/plans/{id}/approve', tags: ['plan'] })
    .input(z.strictObject({ id: uuid, basedOn: version, inForceFrom: plainDateText }))
    .output(planView)
    .errors(
      refusals(
        'plan.not-found',
        'plan.not-permitted',
        'plan.changed-meanwhile',
        'plan.approved-fixed',
        'plan.wrong-state',
        'plan.own-approval',
        'plan.in-force-before-project',
        'plan.retroactive',
        'plan.in-force-before-former',
        ...linesRefused,
      ),
    ),
};

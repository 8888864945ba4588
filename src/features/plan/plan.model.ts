import type { ContentArea } from '../regime/regime.model.ts';

/** 综合示范项目: the county's programme of one batch year. */
export type Project = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly nameEn: string;
  readonly batchYear: number;
  readonly centralFen: number;
  readonly localFen: number;
  readonly startsOn: string;
  readonly endsOn: string | null;
};

export type PlanState = 'draft' | 'submitted' | 'approved' | 'superseded';
export type PlanAct = 'save' | 'submit' | 'sendBack' | 'approve' | 'supersede';

/** 实施方案 moves forward only; what was approved is replaced by a later version and never edited. */
export const planLifecycle: Readonly<Record<PlanAct, { readonly from: PlanState; readonly to: PlanState }>> =
  {
    save: { from: 'draft', to: 'draft' },
    submit: { from: 'draft', to: 'submitted' },
    sendBack: { from: 'submitted', to: 'draft' },
    approve: { from: 'submitted', to: 'approved' },
    supersede: { from: 'approved', to: 'superseded' },
  };

/** One version of the 实施方案. */
export type Plan = {
  readonly id: string;
  readonly version: number;
  readonly projectId: string;
  readonly number: number;
  readonly state: PlanState;
  readonly reason: string;
  readonly inForceFrom: string | null;
  readonly draftedBy: string;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
};

/** 建设内容. The key stays through the versions, so that progress can be followed across a change. */
export type PlanLine = {
  readonly lineKey: string;
  readonly area: ContentArea;
  readonly task: string;
  readonly content: string;
  readonly unit: string;
  readonly target: number;
  readonly plannedStartOn: string;
  readonly plannedFinishOn: string;
  readonly budgetFen: number;
  readonly important: boolean;
};

/** A line of the plan with the newest accepted figure; quantities as the database prints them. */
export type LineReached = {
  readonly startOn: string;
  readonly finishOn: string;
  readonly target: string;
  readonly total: string | null;
  readonly budgetFen: number;
};

/** A version with its lines, as it was in force on a day. */
export type PlanInForce = { readonly plan: Plan; readonly lines: readonly PlanLine[] };

export type PlanLineField = Exclude<keyof PlanLine, 'lineKey'>;
export const planLineFields = [
  'area',
  'task',
  'content',
  'unit',
  'target',
  'plannedStartOn',
  'plannedFinishOn',
  'budgetFen',
  'important',
] as const satisfies readonly PlanLineField[];

export type PlanLineChange = {
  readonly before: PlanLine;
  readonly after: PlanLine;
  readonly fields: readonly PlanLineField[];
};

export type PlanDifference = {
  readonly added: readonly PlanLine[];
  readonly removed: readonly PlanLine[];
  readonly changed: readonly PlanLineChange[];
  readonly unchanged: number;
};

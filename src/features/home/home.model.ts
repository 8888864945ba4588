import type { OrganisationKind } from '#kernel/actor.ts';

/** What may need somebody today: one kind for each next step of the thread. */
export const needKinds = [
  'inspection-declare',
  'inspection-submit',
  'inspection-sign',
  'inspections-to-plan',
  'report-write',
  'report-correct',
  'report-decide',
  'finding-decide',
  'findings-to-letter',
  'letter-review',
  'letter-sign',
  'letter-issue',
  'letter-serve',
  'letter-acknowledge',
  'rectification-report',
  'rectification-answer',
  'rectification-reinspect',
  'rectification-close',
  'extension-decide',
  'escalation-due',
  'progress-due',
  'waiver-decide',
  'plan-approve',
  'proposal-confirm',
  'case-office',
  'case-leaders',
  'case-contractor',
  'instalment-request',
  'payment-propose',
  'payment-agree',
  'payment-approve',
  'payment-pay',
] as const;
export type NeedKind = (typeof needKinds)[number];

/** What falls due whether or not it needs this person today. */
export const soonKinds = [
  'inspection-planned',
  'inspections-due',
  'report-due',
  'rectification-due',
  'reinspection-planned',
  'instalment-planned',
] as const;
export type SoonKind = (typeof soonKinds)[number];

/** One line of the home page, from whatever table it comes. */
export type Item<Kind extends string = NeedKind | SoonKind> = {
  readonly kind: Kind;
  readonly type: string;
  readonly id: string;
  /** What it is called; for a group, the rule's id. */
  readonly name: string;
  /** The facility, contract or contractor it is about. */
  readonly about: string | null;
  /** By when, where the law or the plan names a day. */
  readonly dueOn: string | null;
  /** Since when it has been waiting. */
  readonly sinceOn: string | null;
  readonly provisional: boolean;
  /** How many a group holds; 1 for a single record. */
  readonly count: number;
  /** What more there is to say: the step that is due, the period of a report, who proposed. */
  readonly detail: string | null;
};

/** An overdue item with the steps of the ladder already taken: which is next is the pack's to say. */
export type OverdueItem = {
  readonly id: string;
  readonly name: string;
  readonly about: string | null;
  readonly state: string;
  readonly dueOn: string;
  readonly reportedOn: string | null;
  readonly provisional: boolean;
  readonly taken: readonly string[];
};

// The month at a glance.

export type PlanLine = {
  readonly lineKey: string;
  readonly startOn: string;
  readonly finishOn: string;
  readonly budgetFen: number;
  readonly target: number;
};
/** What one contract had reached on a line by the end of a month, as accepted; contracts may share a line. */
export type Reached = {
  readonly lineKey: string;
  readonly source: string;
  readonly month: string;
  readonly total: number;
};
export type ProgressPoint = {
  readonly month: string;
  readonly planned: number;
  readonly actual: number | null;
};

export type Dated = { readonly on: string; readonly amountFen: number };
export type MoneyPoint = {
  readonly month: string;
  readonly plannedFen: number;
  readonly paidFen: number | null;
};

/** How long something has been open, in days: the upper end of each span, the last one open. */
export const ageSpans = [7, 30, 90] as const;
export const agedKinds = ['finding', 'letter', 'rectification'] as const;
export type AgedKind = (typeof agedKinds)[number];

export const bounds = {
  perKind: 30,
  soonDays: 14,
  moved: 50,
  movedEvents: 400,
  movedEventsOfAll: 1000,
  firstVisitDays: 7,
} as const;

// Before the first inspection.

/** What a county has to have before its first inspection, in the order it is entered. */
export const guideSteps = [
  'bodies',
  'people',
  'project',
  'plan',
  'agreements',
  'facilities',
  'group',
] as const;
export type GuideStep = (typeof guideSteps)[number];

/** How much of it stands: organisations and active people by kind, records by number. */
export type GuideCounts = {
  readonly bodies: Readonly<Partial<Record<OrganisationKind, number>>>;
  readonly people: Readonly<Partial<Record<OrganisationKind, number>>>;
  readonly signatories: number;
  readonly projects: number;
  readonly plansOpen: number;
  readonly plansApproved: number;
  readonly agreements: number;
  readonly facilities: number;
  /** Members of the inspection group who serve today, and its lead among them. */
  readonly members: number;
  readonly leads: number;
};

export type GuideItem = {
  readonly step: GuideStep;
  readonly done: boolean;
  /** Bodies that are not there, or have nobody yet. */
  readonly missing: readonly OrganisationKind[];
  /** Who acts next. */
  readonly by: readonly OrganisationKind[];
};

import type { DayKind, EscalationStep, Severity } from '../regime/regime.model.ts';

export type RectificationState =
  | 'ordered'
  | 'reported'
  | 'returned'
  | 'verified'
  | 'not-verified'
  | 'closed'
  | 'revoked';

export const lifecycle = {
  ordered: ['reported', 'revoked'],
  reported: ['returned', 'verified', 'not-verified', 'revoked'],
  returned: ['reported', 'revoked'],
  'not-verified': ['reported', 'revoked'],
  verified: ['closed', 'revoked'],
  // 回头看: the problem is there again.
  closed: ['ordered'],
  // 撤销: the letter that ordered it was revoked.
  revoked: [],
} as const satisfies Record<RectificationState, readonly RectificationState[]>;

/** In these the contractor has the next step; in the others the office or the re-inspectors have. */
export const waitingForContractor = [
  'ordered',
  'returned',
  'not-verified',
] as const satisfies readonly RectificationState[];

/** 整改到位、基本到位、未到位、拒不整改. */
export type Conclusion = 'rectified' | 'mostly' | 'not-rectified' | 'refused';

export type Extension = {
  readonly state: 'asked' | 'granted' | 'declined';
  readonly reason: string;
  readonly untilOn: string;
  readonly askedBy: string;
  readonly askedOn: string;
  readonly decidedBy: string | null;
};

/** 整改事项: one item of a letter, from 送达 to 销号. */
export type Rectification = {
  readonly id: string;
  readonly version: number;
  readonly letterId: string;
  readonly letterItemId: string;
  readonly findingId: string;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly state: RectificationState;
  readonly severity: Severity;
  readonly servedOn: string;
  /** The length of the period, in days of `dayKind`. */
  readonly workingDays: number;
  readonly dayKind: DayKind;
  /** The day the running period is counted from: 送达, or the day of reopening. */
  readonly periodFromOn: string;
  readonly dueOn: string;
  /** Before any extension; shown beside the new one. */
  readonly originalDueOn: string;
  /** The days of this period that its reports lay with the county before they were handed back; `dueOn` was moved by them. */
  readonly countyDays: number;
  readonly provisional: boolean;
  /** The digest of the work calendar the deadline was counted with; null where that was not kept yet. */
  readonly calendarSha256: string | null;
  readonly extension: Extension | null;
  readonly extensionsGranted: number;
  readonly escalation: EscalationStep;
  readonly attempts: number;
  readonly reportedOn: string | null;
  readonly reportedBy: string | null;
  readonly reinspectionPlannedOn: string | null;
  readonly reinspectionTeam: readonly string[];
  readonly closedOn: string | null;
  readonly closedBy: string | null;
  readonly reopenedCount: number;
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string };
};

/** 整改报告: one attempt, as the contractor told it. */
export type Report = {
  readonly attempt: number;
  readonly cause: string;
  readonly measure: string;
  readonly responsiblePerson: string;
  readonly result: string;
  readonly completedOn: string;
};

/** 复查: what was found, by whom. */
export type Reinspection = {
  readonly id: string;
  readonly attempt: number;
  readonly inspectedOn: string;
  readonly conclusion: Conclusion;
  readonly fact: string;
  readonly members: readonly string[];
};

/** A step of the ladder that is named and taken by a person. The first is the letter itself; reminders go out by themselves. */
export type TakenStep = Exclude<EscalationStep, 'first'>;

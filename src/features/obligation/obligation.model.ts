import type { Citation, Facts } from '#kernel/result.ts';
import type { ContentArea, FacilityKind } from '../regime/regime.model.ts';

/** `due` lasts through the days of grace; `missed` is for good, whatever is made up later. */
export type ObligationState = 'upcoming' | 'due' | 'fulfilled' | 'fulfilled-late' | 'missed' | 'waived';
export const obligationStates = [
  'upcoming',
  'due',
  'fulfilled',
  'fulfilled-late',
  'missed',
  'waived',
] as const satisfies readonly ObligationState[];

export type SubjectType = 'facility' | 'agreement' | 'programme';
export type ObligationKind = 'inspection' | 'report';
export type FacilityPhase = 'construction' | 'trial' | 'operation' | 'suspended' | 'withdrawn';

// What obligations are derived from. All days are ISO dates, so that they compare as text.

export type FacilityFacts = {
  readonly id: string;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly kind: FacilityKind;
  readonly constructionStartedOn: string;
  readonly operationStartedOn: string | null;
  /** Each phase with its first day, in any order. */
  readonly phases: readonly { readonly fromOn: string; readonly phase: FacilityPhase }[];
};

export type AgreementFacts = {
  readonly id: string;
  readonly contractorId: string;
  readonly areas: readonly ContentArea[];
  readonly signedOn: string;
  readonly startsOn: string;
  /** The end the contract names; works that run over it are still reported and inspected. */
  readonly endsOn: string;
  /** The day it was completed or terminated; null while it is in force. */
  readonly endedOn: string | null;
};

export type ProgrammeFacts = {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
};

export type BaselineFacts = {
  readonly facilities: readonly FacilityFacts[];
  readonly agreements: readonly AgreementFacts[];
  readonly programmes: readonly ProgrammeFacts[];
};

// Why something is due: kept with the obligation, so that it can still be answered under a later pack.

export type ParameterName = 'every' | 'anchor' | 'count' | 'due-day' | 'grace-days' | 'coverage';
export type Parameter = {
  readonly name: ParameterName;
  readonly value: number | string;
  /** The day from which this value has been in force. */
  readonly fromOn: string;
  readonly basis: readonly Citation[];
};

export type FactName =
  | 'under-construction'
  | 'in-operation'
  | 'operation-day'
  | 'withdrawn'
  | 'agreement-in-force'
  | 'agreement-signed'
  | 'programme-runs'
  | 'regime-in-force';
export type UsedFact = { readonly name: FactName; readonly fromOn: string; readonly untilOn?: string | null };

export type StepName =
  | 'calendar-period'
  | 'anchored-period'
  | 'window-from-subject'
  | 'window-from-regime'
  | 'window-at-month-end'
  | 'due-at-period-end'
  | 'due-on-day'
  | 'rolled-forward'
  | 'rolled-forward-provisionally'
  | 'grace';
export type Step = { readonly step: StepName; readonly facts: Facts };

export type Because = {
  readonly clause: string;
  readonly ruleId: string;
  readonly responsible: 'inspection-group' | 'contractor';
  readonly parameters: readonly Parameter[];
  readonly facts: readonly UsedFact[];
  readonly steps: readonly Step[];
};

export type DerivedObligation = {
  /** Rule, subject and period: within a county the same obligation has the same key, whoever derives it and when. */
  readonly key: string;
  readonly ruleId: string;
  readonly kind: ObligationKind;
  readonly duty: string;
  readonly clauseId: string;
  readonly area: ContentArea | null;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly agreementId: string | null;
  readonly contractorId: string | null;
  /** `2026-04`, `2026-Q2`, `2026-H1`, `2026`, or first and last day of a quarter counted from the 运营之日. */
  readonly period: string;
  readonly windowStartOn: string;
  readonly windowEndOn: string;
  readonly dueOn: string;
  readonly originalDueOn: string;
  readonly closesOn: string;
  readonly responsible: 'inspection-group' | 'contractor';
  readonly because: Because;
};

/** What decides the state of an obligation. */
export type Standing = {
  readonly windowStartOn: string;
  readonly dueOn: string;
  readonly closesOn: string;
  readonly fulfilledOn: string | null;
  readonly waived: boolean;
  readonly withdrawn: boolean;
};

export type WaiverState = 'proposed' | 'approved' | 'declined';
export const waiverLifecycle = {
  proposed: ['approved', 'declined'],
  approved: [],
  declined: [],
} as const satisfies Record<WaiverState, readonly WaiverState[]>;

export type Waiver = {
  readonly id: string;
  readonly version: number;
  readonly obligationId: string;
  readonly state: WaiverState;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
};

/** How far ahead obligations are derived: a quarter, so that visits can be planned. Nothing in law hangs on it. */
export const horizonDays = 92;

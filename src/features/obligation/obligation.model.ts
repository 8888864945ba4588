import type { Citation, Facts } from '#kernel/result.ts';
import type { ContentArea, FacilityKind, RulePack } from '../regime/regime.model.ts';

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

/** `stratum`: a town, a contractor or the whole county, of whose facilities or contracts only a part must be reached. */
export type SubjectType = 'facility' | 'agreement' | 'programme' | 'stratum';
export const subjectTypes = [
  'facility',
  'agreement',
  'programme',
  'stratum',
] as const satisfies readonly SubjectType[];
export type ObligationKind = 'inspection' | 'report';
export type FacilityPhase = 'construction' | 'trial' | 'operation' | 'suspended' | 'withdrawn';

// What obligations are derived from. All days are ISO dates, so that they compare as text.

/**
 * When the register learnt it, as an instant in UTC. Of one subject there may be several versions: what is derived as known at a
 * moment rests on the last one recorded by then. Absent: known from the beginning.
 */
type Recorded = { readonly recordedAt?: string | undefined };

export type FacilityFacts = Recorded & {
  readonly id: string;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly kind: FacilityKind;
  readonly constructionStartedOn: string;
  readonly operationStartedOn: string | null;
  /** Each phase with its first day, in any order. */
  readonly phases: readonly { readonly fromOn: string; readonly phase: FacilityPhase }[];
  /** 乡镇: nine digits; needed where a part of each town must be reached. */
  readonly townCode?: string | undefined;
  /** Contracts it stood under one after the other, in any order; absent: always the one named above. */
  readonly held?: readonly Holding[] | undefined;
};

export type Holding = {
  readonly fromOn: string;
  readonly agreementId: string;
  readonly contractorId: string;
};

export type AgreementFacts = Recorded & {
  readonly id: string;
  readonly contractorId: string;
  readonly areas: readonly ContentArea[];
  readonly signedOn: string;
  readonly startsOn: string;
  /** The end the contract names; works that run over it are still reported and inspected. */
  readonly endsOn: string;
  /** The day it was completed or terminated; null while it is in force. */
  readonly endedOn: string | null;
  readonly programmeId?: string | undefined;
};

export type ProgrammeFacts = Recorded & {
  readonly id: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
};

/** An act that counted towards a rule: where the next period begins with the last one done. Of a stratum: the day its part was reached. */
export type DoneFacts = Recorded & {
  readonly ruleId: string;
  readonly subjectId: string;
  readonly on: string;
};

export type BaselineFacts = {
  readonly facilities: readonly FacilityFacts[];
  readonly agreements: readonly AgreementFacts[];
  readonly programmes: readonly ProgrammeFacts[];
  readonly done?: readonly DoneFacts[] | undefined;
  /** 启用日: what fell due before it was kept elsewhere; here it is neither owed nor missed. */
  readonly goLiveOn?: string | undefined;
};

/** A version of the county's regime and the day from which it applies: what began before goes on under the one before (五). */
export type PackVersion = { readonly fromOn: string; readonly pack: RulePack };

// Why something is due: kept with the obligation, so that it can still be answered under a later pack.

export const parameterNames = [
  'every',
  'times',
  'event',
  'within',
  'anchor',
  'count',
  'due-day',
  'rest-day',
  'grace-days',
  'coverage',
  'coverage-least',
] as const;
export type ParameterName = (typeof parameterNames)[number];
export type Parameter = {
  readonly name: ParameterName;
  readonly value: number | string;
  /** The day from which this value has been in force. */
  readonly fromOn: string;
  readonly basis: readonly Citation[];
};

export const factNames = [
  'under-construction',
  'construction-started',
  'in-operation',
  'operation-day',
  'withdrawn',
  'agreement-in-force',
  'agreement-signed',
  'held-under-contract',
  'programme-runs',
  'programme-started',
  'last-done',
  'regime-in-force',
] as const;
export type FactName = (typeof factNames)[number];
export type UsedFact = { readonly name: FactName; readonly fromOn: string; readonly untilOn?: string | null };

export const stepNames = [
  'calendar-period',
  'anchored-period',
  'period-since-last',
  'event-on',
  'window-from-subject',
  'window-from-regime',
  'window-after-version',
  'window-after-change',
  'window-after-last',
  'window-at-month-end',
  'part-by-calendar',
  'part-by-share',
  'part-at-least',
  'times-in-period',
  'due-at-period-end',
  'due-within-days',
  'due-within-working-days',
  'due-on-day',
  'rolled-forward',
  'rolled-forward-provisionally',
  'stands-provisionally',
  'stands-as-fixed',
  'grace',
] as const;
export type StepName = (typeof stepNames)[number];
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
  /** The town's code, the contractor's id or `all`, where only a part of it must be reached. */
  readonly stratum: string | null;
  /** How many acts it takes: so many subjects of a stratum, or so many times for one subject. */
  readonly required: number;
  /** Out of how many subjects. */
  readonly among: number;
  /** `2026-04`, `2026-Q2`, `2026-H1`, `2026`, `once`, or first and last day of a period counted from an anchor. */
  readonly period: string;
  readonly windowStartOn: string;
  readonly windowEndOn: string;
  readonly dueOn: string;
  readonly originalDueOn: string;
  /** 暂定: the work calendar of its year is not announced, and the day may still move. */
  readonly provisional: boolean;
  readonly closesOn: string;
  readonly responsible: 'inspection-group' | 'contractor';
  readonly because: Because;
  /** The version of the regime it began under. */
  readonly pack?: RulePack;
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

/** What an act is done by. */
export type ActBy = { readonly type: 'inspection' | 'monthly-report'; readonly id: string };
/** One visit or report counted towards an obligation. */
export type Act = { readonly on: string; readonly subjectId: string };

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

// 覆盖与盲区

export const coverageStates = ['never-visited', 'missed', 'overdue', 'due', 'visited', 'withdrawn'] as const;
export type CoverageState = (typeof coverageStates)[number];

/** What decides whether a facility is covered. */
export type FacilityCover = {
  readonly phase: FacilityPhase;
  readonly lastVisitOn: string | null;
  /** When a visit that was missed and never made up was last due. */
  readonly lastMissedOn: string | null;
  readonly due: number;
  readonly overdue: number;
  readonly missed: number;
};

export type Reached = {
  readonly facilities: number;
  readonly neverVisited: number;
  readonly blindSpots: number;
  readonly lastVisitOn: string | null;
  readonly due: number;
  readonly overdue: number;
  readonly missed: number;
};

/** How far ahead obligations are derived: a quarter, so that visits can be planned. Nothing in law hangs on it. */
export const horizonDays = 92;

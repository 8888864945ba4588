import type { Basis, Majority, ProcedureStepId, Severity, Words } from '../regime/regime.model.ts';

// 取消承办资格: a case, never a counter. What was counted and the procedure it must go through are frozen when it is opened.

export const caseStates = ['open', 'kept', 'disqualified', 'settled', 'closed'] as const;
/**
 * `kept` 不予取消 and `disqualified` 已取消 take effect with the service of the decision; `settled` 已清算; `closed` 结案: ended
 * without a decision.
 */
export type CaseState = (typeof caseStates)[number];

export const lifecycle = {
  open: ['kept', 'disqualified', 'closed'],
  disqualified: ['settled'],
  kept: [],
  settled: [],
  closed: [],
} as const satisfies Record<CaseState, readonly CaseState[]>;

export type Outcome = 'cancel' | 'keep';
export type Vote = 'cancel' | 'keep' | 'abstain';
export type ServiceMethod = 'direct' | 'left' | 'post' | 'entrusted' | 'public-notice' | 'electronic';

/** Why a finding counts as not rectified in time. */
export type LateReason = 'overdue' | 'reported-late';

/** A problem of the contractor within the period, and how its rectification stood on the day of counting. */
export type CountedFinding = {
  readonly id: string;
  readonly number: string;
  readonly fact: string;
  readonly place: string;
  readonly foundOn: string;
  readonly severity: Severity;
  readonly clauseId: string;
  readonly repeat: boolean;
  readonly dueOn: string | null;
  readonly reportedOn: string | null;
  readonly closedOn: string | null;
  /** Null: it counts as a problem and not as one rectified too late. */
  readonly late: LateReason | null;
};

/** How far a contract has come, and how far its plan had it by that day; shares of the budgeted work, from 0 to 1. */
export type ContractProgress = {
  readonly agreementId: string;
  readonly number: string;
  readonly name: string;
  readonly planned: number;
  readonly reached: number;
};

/** The facts as they were laid out on one day. */
export type LaidOut = {
  readonly asOf: string;
  readonly sinceOn: string;
  readonly months: number;
  readonly findings: readonly CountedFinding[];
  readonly counted: number;
  readonly late: number;
  /** What the pack asks for before a case may be opened. */
  readonly needCounted: number;
  readonly needLate: number;
  readonly progress: readonly ContractProgress[];
  readonly basis: readonly Basis[];
};

export type Ground = {
  readonly id: string;
  readonly kind: 'repeated-unrectified' | 'progress-below' | 'stated';
  readonly name: Words;
  /** `progress-below`: below which share of what was planned. */
  readonly share: number | null;
  readonly basis: readonly Basis[];
};

/** A ground beside the facts: whether a case may be opened on it today. A stated ground always may, if it is proved. */
export type GroundStanding = Ground & { readonly open: boolean };

export type FrozenStep = {
  readonly step: ProcedureStepId;
  readonly name: Words;
  readonly by: 'office' | 'contractor' | 'leading-group';
  readonly days: 'working-days' | 'days';
  readonly notBefore: number | null;
  readonly within: number | null;
  readonly onRequest: boolean;
  readonly basis: readonly Basis[];
};

/** The steps and the rule of voting, with the numbers in force on the day the case was opened. */
export type Procedure = {
  readonly steps: readonly FrozenStep[];
  readonly quorumShare: number;
  readonly majorityShare: number;
  /** Absent in a case opened before a regime could say “at least”: more than the share. */
  readonly majority?: Majority;
  readonly quorumBasis: readonly Basis[];
  readonly majorityBasis: readonly Basis[];
};

type Served = {
  readonly method: ServiceMethod;
  readonly receiver: string;
  readonly documentNumber: string;
  readonly witness: string | null;
};
export type Ballot = { readonly personId: string; readonly vote: Vote };

/** What was done in a step, in its own words. */
export type StepBody =
  | ({ readonly step: 'notice' } & Served)
  | { readonly step: 'statement'; readonly silent: boolean }
  | {
      readonly step: 'hearing';
      readonly chair: string;
      readonly contractorPresent: boolean;
      readonly summary: string;
    }
  | {
      readonly step: 'deliberation';
      /** How many might have voted: members of the leading group less those recused. */
      readonly of: number;
      readonly ballots: readonly Ballot[];
      readonly summary: string;
    }
  | { readonly step: 'decision'; readonly outcome: Outcome; readonly reasons: string }
  | ({ readonly step: 'service' } & Served)
  | {
      readonly step: 'settlement';
      readonly paidFen: number;
      readonly recoverFen: number;
      readonly assets: string;
      readonly note: string;
    };

export type TakenStep = {
  readonly id: string;
  readonly on: string;
  /** From when it could be taken at all, and by when it was due. */
  readonly fromOn: string;
  readonly dueOn: string | null;
  /** The day the next step is counted from: for the statement the last day of the time to speak. */
  readonly endsOn: string;
  readonly recordedBy: string;
  readonly body: StepBody;
};

export type Hearing = {
  readonly askedOn: string | null;
  readonly askedBy: string | null;
  readonly announcedOn: string | null;
  readonly announcedFor: string | null;
  readonly place: string | null;
};

/** 暂停拨付: decided by the leading group while the case runs. */
export type Hold = { readonly on: string; readonly by: string; readonly reasons: string };

export type Case = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly contractorId: string;
  readonly state: CaseState;
  readonly ground: Ground;
  readonly reasons: string;
  readonly openedOn: string;
  readonly openedBy: string;
  readonly laidOut: LaidOut;
  readonly procedure: Procedure;
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string };
  readonly steps: readonly TakenStep[];
  readonly hearing: Hearing;
  readonly hold: Hold | null;
  /** Ended without a decision: when, by whom, why. */
  readonly closed: { readonly on: string; readonly by: string; readonly reasons: string } | null;
};

/** What the contractor said in its defence; it may say more until its time has run. */
export type Statement = {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  readonly at: string;
};

/** The facts the counting works on, of one contractor. */
export type ContractorFacts = {
  readonly contractorId: string;
  readonly contractorName: string;
  readonly findings: readonly (Omit<CountedFinding, 'late'> & {
    readonly rectification:
      | 'ordered'
      | 'reported'
      | 'returned'
      | 'verified'
      | 'not-verified'
      | 'closed'
      | null;
  })[];
  readonly contracts: readonly {
    readonly agreementId: string;
    readonly number: string;
    readonly name: string;
    readonly lines: readonly {
      readonly startOn: string;
      readonly finishOn: string;
      readonly budgetFen: number;
      readonly target: number;
      readonly total: number;
    }[];
  }[];
};

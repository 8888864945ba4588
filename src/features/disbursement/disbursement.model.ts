import type { Facts } from '#kernel/result.ts';
import type { Words } from '#kernel/words.ts';
import type { Basis, ContentArea, GateConditionId, Standard } from '../regime/regime.model.ts';
import type { ScoreStanding } from '../score/score.model.ts';

export type InstalmentState = 'planned' | 'requested' | 'decided' | 'paid' | 'refused';

/** Which state may follow which. An approval that is taken back before payment leads from `decided` to `requested`. */
export const lifecycle = {
  planned: ['requested'],
  requested: ['decided', 'refused'],
  refused: ['requested'],
  decided: ['paid', 'requested'],
  paid: [],
} as const satisfies Record<InstalmentState, readonly InstalmentState[]>;

export type DecisionState = 'proposed' | 'approved' | 'declined' | 'paid';
export type Outcome = 'pay' | 'pay-part' | 'withhold';

/** Who has to act. `inspection-group` is the group led by 商务局. */
export type Party =
  | 'contractor'
  | 'office'
  | 'commerce-bureau'
  | 'inspection-group'
  | 'finance'
  | 'leading-group'
  | 'nobody';

export type Instalment = {
  readonly id: string;
  readonly version: number;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly number: number;
  readonly name: string;
  readonly amountFen: number;
  readonly condition: string;
  readonly requiredProgress: number;
  readonly plannedOn: string;
  readonly state: InstalmentState;
  readonly requestedAt: string | null;
  readonly requestedBy: string | null;
};

export type Decision = {
  readonly id: string;
  readonly version: number;
  readonly instalmentId: string;
  readonly evaluationId: string;
  readonly state: DecisionState;
  readonly outcome: Outcome;
  readonly amountFen: number;
  /** Set by approval alone: what may be paid on this decision. */
  readonly payableFen: number | null;
  readonly departs: boolean;
  readonly reasons: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly financeBy: string | null;
  readonly financeAt: string | null;
  readonly financeNote: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  readonly declinedBy: string | null;
  readonly declinedReason: string | null;
};

export type Payment = {
  readonly id: string;
  readonly version: number;
  readonly agreementId: string;
  readonly instalmentId: string;
  readonly decisionId: string;
  readonly amountFen: number;
  readonly paidOn: string;
  readonly voucher: string;
  readonly paidBy: string;
};

/** Payments on a contract suspended by the last step of a ladder: over an item of a letter, or over the contract's progress. */
export type Suspension = {
  readonly id: string;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly contractorId: string;
  readonly fromOn: string;
  readonly liftedOn: string | null;
  /** Null where the contract's progress is behind it. */
  readonly item: {
    readonly id: string;
    readonly finding: string;
    readonly letter: string;
    readonly closed: boolean;
  } | null;
};

/** What the gate weighs, as the records stand on one day. */
export type GateFacts = ScoreStanding & {
  readonly instalment: {
    readonly id: string;
    readonly amountFen: number;
    readonly plannedOn: string;
    readonly requiredProgress: number;
    /** What the newest settlement came to; absent or null where the contract's own amount stands. */
    readonly settledFen?: number | null;
    readonly payment: { readonly id: string; readonly voucher: string; readonly paidOn: string } | null;
  };
  readonly agreement: {
    readonly id: string;
    readonly number: string;
    readonly amountFen: number;
    readonly terminated: boolean;
    /** 停止拨付: the contractor's case, where a hold or its disqualification stops payments. */
    readonly stop?: {
      readonly kind: 'held' | 'disqualified';
      readonly caseId: string;
      readonly caseNumber: string;
      readonly fromOn: string;
    } | null;
    /** 暂停拨付, the last step of the ladder, as long as nobody has lifted it. */
    readonly suspensions?: readonly Suspension[];
    /** Already paid on this contract. */
    readonly paidFen: number;
  };
  /** The project's money in all, what its contracts hold of it, and what was paid out of it. */
  readonly project: { readonly moneyFen: number; readonly promisedFen: number; readonly paidFen: number };
  /** Of the project: what caps are a share of. */
  readonly centralFen: number;
  /** The plan's lines this contract promises, with the newest accepted figure; quantities as the database prints them. */
  readonly lines: readonly {
    readonly lineKey: string;
    readonly content: string;
    readonly unit: string;
    readonly target: string;
    readonly total: string | null;
    readonly budgetFen: number;
    readonly startOn: string;
    readonly finishOn: string;
  }[];
  /** Every contract of the project, this one among them: how its budget lies over the areas. */
  readonly contracts: readonly {
    readonly agreementId: string;
    readonly paidFen: number;
    readonly areas: readonly { readonly area: ContentArea; readonly budgetFen: number }[];
  }[];
  /** Facilities of the project that were not withdrawn, by area: what a cap per unit counts. */
  readonly facilities: Readonly<Partial<Record<ContentArea, number>>>;
  /** Reports whose day has passed and which nobody waived. */
  readonly reports: readonly {
    readonly obligationId: string;
    readonly period: string;
    readonly dueOn: string;
    readonly reportId: string | null;
    readonly state: 'draft' | 'submitted' | 'returned' | 'accepted' | 'correcting' | null;
  }[];
  readonly rectifications: readonly {
    readonly id: string;
    readonly letterId: string;
    readonly label: string;
    readonly dueOn: string;
    readonly state: 'ordered' | 'reported' | 'returned' | 'verified' | 'not-verified' | 'closed';
    readonly reportedOn: string | null;
    /** The day of the newest re-inspection. */
    readonly verifiedOn: string | null;
  }[];
  /** Serious findings, withdrawn ones left out. */
  readonly serious: readonly {
    readonly id: string;
    readonly number: string;
    readonly state: 'raised' | 'confirmed' | 'put-right' | 'in-letter' | 'rectifying' | 'closed';
  }[];
  /** Inspections that fell due within the pack's look-back and were not waived. */
  readonly inspections: readonly {
    readonly obligationId: string;
    readonly subject: string;
    readonly period: string;
    readonly dueOn: string;
    readonly closesOn: string;
    readonly fulfilledOn: string | null;
  }[];
  /** The newest signed verdict per place and standard. */
  readonly verdicts: readonly {
    readonly inspectionId: string;
    readonly inspectionNumber: string;
    readonly subject: string;
    readonly standard: Standard;
    readonly verdict: 'met' | 'partly' | 'not-met';
    readonly on: string;
  }[];
};

export type EvidenceType =
  | 'agreement'
  | 'payment'
  | 'plan-line'
  | 'obligation'
  | 'monthly-report'
  | 'rectification'
  | 'finding'
  | 'inspection'
  | 'score'
  | 'disqualification';

export type NoteCode =
  | 'report-missing'
  | 'report-waiting'
  | 'report-returned'
  | 'report-accepted'
  | 'rectification-overdue'
  | 'rectification-reported-late'
  | 'rectification-awaits-visit'
  | 'rectification-awaits-closing'
  | 'rectification-open'
  | 'rectification-closed'
  | 'serious-open'
  | 'serious-raised'
  | 'inspection-overdue'
  | 'inspection-missed'
  | 'verdict'
  | 'line-progress'
  | 'line-against-plan'
  | 'line-unfinished'
  | 'score-band'
  | 'score-waiting'
  | 'agreement-terminated'
  | 'agreement-stands'
  | 'payments-held'
  | 'disqualified'
  | 'suspended'
  | 'suspended-for-progress'
  | 'paid';

/** A record a condition looked at; `against` is what makes the condition fail. Said in words by its note. */
export type GateEvidence = {
  readonly type: EvidenceType;
  readonly id: string;
  readonly label: string;
  readonly note: NoteCode;
  readonly facts: Facts;
  readonly against: boolean;
  /** The letter behind a rectification: it weighs as well. */
  readonly letterId?: string;
};

export type StepCode =
  | 'submit-report'
  | 'correct-report'
  | 'accept-report'
  | 'report-rectification'
  | 're-inspect'
  | 'close-rectification'
  | 'issue-letter'
  | 'rectify'
  | 'sign-inspection'
  | 'inspect'
  | 'waive-or-explain'
  | 'put-verdict-right'
  | 'await-day'
  | 'reach-progress'
  | 'raise-score'
  | 'confirm-score'
  | 'keep-to-cap'
  | 'amend-contract'
  | 'paid-already'
  | 'settle-only'
  | 'await-case'
  | 'lift-suspension';

/** What would turn a condition green: whose act, by which day, on which record. */
export type GateStep = {
  readonly act: StepCode;
  readonly by: Party;
  readonly on: string | null;
  readonly type: EvidenceType | null;
  readonly id: string | null;
  readonly label: string;
};

export type FigureName =
  | 'plannedOn'
  | 'requiredPercent'
  | 'progressPercent'
  | 'instalmentFen'
  | 'contractFen'
  | 'paidFen'
  | 'leftFen'
  | 'projectFen'
  | 'projectPromisedFen'
  | 'projectPaidFen'
  | 'centralFen'
  | 'capPercent'
  | 'capFen'
  | 'areaPaidFen'
  | 'areaPartFen'
  | 'dueCount'
  | 'doneCount'
  | 'openCount'
  | 'overdueCount'
  | 'againstCount'
  | 'seriousCount'
  | 'verdictCount'
  | 'perUnitFen'
  | 'unitCount'
  | 'floorPercent'
  | 'floorFen'
  | 'othersPaidFen'
  | 'othersPartFen'
  | 'othersLeftFen'
  | 'plannedPercent'
  | 'leastPercent'
  | 'unfinishedPercent'
  | 'scorePoints'
  | 'leastPoints'
  | 'withholdPercent'
  | 'withholdFen';

/** One number of a condition's arithmetic; `of` names the area it is about. */
export type Figure = {
  readonly name: FigureName;
  readonly value: number | string;
  readonly of?: ContentArea;
};

/** A pack's condition, or the suspension that no pack has to name. */
export type GateResultId = GateConditionId | 'not-suspended';

export type GateConditionResult = {
  readonly id: GateResultId;
  readonly class: 'hard-stop' | 'ground' | 'warning';
  readonly name: Words;
  readonly met: boolean;
  readonly evidence: readonly GateEvidence[];
  readonly arithmetic: readonly Figure[];
  readonly remedy: Words;
  readonly steps: readonly GateStep[];
  readonly withholdFen: number;
  readonly basis: readonly Basis[];
};

export type GateResult = {
  readonly asOf: string;
  readonly amountFen: number;
  readonly conditions: readonly GateConditionResult[];
  readonly recommendation: Outcome;
  readonly recommendedFen: number;
  readonly hardStop: boolean;
};

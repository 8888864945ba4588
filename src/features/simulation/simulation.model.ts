import type { Words } from '#kernel/words.ts';
import type { GateFacts, GateResultId } from '../disbursement/disbursement.model.ts';
import type {
  BaselineFacts,
  ObligationKind,
  PackVersion,
  SubjectType,
} from '../obligation/obligation.model.ts';
import type { RectificationState } from '../rectification/rectification.model.ts';
import type {
  ContentArea,
  EscalationStep,
  FacilityKind,
  RulePack,
  Severity,
} from '../regime/regime.model.ts';
import type { ScoreFacts } from '../score/score.model.ts';

// 试算: two regimes on the same facts, side by side. Nothing here is written anywhere; what is decided is decided elsewhere.

/** One pack for the whole time, or versions each from its day, as activations make them. */
export type Regimes = RulePack | readonly PackVersion[];

/** Both days belong to it. */
export type Window = { readonly fromOn: string; readonly toOn: string };

/** No county plans further than its programme runs. */
export const windowYearsMax = 5;

/** What a contractor fills in for each promised line of a monthly report: done this month, invested, note. */
export const fieldsPerReportLine = 3;

/** What happened, as the records stand. */
export type SimulationFacts = {
  readonly baseline: BaselineFacts;
  /** 监督检查小组, each term of service. */
  readonly members: readonly {
    readonly personId: string;
    readonly fromOn: string;
    readonly untilOn: string | null;
  }[];
  /** How many lines of the plan each contract promises. */
  readonly promisedLines: readonly { readonly agreementId: string; readonly count: number }[];
  /** Findings of the county, withdrawn ones left out. */
  readonly findings: readonly {
    readonly id: string;
    readonly number: string;
    /** The facility, or the contract where there is none: a problem is repeated at one place. */
    readonly placeId: string;
    readonly itemId: string | null;
    readonly area: ContentArea;
    readonly severity: Severity;
    readonly foundOn: string;
    readonly closedOn: string | null;
  }[];
  readonly rectifications: readonly {
    readonly id: string;
    readonly number: string;
    readonly state: RectificationState;
    readonly severity: Severity;
    /** 送达, or the day of reopening. */
    readonly periodFromOn: string;
    readonly reportedOn: string | null;
    /** Days its reports lay with the county before they were handed back. */
    readonly countyDays: number;
    readonly closedOn: string | null;
  }[];
  /** Instalments not yet paid, with all the gate weighs. */
  readonly instalments: readonly { readonly label: string; readonly facts: GateFacts }[];
  readonly projects: readonly {
    readonly id: string;
    readonly centralFen: number;
    readonly contracts: readonly {
      readonly amountFen: number;
      readonly paidFen: number;
      readonly areas: readonly { readonly area: ContentArea; readonly budgetFen: number }[];
    }[];
    readonly facilities: Readonly<Partial<Record<ContentArea, number>>>;
  }[];
  /** What each contract's score rests on. */
  readonly scores: readonly { readonly agreementId: string; readonly facts: ScoreFacts }[];
};

export type MonthTally = {
  readonly month: string;
  /** Obligations to inspect; one may ask for several visits. */
  readonly inspections: number;
  readonly reports: number;
  readonly visits: number;
  /** Visits × the least number of inspectors. */
  readonly personVisits: number;
  /** People whose term in the group reaches into the month. */
  readonly people: number;
  /** Named days that are no working days: weekends, and holidays as announced. */
  readonly onWeekends: number;
  readonly onHolidays: number;
  /** Of them moved to the next working day, as the pack says. */
  readonly moved: number;
  /** Days in a year nobody has announced yet. */
  readonly provisional: number;
};

export type RuleTally = {
  readonly ruleId: string;
  readonly kind: ObligationKind;
  readonly area: ContentArea | null;
  readonly count: number;
  /** Acts it takes: more than the count where several are asked for in a period or out of many places. */
  readonly acts: number;
};

export type SubjectKind = FacilityKind | Exclude<SubjectType, 'facility'>;
export type SubjectTally = {
  readonly subject: SubjectKind;
  readonly inspections: number;
  readonly visits: number;
  readonly reports: number;
};

/** A day of rest on which something is due by name, and what becomes of it. */
export type RestDayTally = {
  readonly on: string;
  /** Of the holiday; null on a weekend. */
  readonly holiday: string | null;
  readonly stays: number;
  readonly moves: number;
};

/** 负担台账 (N20): what one contractor is asked for in a month. */
export type BurdenTally = {
  readonly contractorId: string;
  readonly month: string;
  readonly reports: number;
  readonly fields: number;
  readonly attachments: number;
  readonly signatures: number;
  readonly visits: number;
};

export type ObligationOutcome = {
  readonly rules: readonly RuleTally[];
  readonly subjects: readonly SubjectTally[];
  readonly months: readonly MonthTally[];
  readonly restDays: readonly RestDayTally[];
  readonly burden: readonly BurdenTally[];
};

export type Payable = {
  readonly instalmentId: string;
  readonly label: string;
  readonly amountFen: number;
  readonly payableFen: number;
  readonly hardStop: boolean;
  /** The conditions that are not met, with what each withholds. */
  readonly failing: readonly { readonly id: GateResultId; readonly withholdFen: number }[];
};

/** 占比下限: what must at least go to an area, beside what is contracted and paid there. */
export type FloorOutcome = {
  readonly id: string;
  readonly projectId: string;
  readonly area: ContentArea;
  readonly floorFen: number;
  readonly contractedFen: number;
  readonly paidFen: number;
};

export type CapOutcome = {
  readonly id: string;
  readonly projectId: string;
  readonly area: ContentArea;
  /** The lowest of what the cap names: share, sum, sum for each facility. */
  readonly limitFen: number;
  readonly contractedFen: number;
  readonly paidFen: number;
};

/** A contract's score in the window, where the pack scores and something was inspected. */
export type Graded = {
  readonly agreementId: string;
  readonly totalHundredths: number;
  readonly bandId: string;
  readonly band: Words;
  readonly lostHundredths: Readonly<Record<string, number>>;
};

/** 限时整改 of one item as this pack would have it. */
export type Timed = {
  readonly rectificationId: string;
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly overdueDays: number;
  readonly step: EscalationStep | null;
};

export type PackOutcome = ObligationOutcome & {
  readonly timed: readonly Timed[];
  /** Findings that repeat another: finding → the number of the earlier one. */
  readonly repeats: Readonly<Record<string, string>>;
  readonly grades: readonly Graded[];
  readonly payable: readonly Payable[];
  readonly caps: readonly CapOutcome[];
  readonly floors: readonly FloorOutcome[];
};

// Differences. Each names its subject, what stands on either side, and why: ids of the pack's own values in `whys`.

type Sided<Side> = {
  readonly a: Side & { readonly why: readonly string[] };
  readonly b: Side & { readonly why: readonly string[] };
};

/**
 * How many acts are due, and the days on which only this pack makes something due. Where the days are the same but not the grace,
 * `closesOn` is the first end of it that the other pack does not have.
 */
export type ObligationDifference = {
  readonly kind: 'obligations';
  readonly subject: { readonly type: SubjectType; readonly id: string };
  readonly matter: ObligationKind;
  readonly area: ContentArea | null;
} & Sided<{ readonly count: number; readonly onlyOn: readonly string[]; readonly closesOn: string | null }>;

/** The last day of 限时整改 of what was served. */
export type DeadlineDifference = {
  readonly kind: 'deadline';
  readonly subject: { readonly type: 'rectification'; readonly id: string };
  readonly severity: Severity;
  readonly servedOn: string;
} & Sided<{ readonly dueOn: string; readonly provisional: boolean }>;

/** How far up the ladder the same delay leads. */
export type RungDifference = {
  readonly kind: 'rung';
  readonly subject: { readonly type: 'rectification'; readonly id: string };
} & Sided<{ readonly overdueDays: number; readonly step: EscalationStep | null }>;

export type RepeatDifference = {
  readonly kind: 'repeat';
  readonly subject: { readonly type: 'finding'; readonly id: string };
} & Sided<{ readonly repeats: string | null }>;

/** Points a finding costs; null where the pack scores nothing. */
export type PointsDifference = {
  readonly kind: 'points';
  readonly subject: { readonly type: 'finding'; readonly id: string };
} & Sided<{ readonly lostHundredths: number | null }>;

export type GradeDifference = {
  readonly kind: 'grade';
  readonly subject: { readonly type: 'agreement'; readonly id: string };
} & Sided<{ readonly totalHundredths: number | null; readonly band: Words | null }>;

export type PayableDifference = {
  readonly kind: 'payable';
  readonly subject: { readonly type: 'instalment'; readonly id: string };
} & Sided<{ readonly payableFen: number }>;

export type CapDifference = {
  readonly kind: 'cap';
  readonly subject: { readonly type: 'programme'; readonly id: string };
  readonly area: ContentArea;
} & Sided<{ readonly limitFen: number | null }>;

export type FloorDifference = {
  readonly kind: 'floor';
  readonly subject: { readonly type: 'programme'; readonly id: string };
  readonly area: ContentArea;
} & Sided<{ readonly floorFen: number | null }>;

export type BurdenDifference = {
  readonly kind: 'burden';
  readonly subject: { readonly type: 'contractor'; readonly id: string };
} & Sided<Omit<BurdenTally, 'contractorId' | 'month'>>;

/** What of the rules themselves is different: whole groups of a pack, each matched by its permanent id. */
export const ruleKinds = ['rule', 'item', 'term', 'ladder', 'trigger', 'condition'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/**
 * A rule that only one side has, or that says something else there: `values` are those that differ, or all of them where the other
 * side has no such rule. What it comes to for somebody is said by the other kinds.
 */
export type RuleDifference = {
  readonly kind: RuleKind;
  readonly subject: { readonly type: 'rule'; readonly id: string };
} & Sided<{ readonly stands: boolean; readonly values: readonly WhyValue[] }>;

export type Difference =
  | RuleDifference
  | ObligationDifference
  | DeadlineDifference
  | RungDifference
  | RepeatDifference
  | PointsDifference
  | GradeDifference
  | PayableDifference
  | CapDifference
  | FloorDifference
  | BurdenDifference;
export type DifferenceKind = Difference['kind'];

/** In this order they are listed: what the rules say, then what comes of it. */
export const differenceKinds = [
  ...ruleKinds,
  'obligations',
  'deadline',
  'rung',
  'repeat',
  'points',
  'grade',
  'payable',
  'cap',
  'floor',
  'burden',
] as const satisfies readonly DifferenceKind[];

export const isRuleKind = (kind: DifferenceKind): kind is RuleKind =>
  (ruleKinds as readonly DifferenceKind[]).includes(kind);

export type Simulation = {
  readonly a: PackOutcome;
  readonly b: PackOutcome;
  readonly differences: readonly Difference[];
};

/** What a value of a pack is called where it is said why. */
export const whyValueNames = [
  // what falls due
  'every-month',
  'every-months',
  'times-per-month',
  'times-per-quarter',
  'times-per-half-year',
  'times-per-year',
  'once-within-working-days',
  'once-within-days',
  'once-after',
  'anchor',
  'count',
  'due-day',
  'rest-day',
  'grace-days',
  'coverage-share',
  'coverage-least',
  'coverage-by',
  'of',
  'facility-kind',
  'phase',
  'area',
  'responsible',
  'narrative',
  'attachments',
  // what is looked at
  'item-name',
  'guidance',
  'standard',
  'dimension',
  'evidence',
  'weight',
  'partly-share',
  'per-case-points',
  'bonus-points',
  'veto',
  'base-points',
  'step-points',
  'bonus-max-points',
  'band',
  // days
  'working-days',
  'days',
  'extensions-max',
  'repeat-within-days',
  'repeat-same',
  'reinspectors',
  // the ladder
  'after-overdue-days',
  'below-share',
  // 取消承办资格
  'findings',
  'within-months',
  'not-rectified',
  'progress-share',
  'stated',
  'not-before-working-days',
  'not-before-days',
  'within-working-days',
  'within-days',
  'by',
  'on-request',
  // money
  'gate-class',
  'withhold-share',
  'proportional',
  'least-band',
  'least-share',
  'cap-share',
  'cap-fen',
  'cap-per-unit-fen',
  'floor-share',
] as const;
export type WhyValueName = (typeof whyValueNames)[number];

/** `fromOn`: the day of the window from which it holds, where it does not hold from the first on. */
export type WhyValue = {
  readonly name: WhyValueName;
  readonly value: number | string | Words;
  readonly fromOn: string | null;
};

/** What a pack says on one point through the window, with the clause it stands in. */
export type Why = {
  readonly id: string;
  readonly name: Words;
  readonly clause: string;
  readonly localSupplement: boolean;
  readonly values: readonly WhyValue[];
};

import type { Words } from '#kernel/words.ts';
import type { InstalmentRules, Sections } from './regime.sections.pack.model.ts';

export type { DrawRules, InstalmentRules, ItemScore, Scoring } from './regime.sections.pack.model.ts';

export type { Words };

// The regime as data: a clause tree and what follows from it. The pack's file is rule-packs/<id>.yaml.

/** 四（一）–（三）: three standards, whose verdicts are never mixed into one. */
export type Standard = 'construction' | 'operation' | 'funds';
/** 前言: 质量、安全、进度、资金使用. */
export type Dimension = 'quality' | 'safety' | 'progress' | 'funds';
/** 重大、较大、一般. */
export type Severity = 'serious' | 'major' | 'ordinary';
/** 二（一）–（六）. */
export type ContentArea = 'service-centre' | 'logistics' | 'station' | 'supply-chain' | 'training' | 'funds';
export type FacilityKind =
  | 'service-centre'
  | 'logistics-centre'
  | 'supply-chain-centre'
  | 'town-station'
  | 'village-station';
/** 三（二）1–5. */
export type Method = 'site-visit' | 'report-heard' | 'materials-read' | 'talk' | 'other';
export type Phase = 'construction' | 'operation';
export type DayKind = 'working-days' | 'days';

/** `local-supplement` (本地补充规定): not in the regulation's text, a choice of the county. */
export type Basis = {
  readonly clause: string;
  readonly mark: 'text' | 'local-supplement';
  /** A superior document the value is taken from, by its name or number. */
  readonly instrument?: string;
  readonly article?: string;
  /** The sentence it rests on, as printed. */
  readonly quote?: string;
  readonly note?: Words;
};

export type Unit =
  | 'working-days'
  | 'days'
  | 'months'
  | 'day-of-month'
  | 'people'
  | 'times'
  | 'findings'
  | 'facilities'
  | 'share'
  | 'points'
  | 'fen';

/** A number the law or the county fixes, with every value it has had, newest first. Read it with `inForce`. */
export type Dated<T> = {
  readonly name?: Words;
  readonly unit?: Unit;
  readonly values: readonly { readonly from: string; readonly value: T; readonly basis: readonly Basis[] }[];
};

export type Clause = {
  /** Permanent: `tongcheng-2021:1.4` is 一（四）. */
  readonly id: string;
  readonly number: string;
  /** Of a clause that is not the county's own: the instrument it stands in. */
  readonly instrument?: Words;
  /** The number as printed before the text, such as `（四）` or `1.`. */
  readonly ordinal?: string;
  readonly parent?: string;
  /** Our heading, not the regulation's, except where the text is itself a heading. */
  readonly title?: Words;
  /** `zh` as printed, slips included. */
  readonly text: Words;
  readonly note?: Words;
  readonly duties: readonly string[];
};

export type StandardRule = {
  readonly id: Standard;
  readonly name: Words;
  readonly question: Words;
  readonly clause: string;
};

/**
 * 停用: the first day on which an entry no longer applies. An id is for good, so an entry is retired, never taken out: what began before
 * that day is finished under it, and records that name it can be read.
 */
export type Retired = string;

export type CheckItem = {
  readonly id: string;
  readonly area: ContentArea;
  /** Empty: not bound to a facility. */
  readonly facilityKinds: readonly FacilityKind[];
  readonly phases: readonly Phase[];
  readonly name: Words;
  /** What to look at. */
  readonly guidance: Words;
  readonly standard: Standard;
  readonly dimensions: readonly Dimension[];
  readonly clause: string;
  readonly evidenceRequired: boolean;
  readonly until?: Retired;
};

/** Every n months from the anchor; n times in each calendar period; or once, within days of an event. */
export type Frequency =
  | { readonly months: Dated<number> }
  | { readonly times: Dated<number>; readonly per: 'month' | 'quarter' | 'half-year' | 'year' }
  | {
      readonly once: 'signing' | 'construction-start' | 'operation-day' | 'programme-start';
      readonly within: Dated<number>;
      readonly days: 'working-days' | 'days';
    };

/** Which part of the subjects each period must reach: a share (rounded up) or a least number, of all or of each stratum. */
export type Coverage = {
  readonly share?: Dated<number>;
  readonly atLeast?: Dated<number>;
  readonly by?: 'town' | 'contractor';
};

export type ObligationRule = {
  readonly id: string;
  readonly duty: string;
  readonly clause: string;
  readonly name: Words;
  readonly kind: 'inspection' | 'report';
  readonly subject: 'facility' | 'agreement' | 'programme';
  readonly facilityKinds?: readonly FacilityKind[];
  readonly phase?: Phase;
  readonly every: Frequency;
  /** `last-done`: the next period begins with the day the last one was done. */
  readonly anchor: 'calendar' | 'operation-day' | 'signing' | 'last-done';
  readonly count: 'exactly' | 'at-least';
  /** Reports: the day of the month after the period. */
  readonly dueDay?: Dated<number>;
  /** A due day on a day of rest moves to the next working day; where it is absent the day stays as it is. */
  readonly restDay?: 'roll-forward';
  /** After this many days an act that is late becomes one that is missed. */
  readonly graceDays: Dated<number>;
  /** Every subject where it is absent. */
  readonly coverage?: Coverage;
  readonly area: ContentArea | null;
  readonly responsible: 'inspection-group' | 'contractor';
  readonly until?: Retired;
  readonly basis: readonly Basis[];
};

export type EvidenceAsked = 'position' | 'photo' | 'minutes' | 'attendance' | 'list' | 'description';

export type MethodRule = {
  readonly id: Method;
  readonly name: Words;
  /** The evidence this method leaves, in words. */
  readonly evidence: Words;
  readonly requires: readonly EvidenceAsked[];
  readonly basis: readonly Basis[];
};

export type InspectionRules = {
  readonly teamMin: Dated<number>;
  readonly leadOrganisation: 'commerce-bureau';
  readonly leadBasis: readonly Basis[];
  readonly thirdPartyAreas: readonly ContentArea[];
  readonly thirdPartyBasis: readonly Basis[];
  readonly reportDifferenceShare: Dated<number>;
};

export type EscalationStep = 'first' | 'second' | 'interview' | 'circular' | 'suspend-payment';

export type EscalationRule = {
  readonly step: EscalationStep;
  readonly name: Words;
  readonly afterOverdueDays: Dated<number>;
  readonly basis: readonly Basis[];
};

export type RectificationRules = {
  /** From 送达, in days of the kind `counting.days` names. */
  readonly period: Readonly<Record<Severity, Dated<number>>>;
  readonly extensionsMax: Dated<number>;
  readonly extensionMax: Dated<number>;
  readonly reinspectorsMin: Dated<number>;
  readonly reminderDaysBefore: Dated<number>;
  readonly escalation: readonly EscalationRule[];
  readonly progressLadder?: readonly {
    readonly step: EscalationStep;
    readonly name: Words;
    readonly below: Dated<number>;
    readonly basis: readonly Basis[];
  }[];
  readonly repeatSame: 'item' | 'area' | 'facility';
  readonly repeatSameBasis: readonly Basis[];
  readonly repeatWithinDays: Dated<number>;
  readonly counting: {
    readonly rule: 'day-after-service';
    readonly days: DayKind;
    readonly basis: readonly Basis[];
  };
};

/** 过半数, or 三分之二以上: whether the share itself is enough. */
export type Majority = 'more-than' | 'at-least';

export type DisqualificationRules = {
  readonly findings: Dated<number>;
  readonly months: Dated<number>;
  readonly notRectifiedInTime: Dated<number>;
  readonly grounds: readonly DisqualificationGround[];
  readonly procedure: readonly ProcedureStep[];
  readonly quorumShare: Dated<number>;
  readonly majorityShare: Dated<number>;
  readonly majority: { readonly rule: Majority; readonly basis: readonly Basis[] };
};

export type DisqualificationGround =
  | {
      readonly kind: 'repeated-unrectified' | 'stated';
      readonly id: string;
      readonly name: Words;
      readonly basis: readonly Basis[];
    }
  | {
      readonly kind: 'progress-below';
      readonly id: string;
      readonly name: Words;
      readonly share: Dated<number>;
      readonly basis: readonly Basis[];
    };

/** 告知、陈述申辩、听证、集体研究、决定、送达、清算. */
export type ProcedureStepId =
  | 'notice'
  | 'statement'
  | 'hearing'
  | 'deliberation'
  | 'decision'
  | 'service'
  | 'settlement';

export const procedureOrder = [
  'notice',
  'statement',
  'hearing',
  'deliberation',
  'decision',
  'service',
  'settlement',
] as const satisfies readonly ProcedureStepId[];

/** What no regime may leave out: to be told, to be heard, to be judged by several, to be told again. */
export const obligatorySteps = [
  'notice',
  'statement',
  'deliberation',
  'decision',
  'service',
] as const satisfies readonly ProcedureStepId[];

export type ProcedureStep = {
  readonly step: ProcedureStepId;
  readonly name: Words;
  /** Nobody may take the next step earlier than this after the step before. */
  readonly notBefore?: Dated<number>;
  /** Due within this of the step before. */
  readonly within?: Dated<number>;
  readonly days: 'working-days' | 'days';
  readonly by: 'office' | 'contractor' | 'leading-group';
  readonly onRequest: boolean;
  readonly basis: readonly Basis[];
};

export const gateConditionIds = [
  'reports-complete',
  'no-overdue-letter',
  'no-open-serious',
  'inspections-done',
  'verdicts',
  'within-instalment',
  'within-contract',
  'within-cap',
  'instalment-due',
  'not-disqualified',
  'score-band',
  'progress',
] as const;
export type GateConditionId = (typeof gateConditionIds)[number];

export type GateCondition = {
  readonly id: GateConditionId;
  /** A hard stop nobody can pass; a ground yields a recommendation; a warning names who must act and withholds nothing. */
  readonly class: 'hard-stop' | 'ground' | 'warning';
  readonly name: Words;
  /** What turns it green. */
  readonly remedy: Words;
  /** From 0 to 1; every ground has one, no hard stop and no warning does. */
  readonly withholdShare?: Dated<number>;
  /** Withheld in proportion to what is unfinished, `withholdShare` at most. */
  readonly proportional?: 'unfinished';
  /** For `score-band` the lowest band paid whole, for `progress` the least share of the plan. */
  readonly least?: string | Dated<number>;
  readonly basis: readonly Basis[];
};

export type LetterRules = {
  /** 机关代字. */
  readonly issuerCode: string;
  readonly issuerName: string;
  readonly copyTo: readonly string[];
  readonly basis: readonly Basis[];
};

export type MoneyRules = {
  readonly sources: readonly {
    readonly id: string;
    readonly name: Words;
    readonly basis: readonly Basis[];
  }[];
  /** A share of central government money, a sum, or a sum for each facility of the area; any of them. */
  readonly areaCaps: readonly {
    readonly id: string;
    readonly area: ContentArea;
    readonly name: Words;
    readonly share?: Dated<number>;
    readonly fen?: Dated<number>;
    readonly perUnitFen?: Dated<number>;
  }[];
  /** Shares of central government money that must at least go there. */
  readonly areaFloors: readonly {
    readonly id: string;
    readonly area: ContentArea;
    readonly name: Words;
    readonly share: Dated<number>;
  }[];
  readonly instalments: InstalmentRules;
  readonly negativeList: readonly {
    readonly id: string;
    readonly name: Words;
    readonly keywords: readonly string[];
    readonly basis: readonly Basis[];
  }[];
};

type CountyPack = {
  readonly id: string;
  readonly version: string;
  readonly level: 'national' | 'province' | 'county';
  /** The layer this one stood on; what stands here is already the two together. */
  readonly extends?: string;
  readonly name: Words;
  /** GB/T 2260 code of the county. */
  readonly jurisdiction: string;
  readonly inForceFrom: string;
  readonly instrument: Words;
  readonly issuer: Words;
  readonly clauses: readonly Clause[];
  readonly standards: readonly StandardRule[];
  readonly checkItems: readonly CheckItem[];
  readonly obligations: readonly ObligationRule[];
  readonly methods: readonly MethodRule[];
  readonly inspection: InspectionRules;
  readonly rectification: RectificationRules;
  readonly disqualification: DisqualificationRules;
  readonly gate: {
    /** How far back a missed inspection counts against an instalment. */
    readonly inspectionsWithinMonths: Dated<number>;
    readonly conditions: readonly GateCondition[];
  };
  readonly letter: LetterRules;
  readonly money: MoneyRules;
};

/** A county's regime, whole: its own layer with those it stands on. */
export type RulePack = CountyPack & Sections;

/** The parts of a pack a reader looks for, in the order in which a project meets them. */
export const valueGroups = [
  'obligations',
  'reports',
  'inspection',
  'scoring',
  'rectification',
  'escalation',
  'gate',
  'money',
  'disqualification',
  'draws',
  'training',
  'assets',
  'disclosure',
] as const;
export type ValueGroup = (typeof valueGroups)[number];

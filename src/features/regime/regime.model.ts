import type { Words } from '#kernel/words.ts';

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

/** `local-supplement` (本地补充规定): not in the regulation's text, a choice of the county. */
export type Basis = {
  readonly clause: string;
  readonly mark: 'text' | 'local-supplement';
  /** A superior document the value is taken from, by its name or number. */
  readonly instrument?: string;
  readonly article?: string;
  readonly note?: Words;
};

export type Unit = 'working-days' | 'days' | 'months' | 'people' | 'times' | 'findings' | 'share';

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
  readonly every: { readonly months: number };
  readonly anchor: 'calendar' | 'operation-day' | 'signing';
  readonly count: 'exactly' | 'at-least';
  /** Reports: the day of the month after the period. */
  readonly dueDay?: number;
  /** A due day on a day of rest moves to the next working day; where it is absent the day stays as it is. */
  readonly restDay?: 'roll-forward';
  /** After this many days an act that is late becomes one that is missed. */
  readonly graceDays: Dated<number>;
  /** The share of the subjects each period must reach; 1 where it is absent. */
  readonly coverage?: Dated<number>;
  readonly area: ContentArea | null;
  readonly responsible: 'inspection-group' | 'contractor';
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
  readonly afterOverdueDays: number;
  readonly basis: readonly Basis[];
};

export type RectificationRules = {
  readonly workingDays: Readonly<Record<Severity, Dated<number>>>;
  readonly extensionsMax: Dated<number>;
  readonly extensionWorkingDaysMax: Dated<number>;
  readonly reinspectorsMin: Dated<number>;
  readonly reminderDaysBefore: Dated<number>;
  readonly escalation: readonly EscalationRule[];
  readonly repeatWithinDays: Dated<number>;
  readonly counting: { readonly rule: 'day-after-service'; readonly basis: readonly Basis[] };
};

export type DisqualificationRules = {
  readonly findings: Dated<number>;
  readonly months: Dated<number>;
  readonly notRectifiedInTime: Dated<number>;
};

export type GateConditionId =
  | 'reports-complete'
  | 'no-overdue-letter'
  | 'no-open-serious'
  | 'inspections-done'
  | 'verdicts'
  | 'within-instalment'
  | 'within-contract'
  | 'within-cap'
  | 'instalment-due'
  | 'not-disqualified';

export type GateCondition = {
  readonly id: GateConditionId;
  /** A hard stop nobody can pass; a ground yields a recommendation. */
  readonly class: 'hard-stop' | 'ground';
  readonly name: Words;
  /** What turns it green. */
  readonly remedy: Words;
  /** From 0 to 1; every ground has one and no hard stop does. */
  readonly withholdShare?: Dated<number>;
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
  /** Shares of central government money. */
  readonly areaCaps: readonly {
    readonly id: string;
    readonly area: ContentArea;
    readonly name: Words;
    readonly share: Dated<number>;
  }[];
  readonly negativeList: readonly {
    readonly id: string;
    readonly name: Words;
    readonly keywords: readonly string[];
    readonly basis: readonly Basis[];
  }[];
};

export type RulePack = {
  readonly id: string;
  readonly version: string;
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

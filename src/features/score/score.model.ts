import type { Words } from '#kernel/words.ts';
import type { ItemResult, Verdict } from '../inspection/inspection.model.ts';
import type { RectificationState } from '../rectification/rectification.model.ts';
import type { ContentArea, FacilityKind, Standard } from '../regime/regime.model.ts';

export const scoreStates = ['open', 'computed', 'confirmed', 'withdrawn'] as const;
export type ScoreState = (typeof scoreStates)[number];

/** A confirmed score may be computed again, with a reason; then somebody else confirms again. */
export const lifecycle = {
  open: ['computed', 'withdrawn'],
  computed: ['computed', 'confirmed', 'withdrawn'],
  confirmed: ['computed'],
  withdrawn: [],
} as const satisfies Record<ScoreState, readonly ScoreState[]>;

/** 考核期: both days belong to it. */
export type Period = { readonly fromOn: string; readonly toOn: string };

/** 评分: one contract in one period. What it came to is in its computations. */
export type Score = Period & {
  readonly id: string;
  readonly version: number;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly state: ScoreState;
  readonly openedBy: string;
  readonly openedOn: string;
  /** The newest computation, by its number. */
  readonly computation: number | null;
  readonly computedBy: string | null;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  /** The computation that binds: it stays while a newer one waits for confirmation. */
  readonly confirmedComputation: number | null;
};

/** 计算: what it came to, under which pack and scale, from which facts. */
export type Computation = {
  readonly scoreId: string;
  readonly number: number;
  readonly version: number;
  readonly judgedOn: string;
  readonly factsDigest: string;
  readonly result: ScoreResult;
  readonly scale: Scale;
  readonly computedBy: string;
  readonly computedAt: string;
  readonly packId: string;
  readonly packVersion: string;
  readonly packHash: string;
};

/** What a reader needs of the scale that a score was computed with, long after the pack has another. */
export type Scale = {
  readonly base: number;
  readonly bands: readonly { readonly id: string; readonly name: Words; readonly from: number }[];
  readonly rounding: 'half-up' | 'half-even' | 'down';
  readonly items: readonly { readonly id: string; readonly name: Words }[];
};

/** What is scored, as the records stand: signed inspections, and what was not put right or not reported in time. */
export type ScoreFacts = {
  /** What the contract is for; the other areas are not its to lose points in. */
  readonly areas: readonly ContentArea[];
  readonly results: readonly {
    readonly inspectionId: string;
    readonly inspectionNumber: string;
    readonly subjectId: string;
    readonly subject: string;
    readonly facilityKind: FacilityKind | null;
    readonly on: string;
    readonly itemId: string;
    readonly result: ItemResult;
    readonly fact: string;
    readonly evidence: readonly string[];
    readonly finding: { readonly id: string; readonly number: string } | null;
  }[];
  readonly verdicts: readonly {
    readonly inspectionId: string;
    readonly inspectionNumber: string;
    readonly subjectId: string;
    readonly subject: string;
    readonly standard: Standard;
    readonly verdict: Verdict;
    readonly on: string;
  }[];
  readonly rectifications: readonly {
    readonly id: string;
    readonly findingId: string;
    readonly findingNumber: string;
    readonly clause: string;
    readonly area: ContentArea;
    readonly subject: string;
    readonly dueOn: string;
    readonly state: RectificationState;
    readonly reportedOn: string | null;
    readonly inspectionId: string;
    readonly inspectionNumber: string;
    readonly evidence: readonly string[];
  }[];
  readonly reports: readonly {
    readonly obligationId: string;
    readonly clause: string;
    readonly period: string;
    readonly dueOn: string;
    readonly reportId: string | null;
    readonly submittedOn: string | null;
  }[];
};

export type LossKind = 'item' | 'unrectified' | 'late-report' | 'veto';

/**
 * One place where points were lost, with what it rests on. Points are whole hundredths; `weight × lost ÷ places` is how they
 * come about, as exact numbers in text (`2/3` where no decimal is exact).
 */
export type Loss = {
  readonly kind: LossKind;
  readonly itemId: string | null;
  readonly area: ContentArea | null;
  readonly clause: string;
  readonly subject: string;
  readonly on: string;
  readonly result: ItemResult | null;
  readonly fact: string;
  readonly inspection: { readonly id: string; readonly number: string } | null;
  readonly finding: { readonly id: string; readonly number: string } | null;
  readonly rectificationId: string | null;
  readonly reportId: string | null;
  readonly obligationId: string | null;
  readonly evidence: readonly string[];
  readonly weight: string;
  readonly lost: string;
  readonly places: number;
  /** What the arithmetic alone would take; `points` is less once nothing is left to lose. */
  readonly asked: string;
  /** Nothing more was left to lose: the points taken are less than asked. */
  readonly floored: boolean;
  readonly hundredths: number;
};

export type Bonus = {
  readonly itemId: string;
  readonly area: ContentArea;
  readonly clause: string;
  readonly cases: number;
  readonly perCase: string;
  readonly cap: string;
  readonly inspections: readonly { readonly id: string; readonly number: string }[];
  readonly hundredths: number;
};

export type AreaScore = {
  readonly area: ContentArea;
  readonly weightHundredths: number;
  readonly lostHundredths: number;
  /** Points of items that no inspection of the period looked at; nothing is lost there. */
  readonly unseenHundredths: number;
  readonly unseenItems: readonly string[];
};

export type StandardVerdict = {
  readonly standard: Standard;
  /** Null: no signed inspection of the period answered it. */
  readonly verdict: Verdict | null;
  readonly met: number;
  readonly partly: number;
  readonly notMet: number;
  readonly inspections: readonly {
    readonly id: string;
    readonly number: string;
    readonly subject: string;
    readonly on: string;
    readonly verdict: Verdict;
  }[];
};

/**
 * Three verdicts apart, then the total (四（一）–（三）). `base + bonus − every loss + rounding = total`, in hundredths and exactly.
 */
export type ScoreResult = {
  readonly asOf: string;
  readonly verdicts: readonly StandardVerdict[];
  readonly baseHundredths: number;
  readonly bonusHundredths: number;
  readonly bonusMaxHundredths: number;
  readonly bonuses: readonly Bonus[];
  readonly areas: readonly AreaScore[];
  readonly losses: readonly Loss[];
  readonly stepHundredths: number;
  readonly roundingHundredths: number;
  readonly totalHundredths: number;
  readonly vetoed: boolean;
  readonly band: string;
};

/** How a contract stands by its scores: what binds, and what waits. The payment gate weighs it. */
export type ScoreStanding = {
  /** The newest score that binds, with the scale of its own day. */
  readonly score: {
    readonly id: string;
    readonly label: string;
    readonly totalHundredths: number;
    readonly base: number;
    readonly band: string;
    readonly bandName: Words;
  } | null;
  /** A period that is over and whose score nobody has confirmed. */
  readonly scorePending: { readonly id: string; readonly label: string; readonly toOn: string } | null;
};

import type { Words } from '#kernel/words.ts';

// 启用新版本: the county goes over to another version of its regime, from a day, by two people (五, D32).

export const activationStates = ['proposed', 'approved', 'applied', 'declined'] as const;
/** `approved` waits for its day; `applied` 已启用. */
export type ActivationState = (typeof activationStates)[number];

export const lifecycle = {
  proposed: ['approved', 'declined'],
  approved: ['applied'],
  applied: [],
  declined: [],
} as const satisfies Record<ActivationState, readonly ActivationState[]>;

/** What becomes of rectifications that are open on the day: they stay under the old version, or go over to the new. */
export type OpenWork = 'keep' | 'move';
/** What becomes of scores where the scale changes: 超出按满分、按比例折算、重新评分. */
export type Scores = 'clamp' | 'rescale' | 'anew';

export type PackRef = { readonly id: string; readonly version: string; readonly hash: string };

export type Activation = {
  readonly id: string;
  readonly version: number;
  readonly state: ActivationState;
  readonly from: PackRef;
  readonly pack: PackRef;
  readonly effectOn: string;
  readonly rectifications: OpenWork;
  readonly scores: Scores | null;
  readonly reasons: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly declinedReason: string | null;
  readonly appliedOn: string | null;
};

/** Ids of a pack that records of the county already name: they are permanent and may not be missing from the next version. */
export type UsedIds = {
  readonly obligations: readonly string[];
  readonly checkItems: readonly string[];
  readonly clauses: readonly string[];
};

/** 停用: an entry that goes on under the present version and is retired by the next; its id stays. */
export type Retirement = {
  readonly kind: 'obligation' | 'check-item';
  readonly id: string;
  readonly name: Words;
  readonly untilOn: string;
};

/** A number that the two versions fix differently on the day. */
export type Difference = {
  readonly path: string;
  /** What the pack calls the number; null where it has no name of its own. */
  readonly name: Words | null;
  readonly before: number | null;
  readonly after: number | null;
  /** The later day from which they differ so; null where they do on the day itself. */
  readonly fromOn: string | null;
};

import type { Actor, Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Citation } from '#kernel/result.ts';
import type { Words } from '#kernel/words.ts';

export const proposalStates = ['open', 'confirmed', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof proposalStates)[number];

/** A value as the page says it: money, a day, words of ours, or a text as it stands; null is nothing. */
export type ShownValue =
  | { readonly fen: number }
  | { readonly on: string }
  | { readonly words: Words }
  | { readonly text: string }
  | null;
export type ShownChange = { readonly words: Words; readonly before: ShownValue; readonly after: ShownValue };
/** What the confirming person is asked: in one line, and value by value. */
export type Shown = { readonly title: Words; readonly changes: readonly ShownChange[] };

/** Who may confirm, besides that it is another person than the proposer. */
export type Confirmers = {
  readonly bodies: readonly OrganisationKind[];
  readonly duty?: Duty;
  /** Only somebody of another organisation than the proposer's. */
  readonly otherBody?: boolean;
  /** Persons whom it concerns. */
  readonly not?: readonly string[];
};

/** 提请事项: the content of an act that another person has to confirm before it is done. */
export type Proposal = {
  readonly id: string;
  readonly version: number;
  /** Which act, as its feature names it: `agreement.sign`. */
  readonly kind: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly content: unknown;
  readonly shown: Shown;
  readonly basis: readonly Citation[];
  readonly reason: string;
  readonly confirmers: Required<Omit<Confirmers, 'duty'>> & { readonly duty: Duty | null };
  readonly state: ProposalState;
  readonly proposedBy: string;
  readonly organisationId: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
};

export type Person = Pick<Actor, 'personId' | 'organisationId' | 'organisationKind' | 'duties'>;

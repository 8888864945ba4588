import type { Duty, OrganisationKind } from '#kernel/actor.ts';

/**
 * The bodies whose people may be administrators. Not the auditors, who look at what administrators do; not those who are
 * supervised or take part by contract.
 */
export const administratorKinds = [
  'leading-group',
  'office',
  'commerce-bureau',
  'finance',
  'department',
] as const satisfies readonly OrganisationKind[];

export type GroupRole = 'lead' | 'member' | 'third-party';
export type Relation = 'relative' | 'shareholder' | 'employment' | 'tender' | 'business' | 'other';

export type Organisation = {
  readonly id: string;
  readonly version: number;
  readonly kind: OrganisationKind;
  readonly name: string;
  readonly uscc: string | null;
  readonly legalRepresentative: string | null;
  readonly contact: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly active: boolean;
};

export type Person = {
  readonly id: string;
  readonly version: number;
  readonly organisationId: string;
  readonly name: string;
  readonly login: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly duties: readonly Duty[];
  readonly active: boolean;
};

export type Membership = {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly role: GroupRole;
  readonly fromOn: string;
  readonly untilOn: string | null;
};

/** Someone who may be put on an inspection team, with what decides it (D05). */
export type TeamCandidate = {
  readonly personId: string;
  readonly name: string;
  readonly organisationKind: OrganisationKind;
  readonly organisationId: string;
  readonly groupRole: GroupRole | null;
  readonly relatedContractorIds: readonly string[];
};

/** What ties a person to a contractor: a relation declared, a telephone they share, or a third party of the same house. */
export type Tie = {
  readonly ground: 'declared' | 'telephone' | 'agency';
  /** The contractor's name. */
  readonly contractor: string;
  /** What was declared, whose telephone it is, or which third party. */
  readonly detail: string;
};

export const recusalCodes = ['recusal.declared', 'recusal.telephone', 'recusal.agency'] as const;
export type RecusalCode = (typeof recusalCodes)[number];

/** What guesses are counted by. */
export type SignInScope =
  | 'name-address'
  | 'name'
  | 'address'
  | 'total'
  | 'browser'
  | 'password'
  | 'second-factor'
  | 'set-up';
/** So many failures within the window, then none for as long as the lock. */
export type SignInLimit = {
  readonly failures: number;
  readonly windowMinutes: number;
  readonly lockMinutes: number;
};

/** What the inspection group is made of (一(三)): the clause names them, and its page says which serve and which are missing. */
export const groupParts = ['leading-group', 'lead', 'department', 'third-party'] as const;
export type GroupPart = (typeof groupParts)[number];

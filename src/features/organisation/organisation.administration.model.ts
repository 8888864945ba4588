import type { Duty, OrganisationKind } from '#kernel/actor.ts';

export type Human = {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly duties: readonly Duty[];
};

export type Administrator = {
  readonly personId: string;
  readonly organisationId: string;
  /** Has once signed in with a password of his own. */
  readonly arrived: boolean;
};

/** On whose word an act on people or organisations was done; it stands in the event. */
export type Authority =
  | {
      readonly by: 'two';
      readonly proposal: string;
      readonly proposedBy: string;
      readonly confirmedBy: string;
    }
  /** 建县之初一人办理: before there was a second administrator. */
  | { readonly by: 'alone-at-set-up' };

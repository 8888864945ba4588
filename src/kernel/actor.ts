/** The parties of the regime (一(三), 一(四)), as organisations. */
export const organisationKinds = [
  'leading-group',
  'office',
  'commerce-bureau',
  'finance',
  'audit',
  'department',
  'third-party',
  'contractor',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** Everybody but those who are supervised. */
export const supervisionKinds = organisationKinds.filter((kind) => kind !== 'contractor');

/** What a person may be entrusted with beyond membership of the organisation. */
export const duties = ['administrator', 'reviewer', 'signatory'] as const;
export type Duty = (typeof duties)[number];

/** The person behind a request, as the session knows it at this moment. */
export type Actor = {
  readonly personId: string;
  readonly name: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly duties: readonly Duty[];
};

/** Who may call a route at all; what may be done to which object is the feature's policy. */
export type Permission = 'anyone' | 'signed-in' | readonly OrganisationKind[];

export const isOf = (actor: Actor, ...kinds: readonly OrganisationKind[]): boolean =>
  kinds.includes(actor.organisationKind);
/** Those who supervise: everybody except the contractors. They see the whole county. */
export const isSupervision = (actor: Actor): boolean => actor.organisationKind !== 'contractor';
export const hasDuty = (actor: Actor, duty: Duty): boolean => actor.duties.includes(duty);
/** 系统管理员: keeps people and organisations, reads everything its body reads, and does no business act whatever. */
export const isAdministrator = (actor: Actor): boolean => hasDuty(actor, 'administrator');
/** Those who run the day-to-day work: the office and the commerce bureau (一(三) 具体由商务局牵头负责). */
export const isOperator = (actor: Actor): boolean =>
  isOf(actor, 'office', 'commerce-bureau') && !isAdministrator(actor);
/** A contractor sees what is its own, supervision sees all. */
export const maySeeOf = (actor: Actor, contractorId: string | null): boolean =>
  isSupervision(actor) || actor.organisationId === contractorId;

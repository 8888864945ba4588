import type { OrganisationKind } from '#kernel/actor.ts';
import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { isBefore, type PlainDate } from '#kernel/temporal.ts';
import {
  type GroupPart,
  type GroupRole,
  groupParts,
  type Membership,
  type SignInLimit,
  type SignInScope,
} from './organisation.model.ts';

/** 一(三): 商务局牵头负责; the third party takes part as the third party; a contractor never inspects. */
export function appoint(
  candidate: { readonly organisationKind: OrganisationKind },
  term: { readonly role: GroupRole; readonly fromOn: PlainDate; readonly untilOn: PlainDate | null },
  regime: { readonly inForceFrom: PlainDate; readonly groupClause: string },
): Result<
  true,
  | 'group.lead-not-commerce-bureau'
  | 'group.contractor-never'
  | 'group.third-party-role'
  | 'group.dates-reversed'
  | 'group.before-regime'
> {
  const basis = [clause(regime.groupClause)];
  if (candidate.organisationKind === 'contractor') return refused('group.contractor-never', {}, basis);
  if (term.role === 'lead' && candidate.organisationKind !== 'commerce-bureau')
    return refused('group.lead-not-commerce-bureau', {}, basis);
  if ((term.role === 'third-party') !== (candidate.organisationKind === 'third-party'))
    return refused('group.third-party-role', {}, basis);
  if (term.untilOn && isBefore(term.untilOn, term.fromOn)) return refused('group.dates-reversed');
  if (isBefore(term.fromOn, regime.inForceFrom))
    return refused('group.before-regime', { inForceFrom: regime.inForceFrom.toString() }, basis);
  return granted(true);
}

const perPerson: SignInLimit = { failures: 5, windowMinutes: 15, lockMinutes: 30 };
/** docs/decisions/0035: strangers can lock a name for their own address, not for a browser that its person uses. */
export const signInLimits: Readonly<Record<SignInScope, SignInLimit>> = {
  'name-address': perPerson,
  name: { failures: 20, windowMinutes: 60, lockMinutes: 30 },
  address: { failures: 20, windowMinutes: 1, lockMinutes: 1 },
  total: { failures: 50, windowMinutes: 1, lockMinutes: 1 },
  browser: perPerson,
  password: perPerson,
  'second-factor': perPerson,
  'set-up': { failures: 10, windowMinutes: 15, lockMinutes: 15 },
};
export const sessionIdleMinutes = 30;
export const sessionHours = 12;

/** Those who serve on a day, by the part of the clause they stand for. Departments are the bureaus besides the one that leads. */
export function compositionOf(
  members: readonly (Pick<Membership, 'role' | 'fromOn' | 'untilOn'> & {
    readonly personName: string;
    readonly organisationKind: OrganisationKind;
  })[],
  today: string,
): readonly { readonly part: GroupPart; readonly names: readonly string[] }[] {
  const serving = members.filter(
    ({ fromOn, untilOn }) => fromOn <= today && (untilOn === null || untilOn >= today),
  );
  const stands: Readonly<Record<GroupPart, (member: (typeof serving)[number]) => boolean>> = {
    'leading-group': ({ organisationKind }) => organisationKind === 'leading-group',
    lead: ({ role }) => role === 'lead',
    department: ({ organisationKind }) => ['finance', 'audit', 'department'].includes(organisationKind),
    'third-party': ({ role }) => role === 'third-party',
  };
  return groupParts.map((part) => ({
    part,
    names: serving.filter(stands[part]).map(({ personName }) => personName),
  }));
}

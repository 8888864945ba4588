import type { OrganisationKind } from '#kernel/actor.ts';
import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { isBefore, type PlainDate } from '#kernel/temporal.ts';
import type { GroupRole } from './organisation.model.ts';

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

export const lockAfterFailures = 5;
export const lockMinutes = 30;
export const failureWindowMinutes = 15;
export const sessionIdleMinutes = 30;
export const sessionHours = 12;

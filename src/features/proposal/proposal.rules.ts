import { granted, type Result, refused } from '#kernel/result.ts';
import type { Person, Proposal } from './proposal.model.ts';

type Asked = Pick<Proposal, 'state' | 'proposedBy' | 'organisationId' | 'confirmers' | 'basis'>;

export type ConfirmerRefused =
  | 'proposal.wrong-state'
  | 'proposal.four-eyes'
  | 'proposal.person-concerned'
  | 'proposal.other-body'
  | 'proposal.not-permitted';

/** 提请人与确认人不得为同一人: confirmed, or refused, by another person of those it was put to, and by nobody whom it concerns. */
export function mayDecide(proposal: Asked, person: Person): Result<true, ConfirmerRefused> {
  const { confirmers, basis } = proposal;
  if (proposal.state !== 'open') return refused('proposal.wrong-state', { state: proposal.state });
  if (proposal.proposedBy === person.personId) return refused('proposal.four-eyes', {}, basis);
  if (
    !confirmers.bodies.includes(person.organisationKind) ||
    (confirmers.duty !== null && !person.duties.includes(confirmers.duty)) ||
    // 系统管理员不办理业务: an administrator confirms what was put to administrators, and nothing else.
    (confirmers.duty !== 'administrator' && person.duties.includes('administrator'))
  )
    return refused('proposal.not-permitted', {}, basis);
  if (confirmers.not.includes(person.personId)) return refused('proposal.person-concerned', {}, basis);
  if (confirmers.otherBody && proposal.organisationId === person.organisationId)
    return refused('proposal.other-body', {}, basis);
  return granted(true);
}

/** The proposer alone takes a proposal back, while nobody has decided it. */
export function mayWithdraw(
  proposal: Asked,
  person: Person,
): Result<true, 'proposal.wrong-state' | 'proposal.not-permitted'> {
  if (proposal.state !== 'open') return refused('proposal.wrong-state', { state: proposal.state });
  return proposal.proposedBy === person.personId
    ? granted(true)
    : refused('proposal.not-permitted', {}, proposal.basis);
}

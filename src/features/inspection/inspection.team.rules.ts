import { clause, granted, type Result, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { TeamCandidate } from '../organisation/organisation.model.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty, inForce } from '../regime/regime.rules.ts';
import type { Bar, TeamMember, TeamRole } from './inspection.model.ts';

/** Someone proposed for a team: the place he is to have, and what is known of him on that day. */
export type Proposed = { readonly role: TeamRole; readonly candidate: TeamCandidate };

export type TeamRefusal =
  | 'inspection.contractor-staff'
  | 'inspection.member-twice'
  | 'inspection.team-too-small'
  | 'inspection.no-lead'
  | 'inspection.two-leads'
  | 'inspection.lead-not-commerce-bureau'
  | 'inspection.lead-not-in-term'
  | 'inspection.member-not-in-group'
  | 'inspection.third-party-role'
  | 'inspection.third-party-missing'
  | 'inspection.member-related';

/**
 * 由领导小组部分成员及相关部门组成监督检查小组，会同第三方机构……日常监督检查，具体由商务局牵头负责。（一（三））
 * A team has the pack's least number of people, one lead from 商务局 with a term as lead on that day, every other a member of the
 * group on that day, a third-party member where the pack asks for one, and nobody who belongs to or is related to the contractor.
 */
export function composeTeam(
  proposed: readonly Proposed[],
  pack: RulePack,
  on: PlainDate,
  { area, contractorId }: { readonly area: ContentArea; readonly contractorId: string },
): Result<true, TeamRefusal> {
  const { teamMin, leadOrganisation, leadBasis, thirdPartyAreas, thirdPartyBasis } = pack.inspection;
  const group = [clause(clauseOfDuty(pack, 'D05'))];
  const day = on.toString();
  const names = (people: readonly Proposed[]) => people.map(({ candidate }) => candidate.name);

  const contractors = proposed.filter(({ candidate }) => candidate.organisationKind === 'contractor');
  if (contractors.length > 0)
    return refused('inspection.contractor-staff', { names: names(contractors) }, group);
  const people = new Set(proposed.map(({ candidate }) => candidate.personId));
  if (people.size < proposed.length) return refused('inspection.member-twice', {}, group);
  const least = inForce(teamMin, on);
  if (proposed.length < least.value)
    return refused(
      'inspection.team-too-small',
      { size: proposed.length, least: least.value },
      citationsOf(least.basis),
    );
  const leads = proposed.filter(({ role }) => role === 'lead');
  const [lead] = leads;
  if (!lead) return refused('inspection.no-lead', {}, citationsOf(leadBasis));
  if (leads.length > 1)
    return refused('inspection.two-leads', { names: names(leads) }, citationsOf(leadBasis));
  if (lead.candidate.organisationKind !== leadOrganisation)
    return refused(
      'inspection.lead-not-commerce-bureau',
      { name: lead.candidate.name },
      citationsOf(leadBasis),
    );
  if (lead.candidate.groupRole !== 'lead')
    return refused(
      'inspection.lead-not-in-term',
      { name: lead.candidate.name, on: day },
      citationsOf(leadBasis),
    );
  const outside = proposed.filter(({ candidate }) => candidate.groupRole === null);
  if (outside.length > 0)
    return refused('inspection.member-not-in-group', { names: names(outside), on: day }, group);
  const misplaced = proposed.filter(
    ({ role, candidate }) => (role === 'third-party') !== (candidate.organisationKind === 'third-party'),
  );
  if (misplaced.length > 0) return refused('inspection.third-party-role', { names: names(misplaced) }, group);
  if (thirdPartyAreas.includes(area) && !proposed.some(({ role }) => role === 'third-party'))
    return refused('inspection.third-party-missing', { area }, citationsOf(thirdPartyBasis));
  const related = proposed.filter(({ candidate }) => candidate.relatedContractorIds.includes(contractorId));
  if (related.length > 0) return refused('inspection.member-related', { names: names(related) }, group);
  return granted(true);
}

export function barsOf(candidate: TeamCandidate, contractorId: string): readonly Bar[] {
  const bars: Bar[] = [];
  if (candidate.organisationKind === 'contractor') bars.push('contractor-staff');
  if (candidate.groupRole === null) bars.push('not-in-group');
  if (candidate.relatedContractorIds.includes(contractorId)) bars.push('related');
  return bars;
}

/** The places a person may be given. */
export function rolesOf(candidate: TeamCandidate, pack: RulePack): readonly TeamRole[] {
  if (candidate.groupRole === null || candidate.organisationKind === 'contractor') return [];
  if (candidate.organisationKind === 'third-party') return ['third-party'];
  const mayLead =
    candidate.groupRole === 'lead' && candidate.organisationKind === pack.inspection.leadOrganisation;
  return mayLead ? ['lead', 'member'] : ['member'];
}

export type RecusalRefusal = 'inspection.declaration-missing' | 'inspection.member-recused';

/** 回避: everyone has declared before anything is handed in, and whoever declared a relation is replaced, not overlooked. */
export function recusalSettled(pack: RulePack, team: readonly TeamMember[]): Result<true, RecusalRefusal> {
  const basis = [clause(clauseOfDuty(pack, 'D05'))];
  const recused = team.filter(({ recusalReason }) => recusalReason !== null);
  if (recused.length > 0)
    return refused('inspection.member-recused', { names: recused.map(({ name }) => name) }, basis);
  const silent = team.filter(({ declaredAt }) => declaredAt === null);
  if (silent.length > 0)
    return refused('inspection.declaration-missing', { names: silent.map(({ name }) => name) }, basis);
  return granted(true);
}

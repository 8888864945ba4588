import type { OrganisationKind } from '#kernel/actor.ts';
import type { GuideCounts, GuideItem, GuideStep } from './home.model.ts';

/** Without these the regime has nobody to act (一(三), 一(四)): who leads, who issues, who decides, who pays, who accompanies, who builds. */
const needed = [
  'office',
  'commerce-bureau',
  'leading-group',
  'finance',
  'third-party',
  'contractor',
] as const satisfies readonly OrganisationKind[];
const operators: readonly OrganisationKind[] = ['office', 'commerce-bureau'];

/** Each step, whether it is done, what it lacks, and whose turn it is. */
export function guideOf(counts: GuideCounts): readonly GuideItem[] {
  const bodiesMissing = needed.filter((kind) => (counts.bodies[kind] ?? 0) === 0);
  const peopleMissing = needed.filter(
    (kind) =>
      (counts.people[kind] ?? 0) === 0 ||
      // Two people of the leading group's side are not asked for; a signatory is: letters and payments wait for him.
      (kind === 'leading-group' && counts.signatories === 0),
  );
  const step = (
    id: GuideStep,
    done: boolean,
    by: readonly OrganisationKind[] = operators,
    missing: readonly OrganisationKind[] = [],
  ): GuideItem => ({ step: id, done, missing, by });
  return [
    step('bodies', bodiesMissing.length === 0, operators, bodiesMissing),
    step('people', peopleMissing.length === 0, operators, peopleMissing),
    step('project', counts.projects > 0),
    step('plan', counts.plansApproved > 0, counts.plansOpen > 0 ? ['leading-group'] : operators),
    step('agreements', counts.agreements > 0),
    step('facilities', counts.facilities > 0),
    step('group', counts.leads > 0 && counts.members > 1),
  ];
}

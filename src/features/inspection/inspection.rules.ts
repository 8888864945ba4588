import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { isBefore, type PlainDate } from '#kernel/temporal.ts';
import type { Standing } from '../obligation/obligation.model.ts';
import { stateOf } from '../obligation/obligation.rules.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import { areaOfFacility, clauseOfArea, clauseOfDuty, isInForce } from '../regime/regime.rules.ts';
import {
  type Inspection,
  type InspectionPhase,
  type InspectionState,
  lifecycle,
  type Subject,
  type TeamMember,
} from './inspection.model.ts';

/** 检〔year〕n. */
export const inspectionNumber = (year: number, n: number): string => `检〔${year}〕${n}`;

/** An obligation as the plan of an inspection sees it. */
export type Served = {
  readonly id: string;
  readonly kind: 'inspection' | 'report';
  readonly ruleId: string;
  readonly area: string | null;
  readonly subjectId: string;
  readonly period: string;
  readonly standing: Standing;
};

export type PlanRefusal =
  | 'inspection.before-regime'
  | 'inspection.planned-in-past'
  | 'inspection.facility-required'
  | 'inspection.agreement-required'
  | 'inspection.area-mismatch'
  | 'inspection.facility-phase'
  | 'inspection.obligation-mismatch'
  | 'inspection.obligation-closed'
  | 'inspection.obligation-twice';

export type Planned = {
  readonly area: ContentArea;
  readonly phase: InspectionPhase;
  readonly plannedOn: PlainDate;
};

/**
 * 针对……重要建设内容进行监督检查。（一（一））An inspection of construction or operation looks at a facility and at the content it belongs
 * to; one of funds or training looks at a contract. What it is to fulfil must be owed by that very subject and still be open on the
 * day of the visit.
 */
export function planFor(
  pack: RulePack,
  subject: Subject,
  plan: Planned,
  serves: readonly Served[],
  today: PlainDate,
): Result<true, PlanRefusal> {
  if (!isInForce(pack, plan.plannedOn))
    return refused('inspection.before-regime', { inForceFrom: pack.inForceFrom }, [
      clause(clauseOfDuty(pack, 'D32')),
    ]);
  if (isBefore(plan.plannedOn, today))
    return refused('inspection.planned-in-past', { on: plan.plannedOn.toString() });
  const fits = subjectFits(pack, subject, plan);
  if (!fits.ok) return fits;
  const subjectId = subject.facilityId ?? subject.agreementId;
  const rules = new Set<string>();
  for (const served of serves) {
    const rule = pack.obligations.find(({ id }) => id === served.ruleId);
    const asked = served.kind === 'inspection' && served.subjectId === subjectId && served.area === plan.area;
    if (!asked || (rule?.phase !== undefined && rule.phase !== plan.phase))
      return refused('inspection.obligation-mismatch', { period: served.period });
    const state = stateOf(served.standing, plan.plannedOn);
    // What was missed stays missed; the visit that makes up for it is shown beside it (一（四）避免盲区死角).
    const makesUp = served.standing.fulfilledOn === null && stateOf(served.standing, today) === 'missed';
    if ((state !== 'due' && !makesUp) || served.standing.withdrawn)
      return refused('inspection.obligation-closed', {
        period: served.period,
        state: served.standing.withdrawn ? 'withdrawn' : state,
        windowStartOn: served.standing.windowStartOn,
        closesOn: served.standing.closesOn,
      });
    // 每月一次、每季度一次: one visit is one time; it does not do for two periods at once.
    if (rules.has(served.ruleId))
      return refused(
        'inspection.obligation-twice',
        { period: served.period },
        rule ? [clause(rule.clause)] : [],
      );
    rules.add(served.ruleId);
  }
  return granted(true);
}

const phasesOpen: Readonly<Record<'construction' | 'operation', readonly string[]>> = {
  // 并正常投入运营: whether it was built as promised may still be asked when it runs.
  construction: ['construction', 'trial', 'operation'],
  operation: ['trial', 'operation', 'suspended'],
};

function subjectFits(pack: RulePack, subject: Subject, { area, phase }: Planned): Result<true, PlanRefusal> {
  if (phase === 'funds' || phase === 'training') {
    if (subject.facilityId !== null) return refused('inspection.agreement-required', { phase });
    const promised = phase === 'funds' || subject.agreementAreas.includes('training');
    if (area !== phase || !promised)
      return refused('inspection.area-mismatch', { area, phase }, [clause(clauseOfArea(pack, area))]);
    return granted(true);
  }
  if (subject.facilityId === null || subject.facilityKind === null)
    return refused('inspection.facility-required', { phase });
  if (area !== areaOfFacility(subject.facilityKind))
    return refused('inspection.area-mismatch', { area, phase }, [clause(clauseOfArea(pack, area))]);
  if (!phasesOpen[phase].includes(subject.facilityPhase ?? ''))
    return refused('inspection.facility-phase', { phase, facilityPhase: subject.facilityPhase ?? '' });
  return granted(true);
}

export function wrongState(
  inspection: Inspection,
  to: InspectionState,
): Result<true, 'inspection.wrong-state'> {
  const next: readonly InspectionState[] = lifecycle[inspection.state];
  return next.includes(to)
    ? granted(true)
    : refused('inspection.wrong-state', { number: inspection.number, state: inspection.state });
}

export type DeclareRefusal = 'inspection.wrong-state' | 'inspection.declared-already';

/** 回避: each member says for himself, once, before the sheet is handed in. */
export function declare(inspection: Inspection, member: TeamMember): Result<true, DeclareRefusal> {
  if (inspection.state !== 'planned')
    return refused('inspection.wrong-state', { number: inspection.number, state: inspection.state });
  if (member.declaredAt !== null) return refused('inspection.declared-already');
  return granted(true);
}

export type SignRefusal =
  | 'inspection.wrong-state'
  | 'inspection.signed-already'
  | 'inspection.content-differs';

/**
 * Every other member signs what the lead handed in, and signs it by its digest: what was read is what is signed. With the last
 * signature the record is complete.
 */
export function sign(
  inspection: Inspection,
  member: TeamMember,
  contentDigest: string,
): Result<{ readonly complete: boolean }, SignRefusal> {
  if (member.signedAt !== null) return refused('inspection.signed-already');
  if (inspection.state !== 'submitted')
    return refused('inspection.wrong-state', { number: inspection.number, state: inspection.state });
  if (inspection.contentDigest !== contentDigest) return refused('inspection.content-differs');
  const waiting = inspection.team.filter(
    ({ personId, signedAt }) => signedAt === null && personId !== member.personId,
  );
  return granted({ complete: waiting.length === 0 });
}

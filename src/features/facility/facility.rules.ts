import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { lettersIn } from '#kernel/text.ts';
import type { ContentArea, FacilityKind } from '../regime/regime.model.ts';
import { areaOfFacility } from '../regime/regime.rules.ts';
import {
  type Facility,
  type FacilityPhase,
  type PhaseFrom,
  phaseLifecycle,
  phasesWithReason,
} from './facility.model.ts';

/** The first six digits of a village's code are its county's. */
export const isVillageOf = (jurisdiction: string, villageCode: string): boolean =>
  villageCode.startsWith(jurisdiction);

/** 四(一): 按照实施方案及合同. A contract that does not cover a kind of facility builds none of it, and not before it begins. */
export function register(
  facility: Pick<Facility, 'kind' | 'constructionStartedOn'>,
  agreement: {
    readonly areas: readonly ContentArea[];
    readonly signedOn: string;
    readonly state: 'in-force' | 'completed' | 'terminated';
  },
  today: string,
  basis: readonly Citation[],
): Result<
  true,
  | 'facility.agreement-ended'
  | 'facility.outside-agreement'
  | 'facility.before-agreement'
  | 'facility.in-future'
> {
  if (agreement.state !== 'in-force')
    return refused('facility.agreement-ended', { state: agreement.state }, basis);
  if (!agreement.areas.includes(areaOfFacility(facility.kind as FacilityKind)))
    return refused('facility.outside-agreement', { kind: facility.kind, areas: agreement.areas }, basis);
  if (facility.constructionStartedOn < agreement.signedOn)
    return refused('facility.before-agreement', { signedOn: agreement.signedOn }, basis);
  if (facility.constructionStartedOn > today) return refused('facility.in-future', { todayOn: today });
  return granted(true);
}

/**
 * 二(三) 选址: the programme supports a village once. A second station there is not forbidden, it is asked about: whoever registers it
 * says why, and the reason stays with the record. A station that was withdrawn does not count.
 */
export function secondInVillage(
  kind: FacilityKind,
  stations: readonly { readonly number: string; readonly name: string; readonly phase: FacilityPhase }[],
  reason: string | undefined,
  basis: readonly Citation[],
): Result<true, 'facility.village-has-station'> {
  const standing = stations.find(({ phase }) => phase !== 'withdrawn');
  if (kind !== 'village-station' || !standing || reason !== undefined) return granted(true);
  return refused('facility.village-has-station', { number: standing.number, name: standing.name }, basis);
}

export type PhaseRefused =
  | 'facility.withdrawn-for-good'
  | 'facility.wrong-phase'
  | 'facility.phase-before-last'
  | 'facility.in-future'
  | 'facility.reason-required';

/** 三(一): what is owed follows the phase, so phases follow one another, in time, with a reason where they end something. */
export function changePhase(
  facility: Pick<Facility, 'phase' | 'operationStartedOn'>,
  phases: readonly PhaseFrom[],
  next: PhaseFrom,
  today: string,
  basis: readonly Citation[],
): Result<Pick<Facility, 'phase' | 'operationStartedOn'>, PhaseRefused> {
  if (facility.phase === 'withdrawn') return refused('facility.withdrawn-for-good', {}, basis);
  if (!phaseLifecycle[facility.phase].includes(next.phase))
    return refused('facility.wrong-phase', { phase: facility.phase, next: next.phase }, basis);
  const lastOn = phases
    .map(({ fromOn }) => fromOn)
    .toSorted()
    .at(-1);
  if (lastOn !== undefined && next.fromOn <= lastOn)
    return refused('facility.phase-before-last', { lastOn }, basis);
  if (next.fromOn > today) return refused('facility.in-future', { todayOn: today }, basis);
  if (phasesWithReason.includes(next.phase) && lettersIn(next.reason) < 4)
    return refused('facility.reason-required', { next: next.phase }, basis);
  return granted({
    phase: next.phase,
    // 从开始运营之日算起: the first day of operation is counted from for good, whatever interrupts it later.
    operationStartedOn: facility.operationStartedOn ?? (next.phase === 'operation' ? next.fromOn : null),
  });
}

/** The phase a facility was in on a day; undefined before construction began. */
export function phaseOn(phases: readonly PhaseFrom[], on: string): FacilityPhase | undefined {
  return phases
    .filter(({ fromOn }) => fromOn <= on)
    .toSorted((a, b) => (a.fromOn < b.fromOn ? 1 : -1))
    .at(0)?.phase;
}

/** A person's name and telephone for those who need not know them: the family name, the last four digits. */
export const maskedName = (name: string): string => `${[...name][0] ?? ''}**`;
export const maskedPhone = (phone: string): string =>
  phone.length <= 4 ? '****' : `${'*'.repeat(phone.length - 4)}${phone.slice(-4)}`;

import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import { areaOfFacility } from '../regime/regime.rules.ts';
import type { Facility, FacilityInFull, Holding } from './facility.model.ts';
import { phaseOn } from './facility.rules.ts';

export type TransferRefused =
  | 'facility.withdrawn-for-good'
  | 'facility.held-already'
  | 'facility.other-programme'
  | 'facility.agreement-ended'
  | 'facility.contractor-disqualified'
  | 'facility.outside-agreement'
  | 'facility.before-agreement'
  | 'facility.holding-before-last'
  | 'facility.in-future'
  | 'facility.visit-planned'
  | 'facility.paper-required';

/** Who takes over, from when, and what proves it. */
export type HandOver = {
  readonly agreement: {
    readonly id: string;
    readonly number: string;
    readonly projectId: string;
    readonly areas: readonly ContentArea[];
    readonly signedOn: string;
    readonly state: 'in-force' | 'completed' | 'terminated';
  };
  readonly disqualified: boolean;
  readonly fromOn: string;
  readonly papers: number;
  /** A visit planned for the contractor that holds it now. */
  readonly visit: { readonly number: string; readonly plannedOn: string } | undefined;
};

export type HandOverBasis = {
  /** 四(一) 按照合同约定. */
  readonly contract: readonly Citation[];
  /** 一(四) 取消承办资格. */
  readonly qualification: readonly Citation[];
  /** 二(六) 明确权属. */
  readonly ownership: readonly Citation[];
};

/**
 * 移交: a facility that stands goes over to another contract in force that covers its kind, of the same programme, from a day that
 * follows the last hand-over and has come. What was signed before stays with whom it was signed about; what is only planned is planned anew.
 */
export function transfer(
  facility: Pick<Facility, 'kind' | 'phase' | 'projectId' | 'agreementId'>,
  holdings: readonly Pick<Holding, 'fromOn'>[],
  next: HandOver,
  today: string,
  basis: HandOverBasis,
): Result<true, TransferRefused> {
  const { agreement, fromOn, visit } = next;
  if (facility.phase === 'withdrawn') return refused('facility.withdrawn-for-good', {}, basis.contract);
  if (agreement.id === facility.agreementId)
    return refused('facility.held-already', { number: agreement.number }, basis.ownership);
  if (agreement.projectId !== facility.projectId)
    return refused('facility.other-programme', { number: agreement.number }, basis.contract);
  if (agreement.state !== 'in-force')
    return refused('facility.agreement-ended', { state: agreement.state }, basis.contract);
  if (next.disqualified)
    return refused('facility.contractor-disqualified', { number: agreement.number }, basis.qualification);
  if (!agreement.areas.includes(areaOfFacility(facility.kind)))
    return refused(
      'facility.outside-agreement',
      { kind: facility.kind, areas: agreement.areas },
      basis.contract,
    );
  if (fromOn < agreement.signedOn)
    return refused('facility.before-agreement', { signedOn: agreement.signedOn }, basis.contract);
  const lastOn = holdings
    .map((holding) => holding.fromOn)
    .toSorted()
    .at(-1);
  if (lastOn !== undefined && fromOn <= lastOn)
    return refused('facility.holding-before-last', { lastOn }, basis.ownership);
  if (fromOn > today) return refused('facility.in-future', { todayOn: today }, basis.ownership);
  if (next.papers === 0) return refused('facility.paper-required', {}, basis.ownership);
  if (visit)
    return refused(
      'facility.visit-planned',
      { number: visit.number, plannedOn: visit.plannedOn },
      basis.ownership,
    );
  return granted(true);
}

type Holder = (holding: Holding) => boolean;
export const heldBy =
  (contractorId: string): Holder =>
  (holding) =>
    holding.contractorId === contractorId;
export const heldUnder =
  (agreementId: string): Holder =>
  (holding) =>
    holding.agreementId === agreementId;

/** From when another holds it than the one asked about; null where that one holds it now, or never did. */
export function handedOverOn(holdings: readonly Holding[], holder: Holder): string | null {
  const at = holdings.findLastIndex(holder);
  return at < 0 ? null : (holdings[at + 1]?.fromOn ?? null);
}

/**
 * A facility as a contractor may know it. The one that holds it now sees it as it is, but not why it went through its phases in
 * another's time; one that handed it over sees it as it stood on that day.
 */
export function asKnownTo(contractorId: string, facility: FacilityInFull): FacilityInFull {
  const { holdings } = facility;
  const at = holdings.findLastIndex(heldBy(contractorId));
  const own = holdings[at];
  const endedOn = holdings[at + 1]?.fromOn ?? null;
  if (!own) return facility;
  const inItsTime = (day: string) => endedOn === null || day < endedOn;
  const phases = facility.phases
    .filter(({ fromOn }) => inItsTime(fromOn))
    .map((phase) =>
      holderOn(holdings, phase.fromOn)?.contractorId === contractorId ? phase : { ...phase, reason: '' },
    );
  if (endedOn === null) return { ...facility, phases };
  const lastDay = plainDate(endedOn).subtract({ days: 1 }).toString();
  const { operationStartedOn } = facility;
  return {
    ...facility,
    phases,
    agreementId: own.agreementId,
    agreementNumber: own.agreementNumber,
    contractorId: own.contractorId,
    contractorName: own.contractorName,
    phase: phaseOn(facility.phases, lastDay) ?? facility.phase,
    operationStartedOn:
      operationStartedOn !== null && inItsTime(operationStartedOn) ? operationStartedOn : null,
    headName: null,
    headPhone: null,
  };
}

/** Who holds it on a day; before the first holding, whoever was first. */
export const holderOn = (holdings: readonly Holding[], day: string): Holding | undefined =>
  holdings.findLast(({ fromOn }) => fromOn <= day) ?? holdings[0];

/** What the register told of it while a contractor held it, the hand-overs at both ends among it. */
export const toldInItsTime = <Told extends { readonly version: number }>(
  contractorId: string,
  holdings: readonly Holding[],
  history: readonly Told[],
): Told[] =>
  history.filter(({ version }) =>
    holdings.some(
      (holding, at) =>
        holding.contractorId === contractorId &&
        version >= holding.version &&
        version <= (holdings[at + 1]?.version ?? Number.POSITIVE_INFINITY),
    ),
  );

/** Whether a hand-over concerns a contractor: it took the facility over by it, or gave it up. */
export const isPartyTo = (contractorId: string, holdings: readonly Holding[], at: number): boolean =>
  holdings[at]?.contractorId === contractorId || holdings[at - 1]?.contractorId === contractorId;

import type { ContentArea, FacilityKind } from '../regime/regime.model.ts';
import type {
  AgreementFacts,
  BaselineFacts,
  DerivedObligation,
  FacilityFacts,
  FacilityPhase,
  Holding,
  ProgrammeFacts,
} from './obligation.model.ts';

/** An event of the log that told the register a fact, in the order they came. */
export type Telling = {
  readonly type: string;
  readonly id: string;
  readonly recordedAt: string;
  /** The legal day it came. */
  readonly on: string;
  readonly body: Told;
};

/** What the events of facilities, contracts and projects say, as far as obligations rest on it. */
type Told = {
  readonly agreementId?: string;
  readonly contractorId?: string;
  readonly projectId?: string;
  readonly kind?: FacilityKind;
  readonly villageCode?: string;
  readonly constructionStartedOn?: string;
  readonly operationStartedOn?: string | null;
  readonly phase?: FacilityPhase;
  readonly fromOn?: string;
  readonly areas?: readonly ContentArea[];
  readonly signedOn?: string;
  readonly startsOn?: string;
  readonly endsOn?: string | null;
};

/** Every version of every fact the log knows, each with the moment it came: what `deriveObligations` asks with `knownAt`. */
export function factsTold(log: readonly Telling[]): BaselineFacts {
  // A contract never changes its contractor, so what is said of it later holds for what was told at the same moment.
  const contractors = new Map(
    log
      .filter(({ type }) => type.startsWith('agreement.'))
      .map(({ id, body }) => [id, body.contractorId ?? '']),
  );
  const phases = new Map<string, FacilityFacts['phases']>();
  const held = new Map<string, readonly Holding[]>();
  const facilities: FacilityFacts[] = [];
  const agreements: AgreementFacts[] = [];
  const programmes: ProgrammeFacts[] = [];
  for (const telling of log) {
    const { type, id, body } = telling;
    if (type.startsWith('agreement.')) agreements.push(agreementTold(telling));
    else if (type.startsWith('project.')) programmes.push(programmeTold(telling));
    else {
      const known = phases.get(id) ?? [];
      if (type === 'facility.registered')
        phases.set(id, [{ phase: 'construction', fromOn: body.constructionStartedOn ?? '' }]);
      if (type === 'facility.phase-changed' && body.phase && body.fromOn)
        phases.set(id, [...known, { phase: body.phase, fromOn: body.fromOn }]);
      const contractorId = contractors.get(body.agreementId ?? '') ?? '';
      const fromOn = holdingBegins(type, body);
      if (fromOn !== undefined)
        held.set(id, [
          ...(held.get(id) ?? []),
          { fromOn, agreementId: body.agreementId ?? '', contractorId },
        ]);
      facilities.push(facilityTold(telling, contractorId, phases.get(id) ?? known, held.get(id) ?? []));
    }
  }
  return { facilities, agreements, programmes };
}

const holdingBegins = (type: string, body: Told): string | undefined => {
  if (type === 'facility.registered') return body.constructionStartedOn;
  return type === 'facility.transferred' ? body.fromOn : undefined;
};

const facilityTold = (
  { id, recordedAt, body }: Telling,
  contractorId: string,
  phases: FacilityFacts['phases'],
  held: readonly Holding[],
): FacilityFacts => ({
  id,
  recordedAt,
  contractorId,
  phases,
  agreementId: body.agreementId ?? '',
  kind: body.kind ?? 'village-station',
  constructionStartedOn: body.constructionStartedOn ?? '',
  operationStartedOn: body.operationStartedOn ?? null,
  townCode: body.villageCode?.slice(0, 9),
  held: held.length > 1 ? held : undefined,
});

const agreementTold = ({ type, id, recordedAt, on, body }: Telling): AgreementFacts => ({
  id,
  recordedAt,
  contractorId: body.contractorId ?? '',
  areas: body.areas ?? [],
  signedOn: body.signedOn ?? '',
  startsOn: body.startsOn ?? '',
  endsOn: body.endsOn ?? '',
  endedOn: type === 'agreement.completed' || type === 'agreement.terminated' ? on : null,
  programmeId: body.projectId,
});

const programmeTold = ({ id, recordedAt, body }: Telling): ProgrammeFacts => ({
  id,
  recordedAt,
  startsOn: body.startsOn ?? '',
  endsOn: body.endsOn ?? null,
});

export type Difference = { readonly was: DerivedObligation | null; readonly is: DerivedObligation | null };

/** What was due as known then against as known now: what came, what went, and whose days moved. */
export function differencesBetween(
  then: readonly DerivedObligation[],
  now: readonly DerivedObligation[],
): readonly Difference[] {
  const before = new Map(then.map((one) => [one.key, one]));
  const after = new Map(now.map((one) => [one.key, one]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ was: before.get(key) ?? null, is: after.get(key) ?? null }))
    .filter((one) => one.was === null || one.is === null || daysOf(one.was) !== daysOf(one.is));
}

const daysOf = ({
  windowStartOn,
  dueOn,
  closesOn,
  required,
  among,
  contractorId,
}: DerivedObligation): string => [windowStartOn, dueOn, closesOn, required, among, contractorId].join(' ');

import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { type Actor, isSupervision } from '#kernel/actor.ts';
import { type Citation, clause, granted, type Result, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, type NewEvent, record } from '#platform/event-log.ts';
import { villagesOf } from '#platform/places.ts';
import { maySeeAgreement } from '../agreement/agreement.policy.ts';
import { findAgreement, findAgreementForUpdate } from '../agreement/agreement.store.ts';
import { attachEvidence, type EvidenceOfSubject, evidenceOf } from '../evidence/evidence.store.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import {
  type FacilityView,
  type facilityContract,
  type HoldingView,
  numberCursor,
} from './facility.contract.ts';
import { type HeadEntered, headsOf } from './facility.head.store.ts';
import {
  asKnownTo,
  handedOverOn,
  heldBy,
  heldUnder,
  isPartyTo,
  toldInItsTime,
  transfer,
} from './facility.holding.rules.ts';
import {
  type Facility,
  type FacilityInFull,
  type Holding,
  type PhaseFrom,
  phaseLifecycle,
} from './facility.model.ts';
import { mayKeepFacilities, maySeeFacility, maySeeHead } from './facility.policy.ts';
import { isAstray, isNowhere } from './facility.position.model.ts';
import {
  changePhase,
  isVillageOf,
  maskedName,
  maskedPhone,
  register,
  secondInVillage,
} from './facility.rules.ts';
import * as store from './facility.store.ts';

type Inputs = InferContractRouterInputs<typeof facilityContract>;
type Detail = InferContractRouterOutputs<typeof facilityContract>['find'];

/** As this person may know it; `asked` is the contractor or contract a list was asked for. */
function facilityViewOf(
  actor: Actor,
  row: FacilityInFull,
  basis: Citation[],
  asked?: (holding: Holding) => boolean,
): FacilityView {
  const supervision = isSupervision(actor);
  const known = supervision ? row : asKnownTo(actor.organisationId, row);
  const { phases: _, holdings: __, headName, headPhone, ...facility } = known;
  const open = maySeeHead(actor, row);
  const keeps = mayKeepFacilities(actor) && row.phase !== 'withdrawn';
  const holder = supervision ? asked : heldBy(actor.organisationId);
  return {
    ...facility,
    headName: open || headName === null ? headName : maskedName(headName),
    headPhone: open || headPhone === null ? headPhone : maskedPhone(headPhone),
    headMasked: !open && (headName !== null || headPhone !== null),
    handedOverOn: holder ? handedOverOn(row.holdings, holder) : null,
    basis,
    may: { amend: keeps, changePhase: keeps, transfer: keeps },
  };
}

/** Who held it and when is no secret among those who may see it; the contract, the reason and the papers are the parties'. */
function holdingViewsOf(
  actor: Actor,
  { holdings }: FacilityInFull,
  papers: readonly EvidenceOfSubject[],
): HoldingView[] {
  const supervision = isSupervision(actor);
  return holdings.map((holding, at) => {
    const own = supervision || holding.contractorId === actor.organisationId;
    const party = supervision || isPartyTo(actor.organisationId, holdings, at);
    const role = paperRole(holding.version, 'to');
    return {
      fromOn: holding.fromOn,
      handedOverOn: holdings[at + 1]?.fromOn ?? null,
      contractorId: own ? holding.contractorId : null,
      contractorName: holding.contractorName,
      agreementId: own ? holding.agreementId : null,
      agreementNumber: own ? holding.agreementNumber : null,
      reason: party ? holding.reason : null,
      evidence: party
        ? papers
            .filter((paper) => paper.role === role)
            .map(({ subjectId: _, role: __, ...evidence }) => evidence)
        : [],
    };
  });
}

/** 移交接收单 is signed by both, and both may read it. */
const paperRole = (version: number, side: 'from' | 'to'): string => `hand-over.${version}.${side}`;

const basisOf = async (call: Pick<Call, 'db' | 'county'>): Promise<Citation[]> => [
  clause(clauseOfDuty((await regimeOf(call)).pack, 'D29')),
];
const phaseBasisOf = async (call: Pick<Call, 'db' | 'county'>): Promise<Citation[]> => [
  clause(clauseOfDuty((await regimeOf(call)).pack, 'D25')),
];

/** A contractor learns of those of its own time only, and reads names as it reads the present one's. */
function headsTold(actor: Actor, row: FacilityInFull, heads: readonly HeadEntered[]): Detail['heads'] {
  const open = maySeeHead(actor, row);
  const supervision = isSupervision(actor);
  return heads
    .filter(({ version }) => supervision || holderAt(row, version) === actor.organisationId)
    .map(({ version: _, headName, headPhone, reason, enteredAt }) => ({
      headName: open || headName === null ? headName : maskedName(headName),
      headPhone: open || headPhone === null ? headPhone : maskedPhone(headPhone),
      enteredAt,
      reason: supervision ? reason : null,
    }));
}

const holderAt = ({ holdings, contractorId }: FacilityInFull, version: number): string =>
  holdings.findLast((holding) => holding.version <= version)?.contractorId ?? contractorId;

/** 二(三) 选址: stations are spread over villages. */
const selectionBasis = async (call: Pick<Call, 'db' | 'county'>): Promise<Citation[]> => [
  clause(clauseOfDuty((await regimeOf(call)).pack, 'D19')),
];

async function detailOf(db: Tx, call: Call, id: string): Promise<Detail | undefined> {
  const { actor, county } = call;
  const row = await store.findFacility(db, county, id);
  if (!row || !maySeeFacility(actor, row)) return undefined;
  const basis = [...(await basisOf({ db, county })), ...(await phaseBasisOf({ db, county }))];
  const own = isSupervision(actor) ? undefined : actor.organisationId;
  const history = await historyOf(db, county, [id]);
  const { phases } = own === undefined ? row : asKnownTo(own, row);
  return {
    facility: facilityViewOf(actor, row, basis),
    positionAstray: await positionAstray(db, county, row),
    holdings: holdingViewsOf(actor, row, row.holdings.length > 1 ? await evidenceOf(db, county, [id]) : []),
    heads: headsTold(actor, row, await headsOf(db, county, id)),
    phases: [...phases],
    nextPhases: mayKeepFacilities(actor) ? [...phaseLifecycle[row.phase]] : [],
    history: own === undefined ? history : toldInItsTime(own, row.holdings, history),
  };
}

async function positionAstray(db: Tx, county: string, { id, latitude, longitude }: FacilityInFull) {
  if (latitude === null || longitude === null) return false;
  return isAstray({ latitude, longitude }, await store.otherPositions(db, county, id));
}

async function written(tx: Tx, call: Call, id: string): Promise<Detail> {
  const detail = await detailOf(tx, call, id);
  if (!detail) throw new Error(`facility ${id} was written and is not there`);
  return detail;
}

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, ...filter } = input;
  const own = call.actor.organisationKind === 'contractor' ? call.actor.organisationId : filter.contractorId;
  const rows = await store.facilities(call.db, call.county, {
    ...filter,
    contractorId: own,
    search: filter.search?.trim() || undefined,
    after: numberCursor.read(cursor)?.[0],
    limit: pageSize + 1,
  });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  const basis = await basisOf(call);
  const asked = filter.agreementId
    ? heldUnder(filter.agreementId)
    : filter.contractorId
      ? heldBy(filter.contractorId)
      : undefined;
  return granted({
    items: items.map((row) => facilityViewOf(call.actor, row, basis, asked)),
    nextCursor: rows.length > pageSize && last ? numberCursor.write(last.number) : null,
    may: { register: mayKeepFacilities(call.actor) },
  });
}

export async function handlePlaces(call: Call, _input: Inputs['places']) {
  const { pack } = await regimeOf(call);
  const villages = [...(villagesOf(pack.jurisdiction)?.values() ?? [])];
  const towns = new Map(villages.map(({ townCode, townName }) => [townCode, townName]));
  return granted({ towns: [...towns].map(([code, name]) => ({ code, name })), villages });
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const detail = await detailOf(call.db, call, input.id);
  return detail ? granted(detail) : refused('facility.not-found', { id: input.id });
}

type Facts = Pick<
  Inputs['register'],
  'villageCode' | 'villageName' | 'townName' | 'latitude' | 'longitude' | 'datum'
>;

/** The village as its statistical code names it, and a position that says on which datum it stands. */
async function placeOf(call: Pick<Call, 'db' | 'county'>, facts: Facts) {
  const { pack } = await regimeOf(call);
  const given = [facts.latitude, facts.longitude, facts.datum].filter((part) => part !== null).length;
  if (given !== 0 && given !== 3) return refused('facility.position-incomplete');
  if (isNowhere(facts)) return refused('facility.position-nowhere');
  const villages = villagesOf(pack.jurisdiction);
  const village = villages?.get(facts.villageCode);
  if (villages ? !village : !isVillageOf(pack.jurisdiction, facts.villageCode))
    return refused('facility.village-unknown', {
      villageCode: facts.villageCode,
      jurisdiction: pack.jurisdiction,
    });
  const villageName = village?.name ?? facts.villageName;
  const townName = village?.townName ?? facts.townName;
  if (!villageName || !townName) return refused('facility.village-name-required');
  return granted({ villageName, townName });
}

const eventOf = (type: string, facility: Facility, more: object = {}, note?: string): NewEvent => ({
  type,
  aggregateType: 'facility',
  aggregate: facility.id,
  version: facility.version,
  body: { ...facility, ...more },
  note: note || undefined,
  edges: [
    {
      from: { type: 'facility', id: facility.id },
      to: { type: 'agreement', id: facility.agreementId },
      kind: 'concerns',
    },
  ],
});

export function handleRegister(call: Call, input: Inputs['register']) {
  const idTaken = () => refused('facility.id-taken');
  return transact(
    call.db,
    async (tx) => {
      if (!mayKeepFacilities(call.actor)) return refused('facility.not-permitted');
      const agreement = await findAgreement(tx, call.county, input.agreementId);
      if (!agreement || !maySeeAgreement(call.actor, agreement))
        return refused('facility.agreement-unknown', { id: input.agreementId });
      const decision = register(
        input,
        agreement,
        today(call).toString(),
        await basisOf({ db: tx, county: call.county }),
      );
      if (!decision.ok) return decision;
      const place = await placeOf({ db: tx, county: call.county }, input);
      if (!place.ok) return place;
      const { id = call.newId(), secondReason, ...fields } = input;
      const second = secondInVillage(
        input.kind,
        await store.stationsIn(tx, call.county, input.villageCode),
        secondReason,
        await selectionBasis({ db: tx, county: call.county }),
      );
      if (!second.ok) return second;
      const facility: Facility = {
        ...fields,
        ...place.value,
        id,
        version: 1,
        projectId: agreement.projectId,
        phase: 'construction',
        operationStartedOn: null,
      };
      const first: PhaseFrom = { phase: 'construction', fromOn: input.constructionStartedOn, reason: '' };
      await record(tx, call, [eventOf('facility.registered', facility, {}, secondReason)]);
      await store.insertFacility(tx, call.county, facility);
      await store.insertPhase(tx, call.county, id, first);
      await store.insertHolding(tx, call.county, id, {
        fromOn: input.constructionStartedOn,
        agreementId: agreement.id,
        version: 1,
        reason: '',
      });
      await call.reactions.baselineChanged(tx, call, { facilityId: id });
      return granted(await written(tx, call, id));
    },
    {
      facility_pkey: idTaken,
      event_county_aggregate_version_key: idTaken,
      facility_number_taken: (existing: string) =>
        refused('facility.number-taken', { number: input.number, existing }),
    },
  );
}

const facilityOnly = ({
  contractorId: _,
  contractorName: __,
  agreementNumber: ___,
  phases: ____,
  holdings: _____,
  ...facility
}: FacilityInFull): Facility => facility;

/** The facility, locked, for who keeps the registers and has read its newest version. */
async function keepable(
  tx: Tx,
  call: Call,
  { id, basedOn }: { readonly id: string; readonly basedOn: number },
): Promise<
  Result<FacilityInFull, 'facility.not-found' | 'facility.not-permitted' | 'facility.changed-meanwhile'>
> {
  const current = await store.findFacilityForUpdate(tx, call.county, id);
  if (!current || !maySeeFacility(call.actor, current)) return refused('facility.not-found', { id });
  if (!mayKeepFacilities(call.actor)) return refused('facility.not-permitted');
  if (current.version !== basedOn) return refused('facility.changed-meanwhile', { version: current.version });
  return granted(current);
}

export function handleAmend(call: Call, input: Inputs['amend']) {
  return transact(call.db, async (tx) => {
    const found = await keepable(tx, call, input);
    if (!found.ok) return found;
    const current = found.value;
    if (current.phase === 'withdrawn')
      return refused('facility.withdrawn-for-good', {}, await phaseBasisOf({ db: tx, county: call.county }));
    const place = await placeOf({ db: tx, county: call.county }, input);
    if (!place.ok) return place;
    const { basedOn, reason, ...fields } = input;
    const next: Facility = { ...facilityOnly(current), ...fields, ...place.value, version: basedOn + 1 };
    await record(tx, call, [eventOf('facility.amended', next, {}, reason)]);
    await store.saveFacility(tx, call.county, next);
    await call.reactions.baselineChanged(tx, call, { facilityId: next.id });
    return granted(await written(tx, call, next.id));
  });
}

export function handleChangePhase(call: Call, input: Inputs['changePhase']) {
  return transact(call.db, async (tx) => {
    const found = await keepable(tx, call, input);
    if (!found.ok) return found;
    const current = found.value;
    const { phase, fromOn } = input;
    const phaseFrom: PhaseFrom = { phase, fromOn, reason: input.reason.trim() };
    const decision = changePhase(
      current,
      current.phases,
      phaseFrom,
      today(call).toString(),
      await phaseBasisOf({ db: tx, county: call.county }),
    );
    if (!decision.ok) return decision;
    const next: Facility = { ...facilityOnly(current), ...decision.value, version: current.version + 1 };
    await record(tx, call, [eventOf('facility.phase-changed', next, { fromOn }, phaseFrom.reason)]);
    await store.saveFacility(tx, call.county, next);
    await store.insertPhase(tx, call.county, next.id, phaseFrom);
    await call.reactions.baselineChanged(tx, call, { facilityId: next.id });
    return granted(await written(tx, call, next.id));
  });
}

/** 移交、接管: the facility goes over to another contract; what is owed there from that day on is owed under it. */
export function handleTransfer(call: Call, input: Inputs['transfer']) {
  return transact(call.db, async (tx) => {
    const found = await keepable(tx, call, input);
    if (!found.ok) return found;
    const current = found.value;
    const agreement = await findAgreementForUpdate(tx, call.county, input.agreementId);
    if (!agreement || !maySeeAgreement(call.actor, agreement))
      return refused('facility.agreement-unknown', { id: input.agreementId });
    const papers = [...new Set(input.evidenceIds)];
    const { pack } = await regimeOf({ db: tx, county: call.county });
    const decision = transfer(
      current,
      current.holdings,
      {
        agreement,
        disqualified: await store.isDisqualified(tx, call.county, agreement.contractorId),
        fromOn: input.fromOn,
        papers: papers.length,
        visit: await store.plannedVisit(tx, call.county, current.id),
      },
      today(call).toString(),
      {
        contract: [clause(clauseOfDuty(pack, 'D29'))],
        qualification: [clause(clauseOfDuty(pack, 'D12'))],
        ownership: [clause(clauseOfDuty(pack, 'D22'))],
      },
    );
    if (!decision.ok) return decision;
    const { fromOn, reason } = input;
    const next: Facility = {
      ...facilityOnly(current),
      agreementId: agreement.id,
      version: current.version + 1,
    };
    const from = { agreementId: current.agreementId, contractorId: current.contractorId };
    const told = { fromOn, from, contractorId: agreement.contractorId, papers };
    await record(tx, call, [eventOf('facility.transferred', next, told, reason)]);
    await store.insertHolding(tx, call.county, next.id, {
      fromOn,
      agreementId: agreement.id,
      version: next.version,
      reason,
    });
    await store.saveFacility(tx, call.county, next);
    const uses = (['from', 'to'] as const).flatMap((side) =>
      papers.map((evidenceId) => ({
        subjectType: 'facility',
        subjectId: next.id,
        evidenceId,
        role: paperRole(next.version, side),
        contractorId: side === 'from' ? from.contractorId : agreement.contractorId,
      })),
    );
    const by = { organisationId: call.actor.organisationId, supervision: true };
    if (!(await attachEvidence(tx, call.county, by, uses, call.now.toString())))
      return refused('facility.paper-unknown');
    await call.reactions.baselineChanged(tx, call, { facilityId: next.id });
    return granted(await written(tx, call, next.id));
  });
}

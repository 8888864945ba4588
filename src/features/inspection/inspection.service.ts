import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { dayCursor } from '#kernel/cursor.ts';
import { granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { historyOf } from '#platform/event-log.ts';
import { findDrawnVisit } from '../draw/draw.store.ts';
import { obligationsOf } from '../obligation/obligation.store.ts';
import { teamCandidates } from '../organisation/organisation.group.store.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import {
  areaOfFacility,
  citationsOf,
  inForce,
  isInForce,
  ownClauses,
  standardOf,
} from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { InspectionRow, inspectionContract, SheetView } from './inspection.contract.ts';
import { reportedFigures } from './inspection.figures.store.ts';
import type { InspectionPhase } from './inspection.model.ts';
import { mayOf, mayPlan } from './inspection.policy.ts';
import * as reading from './inspection.read.store.ts';
import { basisOf, sheetItems, verdictsOf } from './inspection.sheet.rules.ts';
import { inspectionViewOf, servedViewOf, subjectViewOf } from './inspection.show.service.ts';
import * as store from './inspection.store.ts';
import { barsOf, rolesOf } from './inspection.team.rules.ts';

type Inputs = InferContractRouterInputs<typeof inspectionContract>;

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, month, mine, ...filter } = input;
  const [on, id] = dayCursor.read(cursor) ?? [];
  const first = month ? plainDate(`${month}-01`) : undefined;
  const rows = await listed(call, {
    ...filter,
    mine: mine === 'yes',
    month: first && {
      fromOn: first.toString(),
      untilOn: first.add({ months: 1 }).subtract({ days: 1 }).toString(),
    },
    after: on && id ? { on, id } : undefined,
  });
  const items = rows.slice(0, pageSize).map(rowOf);
  const last = items.at(-1);
  return granted({
    items,
    nextCursor: rows.length > pageSize && last ? dayCursor.write(last.plannedOn, last.id) : null,
    may: { plan: mayPlan(call.actor) },
  });
}

const listed = (
  call: Call,
  {
    after,
    ...filter
  }: Omit<reading.InspectionFilter, 'ownOnly'> & { after: { on: string; id: string } | undefined },
) =>
  reading.inspections(
    call.db,
    call.county,
    call.actor.personId,
    { ...filter, ownOnly: isSupervision(call.actor) ? null : call.actor.organisationId },
    { after, limit: pageSize + 1 },
  );

const rowOf = ({
  verdictConstruction,
  verdictOperation,
  verdictFunds,
  ...row
}: reading.InspectionListed): InspectionRow => ({
  ...row,
  verdicts: { construction: verdictConstruction, operation: verdictOperation, funds: verdictFunds },
});

export async function handleFind(call: Call, input: Inputs['find']) {
  const inspection = await inspectionViewOf(call.db, call, input.id);
  if (!inspection) return refused('inspection.not-found', { id: input.id });
  const history = await historyOf(call.db, call.county, [input.id]);
  return granted({
    inspection,
    // A contractor's history begins with the signed record; who declared what and when is not its business.
    history: isSupervision(call.actor) ? history : history.filter(({ type }) => contractorsEvents.has(type)),
  });
}
const contractorsEvents = new Set([
  'inspection.planned',
  'inspection.cancelled',
  'inspection.submitted',
  'inspection.signed',
  'inspection.supplemented',
]);

/** Everything the sheet shows and asks, in one answer (F016, D04). */
export async function handleSheet(call: Call, input: Inputs['sheet']) {
  const found = await reading.findInspection(call.db, call.county, input.id);
  if (!found) return refused('inspection.not-found', { id: input.id });
  if (found.state !== 'planned')
    return refused('inspection.wrong-state', { number: found.number, state: found.state });
  const subject = await store.findSubject(call.db, call.county, found);
  if (!subject) throw new Error(`inspection ${input.id} has no subject`);
  const { pack } = await regimeOf(call);
  const { area, phase, plannedOn } = found;
  const about = { area, phase, plannedOn, facilityKind: subject.facilityKind };
  const { required, possible } = verdictsOf(pack, about);
  const [figures, openFindings] = await Promise.all([
    reportedFigures(call.db, call.county, found, today(call).toString()),
    reading.openFindingsAt(call.db, call.county, found),
  ]);
  return granted<SheetView>({
    id: found.id,
    version: found.version,
    number: found.number,
    state: found.state,
    area: found.area,
    phase: found.phase,
    purpose: found.purpose,
    notice: found.notice,
    plannedOn: found.plannedOn,
    subject: subjectViewOf(subject),
    team: [...found.team],
    obligations: found.obligations.map((served) => servedViewOf(pack, served)),
    items: sheetItems(pack, about).map((item) => ({
      id: item.id,
      name: item.name,
      guidance: item.guidance,
      standard: item.standard,
      dimensions: [...item.dimensions],
      clauseId: item.clause,
      evidenceRequired: item.evidenceRequired,
    })),
    standards: possible.map((id) => {
      const { name, question, clause: clauseId } = standardOf(pack, id);
      return { id, name, question, clauseId };
    }),
    verdictRequired: required,
    methods: pack.methods.map(({ id, name, evidence, requires, basis }) => ({
      id,
      name,
      evidence,
      requires: [...requires],
      basis: [...citationsOf(basis)],
    })),
    figures: figures.map((figure) => ({ ...figure })),
    differenceShare: inForce(pack.inspection.reportDifferenceShare, today(call)).value,
    openFindings,
    clauses: clausesToBreach(pack),
    basis: basisOf(pack, about),
    may: mayOf(call.actor, found),
  });
}

/** A finding breaches a provision, not a heading. */
const clausesToBreach = (pack: RulePack): SheetView['clauses'] =>
  ownClauses(pack)
    .filter(({ id }) => !pack.clauses.some(({ parent }) => parent === id))
    .map(({ id, number, title, text }) => ({ id, number, title: title ?? text }));

// Planning

export async function handleSubjects(call: Call, input: Inputs['subjects']) {
  const ofAgreement = input.phase === 'funds' || input.phase === 'training';
  const items = await store.subjects(call.db, call.county, {
    of: ofAgreement ? 'agreement' : 'facility',
    training: input.phase === 'training',
    search: input.search,
  });
  return granted({ items });
}

export async function handlePreparation(call: Call, input: Inputs['preparation']) {
  const served = input.obligation
    ? await reading.findServed(call.db, call.county, input.obligation)
    : undefined;
  const subject = await store.findSubject(call.db, call.county, {
    facilityId: served?.subjectType === 'facility' ? served.subjectId : (input.facility ?? null),
    agreementId: served?.subjectType === 'agreement' ? served.subjectId : (input.agreement ?? null),
  });
  if (!subject || (input.obligation && served?.kind !== 'inspection'))
    return refused('inspection.subject-not-found');
  const { pack } = await regimeOf(call);
  const phases = phasesOf(subject);
  const ruled = pack.obligations.find(({ id }) => id === served?.ruleId);
  const wanted = ruled?.phase ?? phaseOfArea(served?.area) ?? input.phase;
  const phase = phases.find((candidate) => candidate === wanted) ?? phases[0] ?? 'construction';
  const area: ContentArea =
    phase === 'funds' || phase === 'training' || subject.facilityKind === null
      ? phase === 'training'
        ? 'training'
        : 'funds'
      : areaOfFacility(subject.facilityKind);
  const day = today(call).toString();
  const opens = served && served.windowStartOn > day ? served.windowStartOn : day;
  const asked = input.on ?? opens;
  const plannedOn = isInForce(pack, plainDate(asked)) ? asked : pack.inForceFrom;
  const [open, candidates] = await Promise.all([
    obligationsOf(call.db, call.county, {
      subjectId: subject.facilityId ?? subject.agreementId,
      kind: 'inspection',
      openOn: plannedOn,
    }),
    teamCandidates(call.db, call.county, plannedOn),
  ]);
  const organisations = await reading.organisationNames(
    call.db,
    call.county,
    candidates.map(({ organisationId }) => organisationId),
  );
  const draw = input.draw
    ? await findDrawnVisit(call.db, call.county, input.draw, subject.facilityId)
    : undefined;
  const { teamMin, thirdPartyAreas, leadBasis, thirdPartyBasis } = pack.inspection;
  const least = inForce(teamMin, plainDate(plannedOn));
  return granted({
    subject: subjectViewOf(subject),
    area,
    phase,
    phases: [...phases],
    plannedOn,
    obligations: open
      .filter((one) => one.area === area && fitsPhase(pack, one.ruleId, phase))
      .map((one) => ({ ...servedViewOf(pack, pick(one)), missed: one.closesOn < day }))
      .filter(({ missed, closesOn }) => missed || closesOn >= plannedOn)
      .toSorted((a, b) => Number(a.missed) - Number(b.missed)),
    candidates: candidates.map((candidate) => ({
      personId: candidate.personId,
      name: candidate.name,
      organisationName: organisations.get(candidate.organisationId) ?? '',
      roles: [...rolesOf(candidate, pack)],
      bars: [...barsOf(candidate, subject.contractorId)],
    })),
    teamMin: least.value,
    thirdPartyRequired: thirdPartyAreas.includes(area),
    draw: draw?.drawn
      ? {
          id: draw.id,
          number: draw.number,
          title: draw.title,
          fromOn: draw.period.from,
          untilOn: draw.period.until,
          inspectors: draw.drawn.inspectors.map(({ id: personId, name, role }) => ({ personId, name, role })),
          unfilled: [...draw.drawn.unfilled],
        }
      : null,
    basis: [...citationsOf([...leadBasis, ...least.basis, ...thirdPartyBasis])],
  });
}

const pick = ({
  id,
  ruleId,
  period,
  windowStartOn,
  dueOn,
  provisional,
  closesOn,
  clauseId,
}: reading.ServedListed): reading.ServedListed => ({
  id,
  ruleId,
  period,
  windowStartOn,
  dueOn,
  provisional,
  closesOn,
  clauseId,
});

const fitsPhase = (pack: RulePack, ruleId: string, phase: InspectionPhase): boolean => {
  const rule = pack.obligations.find(({ id }) => id === ruleId);
  return rule?.phase === undefined || rule.phase === phase;
};

const phaseOfArea = (area: string | null | undefined): InspectionPhase | undefined =>
  area === 'funds' || area === 'training' ? area : undefined;

function phasesOf(subject: store.SubjectFound): readonly InspectionPhase[] {
  if (subject.facilityId === null)
    return subject.agreementAreas.includes('training') ? ['training', 'funds'] : ['funds'];
  return subject.facilityPhase === 'construction' ? ['construction'] : ['operation', 'construction'];
}

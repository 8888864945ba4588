import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { findDrawnVisit } from '../draw/draw.store.ts';
import { strataCovering } from '../obligation/obligation.act.store.ts';
import { obligationsForUpdate } from '../obligation/obligation.store.ts';
import { insertRelation, teamCandidates } from '../organisation/organisation.group.store.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { people } from '../organisation/organisation.person.store.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import type { inspectionContract } from './inspection.contract.ts';
import { followsDraw } from './inspection.draw.rules.ts';
import type { TeamRole } from './inspection.model.ts';
import { isOnTeam, mayKnow } from './inspection.policy.ts';
import { declare, inspectionNumber, planFor, wrongState } from './inspection.rules.ts';
import { written } from './inspection.show.service.ts';
import * as store from './inspection.store.ts';
import type { Proposed } from './inspection.team.rules.ts';
import { composeTeam } from './inspection.team.rules.ts';

type Inputs = InferContractRouterInputs<typeof inspectionContract>;
type Place = { readonly personId: string; readonly role: TeamRole };

/** The people proposed, with what is known of them on the day; whoever belongs to a contractor is known as just that. */
export async function proposedTeam(
  tx: Tx,
  call: Call,
  team: readonly Place[],
  on: PlainDate,
): Promise<readonly Proposed[] | undefined> {
  const ids = team.map(({ personId }) => personId);
  const candidates = new Map(
    (await teamCandidates(tx, call.county, on.toString(), ids)).map((found) => [found.personId, found]),
  );
  const proposed: Proposed[] = [];
  for (const { personId, role } of team) {
    const candidate = candidates.get(personId) ?? (await contractorsPerson(tx, call, personId, on));
    if (!candidate) return undefined;
    proposed.push({ role, candidate });
  }
  return proposed;
}

async function contractorsPerson(tx: Tx, call: Call, id: string, on: PlainDate) {
  const [person] = await people(tx, call.county, { id, on: on.toString(), limit: 1 });
  if (person?.organisationKind !== 'contractor') return undefined;
  return {
    personId: person.id,
    name: person.name,
    organisationKind: person.organisationKind,
    organisationId: person.organisationId,
    groupRole: null,
    relatedContractorIds: [],
  };
}

export function handlePlan(call: Call, input: Inputs['plan']) {
  return transact(
    call.db,
    async (tx) => {
      const { facilityId, agreementId } = input;
      if (facilityId !== null) await store.holdFacility(tx, call.county, facilityId);
      const subject = await store.findSubject(
        tx,
        call.county,
        facilityId === null ? { agreementId } : { facilityId },
      );
      if (!subject || (agreementId !== null && subject.agreementId !== agreementId))
        return refused('inspection.subject-not-found');
      const interested = await refuseInterested(tx, call, subject.contractorId);
      if (interested) return interested;
      const regime = await regimeOf({ db: tx, county: call.county });
      const { pack } = regime;
      const plannedOn = plainDate(input.plannedOn);
      const obligationIds = [...new Set(input.obligationIds)];
      const serves = await obligationsForUpdate(tx, call.county, obligationIds);
      if (serves.length !== obligationIds.length) return refused('inspection.obligation-not-found');
      const visited = subject.facilityId ?? subject.agreementId;
      const covering = await strataCovering(tx, call.county, obligationIds, visited);
      const plan = planFor(
        pack,
        subject,
        { area: input.area, phase: input.phase, plannedOn },
        serves.map((served) => ({
          ...served,
          // A visit counts towards what the town or contractor owes for a part of its own.
          subjectId: covering.has(served.id) ? visited : served.subjectId,
          standing: served,
        })),
        today(call),
      );
      if (!plan.ok) return plan;
      const proposed = await proposedTeam(tx, call, input.team, plannedOn);
      if (!proposed) return refused('inspection.member-unknown');
      const team = composeTeam(proposed, pack, plannedOn, {
        area: input.area,
        contractorId: subject.contractorId,
      });
      if (!team.ok) return team;
      const from = input.draw;
      const follows = from
        ? followsDraw(pack, await findDrawnVisit(tx, call.county, from.id, subject.facilityId), {
            plannedOn: input.plannedOn,
            area: input.area,
            team: proposed.map(({ role, candidate: { personId, name } }) => ({ personId, name, role })),
            reason: from.departure,
          })
        : granted({ departure: null, reason: null });
      if (!follows.ok) return follows;
      const { departure, reason } = follows.value;
      const lead = input.team.find(({ role }) => role === 'lead');
      const id = input.id ?? call.newId();
      const { year } = plannedOn;
      const inspection = {
        id,
        number: inspectionNumber(year, await store.nextNumber(tx, call.county, year)),
        area: input.area,
        purpose: input.purpose,
        phase: input.phase,
        facilityId: subject.facilityId,
        agreementId: subject.agreementId,
        contractorId: subject.contractorId,
        plannedOn: input.plannedOn,
        notice: input.notice,
        plannedBy: call.actor.personId,
        leadId: lead?.personId ?? '',
        team: input.team,
        obligationIds,
        drawId: from?.id ?? null,
        drawDeparture: reason,
      };
      const node = { type: 'inspection', id };
      await record(tx, call, [
        {
          type: 'inspection.planned',
          aggregateType: 'inspection',
          aggregate: id,
          version: 1,
          // Who was left out and who came in is kept with the reason: names change, and the register of the group does.
          body: { ...inspection, departure: reason === null ? null : departure, pack: packStamp(regime) },
          edges: [
            ...(from ? [{ from: { type: 'draw', id: from.id }, to: node, kind: 'sends' as const }] : []),
            subject.facilityId
              ? { from: node, to: { type: 'facility', id: subject.facilityId }, kind: 'concerns' }
              : { from: node, to: { type: 'agreement', id: subject.agreementId }, kind: 'concerns' },
          ],
        },
      ]);
      await store.insertInspection(tx, call.county, inspection, packStamp(regime));
      return granted(await written(tx, call, id));
    },
    {
      inspection_pkey: () => refused('inspection.planned-already'),
      inspection_drawn_once: () => refused('inspection.drawn-visit-planned'),
      event_county_aggregate_version_key: () => refused('inspection.planned-already'),
    },
  );
}

const notFound = (id: string) => refused('inspection.not-found', { id });

/** Each member for himself; a relation declared is kept with the person, so that no later team overlooks it (S7). */
export function handleDeclare(call: Call, input: Inputs['declare']) {
  return transact(call.db, async (tx) => {
    const current = await store.findInspectionForUpdate(tx, call.county, input.id);
    if (!current || !mayKnow(call.actor, current)) return notFound(input.id);
    const { personId } = call.actor;
    const member = current.team.find((one) => one.personId === personId);
    if (!member || !isOnTeam(call.actor, current)) return refused('inspection.not-permitted');
    const decision = declare(current, member);
    if (!decision.ok) return decision;
    const { relation } = input;
    const next = { id: current.id, version: current.version + 1 };
    const tie = relation && {
      id: call.newId(),
      personId,
      contractorId: current.contractorId,
      relation: relation.kind,
      statement: relation.statement,
      fromOn: today(call).toString(),
      untilOn: null,
    };
    await record(tx, call, [
      {
        type: tie ? 'inspection.member-recused' : 'inspection.no-interest-declared',
        aggregateType: 'inspection',
        aggregate: next.id,
        version: next.version,
        body: { personId, relation },
        note: tie?.statement,
      },
      ...(tie
        ? [
            {
              type: 'related-party.declared',
              aggregateType: 'related-party',
              aggregate: tie.id,
              version: 1,
              body: tie,
              note: tie.statement,
            },
          ]
        : []),
    ]);
    if (tie) await insertRelation(tx, call.county, tie);
    await store.saveDeclaration(tx, call.county, next, {
      personId,
      at: call.now.toString(),
      recusalReason: tie?.statement ?? null,
    });
    return granted(await written(tx, call, next.id));
  });
}

export function handleCancel(call: Call, input: Inputs['cancel']) {
  return transact(call.db, async (tx) => {
    const current = await store.findInspectionForUpdate(tx, call.county, input.id);
    if (!current) return notFound(input.id);
    const interested = await refuseInterested(tx, call, current.contractorId);
    if (interested) return interested;
    const open = wrongState(current, 'cancelled');
    if (!open.ok) return open;
    if (current.version !== input.basedOn)
      return refused('inspection.changed-meanwhile', { version: current.version });
    const next = { id: current.id, version: current.version + 1 };
    await record(tx, call, [
      {
        type: 'inspection.cancelled',
        aggregateType: 'inspection',
        aggregate: next.id,
        version: next.version,
        body: { reason: input.reason },
        note: input.reason,
      },
    ]);
    await store.saveCancelled(tx, call.county, next, input.reason);
    return granted(await written(tx, call, next.id));
  });
}

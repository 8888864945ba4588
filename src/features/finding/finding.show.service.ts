import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { dayCursor } from '#kernel/cursor.ts';
import { granted, type Refused, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import type { Call } from '#platform/call.ts';
import type { Tx } from '#platform/database.ts';
import { historyOf } from '#platform/event-log.ts';
import { evidenceOf } from '../evidence/evidence.store.ts';
import { mayUnlessInterested } from '../organisation/organisation.interest.service.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { FindingRow, FindingView, findingContract } from './finding.contract.ts';
import { proofRoles } from './finding.model.ts';
import { mayKnow, mayOf } from './finding.policy.ts';
import { basisOf } from './finding.rules.ts';
import * as store from './finding.store.ts';

type Inputs = InferContractRouterInputs<typeof findingContract>;

const rowOf = ({ finding, ...around }: store.FindingListed): FindingRow => ({
  id: finding.id,
  number: finding.number,
  state: finding.state,
  severity: finding.severity,
  dimensions: [...finding.dimensions],
  area: finding.area,
  fact: finding.fact,
  place: finding.place,
  foundOn: finding.foundOn,
  clauseId: finding.clauseId,
  facilityName: around.facilityName,
  townName: around.townName,
  contractorName: around.contractorName,
  agreementId: finding.agreementId,
  inspectionId: finding.inspectionId,
  inspectionNumber: around.inspectionNumber,
  repeat: finding.repeatOf !== null,
  proposal: finding.proposal?.kind ?? null,
});

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, state, ...filter } = input;
  const own = isSupervision(call.actor) ? {} : { contractor: call.actor.organisationId, signedOnly: true };
  const [on, id] = dayCursor.read(cursor) ?? [];
  const rows = await store.findings(
    call.db,
    call.county,
    { ...filter, states: state && [state], ...own },
    { after: on && id ? { on, id } : undefined, limit: pageSize + 1 },
  );
  const items = rows.slice(0, pageSize).map(rowOf);
  const last = items.at(-1);
  return granted({
    items,
    nextCursor: rows.length > pageSize && last ? dayCursor.write(last.foundOn, last.id) : null,
  });
}

export const notFound = (id: string): Refused<'finding.not-found'> => refused('finding.not-found', { id });

export async function viewOf(db: Tx, call: Call, id: string): Promise<FindingView | undefined> {
  const [listed] = await store.findingsOf(db, call.county, [id]);
  if (!listed || !mayKnow(call.actor, { ...listed.finding, inspectionState: listed.inspectionState }))
    return undefined;
  const { finding } = listed;
  const { proposal, withdrawal, lowered, putRight: done } = finding;
  const mentioned = [
    finding.foundBy,
    proposal?.by,
    withdrawal?.by,
    withdrawal?.proposedBy,
    lowered?.by,
    lowered?.proposedBy,
    done?.by,
  ].filter((person) => person !== undefined);
  const { pack } = await regimeOf({ db, county: call.county });
  const names = await store.namesOf(db, call.county, mentioned);
  const team = await store.teamOf(db, call.county, finding.inspectionId);
  const evidence = await evidenceOf(db, call.county, [id]);
  const repeated = finding.repeatOf ? await store.numberOf(db, call.county, finding.repeatOf) : undefined;
  const named = (person: string) => ({ id: person, name: names.get(person) ?? '' });
  const item = pack.checkItems.find((candidate) => candidate.id === finding.itemId);
  const { citations, workingDays, dayKind } = basisOf(pack, finding);
  // A contractor sees what was decided, not what supervision is still weighing.
  const inside = isSupervision(call.actor);
  return {
    id: finding.id,
    version: finding.version,
    number: finding.number,
    state: finding.state,
    severity: finding.severity,
    dimensions: [...finding.dimensions],
    area: finding.area,
    item: item ? { id: item.id, name: item.name } : null,
    clauseId: finding.clauseId,
    fact: finding.fact,
    place: finding.place,
    foundOn: finding.foundOn,
    foundBy: named(finding.foundBy),
    inspection: { id: finding.inspectionId, number: listed.inspectionNumber },
    facility: finding.facilityId
      ? { id: finding.facilityId, name: listed.facilityName ?? '', town: listed.townName ?? '' }
      : null,
    agreement: {
      id: finding.agreementId,
      number: listed.agreementNumber,
      name: listed.agreementName,
    },
    contractor: { id: finding.contractorId, name: listed.contractorName },
    repeatOf:
      finding.repeatOf && repeated
        ? { id: finding.repeatOf, number: repeated, same: pack.rectification.repeatSame }
        : null,
    proposal: proposal && inside ? { ...proposal, by: named(proposal.by) } : null,
    withdrawal: withdrawal
      ? {
          reason: withdrawal.reason,
          proposedBy: named(withdrawal.proposedBy),
          by: named(withdrawal.by),
        }
      : null,
    lowered: lowered ? { ...lowered, proposedBy: named(lowered.proposedBy), by: named(lowered.by) } : null,
    putRight: done ? { statement: done.statement, by: named(done.by) } : null,
    closedOn: finding.closedOn,
    workingDays,
    dayKind,
    evidence: evidence
      .filter(({ role }) => inside || !proofRoles.includes(role))
      .map(({ subjectId: _, ...view }) => view),
    basis: [...citations],
    may: await mayUnlessInterested(db, call, finding.contractorId, mayOf(call.actor, finding, team)),
  };
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const finding = await viewOf(call.db, call, input.id);
  if (!finding) return notFound(input.id);
  return granted({ finding, history: await historyOf(call.db, call.county, [input.id]) });
}

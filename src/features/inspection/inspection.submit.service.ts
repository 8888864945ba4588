import type { InferContractRouterInputs } from '@orpc/contract';
import { canonicalJson } from '#kernel/canonical.ts';
import { granted, refused } from '#kernel/result.ts';
import { dayOf, type PlainDate, Temporal } from '#kernel/temporal.ts';
import type { Call } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { unprintableSigns } from '#platform/fonts.ts';
import { digestOf } from '#platform/secrets.ts';
import { attachEvidence, type EvidenceUse } from '../evidence/evidence.store.ts';
import {
  confirmFindings,
  type PreparedFindings,
  prepareFindings,
  repeatsSince,
} from '../finding/finding.service.ts';
import { fulfil } from '../obligation/obligation.refresh.service.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import type { inspectionContract } from './inspection.contract.ts';
import type { ComparedFigure, Inspection, Submission } from './inspection.model.ts';
import { mayKnow, maySubmit, maySupplement } from './inspection.policy.ts';
import { sign, wrongState } from './inspection.rules.ts';
import { sheetHolds, timesHold } from './inspection.sheet.rules.ts';
import { itemRole, methodRole, written } from './inspection.show.service.ts';
import * as store from './inspection.store.ts';
import * as submitting from './inspection.submit.store.ts';
import { composeTeam, recusalSettled } from './inspection.team.rules.ts';

type Inputs = InferContractRouterInputs<typeof inspectionContract>;

const notFound = (id: string) => refused('inspection.not-found', { id });

/** The sheet in one call: checked whole, recorded whole, written whole, or nothing of it. */
export function handleSubmit(call: Call, input: Inputs['submit']) {
  const { id, basedOn, ...told } = input;
  const visitedOn = dayOf(Temporal.Instant.from(told.startedAt));
  return transact(
    call.db,
    async (tx) => {
      const { pack } = await regimeOf({ db: tx, county: call.county });
      const times = timesHold(pack, told, call.now);
      const on = times.ok ? visitedOn : dayOf(call.now);
      const current = await submitting.findForSubmission(tx, call.county, id, {
        on: on.toString(),
        since: repeatsSince(pack, on.toString()),
        evidence: told.methods.flatMap(({ evidence }) => evidence.map((one) => one.id)),
      });
      if (!current || !mayKnow(call.actor, current)) return notFound(id);
      if (!maySubmit(call.actor, current)) return refused('inspection.not-permitted');
      const open = wrongState(current, 'submitted');
      if (!open.ok) return open;
      if (current.version !== basedOn)
        return refused('inspection.changed-meanwhile', { version: current.version });
      if (!times.ok) return times;
      const checked = check(pack, current, told, visitedOn);
      if (!checked.ok) return checked;
      const { compared, prepared } = checked.value;

      const version = current.version + 1;
      const content = contentOf(current, told, compared, prepared);
      const contentDigest = digestOf(canonicalJson(content)).toString('hex');
      const stamp = packStamp(await regimeOf({ db: tx, county: call.county }));
      await record(tx, call, [
        {
          type: 'inspection.submitted',
          aggregateType: 'inspection',
          aggregate: id,
          version,
          body: { content, contentDigest, pack: stamp },
        },
        ...prepared.events,
      ]);
      const at = call.now.toString();
      const { findings } = prepared;
      await submitting.saveSubmission(
        tx,
        call.county,
        { id, version, told, compared, findings, contentDigest, by: call.actor.personId, at },
        stamp,
      );
      const uses = [...usesOf(current, told), ...prepared.uses];
      if (!(await attachEvidence(tx, call.county, bringer(call), uses, at)))
        return refused('inspection.evidence-unknown');
      return granted({
        id,
        version,
        number: current.number,
        state: 'submitted' as const,
        contentDigest,
        findings: findings.map((finding) => ({
          id: finding.id,
          number: finding.number,
          repeatOf: finding.repeatOf,
        })),
      });
    },
    {
      finding_pkey: () => refused('inspection.finding-twice'),
      event_county_aggregate_version_key: () => refused('inspection.finding-twice'),
    },
  );
}

const bringer = (call: Call) => ({ organisationId: call.actor.organisationId, supervision: true });

/** Recusal, team, sheet and findings, against what the server knows on the day of the visit. */
function check(pack: RulePack, current: submitting.ToBeSubmitted, told: Submission, on: PlainDate) {
  const recusal = recusalSettled(pack, current.team);
  if (!recusal.ok) return recusal;
  if (current.team.some(({ active }) => !active)) return refused('inspection.member-unknown');
  const proposed = current.team.map((member) => ({ role: member.role, candidate: member }));
  const team = composeTeam(proposed, pack, on, current);
  if (!team.ok) return team;
  const compared = sheetHolds(pack, current, told, {
    reported: current.reported,
    photographs: new Set(current.photographs),
  });
  if (!compared.ok) return compared;
  for (const [at, { fact, place }] of told.findings.entries()) {
    const characters = [...unprintableSigns(`${place}${fact}`)];
    if (characters.length > 0) return refused('inspection.unprintable', { finding: at + 1, characters });
  }
  const prepared = prepareFindings(
    pack,
    {
      inspectionId: current.id,
      inspectionNumber: current.number,
      facilityId: current.facilityId,
      agreementId: current.agreementId,
      contractorId: current.contractorId,
      area: current.area,
      foundOn: on.toString(),
      team: current.team.map(({ personId }) => personId),
    },
    told.findings,
    current.ended,
  );
  return prepared.ok ? granted({ compared: compared.value, prepared: prepared.value }) : prepared;
}

/** What the team signs: everything on the record, what was reported included. Its digest stands for it. */
const contentOf = (
  inspection: Inspection,
  told: Submission,
  compared: readonly ComparedFigure[],
  prepared: PreparedFindings,
) => ({
  id: inspection.id,
  number: inspection.number,
  area: inspection.area,
  phase: inspection.phase,
  purpose: inspection.purpose,
  notice: inspection.notice,
  plannedOn: inspection.plannedOn,
  facilityId: inspection.facilityId,
  agreementId: inspection.agreementId,
  contractorId: inspection.contractorId,
  team: inspection.team.map(({ personId, role }) => ({ personId, role })),
  ...told,
  figures: compared,
  findings: told.findings.map((finding, at) => ({ ...finding, number: prepared.findings[at]?.number })),
});

function usesOf(inspection: Inspection, told: Submission): EvidenceUse[] {
  const use = (evidenceId: string, role: string): EvidenceUse => ({
    subjectType: 'inspection',
    subjectId: inspection.id,
    evidenceId,
    role,
    contractorId: inspection.contractorId,
  });
  const uses = [
    ...told.methods.flatMap(({ method, evidence }) =>
      evidence.map((one) => use(one.id, methodRole(method, one.as))),
    ),
    ...told.items.flatMap(({ itemId, evidence }) => evidence.map((one) => use(one, itemRole(itemId)))),
  ];
  // One file may serve twice, but not twice as the same thing.
  return [...new Map(uses.map((one) => [`${one.evidenceId} ${one.role}`, one])).values()];
}

/** With the last signature the record is complete: its findings stand and what it was to fulfil is fulfilled. */
export function handleSign(call: Call, input: Inputs['sign']) {
  return transact(call.db, async (tx) => {
    const current = await store.findInspectionForUpdate(tx, call.county, input.id);
    if (!current || !mayKnow(call.actor, current)) return notFound(input.id);
    const { personId } = call.actor;
    const member = current.team.find((one) => one.personId === personId);
    if (!member) return refused('inspection.not-permitted');
    const interested = await refuseInterested(tx, call, current.contractorId);
    if (interested) return interested;
    const decision = sign(current, member, input.contentDigest);
    if (!decision.ok) return decision;
    const { complete } = decision.value;
    const next = { id: current.id, version: current.version + 1 };
    const remark = input.remark?.trim() || null;
    const edges = complete ? await fulfilled(tx, call, current.id) : [];
    await record(tx, call, [
      {
        type: complete ? 'inspection.signed' : 'inspection.member-signed',
        aggregateType: 'inspection',
        aggregate: next.id,
        version: next.version,
        body: { personId, contentDigest: input.contentDigest, remark },
        note: remark ?? undefined,
        edges,
      },
    ]);
    await store.saveSignature(tx, call.county, next, { personId, remark }, call.now.toString(), complete);
    if (complete) await confirmFindings(tx, call, next.id);
    return granted(await written(tx, call, next.id));
  });
}

async function fulfilled(tx: Tx, call: Call, inspectionId: string) {
  const { obligationIds, visitedOn } = await store.servedBy(tx, call.county, inspectionId);
  const { edges } = await fulfil(tx, call, {
    obligationIds,
    by: { type: 'inspection', id: inspectionId },
    on: visitedOn,
  });
  return edges;
}

/** What came to light later stands beside the record, which itself never changes (D08). */
export function handleSupplement(call: Call, input: Inputs['supplement']) {
  return transact(
    call.db,
    async (tx) => {
      const current = await store.findInspectionForUpdate(tx, call.county, input.id);
      if (!current || !mayKnow(call.actor, current)) return notFound(input.id);
      if (!maySupplement(call.actor, current)) return refused('inspection.not-permitted');
      const interested = await refuseInterested(tx, call, current.contractorId);
      if (interested) return interested;
      if (current.state !== 'submitted' && current.state !== 'signed')
        return refused('inspection.wrong-state', { number: current.number, state: current.state });
      const next = { id: current.id, version: current.version + 1 };
      const supplement = {
        id: input.supplementId,
        text: input.text,
        by: call.actor.personId,
        at: call.now.toString(),
      };
      await record(tx, call, [
        {
          type: 'inspection.supplemented',
          aggregateType: 'inspection',
          aggregate: next.id,
          version: next.version,
          body: { ...supplement, evidence: input.evidence },
          note: input.text,
        },
      ]);
      await store.insertSupplement(tx, call.county, next, supplement);
      const uses = [...new Set(input.evidence)].map((evidenceId) => ({
        subjectType: 'inspection',
        subjectId: supplement.id,
        evidenceId,
        role: 'attachment',
        contractorId: current.contractorId,
      }));
      if (!(await attachEvidence(tx, call.county, bringer(call), uses, supplement.at)))
        return refused('inspection.evidence-unknown');
      return granted(await written(tx, call, next.id));
    },
    { inspection_supplement_pkey: () => refused('inspection.supplemented-already') },
  );
}

import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { isBefore, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { attachEvidence, evidenceOf } from '../evidence/evidence.store.ts';
import { moveFindings } from '../finding/finding.service.ts';
import { teamCandidates } from '../organisation/organisation.group.store.ts';
import { clauseOfDuty, inForce } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { closeLetterIfDone, reopenLetter } from '../supervision-letter/supervision-letter.service.ts';
import { authorsOf, peopleByIds } from '../supervision-letter/supervision-letter.store.ts';
import type { rectificationContract } from './rectification.contract.ts';
import { handedBack } from './rectification.lateness.rules.ts';
import type { Rectification } from './rectification.model.ts';
import { mayAnswer, mayClose, mayReinspect, mayReopen } from './rectification.policy.ts';
import * as read from './rectification.read.store.ts';
import {
  bringer,
  movedBy,
  rectificationFor,
  reopeningRole,
  reportRole,
  viewOf,
  write,
} from './rectification.record.service.ts';
import {
  type ClosingFacts,
  deadlineFor,
  decideClose,
  decideReinspection,
  decideTeam,
  followUpBasis,
  noLenienceBasis,
  type Reinspector,
  step,
} from './rectification.rules.ts';
import * as store from './rectification.store.ts';

type Inputs = InferContractRouterInputs<typeof rectificationContract>;

/** The people named, as they stand on that day: in the group or not, related to the contractor or not. */
async function reinspectors(
  tx: Tx,
  call: Call,
  ids: readonly string[],
  contractorId: string,
  on: string,
): Promise<Reinspector[]> {
  const wanted = [...new Set(ids)];
  const known = await teamCandidates(tx, call.county, on, wanted);
  const names = await peopleByIds(tx, call.county, wanted);
  return wanted.map((personId) => {
    const candidate = known.find((person) => person.personId === personId);
    return {
      personId,
      name: candidate?.name ?? names.get(personId) ?? personId,
      inGroup: candidate !== undefined && candidate.groupRole !== null,
      related: candidate?.relatedContractorIds.includes(contractorId) ?? false,
    };
  });
}

/** Who shall re-inspect, and when: those named find it among what needs them. */
export async function handleArrange(call: Call, input: Inputs['arrange']) {
  const regime = await regimeOf(call);
  return transact(call.db, async (tx) => {
    const opened = await rectificationFor(tx, call, input, () => mayAnswer(call.actor));
    if (!opened.ok) return opened;
    const current = opened.value;
    if (current.state !== 'reported')
      return refused('rectification.wrong-state', { state: current.state, to: 'verified' });
    const origin = await read.findingOrigin(tx, call.county, current.findingId);
    const members = await reinspectors(tx, call, input.members, current.contractorId, input.plannedOn);
    const team = decideTeam(members, origin.team, regime.pack, today(call));
    if (!team.ok) return team;
    if (current.reportedOn !== null && isBefore(plainDate(input.plannedOn), plainDate(current.reportedOn)))
      return refused('rectification.inspected-before-report', { reportedOn: current.reportedOn });
    const next: Rectification = {
      ...current,
      version: current.version + 1,
      reinspectionPlannedOn: input.plannedOn,
      reinspectionTeam: members.map(({ personId }) => personId),
    };
    await write(tx, call, next, {
      type: 'reinspection-arranged',
      body: { plannedOn: input.plannedOn, members: next.reinspectionTeam },
      note: members.map(({ name }) => name).join('、'),
    });
    return granted(await viewOf(tx, call, next, regime));
  });
}

export async function handleReinspect(call: Call, input: Inputs['reinspect']) {
  const regime = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await rectificationFor(tx, call, input, () => mayReinspect(call.actor));
      if (!opened.ok) return opened;
      const current = opened.value;
      const origin = await read.findingOrigin(tx, call.county, current.findingId);
      const members = await reinspectors(tx, call, input.members, current.contractorId, input.inspectedOn);
      const { inspectedOn, conclusion, fact, evidence } = input;
      const decision = decideReinspection(
        current,
        { members, recordedBy: call.actor.personId, inspectedOn, conclusion, evidence },
        origin.team,
        regime.pack,
        today(call),
      );
      if (!decision.ok) return decision;
      const same = await read.seenBefore(tx, call.county, evidence, [current.findingId, current.id]);
      if (same !== undefined)
        return refused('rectification.same-photo', { name: same }, [
          { clause: clauseOfDuty(regime.pack, 'D15') },
        ]);
      const { calendar } = await calendarOf({ db: tx, county: call.county });
      const next: Rectification = {
        ...current,
        ...(decision.value === 'not-verified' ? handedBack(current, calendar, today(call)) : {}),
        version: current.version + 1,
        state: decision.value,
      };
      const visit = {
        id: call.newId(),
        attempt: current.attempts,
        inspectedOn,
        conclusion,
        fact,
        members: members.map(({ personId }) => personId),
      };
      await write(tx, call, next, {
        type: 'reinspected',
        body: { ...visit, evidence, ...movedBy(current, next) },
        note: fact,
        edges: [
          {
            from: { type: 're-inspection', id: visit.id },
            to: { type: 'rectification', id: next.id },
            kind: 'verifies',
          },
        ],
      });
      await store.insertReinspection(tx, call.county, next.id, {
        ...visit,
        recordedBy: call.actor.personId,
        recordedAt: call.now.toString(),
      });
      const uses = evidence.map((evidenceId) => ({
        subjectType: 're-inspection',
        subjectId: visit.id,
        evidenceId,
        role: 'photo-after',
        contractorId: next.contractorId,
      }));
      if (!(await attachEvidence(tx, call.county, bringer(call), uses, call.now.toString())))
        return refused('rectification.evidence-unknown');
      return granted(await viewOf(tx, call, next, regime));
    },
    {
      reinspection_county_rectification_id_attempt_key: () =>
        refused('rectification.wrong-state', { state: 'verified', to: 'verified' }),
    },
  );
}

/** 销号: the last of at least four pairs of eyes. */
export async function handleClose(call: Call, input: Inputs['close']) {
  const regime = await regimeOf(call);
  return transact(call.db, async (tx) => {
    // Whoever found it is told that first, whatever the post: nobody raises and buries a finding.
    const opened = await rectificationFor(tx, call, input, () => true);
    if (!opened.ok) return opened;
    const current = opened.value;
    const facts = await closingFacts(tx, call, current);
    if (!mayClose(call.actor))
      return facts.actorId === facts.foundBy
        ? refused('rectification.closed-by-finder', {}, noLenienceBasis(regime.pack))
        : refused('rectification.not-permitted');
    const decision = decideClose(current, facts, regime.pack);
    if (!decision.ok) return decision;
    const closedOn = today(call).toString();
    const next: Rectification = {
      ...current,
      version: current.version + 1,
      state: decision.value,
      closedOn,
      closedBy: call.actor.personId,
    };
    await write(tx, call, next, { type: 'closed', body: { closedOn, attempt: current.attempts } });
    const moved = await moveFindings(tx, call, [current.findingId], 'closed');
    // The finding follows its item; anything else is a defect, not a refusal.
    if (!moved.ok)
      throw new Error(`rectification ${next.id} closed and its finding did not: ${moved.refusal.code}`);
    await closeLetterIfDone(tx, call, next.letterId);
    return granted(await viewOf(tx, call, next, regime));
  });
}

async function closingFacts(tx: Tx, call: Call, current: Rectification): Promise<ClosingFacts> {
  const origin = await read.findingOrigin(tx, call.county, current.findingId);
  const reports = await store.reportsOf(tx, call.county, current.id);
  const visits = await store.reinspectionsOf(tx, call.county, current.id);
  // After a reopening the old report and its re-inspection prove nothing.
  const standing =
    current.state === 'ordered' ? undefined : visits.find(({ attempt }) => attempt === current.attempts);
  const carried = await evidenceOf(tx, call.county, [current.id, ...(standing ? [standing.id] : [])]);
  const count = (subject: string, role: string) =>
    carried.filter((one) => one.subjectId === subject && one.role === role).length;
  return {
    actorId: call.actor.personId,
    foundBy: origin.foundBy,
    reporters: reports.map(({ reportedBy }) => reportedBy),
    authors: await authorsOf(tx, call.county, current.letterId),
    reportEvidence: current.state === 'ordered' ? 0 : count(current.id, reportRole(current.attempts)),
    reinspection: standing && {
      conclusion: standing.conclusion,
      members: standing.members,
      evidence: count(standing.id, 'photo-after'),
    },
  };
}

/** 回头看: the problem is there again. A new period begins, and it counts as a repeat. */
export async function handleReopen(call: Call, input: Inputs['reopen']) {
  const regime = await regimeOf(call);
  const { pack } = regime;
  return transact(call.db, async (tx) => {
    const opened = await rectificationFor(tx, call, input, () => mayReopen(call.actor));
    if (!opened.ok) return opened;
    const current = opened.value;
    const decision = step(current, 'ordered');
    if (!decision.ok) return decision;
    if (input.evidence.length === 0)
      return refused('rectification.evidence-missing', {}, followUpBasis(pack));
    const same = await read.seenBefore(tx, call.county, input.evidence, [current.findingId]);
    if (same !== undefined)
      return refused('rectification.same-photo', { name: same }, [{ clause: clauseOfDuty(pack, 'D15') }]);
    const on = today(call);
    const { calendar, sha256 } = await calendarOf({ db: tx, county: call.county });
    const due = deadlineFor(on, current.workingDays, current.dayKind, calendar);
    const count = current.reopenedCount + 1;
    const next: Rectification = {
      ...current,
      version: current.version + 1,
      state: decision.value,
      periodFromOn: on.toString(),
      dueOn: due.date.toString(),
      originalDueOn: due.date.toString(),
      countyDays: 0,
      provisional: due.provisional,
      calendarSha256: sha256,
      escalation: 'first',
      reportedOn: null,
      reportedBy: null,
      reinspectionPlannedOn: null,
      reinspectionTeam: [],
      closedOn: null,
      closedBy: null,
      reopenedCount: count,
    };
    await write(tx, call, next, {
      type: 'reopened',
      body: {
        count,
        dueOn: next.dueOn,
        closedOn: current.closedOn,
        evidence: input.evidence,
        repeatWithinDays: inForce(pack.rectification.repeatWithinDays, on).value,
      },
      note: input.reason,
    });
    const uses = input.evidence.map((evidenceId) => ({
      subjectType: 'rectification',
      subjectId: next.id,
      evidenceId,
      role: reopeningRole(count),
      contractorId: next.contractorId,
    }));
    if (!(await attachEvidence(tx, call.county, bringer(call), uses, call.now.toString())))
      return refused('rectification.evidence-unknown');
    const moved = await moveFindings(tx, call, [current.findingId], 'rectifying', { note: input.reason });
    if (!moved.ok)
      throw new Error(`rectification ${next.id} reopened and its finding did not: ${moved.refusal.code}`);
    await reopenLetter(tx, call, next.letterId);
    return granted(await viewOf(tx, call, next, regime));
  });
}

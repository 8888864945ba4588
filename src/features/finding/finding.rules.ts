import { byText } from '#kernel/order.ts';
import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { daysBetween, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { RulePack, Severity } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty, findClause, inForce } from '../regime/regime.rules.ts';
import {
  type EndedFinding,
  type Finding,
  type FindingContext,
  type FindingInput,
  type FindingState,
  lifecycle,
  type ProposalKind,
} from './finding.model.ts';

const gravity: Readonly<Record<Severity, number>> = { ordinary: 1, major: 2, serious: 3 };

export const isGraver = (a: Severity, b: Severity): boolean => gravity[a] > gravity[b];

/** 一（四）: 对检查中发现的问题不遮不掩、明确指出。A finding number tells the inspection it comes from: 问〔2026〕17-3. */
export const findingNumber = (inspectionNumber: string, ordinal: number): string =>
  `${inspectionNumber.replace(/^检/, '问')}-${ordinal}`;

export type RaiseRefusal =
  | 'finding.clause-unknown'
  | 'finding.item-unknown'
  | 'finding.finder-not-in-team'
  | 'finding.evidence-missing';

/**
 * 对检查中发现的问题不遮不掩、明确指出。（一（四））A finding has fact, place, time, evidence, the clause it breaches, its severity
 * and the dimensions it touches; it is raised by someone who was there.
 */
export function raise(
  pack: RulePack,
  context: FindingContext,
  inputs: readonly FindingInput[],
  ended: readonly EndedFinding[],
): Result<readonly Finding[], RaiseRefusal> {
  const plainly = [clause(clauseOfDuty(pack, 'D08'))];
  const found = plainDate(context.foundOn);
  const items = new Map(pack.checkItems.map((item) => [item.id, item]));
  const findings: Finding[] = [];
  for (const [at, input] of inputs.entries()) {
    if (!findClause(pack, input.clauseId))
      return refused('finding.clause-unknown', { clause: input.clauseId });
    if (input.itemId !== null && items.get(input.itemId)?.area !== context.area)
      return refused('finding.item-unknown', { item: input.itemId });
    if (!context.team.includes(input.foundBy))
      return refused('finding.finder-not-in-team', {}, [clause(clauseOfDuty(pack, 'D05'))]);
    if (input.evidence.length === 0)
      return refused('finding.evidence-missing', { fact: input.fact }, plainly);
    const { evidence: _, ...told } = input;
    findings.push({
      ...told,
      version: 1,
      number: findingNumber(context.inspectionNumber, at + 1),
      inspectionId: context.inspectionId,
      facilityId: context.facilityId,
      agreementId: context.agreementId,
      contractorId: context.contractorId,
      area: context.area,
      foundOn: context.foundOn,
      state: 'raised',
      repeatOf: repeatOf(pack, { itemId: input.itemId, area: context.area }, found, ended)?.id ?? null,
      proposal: null,
      withdrawal: null,
      lowered: null,
      putRight: null,
      closedOn: null,
    });
  }
  return granted(findings);
}

/**
 * 坚决避免对发现的问题放一马和整改不到位。（一（五））Again within the pack's days after it was closed, at the same place: the same check
 * point (the same content where one of the two has none), the same content, or any problem there, as the pack says.
 */
export function repeatOf(
  pack: RulePack,
  finding: { readonly itemId: string | null; readonly area: string },
  foundOn: PlainDate,
  ended: readonly EndedFinding[],
): EndedFinding | undefined {
  const within = inForce(pack.rectification.repeatWithinDays, foundOn).value;
  const { repeatSame } = pack.rectification;
  const isSame = (one: EndedFinding): boolean => {
    if (repeatSame === 'facility') return true;
    if (repeatSame === 'item' && one.itemId !== null && finding.itemId !== null)
      return one.itemId === finding.itemId;
    return one.area === finding.area;
  };
  const recent = ended.filter((one) => {
    const days = daysBetween(plainDate(one.closedOn), foundOn);
    return isSame(one) && days >= 0 && days <= within;
  });
  const latest = recent.toSorted((a, b) => byText(b.closedOn, a.closedOn));
  return latest.find(({ itemId }) => itemId !== null && itemId === finding.itemId) ?? latest[0];
}

/**
 * 撤销函: its letter was revoked, so it stands in none and waits for one again (一(四)). Apart from the lifecycle, for nothing else leads back: an
 * order to put right is not taken back by moving the finding.
 */
export function release(finding: Finding): Result<Finding, 'finding.wrong-state'> {
  return finding.state === 'in-letter' || finding.state === 'rectifying'
    ? granted({ ...finding, version: finding.version + 1, state: 'confirmed' })
    : refused('finding.wrong-state', { number: finding.number, state: finding.state });
}

/** Follows the lifecycle; what another person has still to decide stays where it is. */
export function move(
  finding: Finding,
  to: FindingState,
  on: PlainDate,
): Result<Finding, 'finding.wrong-state' | 'finding.proposal-open'> {
  const next: readonly FindingState[] = lifecycle[finding.state];
  if (!next.includes(to))
    return refused('finding.wrong-state', { number: finding.number, state: finding.state });
  if (finding.proposal && finding.state !== 'raised')
    return refused('finding.proposal-open', { number: finding.number });
  const ended = to === 'closed' || to === 'put-right';
  return granted({
    ...finding,
    version: finding.version + 1,
    state: to,
    closedOn: ended ? on.toString() : null,
  });
}

export type ProposeRefusal =
  | 'finding.in-letter'
  | 'finding.wrong-state'
  | 'finding.proposal-open'
  | 'finding.not-lower'
  | 'finding.proof-missing';

/**
 * 不遮不掩；避免对发现的问题放一马。（一（四）（五））Withdrawing a finding or lowering its severity takes two people, a reason and evidence,
 * and is over once the finding stands in a letter: what was served is not taken back here.
 */
export function propose(
  pack: RulePack,
  finding: Finding,
  {
    evidence,
    ...proposal
  }: {
    readonly kind: ProposalKind;
    readonly severity: Severity | null;
    readonly reason: string;
    readonly evidence: readonly string[];
  },
  by: string,
  at: string,
): Result<Finding, ProposeRefusal> {
  const basis = [clause(clauseOfDuty(pack, 'D08')), clause(clauseOfDuty(pack, 'D13'))];
  if (finding.state === 'in-letter' || finding.state === 'rectifying' || finding.state === 'closed')
    return refused('finding.in-letter', { number: finding.number }, basis);
  if (finding.state !== 'raised' && finding.state !== 'confirmed')
    return refused('finding.wrong-state', { number: finding.number, state: finding.state });
  if (finding.proposal) return refused('finding.proposal-open', { number: finding.number });
  if (
    proposal.kind === 'lower' &&
    (proposal.severity === null || !isGraver(finding.severity, proposal.severity))
  )
    return refused('finding.not-lower', { severity: finding.severity });
  if (evidence.length === 0) return refused('finding.proof-missing', { number: finding.number }, basis);
  return granted({ ...finding, version: finding.version + 1, proposal: { ...proposal, by, at } });
}

export type DecideRefusal =
  | 'finding.no-proposal'
  | 'finding.four-eyes'
  | 'finding.finder-decides'
  | 'finding.in-letter';

/** One person proposed; another decides (D13), who did not find it either: nobody raises and buries a finding. */
export function decide(
  pack: RulePack,
  finding: Finding,
  confirmed: boolean,
  by: string,
): Result<Finding, DecideRefusal> {
  const { proposal } = finding;
  const basis = [clause(clauseOfDuty(pack, 'D13'))];
  if (!proposal) return refused('finding.no-proposal', { number: finding.number });
  if (proposal.by === by) return refused('finding.four-eyes', {}, basis);
  if (finding.foundBy === by) return refused('finding.finder-decides', { number: finding.number }, basis);
  const next: Finding = { ...finding, version: finding.version + 1, proposal: null };
  if (!confirmed) return granted(next);
  if (finding.state !== 'raised' && finding.state !== 'confirmed')
    return refused('finding.in-letter', { number: finding.number }, basis);
  const { reason, by: proposedBy } = proposal;
  if (proposal.kind === 'withdraw')
    return granted({ ...next, state: 'withdrawn', withdrawal: { reason, proposedBy, by } });
  return granted({
    ...next,
    severity: proposal.severity ?? finding.severity,
    lowered: { from: finding.lowered?.from ?? finding.severity, reason, proposedBy, by },
  });
}

export type PutRightRefusal =
  | 'finding.in-letter'
  | 'finding.wrong-state'
  | 'finding.proposal-open'
  | 'finding.four-eyes'
  | 'finding.evidence-missing';

/**
 * 及时予以纠正。（一（四））Put right before any letter is written: with evidence of how it is now, and recorded by a member of the
 * team who did not raise it, so that nobody both raises and buries a finding (一（五）).
 */
export function putRight(
  pack: RulePack,
  finding: Finding,
  told: { readonly statement: string; readonly evidence: readonly string[] },
  by: string,
  on: PlainDate,
): Result<Finding, PutRightRefusal> {
  if (finding.state === 'in-letter' || finding.state === 'rectifying' || finding.state === 'closed')
    return refused('finding.in-letter', { number: finding.number }, [clause(clauseOfDuty(pack, 'D08'))]);
  const moved = move(finding, 'put-right', on);
  if (!moved.ok) return moved;
  if (finding.foundBy === by) return refused('finding.four-eyes', {}, [clause(clauseOfDuty(pack, 'D13'))]);
  if (told.evidence.length === 0)
    return refused('finding.evidence-missing', { fact: finding.fact }, [clause(clauseOfDuty(pack, 'D08'))]);
  return granted({ ...moved.value, putRight: { statement: told.statement, by } });
}

/** Why a finding is one, and how long its contractor will have: what its page cites. */
export function basisOf(pack: RulePack, finding: Pick<Finding, 'clauseId' | 'severity' | 'foundOn'>) {
  const period = inForce(pack.rectification.period[finding.severity], plainDate(finding.foundOn));
  return {
    citations: [clause(finding.clauseId), clause(clauseOfDuty(pack, 'D09')), ...citationsOf(period.basis)],
    workingDays: period.value,
    dayKind: pack.rectification.counting.days,
  };
}

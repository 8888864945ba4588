import { byText } from '#kernel/order.ts';
import { isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { isOverdue, type Lateness, latenessOf } from '../rectification/rectification.lateness.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { type Judgement, step } from './disbursement.judge.rules.ts';
import type { GateEvidence, GateFacts } from './disbursement.model.ts';

const isAccepted = (state: GateFacts['reports'][number]['state']): boolean =>
  state === 'accepted' || state === 'correcting';

/** 承办企业每月定期书面报告项目进展情况。（一（二））A report counts when it is accepted; one under correction was accepted before. */
export function reportsComplete({ reports }: GateFacts): Judgement {
  const missing = reports.filter(({ state }) => !isAccepted(state));
  const newest = reports
    .filter(({ state, reportId }) => isAccepted(state) && reportId !== null)
    .toSorted((a, b) => byText(b.period, a.period) || byText(a.reportId ?? '', b.reportId ?? ''))[0];
  const evidence = missing.map((report): GateEvidence => {
    const note =
      report.state === 'submitted'
        ? 'report-waiting'
        : report.state === 'returned'
          ? 'report-returned'
          : 'report-missing';
    const record =
      report.reportId && report.state !== 'draft'
        ? { type: 'monthly-report' as const, id: report.reportId }
        : { type: 'obligation' as const, id: report.obligationId };
    return { ...record, label: report.period, note, facts: { dueOn: report.dueOn }, against: true };
  });
  return {
    met: missing.length === 0,
    evidence: newest?.reportId
      ? [
          ...evidence,
          {
            type: 'monthly-report',
            id: newest.reportId,
            label: newest.period,
            note: 'report-accepted',
            facts: {},
            against: false,
          },
        ]
      : evidence,
    arithmetic: [
      { name: 'dueCount', value: reports.length },
      { name: 'doneCount', value: reports.length - missing.length },
    ],
    steps: missing.map((report) => {
      const at = { type: 'monthly-report' as const, id: report.reportId, label: report.period };
      if (report.state === 'submitted') return step('accept-report', 'office', null, at);
      return step(
        report.state === 'returned' ? 'correct-report' : 'submit-report',
        'contractor',
        report.dueOn,
        at,
      );
    }),
  };
}

/**
 * 限时整改、跟踪督导。（一（四））A letter item that is late by `latenessOf` and not closed (销号). One reported in time holds nothing
 * back: its re-inspection and closing are the county's. What was closed stands beside it: it was weighed.
 */
export function noOverdueLetter({ rectifications }: GateFacts, asOf: PlainDate): Judgement {
  const items = rectifications.map((item) => ({ item, lateness: latenessOf(item, asOf) }));
  const open = items.filter(({ item }) => item.state !== 'closed');
  const overdue = open.filter(({ lateness }) => lateness.standing === 'late');
  return {
    met: overdue.length === 0,
    evidence: items.map(({ item, lateness }) => ({
      type: 'rectification',
      id: item.id,
      letterId: item.letterId,
      label: item.label,
      ...standingOf(item, lateness),
      against: isOverdue(item, asOf),
    })),
    arithmetic: [
      { name: 'openCount', value: open.length },
      { name: 'overdueCount', value: overdue.length },
    ],
    steps: overdue.map(({ item }) => {
      const at = { type: 'rectification' as const, id: item.id, label: item.label };
      if (item.state === 'verified') return step('close-rectification', 'office', null, at);
      if (item.state === 'reported') return step('re-inspect', 'inspection-group', null, at);
      return step('report-rectification', 'contractor', item.dueOn, at);
    }),
  };
}

function standingOf(
  { state, dueOn }: GateFacts['rectifications'][number],
  { standing, days, waiting }: Lateness,
): Pick<GateEvidence, 'note' | 'facts'> {
  if (state === 'closed') return { note: 'rectification-closed', facts: { dueOn } };
  const since = waiting ? { sinceOn: waiting.sinceOn ?? '' } : {};
  if (standing === 'late')
    return {
      note: waiting ? 'rectification-reported-late' : 'rectification-overdue',
      facts: { dueOn, days, ...since },
    };
  if (waiting)
    return {
      note: waiting.for === 'closing' ? 'rectification-awaits-closing' : 'rectification-awaits-visit',
      facts: { dueOn, ...since },
    };
  return { note: 'rectification-open', facts: { dueOn } };
}

/** A serious finding counts until it is closed or put right on the spot; withdrawn ones are not among the facts. */
export function noOpenSerious({ serious }: GateFacts): Judgement {
  const open = serious.filter(({ state }) => state !== 'closed' && state !== 'put-right');
  return {
    met: open.length === 0,
    evidence: open.map(({ id, number, state }) => ({
      type: 'finding',
      id,
      label: number,
      note: state === 'raised' ? 'serious-raised' : 'serious-open',
      facts: { state },
      against: true,
    })),
    arithmetic: [
      { name: 'seriousCount', value: serious.length },
      { name: 'openCount', value: open.length },
    ],
    steps: open.map(({ id, number, state }) => {
      const at = { type: 'finding' as const, id, label: number };
      if (state === 'raised') return step('sign-inspection', 'inspection-group', null, at);
      if (state === 'confirmed') return step('issue-letter', 'office', null, at);
      return step('rectify', 'contractor', null, at);
    }),
  };
}

/** The day from which missed inspections count against an instalment. */
export const inspectionsSince = (pack: RulePack, asOf: PlainDate): PlainDate =>
  asOf.subtract({ months: inForce(pack.gate.inspectionsWithinMonths, asOf).value });

/** 避免盲区死角；三（一）的检查频次。Missed stays missed: an inspection after its period closed does not undo it, only a waiver does. */
export function inspectionsDone({ inspections }: GateFacts, asOf: PlainDate, pack: RulePack): Judgement {
  const since = inspectionsSince(pack, asOf);
  const due = inspections.filter(
    ({ dueOn }) => isBefore(plainDate(dueOn), asOf) && !isBefore(plainDate(dueOn), since),
  );
  const failed = due.filter(({ fulfilledOn, closesOn }) => fulfilledOn === null || fulfilledOn > closesOn);
  const isClosed = ({ closesOn }: { closesOn: string }) => isBefore(plainDate(closesOn), asOf);
  const labelOf = ({ subject, period }: { subject: string; period: string }) => `${subject} ${period}`;
  return {
    met: failed.length === 0,
    evidence: failed.map((one) => ({
      type: 'obligation',
      id: one.obligationId,
      label: labelOf(one),
      note: isClosed(one) ? 'inspection-missed' : 'inspection-overdue',
      facts: { dueOn: one.dueOn },
      against: true,
    })),
    arithmetic: [
      { name: 'dueCount', value: due.length },
      { name: 'doneCount', value: due.length - failed.length },
    ],
    steps: failed.map((one) => {
      const at = { type: 'obligation' as const, id: one.obligationId, label: labelOf(one) };
      return isClosed(one)
        ? step('waive-or-explain', 'office', null, at)
        : step('inspect', 'inspection-group', one.closesOn, at);
    }),
  };
}

/** 四（一）–（三）: the newest signed verdict of each place on each standard; the three stay apart. */
export function verdictsFavourable({ verdicts }: GateFacts): Judgement {
  const against = verdicts.filter(({ verdict }) => verdict === 'not-met');
  return {
    met: against.length === 0,
    evidence: verdicts.map(({ inspectionId, inspectionNumber, subject, standard, verdict, on }) => ({
      type: 'inspection',
      id: inspectionId,
      label: `${subject} ${inspectionNumber}`,
      note: 'verdict',
      facts: { standard, verdict, on },
      against: verdict === 'not-met',
    })),
    arithmetic: [
      { name: 'verdictCount', value: verdicts.length },
      { name: 'againstCount', value: against.length },
    ],
    steps: against.map(({ inspectionId, inspectionNumber, subject }) =>
      step('put-verdict-right', 'contractor', null, {
        type: 'inspection',
        id: inspectionId,
        label: `${subject} ${inspectionNumber}`,
      }),
    ),
  };
}

import { isSupervision } from '#kernel/actor.ts';
import { type Citation, clause, granted, type Result, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import type { Tx } from '#platform/database.ts';
import { historyOf } from '#platform/event-log.ts';
import { type EvidenceOfSubject, evidenceOf } from '../evidence/evidence.store.ts';
import { mayUnlessInterested } from '../organisation/organisation.interest.service.ts';
import { planInForceOn, planLines } from '../plan/plan.store.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { askedOf } from './monthly-report.content.rules.ts';
import type { ReportLineView, ReportView } from './monthly-report.contract.ts';
import {
  countingRevision,
  type Figure,
  isEditable,
  kindOfRole,
  type LastTotal,
  type ReportAsked,
  type ReportLine,
  type Revision,
} from './monthly-report.model.ts';
import { mayDecideReport, mayReportFor, maySeeReport } from './monthly-report.policy.ts';
import * as reading from './monthly-report.read.store.ts';
import { addsUp, lastDayOf, rebased, standsOn, timelinessOf } from './monthly-report.rules.ts';
import * as store from './monthly-report.store.ts';

/** 一（二）, and the county's choice of the day where one is named. */
export const reportBasis = (pack: RulePack): readonly Citation[] => {
  const rule = pack.obligations.find(({ kind }) => kind === 'report');
  return rule ? citationsOf(rule.basis) : [clause(clauseOfDuty(pack, 'D03'))];
};
/** Refusals cite the sentence of the regulation itself. */
export const reportClause = (pack: RulePack): readonly Citation[] => [clause(clauseOfDuty(pack, 'D03'))];

export type Carried = EvidenceOfSubject & { readonly kind: string | null };

/** The papers one revision carries, oldest first, each with its kind. */
export async function carriedBy(
  db: Tx,
  county: string,
  reportId: string,
  revision: number,
): Promise<readonly Carried[]> {
  return (await evidenceOf(db, county, [reportId])).flatMap((one) => {
    const kind = kindOfRole(one.role, revision);
    return kind === undefined ? [] : [{ ...one, kind }];
  });
}

export const askedView = ({ narrative, attachments }: ReportAsked): ReportView['asked'] => ({
  narrative: [...narrative],
  attachments: attachments.map(({ id, name, required }) => ({ id, name, required })),
});

export type PlannedLines = { readonly planId: string; readonly lines: readonly ReportLine[] };

/** The lines a month is reported by: those of the plan in force at its end that the contract promises. */
export async function linesOfMonth(
  tx: Tx,
  county: string,
  agreement: { readonly projectId: string; readonly lineKeys: readonly string[] },
  period: string,
): Promise<PlannedLines | undefined> {
  const plan = await planInForceOn(tx, county, agreement.projectId, lastDayOf(period).toString());
  if (!plan) return undefined;
  const lines = (await planLines(tx, county, plan.id)).filter(({ lineKey }) =>
    agreement.lineKeys.includes(lineKey),
  );
  return lines.length > 0 ? { planId: plan.id, lines } : undefined;
}

export function lineViewsOf(
  lines: readonly ReportLine[],
  figures: readonly Figure[],
  lastTotals: ReadonlyMap<string, LastTotal>,
  counted: boolean,
): ReportLineView[] {
  return lines.map((line) => {
    const { lineKey, area, task, content, unit, target, budgetFen } = line;
    const figure = figures.find((one) => one.lineKey === lineKey);
    const last = lastTotals.get(lineKey);
    return {
      lineKey,
      area,
      task,
      content,
      unit,
      target,
      budgetFen,
      previousTotal: figure?.previousTotal ?? last?.total ?? 0,
      previousPeriod: last?.period ?? null,
      thisMonth: figure?.thisMonth ?? null,
      total: figure?.total ?? null,
      investedFen: figure?.investedFen ?? 0,
      note: figure?.note ?? '',
      standsOnLast: !figure || !counted || standsOn(figure, last),
      restated: figure !== undefined && !addsUp(figure),
    };
  });
}

/** The report as this person may see it: its author the newest revision, all others the newest that was submitted. */
export async function reportViewOf(
  db: Tx,
  call: Call,
  id: string,
  revisionAsked?: number,
): Promise<Result<ReportView, 'monthly-report.not-found'>> {
  const notFound = refused('monthly-report.not-found', { id });
  const report = await reading.findReport(db, call.county, id);
  if (!report || !maySeeReport(call.actor, report)) return notFound;
  const own = mayReportFor(call.actor, report.contractorId);
  const all = await store.revisionsOf(db, call.county, id);
  const visible = all.filter(({ submittedAt }) => own || submittedAt !== null);
  const shown =
    revisionAsked === undefined ? visible.at(-1) : visible.find(({ revision }) => revision === revisionAsked);
  if (!shown) return notFound;
  const { pack } = await regimeOf({ db, county: call.county });
  const counts = countingRevision(report);
  const content = await contentOf(db, call.county, report, shown, counts === shown.revision);
  const names = await reading.namesOfRevision(db, call.county, shown.planId, shown.filledBy);
  const unsteady = await reading.unsteadyReports(db, call.county, [report.agreementId]);
  const carried = await carriedBy(db, call.county, id, shown.revision);
  const editable = own && isEditable(report.state);
  const decidable = mayDecideReport(call.actor) && report.state === 'submitted';
  return granted<ReportView>({
    id,
    version: report.version,
    agreement: { id: report.agreementId, name: report.agreementName, number: report.agreementNumber },
    contractor: { id: report.contractorId, name: report.contractorName },
    period: report.period,
    state: report.state,
    dueOn: report.dueOn,
    provisional: report.provisional,
    timeliness: timelinessOf(report, today(call)),
    firstSubmittedAt: report.firstSubmittedAt,
    submittedBy: report.submittedByName,
    decidedBy: report.decidedByName,
    decidedAt: report.decidedAt,
    returnReason: report.returnReason,
    obligationId: report.obligationId,
    standsOnLast: !unsteady.has(id),
    revision: {
      revision: shown.revision,
      planNumber: names.planNumber,
      reason: shown.reason,
      filledBy: names.filledBy,
      submittedAt: shown.submittedAt,
      counts: counts === shown.revision,
      summary: shown.summary,
      problems: shown.problems,
      nextMonth: shown.nextMonth,
      coordination: shown.coordination,
      rectification: shown.rectification,
    },
    revisions: visible.map(({ revision, reason, submittedAt }) => ({
      revision,
      reason,
      submittedAt,
      counts: counts === revision,
    })),
    lines: content,
    asked: askedView(askedOf(pack.reports)),
    evidence: carried.map(({ subjectId: _, role: __, ...view }) => view),
    basis: [...reportBasis(pack)],
    history: await visibleHistory(db, call, id),
    may: await mayUnlessInterested(db, call, report.contractorId, {
      save: editable,
      submit:
        editable &&
        shown.submittedAt === null &&
        lastDayOf(report.period).toString() <= today(call).toString(),
      accept: decidable,
      sendBack: decidable,
      correct: own && report.state === 'accepted',
    }),
  });
}

const draftEvents = ['monthly-report.drafted', 'monthly-report.saved'];

/** How often a draft was saved concerns only those who write it. */
async function visibleHistory(db: Tx, call: Call, id: string) {
  const history = await historyOf(db, call.county, [id]);
  return isSupervision(call.actor) ? history.filter(({ type }) => !draftEvents.includes(type)) : history;
}

async function contentOf(
  db: Tx,
  county: string,
  report: reading.ReportFound,
  shown: Revision,
  counts: boolean,
): Promise<ReportLineView[]> {
  const stored = await store.figuresOf(db, county, report.id, shown.revision);
  const last = await store.lastTotals(db, county, report.agreementId, report.period);
  if (shown.submittedAt !== null) {
    const lines = await planLines(db, county, shown.planId);
    return lineViewsOf(
      lines.filter(({ lineKey }) => stored.some((figure) => figure.lineKey === lineKey)),
      stored,
      last,
      counts,
    );
  }
  const planned = await linesOfMonth(db, county, report, report.period);
  return lineViewsOf(planned?.lines ?? [], rebased(stored, last), last, false);
}

import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { type NewEvent, record } from '#platform/event-log.ts';
import { findAgreement } from '../agreement/agreement.store.ts';
import { attachEvidence, dropEvidence } from '../evidence/evidence.store.ts';
import { fulfil } from '../obligation/obligation.refresh.service.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { askedOf, narrativeFrom, papersFrom } from './monthly-report.content.rules.ts';
import type { monthlyReportContract, ReportView } from './monthly-report.contract.ts';
import {
  attachmentRole,
  type Figure,
  type Narrative,
  type Papers,
  type Report,
  type ReportAsked,
  type Revision,
} from './monthly-report.model.ts';
import { mayDecideReport, mayReportFor, maySeeReport } from './monthly-report.policy.ts';
import {
  beginCorrection,
  decide,
  figuresFrom,
  mayBeEdited,
  rebased,
  submit,
} from './monthly-report.rules.ts';
import { groundsOf, owedReport } from './monthly-report.service.ts';
import { carriedBy, linesOfMonth, reportClause, reportViewOf } from './monthly-report.show.service.ts';
import * as store from './monthly-report.store.ts';

type Inputs = InferContractRouterInputs<typeof monthlyReportContract>;

const existsAlready = () => refused('monthly-report.exists-already');

const eventOf = (
  type: string,
  report: Report,
  body: object,
  more: Pick<NewEvent, 'note' | 'edges'> = {},
): NewEvent => ({
  type: `monthly-report.${type}`,
  aggregateType: 'monthly-report',
  aggregate: report.id,
  version: report.version,
  body: { report, ...body },
  ...more,
});

async function written(tx: Tx, call: Call, id: string) {
  const view = await reportViewOf(tx, call, id);
  if (!view.ok) throw new Error(`report ${id} was written and is not there`);
  return granted<ReportView>(view.value);
}

/** Ties the attachments to this revision only: what an earlier one carried stays with it. */
async function attach(tx: Tx, call: Call, report: Report, papers: readonly Papers[]): Promise<boolean> {
  const uses = papers.flatMap(({ kind, evidenceIds }) =>
    evidenceIds.map((evidenceId) => ({
      subjectType: 'monthly-report',
      subjectId: report.id,
      evidenceId,
      role: attachmentRole(report.revision, kind),
      contractorId: report.contractorId,
    })),
  );
  // A kind the draft carried may be empty now, or no longer be named by the regime.
  const before = await carriedBy(tx, call.county, report.id, report.revision);
  for (const role of new Set(before.map((paper) => paper.role))) {
    const keep = uses.flatMap((use) => (use.role === role ? [use.evidenceId] : []));
    await dropEvidence(tx, call.county, report.id, keep, role);
  }
  return attachEvidence(
    tx,
    call.county,
    { organisationId: call.actor.organisationId, supervision: false },
    uses,
    call.now.toString(),
  );
}

type Sent = Pick<Inputs['draft'], 'narrative' | 'attachments' | 'evidenceIds'>;
const unwritten = { summary: '', problems: '', nextMonth: '', coordination: '', rectification: '' };

/** The words and papers that were sent, as far as this county asks for them; words of before stay where it no longer does. */
function contentFrom({ narrative, attachments, evidenceIds }: Sent, kept: Narrative, asked: ReportAsked) {
  const written = narrativeFrom(narrative, kept, asked);
  if (!written.ok) return written;
  const papers = papersFrom(attachments, evidenceIds, asked);
  return papers.ok ? granted({ narrative: written.value, papers: papers.value }) : papers;
}

export function handleDraft(call: Call, input: Inputs['draft']) {
  return transact(
    call.db,
    async (tx) => {
      const grounds = await groundsOf(tx, call, input.agreementId, input.period);
      if (!grounds.ok) return grounds;
      const { agreement, owed, planned, basis, last, asked } = grounds.value;
      const figures = figuresFrom(input.figures, planned.lines, last, false, basis);
      if (!figures.ok) return figures;
      const content = contentFrom(input, unwritten, asked);
      if (!content.ok) return content;
      const { narrative, papers } = content.value;
      const report: Report = {
        id: input.id ?? call.newId(),
        version: 1,
        agreementId: agreement.id,
        contractorId: agreement.contractorId,
        period: input.period,
        state: 'draft',
        revision: 1,
        acceptedRevision: null,
        dueOn: owed.dueOn,
        firstSubmittedAt: null,
        submittedBy: null,
        decidedBy: null,
        decidedAt: null,
        returnReason: null,
      };
      const revision: Revision = {
        revision: 1,
        planId: planned.planId,
        ...narrative,
        reason: null,
        filledBy: call.actor.personId,
        submittedAt: null,
      };
      await record(tx, call, [eventOf('drafted', report, { revision, figures: figures.value, papers })]);
      await store.insertReport(tx, call.county, report);
      await store.insertRevision(tx, call.county, report.id, revision);
      await store.saveFigures(tx, call.county, report.id, 1, figures.value);
      if (!(await attach(tx, call, report, papers))) return refused('evidence.not-found');
      return written(tx, call, report.id);
    },
    {
      monthly_report_pkey: existsAlready,
      monthly_report_county_agreement_id_period_key: existsAlready,
      event_county_aggregate_version_key: existsAlready,
    },
  );
}

/** The report, locked, when this person may see it and it is still as they saw it. */
async function current(
  tx: Tx,
  call: Call,
  input: { id: string; basedOn: number },
  may: (report: Report) => boolean,
) {
  const report = await store.findReportForUpdate(tx, call.county, input.id);
  if (!report || !maySeeReport(call.actor, report))
    return refused('monthly-report.not-found', { id: input.id });
  if (!may(report)) return refused('monthly-report.not-permitted');
  const interested = await refuseInterested(tx, call, report.contractorId);
  if (interested) return interested;
  if (report.version !== input.basedOn)
    return refused('monthly-report.changed-meanwhile', { version: report.version });
  const newest = (await store.revisionsOf(tx, call.county, report.id)).at(-1);
  if (!newest) throw new Error(`report ${report.id} has no revision`);
  const { pack } = await regimeOf({ db: tx, county: call.county });
  return granted({ report, newest, asked: askedOf(pack.reports), basis: reportClause(pack) });
}

const byReporter = (call: Call) => (report: Report) => mayReportFor(call.actor, report.contractorId);
const byDecider = (call: Call) => () => mayDecideReport(call.actor);

async function plannedFor(tx: Tx, call: Call, report: Report) {
  const agreement = await findAgreement(tx, call.county, report.agreementId);
  if (!agreement) throw new Error(`the contract of report ${report.id} is not there`);
  return linesOfMonth(tx, call.county, agreement, report.period);
}

export function handleSave(call: Call, input: Inputs['save']) {
  return transact(call.db, async (tx) => {
    const found = await current(tx, call, input, byReporter(call));
    if (!found.ok) return found;
    const { report, newest, asked, basis } = found.value;
    const editable = mayBeEdited(report, basis);
    if (!editable.ok) return editable;
    const planned = await plannedFor(tx, call, report);
    if (!planned) return refused('monthly-report.no-plan', { period: report.period }, basis);
    const last = await store.lastTotals(tx, call.county, report.agreementId, report.period);
    const figures = figuresFrom(input.figures, planned.lines, last, report.acceptedRevision !== null, basis);
    if (!figures.ok) return figures;
    const content = contentFrom(input, newest, asked);
    if (!content.ok) return content;
    const { narrative, papers } = content.value;
    // What was submitted stays as it was; the answer to a report sent back is a revision of its own.
    const isNew = newest.submittedAt !== null;
    const revision: Revision = {
      ...newest,
      ...narrative,
      revision: isNew ? newest.revision + 1 : newest.revision,
      planId: planned.planId,
      reason: isNew ? report.returnReason : newest.reason,
      filledBy: call.actor.personId,
      submittedAt: null,
    };
    const next: Report = { ...report, version: report.version + 1, revision: revision.revision };
    await record(tx, call, [eventOf('saved', next, { revision, figures: figures.value, papers })]);
    await store.saveReport(tx, call.county, next);
    await (isNew ? store.insertRevision : store.saveRevision)(tx, call.county, next.id, revision);
    await store.saveFigures(tx, call.county, next.id, revision.revision, figures.value);
    if (!(await attach(tx, call, next, papers))) return refused('evidence.not-found');
    return written(tx, call, next.id);
  });
}

export function handleSubmit(call: Call, input: Inputs['submit']) {
  return transact(call.db, async (tx) => {
    const found = await current(tx, call, input, byReporter(call));
    if (!found.ok) return found;
    const { report, newest, asked, basis } = found.value;
    const planned = await plannedFor(tx, call, report);
    if (!planned) return refused('monthly-report.no-plan', { period: report.period }, basis);
    const stored = await store.figuresOf(tx, call.county, report.id, newest.revision);
    const kept = stored.filter(({ lineKey }) => planned.lines.some((line) => line.lineKey === lineKey));
    const carried = (await carriedBy(tx, call.county, report.id, newest.revision)).map(({ kind }) => kind);
    const content = { lines: planned.lines, figures: kept, asked, carried };
    const decision = submit(report, newest, content, today(call), basis);
    if (!decision.ok) return decision;
    const figures: readonly Figure[] = rebased(
      kept,
      await store.lastTotals(tx, call.county, report.agreementId, report.period),
    );
    const revision: Revision = { ...newest, planId: planned.planId, submittedAt: call.now.toString() };
    const next: Report = {
      ...report,
      version: report.version + 1,
      state: 'submitted',
      firstSubmittedAt: report.firstSubmittedAt ?? call.now.toString(),
      submittedBy: call.actor.personId,
      decidedBy: null,
      decidedAt: null,
      returnReason: null,
    };
    const edges = await fulfilledBy(tx, call, report);
    await record(tx, call, [
      eventOf('submitted', next, { revision, figures }, { note: revision.reason ?? undefined, edges }),
    ]);
    await store.saveReport(tx, call.county, next);
    await store.saveFigures(tx, call.county, next.id, revision.revision, figures);
    await store.saveRevision(tx, call.county, next.id, revision);
    return written(tx, call, next.id);
  });
}

/** The first submission fulfils the month's obligation, late or not; later revisions change nothing about that. */
async function fulfilledBy(tx: Tx, call: Call, report: Report): Promise<NonNullable<NewEvent['edges']>> {
  const by = { type: 'monthly-report', id: report.id } as const;
  const concerns = { from: by, to: { type: 'agreement', id: report.agreementId }, kind: 'concerns' } as const;
  if (report.firstSubmittedAt !== null) return [concerns];
  const owed = await owedReport(tx, call, report.agreementId, report.period);
  const { edges } = await fulfil(tx, call, {
    obligationIds: owed ? [owed.id] : [],
    by,
    on: today(call).toString(),
  });
  return [...edges, concerns];
}

export const handleAccept = (call: Call, input: Inputs['accept']) => decided(call, input, 'accepted', null);

export const handleSendBack = (call: Call, input: Inputs['sendBack']) =>
  decided(call, input, 'returned', input.reason);

function decided(
  call: Call,
  input: { id: string; basedOn: number },
  outcome: 'accepted' | 'returned',
  reason: string | null,
) {
  return transact(call.db, async (tx) => {
    const found = await current(tx, call, input, byDecider(call));
    if (!found.ok) return found;
    const { report, basis } = found.value;
    const decision = decide(report, outcome, basis);
    if (!decision.ok) return decision;
    const next: Report = {
      ...report,
      version: report.version + 1,
      state: outcome,
      acceptedRevision: outcome === 'accepted' ? report.revision : report.acceptedRevision,
      decidedBy: call.actor.personId,
      decidedAt: call.now.toString(),
      returnReason: reason,
    };
    await record(tx, call, [eventOf(outcome, next, {}, { note: reason ?? undefined })]);
    await store.saveReport(tx, call.county, next);
    return written(tx, call, next.id);
  });
}

export function handleCorrect(call: Call, input: Inputs['correct']) {
  return transact(call.db, async (tx) => {
    const found = await current(tx, call, input, byReporter(call));
    if (!found.ok) return found;
    const { report, newest, basis } = found.value;
    const decision = beginCorrection(report, basis);
    if (!decision.ok) return decision;
    const revision: Revision = {
      ...newest,
      revision: newest.revision + 1,
      reason: input.reason,
      filledBy: call.actor.personId,
      submittedAt: null,
    };
    const next: Report = {
      ...report,
      version: report.version + 1,
      state: 'correcting',
      revision: revision.revision,
    };
    await record(tx, call, [eventOf('correction-begun', next, { revision }, { note: input.reason })]);
    await store.saveReport(tx, call.county, next);
    await store.insertRevision(tx, call.county, next.id, revision);
    await store.saveFigures(
      tx,
      call.county,
      next.id,
      revision.revision,
      await store.figuresOf(tx, call.county, report.id, newest.revision),
    );
    const carried = await carriedBy(tx, call.county, report.id, newest.revision);
    await attach(
      tx,
      call,
      next,
      carried.map(({ id, kind }) => ({ kind, evidenceIds: [id] })),
    );
    return written(tx, call, next.id);
  });
}

import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { findAgreement } from '../agreement/agreement.store.ts';
import { refreshObligations } from '../obligation/obligation.refresh.service.ts';
import { type Obligation, obligationsOf } from '../obligation/obligation.store.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { askedOf } from './monthly-report.content.rules.ts';
import { monthCursor, type monthlyReportContract, type ReportRow } from './monthly-report.contract.ts';
import { mayReportFor } from './monthly-report.policy.ts';
import * as reading from './monthly-report.read.store.ts';
import { begin, monthOf, timelinessOf } from './monthly-report.rules.ts';
import {
  askedView,
  linesOfMonth,
  lineViewsOf,
  reportBasis,
  reportClause,
  reportViewOf,
} from './monthly-report.show.service.ts';
import * as store from './monthly-report.store.ts';

type Inputs = InferContractRouterInputs<typeof monthlyReportContract>;
type Outputs = InferContractRouterOutputs<typeof monthlyReportContract>;

function placeOf(cursor: string | undefined) {
  const [period, agreementId] = monthCursor.read(cursor) ?? [];
  return period && agreementId ? { period, agreementId } : undefined;
}

export async function handleList(call: Call, input: Inputs['list']) {
  const { cursor, ...filter } = input;
  const supervision = isSupervision(call.actor);
  const own = supervision ? {} : { contractorId: call.actor.organisationId };
  const on = today(call);
  const rows = await reading.reportMonths(
    call.db,
    call.county,
    on.toString(),
    { ...filter, ...own },
    {
      draftsOf: supervision ? null : call.actor.organisationId,
      after: placeOf(cursor),
      limit: pageSize + 1,
    },
  );
  const items = rows.slice(0, pageSize);
  const unsteady = await reading.unsteadyReports(call.db, call.county, [
    ...new Set(items.map(({ agreementId }) => agreementId)),
  ]);
  const last = items.at(-1);
  return granted<Outputs['list']>({
    items: items.map(
      (row): ReportRow => ({
        key: `${row.agreementId} ${row.period}`,
        agreement: { id: row.agreementId, name: row.agreementName, number: row.agreementNumber },
        contractor: { id: row.contractorId, name: row.contractorName },
        period: row.period,
        reportId: row.reportId,
        obligationId: row.obligationId,
        state: row.state,
        dueOn: row.dueOn,
        provisional: row.provisional,
        timeliness: timelinessOf(row, on),
        firstSubmittedAt: row.firstSubmittedAt,
        standsOnLast: row.reportId === null || !unsteady.has(row.reportId),
        may: {
          draft:
            row.reportId === null && row.period <= monthOf(on) && mayReportFor(call.actor, row.contractorId),
        },
      }),
    ),
    nextCursor: rows.length > pageSize && last ? monthCursor.write(last.period, last.agreementId) : null,
    may: { draft: !supervision },
  });
}

export const handleFind = (call: Call, input: Inputs['find']) =>
  reportViewOf(call.db, call, input.id, input.revision === undefined ? undefined : Number(input.revision));

/** The obligation of a month; derived now when the day's round has not come to it yet. */
export async function owedReport(
  tx: Tx,
  call: Call,
  agreementId: string,
  period: string,
): Promise<Obligation | undefined> {
  const query = { agreementId, kind: 'report', period } as const;
  const [known] = await obligationsOf(tx, call.county, query);
  if (known) return known;
  await refreshObligations(tx, call);
  const [derived] = await obligationsOf(tx, call.county, query);
  return derived;
}

/** Everything a report of a month rests on, or why there can be none. */
export async function groundsOf(tx: Tx, call: Call, agreementId: string, period: string) {
  const agreement = await findAgreement(tx, call.county, agreementId);
  if (!agreement || !mayReportFor(call.actor, agreement.contractorId))
    return refused('agreement.not-found', { id: agreementId });
  const { pack } = await regimeOf({ db: tx, county: call.county });
  const basis = reportClause(pack);
  const regime = { inForceFrom: pack.inForceFrom, basis };
  const possible = begin(period, today(call), regime, true);
  if (!possible.ok) return possible;
  const owed = await owedReport(tx, call, agreementId, period);
  const begun = begin(period, today(call), regime, owed !== undefined);
  if (!begun.ok) return begun;
  const planned = await linesOfMonth(tx, call.county, agreement, period);
  if (!owed || !planned) return refused('monthly-report.no-plan', { period }, basis);
  return granted({
    agreement,
    owed,
    planned,
    basis,
    fullBasis: reportBasis(pack),
    asked: askedOf(pack.reports),
    last: await store.lastTotals(tx, call.county, agreementId, period),
  });
}

export function handleSheet(call: Call, input: Inputs['sheet']) {
  return transact(call.db, async (tx) => {
    const grounds = await groundsOf(tx, call, input.agreementId, input.period);
    if (!grounds.ok) return grounds;
    const { agreement, owed, planned, fullBasis, last, asked } = grounds.value;
    const begun = await store.reportOfMonth(tx, call.county, agreement.id, input.period);
    return granted<Outputs['sheet']>({
      agreement: { id: agreement.id, name: agreement.name, number: agreement.number },
      contractor: { id: agreement.contractorId, name: agreement.contractorName },
      period: input.period,
      dueOn: owed.dueOn,
      provisional: owed.provisional,
      reportId: begun?.id ?? null,
      lines: lineViewsOf(planned.lines, [], last, false),
      asked: askedView(asked),
      last: await lastWords(tx, call, [...last.values()]),
      basis: [...fullBasis],
    });
  });
}

/** What the last report said would come next: the author writes this month beside it. */
async function lastWords(
  tx: Tx,
  call: Call,
  last: readonly { period: string; reportId: string }[],
): Promise<Outputs['sheet']['last']> {
  const newest = last.toSorted((a, b) => (a.period < b.period ? 1 : -1)).at(0);
  if (!newest) return null;
  const said = (await store.revisionsOf(tx, call.county, newest.reportId)).findLast(
    ({ submittedAt }) => submittedAt !== null,
  );
  return said ? { period: newest.period, nextMonth: said.nextMonth, problems: said.problems } : null;
}

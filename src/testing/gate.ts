import { sql } from 'kysely';
import { dailyObligations } from '#features/obligation/obligation.refresh.service.ts';
import { record } from '#platform/event-log.ts';
import type { Baseline } from './baseline.ts';
import type { County, Somebody } from './world.ts';

const author = (county: County, by: Somebody) => ({
  county: county.county,
  actor: { personId: by.id, organisationId: by.organisationId },
  now: county.now(),
  newId: county.newId,
});

export const todayOf = (county: County): string =>
  county.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();

/**
 * Everything that has fallen due on a contract was done: its monthly reports stand accepted, the newest with `share` of every
 * target reached, and its inspections took place. Written as those acts leave it; they have stories of their own.
 */
export async function allDone(
  county: County,
  baseline: Baseline,
  options: {
    readonly share?: number;
    readonly without?: readonly string[];
    readonly agreementId?: string;
  } = {},
): Promise<void> {
  const { share = 1, without = [], agreementId = baseline.agreementId } = options;
  await dailyObligations(county.db, county.county, county.now());
  const { rows: agreements } = await sql<{ contractor: string }>`
    select contractor_id as contractor from agreement where county = ${county.county} and id = ${agreementId}`.execute(
    county.db,
  );
  const contractorId = agreements[0]?.contractor ?? '';
  const { rows: due } = await sql<{ id: string; period: string; dueOn: string }>`
    select o.id, o.period, o.due_on as "dueOn" from obligation o where o.county = ${county.county} and o.agreement_id = ${agreementId}
      and o.kind = 'report' and o.due_on < ${todayOf(county)}::date and not exists (select from monthly_report r where r.county = o.county
      and r.agreement_id = o.agreement_id and r.period = o.period) order by o.period`.execute(county.db);
  for (const { period, dueOn } of due.filter((one) => !without.includes(one.period)))
    await acceptedReport(county, baseline, { agreementId, contractorId, period, dueOn, share });
  await sql`update obligation set done = required, fulfilled_by_type = 'inspection', fulfilled_by = id, fulfilled_on = due_on
    where county = ${county.county} and agreement_id = ${agreementId} and kind = 'inspection' and fulfilled_on is null
      and due_on < ${todayOf(county)}::date`.execute(county.db);
}

async function acceptedReport(
  county: County,
  baseline: Baseline,
  report: { agreementId: string; contractorId: string; period: string; dueOn: string; share: number },
): Promise<void> {
  const { agreementId, contractorId, period, dueOn, share } = report;
  const id = county.newId();
  const { people } = county;
  await record(county.db, author(county, people.office), [
    {
      type: 'monthly-report.accepted',
      aggregateType: 'monthly-report',
      aggregate: id,
      version: 1,
      body: report,
    },
  ]);
  await county.db
    .insertInto('monthly_report')
    .values({
      county: county.county,
      id,
      version: 1,
      agreement_id: agreementId,
      contractor_id: contractorId,
      period,
      state: 'accepted',
      due_on: dueOn,
      first_submitted_at: county.now().toString(),
      submitted_by: people.contractor.id,
      decided_by: people.office.id,
      decided_at: county.now().toString(),
    })
    .execute();
  await county.db
    .insertInto('report_revision')
    .values({
      county: county.county,
      report_id: id,
      revision: 1,
      plan_id: baseline.planId,
      filled_by: people.contractor.id,
    })
    .execute();
  await sql`insert into report_figure (county, report_id, revision, line_key, this_month, total, previous_total)
    select ${county.county}, ${id}, 1, l.line_key, l.target * ${share}, l.target * ${share}, 0
    from plan_line l join agreement_line a on a.county = l.county and a.line_key = l.line_key and a.agreement_id = ${agreementId}
    where l.county = ${county.county} and l.plan_id = ${baseline.planId}`.execute(county.db);
  await sql`update report_revision set submitted_at = ${county.now().toString()} where county = ${county.county} and report_id = ${id}`.execute(
    county.db,
  );
}

/** The contractor asks, and the proposer sees the gate. */
export async function requested(
  county: County,
  instalmentId: string,
  by: Somebody = county.people.contractor,
) {
  const { instalment } = await by.api.disbursement.find({ id: instalmentId });
  await by.api.disbursement.request({ id: instalmentId, basedOn: instalment.version });
  return county.people.lead.api.disbursement.find({ id: instalmentId });
}

/** Proposed as recommended, or otherwise with reasons. */
export async function proposed(
  county: County,
  instalmentId: string,
  over: { amountFen?: number; reasons?: string } = {},
) {
  const { lead } = county.people;
  const { instalment, gate } = await lead.api.disbursement.find({ id: instalmentId });
  const amountFen = over.amountFen ?? gate.recommendedFen;
  return lead.api.disbursement.propose({
    id: instalmentId,
    basedOn: instalment.version,
    evaluationDigest: gate.digest,
    outcome: amountFen === 0 ? 'withhold' : amountFen < instalment.amountFen ? 'pay-part' : 'pay',
    amountFen,
    reasons: over.reasons ?? '',
  });
}

const openDecision = (detail: Awaited<ReturnType<typeof proposed>>) => {
  const open = detail.decisions.find(({ stage }) => stage !== 'declined' && stage !== 'paid');
  if (!open) throw new Error('there is no open decision');
  return open;
};

export async function agreed(county: County, instalmentId: string) {
  const { finance } = county.people;
  const { id, version } = openDecision(await finance.api.disbursement.find({ id: instalmentId }));
  return finance.api.disbursement.agree({ id, basedOn: version });
}

export async function approved(county: County, instalmentId: string) {
  const { leader } = county.people;
  const { id, version } = openDecision(await leader.api.disbursement.find({ id: instalmentId }));
  return leader.api.disbursement.approve({ id, basedOn: version });
}

export async function paid(county: County, instalmentId: string, voucher: string) {
  const { finance } = county.people;
  const { id, version } = openDecision(await finance.api.disbursement.find({ id: instalmentId }));
  return finance.api.disbursement.pay({ id, basedOn: version, voucher, paidOn: todayOf(county) });
}

/** From the contractor's request to the money, as recommended. */
export async function settled(
  county: County,
  instalmentId: string,
  voucher: string,
  by: Somebody = county.people.contractor,
) {
  await requested(county, instalmentId, by);
  await proposed(county, instalmentId);
  await agreed(county, instalmentId);
  await approved(county, instalmentId);
  return paid(county, instalmentId, voucher);
}

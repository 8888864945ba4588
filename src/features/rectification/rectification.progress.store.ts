import { sql } from 'kysely';
import type { Db, Tx } from '#platform/database.ts';
import type { LineReached } from '../plan/plan.model.ts';
import type { EscalationStep } from '../regime/regime.model.ts';

export type ContractProgressRow = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly contractorId: string;
  readonly contractorName: string;
  readonly running: boolean;
  readonly lines: readonly LineReached[];
  readonly taken: readonly {
    readonly step: EscalationStep;
    readonly note: string;
    readonly by: string;
    readonly on: string;
    readonly planned: number;
    readonly actual: number;
  }[];
};

/** Contracts with the lines of the plan in force that they promise, the newest accepted figure of each, and the steps taken. */
export async function contractsProgress(
  db: Db | Tx,
  county: string,
  on: string,
  filter: { readonly agreementId?: string | undefined; readonly runningOnly?: boolean | undefined },
): Promise<ContractProgressRow[]> {
  const { rows } = await sql<ContractProgressRow>`
    select a.id, a.number, a.name, a.contractor_id as "contractorId", o.name as "contractorName", a.state = 'in-force' as running,
      coalesce((
        select json_agg(json_build_object('startOn', l.planned_start_on, 'finishOn', l.planned_finish_on, 'target', l.target::text,
          'total', f.total::text, 'budgetFen', l.budget_fen) order by l.ordinal)
        from agreement_line al
        join plan_line l on l.county = al.county and l.line_key = al.line_key and not l.removed and l.plan_id = (
          select p.id from plan p where p.county = a.county and p.project_id = a.project_id and p.state in ('approved', 'superseded')
            and p.in_force_from <= ${on}::date order by p.number desc limit 1)
        left join lateral (
          select g.total from monthly_report r join report_figure g on g.county = r.county and g.report_id = r.id and g.revision = coalesce(
            r.accepted_revision, (select max(v.revision) from report_revision v where v.county = r.county and v.report_id = r.id and v.submitted_at is not null))
          where r.county = a.county and r.agreement_id = a.id and r.state in ('accepted', 'correcting') and g.line_key = l.line_key
          order by r.period desc limit 1
        ) f on true
        where al.county = a.county and al.agreement_id = a.id and not al.removed), '[]'::json) as lines,
      coalesce((
        select json_agg(json_build_object('step', s.step, 'note', s.note, 'by', p.name, 'on', s.taken_on, 'planned', s.planned_share,
          'actual', s.actual_share) order by s.taken_on, s.step)
        from progress_step s join person p on p.county = s.county and p.id = s.taken_by
        where s.county = a.county and s.agreement_id = a.id), '[]'::json) as taken
    from agreement a join organisation o on o.county = a.county and o.id = a.contractor_id
    where a.county = ${county}
      ${filter.agreementId ? sql`and a.id = ${filter.agreementId}` : sql``}
      ${filter.runningOnly ? sql`and a.state = 'in-force'` : sql``}
    order by a.number`.execute(db);
  return rows;
}

/** Two who take a step at once: the second waits and then sees it taken. */
export async function lockAgreement(tx: Tx, county: string, id: string): Promise<void> {
  await sql`select 1 from agreement where county = ${county} and id = ${id} for no key update`.execute(tx);
}

export type TakenProgressStep = {
  readonly id: string;
  readonly agreementId: string;
  readonly step: EscalationStep;
  readonly planned: number;
  readonly actual: number;
  readonly note: string;
  readonly takenBy: string;
  readonly takenOn: string;
};

export async function insertProgressStep(
  tx: Tx,
  county: string,
  taken: TakenProgressStep,
  stamp: { readonly pack_id: string; readonly pack_version: string; readonly pack_hash: string },
): Promise<void> {
  await tx
    .insertInto('progress_step')
    .values({
      county,
      id: taken.id,
      version: 1,
      agreement_id: taken.agreementId,
      step: taken.step,
      planned_share: String(taken.planned),
      actual_share: String(taken.actual),
      note: taken.note,
      taken_by: taken.takenBy,
      taken_on: taken.takenOn,
      ...stamp,
    })
    .execute();
}

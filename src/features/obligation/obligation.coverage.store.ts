import { sql } from 'kysely';
import { legalZone } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';
import type { FacilityKind } from '../regime/regime.model.ts';
import type { FacilityCover } from './obligation.model.ts';

export type FacilityReached = FacilityCover & {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly villageCode: string;
  readonly villageName: string;
  readonly townName: string;
  readonly contractorId: string;
  readonly contractorName: string;
  readonly visits: number;
  readonly nextDueOn: string | null;
  readonly nextProvisional: boolean;
};

/** Every facility with the last visit that was handed in, and what of its visits is due, overdue and missed. */
export async function facilitiesReached(
  db: Db | Tx,
  county: string,
  today: string,
): Promise<FacilityReached[]> {
  const { rows } = await sql<FacilityReached>`
    select f.id, f.number, f.name, f.kind, f.phase, f.village_code as "villageCode", f.village_name as "villageName", f.town_name as "townName",
      a.contractor_id as "contractorId", c.name as "contractorName", coalesce(v.visits, 0)::int as visits, v.last_on as "lastVisitOn",
      coalesce(d.due, 0)::int as due, coalesce(d.overdue, 0)::int as overdue, coalesce(d.missed, 0)::int as missed,
      d.last_missed_on as "lastMissedOn", d.next_due_on as "nextDueOn", coalesce(d.next_provisional, false) as "nextProvisional"
    from facility f
    join agreement a on a.county = f.county and a.id = f.agreement_id
    join organisation c on c.county = a.county and c.id = a.contractor_id
    left join (
      select i.facility_id, count(*) as visits, max(coalesce((i.ended_at at time zone ${legalZone})::date, i.planned_on)) as last_on
      from inspection i where i.county = ${county} and i.facility_id is not null and i.state in ('submitted', 'signed') group by 1
    ) v on v.facility_id = f.id
    left join (
      select o.subject_id,
        count(*) filter (where o.closes_on >= ${today}::date and o.window_start_on <= ${today}::date) as due,
        count(*) filter (where o.closes_on >= ${today}::date and o.due_on < ${today}::date) as overdue,
        count(*) filter (where o.closes_on < ${today}::date) as missed,
        max(o.due_on) filter (where o.closes_on < ${today}::date) as last_missed_on,
        min(o.due_on) filter (where o.closes_on >= ${today}::date) as next_due_on,
        (array_agg(o.provisional order by o.due_on) filter (where o.closes_on >= ${today}::date))[1] as next_provisional
      from obligation o
      where o.county = ${county} and o.subject_type = 'facility' and o.kind = 'inspection' and not o.withdrawn
        and o.fulfilled_on is null and o.waived_at is null
      group by 1
    ) d on d.subject_id = f.id
    where f.county = ${county}
    order by f.number`.execute(db);
  return rows;
}

export type ContractorReached = {
  readonly id: string;
  readonly name: string;
  readonly lastVisitOn: string | null;
  readonly due: number;
  readonly overdue: number;
  readonly missed: number;
};

/** Each contractor with its inspections of every kind, funds and training among them. */
export async function contractorsReached(
  db: Db | Tx,
  county: string,
  today: string,
): Promise<ContractorReached[]> {
  const { rows } = await sql<ContractorReached>`
    select c.id, c.name, max(v.last_on) as "lastVisitOn", coalesce(max(d.due), 0)::int as due, coalesce(max(d.overdue), 0)::int as overdue,
      coalesce(max(d.missed), 0)::int as missed
    from organisation c
    join agreement a on a.county = c.county and a.contractor_id = c.id
    left join (
      select i.contractor_id, max(coalesce((i.ended_at at time zone ${legalZone})::date, i.planned_on)) as last_on
      from inspection i where i.county = ${county} and i.state in ('submitted', 'signed') group by 1
    ) v on v.contractor_id = c.id
    left join (
      select o.contractor_id,
        count(*) filter (where o.closes_on >= ${today}::date and o.window_start_on <= ${today}::date) as due,
        count(*) filter (where o.closes_on >= ${today}::date and o.due_on < ${today}::date) as overdue,
        count(*) filter (where o.closes_on < ${today}::date) as missed
      from obligation o
      where o.county = ${county} and o.kind = 'inspection' and not o.withdrawn and o.fulfilled_on is null and o.waived_at is null
      group by 1
    ) d on d.contractor_id = c.id
    where c.county = ${county}
    group by c.id, c.name order by c.name`.execute(db);
  return rows;
}

import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted } from '#kernel/result.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { holidayName, isAnnounced, isWorkingDay, type WorkCalendar } from '#kernel/work-calendar.ts';
import { type Call, today } from '#platform/call.ts';
import { villagesOf } from '#platform/places.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { obligationContract } from './obligation.contract.ts';
import type { ObligationState } from './obligation.model.ts';
import * as reading from './obligation.read.store.ts';

type Inputs = InferContractRouterInputs<typeof obligationContract>;
type Outputs = InferContractRouterOutputs<typeof obligationContract>;

export async function handleCalendar(call: Call, input: Inputs['calendar']) {
  const [{ pack }, { calendar }] = await Promise.all([regimeOf(call), calendarOf(call)]);
  const { town, by } = input;
  const contractorId = isSupervision(call.actor) ? undefined : call.actor.organisationId;
  const days = daysOf(input.month, input.span);
  const range = { fromOn: String(days[0]), throughOn: String(days.at(-1)) };
  // A contractor's people are on no visit; it sees what is its own.
  const person = contractorId ? undefined : input.mine ? call.actor.personId : input.person;
  const filter = { ...range, contractorId, plannedFor: person, town };
  const on = today(call).toString();
  const [due, inspections, groups] = await Promise.all([
    reading.dueByDay(call.db, call.county, on, filter),
    reading.visitsOf(call.db, call.county, {
      ...range,
      personId: person ?? call.actor.personId,
      mineOnly: person !== undefined,
      contractorId,
      town,
    }),
    by === 'town'
      ? groupsByTown(call, on, filter)
      : by === 'person' && !contractorId
        ? groupsByPerson(call, { ...range, town })
        : [],
  ]);
  return granted<Outputs['calendar']>({
    month: input.month,
    days: days.map((day) => dayViewOf(calendar, day)),
    due: gathered(due, pack),
    inspections,
    totals: countsOf(due),
    groups,
    towns: townsOf(pack),
  });
}

export const dayViewOf = (calendar: WorkCalendar, day: PlainDate): Outputs['calendar']['days'][number] => ({
  on: day.toString(),
  working: isWorkingDay(calendar, day),
  holiday: holidayName(calendar, day) ?? null,
  announced: isAnnounced(calendar, day),
});

/** A month, or the quarter it lies in. */
export function daysOf(month: string, span: 'month' | 'quarter' = 'month'): PlainDate[] {
  const named = plainDate(`${month}-01`);
  const first = span === 'quarter' ? named.with({ month: named.month - ((named.month - 1) % 3) }) : named;
  const length = first.until(first.add({ months: span === 'quarter' ? 3 : 1 }), { largestUnit: 'day' }).days;
  return Array.from({ length }, (_, at) => first.add({ days: at }));
}

const townsOf = ({ jurisdiction }: RulePack): Outputs['calendar']['towns'] => {
  const villages = [...(villagesOf(jurisdiction)?.values() ?? [])];
  return [...new Map(villages.map(({ townCode, townName }) => [townCode, townName]))].map(([code, name]) => ({
    code,
    name,
  }));
};

type Group = Outputs['calendar']['groups'][number];

async function groupsByPerson(
  call: Call,
  range: Parameters<typeof reading.visitsByPerson>[2],
): Promise<Group[]> {
  const rows = await reading.visitsByPerson(call.db, call.county, range);
  return rows.map((row) => ({ ...row, count: 0, states: {} }));
}

async function groupsByTown(
  call: Call,
  on: string,
  filter: reading.ListFilter & { readonly fromOn: string; readonly throughOn: string },
): Promise<Group[]> {
  const [due, visits] = await Promise.all([
    reading.dueByTown(call.db, call.county, on, filter),
    reading.visitsByTown(call.db, call.county, filter),
  ]);
  const towns = Map.groupBy(due, ({ id }) => id);
  return [...new Set([...towns.keys(), ...visits.map(({ id }) => id)])].map((id) => {
    const own = towns.get(id) ?? [];
    const visited = visits.find((one) => one.id === id);
    return {
      id,
      name: own.find(({ name }) => name !== null)?.name ?? null,
      detail: null,
      visits: visited?.visits ?? 0,
      visited: visited?.visited ?? 0,
      count: own.reduce((sum, one) => sum + one.count, 0),
      states: countsOf(own),
    };
  });
}

function countsOf(
  groups: readonly { readonly state: ObligationState; readonly count: number }[],
): Record<string, number> {
  const counts: Partial<Record<ObligationState, number>> = {};
  for (const { state, count } of groups) counts[state] = (counts[state] ?? 0) + count;
  return { ...counts } as Record<string, number>;
}

/** One entry for each day and rule, whatever the states of its obligations. */
function gathered(groups: readonly reading.DueGroup[], pack: RulePack): Outputs['calendar']['due'] {
  const byRule = Map.groupBy(groups, ({ on, ruleId }) => `${on} ${ruleId}`);
  return [...byRule.values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const count = own.reduce((sum, one) => sum + one.count, 0);
    const only = count === 1 && first.onlyId ? { id: first.onlyId, name: first.onlyName ?? '' } : null;
    const { on, ruleId, duty, kind } = first;
    const name = pack.obligations.find(({ id }) => id === ruleId)?.name ?? { zh: ruleId, en: ruleId };
    const provisional = own.some((one) => one.provisional);
    return [{ on, ruleId, duty, kind, name, count, states: countsOf(own), provisional, only }];
  });
}

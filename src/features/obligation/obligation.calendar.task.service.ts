import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { TaskView } from './obligation.calendar.contract.ts';
import type { Task, TaskKind } from './obligation.calendar.model.ts';
import { linesOf } from './obligation.calendar.rules.ts';
import { daysOf, dayViewOf } from './obligation.calendar.service.ts';
import * as store from './obligation.calendar.store.ts';
import type { obligationContract } from './obligation.contract.ts';

type Inputs = InferContractRouterInputs<typeof obligationContract>;
type Outputs = InferContractRouterOutputs<typeof obligationContract>;

export async function handleTasks(call: Call, input: Inputs['tasks']) {
  const [{ pack }, { calendar }] = await Promise.all([regimeOf(call), calendarOf(call)]);
  const contractorId = isSupervision(call.actor) ? undefined : call.actor.organisationId;
  const days = daysOf(input.month, input.span);
  const [tasks, people, organisations] = await Promise.all([
    store.tasks(call.db, {
      county: call.county,
      today: today(call).toString(),
      fromOn: String(days[0]),
      throughOn: String(days.at(-1)),
      contractorId,
      person: input.person,
    }),
    store.people(call.db, call.county, contractorId),
    store.organisations(call.db, call.county),
  ]);
  return granted<Outputs['tasks']>({
    month: input.month,
    days: days.map((day) => dayViewOf(calendar, day)),
    lines: linesOf(tasks, { people, organisations }).map(({ person, holder, organisation, tasks: own }) => ({
      person: person && { id: person.id, name: person.name },
      holder,
      organisation,
      tasks: own.map((task) => taskViewOf(task, pack)),
    })),
    people: people.map(({ id, name, organisation }) => ({ id, name, organisation })),
  });
}

const pages: Readonly<Record<TaskKind, (task: Task) => string>> = {
  visit: ({ id }) => `/inspections/${id}`,
  sign: ({ id }) => `/inspections/${id}`,
  drawn: ({ id }) => `/draws/${id}`,
  'draw-party': ({ id }) => `/draws/${id}`,
  reinspection: ({ id }) => `/rectifications/${id}`,
  report: ({ id, duty }) => (duty === null ? `/reports/${id}` : `/obligations/${id}`),
  inspect: ({ id, count, duty, on }) =>
    count === 1
      ? `/obligations/${id}`
      : `/obligations?${new URLSearchParams({ duty: duty ?? '', dueOn: on ?? '' })}`,
  rectify: ({ id }) => `/rectifications/${id}`,
  watch: ({ id }) => `/rectifications/${id}`,
  reinspect: ({ id }) => `/rectifications/${id}`,
  'letter-review': ({ id }) => `/letters/${id}`,
  'letter-sign': ({ id }) => `/letters/${id}`,
  'letter-issue': ({ id }) => `/letters/${id}`,
  'letter-serve': ({ id }) => `/letters/${id}`,
  case: ({ id }) => `/disqualifications/${id}`,
};

export function taskViewOf(task: Task, pack: RulePack): TaskView {
  const { kind, id, part, name, about, on, done, provisional, count } = task;
  const key = [kind, id, ...(part === null ? [] : [part])].join('-');
  return {
    key,
    kind,
    id,
    name,
    about,
    on,
    done,
    provisional,
    count,
    rule: ruleOf(task, pack),
    path: pages[kind](task),
  };
}

function ruleOf({ kind, ruleId }: Task, pack: RulePack): TaskView['rule'] {
  if (ruleId === null) return null;
  const known =
    kind === 'case'
      ? pack.disqualification.procedure.find(({ step }) => step === ruleId)
      : pack.obligations.find(({ id }) => id === ruleId);
  return known?.name ?? { zh: ruleId, en: ruleId };
}

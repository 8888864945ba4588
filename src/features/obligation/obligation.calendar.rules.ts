import { type OrganisationKind, organisationKinds } from '#kernel/actor.ts';
import { byText } from '#kernel/order.ts';
import type { Task, TaskHolder, TaskLine, TaskPerson } from './obligation.calendar.model.ts';

const kindOfHolder: Readonly<Record<TaskHolder, OrganisationKind>> = {
  'leading-group': 'leading-group',
  office: 'office',
  // 一(三): 具体由商务局牵头负责.
  'inspection-group': 'commerce-bureau',
  organisation: 'contractor',
};

type Known = {
  readonly people: readonly TaskPerson[];
  readonly organisations: readonly { readonly id: string; readonly name: string; readonly kind: string }[];
};

/**
 * Tasks gathered by person, and what nobody is named for by the organisation responsible. The lines stand by organisation and
 * name, never by how much is in them: nobody is ranked (2023-12-18 意见).
 */
export function linesOf<Of extends Task>(tasks: readonly Of[], known: Known): readonly TaskLine<Of>[] {
  const people = new Map(known.people.map((person) => [person.id, person]));
  const organisations = new Map(known.organisations.map((one) => [one.id, one]));
  const bodyOf = (holder: TaskHolder) =>
    known.organisations
      .filter(({ kind }) => kind === kindOfHolder[holder])
      .toSorted((a, b) => byText(a.name, b.name) || byText(a.id, b.id))[0];

  const lineOf = (task: Of): Omit<TaskLine<Of>, 'tasks'> & { readonly place: Place } => {
    const person = people.get(task.personId ?? '');
    if (person)
      return {
        person,
        holder: null,
        organisation: person.organisation,
        place: [rankOf(person.organisationKind), person.organisation, 0, `${person.name} ${person.id}`],
      };
    const body =
      task.holder === 'organisation' ? organisations.get(task.organisationId ?? '') : bodyOf(task.holder);
    return {
      person: null,
      holder: task.holder,
      organisation: body?.name ?? null,
      place: [rankOf(body?.kind ?? kindOfHolder[task.holder]), body?.name ?? '', 1, task.holder],
    };
  };

  const lines = new Map<string, { line: ReturnType<typeof lineOf>; tasks: Of[] }>();
  for (const task of tasks) {
    const line = lineOf(task);
    const key = line.person?.id ?? line.place.join('|');
    const kept = lines.get(key);
    if (kept) kept.tasks.push(task);
    else lines.set(key, { line, tasks: [task] });
  }
  return [...lines.values()]
    .toSorted(({ line: a }, { line: b }) => byPlace(a.place, b.place))
    .map(({ line: { place: _, ...line }, tasks: own }) => ({ ...line, tasks: own.toSorted(inOrder) }));
}

const rankOf = (kind: string): number => (organisationKinds as readonly string[]).indexOf(kind);

type Place = readonly [number, string, number, string];
const byPlace = (a: Place, b: Place): number =>
  a[0] - b[0] || byText(a[1], b[1]) || a[2] - b[2] || byText(a[3], b[3]);

/** By day; what has none comes last. */
export const inOrder = (a: Task, b: Task): number =>
  byText(a.on ?? '9999', b.on ?? '9999') ||
  byText(a.kind, b.kind) ||
  byText(a.name, b.name) ||
  byText(a.id, b.id);

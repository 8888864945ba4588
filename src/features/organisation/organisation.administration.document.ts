import type { Words } from '#kernel/words.ts';
import { fill } from '#kernel/words.ts';
import type { Shown, ShownChange, ShownValue } from '../proposal/proposal.model.ts';
import { words } from './organisation.administration.words.ts';
import type { Organisation, Person } from './organisation.model.ts';
import { activeStates, dutyWords, kindWords } from './organisation.words.ts';

// What the confirming administrator is shown: the title of the act, and value by value what it changes.

const told = (value: string | null): ShownValue => (value === null ? null : { text: value });
const titled = (title: Words, facts: Record<string, string>): Words => ({
  zh: fill(title.zh, facts),
  en: fill(title.en, facts),
});
const changed = (changes: readonly ShownChange[]): ShownChange[] =>
  changes.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));

const dutiesOf = (person: Pick<Person, 'duties'> | null): ShownValue =>
  person === null
    ? null
    : {
        words: {
          zh: person.duties.map((duty) => dutyWords[duty].zh).join('、') || words.noDuty.zh,
          en: person.duties.map((duty) => dutyWords[duty].en).join(', ') || words.noDuty.en,
        },
      };
const stateOf = (of: { readonly active: boolean } | null): ShownValue =>
  of === null ? null : { words: of.active ? activeStates.active : activeStates.closed };

export const shownPerson = (before: Person | null, after: Person, organisation: string): Shown => ({
  title: titled(
    before ? (after.active ? words.titleAmendPerson : words.titleClosePerson) : words.titleAddPerson,
    {
      name: before?.name ?? after.name,
      organisation,
    },
  ),
  changes: changed([
    { words: words.name, before: told(before?.name ?? null), after: told(after.name) },
    { words: words.login, before: told(before?.login ?? null), after: told(after.login) },
    { words: words.title, before: told(before?.title ?? null), after: told(after.title) },
    { words: words.phone, before: told(before?.phone ?? null), after: told(after.phone) },
    { words: words.duties, before: dutiesOf(before), after: dutiesOf(after) },
    { words: words.state, before: stateOf(before), after: stateOf(after) },
  ]),
});

export const shownReset = (person: Person, organisation: string): Shown => ({
  title: titled(words.titleReset, { name: person.name, organisation }),
  changes: [],
});

export const shownOrganisation = (before: Organisation | null, after: Organisation): Shown => ({
  title: titled(
    before
      ? before.active && !after.active
        ? words.titleCloseOrganisation
        : words.titleAmendOrganisation
      : words.titleRegister,
    { name: before?.name ?? after.name },
  ),
  changes: changed([
    {
      words: words.kind,
      before: before && { words: kindWords[before.kind] },
      after: { words: kindWords[after.kind] },
    },
    { words: words.name, before: told(before?.name ?? null), after: told(after.name) },
    { words: words.uscc, before: told(before?.uscc ?? null), after: told(after.uscc) },
    {
      words: words.legalRepresentative,
      before: told(before?.legalRepresentative ?? null),
      after: told(after.legalRepresentative),
    },
    { words: words.contact, before: told(before?.contact ?? null), after: told(after.contact) },
    { words: words.phone, before: told(before?.phone ?? null), after: told(after.phone) },
    { words: words.address, before: told(before?.address ?? null), after: told(after.address) },
    { words: words.state, before: stateOf(before), after: stateOf(after) },
  ]),
});

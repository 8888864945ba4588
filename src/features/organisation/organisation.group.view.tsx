import { useQuery } from '@tanstack/react-query';
import { type InputOf, type OutputOf, queriesOf } from '#web/api.ts';
import type { Format } from '#web/format.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { Basis } from '#web/ui/basis.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Choice, Field, FieldRow, Lines, Pick } from '#web/ui/form-page.tsx';
import { ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { FactGrid, Section } from '#web/ui/record-page.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { api, type Contract, contractorOptions, type Person } from './organisation.client.view.tsx';
import { groupPartWords, groupRoleWords, relationWords, termStates, words } from './organisation.words.ts';

const queries = queriesOf<Contract>('organisation');

type Membership = OutputOf<Contract, 'appoint'>;

const termOf = (
  { fromOn, untilOn }: { readonly fromOn: string; readonly untilOn: string | null },
  { day, t }: Format & { readonly t: Translate },
) =>
  untilOn
    ? t(words.closedTerm, { from: day(fromOn), until: day(untilOn) })
    : t(words.openTerm, { from: day(fromOn) });

const termState = ({ fromOn, untilOn }: Membership, today: string) =>
  fromOn > today ? 'coming' : untilOn !== null && untilOn < today ? 'ended' : 'current';

export function InspectionGroup() {
  const t = useWords();
  const today = useToday();
  return (
    <ListPage
      name="inspection-group"
      title={words.group}
      intro={t(words.groupMeans)}
      before={<Composition />}
      empty={words.noGroup}
      load={() => api.group({})}
      columns={[
        { key: 'name', words: words.personName, value: ({ personName }) => personName, narrow: 'title' },
        { key: 'organisation', words: words.organisation, value: ({ organisationName }) => organisationName },
        { key: 'role', words: words.role, value: ({ role }) => t(groupRoleWords[role]), tight: true },
        { key: 'term', words: words.term, value: termOf },
        {
          key: 'state',
          words: words.state,
          value: (membership) => <StateTag of={termStates} state={termState(membership, today)} />,
          narrow: 'tag',
          tight: true,
        },
        {
          key: 'end',
          words: words.endTerm,
          value: (membership) =>
            membership.may.end && termState(membership, today) !== 'ended' ? (
              <EndTerm membership={membership} today={today} />
            ) : null,
        },
      ]}
      acts={(may) => <Appoint may={may} today={today} />}
    />
  );
}

/** Which parts of the clause serve today; a part with nobody is said, not left out. */
function Composition() {
  const query = useQuery(queries.group.queryOptions({ input: {} }));
  if (!query.data) return null;
  const { composition, basis } = query.data;
  return (
    <div className="above-list">
      <Section words={words.composition}>
        <FactGrid
          of={composition.map(({ part, names }) => ({
            words: groupPartWords[part],
            value: names.length === 0 ? <Mark words={words.nobodyServes} /> : names.join('、'),
          }))}
        />
        <Basis of={basis} />
      </Section>
    </div>
  );
}

type Appointment = Omit<InputOf<Contract, 'appoint'>, 'id'>;

function Appoint({
  may,
  today,
}: {
  readonly may: Readonly<Record<string, boolean>>;
  readonly today: string;
}) {
  return (
    <Act<Appointment>
      name="appoint"
      may={may}
      words={words.appoint}
      consequence={words.appointMeans}
      primary
      initial={{ fromOn: today }}
      perform={({ reason: _reason, ...appointment }, id) => api.appoint({ id, ...appointment })}
    >
      <Field name="personId" words={words.person} required>
        <Pick of="group-candidates" load={supervisionPeople} />
      </Field>
      <Field name="role" words={words.role} required>
        <Choice words={groupRoleWords} />
      </Field>
      <FieldRow>
        <Field name="fromOn" words={words.termFrom} required>
          <DateInput />
        </Field>
        <Field name="untilOn" words={words.termUntil} hint={words.termUntilHint} nullable>
          <DateInput />
        </Field>
      </FieldRow>
    </Act>
  );
}

const pagesMax = 20;

/** Everybody who is not of a contractor, to choose from. */
async function supervisionPeople() {
  const people: Person[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, nextCursor } = await api.people({ cursor });
    people.push(...items);
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return people
    .filter(({ active, organisationKind }) => active && organisationKind !== 'contractor')
    .map(({ id, name, organisationName }) => ({ value: id, label: `${name} · ${organisationName}` }));
}

function EndTerm({ membership, today }: { readonly membership: Membership; readonly today: string }) {
  return (
    <Act<{ untilOn: string }>
      name="end"
      may={membership.may}
      words={words.endTerm}
      consequence={words.endTermMeans}
      facts={{ name: membership.personName }}
      initial={{ untilOn: today }}
      perform={({ untilOn }) =>
        api.endMembership({ id: membership.id, basedOn: membership.version, untilOn })
      }
    >
      <Field name="untilOn" words={words.lastDay} required>
        <DateInput />
      </Field>
    </Act>
  );
}

// Related parties (回避)

export function RelatedParties() {
  const t = useWords();
  return (
    <ListPage
      name="related-parties"
      title={words.relations}
      intro={t(words.relationsMeans)}
      empty={words.noRelations}
      filters={{ contractorId: pickFilter(words.contractor, contractorOptions) }}
      load={(filters) => api.relations(filters)}
      columns={[
        {
          key: 'person',
          words: words.person,
          value: ({ personName }) => personName,
          narrow: 'title',
          tight: true,
        },
        { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
        {
          key: 'relation',
          words: words.relation,
          value: ({ relation }) => t(relationWords[relation]),
          tight: true,
        },
        { key: 'statement', words: words.statement, value: ({ statement }) => statement },
        { key: 'period', words: words.period, value: termOf },
      ]}
      acts={(may) => <Declare may={may} />}
    />
  );
}

type Declaration = Omit<InputOf<Contract, 'declareRelation'>, 'id'>;

function Declare({ may }: { readonly may: Readonly<Record<string, boolean>> }) {
  const me = useMe();
  const today = useToday();
  return (
    <Act<Declaration>
      name="declare"
      may={may}
      words={words.declare}
      consequence={words.declareMeans}
      primary
      initial={{ personId: me.person.id, fromOn: today }}
      perform={({ reason: _reason, ...declaration }, id) => api.declareRelation({ id, ...declaration })}
    >
      <Field name="personId" words={words.person} required>
        <Pick of="group-candidates" load={supervisionPeople} />
      </Field>
      <Field name="contractorId" words={words.contractor} required>
        <Pick of="contractors" load={contractorOptions} />
      </Field>
      <Field name="relation" words={words.relation} required>
        <Choice words={relationWords} />
      </Field>
      <Field name="statement" words={words.statement} required>
        <Lines maxLength={2000} />
      </Field>
      <FieldRow>
        <Field name="fromOn" words={words.since} required>
          <DateInput />
        </Field>
        <Field name="untilOn" words={words.until} hint={words.termUntilHint} nullable>
          <DateInput />
        </Field>
      </FieldRow>
    </Act>
  );
}

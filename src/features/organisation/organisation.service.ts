import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { Actor } from '#kernel/actor.ts';
import { clause, granted, refused } from '#kernel/result.ts';
import { dayOf, type Instant, isBefore, plainDate } from '#kernel/temporal.ts';
import { ownTerms } from '#kernel/terms.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { regimeOf } from '../regime/regime.service.ts';
import {
  type MeView,
  nameCursor,
  type OrganisationView,
  type organisationContract,
  type PersonView,
} from './organisation.contract.ts';
import * as group from './organisation.group.store.ts';
import type { Membership, Organisation, Person } from './organisation.model.ts';
import * as persons from './organisation.person.store.ts';
import {
  mayAdminister,
  mayAppointGroup,
  mayDeclareRelation,
  maySeeOrganisation,
} from './organisation.policy.ts';
import { appoint, compositionOf } from './organisation.rules.ts';
import * as store from './organisation.store.ts';

type Inputs = InferContractRouterInputs<typeof organisationContract>;
type Outputs = InferContractRouterOutputs<typeof organisationContract>;

export const organisationViewOf = (
  actor: Actor,
  organisation: Organisation,
  people: number,
): OrganisationView => ({
  ...organisation,
  people,
  may: { amend: mayAdminister(actor), addPerson: mayAdminister(actor) },
});

export const personViewOf = (actor: Actor, person: persons.PersonListed): PersonView => {
  const keeps = mayAdminister(actor);
  const open =
    keeps || actor.organisationKind !== 'contractor' || actor.organisationId === person.organisationId;
  return {
    ...person,
    phone: open ? person.phone : null,
    login: keeps || actor.personId === person.id ? person.login : '',
    duties: [...person.duties],
    may: {
      amend: keeps,
      declareRelation: mayDeclareRelation(actor, person.id),
      appoint: mayAppointGroup(actor) && person.organisationKind !== 'contractor',
    },
  };
};

/** The parts of a regime that not every county has, as this one has them. */
const partsOf = (pack: RulePack): MeView['parts'] =>
  (['scoring', 'draws', 'training', 'assets', 'disclosure'] as const).filter(
    (part) => pack[part] !== undefined,
  );

export async function meOf(
  db: Tx,
  county: string,
  actor: Actor,
  now: Instant,
): Promise<Omit<MeView, 'lastSignIn'>> {
  const { pack } = await regimeOf({ db, county });
  const [found, person, own] = await Promise.all([
    store.countyOf(db, county),
    persons.people(db, county, { id: actor.personId, on: dayOf(now).toString(), limit: 1 }),
    store.findOrganisation(db, county, actor.organisationId),
  ]);
  return {
    person: {
      id: actor.personId,
      name: actor.name,
      title: person[0]?.title ?? null,
      duties: [...actor.duties],
    },
    organisation: { id: actor.organisationId, kind: actor.organisationKind, name: own?.name ?? '' },
    county: found,
    parts: partsOf(pack),
    terms: ownTerms(pack.vocabulary.terms),
    today: dayOf(now).toString(),
  };
}

// Organisations

export async function handleList(call: Call, input: Inputs['list']) {
  const rows = await store.organisations(call.db, call.county, { kind: input.kind });
  return granted({
    items: rows
      .filter(({ organisation }) => maySeeOrganisation(call.actor, organisation.id))
      .map(({ organisation, people }) => organisationViewOf(call.actor, organisation, people)),
    may: { register: mayAdminister(call.actor) },
  });
}

export async function handleFind(call: Call, input: Inputs['find']) {
  const [row] = await store.organisations(call.db, call.county, { id: input.id });
  if (!row || !maySeeOrganisation(call.actor, input.id))
    return refused('organisation.not-found', { id: input.id });
  const [people, history] = await Promise.all([
    persons.people(call.db, call.county, {
      organisationId: input.id,
      on: today(call).toString(),
      limit: 200,
    }),
    historyOf(call.db, call.county, [input.id]),
  ]);
  return granted({
    organisation: organisationViewOf(call.actor, row.organisation, row.people),
    people: people.map((person) => personViewOf(call.actor, person)),
    history,
  });
}

// People

const pageSize = 50;

export async function handlePeople(call: Call, input: Inputs['people']) {
  const [name, id] = nameCursor.read(input.cursor) ?? [];
  const own = call.actor.organisationKind === 'contractor' ? call.actor.organisationId : input.organisationId;
  const rows = await persons.people(call.db, call.county, {
    organisationId: own,
    kind: input.kind,
    after: name && id ? { name, id } : undefined,
    on: today(call).toString(),
    limit: pageSize + 1,
  });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items: items.map((person) => personViewOf(call.actor, person)),
    nextCursor: rows.length > pageSize && last ? nameCursor.write(last.name, last.id) : null,
    may: { add: mayAdminister(call.actor) },
  });
}

type Author = Pick<Call, 'county' | 'now' | 'newId'> & {
  actor: { personId: string | null; organisationId: string | null };
};

/** Puts a person on the register. The password's hash stays out of the event: a log is for ever, a secret is not. */
export async function addPerson(
  tx: Tx,
  author: Author,
  person: Person,
  passwordHash: string | null,
): Promise<void> {
  await record(tx, author, [
    { type: 'person.added', aggregateType: 'person', aggregate: person.id, version: 1, body: person },
  ]);
  await persons.insertPerson(tx, author.county, person, passwordHash);
}

// 监督检查小组

const membershipViewOf = (actor: Actor, { organisationKind: _, ...row }: group.MembershipListed) => ({
  ...row,
  may: { end: mayAppointGroup(actor) },
});

export async function handleGroup(call: Call, _input: Inputs['group']) {
  const rows = await group.memberships(call.db, call.county);
  return granted({
    items: rows.map((row) => membershipViewOf(call.actor, row)),
    composition: compositionOf(rows, today(call).toString()).map(({ part, names }) => ({
      part,
      names: [...names],
    })),
    basis: [clause(clauseOfDuty((await regimeOf(call)).pack, 'D05'))],
    may: { appoint: mayAppointGroup(call.actor) },
  });
}

async function membershipWritten(tx: Tx, call: Call, id: string): Promise<Outputs['appoint']> {
  const [row] = await group.memberships(tx, call.county, id);
  if (!row) throw new Error(`membership ${id} was written and is not there`);
  return membershipViewOf(call.actor, row);
}

export function handleAppoint(call: Call, input: Inputs['appoint']) {
  return transact(call.db, async (tx) => {
    const [candidate] = await group.teamCandidates(tx, call.county, input.fromOn, [input.personId]);
    if (!candidate) {
      const [person] = await persons.people(tx, call.county, {
        id: input.personId,
        on: input.fromOn,
        limit: 1,
      });
      return person?.organisationKind === 'contractor'
        ? refused('group.contractor-never')
        : refused('person.not-found', { id: input.personId });
    }
    const { pack } = await regimeOf({ db: tx, county: call.county });
    const term = {
      role: input.role,
      fromOn: plainDate(input.fromOn),
      untilOn: input.untilOn ? plainDate(input.untilOn) : null,
    };
    const decision = appoint(candidate, term, {
      inForceFrom: plainDate(pack.inForceFrom),
      groupClause: clauseOfDuty(pack, 'D05'),
    });
    if (!decision.ok) return decision;
    const serving = await group.membershipsOfPersonForUpdate(tx, call.county, input.personId);
    const overlaps = serving.some(
      (other) =>
        (other.untilOn === null || other.untilOn >= input.fromOn) &&
        (input.untilOn === null || other.fromOn <= input.untilOn),
    );
    if (overlaps) return refused('group.serves-already');
    const { id = call.newId(), ...fields } = input;
    const membership: Membership = { ...fields, id, version: 1 };
    await record(tx, call, [
      {
        type: 'group-membership.begun',
        aggregateType: 'group-membership',
        aggregate: id,
        version: 1,
        body: membership,
      },
    ]);
    await group.insertMembership(tx, call.county, membership);
    return granted(await membershipWritten(tx, call, id));
  });
}

export function handleEndMembership(call: Call, input: Inputs['endMembership']) {
  return transact(call.db, async (tx) => {
    const current = await group.findMembershipForUpdate(tx, call.county, input.id);
    if (!current) return refused('group.not-found', { id: input.id });
    if (current.version !== input.basedOn)
      return refused('group.changed-meanwhile', { version: current.version });
    if (isBefore(plainDate(input.untilOn), plainDate(current.fromOn))) return refused('group.dates-reversed');
    const next: Membership = { ...current, untilOn: input.untilOn, version: current.version + 1 };
    await record(tx, call, [
      {
        type: 'group-membership.ended',
        aggregateType: 'group-membership',
        aggregate: next.id,
        version: next.version,
        body: next,
      },
    ]);
    await group.saveMembership(tx, call.county, next);
    return granted(await membershipWritten(tx, call, next.id));
  });
}

export async function handleRelations(call: Call, input: Inputs['relations']) {
  const rows = await group.relations(call.db, call.county, { contractorId: input.contractorId });
  return granted({
    items: rows.map((row) => ({ ...row, may: {} })),
    may: { declare: mayDeclareRelation(call.actor, call.actor.personId) },
  });
}

export function handleDeclareRelation(call: Call, input: Inputs['declareRelation']) {
  return transact(call.db, async (tx) => {
    if (!mayDeclareRelation(call.actor, input.personId)) return refused('relation.not-permitted');
    const [person] = await group.teamCandidates(tx, call.county, input.fromOn, [input.personId]);
    if (!person) return refused('person.not-found', { id: input.personId });
    const contractor = await store.findOrganisation(tx, call.county, input.contractorId);
    if (contractor?.kind !== 'contractor')
      return refused('organisation.not-found', { id: input.contractorId });
    if (input.untilOn && input.untilOn < input.fromOn) return refused('group.dates-reversed');
    const { id = call.newId(), ...fields } = input;
    const relation = { ...fields, id };
    await record(tx, call, [
      {
        type: 'related-party.declared',
        aggregateType: 'related-party',
        aggregate: id,
        version: 1,
        body: relation,
        note: input.statement,
      },
    ]);
    await group.insertRelation(tx, call.county, relation);
    const [row] = await group.relations(tx, call.county, { id });
    if (!row) throw new Error(`relation ${id} was written and is not there`);
    return granted({ ...row, may: {} });
  });
}

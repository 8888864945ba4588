import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import type { Citation, Result } from '#kernel/result.ts';
import { granted, refused } from '#kernel/result.ts';
import type { Call } from '#platform/call.ts';
import { type ConstraintRefusals, type Tx, transact } from '#platform/database.ts';
import { type NewEvent, record } from '#platform/event-log.ts';
import type { Shown } from '../proposal/proposal.model.ts';
import { type ProposalKind, propose, proposeConstraints } from '../proposal/proposal.service.ts';
import type {
  administrationContract,
  organisationActRefused,
  personActRefused,
} from './organisation.administration.contract.ts';
import { shownOrganisation, shownPerson, shownReset } from './organisation.administration.document.ts';
import type { Authority } from './organisation.administration.model.ts';
import {
  type AloneAct,
  fitDuties,
  fitOrganisation,
  grantsItself,
  isAlone,
  keepsAdministrators,
  mayAlone,
  secondAccount,
} from './organisation.administration.rules.ts';
import * as administration from './organisation.administration.store.ts';
import { administratorKinds, type Organisation, type Person } from './organisation.model.ts';
import * as persons from './organisation.person.store.ts';
import { mayAdminister } from './organisation.policy.ts';
import * as sessions from './organisation.session.store.ts';
import * as store from './organisation.store.ts';

type Inputs = InferContractRouterInputs<typeof administrationContract>;
type Code = (typeof personActRefused)[number] | (typeof organisationActRefused)[number];

/** An act that would pass its rules now, and how it is done. */
type Prepared = {
  readonly subject: { readonly type: 'person' | 'organisation'; readonly id: string };
  readonly shown: Shown;
  readonly alone: AloneAct;
  readonly write: (authority: Authority) => Promise<void>;
};
type Outcome = InferContractRouterOutputs<typeof administrationContract>['register'];
type Because = { readonly reason: string; readonly evidence?: readonly string[] | undefined };
/** Its rules, evaluated when it is proposed and again, under locks, when it is confirmed; `by` are those whose act it is. */
type Act<Content> = {
  readonly kind: string;
  readonly prepare: (
    tx: Tx,
    call: Call,
    content: Content,
    by: readonly string[],
  ) => Promise<Result<Prepared, Code>>;
};

// 等保 (GB/T 22239-2019 8.1.5): duties of administrators apart and watched; D13: no one raises and buries alone.
const basis: readonly Citation[] = [{ instrument: 'GB/T 22239-2019', article: '8.1.5' }];

const constraints = {
  organisation_uscc: () => refused('organisation.uscc-taken'),
  organisation_name_taken: (existing: string) => refused('organisation.name-taken', { existing }),
  organisation_pkey: () => refused('organisation.uscc-taken'),
  organisation_single: () => refused('organisation.only-one'),
  single_organisation_stays: () => refused('organisation.single-stays'),
  person_county_login_key: () => refused('person.login-taken'),
  person_pkey: () => refused('person.login-taken'),
} as const satisfies ConstraintRefusals;

/** Does the act alone at set-up, and puts it before the other administrator ever after. */
function administer<Content>(call: Call, act: Act<Content>, content: Content, because: Because) {
  return transact(
    call.db,
    async (tx) => {
      if (!mayAdminister(call.actor)) return refused('administration.not-permitted');
      await administration.lockAdministration(tx, call.county);
      const prepared = await act.prepare(tx, call, content, [call.actor.personId]);
      if (!prepared.ok) return prepared;
      const { subject, shown, alone, write } = prepared.value;
      const all = await administration.administrators(tx, call.county);
      if (isAlone(all)) {
        const allowed = mayAlone(alone, call.actor, all);
        if (!allowed.ok) return allowed;
        await write({ by: 'alone-at-set-up' });
        return granted<Outcome>({ id: subject.id, proposal: null });
      }
      const proposed = await propose(tx, call, {
        kind: act.kind,
        subject,
        content,
        shown,
        basis,
        reason: because.reason,
        evidence: because.evidence ?? [],
        confirmers: {
          bodies: [...administratorKinds],
          duty: 'administrator',
          otherBody: true,
          not: subject.type === 'person' ? [subject.id] : [],
        },
      });
      return proposed.ok ? granted<Outcome>({ id: subject.id, proposal: proposed.value }) : proposed;
    },
    { ...constraints, ...proposeConstraints },
  );
}

const kindOf = <Content>(act: Act<Content>): ProposalKind<Code> => ({
  kind: act.kind,
  constraints: () => constraints,
  apply: async (tx, call, proposal) => {
    await administration.lockAdministration(tx, call.county);
    const all = await administration.administrators(tx, call.county);
    const by = [proposal.proposedBy, call.actor.personId];
    // Whoever has lost the duty meanwhile is not one of the two any more.
    if (!by.every((id) => all.some(({ personId }) => personId === id)))
      return refused('administration.proposer-gone', {}, basis);
    const prepared = await act.prepare(tx, call, proposal.content as Content, by);
    if (!prepared.ok) return prepared;
    await prepared.value.write({
      by: 'two',
      proposal: proposal.id,
      proposedBy: proposal.proposedBy,
      confirmedBy: call.actor.personId,
    });
    return granted(true);
  },
});

// People

const eventOf = (
  type: string,
  aggregateType: 'person' | 'organisation',
  next: Person | Organisation,
  authority: Authority,
): NewEvent => ({
  type,
  aggregateType,
  aggregate: next.id,
  version: next.version,
  body: { ...next, authority },
});

const grantersOf = (call: Call, authority: Authority): string[] =>
  authority.by === 'two' ? [authority.proposedBy, authority.confirmedBy] : [call.actor.personId];

async function fitsPerson(
  tx: Tx,
  call: Call,
  before: Person | null,
  after: Person,
  organisation: Organisation,
  another: boolean,
) {
  const duties = fitDuties(after.duties, organisation.kind);
  if (!duties.ok) return duties;
  const same =
    before?.active &&
    before.name === after.name &&
    before.phone === after.phone &&
    before.duties.join() === after.duties.join();
  if (same || !after.active) return granted(true);
  const human = { ...after, organisationKind: organisation.kind };
  return secondAccount(human, await administration.humans(tx, call.county, after.name), another);
}

type AddPerson = Omit<Person, 'version' | 'active'> & { readonly another: boolean };

const addPersonAct: Act<AddPerson> = {
  kind: 'person.add',
  async prepare(tx, call, { another, ...fields }) {
    const organisation = await store.findOrganisation(tx, call.county, fields.organisationId);
    if (!organisation?.active) return refused('organisation.not-found', { id: fields.organisationId });
    if (await persons.findPersonByLogin(tx, call.county, fields.login)) return refused('person.login-taken');
    const person: Person = { ...fields, version: 1, active: true };
    const fits = await fitsPerson(tx, call, null, person, organisation, another);
    if (!fits.ok) return fits;
    return granted({
      subject: { type: 'person', id: person.id },
      shown: shownPerson(null, person, organisation.name),
      alone: { act: 'person.add', organisationId: organisation.id, duties: person.duties },
      async write(authority) {
        await record(tx, call, [eventOf('person.added', 'person', person, authority)]);
        await persons.insertPerson(tx, call.county, person, null);
        await administration.grantCode(
          tx,
          call.county,
          {
            id: call.newId(),
            personId: person.id,
            occasion: 'first',
            grantedBy: grantersOf(call, authority),
          },
          call.now.toString(),
        );
      },
    });
  },
};

async function personAt(tx: Tx, call: Call, id: string, basedOn: number) {
  const current = await persons.findPersonForUpdate(tx, call.county, id);
  if (!current) return refused('person.not-found', { id });
  if (current.version !== basedOn) return refused('person.changed-meanwhile', { version: current.version });
  const organisation = await store.findOrganisation(tx, call.county, current.organisationId);
  if (!organisation) throw new Error(`person ${id} is of no organisation`);
  return granted({ current, organisation });
}

type AmendPerson = Pick<Person, 'id' | 'name' | 'title' | 'phone' | 'duties' | 'active'> & {
  readonly basedOn: number;
  readonly another: boolean;
};

const amendPersonAct: Act<AmendPerson> = {
  kind: 'person.amend',
  async prepare(tx, call, { basedOn, another, ...fields }, by) {
    const found = await personAt(tx, call, fields.id, basedOn);
    if (!found.ok) return found;
    const { current, organisation } = found.value;
    const next: Person = { ...current, ...fields, version: basedOn + 1 };
    const shown = shownPerson(current, next, organisation.name);
    if (shown.changes.length === 0) return refused('person.nothing-changed');
    const own = grantsItself(by, current, next);
    if (!own.ok) return own;
    const fits = await fitsPerson(tx, call, current, next, organisation, another);
    if (!fits.ok) return fits;
    const all = await administration.administrators(tx, call.county);
    const administers = next.active && next.duties.includes('administrator');
    const keeps = keepsAdministrators(
      all,
      administers ? all : all.filter(({ personId }) => personId !== next.id),
    );
    if (current.duties.includes('administrator') && current.active && !keeps.ok) return keeps;
    return granted({
      subject: { type: 'person', id: next.id },
      shown,
      alone: { act: 'other' },
      async write(authority) {
        await record(tx, call, [eventOf('person.amended', 'person', next, authority)]);
        await persons.savePerson(tx, call.county, next);
        if (next.active) return;
        await sessions.revokeSessionsOf(tx, call.county, next.id, call.now);
        await administration.voidCodes(tx, call.county, next.id, call.now.toString());
      },
    });
  },
};

const resetAct: Act<{ readonly id: string; readonly basedOn: number }> = {
  kind: 'person.reset',
  async prepare(tx, call, { id, basedOn }, by) {
    const found = await personAt(tx, call, id, basedOn);
    if (!found.ok) return found;
    const { current, organisation } = found.value;
    if (!current.active) return refused('person.not-found', { id });
    if (by.includes(id)) return refused('person.own-duty');
    const next: Person = { ...current, version: basedOn + 1 };
    return granted({
      subject: { type: 'person', id },
      shown: shownReset(current, organisation.name),
      alone: { act: 'person.reset', personId: id },
      async write(authority) {
        await record(tx, call, [eventOf('person.sign-in-reset', 'person', next, authority)]);
        await persons.savePerson(tx, call.county, next, null);
        await sessions.revokeSessionsOf(tx, call.county, id, call.now);
        await administration.grantCode(
          tx,
          call.county,
          { id: call.newId(), personId: id, occasion: 'reset', grantedBy: grantersOf(call, authority) },
          call.now.toString(),
        );
      },
    });
  },
};

// Organisations

/** What the database would refuse at the end is told when it is proposed. */
async function isFree(tx: Tx, call: Call, organisation: Pick<Organisation, 'id' | 'kind' | 'uscc' | 'name'>) {
  const taken = await store.clashOf(tx, call.county, organisation);
  if (taken) return refused(taken);
  const existing = await store.nameTaken(tx, call.county, organisation);
  return existing === undefined ? granted(true) : refused('organisation.name-taken', { existing });
}

const registerAct: Act<Omit<Organisation, 'version' | 'active'>> = {
  kind: 'organisation.register',
  async prepare(tx, call, fields) {
    if (fields.kind === 'contractor' && fields.uscc === null) return refused('organisation.uscc-required');
    const free = await isFree(tx, call, fields);
    if (!free.ok) return free;
    const organisation: Organisation = { ...fields, version: 1, active: true };
    return granted({
      subject: { type: 'organisation', id: organisation.id },
      shown: shownOrganisation(null, organisation),
      alone: { act: 'organisation.register' },
      async write(authority) {
        await record(tx, call, [eventOf('organisation.registered', 'organisation', organisation, authority)]);
        await store.insertOrganisation(tx, call.county, organisation);
      },
    });
  },
};

const amendAct: Act<Omit<Organisation, 'version'> & { readonly basedOn: number }> = {
  kind: 'organisation.amend',
  async prepare(tx, call, { basedOn, ...fields }) {
    const current = await store.findOrganisationForUpdate(tx, call.county, fields.id);
    if (!current) return refused('organisation.not-found', { id: fields.id });
    if (current.version !== basedOn)
      return refused('organisation.changed-meanwhile', { version: current.version });
    if (fields.kind === 'contractor' && fields.uscc === null) return refused('organisation.uscc-required');
    const next: Organisation = { ...current, ...fields, version: basedOn + 1 };
    const shown = shownOrganisation(current, next);
    if (shown.changes.length === 0) return refused('organisation.nothing-changed');
    const all = await administration.administrators(tx, call.county);
    const inside = all.filter(({ organisationId }) => organisationId === next.id);
    const fits = fitOrganisation(current, next, {
      used: current.kind !== next.kind && (await administration.isUsed(tx, call.county, next.id)),
      administrators: inside.length,
    });
    if (!fits.ok) return fits;
    const free = await isFree(tx, call, next);
    if (!free.ok) return free;
    const keeps = keepsAdministrators(all, next.active ? all : all.filter((one) => !inside.includes(one)));
    if (inside.length > 0 && !keeps.ok) return keeps;
    return granted({
      subject: { type: 'organisation', id: next.id },
      shown,
      alone: { act: 'other' },
      async write(authority) {
        await record(tx, call, [eventOf('organisation.amended', 'organisation', next, authority)]);
        await store.saveOrganisation(tx, call.county, next);
      },
    });
  },
};

/** For the composition: the acts that wait for the other administrator. */
export const administrationKinds: readonly ProposalKind<Code>[] = [
  kindOf(addPersonAct),
  kindOf(amendPersonAct),
  kindOf(resetAct),
  kindOf(registerAct),
  kindOf(amendAct),
];

export const handleAddPerson = (
  call: Call,
  { reason, evidence, another = false, id, ...fields }: Inputs['addPerson'],
) => administer(call, addPersonAct, { ...fields, id: id ?? call.newId(), another }, { reason, evidence });

export const handleAmendPerson = (
  call: Call,
  { reason, evidence, another = false, ...fields }: Inputs['amendPerson'],
) => administer(call, amendPersonAct, { ...fields, another }, { reason, evidence });

export const handleReset = (call: Call, { reason, evidence, ...fields }: Inputs['reset']) =>
  administer(call, resetAct, fields, { reason, evidence });

export const handleRegister = (call: Call, { reason, evidence, id, ...fields }: Inputs['register']) =>
  administer(call, registerAct, { ...fields, id: id ?? call.newId() }, { reason, evidence });

export const handleAmend = (call: Call, { reason, evidence, ...fields }: Inputs['amend']) =>
  administer(call, amendAct, fields, { reason, evidence });

import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import type { Call } from '#platform/call.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import type { RequestContext } from '#platform/http.ts';
import { digestOf, newReadableCode } from '#platform/secrets.ts';
import type { administrationContract } from './organisation.administration.contract.ts';
import { codeHours } from './organisation.administration.rules.ts';
import * as administration from './organisation.administration.store.ts';
import * as persons from './organisation.person.store.ts';
import { mayAdminister } from './organisation.policy.ts';
import * as store from './organisation.store.ts';

type Inputs = InferContractRouterInputs<typeof administrationContract>;

/** What is kept of a code: good for this one person only. */
export const digestOfCode = (personId: string, code: string) =>
  digestOf(`${personId}:${code.trim().toUpperCase()}`);

/** Makes the code that two granted. It is answered this once and kept nowhere; whoever took it is in the log. */
export function handleTakeCode(call: Call, input: Inputs['takeCode']) {
  return transact(call.db, async (tx) => {
    if (!mayAdminister(call.actor)) return refused('administration.not-permitted');
    const person = await persons.findPersonForUpdate(tx, call.county, input.id);
    if (!person?.active) return refused('person.not-found', { id: input.id });
    const granting = await administration.findOpenCodeForUpdate(tx, call.county, person.id);
    if (!granting) return refused('sign-in-code.none');
    if (granting.takenBy !== null) return refused('sign-in-code.taken');
    if (!granting.grantedBy.includes(call.actor.personId)) return refused('sign-in-code.not-permitted');
    const organisation = await store.findOrganisation(tx, call.county, person.organisationId);
    const code = newReadableCode();
    const expiresAt = call.now.add({ hours: codeHours }).toString();
    await record(tx, call, [
      {
        type: 'sign-in-code.taken',
        aggregateType: 'sign-in-code',
        aggregate: granting.id,
        version: 1,
        body: {
          id: granting.id,
          personId: person.id,
          name: person.name,
          occasion: granting.occasion,
          expiresAt,
        },
      },
    ]);
    await administration.takeCode(tx, call.county, granting.id, {
      codeHash: digestOfCode(person.id, code),
      by: call.actor.personId,
      at: call.now.toString(),
      expiresAt,
    });
    const { login, name } = person;
    return granted({ code, login, name, organisation: organisation?.name ?? '', expiresAt });
  });
}

/** Whether what was typed as a password is the person's one-time code: then the page asks for the password to come. */
export const isOpenCode = (context: RequestContext, county: string, personId: string, typed: string) =>
  administration.isCodeOf(
    context.db,
    county,
    personId,
    digestOfCode(personId, typed),
    context.now.toString(),
  );

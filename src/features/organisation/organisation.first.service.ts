import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { dayOf } from '#kernel/temporal.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import type { RequestContext } from '#platform/http.ts';
import { passwordFault } from '#platform/password-guess.ts';
import type { administrationContract } from './organisation.administration.contract.ts';
import * as administration from './organisation.administration.store.ts';
import { digestOfCode, isOpenCode } from './organisation.code.service.ts';
import * as persons from './organisation.person.store.ts';
import { begin } from './organisation.session.service.ts';
import * as sessions from './organisation.session.store.ts';
import * as store from './organisation.store.ts';

type Inputs = InferContractRouterInputs<typeof administrationContract>;

/** One answer for an unknown name, a wrong, spent, void or expired code. 60 random bits are not guessed; the code locks nobody out. */
export async function handleFirstSignIn(context: RequestContext, input: Inputs['firstSignIn']) {
  const counties = await store.countiesIn(context.db);
  const county = input.county ?? (counties.length === 1 ? counties[0]?.code : undefined) ?? '000000';
  const login = input.login.trim().toLowerCase();
  const person = await persons.findPersonByLogin(context.db, county, login);
  if (!person?.active || !(await isOpenCode(context, county, person.id, input.code)))
    return refused('sign-in.wrong-code');
  const [known] = await persons.people(context.db, county, {
    id: person.id,
    on: dayOf(context.now).toString(),
    limit: 1,
  });
  const guessed = passwordFault(input.password, { login, name: known?.name ?? '' });
  if (guessed) return refused('password.too-common', { kind: guessed });
  const hash = await context.passwords.hash(input.password);
  const now = context.now.toString();
  const chosen = await transact(context.db, async (tx) => {
    const current = await persons.findPersonForUpdate(tx, county, person.id);
    if (!current?.active) return refused('sign-in.wrong-code');
    if (!(await administration.spendCode(tx, county, current.id, digestOfCode(current.id, input.code), now)))
      return refused('sign-in.wrong-code');
    const next = { ...current, version: current.version + 1 };
    const actor = { personId: current.id, organisationId: current.organisationId };
    await record(tx, { county, actor, now: context.now, newId: context.newId }, [
      {
        type: 'person.password-chosen',
        aggregateType: 'person',
        aggregate: next.id,
        version: next.version,
        body: { id: next.id },
      },
    ]);
    await persons.savePerson(tx, county, next, hash);
    await sessions.revokeSessionsOf(tx, county, next.id, context.now);
    return granted(true);
  });
  return chosen.ok ? begin(context, county, { id: person.id, login }, 'with-password') : chosen;
}

import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { dayOf, type Instant, Temporal } from '#kernel/temporal.ts';
import { type Db, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import type { RequestContext } from '#platform/http.ts';
import { isCommonPassword } from '#platform/password.ts';
import { digestOf, newReadableCode, newToken } from '#platform/secrets.ts';
import { adoptedIs, keepRegime, loadedRegimes } from '../regime/regime.service.ts';
import type { organisationContract } from './organisation.contract.ts';
import type { Organisation, Person } from './organisation.model.ts';
import * as persons from './organisation.person.store.ts';
import {
  failureWindowMinutes,
  lockAfterFailures,
  lockMinutes,
  sessionHours,
  sessionIdleMinutes,
} from './organisation.rules.ts';
import { addPerson, meOf } from './organisation.service.ts';
import * as sessions from './organisation.session.store.ts';
import * as store from './organisation.store.ts';

type Inputs = InferContractRouterInputs<typeof organisationContract>;

/** Who a request comes from, read anew each time: revocation and closed accounts take effect at once. */
export async function sessionOf(db: Db, token: string, now: Instant): Promise<RequestContext['session']> {
  const tokenHash = digestOf(token);
  const session = await sessions.sessionOf(db, tokenHash);
  if (!session) return null;
  adoptedIs(session.county, session.pack);
  const seenAt = Temporal.Instant.from(session.seenAt);
  const idle = now.since(seenAt).total('minutes');
  if (
    idle > sessionIdleMinutes ||
    Temporal.Instant.compare(now, Temporal.Instant.from(session.expiresAt)) > 0
  )
    return null;
  if (idle > 1) await sessions.touchSession(db, session.county, tokenHash, now);
  return { county: session.county, actor: session.actor, tokenHash, lastHomeAt: session.lastHomeAt };
}

/** Offers a new one-time code for the first administrator; codes offered before are void. The caller prints it in the terminal. */
export async function offerSetUpCode(db: Db, now: Instant): Promise<string> {
  const code = newReadableCode();
  await sessions.offerSetUpCode(db, digestOf(code), now);
  return code;
}

async function begin(context: RequestContext, county: string, personId: string) {
  // One browser, one session: signing in anew leaves no older key behind.
  if (context.session)
    await sessions.revokeSession(context.db, context.session.county, context.session.tokenHash, context.now);
  const token = newToken();
  const expiresAt = context.now.add({ hours: sessionHours });
  await sessions.insertSession(context.db, {
    county,
    tokenHash: digestOf(token),
    personId,
    now: context.now,
    expiresAt,
  });
  context.setSession(token);
  const session = await sessionOf(context.db, token, context.now);
  if (!session) throw new Error('A session was opened and is not there');
  return granted(await meOf(context.db, county, session.actor, context.now));
}

export async function handleInstallation(context: RequestContext, _input: Inputs['installation']) {
  const counties = await store.countiesIn(context.db);
  const regimes = loadedRegimes();
  const progress = context.installation.demonstrationProgress();
  const demonstration = counties.find((county) => county.demonstration);
  const people = demonstration
    ? await persons.people(context.db, demonstration.code, { on: dayOf(context.now).toString(), limit: 200 })
    : [];
  return granted({
    state:
      progress !== null
        ? ('building' as const)
        : counties.length === 0
          ? ('empty' as const)
          : ('ready' as const),
    progress,
    demonstration: demonstration !== undefined,
    counties: counties.map(({ code, name, nameEn }) => ({ code, name, nameEn })),
    regimes: regimes.map(({ pack }) => ({
      id: pack.id,
      zh: pack.name.zh,
      en: pack.name.en,
      jurisdiction: pack.jurisdiction,
    })),
    people: people
      .filter((person) => person.active)
      .map((person) => ({
        login: person.login,
        name: person.name,
        title: person.title,
        organisation: person.organisationName,
        kind: person.organisationKind,
      })),
  });
}

export async function handleSetUp(context: RequestContext, input: Inputs['setUp']) {
  const { administrator } = input;
  if (isCommonPassword(administrator.password, administrator.login)) return refused('password.too-common');
  const regime = loadedRegimes().find(({ pack }) => pack.id === input.packId);
  if (!regime) return refused('set-up.unknown-pack', { pack: input.packId });
  const hash = await context.passwords.hash(administrator.password);
  const done = await transact(context.db, async (tx) => {
    if ((await store.countiesIn(tx)).length > 0) return refused('set-up.done-already');
    if (!(await sessions.spendSetUpCode(tx, digestOf(input.code.trim().toUpperCase()), context.now)))
      return refused('set-up.wrong-code');
    const author = {
      county: input.countyCode,
      actor: { personId: null, organisationId: null },
      now: context.now,
      newId: context.newId,
    };
    await store.insertCounty(tx, {
      code: input.countyCode,
      name: input.countyName,
      nameEn: input.countyNameEn ?? input.countyName,
      goLiveOn: input.goLiveOn ?? dayOf(context.now).toString(),
      demonstration: false,
      packId: regime.pack.id,
      packVersion: regime.pack.version,
      packHash: regime.hash,
      createdAt: context.now.toString(),
    });
    // From its first day the county keeps the text it goes by: a file that is replaced must not become law by a restart.
    await keepRegime(tx, input.countyCode, regime, context.now.toString());
    const office: Organisation = {
      id: context.newId(),
      version: 1,
      kind: 'office',
      name: regime.pack.letter.issuerName,
      uscc: null,
      legalRepresentative: null,
      contact: null,
      phone: null,
      address: null,
      active: true,
    };
    const person: Person = {
      id: context.newId(),
      version: 1,
      organisationId: office.id,
      name: administrator.name,
      login: administrator.login,
      title: null,
      phone: null,
      duties: ['administrator'],
      active: true,
    };
    await record(tx, author, [
      {
        type: 'organisation.registered',
        aggregateType: 'organisation',
        aggregate: office.id,
        version: 1,
        body: { ...office, pack: regime.pack.id, packVersion: regime.pack.version, packHash: regime.hash },
      },
    ]);
    await store.insertOrganisation(tx, input.countyCode, office);
    await addPerson(tx, author, person, hash);
    return granted(person.id);
  });
  return done.ok ? begin(context, input.countyCode, done.value) : done;
}

/**
 * One answer and one time for an unknown person and a wrong password. Five failures within fifteen minutes lock the
 * name for half an hour, known or not, so that the lock does not tell either.
 */
export async function handleSignIn(context: RequestContext, input: Inputs['signIn']) {
  const counties = await store.countiesIn(context.db);
  const county = input.county ?? (counties.length === 1 ? counties[0]?.code : undefined) ?? '000000';
  const login = input.login.trim().toLowerCase();
  const attempts = await sessions.attemptsOf(context.db, county, login);
  if (
    attempts?.lockedUntil &&
    Temporal.Instant.compare(Temporal.Instant.from(attempts.lockedUntil), context.now) > 0
  )
    return refused('sign-in.too-many-attempts', { until: attempts.lockedUntil });
  const person = await persons.findPersonByLogin(context.db, county, login);
  const right = await context.passwords.verify(input.password, person?.active ? person.passwordHash : null);
  if (!right || !person?.active) {
    await sessions.saveAttempts(context.db, county, login, afterFailure(attempts, context.now));
    return refused('sign-in.failed');
  }
  if (attempts)
    await sessions.saveAttempts(context.db, county, login, {
      failures: 0,
      firstFailureAt: null,
      lockedUntil: null,
    });
  return begin(context, county, person.id);
}

function afterFailure(
  attempts: { failures: number; firstFailureAt: string | null } | undefined,
  now: Instant,
) {
  const first = attempts?.firstFailureAt ? Temporal.Instant.from(attempts.firstFailureAt) : undefined;
  const recent = first !== undefined && now.since(first).total('minutes') <= failureWindowMinutes;
  const failures = recent ? (attempts?.failures ?? 0) + 1 : 1;
  return {
    failures,
    firstFailureAt: (recent ? first : now).toString(),
    lockedUntil: failures >= lockAfterFailures ? now.add({ minutes: lockMinutes }).toString() : null,
  };
}

export async function handleSignInAs(context: RequestContext, input: Inputs['signInAs']) {
  const county = (await store.countiesIn(context.db)).find((candidate) => candidate.demonstration);
  if (!county) return refused('sign-in.no-demonstration');
  const person = await persons.findPersonByLogin(context.db, county.code, input.login);
  if (!person?.active) return refused('sign-in.failed');
  return begin(context, county.code, person.id);
}

export async function handleSignOut(context: RequestContext, _input: Inputs['signOut']) {
  if (context.session)
    await sessions.revokeSession(context.db, context.session.county, context.session.tokenHash, context.now);
  context.setSession(null);
  return granted({ signedOut: true as const });
}

export async function handleMe(context: RequestContext, _input: Inputs['me']) {
  if (!context.session) throw new Error('the route asks for a session');
  return granted(await meOf(context.db, context.session.county, context.session.actor, context.now));
}

export async function handleChangePassword(context: RequestContext, input: Inputs['changePassword']) {
  const { session } = context;
  if (!session) throw new Error('the route asks for a session');
  const { actor, county } = session;
  const [listed] = await persons.people(context.db, county, {
    id: actor.personId,
    on: dayOf(context.now).toString(),
    limit: 1,
  });
  if (!listed) return refused('sign-in.failed');
  const attempts = await sessions.attemptsOf(context.db, county, listed.login);
  if (
    attempts?.lockedUntil &&
    Temporal.Instant.compare(Temporal.Instant.from(attempts.lockedUntil), context.now) > 0
  )
    return refused('sign-in.too-many-attempts', { until: attempts.lockedUntil });
  const known = await persons.findPersonByLogin(context.db, county, listed.login);
  if (!(await context.passwords.verify(input.current, known?.passwordHash ?? null))) {
    await sessions.saveAttempts(context.db, county, listed.login, afterFailure(attempts, context.now));
    return refused('sign-in.failed');
  }
  if (isCommonPassword(input.next, listed.login)) return refused('password.too-common');
  const hash = await context.passwords.hash(input.next);
  const changed = await transact(context.db, async (tx) => {
    const current = await persons.findPersonForUpdate(tx, county, actor.personId);
    if (!current) return refused('sign-in.failed');
    const next = { ...current, version: current.version + 1 };
    await record(tx, { county, actor, now: context.now, newId: context.newId }, [
      {
        type: 'person.password-changed',
        aggregateType: 'person',
        aggregate: next.id,
        version: next.version,
        body: { id: next.id },
      },
    ]);
    await persons.savePerson(tx, county, next, hash);
    await sessions.revokeSessionsOf(tx, county, actor.personId, context.now);
    return granted({ changed: true as const });
  });
  if (changed.ok) await begin(context, county, actor.personId);
  return changed;
}

/** For the composition: whether the first start still waits for someone to set it up. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await store.countiesIn(db)).length === 0;
}

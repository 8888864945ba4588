import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { dayOf, type Instant, Temporal } from '#kernel/temporal.ts';
import { type Db, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import type { RequestContext } from '#platform/http.ts';
import { passwordFault } from '#platform/password-guess.ts';
import { digestOf, newReadableCode, newToken } from '#platform/secrets.ts';
import { adoptedIs, keepRegime, loadedRegimes } from '../regime/regime.service.ts';
import { judged, told } from './organisation.attempt.service.ts';
import * as attempts from './organisation.attempt.store.ts';
import { isOpenCode } from './organisation.code.service.ts';
import type { organisationContract } from './organisation.contract.ts';
import type { Organisation, Person } from './organisation.model.ts';
import * as persons from './organisation.person.store.ts';
import { sessionHours, sessionIdleMinutes } from './organisation.rules.ts';
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
  const { county, actor, lastHomeAt, id, login, previous, secondFactor } = session;
  return { county, actor, tokenHash, lastHomeAt, id, login, previous, secondFactor };
}

/** Offers a new one-time code for the first administrator; codes offered before are void. The caller prints it in the terminal. */
export async function offerSetUpCode(db: Db, now: Instant): Promise<string> {
  const code = newReadableCode();
  await sessions.offerSetUpCode(db, digestOf(code), now);
  return code;
}

/** A session begins, told what came before it. A browser that came with a password is known from now on. */
export async function begin(
  context: RequestContext,
  county: string,
  person: { readonly id: string; readonly login: string },
  how: 'with-password' | 'without',
) {
  const { db, now } = context;
  // One browser, one session: signing in anew leaves no older key behind.
  if (context.session)
    await sessions.revokeSession(db, context.session.county, context.session.tokenHash, now);
  const token = newToken();
  await sessions.insertSession(db, {
    county,
    tokenHash: digestOf(token),
    personId: person.id,
    now,
    expiresAt: now.add({ hours: sessionHours }),
    address: context.clientAddress,
    browser: context.browser,
    previous: await attempts.lastSignIn(db, county, person.id, person.login),
  });
  if (how === 'with-password') {
    const key = context.browserKey ?? newToken();
    await attempts.rememberBrowser(db, county, digestOf(key), person.id, now);
    context.setBrowserKey(key);
  }
  context.setSession(token);
  const session = await sessionOf(db, token, now);
  if (!session) throw new Error('A session was opened and is not there');
  return granted(await meOfSession(context, session));
}

async function meOfSession(context: RequestContext, session: NonNullable<RequestContext['session']>) {
  const me = await meOf(context.db, session.county, session.actor, context.now);
  return { ...me, lastSignIn: session.previous };
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
    demonstrationAsksCode: context.installation.secureCookies,
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

/** The digest of a code that has been offered and not used; guesses are counted. */
async function offeredCode(context: RequestContext, typed: string) {
  const code = digestOf(typed.trim().toUpperCase());
  const trial = {
    county: '000000',
    login: '',
    personId: null,
    failure: 'failed',
    counted: [{ scope: 'set-up', subject: context.clientAddress }],
  } as const;
  const offered = await judged(context, trial, () => sessions.isSetUpCode(context.db, code));
  if (!offered.ok) return offered;
  return offered.value ? granted(code) : refused('set-up.wrong-code');
}

/** Without https only this machine connects, and whoever sits at it may look at the demonstration without copying a code. */
export async function mayDemonstrate(context: RequestContext, input: Inputs['setUpDemonstration']) {
  if (!context.installation.secureCookies) return granted(null);
  if (!(await isEmpty(context.db))) return refused('set-up.done-already');
  const offered = await offeredCode(context, input.code ?? '');
  if (!offered.ok) return offered;
  return transact(context.db, async (tx) =>
    (await sessions.spendSetUpCode(tx, offered.value, context.now))
      ? granted(null)
      : refused('set-up.wrong-code'),
  );
}

export async function handleSetUp(context: RequestContext, input: Inputs['setUp']) {
  const { administrator } = input;
  // Whether the code is right is asked before a password is hashed for it: hashing is what a stranger could exhaust us with.
  if ((await store.countiesIn(context.db)).length > 0) return refused('set-up.done-already');
  const offered = await offeredCode(context, input.code);
  if (!offered.ok) return offered;
  const code = offered.value;
  const guessed = passwordFault(administrator.password, { ...administrator, county: input.countyNameEn });
  if (guessed) return refused('password.too-common', { kind: guessed });
  const regime = loadedRegimes().find(({ pack }) => pack.id === input.packId);
  if (!regime) return refused('set-up.unknown-pack', { pack: input.packId });
  const hash = await context.passwords.hash(administrator.password);
  const done = await transact(context.db, async (tx) => {
    if ((await store.countiesIn(tx)).length > 0) return refused('set-up.done-already');
    if (!(await sessions.spendSetUpCode(tx, code, context.now))) return refused('set-up.wrong-code');
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
      secondFactor: input.secondFactor ?? true,
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
  if (!done.ok) return done;
  return begin(context, input.countyCode, { id: done.value, login: administrator.login }, 'with-password');
}

/**
 * One answer and one time for an unknown person and a wrong password. Guesses are counted before they are judged, for known and unknown
 * names alike, so that neither the lock nor its absence tells. A browser this person has used has a count of its own.
 */
export async function handleSignIn(context: RequestContext, input: Inputs['signIn']) {
  const { db } = context;
  const counties = await store.countiesIn(db);
  const county = input.county ?? (counties.length === 1 ? counties[0]?.code : undefined) ?? '000000';
  const login = input.login.trim().toLowerCase();
  const key = context.browserKey === null ? null : digestOf(context.browserKey);
  const known = key !== null && (await attempts.knowsBrowser(db, county, key, login));
  const person = await persons.findPersonByLogin(db, county, login);
  const address = context.clientAddress;
  let code = false;
  const right = await judged(
    context,
    {
      county,
      login,
      personId: person?.id ?? null,
      failure: 'failed',
      counted: known
        ? [{ scope: 'browser', subject: `${login} ${key.toString('base64url')}` }]
        : [
            { scope: 'name-address', subject: `${login} ${address}` },
            { scope: 'name', subject: login },
            { scope: 'address', subject: address },
            { scope: 'total', subject: '' },
          ],
    },
    async () => {
      const right = await context.passwords.verify(
        input.password,
        person?.active ? person.passwordHash : null,
      );
      // A one-time code in place of the password is no guess: the page asks for the password to come.
      if (!right && person?.active) code = await isOpenCode(context, county, person.id, input.password);
      return right || code;
    },
  );
  if (!right.ok) return right;
  if (code) return refused('sign-in.choose-password');
  if (!right.value || !person) return refused('sign-in.failed');
  const begun = await begin(context, county, { id: person.id, login }, 'with-password');
  await told(context, { county, login, personId: person.id }, 'signed-in');
  return begun;
}

export async function handleSignInAs(context: RequestContext, input: Inputs['signInAs']) {
  const county = (await store.countiesIn(context.db)).find((candidate) => candidate.demonstration);
  if (!county) return refused('sign-in.no-demonstration');
  const person = await persons.findPersonByLogin(context.db, county.code, input.login);
  if (!person?.active) return refused('sign-in.failed');
  const who = { id: person.id, login: input.login };
  const begun = await begin(context, county.code, who, 'without');
  await told(context, { county: county.code, login: who.login, personId: who.id }, 'signed-in');
  return begun;
}

export async function handleSignOut(context: RequestContext, _input: Inputs['signOut']) {
  const { session } = context;
  if (session) {
    await sessions.revokeSession(context.db, session.county, session.tokenHash, context.now);
    await told(context, { ...session, personId: session.actor.personId }, 'signed-out');
  }
  context.setSession(null);
  return granted({ signedOut: true as const });
}

export async function handleMe(context: RequestContext, _input: Inputs['me']) {
  if (!context.session) throw new Error('the route asks for a session');
  return granted(await meOfSession(context, context.session));
}

export async function handleChangePassword(context: RequestContext, input: Inputs['changePassword']) {
  const { session } = context;
  if (!session) throw new Error('the route asks for a session');
  const { actor, county } = session;
  const who = { county, login: session.login, personId: actor.personId };
  const known = await persons.findPersonByLogin(context.db, county, session.login);
  const right = await judged(
    context,
    {
      ...who,
      failure: 'password-failed',
      counted: [{ scope: 'password', subject: actor.personId }],
    },
    () => context.passwords.verify(input.current, known?.passwordHash ?? null),
  );
  if (!right.ok) return right;
  if (!right.value) return refused('sign-in.failed');
  if (input.next === input.current) return refused('password.too-common', { kind: 'same' });
  const { nameEn } = await store.countyOf(context.db, county);
  const guessed = passwordFault(input.next, { login: session.login, name: actor.name, county: nameEn });
  if (guessed) return refused('password.too-common', { kind: guessed });
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
  if (changed.ok) {
    await begin(context, county, { id: actor.personId, login: session.login }, 'with-password');
    await told(context, who, 'password-changed');
  }
  return changed;
}

/** For the composition: whether the first start still waits for someone to set it up. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await store.countiesIn(db)).length === 0;
}

/** With the day's work: what the sign-in log and its counts no longer need. */
export const dailySignIns = (db: Db, _county: string, now: Instant): Promise<void> =>
  attempts.forgetOldSignIns(db, now);

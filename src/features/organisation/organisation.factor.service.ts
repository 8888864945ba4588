import type { InferContractRouterInputs } from '@orpc/contract';
import { hasDuty, isOf } from '#kernel/actor.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import type { RequestContext } from '#platform/http.ts';
import { digestOf, newReadableCode } from '#platform/secrets.ts';
import { newTotpSecret, totpInvitation, totpStep } from '#platform/totp.ts';
import { type accountContract, signInCursor } from './organisation.account.contract.ts';
import { judged, told } from './organisation.attempt.service.ts';
import * as attempts from './organisation.attempt.store.ts';
import * as store from './organisation.factor.store.ts';
import * as persons from './organisation.person.store.ts';
import { sessionIdleMinutes } from './organisation.rules.ts';
import { countyOf } from './organisation.store.ts';

type Inputs = InferContractRouterInputs<typeof accountContract>;

const factorsMax = 8;
const recoveryCodes = 10;

function signedIn(context: RequestContext) {
  const { session } = context;
  if (!session) throw new Error('the route asks for a session');
  const { county, actor, login } = session;
  return { session, county, actor, who: { county, login, personId: actor.personId } };
}

// Sessions and the log of sign-ins

export async function handleSessions(context: RequestContext, _input: Inputs['sessions']) {
  const { session, county, actor } = signedIn(context);
  const items = await store.sessionsOf(context.db, county, actor.personId, context.now, sessionIdleMinutes);
  return granted({ items: items.map((item) => ({ ...item, present: item.id === session.id })) });
}

export async function handleEndSession(context: RequestContext, input: Inputs['endSession']) {
  const { county, actor, who } = signedIn(context);
  if (!(await store.endSession(context.db, county, actor.personId, input.id, context.now)))
    return refused('account-session.not-found');
  await told(context, who, 'ended');
  return granted({ ended: true as const });
}

export async function handleSignIns(context: RequestContext, input: Inputs['signIns']) {
  const { county, actor } = signedIn(context);
  const all = isOf(actor, 'audit', 'leading-group') || hasDuty(actor, 'administrator');
  if (input.mine !== 'yes' && !all) return refused('sign-ins.not-permitted');
  const [at, id] = signInCursor.read(input.cursor) ?? [];
  const rows = await attempts.signIns(context.db, county, {
    personId: input.mine === 'yes' ? actor.personId : undefined,
    kinds: input.kind && [input.kind],
    after: at && id ? { at, id } : undefined,
    limit: pageSize + 1,
  });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items,
    nextCursor: rows.length > pageSize && last ? signInCursor.write(last.at, last.id) : null,
  });
}

// Second factors

export async function handleFactors(context: RequestContext, _input: Inputs['factors']) {
  const { session, county, actor } = signedIn(context);
  const [items, recoveryCodesLeft] = await Promise.all([
    store.factors(context.db, county, actor.personId),
    store.recoveryCodesLeft(context.db, county, actor.personId),
  ]);
  return granted({
    required: session.secondFactor.required,
    items: items.map(({ confirmedAt: _, ...factor }) => factor),
    recoveryCodesLeft,
  });
}

/**
 * A new factor is a new key to money: whoever sits before an open session must know the password as well. In a demonstration, where
 * people have none, nothing is there to be asked.
 */
export async function handleBeginTotp(context: RequestContext, input: Inputs['beginTotp']) {
  const { county, actor, who } = signedIn(context);
  const [known, of, present] = await Promise.all([
    persons.findPersonByLogin(context.db, county, who.login),
    countyOf(context.db, county),
    store.factors(context.db, county, actor.personId),
  ]);
  if (present.length >= factorsMax) return refused('second-factor.too-many', { most: factorsMax });
  if (known?.passwordHash || !of.demonstration) {
    const right = await judged(
      context,
      { ...who, failure: 'password-failed', counted: [{ scope: 'password', subject: actor.personId }] },
      () => context.passwords.verify(input.password, known?.passwordHash ?? null),
    );
    if (!right.ok) return right;
    if (!right.value) return refused('second-factor.wrong-password');
  }
  const secret = newTotpSecret();
  const id = context.newId();
  await store.insertTotp(context.db, county, {
    id,
    personId: actor.personId,
    name: input.name,
    secret,
    now: context.now,
  });
  return granted({ id, ...totpInvitation(secret, `督实 ${of.name}`, who.login) });
}

export async function handleConfirmTotp(context: RequestContext, input: Inputs['confirmTotp']) {
  const { session, county, actor, who } = signedIn(context);
  const [begun] = await store.totps(context.db, county, actor.personId, { id: input.id });
  if (!begun?.secret) return refused('second-factor.not-found');
  const right = await provenBy(context, async () => {
    const step = totpStep(begun.secret ?? new Uint8Array(), input.code.trim(), context.now);
    return step !== undefined && (await store.spendStep(context.db, county, input.id, step, context.now));
  });
  if (!right.ok) return right;
  const first = (await store.recoveryCodesLeft(context.db, county, actor.personId)) === 0;
  const codes = first ? await renewedCodes(context) : [];
  await recordFactor(context, 'enrolled', input.id);
  await store.proveSession(context.db, county, session.tokenHash, context.now);
  await told(context, who, 'factor-added');
  return granted({ recoveryCodes: codes });
}

async function recordFactor(context: RequestContext, what: 'enrolled' | 'removed', id: string) {
  const { county, actor } = signedIn(context);
  const { db, now, newId } = context;
  await record(db, { county, actor, now, newId }, [
    {
      type: `second-factor.${what}`,
      aggregateType: 'second-factor',
      aggregate: id,
      version: what === 'enrolled' ? 1 : 2,
      body: { id, personId: actor.personId },
    },
  ]);
}

export async function handleRemoveFactor(context: RequestContext, input: Inputs['removeFactor']) {
  const { session, county, actor, who } = signedIn(context);
  const present = await store.factors(context.db, county, actor.personId);
  if (!present.some(({ id }) => id === input.id)) return refused('second-factor.not-found');
  if (session.secondFactor.required && present.length === 1) return refused('second-factor.last-required');
  if (!(await store.removeFactor(context.db, county, actor.personId, input.id)))
    return refused('second-factor.not-found');
  await recordFactor(context, 'removed', input.id);
  await told(context, who, 'factor-removed');
  return handleFactors(context, {});
}

export async function handleRenewRecoveryCodes(
  context: RequestContext,
  _input: Inputs['renewRecoveryCodes'],
) {
  const { session } = signedIn(context);
  if (!session.secondFactor.enrolled) return refused('second-factor.not-found');
  return granted({ recoveryCodes: await renewedCodes(context) });
}

/** Ten codes of seventy-two random letters' worth, shown once; kept only as digests. */
async function renewedCodes(context: RequestContext): Promise<string[]> {
  const { county, actor } = signedIn(context);
  const codes = Array.from(
    { length: recoveryCodes },
    () => `${newReadableCode()}-${newReadableCode().slice(0, 4)}`,
  );
  await transact(context.db, async (tx) => {
    await store.replaceRecoveryCodes(tx, county, actor.personId, codes.map(digestOfCode));
    return granted(true);
  });
  return codes;
}

const digestOfCode = (code: string) => digestOf(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));

/** Counted like a password: a code of six digits is guessed sooner than one thinks. */
async function provenBy(
  context: RequestContext,
  judge: () => Promise<boolean>,
): Promise<Result<true, 'second-factor.wrong-code' | 'sign-in.too-many-attempts'>> {
  const { actor, who } = signedIn(context);
  const right = await judged(
    context,
    { ...who, failure: 'step-up-failed', counted: [{ scope: 'second-factor', subject: actor.personId }] },
    judge,
  );
  if (!right.ok) return right;
  return right.value ? granted(true) : refused('second-factor.wrong-code');
}

/** A code of the app, each once, or a recovery code, each once: for five minutes the session has proved more than a password. */
export async function handleStepUp(context: RequestContext, input: Inputs['stepUp']) {
  const { session, county, actor, who } = signedIn(context);
  const { db, now } = context;
  if (!session.secondFactor.enrolled) return refused('second-factor.not-found');
  const code = input.code.replaceAll(/\s/g, '');
  const right = await provenBy(context, async () => {
    if (!/^\d{6}$/.test(code))
      return store.spendRecoveryCode(db, county, actor.personId, digestOfCode(code), now);
    for (const { id, secret } of await store.totps(db, county, actor.personId, 'confirmed')) {
      const step = secret && totpStep(secret, code, now);
      if (step && (await store.spendStep(db, county, id, step, now))) return true;
    }
    return false;
  });
  if (!right.ok) return right;
  await store.proveSession(db, county, session.tokenHash, now);
  await told(context, who, 'stepped-up');
  return granted({ provenAt: now.toString() });
}

import { expect, test } from 'vitest';
import { PasswordsBusy, passwords } from '#platform/password.ts';
import { cookiesOf } from '#testing/cookies.ts';
import { aCounty } from '#testing/world.ts';
import { addPerson } from './organisation.service.ts';

const rightOne = 'ricefield-harbour-9';

/** 财政局 何 with a password, and the sign-in as any address and browser may try it. */
async function aDoor() {
  const county = await aCounty();
  const { db, newId, organisations } = county;
  const nobody = { personId: null, organisationId: null };
  await addPerson(
    db,
    { county: county.county, actor: nobody, now: county.now(), newId },
    {
      id: newId(),
      version: 1,
      organisationId: organisations.finance,
      name: '财政局 何',
      login: 'he',
      title: null,
      phone: null,
      duties: [],
      active: true,
    },
    await county.world.passwords.hash(rightOne),
  );
  const knock = async (
    password: string,
    from: { login?: string; address?: string; cookie?: string } = {},
  ) => {
    const { login = 'he', address = '10.0.0.1', cookie = '' } = from;
    const answer = await county.app.request(
      '/api/session',
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          cookie,
          origin: 'http://localhost',
          'user-agent': 'Firefox/150 (Linux)',
        },
        body: JSON.stringify({ county: county.county, login, password }),
      },
      { incoming: { socket: { remoteAddress: address, remotePort: 1, remoteFamily: 'IPv4' } } },
    );
    const body = (await answer.json()) as { code?: string; lastSignIn?: object };
    return { status: answer.status, code: body.code ?? 'signed-in', body, headers: answer.headers };
  };
  const kinds = async () =>
    (
      await county.asOwner<{ kind: string }>(
        'select kind from sign_in_record where county = $1 order by at, id',
        [county.county],
      )
    ).map(({ kind }) => kind);
  return { county, knock, kinds };
}

const counted = (list: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const one of list) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
};
test('W06 of forty guesses at once, the right one last, five are judged and none gets in', async () => {
  const { knock, kinds } = await aDoor();
  const tries = [...Array.from({ length: 39 }, (_, at) => `wrong-guess-${at}`), rightOne];
  const answers = await Promise.all(tries.map((password) => knock(password)));
  expect(counted(answers.map(({ code }) => code))).toEqual({
    'sign-in.failed': 5,
    'sign-in.too-many-attempts': 35,
  });
  const refused = answers.find(({ status }) => status === 429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(1700);
  expect((await knock(rightOne)).code).toBe('sign-in.too-many-attempts');
  expect(counted(await kinds())).toEqual({ failed: 5, locked: 1 });
});

test('W06 guesses at the present password are held to the same number', async () => {
  const { county, knock } = await aDoor();
  const cookie = cookiesOf((await knock(rightOne)).headers);
  const change = async (current: string) => {
    const answer = await county.app.request('/api/session/password', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: 'http://localhost' },
      body: JSON.stringify({ current, next: 'another-harbour-entirely' }),
    });
    return ((await answer.json()) as { code?: string }).code ?? 'changed';
  };
  const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => change(`no-${at}`)));
  expect(counted(answers)).toEqual({ 'sign-in.failed': 5, 'sign-in.too-many-attempts': 3 });
  expect(await change(rightOne)).toBe('sign-in.too-many-attempts');
});

test('W06 strangers lock a name for their own address; its person gets in from elsewhere, and always from a known browser', async () => {
  const { county, knock } = await aDoor();
  const known = cookiesOf((await knock(rightOne, { address: '10.0.0.7' })).headers);
  expect(known).toContain('dushi-browser=');
  for (let round = 0; round < 6; round += 1) await knock('wrong-guess', { address: '10.9.9.9' });
  expect((await knock(rightOne, { address: '10.9.9.9' })).status).toBe(429);
  expect((await knock(rightOne, { address: '10.0.0.8' })).status).toBe(200);
  // Many addresses: the name itself is closed to unknown browsers, never to the one its person uses.
  for (let address = 0; address < 8; address += 1)
    for (let round = 0; round < 5; round += 1) {
      await knock('wrong-guess', { address: `10.8.0.${address}` });
      county.at(county.now().add({ seconds: 20 }).toString());
    }
  expect((await knock(rightOne, { address: '10.0.0.8' })).status).toBe(429);
  expect((await knock(rightOne, { address: '10.0.0.8', cookie: known })).status).toBe(200);
  // And that browser has five failures of its own, no more.
  for (let round = 0; round < 5; round += 1)
    expect((await knock('wrong-guess', { cookie: known })).code).toBe('sign-in.failed');
  expect((await knock(rightOne, { cookie: known })).code).toBe('sign-in.too-many-attempts');
  county.at(county.now().add({ minutes: 31 }).toString());
  expect((await knock(rightOne)).status).toBe(200);
});

test('W06 an address has twenty failures a minute and the county fifty, whatever the names; a known browser is not held up', async () => {
  const { knock } = await aDoor();
  const known = cookiesOf((await knock(rightOne, { address: '10.0.0.7' })).headers);
  // Ten at a time: more at once would be told that the house is busy, and be counted for nothing.
  const many = async (count: number, address: (at: number) => string) => {
    const codes: string[] = [];
    for (let from = 0; from < count; from += 10) {
      const some = Array.from({ length: Math.min(10, count - from) }, (_, at) =>
        knock('wrong-guess', {
          login: `nobody-${address(from + at)}-${from + at}`,
          address: address(from + at),
        }),
      );
      codes.push(...(await Promise.all(some)).map(({ code }) => code));
    }
    return codes;
  };
  const one = await many(25, () => '10.7.0.1');
  expect(counted(one)).toEqual({
    'sign-in.failed': 20,
    'sign-in.too-many-attempts': 5,
  });
  const other = await many(40, (at) => `10.7.1.${at}`);
  expect(counted(other)).toEqual({
    'sign-in.failed': 30,
    'sign-in.too-many-attempts': 10,
  });
  const refused = await knock(rightOne, { address: '10.0.0.9' });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect((await knock(rightOne, { cookie: known })).status).toBe(200);
});

test('W06 a known name and an unknown one are answered alike: text, code and what is counted', async () => {
  const { knock } = await aDoor();
  for (let round = 0; round < 7; round += 1) {
    const [known, unknown] = [await knock('nope'), await knock('nope', { login: 'nobody' })];
    expect([known.status, known.body]).toEqual([unknown.status, unknown.body]);
  }
});

test('R18 beyond two at work and sixteen waiting, whoever comes is told at once to come again', async () => {
  const strong = passwords({ memoryKib: 8192, passes: 1 });
  const asked = Array.from({ length: 60 }, () =>
    strong
      .verify('wrong', null)
      .catch((error: unknown) => (error instanceof PasswordsBusy ? 'busy' : 'fault')),
  );
  const answers = await Promise.all(asked);
  expect(answers.filter((answer) => answer === 'busy')).toHaveLength(42);
  expect(answers.filter((answer) => answer === false)).toHaveLength(18);
  expect(await strong.verify('x', await strong.hash('x'))).toBe(true);
});

test('R18 sixty wrong sign-ins at once are all answered: failed, too many, or busy with a time to come again', async () => {
  const { county, knock } = await aDoor();
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      knock('wrong-guess', { login: `name-${at}`, address: `10.1.${at}.1` }),
    ),
  );
  for (const { status, headers } of answers) {
    expect([409, 429, 503]).toContain(status);
    if (status !== 409) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(county.faults).toEqual([]);
});

test('W28 signing in anew ends what this browser was signed in with before', async () => {
  const { county, knock } = await aDoor();
  const me = async (cookie: string) =>
    (await county.app.request('/api/session', { headers: { cookie } })).status;
  const first = cookiesOf((await knock(rightOne)).headers);
  expect(await me(first)).toBe(200);
  const answer = await county.app.request('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: first, origin: 'http://localhost' },
    body: JSON.stringify({ county: county.county, login: 'he', password: rightOne }),
  });
  expect(await me(cookiesOf(answer.headers))).toBe(200);
  expect(await me(first)).toBe(401);
});

test('W19 a sign-in tells when the last one was and how often somebody failed since; the log keeps who, whence and how', async () => {
  const { county, knock, kinds } = await aDoor();
  expect((await knock(rightOne)).body.lastSignIn).toEqual({ at: null, address: null, failed: 0 });
  county.at('2026-04-10T10:00:00+08:00');
  await knock('wrong-guess', { address: '10.6.6.6' });
  await knock('wrong-guess', { address: '10.6.6.6' });
  county.at('2026-04-10T11:00:00+08:00');
  expect((await knock(rightOne)).body.lastSignIn).toEqual({
    at: '2026-04-10T01:00:00Z',
    address: '10.0.0.1',
    failed: 2,
  });
  expect(await kinds()).toEqual(['signed-in', 'failed', 'failed', 'signed-in']);
  const [kept] = await county.asOwner(
    "select login, address, browser, person_id is not null as known from sign_in_record where county = $1 and kind = 'failed'",
    [county.county],
  );
  expect(kept).toEqual({ login: 'he', address: '10.6.6.6', browser: 'Firefox/150 (Linux)', known: true });
});

test('W20 the refusal says why a password is guessed, a login of two letters forbids nothing, and the present one is none', async () => {
  const { county, knock } = await aDoor();
  const cookie = cookiesOf((await knock(rightOne)).headers);
  const change = async (next: string) => {
    const answer = await county.app.request('/api/session/password', {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, origin: 'http://localhost' },
      body: JSON.stringify({ current: rightOne, next }),
    });
    const body = (await answer.json()) as { data?: { facts?: { kind?: string } } };
    return body.data?.facts?.kind ?? answer.status;
  };
  expect(await change(rightOne)).toBe('same');
  expect(await change('tongcheng-dianshang-2026')).toBe('local');
  expect(await change('P@ssw0rd2026')).toBe('common');
  expect(await change('another-harbour-entirely')).toBe(200);
});

import { expect, test } from 'vitest';
import { confirmed } from '#testing/administration.ts';
import { aCounty, type Client, type County, race, refusalOf } from '#testing/world.ts';

const newcomer = (
  county: County,
  over: Partial<Parameters<Client['administration']['addPerson']>[0]> = {},
) => ({
  organisationId: county.organisations.finance,
  name: '何静',
  login: 'he.jing',
  title: '科员',
  phone: '13900000001',
  duties: [],
  reason: '财政局任职文件〔2026〕3号',
  ...over,
});
const own = 'ricefield-harbour-9';

test('W02 S9: one administrator adds nobody and grants nothing; another of another body confirms, and only then it is so', async () => {
  const county = await aCounty();
  const { administrator, secondAdministrator, office, leader } = county.people;
  const colleague = await county.person(county.organisations.office, '管理员 高', ['administrator']);
  const { id, proposal } = await administrator.api.administration.addPerson(newcomer(county));
  if (!proposal) throw new Error('it was done by one alone');
  const there = async () =>
    (await office.api.organisation.people({ organisationId: county.organisations.finance })).items.some(
      (person) => person.id === id,
    );
  expect(await there()).toBe(false);
  const confirm = (api: Client) => api.proposal.confirm({ id: proposal.id, basedOn: proposal.version });
  expect((await refusalOf(confirm(administrator.api))).code).toBe('proposal.four-eyes');
  expect((await refusalOf(confirm(colleague.api))).code).toBe('proposal.other-body');
  for (const other of [office, leader])
    expect((await refusalOf(confirm(other.api))).code).toBe('proposal.not-permitted');
  expect(await there()).toBe(false);
  const { granted, refusals } = await race(Array.from({ length: 8 }, () => confirm(secondAdministrator.api)));
  expect([granted, new Set(refusals)]).toEqual([1, new Set(['proposal.wrong-state'])]);
  expect(await there()).toBe(true);
});

test('W02 S9: nobody grants himself a duty, by proposing it or by confirming it', async () => {
  const county = await aCounty();
  const { administrator, secondAdministrator } = county.people;
  const amended = (id: string, duties: ('administrator' | 'reviewer' | 'signatory')[], name: string) => ({
    id,
    basedOn: 1,
    name,
    title: null,
    phone: null,
    duties,
    active: true,
    reason: '改任签发人',
  });
  expect(
    (
      await refusalOf(
        administrator.api.administration.amendPerson(
          amended(administrator.id, ['signatory'], administrator.name),
        ),
      )
    ).code,
  ).toBe('person.own-duty');
  const { proposal } = await administrator.api.administration
    .amendPerson(amended(secondAdministrator.id, ['signatory'], secondAdministrator.name))
    .catch(async (error) => {
      // The last two administrators stay, whoever asks.
      expect(error.code).toBe('person.last-administrators');
      await county.person(county.organisations.finance, '管理员 丁', ['administrator']);
      return administrator.api.administration.amendPerson(
        amended(secondAdministrator.id, ['signatory'], secondAdministrator.name),
      );
    });
  if (!proposal) throw new Error('it was done by one alone');
  const own = await refusalOf(
    secondAdministrator.api.proposal.confirm({ id: proposal.id, basedOn: proposal.version }),
  );
  expect(own.code).toBe('proposal.person-concerned');
});

test('W02: no password is set for another: a code taken once, used once, and the person chooses; eight at once are one', async () => {
  const county = await aCounty();
  const { administrator, secondAdministrator, stranger } = county.people;
  const third = await county.person(county.organisations.finance, '管理员 丁', ['administrator']);
  const id = await confirmed(county, (api) => api.administration.addPerson(newcomer(county)));
  expect((await refusalOf(third.api.administration.takeCode({ id }))).code).toBe(
    'sign-in-code.not-permitted',
  );
  let code = '';
  const taking = await race(
    Array.from({ length: 8 }, async (_, at) => {
      const { api } = at % 2 === 0 ? administrator : secondAdministrator;
      ({ code } = await api.administration.takeCode({ id }));
    }),
  );
  expect([taking.granted, new Set(taking.refusals)]).toEqual([1, new Set(['sign-in-code.taken'])]);

  const signIn = (password: string) =>
    stranger.api.organisation.signIn({ county: county.county, login: 'he.jing', password });
  const first = (typed: string, next = own) =>
    stranger.api.administration.firstSignIn({
      county: county.county,
      login: 'he.jing',
      code: typed,
      password: next,
    });
  expect((await refusalOf(signIn(code))).code).toBe('sign-in.choose-password');
  expect((await refusalOf(signIn(own))).code).toBe('sign-in.failed');
  expect((await refusalOf(first('AAAA-BBBB-CCCC'))).code).toBe('sign-in.wrong-code');
  expect((await refusalOf(first(code, 'password123'))).code).toBe('password.too-common');
  const used = await race(Array.from({ length: 8 }, () => first(code.toLowerCase())));
  expect([used.granted, new Set(used.refusals)]).toEqual([1, new Set(['sign-in.wrong-code'])]);
  expect((await signIn(own)).person.name).toBe('何静');
  expect((await refusalOf(signIn(code))).code).toBe('sign-in.failed');
  const kept = await county.asOwner<{ all: string }>(
    'select (select string_agg(body, $2) from event where county = $1) || (select string_agg(c::text, $2) from sign_in_code c where county = $1) as all',
    [county.county, ' '],
  );
  expect(kept[0]?.all).not.toContain(code);
});

test('W02: a reset ends every session and the old password, by two; the code runs out after three days', async () => {
  const county = await aCounty();
  const { stranger, administrator } = county.people;
  const he = await county.person(county.organisations.finance, '何静', [], {
    login: 'he.jing',
    password: own,
  });
  const signIn = () =>
    stranger.api.organisation.signIn({ county: county.county, login: 'he.jing', password: own });
  expect((await signIn()).person.id).toBe(he.id);
  const reset = (basedOn: number) => (api: Client) =>
    api.administration.reset({ id: he.id, basedOn, reason: '本人忘记密码' });
  await confirmed(county, reset(1));
  expect((await refusalOf(he.api.organisation.me({}))).code).toBe('session.required');
  expect((await refusalOf(signIn())).code).toBe('sign-in.failed');
  const { code } = await administrator.api.administration.takeCode({ id: he.id });
  county.at('2026-04-13T09:00:01+08:00');
  const late = stranger.api.administration.firstSignIn({
    county: county.county,
    login: 'he.jing',
    code,
    password: own,
  });
  expect((await refusalOf(late)).code).toBe('sign-in.wrong-code');
  expect(
    (
      await refusalOf(
        administrator.api.administration.reset({ id: administrator.id, basedOn: 1, reason: '给自己重置' }),
      )
    ).code,
  ).toBe('person.own-duty');
});

test('S10: no administrator inside the audit, a third party or a contractor, and none who also does business', async () => {
  const county = await aCounty();
  const { administrator } = county.people;
  const add = (over: object) => refusalOf(administrator.api.administration.addPerson(newcomer(county, over)));
  for (const organisationId of [
    county.organisations.audit,
    county.organisations.third,
    county.organisations.contractor,
  ])
    expect((await add({ organisationId, duties: ['administrator'] })).code).toBe('person.administrator-body');
  expect((await add({ duties: ['administrator', 'signatory'] })).code).toBe(
    'person.administrator-and-business',
  );
});

test('S12: one human has no second account at another desk, nor one that administers; a namesake is asked about', async () => {
  const county = await aCounty();
  const { administrator } = county.people;
  await county.person(county.organisations.bureau, '何静', [], { phone: '+86 139-0000-0001' });
  const add = (over: object) => administrator.api.administration.addPerson(newcomer(county, over));
  expect((await refusalOf(add({}))).code).toBe('person.second-account');
  expect((await refusalOf(add({ name: '何小静', phone: '１３９０００００００１' }))).code).toBe(
    'person.second-account',
  );
  expect((await refusalOf(add({ phone: '13900000002' }))).code).toBe('person.same-name');
  expect((await add({ phone: '13900000002', another: true })).proposal?.state).toBe('open');
  // Two proposals that pass one by one, and not together: the second is refused when it would take effect.
  const both = await Promise.all(
    ['gao.a', 'gao.b'].map((login, at) =>
      add({
        login,
        name: `高${login}`,
        phone: '13900000009',
        organisationId: at === 0 ? county.organisations.finance : county.organisations.leading,
      }),
    ),
  );
  const { granted, refusals } = await race(
    both.map(({ proposal }) =>
      county.people.secondAdministrator.api.proposal.confirm({
        id: proposal?.id ?? '',
        basedOn: 1,
      }),
    ),
  );
  expect([granted, refusals]).toEqual([1, ['person.second-account']]);
});

test('S9: the last two administrators of two bodies stay, even when eight confirmations come at once', async () => {
  const county = await aCounty();
  const { administrator, secondAdministrator } = county.people;
  const others = await Promise.all(
    ['finance', 'leading'].map((body, at) =>
      county.person(county.organisations[body as 'finance' | 'leading'], `管理员 ${at}`, ['administrator']),
    ),
  );
  const [third, fourth] = others;
  if (!third || !fourth) throw new Error('two more administrators are missing');
  const all = [administrator, secondAdministrator, third, fourth];
  const close = ({ id, name }: { id: string; name: string }) => ({
    id,
    basedOn: 1,
    name,
    title: null,
    phone: null,
    duties: ['administrator' as const],
    active: false,
    reason: '不再担任管理员',
  });
  // Each of the four is to be closed, proposed by the next, confirmed by each of the two that are left.
  const proposals = await Promise.all(
    all.map(async (one, at) => {
      const { proposal } = await (all[(at + 1) % 4] ?? one).api.administration.amendPerson(close(one));
      return { id: proposal?.id ?? '', by: [all[(at + 2) % 4] ?? one, all[(at + 3) % 4] ?? one] };
    }),
  );
  await race(
    proposals.flatMap(({ id, by }) => by.map(({ api }) => api.proposal.confirm({ id, basedOn: 1 }))),
  );
  const left = await county.asOwner<{ bodies: string }>(
    `select count(distinct organisation_id) as bodies from person where county = $1 and active and 'administrator' = any (duties)`,
    [county.county],
  );
  expect(Number(left[0]?.bodies)).toBeGreaterThanOrEqual(2);
  expect(county.faults).toEqual([]);
});

test('W04: the single organisations are never closed; the kind of another is corrected while nothing hangs on it', async () => {
  const county = await aCounty();
  const { administrator, contractor } = county.people;
  const amend = (id: string, over: object) => ({
    id,
    basedOn: 1,
    kind: 'department' as const,
    name: '示例局',
    uscc: null,
    legalRepresentative: null,
    contact: null,
    phone: null,
    address: null,
    active: true,
    reason: '登记时选错了类别',
    ...over,
  });
  for (const [id, kind] of [
    [county.organisations.leading, 'leading-group'],
    [county.organisations.office, 'office'],
    [county.organisations.bureau, 'commerce-bureau'],
  ] as const)
    expect(
      (await refusalOf(administrator.api.administration.amend(amend(id, { kind, active: false })))).code,
    ).toBe('organisation.single-stays');
  const farming = await county.organisation('finance', '农业农村局（示例）');
  await confirmed(county, (api) => api.administration.amend(amend(farming, { name: '农业农村局（示例）' })));
  expect((await administrator.api.organisation.find({ id: farming })).organisation).toMatchObject({
    kind: 'department',
    version: 2,
  });
  await county.evidence(contractor);
  await county.people.lead.api.organisation.declareRelation({
    personId: county.people.lead.id,
    contractorId: county.organisations.contractor,
    relation: 'other',
    statement: '曾有业务往来',
    fromOn: '2026-01-01',
    untilOn: null,
  });
  expect(
    (
      await refusalOf(
        administrator.api.administration.amend(
          amend(county.organisations.contractor, { kind: 'department' }),
        ),
      )
    ).code,
  ).toBe('organisation.kind-used');
});

test('S9: a proposal of somebody who is no administrator any more takes no effect', async () => {
  const county = await aCounty();
  const { secondAdministrator } = county.people;
  const third = await county.person(county.organisations.finance, '管理员 丁', ['administrator']);
  const { proposal } = await third.api.administration.addPerson(newcomer(county));
  await confirmed(county, (api) =>
    api.administration.amendPerson({
      id: third.id,
      basedOn: 1,
      name: third.name,
      title: null,
      phone: null,
      duties: [],
      active: true,
      reason: '不再担任管理员',
    }),
  );
  expect(
    (await refusalOf(secondAdministrator.api.proposal.confirm({ id: proposal?.id ?? '', basedOn: 1 }))).code,
  ).toBe('administration.proposer-gone');
});

test('W03: audit, leading group and administrators read who granted whom which duty, when, and who confirmed it; others do not', async () => {
  const county = await aCounty();
  const { auditor, leader, administrator, secondAdministrator, office, contractor, reviewer } = county.people;
  county.at('2026-04-11');
  await confirmed(county, (api) =>
    api.administration.amendPerson({
      id: reviewer.id,
      basedOn: 1,
      name: reviewer.name,
      title: '副主任',
      phone: null,
      duties: ['reviewer', 'signatory'],
      active: true,
      reason: '办公室任职文件〔2026〕5号',
    }),
  );
  for (const { api } of [auditor, leader, administrator]) {
    const [act] = (await api.administration.acts({ about: 'duties' })).items;
    expect(act).toMatchObject({
      type: 'person.amended',
      subject: { type: 'person', id: reviewer.id, name: reviewer.name },
      duties: { before: ['reviewer'], after: ['reviewer', 'signatory'] },
      fields: ['title'],
      proposedBy: administrator.name,
      confirmedBy: secondAdministrator.name,
      alone: false,
      note: '办公室任职文件〔2026〕5号',
    });
    const { acts } = await api.administration.person({ id: reviewer.id });
    expect(acts?.map(({ type }) => type)).toEqual(['person.amended', 'person.added']);
  }
  expect((await refusalOf(office.api.administration.acts({}))).code).toBe('administration.not-permitted');
  expect((await refusalOf(contractor.api.administration.acts({}))).code).toBe('route.not-permitted');
  expect((await office.api.administration.person({ id: reviewer.id })).acts).toBeNull();
  expect((await reviewer.api.administration.person({ id: reviewer.id })).acts).toHaveLength(2);
  const byBoth = (await auditor.api.administration.acts({ by: administrator.id })).items;
  expect(byBoth.every(({ proposedBy }) => proposedBy === administrator.name)).toBe(true);
  expect(
    (await auditor.api.administration.acts({ organisationId: county.organisations.office })).items.length,
  ).toBeGreaterThan(2);
});

import { expect, test } from 'vitest';
import { confirmed } from '#testing/administration.ts';
import { aBaseline } from '#testing/baseline.ts';
import { aCounty, refusalOf, type Somebody } from '#testing/world.ts';
import { addPerson } from './organisation.service.ts';

test('D05 一(三): the group is led by 商务局, the third party takes part as the third party', async () => {
  const { people } = await aCounty();
  const lead = await people.office.api.organisation.appoint({
    personId: people.lead.id,
    role: 'lead',
    fromOn: '2026-01-01',
    untilOn: null,
  });
  expect(lead).toMatchObject({ personName: people.lead.name, role: 'lead' });
  const wrong = await refusalOf(
    people.office.api.organisation.appoint({
      personId: people.third.id,
      role: 'lead',
      fromOn: '2026-01-01',
      untilOn: null,
    }),
  );
  expect(wrong.code).toBe('group.lead-not-commerce-bureau');
  expect(wrong.basis[0]?.clause).toBe('tongcheng-2021:1.3');
  const contractor = await refusalOf(
    people.office.api.organisation.appoint({
      personId: people.contractor.id,
      role: 'member',
      fromOn: '2026-01-01',
      untilOn: null,
    }),
  );
  expect(contractor.code).toBe('group.contractor-never');
});

test('D32 五: no term of service before the regime is in force', async () => {
  const { people } = await aCounty();
  const refusal = await refusalOf(
    people.office.api.organisation.appoint({
      personId: people.inspector.id,
      role: 'member',
      fromOn: '2021-03-17',
      untilOn: null,
    }),
  );
  expect(refusal).toMatchObject({ code: 'group.before-regime', facts: { inForceFrom: '2021-03-18' } });
});

test('a refused act leaves neither change nor event', async () => {
  const county = await aCounty();
  const { people } = county;
  const before = await county.events();
  const refusal = await refusalOf(
    people.administrator.api.administration.register({
      reason: '登记新的承办企业',
      kind: 'contractor',
      name: '示例丙公司',
      uscc: null,
      legalRepresentative: null,
      contact: null,
      phone: null,
      address: null,
    }),
  );
  expect(refusal.code).toBe('organisation.uscc-required');
  expect(await county.events()).toBe(before);
  const { items } = await people.lead.api.organisation.list({});
  expect(items.map((item) => item.name)).not.toContain('示例丙公司');
});

test('an act without its event cannot be committed, and the log can be neither changed nor emptied', async () => {
  const county = await aCounty();
  const { id } = county.people.contractor;
  const forged = county.db
    .updateTable('person')
    .set({ name: '改名', version: 2 })
    .where('county', '=', county.county)
    .where('id', '=', id)
    .execute();
  await expect(forged).rejects.toThrow(/foreign key/);
  const unversioned = county.db
    .updateTable('person')
    .set({ name: '改名' })
    .where('county', '=', county.county)
    .where('id', '=', id)
    .execute();
  await expect(unversioned).rejects.toThrow(/does not follow/);
  for (const statement of [
    county.db.updateTable('event').set({ note: 'x' }).where('county', '=', county.county),
    county.db.deleteFrom('event').where('county', '=', county.county),
  ])
    await expect(statement.execute()).rejects.toThrow(/permission denied/);
  await expect(county.asOwner('delete from event')).rejects.toThrow(/append-only/);
  await expect(county.asOwner('truncate event cascade')).rejects.toThrow(/append-only/);
});

test('a wrong password and an unknown name get the same answer, and five failures lock', async () => {
  const county = await aCounty();
  const { stranger } = county.people;
  await county.person(county.organisations.finance, '财政局 何', [], {
    login: 'he',
    password: 'ricefield-harbour-9',
  });
  const signIn = (login: string, password: string) =>
    stranger.api.organisation.signIn({ county: county.county, login, password });
  expect((await signIn('he', 'ricefield-harbour-9')).person.name).toBe('财政局 何');
  const wrong = await refusalOf(signIn('he', 'nope'));
  const unknown = await refusalOf(signIn('nobody', 'nope'));
  expect(wrong).toEqual(unknown);
  for (let i = 0; i < 4; i += 1) await refusalOf(signIn('he', 'nope'));
  expect((await refusalOf(signIn('he', 'ricefield-harbour-9'))).code).toBe('sign-in.too-many-attempts');
  county.at('2026-04-10T09:31:00+08:00');
  expect((await signIn('he', 'ricefield-harbour-9')).person.name).toBe('财政局 何');
});

test('W05 nobody signs in to a closed organisation, and the right password is told from a wrong one no more', async () => {
  const county = await aCounty();
  const { stranger } = county.people;
  const id = county.newId();
  const person = {
    id,
    version: 1,
    organisationId: county.organisations.finance,
    name: '财政局 何',
    login: 'he',
    title: null,
    phone: null,
    duties: [],
    active: true,
  };
  const author = {
    county: county.county,
    actor: { personId: null, organisationId: null },
    now: county.now(),
    newId: county.newId,
  };
  await addPerson(county.db, author, person, await county.world.passwords.hash('ricefield-harbour-9'));
  const signIn = (password: string) =>
    stranger.api.organisation.signIn({ county: county.county, login: 'he', password });
  expect((await signIn('ricefield-harbour-9')).person.name).toBe('财政局 何');
  await county.amendOrganisation(county.organisations.finance, { active: false });
  const right = await refusalOf(signIn('ricefield-harbour-9'));
  expect(right).toMatchObject({ code: 'sign-in.failed', status: 409 });
  expect(await refusalOf(signIn('ricefield-harbour-8'))).toEqual(right);
  expect(county.faults).toEqual([]);
});

test('S10 等保: an administrator reads the business, is offered none of its acts, and every act of business is refused', async () => {
  const county = await aCounty();
  const { agreementId } = await aBaseline(county);
  const { administrator, secondAdministrator, office, inspector } = county.people;
  const before = await county.events();
  for (const { api } of [administrator, secondAdministrator]) {
    const asked = [
      () =>
        api.plan.registerProject({
          name: '示例项目',
          nameEn: 'Example',
          batchYear: 2026,
          centralFen: 100,
          localFen: 0,
          startsOn: '2026-01-01',
          endsOn: '2027-12-31',
        }),
      () =>
        api.organisation.appoint({
          personId: inspector.id,
          role: 'member',
          fromOn: '2026-01-01',
          untilOn: null,
        }),
      () =>
        api.organisation.declareRelation({
          personId: inspector.id,
          contractorId: county.organisations.contractor,
          relation: 'other',
          statement: '不该由管理员登记',
          fromOn: '2026-01-01',
          untilOn: null,
        }),
      () =>
        api.facility.changePhase({
          id: agreementId,
          basedOn: 1,
          phase: 'operation',
          fromOn: '2026-04-01',
          reason: '',
        }),
    ];
    for (const act of asked)
      expect(await refusalOf(act())).toMatchObject({ code: 'administrator.not-permitted', status: 403 });
  }
  expect(await county.events()).toBe(before);
  const offered = async ({ api }: Somebody) =>
    Object.values((await api.agreement.find({ id: agreementId })).agreement.may);
  expect(await offered(office)).toContain(true);
  expect(await offered(administrator)).not.toContain(true);
  expect((await administrator.api.home.read({})).needs).toEqual([]);
});

test('W04 a clerk without the duty of administrator changes no organisation and no person', async () => {
  const county = await aCounty();
  const { office, lead, reviewer, leader, auditor, contractor, finance } = county.people;
  const before = await county.events();
  const fields = {
    name: '领导小组',
    uscc: null,
    legalRepresentative: null,
    contact: null,
    phone: null,
    address: null,
    reason: '不该由经办人办理',
  };
  for (const { api } of [office, lead, reviewer, leader, finance]) {
    const acts = [
      () =>
        api.administration.amend({
          id: county.organisations.leading,
          basedOn: 1,
          kind: 'leading-group',
          ...fields,
          active: false,
        }),
      () => api.administration.register({ kind: 'department', ...fields }),
    ];
    for (const act of acts) expect((await refusalOf(act())).code).toBe('administration.not-permitted');
  }
  for (const { api } of [auditor, contractor])
    expect((await refusalOf(api.administration.register({ kind: 'department', ...fields }))).code).toBe(
      'route.not-permitted',
    );
  expect(await county.events()).toBe(before);
});

test('closing an account ends its sessions at once', async () => {
  const county = await aCounty();
  const { finance } = county.people;
  expect((await finance.api.organisation.me({})).person.name).toBe(finance.name);
  await confirmed(county, ({ administration }) =>
    administration.amendPerson({
      id: finance.id,
      basedOn: 1,
      name: finance.name,
      title: null,
      phone: null,
      duties: [],
      active: false,
      reason: '调离财政局',
    }),
  );
  expect((await refusalOf(finance.api.organisation.me({}))).code).toBe('session.required');
});

test('a contractor sees its own organisation only, and a stranger none', async () => {
  const county = await aCounty();
  const { contractor, stranger } = county.people;
  const { items } = await contractor.api.organisation.list({});
  expect(items.map((item) => item.id)).toEqual([county.organisations.contractor]);
  expect((await refusalOf(contractor.api.organisation.find({ id: county.organisations.rival }))).code).toBe(
    'organisation.not-found',
  );
  expect((await refusalOf(stranger.api.organisation.list({}))).status).toBe(401);
});

test('two people editing: the second is told what changed meanwhile', async () => {
  const county = await aCounty();
  const { secondAdministrator } = county.people;
  const fields = {
    id: county.organisations.third,
    basedOn: 1,
    kind: 'third-party',
    name: '示例监理咨询有限公司',
    uscc: null,
    legalRepresentative: '张',
    contact: null,
    phone: null,
    address: null,
    active: true,
    reason: '更正法定代表人',
  } as const;
  await confirmed(county, ({ administration }) => administration.amend(fields));
  expect(await refusalOf(secondAdministrator.api.administration.amend(fields))).toMatchObject({
    code: 'organisation.changed-meanwhile',
    facts: { version: 2 },
  });
});

test('text that no database can hold, and a body of unsaid length without end, are refused', async () => {
  const county = await aCounty();
  const { administrator } = county.people;
  const post = (body: RequestInit['body']) =>
    administrator.fetch('/api/organisations', {
      method: 'POST',
      body: body as BodyInit,
      headers: { 'content-type': 'application/json' },
      duplex: 'half',
    } as RequestInit);
  for (const name of ['某局\\u0000', '某局\\ud800', '\\udc00某局']) {
    const answer = await post(
      `{"kind":"department","name":"${name}","uscc":null,"legalRepresentative":null,"contact":null,"phone":null,"address":null,"reason":"登记示例局"}`,
    );
    expect([name, answer.status]).toEqual([name, 400]);
  }
  const rare = await post(
    '{"kind":"department","name":"\\ud87a\\uddf5示例局","uscc":null,"legalRepresentative":null,"contact":null,"phone":null,"address":null,"reason":"登记示例局"}',
  );
  expect(rare.status).toBe(200);
  expect((await administrator.fetch('/api/people?cursor=%00')).status).toBe(400);
  const piece = new TextEncoder().encode(' '.repeat(512 * 1024));
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 100) controller.close();
      else controller.enqueue(piece);
    },
  });
  expect((await post(endless)).status).toBe(413);
  expect(sent).toBeLessThan(10);
  expect(county.faults).toEqual([]);
});

test('an unknown field, broken JSON, another origin and an oversized body are refused before anything is read', async () => {
  const { people } = await aCounty();
  const post = (body: string, headers: Record<string, string> = {}) =>
    people.administrator.fetch('/api/organisations', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
  expect((await post('{"kind":"audit"')).status).toBe(400);
  const unknown = await post(
    JSON.stringify({
      kind: 'department',
      name: '某局',
      uscc: null,
      legalRepresentative: null,
      contact: null,
      phone: null,
      address: null,
      extra: 1,
    }),
  );
  expect(unknown.status).toBe(400);
  expect((await post('{}', { origin: 'http://elsewhere.example' })).status).toBe(403);
  expect((await post(JSON.stringify({ name: 'x'.repeat(3_000_000) }))).status).toBeGreaterThanOrEqual(400);
});

test('D05 一(三): the page of the group says which of those the clause names serve today, and who is missing', async () => {
  const county = await aCounty();
  const { office, lead, third, finance, leader } = county.people;
  const serve = (personId: string, role: 'lead' | 'member' | 'third-party') =>
    office.api.organisation.appoint({ personId, role, fromOn: '2026-04-01', untilOn: null });
  await serve(lead.id, 'lead');
  await serve(finance.id, 'member');
  await serve(third.id, 'third-party');
  const parts = async () => {
    const { composition, basis } = await office.api.organisation.group({});
    expect(basis).toEqual([{ clause: 'tongcheng-2021:1.3' }]);
    return Object.fromEntries(composition.map(({ part, names }) => [part, names]));
  };
  expect(await parts()).toEqual({
    'leading-group': [],
    lead: [lead.name],
    department: [finance.name],
    'third-party': [third.name],
  });
  await serve(leader.id, 'member');
  expect((await parts())['leading-group']).toEqual([leader.name]);
});

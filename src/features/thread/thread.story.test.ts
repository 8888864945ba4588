import { describe, expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { aChain } from '#testing/chain.ts';
import { theGroup } from '#testing/findings.ts';
import { allDone, settled } from '#testing/gate.ts';
import { aSignedInspection } from '#testing/inspections.ts';
import { reported, servedLetter, verified } from '#testing/letters.ts';
import { aCounty, refusalOf } from '#testing/world.ts';
import { placesOf, threadOf } from './thread.service.ts';

async function aStory() {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  return { county, baseline, chain: await aChain(county, baseline) };
}
let told: ReturnType<typeof aStory> | undefined;
/** The stories here only read: they share one county. */
const theStory = () => {
  told ??= aStory();
  return told;
};

const idsOf = (thread: { nodes: readonly { id: string }[] }) => thread.nodes.map(({ id }) => id);

describe('N01 一(四): the unbroken thread', () => {
  test('from a finding, back to the clause and on to the payment, each arrow dated and signed', async () => {
    const { county, chain, baseline } = await theStory();
    const thread = await county.people.office.api.thread.read({ type: 'finding', id: chain.findings.closed });
    expect(thread.nodes.map(({ type }) => type)).toEqual([
      'clause',
      'clause',
      'obligation',
      'inspection',
      'finding',
      'supervision-letter',
      'rectification',
      're-inspection',
      'gate-evaluation',
      'payment-decision',
      'payment',
      'facility',
      'agreement',
      'instalment',
    ]);
    expect(idsOf(thread)).toEqual(
      expect.arrayContaining([
        chain.clauseId,
        chain.obligationId,
        chain.inspectionId,
        chain.paymentId,
        baseline.agreementId,
      ]),
    );
    const found = thread.edges.find(({ kind }) => kind === 'found');
    expect(found).toMatchObject({
      from: { type: 'inspection', id: chain.inspectionId },
      to: { type: 'finding', id: chain.findings.closed },
      event: 'finding.raised',
      actor: '商务局 李',
      organisation: '商务局（示例）',
    });
    expect(found?.at).toMatch(/^2026-04-10T/);
    const ids = idsOf(thread);
    for (const edge of thread.edges) {
      expect(ids).toContain(edge.from.id);
      expect(ids).toContain(edge.to.id);
    }
    const letter = thread.nodes.find(({ type }) => type === 'supervision-letter');
    expect(letter).toMatchObject({
      label: { zh: '督办函 示电商督〔2026〕3号', en: 'Supervision letter 示电商督〔2026〕3号' },
      state: 'served',
      on: '2026-03-16',
      person: '组长 王',
      path: `/letters/${chain.letterId}`,
    });
  });

  test('a letter reached by one finding leads to its own rectification, and says how much else hangs on it', async () => {
    const { county, chain } = await theStory();
    const thread = await county.people.office.api.thread.read({ type: 'finding', id: chain.findings.open });
    expect(idsOf(thread)).toContain(chain.rectifications.open);
    expect(idsOf(thread)).not.toContain(chain.rectifications.closed);
    expect(idsOf(thread)).not.toContain(chain.findings.closed);
    const letter = thread.nodes.find(({ id }) => id === chain.letterId);
    expect(letter?.more).toEqual(
      expect.arrayContaining([
        { type: 'finding', direction: 'before', count: 1 },
        { type: 'rectification', direction: 'after', count: 1 },
      ]),
    );
    const back = await county.people.office.api.thread.read({
      type: 'rectification',
      id: chain.rectifications.open,
    });
    expect(idsOf(back)).toContain(chain.findings.open);
    expect(idsOf(back)).not.toContain(chain.findings.closed);
  });

  test('the same chain from either end', async () => {
    const { county, chain } = await theStory();
    const ends = [
      chain.clauseId,
      chain.obligationId,
      chain.inspectionId,
      chain.letterId,
      chain.evaluationId,
      chain.decisionId,
      chain.paymentId,
    ];
    const types = [
      'clause',
      'obligation',
      'inspection',
      'supervision-letter',
      'gate-evaluation',
      'payment-decision',
      'payment',
    ] as const;
    for (const [at, type] of types.entries()) {
      const thread = await county.people.auditor.api.thread.read({ type, id: ends[at] ?? '' });
      expect(idsOf(thread), type).toEqual(
        expect.arrayContaining([...ends, chain.findings.closed, chain.rectifications.closed]),
      );
    }
  });

  test('a missing arrow is shown as a gap and never drawn over', async () => {
    const { county, chain } = await theStory();
    const { api } = county.people.office;
    const unlettered = await api.thread.read({ type: 'finding', id: chain.findings.unlettered });
    expect(unlettered.gaps).toEqual([
      {
        code: 'finding-without-letter',
        node: { type: 'finding', id: chain.findings.unlettered },
        since: '2026-03-10',
        label: { zh: '问题已确认，未列入督办函', en: 'Confirmed, and in no supervision letter' },
      },
    ]);
    expect(unlettered.nodes.map(({ type }) => type)).not.toContain('supervision-letter');
    const overdue = await api.thread.read({ type: 'rectification', id: chain.rectifications.open });
    expect(overdue.gaps.map(({ code }) => code)).toContain('rectification-overdue');
    const unsigned = await api.thread.read({ type: 'inspection', id: chain.unsignedId });
    expect(unsigned.gaps.map(({ code }) => code)).toEqual([
      'inspection-without-obligation',
      'inspection-not-signed',
    ]);
  });

  test('a missed obligation stands under its clause with no arrow between them', async () => {
    const { county, baseline } = await theStory();
    const [missed] = await county.asOwner<{ id: string; clause_id: string }>(
      `select id, clause_id from obligation where county = $1 and subject_id = $2 and kind = 'inspection' and fulfilled_on is null
        and closes_on < '2026-04-10' limit 1`,
      [county.county, baseline.facilities.otherStation],
    );
    const thread = await county.people.office.api.thread.read({ type: 'obligation', id: missed?.id ?? '' });
    expect(idsOf(thread)).toEqual([missed?.clause_id, missed?.id]);
    expect(thread.edges).toEqual([]);
    expect(thread.gaps.map(({ code }) => code)).toEqual(['obligation-missed']);
    const clause = await county.people.office.api.thread.read({
      type: 'clause',
      id: missed?.clause_id ?? '',
    });
    expect(clause.gaps.some(({ code }) => code === 'obligation-missed')).toBe(true);
  });

  test('from a facility the newest of each kind, with how many more there are', async () => {
    const { county, baseline } = await aStory();
    const { villageStation } = baseline.facilities;
    await county.asOwner(
      `insert into edge select e.county, 'inspection', gen_random_uuid()::text, e.to_type, e.to_id, 'concerns', e.event_id, e.drawn_at - interval '1 day'
        from (select * from edge where county = $1 and to_id = $2 limit 1) e, generate_series(1, 30)`,
      [county.county, villageStation],
    );
    const thread = await county.people.office.api.thread.read({ type: 'facility', id: villageStation });
    const start = thread.nodes.find(({ id }) => id === villageStation);
    // 32 inspections are tied to it. Two can be read; thirty have no record, which no act could have left.
    expect(start?.more.find(({ type }) => type === 'inspection')).toEqual({
      type: 'inspection',
      direction: 'beside',
      count: 30,
    });
    expect(thread.nodes.filter(({ type }) => type === 'finding')).toHaveLength(3);
  });

  test('a part of the regulation shows the threads of the clauses under it', async () => {
    const { county, chain } = await theStory();
    const thread = await county.people.office.api.thread.read({ type: 'clause', id: 'tongcheng-2021:2' });
    expect(idsOf(thread)).toEqual(expect.arrayContaining([chain.findings.closed, chain.findings.unlettered]));
  });
});

test('N01 D24–D11: every act of the thread draws its arrow, so that a payment can be walked back to the clause', async () => {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office, lead, contractor, auditor } = county.people;
  const { items } = await lead.api.obligation.list({
    facilityId: baseline.facilities.villageStation,
    state: 'due',
  });
  const [owed] = items;
  const inspection = await aSignedInspection(county, baseline, {
    plan: { obligationIds: [owed?.id ?? ''] },
    severities: ['ordinary'],
  });
  const [finding] = inspection.findings;
  const letter = await servedLetter(county, baseline.agreementId, [finding?.id ?? '']);
  const item = letter.items[0]?.rectificationId ?? '';
  county.at('2026-04-13T09:00:00+08:00');
  await reported(county, item);
  await verified(county, item);
  const { rectification } = await office.api.rectification.find({ id: item });
  await office.api.rectification.close({ id: item, basedOn: rectification.version });
  await allDone(county, baseline);
  const [instalment = ''] = baseline.instalments;
  await settled(county, instalment, '财付2026-0001');

  const thread = await auditor.api.thread.read({ type: 'finding', id: finding?.id ?? '' });
  const kinds = thread.edges.map(({ kind }) => kind);
  for (const kind of ['requires', 'fulfils', 'found', 'breaches', 'demanded-in', 'orders', 'verifies'])
    expect(kinds, kind).toContain(kind);
  expect(thread.gaps).toEqual([]);
  expect(thread.nodes.find(({ type }) => type === 'obligation')?.id).toBe(owed?.id);
  for (const edge of thread.edges) expect(edge.actor, edge.kind).not.toBeNull();

  const paid = await contractor.api.thread.read({ type: 'instalment', id: instalment });
  expect(paid.nodes.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['gate-evaluation', 'payment-decision', 'payment']),
  );
  const payment = paid.nodes.find(({ type }) => type === 'payment')?.id ?? '';
  const back = await auditor.api.thread.read({ type: 'payment', id: payment });
  expect(back.edges.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['weighs', 'decides', 'pays']));
  expect(back.gaps.filter(({ node }) => node.type.startsWith('payment'))).toEqual([]);
});

describe('N01: who may see what', () => {
  test('a contractor walks its own chain, and what it was not told of is not there', async () => {
    const { county, chain } = await theStory();
    const { contractor } = county.people;
    const thread = await contractor.api.thread.read({ type: 'finding', id: chain.findings.closed });
    expect(idsOf(thread)).toEqual(
      expect.arrayContaining([chain.inspectionId, chain.letterId, chain.paymentId]),
    );
    expect(thread.nodes.every(({ more }) => more.length === 0)).toBe(true);
    expect(
      (await refusalOf(contractor.api.thread.read({ type: 'inspection', id: chain.unsignedId }))).code,
    ).toBe('thread.not-found');
    const clause = await contractor.api.thread.read({ type: 'clause', id: chain.clauseId });
    expect(idsOf(clause)).toContain(chain.inspectionId);
  });

  test('another contractor finds nothing of it, under any id, and nobody without a session', async () => {
    const { county, chain, baseline } = await theStory();
    const { outsider, stranger } = county.people;
    const records = [
      ['obligation', chain.obligationId],
      ['inspection', chain.inspectionId],
      ['finding', chain.findings.closed],
      ['supervision-letter', chain.letterId],
      ['rectification', chain.rectifications.open],
      ['re-inspection', chain.reinspectionId],
      ['gate-evaluation', chain.evaluationId],
      ['payment-decision', chain.decisionId],
      ['payment', chain.paymentId],
      ['facility', baseline.facilities.villageStation],
      ['agreement', baseline.agreementId],
      ['instalment', chain.instalmentId],
    ] as const;
    for (const [type, id] of records)
      expect(await refusalOf(outsider.api.thread.read({ type, id })), type).toMatchObject({
        code: 'thread.not-found',
        status: 404,
      });
    const clause = await outsider.api.thread.read({ type: 'clause', id: chain.clauseId });
    for (const [, id] of records) expect(idsOf(clause)).not.toContain(id);
    expect(clause.nodes.flatMap(({ more }) => more).filter(({ type }) => type === 'inspection')).toEqual([]);
    expect(
      (await refusalOf(stranger.api.thread.read({ type: 'finding', id: chain.findings.closed }))).code,
    ).toBe('session.required');
  });

  test('what does not exist is refused: another type, another county, a word, an unknown kind', async () => {
    const { county, chain } = await theStory();
    const { api } = county.people.office;
    const elsewhere = await aCounty();
    const other = elsewhere.people.office.api;
    const asked = [
      () => api.thread.read({ type: 'finding', id: chain.letterId }),
      () => api.thread.read({ type: 'finding', id: 'anything' }),
      () => api.thread.read({ type: 'clause', id: 'tongcheng-2021:9' }),
      () => other.thread.read({ type: 'finding', id: chain.findings.closed }),
    ];
    for (const ask of asked) expect((await refusalOf(ask())).code).toBe('thread.not-found');
    expect((await county.people.office.fetch('/api/thread/person/x')).status).toBe(400);
  });
});

test('N01: the keeper of the data finds a record by its id alone, whatever it is', async () => {
  const { county, chain } = await theStory();
  for (const [id, type] of [
    [chain.findings.closed, 'finding'],
    [chain.obligationId, 'obligation'],
    [chain.evaluationId, 'gate-evaluation'],
    [chain.reinspectionId, 're-inspection'],
    [chain.letterId.toUpperCase(), 'supervision-letter'],
  ] as const) {
    expect(await placesOf(county.db, id)).toEqual([
      { county: county.county, start: { type, id: id.toLowerCase() } },
    ]);
  }
  expect((await placesOf(county.db, chain.clauseId)).some((place) => place.county === county.county)).toBe(
    true,
  );
  expect(await placesOf(county.db, 'nothing')).toEqual([]);
  const thread = await threadOf(
    { db: county.db, county: county.county, now: county.now() },
    { type: 'inspection', id: chain.unsignedId },
    'keeper',
  );
  expect(thread.ok && thread.value.focus.id).toBe(chain.unsignedId);
});

import { expect, test } from 'vitest';
import { granted, refused } from '#kernel/result.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { callOf } from '#testing/findings.ts';
import { aCounty, type County, race, refusalOf, type Somebody } from '#testing/world.ts';
import type { Confirmers } from './proposal.model.ts';
import * as service from './proposal.service.ts';

const said = (zh: string, en: string) => ({ zh, en });

/** An act of a story: it writes one event, as an act would its record. */
const act = (effects: string[]): service.ProposalKind => ({
  kind: 'story.act',
  apply: async (tx, call, proposal) => {
    if ((proposal.content as { fails?: true }).fails) return refused('story.not-possible');
    effects.push(proposal.id);
    await record(tx, call, [
      { type: 'story.done', aggregateType: 'story', aggregate: proposal.subject.id, version: 1, body: {} },
    ]);
    return granted(true);
  },
});

const bodies: Confirmers = { bodies: ['office', 'commerce-bureau'] };

async function proposed(
  county: County,
  by: Somebody,
  over: Partial<service.Proposing> = {},
): Promise<string> {
  const call = callOf(county, by);
  const made = await transact(county.db, (tx) =>
    service.propose(tx, call, {
      kind: 'story.act',
      subject: { type: 'story', id: county.newId() },
      content: {},
      shown: {
        title: said('更正资金数', 'Correct the money'),
        changes: [{ words: said('中央资金', 'Central money'), before: { fen: 100 }, after: { fen: 200 } }],
      },
      basis: [{ clause: 'tongcheng-2021:1.4' }],
      reason: '更正资金数',
      evidence: [],
      confirmers: bodies,
      ...over,
    }),
  );
  if (!made.ok) throw Object.assign(new Error(made.refusal.code), { refusal: made.refusal });
  return made.value.id;
}

const proposals = (effects: string[]): service.Proposals => ({
  kinds: [act(effects)],
  papersOf: async () => [],
});

test('D11 what one proposes has no effect until another confirms it; the proposer never does', async () => {
  const county = await aCounty();
  const { office, reviewer, lead, contractor, finance } = county.people;
  const effects: string[] = [];
  const paper = await county.evidence(office, { source: 'file' });
  const id = await proposed(county, office, { evidence: [paper] });

  const { proposal, papers, history } = await reviewer.api.proposal.find({ id });
  expect(proposal).toMatchObject({
    state: 'open',
    proposedBy: office.name,
    reason: '更正资金数',
    may: { confirm: true, refuse: true, withdraw: false },
  });
  expect(papers.map((file) => file.id)).toEqual([paper]);
  expect(history.map(({ type }) => type)).toEqual(['proposal.made']);
  expect((await office.api.proposal.find({ id })).proposal.may).toEqual({
    confirm: false,
    refuse: false,
    withdraw: true,
  });
  expect((await lead.api.proposal.list({ state: 'open' })).items.map((one) => one.id)).toEqual([id]);
  expect((await refusalOf(contractor.api.proposal.find({ id }))).code).toBe('route.not-permitted');

  const needs = async (person: Somebody) =>
    (await person.api.home.read({})).needs.filter(({ kind }) => kind === 'proposal-confirm');
  expect(await needs(reviewer)).toMatchObject([{ id, path: `/proposals/${id}` }]);
  expect(await needs(office)).toEqual([]);
  expect(await needs(finance)).toEqual([]);

  const own = await service.handleConfirm(callOf(county, office), { id, basedOn: 1 }, proposals(effects));
  expect(own).toMatchObject({
    ok: false,
    refusal: { code: 'proposal.four-eyes', basis: [{ clause: 'tongcheng-2021:1.4' }] },
  });
  expect(effects).toEqual([]);
  const done = await service.handleConfirm(callOf(county, reviewer), { id, basedOn: 1 }, proposals(effects));
  expect(done).toMatchObject({ ok: true, value: { state: 'confirmed', decidedBy: reviewer.name } });
  expect(effects).toEqual([id]);
  expect(await needs(reviewer)).toEqual([]);
});

test('eight who confirm at once confirm it once, and it is done once', async () => {
  const county = await aCounty();
  const { office, reviewer, lead, inspector, second } = county.people;
  const effects: string[] = [];
  const id = await proposed(county, office);
  const answers = await Promise.all(
    [reviewer, lead, inspector, second, reviewer, lead, inspector, second].map((person) =>
      service.handleConfirm(callOf(county, person), { id, basedOn: 1 }, proposals(effects)),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(effects).toEqual([id]);
  const refusals = new Set(answers.flatMap((one) => (one.ok ? [] : [one.refusal.code])));
  expect([...refusals]).toEqual(['proposal.wrong-state']);
});

test('an act that its own rule refuses leaves the proposal open', async () => {
  const county = await aCounty();
  const { office, reviewer } = county.people;
  const id = await proposed(county, office, { content: { fails: true } });
  const events = await county.events();
  expect(
    await service.handleConfirm(callOf(county, reviewer), { id, basedOn: 1 }, proposals([])),
  ).toMatchObject({ ok: false, refusal: { code: 'story.not-possible' } });
  expect(await county.events()).toBe(events);
  expect((await office.api.proposal.find({ id })).proposal.state).toBe('open');
});

test('a second proposal of the same is told of the first, and is free again once that was taken back or refused', async () => {
  const county = await aCounty();
  const { office, reviewer, lead } = county.people;
  const subject = { type: 'story', id: county.newId() };
  const id = await proposed(county, office, { subject });
  await expect(proposed(county, lead, { subject })).rejects.toMatchObject({
    refusal: { code: 'proposal.one-open', facts: { by: office.name } },
  });
  expect((await refusalOf(lead.api.proposal.withdraw({ id, basedOn: 1 }))).code).toBe(
    'proposal.not-permitted',
  );
  expect((await office.api.proposal.withdraw({ id, basedOn: 1 })).state).toBe('withdrawn');
  const next = await proposed(county, lead, { subject });
  expect((await refusalOf(lead.api.proposal.refuse({ id: next, basedOn: 1, reason: '自己退回' }))).code).toBe(
    'proposal.four-eyes',
  );
  expect(await reviewer.api.proposal.refuse({ id: next, basedOn: 1, reason: '没有指标文件' })).toMatchObject({
    state: 'refused',
    decisionReason: '没有指标文件',
  });
  const open = await race(
    Array.from({ length: 8 }, (_, at) => proposed(county, at % 2 ? office : lead, { subject })),
  );
  expect(open.granted).toBe(1);
});

test('an unknown kind is not confirmed; a person it concerns does not confirm; the database holds it too', async () => {
  const county = await aCounty();
  const { office, reviewer } = county.people;
  const id = await proposed(county, office, { confirmers: { ...bodies, not: [reviewer.id] } });
  expect((await refusalOf(reviewer.api.proposal.confirm({ id, basedOn: 1 }))).code).toBe(
    'proposal.kind-unknown',
  );
  expect(
    await service.handleConfirm(callOf(county, reviewer), { id, basedOn: 1 }, proposals([])),
  ).toMatchObject({ ok: false, refusal: { code: 'proposal.person-concerned' } });
  const attempt = (by: string) =>
    county.asOwner(
      `update proposal set version = 2, state = 'confirmed', decided_by = $2, decided_at = now() where county = $1 and id = $3`,
      [county.county, by, id],
    );
  await expect(attempt(office.id)).rejects.toThrow(/check/);
  await expect(attempt(reviewer.id)).rejects.toThrow(/check/);
  await expect(
    county.asOwner(`update proposal set version = 2, content = '{"more":1}' where county = $1 and id = $2`, [
      county.county,
      id,
    ]),
  ).rejects.toThrow(/stands as it was made/);
});

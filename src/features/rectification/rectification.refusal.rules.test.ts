import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { anItem } from '#testing/rectifications.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { Rectification } from './rectification.model.ts';
import {
  decideClose,
  decideReinspection,
  decideReport,
  decideTeam,
  followUpBasis,
  noLenienceBasis,
  type Reinspector,
} from './rectification.rules.ts';

// 甲县 spreads over many articles what 通城 says in one sentence: there each refusal shows which it rests on.
const { pack } = worldUnder('example-jia-2022');
const article = (...numbers: string[]) => numbers.map((number) => ({ clause: `example-jia-2022:${number}` }));
const on = plainDate('2026-04-22');
const refusal = (code: string, facts: object, ...numbers: string[]) => ({
  ok: false,
  refusal: { code: `rectification.${code}`, facts, basis: article(...numbers) },
});

test('跟踪督导 and 不放一马 are cited as the county numbers them', () => {
  expect(followUpBasis(pack)).toEqual(article('24'));
  expect(noLenienceBasis(pack)).toEqual(article('23', '12'));
  expect(followUpBasis(worldUnder('tongcheng-2021').pack)).toEqual([{ clause: 'tongcheng-2021:1.4' }]);
});

describe('整改报告', () => {
  const report = (completedOn: string, evidence: string[], state: Rectification['state'] = 'ordered') =>
    decideReport(anItem({ state }), { completedOn, evidence }, plainDate('2026-03-05'), pack, on);
  test.each([
    ['2026-04-22', [], 'ordered', refusal('evidence-missing', {}, '24')],
    ['2026-04-23', ['photo'], 'ordered', refusal('completed-in-future', { todayOn: '2026-04-22' })],
    ['2026-03-04', ['photo'], 'ordered', refusal('completed-before-found', { foundOn: '2026-03-05' })],
    // Where it is not the contractor's turn, nothing else is asked.
    ['2026-04-23', [], 'verified', refusal('wrong-state', { state: 'verified', to: 'reported' })],
    ['2026-04-22', ['photo'], 'ordered', { ok: true, value: 'reported' }],
    ['2026-03-05', ['photo'], 'returned', { ok: true, value: 'reported' }],
    ['2026-04-22', ['photo'], 'not-verified', { ok: true, value: 'reported' }],
  ] as const)('completed on %s with %o while %s', (completedOn, evidence, state, expected) => {
    expect(report(completedOn, [...evidence], state)).toEqual(expected);
  });
});

const person = (personId: string, change: Partial<Reinspector> = {}): Reinspector => ({
  personId,
  name: `${personId}某`,
  inGroup: true,
  related: false,
  ...change,
});

describe('复查', () => {
  test.each([
    ['nobody', [], refusal('too-few-reinspectors', { least: 2 }, '24')],
    ['one alone', [person('陈')], refusal('too-few-reinspectors', { least: 2 }, '24')],
    [
      'one who is not of the group',
      [person('陈'), person('赵', { inGroup: false })],
      refusal('not-in-group', { person: '赵某' }, '3'),
    ],
    [
      'one who is related',
      [person('陈'), person('钱', { related: true })],
      refusal('related', { person: '钱某' }, '3'),
    ],
    ['those alone who found it', [person('陈'), person('刘')], refusal('finder-alone', {}, '23', '12')],
    ['one who found it and another', [person('陈'), person('王')], { ok: true, value: true }],
  ])('by %s', (_, members, expected) => {
    expect(decideTeam(members, ['陈', '刘'], pack, on)).toEqual(expected);
  });

  const told = {
    members: [person('王'), person('孙')],
    recordedBy: '王',
    inspectedOn: '2026-04-21',
    conclusion: 'rectified',
    evidence: ['photo'],
  } as const;
  const reported = anItem({ state: 'reported', attempts: 1, reportedOn: '2026-04-20' });
  test.each([
    [{}, reported, { ok: true, value: 'verified' }],
    [{ inspectedOn: '2026-04-22' }, reported, { ok: true, value: 'verified' }],
    [{ inspectedOn: '2026-04-20' }, reported, { ok: true, value: 'verified' }],
    // An item brought in from paper may lack the day of its report.
    [{ inspectedOn: '2026-04-01' }, { ...reported, reportedOn: null }, { ok: true, value: 'verified' }],
    [{ members: [] }, reported, refusal('too-few-reinspectors', { least: 2 }, '24')],
    [{ recordedBy: '李' }, reported, refusal('recorder-not-there', {})],
    [{ inspectedOn: '2026-04-23' }, reported, refusal('inspected-in-future', { todayOn: '2026-04-22' })],
    [
      { inspectedOn: '2026-04-19' },
      reported,
      refusal('inspected-before-report', { reportedOn: '2026-04-20' }),
    ],
    [{ evidence: [] }, reported, refusal('after-photo-missing', {}, '23', '12')],
    [{ members: [] }, anItem(), refusal('wrong-state', { state: 'ordered', to: 'verified' })],
    [
      { conclusion: 'refused', evidence: [] },
      anItem({ state: 'closed' }),
      refusal('wrong-state', { state: 'closed', to: 'not-verified' }),
    ],
  ] as const)('told %o', (change, current, expected) => {
    expect(decideReinspection(current, { ...told, ...change }, ['陈'], pack, on)).toEqual(expected);
  });
});

describe('销号', () => {
  const facts = {
    actorId: 'closer',
    foundBy: 'finder',
    reporters: ['rectifier'],
    authors: ['drafter', 'reviewer', 'signer'],
    reportEvidence: 1,
    reinspection: { conclusion: 'rectified', members: ['second', 'third'], evidence: 1 },
  } as const;
  const verified = anItem({ state: 'verified', attempts: 1, reportedOn: '2026-04-20' });
  const unseen = { ...facts.reinspection, evidence: 0 };
  test.each([
    [{}, verified, { ok: true, value: 'closed' }],
    [{ actorId: 'finder' }, verified, refusal('closed-by-finder', {}, '23', '12')],
    [{ actorId: 'rectifier' }, verified, refusal('closed-by-rectifier', {}, '23', '12')],
    [{ actorId: 'drafter' }, verified, refusal('closed-by-author', {}, '23', '12')],
    [{ actorId: 'reviewer' }, verified, refusal('closed-by-author', {}, '23', '12')],
    [{ actorId: 'signer' }, verified, refusal('closed-by-author', {}, '23', '12')],
    [{ actorId: 'third' }, verified, refusal('closed-by-reinspector', {}, '23', '12')],
    [{ reportEvidence: 0 }, verified, refusal('no-evidence', {}, '23', '12')],
    [{}, { ...verified, attempts: 0 }, refusal('no-evidence', {}, '23', '12')],
    [{ reinspection: unseen }, verified, refusal('no-evidence', {}, '23', '12')],
    [{ reinspection: undefined }, verified, refusal('not-reinspected', {}, '23', '12')],
    [{}, { ...verified, state: 'reported' }, refusal('wrong-state', { state: 'reported', to: 'closed' })],
    // What is closed is closed, whatever its papers lack.
    [
      { reportEvidence: 0 },
      { ...verified, state: 'closed' },
      refusal('wrong-state', { state: 'closed', to: 'closed' }),
    ],
  ] as const)('with %o', (change, current, expected) => {
    expect(decideClose(current, { ...facts, ...change }, pack)).toEqual(expected);
  });
});

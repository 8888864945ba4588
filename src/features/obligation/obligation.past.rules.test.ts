import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { BaselineFacts, DerivedObligation } from './obligation.model.ts';
import { differencesBetween, factsTold, type Telling } from './obligation.past.rules.ts';
import { deriveObligations } from './obligation.rules.ts';

const { pack, calendar } = worldUnder('tongcheng-2021');
const telling = (type: string, id: string, on: string, body: Telling['body']): Telling => ({
  type,
  id,
  on,
  recordedAt: `${on}T01:00:00Z`,
  body,
});
const contract = (id: string, contractorId: string) => ({
  contractorId,
  projectId: 'p',
  areas: ['station' as const],
  signedOn: '2023-12-20',
  startsOn: '2024-01-01',
  endsOn: '2024-12-31',
  agreementId: id,
});
const station = {
  agreementId: 'a1',
  kind: 'town-station' as const,
  villageCode: '421222100201',
  constructionStartedOn: '2024-01-10',
  operationStartedOn: null,
};

const log: readonly Telling[] = [
  telling('project.approved', 'p', '2023-12-01', { startsOn: '2023-11-01', endsOn: null }),
  telling('agreement.signed', 'a1', '2023-12-20', contract('a1', 'c1')),
  telling('agreement.signed', 'a2', '2023-12-21', contract('a2', 'c2')),
  telling('facility.registered', 'f', '2024-01-12', station),
  telling('facility.phase-changed', 'f', '2024-03-05', {
    ...station,
    phase: 'operation',
    fromOn: '2024-03-01',
    operationStartedOn: '2024-03-01',
  }),
  telling('facility.corrected', 'f', '2024-03-20', { ...station, operationStartedOn: '2024-03-01' }),
  telling('facility.transferred', 'f', '2024-04-20', {
    ...station,
    agreementId: 'a2',
    fromOn: '2024-04-15',
    operationStartedOn: '2024-03-01',
  }),
  telling('agreement.completed', 'a1', '2024-05-06', contract('a1', 'c1')),
  telling('agreement.terminated', 'a2', '2024-09-02', contract('a2', 'c2')),
  telling('project.closed', 'p', '2024-12-31', { startsOn: '2023-11-01', endsOn: '2024-12-31' }),
];

describe('what the register knew, told by the log', () => {
  const told = () => factsTold(log);
  const construction = { phase: 'construction', fromOn: '2024-01-10' };
  const operation = { phase: 'operation', fromOn: '2024-03-01' };

  test('each version of a facility with its phases so far, its town and whose it was', () => {
    const common = {
      id: 'f',
      kind: 'town-station',
      constructionStartedOn: '2024-01-10',
      townCode: '421222100',
    };
    const first = { ...common, agreementId: 'a1', contractorId: 'c1', held: undefined };
    expect(told().facilities).toEqual([
      { ...first, recordedAt: '2024-01-12T01:00:00Z', operationStartedOn: null, phases: [construction] },
      {
        ...first,
        recordedAt: '2024-03-05T01:00:00Z',
        operationStartedOn: '2024-03-01',
        phases: [construction, operation],
      },
      {
        ...first,
        recordedAt: '2024-03-20T01:00:00Z',
        operationStartedOn: '2024-03-01',
        phases: [construction, operation],
      },
      {
        ...common,
        agreementId: 'a2',
        contractorId: 'c2',
        recordedAt: '2024-04-20T01:00:00Z',
        operationStartedOn: '2024-03-01',
        phases: [construction, operation],
        held: [
          { fromOn: '2024-01-10', agreementId: 'a1', contractorId: 'c1' },
          { fromOn: '2024-04-15', agreementId: 'a2', contractorId: 'c2' },
        ],
      },
    ]);
  });

  test('a contract binds until the day it was completed or terminated, and not before that was told', () => {
    expect(told().agreements.map(({ id, endedOn, recordedAt }) => [id, endedOn, recordedAt])).toEqual([
      ['a1', null, '2023-12-20T01:00:00Z'],
      ['a2', null, '2023-12-21T01:00:00Z'],
      ['a1', '2024-05-06', '2024-05-06T01:00:00Z'],
      ['a2', '2024-09-02', '2024-09-02T01:00:00Z'],
    ]);
    expect(told().agreements[0]).toMatchObject({
      contractorId: 'c1',
      areas: ['station'],
      signedOn: '2023-12-20',
      startsOn: '2024-01-01',
      endsOn: '2024-12-31',
      programmeId: 'p',
    });
  });

  test('a programme runs without an end until one is told', () => {
    expect(told().programmes).toEqual([
      { id: 'p', recordedAt: '2023-12-01T01:00:00Z', startsOn: '2023-11-01', endsOn: null },
      { id: 'p', recordedAt: '2024-12-31T01:00:00Z', startsOn: '2023-11-01', endsOn: '2024-12-31' },
    ]);
  });

  test('two facilities are told apart: neither has the phases nor the holders of the other', () => {
    const other = { ...station, agreementId: 'a2', constructionStartedOn: '2024-02-01' };
    const { facilities } = factsTold([...log, telling('facility.registered', 'g', '2024-02-02', other)]);
    expect(facilities.at(-1)).toMatchObject({
      id: 'g',
      contractorId: 'c2',
      phases: [{ phase: 'construction', fromOn: '2024-02-01' }],
      held: undefined,
    });
  });

  test('told nothing, it knows nothing', () => {
    expect(factsTold([])).toEqual({ facilities: [], agreements: [], programmes: [] });
  });

  test('property: what was due as known on a day is what the log up to that day makes due', () => {
    const later = (facts: BaselineFacts, knownAt?: string) =>
      deriveObligations(pack, facts, calendar, plainDate('2024-12-31'), 0, knownAt).map(
        ({ key, dueOn, contractorId }) => [key, dueOn, contractorId],
      );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: log.length }), (upTo) => {
        const until = log.slice(0, upTo);
        const knownAt = until.at(-1)?.recordedAt ?? '2023-01-01T00:00:00Z';
        expect(later(told(), knownAt)).toEqual(later(factsTold(until)));
      }),
    );
  });
});

describe('what was due as known then against as known now', () => {
  const one = (over: Partial<DerivedObligation> = {}) =>
    ({
      key: 'funds|a1|2024-H1',
      windowStartOn: '2024-01-01',
      dueOn: '2024-06-30',
      closesOn: '2024-07-30',
      required: 1,
      among: 1,
      contractorId: 'c1',
      ...over,
    }) as DerivedObligation;
  const was = one();

  test('what stands as it stood is no difference', () => {
    expect(differencesBetween([was], [one()])).toEqual([]);
    expect(differencesBetween([], [])).toEqual([]);
  });

  test('what came, what went, in the order of then and what came after it', () => {
    const gone = one({ key: 'gone' });
    const came = one({ key: 'came' });
    expect(differencesBetween([gone, was], [came, was])).toEqual([
      { was: gone, is: null },
      { was: null, is: came },
    ]);
  });

  test.each<[string, Partial<DerivedObligation>]>([
    ['the first day of its window', { windowStartOn: '2024-02-01' }],
    ['the day it is due', { dueOn: '2024-06-29' }],
    ['the day it closes', { closesOn: '2024-07-31' }],
    ['how many it takes', { required: 2 }],
    ['of how many', { among: 2 }],
    ['who answers for it', { contractorId: 'c2' }],
  ])('it differs by %s', (_, over) => {
    expect(differencesBetween([was], [one(over)])).toEqual([{ was, is: one(over) }]);
  });
});

import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { Basis, RulePack } from './regime.model.ts';
import {
  checkItemsFor,
  citationsOf,
  clauseOfArea,
  clauseOfDuty,
  gateConditionOf,
  inForce,
  methodOf,
  obligationsFor,
  packInForce,
  parametersOf,
  rulesOfClause,
  standardOf,
  termOf,
} from './regime.rules.ts';

const { pack } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const packs = [pack, jia, worldUnder('example-yi-2023').pack].map((one) => [one.id, one] as const);
const cites = (basis: readonly Basis[], id: string) => basis.some(({ clause }) => clause === id);

describe('a name that is not in the pack is a fault of ours', () => {
  const none = 'nothing' as never;
  test.each([
    ['method', () => methodOf(pack, none)],
    ['standard', () => standardOf(pack, none)],
    ['gate condition', () => gateConditionOf(pack, none)],
    ['term', () => termOf(pack, none)],
    ['clause for the duty', () => clauseOfDuty(pack, none)],
  ])('%s', (kind, ask) => {
    expect(ask).toThrow(`The rule pack has no ${kind} called nothing`);
  });

  test('a number asked for before its first day is called by its name', () => {
    const day = plainDate('2021-03-17');
    expect(() => inForce(pack.rectification.period.major, day)).toThrow(
      'No value of Period for major findings is in force on 2021-03-17',
    );
    expect(() => inForce({ values: [] }, day)).toThrow(
      'No value of this parameter is in force on 2021-03-17',
    );
  });
});

test('the version in force is the latest that has begun, however they are listed', () => {
  const version = (inForceFrom: string): RulePack => ({ ...pack, id: inForceFrom, inForceFrom });
  const versions = ['2023-01-01', '2021-03-18', '2027-01-01', '2025-01-01'].map(version);
  const on = (day: string, among = versions) => packInForce(among, '421222', plainDate(day))?.id;
  expect([on('2022-12-31'), on('2023-01-01'), on('2026-12-31'), on('2027-01-01')]).toEqual([
    '2021-03-18',
    '2023-01-01',
    '2025-01-01',
    '2027-01-01',
  ]);
  expect(on('2026-12-31', versions.toReversed())).toBe('2025-01-01');
});

describe('what is asked for', () => {
  test('nothing said, every point and every obligation', () => {
    expect(checkItemsFor(pack)).toEqual(pack.checkItems);
    expect(obligationsFor(pack)).toEqual(pack.obligations);
  });

  test('a facility of another content has no point on the sheet', () => {
    expect(checkItemsFor(pack, { area: 'station', facilityKind: 'service-centre' })).toEqual([]);
  });

  test('已停用: a point is asked for until the day before it is retired; without a day every point is', () => {
    const until = '2026-05-01';
    const county: RulePack = {
      ...pack,
      checkItems: pack.checkItems.map((item) => (item.id === 'station.rules' ? { ...item, until } : item)),
    };
    const asks = (on?: string) =>
      checkItemsFor(county, { area: 'station', on }).some(({ id }) => id === 'station.rules');
    expect([asks('2026-04-30'), asks('2026-05-01'), asks('2027-01-01'), asks()]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(checkItemsFor(county, { on: '2027-01-01' })).toHaveLength(pack.checkItems.length - 1);
  });

  test('an obligation without a phase binds in both, one with a phase in its own', () => {
    const both = ['training', 'funds', 'monthly-report'];
    for (const phase of ['construction', 'operation'] as const) {
      const ids = obligationsFor(pack, { phase }).map(({ id }) => id);
      expect(ids.slice(-3)).toEqual(both);
      expect(ids.slice(0, -3).length).toBeGreaterThan(0);
      expect(ids.slice(0, -3).every((id) => id.startsWith(`${phase}.`))).toBe(true);
    }
  });

  test('an obligation of a contract is none of a facility', () => {
    const ids = obligationsFor(pack, { facilityKind: 'village-station' }).map(({ id }) => id);
    expect(ids).toEqual(['construction.station', 'operation.village-station']);
  });

  test.each([
    ['service-centre', '13'],
    ['logistics', '14'],
    ['station', '15'],
    ['supply-chain', '16'],
    ['training', '17'],
    ['funds', '18'],
  ] as const)('二: %s stands in article %s of 甲县', (area, article) => {
    expect(clauseOfArea(jia, area)).toBe(`example-jia-2022:${article}`);
  });
});

describe('the numbers of a pack', () => {
  test('are known by the names of the entries they stand in, or by their place where these have none', () => {
    const paths = parametersOf(pack).map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'rectification.period.serious',
        'obligations.training.graceDays',
        'money.areaCaps.service-centre-share.share',
        'disqualification.procedure.1.within',
        'gate.conditions.verdicts.withholdShare',
      ]),
    );
    const unnamed = Array.from({ length: 12 }, () => ({ within: pack.inspection.teamMin }));
    const long = { ...pack, disqualification: { ...pack.disqualification, procedure: unnamed } };
    expect(parametersOf(long as unknown as RulePack).map(({ path }) => path)).toContain(
      'disqualification.procedure.11.within',
    );
    // A name without a list around it is no step of the path.
    const named = { ...pack, inspection: { id: 'x', teamMin: pack.inspection.teamMin } };
    expect(parametersOf(named as unknown as RulePack).map(({ path }) => path)).toContain(
      'inspection.teamMin',
    );
  });

  test('are gathered once for a pack', () => {
    expect(parametersOf(pack)).toBe(parametersOf(pack));
  });
});

test('a citation names its instrument, and the article where one is known', () => {
  const of = (over: Partial<Basis>) => citationsOf([{ clause: 'c', mark: 'text', ...over }]);
  expect(of({})).toStrictEqual([{ clause: 'c' }]);
  expect(of({ mark: 'local-supplement' })).toStrictEqual([{ clause: 'c', localSupplement: true }]);
  expect(of({ instrument: '民法典' })).toStrictEqual([{ clause: 'c' }, { instrument: '民法典' }]);
  expect(of({ instrument: '民法典', article: '第二百零一条' })).toStrictEqual([
    { clause: 'c' },
    { instrument: '民法典', article: '第二百零一条' },
  ]);
});

describe('from a clause to what follows from it', () => {
  test.each(packs)('%s: whatever cites a clause is found from it, and nothing else', (_, one) => {
    for (const { id } of one.clauses) {
      const found = rulesOfClause(one, id);
      for (const rule of one.obligations)
        expect(found.obligations.includes(rule), rule.id).toBe(
          [rule.clause, ...rule.basis.map(({ clause }) => clause)].includes(id),
        );
      for (const item of one.checkItems) expect(found.checkItems.includes(item)).toBe(item.clause === id);
      for (const standard of one.standards)
        expect(found.standards.includes(standard)).toBe(standard.clause === id);
      for (const method of one.methods) expect(found.methods.includes(method)).toBe(cites(method.basis, id));
      for (const condition of one.gate.conditions)
        expect(found.gateConditions.includes(condition)).toBe(cites(condition.basis, id));
      for (const rung of one.rectification.escalation)
        expect(found.escalation.includes(rung)).toBe(cites(rung.basis, id));
      for (const parameter of parametersOf(one))
        expect(found.parameters.includes(parameter), parameter.path).toBe(
          parameter.dated.values.some(({ basis }) => cites(basis, id)),
        );
    }
  });

  test('one of several bases is enough, and so is one of several values, or the clause alone', () => {
    const basis = (...clauses: string[]): Basis[] => clauses.map((clause) => ({ clause, mark: 'text' }));
    const [rule] = pack.obligations;
    const [rung] = pack.rectification.escalation;
    if (!rule || !rung) throw new Error('the pack is empty');
    const other: RulePack = {
      ...pack,
      obligations: [{ ...rule, clause: 'a', basis: basis('b', 'c') }],
      rectification: {
        ...pack.rectification,
        escalation: [{ ...rung, basis: basis('d', 'e') }],
        extensionsMax: {
          values: [
            { from: '2025-01-01', value: 2, basis: basis('f') },
            { from: '2021-03-18', value: 1, basis: basis('g', 'h') },
          ],
        },
      },
    };
    for (const id of ['a', 'b', 'c']) expect(rulesOfClause(other, id).obligations).toHaveLength(1);
    for (const id of ['d', 'e']) expect(rulesOfClause(other, id).escalation).toHaveLength(1);
    for (const id of ['f', 'g', 'h'])
      expect(rulesOfClause(other, id).parameters.map(({ path }) => path)).toEqual([
        'rectification.extensionsMax',
      ]);
    expect(Object.values(rulesOfClause(other, 'z')).flat()).toEqual([]);
  });
});

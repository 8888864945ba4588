import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { type Dated, type RulePack, valueGroups } from './regime.model.ts';
import { parametersOf } from './regime.rules.ts';
import { packValuesOn } from './regime.values.rules.ts';

const { pack } = worldUnder('tongcheng-2021');
const packs = [pack, worldUnder('example-jia-2022').pack, worldUnder('example-yi-2023').pack];
const on = plainDate('2026-04-10');
const shownOf = (of: RulePack, key: string, day = on) =>
  packValuesOn(of, day).find((value) => value.key === key);
const local = (clause: string, note: object | undefined) => [
  { clause: `tongcheng-2021:${clause}`, mark: 'local-supplement', note },
];

describe('a number is shown with its name, whose it is, its unit, its basis and since when', () => {
  test('one that belongs to nothing but its section', () => {
    const dated = pack.rectification.period.serious;
    expect(shownOf(pack, 'rectification.period.serious')).toMatchObject({
      group: 'rectification',
      path: ['rectification', 'period', 'serious'],
      key: 'rectification.period.serious',
      owner: null,
      name: { zh: '重大问题整改期限', en: 'Period for serious findings' },
      unit: 'working-days',
      inForce: {
        value: 5,
        from: '2021-03-18',
        until: null,
        basis: local('1.4', dated.values[0]?.basis[0]?.note),
        at: 0,
      },
      history: [{ from: '2021-03-18', value: 5 }],
    });
  });

  test('one of a rule in a list is found by the name of the rule, and says whose it is', () => {
    const at = pack.obligations.findIndex(({ id }) => id === 'training');
    expect(shownOf(pack, 'obligations.training.graceDays')).toMatchObject({
      group: 'obligations',
      path: ['obligations', at, 'graceDays'],
      owner: { zh: '培训情况检查' },
      inForce: { value: 30 },
    });
  });

  test('one deep within a rule is still the rule’s', () => {
    expect(shownOf(pack, 'obligations.operation.village-station.coverage.share')).toMatchObject({
      owner: { zh: '村级服务站运营情况检查' },
      inForce: { value: 1 },
    });
  });

  test.each([
    ['disqualification.procedure.hearing.notBefore', '听证'],
    ['draws.riskWeights.missed.adds', '漏检'],
    ['scoring.areaWeights.funds.weight', null],
    ['disclosure.items.plan.within', '实施方案'],
    ['money.instalments.plan.0.share', null],
  ])('%s is found by what names its entry, and belongs to %s', (key, owner) => {
    const shown = packs.map((one) => shownOf(one, key)).find((value) => value !== undefined);
    expect(shown?.key).toBe(key);
    expect(shown?.owner?.zh ?? null).toBe(owner);
  });

  test('已停用: it says from which day its entry no longer applies, however deep it stands', () => {
    const key = 'obligations.operation.village-station';
    const until = '2027-01-01';
    const county: RulePack = {
      ...pack,
      obligations: pack.obligations.map((rule) =>
        rule.id === 'operation.village-station' ? { ...rule, until } : rule,
      ),
    };
    const retiredOn = (of: RulePack, path: string) => shownOf(of, path)?.retiredOn;
    expect(retiredOn(county, `${key}.graceDays`)).toBe(until);
    expect(retiredOn(county, `${key}.coverage.share`)).toBe(until);
    expect(retiredOn(county, 'obligations.training.graceDays')).toBeNull();
    expect(retiredOn(pack, `${key}.graceDays`)).toBeNull();
  });

  test('one without a unit or a name has none', () => {
    const bare: Dated<number> = { values: [{ from: '2021-03-18', value: 4, basis: [] }] };
    const county = { ...pack, inspection: { ...pack.inspection, teamMin: bare } };
    expect(shownOf(county, 'inspection.teamMin')).toMatchObject({ name: null, unit: null, owner: null });
  });
});

describe('the ladder', () => {
  test('a rung holds since the regime, in days, and belongs to its step', () => {
    expect(shownOf(pack, 'rectification.escalation.interview.afterOverdueDays')).toMatchObject({
      group: 'escalation',
      path: ['rectification', 'escalation', 2, 'afterOverdueDays'],
      key: 'rectification.escalation.interview.afterOverdueDays',
      owner: pack.rectification.escalation[2]?.name,
      name: { zh: '逾期满', en: 'Overdue for' },
      unit: 'days',
      inForce: {
        value: 10,
        from: '2021-03-18',
        until: null,
        basis: pack.rectification.escalation[2]?.basis,
        at: 0,
      },
      history: [{ from: '2021-03-18', value: 10 }],
    });
  });

  test('the ladder of progress stands with it', () => {
    const [, jia] = packs;
    if (!jia) throw new Error('the pack is missing');
    expect(shownOf(jia, 'rectification.progressLadder.interview.below')).toMatchObject({
      group: 'escalation',
      owner: { zh: '进度约谈' },
    });
  });
});

describe('on a day', () => {
  const basis = pack.rectification.repeatSameBasis;
  const older: RulePack = {
    ...pack,
    rectification: {
      ...pack.rectification,
      extensionsMax: {
        values: [
          { from: '2026-07-01', value: 2, basis },
          { from: '2025-01-01', value: 1, basis },
          // Of the law, and older than the regime.
          { from: '2015-01-01', value: 3, basis },
        ],
      },
    },
  };
  test.each([
    ['2021-03-17', null],
    ['2021-03-18', { value: 3, from: '2021-03-18', until: '2024-12-31', at: 2, basis }],
    ['2024-12-31', { value: 3, from: '2021-03-18', until: '2024-12-31', at: 2, basis }],
    ['2025-01-01', { value: 1, from: '2025-01-01', until: '2026-06-30', at: 1, basis }],
    ['2026-06-30', { value: 1, from: '2025-01-01', until: '2026-06-30', at: 1, basis }],
    ['2026-07-01', { value: 2, from: '2026-07-01', until: null, at: 0, basis }],
  ])('%s', (day, expected) => {
    const shown = shownOf(older, 'rectification.extensionsMax', plainDate(day));
    expect(shown?.inForce).toEqual(expected);
    expect(shown?.history).toEqual([
      { from: '2026-07-01', value: 2 },
      { from: '2025-01-01', value: 1 },
      { from: '2015-01-01', value: 3 },
    ]);
  });

  test('before the regime nothing holds', () => {
    const before = packValuesOn(pack, plainDate('2021-03-17'));
    expect(before.length).toBe(packValuesOn(pack, on).length);
    expect(before.every(({ inForce }) => inForce === null)).toBe(true);
  });
});

test.each(packs.map((one) => [one.id, one] as const))(
  '%s: every number is there, once, by group',
  (_, one) => {
    const shown = packValuesOn(one, on);
    expect(new Set(shown.map(({ key }) => key)).size).toBe(shown.length);
    expect(shown.length).toBe(parametersOf(one).length);
    const groups = shown.map(({ group }) => valueGroups.indexOf(group));
    expect(groups).toEqual(groups.toSorted((a, b) => a - b));
    // Each stands under the part it is written in; the two ladders are a group of their own.
    for (const { group, path, key } of shown)
      expect(group === 'escalation' || group === path[0], key).toBe(true);
    expect(shown.filter(({ group }) => group === 'escalation').map(({ path }) => path[1])).toEqual([
      ...one.rectification.escalation.map(() => 'escalation'),
      ...(one.rectification.progressLadder ?? []).map(() => 'progressLadder'),
    ]);
  },
);

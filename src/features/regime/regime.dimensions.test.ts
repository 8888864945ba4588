import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#kernel/canonical.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import type { RulePack } from './regime.model.ts';
import { parsePack } from './regime.pack.model.ts';
import { clauseOfDuty } from './regime.rules.ts';

// The fourteen things in which counties differ: each of the packs that ship says something of its own in every one of them.

const pack = (id: string): RulePack => loadRulePack(id, parsePack).pack;
const packs = [pack('tongcheng-2021'), pack('example-jia-2022'), pack('example-yi-2023')] as const;

/** What a pack says, without the clauses it rests on and the words it is told in: those differ anyway. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const dated = value as { values?: readonly { value: unknown }[] };
  if (dated.values) return dated.values.map((entry) => entry.value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !['basis', 'clause', 'name', 'id', 'from', 'remedy', 'unit', 'where'].includes(key))
      .map(([key, member]) => [key, bare(member)]),
  );
}

const dimensions: Readonly<Record<string, (one: RulePack) => unknown>> = {
  '1 obligations': (one) => one.obligations,
  '2 reports': (one) => [one.reports, one.obligations.find(({ kind }) => kind === 'report')],
  '3 checklists': (one) => [one.checkItems.length, one.scoring?.items ?? null],
  '4 aggregation': ({ scoring }) =>
    scoring
      ? [scoring.step, scoring.bonusMax, scoring.rounding, scoring.unrectified, scoring.areaWeights]
      : null,
  '5 findings': ({ rectification }) => [
    rectification.period,
    rectification.counting.days,
    rectification.extensionMax,
    rectification.repeatSame,
    rectification.repeatWithinDays,
  ],
  '6 escalation': ({ rectification }) => [rectification.escalation, rectification.progressLadder ?? null],
  '7 money': ({ money, gate }) => [money.areaCaps, money.areaFloors, money.instalments, gate.conditions],
  '8 disqualification': (one) => one.disqualification,
  '9 training': (one) => one.training,
  '10 assets': (one) => one.assets,
  '11 disclosure': (one) => one.disclosure,
  '12 documents': (one) => [one.documents, one.letter.issuerCode, one.letter.copyTo],
  '13 vocabulary': (one) => one.vocabulary.terms.map(({ term, words }) => [term, words.zh, words.en]),
  '14 meta': (one) => [one.version, one.inForceFrom, one.jurisdiction, one.extends],
};

describe('every county’s own', () => {
  test.each(Object.entries(dimensions))('%s differs between all three', (_, said) => {
    const told = packs.map((one) => canonicalJson(bare(said(one)) as Parameters<typeof canonicalJson>[0]));
    expect(new Set(told).size).toBe(3);
  });

  const [tongcheng, jia, yi] = packs;

  test('the first example: 100 and 10 points in steps of 0.5, monthly stations, a ladder from half of the plan', () => {
    expect(jia.scoring).toMatchObject({
      base: { values: [{ value: 100 }] },
      bonusMax: { values: [{ value: 10 }] },
      step: { values: [{ value: 0.5 }] },
    });
    const stations = jia.obligations.find(({ id }) => id === 'running.station');
    expect(stations).toMatchObject({
      every: { times: { values: [{ value: 1 }] }, per: 'month' },
      coverage: { by: 'town', share: { values: [{ value: 0.3 }] } },
    });
    expect(jia.rectification.progressLadder?.[0]?.below.values[0]?.value).toBe(0.5);
    expect(jia.rectification.counting.days).toBe('days');
  });

  test('the second: unit prices, 5 points for each unrectified, calendar quarters, consortia, caps and a floor', () => {
    expect(yi.money.instalments.kinds).toContain('unit-price');
    expect(yi.scoring?.unrectified?.perItem.values[0]?.value).toBe(5);
    expect(yi.obligations.find(({ id }) => id === 'service.service-centre')?.every).toMatchObject({
      times: { values: [{ value: 2 }] },
      per: 'quarter',
    });
    expect(yi.obligations.some(({ every }) => 'once' in every)).toBe(true);
    expect(yi.obligations.some(({ anchor }) => anchor === 'last-done')).toBe(true);
    expect(yi.parties.consortium).toBe(true);
    expect(yi.money.areaCaps.every(({ fen, perUnitFen }) => fen ?? perUnitFen)).toBe(true);
    expect(yi.money.areaFloors).toHaveLength(1);
  });

  test('between them the invented two use every condition that measures, and each clause prints it', () => {
    const measured = [jia, yi].flatMap(({ gate }) => gate.conditions.filter(({ least }) => least));
    expect(measured.map(({ id }) => id).toSorted()).toEqual(['progress', 'score-band']);
    expect(measured.filter(({ proportional }) => proportional).map(({ id }) => id)).toEqual(['progress']);
    const printed = (one: RulePack) =>
      one.clauses.find(({ id }) => id === one.gate.conditions[0]?.basis[0]?.clause)?.text.zh;
    expect(printed(jia)).toContain('评分不达标的暂缓百分之二十');
    expect(printed(yi)).toContain('按未完成比例暂缓');
  });

  test('the regulation that is real scores nothing, because its text does not', () => {
    expect(tongcheng.scoring).toBeUndefined();
  });

  test.each(packs)('$id: invented ones say so, and each numbers its clauses its own way', (one) => {
    expect(one.name.zh.includes('虚构')).toBe(one !== tongcheng);
    expect(clauseOfDuty(one, 'D09').startsWith(`${one.id}:`)).toBe(true);
    expect(
      packs.filter(
        (other) => clauseOfDuty(other, 'D09').split(':')[1] === clauseOfDuty(one, 'D09').split(':')[1],
      ),
    ).toEqual([one]);
  });
});

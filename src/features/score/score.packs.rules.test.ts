import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { workCalendarOf } from '#kernel/work-calendar.ts';
import { loadCalendarYears } from '#platform/rule-packs.ts';
import type { ItemResult } from '../inspection/inspection.model.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import type { ScoreFacts } from './score.model.ts';
import { scoreOf } from './score.rules.ts';

const scored = loadedRegimes().flatMap(({ pack }) =>
  pack.scoring ? [{ id: pack.id, pack, scoring: pack.scoring }] : [],
);
const calendar = workCalendarOf(loadCalendarYears());
const period = { fromOn: '2026-01-01', toOn: '2026-03-31' };

test('regimes with a scale ship, and the Tongcheng text has none', () => {
  expect(scored.length).toBeGreaterThan(0);
  expect(scored.map(({ id }) => id)).not.toContain('tongcheng-2021');
});

describe.each(scored)('$id', ({ pack, scoring }) => {
  const all = (result: ItemResult): ScoreFacts => ({
    areas: scoring.areaWeights.map(({ area }) => area),
    results: pack.checkItems.map(({ id }, at) => ({
      inspectionId: `i${at}`,
      inspectionNumber: String(at).padStart(3, '0'),
      subjectId: 's1',
      subject: '示例站点',
      facilityKind: null,
      on: '2026-02-01',
      itemId: id,
      result,
      fact: '',
      evidence: [],
      finding: null,
    })),
    verdicts: [],
    rectifications: [],
    reports: [],
  });
  const score = (facts: ScoreFacts) =>
    scoreOf(pack, scoring, facts, period, plainDate('2026-03-31'), calendar);

  test('everything conforms: nothing lost, the best grade; everything fails: the lowest', () => {
    const [best, worst] = [score(all('conforms')), score(all('fails'))];
    expect(best.losses).toEqual([]);
    expect(best.totalHundredths).toBeGreaterThanOrEqual(best.baseHundredths);
    expect(best.band).toBe(scoring.bands[0]?.id);
    expect(worst.band).toBe(scoring.bands.at(-1)?.id);
    for (const { baseHundredths, bonusHundredths, losses, roundingHundredths, totalHundredths } of [
      best,
      worst,
    ])
      expect(
        baseHundredths +
          bonusHundredths -
          losses.reduce((sum, loss) => sum + loss.hundredths, 0) +
          roundingHundredths,
      ).toBe(totalHundredths);
  });

  test('the areas’ points are the base, and each loss cites a clause of the pack', () => {
    const { areas, baseHundredths, losses } = score(all('fails'));
    expect(areas.reduce((sum, { weightHundredths }) => sum + weightHundredths, 0)).toBe(baseHundredths);
    const clauses = new Set(pack.clauses.map(({ id }) => id));
    expect(losses.every(({ clause }) => clauses.has(clause))).toBe(true);
  });
});

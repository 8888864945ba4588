import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { jia, yi } from './regime.cases.ts';
import type { Dated } from './regime.model.ts';
import { escalationStepAt, frequencyOn, ladderOn, pointsOn, scaleOn } from './regime.scale.rules.ts';

const { pack } = worldUnder(jia);
const { scoring } = pack;
if (!scoring) throw new Error('甲 scores');
const [before, after] = [plainDate('2026-12-31'), plainDate('2027-01-01')];
const later = (dated: Dated<number>, value: number) => ({
  ...dated,
  values: [{ from: '2027-01-01', value, basis: [] }, ...dated.values].map((one) => ({
    ...one,
    basis: [...one.basis],
  })),
});

describe('a scale on a day', () => {
  test('the base and the bands have the values of the day, and everything else is as it was', () => {
    const changed = {
      ...scoring,
      base: later(scoring.base, 120),
      bands: scoring.bands.map((band, at) => (at === 1 ? { ...band, least: later(band.least, 85) } : band)),
    };
    const bandsOn = (on: typeof before) => scaleOn(changed, on).bands.map(({ from }) => from);
    expect([scaleOn(changed, before).base, scaleOn(changed, after).base]).toEqual([100, 120]);
    expect(bandsOn(before)).toEqual([90, 80, 70, 60, 0]);
    expect(bandsOn(after)).toEqual([90, 85, 70, 60, 0]);
    const { base: _, bands: __, items, ...rest } = scaleOn(changed, after);
    const { base: ___, bands: ____, items: dated, ...kept } = changed;
    expect(rest).toEqual(kept);
    expect(items.map(({ item, veto }) => [item, veto])).toEqual(dated.map(({ item, veto }) => [item, veto]));
    expect(scaleOn(changed, after).bands[1]).toMatchObject({ id: 'advanced', name: { zh: '先进' } });
  });

  const [values] = [(value: number) => later({ values: [{ from: '2022-06-01', value, basis: [] }] }, 2)];
  test.each([
    [{ kind: 'pass-fail', weight: values(5) }, { kind: 'pass-fail', weight: 5 }, { weight: 2 }],
    [
      { kind: 'graded', weight: values(5), partly: values(0.5) },
      { kind: 'graded', weight: 5, partly: 0.5 },
      { weight: 2, partly: 2 },
    ],
    [
      { kind: 'deduct', weight: values(5), perCase: values(1) },
      { kind: 'deduct', weight: 5, perCase: 1 },
      { weight: 2, perCase: 2 },
    ],
    [
      { kind: 'bonus', perCase: values(1), cap: values(5) },
      { kind: 'bonus', perCase: 1, cap: 5 },
      { perCase: 2, cap: 2 },
    ],
  ] as const)('%o', (score, first, then) => {
    expect(pointsOn(score, before)).toEqual(first);
    expect(pointsOn(score, after)).toEqual({ ...first, ...then });
  });
});

describe('the ladder on a day', () => {
  const { escalation } = pack.rectification;
  const changed = {
    ...pack,
    rectification: {
      ...pack.rectification,
      escalation: escalation.map((rung, at) =>
        at === 1 ? { ...rung, afterOverdueDays: later(rung.afterOverdueDays, 7) } : rung,
      ),
    },
  };
  test('a rung is reached after the days of the day', () => {
    expect(ladderOn(changed, before).map(({ afterOverdueDays }) => afterOverdueDays)).toEqual([0, 3, 15, 45]);
    expect(ladderOn(changed, after).map(({ afterOverdueDays }) => afterOverdueDays)).toEqual([0, 7, 15, 45]);
    expect(ladderOn(changed, after).map(({ step }) => step)).toEqual(escalation.map(({ step }) => step));
    expect(escalationStepAt(changed, 5, before)?.step).toBe(escalation[1]?.step);
    expect(escalationStepAt(changed, 5, after)?.step).toBe('first');
    expect(escalationStepAt(changed, 7, after)?.step).toBe(escalation[1]?.step);
    expect([escalationStepAt(changed, 0, after), escalationStepAt(changed, -1, after)]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

test('how often, on a day', () => {
  const whole = (value: number) => later({ values: [{ from: '2022-06-01', value, basis: [] }] }, 2);
  expect(frequencyOn({ months: whole(3) }, before)).toEqual({ months: 3 });
  expect(frequencyOn({ months: whole(3) }, after)).toEqual({ months: 2 });
  expect(frequencyOn({ times: whole(1), per: 'month' }, after)).toEqual({ times: 2, per: 'month' });
  const once = { once: 'signing', within: whole(30), days: 'days' } as const;
  expect(frequencyOn(once, before)).toEqual({ once: 'signing', within: 30, days: 'days' });
  expect(frequencyOn(once, after)).toEqual({ once: 'signing', within: 2, days: 'days' });
  expect(worldUnder(yi).pack.obligations.map(({ every }) => Object.keys(frequencyOn(every, after)))).toEqual(
    worldUnder(yi).pack.obligations.map(({ every }) => Object.keys(every)),
  );
});

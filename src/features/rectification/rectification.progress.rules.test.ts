import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratio, ratioOf } from '#kernel/ratio.ts';
import { plainDate } from '#kernel/temporal.ts';
import { withLadder } from '#testing/ladder.ts';
import { scoredPack } from '#testing/scoring.ts';
import { progressSteps, shareShown, takeProgressStep } from './rectification.progress.rules.ts';

const pack = withLadder(scoredPack());
const on = plainDate('2026-04-10');
const at = (planned: number, actual: number) => ({ planned: ratioOf(planned), actual: ratioOf(actual) });
const due = (progress: ReturnType<typeof at>, taken: readonly string[] = [], running = true) =>
  progressSteps(pack, progress, on, taken, running).flatMap((one) => (one.due ? [one.rule.step] : []));

describe('进度低于计划的一半约谈，低于三成通报', () => {
  test.each([
    ['nothing planned yet', at(0, 0), []],
    ['just half of the plan', at(0.6, 0.3), []],
    ['just below half', at(0.6, 0.2999), ['interview']],
    ['just three tenths', at(0.6, 0.18), ['interview']],
    ['below three tenths', at(0.6, 0.1799), ['interview', 'circular']],
  ])('%s', (_, progress, steps) => {
    expect(due(progress)).toEqual(steps);
  });
  test('a step taken is not due again; of a contract that ended none is', () => {
    expect(due(at(0.6, 0.1), ['interview'])).toEqual(['circular']);
    expect(due(at(0.6, 0.1), [], false)).toEqual([]);
    expect(progressSteps(scoredPack(), at(1, 0), on, [], true)).toEqual([]);
  });
  test('a step is taken when it is due, and once', () => {
    const steps = progressSteps(pack, at(0.6, 0.2), on, [], true);
    expect(takeProgressStep(steps, 'interview', []).ok).toBe(true);
    const codes = [
      takeProgressStep(steps, 'circular', []),
      takeProgressStep(steps, 'interview', ['interview']),
    ];
    expect(codes.map((one) => !one.ok && one.refusal.code)).toEqual([
      'progress.step-not-due',
      'progress.step-taken',
    ]);
  });
  test('the refusal rests on what the ladder rests on; a step no ladder has rests on nothing', () => {
    const steps = progressSteps(pack, at(0.6, 0.2), on, [], true);
    const basis = [{ clause: 'tongcheng-2021:1.5', localSupplement: true }];
    const no = (code: string, facts: object, cited: readonly object[] = basis) => ({
      ok: false,
      refusal: { code: `progress.${code}`, facts, basis: cited },
    });
    expect(takeProgressStep(steps, 'circular', [])).toEqual(no('step-not-due', { step: 'circular' }));
    expect(takeProgressStep(steps, 'interview', ['interview'])).toEqual(no('step-taken', {}));
    expect(takeProgressStep(steps, 'suspend-payment', [])).toEqual(
      no('step-not-due', { step: 'suspend-payment' }, []),
    );
    expect(takeProgressStep(steps, 'suspend-payment', ['suspend-payment'])).toEqual(no('step-taken', {}, []));
    expect(takeProgressStep(steps, 'interview', ['circular'])).toEqual({ ok: true, value: steps[0] });
  });
  test('what is shown is cut, so that what just misses never reads as reached', () => {
    expect(shareShown(ratio(29_999, 100_000))).toBe(0.2999);
  });
});

test('more done never makes more steps due', () => {
  const part = fc.integer({ min: 0, max: 1000 });
  fc.assert(
    fc.property(part, part, part, (planned, actual, more) => {
      const before = due({ planned: ratio(planned, 1000), actual: ratio(actual, 1000) });
      const after = due({ planned: ratio(planned, 1000), actual: ratio(actual + more, 1000) });
      expect(after.every((step) => before.includes(step))).toBe(true);
    }),
  );
});

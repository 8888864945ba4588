import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import { drawStates } from './draw.model.ts';
import { type Former, isAgain, periodAt, repeats } from './draw.purpose.rules.ts';

const { pack } = loadRulePack('tongcheng-2021', parsePack);
const aDay = fc
  .tuple(
    fc.integer({ min: 2021, max: 2035 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, day]) => plainDate(`${year}-${two(month)}-${two(day)}`));
const two = (n: number) => String(n).padStart(2, '0');
const months = fc.constantFrom(1, 2, 3, 4, 6, 12);
const drawnAlready = (state: Former['state']) => state === 'drawn' || state === 'published';
const former = (on: PlainDate, over: Partial<Former> = {}): Former => ({
  id: 'former',
  number: '抽〔2026〕1',
  title: '抽查',
  state: 'drawn',
  period: periodAt(3, on),
  redrawnBy: null,
  common: 1,
  outstanding: 0,
  ...over,
});

describe('D06 一(四): the period a draw is for', () => {
  test.each([
    [1, '2026-02-28', '2026-02-01', '2026-02-28'],
    [1, '2028-02-29', '2028-02-01', '2028-02-29'],
    [2, '2026-04-01', '2026-03-01', '2026-04-30'],
    [3, '2026-04-10', '2026-04-01', '2026-06-30'],
    [4, '2026-12-31', '2026-09-01', '2026-12-31'],
    [6, '2026-06-30', '2026-01-01', '2026-06-30'],
    [12, '2026-01-01', '2026-01-01', '2026-12-31'],
  ])('every %i months, on %s: from %s until %s', (every, on, from, until) => {
    expect(periodAt(every, plainDate(on))).toEqual({ from, until });
  });

  test('periods cover every day once: a day lies in its own, and the day after the last begins the next', () => {
    fc.assert(
      fc.property(months, aDay, (every, on) => {
        const { from, until } = periodAt(every, on);
        expect(from <= on.toString() && on.toString() <= until).toBe(true);
        expect(periodAt(every, plainDate(from))).toEqual({ from, until });
        expect(periodAt(every, plainDate(until))).toEqual({ from, until });
        const after = plainDate(until).add({ days: 1 });
        expect(periodAt(every, after).from).toBe(after.toString());
      }),
    );
  });
});

describe('D06 一(四): what is the same draw again', () => {
  const someFormer = fc
    .record({
      id: fc.uuid(),
      state: fc.constantFrom(...drawStates.filter((state) => state !== 'abandoned')),
      on: aDay,
      common: fc.nat({ max: 3 }),
      left: fc.nat({ max: 3 }),
      redrawn: fc.boolean(),
    })
    .map(({ id, state, on, common, left, redrawn }) =>
      former(on, {
        id,
        state,
        common,
        outstanding: drawnAlready(state) ? left : null,
        redrawnBy: redrawn && drawnAlready(state) ? '抽〔2026〕9' : null,
      }),
    );

  test('nothing in common is never again, the same places in the same period always are', () => {
    fc.assert(
      fc.property(someFormer, aDay, (one, today) => {
        const period = periodAt(3, today);
        if (one.common === 0) expect(isAgain(one, period, today)).toBe(false);
        expect(isAgain({ ...one, common: 1, period }, period, today)).toBe(true);
      }),
    );
  });

  test('what is granted without a reason repeats nothing; what repeats something has its reason and names the newest', () => {
    fc.assert(
      fc.property(
        fc.array(someFormer, { maxLength: 5 }),
        aDay,
        fc.nat(),
        fc.constantFrom('', '  ', '道路中断，无法前往'),
        fc.boolean(),
        (formers, today, at, reason, names) => {
          const period = periodAt(3, today);
          const named = formers[at % Math.max(formers.length, 1)];
          const redraw = names && named ? { of: named.id, reason } : null;
          const told = repeats(pack, formers, { period, redraw }, today);
          const again = formers.filter((one) => isAgain(one, period, today));
          if (!told.ok) {
            expect(told.refusal.code).toMatch(/^draw\./);
            return;
          }
          expect(again.every(({ outstanding }) => outstanding !== null)).toBe(true);
          const newest = again.find(({ redrawnBy }) => redrawnBy === null) ?? null;
          expect(told.value).toBe(newest);
          if (newest) expect([redraw?.of, reason.trim().length >= 4]).toEqual([newest.id, true]);
        },
      ),
      { numRuns: 500 },
    );
  });

  const today = plainDate('2026-04-21');
  const period = periodAt(3, today);
  const reason = '抽中的站点道路中断';
  const codeOf = (formers: readonly Former[], redraw: { of: string; reason: string } | null) => {
    const told = repeats(pack, formers, { period, redraw }, today);
    return told.ok ? (told.value?.id ?? 'new') : told.refusal.code;
  };
  test.each<[string, readonly Former[], { of: string; reason: string } | null, string]>([
    ['no draw before', [], null, 'new'],
    ['one over other places', [former(today, { common: 0 })], null, 'new'],
    ['one of the last period, carried out', [former(plainDate('2026-02-01'))], null, 'new'],
    [
      'one of the last period, not carried out',
      [former(plainDate('2026-02-01'), { outstanding: 2 })],
      null,
      'draw.again-without-reason',
    ],
    [
      'one of the next period does not stand in the way',
      [former(plainDate('2026-07-01'), { outstanding: 4 })],
      null,
      'new',
    ],
    [
      'not carried out, but repeated since',
      [former(plainDate('2026-02-01'), { outstanding: 2, redrawnBy: '抽〔2026〕2' })],
      null,
      'new',
    ],
    ['the same, without a word', [former(today)], null, 'draw.again-without-reason'],
    ['the same, with a reason', [former(today)], { of: 'former', reason }, 'former'],
    ['the same, with blanks', [former(today)], { of: 'former', reason: '   ' }, 'draw.redraw-needs-reason'],
    ['one still open', [former(today, { state: 'revealed', outstanding: null })], null, 'draw.purpose-open'],
    ['one unknown', [former(today)], { of: 'nobody', reason }, 'draw.former-unknown'],
    [
      'the older of two named',
      [former(today, { id: 'newer' }), former(today)],
      { of: 'former', reason },
      'draw.redraw-other',
    ],
    [
      'one named that has nothing in common',
      [former(today, { common: 0 })],
      { of: 'former', reason },
      'draw.redraw-nothing-common',
    ],
  ])('%s', (_name, formers, redraw, expected) => {
    expect(codeOf(formers, redraw)).toBe(expected);
  });
});

import { expect, test } from 'vitest';
import { afterEnd, endForGood } from './main.supervise.ts';

const crash = { code: 1, asked: false, everReady: true, seconds: 3, fastCrashes: 1 };

test('a server that crashed is started again, later each time, and no more after five quick ends', () => {
  const pauses = [1, 2, 3, 4].map((fastCrashes) => afterEnd({ ...crash, fastCrashes }));
  expect(pauses).toEqual([1, 2, 4, 8].map((pause) => ({ again: true, pause })));
  expect(afterEnd({ ...crash, fastCrashes: 5 })).toEqual({ again: false, code: 1 });
  expect(afterEnd({ ...crash, seconds: 4000, code: null })).toEqual({ again: true, pause: 1 });
});

test('an end that was asked for, a first start that failed and an end for good are not repeated', () => {
  expect(afterEnd({ ...crash, asked: true, code: 0 })).toEqual({ again: false, code: 0 });
  expect(afterEnd({ ...crash, everReady: false })).toEqual({ again: false, code: 1 });
  expect(afterEnd({ ...crash, code: endForGood })).toEqual({ again: false, code: endForGood });
});

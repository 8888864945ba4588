import { expect, test } from 'vitest';
import { Temporal } from '#kernel/temporal.ts';
import { isCheckDue } from './main.nightly.ts';

test.each([
  ['2026-04-09T02:00:00+08:00', '2026-04-10T00:59:00+08:00', false],
  ['2026-04-09T02:00:00+08:00', '2026-04-10T01:00:00+08:00', true],
  ['2026-04-10T01:00:00+08:00', '2026-04-10T23:59:00+08:00', false],
  ['2026-04-09T23:00:00+08:00', '2026-04-10T09:00:00+08:00', true],
  // Never yet.
  ['1970-01-01T00:00:00Z', '2026-04-10T09:00:00+08:00', true],
])('checked at %s, it is due at %s: %s', (last, now, due) => {
  expect(isCheckDue(last, Temporal.Instant.from(now))).toBe(due);
});

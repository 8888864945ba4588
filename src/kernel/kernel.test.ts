import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '#kernel/canonical.ts';
import { statusOf } from '#kernel/contract.ts';
import { uuidFromDigest, uuidV7 } from '#kernel/id.ts';
import { dayOf, Temporal } from '#kernel/temporal.ts';
import { fill } from '#kernel/words.ts';

test('canonical JSON does not depend on the order in which a body was put together', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const shuffled = JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
        member !== null && typeof member === 'object' && !Array.isArray(member)
          ? Object.fromEntries(Object.entries(member).reverse())
          : member,
      );
      expect(canonicalJson(shuffled)).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(canonicalJson({ b: 1, a: [true, null, '问题'], c: undefined })).toBe(
    '{"a":[true,null,"问题"],"b":1}',
  );
});

test('ids sort by the time they were made and say their version', () => {
  const random = new Uint8Array(10).fill(255);
  const early = uuidV7(1_760_000_000_000, random);
  const late = uuidV7(1_760_000_000_001, new Uint8Array(10));
  expect(early < late).toBe(true);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(uuidFromDigest('0123456789abcdef0123456789abcdef')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
});

test('a legal day is Shanghai’s, wherever the server stands', () => {
  expect(dayOf(Temporal.Instant.from('2026-12-31T16:00:00Z')).toString()).toBe('2027-01-01');
  expect(dayOf(Temporal.Instant.from('2026-12-31T15:59:59Z')).toString()).toBe('2026-12-31');
});

test.each([
  ['session.required', 401],
  ['route.not-permitted', 403],
  ['finding.not-found', 404],
  ['sign-in.too-many-attempts', 429],
  ['file.too-large', 413],
  ['finding.changed-meanwhile', 409],
])('the refusal %s travels as %i', (code, status) => {
  expect(statusOf(code)).toBe(status);
});

test('facts fill a sentence, and a missing one stays visible', () => {
  expect(fill('截至{on}，差{items}', { on: '4月', items: ['甲', '乙'] })).toBe('截至4月，差甲、乙');
  expect(fill('{nothing}', {})).toBe('{nothing}');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Actor, maySeeOf } from '#kernel/actor.ts';
import { canonicalJson } from '#kernel/canonical.ts';
import { statusOf } from '#kernel/contract.ts';
import { uuidFromDigest, uuidV7 } from '#kernel/id.ts';
import { clause, refused } from '#kernel/result.ts';
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
  // What JSON has no word for is nothing in a list, as JSON has it.
  expect(canonicalJson([undefined, 1])).toBe('[null,1]');
  expect(canonicalJson(undefined)).toBe('null');
});

test('ids sort by the time they were made and say their version', () => {
  const random = new Uint8Array(10).fill(255);
  const early = uuidV7(1_760_000_000_000, random);
  const late = uuidV7(1_760_000_000_001, new Uint8Array(10));
  expect(early < late).toBe(true);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  // Time, version and variant where RFC 9562 has them; everything else is the chance, or the digest, that was given.
  const bytes = Uint8Array.of(0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23);
  expect(uuidV7(0x1234_5678_9abc, bytes)).toBe('12345678-9abc-7012-b456-789abcdef012');
  expect(uuidV7(1, bytes)).toBe('00000000-0001-7012-b456-789abcdef012');
  expect(uuidFromDigest('0123456789abcdef0123456789abcdef')).toBe('01234567-89ab-8def-8123-456789abcdef');
  expect(uuidFromDigest('ff'.repeat(32))).toBe('ffffffff-ffff-8fff-bfff-ffffffffffff');
});

test('a refusal says why and on what it rests, or that there is nothing to say', () => {
  expect(refused('plan.missing')).toEqual({
    ok: false,
    refusal: { code: 'plan.missing', facts: {}, basis: [] },
  });
  expect(refused('plan.missing', { plan: '1' }, [clause('x:1')]).refusal).toEqual({
    code: 'plan.missing',
    facts: { plan: '1' },
    basis: [{ clause: 'x:1' }],
  });
  expect(clause('x:1', true)).toEqual({ clause: 'x:1', localSupplement: true });
});

test('a contractor sees what is its own, supervision sees all', () => {
  const of = (organisationKind: Actor['organisationKind']): Actor => ({
    personId: 'p',
    name: '',
    organisationId: 'mine',
    organisationKind,
    duties: [],
  });
  expect(['mine', 'another', null].map((id) => maySeeOf(of('contractor'), id))).toEqual([true, false, false]);
  expect(['mine', 'another', null].map((id) => maySeeOf(of('audit'), id))).toEqual([true, true, true]);
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

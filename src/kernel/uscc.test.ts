import fc from 'fast-check';
import { expect, test } from 'vitest';
import { organisationCodeCheck, usccCheck, usccFault } from '#kernel/uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Any code that is right by construction. */
const codes = fc.stringMatching(/^[0-9]{8}$/).map((body) => {
  const first17 = `91421222${body}${organisationCodeCheck(body)}`;
  return first17 + usccCheck(first17);
});

test('the example of GB 32100 is right', () => {
  expect(usccFault('91350100M000100Y43')).toBeUndefined();
});

test.each([
  ['9135010M000100Y4', 'length'],
  ['91350100I000100Y43', 'alphabet'],
  ['91350100M000100Y44', 'check'],
  // Its last character is right; the 主体标识码 within it is not.
  [`91350100M000100A4${usccCheck('91350100M000100A4')}`, 'inner-check'],
])('%s: %s', (code, fault) => {
  expect(usccFault(code)).toBe(fault);
});

test('one wrong character is always noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(17), fc.nat(alphabet.length - 1), (code, at, pick) => {
      const wrong = code.slice(0, at) + alphabet.charAt(pick) + code.slice(at + 1);
      expect(usccFault(code)).toBeUndefined();
      expect(usccFault(wrong) === undefined).toBe(wrong === code);
    }),
  );
});

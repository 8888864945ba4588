import { expect, test } from 'vitest';
import { Temporal } from '#kernel/temporal.ts';
import { newTotpSecret, totpCode, totpInvitation, totpStep } from '#platform/totp.ts';

const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);

test('W21 the codes are those of RFC 6238, appendix B (SHA-1, their last six digits)', () => {
  const secret = Buffer.from('12345678901234567890');
  for (const [seconds, code] of [
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ] as const) {
    expect(totpCode(secret, at(seconds))).toBe(code);
    expect(totpStep(secret, code, at(seconds))).toBe(Math.floor(seconds / 30));
  }
});

test('W21 a code is good for its thirty seconds and one step to either side, and a secret has 160 bits', () => {
  const secret = newTotpSecret();
  expect(secret.byteLength * 8).toBeGreaterThanOrEqual(160);
  const code = totpCode(secret, at(3000));
  for (const [seconds, step] of [
    [2969, undefined],
    [2970, 100],
    [3000, 100],
    [3059, 100],
    [3060, undefined],
  ] as const)
    expect(totpStep(secret, code, at(seconds)), String(seconds)).toBe(step);
  for (const wrong of ['', '12345', '1234567', 'abcdef', '１２３４５６', `${code} `])
    expect(totpStep(secret, wrong, at(3000)), wrong).toBeUndefined();
  expect(totpInvitation(secret, '督实 通城县', 'zhou').uri).toMatch(
    /^otpauth:\/\/totp\/.+secret=[A-Z2-7]{32}/,
  );
});

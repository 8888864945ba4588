import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Instant } from '#kernel/temporal.ts';

// Codes that change with time (RFC 6238, SHA-1, six digits, thirty seconds): what every authenticator app understands.

const periodSeconds = 30;
const stepsAside = 1;

export const newTotpSecret = (): Buffer => randomBytes(20);

const generatorOf = (secret: Uint8Array, labels: { issuer?: string; label?: string } = {}) =>
  new TOTP({
    ...labels,
    secret: new Secret({ buffer: Uint8Array.from(secret).buffer }),
    algorithm: 'SHA1',
    digits: 6,
    period: periodSeconds,
  });

/** What the app scans; and the same secret to type where nothing can be scanned. */
export function totpInvitation(secret: Uint8Array, issuer: string, account: string) {
  const generator = generatorOf(secret, { issuer, label: account });
  return { uri: generator.toString(), secret: generator.secret.base32 };
}

/** The step the code belongs to, the present one or its neighbour; undefined when it is none of theirs. */
export function totpStep(secret: Uint8Array, code: string, now: Instant): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = now.epochMilliseconds;
  const aside = generatorOf(secret).validate({ token: code, timestamp, window: stepsAside });
  return aside === null ? undefined : Math.floor(timestamp / (periodSeconds * 1000)) + aside;
}

/** The code of a moment, for those who play the app in tests. */
export const totpCode = (secret: Uint8Array, now: Instant): string =>
  generatorOf(secret).generate({ timestamp: now.epochMilliseconds });

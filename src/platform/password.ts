import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

export type PasswordCost = { readonly memoryKib: number; readonly passes: number };
export const strongCost: PasswordCost = { memoryKib: 65_536, passes: 3 };

export type Passwords = {
  hash(password: string): Promise<string>;
  /** False for a missing hash too, after the same work: the time must not tell whether the person exists. */
  verify(password: string, stored: string | null): Promise<boolean>;
};

const concurrentMax = 2;
const waitingMax = 16;

/** More wait than can be served within seconds: whoever comes now is told at once to come again. */
export class PasswordsBusy extends Error {
  readonly retryAfterSeconds = 3;
}

/** argon2id, at most two at a time: each takes 64 MiB, and a flood of sign-ins must not exhaust the machine. */
export function passwords(cost: PasswordCost = strongCost): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const absent = randomBytes(32);

  async function derive(password: string, salt: Uint8Array, used: PasswordCost): Promise<Uint8Array> {
    if (running >= concurrentMax) {
      if (waiting.length >= waitingMax) throw new PasswordsBusy('too many passwords are being checked');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await new Promise<Uint8Array>((resolve, reject) =>
        argon2(
          'argon2id',
          {
            message: password.normalize('NFC'),
            nonce: salt,
            parallelism: 1,
            tagLength: 32,
            memory: used.memoryKib,
            passes: used.passes,
          },
          (error, key) => (error ? reject(error) : resolve(key)),
        ),
      );
    } finally {
      // The place is handed on, never offered: two that come together must not both take it.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  }

  return {
    async hash(password) {
      const salt = randomBytes(16);
      const key = await derive(password, salt, cost);
      return `$argon2id$m=${cost.memoryKib},t=${cost.passes}$${salt.toString('base64url')}$${Buffer.from(key).toString('base64url')}`;
    },
    async verify(password, stored) {
      const match = /^\$argon2id\$m=(\d+),t=(\d+)\$([\w-]+)\$([\w-]+)$/.exec(stored ?? '');
      const salt = match ? Buffer.from(match[3] ?? '', 'base64url') : absent.subarray(0, 16);
      const used = match ? { memoryKib: Number(match[1]), passes: Number(match[2]) } : cost;
      const key = await derive(password, salt, used);
      const expected = match ? Buffer.from(match[4] ?? '', 'base64url') : absent;
      return timingSafeEqual(key, expected) && match !== null;
    },
  };
}

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cookiesOf } from '#testing/cookies.ts';

/** Kept between runs: building it is no part of what is measured. */
export const demonstrationFolder = (): string =>
  process.env.BENCH_DATA ?? join(tmpdir(), 'dushi-bench-demonstration');

export async function cookieAs(address: string, login: string): Promise<string> {
  const answer = await fetch(`${address}/api/session/demonstration`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login }),
  });
  if (!answer.ok) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
  return cookiesOf(answer.headers);
}

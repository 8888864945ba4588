import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const bytesMax = 5 * 1024 * 1024;
const olderKept = 3;
const toldOnScreen = /PANIC|FATAL|terminated|shutting down|shut down|No space left|could not|ended/;
const everyday = /terminating connection|received fast shutdown|database system is shut down|shutting down/;

/** PostgreSQL's own words, kept in the data directory in a few files of bounded size; why it ended is said on screen too. */
export function databaseLog(dataPath: string): (line: string) => void {
  const file = join(dataPath, 'postgres.log');
  return (line) => {
    if (toldOnScreen.test(line) && !everyday.test(line)) console.error(line);
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > bytesMax) rotate(file);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not end what may still be read.
    }
  };
}

function rotate(file: string): void {
  for (let age = olderKept; age > 0; age -= 1) {
    const from = age === 1 ? file : `${file}.${age - 1}`;
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, `${file}.${age}`);
  }
}

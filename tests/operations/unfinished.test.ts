import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { beginBuilding, DataDirectoryUnfinished, openDataDirectory } from '#platform/data-directory.ts';

// A demonstration county that was cut off half-way is not opened as if it were whole.

const folders: string[] = [];
const running = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await pause(1500);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dushi-unfinished-'));
  folders.push(folder);
  return folder;
}

function dushi(...words: string[]) {
  const child = spawn(process.execPath, ['bin/dushi.mjs', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  const exit = new Promise<number | null>((done) =>
    child.once('exit', (code) => {
      running.delete(child);
      done(code);
    }),
  );
  return { child, exit, said: () => said };
}

test('a directory marked as half built is refused until the mark is gone, and the lock is given back', async () => {
  const data = await aFolder();
  const finished = await beginBuilding(data);
  await expect(openDataDirectory(data)).rejects.toThrow(DataDirectoryUnfinished);
  await expect(openDataDirectory(data)).rejects.toThrow(/删除整个目录.*\n.*Delete the whole directory/);
  await finished();
  const opened = await openDataDirectory(data);
  await opened.release();
});

test('a demonstration killed half-way is neither served nor built on; both say in two languages what to do', async () => {
  const data = await aFolder();
  const building = dushi('demo', '--data', data);
  for (let tries = 0; tries < 600 && !building.said().includes('10 %'); tries += 1) await pause(100);
  expect(building.said()).toContain('10 %');
  expect(existsSync(join(data, 'unfinished'))).toBe(true);
  building.child.kill('SIGKILL');
  await building.exit;
  for (const words of [['serve', '--port', '0'], ['demo']]) {
    const refused = dushi(...words, '--data', data);
    expect(await refused.exit, words[0]).toBe(1);
    expect(refused.said()).toContain('只建了一半');
    expect(refused.said()).toContain('half built');
    expect(refused.said()).toContain(data);
    expect(existsSync(join(data, 'dushi.lock'))).toBe(false);
  }
}, 120_000);

// The rule packs: reading those that ship, as a start does, and checking one against its schema many times over.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { packFaults } from '../src/features/regime/regime.pack.model.ts';
import { packFileOf, readLayers, rulePackIds } from '../src/platform/rule-packs.ts';
import { say } from './measure.ts';

const script = `
  const { loadedRegimes } = await import('./src/features/regime/regime.service.ts');
  const began = performance.now();
  const count = loadedRegimes().length;
  console.log(JSON.stringify({ count, milliseconds: performance.now() - began }));`;

/** A process of its own each time: nothing is warm but the disk. */
function loaded(): { count: number; milliseconds: number } {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { count: number; milliseconds: number };
}

export async function benchPacks(): Promise<void> {
  rmSync(new URL('../dist/packs/', import.meta.url), { recursive: true, force: true });
  const first = loaded();
  const again = Array.from({ length: 5 }, loaded)
    .map(({ milliseconds }) => milliseconds)
    .toSorted((a, b) => a - b);
  say(
    `packs: ${first.count} read from YAML in ${first.milliseconds.toFixed(0)} ms the first time; at a start ${(again[2] ?? 0).toFixed(0)} ms (median of 5; at most 300)`,
  );
  const all = rulePackIds().map((id) => readLayers(packFileOf(id)).composed.data);
  const rounds = 10_000;
  const began = performance.now();
  let faults = 0;
  for (let round = 0; round < rounds; round += 1) faults += packFaults(all[round % all.length]).length;
  const seconds = (performance.now() - began) / 1000;
  if (faults > 0) throw new Error('a pack that ships has a fault');
  say(`packs: ${rounds} checked against schema and rules in ${seconds.toFixed(1)} s (at most 60)`);
}

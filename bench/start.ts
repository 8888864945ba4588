// From the command to the line with the address, on an existing demonstration county, and what it holds in memory then.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cookieAs, demonstrationFolder } from './demonstration.ts';
import { familyOf, memoryOf, say, started, stopped } from './measure.ts';

export async function benchStart(): Promise<void> {
  const data = demonstrationFolder();
  if (!existsSync(join(data, 'postgres'))) {
    const began = performance.now();
    const built = spawnSync(process.execPath, ['bin/dushi.mjs', 'demo', '--data', data], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (built.status !== 0) throw new Error('the demonstration county was not built');
    say(`demonstration county built in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
  for (let round = 1; round <= 3; round += 1) {
    const { child, address, milliseconds } = await started([
      'bin/dushi.mjs',
      'serve',
      '--data',
      data,
      '--port',
      '0',
    ]);
    const cookie = await cookieAs(address, 'chen');
    for (const path of ['/api/home', '/api/inspections', '/api/findings', '/api/rectifications'])
      await (await fetch(address + path, { headers: { cookie } })).text();
    const family = familyOf(child.pid ?? 0);
    const [own = 0, ...others] = family.map(memoryOf);
    const database = others.reduce((sum, megabytes) => sum + megabytes, 0);
    say(
      `start: ready after ${(milliseconds / 1000).toFixed(2)} s; memory server ${own.toFixed(0)} MB + database ${database.toFixed(0)} MB = ${(own + database).toFixed(0)} MB`,
    );
    await stopped(child);
  }
}

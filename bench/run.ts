// npm run bench [name …]: prints figures for one machine on one day. Compare within a run, never between machines.
import { cpus } from 'node:os';
import { say } from './measure.ts';

const parts: Record<string, () => Promise<void>> = {
  start: async () => (await import('./start.ts')).benchStart(),
  submit: async () => (await import('./submit.ts')).benchSubmit(),
  read: async () => (await import('./read.ts')).benchRead(),
  scale: async () => (await import('./scale.ts')).benchScale(),
  draw: async () => (await import('./draw.ts')).benchDraw(),
  page: async () => (await import('./page.ts')).benchPage(),
  simulate: async () => (await import('./simulate.ts')).benchSimulate(),
  packs: async () => (await import('./packs.ts')).benchPacks(),
  derive: async () => (await import('./derive.ts')).benchDerive(),
};
const chosen = process.argv.slice(2);
for (const name of chosen)
  if (!parts[name]) throw new Error(`${name}: one of ${Object.keys(parts).join(', ')}`);

say(`${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`);
for (const [name, part] of Object.entries(parts))
  if (chosen.length === 0 || chosen.includes(name)) await part();

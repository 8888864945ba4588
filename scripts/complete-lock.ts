// Run after every `npm install`. A registry that mirrors only some platforms makes npm leave the other platforms' optional
// packages out of package-lock.json, and `npm ci` then refuses that very file. This puts them back, by name and version.
import { readFileSync, writeFileSync } from 'node:fs';

type Entry = {
  version?: string;
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
};
type Lock = { packages: Record<string, Entry> };

const path = 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8')) as Lock;
const added = missingPackages(lock);
for (const [place, entry] of added) lock.packages[place] = entry;
const packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(path, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(`${path}: ${added.length} packages of other platforms added.`);

function missingPackages({ packages }: Lock): [place: string, entry: Entry][] {
  return Object.entries(packages).flatMap(([place, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !packages[`${place}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(([name, version]): [string, Entry] => [
        `node_modules/${name}`,
        {
          version: exact(name, version),
          ...(parent.dev === true && { dev: true }),
          optional: true,
          ...platformOf(name),
        },
      ]),
  );
}

function exact(name: string, version: string): string {
  if (!/^\d+\.\d+\.\d+/.test(version))
    throw new Error(`${name} ${version} is not one version; add it to ${path} by hand.`);
  return version;
}

/** Says where the package belongs, so that npm never asks for it elsewhere: `…-linux-arm64-musl`, `…-win32-x64-msvc`. */
function platformOf(name: string): { os: string[]; cpu: string[]; libc?: string[] } {
  const [, os, cpu, abi = ''] =
    /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/.exec(
      name,
    ) ?? [];
  if (!os || !cpu) throw new Error(`${name} names no platform; add it to ${path} by hand.`);
  const libc =
    os === 'linux' && (abi.startsWith('musl') ? ['musl'] : abi.startsWith('gnu') ? ['glibc'] : undefined);
  return { os: [os], cpu: [cpu], ...(libc && { libc }) };
}

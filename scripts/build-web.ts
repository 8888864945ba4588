import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { access, glob, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = fileURLToPath(new URL('..', import.meta.url));
const output = join(root, 'dist/web');
const stampFile = join(output, '.stamp');
const contractFile = join(root, 'src/web/contract.generated.json');

/** What the browser's pages are made from; a change in any of them makes the build stale. */
const inputs = [
  'src/web/**/*.{ts,tsx,css,html,svg}',
  'src/kernel/*.ts',
  'src/features/*/*.{model,rules,policy,words,contract,view}.{ts,tsx}',
  'src/main.{web.tsx,words.ts,contract.ts}',
  'vite.config.ts',
  'scripts/build-web.ts',
  'package.json',
  'package-lock.json',
];

/** Builds the pages when they are missing or older than their sources. Answers whether it built. */
export async function buildWebIfStale(): Promise<boolean> {
  if (!(await webIsStale())) return false;
  await buildWeb(stampOf());
  return true;
}

export async function webIsStale(): Promise<boolean> {
  const built = await readFile(stampFile, 'utf8').catch(() => '');
  return built !== stampOf() || !(await exists(contractFile));
}

function stampOf(): string {
  const hash = createHash('sha256');
  for (const file of globSync(inputs, { cwd: root }).sort()) {
    if (file.includes('.test.') || file.includes('.generated.')) continue;
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Builds aside and swaps, so that a server that is reading the old pages never sees half of the new. */
async function buildWeb(stamp: string): Promise<void> {
  await writeContract();
  const { build } = await import('vite');
  const aside = join(root, `dist/.web-${process.pid}`);
  await mkdir(aside, { recursive: true });
  // A build started from a test would otherwise be one for developers: twice the size and half the speed.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({
      configFile: join(root, 'vite.config.ts'),
      root: join(root, 'src/web'),
      logLevel: 'warn',
      build: { outDir: aside, emptyOutDir: true },
    });
    await compress(aside);
    await writeFile(join(aside, '.stamp'), stamp);
    await rm(output, { recursive: true, force: true });
    await rename(aside, output);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
    await rm(aside, { recursive: true, force: true });
  }
}

/** The contract without its schemas: paths and methods are all the client needs, and zod stays out of the browser. */
async function writeContract(): Promise<void> {
  const { minifyContractRouter } = await import('@orpc/contract');
  const { contract } = await import('../src/main.contract.ts');
  await writeFile(contractFile, `${JSON.stringify(minifyContractRouter(contract), withoutDocumentation)}\n`);
}

/** Tags, summaries and permissions are for the server's pages; a call needs the route. */
function withoutDocumentation(key: string, value: unknown): unknown {
  if (key !== '~orpc') return value;
  const { method, path, inputStructure, outputStructure, successStatus } = (
    value as { route: Record<string, unknown> }
  ).route;
  return { errorMap: {}, meta: {}, route: { method, path, inputStructure, outputStructure, successStatus } };
}

async function compress(folder: string): Promise<void> {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  const files = await Array.fromAsync(glob('**/*.{js,css,svg,json}', { cwd: folder }));
  await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      const bytes = await readFile(path);
      if (bytes.length < 600) return;
      await writeFile(
        `${path}.br`,
        await brotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
      );
      await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }));
    }),
  );
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

if (import.meta.main) {
  const began = performance.now();
  const built = await buildWebIfStale();
  process.stdout.write(
    `${built ? 'Built the web pages' : 'The web pages are up to date'} (${Math.round(performance.now() - began)} ms)\n`,
  );
}

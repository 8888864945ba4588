// npm test: sets up what a browser journey needs, runs every check in order and stops at the first that fails.
// npm run check (--quick) leaves out the browser and what starts whole servers and counties. The last line is always `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

type Stage = { name: string; command: readonly string[]; report?: string };
type Report = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: { status: string }[] }[];
};

const quick = process.argv.includes('--quick');
const reports = { fast: 'coverage/tests.json', journeys: 'coverage/journeys.json' };
const tally = { passed: 0, failed: 0 };
if (quick) process.env.DUSHI_QUICK = '1';

process.env.PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
for (const report of Object.values(reports)) rmSync(report, { force: true });

const failure = await firstFailure();
if (failure) {
  // A check that is not made of tests counts as one, so that the line below never hides it.
  if (tally.failed === 0) tally.failed = 1;
  console.error(`\nStopped: ${failure}`);
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = failure ? 1 : 0;

/** Runs the stages and says which one failed, or nothing. */
async function firstFailure(): Promise<string | undefined> {
  const missing = quick ? undefined : installBrowser();
  if (missing) return missing;
  for (const stage of stages()) {
    console.log(`\n── ${stage.name}`);
    const started = performance.now();
    const code = await run(stage.command);
    const complaint = stage.report ? count(stage.report) : undefined;
    if (code !== 0) return `${stage.name} failed (exit ${code}).`;
    if (complaint) return `${stage.name}: ${complaint}`;
    console.log(`── ${stage.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  return undefined;
}

function stages(): Stage[] {
  return [
    // Does nothing when the pages are newer than their sources; types and journeys need what it writes.
    { name: 'web build', command: ['node', 'bin/dushi.mjs', 'build-web'] },
    { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '--diagnostic-level=warn', '.'] },
    { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
    { name: 'types of the domain', command: ['tsc', '-p', 'tsconfig.domain.json'] },
    { name: 'database drift', command: ['node', 'scripts/db-types.ts', '--check'] },
    vitest('unit tests and stories', reports.fast, ['unit', 'story']),
    ...(quick ? [] : [vitest('browser journeys', reports.journeys, ['journey'])]),
  ];
}

function vitest(name: string, report: string, projects: readonly string[]): Stage {
  const selected = projects.map((project) => `--project=${project}`);
  const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name, report, command: ['vitest', 'run', ...selected, ...output] };
}

/** Streams the program's output; an interrupt reaches it through the terminal, a termination through us. */
function run([program = '', ...options]: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(program, options, { stdio: ['ignore', 'inherit', 'inherit'] });
    const terminate = () => child.kill('SIGTERM');
    process.once('SIGTERM', terminate);
    child.once('error', fail);
    child.once('exit', (code) => {
      process.off('SIGTERM', terminate);
      done(code ?? 1);
    });
  });
}

/** Adds a report to the tally. Tests here never skip themselves, and a file that cannot be read is a failure. */
function count(path: string): string | undefined {
  if (!existsSync(path)) return 'no report was written.';
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  const unread = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  tally.passed += report.numPassedTests;
  tally.failed += report.numFailedTests + unread.length;
  return skipped > 0 ? `${skipped} tests were skipped; every test must run.` : undefined;
}

/** Installs Debian's Chromium and a Chinese font when they are missing and we may; otherwise says what to install. */
function installBrowser(): string | undefined {
  const missing = missingPackages();
  if (missing.length === 0) return undefined;
  const advice = `The browser journeys need ${missing.join(' and ')}: run  apt-get install -y ${missing.join(' ')}  as root, then npm test again.`;
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return advice;
  console.log(`── installing ${missing.join(' and ')}`);
  const apt = (...options: string[]) =>
    spawnSync('apt-get', options, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  apt('update', '-qq');
  return apt('install', '-y', '-qq', '--no-install-recommends', ...missing) && missingPackages().length === 0
    ? undefined
    : advice;
}

function missingPackages(): string[] {
  const fonts = globSync('/usr/share/fonts/**/*{CJK,cjk,wqy,SourceHan}*');
  return [...(onPath('chromium') ? [] : ['chromium']), ...(fonts.length > 0 ? [] : ['fonts-noto-cjk'])];
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(`${folder}/${program}`));
}

#!/usr/bin/env node
// Plain JavaScript without newer syntax: an old Node must be able to read this file and say what is missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const pinned = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
const inPinned = 'DUSHI_IN_PINNED_NODE';

if (isNewEnough(process.versions.node)) run();
else if (existsSync(pinned) && !process.env[inPinned]) runInPinned();
else refuse();

/** Node's argon2 begins with 24.7. */
function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 7);
}

function run() {
  if (process.env[inPinned] && process.channel) stopWithLauncher();
  delete process.env[inPinned];
  import('../src/main.cli.ts')
    .then((main) => main.runCommand(process.argv.slice(2)))
    .then((code) => {
      if (typeof code === 'number') process.exitCode = code;
    })
    .catch((error) => {
      console.error(error);
      process.exit(1);
    });
}

/** The old Node that started us may be killed without a word; then nobody would be left to stop us. */
function stopWithLauncher() {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}

function runInPinned() {
  const child = spawn(pinned, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    env: Object.assign({}, process.env, { [inPinned]: '1' }),
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Its own group: it gets Ctrl-C from us, and so only once.
    detached: true,
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  child.once('error', refuse);
  child.once('exit', (code, signal) => {
    for (const each of signals) process.removeListener(each, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code);
  });
}

function refuse() {
  console.error(
    `督实需要 Node.js 24.7 或更高版本，当前为 ${process.versions.node}：请在 ${root} 运行 npm ci（会一并安装所需的运行时），再运行 npm start。`,
  );
  console.error(
    `Dushi needs Node.js 24.7 or newer and this is ${process.versions.node}: run npm ci in ${root} (it brings the runtime along), then npm start.`,
  );
  process.exit(1);
}

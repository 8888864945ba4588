import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// `dushi serve` is two processes: this one, which holds nothing and can lose nothing, and the server it starts again when it ends.

const program = fileURLToPath(new URL('../bin/dushi.mjs', import.meta.url));
const supervisedMark = 'DUSHI_SUPERVISED';
export const isSupervised = (): boolean => process.env[supervisedMark] !== undefined;

/** The code of an end that a new start would only repeat: a wrong flag, a county half built. */
export const endForGood = 2;

const fastCrashesMax = 5;
const fastSeconds = 60;
const longestPauseSeconds = 30;

/** Whether to start again, and after how many seconds. One that never came up at its first start is not tried again: it has said why. */
export function afterEnd(end: {
  readonly code: number | null;
  readonly asked: boolean;
  readonly everReady: boolean;
  readonly seconds: number;
  readonly fastCrashes: number;
}): { readonly again: false; readonly code: number } | { readonly again: true; readonly pause: number } {
  const code = end.code ?? 1;
  if (end.asked || code === 0 || code === endForGood || !end.everReady) return { again: false, code };
  if (end.seconds < fastSeconds && end.fastCrashes >= fastCrashesMax) return { again: false, code };
  return { again: true, pause: Math.min(2 ** Math.max(0, end.fastCrashes - 1), longestPauseSeconds) };
}

export async function superviseServer(parts: readonly string[]): Promise<number> {
  let asked = false;
  let everReady = false;
  let fastCrashes = 0;
  let wake = () => {};
  let child: ReturnType<typeof start> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      asked = true;
      child?.process.kill('SIGTERM');
      wake();
    });
  for (;;) {
    const began = performance.now();
    child = start(parts, () => {
      everReady = true;
    });
    const code = await child.ended;
    const seconds = (performance.now() - began) / 1000;
    fastCrashes = seconds < fastSeconds ? fastCrashes + 1 : 1;
    const next = afterEnd({ code, asked, everReady, seconds, fastCrashes });
    if (!next.again) {
      if (everReady && !asked && next.code !== 0)
        console.error(
          '督实已停止，不再自动重启，请查看上面的原因。Dushi has stopped and is not started again: see the reason above.',
        );
      return next.code;
    }
    console.error(
      `督实意外停止（${code ?? '信号'}），${next.pause} 秒后自动重启。Dushi ended unexpectedly (${code ?? 'signal'}) and is started again in ${next.pause} s.`,
    );
    await new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, next.pause * 1000);
    });
    if (asked) return 0;
  }
}

function start(parts: readonly string[], ready: () => void) {
  const child = spawn(process.execPath, [program, ...parts], {
    env: { ...process.env, [supervisedMark]: String(process.pid) },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Its own group: it gets Ctrl-C from us, and so only once.
    detached: true,
  });
  child.on('message', ready);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
  });
  return { process: child, ended };
}

/** In the server: says that it is up, and ends at once when the one who would start it again was killed without a word. */
export function tellSupervisor(): void {
  process.send?.('ready');
}
export function endWithSupervisor(): void {
  process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  process.channel?.unref();
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';

// A journey is people before the real product: `node bin/dushi.mjs serve` on an empty data directory, and Chromium, one
// browser context for each person. Its chapters are tests that go on from one another.

export const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A machine that is busy with other tests is slow, and slow is no fault. */
const patienceMilliseconds = 30_000;
const chapterMilliseconds = 180_000;

export const wide = { width: 1440, height: 900 } as const;
export const phone = { width: 390, height: 844 } as const;

export type Screen = typeof wide | typeof phone;
export type Language = 'zh' | 'en';
export type Position = { readonly latitude: number; readonly longitude: number; readonly accuracy: number };

export type Opening = {
  readonly screen?: Screen;
  readonly language?: Language;
  /** Where the device says it is, to whoever the person lets know. */
  readonly position?: Position;
};

export type Stage = {
  readonly address: string;
  /** The one-time code of the first administrator, as the terminal showed it. */
  readonly code: string;
  /** A page in a browser context of its own; on failure its picture bears the name. */
  open(name: string, options?: Opening): Promise<Page>;
};

/**
 * Names a journey and gives its `chapter`: a test that begins where the one before it ended. When one fails, the picture of
 * every open page is kept, and the chapters after it say so instead of failing in their own ways.
 */
export function journey(name: string): {
  readonly chapter: (title: string, run: (stage: Stage) => Promise<void>) => void;
} {
  let stage: Promise<RunningStage> | undefined;
  let brokenAt: string | undefined;
  afterAll(async () => {
    await (await stage?.catch(() => undefined))?.end();
  }, chapterMilliseconds);
  return {
    chapter: (title, run) =>
      test(
        title,
        async () => {
          if (brokenAt) throw new Error(`not tried: the journey broke off at “${brokenAt}”`);
          brokenAt = title;
          stage ??= begin();
          const running = await stage;
          try {
            await run(running);
            expect(running.complaints, 'what the browser complained about').toEqual([]);
          } catch (error) {
            const pictures = await running.pictures(`${name}-${title}`);
            console.error(`Pictures of “${title}”: ${pictures.join(', ') || 'none, no page was open'}`);
            throw error;
          }
          brokenAt = undefined;
        },
        chapterMilliseconds,
      ),
  };
}

type RunningStage = Stage & {
  /** Console errors, page errors and requests to anyone but the product. */
  readonly complaints: readonly string[];
  pictures(title: string): Promise<string[]>;
  end(): Promise<void>;
};

async function begin(): Promise<RunningStage> {
  const executablePath = browserPath();
  const data = await mkdtemp(join(tmpdir(), 'dushi-journey-'));
  const undo: (() => Promise<unknown>)[] = [() => rm(data, { recursive: true, force: true })];
  const end = async () => {
    for (const step of undo.toReversed()) await step();
  };
  let server: Served;
  let browser: Browser;
  try {
    server = await serve(data);
    undo.push(server.stop);
    browser = await chromium.launch({ executablePath, args: flags, timeout: 2 * patienceMilliseconds });
    undo.push(() => browser.close());
  } catch (error) {
    await end();
    throw error;
  }
  const complaints: string[] = [];
  const pages = new Map<string, Page>();
  return {
    address: server.address,
    code: server.code,
    complaints,
    end,
    async open(name, { screen = wide, language = 'zh', position } = {}) {
      const context = await browser.newContext({
        baseURL: server.address,
        viewport: screen,
        locale: language === 'zh' ? 'zh-CN' : 'en-GB',
        timezoneId: 'Asia/Shanghai',
        ...(position ? { geolocation: position, permissions: ['geolocation'] } : {}),
        ...(screen === phone ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
      });
      context.setDefaultTimeout(patienceMilliseconds);
      watch(context, server.address, (what) => complaints.push(`${name}: ${what}`));
      const page = await context.newPage();
      pages.set(name, page);
      page.once('close', () => pages.delete(name));
      return page;
    },
    async pictures(title) {
      const folder = resolve('coverage/journeys');
      await mkdir(folder, { recursive: true });
      const taken: string[] = [];
      for (const [name, page] of pages) {
        const path = join(folder, `${title}-${name}.png`.replaceAll(/[\s/:：]+/g, '-'));
        const shot = page.screenshot({ path, fullPage: true, animations: 'disabled', timeout: 10_000 });
        await shot.then(
          () => taken.push(`${path} (${page.url()})`),
          (error) => taken.push(`${name}: no picture, ${String(error)}`),
        );
      }
      return taken;
    },
  };
}

/** What a browser says when the product is at fault. A refusal is an answer: its 4xx is no fault. */
function watch(context: BrowserContext, address: string, complain: (what: string) => void): void {
  const own = new URL(address).host;
  context.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== own) complain(`asked another host: ${request.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    const isRefusal = /status of 4\d\d/.test(message.text()) && url.startsWith(`${address}/api/`);
    if (!isRefusal) complain(`${message.text()} (${url})`);
  });
  context.on('weberror', (error) => complain(error.error().stack ?? error.error().message));
}

type Served = {
  readonly address: string;
  readonly code: string;
  /** Ctrl-C, as a county ends it. */
  stop(): Promise<unknown>;
};

async function serve(data: string): Promise<Served> {
  const child = spawn(process.execPath, ['bin/dushi.mjs', 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const orphaned = () => child.kill('SIGKILL');
  process.once('exit', orphaned);
  const exit = new Promise((done) => child.once('exit', done)).finally(() => process.off('exit', orphaned));
  const stop = () => {
    child.kill('SIGINT');
    return exit;
  };
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
    if (/incident/.test(String(chunk))) console.error(String(chunk));
  });
  let code = '';
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    said += `${line}\n`;
    code ||= /administrator: (\S+)/.exec(line)?.[1] ?? '';
    const address = /ready: (\S+)/.exec(line)?.[1];
    if (address) {
      child.stdout?.resume();
      return { address, code, stop };
    }
  }
  throw new Error(`the product did not start:\n${said}`);
}

/** A journey without a browser proves nothing: it fails, and says what to install. */
export function browserPath(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = ['chromium', 'chromium-browser', 'google-chrome']
    .flatMap((program) => ['/usr/bin', ...folders].map((folder) => join(folder, program)))
    .find((path) => existsSync(path));
  if (!found)
    throw new Error(
      'The browser journeys need Chromium and a Chinese font: run  apt-get install -y chromium fonts-noto-cjk  as root, then npm test again.',
    );
  return found;
}

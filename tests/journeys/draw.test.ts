import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifierPage } from '#features/draw/draw.document.ts';
import { type DrawLists, drawFormat } from '#features/draw/draw.model.ts';
import { commitmentOf, listsDigestOf, proofOf, proofText } from '#features/draw/draw.proof.rules.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { browserPath, flags } from './harness.ts';

// The page that repeats a draw is opened as its readers open it: a file on a disk, in a browser, with nobody to ask.

let browser: Browser;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dushi-draw-page-'));
  browser = await chromium.launch({ executablePath: browserPath(), args: flags, timeout: 60_000 });
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

function aPublishedDraw(): string {
  const lists: DrawLists = {
    format: drawFormat,
    county: '421222',
    draw: '01900000-0000-7000-8000-000000000001',
    number: '抽〔2026〕1',
    title: '站点抽查 </script><img src=x onerror=alert(1)>',
    redraw: null,
    parameters: {
      count: 5,
      strata: 'town',
      allocation: 'largest-remainder',
      weighted: true,
      places: { lead: 1, member: 1, 'third-party': 0 },
      loadMax: 4,
      weights: [
        {
          id: 'missed',
          name: { zh: '漏检', en: 'Missed inspections' },
          months: 12,
          adds: 1,
          most: 3,
          clause: 'example:6',
        },
      ],
    },
    period: { from: '2026-04-01', until: '2026-06-30' },
    objects: Array.from({ length: 40 }, (_, at) => ({
      id: `o${String(at).padStart(2, '0')}`,
      number: `S-${at}`,
      name: `示例${at}站`,
      kind: 'village-station' as const,
      town: ['关刀镇', '马港镇', '麦市镇'][at % 3] ?? '',
      contractor: '示例企业',
      contractorId: `c${at % 2}`,
      weight: 1 + (at % 4),
      risk: [at % 4],
    })),
    inspectors: ['a', 'b', 'c'].map((id) => ({
      id,
      name: `检查员${id}`,
      organisation: '商务局',
      roles: ['lead', 'member'],
    })),
    recusals: [['a', 'c1']],
    parties: ['p1', 'p2', 'p3'].map((id) => ({ id, name: id })),
    publicValue: { name: '开奖号码', source: '公告', on: '2026-04-20' },
  };
  const digest = listsDigestOf(lists, sha256Hex);
  const contributions = lists.parties.map(({ id: party }) => {
    const secret = sha256Hex(party);
    const commitment = commitmentOf({ draw: lists.draw, lists: digest, party, secret }, sha256Hex);
    return { party, secret, commitment, opened: false };
  });
  return proofText(proofOf(lists, contributions, '01 02 03', sha256Hex));
}

/** What the page says, and whether it complained or asked anybody anything. */
async function opened(html: string, name: string, another?: string) {
  const path = join(folder, name);
  await writeFile(path, html);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(path).href) complaints.push(request.url());
  });
  try {
    await page.goto(pathToFileURL(path).href);
    const report = page.locator('#report[data-ok]');
    await report.waitFor();
    if (another !== undefined) {
      const file = join(folder, `${name}.json`);
      await writeFile(file, another);
      const before = await report.getAttribute('data-ok');
      await page.setInputFiles('#file', file);
      await page.locator(`#report[data-ok="${before === 'true' ? 'false' : 'true'}"]`).waitFor();
    }
    const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth + 1');
    return {
      ok: await report.getAttribute('data-ok'),
      failed: await page
        .locator('li[data-ok="false"]')
        .evaluateAll((lines) => lines.map((line) => line.getAttribute('data-check'))),
      rows: await page.locator('tbody tr').count(),
      columns: await page.locator('thead th').count(),
      complaints,
      wide,
    };
  } finally {
    await context.close();
  }
}

test('D06 一(四): the page repeats the draw by itself, without a network, and agrees', async () => {
  const told = await opened(await verifierPage(aPublishedDraw()), 'good.html');
  expect(told).toEqual({ ok: 'true', failed: [], rows: 5, columns: 4, complaints: [], wide: false });
});

test('D06 一(四): one changed figure in the page is seen', async () => {
  const page = await verifierPage(aPublishedDraw());
  const told = await opened(
    page.replace('"publicValue":"01 02 03"', '"publicValue":"01 02 04"'),
    'changed.html',
  );
  expect(told.ok).toBe('false');
  expect(told.failed).toContain('seed');
});

test('D06 一(四): one weight made lighter in the page is seen, and an honest page shows what each is made of', async () => {
  const page = await verifierPage(aPublishedDraw());
  const lighter = page.replace('"weight":4', '"weight":3');
  expect(lighter).not.toBe(page);
  const told = await opened(lighter, 'lighter.html');
  expect(told.ok).toBe('false');
  expect(told.failed).toEqual(expect.arrayContaining(['weights', 'lists']));
  const honest = await opened(page, 'weights.html');
  expect(honest).toMatchObject({ ok: 'true', failed: [], wide: false, columns: 4 });
});

test('a changed script does not run at all: the page names the only one it allows', async () => {
  const page = await verifierPage(aPublishedDraw());
  const path = join(folder, 'forged.html');
  const forged = page.replace('ok: checks.every(({ ok }) => ok)', 'ok: true || checks.every(({ ok }) => ok)');
  expect(forged).not.toBe(page);
  await writeFile(path, forged);
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    await tab.goto(pathToFileURL(path).href);
    expect(await tab.locator('#report').getAttribute('data-ok')).toBeNull();
  } finally {
    await context.close();
  }
});

test('another file can be checked in the same page', async () => {
  const text = aPublishedDraw();
  const told = await opened(await verifierPage(text), 'other.html', text.replace('01 02 03', '01 02 05'));
  expect(told.ok).toBe('false');
});

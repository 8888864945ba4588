import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { test } from 'vitest';
import { insertSession } from '#features/organisation/organisation.store.ts';
import { Temporal } from '#kernel/temporal.ts';
import { aBaseline } from '#testing/baseline.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { agreed, allDone, approved, paid, proposed, requested } from '#testing/gate.ts';
import { orderedRectifications } from '#testing/letters.ts';
import { aCounty } from '#testing/world.ts';
import { createApp } from '../../main.app.ts';

test('look', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  await orderedRectifications(county, baseline, 2, { severity: 'major', workingDays: 5 });
  const [first = '', second = ''] = baseline.instalments;
  await allDone(county, baseline, { share: 0.62, without: ['2026-02'] });
  await requested(county, first);
  await proposed(county, first);
  await agreed(county, first);
  await approved(county, first);
  county.at('2026-04-20');
  await paid(county, first, '财付〔2026〕1号');
  await requested(county, second);
  const problems: string[] = [];
  const app = createApp({ ...county.world, webFolder: 'dist/web' });
  const server = serve({ fetch: app.fetch, port: 4817, hostname: '127.0.0.1' });
  void createServer;
  const cookieOf = async (personId: string) => {
    const token = randomBytes(32).toString('base64url');
    await insertSession(county.db, { county: county.county, tokenHash: createHash('sha256').update(token).digest(), personId, now: Temporal.Instant.from('2099-01-01T00:00:00Z'), expiresAt: Temporal.Instant.from('2099-12-31T00:00:00Z') });
    return token;
  };
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'] });
  try {
    const shots = async (personId: string, name: string, paths: [string, string][], width: number, language: 'zh' | 'en', act?: (page: import('playwright-core').Page) => Promise<void>) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, locale: language === 'zh' ? 'zh-CN' : 'en-GB' });
      await context.addCookies([{ name: 'dushi', value: await cookieOf(personId), url: 'http://127.0.0.1:4817' }]);
      const page = await context.newPage();
      page.on('pageerror', (error) => problems.push(`${name}: ${error.message}`));
      page.on('console', (message) => message.type() === 'error' && problems.push(`${name}: ${message.text()}`));
      await page.goto('http://127.0.0.1:4817/people');
      await page.evaluate((l) => { for (const k of ['language','dushi.language','dushi:language']) localStorage.setItem(k, l); }, language);
      for (const [path, title] of paths) {
        await page.goto(`http://127.0.0.1:4817${path}`);
        await page.waitForTimeout(2500);
        await act?.(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (wide > 0) problems.push(`${name} ${path}: ${wide}px too wide`);
        await page.screenshot({ path: `/tmp/disb-shots/${name}-${title}.png`, fullPage: true });
      }
      await context.close();
    };
    const { lead, contractor, leader } = county.people;
    const decision = (await lead.api.disbursement.find({ id: first })).decisions[0]?.id ?? '';
    await shots(lead.id, 'lead-wide', [['/disbursement', 'list'], [`/disbursement/${second}`, 'gate'], [`/disbursement/${first}`, 'paid'], [`/disbursement/decisions/${decision}`, 'sheet']], 1440, 'zh');
    await shots(contractor.id, 'contractor-narrow', [['/disbursement', 'list'], [`/disbursement/${second}`, 'gate']], 390, 'zh');
    await shots(lead.id, 'lead-narrow-en', [[`/disbursement/${second}`, 'gate'], [`/disbursement/decisions/${decision}`, 'sheet']], 390, 'en');
    await shots(lead.id, 'lead-refused', [[`/disbursement/${second}`, 'gate']], 1440, 'en', async (page) => {
      await page.locator('.form-acts button[type=submit]').click();
      await page.waitForTimeout(300);
      await page.locator('input[type=radio]').first().check();
      await page.locator('.form-acts button[type=submit]').click();
      await page.waitForTimeout(1500);
    });
    await proposed(county, second);
    await agreed(county, second);
    await shots(leader.id, 'leader', [[`/disbursement/${second}`, 'gate']], 1440, 'en', async (page) => {
      await page.getByRole('button', { name: /^(Approve|批准)$/ }).click();
      await page.waitForTimeout(800);
    });
    void confirmedFindings;
  } finally {
    await browser.close();
    server.close();
  }
  console.log(problems.join('\n'));
}, 200_000);

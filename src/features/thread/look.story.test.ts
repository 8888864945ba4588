import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { chromium } from 'playwright-core';
import { test } from 'vitest';
import { Temporal } from '#kernel/temporal.ts';
import { insertSession } from '#features/organisation/organisation.store.ts';
import { aBaseline } from '#testing/baseline.ts';
import { aChain } from '#testing/chain.ts';
import { theGroup, confirmedFindings } from '#testing/findings.ts';
import { allDone } from '#testing/gate.ts';
import { orderedRectifications, reported } from '#testing/letters.ts';
import { aPlannedInspection } from '#testing/inspections.ts';
import { aCounty } from '#testing/world.ts';
import { createApp } from '../../main.app.ts';

test('look', { timeout: 280000 }, async () => {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  await theGroup(county);
  await allDone(county, baseline, { share: 0.55 , without: ['2026-02'] });
  await county.asOwner(`update obligation set fulfilled_by=null, fulfilled_by_type=null, fulfilled_on=null where county=$1 and subject_id=$2 and due_on > '2026-02-01'`, [county.county, baseline.facilities.villageStation]);
  const chain = await aChain(county, baseline);
  await aPlannedInspection(county, baseline, { plannedOn: '2026-04-20' });
  await county.asOwner(`update inspection set number = '检〔2026〕950' where county=$1 and number = '检〔2026〕1'`.replace('set number', 'set version = version, number'), [county.county]).catch(() => undefined);
  await county.asOwner(`alter table inspection disable trigger user`); await county.asOwner(`update inspection set number = '检〔2026〕950' where county=$1 and number = '检〔2026〕1'`, [county.county]);
  const items = await orderedRectifications(county, baseline, 2);
  await confirmedFindings(county, baseline, 2);
  county.at('2026-04-20');
  await reported(county, items[0]!);
  const token = async (id: string) => {
    const t = randomBytes(32).toString('base64url');
    await insertSession(county.db, { county: county.county, tokenHash: createHash('sha256').update(t).digest(), personId: id, now: Temporal.Instant.from('2099-01-01T00:00:00Z'), expiresAt: Temporal.Instant.from('2099-12-31T00:00:00Z') });
    return t;
  };
  const app = createApp({ ...county.world, webFolder: process.cwd() + '/dist/web' });
  const server = await new Promise<ReturnType<typeof serve>>((done) => { const s = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => done(s)); });
  const port = (server.address() as { port: number }).port;
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
  const out = '/tmp/look'; mkdirSync(out, { recursive: true });
  const pages: [string, string, string][] = (process.env.LOOK ?? '').split(',').filter(Boolean).map((x) => x.split('|') as [string, string, string]);
  const ids: Record<string, string> = { FINDING: chain.findings.closed, OPEN: chain.findings.open, PAY: chain.paymentId, UNL: chain.findings.unlettered, FAC: baseline.facilities.villageStation };
  try {
    for (const [name, who, path] of pages) {
      for (const [w, lang, theme] of [[1440, 'zh', 'light'], [390, 'zh', 'light'], [1440, 'en', 'light'], ...(process.env.ALL ? [[390, 'en', 'light'], [1440, 'zh', 'dark']] : [])] as [number, string, string][]) {
        const context = await browser.newContext({ viewport: { width: w, height: Number(process.env.VH ?? (w === 390 ? 844 : 900)) }, locale: 'zh-CN' });
        const person = (county.people as any)[who];
        await context.addCookies([{ name: 'dushi', value: await token(person.id), url: `http://localhost:${port}` }]);
        const page = await context.newPage();
        await page.addInitScript(([l, th]) => { try { localStorage.setItem('dushi.language', l as string); localStorage.setItem('dushi.theme', th as string); } catch {} }, [lang, theme]);
        page.on('console', (m) => { if (m.type() === 'error' || m.type() === 'warning') console.log('CONSOLE', name, m.text().slice(0, 300)); });
        page.on('pageerror', (e) => console.log('PAGEERROR', name, String(e).slice(0, 400)));
        await page.goto(`http://localhost:${port}${path.replace(/\{(\w+)\}/g, (_, k) => ids[k] ?? k)}`);
        await page.waitForLoadState('networkidle');
        await page.waitForTimeout(1500);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) console.log('OVERFLOW', name, w, lang, over);
        const total = await page.evaluate(() => document.documentElement.scrollHeight);
        const h = w === 390 ? 1500 : 1300; const max = Number(process.env.MAXP ?? 2);
        for (let k = 0; k * h < total && k < max; k += 1) await page.screenshot({ path: `${out}/${name}-${w}-${lang}-${theme}-${k}.png`, fullPage: true, clip: { x: 0, y: k * h, width: w, height: Math.min(h, total - k * h) } });
        await context.close();
      }
    }
  } finally { await browser.close(); server.close(); }
});

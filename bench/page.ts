// The first page as a browser gets it: JavaScript over the wire, and the time until it can be used on a processor four times slower.
import { chromium } from 'playwright-core';
import { demonstrationFolder } from './demonstration.ts';
import { quantile, say, started, stopped } from './measure.ts';

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function benchPage(): Promise<void> {
  const { child, address } = await started([
    'bin/dushi.mjs',
    'serve',
    '--data',
    demonstrationFolder(),
    '--port',
    '0',
  ]);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  const times: number[] = [];
  let bytes = 0;
  for (let round = 0; round < 5; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await session.send('Network.enable');
    bytes = 0;
    const scripts = new Set<string>();
    session.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) bytes += encodedDataLength;
    });
    const began = performance.now();
    await page.goto(address);
    await page.getByRole('button').first().waitFor({ state: 'visible' });
    times.push(performance.now() - began);
    await page.waitForLoadState('networkidle');
    await context.close();
  }
  say(
    `page: ${(bytes / 1000).toFixed(0)} kB of JavaScript over the wire; a button can be pressed after ${quantile(times, 0.5).toFixed(0)} ms (p50 of ${times.length}, 4× slower CPU)`,
  );
  await browser.close();
  await stopped(child);
}

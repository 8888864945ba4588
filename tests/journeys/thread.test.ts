import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  monthlyReportRefusals,
  narrativeWords,
  reportStateWords,
  words as reportWords,
} from '#features/monthly-report/monthly-report.words.ts';
import { titles } from '../../src/main.words.ts';
import { type Prepared, prepare, type Role, setUpInThePage } from './county.ts';
import { act, button, faultAt, field, goByMenu, press, see, write } from './hands.ts';
import { journey, type Stage } from './harness.ts';

const { chapter } = journey('thread');
let county: Prepared;
const desks = new Map<Role, Page>();

/** Where this person sits: signed in when first needed, and found again as it was left. */
async function at(stage: Stage, role: Role): Promise<Page> {
  const page = desks.get(role) ?? (await county.enter(stage, role));
  desks.set(role, page);
  return page;
}

chapter('a county is set up in the page with the one-time code', async (stage) => {
  desks.set('office', await setUpInThePage(stage));
  county = await prepare(stage);
});

chapter(
  '一(二): the contractor reports the month; without its summary it is refused beside the field',
  async (stage) => {
    const page = await at(stage, 'contractor');
    await goByMenu(page, titles['/reports']);
    await press(page, reportWords.write);
    await page.getByRole('main').getByRole('link').first().click();
    for (const [at, line] of county.lines.entries()) {
      const box = page.getByRole('listitem').filter({ hasText: line.task });
      await write(box, reportWords.thisMonth, at === 0 ? '6' : '5');
      await write(box, reportWords.invested, '120,000.50');
    }
    await write(page, narrativeWords.problems, '两个村站点选址尚未确定');
    await press(page, reportWords.saveAndSubmit);
    expect(await faultAt(page, narrativeWords.summary)).toBe(
      monthlyReportRefusals['monthly-report.summary-missing'].zh,
    );
    expect(await (await field(page, narrativeWords.problems)).inputValue()).toBe('两个村站点选址尚未确定');
    await page.screenshot({ path: '/tmp/jrn/report-refused.png', fullPage: true });
    await write(page, narrativeWords.summary, '本月建成村级站点 6 个，配备设备 5 套。');
    await press(page, reportWords.saveAndSubmit);
    await see(page, reportStateWords.submitted);
    await page.screenshot({ path: '/tmp/jrn/report.png', fullPage: true });
  },
);

chapter('一(二): the office accepts the report', async (stage) => {
  const page = await at(stage, 'office');
  await goByMenu(page, titles['/reports']);
  await page
    .getByRole('row')
    .filter({ hasText: reportStateWords.submitted.zh })
    .getByRole('link')
    .first()
    .click();
  await act(page, reportWords.accept);
  await see(page, reportStateWords.accepted);
  expect(await (await button(page, reportWords.accept)).count()).toBe(0);
});

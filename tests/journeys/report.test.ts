import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  monthlyReportRefusals,
  narrativeWords,
  reportStateWords,
  words as reportWords,
} from '#features/monthly-report/monthly-report.words.ts';
import { type Prepared, prepare, setUpInThePage } from './county.ts';
import { attach, field, fitsTheScreen, press, see, seeState, write } from './hands.ts';
import { journey, phone } from './harness.ts';

// The form asks what the county's own regime asks for. This one names two parts and requires two papers.

const { chapter } = journey('report');
let county: Prepared;
let page: Page;

chapter('a county is set up under another regime', async (stage) => {
  await setUpInThePage(stage, 'example-jia-2022');
  county = await prepare(stage, '999901');
});

chapter(
  '第四条: without the required papers it is refused beside the place of the first; words and files stay',
  async (stage) => {
    page = await county.enter(stage, 'contractor');
    await page.goto('/reports/new');
    await page.locator('.cards .row-link').first().click();
    await see(page, narrativeWords.problems);
    for (const part of [narrativeWords.nextMonth, narrativeWords.coordination])
      expect(await page.getByLabel(part.zh, { exact: true }).count()).toBe(0);
    for (const line of county.lines)
      await write(page.getByRole('listitem').filter({ hasText: line.task }), reportWords.thisMonth, '6');
    await write(page, narrativeWords.summary, '本月建成村级站点 6 个。');
    await attach(page, 'files', 2);
    await press(page, reportWords.saveAndSubmit);
    const said = monthlyReportRefusals['monthly-report.attachment-missing'].zh.replace(
      '{attachmentsZh}',
      '签字盖章件、现场照片',
    );
    const item = page
      .locator('.ant-form-item')
      .filter({ has: page.getByText('签字盖章件', { exact: true }) });
    await item.locator('.ant-form-item-explain-error').getByText(said).waitFor();
    expect(await (await field(page, narrativeWords.summary)).inputValue()).toBe('本月建成村级站点 6 个。');
    expect(await page.locator('.evidence-upload').nth(2).locator('.gallery > li').count()).toBe(1);
  },
);

chapter('第四条: with both papers it is handed in, and each is read under its own name', async () => {
  await attach(page, 'files', 0);
  await attach(page, 'files', 1);
  await press(page, reportWords.saveAndSubmit);
  await seeState(page, reportStateWords.submitted);
  const kinds = page.locator('.papers');
  expect(await kinds.locator('h3').allInnerTexts()).toEqual([
    expect.stringContaining('签字盖章件'),
    expect.stringContaining('现场照片'),
    reportWords.otherPapers.zh,
  ]);
  expect(await kinds.locator('.gallery > li').count()).toBe(3);
  await page.setViewportSize(phone);
  await fitsTheScreen(page);
});

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { outcomeWords, resultWords, verdictWords, words } from '#features/inspection/inspection.words.ts';
import { fill as filled } from '#kernel/words.ts';
import { attach, choose, field, press, see, write } from './hands.ts';

/** What the inspectors came upon at the point that fails. */
export type Failing = { readonly fact: string; readonly reasons: string; readonly summary: string };

/**
 * The sheet, filled in by the lead where he stands, from arrival to the sentence at the end: the first point of the list
 * fails and becomes a finding, the others conform. It is not handed in yet.
 */
export async function fillTheSheet(page: Page, { fact, reasons, summary }: Failing): Promise<void> {
  const main = page.getByRole('main');
  await press(main, words.arrive);
  await see(main, 'WGS84');

  const items = main.locator('#part-items');
  const answers = items.getByRole('group');
  const count = await answers.count();
  for (let at = 1; at < count; at += 1)
    await answers.nth(at).getByText(resultWords.conforms.zh, { exact: true }).click();
  await answers.first().getByText(resultWords.fails.zh, { exact: true }).click();
  const failing = items.getByRole('listitem').filter({ has: page.locator('.finding-editor') });
  await write(failing, words.fact, fact);
  await attach(failing);
  // Nobody types a thing twice: the finding says what the point says, and carries the same photo.
  const finding = failing.locator('.finding-editor');
  expect(await (await field(finding, words.fact)).inputValue()).toBe(fact);
  expect(await finding.locator('.gallery > li').count()).toBe(1);

  const figures = main.locator('#part-figures').getByRole('listitem');
  for (let at = 0; at < (await figures.count()); at += 1) await write(figures.nth(at), words.seenTotal, '5');

  await attach(main.locator('#part-methods').getByRole('listitem').first());

  // Three standards, three verdicts: what fails stands against its own, and leaves the others as they are.
  const verdicts = main.locator('#part-verdicts').getByRole('listitem');
  for (let at = 0; at < (await verdicts.count()); at += 1) {
    const verdict = verdicts.nth(at);
    if ((await verdict.getByText(filled(words.failing.zh, { count: 1 })).count()) > 0) {
      await verdict.getByRole('radio', { name: verdictWords.partly.zh, exact: true }).check();
      await write(verdict, words.reasons, reasons);
    } else await verdict.getByRole('radio', { name: verdictWords.met.zh, exact: true }).check();
  }

  const end = main.locator('#part-end');
  await choose(end, words.presentOutcome, outcomeWords.signed);
  await write(end, words.presentName, '冯远');
  await write(end, words.presentTitle, '项目经理');
  await write(end, words.statement, '情况属实，尽快整改');
  await write(end, words.summary, summary);
  const ended = main
    .locator('.time-field')
    .filter({ has: page.getByLabel(words.endedAt.zh, { exact: true }) });
  await press(ended, words.setNow);
}

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { words as homeWords } from '#features/home/home.words.ts';
import { words as reportWords } from '#features/monthly-report/monthly-report.words.ts';
import {
  administrationRefusals,
  words as administrationWords,
} from '#features/organisation/organisation.administration.words.ts';
import {
  kindWords,
  organisationRefusals,
  words as organisationWords,
} from '#features/organisation/organisation.words.ts';
import { words as regimeWords } from '#features/regime/regime.words.ts';
import { issueWords } from '#web/issue.words.ts';
import { uiWords } from '#web/ui.words.ts';
import { titles } from '../../src/main.words.ts';
import { exampleUscc, type Prepared, password, prepare, setUpInThePage } from './county.ts';
import { choose, faultAt, field, goByMenu, press, see, seeHeading, signIn, write } from './hands.ts';
import { journey } from './harness.ts';

const { chapter } = journey('english');
let county: Prepared;
let page: Page;

const theme = () => page.locator('html').getAttribute('data-theme');
const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');

chapter(
  'signing in: a wrong password is refused and what was typed stays; one press gives the other language',
  async (stage) => {
    await setUpInThePage(stage);
    county = await prepare(stage);
    page = await stage.open('office in English', { language: 'en' });
    await page.goto('/agreements?state=in-force');
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await page.getByRole('button', { name: uiWords.otherLanguage.zh, exact: true }).click();
    await seeHeading(page, 'Tongcheng');
    await write(page, organisationWords.login, 'fang');
    await write(page, organisationWords.password, 'not-the-password');
    await press(page, organisationWords.signIn);
    await see(page.getByRole('alert'), organisationRefusals['sign-in.failed']);
    expect(await (await field(page, organisationWords.login)).inputValue()).toBe('fang');
    await write(page, organisationWords.password, password);
    await press(page, organisationWords.signIn);
    await page.waitForURL(
      (url) => url.pathname === '/agreements' && url.searchParams.get('state') === 'in-force',
    );
    await seeHeading(page, titles['/agreements']);
    expect(await page.title()).toContain(titles['/agreements'].en);
  },
);

chapter('the regulation is read clause by clause, with what the software does about each', async () => {
  await goByMenu(page, titles['/regime']);
  await see(page, regimeWords.lead);
  const clause = page.locator('[data-clause="tongcheng-2021:3.1.1"]');
  await see(clause, '每月一次');
  await clause.getByRole('button').click();
  await page.waitForURL((url) => url.searchParams.get('clause') === 'tongcheng-2021:3.1.1');
  const rules = page.getByRole('region', { name: regimeWords.inSystem.en });
  await see(rules, regimeWords.obligations);
  // An address can be sent to somebody: it opens at the same clause.
  await page.reload();
  await see(rules, regimeWords.obligations);
});

chapter('a list keeps its filters in the address', async () => {
  await goByMenu(page, titles['/organisations']);
  const { contractor, bureau } = county.organisations;
  const rows = page.getByRole('table', { name: organisationWords.organisations.en }).getByRole('row');
  await rows.filter({ hasText: bureau.name }).waitFor();
  await choose(page, organisationWords.kind, kindWords.contractor);
  await rows.filter({ hasText: bureau.name }).waitFor({ state: 'detached' });
  expect(new URL(page.url()).searchParams.get('kind')).toBe('contractor');
  expect(await rows.filter({ hasText: contractor.name }).count()).toBe(1);
  await rows.filter({ hasText: contractor.name }).getByRole('link').click();
  await seeHeading(page, contractor.name);
  await page.goBack();
  await rows.filter({ hasText: contractor.name }).waitFor();
  expect(await rows.filter({ hasText: bureau.name }).count()).toBe(0);
  await page.reload();
  await rows.filter({ hasText: contractor.name }).waitFor();
  expect(await rows.filter({ hasText: bureau.name }).count()).toBe(0);
});

chapter('a refusal stands next to its field, what was typed stays, and leaving is asked about', async () => {
  await press(page, organisationWords.register);
  await choose(page, organisationWords.kind, kindWords.contractor);
  await write(page, organisationWords.name, 'Example Three Ltd.');
  await write(page, administrationWords.because, 'A new contractor');
  const right = exampleUscc(77);
  await write(page, organisationWords.uscc, `${right.slice(0, 17)}${right.endsWith('0') ? '1' : '0'}`);
  await press(page, administrationWords.propose);
  expect(await faultAt(page, organisationWords.uscc)).toBe(issueWords['uscc.check'].en);
  expect(await (await field(page, organisationWords.name)).inputValue()).toBe('Example Three Ltd.');
  await write(page, organisationWords.uscc, exampleUscc(5));
  await press(page, administrationWords.propose);
  await see(page.locator('.ant-form-item-explain-error'), administrationRefusals['organisation.uscc-taken']);

  await page.getByRole('link', { name: titles['/people'].en, exact: true }).click();
  const question = page.getByRole('dialog', { name: uiWords.unsaved.en });
  await press(question, uiWords.stay);
  await question.waitFor({ state: 'hidden' });
  expect(await (await field(page, organisationWords.name)).inputValue()).toBe('Example Three Ltd.');
  await write(page, organisationWords.uscc, right);
  await press(page, administrationWords.propose);
  await seeHeading(page, 'Register Example Three Ltd.');
});

chapter('language and appearance are one press each, on every page, and are remembered', async () => {
  await page.getByRole('button', { name: uiWords.otherLanguage.en, exact: true }).click();
  await see(page, kindWords.contractor.zh);
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  await page.getByRole('button', { name: uiWords.otherLanguage.zh, exact: true }).click();
  await see(page, kindWords.contractor.en);

  expect(await theme()).toBe('light');
  await page.getByRole('button', { name: county.people.administrator.name }).click();
  await page.getByRole('radio', { name: uiWords.themeDark.en, exact: true }).check();
  await expect.poll(theme).toBe('dark');
  await page.reload();
  await seeHeading(page, 'Register Example Three Ltd.');
  expect(await theme()).toBe('dark');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await goByMenu(page, titles['/']);
  await seeHeading(page, homeWords.needs);
});

chapter('by keyboard alone: past the menu, and to the main act', async (stage) => {
  page = await stage.open('contractor by keyboard', { language: 'en' });
  await signIn(page, 'feng', password);
  await page.getByRole('button', { name: uiWords.otherLanguage.zh, exact: true }).click();
  await page.goto('/reports');
  await page.getByRole('table').waitFor();
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(uiWords.skip.en);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focused()).toBe(reportWords.write.en);
  await page.keyboard.press('Enter');
  await seeHeading(page, reportWords.chooseMonth);
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  // A new page begins at its beginning for the keyboard too.
  await page.keyboard.press('Tab');
  expect(await focused()).toContain(county.agreement.number.slice(-2));
  await page.keyboard.press('Enter');
  await seeHeading(page, reportWords.figures);
  await page.keyboard.press('Tab');
  await page.keyboard.type('6');
  const [line] = county.lines;
  const box = page.getByRole('listitem').filter({ hasText: line?.task ?? '' });
  expect(await (await field(box, reportWords.thisMonth)).inputValue()).toBe('6');
});

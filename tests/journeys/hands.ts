import { randomBytes } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { words as organisationWords } from '#features/organisation/organisation.words.ts';
import type { Language, Words } from '#kernel/words.ts';
import { uiWords } from '#web/ui.words.ts';

// What a person does at a page, by what is to be seen there: roles, labels, and the product's own words.

type Area = Page | Locator;

const pageOf = (area: Area): Page => ('page' in area ? area.page() : area);

/** The language the page is in, as the page itself says once it has begun. */
async function languageOf(area: Area): Promise<Language> {
  const html = pageOf(area).locator('html[data-theme]');
  return (await html.getAttribute('lang')) === 'en' ? 'en' : 'zh';
}
const said = async (area: Area, words: Words): Promise<string> => words[await languageOf(area)];

/** Waits until the words can be read. */
export async function see(area: Area, words: Words | string): Promise<void> {
  const text = typeof words === 'string' ? words : await said(area, words);
  await area.getByText(text).filter({ visible: true }).first().waitFor();
}

export async function seeHeading(area: Area, words: Words | string): Promise<void> {
  const name = typeof words === 'string' ? words : await said(area, words);
  await area.getByRole('heading', { name }).filter({ visible: true }).first().waitFor();
}

/** The record stands in this state: said beside its title. */
export async function seeState(page: Page, words: Words): Promise<void> {
  const title = page.getByRole('main').getByRole('heading', { level: 1 });
  await title.getByText(await said(page, words), { exact: true }).waitFor();
}

export const button = async (area: Area, words: Words): Promise<Locator> =>
  area
    .getByRole('button', { name: await said(area, words), exact: true })
    .or(area.getByRole('link', { name: await said(area, words), exact: true }))
    .filter({ visible: true })
    .first();

export async function press(area: Area, words: Words): Promise<void> {
  await (await button(area, words)).click();
}

/** There is no such button, or soon no more: what may not be done is not offered. */
export async function seeNoButton(area: Area, words: Words): Promise<void> {
  await (await button(area, words)).waitFor({ state: 'detached' });
}

export async function field(area: Area, words: Words): Promise<Locator> {
  return area.getByLabel(await said(area, words), { exact: true }).first();
}

export async function write(area: Area, words: Words, text: string): Promise<void> {
  await (await field(area, words)).fill(text);
}

/** One of a list, or of a few buttons. */
export async function choose(area: Area, words: Words, option: Words | string): Promise<void> {
  const name = typeof option === 'string' ? option : await said(area, option);
  const control = await field(area, words);
  if ((await control.getAttribute('role')) === 'radiogroup')
    await control.getByRole('radio', { name, exact: true }).check();
  else await chooseFrom(control, name);
}

/** From a list that opens: the option is looked for as a person would, by reading. */
export async function chooseFrom(control: Locator, name: string): Promise<void> {
  const page = control.page();
  await control.click();
  const option = page
    .locator('.ant-select-dropdown')
    .filter({ visible: true })
    .locator('.ant-select-item-option')
    .filter({ hasText: name });
  await option.first().click();
}

/** The line that says what is wrong beside a field. */
export async function faultAt(area: Area, words: Words): Promise<string> {
  const control = await field(area, words);
  const item = pageOf(area).locator('.ant-form-item').filter({ has: control }).last();
  const fault = item.locator('.ant-form-item-explain-error').first();
  await fault.waitFor();
  return (await fault.textContent()) ?? '';
}

/** An act of a record: pressed, its questions answered, confirmed, and done. */
export async function act(
  page: Page,
  words: Words,
  answer?: (dialog: Locator) => Promise<void>,
): Promise<void> {
  const dialog = await ask(page, words);
  await answer?.(dialog);
  await (await button(dialog, words)).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** The act's question, open. */
async function ask(page: Page, words: Words): Promise<Locator> {
  await press(page.getByRole('main'), words);
  const dialog = page.getByRole('dialog', { name: await said(page, words) });
  await dialog.waitFor();
  return dialog;
}

export async function signIn(page: Page, login: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await write(page, organisationWords.login, login);
  await page.getByLabel(await said(page, organisationWords.password), { exact: true }).fill(password);
  await press(page, organisationWords.signIn);
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await page.getByRole('main').getByRole('heading').first().waitFor();
}

/** Opens a page by its entry in the menu. */
export async function goByMenu(page: Page, words: Words): Promise<void> {
  const menu = page.getByRole('button', { name: await said(page, uiWords.menu), exact: true });
  if (await menu.isVisible()) await menu.click();
  await page
    .getByRole('navigation', { name: await said(page, uiWords.mainMenu) })
    .filter({ visible: true })
    .getByRole('link', { name: await said(page, words), exact: true })
    .click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

/** Nothing sticks out at the side: a page that scrolls sideways on a phone is no page for a phone. */
export async function fitsTheScreen(page: Page): Promise<void> {
  await page.locator('.placeholder').first().waitFor({ state: 'detached' });
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content, `the width of ${page.url()}`).toBeLessThanOrEqual(screen);
}

/** A photo as a camera would give it, small, and unlike any other. */
function photo(): { name: string; mimeType: string; buffer: Buffer } {
  const base = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  return { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.concat([base, randomBytes(16)]) };
}

/** Takes a photo, or chooses a file, in the upload that stands in the area; waits until the server has it. */
export async function attach(area: Area, from: 'camera' | 'files' = 'camera', place = 0): Promise<void> {
  const upload = area.locator('.evidence-upload').nth(place);
  const before = await upload.locator('.gallery > li').count();
  const input = upload.locator(
    from === 'camera' ? 'input[type=file][capture]' : 'input[type=file][multiple]',
  );
  await input.setInputFiles(photo());
  await upload.locator('.gallery > li').nth(before).waitFor();
}

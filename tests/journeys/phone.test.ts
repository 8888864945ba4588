import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findingStateWords } from '#features/finding/finding.words.ts';
import { needWords } from '#features/home/home.words.ts';
import { inspectionStateWords, words as inspectionWords } from '#features/inspection/inspection.words.ts';
import {
  rectificationRefusals,
  rectificationStates,
  words as rectificationWords,
} from '#features/rectification/rectification.words.ts';
import { letterStates, words as letterWords } from '#features/supervision-letter/supervision-letter.words.ts';
import { uiWords } from '#web/ui.words.ts';
import { type Prepared, prepare, setUpInThePage } from './county.ts';
import { act, attach, faultAt, field, fitsTheScreen, press, see, seeState, write } from './hands.ts';
import { journey, phone } from './harness.ts';
import { declaredByAll, letterServed, planned, signedByAll } from './quickly.ts';
import { fillTheSheet } from './sheet.ts';

const { chapter } = journey('phone');
let county: Prepared;
let lead: Page;
let inspection = '';

chapter('a county with a station in operation, and a visit planned there', async (stage) => {
  await setUpInThePage(stage);
  county = await prepare(stage);
  inspection = await planned(county, county.running.id, 'operation');
  await declaredByAll(county, inspection);
});

chapter(
  '三(二): the lead finds the visit at home and fills in the sheet standing at the door',
  async (stage) => {
    lead = await county.enter(stage, 'lead', { screen: phone, position: county.position });
    await fitsTheScreen(lead);
    await lead.getByRole('link', { name: needWords['inspection-submit'].zh }).click();
    await seeState(lead, inspectionStateWords.planned);
    await fitsTheScreen(lead);
    await fillTheSheet(lead, {
      fact: '检查时站点锁门，门上无营业时间，电话无人接听',
      reasons: '未按时营业，其余符合',
      summary: '站点设备齐全，未按时营业。',
    });
    await fitsTheScreen(lead);
  },
);

chapter(
  'the telephone rings and the page is lost: what was typed is still there, and is handed in',
  async () => {
    await lead.reload();
    await see(lead.getByRole('main'), 'WGS84');
    const summary = await field(lead.getByRole('main'), inspectionWords.summary);
    expect(await summary.inputValue()).toBe('站点设备齐全，未按时营业。');
    await act(lead, inspectionWords.submit);
    await seeState(lead, inspectionStateWords.submitted);
    await fitsTheScreen(lead);
    await signedByAll(county, inspection);
    await lead.reload();
    await seeState(lead, inspectionStateWords.signed);
  },
);

chapter(
  '一(四): the contractor signs for the letter and answers its item with a photo taken on the spot',
  async (stage) => {
    await letterServed(county, county.rivalAgreement.id);
    const page = await county.enter(stage, 'rival', { screen: phone, position: county.position });
    await fitsTheScreen(page);
    await page.getByRole('link', { name: needWords['letter-acknowledge'].zh }).click();
    await seeState(page, letterStates.served);
    await fitsTheScreen(page);
    await act(page, letterWords.acknowledge);
    await seeState(page, letterStates.acknowledged);
    const items = page.getByRole('list', { name: letterWords.items.zh });
    await see(items, findingStateWords.rectifying);
    await items.getByRole('link').first().click();
    await seeState(page, rectificationStates.ordered);
    await fitsTheScreen(page);
    await press(page, rectificationWords.report);

    await write(page, rectificationWords.cause, '驻店人员离职后未及时补充');
    await write(page, rectificationWords.measure, '新聘一名站长并完成培训');
    await write(page, rectificationWords.result, '已恢复每日营业，营业时间上墙');
    await write(page, rectificationWords.responsible, '卫来');
    await attach(page);
    await write(page, rectificationWords.completedOn, county.today.add({ days: 1 }).toString());
    await press(page, uiWords.submit);
    expect(await faultAt(page, rectificationWords.completedOn)).toMatch(
      new RegExp(rectificationRefusals['rectification.completed-in-future'].zh.split('{')[0] ?? ''),
    );
    expect(await (await field(page, rectificationWords.cause)).inputValue()).toBe('驻店人员离职后未及时补充');
    await fitsTheScreen(page);
    await write(page, rectificationWords.completedOn, county.today.toString());
    await press(page, uiWords.submit);
    await seeState(page, rectificationStates.reported);
    await fitsTheScreen(page);
  },
);

chapter(
  'every page of the menu fits the telephone, for the inspector and for the contractor',
  async (stage) => {
    for (const role of ['lead', 'rival'] as const) {
      const page = await county.enter(stage, role, { screen: phone });
      await page.getByRole('button', { name: uiWords.menu.zh, exact: true }).click();
      const entries = page.getByRole('dialog', { name: uiWords.mainMenu.zh }).getByRole('link');
      const addresses = await entries.evaluateAll((links) => links.map((link) => link.getAttribute('href')));
      expect(addresses.length).toBeGreaterThan(8);
      for (const address of addresses) {
        await page.goto(address ?? '');
        await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor();
        await fitsTheScreen(page);
      }
    }
  },
);

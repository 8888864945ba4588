import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { instalmentStates } from '#features/agreement/agreement.words.ts';
import { stepWords } from '#features/disbursement/disbursement.gate.words.ts';
import { decisionStages, words as disbursementWords } from '#features/disbursement/disbursement.words.ts';
import { findingStateWords } from '#features/finding/finding.words.ts';
import { words as homeWords } from '#features/home/home.words.ts';
import {
  inspectionStateWords,
  words as inspectionWords,
  roleWords,
} from '#features/inspection/inspection.words.ts';
import {
  monthlyReportRefusals,
  narrativeWords,
  reportStateWords,
  words as reportWords,
} from '#features/monthly-report/monthly-report.words.ts';
import { words as obligationWords } from '#features/obligation/obligation.words.ts';
import {
  conclusions,
  rectificationRefusals,
  rectificationStates,
  words as rectificationWords,
} from '#features/rectification/rectification.words.ts';
import {
  letterStates,
  words as letterWords,
  serviceMethods,
} from '#features/supervision-letter/supervision-letter.words.ts';
import { laneWords } from '#features/thread/thread.words.ts';
import { fill as filled } from '#kernel/words.ts';
import { formatIn } from '#web/format.ts';
import { uiWords } from '#web/ui.words.ts';
import { titles } from '../../src/main.words.ts';
import { type Prepared, prepare, type Role, setUpInThePage } from './county.ts';
import {
  act,
  attach,
  button,
  choose,
  chooseFrom,
  faultAt,
  field,
  goByMenu,
  press,
  see,
  seeHeading,
  seeNoButton,
  seeState,
  write,
} from './hands.ts';
import { journey, type Stage } from './harness.ts';
import { fillTheSheet } from './sheet.ts';

const { chapter } = journey('thread');
let county: Prepared;
let inspection = '';
let finding = '';
let letter = '';
let rectification = '';
const desks = new Map<Role, Page>();

/** Where this person sits: signed in when first needed, and found again as it was left. */
async function at(stage: Stage, role: Role): Promise<Page> {
  const page = desks.get(role) ?? (await county.enter(stage, role, { position: county.position }));
  desks.set(role, page);
  return page;
}

chapter('a county is set up in the page with the one-time code', async (stage) => {
  await setUpInThePage(stage);
  county = await prepare(stage);
});

chapter(
  '一(二): the contractor reports the month; without its summary it is refused beside the field',
  async (stage) => {
    const page = await at(stage, 'contractor');
    await goByMenu(page, titles['/reports']);
    await press(page, reportWords.write);
    const month = formatIn('zh').month(county.lastMonth);
    await page.getByRole('link', { name: month }).click();
    for (const [at, line] of county.lines.entries()) {
      const box = page.getByRole('listitem').filter({ hasText: line.task });
      await write(box, reportWords.thisMonth, at === 0 ? '6' : '5');
      await write(box, reportWords.invested, '120,000.50');
    }
    await write(page, narrativeWords.problems, '两个村站点选址尚未确定');
    await attach(page, 'files');
    await press(page, reportWords.saveAndSubmit);
    expect(await faultAt(page, narrativeWords.summary)).toBe(
      monthlyReportRefusals['monthly-report.summary-missing'].zh,
    );
    expect(await (await field(page, narrativeWords.problems)).inputValue()).toBe('两个村站点选址尚未确定');
    await write(page, narrativeWords.summary, '本月建成村级站点 6 个，配备设备 5 套。');
    await press(page, reportWords.saveAndSubmit);
    await seeState(page, reportStateWords.submitted);
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
  await seeState(page, reportStateWords.accepted);
  await seeNoButton(page, reportWords.accept);
});

chapter(
  '三(一): the commerce bureau plans the visit that is owed; the team declares that nothing ties it',
  async (stage) => {
    const page = await at(stage, 'lead');
    await goByMenu(page, titles['/obligations']);
    await page.getByRole('row').filter({ hasText: county.building.name }).getByRole('link').first().click();
    await press(page, obligationWords.plan);
    for (const [role, place] of [
      ['inspector', roleWords.member],
      ['third', roleWords['third-party']],
    ] as const) {
      const { name } = county.people[role];
      await chooseFrom(
        page.getByRole('combobox', { name: filled(inspectionWords.placeOf.zh, { name }) }),
        place.zh,
      );
    }
    await press(page, inspectionWords.planSubmit);
    await seeState(page, inspectionStateWords.planned);
    inspection = new URL(page.url()).pathname;
    await act(page, inspectionWords.declareNone);
    for (const role of ['inspector', 'third'] as const) {
      const member = await at(stage, role);
      await member.goto(inspection);
      await act(member, inspectionWords.declareNone);
      await seeNoButton(member, inspectionWords.declareNone);
    }
  },
);

chapter(
  '一(四): the lead fills in the sheet on the spot; a failing point becomes a finding',
  async (stage) => {
    const page = await at(stage, 'lead');
    await page.reload();
    await fillTheSheet(page, {
      fact: '门窗未安装，进度滞后于实施方案',
      reasons: '进度滞后，其余符合',
      summary: '站点在建，主体完工，门窗未安装。',
    });
    await act(page, inspectionWords.submit);
    await seeState(page, inspectionStateWords.submitted);
  },
);

chapter(
  '一(三): the members sign what was handed in; with the last signature the finding is confirmed',
  async (stage) => {
    for (const role of ['inspector', 'third'] as const) {
      const member = await at(stage, role);
      await member.reload();
      await see(member, '门窗未安装');
      await act(member, inspectionWords.sign);
    }
    const page = await at(stage, 'third');
    await seeState(page, inspectionStateWords.signed);
    await page.getByRole('region', { name: inspectionWords.findings.zh }).getByRole('link').first().click();
    await seeState(page, findingStateWords.confirmed);
    finding = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  },
);

chapter(
  '一(四): the office drafts a letter from the confirmed finding; another of the office reviews it',
  async (stage) => {
    const page = await at(stage, 'office');
    await goByMenu(page, titles['/letters']);
    await page.getByRole('link', { name: new RegExp(`^${letterWords.draftFor.zh}：`) }).click();
    await write(page, letterWords.requirement, '十日内装好门窗，并提供整改后的现场照片');
    await press(page, letterWords.save);
    await seeState(page, letterStates.draft);
    await seeNoButton(page, letterWords.review);
    letter = new URL(page.url()).pathname;
    const reviewer = await at(stage, 'reviewer');
    await reviewer.goto(letter);
    await act(reviewer, letterWords.review);
    await seeState(reviewer, letterStates.reviewed);
  },
);

chapter(
  '一(四): the leader signs, the office numbers and issues it with its PDF, and serves it',
  async (stage) => {
    const leader = await at(stage, 'leader');
    await leader.goto(letter);
    await act(leader, letterWords.sign);
    await seeState(leader, letterStates.signed);

    const page = await at(stage, 'office');
    await page.goto(letter);
    await act(page, letterWords.issue);
    const number = new RegExp(`〔${county.today.year}〕1号`);
    await page.getByRole('heading', { level: 1, name: number }).waitFor();
    const pdf = await (await button(page, letterWords.openPdf)).getAttribute('href');
    const answer = await page.request.get(pdf ?? '');
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toBe('application/pdf');
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');

    await act(page, letterWords.serve, async (dialog) => {
      await choose(dialog, letterWords.method, serviceMethods.direct);
      await write(dialog, letterWords.servedTo, '冯远');
    });
    await seeState(page, letterStates.served);
  },
);

chapter(
  '一(四): the contractor acknowledges the letter and reports the rectification with its evidence',
  async (stage) => {
    const page = await at(stage, 'contractor');
    await goByMenu(page, titles['/letters']);
    await page.getByRole('table').getByRole('link').first().click();
    await act(page, letterWords.acknowledge);
    await seeState(page, letterStates.acknowledged);
    await page.getByRole('table').getByRole('link').first().click();
    await press(page, rectificationWords.report);
    await write(page, rectificationWords.cause, '门窗厂家供货延误');
    await write(page, rectificationWords.measure, '更换厂家，三日内安装完毕');
    await write(page, rectificationWords.result, '门窗已全部安装');
    await write(page, rectificationWords.responsible, '冯远');
    await press(page, uiWords.submit);
    expect(await faultAt(page, rectificationWords.evidence)).not.toBe('');
    await attach(page);
    await press(page, uiWords.submit);
    await seeState(page, rectificationStates.reported);
    rectification = new URL(page.url()).pathname;
  },
);

chapter(
  '一(五): nothing is closed before two others have re-inspected; then the office closes it',
  async (stage) => {
    const page = await at(stage, 'office');
    await page.goto(rectification);
    await seeState(page, rectificationStates.reported);
    await seeNoButton(page, rectificationWords.close);

    const second = await at(stage, 'second');
    await second.goto(rectification);
    await press(second, rectificationWords.reinspect);
    await choose(second, rectificationWords.conclusion, conclusions.rectified);
    await write(second, rectificationWords.seen, '现场查看，门窗已装好，可以上锁');
    await attach(second);
    await press(second, uiWords.submit);
    expect(await faultAt(second, rectificationWords.members)).toBe(
      filled(rectificationRefusals['rectification.too-few-reinspectors'].zh, { least: 2 }),
    );
    expect(await (await field(second, rectificationWords.seen)).inputValue()).toContain('门窗已装好');
    await choose(second, rectificationWords.members, county.people.farming.name);
    await second.keyboard.press('Escape');
    await press(second, uiWords.submit);
    await seeState(second, rectificationStates.verified);
    await seeNoButton(second, rectificationWords.close);

    // Whoever drafted, reviewed or signed the letter does not close its items.
    await page.reload();
    await seeNoButton(page, rectificationWords.close);
    const closer = await at(stage, 'closer');
    await closer.goto(rectification);
    await act(closer, rectificationWords.close);
    await seeState(closer, rectificationStates.closed);
  },
);

chapter(
  '一(四): the instalment is requested, proposed, agreed, approved and paid, each at its own desk',
  async (stage) => {
    const contractor = await at(stage, 'contractor');
    await goByMenu(contractor, titles['/disbursement']);
    await contractor.getByRole('link', { name: '第一期' }).click();
    const { pathname } = new URL(contractor.url());
    await act(contractor, disbursementWords.request);
    await seeState(contractor, instalmentStates.requested);

    const lead = await at(stage, 'lead');
    await lead.goto(pathname);
    await press(lead, disbursementWords.send);
    await see(lead, decisionStages.proposed);

    const finance = await at(stage, 'finance');
    await finance.goto(pathname);
    await see(finance, decisionStages.proposed);
    await seeNoButton(finance, disbursementWords.pay);
    await act(finance, disbursementWords.agree);
    await see(finance, decisionStages.agreed);

    const leader = await at(stage, 'leader');
    await leader.goto(pathname);
    await act(leader, disbursementWords.approve);
    await see(leader, decisionStages.approved);

    await finance.reload();
    await act(finance, disbursementWords.pay, async (dialog) => {
      await write(dialog, disbursementWords.voucher, 'ZF-0001');
    });
    await see(finance, decisionStages.paid);
    await contractor.reload();
    await seeState(contractor, instalmentStates.paid);

    // Why is the rest not paid, and what is there to do: said to the contractor in its own words.
    await goByMenu(contractor, titles['/disbursement']);
    await contractor.getByRole('link', { name: '第二期' }).click();
    const why = contractor.getByRole('region', { name: disbursementWords.whyNot.zh });
    await see(why, stepWords['await-day']);
    await see(why, stepWords['reach-progress']);
  },
);

chapter(
  'N01: the page of the thread shows every stage of it, from the clause to the payment',
  async (stage) => {
    const page = await at(stage, 'office');
    await page.goto(`/findings/${finding}`);
    await page.getByRole('link', { name: uiWords.thread.zh }).click();
    const { case: disqualification, ...walked } = laneWords;
    for (const lane of Object.values(walked))
      await page.getByRole('region', { name: lane.zh }).getByRole('article').first().waitFor();
    // Nobody was disqualified here, and the page does not say that somebody might have been.
    expect(await page.getByRole('region', { name: disqualification.zh }).count()).toBe(0);
    // Walkable both ways: from the money back to the clause.
    const lanes = page.getByRole('region', { name: laneWords.money.zh });
    await lanes.getByRole('link', { name: 'ZF-0001' }).click();
    await seeHeading(page, 'ZF-0001');
    await page.getByRole('region', { name: laneWords.basis.zh }).getByRole('article').first().waitFor();
  },
);

chapter('the office sees at home what has moved, and the month at a glance', async (stage) => {
  const page = await at(stage, 'office');
  await goByMenu(page, titles['/']);
  const moved = page.getByRole('region', { name: homeWords.moved.zh });
  await see(moved, 'ZF-0001');
  await seeHeading(page, homeWords.month);
  for (const name of [homeWords.progress.zh, homeWords.money.zh]) {
    const chart = page.getByRole('figure', { name });
    await chart.scrollIntoViewIfNeeded();
    await chart.getByRole('img').locator('canvas').waitFor();
  }
});

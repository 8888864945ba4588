import { expect, test } from 'vitest';
import { dailyObligations } from '#features/obligation/obligation.refresh.service.ts';
import { aBaseline } from '#testing/baseline.ts';
import { theGroup } from '#testing/findings.ts';
import { allDone } from '#testing/gate.ts';
import { orderedRectifications, reported, verified } from '#testing/letters.ts';
import { aCounty } from '#testing/world.ts';

/** A county in April 2026 whose first instalment waits; one ordinary item is ordered. */
async function aStory() {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  await allDone(county, baseline);
  await theGroup(county);
  const [item = ''] = await orderedRectifications(county, baseline, 1);
  const [first = ''] = baseline.instalments;
  const condition = async (id: string, by = county.people.contractor) => {
    const { gate } = await by.api.disbursement.find({ id: first });
    return gate.conditions.find((one) => one.id === id);
  };
  return { county, baseline, first, item, condition };
}

test('D11 一(四) mission 0.4: reported in time, the office’s delay costs the contractor nothing, on every page', async () => {
  const { county, item, condition } = await aStory();
  const { office, contractor } = county.people;
  const { rectification } = await office.api.rectification.find({ id: item });
  county.at(rectification.dueOn);
  await reported(county, item);
  await verified(county, item);
  county.at('2026-06-30');
  for (const by of [office, contractor]) {
    const found = (await by.api.rectification.find({ id: item })).rectification;
    expect(found).toMatchObject({ overdueDays: 0, lateDays: 0, waiting: { for: 'closing' } });
    expect(await condition('no-overdue-letter', by)).toMatchObject({
      met: true,
      withholdFen: 0,
      evidence: [{ note: 'rectification-awaits-closing', against: false }],
    });
    expect((await by.api.rectification.list({ overdue: 'yes' })).items).toEqual([]);
  }
});

test('D09 一(四): days a report lay with the county move the deadline; what the contractor was late, it stays late', async () => {
  const { county, item, condition } = await aStory();
  const { office } = county.people;
  const before = (await office.api.rectification.find({ id: item })).rectification;
  county.at('2026-04-28');
  await reported(county, item);
  county.at('2026-05-18');
  const { version } = (await office.api.rectification.find({ id: item })).rectification;
  await office.api.rectification.sendBack({ id: item, basedOn: version, reason: '照片看不清，请重新报告' });
  const after = (await office.api.rectification.find({ id: item })).rectification;
  expect(after.originalDueOn).toBe(before.dueOn);
  expect(after.dueOn > '2026-05-18').toBe(true);
  expect(after.countyDays).toBeGreaterThanOrEqual(20);
  expect(await condition('no-overdue-letter')).toMatchObject({ met: true });

  county.at('2026-06-30');
  expect(await condition('no-overdue-letter')).toMatchObject({
    met: false,
    evidence: [{ note: 'rectification-overdue', against: true }],
    steps: [{ act: 'report-rectification', by: 'contractor' }],
  });
  const late = (await office.api.rectification.find({ id: item })).rectification.overdueDays;
  await reported(county, item);
  county.at('2026-08-30');
  const waiting = (await office.api.rectification.find({ id: item })).rectification;
  expect(waiting).toMatchObject({ overdueDays: late, lateDays: late, waiting: { for: 're-inspection' } });
  const { items } = await office.api.rectification.list({ overdue: 'yes' });
  expect(items.map(({ overdueDays }) => overdueDays)).toEqual([late]);
});

test('D11 一(四) mission 0.4: visits the county missed warn and name who must act, and withhold nothing', async () => {
  const { county, condition } = await aStory();
  county.at('2026-08-30');
  await dailyObligations(county.db, county.county, county.now());
  const found = await condition('inspections-done', county.people.lead);
  expect(found).toMatchObject({ class: 'warning', met: false, withholdFen: 0 });
  expect(found?.steps.length).toBeGreaterThan(0);
  expect(found?.steps.every(({ by }) => by === 'office' || by === 'inspection-group')).toBe(true);
  // The reports are the contractor's own: they withhold.
  const reports = await condition('reports-complete', county.people.lead);
  expect(reports).toMatchObject({ class: 'ground', met: false });
  expect(reports?.withholdFen).toBeGreaterThan(0);
});

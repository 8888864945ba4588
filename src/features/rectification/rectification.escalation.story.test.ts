import { expect, test } from 'vitest';
import { granted } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { transact } from '#platform/database.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { theGroup } from '#testing/findings.ts';
import { orderedRectifications, reported, verified } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';
import { confirmProvisional } from './rectification.escalation.service.ts';
import { dailyRectifications } from './rectification.jobs.ts';
import { findForUpdate } from './rectification.store.ts';

async function aStory(at?: string): Promise<{ county: County; baseline: Baseline; id: string }> {
  const county = await aCounty(at ? { at } : {});
  const baseline = await aBaseline(county);
  await theGroup(county);
  const [id] = await orderedRectifications(county, baseline, 1);
  return { county, baseline, id: id ?? '' };
}

const daily = (county: County, day: string) => {
  county.at(day);
  return dailyRectifications(county.db, county.county, county.now());
};
const seen = async (county: County, id: string) =>
  (await county.people.office.api.rectification.find({ id })).rectification;
const standing = async (county: County, id: string) =>
  Object.fromEntries((await seen(county, id)).ladder.map((rung) => [rung.step, rung.standing]));

test('D10 一(四): a reminder is recorded before the deadline, once, and by nobody’s hand', async () => {
  const { county, id } = await aStory();
  expect(await daily(county, '2026-05-02')).toMatchObject({ reminded: 0, overdue: 0, stepsDue: 0 });
  expect(await daily(county, '2026-05-03')).toMatchObject({ reminded: 1 });
  expect(await daily(county, '2026-05-04')).toMatchObject({ reminded: 0 });
  const { rectification, history } = await county.people.contractor.api.rectification.find({ id });
  expect(rectification.ladder[0]).toMatchObject({ step: 'reminder', standing: 'taken', takenBy: null });
  expect(history.at(-1)).toMatchObject({ type: 'rectification.reminded', actor: null });
});

test('D10: nobody is reminded of what is reported', async () => {
  const { county, id } = await aStory();
  await reported(county, id);
  expect(await daily(county, '2026-05-06')).toMatchObject({ reminded: 0 });
});

test('D10 一(四): an overdue item stands on the office’s list until a named person takes each step', async () => {
  const { county, id } = await aStory();
  const { office, lead, reviewer, contractor } = county.people;
  expect(await daily(county, '2026-05-07')).toMatchObject({ overdue: 1, stepsDue: 1 });
  expect(await standing(county, id)).toMatchObject({ second: 'due', interview: 'not-reached' });
  // Even without the daily run the list knows: it is counted from the calendar, not from what a machine did.
  county.at('2026-05-26');
  expect(await standing(county, id)).toMatchObject({
    second: 'due',
    interview: 'due',
    circular: 'due',
    'suspend-payment': 'not-reached',
  });
  const take = async (
    person: County['people']['office'],
    step: 'second' | 'interview' | 'circular' | 'suspend-payment',
  ) =>
    person.api.rectification.takeStep({
      id,
      basedOn: (await seen(county, id)).version,
      step,
      note: '电话告知负责人并书面送达',
    });
  expect(await refusalOf(take(office, 'suspend-payment'))).toMatchObject({
    code: 'rectification.step-not-due',
    basis: [{ clause: 'tongcheng-2021:1.4', localSupplement: true }],
  });
  expect((await refusalOf(take(lead, 'second'))).code).toBe('rectification.not-permitted');
  const second = await take(office, 'second');
  expect(second).toMatchObject({ escalation: 'second', may: { takeStep: true } });
  expect((await refusalOf(take(reviewer, 'second'))).code).toBe('rectification.step-not-due');
  await take(reviewer, 'interview');
  const circular = await take(office, 'circular');
  expect(circular).toMatchObject({ escalation: 'circular', may: { takeStep: false } });
  expect(circular.ladder.find(({ step }) => step === 'interview')).toMatchObject({
    standing: 'taken',
    takenBy: reviewer.name,
    note: '电话告知负责人并书面送达',
  });
  expect((await office.api.rectification.list({ steps: 'due' })).items).toEqual([]);
  expect(await daily(county, '2026-06-05')).toMatchObject({ overdue: 1, stepsDue: 1 });
  expect(await standing(county, id)).toMatchObject({ 'suspend-payment': 'due' });
  expect((await contractor.api.rectification.find({ id })).history.map(({ type }) => type)).toContain(
    'rectification.escalated',
  );
});

test('D10: eight people taking one step take it once', async () => {
  const { county, id } = await aStory();
  county.at('2026-05-07');
  const { version } = await seen(county, id);
  const outcome = await race(
    Array.from({ length: 8 }, () =>
      county.people.office.api.rectification.takeStep({
        id,
        basedOn: version,
        step: 'second',
        note: '二次督办，已送达',
      }),
    ),
  );
  expect(outcome.granted).toBe(1);
  expect(new Set(outcome.refusals)).toEqual(new Set(['rectification.changed-meanwhile']));
});

test('D10 一(四)(五): 回头看 reopens with reason and evidence, begins a new period and the ladder anew, and counts as a repeat', async () => {
  const { county, id } = await aStory();
  const { office, lead, contractor, inspector } = county.people;
  county.at('2026-05-07');
  await office.api.rectification.takeStep({
    id,
    basedOn: (await seen(county, id)).version,
    step: 'second',
    note: '二次督办，已送达',
  });
  await reported(county, id);
  const { version } = await verified(county, id);
  const closed = await office.api.rectification.close({ id, basedOn: version });
  expect(closed.signals).toContain('closed-late');
  county.at('2026-06-08');
  const photo = await county.evidence(inspector);
  const reopen = (change: object = {}) =>
    lead.api.rectification.reopen({
      id,
      basedOn: closed.version,
      reason: '回头看发现站点再次停业',
      evidence: [photo],
      ...change,
    });
  expect((await refusalOf(reopen({ evidence: [] }))).code).toBe('rectification.evidence-missing');
  const old = closed.finding.evidence[0]?.id ?? '';
  expect((await refusalOf(reopen({ evidence: [old] }))).code).toBe('rectification.same-photo');
  const theirs = await county.evidence(contractor);
  expect((await refusalOf(reopen({ evidence: [theirs] }))).code).toBe('rectification.evidence-unknown');
  const open = await reopen();
  expect(open).toMatchObject({
    state: 'ordered',
    reopenedCount: 1,
    periodFromOn: '2026-06-08',
    // 15 working days, over the dragon-boat holiday.
    dueOn: '2026-06-30',
    escalation: 'first',
    closedOn: null,
    signals: ['reopened'],
    reopeningEvidence: [{ id: photo }],
  });
  expect(await standing(county, id)).toMatchObject({ reminder: 'not-reached', second: 'not-reached' });
  expect((await office.api.supervisionLetter.find({ id: open.letter.id })).letter).toMatchObject({
    state: 'served',
    closedOn: null,
  });
  const { finding } = await office.api.finding.find({ id: open.finding.id });
  expect(finding.state).toBe('rectifying');
  // What was reported and re-inspected before the relapse proves nothing now.
  expect((await refusalOf(office.api.rectification.close({ id, basedOn: open.version }))).code).toBe(
    'rectification.no-evidence',
  );
  expect(
    (
      await refusalOf(
        lead.api.rectification.reopen({ id, basedOn: open.version, reason: '再来一次', evidence: [photo] }),
      )
    ).code,
  ).toBe('rectification.wrong-state');
  county.at('2026-07-01');
  expect(await standing(county, id)).toMatchObject({ second: 'due' });
  await reported(county, id);
  const again = await verified(county, id);
  expect((await office.api.rectification.close({ id, basedOn: again.version })).state).toBe('closed');
});

test('D09: a provisional deadline is fixed when the calendar is announced, and the log says what it was', async () => {
  const { county, id } = await aStory('2026-12-25T09:00:00+08:00');
  const before = await seen(county, id);
  expect(before.provisional).toBe(true);
  // Nothing is known yet: the daily run changes nothing about it.
  expect(await dailyRectifications(county.db, county.county, county.now())).toMatchObject({ confirmed: 0 });
  const known = loadWorkCalendar();
  const announced = {
    ...known,
    announcedThrough: plainDate('2027-12-31'),
    holidays: new Map([...known.holidays, ['2027-01-01', '元旦'] as [string, string]]),
  };
  const clockwork = { county: county.county, now: county.now(), newId: county.newId };
  await transact(county.db, async (tx) => {
    const current = await findForUpdate(tx, county.county, id);
    return granted(
      current &&
        (await confirmProvisional(tx, clockwork, current, { calendar: announced, sha256: 'f'.repeat(64) })),
    );
  });
  const after = await seen(county, id);
  expect(after).toMatchObject({ provisional: false, originalDueOn: after.dueOn });
  expect(after.dueOn > before.dueOn).toBe(true);
  const { history } = await county.people.contractor.api.rectification.find({ id });
  expect(history.at(-1)).toMatchObject({ type: 'rectification.deadline-confirmed', actor: null });
});

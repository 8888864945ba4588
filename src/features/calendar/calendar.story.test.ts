import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { dailyObligations } from '#features/obligation/obligation.refresh.service.ts';
import { dailyRectifications } from '#features/rectification/rectification.jobs.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { theGroup } from '#testing/findings.ts';
import { orderedRectifications } from '#testing/letters.ts';
import { aCounty, type County, race, refusalOf } from '#testing/world.ts';

/** Invented: nobody has announced 2027 yet. 元旦 reaches over Monday the 4th, so that periods end later than supposed. */
const notice = {
  year: 2027,
  notices: ['示例：关于2027年部分节假日安排的通知（示例〔2026〕1号）'],
  holidays: [
    { name: '元旦', fromOn: '2027-01-01', toOn: '2027-01-05' },
    { name: '春节', fromOn: '2027-02-05', toOn: '2027-02-11' },
    { name: '劳动节', fromOn: '2027-05-01', toOn: '2027-05-05' },
    { name: '国庆节', fromOn: '2027-10-01', toOn: '2027-10-07' },
  ],
  makeUpWorkdays: ['2027-01-09', '2027-02-20'],
};
const file = `
years:
  - year: 2027
    notices: [示例通知]
    holidays:
      - { name: 元旦, days: [2027-01-01] }
      - { name: 劳动节, days: [2027-05-01] }
      - { name: 国庆节, days: [2027-10-01, 2027-10-02, 2027-10-03] }
    makeUpWorkdays: []
`;

async function late2026(): Promise<{ county: County; baseline: Baseline; id: string }> {
  const county = await aCounty({ at: '2026-12-21T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  await theGroup(county);
  const [id] = await orderedRectifications(county, baseline, 1);
  return { county, baseline, id: id ?? '' };
}

const item = async (county: County, id: string) => county.people.office.api.rectification.find({ id });

let plain: County;
beforeAll(async () => {
  plain = await aCounty({ at: '2026-12-21T09:00:00+08:00' });
});

test('the shipped years are everybody’s to read, with their notices; the next one is shown as not announced', async () => {
  const { contractor, reviewer } = plain.people;
  const read = await contractor.api.calendar.read({});
  expect(read).toMatchObject({
    throughOn: '2026-12-31',
    nextYear: 2027,
    provisional: 0,
    may: { import: false },
  });
  expect(read.years.map(({ year }) => year)).toEqual(Array.from({ length: 13 }, (_, at) => 2014 + at));
  expect(read.years.at(-1)).toMatchObject({ workingDays: 248, restDays: 117, origin: 'shipped', version: 0 });
  expect((await reviewer.api.calendar.read({})).may).toEqual({ import: true });
  const year = await contractor.api.calendar.year({ year: '2026' });
  expect(year.notices[0]).toContain('国办发明电〔2025〕7号');
  expect(year.may).toEqual({ amend: false });
  expect(await contractor.api.calendar.year({ year: '2027' })).toMatchObject({
    announced: false,
    workingDays: 261,
    holidays: [],
  });
  expect((await refusalOf(contractor.api.calendar.year({ year: '2028' }))).status).toBe(404);
});

test('only a reviewer of the office or the bureau imports or amends, and no administrator', async () => {
  const { office, inspector, leader, contractor, reviewer, administrator } = plain.people;
  const before = await plain.events();
  for (const person of [office, inspector]) {
    const id = plain.newId();
    expect((await refusalOf(person.api.calendar.importYear({ id, notice }))).code).toBe(
      'calendar.not-permitted',
    );
    expect((await refusalOf(person.api.calendar.preview({ notice }))).code).toBe('calendar.not-permitted');
    const amended = { ...notice, year: '2026', basedOn: 0, reason: '不该允许的修改' };
    expect((await refusalOf(person.api.calendar.amendYear(amended))).code).toBe('calendar.not-permitted');
  }
  for (const person of [leader, contractor, administrator])
    expect((await refusalOf(person.api.calendar.importYear({ id: plain.newId(), notice }))).status).toBe(403);
  expect((await reviewer.api.calendar.preview({ notice })).year).toBe(2027);
  expect(await plain.events()).toBe(before);
});

test('wrong year data is refused and the day named; nothing is written', async () => {
  const { reviewer } = plain.people;
  const before = await plain.events();
  const tried = async (change: Partial<typeof notice>) => {
    const sent = { id: plain.newId(), notice: { ...notice, ...change } };
    const { code, facts } = await refusalOf(reviewer.api.calendar.importYear(sent));
    return [code, facts.days ?? facts.year ?? facts.name];
  };
  expect(await tried({ makeUpWorkdays: ['2028-01-08'] })).toEqual(['calendar.wrong-year', ['2028-01-08']]);
  expect(await tried({ makeUpWorkdays: ['2027-02-06'] })).toEqual(['calendar.day-twice', ['2027-02-06']]);
  expect(await tried({ makeUpWorkdays: ['2027-01-08'] })).toEqual([
    'calendar.weekday-make-up',
    ['2027-01-08'],
  ]);
  expect(await tried({ holidays: notice.holidays.slice(0, 3) })).toEqual([
    'calendar.statutory-day-missing',
    ['2027-10-01', '2027-10-02', '2027-10-03'],
  ]);
  expect(await tried({ year: 2026 })).toEqual(['calendar.year-known', '2026']);
  expect(await tried({ year: 2028 })).toEqual(['calendar.year-gap', '2028']);
  const fileTried = async (text: string) =>
    (await refusalOf(reviewer.api.calendar.importYear({ id: plain.newId(), file: text }))).code;
  expect(await fileTried('years: [')).toBe('calendar.file-unreadable');
  expect(await fileTried('{"years": [{"year": 2027}]}')).toBe('calendar.file-unreadable');
  expect(await fileTried(file.replace('2027-05-01', '2027-05-32'))).toBe('calendar.file-unreadable');
  const shipped = readFileSync(new URL('../../../rule-packs/calendars.yaml', import.meta.url), 'utf8');
  expect(await fileTried(shipped)).toBe('calendar.file-nothing-new');
  expect(await fileTried(shipped.replace('2026-01-04', '2026-01-10'))).toBe('calendar.file-differs');
  expect((await refusalOf(reviewer.api.calendar.importYear({ id: plain.newId() }))).code).toBe(
    'calendar.file-missing',
  );
  expect((await refusalOf(reviewer.api.calendar.importYear({ id: 'x', notice }))).status).toBe(400);
  expect(await plain.events()).toBe(before);
  expect(plain.faults).toEqual([]);
});

test('N05 D09: a deadline served late in 2026 is provisional, moves when 2027 is imported, and the history shows both days', async () => {
  const { county, id } = await late2026();
  const { office, contractor, reviewer } = county.people;
  const { rectification: before } = await item(county, id);
  expect(before).toMatchObject({ provisional: true, state: 'ordered' });
  const calendarBefore = await reviewer.api.calendar.read({});
  expect(calendarBefore.provisional).toBe(1);
  expect(before.calendarSha256).toBe(calendarBefore.sha256);
  // 暂定 wherever it is read: on the sheet of its thread, and in the calendar of those who must keep it.
  const marked = async () => {
    const { nodes } = await office.api.thread.read({ type: 'rectification', id });
    const { dueOn } = (await item(county, id)).rectification;
    const { lines } = await office.api.obligation.tasks({ month: dueOn.slice(0, 7) });
    return [
      nodes.find((node) => node.id === id)?.provisional,
      ...lines.flatMap(({ tasks }) => tasks.filter((task) => task.id === id).map((task) => task.provisional)),
    ];
  };
  expect(await marked()).toEqual([true, true, true]);

  const shown = await reviewer.api.calendar.preview({ notice });
  expect(shown.moves).toMatchObject([{ type: 'rectification', id, before: before.dueOn, passed: false }]);
  expect((await item(county, id)).rectification).toMatchObject({
    version: before.version,
    provisional: true,
  });
  expect((await reviewer.api.calendar.read({})).throughOn).toBe('2026-12-31');

  const imported = await reviewer.api.calendar.importYear({ id: county.newId(), notice });
  expect(imported.moves).toEqual(shown.moves);
  const { rectification: after, history } = await contractor.api.rectification.find({ id });
  expect(after.provisional).toBe(false);
  expect(await marked()).toEqual([false, false, false]);
  expect(after.dueOn > before.dueOn).toBe(true);
  expect(after.dueOn).toBe(shown.moves[0]?.after);
  expect(after.calendarSha256).toBe(imported.sha256);
  expect(history.at(-1)).toMatchObject({
    type: 'rectification.deadline-confirmed',
    actor: null,
    note: `${before.dueOn} → ${after.dueOn}`,
  });
  const [event] = await county.asOwner<{ body: string }>(
    "select body from event where county = $1 and aggregate = $2 and type = 'rectification.deadline-confirmed'",
    [county.county, id],
  );
  expect(JSON.parse(event?.body ?? '{}')).toMatchObject({
    dueOn: after.dueOn,
    before: { dueOn: before.dueOn },
    calendar: imported.sha256,
  });
  expect(await reviewer.api.calendar.read({})).toMatchObject({
    throughOn: '2027-12-31',
    provisional: 0,
    sha256: imported.sha256,
  });
  const year = await reviewer.api.calendar.year({ year: '2027' });
  expect(year).toMatchObject({
    announced: true,
    origin: 'county',
    version: 1,
    makeUpWorkdays: notice.makeUpWorkdays,
  });
  expect(year.history).toMatchObject([{ type: 'calendar.year-imported', actor: '办公室 周' }]);
  // What is fixed is not fixed again.
  expect(await dailyRectifications(county.db, county.county, county.now())).toMatchObject({ confirmed: 0 });
  // What is ordered now is counted with the county's own year at once, and firmly.
  const month = await office.api.obligation.calendar({ month: '2027-01' });
  expect(month.days.find(({ on }) => on === '2027-01-04')).toMatchObject({
    working: false,
    holiday: '元旦',
    announced: true,
  });
});

test('a deadline that passed while it was provisional stays; a fixed one is not moved by an amendment', async () => {
  const { county, id } = await late2026();
  const { reviewer } = county.people;
  const { rectification: before } = await item(county, id);
  county.at('2027-01-20');
  const { moves } = await reviewer.api.calendar.importYear({ id: county.newId(), notice });
  expect(moves).toMatchObject([{ id, before: before.dueOn, after: before.dueOn, passed: true }]);
  const { rectification: kept } = await item(county, id);
  expect(kept).toMatchObject({ dueOn: before.dueOn, provisional: false });
  const current = await reviewer.api.calendar.year({ year: '2027' });
  await reviewer.api.calendar.amendYear({
    year: '2027',
    basedOn: current.version,
    notices: notice.notices,
    holidays: notice.holidays.with(0, { name: '元旦', fromOn: '2027-01-01', toOn: '2027-01-08' }),
    makeUpWorkdays: notice.makeUpWorkdays,
    reason: '通知调整元旦假期',
  });
  expect((await item(county, id)).rectification).toMatchObject({
    dueOn: before.dueOn,
    version: kept.version,
  });
});

test('an amendment needs the newest version, a change and a reason, and the log shows what changed', async () => {
  const county = await aCounty({ at: '2026-12-21T09:00:00+08:00' });
  const { contractor, reviewer } = county.people;
  const checker = await county.person(county.organisations.bureau, '商务局 吕', ['reviewer']);
  const shipped = await reviewer.api.calendar.year({ year: '2026' });
  const asTyped = {
    year: '2026',
    basedOn: 0,
    notices: shipped.notices,
    holidays: shipped.holidays.flatMap(({ name, days }) =>
      days.map((on) => ({ name, fromOn: on, toOn: on })),
    ),
    makeUpWorkdays: shipped.makeUpWorkdays,
    reason: '2027年通知把12月31日列为假日',
  };
  expect((await refusalOf(reviewer.api.calendar.amendYear(asTyped))).code).toBe('calendar.nothing-changed');
  const changed = {
    ...asTyped,
    holidays: [...asTyped.holidays, { name: '元旦', fromOn: '2026-12-31', toOn: '2026-12-31' }],
  };
  expect((await refusalOf(reviewer.api.calendar.amendYear({ ...changed, reason: '无' }))).status).toBe(400);
  const first = await reviewer.api.calendar.amendYear(changed);
  expect(first).toMatchObject({ year: 2026, version: 1 });
  const stale = await refusalOf(checker.api.calendar.amendYear({ ...changed, makeUpWorkdays: [] }));
  expect([stale.code, stale.facts.version]).toEqual(['calendar.changed-meanwhile', 1]);
  await checker.api.calendar.amendYear({
    ...changed,
    basedOn: 1,
    makeUpWorkdays: [...changed.makeUpWorkdays, '2026-12-26'],
  });
  const year = await contractor.api.calendar.year({ year: '2026' });
  expect(year).toMatchObject({ version: 2, origin: 'county', workingDays: 248 });
  expect(year.amendments).toEqual([
    { version: 1, nowOff: ['2026-12-31'], nowWorked: [], ordinary: [] },
    { version: 2, nowOff: [], nowWorked: ['2026-12-26'], ordinary: [] },
  ]);
  expect(year.history.map(({ type, note }) => [type, note])).toEqual([
    ['calendar.year-amended', changed.reason],
    ['calendar.year-amended', changed.reason],
  ]);
  // Another county knows nothing of it.
  expect((await plain.people.reviewer.api.calendar.year({ year: '2026' })).version).toBe(0);
});

test('two imports at once: one succeeds, the other is told', async () => {
  const county = await aCounty({ at: '2026-12-21T09:00:00+08:00' });
  const { reviewer } = county.people;
  const checker = await county.person(county.organisations.bureau, '商务局 吕', ['reviewer']);
  const { granted, refusals } = await race([
    reviewer.api.calendar.importYear({ id: county.newId(), notice }),
    checker.api.calendar.importYear({ id: county.newId(), notice: { ...notice, makeUpWorkdays: [] } }),
    reviewer.api.calendar.importYear({ id: county.newId(), notice }),
  ]);
  expect(granted).toBe(1);
  expect(refusals).toEqual(['calendar.year-known', 'calendar.year-known']);
  expect((await reviewer.api.calendar.read({})).years.filter(({ year }) => year === 2027)).toHaveLength(1);
  expect(county.faults).toEqual([]);
});

test('the database itself keeps a year’s days true and for good', async () => {
  const county = await aCounty({ at: '2026-12-21T09:00:00+08:00' });
  await county.people.reviewer.api.calendar.importYear({ id: county.newId(), file });
  const [row] = await county.asOwner<{ id: string }>('select id from calendar_year where county = $1', [
    county.county,
  ]);
  const put = (day: string, kind: string, name: string | null) =>
    county.asOwner(
      'insert into calendar_day (county, year_id, version, year, day, kind, name) values ($1, $2, 1, 2027, $3, $4, $5)',
      [county.county, row?.id, day, kind, name],
    );
  await expect(put('2028-01-01', 'holiday', '元旦')).rejects.toThrow('calendar_day');
  await expect(put('2027-01-08', 'make-up', null)).rejects.toThrow('calendar_day');
  await expect(put('2027-01-01', 'make-up', null)).rejects.toThrow('calendar_day');
  await expect(
    county.db.deleteFrom('calendar_day').where('county', '=', county.county).execute(),
  ).rejects.toThrow('permission denied');
  await expect(
    county.db.updateTable('calendar_day').set({ name: '别的' }).where('county', '=', county.county).execute(),
  ).rejects.toThrow('permission denied');
});

test('obligations still follow the facts after an import', async () => {
  const { county } = await late2026();
  await county.people.reviewer.api.calendar.importYear({ id: county.newId(), notice });
  expect(await dailyObligations(county.db, county.county, county.now())).toMatchObject({
    ok: true,
    value: { withdrawn: 0, fixed: [] },
  });
});

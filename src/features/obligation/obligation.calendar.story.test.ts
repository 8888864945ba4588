import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { aDrawnDraw, aPreparedDraw, someStations } from '#testing/draws.ts';
import { confirmedFindings } from '#testing/findings.ts';
import { aPlannedInspection, theGroup } from '#testing/inspections.ts';
import { draftedLetter, orderedRectifications, reported } from '#testing/letters.ts';
import { aCounty } from '#testing/world.ts';

type Lines = Awaited<
  ReturnType<Awaited<ReturnType<typeof aCounty>>['people']['office']['api']['obligation']['tasks']>
>['lines'];
const lineOf = (lines: Lines, personId: string) => lines.find(({ person }) => person?.id === personId);
const kindsOf = (line: Lines[number] | undefined) => [...new Set(line?.tasks.map(({ kind }) => kind))];
const held = (lines: Lines, holder: string) =>
  lines.filter((line) => line.person === null && line.holder === holder).flatMap(({ tasks }) => tasks);

test('按人: a visit is its team’s, what nobody is planned for is the inspection group’s', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  const { office, lead, inspector, contractor } = county.people;
  const before = await office.api.obligation.tasks({ month: '2026-05' });
  const open = held(before.lines, 'inspection-group').filter(({ kind }) => kind === 'inspect');
  expect(open.length).toBeGreaterThan(0);
  expect(lineOf(before.lines, lead.id)).toBeUndefined();

  const inspection = await aPlannedInspection(county, baseline, { plannedOn: '2026-05-06' });
  const { lines, days } = await office.api.obligation.tasks({ month: '2026-05' });
  expect([days[0]?.on, days.at(-1)?.on]).toEqual(['2026-05-01', '2026-05-31']);
  for (const somebody of [lead, inspector])
    expect(lineOf(lines, somebody.id)?.tasks).toEqual([
      expect.objectContaining({
        kind: 'visit',
        id: inspection.id,
        on: '2026-05-06',
        done: false,
        path: `/inspections/${inspection.id}`,
      }),
    ]);

  const own = await office.api.obligation.tasks({ month: '2026-05', span: 'quarter', person: lead.id });
  expect(own.days).toHaveLength(91);
  expect(own.lines.map(({ person }) => person?.id)).toEqual([lead.id]);
  const unassigned = await office.api.obligation.tasks({ month: '2026-05', person: 'unassigned' });
  expect(unassigned.lines.every(({ person }) => person === null)).toBe(true);

  // A contractor sees its own, and nobody else's people.
  const theirs = await contractor.api.obligation.tasks({ month: '2026-05' });
  expect(new Set(theirs.lines.flatMap(({ tasks }) => tasks.map(({ kind }) => kind)))).toEqual(
    new Set(['report']),
  );
  expect(new Set(theirs.people.map(({ organisation }) => organisation)).size).toBe(1);
  expect(theirs.lines.every(({ organisation }) => organisation === theirs.people[0]?.organisation)).toBe(
    true,
  );
});

test('按人: whoever fills in a report is named for it; its draft is the contractor’s own until it is sent in', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, contractor } = county.people;
  const report = async (by = office) => {
    const { lines } = await by.api.obligation.tasks({ month: '2026-04' });
    const found = lines.flatMap(({ person, holder, tasks }) =>
      tasks.flatMap(({ kind, name, about, path, done }) =>
        kind === 'report' && name === '2026-03' ? [{ person, holder, about, path, done }] : [],
      ),
    );
    const { agreement } = await office.api.agreement.find({ id: baseline.agreementId });
    return found.find(({ about }) => about === agreement.name);
  };
  expect(await report()).toMatchObject({ person: null, holder: 'organisation', done: false });
  county.at('2026-04-03');
  const { lines } = baseline;
  const draft = await contractor.api.monthlyReport.draft({
    agreementId: baseline.agreementId,
    period: '2026-03',
    figures: [lines['service-centre'], lines.station, lines.training].map((lineKey) => ({
      lineKey,
      thisMonth: 10,
      investedFen: 0,
      note: '',
    })),
    narrative: { summary: '进场', problems: '', nextMonth: '调试', coordination: '', rectification: '' },
    attachments: {},
    evidenceIds: [],
  });
  expect(await report(contractor)).toMatchObject({
    person: { id: contractor.id },
    path: `/reports/${draft.id}`,
    done: false,
  });
  expect(await report()).toMatchObject({ person: null });
  expect((await report())?.path).not.toContain(draft.id);
  await contractor.api.monthlyReport.submit({ id: draft.id, basedOn: draft.version });
  expect(await report()).toMatchObject({ person: { id: contractor.id }, holder: null, done: true });
});

test('按人: a deadline is the contractor’s and for the office to watch; a re-inspection is its team’s', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const { office, lead } = county.people;
  const [id = ''] = await orderedRectifications(county, baseline, 1);
  const { rectification: item } = await office.api.rectification.find({ id });
  const month = item.dueOn.slice(0, 7);
  const { lines } = await office.api.obligation.tasks({ month });
  expect(held(lines, 'office')).toContainEqual(
    expect.objectContaining({ kind: 'watch', id: item.id, on: item.dueOn, provisional: false }),
  );
  expect(held(lines, 'organisation')).toContainEqual(
    expect.objectContaining({ kind: 'rectify', id: item.id, path: `/rectifications/${item.id}` }),
  );
  await reported(county, item.id);
  const after = await office.api.obligation.tasks({ month });
  expect(held(after.lines, 'office').map(({ id, kind }) => [id, kind])).not.toContainEqual([
    item.id,
    'watch',
  ]);
  expect(held(after.lines, 'inspection-group')).toContainEqual(
    expect.objectContaining({ kind: 'reinspect', id: item.id, on: null }),
  );
  expect(kindsOf(lineOf(after.lines, lead.id))).not.toContain('reinspection');
});

test('按人: a letter waits for the office, with nobody made responsible whom no record names', async () => {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const ids = await confirmedFindings(county, baseline, 1);
  const letter = await draftedLetter(county, baseline.agreementId, ids);
  const { lines } = await county.people.office.api.obligation.tasks({ month: '2026-05' });
  expect(held(lines, 'office')).toContainEqual(
    expect.objectContaining({ kind: 'letter-review', id: letter.id, on: null }),
  );
});

async function aCountyWithStations() {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  await theGroup(county);
  await someStations(county, baseline, 8);
  return county;
}

test('按人: a party to a draw has its day to open its number', async () => {
  const county = await aCountyWithStations();
  const { office } = county.people;
  const prepared = await aPreparedDraw(county);
  const parties = (await office.api.obligation.tasks({ month: '2026-04' })).lines.filter(({ tasks }) =>
    tasks.some(({ kind, id }) => kind === 'draw-party' && id === prepared.id),
  );
  expect(parties).toHaveLength(3);
  expect(parties.every(({ person, organisation }) => person === null && organisation !== null)).toBe(true);
});

test('按人: those drawn have their places from the day the draw is published', async () => {
  const county = await aCountyWithStations();
  const { office } = county.people;
  const drawn = await aDrawnDraw(county);
  const published = await office.api.draw.publish({ id: drawn.id, basedOn: drawn.version });
  const { lines } = await office.api.obligation.tasks({ month: '2026-05', span: 'quarter' });
  const tasks = lines.flatMap(({ person, tasks: own }) =>
    own.flatMap((task) => (task.kind === 'drawn' ? [{ person: person?.id, id: task.id, on: task.on }] : [])),
  );
  expect(tasks.every(({ id, person }) => id === published.id && person !== undefined)).toBe(true);
  expect(tasks).toHaveLength(8);

  // Each of them has his own in the calendar he subscribes to, and nobody else's.
  const { lead, stranger } = county.people;
  const { path } = await lead.api.obligation.subscribe({ id: county.newId(), language: 'en-US' });
  const feed = (await (await stranger.fetch(path)).text()).replaceAll('\r\n ', '');
  const uids = [...feed.matchAll(/^UID:(drawn-.*)$/gm)].map(([, uid]) => uid);
  expect(uids).toHaveLength(tasks.filter(({ person }) => person === lead.id).length);
  expect(new Set(uids).size).toBe(uids.length);
  expect(feed).toContain(`/draws/${published.id}`);
});

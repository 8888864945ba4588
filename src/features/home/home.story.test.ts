import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Temporal } from '#kernel/temporal.ts';
import { aBaseline } from '#testing/baseline.ts';
import { theGroup } from '#testing/findings.ts';
import { agreed, allDone, approved, paid, proposed, requested } from '#testing/gate.ts';
import { aFindingTold, aPlannedInspection, aSheet, planOf, signAll } from '#testing/inspections.ts';
import { draftedLetter, reported, verified } from '#testing/letters.ts';
import { aCounty, type County, refusalOf, type Somebody } from '#testing/world.ts';
import { insertSession } from '../organisation/organisation.session.store.ts';

const kindsFor = async (who: Somebody) => (await who.api.home.read({})).needs.map(({ kind }) => kind);
const needOf = async (who: Somebody, kind: string) =>
  (await who.api.home.read({})).needs.find((need) => need.kind === kind);

/** A further sign-in of the same person: what moved is counted from the session before. */
async function signedInAgain(county: County, person: Somebody): Promise<Somebody> {
  const token = randomBytes(32).toString('base64url');
  await insertSession(county.db, {
    county: county.county,
    tokenHash: createHash('sha256').update(token).digest(),
    personId: person.id,
    now: Temporal.Instant.from('2099-01-01T00:00:00Z'),
    expiresAt: Temporal.Instant.from('2099-12-31T00:00:00Z'),
  });
  return { ...person, ...county.connect(`dushi=${token}`) };
}

describe('home: what needs me today, step by step along the thread', () => {
  test('from the plan of an inspection to its signatures', async () => {
    const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
    const baseline = await aBaseline(county);
    await theGroup(county);
    const { lead, inspector, third, contractor } = county.people;
    expect(await kindsFor(lead)).toContain('inspections-to-plan');
    const planned = await lead.api.inspection.plan(planOf(county, baseline));
    expect(await needOf(lead, 'inspection-declare')).toMatchObject({
      type: 'inspection',
      id: planned.id,
      path: `/inspections/${planned.id}`,
      about: '示例村电商服务站',
      dueOn: '2026-04-20',
    });
    for (const one of [lead, inspector, third])
      await one.api.inspection.declare({ id: planned.id, relation: null });
    expect(await kindsFor(third)).toEqual([]);
    expect(await kindsFor(lead)).toContain('inspection-submit');
    expect(await kindsFor(inspector)).not.toContain('inspection-submit');
    // 不打招呼: nobody tells the one who is visited.
    const theirs = await contractor.api.home.read({});
    expect([...theirs.needs, ...theirs.soon].filter(({ type }) => type === 'inspection')).toEqual([]);
    await lead.api.inspection.submit(await aSheet(county, planned.id));
    expect(await kindsFor(lead)).not.toContain('inspection-submit');
    expect(await needOf(inspector, 'inspection-sign')).toMatchObject({
      id: planned.id,
      sinceOn: '2026-04-20',
      dueOn: null,
    });
    await signAll(county, planned.id);
    expect(await kindsFor(inspector)).not.toContain('inspection-sign');
  });

  test('from a confirmed finding to its closing, each step with the one whose turn it is', async () => {
    const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
    const baseline = await aBaseline(county);
    await theGroup(county);
    const { office, reviewer, leader, contractor, outsider, lead, second } = county.people;
    const inspection = await aPlannedInspection(county, baseline);
    const finding = await aFindingTold(county);
    await lead.api.inspection.submit(await aSheet(county, inspection.id, { findings: [finding] }));
    await signAll(county, inspection.id);
    expect(await needOf(office, 'findings-to-letter')).toMatchObject({
      type: 'agreement',
      path: `/letters/new?agreement=${baseline.agreementId}`,
      count: 1,
      sinceOn: '2026-04-20',
    });

    const { id, version } = await draftedLetter(county, baseline.agreementId, [finding.id]);
    expect(await kindsFor(office)).not.toContain('findings-to-letter');
    expect(await kindsFor(office)).not.toContain('letter-review');
    expect(await needOf(reviewer, 'letter-review')).toMatchObject({ id, path: `/letters/${id}` });
    const reviewed = await reviewer.api.supervisionLetter.review({ id, basedOn: version });
    expect(await kindsFor(leader)).toContain('letter-sign');
    const signed = await leader.api.supervisionLetter.sign({ id, basedOn: reviewed.version });
    expect(await kindsFor(office)).toContain('letter-issue');
    const { leftOut } = await office.api.supervisionLetter.find({ id });
    const issued = await office.api.supervisionLetter.issue({
      id,
      basedOn: signed.version,
      leftOut: leftOut.map((one) => one.id),
    });
    expect(await needOf(office, 'letter-serve')).toMatchObject({ id, sinceOn: '2026-04-20' });
    expect(await kindsFor(contractor)).not.toContain('letter-acknowledge');
    const served = await office.api.supervisionLetter.serve({
      id,
      basedOn: issued.version,
      method: 'direct',
      servedOn: '2026-04-20',
      servedTo: '示例收件人',
      witness: null,
      note: null,
      evidence: [],
    });
    const item = served.items[0]?.rectificationId ?? '';
    expect(await kindsFor(contractor)).toEqual(
      expect.arrayContaining(['letter-acknowledge', 'rectification-report']),
    );
    const { dueOn } = (await contractor.api.rectification.find({ id: item })).rectification;
    expect(await needOf(contractor, 'rectification-report')).toMatchObject({
      id: item,
      dueOn,
      provisional: false,
    });
    expect((await outsider.api.home.read({})).needs.filter(({ type }) => type === 'rectification')).toEqual(
      [],
    );

    const asked = await contractor.api.rectification.askExtension({
      id: item,
      basedOn: (await contractor.api.rectification.find({ id: item })).rectification.version,
      untilOn: '2026-05-20',
      reason: '设备到货延迟，附供货商说明',
    });
    expect(await needOf(office, 'extension-decide')).toMatchObject({
      id: item,
      note: { zh: '拟延至 2026-05-20', en: 'asked until 2026-05-20' },
    });
    await office.api.rectification.decideExtension({
      id: item,
      basedOn: asked.version,
      granted: false,
      reason: '理由不充分',
    });

    expect(dueOn).toBe('2026-05-13');
    county.at('2026-05-15');
    expect(await needOf(office, 'escalation-due')).toMatchObject({
      id: item,
      dueOn: '2026-05-14',
      note: { zh: '二次督办' },
    });
    const report = await reported(county, item);
    expect(await kindsFor(contractor)).not.toContain('rectification-report');
    expect(await needOf(lead, 'rectification-answer')).toMatchObject({ id: item, sinceOn: '2026-05-15' });
    const { third } = county.people;
    await lead.api.rectification.arrange({
      id: item,
      basedOn: report.version,
      plannedOn: '2026-05-18',
      members: [second.id, third.id],
    });
    expect(await kindsFor(lead)).not.toContain('rectification-answer');
    expect((await second.api.home.read({})).soon).toContainEqual(
      expect.objectContaining({ kind: 'reinspection-planned', id: item, dueOn: '2026-05-18' }),
    );
    county.at('2026-05-18');
    expect(await needOf(second, 'rectification-reinspect')).toMatchObject({ id: item, dueOn: '2026-05-18' });
    await verified(county, item);
    expect(await needOf(office, 'rectification-close')).toMatchObject({ id: item, sinceOn: '2026-05-18' });
    const { rectification } = await office.api.rectification.find({ id: item });
    await office.api.rectification.close({ id: item, basedOn: rectification.version });
    expect(await kindsFor(office)).not.toContain('rectification-close');
  });

  test('from a request for money to its payment; nobody is asked to agree with himself', async () => {
    const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
    const baseline = await aBaseline(county);
    const [first = ''] = baseline.instalments;
    await allDone(county, baseline);
    const { contractor, lead, finance, leader, outsider } = county.people;
    expect(await needOf(contractor, 'instalment-request')).toMatchObject({
      id: first,
      path: `/disbursement/${first}`,
      sinceOn: '2025-02-01',
    });
    await requested(county, first);
    expect(await needOf(lead, 'payment-propose')).toMatchObject({ id: first, sinceOn: '2026-04-20' });
    await proposed(county, first);
    expect(await kindsFor(lead)).not.toContain('payment-propose');
    expect(await kindsFor(finance)).toContain('payment-agree');
    await agreed(county, first);
    expect(await kindsFor(finance)).not.toContain('payment-agree');
    expect(await kindsFor(leader)).toContain('payment-approve');
    await approved(county, first);
    expect(await kindsFor(finance)).toContain('payment-pay');
    await paid(county, first, '财付2026-0001');
    expect(await kindsFor(finance)).not.toContain('payment-pay');
    expect((await needOf(outsider, 'instalment-request'))?.id).toBe(baseline.rivalInstalments[0]);
    const month = await leader.api.home.month({ month: '2026-04' });
    expect(month.money.find((point) => point.month === '2026-04')).toEqual({
      month: '2026-04',
      plannedFen: 350_000_000,
      paidFen: 90_000_000,
    });
  });

  test('D13: who proposed does not see his own proposal as something to decide', async () => {
    const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
    await aBaseline(county);
    const { lead, office } = county.people;
    const { items } = await lead.api.obligation.list({ state: 'due' });
    const [due] = items.filter(({ kind }) => kind === 'inspection');
    await lead.api.obligation.proposeWaiver({
      id: due?.id ?? '',
      reason: '站点因道路施工暂停营业，无法入户检查',
    });
    expect(await kindsFor(lead)).not.toContain('waiver-decide');
    expect(await needOf(office, 'waiver-decide')).toMatchObject({
      id: due?.id,
      path: `/obligations/${due?.id}`,
      name: due?.name,
    });
  });
});

describe('home: what falls due, and what moved', () => {
  test('a contractor sees its own report due, and a supervisor what falls to the group, by rule and day', async () => {
    const county = await aCounty({ at: '2026-04-24T09:00:00+08:00' });
    const baseline = await aBaseline(county);
    const { contractor, auditor } = county.people;
    const theirs = await contractor.api.home.read({});
    const april = theirs.soon.find(({ kind }) => kind === 'report-due');
    expect(april).toMatchObject({
      name: { zh: '2026-04' },
      path: `/reports/new?agreement=${baseline.agreementId}&period=2026-04`,
    });
    expect(theirs.needs.filter(({ kind }) => kind === 'report-write').at(-1)?.name.zh).toBe('2026-03');
    const group = (await auditor.api.home.read({})).soon.find(({ kind }) => kind === 'inspections-due');
    expect(group).toMatchObject({ dueOn: '2026-04-30', type: 'obligation-rule' });
    expect(group?.path).toMatch(/^\/obligations\?duty=D\d\d&dueOn=2026-04-30$/);
  });

  test('what moved since the last sign-in, by record, only what this person may see, and never one’s own acts', async () => {
    const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
    const baseline = await aBaseline(county);
    await theGroup(county);
    const { lead, inspector, contractor, outsider } = county.people;
    for (const one of [inspector, contractor, outsider]) await one.api.home.read({});
    county.at('2026-04-21T09:00:00+08:00');
    const inspection = await aPlannedInspection(county, baseline);
    county.at('2026-04-21T10:00:00+08:00');
    const again = await signedInAgain(county, inspector);
    const seen = await again.api.home.read({});
    expect(seen.movedSince).toBe('2026-04-20T01:00:00Z');
    const line = seen.moved.find(({ id }) => id === inspection.id);
    expect(line).toMatchObject({
      type: 'inspection',
      path: `/inspections/${inspection.id}`,
      event: 'inspection.no-interest-declared',
      count: 3,
    });
    expect(line?.actor).not.toBe(inspector.name);
    // Opened again, the page is the same: nothing passes unread within one session.
    expect((await again.api.home.read({})).moved).toEqual(seen.moved);
    expect((await (await signedInAgain(county, inspector)).api.home.read({})).moved).toEqual([]);
    expect(
      (await (await signedInAgain(county, lead)).api.home.read({})).moved.map(({ actor }) => actor),
    ).not.toContain(lead.name);
    for (const one of [contractor, outsider])
      expect((await (await signedInAgain(county, one)).api.home.read({})).moved).toEqual([]);
  });

  test('a contractor is told of what concerns it, and its rival is not', async () => {
    const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
    const baseline = await aBaseline(county);
    await theGroup(county);
    const { lead, contractor, outsider } = county.people;
    for (const one of [contractor, outsider]) await one.api.home.read({});
    county.at('2026-04-21T09:00:00+08:00');
    const inspection = await aPlannedInspection(county, baseline);
    const finding = await aFindingTold(county);
    await lead.api.inspection.submit(await aSheet(county, inspection.id, { findings: [finding] }));
    const before = await (await signedInAgain(county, contractor)).api.home.read({});
    expect(before.moved).toEqual([]);
    await signAll(county, inspection.id);
    const third = await signedInAgain(county, contractor);
    await county.asOwner('update session set last_home_at = $2 where county = $1 and last_home_at > $2', [
      county.county,
      '2026-04-20T02:00:00Z',
    ]);
    expect((await third.api.home.read({})).moved.map(({ id }) => id).toSorted()).toEqual(
      [inspection.id, finding.id].toSorted(),
    );
    expect((await (await signedInAgain(county, outsider)).api.home.read({})).moved).toEqual([]);
  });
});

describe('the month at a glance', () => {
  test('obligations done and missed, progress, open items, money; for those who look after the county', async () => {
    const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
    const baseline = await aBaseline(county);
    await allDone(county, baseline, { share: 0.5 });
    const march = await county.people.auditor.api.home.month({ month: '2026-03' });
    const rules = march.obligations.map(({ ruleId }) => ruleId);
    expect(rules.length).toBeGreaterThan(2);
    for (const { fulfilled, late, missed, waived, open } of march.obligations)
      expect(fulfilled + late + missed + waived + open).toBeGreaterThan(0);
    expect(march.obligations.some(({ missed }) => missed > 0)).toBe(true);
    expect(march.progress.at(0)?.month).toBe('2025-02');
    const reportedMonths = march.progress.filter(({ actual }) => actual !== null);
    expect(reportedMonths.at(-1)?.month).toBe('2026-03');
    expect(reportedMonths.at(-1)?.actual).toBeGreaterThan(0);
    expect(march.progress.at(-1)).toEqual({ month: '2026-11', planned: 1, actual: null });
    expect(march.ages.kinds.map(({ counts }) => counts.length)).toEqual([4, 4, 4]);
    expect((await county.people.leader.api.home.month({})).month).toBe('2026-04');
  });

  test('not for a contractor, the third party or a stranger; a month that is none is refused', async () => {
    const { people } = await aCounty();
    expect((await refusalOf(people.contractor.api.home.month({}))).code).toBe('route.not-permitted');
    expect((await refusalOf(people.third.api.home.month({}))).code).toBe('route.not-permitted');
    expect((await refusalOf(people.stranger.api.home.read({}))).code).toBe('session.required');
    expect((await people.office.fetch('/api/home/month?month=2026-13')).status).toBe(400);
    expect((await people.office.fetch('/api/home?order=count')).status).toBe(400);
  });

  test('an empty county has an empty home, and says so with empty lists', async () => {
    const { people } = await aCounty();
    for (const one of [people.office, people.contractor, people.third]) {
      const home = await one.api.home.read({});
      expect([home.needs, home.soon, home.moved]).toEqual([[], [], []]);
    }
    expect(await people.office.api.home.month({})).toMatchObject({
      obligations: [],
      progress: [],
      money: [],
    });
  });
});

test('B05 B02 B06: no answer of home orders people, villages or contractors by count, or counts anybody’s presence', async () => {
  const county = await aCounty({ at: '2026-04-20T09:00:00+08:00' });
  const baseline = await aBaseline(county);
  await allDone(county, baseline);
  const answers: unknown[] = [await county.people.office.api.home.month({})];
  for (const who of [
    county.people.office,
    county.people.lead,
    county.people.leader,
    county.people.finance,
    county.people.contractor,
  ])
    answers.push(await who.api.home.read({}));
  for (const answer of answers) {
    for (const entry of listsIn(answer).flat()) {
      // A list of somebodies, each with a number, would be the beginning of a ranking.
      const who = 'type' in entry ? entry.type : undefined;
      expect(['person', 'organisation', 'contractor', 'village', 'town']).not.toContain(who);
      const named = Object.keys(entry).filter((key) =>
        /^(person|contractor|village|town|inspector)(Id|Name)?$/.test(key),
      );
      expect(hasNumber(entry) ? named : []).toEqual([]);
    }
    expect(JSON.stringify(answer)).not.toMatch(/online|sign-?in|clock|rank|score|points/i);
  }
  for (const who of [county.people.office, county.people.contractor]) {
    const { needs, soon, moved } = await who.api.home.read({});
    const times = moved.map(({ at }) => at);
    expect(times).toEqual(times.toSorted().toReversed());
    for (const lines of [needs, soon]) {
      const days = lines.map(({ dueOn, sinceOn }) => dueOn ?? sinceOn ?? '9999');
      expect(days).toEqual(days.toSorted());
    }
  }
});

function listsIn(value: unknown): object[][] {
  if (Array.isArray(value))
    return [value.filter((entry) => typeof entry === 'object' && entry !== null), ...value.flatMap(listsIn)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listsIn) : [];
}
const hasNumber = (entry: object): boolean => Object.values(entry).some((value) => typeof value === 'number');

test('a new county is shown what it lacks before its first inspection, and whose turn it is; contractors are not', async () => {
  const county = await aCounty();
  const { office, contractor } = county.people;
  const open = async () =>
    (await office.api.home.guide({})).steps.filter(({ done }) => !done).map(({ step }) => step);
  const before = await open();
  expect(before).toEqual(expect.arrayContaining(['project', 'plan', 'agreements', 'facilities', 'group']));
  await aBaseline(county);
  await theGroup(county);
  expect(await open()).toEqual(before.filter((step) => step === 'bodies' || step === 'people'));
  expect(await refusalOf(contractor.api.home.guide({}))).toMatchObject({ code: 'route.not-permitted' });
});

import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { always } from '#testing/dated.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { packA, packB, simulatedFacts, valued } from '#testing/simulations.ts';
import type { FacilityFacts } from '../obligation/obligation.model.ts';
import { dayNumber, textOf } from '../obligation/obligation.period.rules.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import { burdensOf } from './simulation.burden.rules.ts';
import { type Due, planFor } from './simulation.due.rules.ts';
import { at } from './simulation.map.rules.ts';
import type { Regimes, SimulationFacts, Window } from './simulation.model.ts';
import { ruleDifferences } from './simulation.rule.rules.ts';
import { simulate } from './simulation.rules.ts';
import { sideOf } from './simulation.side.rules.ts';
import { monthsOf, tallyOf } from './simulation.tally.rules.ts';

const calendar = loadWorkCalendar();
const year: Window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
const run = (a: Regimes, facts: SimulationFacts = simulatedFacts, window: Window = year) =>
  simulate(a, packB, facts, calendar, window, plainDate('2026-04-10')).a;
const ruleOf = (pack: RulePack, id: string): ObligationRule => {
  const found = pack.obligations.find((one) => one.id === id);
  if (!found) throw new Error(`${pack.id} has no ${id}`);
  return found;
};
const { pack: jia } = worldUnder('example-jia-2022');

describe('what falls due, month by month', () => {
  test('the months of a window, however few days of them it has', () => {
    expect(monthsOf({ fromOn: '2026-01-31', toOn: '2026-01-31' })).toEqual(['2026-01']);
    expect(monthsOf({ fromOn: '2026-01-31', toOn: '2026-02-01' })).toEqual(['2026-01', '2026-02']);
    expect(monthsOf({ fromOn: '2025-11-30', toOn: '2026-01-01' })).toEqual(['2025-11', '2025-12', '2026-01']);
  });

  test('April: two reports, two inspections of stations a day and what falls on Qingming and the weekend', () => {
    const { months } = run(packA);
    expect(months[3]).toEqual({
      month: '2026-04',
      inspections: 6,
      reports: 2,
      visits: 6,
      personVisits: 12,
      people: 3,
      onWeekends: 1,
      onHolidays: 2,
      moved: 0,
      provisional: 0,
    });
    expect(months.map(({ month }) => month)).toEqual(monthsOf(year));
  });

  test('each kind of place has its visits, each contract its reports', () => {
    expect(run(packA).subjects).toEqual([
      { subject: 'agreement', inspections: 8, visits: 8, reports: 24 },
      { subject: 'logistics-centre', inspections: 12, visits: 12, reports: 0 },
      { subject: 'service-centre', inspections: 4, visits: 4, reports: 0 },
      { subject: 'village-station', inspections: 40, visits: 40, reports: 0 },
    ]);
    // Four of ten drawn every month: one obligation, four visits.
    expect(run(packB).subjects).toContainEqual({
      subject: 'stratum',
      inspections: 12,
      visits: 48,
      reports: 0,
    });
  });

  test('the fifth of a month that is a day of rest: whose holiday it is, and for how many', () => {
    const { restDays } = run(packA);
    const fifths = (of: typeof restDays) => of.filter(({ on }) => on.endsWith('-05'));
    const days = [
      ['2026-04-05', '清明'],
      ['2026-05-05', '劳动节'],
      ['2026-07-05', null],
      ['2026-09-05', null],
      ['2026-10-05', '国庆节'],
      ['2026-12-05', null],
    ] as const;
    expect(fifths(restDays)).toEqual(days.map(([on, holiday]) => ({ on, holiday, stays: 2, moves: 0 })));
    expect(fifths(run(packB).restDays)).toEqual(
      days.map(([on, holiday]) => ({ on, holiday, stays: 0, moves: 2 })),
    );
    expect(run(packB).months.map(({ moved }) => moved)).toEqual([0, 0, 0, 2, 2, 0, 2, 0, 2, 2, 0, 2]);
    expect(restDays.map(({ on }) => on)).toEqual(restDays.map(({ on }) => on).toSorted());
  });

  test('in a year nobody has announced yet weekends are days of rest, and no holiday is known; what would move is provisional', () => {
    const roll = { ...packA, obligations: packB.obligations.filter(({ kind }) => kind === 'report') };
    const facts: SimulationFacts = {
      ...simulatedFacts,
      baseline: {
        ...simulatedFacts.baseline,
        programmes: [{ id: 'programme', startsOn: '2025-01-01', endsOn: '2040-12-31' }],
        agreements: simulatedFacts.baseline.agreements.map((one) => ({ ...one, endsOn: '2040-12-31' })),
      },
    };
    const far = run(roll, facts, { fromOn: '2035-01-01', toOn: '2035-12-31' });
    // 5 May 2035 is a Saturday, 5 August a Sunday; 5 October, a Friday, will be a holiday once it is announced.
    expect(far.restDays.map(({ on, holiday }) => [on, holiday])).toEqual([
      ['2035-05-05', null],
      ['2035-08-05', null],
    ]);
    expect(far.months.every(({ onHolidays }) => onHolidays === 0)).toBe(true);
    expect(far.months.map(({ provisional }) => provisional)).toEqual(Array.from({ length: 12 }, () => 2));
  });
});

describe('监督检查小组', () => {
  const members = (...all: readonly (readonly [string, string, string | null])[]): SimulationFacts => ({
    ...simulatedFacts,
    members: all.map(([personId, fromOn, untilOn]) => ({ personId, fromOn, untilOn })),
  });
  test.each<[string, SimulationFacts, number]>([
    ['from the last day of the month', members(['li', '2026-02-28', null]), 1],
    ['from the day after', members(['li', '2026-03-01', null]), 0],
    ['until the first day of the month', members(['li', '2025-01-01', '2026-02-01']), 1],
    ['until the day before', members(['li', '2025-01-01', '2026-01-31']), 0],
    ['twice in one month', members(['li', '2025-01-01', '2026-02-03'], ['li', '2026-02-20', null]), 1],
    ['two people', members(['li', '2025-01-01', null], ['zhao', '2026-02-20', '2026-02-21']), 2],
  ])('%s', (_, facts, people) => {
    expect(run(packA, facts).months[1]).toMatchObject({ month: '2026-02', people });
  });

  test('each visit takes as many as the version it began under asks for', () => {
    const three: RulePack = {
      ...packA,
      inspection: { ...packA.inspection, teamMin: valued(packA.inspection.teamMin, 3) },
    };
    for (const { visits, personVisits } of run(three).months) expect(personVisits).toBe(3 * visits);
    const { values } = packA.inspection.teamMin;
    const [first] = values;
    if (!first) throw new Error('the pack asks for two');
    const fromJuly: RulePack = {
      ...packA,
      inspection: {
        ...packA.inspection,
        teamMin: {
          ...packA.inspection.teamMin,
          values: [{ ...first, from: '2026-07-01', value: 5 }, ...values],
        },
      },
    };
    for (const { month, visits, personVisits } of run(fromJuly).months)
      expect(personVisits, month).toBe((month < '2026-07' ? 2 : 5) * visits);
  });

  test('a number that a version asks for from its own first day is read from then on', () => {
    const { teamMin } = packB.inspection;
    const late: RulePack = {
      ...packB,
      inForceFrom: '2026-07-15',
      inspection: {
        ...packB.inspection,
        teamMin: {
          ...teamMin,
          values: teamMin.values.map((one) => ({ ...one, from: '2026-07-15', value: 4 })),
        },
      },
    };
    const { months } = run([
      { fromOn: packA.inForceFrom, pack: packA },
      { fromOn: '2026-07-15', pack: late },
    ]);
    expect(months[5]).toMatchObject({ personVisits: 2 * (months[5]?.visits ?? 0) });
    expect(months[10]).toMatchObject({ month: '2026-11', personVisits: 4 * (months[10]?.visits ?? 0) });
    // Funds are looked at by the half-year: for the two contracts it began on 1 July, with two inspectors, and ends so.
    expect(months[11]).toMatchObject({ month: '2026-12', visits: 9, personVisits: 7 * 4 + 2 * 2 });
  });
});

test('rules are listed as the pack has them, those that ask for nothing left out; of versions the latest says what a rule is', () => {
  const renamed: RulePack = {
    ...packA,
    obligations: packA.obligations.map((rule) =>
      rule.id === 'training' ? { ...rule, area: 'station' as const } : rule,
    ),
  };
  const versions: Regimes = [
    { fromOn: packA.inForceFrom, pack: { ...packA, obligations: [...packA.obligations].toReversed() } },
    {
      fromOn: '2026-07-01',
      pack: { ...renamed, obligations: renamed.obligations.filter(({ id }) => id !== 'funds') },
    },
  ];
  const tally = run(versions);
  expect(tally.rules.map(({ ruleId }) => ruleId)).toEqual([
    'construction.logistics',
    'operation.service-centre',
    'operation.village-station',
    'training',
    'monthly-report',
    'funds',
  ]);
  expect(tally.rules.find(({ ruleId }) => ruleId === 'training')).toMatchObject({
    kind: 'inspection',
    area: 'station',
  });
  expect(tally.rules.find(({ ruleId }) => ruleId === 'monthly-report')).toEqual({
    ruleId: 'monthly-report',
    kind: 'report',
    area: null,
    count: 24,
    acts: 24,
  });
});

test('what is owed by one subject in one matter stands in the order of its days, with the rules that ask for it', () => {
  const side = sideOf(packA);
  const tally = tallyOf(side, planFor(side, calendar, year, '2026-12-31'), simulatedFacts, calendar, year);
  const report = tally.owed.get('agreement|agreement-1|report|');
  expect(report).toMatchObject({
    subjectType: 'agreement',
    subjectId: 'agreement-1',
    kind: 'report',
    area: null,
  });
  expect(report?.acts.map((act) => textOf(Math.floor(act / 4096)))).toEqual(
    monthsOf(year).map((month) => `${month}-05`),
  );
  expect([...(report?.whys ?? [])]).toEqual(['obligation.monthly-report']);
  for (const { acts } of tally.owed.values()) expect(acts).toEqual([...acts].sort((x, y) => x - y));
  expect([...tally.rulesByContractor.keys()].toSorted()).toEqual(['contractor-1', 'contractor-2']);
  expect([...(tally.rulesByContractor.get('contractor-2') ?? [])].toSorted()).toEqual([
    'obligation.construction.logistics',
    'obligation.funds',
    'obligation.monthly-report',
    'reports',
  ]);
});

describe('负担台账', () => {
  const station = (
    id: string,
    contractorId: string,
    townCode: string,
    kind: FacilityFacts['kind'] = 'village-station',
  ) => ({
    id,
    agreementId: `of-${contractorId}`,
    contractorId,
    kind,
    townCode,
    constructionStartedOn: '2025-01-01',
    operationStartedOn: '2025-03-01',
    phases: [],
  });
  const agreement = (id: string, contractorId: string) => ({
    id,
    contractorId,
    areas: ['training' as const],
    signedOn: '2025-01-01',
    startsOn: '2025-01-01',
    endsOn: '2027-12-31',
    endedOn: null,
  });
  const facts = {
    promisedLines: [
      { agreementId: 'one', count: 4 },
      { agreementId: 'two', count: 7 },
    ],
    baseline: {
      programmes: [],
      agreements: [agreement('one', 'c'), agreement('two', 'd'), agreement('three', 'd')],
      facilities: [
        ...Array.from({ length: 6 }, (_, n) => station(`c${n}`, 'c', 'north')),
        ...Array.from({ length: 3 }, (_, n) => station(`d${n}`, 'd', 'north', 'town-station')),
        ...Array.from({ length: 9 }, (_, n) => station(`e${n}`, 'e', 'south')),
        station('centre', 'f', 'north', 'service-centre'),
      ],
    },
  };
  const drawn = ruleOf(jia, 'running.station');
  const due = (rule: ObligationRule, over: Partial<Due> = {}): Due => ({
    rule,
    pack: jia,
    from: dayNumber('2022-06-01'),
    subjectType: 'stratum',
    subjectId: 'north',
    contractorId: null,
    required: 3,
    due: dayNumber('2026-03-31'),
    named: dayNumber('2026-03-31'),
    closes: dayNumber('2026-04-20'),
    provisional: false,
    ...over,
  });
  const asked = (...all: readonly Due[]) => {
    const burdens = burdensOf(facts, (from, id) => `${id} from ${textOf(from)}`);
    for (const one of all) burdens.add(one, textOf(one.due).slice(0, 7));
    return { done: burdens.done(), rules: burdens.rules };
  };
  const visits = (...all: readonly Due[]) => asked(...all).done.map((one) => [one.contractorId, one.visits]);

  test.each<[string, Due, readonly (readonly [string, number])[]]>([
    [
      'in a town only who has stations there, by how many',
      due(drawn),
      [
        ['c', 2],
        ['d', 1],
      ],
    ],
    ['another town', due(drawn, { subjectId: 'south' }), [['e', 3]]],
    ['one visit falls to who has most', due(drawn, { required: 1 }), [['c', 1]]],
    [
      'all of them',
      due(drawn, { required: 9 }),
      [
        ['c', 6],
        ['d', 3],
      ],
    ],
    ['of the kinds the rule names alone', due({ ...drawn, facilityKinds: ['town-station'] }), [['d', 3]]],
    [
      'of every kind where it names none',
      due(
        { ...drawn, facilityKinds: ['town-station', 'village-station', 'service-centre'] },
        { required: 10 },
      ),
      [
        ['c', 6],
        ['d', 3],
        ['f', 1],
      ],
    ],
    [
      'of the whole county where it is not by town',
      due(
        { ...drawn, coverage: { ...drawn.coverage, by: 'contractor' } },
        { subjectId: 'county', required: 18 },
      ),
      [
        ['c', 6],
        ['d', 3],
        ['e', 9],
      ],
    ],
    [
      'of contracts by their number',
      due(
        { ...ruleOf(jia, 'training'), coverage: { ...drawn.coverage, by: 'contractor' } },
        { subjectId: 'county' },
      ),
      [
        ['c', 1],
        ['d', 2],
      ],
    ],
    ['of nobody’s', due(drawn, { subjectId: 'west' }), []],
    ['what nobody holds and nobody shares asks for nobody', due(drawn, { subjectType: 'programme' }), []],
  ])('visits to a part of many places: %s', (_, one, expected) => {
    expect(visits(one)).toEqual(expected);
  });

  test('a visit to a place is its contractor’s, whoever else builds there; each visit is received and signed for', () => {
    const one = due(drawn, { subjectType: 'facility', subjectId: 'c0', contractorId: 'c', required: 2 });
    const { done, rules } = asked(one, one);
    expect(done).toEqual([
      {
        contractorId: 'c',
        month: '2026-03',
        reports: 0,
        fields: 0,
        attachments: 0,
        signatures: 4,
        visits: 4,
      },
    ]);
    expect([...(rules.get('c') ?? [])]).toEqual(['obligation.running.station from 2022-06-01']);
  });

  test('a report asks for the narrative, three figures for each promised line, what must be attached and a signature', () => {
    const report = (subjectId: string, contractorId: string, required = 1) =>
      due(ruleOf(jia, 'monthly-report'), { subjectType: 'agreement', subjectId, contractorId, required });
    const attachments = jia.reports.attachments.filter(({ required }) => required).length;
    expect([jia.reports.narrative.length, attachments]).toEqual([2, 2]);
    const { done, rules } = asked(report('one', 'c'), report('two', 'd'), report('three', 'd', 2));
    const row = { month: '2026-03', visits: 0 };
    expect(done).toEqual([
      { contractorId: 'c', ...row, reports: 1, fields: 2 + 4 * 3, attachments: 2, signatures: 1 },
      // The third contract promises no line.
      { contractorId: 'd', ...row, reports: 3, fields: 2 + 7 * 3 + 2 * 2, attachments: 6, signatures: 3 },
    ]);
    expect([...(rules.get('c') ?? [])].toSorted()).toEqual([
      'obligation.monthly-report from 2022-06-01',
      'reports from 2022-06-01',
    ]);
  });

  test('month by month, in each the contractors in the order of their ids', () => {
    const on = (day: string) => ({ due: dayNumber(day) });
    const { done } = asked(
      due(drawn, on('2026-04-30')),
      due(drawn, on('2026-03-31')),
      due(drawn, { ...on('2026-04-30'), subjectId: 'south' }),
    );
    expect(done.map(({ month, contractorId }) => [month, contractorId])).toEqual([
      ['2026-03', 'c'],
      ['2026-03', 'd'],
      ['2026-04', 'c'],
      ['2026-04', 'd'],
      ['2026-04', 'e'],
    ]);
  });

  test('what is held under a key is made once, even where it is nought', () => {
    const map = new Map<string, number>();
    expect([at(map, 'k', () => 0), at(map, 'k', () => 1), at(map, 'l', () => 2)]).toEqual([0, 0, 2]);
    expect([...map]).toEqual([
      ['k', 0],
      ['l', 2],
    ]);
  });
});

describe('what the rules themselves say differently', () => {
  const rules = (a: Regimes, b: Regimes, window = year) => ruleDifferences(sideOf(a), sideOf(b), window);
  const changed: RulePack = {
    ...packA,
    obligations: packA.obligations.map((rule) =>
      rule.id === 'training'
        ? { ...rule, every: { months: always(1) }, graceDays: valued(rule.graceDays, 9) }
        : rule,
    ),
  };

  test('only the values that differ are said, on each side its own', () => {
    expect(rules(packA, changed)).toEqual([
      {
        kind: 'rule',
        subject: { type: 'rule', id: 'obligation.training' },
        a: {
          stands: true,
          values: [
            { name: 'every-months', value: 3, fromOn: null },
            { name: 'grace-days', value: 30, fromOn: null },
          ],
          why: ['obligation.training'],
        },
        b: {
          stands: true,
          values: [
            { name: 'every-month', value: 1, fromOn: null },
            { name: 'grace-days', value: 9, fromOn: null },
          ],
          why: ['obligation.training'],
        },
      },
    ]);
  });

  test('a list that lost an entry is said whole on either side', () => {
    const stations: RulePack = {
      ...packA,
      obligations: packA.obligations.map((rule) =>
        rule.id === 'construction.station' ? { ...rule, facilityKinds: ['village-station'] } : rule,
      ),
    };
    expect(rules(packA, stations)).toMatchObject([
      {
        a: { values: [{ value: 'town-station' }, { value: 'village-station' }] },
        b: { values: [{ value: 'village-station' }] },
      },
    ]);
  });

  test('only the version in force on the last day is read; it is cited with its day', () => {
    const follows: Regimes = [
      { fromOn: packA.inForceFrom, pack: packA },
      { fromOn: '2026-07-01', pack: changed },
    ];
    expect(rules(packA, follows, { fromOn: '2026-01-01', toOn: '2026-06-30' })).toEqual([]);
    expect(rules(packA, follows, { fromOn: '2026-01-01', toOn: '2026-07-01' })).toMatchObject([
      { a: { why: ['obligation.training'] }, b: { why: ['obligation.training@2026-07-01'] } },
    ]);
    expect(rules(follows, changed)).toEqual([]);
  });

  test('a pack that does not score says nothing of the scale, beside one that does', () => {
    const scale = rules(packA, packB).filter(({ subject }) => subject.id === 'scoring');
    expect(scale).toMatchObject([
      { kind: 'item', a: { stands: false, values: [], why: [] }, b: { stands: true, why: ['scoring'] } },
    ]);
  });
});

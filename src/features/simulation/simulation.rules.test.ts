import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { always } from '#testing/dated.ts';
import { plainScale } from '#testing/scoring.ts';
import { packA, packB, simulatedFacts, valued } from '#testing/simulations.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type {
  Difference,
  DifferenceKind,
  Regimes,
  RuleDifference,
  RuleKind,
  SimulationFacts,
  Window,
} from './simulation.model.ts';
import { decideWindow, simulate } from './simulation.rules.ts';
import { monthsOf } from './simulation.tally.rules.ts';
import { whysOf } from './simulation.why.rules.ts';

const calendar = loadWorkCalendar();
const year: Window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
const today = plainDate('2026-04-10');
const run = (a: Regimes, b: Regimes, facts: SimulationFacts = simulatedFacts, window: Window = year) =>
  simulate(a, b, facts, calendar, window, today);
// Made anew in each test, so that what a test looks at is made by what it tests.
const both = () => run(packA, packB);
const of = <Kind extends DifferenceKind>(kind: Kind, all: readonly Difference[] = both().differences) =>
  all.filter((one): one is OfKind<Kind> => one.kind === kind);
type OfKind<Kind extends DifferenceKind> = Kind extends RuleKind
  ? RuleDifference
  : Extract<Difference, { kind: Kind }>;

describe('D32 before a rule is adopted, its effect is shown on the county’s own facts (N18)', () => {
  test('what falls due is counted by rule, by kind of place and by month, and the sums agree', () => {
    const { rules, subjects, months } = both().a;
    const ofRules = (kind: string) =>
      rules.filter((rule) => rule.kind === kind).reduce((sum, { acts }) => sum + acts, 0);
    const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
    expect(sum(months.map(({ visits }) => visits))).toBe(ofRules('inspection'));
    expect(sum(subjects.map(({ visits }) => visits))).toBe(ofRules('inspection'));
    expect(sum(months.map(({ reports }) => reports))).toBe(ofRules('report'));
    // Ten stations and a centre quarterly from their own days, one site monthly, training quarterly, funds half-yearly for two.
    expect(rules.map(({ ruleId, acts }) => [ruleId, acts])).toEqual([
      ['construction.logistics', 12],
      ['operation.service-centre', 4],
      ['operation.village-station', 40],
      ['training', 4],
      ['funds', 4],
      ['monthly-report', 24],
    ]);
    expect(months).toHaveLength(12);
  });

  test('a share of the places is asked for as so many visits, and each inspector has a fair part of them', () => {
    const january = both().b.months[0];
    // 33 % of ten stations is four; the site under construction is one.
    expect(january).toMatchObject({ month: '2026-01', visits: 5, personVisits: 10, people: 2 });
    expect(both().b.months.map(({ people }) => people)).toEqual([2, 2, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2]);
  });

  test('a deadline that falls on a day of rest is counted, and whether the pack moves it', () => {
    // 5 April 2026 lies in the Qingming holiday, 5 July and 5 September on weekends, 5 October in the National Day holiday.
    const april = both().a.restDays.find(({ on }) => on === '2026-04-05');
    expect(april).toEqual({ on: '2026-04-05', holiday: '清明', stays: 2, moves: 0 });
    expect(both().b.restDays.find(({ on }) => on === '2026-04-05')).toMatchObject({ stays: 0, moves: 2 });
    const reports = of('obligations').filter(({ matter }) => matter === 'report');
    expect(reports).toHaveLength(2);
    expect(reports[0]?.a.onlyOn).toContain('2026-04-05');
    expect(reports[0]?.b.onlyOn).toContain('2026-04-07');
    expect(reports[0]?.a.count).toBe(reports[0]?.b.count);
  });

  test('a changed grace alone is a difference, said by the day on which it ends', () => {
    const [centre] = of('obligations').filter(({ subject }) => subject.id === 'centre');
    expect(centre?.a).toMatchObject({ count: 4, onlyOn: [] });
    expect(centre?.a.closesOn).not.toBe(centre?.b.closesOn);
    expect(centre?.b.why).toEqual(['obligation.operation.service-centre']);
  });

  test('places visited one by one under A and drawn from under B both stand in the list', () => {
    const stations = of('obligations').filter(({ subject }) => subject.id.startsWith('station-'));
    expect(stations).toHaveLength(10);
    expect(stations.every(({ a, b }) => a.count === 4 && b.count === 0 && b.why.length === 0)).toBe(true);
    const [stratum] = of('obligations').filter(({ subject }) => subject.type === 'stratum');
    expect(stratum).toMatchObject({ a: { count: 0 }, b: { count: 48 } });
  });

  test('限时整改: the last day of what was served, and how far up the ladder the same delay leads', () => {
    // Served on Thursday 15 January 2026; five and two working days.
    expect(of('deadline')).toEqual([
      {
        kind: 'deadline',
        subject: { type: 'rectification', id: 'rectification-1' },
        severity: 'serious',
        servedOn: '2026-01-15',
        a: { dueOn: '2026-01-22', provisional: false, why: ['period.serious'] },
        b: { dueOn: '2026-01-19', provisional: false, why: ['period.serious'] },
      },
    ]);
    expect(of('rung')).toMatchObject([
      {
        subject: { id: 'rectification-1' },
        a: { overdueDays: 0, step: null },
        b: { overdueDays: 3, step: 'second', why: ['period.serious', 'rung.second'] },
      },
    ]);
  });

  test('重复问题: another item in the same place is a repeat only where the pack says so', () => {
    expect(of('repeat')).toMatchObject([
      {
        subject: { id: 'finding-2' },
        a: { repeats: null, why: ['repeat'] },
        b: { repeats: '问〔2026〕1-1' },
      },
    ]);
    const later = {
      ...simulatedFacts.findings[1],
      foundOn: '2026-05-04',
    } as SimulationFacts['findings'][number];
    const [first] = simulatedFacts.findings;
    if (!first) throw new Error('no finding');
    expect(
      of('repeat', run(packA, packB, { ...simulatedFacts, findings: [first, later] }).differences),
    ).toEqual([]);
  });

  test('money: what may be paid of an instalment, and the limit of an area, under each pack on the same facts', () => {
    const [payable] = of('payable');
    expect(payable?.subject.id).toBe('instalment-2');
    expect(payable?.b.payableFen).toBeLessThan(payable?.a.payableFen ?? 0);
    expect(payable?.b.why).toContain('gate.no-overdue-letter');
    const caps = of('cap');
    expect(caps.length).toBe(new Set(packA.money.areaCaps.map(({ area }) => area)).size);
    expect(caps.every(({ b }) => b.limitFen === 75_000_000)).toBe(true);
  });

  test('the burden ledger (N20): reports, fields, attachments, signatures and visits, per contractor', () => {
    const january = both().a.burden.filter(({ month }) => month === '2026-01');
    const narrative = packA.reports.narrative.length;
    const asked = packA.reports.attachments.filter(({ required }) => required).length;
    expect(january).toEqual([
      expect.objectContaining({
        contractorId: 'contractor-1',
        reports: 1,
        fields: narrative + 9,
        attachments: asked,
      }),
      {
        contractorId: 'contractor-2',
        month: '2026-01',
        reports: 1,
        fields: narrative + 3,
        attachments: asked,
        signatures: 2,
        visits: 1,
      },
    ]);
    const burdens = of('burden');
    expect(burdens.map(({ subject }) => subject.id)).toEqual(['contractor-1', 'contractor-2']);
    expect(burdens[1]?.b.attachments).toBe((burdens[1]?.a.attachments ?? 0) + 24);
    // All visits to the drawn stations fall to the contractor who has them.
    expect(burdens[0]?.b.visits).toBe(48 + 4 + 4 + 2);
  });

  test('a pack that scores beside one that does not: the grade is new, and points are lost by finding', () => {
    const itemId =
      plainScale(packA).items.find(({ score }) => score.kind === 'pass-fail' && score.weight > 0)?.item ?? '';
    const item = packB.checkItems.find(({ id }) => id === itemId);
    if (!item) throw new Error('the scale has no plain item');
    const scores: SimulationFacts['scores'] = [
      {
        agreementId: 'agreement-1',
        facts: {
          areas: [item.area],
          results: [
            {
              inspectionId: 'inspection',
              inspectionNumber: '检〔2026〕7',
              subjectId: 'station-1',
              subject: '站点',
              facilityKind: 'village-station',
              on: '2026-03-10',
              itemId,
              result: 'fails',
              fact: '',
              evidence: [],
              finding: { id: 'finding-2', number: '问〔2026〕7-1' },
            },
          ],
          verdicts: [],
          rectifications: [],
          reports: [],
        },
      },
    ];
    const { differences, b } = run(packA, packB, { ...simulatedFacts, scores });
    expect(b.grades).toHaveLength(1);
    expect(of('grade', differences)).toMatchObject([
      {
        subject: { id: 'agreement-1' },
        a: { totalHundredths: null, band: null, why: [] },
        b: { why: ['scoring'] },
      },
    ]);
    const [points] = of('points', differences);
    expect(points).toMatchObject({ subject: { id: 'finding-2' }, a: { lostHundredths: null } });
    expect(points?.b.lostHundredths).toBeGreaterThan(0);
  });

  test('every difference says why: each id it cites is a value of that pack, with its clause', () => {
    for (const [side, pack] of [
      ['a', packA],
      ['b', packB],
    ] as const) {
      const known = new Map(whysOf(pack, year.fromOn).map((one) => [one.id, one]));
      for (const difference of both().differences)
        for (const id of difference[side].why) expect(known.get(id)?.clause, id).toBeTruthy();
      expect(known.size).toBe(whysOf(pack, year.fromOn).length);
    }
  });
});

describe('what the rules themselves say differently', () => {
  test('a changed value is listed with both values and what they are called; the rest is not', () => {
    expect(of('term')).toMatchObject([
      {
        subject: { type: 'rule', id: 'period.serious' },
        a: { stands: true, values: [{ name: 'working-days', value: 5 }], why: ['period.serious'] },
        b: { stands: true, values: [{ name: 'working-days', value: 2 }], why: ['period.serious'] },
      },
      {
        subject: { id: 'repeat' },
        a: { values: [{ name: 'repeat-same', value: 'item' }] },
        b: { values: [{ name: 'repeat-same', value: 'facility' }] },
      },
    ]);
    expect(of('ladder')).toEqual([]);
    expect(of('rule').map((one) => one.subject.id)).toEqual([
      'obligation.monthly-report',
      'obligation.operation.service-centre',
      'obligation.operation.village-station',
      'reports',
    ]);
  });

  test('obligations, check items, rungs, grounds and conditions that are new or gone say so, with all they ask', () => {
    const [first] = packA.obligations;
    const [item] = packA.checkItems;
    const [rung] = packA.rectification.escalation;
    const [ground] = packA.disqualification.grounds;
    const [condition] = packA.gate.conditions;
    if (!first || !item || !rung || !ground || !condition) throw new Error('the pack has none of them');
    const less: RulePack = {
      ...packA,
      obligations: packA.obligations.slice(1),
      checkItems: packA.checkItems.slice(1),
      rectification: { ...packA.rectification, escalation: packA.rectification.escalation.slice(1) },
      disqualification: { ...packA.disqualification, grounds: packA.disqualification.grounds.slice(1) },
      gate: { ...packA.gate, conditions: packA.gate.conditions.slice(1) },
    };
    const gone = run(packA, less).differences;
    for (const [kind, id] of [
      ['rule', `obligation.${first.id}`],
      ['item', `item.${item.id}`],
      ['ladder', `rung.${rung.step}`],
      ['trigger', `ground.${ground.id}`],
      ['condition', `gate.${condition.id}`],
    ] as const) {
      const [found, ...more] = of(kind, gone);
      expect(more, kind).toEqual([]);
      expect(found).toMatchObject({
        subject: { type: 'rule', id },
        a: { stands: true, why: [id] },
        b: { stands: false, values: [], why: [] },
      });
      expect(of(kind, run(less, packA).differences)).toMatchObject([
        { a: { stands: false }, b: { stands: true } },
      ]);
    }
  });

  test.each<[string, (pack: RulePack) => RulePack, DifferenceKind, string, string]>([
    [
      'what is looked at',
      (pack) => ({
        ...pack,
        checkItems: pack.checkItems.map((item, at) =>
          at === 0 ? { ...item, guidance: { zh: '另看', en: 'Look elsewhere' } } : item,
        ),
      }),
      'item',
      `item.${packA.checkItems[0]?.id}`,
      'guidance',
    ],
    [
      'the findings that open a case',
      (pack) => ({
        ...pack,
        disqualification: { ...pack.disqualification, findings: valued(pack.disqualification.findings, 9) },
      }),
      'trigger',
      'trigger',
      'findings',
    ],
    [
      'the day a rung is reached',
      (pack) => ({
        ...pack,
        rectification: {
          ...pack.rectification,
          escalation: pack.rectification.escalation.map((rung, at) =>
            at === 1 ? { ...rung, afterOverdueDays: always(50) } : rung,
          ),
        },
      }),
      'ladder',
      `rung.${packA.rectification.escalation[1]?.step}`,
      'after-overdue-days',
    ],
    [
      'the reminder',
      (pack) => ({
        ...pack,
        rectification: {
          ...pack.rectification,
          reminderDaysBefore: valued(pack.rectification.reminderDaysBefore, 11),
        },
      }),
      'term',
      'reminder',
      packA.rectification.reminderDaysBefore.unit ?? 'working-days',
    ],
  ])('%s', (_, change, kind, id, name) => {
    const [found, ...more] = of(kind, run(packA, change(packA)).differences);
    expect(more).toEqual([]);
    expect(found?.subject).toEqual({ type: 'rule', id });
    for (const side of [found?.a, found?.b])
      expect(side && 'values' in side && side.values.map((value) => value.name)).toEqual([name]);
  });

  test('a value that changes within the window is told with its day', () => {
    const { period } = packA.rectification;
    const [basis] = period.major.values;
    if (!basis) throw new Error('no value');
    const later: RulePack = {
      ...packA,
      rectification: {
        ...packA.rectification,
        period: {
          ...period,
          major: {
            ...period.major,
            values: [{ ...basis, from: '2026-06-01', value: 3 }, ...period.major.values],
          },
        },
      },
    };
    expect(of('term', run(packA, later).differences)).toMatchObject([
      {
        a: { values: [{ value: basis.value, fromOn: null }] },
        b: {
          values: [
            { value: basis.value, fromOn: null },
            { value: 3, fromOn: '2026-06-01' },
          ],
        },
      },
    ]);
  });

  test('占比下限: an area that must get at least so much, where only one of the two reserves it', () => {
    const [cap] = packA.money.areaCaps.filter(({ share }) => share !== undefined);
    if (!cap?.share) throw new Error('no share');
    const share = valued(cap.share, 0.3);
    const floored: RulePack = {
      ...packA,
      money: {
        ...packA.money,
        areaFloors: [{ id: 'station-floor', area: 'station', name: { zh: '站点', en: 'Stations' }, share }],
      },
    };
    expect(of('floor', run(packA, floored).differences)).toEqual([
      {
        kind: 'floor',
        subject: { type: 'programme', id: 'programme' },
        area: 'station',
        a: { floorFen: null, why: [] },
        b: { floorFen: 450_000_000, why: ['floor.station-floor'] },
      },
    ]);
  });
});

describe('versions that follow one another', () => {
  const july = (next: RulePack): Regimes => [
    { fromOn: packA.inForceFrom, pack: packA },
    { fromOn: '2026-07-01', pack: next },
  ];

  test('until its day the version before goes on, and a period that began under it finishes under it', () => {
    const { a, b, differences } = run(packA, july(packB));
    const untilJuly = (of: typeof a) => of.months.filter(({ month }) => month < '2026-07');
    expect(untilJuly(b)).toEqual(untilJuly(a));
    const stations = of('obligations', differences).filter(({ subject }) => subject.type === 'facility');
    // Quarters from each station's own day: those begun in the first half of the year are still visited.
    expect(stations.some(({ b: { count } }) => count === 3)).toBe(true);
    expect(stations.every(({ b: { count, why } }) => count > 0 === why.length > 0)).toBe(true);
    const [stratum] = of('obligations', differences).filter(({ subject }) => subject.type === 'stratum');
    expect(stratum?.b.why).toEqual(['obligation.operation.village-station@2026-07-01']);
    // What was served before the day is counted as before; money is weighed by what is in force at the end.
    expect(of('deadline', differences)).toEqual([]);
    expect(of('payable', differences)).toMatchObject([{ b: { why: ['gate.no-overdue-letter@2026-07-01'] } }]);
  });

  test.each<[string, Regimes, Window, string]>([
    [
      'a version that follows before it is in force',
      july({ ...packB, inForceFrom: '2026-08-01' }),
      year,
      'simulation.before-regime',
    ],
    [
      'a version that follows after the window',
      july(packB),
      { ...year, toOn: '2026-06-30' },
      'simulation.after-window',
    ],
    [
      'a sequence that begins within the window',
      [{ fromOn: '2026-03-01', pack: packA }],
      year,
      'simulation.before-regime',
    ],
  ])('%s is refused', (_, regimes, window, code) => {
    const decided = decideWindow([packA, regimes], window);
    expect(decided.ok ? '' : decided.refusal.code).toBe(code);
  });

  test('a sequence is the same in whatever order it is handed in', () => {
    const sequence = july(packB) as readonly { fromOn: string; pack: RulePack }[];
    expect(run(packA, sequence.toReversed())).toEqual(run(packA, sequence));
  });
});

describe('the window', () => {
  test.each<[string, RulePack, Window, string]>([
    ['reversed', packB, { fromOn: '2026-02-01', toOn: '2026-01-31' }, 'simulation.window-reversed'],
    [
      'longer than five years',
      packB,
      { fromOn: '2026-01-01', toOn: '2031-01-01' },
      'simulation.window-too-long',
    ],
    [
      'before a pack is in force',
      { ...packB, inForceFrom: '2026-07-01' },
      { fromOn: '2026-06-30', toOn: '2026-12-31' },
      'simulation.before-regime',
    ],
  ])('%s is refused', (_, pack, window, code) => {
    const decided = decideWindow([packA, pack], window);
    expect(decided.ok ? '' : decided.refusal.code).toBe(code);
  });

  test.each<[string, Window]>([
    ['one day', { fromOn: '2026-01-01', toOn: '2026-01-01' }],
    ['five years to the day', { fromOn: '2026-01-01', toOn: '2030-12-31' }],
    ['from the first day of the regime', { fromOn: packA.inForceFrom, toOn: '2021-12-31' }],
  ])('%s is allowed', (_, window) => {
    expect(decideWindow([packA, packB], window).ok).toBe(true);
    expect(() => run(packA, packB, simulatedFacts, window)).not.toThrow();
  });

  test('months are those the window touches', () => {
    expect(monthsOf({ fromOn: '2025-12-31', toOn: '2026-02-01' })).toEqual(['2025-12', '2026-01', '2026-02']);
  });

  test('nothing outside the window is counted', () => {
    const { a } = run(packA, packB, simulatedFacts, { fromOn: '2026-02-01', toOn: '2026-02-05' });
    expect(a.months).toMatchObject([{ month: '2026-02', reports: 2, inspections: 0 }]);
  });
});

const anyWindow = fc
  .record({ from: fc.integer({ min: 0, max: 900 }), days: fc.integer({ min: 0, max: 700 }) })
  .map(({ from, days }): Window => {
    const start = plainDate('2024-06-01').add({ days: from });
    return { fromOn: start.toString(), toOn: start.add({ days }).toString() };
  });
const anyPack = fc
  .record({
    months: fc.constantFrom(1, 3, 6, 12),
    anchor: fc.constantFrom('calendar' as const, 'operation-day' as const),
    grace: fc.integer({ min: 0, max: 60 }),
    share: fc.constantFrom(0.1, 0.33, 0.5, 1),
    serious: fc.integer({ min: 1, max: 30 }),
    same: fc.constantFrom('item' as const, 'area' as const, 'facility' as const),
    withhold: fc.constantFrom(0, 0.25, 1),
    stricter: fc.boolean(),
  })
  .map(({ months, anchor, grace, share, serious, same, withhold, stricter }): RulePack => {
    const from = stricter ? packB : packA;
    return {
      ...from,
      obligations: from.obligations.map((rule) =>
        rule.phase === 'operation'
          ? {
              ...rule,
              every: { months: always(months) },
              anchor,
              graceDays: valued(rule.graceDays, grace),
              ...(rule.coverage?.share ? { coverage: { share: valued(rule.coverage.share, share) } } : {}),
            }
          : rule,
      ),
      rectification: {
        ...from.rectification,
        period: { ...from.rectification.period, serious: valued(from.rectification.period.serious, serious) },
        repeatSame: same,
      },
      gate: {
        ...from.gate,
        conditions: from.gate.conditions.map((condition) =>
          condition.withholdShare
            ? { ...condition, withholdShare: valued(condition.withholdShare, withhold) }
            : condition,
        ),
      },
    };
  });

describe('properties', () => {
  test('the same pack twice gives no difference', () => {
    fc.assert(
      fc.property(anyPack, anyWindow, (pack, window) => {
        const { a, b, differences } = run(pack, structuredClone(pack), simulatedFacts, window);
        expect(differences).toEqual([]);
        expect(b).toEqual(a);
      }),
      { numRuns: 25 },
    );
  });

  test('swapping the two packs mirrors every difference, in the same order', () => {
    fc.assert(
      fc.property(anyPack, anyPack, anyWindow, (left, right, window) => {
        const there = run(left, right, simulatedFacts, window).differences;
        const back = run(right, left, simulatedFacts, window).differences;
        expect(back).toEqual(there.map((one) => ({ ...one, a: one.b, b: one.a })));
      }),
      { numRuns: 25 },
    );
  });

  test('a pack that follows itself on any day is the pack', () => {
    const anyDay = fc
      .integer({ min: -800, max: 1600 })
      .map((days) => plainDate('2025-01-01').add({ days }).toString());
    fc.assert(
      fc.property(anyPack, anyWindow, anyDay, (pack, window, day) => {
        const split: Regimes = [
          { fromOn: pack.inForceFrom, pack },
          { fromOn: day, pack: structuredClone(pack) },
        ];
        const { a, b, differences } = run(pack, split, simulatedFacts, window);
        expect(differences).toEqual([]);
        expect(b).toEqual(a);
      }),
      { numRuns: 40 },
    );
  });

  test('swapping two sequences mirrors every difference as well', () => {
    fc.assert(
      fc.property(anyPack, anyPack, fc.integer({ min: 0, max: 364 }), (left, right, days) => {
        const on = plainDate(year.fromOn).add({ days }).toString();
        const follows: Regimes = [
          { fromOn: left.inForceFrom, pack: left },
          { fromOn: on, pack: right },
        ];
        const there = run(left, follows).differences;
        const back = run(follows, left).differences;
        expect(back).toEqual(there.map((one) => ({ ...one, a: one.b, b: one.a })));
      }),
      { numRuns: 25 },
    );
  });

  test('totals are the sums over months, over rules and over kinds of place, whatever follows what', () => {
    fc.assert(
      fc.property(
        anyPack,
        anyPack,
        anyWindow,
        fc.integer({ min: 0, max: 700 }),
        (left, right, window, days) => {
          const on = plainDate(window.fromOn).add({ days }).toString();
          const { b } = run(
            left,
            [
              { fromOn: left.inForceFrom, pack: left },
              { fromOn: on, pack: right },
            ],
            simulatedFacts,
            window,
          );
          const sum = (all: readonly number[]) => all.reduce((whole, one) => whole + one, 0);
          const acts = sum(b.rules.map((rule) => rule.acts));
          expect(sum(b.months.map(({ visits, reports }) => visits + reports))).toBe(acts);
          expect(sum(b.subjects.map(({ visits, reports }) => visits + reports))).toBe(acts);
          expect(sum(b.burden.map(({ reports }) => reports))).toBe(
            sum(b.months.map(({ reports }) => reports)),
          );
          expect(sum(b.restDays.map(({ stays, moves }) => stays + moves))).toBe(
            sum(b.months.map(({ onWeekends, onHolidays }) => onWeekends + onHolidays)),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test('the order of the facts makes no difference', () => {
    const expected = both();
    const shuffled = <T>(items: readonly T[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
    fc.assert(
      fc.property(
        shuffled(simulatedFacts.baseline.facilities),
        shuffled(simulatedFacts.baseline.agreements),
        shuffled(simulatedFacts.members),
        shuffled(simulatedFacts.findings),
        shuffled(simulatedFacts.rectifications),
        (facilities, agreements, members, findings, rectifications) => {
          const facts: SimulationFacts = {
            ...simulatedFacts,
            baseline: { ...simulatedFacts.baseline, facilities, agreements },
            members,
            findings,
            rectifications,
          };
          expect(run(packA, packB, facts)).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('what one window counts, its two halves count together', () => {
    fc.assert(
      fc.property(anyPack, fc.integer({ min: 1, max: 364 }), (pack, days) => {
        const middle = plainDate(year.fromOn).add({ days });
        const sum = (window: Window) =>
          run(pack, pack, simulatedFacts, window).a.months.reduce(
            (all, { visits, reports }) => all + visits + reports,
            0,
          );
        const first = { fromOn: year.fromOn, toOn: middle.subtract({ days: 1 }).toString() };
        expect(sum(first) + sum({ fromOn: middle.toString(), toOn: year.toOn })).toBe(sum(year));
      }),
      { numRuns: 25 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadWorkCalendar } from '#platform/rule-packs.ts';
import { packA, packB } from '#testing/simulations.ts';
import { dayNumber } from '../obligation/obligation.period.rules.ts';
import { countySizes, nationOf, nationSize, simulateNation } from './simulation.nation.rules.ts';

const calendar = loadWorkCalendar();
const window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
const small = { counties: 12, facilities: 900 };

describe('N18 an invented nation', () => {
  test('has 1,489 counties and 150,000 facilities, of sizes as unlike as real counties', () => {
    const sizes = countySizes(1, nationSize.counties, nationSize.facilities);
    expect(sizes).toHaveLength(1489);
    expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(150_000);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...sizes)).toBeGreaterThan(300);
  });

  test('is the same nation from the same seed and another from another', () => {
    const [one] = nationOf(7, small);
    expect([...nationOf(7, small)][0]).toEqual(one);
    expect([...nationOf(8, small)][0]).not.toEqual(one);
  });

  test('every county has one service centre, stations in its towns, contracts that built them and people to inspect', () => {
    for (const { facts } of nationOf(3, small)) {
      const { facilities, agreements } = facts.baseline;
      expect(facilities.filter(({ kind }) => kind === 'service-centre')).toHaveLength(1);
      const known = new Set(agreements.map(({ id }) => id));
      for (const one of facilities) {
        expect(known.has(one.agreementId)).toBe(true);
        expect((one.operationStartedOn ?? '') > one.constructionStartedOn).toBe(true);
        expect(one.phases.map(({ fromOn }) => fromOn)).toEqual(
          one.phases.map(({ fromOn }) => fromOn).toSorted(),
        );
      }
      expect(facts.members.length).toBeGreaterThanOrEqual(6);
    }
  });

  test('both packs are counted over it, and the order of the counties makes no difference', () => {
    const counties = [...nationOf(1, small)];
    const outcome = simulateNation(packA, packB, counties, calendar, window);
    expect(outcome).toMatchObject({ counties: 12, facilities: 900 });
    expect(outcome.a.inspections).toBeGreaterThan(900);
    expect(outcome.b.moved).toBeGreaterThan(0);
    expect(outcome.differing).toBeGreaterThan(0);
    expect(simulateNation(packA, packB, counties.toReversed(), calendar, window)).toEqual(outcome);
  });

  test('the same pack twice differs nowhere', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
        const outcome = simulateNation(
          packA,
          packA,
          nationOf(seed, { counties: 3, facilities: 90 }),
          calendar,
          window,
        );
        expect(outcome).toMatchObject({ differing: 0, moreVisits: 0, fewerVisits: 0, b: outcome.a });
      }),
      { numRuns: 10 },
    );
  });
});

describe('an invented county is like one of the programme', () => {
  // Made anew in each test, so that what a test looks at is made by what it tests.
  const invented = () => {
    const counties = [...nationOf(5, { counties: 60, facilities: 6000 })];
    return { counties, all: counties.flatMap(({ facts }) => facts.baseline.facilities) };
  };
  const share = (part: number, whole: number) => part / whole;
  const daysFrom = (from: string, to: string) => dayNumber(to) - dayNumber(from);

  test('counties are numbered from 900001 and hold all the facilities, each at least eight', () => {
    const { counties, all } = invented();
    expect(counties.map(({ code }) => code)).toEqual(counties.map((_, at) => String(900_001 + at)));
    expect(all).toHaveLength(6000);
    expect(new Set(all.map(({ id }) => id)).size).toBe(6000);
    for (const { code, facts } of counties) {
      const { facilities } = facts.baseline;
      expect(facilities.length).toBeGreaterThanOrEqual(8);
      expect(facilities.map(({ id }) => id)).toEqual(facilities.map((_, at) => `${code}-${at + 1}`));
    }
  });

  test('sizes add up whatever is asked for, and no county is a tenth of the nation', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 30, max: 200 }), fc.nat(20_000), (seed, number, facilities) => {
        const sizes = countySizes(seed, number, facilities);
        expect(sizes).toHaveLength(number);
        expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(facilities);
        expect(Math.min(...sizes)).toBeGreaterThanOrEqual(Math.min(8, Math.floor(facilities / number)));
      }),
      { numRuns: 30 },
    );
    // Half of them are smaller than the mean, as counties are.
    const sizes = countySizes(5, 1489, 150_000).toSorted((a, b) => a - b);
    const median = sizes[744] ?? 0;
    expect(median).toBeGreaterThan(60);
    expect(median).toBeLessThan(95);
    expect(sizes.at(-1)).toBeLessThan(1500);
  });

  test('a town for every eight places, at least one and at most fourteen, each with its station; its code begins with the county’s', () => {
    const { counties } = invented();
    for (const { code, facts } of counties) {
      const { facilities } = facts.baseline;
      const towns = Math.max(1, Math.min(14, Math.floor(facilities.length / 8)));
      expect(facilities.filter(({ kind }) => kind === 'town-station')).toHaveLength(towns);
      const codes = new Set(facilities.map(({ townCode }) => townCode));
      expect([...codes].toSorted()).toEqual(Array.from({ length: towns }, (_, at) => `${code}${100 + at}`));
      expect(facilities[0]?.kind).toBe('service-centre');
    }
    const [tiny] = nationOf(1, { counties: 1, facilities: 3 });
    expect(new Set(tiny?.facts.baseline.facilities.map(({ townCode }) => townCode)).size).toBe(1);
  });

  test('half of the counties have a logistics centre, a quarter a supply chain centre, none two', () => {
    const { counties } = invented();
    const having = (kind: string) =>
      counties.filter(({ facts }) => {
        const own = facts.baseline.facilities.filter((one) => one.kind === kind).length;
        expect(own).toBeLessThanOrEqual(1);
        return own === 1;
      }).length;
    expect(share(having('logistics-centre'), 60)).toBeGreaterThan(0.3);
    expect(share(having('logistics-centre'), 60)).toBeLessThan(0.7);
    expect(share(having('supply-chain-centre'), 60)).toBeGreaterThan(0.1);
    expect(share(having('supply-chain-centre'), 60)).toBeLessThan(0.4);
  });

  test('each kind of place is built under the contract for it, by the company of that contract', () => {
    const { counties } = invented();
    const lotOf: Readonly<Record<string, string>> = {
      'service-centre': 'centre',
      'logistics-centre': 'logistics',
      'town-station': 'station',
      'village-station': 'station',
      'supply-chain-centre': 'supply',
    };
    for (const { code, facts } of counties) {
      for (const { kind, agreementId, contractorId } of facts.baseline.facilities) {
        expect(agreementId).toBe(`${code}-${lotOf[kind]}`);
        expect(contractorId).toBe(`${agreementId}-company`);
      }
      expect(facts.baseline.agreements.map(({ id, areas }) => [id, areas])).toEqual([
        [`${code}-centre`, ['service-centre', 'training']],
        [`${code}-logistics`, ['logistics']],
        [`${code}-station`, ['station']],
        [`${code}-supply`, ['supply-chain']],
      ]);
    }
  });

  test('a programme runs five years from one of five batches; contracts are signed within three months of it for two years', () => {
    const { counties } = invented();
    const starts = new Set<number>();
    let open = 0;
    for (const { code, facts } of counties) {
      const [programme, ...more] = facts.baseline.programmes;
      if (!programme?.endsOn) throw new Error('a programme has its days');
      expect(more).toEqual([]);
      expect(programme.id).toBe(code);
      expect(daysFrom(programme.startsOn, programme.endsOn)).toBe(1825);
      const after = daysFrom('2021-04-01', programme.startsOn);
      starts.add(Math.floor(after / 365));
      expect(after % 365).toBeLessThanOrEqual(60);
      for (const { signedOn, startsOn, endsOn, endedOn, programmeId } of facts.baseline.agreements) {
        expect(programmeId).toBe(code);
        expect(daysFrom(programme.startsOn, signedOn)).toBeGreaterThanOrEqual(20);
        expect(daysFrom(programme.startsOn, signedOn)).toBeLessThanOrEqual(90);
        expect(daysFrom(signedOn, startsOn)).toBe(5);
        expect(daysFrom(signedOn, endsOn)).toBe(730);
        if (endedOn === null) open += 1;
        else {
          expect(daysFrom(endsOn, endedOn)).toBeGreaterThanOrEqual(0);
          expect(daysFrom(endsOn, endedOn)).toBeLessThanOrEqual(200);
        }
      }
    }
    expect([...starts].toSorted()).toEqual([0, 1, 2, 3, 4]);
    expect(share(open, 240)).toBeGreaterThan(0.03);
    expect(share(open, 240)).toBeLessThan(0.2);
  });

  test('a place is built after its contract begins and opens two to fourteen months later; what becomes of it comes after', () => {
    const { counties, all } = invented();
    const agreements = new Map(
      counties.flatMap(({ facts }) => facts.baseline.agreements.map((one) => [one.id, one])),
    );
    const fates = new Map<string, number>();
    for (const { agreementId, constructionStartedOn, operationStartedOn, phases } of all) {
      const begun = daysFrom(agreements.get(agreementId)?.startsOn ?? '', constructionStartedOn);
      expect(begun >= 0 && begun <= 120).toBe(true);
      const built = daysFrom(constructionStartedOn, operationStartedOn ?? '');
      expect(built >= 60 && built <= 420).toBe(true);
      expect(phases.slice(0, 2)).toEqual([
        { fromOn: constructionStartedOn, phase: 'construction' },
        { fromOn: operationStartedOn, phase: 'operation' },
      ]);
      const [shut, again] = phases.slice(2);
      if (shut) {
        const open = daysFrom(operationStartedOn ?? '', shut.fromOn);
        expect(open >= 120 && open <= 900).toBe(true);
      }
      if (shut && again) {
        const closed = daysFrom(shut.fromOn, again.fromOn);
        expect(closed >= 40 && closed <= 220).toBe(true);
      }
      const fate = phases
        .slice(2)
        .map(({ phase }) => phase)
        .join(' ');
      fates.set(fate, (fates.get(fate) ?? 0) + 1);
    }
    expect([...fates.keys()].toSorted()).toEqual(['', 'suspended', 'suspended operation', 'withdrawn']);
    // Three in a hundred each; the rest goes on.
    for (const [fate, number] of fates)
      expect(Math.abs(share(number, all.length) - (fate === '' ? 0.91 : 0.03))).toBeLessThan(0.012);
  });

  test('six to eighteen people inspect from the first day on; some leave between the first and the fifth year', () => {
    const { counties } = invented();
    const members = counties.flatMap(({ code, facts }) => {
      const own = facts.members;
      expect(own.length >= 6 && own.length <= 18).toBe(true);
      expect(own.map(({ personId }) => personId)).toEqual(own.map((_, at) => `${code}-p${at + 1}`));
      for (const { fromOn, untilOn } of own) {
        expect(fromOn).toBe(facts.baseline.programmes[0]?.startsOn);
        if (untilOn !== null)
          expect(daysFrom(fromOn, untilOn) >= 300 && daysFrom(fromOn, untilOn) <= 1800).toBe(true);
      }
      return own;
    });
    const left = share(members.filter(({ untilOn }) => untilOn !== null).length, members.length);
    expect(left > 0.1 && left < 0.2).toBe(true);
    expect(share(members.length, 60)).toBeGreaterThan(10);
    expect(share(members.length, 60)).toBeLessThan(14);
  });

  test('each contract promises three to twelve lines, all of these numbers occur', () => {
    const { counties } = invented();
    const lines = counties.flatMap(({ facts }) => {
      expect(facts.promisedLines.map(({ agreementId }) => agreementId)).toEqual(
        facts.baseline.agreements.map(({ id }) => id),
      );
      return facts.promisedLines.map(({ count }) => count);
    });
    expect([...new Set(lines)].toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test('chance falls evenly: every tenth of the days of building has its tenth of the places', () => {
    const { all } = invented();
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const { constructionStartedOn, operationStartedOn } of all) {
      const place = Math.floor((daysFrom(constructionStartedOn, operationStartedOn ?? '') - 60) / 36.1);
      tenths[place] = (tenths[place] ?? 0) + 1;
    }
    expect(tenths).toHaveLength(10);
    for (const count of tenths) expect(Math.abs(count / all.length - 0.1)).toBeLessThan(0.02);
  });

  test('no two counties and no two seeds are alike', () => {
    const { counties } = invented();
    const shape = ({ facts }: ReturnType<typeof invented>['counties'][number]) =>
      JSON.stringify([
        facts.baseline.programmes[0]?.startsOn,
        facts.baseline.facilities.slice(0, 6).map(({ operationStartedOn }) => operationStartedOn),
        facts.members.length,
      ]);
    expect(new Set(counties.map(shape)).size).toBe(60);
    const others = [...nationOf(6, { counties: 60, facilities: 6000 })];
    expect(new Set([...counties, ...others].map(shape)).size).toBe(120);
  });
});

describe('the sums of a nation', () => {
  const counties = [...nationOf(1, small)];
  const whole = () => simulateNation(packA, packB, counties, calendar, window);

  test('are the sums of its counties, and a county has more visits under B, fewer, or as many', () => {
    const { a, b, moreVisits, fewerVisits, differing } = whole();
    const one = counties.map((county) => simulateNation(packA, packB, [county], calendar, window));
    const sum = (of: (outcome: (typeof one)[number]) => number) =>
      one.reduce((all, outcome) => all + of(outcome), 0);
    for (const key of Object.keys(a) as (keyof typeof a)[]) {
      expect(a[key], key).toBe(sum((outcome) => outcome.a[key]));
      expect(b[key], key).toBe(sum((outcome) => outcome.b[key]));
      expect(a[key], key).toBeGreaterThan(key === 'moved' ? -1 : 0);
    }
    expect(differing).toBe(sum((outcome) => outcome.differing));
    expect(moreVisits).toBe(one.filter((outcome) => outcome.b.visits > outcome.a.visits).length);
    expect(fewerVisits).toBe(one.filter((outcome) => outcome.b.visits < outcome.a.visits).length);
    const back = simulateNation(packB, packA, counties, calendar, window);
    expect(back).toMatchObject({ a: b, b: a, moreVisits: fewerVisits, fewerVisits: moreVisits, differing });
  });

  test('agree with one another: an obligation is an inspection or a report, each visit is made by two at least', () => {
    const { a, b } = whole();
    expect(a.obligations).toBe(a.inspections + a.reports);
    expect(a.personVisits).toBe(2 * a.visits);
    expect(a.moved).toBe(0);
    expect(b.moved).toBeGreaterThan(0);
    expect(a.visits).toBeGreaterThanOrEqual(a.inspections);
    // Each report and each visit to somebody’s own place is signed for; visits to funds of a programme by nobody.
    expect(a.signatures).toBeGreaterThanOrEqual(a.reports);
    expect(a.fields).toBeGreaterThanOrEqual(a.reports * packA.reports.narrative.length);
    expect(a.personMonths).toBe(
      counties.reduce(
        (all, { facts }) =>
          all +
          facts.members.reduce((months, { fromOn, untilOn }) => {
            const [from, until] = [fromOn.slice(0, 7), (untilOn ?? '9999-12').slice(0, 7)];
            return (
              months +
              Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`).filter(
                (month) => month >= from && month <= until,
              ).length
            );
          }, 0),
        0,
      ),
    );
  });
});

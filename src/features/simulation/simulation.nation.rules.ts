import { plainDate } from '#kernel/temporal.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { AgreementFacts, FacilityFacts } from '../obligation/obligation.model.ts';
import { dayNumber, textOf } from '../obligation/obligation.period.rules.ts';
import type { ContentArea, FacilityKind } from '../regime/regime.model.ts';
import { countDiffering } from './simulation.difference.rules.ts';
import { planFor } from './simulation.due.rules.ts';
import type { Regimes, Window } from './simulation.model.ts';
import { sideOf } from './simulation.side.rules.ts';
import { type TalliedFacts, type Tally, tallyOf } from './simulation.tally.rules.ts';

// An invented nation of the size the programme reached: 1,489 counties with more than 150,000 stations and centres. Made county by
// county from a seed, so that nothing is held; the same seed gives the same nation on any machine.

export const nationSize = { counties: 1489, facilities: 150_000 } as const;

export type CountyOfNation = { readonly code: string; readonly facts: TalliedFacts };

/** mulberry32: small, quick, and good enough for invented data. Nothing that matters is drawn with it. */
function chanceOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    whole: (from: number, to: number): number => from + Math.floor(next() * (to - from + 1)),
    happens: (share: number): boolean => next() < share,
  };
}
type Chance = ReturnType<typeof chanceOf>;

/** Many counties of middling size and a few large ones; the sizes add up to the whole. */
export function countySizes(seed: number, counties: number, facilities: number): readonly number[] {
  const chance = chanceOf(seed);
  const weights = Array.from({ length: counties }, () => Math.exp(0.8 * normal(chance)));
  const least = Math.min(8, Math.floor(facilities / counties));
  const rest = facilities - least * counties;
  const sum = weights.reduce((all, one) => all + one, 0);
  const sizes = weights.map((weight) => least + Math.floor((weight / sum) * rest));
  const left = facilities - sizes.reduce((all, one) => all + one, 0);
  return sizes.map((size, at) => (at < left ? size + 1 : size));
}

/** Near enough to a normal deviate. */
const normal = (chance: Chance): number =>
  Array.from({ length: 6 }, chance.next).reduce((all, one) => all + one, -3) * Math.SQRT2;

export function* nationOf(
  seed: number,
  { counties, facilities }: { readonly counties: number; readonly facilities: number } = nationSize,
): Generator<CountyOfNation> {
  for (const [at, size] of countySizes(seed, counties, facilities).entries())
    yield countyOf(seed, String(900_001 + at), size);
}

const firstBatchOn = dayNumber('2021-04-01');

type Lot = {
  readonly name: string;
  readonly areas: readonly ContentArea[];
  readonly kinds: readonly FacilityKind[];
};
const lots: readonly Lot[] = [
  { name: 'centre', areas: ['service-centre', 'training'], kinds: ['service-centre'] },
  { name: 'logistics', areas: ['logistics'], kinds: ['logistics-centre'] },
  { name: 'station', areas: ['station'], kinds: ['town-station', 'village-station'] },
  { name: 'supply', areas: ['supply-chain'], kinds: ['supply-chain-centre'] },
];

function countyOf(seed: number, code: string, size: number): CountyOfNation {
  const chance = chanceOf(Math.imul(seed + 1, 0x9e3779b1) ^ Number(code));
  // One batch a year, five of them.
  const startsOn = firstBatchOn + 365 * chance.whole(0, 4) + chance.whole(0, 60);
  const towns = Math.max(1, Math.min(14, Math.floor(size / 8)));
  const agreements = lots.map((lot): AgreementFacts => {
    const signed = startsOn + chance.whole(20, 90);
    const ends = signed + 730;
    return {
      id: `${code}-${lot.name}`,
      contractorId: `${code}-${lot.name}-company`,
      areas: [...lot.areas],
      signedOn: textOf(signed),
      startsOn: textOf(signed + 5),
      endsOn: textOf(ends),
      // Nine in ten are completed some months after their day.
      endedOn: chance.happens(0.9) ? textOf(ends + chance.whole(0, 200)) : null,
      programmeId: code,
    };
  });
  const kinds = kindsOf(chance, size, towns);
  return {
    code,
    facts: {
      baseline: {
        programmes: [{ id: code, startsOn: textOf(startsOn), endsOn: textOf(startsOn + 1825) }],
        agreements,
        facilities: kinds.map((kind, at) => facilityOf(chance, code, kind, at, towns, agreements)),
      },
      members: membersOf(chance, code, startsOn),
      promisedLines: agreements.map(({ id }) => ({ agreementId: id, count: chance.whole(3, 12) })),
    },
  };
}

function kindsOf(chance: Chance, size: number, towns: number): readonly FacilityKind[] {
  const centres: FacilityKind[] = [
    'service-centre',
    ...(chance.happens(0.5) ? (['logistics-centre'] as const) : []),
    ...(chance.happens(0.25) ? (['supply-chain-centre'] as const) : []),
    ...Array.from({ length: towns }, () => 'town-station' as const),
  ];
  return Array.from({ length: size }, (_, at) => centres[at] ?? 'village-station');
}

function facilityOf(
  chance: Chance,
  code: string,
  kind: FacilityKind,
  at: number,
  towns: number,
  agreements: readonly AgreementFacts[],
): FacilityFacts {
  const lot = lots.findIndex(({ kinds }) => kinds.includes(kind));
  const agreement = agreements[lot];
  if (!agreement) throw new Error(`no contract builds a ${kind}`);
  const built = dayNumber(agreement.startsOn) + chance.whole(0, 120);
  const opened = built + chance.whole(60, 420);
  const shut = opened + chance.whole(120, 900);
  const fate = chance.next();
  const later =
    fate < 0.03
      ? [{ fromOn: textOf(shut), phase: 'withdrawn' as const }]
      : fate < 0.09
        ? [
            { fromOn: textOf(shut), phase: 'suspended' as const },
            ...(fate < 0.06
              ? [{ fromOn: textOf(shut + chance.whole(40, 220)), phase: 'operation' as const }]
              : []),
          ]
        : [];
  return {
    id: `${code}-${at + 1}`,
    agreementId: agreement.id,
    contractorId: agreement.contractorId,
    kind,
    townCode: `${code}${100 + (at % towns)}`,
    constructionStartedOn: textOf(built),
    operationStartedOn: textOf(opened),
    phases: [
      { fromOn: textOf(built), phase: 'construction' },
      { fromOn: textOf(opened), phase: 'operation' },
      ...later,
    ],
  };
}

const membersOf = (chance: Chance, code: string, startsOn: number): TalliedFacts['members'] =>
  Array.from({ length: chance.whole(6, 18) }, (_, at) => ({
    personId: `${code}-p${at + 1}`,
    fromOn: textOf(startsOn),
    untilOn: chance.happens(0.15) ? textOf(startsOn + chance.whole(300, 1800)) : null,
  }));

export type NationSide = {
  readonly obligations: number;
  readonly inspections: number;
  readonly visits: number;
  readonly reports: number;
  readonly onWeekends: number;
  readonly onHolidays: number;
  readonly moved: number;
  readonly fields: number;
  readonly signatures: number;
  readonly personVisits: number;
  /** People of the groups, month by month. */
  readonly personMonths: number;
};
export type NationOutcome = {
  readonly counties: number;
  readonly facilities: number;
  readonly a: NationSide;
  readonly b: NationSide;
  /** Subjects and matters in which the two packs differ, and counties with more or fewer visits under B. */
  readonly differing: number;
  readonly moreVisits: number;
  readonly fewerVisits: number;
};

type Sums = { -readonly [Key in keyof NationSide]: number };
const noSums = (): Sums => ({
  obligations: 0,
  inspections: 0,
  visits: 0,
  reports: 0,
  onWeekends: 0,
  onHolidays: 0,
  moved: 0,
  fields: 0,
  signatures: 0,
  personVisits: 0,
  personMonths: 0,
});

/** Both sides over every county, one after the other; nothing of a county is kept but its sums. */
export function simulateNation(
  a: Regimes,
  b: Regimes,
  counties: Iterable<CountyOfNation>,
  calendar: WorkCalendar,
  window: Window,
): NationOutcome {
  const judgedOn = plainDate(window.fromOn).toString();
  const [own, other] = [sideOf(a), sideOf(b)];
  const planA = planFor(own, calendar, window, judgedOn);
  const planB = planFor(other, calendar, window, judgedOn);
  const sums = { a: noSums(), b: noSums() };
  const counted = { counties: 0, facilities: 0, differing: 0, moreVisits: 0, fewerVisits: 0 };
  for (const { facts } of counties) {
    const left = tallyOf(own, planA, facts, calendar, window);
    const right = tallyOf(other, planB, facts, calendar, window);
    const before = sums.b.visits - sums.a.visits;
    add(sums.a, left);
    add(sums.b, right);
    const more = sums.b.visits - sums.a.visits - before;
    counted.counties += 1;
    counted.facilities += facts.baseline.facilities.length;
    counted.differing += countDiffering(left, right);
    if (more > 0) counted.moreVisits += 1;
    if (more < 0) counted.fewerVisits += 1;
  }
  return { ...counted, ...sums };
}

function add(sums: Sums, tally: Tally): void {
  for (const month of tally.months) {
    sums.inspections += month.inspections;
    sums.visits += month.visits;
    sums.reports += month.reports;
    sums.onWeekends += month.onWeekends;
    sums.onHolidays += month.onHolidays;
    sums.moved += month.moved;
    sums.personVisits += month.personVisits;
    sums.personMonths += month.people;
  }
  for (const { count } of tally.rules) sums.obligations += count;
  for (const { fields, signatures } of tally.burden) {
    sums.fields += fields;
    sums.signatures += signatures;
  }
}

import { byText } from '#kernel/order.ts';
import { textOf } from '../obligation/obligation.period.rules.ts';
import {
  type BurdenDifference,
  type BurdenTally,
  type CapDifference,
  type DeadlineDifference,
  type Difference,
  differenceKinds,
  type FloorDifference,
  type GradeDifference,
  type ObligationDifference,
  type PackOutcome,
  type PayableDifference,
  type PointsDifference,
  type RepeatDifference,
  type RungDifference,
  type SimulationFacts,
  type Window,
} from './simulation.model.ts';
import { ruleDifferences } from './simulation.rule.rules.ts';
import { cited, lastOf, type Side as Versions, versionOn } from './simulation.side.rules.ts';
import { closesOfAct, dueOfAct, type Owed, type Tally } from './simulation.tally.rules.ts';
import { periodWhy } from './simulation.why.rules.ts';

type Compared = Pick<Tally, 'owed' | 'rulesByContractor'> & PackOutcome;
type Side = { readonly side: Versions; readonly outcome: Compared };

/** What differs between two outcomes on the same facts, subject by subject; in one order whoever asks. */
export function differencesOf(
  a: Side,
  b: Side,
  facts: SimulationFacts,
  window: Window,
): readonly Difference[] {
  return [
    ...ruleDifferences(a.side, b.side, window),
    ...obligationDifferences(a.outcome, b.outcome),
    ...timeDifferences(a, b, facts),
    ...repeatDifferences(a, b, facts),
    ...gradeDifferences(a, b, window),
    ...payableDifferences(a, b, window),
    ...capDifferences(a, b, window),
    ...floorDifferences(a, b, window),
    ...burdenDifferences(a.outcome, b.outcome),
  ].toSorted(inOrder);
}

const inOrder = (x: Difference, y: Difference): number =>
  differenceKinds.indexOf(x.kind) - differenceKinds.indexOf(y.kind) ||
  byText(x.subject.type, y.subject.type) ||
  byText(x.subject.id, y.subject.id) ||
  byText('matter' in x ? x.matter : '', 'matter' in y ? y.matter : '') ||
  byText(areaOf(x), areaOf(y));
const areaOf = (one: Difference): string => ('area' in one ? (one.area ?? '') : '');

const union = (x: Iterable<string>, y: Iterable<string>): readonly string[] => [...new Set([...x, ...y])];

/** How many subjects and matters the two packs treat differently. */
export const countDiffering = (a: Pick<Tally, 'owed'>, b: Pick<Tally, 'owed'>): number =>
  union(a.owed.keys(), b.owed.keys()).filter((key) => !sameActs(a.owed.get(key), b.owed.get(key))).length;

const sameActs = (x: Owed | undefined, y: Owed | undefined): boolean =>
  x?.acts.length === y?.acts.length && (x?.acts ?? []).every((act, place) => act === y?.acts[place]);

export function obligationDifferences(
  a: Pick<Tally, 'owed'>,
  b: Pick<Tally, 'owed'>,
): readonly ObligationDifference[] {
  return union(a.owed.keys(), b.owed.keys()).flatMap((key): ObligationDifference[] => {
    const [own, other] = [a.owed.get(key), b.owed.get(key)];
    const about = own ?? other;
    if (!about || sameActs(own, other)) return [];
    return [
      {
        kind: 'obligations',
        subject: { type: about.subjectType, id: about.subjectId },
        matter: about.kind,
        area: about.area,
        a: obligationSide(own, other),
        b: obligationSide(other, own),
      },
    ];
  });
}

function obligationSide(own: Owed | undefined, other: Owed | undefined): ObligationDifference['a'] {
  const acts = own?.acts ?? [];
  const theirs = other?.acts ?? [];
  const onlyOn = without(acts.map(dueOfAct), theirs.map(dueOfAct)).map(textOf);
  const [ends] = onlyOn.length > 0 ? [] : without(acts, theirs);
  return {
    count: acts.length,
    onlyOn,
    closesOn: ends === undefined ? null : textOf(closesOfAct(ends)),
    why: [...(own?.whys ?? [])].toSorted(byText),
  };
}

/** What is left of a list once each of the other is taken out once. */
function without(all: readonly number[], taken: readonly number[]): readonly number[] {
  const left = new Map<number, number>();
  for (const one of taken) left.set(one, (left.get(one) ?? 0) + 1);
  return all.filter((one) => {
    const count = left.get(one) ?? 0;
    if (count > 0) left.set(one, count - 1);
    return count === 0;
  });
}

function timeDifferences(
  a: Side,
  b: Side,
  facts: SimulationFacts,
): readonly (DeadlineDifference | RungDifference)[] {
  const served = new Map(facts.rectifications.map((one) => [one.id, one]));
  const others = new Map(b.outcome.timed.map((one) => [one.rectificationId, one]));
  return a.outcome.timed.flatMap((own): (DeadlineDifference | RungDifference)[] => {
    const other = others.get(own.rectificationId);
    const about = served.get(own.rectificationId);
    if (!other || !about) return [];
    const subject = { type: 'rectification' as const, id: own.rectificationId };
    const why = ({ side }: Side, ...ids: readonly string[]) =>
      [periodWhy(about.severity), ...ids].map((id) => cited(side, versionOn(side, about.periodFromOn), id));
    const deadline = (of: Side, { dueOn, provisional }: typeof own) => ({ dueOn, provisional, why: why(of) });
    const rung = (of: Side, { overdueDays, step }: typeof own) => ({
      overdueDays,
      step,
      why: step === null ? why(of) : why(of, `rung.${step}`),
    });
    return [
      ...(own.dueOn === other.dueOn
        ? []
        : [
            {
              kind: 'deadline' as const,
              subject,
              severity: about.severity,
              servedOn: about.periodFromOn,
              a: deadline(a, own),
              b: deadline(b, other),
            },
          ]),
      ...(own.step === other.step
        ? []
        : [{ kind: 'rung' as const, subject, a: rung(a, own), b: rung(b, other) }]),
    ];
  });
}

function repeatDifferences(a: Side, b: Side, { findings }: SimulationFacts): readonly RepeatDifference[] {
  const foundOn = new Map(findings.map((one) => [one.id, one.foundOn]));
  const ids = union(Object.keys(a.outcome.repeats), Object.keys(b.outcome.repeats));
  return ids.flatMap((id): RepeatDifference[] => {
    const side = ({ side: versions, outcome }: Side) => ({
      repeats: outcome.repeats[id] ?? null,
      why: [cited(versions, versionOn(versions, foundOn.get(id) ?? ''), 'repeat')],
    });
    const [own, other] = [side(a), side(b)];
    if (own.repeats === other.repeats) return [];
    return [{ kind: 'repeat', subject: { type: 'finding', id }, a: own, b: other }];
  });
}

/** A value of the version in force on the last day. */
const ofLast =
  (window: Window) =>
  ({ side }: Side, id: string): string =>
    cited(side, lastOf(side, window), id);

function gradeDifferences(a: Side, b: Side, window: Window): readonly (GradeDifference | PointsDifference)[] {
  const scores = ({ side }: Side): boolean => lastOf(side, window).pack.scoring !== undefined;
  const why = (of: Side): readonly string[] => (scores(of) ? [ofLast(window)(of, 'scoring')] : []);
  const grades = union(
    a.outcome.grades.map(({ agreementId }) => agreementId),
    b.outcome.grades.map(({ agreementId }) => agreementId),
  ).flatMap((id): GradeDifference[] => {
    const side = (of: Side) => {
      const graded = of.outcome.grades.find(({ agreementId }) => agreementId === id);
      return { totalHundredths: graded?.totalHundredths ?? null, band: graded?.band ?? null, why: why(of) };
    };
    const [own, other] = [side(a), side(b)];
    const same =
      own.totalHundredths === other.totalHundredths &&
      own.band?.zh === other.band?.zh &&
      own.band?.en === other.band?.en;
    return same ? [] : [{ kind: 'grade', subject: { type: 'agreement', id }, a: own, b: other }];
  });
  const lost = (of: Side): Map<string, number> =>
    new Map(of.outcome.grades.flatMap(({ lostHundredths }) => Object.entries(lostHundredths)));
  const [own, other] = [lost(a), lost(b)];
  const points = union(own.keys(), other.keys()).flatMap((id): PointsDifference[] => {
    if ((own.get(id) ?? 0) === (other.get(id) ?? 0)) return [];
    const side = (of: Side, hundredths: number | undefined) => ({
      lostHundredths: scores(of) ? (hundredths ?? 0) : null,
      why: why(of),
    });
    return [
      {
        kind: 'points',
        subject: { type: 'finding', id },
        a: side(a, own.get(id)),
        b: side(b, other.get(id)),
      },
    ];
  });
  return [...grades, ...points];
}

function payableDifferences(a: Side, b: Side, window: Window): readonly PayableDifference[] {
  const others = new Map(b.outcome.payable.map((one) => [one.instalmentId, one]));
  return a.outcome.payable.flatMap((own): PayableDifference[] => {
    const other = others.get(own.instalmentId);
    if (!other || other.payableFen === own.payableFen) return [];
    const side = (of: Side, { payableFen, failing }: typeof own) => ({
      payableFen,
      why: failing.map(({ id }) => ofLast(window)(of, `gate.${id}`)),
    });
    return [
      {
        kind: 'payable',
        subject: { type: 'instalment', id: own.instalmentId },
        a: side(a, own),
        b: side(b, other),
      },
    ];
  });
}

function capDifferences(a: Side, b: Side, window: Window): readonly CapDifference[] {
  const lowest = ({ outcome }: Side) => byPlace(outcome.caps, (one, known) => one.limitFen < known.limitFen);
  const [own, other] = [lowest(a), lowest(b)];
  const side = (of: Side, cap: PackOutcome['caps'][number] | undefined) => ({
    limitFen: cap?.limitFen ?? null,
    why: cap ? [ofLast(window)(of, `cap.${cap.id}`)] : [],
  });
  return union(own.keys(), other.keys()).flatMap((key): CapDifference[] => {
    const [left, right] = [side(a, own.get(key)), side(b, other.get(key))];
    const about = own.get(key) ?? other.get(key);
    if (!about || left.limitFen === right.limitFen) return [];
    return [
      {
        kind: 'cap',
        subject: { type: 'programme', id: about.projectId },
        area: about.area,
        a: left,
        b: right,
      },
    ];
  });
}

function floorDifferences(a: Side, b: Side, window: Window): readonly FloorDifference[] {
  const highest = ({ outcome }: Side) =>
    byPlace(outcome.floors, (one, known) => one.floorFen > known.floorFen);
  const [own, other] = [highest(a), highest(b)];
  const side = (of: Side, floor: PackOutcome['floors'][number] | undefined) => ({
    floorFen: floor?.floorFen ?? null,
    why: floor ? [ofLast(window)(of, `floor.${floor.id}`)] : [],
  });
  return union(own.keys(), other.keys()).flatMap((key): FloorDifference[] => {
    const [left, right] = [side(a, own.get(key)), side(b, other.get(key))];
    const about = own.get(key) ?? other.get(key);
    if (!about || left.floorFen === right.floorFen) return [];
    return [
      {
        kind: 'floor',
        subject: { type: 'programme', id: about.projectId },
        area: about.area,
        a: left,
        b: right,
      },
    ];
  });
}

/** Of each project and area the one that binds; of equals the first by id, in which order they come. */
function byPlace<One extends { readonly projectId: string; readonly area: string }>(
  all: readonly One[],
  binds: (one: One, known: One) => boolean,
): ReadonlyMap<string, One> {
  const found = new Map<string, One>();
  for (const one of all) {
    const key = `${one.projectId}|${one.area}`;
    const known = found.get(key);
    if (!known || binds(one, known)) found.set(key, one);
  }
  return found;
}

type Burden = Omit<BurdenTally, 'contractorId' | 'month'>;
const burdenKeys = ['reports', 'fields', 'attachments', 'signatures', 'visits'] as const;

/** What a contractor is asked for in the whole window. */
export function burdenSum(burden: readonly BurdenTally[], contractorId: string): Burden {
  const own = burden.filter((one) => one.contractorId === contractorId);
  const sum = (key: (typeof burdenKeys)[number]) => own.reduce((all, one) => all + one[key], 0);
  return {
    reports: sum('reports'),
    fields: sum('fields'),
    attachments: sum('attachments'),
    signatures: sum('signatures'),
    visits: sum('visits'),
  };
}

function burdenDifferences(a: Compared, b: Compared): readonly BurdenDifference[] {
  const contractors = (of: PackOutcome) => of.burden.map(({ contractorId }) => contractorId);
  return union(contractors(a), contractors(b)).flatMap((id): BurdenDifference[] => {
    const [own, other] = [burdenSum(a.burden, id), burdenSum(b.burden, id)];
    if (burdenKeys.every((key) => own[key] === other[key])) return [];
    const side = (of: Compared, burden: Burden) => ({
      ...burden,
      why: [...(of.rulesByContractor.get(id) ?? [])].toSorted(byText),
    });
    return [{ kind: 'burden', subject: { type: 'contractor', id }, a: side(a, own), b: side(b, other) }];
  });
}

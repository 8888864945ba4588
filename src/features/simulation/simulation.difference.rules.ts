import { byText } from '#kernel/order.ts';
import { textOf } from '../obligation/obligation.period.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import {
  type BurdenDifference,
  type BurdenTally,
  type CapDifference,
  type DeadlineDifference,
  type Difference,
  differenceKinds,
  type GradeDifference,
  type ObligationDifference,
  type PackOutcome,
  type PayableDifference,
  type PointsDifference,
  type RepeatDifference,
  type RungDifference,
  type SimulationFacts,
} from './simulation.model.ts';
import { closesOfAct, dueOfAct, type Owed, type Tally } from './simulation.tally.rules.ts';
import { periodWhy } from './simulation.why.rules.ts';

type Compared = Pick<Tally, 'owed' | 'rulesByContractor'> & PackOutcome;
type Side = { readonly pack: RulePack; readonly outcome: Compared };

/** What differs between two outcomes on the same facts, subject by subject; in one order whoever asks. */
export function differencesOf(a: Side, b: Side, facts: SimulationFacts): readonly Difference[] {
  return [
    ...obligationDifferences(a.outcome, b.outcome),
    ...timeDifferences(a, b, facts),
    ...repeatDifferences(a.outcome, b.outcome),
    ...gradeDifferences(a, b),
    ...payableDifferences(a.outcome, b.outcome),
    ...capDifferences(a.outcome, b.outcome),
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
    why: [...(own?.rules ?? [])].toSorted(byText).map((id) => `obligation.${id}`),
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
    const why = [periodWhy(about.severity)];
    const rung = ({ overdueDays, step }: typeof own) => ({
      overdueDays,
      step,
      why: step === null ? why : [...why, `rung.${step}`],
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
              a: { dueOn: own.dueOn, provisional: own.provisional, why },
              b: { dueOn: other.dueOn, provisional: other.provisional, why },
            },
          ]),
      ...(own.step === other.step ? [] : [{ kind: 'rung' as const, subject, a: rung(own), b: rung(other) }]),
    ];
  });
}

function repeatDifferences(a: PackOutcome, b: PackOutcome): readonly RepeatDifference[] {
  return union(Object.keys(a.repeats), Object.keys(b.repeats)).flatMap((id): RepeatDifference[] => {
    const [own, other] = [a.repeats[id] ?? null, b.repeats[id] ?? null];
    if (own === other) return [];
    const side = (repeats: string | null) => ({ repeats, why: ['repeat'] });
    return [{ kind: 'repeat', subject: { type: 'finding', id }, a: side(own), b: side(other) }];
  });
}

function gradeDifferences(a: Side, b: Side): readonly (GradeDifference | PointsDifference)[] {
  const why = ({ pack }: Side): readonly string[] => (pack.scoring ? ['scoring'] : []);
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
      lostHundredths: of.pack.scoring ? (hundredths ?? 0) : null,
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

function payableDifferences(a: PackOutcome, b: PackOutcome): readonly PayableDifference[] {
  const others = new Map(b.payable.map((one) => [one.instalmentId, one]));
  return a.payable.flatMap((own): PayableDifference[] => {
    const other = others.get(own.instalmentId);
    if (!other || other.payableFen === own.payableFen) return [];
    const side = ({ payableFen, failing }: typeof own) => ({
      payableFen,
      why: failing.map(({ id }) => `gate.${id}`),
    });
    return [
      {
        kind: 'payable',
        subject: { type: 'instalment', id: own.instalmentId },
        a: side(own),
        b: side(other),
      },
    ];
  });
}

function capDifferences(a: PackOutcome, b: PackOutcome): readonly CapDifference[] {
  const keyOf = ({ projectId, area }: PackOutcome['caps'][number]) => `${projectId}|${area}`;
  return union(a.caps.map(keyOf), b.caps.map(keyOf)).flatMap((key): CapDifference[] => {
    const lowest = (caps: PackOutcome['caps']) =>
      caps
        .filter((cap) => keyOf(cap) === key)
        .toSorted((x, y) => x.limitFen - y.limitFen || byText(x.id, y.id))[0];
    const [own, other] = [lowest(a.caps), lowest(b.caps)];
    const about = own ?? other;
    if (!about || own?.limitFen === other?.limitFen) return [];
    const side = (cap: typeof own) => ({
      limitFen: cap?.limitFen ?? null,
      why: cap ? [`cap.${cap.id}`] : [],
    });
    return [
      {
        kind: 'cap',
        subject: { type: 'programme', id: about.projectId },
        area: about.area,
        a: side(own),
        b: side(other),
      },
    ];
  });
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
      why: [
        'reports',
        ...[...(of.rulesByContractor.get(id) ?? [])].toSorted(byText).map((rule) => `obligation.${rule}`),
      ],
    });
    return [{ kind: 'burden', subject: { type: 'contractor', id }, a: side(a, own), b: side(b, other) }];
  });
}

import type { Words } from '#kernel/words.ts';
import { type Format, useFormat } from '#web/format.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { asIs } from '#web/told.ts';
import { kindWords as matterWords } from '../obligation/obligation.words.ts';
import { areaWords } from '../regime/regime.words.ts';
import type { DifferenceView, OutcomeView, SimulationView, WhyView } from './simulation.contract.ts';
import { isRuleKind, type RuleKind, type WhyValue } from './simulation.model.ts';
import { placeWords, termsOf, termWords, valueWords, whyNames, words } from './simulation.words.ts';

// A difference in words: the same on the page and in the downloaded table.

export type Side = 'a' | 'b';
type Tools = Format & { readonly t: Translate };
const daysShown = 3;

export type RuleView = Extract<DifferenceView, { kind: RuleKind }>;
export const isOfRules = (one: DifferenceView): one is RuleView => isRuleKind(one.kind);

/** What B does to what A has. */
export function turnOf(one: DifferenceView): 'new' | 'gone' | 'changed' {
  const there = (side: Side): boolean => {
    if (isOfRules(one)) return one[side].stands;
    if (one.kind === 'obligations') return one[side].count > 0;
    if (one.kind === 'cap') return one[side].limitFen !== null;
    if (one.kind === 'floor') return one[side].floorFen !== null;
    return true;
  };
  if (there('a') === there('b')) return 'changed';
  return there('b') ? 'new' : 'gone';
}

export type Said = {
  readonly subject: (one: DifferenceView) => string;
  readonly matter: (one: DifferenceView) => string;
  /** `whole` lists every day, however many. */
  readonly value: (one: DifferenceView, side: Side, whole?: boolean) => string;
  readonly whys: (one: DifferenceView, side: Side) => readonly WhyView[];
  readonly why: (why: WhyView) => string;
};

export function useSaid(view: SimulationView): Said {
  const t = useWords();
  const tools: Tools = { ...useFormat(), t };
  const whys = { a: byId(view.a), b: byId(view.b) };
  return {
    subject: (one) => (isOfRules(one) ? ruleNamed(one, whys, t) : subjectOf(one, t)),
    matter: (one) => matterOf(one, t),
    value: (one, side, whole = false) =>
      valueIn(one, side, whys[side], whole ? Number.POSITIVE_INFINITY : daysShown, tools),
    whys: (one, side) =>
      one[side].why.flatMap((id) => {
        const found = whys[side].get(id);
        return found ? [found] : [];
      }),
    why: (why) => {
      const name = t(nameOf(why));
      const values = valuesSaid(why.values, tools);
      return values === '' ? name : `${name}${t(words.colon)}${values}`;
    },
  };
}

const byId = ({ whys }: OutcomeView): ReadonlyMap<string, WhyView> =>
  new Map(whys.map((one) => [one.id, one]));

const nameOf = ({ id, name }: WhyView): Words => whyNames[id.replace(/@.*/, '')] ?? name;

/** By the name it has under A, or under B where it is new. */
function ruleNamed(one: RuleView, whys: Readonly<Record<Side, ReadonlyMap<string, WhyView>>>, t: Translate) {
  const found = (['a', 'b'] as const).flatMap((side) => {
    const why = whys[side].get(one[side].why[0] ?? '');
    return why ? [t(nameOf(why))] : [];
  });
  return found[0] ?? one.subject.id;
}

const isStratum = ({ subject }: DifferenceView): boolean => subject.type === 'stratum';
const subjectOf = (one: DifferenceView, t: Translate): string =>
  one.subject.label || (isStratum(one) ? t(words.wholeCounty) : one.subject.id);

function matterOf(one: DifferenceView, t: Translate): string {
  if (one.kind === 'cap' || one.kind === 'floor') return t(areaWords[one.area]);
  if (one.kind !== 'obligations') return '';
  const kind = t(matterWords[one.matter]);
  return one.area === null ? kind : t(words.matterIn, { kind, area: t(areaWords[one.area]) });
}

/** Values of one name are one list; what begins later says since when. */
export function valuesSaid(values: readonly WhyValue[], tools: Tools): string {
  const { t, day } = tools;
  const names = [...new Set(values.map(({ name }) => name))];
  return names
    .map((name) => {
      const own = values.filter((one) => one.name === name);
      const first = own
        .filter(({ fromOn }) => fromOn === null)
        .map(({ value }) => shownValue(name, value, tools));
      const said = t(valueWords[name], { value: first.join(t(words.listComma)) });
      const later = own.flatMap(({ fromOn, value }) =>
        fromOn === null
          ? []
          : [
              t(words.sinceDay, {
                day: day(fromOn),
                value: t(valueWords[name], { value: shownValue(name, value, tools) }),
              }),
            ],
      );
      return [...(first.length > 0 ? [said] : []), ...later].join(t(words.listComma));
    })
    .join(t(words.comma));
}

function shownValue(
  name: WhyValue['name'],
  value: WhyValue['value'],
  { t, percent, yuan, number }: Tools,
): string {
  if (typeof value === 'object') return t(value);
  if (typeof value === 'string') return t(termsOf[name]?.[value] ?? termWords[value] ?? asIs(value));
  if (name.endsWith('-share')) return percent(value);
  return name.endsWith('-fen') ? yuan(value) : number(value);
}

function valueIn(
  one: DifferenceView,
  at: Side,
  whys: ReadonlyMap<string, WhyView>,
  most: number,
  tools: Tools,
): string {
  const { t, day, yuan, number } = tools;
  if (isOfRules(one)) {
    const { stands, values } = one[at];
    if (!stands) return t(words.notThere);
    return values.length === 0 ? t(words.notSaid) : valuesSaid(values, tools);
  }
  switch (one.kind) {
    case 'obligations':
      return obligationsSaid(one, at, most, tools);
    case 'deadline': {
      const { dueOn, provisional } = one[at];
      return provisional ? t(words.provisionally, { day: day(dueOn) }) : day(dueOn);
    }
    case 'rung': {
      const { overdueDays, step } = one[at];
      if (overdueDays === 0) return t(words.notOverdue);
      const id = one[at].why.find((why) => why.startsWith('rung.'));
      const name = step === null ? undefined : whys.get(id ?? '')?.name;
      return name
        ? t(words.overdueStep, { days: overdueDays, step: t(name) })
        : t(words.overdueOnly, { days: overdueDays });
    }
    case 'repeat': {
      const { repeats } = one[at];
      return repeats === null ? t(words.notRepeat) : t(words.repeats, { number: repeats });
    }
    case 'points': {
      const { lostHundredths } = one[at];
      return lostHundredths === null
        ? t(words.notScored)
        : t(words.pointsLost, { points: number(lostHundredths / 100) });
    }
    case 'grade': {
      const { totalHundredths, band } = one[at];
      return totalHundredths === null || band === null
        ? t(words.notScored)
        : t(words.grade, { points: number(totalHundredths / 100), band: t(band) });
    }
    case 'payable':
      return yuan(one[at].payableFen);
    case 'cap': {
      const { limitFen } = one[at];
      return limitFen === null ? t(words.noCap) : yuan(limitFen);
    }
    case 'floor': {
      const { floorFen } = one[at];
      return floorFen === null ? t(words.noFloor) : yuan(floorFen);
    }
    case 'burden':
      return t(words.burdenSaid, { ...one[at] });
  }
}

function obligationsSaid(
  one: Extract<DifferenceView, { kind: 'obligations' }>,
  at: Side,
  most: number,
  { t, day }: Tools,
): string {
  const { count, onlyOn, closesOn } = one[at];
  // Where the number says it all, the days only crowd the line.
  if (one.a.count !== one.b.count) return t(words.timesSaid, { count });
  if (closesOn !== null) return t(words.graceUntil, { count, day: day(closesOn) });
  const distinct = [...new Set(onlyOn)];
  const first = distinct.slice(0, most).map(day).join(t(words.listComma));
  const days =
    distinct.length > most
      ? t(words.daysMore, { days: first, count: distinct.length, more: distinct.length - most })
      : first;
  return t(words.onlyOn, { count, days });
}

export const placeSaid = (place: string, t: Translate): string => t(placeWords[place] ?? asIs(place));

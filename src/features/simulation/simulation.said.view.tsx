import type { Words } from '#kernel/words.ts';
import { type Format, useFormat } from '#web/format.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { kindWords as matterWords } from '../obligation/obligation.words.ts';
import { areaWords } from '../regime/regime.words.ts';
import type { DifferenceView, OutcomeView, SimulationView, WhyView } from './simulation.contract.ts';
import { placeWords, termWords, valueWords, whyNames, words } from './simulation.words.ts';

// A difference in words: the same on the page and in the downloaded table.

export type Side = 'a' | 'b';
type Tools = Format & { readonly t: Translate };
const daysShown = 3;

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
    subject: (one) => subjectOf(one, t),
    matter: (one) => matterOf(one, t),
    value: (one, side, whole = false) =>
      valueIn(one, side, whys[side], whole ? Number.POSITIVE_INFINITY : daysShown, tools),
    whys: (one, side) =>
      one[side].why.flatMap((id) => {
        const found = whys[side].get(id);
        return found ? [found] : [];
      }),
    why: (why) => {
      const name = t(whyNames[why.id] ?? why.name);
      const values = why.values
        .map(({ name: of, value }) => valueSaid(of, value, tools))
        .join(t(words.comma));
      return values === '' ? name : `${name}${t(words.colon)}${values}`;
    },
  };
}

const byId = ({ whys }: OutcomeView): ReadonlyMap<string, WhyView> =>
  new Map(whys.map((one) => [one.id, one]));

const isStratum = ({ subject }: DifferenceView): boolean => subject.type === 'stratum';
const subjectOf = (one: DifferenceView, t: Translate): string =>
  one.subject.label || (isStratum(one) ? t(words.wholeCounty) : one.subject.id);

function matterOf(one: DifferenceView, t: Translate): string {
  if (one.kind === 'cap') return t(areaWords[one.area]);
  if (one.kind !== 'obligations') return '';
  const kind = t(matterWords[one.matter]);
  return one.area === null ? kind : t(words.matterIn, { kind, area: t(areaWords[one.area]) });
}

export function valueSaid(name: string, value: string | number, { t, percent, yuan }: Tools): string {
  const said: Words | undefined = (valueWords as Readonly<Record<string, Words>>)[name];
  if (!said) return `${name} ${value}`;
  const shown =
    typeof value === 'string'
      ? t(termWords[value] ?? { zh: value, en: value })
      : name.endsWith('-share')
        ? percent(value)
        : name.endsWith('-fen')
          ? yuan(value)
          : value;
  return t(said, { value: shown });
}

function valueIn(
  one: DifferenceView,
  at: Side,
  whys: ReadonlyMap<string, WhyView>,
  most: number,
  tools: Tools,
): string {
  const { t, day, yuan, number } = tools;
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
      const name = step === null ? undefined : whys.get(`rung.${step}`)?.name;
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

export const placeSaid = (place: string, t: Translate): string =>
  t(placeWords[place] ?? { zh: place, en: place });

import type { Dated } from './regime.model.ts';

// Numbers of a pack on each day on which one of them changes.

/** Every day on which one of several values changes. */
export const daysOf = (dated: readonly Dated<number>[]): readonly string[] => [
  ...new Set(dated.flatMap(({ values }) => values.map(({ from }) => from))),
];

export const valueOn = (dated: Dated<number>, day: string): number | undefined =>
  dated.values.find(({ from }) => from <= day)?.value;

/** Which of the values holds on a day, newest first. */
export const placeOn = (dated: Dated<number>, day: string): number =>
  dated.values.findIndex(({ from }) => from <= day);

/** The first day on which two numbers stand as they may not; undefined where one of them has no value yet. */
export const dayWhen = (
  a: Dated<number>,
  b: Dated<number>,
  wrong: (a: number, b: number) => boolean,
): string | undefined =>
  daysOf([a, b])
    .toSorted()
    .find((day) => {
      const [one, other] = [valueOn(a, day), valueOn(b, day)];
      return one !== undefined && other !== undefined && wrong(one, other);
    });

/** What several values come to on each day, where all of them have one. */
export function sumsOf(
  dated: readonly Dated<number>[],
  days: readonly string[] = daysOf(dated),
): readonly { readonly day: string; readonly sum: number }[] {
  return days.flatMap((day) => {
    const values = dated.map((one) => valueOn(one, day));
    if (values.some((value) => value === undefined)) return [];
    return [{ day, sum: rounded(values.reduce<number>((sum, value) => sum + (value ?? 0), 0)) }];
  });
}

/** Free of the dust of binary fractions: 0.1 + 0.2 is 0.3. */
const rounded = (value: number): number => Math.round(value * 1_000_000) / 1_000_000;

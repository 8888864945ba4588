export type Position = { readonly latitude: number; readonly longitude: number };

/** Zero, zero lies in the Gulf of Guinea: it is what a device says that knows nothing. */
export const isNowhere = ({
  latitude,
  longitude,
}: {
  latitude: number | null;
  longitude: number | null;
}): boolean => latitude === 0 && longitude === 0;

/** Half a degree is some fifty kilometres: nearer than that is no question in any county. */
const leastDegrees = 0.5;
const othersLeast = 3;
const china = { latitude: [3, 54], longitude: [73, 136] } as const;

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Whether a position lies far from where the county's facilities are, so that somebody should look at it again: outside the country, or
 * much farther from their middle than they are themselves. One wrong position among them does not move the middle.
 */
export function isAstray(position: Position, others: readonly Position[]): boolean {
  return (['latitude', 'longitude'] as const).some((axis) => {
    const [from, to] = china[axis];
    if (position[axis] < from || position[axis] > to) return true;
    if (others.length < othersLeast) return false;
    const values = others.map((other) => other[axis]);
    const centre = middle(values);
    const spread = middle(values.map((value) => Math.abs(value - centre)));
    return Math.abs(position[axis] - centre) > Math.max(leastDegrees, 3 * spread);
  });
}

import type { Basis } from '#features/regime/regime.model.ts';

/** A number of a pack that has always been the same. */
export const always = (value: number, from = '2000-01-01') => ({
  values: [{ from, value, basis: [] as Basis[] }],
});

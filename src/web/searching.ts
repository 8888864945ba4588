import { found } from '#kernel/fold.ts';

/** How a choice among many is searched: as the lists of the server are. */
export const searchLabels = {
  filterOption: (typed: string, option?: { readonly label?: unknown }) =>
    found(typed, typeof option?.label === 'string' ? option.label : ''),
};

// The one door to dates. Node 24 and older browsers have no Temporal of their own.
import { Temporal } from 'temporal-polyfill';

export { Temporal };
export type PlainDate = Temporal.PlainDate;
export type Instant = Temporal.Instant;

/** A legal day belongs to this zone wherever the server stands. */
export const legalZone = 'Asia/Shanghai';

export const plainDate = (text: string): PlainDate => Temporal.PlainDate.from(text);
export const dayOf = (instant: Instant): PlainDate => instant.toZonedDateTimeISO(legalZone).toPlainDate();
export const isBefore = (a: PlainDate, b: PlainDate): boolean => Temporal.PlainDate.compare(a, b) < 0;
export const isAfter = (a: PlainDate, b: PlainDate): boolean => Temporal.PlainDate.compare(a, b) > 0;
export const laterOf = (a: PlainDate, b: PlainDate): PlainDate => (isBefore(a, b) ? b : a);
export const earlierOf = (a: PlainDate, b: PlainDate): PlainDate => (isAfter(a, b) ? b : a);
/** Whole days from a to b; negative when b lies before a. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => a.until(b, { largestUnit: 'day' }).days;

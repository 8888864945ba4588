import { z } from 'zod';
import { doors, isDate } from '#kernel/shapes.ts';
import { Temporal } from '#kernel/temporal.ts';

// The one codec of cursors. Lists are paged by keyset: a cursor is where the last page ended, never a number of rows to skip. It comes
// back from outside, so each part is checked before a database sees it; one that is not ours is malformed input (400).

type Part = 'text' | 'day' | 'instant' | 'period' | 'uuid' | RegExp;

const textMax = 200;
const sameCentury = /^(19|20|21)\d\d-/;

function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}

function isPart(part: Part, text: string): boolean {
  if (part instanceof RegExp) return part.test(text);
  if (part === 'uuid') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
  if (part === 'day') return sameCentury.test(text) && isDate(text);
  if (part === 'instant') return sameCentury.test(text) && isInstant(text);
  if (part === 'period') return /^20\d\d-(0[1-9]|1[0-2])$/.test(text);
  return (
    text.length > 0 && text.length <= textMax && text.isWellFormed() && !/[\p{Cc}\u2028\u2029]/u.test(text)
  );
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

type Parts<Of extends readonly Part[]> = { readonly [K in keyof Of]: string };

/** The cursor of one list: `shape` for its contract, `write` and `read` for its service. */
export function cursorOf<const Of extends readonly Part[]>(...parts: Of) {
  const read = (text: string): Parts<Of> | undefined => {
    const said = text.split('_').map(decoded);
    const ours = said.length === parts.length && parts.every((part, at) => isPart(part, said[at] ?? ''));
    return ours ? (said as unknown as Parts<Of>) : undefined;
  };
  return {
    shape: z
      .string()
      .max(textMax * 9)
      .refine((text) => read(text) !== undefined, {
        params: { code: 'cursor.malformed' },
        message: 'cursor.malformed',
      })
      .register(doors, { door: 'cursor' })
      .optional(),
    write: (...values: Parts<Of>): string =>
      values.map((value) => encodeURIComponent(value).replaceAll('_', '%5F')).join('_'),
    /** The parts of a cursor that `shape` has let pass. */
    read: (text: string | undefined): Parts<Of> | undefined => (text === undefined ? undefined : read(text)),
  };
}

/** What most lists are sorted by: a day, and the id among those of one day. */
export const dayCursor = cursorOf('day', 'uuid');

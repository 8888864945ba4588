import { granted, type Result, refused } from '#kernel/result.ts';

export const sizeBytesMax = 20 * 1024 * 1024;
/** Bytes that nobody registered are kept this long, for who was interrupted between sending and registering. */
export const unregisteredDaysMax = 7;
/** An upload that was cut off is worth nothing after this long. */
export const unfinishedHoursMax = 24;

const office = 'application/vnd.openxmlformats-officedocument';

/**
 * What may be kept: pictures, PDF, office files, OFD, sound, film; each family with the names it goes by. Never anything a
 * browser would run, no macros, and no plain text, whose bytes say nothing of what it is.
 */
const families: readonly { readonly types: readonly string[]; readonly names: readonly string[] }[] = [
  {
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'],
    names: ['jpg', 'jpeg', 'jpe', 'jfif', 'png', 'webp', 'heic', 'heif'],
  },
  { types: ['application/pdf'], names: ['pdf'] },
  { types: [`${office}.wordprocessingml.document`], names: ['docx'] },
  { types: [`${office}.spreadsheetml.sheet`], names: ['xlsx'] },
  { types: ['application/ofd'], names: ['ofd'] },
  { types: ['application/msword'], names: ['doc', 'wps'] },
  { types: ['application/vnd.ms-excel'], names: ['xls', 'et'] },
  { types: ['audio/mpeg'], names: ['mp3'] },
  { types: ['audio/mp4', 'audio/x-m4a'], names: ['m4a'] },
  { types: ['video/mp4', 'video/quicktime', 'video/x-m4v'], names: ['mp4', 'mov', 'm4v'] },
];

/**
 * The type a file has by its own bytes, when it is one we keep and its name says no other kind. Phones and chat programs
 * call a PNG .jpg: within a family the bytes decide and the name stays as it came. Across families a file is refused, not
 * renamed: the mismatch itself may be the falsification. A name that says no kind says nothing false.
 */
export function mediaTypeFor(
  name: string,
  detected: string | undefined,
): Result<string, 'evidence.type-refused'> {
  const family = families.find(({ types }) => detected !== undefined && types.includes(detected));
  const said = kindSaid(name);
  if (!detected || !family || (said !== undefined && !family.names.includes(said)))
    return refused('evidence.type-refused', { name, detected: detected ?? '?' });
  return granted(detected);
}

/** The kind a name claims; dots and blanks at its end are nobody's claim, nor are the figures of a date. */
function kindSaid(name: string): string | undefined {
  const kind = /\.([^.]*)$/.exec(name.replace(/[.\s]+$/, ''))?.[1]?.toLowerCase();
  return kind === undefined || /^\d*$/.test(kind) ? undefined : kind;
}

/** What the machine, not the product, is short of: it passes by itself or is mended outside, and the same act may be tried again. */
export type Trouble = {
  readonly code: 'service.unavailable' | 'service.busy' | 'service.disk-full';
  readonly status: 503 | 507;
};

const unavailable: Trouble = { code: 'service.unavailable', status: 503 };
const busy: Trouble = { code: 'service.busy', status: 503 };
const diskFull: Trouble = { code: 'service.disk-full', status: 507 };

const byCode: Readonly<Record<string, Trouble>> = {
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EROFS: diskFull,
  '53100': diskFull,
  ECONNREFUSED: unavailable,
  ECONNRESET: unavailable,
  EPIPE: unavailable,
  ETIMEDOUT: unavailable,
  EHOSTUNREACH: unavailable,
  ENETUNREACH: unavailable,
  ENOTFOUND: unavailable,
  EAI_AGAIN: unavailable,
  '53200': unavailable,
  '53300': unavailable,
  '58030': unavailable,
  '57P01': unavailable,
  '57P02': unavailable,
  '57P03': unavailable,
  '57P05': unavailable,
  '25P03': busy,
  '25P04': busy,
  // Somebody else holds what this act needs, or the machine is too slow for it just now.
  '55P03': busy,
  '57014': busy,
  '40001': busy,
  '40P01': busy,
};

const byMessage: readonly (readonly [RegExp, Trouble])[] = [
  [/Connection terminated|connection error and is not queryable|Client was closed/, unavailable],
  [/timeout exceeded when trying to connect/, busy],
  [/Query read timeout/, busy],
];

/** The database was lost, is too busy, or the disk is full; undefined for every other error, which is a defect. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code, message, syscall, cause, errors } = error as {
    code?: unknown;
    message?: unknown;
    syscall?: unknown;
    cause?: unknown;
    errors?: unknown;
  };
  if (typeof code === 'string') {
    const known = byCode[code] ?? (/^08/.test(code) ? unavailable : undefined);
    if (known) return known;
    // The socket of a database that has ended is a file that is not there.
    if (syscall === 'connect') return unavailable;
  }
  if (typeof message === 'string')
    for (const [pattern, trouble] of byMessage) if (pattern.test(message)) return trouble;
  for (const inner of Array.isArray(errors) ? errors : [cause]) {
    const trouble = troubleOf(inner);
    if (trouble) return trouble;
  }
  return undefined;
}

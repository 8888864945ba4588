import { z } from 'zod';
import { Temporal } from '#kernel/temporal.ts';
import { cleanLine, cleanText, directionMarks, lettersIn, unreadableMarks } from '#kernel/text.ts';
import { usccFault } from '#kernel/uscc.ts';

// Shapes of the wire, said once. They describe; typed texts alone are cleaned on the way in, so that the act, its digest and its
// retry see what is kept. A custom issue's `params.code` is a word the page knows in both languages (web/issue.words.ts).

const issue = (code: string, facts: object = {}) => ({ params: { code, ...facts }, message: code });

/** The shapes through which typed text comes in; tests/texts.test.ts finds every string of the contract in it, or a code's pattern. */
export const doors = z.registry<{ readonly door: string }>();

/** What is looked up and never kept, a search or the key of a clause: cleaned, and refused for its length alone. */
export const lookup = (maximum: number) =>
  z.string().overwrite(cleanLine).max(maximum).register(doors, { door: 'lookup' });
/** Taken as it is: a password, the text of a file. */
export const verbatim = (maximum: number, minimum = 0, code?: string) =>
  z.string().min(minimum, code).max(maximum).register(doors, { door: 'verbatim' });
/** The name a file brings along: its bytes are what counts, so nothing in it stops them. */
export const fileName = (maximum: number) =>
  z.string().overwrite(cleanLine).min(1).max(maximum).register(doors, { door: 'file-name' });

const read = (clean: (text: string) => string) =>
  z
    .string()
    .superRefine((typed, context) => {
      const refuse = (code: string, characters: readonly string[]) => {
        if (characters.length > 0) context.addIssue({ code: 'custom', ...issue(code, { characters }) });
      };
      refuse('text.direction', directionMarks(typed));
      refuse('text.unreadable', unreadableMarks(typed));
    })
    .overwrite(clean);
const letters = (minimum: number) => (text: string) => text === '' || lettersIn(text) >= minimum;

export const uuid = z.uuid();
export const version = z.int().min(1);

export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
};
export const plainDateText = z
  .string()
  .superRefine((text, context) => {
    const fits = /^\d{4}-\d{2}-\d{2}$/.test(text);
    if (!isDate(text))
      context.addIssue({ code: 'custom', ...issue(fits ? 'date.no-such-day' : 'date.malformed') });
  })
  .meta({ format: 'date' });
export const instantText = z.iso.datetime({ offset: true });
export const period = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'period.malformed');
/** 元 never travels: amounts are whole 分. */
export const fen = z.int().min(0).max(10_000_000_000_000);
export const usccText = z
  .string()
  .superRefine((code, context) => {
    const fault = usccFault(code);
    if (fault)
      context.addIssue({ code: 'custom', message: `uscc.${fault}`, params: { code: `uscc.${fault}` } });
  })
  .meta({ pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' });
export const villageCode = z.string().regex(/^\d{12}$/, 'village-code.malformed');
/** A name, a number, a title: one line in which a reader sees a letter or a digit. */
export const line = (maximum = 200) =>
  read(cleanLine)
    .min(1)
    .max(maximum)
    .refine(letters(1), issue('text.no-letter'))
    .register(doors, { door: 'line' });
/** One line that may be a sign alone: the unit `%`. */
export const sign = (maximum: number) =>
  read(cleanLine).min(1).max(maximum).register(doors, { door: 'sign' });
/** Several lines, or none. */
export const text = (maximum = 4000) => read(cleanText).max(maximum).register(doors, { door: 'text' });
/** Several lines of so many letters at least: blanks and “。。。。” say nothing. */
export const said = (minimum: number, maximum: number, code = 'text.too-few-letters') =>
  read(cleanText)
    .min(1)
    .max(maximum)
    .refine(letters(minimum), issue(code, { minimum }))
    .meta({ minLength: minimum })
    .register(doors, { door: 'said' });
export const reason = said(4, 2000, 'reason.too-short');
export const quantity = z
  .number()
  .min(-1e12)
  .max(1e12)
  .refine((n) => Math.abs(n * 10000 - Math.round(n * 10000)) < 1e-3, issue('quantity.too-fine'));
export const organisationKind = z.enum([
  'leading-group',
  'office',
  'commerce-bureau',
  'finance',
  'audit',
  'department',
  'third-party',
  'contractor',
]);

export const basis = z.array(
  z.union([
    z.object({ clause: z.string(), localSupplement: z.boolean().optional() }),
    z.object({ instrument: z.string(), article: z.string().optional() }),
  ]),
);

/** One line of a record's history, as the event log has it. */
export const historyEntry = z.object({
  eventId: z.string(),
  type: z.string(),
  version: z.int(),
  at: instantText,
  actor: z.string().nullable(),
  organisation: z.string().nullable(),
  note: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

/** What this person may do next; the screen shows no other button. */
export const may = z.record(z.string(), z.boolean());

export const evidenceView = z.object({
  id: z.string(),
  sha256: z.string(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.int(),
  caption: z.string().nullable(),
  source: z.enum(['camera', 'gallery', 'file']),
  takenAt: instantText.nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  accuracyMetres: z.number().nullable(),
  datum: z.string().nullable(),
  uploadedBy: z.string(),
  receivedAt: instantText,
});
export type EvidenceView = z.infer<typeof evidenceView>;
/** Ids of uploaded evidence that a record is to carry. */
export const evidenceIds = z.array(uuid).max(60);

/** A page of a list; where the next begins is written by `cursorOf` (kernel/cursor.ts). */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export const pageSize = 50;

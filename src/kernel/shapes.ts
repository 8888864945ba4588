import { z } from 'zod';
import { Temporal } from '#kernel/temporal.ts';
import { usccFault } from '#kernel/uscc.ts';

// Shapes of the wire, said once. They describe and never transform. A custom issue's `params.code` is a word
// the page knows in both languages (web/issue.words.ts).

const issue = (code: string) => ({ params: { code }, message: code });

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
export const plainDateText = z.string().refine(isDate, issue('date.malformed')).meta({ format: 'date' });
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
export const line = (maximum = 200) => z.string().trim().min(1).max(maximum);
export const text = (maximum = 4000) => z.string().max(maximum);
export const reason = z.string().trim().min(4, 'reason.too-short').max(2000);
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

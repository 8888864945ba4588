import { z } from 'zod';

// The small shapes a pack is written in. Nothing is coerced, defaulted or ignored: a slip would be law by accident.

export const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }).meta({ id: 'words' });
export const isoDate = z.iso.date();
export const share = z.number().min(0).max(1);
export const count = z.int().min(0).max(3660);
export const points = z.number().min(0).max(1000);
/** 分, the hundredth of a yuan. */
export const fen = z.int().min(0).max(100_000_000_000_000);
export const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/, 'must be lower-case words with hyphens');
export const duty = z.string().regex(/^D\d{2}$/, 'must be a duty such as D09');

export const basis = z
  .array(
    z.strictObject({
      clause: z.string(),
      mark: z.enum(['text', 'local-supplement']),
      instrument: z.string().min(1).exactOptional(),
      article: z.string().min(1).exactOptional(),
      quote: z.string().min(1).exactOptional(),
      note: words.exactOptional(),
    }),
  )
  .min(1)
  .meta({ id: 'basis' });

export const unit = z.enum([
  'working-days',
  'days',
  'months',
  'day-of-month',
  'people',
  'times',
  'findings',
  'facilities',
  'share',
  'points',
  'fen',
]);

type UnitName = z.infer<typeof unit>;

const countUnits = ['working-days', 'days', 'months', 'people', 'times', 'findings', 'facilities'] as const;

/** A number with every value it has had. A value that is a share has no days: each kind of value has its own units. */
export const dated = <Value extends z.ZodType>(
  value: Value,
  units: readonly [UnitName, ...UnitName[]] = unitsOf(value),
) =>
  z.strictObject({
    name: words.exactOptional(),
    unit: z.enum(units).exactOptional(),
    values: z.array(z.strictObject({ from: isoDate, value, basis })).min(1),
  });

function unitsOf(value: z.ZodType): readonly [UnitName, ...UnitName[]] {
  if (value === share) return ['share'];
  if (value === fen) return ['fen'];
  if (value === points) return ['points'];
  return countUnits;
}

export const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
export const facilityKind = z.enum([
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
]);
export const standard = z.enum(['construction', 'operation', 'funds']);
export const dayKinds = ['working-days', 'days'] as const;
export const dayKind = z.enum(dayKinds);

import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { basis, fen, line, plainDateText } from '#kernel/shapes.ts';
import { ruleKinds, whyValueNames } from './simulation.model.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const severity = z.enum(['serious', 'major', 'ordinary']);
const rung = z.enum(['first', 'second', 'interview', 'circular', 'suspend-payment']);
const matter = z.enum(['inspection', 'report']);
const month = z.string();

/** 单独一套规则，或 `名称@日期`: until that day the county's own versions, from then on this one. */
const side = line(120);

const packHead = z.object({
  /** By which `run` is asked for it: two versions of one pack have the same id. */
  key: z.string(),
  id: z.string(),
  version: z.string(),
  hash: z.string(),
  name: words,
  inForceFrom: plainDateText,
  /** The one the county has adopted. */
  active: z.boolean(),
});
export type PackHead = z.infer<typeof packHead>;
const version = packHead.extend({ fromOn: plainDateText });

/** `fromOn`: where the value begins within the window. */
const values = z
  .array(
    z.object({
      name: z.enum(whyValueNames),
      value: z.union([z.string(), z.number(), words]),
      fromOn: plainDateText.nullable(),
    }),
  )
  .readonly();
/** A value of the pack and the clause it stands in, with its text: the clause of another pack is nowhere else to be read. */
const why = z.object({
  id: z.string(),
  name: words,
  clause: z.object({ id: z.string(), number: z.string(), text: words }).nullable(),
  localSupplement: z.boolean(),
  values,
});
export type WhyView = z.infer<typeof why>;

const burdenFigures = {
  reports: z.int(),
  fields: z.int(),
  attachments: z.int(),
  signatures: z.int(),
  visits: z.int(),
};

const outcome = z.object({
  /** The one in force on the last day, and all that are in force within the days named. */
  pack: packHead,
  versions: z.array(version),
  whys: z.array(why),
  rules: z.array(
    z.object({
      ruleId: z.string(),
      name: words,
      kind: matter,
      area: area.nullable(),
      count: z.int(),
      acts: z.int(),
    }),
  ),
  subjects: z.array(
    z.object({ subject: z.string(), inspections: z.int(), visits: z.int(), reports: z.int() }),
  ),
  months: z.array(
    z.object({
      month,
      inspections: z.int(),
      reports: z.int(),
      visits: z.int(),
      personVisits: z.int(),
      people: z.int(),
      onWeekends: z.int(),
      onHolidays: z.int(),
      moved: z.int(),
      provisional: z.int(),
    }),
  ),
  restDays: z.array(
    z.object({ on: plainDateText, holiday: z.string().nullable(), stays: z.int(), moves: z.int() }),
  ),
  burden: z.array(z.object({ contractorId: z.string(), contractor: z.string(), month, ...burdenFigures })),
  payable: z.array(
    z.object({
      instalmentId: z.string(),
      label: z.string(),
      amountFen: fen,
      payableFen: fen,
      hardStop: z.boolean(),
      failing: z.array(z.object({ id: z.string(), name: words, withholdFen: fen })),
    }),
  ),
  caps: z.array(
    z.object({
      id: z.string(),
      projectId: z.string(),
      area,
      name: words,
      limitFen: fen,
      contractedFen: fen,
      paidFen: fen,
    }),
  ),
  floors: z.array(
    z.object({
      id: z.string(),
      projectId: z.string(),
      area,
      name: words,
      floorFen: fen,
      contractedFen: fen,
      paidFen: fen,
    }),
  ),
});
export type OutcomeView = z.infer<typeof outcome>;

const sides = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const side = z.object({ ...shape, why: z.array(z.string()).readonly() });
  return { a: side, b: side };
};
/** Whom it concerns; `path` is its page, where it has one. */
const subject = z.object({
  type: z.string(),
  id: z.string(),
  label: z.string(),
  path: z.string().nullable(),
});

const difference = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(ruleKinds), subject, ...sides({ stands: z.boolean(), values }) }),
  z.object({
    kind: z.literal('obligations'),
    subject,
    matter,
    area: area.nullable(),
    ...sides({
      count: z.int(),
      onlyOn: z.array(plainDateText).readonly(),
      closesOn: plainDateText.nullable(),
    }),
  }),
  z.object({
    kind: z.literal('deadline'),
    subject,
    severity,
    servedOn: plainDateText,
    ...sides({ dueOn: plainDateText, provisional: z.boolean() }),
  }),
  z.object({
    kind: z.literal('rung'),
    subject,
    ...sides({ overdueDays: z.int(), step: rung.nullable() }),
  }),
  z.object({ kind: z.literal('repeat'), subject, ...sides({ repeats: z.string().nullable() }) }),
  z.object({ kind: z.literal('points'), subject, ...sides({ lostHundredths: z.int().nullable() }) }),
  z.object({
    kind: z.literal('grade'),
    subject,
    ...sides({ totalHundredths: z.int().nullable(), band: words.nullable() }),
  }),
  z.object({ kind: z.literal('payable'), subject, ...sides({ payableFen: fen }) }),
  z.object({ kind: z.literal('cap'), subject, area, ...sides({ limitFen: fen.nullable() }) }),
  z.object({ kind: z.literal('floor'), subject, area, ...sides({ floorFen: fen.nullable() }) }),
  z.object({ kind: z.literal('burden'), subject, ...sides(burdenFigures) }),
]);
export type DifferenceView = z.infer<typeof difference>;

const simulation = z.object({
  fromOn: plainDateText,
  toOn: plainDateText,
  a: outcome,
  b: outcome,
  differences: z.array(difference),
  basis,
});
export type SimulationView = z.infer<typeof simulation>;

/** The same names as `simulators` of the policy; a test holds the two together. */
const mayTry = procedureFor(['office', 'commerce-bureau', 'leading-group']);

export const simulationContract = {
  /** The packs there are to compare, the county's own first. */
  packs: mayTry
    .route({ method: 'GET', path: '/simulation/packs', tags: ['simulation'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        items: z.array(packHead),
        /** What the county has been under, each from its day. */
        history: z.array(version),
      }),
    ),
  /**
   * 试算: two regimes on the county's own facts over the days named. Each is a pack's key, a key with the day from which it follows
   * what is in force (`key@2026-07-01`), or `in-force`: the county's own versions as they followed one another. Nothing is written.
   */
  run: mayTry
    .route({ method: 'POST', path: '/simulation', tags: ['simulation'] })
    .input(z.strictObject({ a: side, b: side, fromOn: plainDateText, toOn: plainDateText }))
    .output(simulation)
    .errors(
      refusals(
        'simulation.pack-unknown',
        'simulation.window-reversed',
        'simulation.window-too-long',
        'simulation.before-regime',
        'simulation.after-window',
      ),
    ),
};

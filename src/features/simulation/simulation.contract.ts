import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { basis, fen, line, plainDateText } from '#kernel/shapes.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const severity = z.enum(['serious', 'major', 'ordinary']);
const rung = z.enum(['first', 'second', 'interview', 'circular', 'suspend-payment']);
const matter = z.enum(['inspection', 'report']);
const month = z.string();

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

/** A value of the pack and the clause it stands in, with its text: the clause of another pack is nowhere else to be read. */
const why = z.object({
  id: z.string(),
  name: words,
  clause: z.object({ id: z.string(), number: z.string(), text: words }).nullable(),
  localSupplement: z.boolean(),
  values: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })),
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
  pack: packHead,
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
    .output(z.object({ items: z.array(packHead) })),
  /** 试算: two packs on the county's own facts over the days named. Reads and answers; nothing is written. */
  run: mayTry
    .route({ method: 'POST', path: '/simulation', tags: ['simulation'] })
    .input(z.strictObject({ a: line(80), b: line(80), fromOn: plainDateText, toOn: plainDateText }))
    .output(simulation)
    .errors(
      refusals(
        'simulation.pack-unknown',
        'simulation.window-reversed',
        'simulation.window-too-long',
        'simulation.before-regime',
      ),
    ),
};

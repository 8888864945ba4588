import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { line, plainDateText } from '#kernel/shapes.ts';
import { valueGroups } from './regime.model.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const mark = z.enum(['text', 'local-supplement']);

const clauseView = z.object({
  id: z.string(),
  number: z.string(),
  ordinal: z.string().nullable(),
  parent: z.string().nullable(),
  depth: z.int(),
  title: words.nullable(),
  text: words,
  note: words.nullable(),
  duties: z.array(z.string()),
  rules: z.object({
    obligations: z.array(
      z.object({
        id: z.string(),
        duty: z.string(),
        name: words,
        every: z.union([
          z.object({ months: z.int() }),
          z.object({ times: z.int(), per: z.enum(['month', 'quarter', 'half-year', 'year']) }),
          z.object({
            once: z.enum(['signing', 'construction-start', 'operation-day', 'programme-start']),
            within: z.int(),
            days: z.enum(['working-days', 'days']),
          }),
        ]),
        anchor: z.enum(['calendar', 'operation-day', 'signing', 'last-done']),
        count: z.enum(['exactly', 'at-least']),
        mark,
        /** 停用: the first day on which it no longer applies. */
        retiredOn: z.string().nullable(),
        due: z.int(),
        fulfilled: z.int(),
        missed: z.int(),
      }),
    ),
    checkItems: z.array(
      z.object({
        id: z.string(),
        name: words,
        guidance: words,
        standard: z.string(),
        dimensions: z.array(z.string()),
        evidenceRequired: z.boolean(),
        retiredOn: z.string().nullable(),
      }),
    ),
    standards: z.array(z.object({ id: z.string(), name: words, question: words })),
    methods: z.array(z.object({ id: z.string(), name: words, evidence: words })),
    gateConditions: z.array(
      z.object({
        id: z.string(),
        class: z.enum(['hard-stop', 'ground', 'warning']),
        name: words,
        remedy: words,
        mark,
      }),
    ),
    escalation: z.array(z.object({ step: z.string(), name: words, afterOverdueDays: z.int(), mark })),
    parameters: z.array(
      z.object({
        path: z.string(),
        name: words.nullable(),
        unit: z.string().nullable(),
        values: z.array(z.object({ from: z.string(), value: z.number(), mark, note: words.nullable() })),
      }),
    ),
  }),
  findings: z.object({ open: z.int(), all: z.int() }),
});
export type ClauseView = z.infer<typeof clauseView>;

const valueView = z.object({
  key: z.string(),
  group: z.enum(valueGroups),
  owner: words.nullable(),
  name: words.nullable(),
  unit: z.string().nullable(),
  /** 停用: the first day on which the entry it belongs to no longer applies. */
  retiredOn: z.string().nullable(),
  /** The value in force on the day; null where none was yet. */
  inForce: z
    .object({
      value: z.number(),
      from: z.string(),
      until: z.string().nullable(),
      mark,
      sources: z.array(
        z.object({
          clauseId: z.string(),
          clauseNumber: z.string(),
          /** Of a clause of a lower layer: the instrument it stands in. */
          clauseInstrument: words.nullable(),
          mark,
          instrument: z.string().nullable(),
          article: z.string().nullable(),
          quote: z.string().nullable(),
          note: words.nullable(),
        }),
      ),
    })
    .nullable(),
  history: z.array(z.object({ from: z.string(), value: z.number() })),
  /** Which layer said it, in which line of its file, and what the layers under it say instead; none for a pack without a file. */
  said: z.object({ layer: z.string(), line: z.int() }).nullable(),
  overrides: z.array(
    z.object({ layer: z.string(), line: z.int(), value: z.number().nullable(), from: z.string().nullable() }),
  ),
});
export type ValueView = z.infer<typeof valueView>;

export const regimeContract = {
  /** The regulation with what the software does about each clause, and live counts. */
  read: procedureFor('signed-in')
    .route({ method: 'GET', path: '/regime', tags: ['regime'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        id: z.string(),
        version: z.string(),
        hash: z.string(),
        name: words,
        instrument: words,
        issuer: words,
        jurisdiction: z.string(),
        inForceFrom: z.string(),
        clauses: z.array(clauseView),
      }),
    ),
  /** Every number of the regime on a day: its value, since when, why, and which layer says so. */
  values: procedureFor('signed-in')
    .route({ method: 'GET', path: '/regime/values', tags: ['regime'] })
    .input(z.strictObject({ on: plainDateText.optional() }))
    .output(
      z.object({
        on: z.string(),
        inForceFrom: z.string(),
        name: words,
        version: z.string(),
        hash: z.string(),
        /** Where this version is approved and its day is still to come: that day. */
        comesOn: plainDateText.nullable(),
        layers: z.array(
          z.object({
            id: z.string(),
            level: z.enum(['national', 'province', 'county']),
            name: words,
            version: z.string(),
            file: z.string(),
          }),
        ),
        values: z.array(valueView),
      }),
    ),
  /** One clause, for whatever cites it. */
  clause: procedureFor('signed-in')
    .route({ method: 'GET', path: '/clauses/{id}', tags: ['regime'] })
    .input(z.strictObject({ id: line(80) }))
    .output(
      z.object({
        id: z.string(),
        number: z.string(),
        instrument: words,
        zh: z.string(),
        en: z.string(),
        note: words.nullable(),
      }),
    )
    .errors(refusals('clause.not-found')),
};

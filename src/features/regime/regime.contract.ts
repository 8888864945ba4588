import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { line } from '#kernel/shapes.ts';

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
        months: z.int(),
        anchor: z.enum(['calendar', 'operation-day', 'signing']),
        count: z.enum(['exactly', 'at-least']),
        mark,
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
      }),
    ),
    standards: z.array(z.object({ id: z.string(), name: words, question: words })),
    methods: z.array(z.object({ id: z.string(), name: words, evidence: words })),
    gateConditions: z.array(
      z.object({ id: z.string(), class: z.enum(['hard-stop', 'ground']), name: words, remedy: words, mark }),
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

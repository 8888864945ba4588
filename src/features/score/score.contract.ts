import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  evidenceView,
  historyEntry,
  instantText,
  may,
  pageOf,
  plainDateText,
  reason,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';

export const scoreCursor = cursorOf('text', 'day', 'uuid');

const operators = ['office', 'commerce-bureau'] as const;
const state = z.enum(['open', 'computed', 'confirmed', 'withdrawn']);
const words = z.object({ zh: z.string(), en: z.string() });
const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const verdict = z.enum(['met', 'partly', 'not-met']);
const standard = z.enum(['construction', 'operation', 'funds']);
/** A record by its number; the id is null where this person may not open it. */
const reference = z.object({ id: z.string().nullable(), number: z.string() });

export const scoreView = z.object({
  id: z.string(),
  version: z.int(),
  agreementId: z.string(),
  agreementNumber: z.string(),
  agreementName: z.string(),
  contractorId: z.string(),
  contractorName: z.string(),
  fromOn: plainDateText,
  toOn: plainDateText,
  state,
  /** Of the computation this person sees; null before there is one. */
  totalHundredths: z.int().nullable(),
  band: words.nullable(),
  /** From 0, the best, to 1, the lowest band: for its colour only. */
  bandDepth: z.number().nullable(),
  may,
});
export type ScoreView = z.infer<typeof scoreView>;

/** Null: of the contract as a whole. */
const facility = z.object({ id: z.string(), name: z.string() }).nullable();

const lossView = z.object({
  kind: z.enum(['item', 'unrectified', 'late-report', 'veto']),
  item: words.nullable(),
  area: area.nullable(),
  clause: z.string(),
  facility,
  subject: z.string(),
  on: plainDateText,
  result: z.enum(['conforms', 'partly', 'fails', 'not-applicable']).nullable(),
  fact: z.string(),
  inspection: reference.nullable(),
  finding: reference.nullable(),
  rectificationId: z.string().nullable(),
  reportId: z.string().nullable(),
  evidence: z.array(evidenceView),
  /** `weight × lost ÷ places`, exactly; points are whole hundredths. */
  weight: z.string(),
  lost: z.string(),
  places: z.int(),
  asked: z.string(),
  /** Nothing more was left to lose: less was taken than asked. */
  floored: z.boolean(),
  hundredths: z.int(),
});
export type LossView = z.infer<typeof lossView>;

export const computationView = z.object({
  number: z.int(),
  judgedOn: plainDateText,
  computedBy: z.string(),
  computedAt: instantText,
  packId: z.string(),
  packVersion: z.string(),
  packHash: z.string(),
  factsDigest: z.string(),
  /** Whether the records still say what it was computed from. */
  current: z.boolean(),
  verdicts: z.array(
    z.object({
      standard,
      verdict: verdict.nullable(),
      met: z.int(),
      partly: z.int(),
      notMet: z.int(),
      inspections: z.array(reference.extend({ subject: z.string(), on: plainDateText, verdict })),
    }),
  ),
  baseHundredths: z.int(),
  bonusHundredths: z.int(),
  bonusMaxHundredths: z.int(),
  lostHundredths: z.int(),
  roundingHundredths: z.int(),
  stepHundredths: z.int(),
  rounding: z.enum(['half-up', 'half-even', 'down']),
  totalHundredths: z.int(),
  vetoed: z.boolean(),
  band: words,
  bands: z.array(z.object({ id: z.string(), name: words, from: z.number() })),
  areas: z.array(
    z.object({
      area,
      weightHundredths: z.int(),
      lostHundredths: z.int(),
      unseenHundredths: z.int(),
      unseen: z.array(words),
    }),
  ),
  bonuses: z.array(
    z.object({
      item: words,
      area,
      clause: z.string(),
      cases: z.int(),
      perCase: z.string(),
      cap: z.string(),
      inspections: z.array(reference),
      hundredths: z.int(),
    }),
  ),
  /** By facility and by name, never by points: the parts sum to what was lost. */
  places: z.array(z.object({ facility, lostHundredths: z.int(), count: z.int() })),
  losses: z.array(lossView),
});
export type ComputationView = z.infer<typeof computationView>;

const detail = z.object({
  score: scoreView,
  confirmedBy: z.string().nullable(),
  confirmedAt: instantText.nullable(),
  computation: computationView.nullable(),
  /** Every computation, newest first: what it came to and under which pack. */
  computations: z.array(
    z.object({
      number: z.int(),
      totalHundredths: z.int(),
      band: words,
      computedBy: z.string(),
      computedAt: instantText,
      packId: z.string(),
      packVersion: z.string(),
      binding: z.boolean(),
    }),
  ),
  history: z.array(historyEntry),
  basis,
});
export type DetailView = z.infer<typeof detail>;

const found = refusals('score.not-found', 'score.not-permitted', 'score.changed-meanwhile', ...recusalCodes);

export const scoreContract = {
  /** By contractor's name, never by points (B05: nobody is ranked). */
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/scores', tags: ['scores'] })
    .input(
      z.strictObject({
        state: state.optional(),
        contractorId: uuid.optional(),
        agreementId: uuid.optional(),
        cursor: scoreCursor.shape,
      }),
    )
    .output(pageOf(scoreView).extend({ may }))
    .errors(refusals('score.no-scale')),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/scores/{id}', tags: ['scores'] })
    .input(
      z.strictObject({
        id: uuid,
        computation: z
          .string()
          .regex(/^[1-9]\d{0,5}$/, 'number.malformed')
          .optional(),
      }),
    )
    .output(detail)
    .errors(refusals('score.not-found')),
  /** What a facility cost the contracts it was inspected under, in the newest periods. */
  atFacility: procedureFor('signed-in')
    .route({ method: 'GET', path: '/facilities/{id}/losses', tags: ['scores'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        items: z.array(
          z.object({
            score: scoreView,
            packId: z.string(),
            packVersion: z.string(),
            lostHundredths: z.int(),
            losses: z.array(lossView),
          }),
        ),
      }),
    )
    .errors(refusals('score.not-found')),
  open: procedureFor(operators)
    .route({ method: 'POST', path: '/scores', tags: ['scores'] })
    .input(
      z.strictObject({ id: uuid.optional(), agreementId: uuid, fromOn: plainDateText, toOn: plainDateText }),
    )
    .output(detail)
    .errors(
      refusals(
        ...recusalCodes,
        'score.no-scale',
        'score.not-permitted',
        'score.agreement-unknown',
        'score.id-taken',
        'score.before-contract',
        'score.period-reversed',
        'score.period-overlaps',
        'score.area-without-weight',
      ),
    ),
  /** Computes, or computes again: each time a computation of its own, with the pack and the facts of the moment. */
  compute: procedureFor(operators)
    .route({ method: 'POST', path: '/scores/{id}/compute', tags: ['scores'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason: reason.optional() }))
    .output(detail)
    .errors({
      ...found,
      ...refusals('score.no-scale', 'score.wrong-state', 'score.period-not-begun', 'score.reason-required'),
    }),
  confirm: procedureFor(operators)
    .route({ method: 'POST', path: '/scores/{id}/confirm', tags: ['scores'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(detail)
    .errors({
      ...found,
      ...refusals('score.wrong-state', 'score.period-running', 'score.four-eyes', 'score.facts-changed'),
    }),
  withdraw: procedureFor(operators)
    .route({ method: 'POST', path: '/scores/{id}/withdraw', tags: ['scores'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(detail)
    .errors({ ...found, ...refusals('score.wrong-state') }),
};

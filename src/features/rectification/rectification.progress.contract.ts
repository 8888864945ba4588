import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { basis, may, plainDateText, reason, uuid } from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';

const step = z.enum(['first', 'second', 'interview', 'circular', 'suspend-payment']);
const words = z.object({ zh: z.string(), en: z.string() });

export const progressView = z.object({
  agreementId: z.string(),
  asOf: plainDateText,
  /** Shares of the whole contract, by the weight of its lines' budgets. */
  planned: z.number(),
  actual: z.number(),
  steps: z.array(
    z.object({
      step,
      name: words,
      /** Due where what is done lies below this share of what the plan had by the day. */
      below: z.number(),
      reached: z.boolean(),
      due: z.boolean(),
      taken: z
        .object({
          by: z.string(),
          on: plainDateText,
          note: z.string(),
          planned: z.number(),
          actual: z.number(),
        })
        .nullable(),
      basis,
    }),
  ),
  may,
});
export type ProgressView = z.infer<typeof progressView>;

export const progressContract = {
  /** 进度: planned and actual, and the pack's steps towards a contract that lies behind; empty where the pack has none. */
  progress: procedureFor('signed-in')
    .route({ method: 'GET', path: '/agreements/{id}/progress', tags: ['rectifications'] })
    .input(z.strictObject({ id: uuid }))
    .output(progressView)
    .errors(refusals('progress.not-found')),
  /** A step of the progress ladder, taken by a named person who says how the contractor was told. */
  takeProgressStep: procedureFor(['office'])
    .route({ method: 'POST', path: '/agreements/{id}/progress/steps', tags: ['rectifications'] })
    .input(z.strictObject({ id: uuid, step, note: reason }))
    .output(progressView)
    .errors(
      refusals(
        ...recusalCodes,
        'progress.not-found',
        'progress.not-permitted',
        'progress.step-not-due',
        'progress.step-taken',
      ),
    ),
};

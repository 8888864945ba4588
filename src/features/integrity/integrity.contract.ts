import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { instantText, may } from '#kernel/shapes.ts';
import { askers, faultKinds } from './integrity.model.ts';

const words = z.object({ zh: z.string(), en: z.string() });

export const runView = z.object({
  id: z.string(),
  askedBy: z.enum(askers),
  startedAt: instantText,
  endedAt: instantText,
  events: z.int(),
  records: z.int(),
  files: z.int(),
  bytes: z.int(),
  faults: z.int(),
});
export type RunView = z.infer<typeof runView>;

export const damageView = z.object({
  sha256: z.string(),
  kind: z.enum(['missing', 'empty', 'altered']),
  foundAt: instantText,
  /** The evidence that has these bytes; null where no record names them any more. */
  evidence: z
    .object({
      id: z.string(),
      name: z.string(),
      receivedAt: instantText,
      uploadedBy: z.string(),
      organisation: z.string(),
    })
    .nullable(),
  /** The records that carry it. */
  uses: z.array(z.object({ path: z.string(), label: words })),
});
export type DamageView = z.infer<typeof damageView>;

const overview = {
  last: runView.nullable(),
  damaged: z.int(),
  backup: z.object({
    lastGood: z
      .object({
        madeAt: instantText,
        verifiedAt: instantText,
        place: z.string(),
        files: z.int(),
        sealed: z.boolean(),
      })
      .nullable(),
    fault: z.string().nullable(),
    triedAt: instantText.nullable(),
  }),
};

export const integrityContract = {
  /** The last check and the last backup in short, for the home page of those who look after them. */
  overview: procedureFor('signed-in')
    .route({ method: 'GET', path: '/integrity/overview', tags: ['integrity'] })
    .input(z.strictObject({}))
    .output(z.object(overview))
    .errors(refusals('integrity.not-permitted')),
  /** 证据完整性: the last checks, what the last one found, and the files that are damaged now, with what they belong to. */
  read: procedureFor('signed-in')
    .route({ method: 'GET', path: '/integrity', tags: ['integrity'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        ...overview,
        running: z.boolean(),
        runs: z.array(runView),
        faults: z.array(
          z.object({
            kind: z.enum(faultKinds),
            subjectType: z.string(),
            subject: z.string(),
            detail: z.string().nullable(),
          }),
        ),
        damages: z.array(damageView),
        may,
      }),
    )
    .errors(refusals('integrity.not-permitted')),
  /** Checks everything now. It runs on by itself; `read` says when it has ended. */
  check: procedureFor('signed-in')
    .route({ method: 'POST', path: '/integrity/check', tags: ['integrity'] })
    .input(z.strictObject({}))
    .output(z.object({ running: z.boolean() }))
    .errors(refusals('integrity.not-permitted')),
};

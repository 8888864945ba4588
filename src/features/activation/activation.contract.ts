import { z } from 'zod';
import { procedureFor, refusals, steppedUpFor } from '#kernel/contract.ts';
import { instantText, line, may, plainDateText, reason, uuid, version } from '#kernel/shapes.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const openWork = z.enum(['keep', 'move']);
const scores = z.enum(['clamp', 'rescale', 'anew']);
const packRef = z.object({ id: z.string(), version: z.string(), hash: z.string() });

export const activationView = z.object({
  id: z.string(),
  version: z.int(),
  state: z.enum(['proposed', 'approved', 'applied', 'declined']),
  from: packRef,
  pack: packRef,
  effectOn: plainDateText,
  rectifications: openWork,
  scores: scores.nullable(),
  reasons: z.string(),
  proposedBy: z.string(),
  proposedAt: instantText,
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  declinedReason: z.string().nullable(),
  appliedOn: plainDateText.nullable(),
  may,
});
export type ActivationView = z.infer<typeof activationView>;

const versionView = packRef.extend({ name: words, inForceFrom: plainDateText });

const found = ['activation.not-found', 'activation.not-permitted', 'activation.changed-meanwhile'] as const;
const changing = z.strictObject({ id: uuid, basedOn: version });

export const activationContract = {
  /** Which version the county is under since when, which others lie ready, and what is proposed. */
  read: procedureFor('signed-in')
    .route({ method: 'GET', path: '/regime-versions', tags: ['regime'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        current: versionView.extend({ sinceOn: plainDateText }),
        candidates: z.array(
          versionView.extend({
            scaleChanges: z.boolean(),
            differences: z.array(
              z.object({
                path: z.string(),
                name: words.nullable(),
                before: z.number().nullable(),
                after: z.number().nullable(),
                /** From a later day; null where they differ already. */
                fromOn: plainDateText.nullable(),
              }),
            ),
            /** 停用: what the version no longer asks for, from which day. */
            retires: z.array(
              z.object({
                kind: z.enum(['obligation', 'check-item']),
                id: z.string(),
                name: words,
                untilOn: plainDateText,
              }),
            ),
          }),
        ),
        activations: z.array(activationView),
        may,
      }),
    ),
  propose: procedureFor(['office'])
    .route({ method: 'POST', path: '/regime-versions', tags: ['regime'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        hash: line(64),
        effectOn: plainDateText,
        rectifications: openWork,
        scores: scores.nullable(),
        reasons: reason,
      }),
    )
    .output(activationView)
    .errors(
      refusals(
        'activation.not-permitted',
        'activation.version-unknown',
        'activation.same-version',
        'activation.other-county',
        'activation.date-passed',
        'activation.before-in-force',
        'activation.before-last',
        'activation.ids-missing',
        'activation.scores-unanswered',
        'activation.scores-not-asked',
        'activation.one-open',
      ),
    ),
  approve: steppedUpFor(['leading-group'])
    .route({ method: 'POST', path: '/regime-versions/{id}/approval', tags: ['regime'] })
    .input(changing)
    .output(activationView)
    .errors(
      refusals(
        ...found,
        'activation.wrong-state',
        'activation.own-proposal',
        'activation.date-passed',
        'activation.regime-changed',
      ),
    ),
  decline: procedureFor(['leading-group'])
    .route({ method: 'POST', path: '/regime-versions/{id}/decline', tags: ['regime'] })
    .input(changing.extend({ reason }))
    .output(activationView)
    .errors(refusals(...found, 'activation.wrong-state', 'activation.own-proposal')),
};

import { z } from 'zod';
import { procedureFor, refusals, steppedUpFor } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import { instantText, line, pageOf, uuid, verbatim } from '#kernel/shapes.ts';

export const signInCursor = cursorOf('instant', 'uuid');
/** Six digits of an app, or a recovery code as people type it. */
const code = z.string().regex(/^[0-9A-Za-z -]{1,40}$/);

const factorView = z.object({
  id: z.string(),
  kind: z.enum(['totp', 'passkey']),
  name: z.string(),
  createdAt: instantText,
  usedAt: instantText.nullable(),
});
export const factorsView = z.object({
  /** Whether this county asks it of everybody for what is so marked. */
  required: z.boolean(),
  items: z.array(factorView),
  recoveryCodesLeft: z.int(),
});

export const signInKind = z.enum([
  'signed-in',
  'failed',
  'locked',
  'signed-out',
  'ended',
  'password-changed',
  'password-failed',
  'stepped-up',
  'step-up-failed',
  'factor-added',
  'factor-removed',
]);

/** One's own account: sessions, second factors, and proving one; and the log of sign-ins for those who watch. */
export const accountContract = {
  sessions: procedureFor('signed-in', 'administrative')
    .route({ method: 'GET', path: '/account/sessions', tags: ['account'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        items: z.array(
          z.object({
            id: z.string(),
            createdAt: instantText,
            seenAt: instantText,
            address: z.string(),
            browser: z.string(),
            present: z.boolean(),
          }),
        ),
      }),
    ),
  endSession: procedureFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/account/sessions/{id}/end', tags: ['account'] })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ ended: z.literal(true) }))
    .errors(refusals('account-session.not-found')),
  signIns: procedureFor('signed-in', 'administrative')
    .route({ method: 'GET', path: '/sign-ins', tags: ['account'] })
    .input(
      z.strictObject({
        kind: signInKind.optional(),
        /** One's own only; everybody's are for audit, the leading group and the administrators. */
        mine: z.enum(['yes']).optional(),
        cursor: signInCursor.shape,
      }),
    )
    .output(
      pageOf(
        z.object({
          id: z.string(),
          at: instantText,
          kind: signInKind,
          login: z.string(),
          personName: z.string().nullable(),
          organisationName: z.string().nullable(),
          address: z.string(),
          browser: z.string(),
        }),
      ),
    )
    .errors(refusals('sign-ins.not-permitted')),

  factors: procedureFor('signed-in', 'administrative')
    .route({ method: 'GET', path: '/account/factors', tags: ['account'] })
    .input(z.strictObject({}))
    .output(factorsView),
  /** The first factor asks for the password once more, a further one for a proof of those there are. */
  beginTotp: procedureFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/account/factors/totp', tags: ['account'] })
    .input(z.strictObject({ name: line(40), password: verbatim(200) }))
    .output(z.object({ id: z.string(), uri: z.string(), secret: z.string() }))
    .errors(refusals('second-factor.wrong-password', 'second-factor.too-many', 'sign-in.too-many-attempts')),
  confirmTotp: procedureFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/account/factors/totp/{id}/confirm', tags: ['account'] })
    .input(z.strictObject({ id: uuid, code }))
    .output(z.object({ recoveryCodes: z.array(z.string()) }))
    .errors(refusals('second-factor.not-found', 'second-factor.wrong-code', 'sign-in.too-many-attempts')),
  removeFactor: steppedUpFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/account/factors/{id}/remove', tags: ['account'] })
    .input(z.strictObject({ id: uuid }))
    .output(factorsView)
    .errors(refusals('second-factor.not-found', 'second-factor.last-required')),
  renewRecoveryCodes: steppedUpFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/account/recovery-codes', tags: ['account'] })
    .input(z.strictObject({}))
    .output(z.object({ recoveryCodes: z.array(z.string()) }))
    .errors(refusals('second-factor.not-found')),
  stepUp: procedureFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/session/step-up', tags: ['session'] })
    .input(z.strictObject({ code }))
    .output(z.object({ provenAt: instantText }))
    .errors(refusals('second-factor.wrong-code', 'second-factor.not-found', 'sign-in.too-many-attempts')),
};

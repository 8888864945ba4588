import { z } from 'zod';
import { type OrganisationKind, organisationKinds } from '#kernel/actor.ts';
import { procedureFor, refusals, steppedUpFor } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  evidenceIds,
  instantText,
  line,
  lookup,
  may,
  organisationKind,
  pageOf,
  reason,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { proposalView, proposeRefused } from '../proposal/proposal.contract.ts';
import { duty, login, meView, organisationFields, password, personView } from './organisation.contract.ts';
import { administratorKinds } from './organisation.model.ts';

export const actCursor = cursorOf('instant', 'uuid');

/** Why an act on a person is refused, when it is proposed and when it is confirmed. */
export const personActRefused = [
  'organisation.not-found',
  'person.not-found',
  'person.login-taken',
  'person.changed-meanwhile',
  'person.nothing-changed',
  'person.own-duty',
  'person.administrator-and-business',
  'person.administrator-body',
  'person.second-account',
  'person.same-name',
  'person.last-administrators',
  'administration.proposer-gone',
] as const;
export const organisationActRefused = [
  'organisation.not-found',
  'organisation.uscc-required',
  'organisation.uscc-taken',
  'organisation.name-taken',
  'organisation.only-one',
  'organisation.changed-meanwhile',
  'organisation.nothing-changed',
  'organisation.single-stays',
  'organisation.kind-used',
  'organisation.kind-administrators',
  'person.last-administrators',
  'administration.proposer-gone',
] as const;

const asked = refusals(
  ...personActRefused,
  ...organisationActRefused,
  ...proposeRefused,
  'administration.not-permitted',
  'administration.second-first',
  'administration.second-added',
);

/** Done at once only while the county has no second administrator; otherwise it waits for the other. */
const outcome = z.object({ id: z.string(), proposal: proposalView.nullable() });

const because = { reason, evidence: evidenceIds.optional() };
const personFields = {
  name: line(60),
  title: line(60).nullable(),
  phone: line(30).nullable(),
  duties: z.array(duty).max(3),
};

const actView = z.object({
  eventId: z.string(),
  type: z.string(),
  at: instantText,
  /** What it was done to. */
  subject: z.object({ type: z.enum(['person', 'organisation']), id: z.string(), name: z.string() }),
  organisation: z.string().nullable(),
  /** Who proposed and who confirmed; at set-up one alone, and before there were two the one who did it. */
  proposedBy: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  alone: z.boolean(),
  proposalId: z.string().nullable(),
  duties: z.object({ before: z.array(z.string()), after: z.array(z.string()) }).nullable(),
  active: z.object({ before: z.boolean(), after: z.boolean() }).nullable(),
  kind: z.object({ before: organisationKind, after: organisationKind }).nullable(),
  /** Other fields that changed, by name. */
  fields: z.array(
    z.enum(['name', 'login', 'title', 'phone', 'uscc', 'legalRepresentative', 'contact', 'address']),
  ),
  note: z.string().nullable(),
});
export type ActView = z.infer<typeof actView>;

const readers = organisationKinds.filter((kind) => kind !== 'contractor' && kind !== 'third-party');

export const administrationContract = {
  register: steppedUpFor(administratorKinds, 'administrative')
    .route({ method: 'POST', path: '/organisations', tags: ['organisations'] })
    .input(z.strictObject({ id: uuid.optional(), kind: organisationKind, ...organisationFields, ...because }))
    .output(outcome)
    .errors(asked),
  amend: steppedUpFor(administratorKinds, 'administrative')
    .route({ method: 'POST', path: '/organisations/{id}', tags: ['organisations'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        kind: organisationKind,
        ...organisationFields,
        active: z.boolean(),
        ...because,
      }),
    )
    .output(outcome)
    .errors(asked),
  addPerson: steppedUpFor(administratorKinds, 'administrative')
    .route({ method: 'POST', path: '/people', tags: ['people'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        organisationId: uuid,
        ...personFields,
        login,
        /** Somebody else of the same name has an account, and it is another human. */
        another: z.boolean().optional(),
        ...because,
      }),
    )
    .output(outcome)
    .errors(asked),
  amendPerson: steppedUpFor(administratorKinds, 'administrative')
    .route({ method: 'POST', path: '/people/{id}', tags: ['people'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        ...personFields,
        active: z.boolean(),
        another: z.boolean().optional(),
        ...because,
      }),
    )
    .output(outcome)
    .errors(asked),
  /** A new one-time code in place of a password that is lost; ends every session of the person. */
  reset: steppedUpFor(administratorKinds, 'administrative')
    .route({ method: 'POST', path: '/people/{id}/reset', tags: ['people'] })
    .input(z.strictObject({ id: uuid, basedOn: version, ...because }))
    .output(outcome)
    .errors(asked),
  /** Makes the code that was granted and shows it once, to one of the two who granted it. */
  takeCode: steppedUpFor(administratorKinds, 'administrative')
    .route({ method: 'POST', path: '/people/{id}/code', tags: ['people'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        code: z.string(),
        login: z.string(),
        name: z.string(),
        organisation: z.string(),
        expiresAt: instantText,
      }),
    )
    .errors(
      refusals(
        'person.not-found',
        'administration.not-permitted',
        'sign-in-code.none',
        'sign-in-code.taken',
        'sign-in-code.not-permitted',
      ),
    ),
  /** The first sign-in, and the one after a reset: the code, and the password the person chooses. */
  firstSignIn: procedureFor('anyone')
    .route({ method: 'POST', path: '/session/first', tags: ['session'] })
    .input(
      z.strictObject({
        county: z
          .string()
          .regex(/^\d{6}$/)
          .optional(),
        login: lookup(60),
        code: lookup(60),
        password,
      }),
    )
    .output(meView)
    .errors(refusals('sign-in.wrong-code', 'password.too-common')),

  person: procedureFor(readers satisfies readonly OrganisationKind[], 'administrative')
    .route({ method: 'GET', path: '/people/{id}', tags: ['people'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        person: personView,
        /** Null for those who may not read the acts of administrators. */
        acts: z.array(actView).nullable(),
        open: z.array(proposalView),
        code: z
          .object({
            occasion: z.enum(['first', 'reset']),
            grantedAt: instantText,
            takenBy: z.string().nullable(),
            expiresAt: instantText.nullable(),
            expired: z.boolean(),
          })
          .nullable(),
        may,
      }),
    )
    .errors(refusals('person.not-found')),
  /** 谁给了谁什么: every act on people and organisations, newest first. */
  acts: procedureFor(readers, 'administrative')
    .route({ method: 'GET', path: '/people-acts', tags: ['people'] })
    .input(
      z.strictObject({
        about: z.enum(['duties', 'people', 'organisations', 'codes', 'alone']).optional(),
        organisationId: uuid.optional(),
        by: uuid.optional(),
        cursor: actCursor.shape,
      }),
    )
    .output(pageOf(actView))
    .errors(refusals('administration.not-permitted')),
  /** Whether the county still waits for its second administrator, and what was done alone meanwhile. */
  state: procedureFor('signed-in', 'administrative')
    .route({ method: 'GET', path: '/administration', tags: ['people'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        alone: z.boolean(),
        /** Added, and not yet signed in. */
        awaited: z.object({ id: z.string(), name: z.string(), organisation: z.string() }).nullable(),
        aloneActs: z.int(),
        may,
      }),
    ),
};

import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  historyEntry,
  instantText,
  line,
  lookup,
  may,
  organisationKind,
  pageOf,
  plainDateText,
  reason,
  usccText,
  uuid,
  verbatim,
  version,
} from '#kernel/shapes.ts';
import { termIds } from '#kernel/terms.ts';
import { groupParts, recusalCodes } from './organisation.model.ts';

export const nameCursor = cursorOf('text', 'uuid');

export const duty = z.enum(['administrator', 'reviewer', 'signatory']);
export const login = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'login.malformed');
export const password = verbatim(200, 10, 'password.too-short');

export const meView = z.object({
  person: z.object({ id: z.string(), name: z.string(), title: z.string().nullable(), duties: z.array(duty) }),
  organisation: z.object({ id: z.string(), kind: organisationKind, name: z.string() }),
  county: z.object({
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    demonstration: z.boolean(),
    goLiveOn: plainDateText.nullable(),
  }),
  /** Parts of a regime that not every county has: a page of one that is absent is not offered. */
  parts: z.array(z.enum(['scoring', 'draws', 'training', 'assets', 'disclosure'])),
  /** What this county calls otherwise than the product does. */
  terms: z.array(z.object({ term: z.enum(termIds), words: z.object({ zh: z.string(), en: z.string() }) })),
  /** The sign-in before this one, and how often somebody failed to sign in as this person in between. */
  lastSignIn: z.object({ at: instantText.nullable(), address: z.string().nullable(), failed: z.int() }),
  today: plainDateText,
});
export type MeView = z.infer<typeof meView>;

export const organisationView = z.object({
  id: z.string(),
  version: z.int(),
  kind: organisationKind,
  name: z.string(),
  uscc: z.string().nullable(),
  legalRepresentative: z.string().nullable(),
  contact: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  active: z.boolean(),
  people: z.int(),
  may,
});
export type OrganisationView = z.infer<typeof organisationView>;

export const personView = z.object({
  id: z.string(),
  version: z.int(),
  organisationId: z.string(),
  organisationName: z.string(),
  organisationKind,
  name: z.string(),
  login: z.string(),
  title: z.string().nullable(),
  phone: z.string().nullable(),
  duties: z.array(duty),
  active: z.boolean(),
  groupRole: z.enum(['lead', 'member', 'third-party']).nullable(),
  may,
});
export type PersonView = z.infer<typeof personView>;

export const membershipView = z.object({
  id: z.string(),
  version: z.int(),
  personId: z.string(),
  personName: z.string(),
  organisationName: z.string(),
  role: z.enum(['lead', 'member', 'third-party']),
  fromOn: plainDateText,
  untilOn: plainDateText.nullable(),
  may,
});

export const relationView = z.object({
  id: z.string(),
  version: z.int(),
  personId: z.string(),
  personName: z.string(),
  contractorId: z.string(),
  contractorName: z.string(),
  relation: z.enum(['relative', 'shareholder', 'employment', 'tender', 'business', 'other']),
  statement: z.string(),
  fromOn: plainDateText,
  untilOn: plainDateText.nullable(),
  may,
});

export const organisationFields = {
  name: line(120),
  uscc: usccText.nullable(),
  legalRepresentative: line(60).nullable(),
  contact: line(60).nullable(),
  phone: line(30).nullable(),
  address: line(200).nullable(),
};

export const organisationContract = {
  /** What a page needs before anyone has signed in: is there a county, is it a demonstration, who may be tried out. */
  installation: procedureFor('anyone')
    .route({ method: 'GET', path: '/installation', tags: ['session'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        state: z.enum(['empty', 'building', 'ready']),
        /** How much of the demonstration county stands, from 0 to 1, while it is being built. */
        progress: z.number().min(0).max(1).nullable(),
        demonstration: z.boolean(),
        /** Whether building the demonstration asks for the one-time code: where others than this machine can reach the server. */
        demonstrationAsksCode: z.boolean(),
        counties: z.array(z.object({ code: z.string(), name: z.string(), nameEn: z.string() })),
        regimes: z.array(
          z.object({ id: z.string(), zh: z.string(), en: z.string(), jurisdiction: z.string() }),
        ),
        people: z.array(
          z.object({
            login: z.string(),
            name: z.string(),
            title: z.string().nullable(),
            organisation: z.string(),
            kind: organisationKind,
          }),
        ),
      }),
    ),
  setUp: procedureFor('anyone')
    .route({ method: 'POST', path: '/set-up', tags: ['session'] })
    .input(
      z.strictObject({
        code: verbatim(60, 1),
        countyCode: z.string().regex(/^\d{6}$/, 'county-code.malformed'),
        countyName: line(60),
        /** Where the county gives none, its Chinese name stands on English pages too. */
        countyNameEn: line(60).optional(),
        /** 启用日: what fell due before it is neither owed nor missed here. Today, where none is given. */
        goLiveOn: plainDateText.optional(),
        packId: line(80),
        /** Whether paying, approving, signing, deciding and changing people ask for a second factor; yes unless it is said. */
        secondFactor: z.boolean().optional(),
        administrator: z.strictObject({ name: line(60), login, password }),
      }),
    )
    .output(meView)
    .errors(
      refusals(
        'set-up.wrong-code',
        'set-up.done-already',
        'set-up.unknown-pack',
        'password.too-common',
        'sign-in.too-many-attempts',
      ),
    ),
  /**
   * Fills an empty directory with the demonstration county. Everybody signs in to that without a password, so where others can reach
   * the server it asks for the code of the terminal, as set-up does.
   */
  setUpDemonstration: procedureFor('anyone')
    .route({ method: 'POST', path: '/set-up/demonstration', tags: ['session'] })
    .input(z.strictObject({ code: lookup(60).optional() }))
    .output(z.object({ state: z.enum(['building', 'ready']) }))
    .errors(refusals('set-up.done-already', 'set-up.wrong-code', 'sign-in.too-many-attempts')),
  signIn: procedureFor('anyone')
    .route({ method: 'POST', path: '/session', tags: ['session'] })
    .input(
      z.strictObject({
        county: z
          .string()
          .regex(/^\d{6}$/)
          .optional(),
        login: lookup(60),
        password: verbatim(200),
      }),
    )
    .output(meView)
    .errors(refusals('sign-in.failed', 'sign-in.too-many-attempts', 'sign-in.choose-password')),
  /** In a demonstration only: sign in as one of its people without a password. */
  signInAs: procedureFor('anyone')
    .route({ method: 'POST', path: '/session/demonstration', tags: ['session'] })
    .input(z.strictObject({ login: lookup(60) }))
    .output(meView)
    .errors(refusals('sign-in.failed', 'sign-in.no-demonstration')),
  /** Never fails: with or without a session, and whatever was sent. */
  signOut: procedureFor('anyone')
    .route({ method: 'DELETE', path: '/session', tags: ['session'] })
    .input(z.strictObject({}))
    .output(z.object({ signedOut: z.literal(true) })),
  me: procedureFor('signed-in')
    .route({ method: 'GET', path: '/session', tags: ['session'] })
    .input(z.strictObject({}))
    .output(meView),
  changePassword: procedureFor('signed-in', 'administrative')
    .route({ method: 'POST', path: '/session/password', tags: ['session'] })
    .input(z.strictObject({ current: verbatim(200), next: password }))
    .output(z.object({ changed: z.literal(true) }))
    .errors(refusals('sign-in.failed', 'sign-in.too-many-attempts', 'password.too-common')),

  list: procedureFor('signed-in', 'administrative')
    .route({ method: 'GET', path: '/organisations', tags: ['organisations'] })
    .input(z.strictObject({ kind: organisationKind.optional() }))
    .output(z.object({ items: z.array(organisationView), may })),
  find: procedureFor('signed-in', 'administrative')
    .route({ method: 'GET', path: '/organisations/{id}', tags: ['organisations'] })
    .input(z.strictObject({ id: uuid }))
    .output(
      z.object({
        organisation: organisationView,
        people: z.array(personView),
        history: z.array(historyEntry),
      }),
    )
    .errors(refusals('organisation.not-found')),

  people: procedureFor('signed-in', 'administrative')
    .route({ method: 'GET', path: '/people', tags: ['people'] })
    .input(
      z.strictObject({
        organisationId: uuid.optional(),
        kind: organisationKind.optional(),
        cursor: nameCursor.shape,
      }),
    )
    .output(pageOf(personView).extend({ may })),

  group: procedureFor('signed-in')
    .route({ method: 'GET', path: '/inspection-group', tags: ['people'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        items: z.array(membershipView),
        /** 一(三): who serves today for each part the clause names; a part with nobody is missing. */
        composition: z.array(z.object({ part: z.enum(groupParts), names: z.array(z.string()) })),
        basis,
        may,
      }),
    ),
  appoint: procedureFor(['office', 'commerce-bureau'])
    .route({ method: 'POST', path: '/inspection-group', tags: ['people'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        personId: uuid,
        role: z.enum(['lead', 'member', 'third-party']),
        fromOn: plainDateText,
        untilOn: plainDateText.nullable(),
      }),
    )
    .output(membershipView)
    .errors(
      refusals(
        'person.not-found',
        'group.lead-not-commerce-bureau',
        'group.contractor-never',
        'group.third-party-role',
        'group.dates-reversed',
        'group.serves-already',
        'group.before-regime',
      ),
    ),
  endMembership: procedureFor(['office', 'commerce-bureau'])
    .route({ method: 'POST', path: '/inspection-group/{id}/end', tags: ['people'] })
    .input(z.strictObject({ id: uuid, basedOn: version, untilOn: plainDateText }))
    .output(membershipView)
    .errors(refusals('group.not-found', 'group.changed-meanwhile', 'group.dates-reversed')),

  relations: procedureFor([
    'leading-group',
    'office',
    'commerce-bureau',
    'finance',
    'audit',
    'department',
    'third-party',
  ])
    .route({ method: 'GET', path: '/related-parties', tags: ['people'] })
    .input(z.strictObject({ contractorId: uuid.optional() }))
    .output(z.object({ items: z.array(relationView), may })),
  /** 回避: from which contractors whoever asks is recused today, and why. */
  recusals: procedureFor('signed-in')
    .route({ method: 'GET', path: '/recusals', tags: ['people'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        items: z.array(
          z.object({
            contractorId: z.string(),
            code: z.enum(recusalCodes),
            facts: z.object({ contractor: z.string(), detail: z.string() }),
            basis,
          }),
        ),
      }),
    ),
  /** 回避: a person declares an own relation, or the office records one. */
  declareRelation: procedureFor([
    'leading-group',
    'office',
    'commerce-bureau',
    'finance',
    'audit',
    'department',
    'third-party',
  ])
    .route({ method: 'POST', path: '/related-parties', tags: ['people'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        personId: uuid,
        contractorId: uuid,
        relation: z.enum(['relative', 'shareholder', 'employment', 'tender', 'business', 'other']),
        statement: reason,
        fromOn: plainDateText,
        untilOn: plainDateText.nullable(),
      }),
    )
    .output(relationView)
    .errors(
      refusals(
        'person.not-found',
        'organisation.not-found',
        'relation.not-permitted',
        'group.dates-reversed',
      ),
    ),
};

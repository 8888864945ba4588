import { z } from 'zod';
import { organisationKinds } from '#kernel/actor.ts';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  historyEntry,
  instantText,
  line,
  lookup,
  may,
  pageOf,
  plainDateText,
  reason,
  text,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { drawStates } from './draw.model.ts';

export const drawCursor = cursorOf('instant', 'uuid');

const supervision = organisationKinds.filter((kind) => kind !== 'contractor');
const operators = ['office', 'commerce-bureau'] as const;
const witnesses = ['office', 'commerce-bureau', 'leading-group'] as const;

const state = z.enum(drawStates);
const kind = z.enum([
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
]);
const phase = z.enum(['construction', 'trial', 'operation', 'suspended', 'withdrawn']);
const strata = z.enum(['none', 'town', 'contractor']);
const allocation = z.enum(['largest-remainder', 'one-each']);
const role = z.enum(['lead', 'member', 'third-party']);
/** 32 random bytes, made by the party: what could be guessed would be no secret. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'hash.malformed');
const places = z.strictObject({
  lead: z.int().min(1).max(1),
  member: z.int().min(0).max(10),
  'third-party': z.int().min(0).max(5),
});
const said = z.object({ zh: z.string(), en: z.string() });
const period = z.object({ from: plainDateText, until: plainDateText });
/** One thing that raises a weight, with the pack's figures. */
const weightTerm = z.object({
  id: z.string(),
  name: said,
  months: z.int(),
  adds: z.int(),
  most: z.int(),
  clause: z.string(),
});
const publicValue = z.strictObject({ name: line(120), source: line(300), on: plainDateText });

export const drawRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state,
  objects: z.int(),
  size: z.int(),
  preparedAt: instantText,
  publicValueOn: plainDateText,
  redrawOf: z.string().nullable(),
  period,
  /** How many of the objects drawn were visited as drawn; null before the draw, and to who is not of supervision. */
  visited: z.int().nullable(),
  /** The reader's organisation has still to commit or to reveal. */
  waitingForMe: z.boolean(),
});
export type DrawRow = z.infer<typeof drawRow>;

const inspector = z.object({
  id: z.string(),
  name: z.string(),
  organisation: z.string(),
  roles: z.array(role),
});

export const drawView = z.object({
  id: z.string(),
  version: z.int(),
  number: z.string(),
  title: z.string(),
  state,
  listsDigest: z.string(),
  parameters: z.object({
    count: z.int(),
    strata,
    allocation,
    weighted: z.boolean(),
    places: z.object({ lead: z.int(), member: z.int(), 'third-party': z.int() }),
    loadMax: z.int(),
    weights: z.array(weightTerm),
  }),
  period,
  objects: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      name: z.string(),
      kind,
      town: z.string(),
      contractor: z.string(),
      weight: z.int(),
      /** How many of each the weight terms count, in their order. */
      counts: z.array(z.int()),
    }),
  ),
  inspectors: z.array(inspector),
  recusals: z.array(z.object({ inspector: z.string(), contractor: z.string() })),
  parties: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      commitment: z.string().nullable(),
      committedAt: instantText.nullable(),
      secret: z.string().nullable(),
      revealedAt: instantText.nullable(),
      opened: z.boolean(),
      openingReason: z.string().nullable(),
      own: z.boolean(),
      /** This person may propose to open, or open, what this party sealed. */
      may,
    }),
  ),
  publicValue: z.object({
    name: z.string(),
    source: z.string(),
    on: plainDateText,
    text: z.string().nullable(),
    enteredBy: z.string().nullable(),
  }),
  revealUntilOn: plainDateText,
  preparedBy: z.string(),
  preparedAt: instantText,
  seed: z.string().nullable(),
  drawnBy: z.string().nullable(),
  drawnAt: instantText.nullable(),
  publishedAt: instantText.nullable(),
  abandonReason: z.string().nullable(),
  quotas: z.array(z.object({ stratum: z.string(), size: z.int(), quota: z.int() })),
  drawn: z.array(
    z.object({
      id: z.string(),
      inspectors: z.array(z.object({ id: z.string(), name: z.string(), role })),
      unfilled: z.array(role),
      /** Inspections there since the draw, as far as the reader may know of them. */
      visits: z.array(
        z.object({
          id: z.string(),
          number: z.string(),
          state: z.enum(['planned', 'submitted', 'signed']),
          on: plainDateText,
          /** Planned from this draw; with other people than drawn, for a reason. */
          asDrawn: z.boolean(),
          departed: z.boolean(),
        }),
      ),
    }),
  ),
  redraw: z.object({ of: z.object({ id: z.string(), number: z.string() }), reason: z.string() }).nullable(),
  redrawnBy: z.object({ id: z.string(), number: z.string() }).nullable(),
  basis,
  may,
});
export type DrawView = z.infer<typeof drawView>;

const detail = z.object({ draw: drawView, history: z.array(historyEntry) });
const acted = ['draw.not-found', 'draw.not-permitted', 'draw.wrong-state'] as const;
const changed = [...acted, 'draw.changed-meanwhile'] as const;
const opening = [
  'draw.party-unknown',
  'draw.revealed-already',
  'draw.reveal-day-open',
  'draw.opening-proposed-already',
  'draw.opening-not-proposed',
  'draw.opening-four-eyes',
] as const;
const basedOn = { id: uuid, basedOn: version };

export const drawContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/draws', tags: ['draw'] })
    .input(
      z.strictObject({ state: state.optional(), search: lookup(60).optional(), cursor: drawCursor.shape }),
    )
    .output(pageOf(drawRow).extend({ may })),
  /** What a draw can be prepared from: facilities by kind, town and phase, inspectors, parties, and what the pack says. */
  preparation: procedureFor(operators)
    .route({ method: 'GET', path: '/draw-preparation', tags: ['draw'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        kinds: z.array(kind),
        towns: z.array(z.string()),
        facilities: z.array(z.object({ kind, town: z.string(), phase, count: z.int() })),
        inspectors: z.array(inspector),
        parties: z.array(z.object({ id: z.string(), name: z.string() })),
        strata,
        /** What may raise a weight; draws are not weighted where there is nothing. */
        weights: z.array(weightTerm),
        periods: z.object({ current: period, next: period }),
        /** Draws that another one over their places might repeat: newest first. */
        earlier: z.array(
          z.object({
            id: z.string(),
            number: z.string(),
            title: z.string(),
            state,
            period,
            redrawnBy: z.string().nullable(),
            outstanding: z.int().nullable(),
            /** Those of its places that can be drawn from today. */
            places: z.array(z.object({ kind, town: z.string(), phase, count: z.int() })),
          }),
        ),
        partiesMin: z.int(),
        inspectorsMin: z.int(),
        /** A third party is asked for in an inspection of one of these kinds. */
        thirdPartyAsked: z.boolean(),
        loadMax: z.int(),
        today: plainDateText,
        basis,
      }),
    )
    .errors(refusals('draw.not-in-pack')),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/draws/{id}', tags: ['draw'] })
    .input(z.strictObject({ id: uuid }))
    .output(detail)
    .errors(refusals('draw.not-found')),
  /** Freezes the lists and publishes their digest. With `redraw` it repeats an earlier draw, for a reason. */
  prepare: procedureFor(operators)
    .route({ method: 'POST', path: '/draws', tags: ['draw'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        title: line(120),
        /** For visits in the period that runs, or in the next one. */
        period: z.enum(['current', 'next']),
        kinds: z.array(kind).min(1).max(5),
        phases: z.array(phase).min(1).max(5),
        /** Every town when there is none. */
        towns: z.array(lookup(60)).max(60),
        size: z.union([
          z.strictObject({ count: z.int().min(1).max(5000) }),
          z.strictObject({ percent: z.int().min(1).max(100) }),
        ]),
        allocation,
        weighted: z.boolean(),
        places,
        loadMax: z.int().min(1).max(1000),
        inspectorIds: z.array(uuid).min(1).max(500),
        partyIds: z.array(uuid).max(20),
        publicValue,
        revealUntilOn: plainDateText,
        redraw: z.strictObject({ of: uuid, reason: text(2000) }).nullable(),
      }),
    )
    .output(drawView)
    .errors(
      refusals(
        'draw.not-permitted',
        'draw.prepared-already',
        'draw.not-in-pack',
        'draw.kind-not-in-pack',
        'draw.weights-not-allowed',
        'draw.too-few-inspectors-each',
        'draw.load-above-pack',
        'draw.too-few-parties',
        'draw.party-twice',
        'draw.party-unknown',
        'draw.inspector-unknown',
        'draw.public-value-known',
        'draw.value-after-period',
        'draw.reveal-day-past',
        'draw.nothing-to-draw',
        'draw.more-than-there-are',
        'draw.fewer-than-strata',
        'draw.no-lead-among-inspectors',
        'draw.former-unknown',
        'draw.not-drawn-yet',
        'draw.redrawn-already',
        'draw.redraw-needs-reason',
        'draw.purpose-open',
        'draw.again-without-reason',
        'draw.redraw-other',
        'draw.redraw-nothing-common',
      ),
    ),
  /** A party binds itself. The secret is sealed at once where the program itself may not read it. */
  commit: procedureFor(supervision)
    .route({ method: 'POST', path: '/draws/{id}/commitment', tags: ['draw'] })
    .input(z.strictObject({ id: uuid, commitment: hash, secret: hash }))
    .output(drawView)
    .errors(
      refusals(
        ...acted,
        'draw.not-a-party',
        'draw.committed-already',
        'draw.public-value-known',
        'draw.seal-differs',
      ),
    ),
  reveal: procedureFor(supervision)
    .route({ method: 'POST', path: '/draws/{id}/reveal', tags: ['draw'] })
    .input(z.strictObject({ id: uuid, secret: hash }))
    .output(drawView)
    .errors(refusals(...acted, 'draw.not-a-party', 'draw.revealed-already', 'draw.reveal-differs')),
  proposeOpening: procedureFor(witnesses)
    .route({ method: 'POST', path: '/draws/{id}/opening', tags: ['draw'] })
    .input(z.strictObject({ ...basedOn, partyId: uuid, reason }))
    .output(drawView)
    .errors(refusals(...changed, ...opening)),
  open: procedureFor(witnesses)
    .route({ method: 'POST', path: '/draws/{id}/opening/confirm', tags: ['draw'] })
    .input(z.strictObject({ ...basedOn, partyId: uuid }))
    .output(drawView)
    .errors(refusals(...changed, ...opening, 'draw.seal-lost')),
  enterValue: procedureFor(operators)
    .route({ method: 'POST', path: '/draws/{id}/public-value', tags: ['draw'] })
    .input(z.strictObject({ ...basedOn, value: line(200) }))
    .output(drawView)
    .errors(refusals(...changed, 'draw.value-too-early', 'draw.commitments-missing')),
  rejectValue: procedureFor(witnesses)
    .route({ method: 'POST', path: '/draws/{id}/public-value/reject', tags: ['draw'] })
    .input(z.strictObject({ ...basedOn, reason }))
    .output(drawView)
    .errors(refusals(...changed, 'draw.value-four-eyes')),
  draw: procedureFor(witnesses)
    .route({ method: 'POST', path: '/draws/{id}/draw', tags: ['draw'] })
    .input(z.strictObject(basedOn))
    .output(drawView)
    .errors(refusals(...changed, 'draw.value-four-eyes')),
  publish: procedureFor(operators)
    .route({ method: 'POST', path: '/draws/{id}/publish', tags: ['draw'] })
    .input(z.strictObject(basedOn))
    .output(drawView)
    .errors(refusals(...changed)),
  abandon: procedureFor(operators)
    .route({ method: 'POST', path: '/draws/{id}/abandon', tags: ['draw'] })
    .input(z.strictObject({ ...basedOn, reason }))
    .output(drawView)
    .errors(refusals(...changed)),
};

import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  evidenceIds,
  evidenceView,
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
  villageCode,
} from '#kernel/shapes.ts';

export const numberCursor = cursorOf('text');

const operators = ['office', 'commerce-bureau'] as const;
export const facilityKind = z.enum([
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
]);
export const facilityPhase = z.enum(['construction', 'trial', 'operation', 'suspended', 'withdrawn']);
const datum = z.enum(['WGS84', 'GCJ02', 'CGCS2000']);

export const facilityView = z.object({
  id: z.string(),
  version: z.int(),
  projectId: z.string(),
  agreementId: z.string(),
  agreementNumber: z.string(),
  contractorId: z.string(),
  contractorName: z.string(),
  kind: facilityKind,
  number: z.string(),
  name: z.string(),
  villageCode: z.string(),
  villageName: z.string(),
  townName: z.string(),
  address: z.string(),
  /** Masked for those who need not know them. */
  headName: z.string().nullable(),
  headPhone: z.string().nullable(),
  headMasked: z.boolean(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  datum: datum.nullable(),
  phase: facilityPhase,
  constructionStartedOn: plainDateText,
  operationStartedOn: plainDateText.nullable(),
  /** 移交之日: from then on another holds it than the contractor or contract asked about. */
  handedOverOn: plainDateText.nullable(),
  basis,
  may,
});
export type FacilityView = z.infer<typeof facilityView>;

/** What is not for the reader is null: another's contract, why it was handed over, the papers. */
const holdingView = z.object({
  fromOn: plainDateText,
  /** The day from which the next one holds it. */
  handedOverOn: plainDateText.nullable(),
  contractorId: z.string().nullable(),
  contractorName: z.string(),
  agreementId: z.string().nullable(),
  agreementNumber: z.string().nullable(),
  reason: z.string().nullable(),
  evidence: z.array(evidenceView),
});
export type HoldingView = z.infer<typeof holdingView>;

const detail = z.object({
  facility: facilityView,
  /** It lies far from where the county's facilities are: somebody should look at it again. */
  positionAstray: z.boolean(),
  /** Oldest first. */
  holdings: z.array(holdingView),
  /** 选人 (二(三)): who has run it, oldest first; masked as the present head is. */
  heads: z.array(
    z.object({
      headName: z.string().nullable(),
      headPhone: z.string().nullable(),
      enteredAt: instantText,
      reason: z.string().nullable(),
    }),
  ),
  phases: z.array(z.object({ phase: facilityPhase, fromOn: plainDateText, reason: z.string() })),
  /** The phases that may come next. */
  nextPhases: z.array(facilityPhase),
  history: z.array(historyEntry),
});

const facts = {
  name: line(120),
  villageCode,
  /** Asked for only where no list of villages ships for the jurisdiction. */
  villageName: line(60).optional(),
  townName: line(60).optional(),
  address: text(200),
  headName: line(60).nullable(),
  headPhone: line(30).nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  datum: datum.nullable(),
};
const factsRefused = [
  'facility.village-unknown',
  'facility.village-name-required',
  'facility.position-incomplete',
  'facility.position-nowhere',
] as const;

export const facilityContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/facilities', tags: ['facilities'] })
    .input(
      z.strictObject({
        kind: facilityKind.optional(),
        phase: facilityPhase.optional(),
        /** The town's code, nine digits. */
        town: z
          .string()
          .regex(/^\d{9}$/)
          .optional(),
        /** That holds it now or held it before. */
        contractorId: uuid.optional(),
        /** Under which it stands now or stood before. */
        agreementId: uuid.optional(),
        search: lookup(80).optional(),
        cursor: numberCursor.shape,
      }),
    )
    .output(pageOf(facilityView).extend({ may })),
  /** Towns and villages of the county, for choosing; empty where no list ships for the jurisdiction. */
  places: procedureFor('signed-in')
    .route({ method: 'GET', path: '/places', tags: ['facilities'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        towns: z.array(z.object({ code: z.string(), name: z.string() })),
        villages: z.array(
          z.object({ code: z.string(), name: z.string(), townCode: z.string(), townName: z.string() }),
        ),
      }),
    ),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/facilities/{id}', tags: ['facilities'] })
    .input(z.strictObject({ id: uuid }))
    .output(detail)
    .errors(refusals('facility.not-found')),
  register: procedureFor(operators)
    .route({ method: 'POST', path: '/facilities', tags: ['facilities'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        agreementId: uuid,
        kind: facilityKind,
        number: line(40),
        constructionStartedOn: plainDateText,
        /** Why a second station in a village that has one. */
        secondReason: reason.optional(),
        ...facts,
      }),
    )
    .output(detail)
    .errors(
      refusals(
        'facility.not-permitted',
        'facility.id-taken',
        'facility.number-taken',
        'facility.agreement-unknown',
        'facility.agreement-ended',
        'facility.outside-agreement',
        'facility.before-agreement',
        'facility.in-future',
        'facility.village-has-station',
        ...factsRefused,
      ),
    ),
  amend: procedureFor(operators)
    .route({ method: 'POST', path: '/facilities/{id}', tags: ['facilities'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason, ...facts }))
    .output(detail)
    .errors(
      refusals(
        'facility.not-found',
        'facility.not-permitted',
        'facility.changed-meanwhile',
        'facility.withdrawn-for-good',
        ...factsRefused,
      ),
    ),
  changePhase: procedureFor(operators)
    .route({ method: 'POST', path: '/facilities/{id}/phase', tags: ['facilities'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        phase: facilityPhase,
        fromOn: plainDateText,
        reason: text(2000),
      }),
    )
    .output(detail)
    .errors(
      refusals(
        'facility.not-found',
        'facility.not-permitted',
        'facility.changed-meanwhile',
        'facility.withdrawn-for-good',
        'facility.wrong-phase',
        'facility.phase-before-last',
        'facility.in-future',
        'facility.reason-required',
      ),
    ),
  /** 移交: another contract takes the facility over from a day, on a paper that proves the hand-over. */
  transfer: procedureFor(operators)
    .route({ method: 'POST', path: '/facilities/{id}/transfer', tags: ['facilities'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        agreementId: uuid,
        fromOn: plainDateText,
        reason,
        evidenceIds,
      }),
    )
    .output(detail)
    .errors(
      refusals(
        'facility.not-found',
        'facility.not-permitted',
        'facility.changed-meanwhile',
        'facility.withdrawn-for-good',
        'facility.agreement-unknown',
        'facility.held-already',
        'facility.other-programme',
        'facility.agreement-ended',
        'facility.contractor-disqualified',
        'facility.outside-agreement',
        'facility.before-agreement',
        'facility.holding-before-last',
        'facility.in-future',
        'facility.visit-planned',
        'facility.paper-required',
        'facility.paper-unknown',
      ),
    ),
};

import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { dayCursor } from '#kernel/cursor.ts';
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
  period,
  plainDateText,
  quantity,
  reason,
  text,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';

const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const phase = z.enum(['construction', 'operation', 'funds', 'training']);
const purpose = z.enum(['routine', 'spot-check', 're-inspection']);
const notice = z.enum(['announced', 'unannounced']);
const state = z.enum(['planned', 'submitted', 'signed', 'cancelled']);
const role = z.enum(['lead', 'member', 'third-party']);
const method = z.enum(['site-visit', 'report-heard', 'materials-read', 'talk', 'other']);
const asked = z.enum(['position', 'photo', 'minutes', 'attendance', 'list', 'description']);
const itemResult = z.enum(['conforms', 'partly', 'fails', 'not-applicable']);
const verdict = z.enum(['met', 'partly', 'not-met']);
const standard = z.enum(['construction', 'operation', 'funds']);
const severity = z.enum(['serious', 'major', 'ordinary']);
const dimension = z.enum(['quality', 'safety', 'progress', 'funds']);
const datum = z.enum(['WGS84', 'GCJ02', 'CGCS2000']);
const outcome = z.enum(['signed', 'refused', 'nobody']);
const relation = z.enum(['relative', 'shareholder', 'employment', 'tender', 'business', 'other']);
const said = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: z.string(), name: z.string() });
const facilityKind = z.enum([
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
]);
const facilityPhase = z.enum(['construction', 'trial', 'operation', 'suspended', 'withdrawn']);

const subjectView = z.object({
  facility: z
    .object({
      id: z.string(),
      name: z.string(),
      number: z.string(),
      kind: facilityKind,
      phase: facilityPhase,
      town: z.string(),
      village: z.string(),
      address: z.string(),
      latitude: z.number().nullable(),
      longitude: z.number().nullable(),
      datum: datum.nullable(),
    })
    .nullable(),
  agreement: z.object({ id: z.string(), number: z.string(), name: z.string() }),
  contractor: named,
});

const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  organisationName: z.string(),
  role,
  declaredAt: instantText.nullable(),
  recusalReason: z.string().nullable(),
  signedAt: instantText.nullable(),
  remark: z.string().nullable(),
});

const servedView = z.object({
  id: z.string(),
  name: said,
  period: z.string(),
  windowStartOn: plainDateText,
  dueOn: plainDateText,
  /** 暂定: the work calendar of that year is not announced. */
  provisional: z.boolean(),
  closesOn: plainDateText,
  clauseId: z.string(),
});

export const inspectionRow = z.object({
  id: z.string(),
  number: z.string(),
  state,
  area,
  phase,
  purpose,
  notice,
  plannedOn: plainDateText,
  facilityName: z.string().nullable(),
  townName: z.string().nullable(),
  agreementName: z.string(),
  contractorName: z.string(),
  leadName: z.string(),
  findings: z.int(),
  verdicts: z.object({
    construction: verdict.nullable(),
    operation: verdict.nullable(),
    funds: verdict.nullable(),
  }),
  waitingForMe: z.boolean(),
});
export type InspectionRow = z.infer<typeof inspectionRow>;

const core = {
  id: z.string(),
  version: z.int(),
  number: z.string(),
  state,
  area,
  phase,
  purpose,
  notice,
  plannedOn: plainDateText,
  subject: subjectView,
  team: z.array(memberView),
  obligations: z.array(servedView),
  basis,
  may,
};

export const inspectionView = z.object({
  ...core,
  plannedBy: named,
  pack: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  /** The draw it was planned from, as far as the reader may know of that; and why others go than were drawn. */
  draw: z.object({ id: z.string(), number: z.string(), departure: z.string().nullable() }).nullable(),
  cancelReason: z.string().nullable(),
  /** Null until the sheet is handed in, and to a contractor until the whole team has signed. */
  record: z
    .object({
      startedAt: instantText,
      endedAt: instantText,
      arrivedAt: instantText.nullable(),
      position: z
        .object({
          latitude: z.number(),
          longitude: z.number(),
          accuracyMetres: z.number().nullable(),
          datum: z.string(),
        })
        .nullable(),
      positionMissingReason: z.string().nullable(),
      methods: z.array(
        z.object({
          method,
          description: z.string(),
          minutes: z.string(),
          attendance: z.string(),
          materials: z.string(),
          evidence: z.array(evidenceView.extend({ as: z.string() })),
        }),
      ),
      items: z.array(
        z.object({
          itemId: z.string(),
          name: said,
          standard,
          dimensions: z.array(dimension),
          clauseId: z.string(),
          result: itemResult,
          fact: z.string(),
          evidence: z.array(evidenceView),
        }),
      ),
      figures: z.array(
        z.object({
          lineKey: z.string(),
          task: z.string(),
          content: z.string(),
          unit: z.string(),
          reportId: z.string().nullable(),
          reportRevision: z.int().nullable(),
          reportedTotal: z.number().nullable(),
          seenTotal: z.number().nullable(),
          difference: z.number().nullable(),
          doubtful: z.boolean(),
          note: z.string(),
        }),
      ),
      verdicts: z.array(z.object({ standard, verdict, reasons: z.string() })),
      present: z.object({
        outcome: outcome.nullable(),
        name: z.string(),
        title: z.string(),
        statement: z.string(),
      }),
      summary: z.string(),
      contentDigest: z.string(),
      submittedBy: named,
      submittedAt: instantText,
      signedAt: instantText.nullable(),
    })
    .nullable(),
  findings: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      state: z.string(),
      severity,
      fact: z.string(),
      itemId: z.string().nullable(),
    }),
  ),
  supplements: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      by: z.string(),
      at: instantText,
      evidence: z.array(evidenceView),
    }),
  ),
});
export type InspectionView = z.infer<typeof inspectionView>;

export const sheetView = z.object({
  ...core,
  items: z.array(
    z.object({
      id: z.string(),
      name: said,
      guidance: said,
      standard,
      dimensions: z.array(dimension),
      clauseId: z.string(),
      evidenceRequired: z.boolean(),
    }),
  ),
  standards: z.array(z.object({ id: standard, name: said, question: said, clauseId: z.string() })),
  /** The verdict the phase must have; the other standards of the sheet need one when an item of theirs fails. */
  verdictRequired: standard,
  methods: z.array(z.object({ id: method, name: said, evidence: said, requires: z.array(asked), basis })),
  /** What was last reported on each line of the plan (D04). */
  figures: z.array(
    z.object({
      lineKey: z.string(),
      task: z.string(),
      content: z.string(),
      unit: z.string(),
      target: z.number(),
      plannedFinishOn: plainDateText,
      period: z.string().nullable(),
      reportId: z.string().nullable(),
      revision: z.int().nullable(),
      total: z.number().nullable(),
    }),
  ),
  differenceShare: z.number(),
  openFindings: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      state: z.string(),
      severity,
      fact: z.string(),
      place: z.string(),
      foundOn: plainDateText,
      itemId: z.string().nullable(),
      /** Whose it is to rectify, where that is not who holds the place now. */
      formerContractor: z.string().nullable(),
    }),
  ),
  /** Clauses a finding may be said to breach. */
  clauses: z.array(z.object({ id: z.string(), number: z.string(), title: said.nullable() })),
});
export type SheetView = z.infer<typeof sheetView>;

const findingInput = z.strictObject({
  id: uuid,
  itemId: lookup(80).nullable(),
  fact: line(2000),
  place: line(200),
  foundBy: uuid,
  clauseId: lookup(80),
  severity,
  dimensions: z.array(dimension).min(1).max(4),
  evidence: evidenceIds,
});

const submission = {
  startedAt: instantText,
  endedAt: instantText,
  arrivedAt: instantText.nullable(),
  position: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      accuracyMetres: z.number().min(0).max(100_000),
      datum,
    })
    .nullable(),
  positionMissingReason: text(500).nullable(),
  methods: z
    .array(
      z.strictObject({
        method,
        description: text(4000),
        minutes: text(20_000),
        attendance: text(4000),
        materials: text(8000),
        evidence: z.array(z.strictObject({ as: asked, id: uuid })).max(60),
      }),
    )
    .max(10),
  items: z
    .array(
      z.strictObject({
        itemId: lookup(80),
        result: itemResult,
        fact: text(2000),
        evidence: evidenceIds,
      }),
    )
    .max(200),
  figures: z
    .array(z.strictObject({ lineKey: uuid, seenTotal: quantity.nullable(), note: text(500) }))
    .max(500),
  verdicts: z.strictObject({
    construction: z.strictObject({ verdict, reasons: text(2000) }).optional(),
    operation: z.strictObject({ verdict, reasons: text(2000) }).optional(),
    funds: z.strictObject({ verdict, reasons: text(2000) }).optional(),
  }),
  present: z.strictObject({ outcome, name: text(60), title: text(60), statement: text(2000) }),
  summary: line(4000),
  findings: z.array(findingInput).max(60),
};

const submitted = z.object({
  id: z.string(),
  version: z.int(),
  number: z.string(),
  state,
  contentDigest: z.string(),
  findings: z.array(z.object({ id: z.string(), number: z.string(), repeatOf: z.string().nullable() })),
});

const teamRefusals = [
  'inspection.contractor-staff',
  'inspection.member-unknown',
  'inspection.member-twice',
  'inspection.team-too-small',
  'inspection.no-lead',
  'inspection.two-leads',
  'inspection.lead-not-commerce-bureau',
  'inspection.lead-not-in-term',
  'inspection.member-not-in-group',
  'inspection.third-party-role',
  'inspection.third-party-missing',
  'inspection.member-related',
] as const;

const supervision = [
  'leading-group',
  'office',
  'commerce-bureau',
  'finance',
  'audit',
  'department',
  'third-party',
] as const;

export const inspectionContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/inspections', tags: ['inspections'] })
    .input(
      z.strictObject({
        state: state.optional(),
        area: area.optional(),
        phase: phase.optional(),
        /** The town's code, nine digits. */
        town: z
          .string()
          .regex(/^\d{9}$/)
          .optional(),
        facility: uuid.optional(),
        agreement: uuid.optional(),
        contractor: uuid.optional(),
        month: period.optional(),
        mine: z.enum(['yes']).optional(),
        cursor: dayCursor.shape,
      }),
    )
    .output(pageOf(inspectionRow).extend({ may })),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/inspections/{id}', tags: ['inspections'] })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ inspection: inspectionView, history: z.array(historyEntry) }))
    .errors(refusals('inspection.not-found')),
  /** Everything the sheet needs, in one answer, so that it can be filled in where there is no network. */
  sheet: procedureFor(supervision)
    .route({ method: 'GET', path: '/inspections/{id}/sheet', tags: ['inspections'] })
    .input(z.strictObject({ id: uuid }))
    .output(sheetView)
    .errors(refusals('inspection.not-found', 'inspection.wrong-state')),
  /** What can be inspected, by name. */
  subjects: procedureFor(supervision)
    .route({ method: 'GET', path: '/inspection-subjects', tags: ['inspections'] })
    .input(z.strictObject({ phase: phase.optional(), search: lookup(60).optional() }))
    .output(
      z.object({
        items: z.array(
          z.object({
            facilityId: z.string().nullable(),
            agreementId: z.string(),
            name: z.string(),
            town: z.string().nullable(),
            contractorName: z.string(),
          }),
        ),
      }),
    ),
  /** What a plan needs to know: the subject, what is owed there, who may go and who may not, and why. */
  preparation: procedureFor(supervision)
    .route({ method: 'GET', path: '/inspection-preparation', tags: ['inspections'] })
    .input(
      z.strictObject({
        obligation: uuid.optional(),
        facility: uuid.optional(),
        agreement: uuid.optional(),
        phase: phase.optional(),
        on: plainDateText.optional(),
        /** With a facility it drew: who was drawn to go there. */
        draw: uuid.optional(),
      }),
    )
    .output(
      z.object({
        subject: subjectView,
        area,
        phase,
        phases: z.array(phase),
        plannedOn: plainDateText,
        /** Missed ones may still be made up for; they stay missed. */
        obligations: z.array(servedView.extend({ missed: z.boolean() })),
        candidates: z.array(
          z.object({
            personId: z.string(),
            name: z.string(),
            organisationName: z.string(),
            roles: z.array(role),
            bars: z.array(z.enum(['contractor-staff', 'not-in-group', 'related'])),
          }),
        ),
        teamMin: z.int(),
        thirdPartyRequired: z.boolean(),
        draw: z
          .object({
            id: z.string(),
            number: z.string(),
            title: z.string(),
            fromOn: plainDateText,
            untilOn: plainDateText,
            inspectors: z.array(z.object({ personId: z.string(), name: z.string(), role })),
            unfilled: z.array(role),
          })
          .nullable(),
        basis,
      }),
    )
    .errors(refusals('inspection.subject-not-found', 'inspection.area-mismatch')),
  plan: procedureFor(['office', 'commerce-bureau'])
    .route({ method: 'POST', path: '/inspections', tags: ['inspections'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        area,
        phase,
        purpose: z.enum(['routine', 'spot-check']),
        facilityId: uuid.nullable(),
        agreementId: uuid.nullable(),
        plannedOn: plainDateText,
        notice,
        obligationIds: z.array(uuid).max(20),
        team: z
          .array(z.strictObject({ personId: uuid, role }))
          .min(1)
          .max(20),
        /** The draw it comes from; `departure` says why others go than were drawn. */
        draw: z
          .strictObject({ id: uuid, departure: text(2000).nullable() })
          .nullable()
          .optional(),
      }),
    )
    .output(inspectionView)
    .errors(
      refusals(
        ...recusalCodes,
        'inspection.subject-not-found',
        'inspection.obligation-not-found',
        'inspection.planned-already',
        'inspection.before-regime',
        'inspection.planned-in-past',
        'inspection.facility-required',
        'inspection.agreement-required',
        'inspection.area-mismatch',
        'inspection.facility-phase',
        'inspection.obligation-mismatch',
        'inspection.obligation-closed',
        'inspection.obligation-twice',
        ...teamRefusals,
        'inspection.draw-not-found',
        'inspection.draw-not-drawn',
        'inspection.not-drawn',
        'inspection.draw-other-period',
        'inspection.draw-departure-reason',
        'inspection.drawn-visit-planned',
      ),
    ),
  /** 回避: a member says that nothing ties him to the contractor, or what does. */
  declare: procedureFor(supervision)
    .route({ method: 'POST', path: '/inspections/{id}/declaration', tags: ['inspections'] })
    .input(
      z.strictObject({
        id: uuid,
        relation: z.strictObject({ kind: relation, statement: reason }).nullable(),
      }),
    )
    .output(inspectionView)
    .errors(
      refusals(
        'inspection.not-found',
        'inspection.not-permitted',
        'inspection.wrong-state',
        'inspection.declared-already',
      ),
    ),
  cancel: procedureFor(['office', 'commerce-bureau'])
    .route({ method: 'POST', path: '/inspections/{id}/cancellation', tags: ['inspections'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason }))
    .output(inspectionView)
    .errors(
      refusals(
        ...recusalCodes,
        'inspection.not-found',
        'inspection.changed-meanwhile',
        'inspection.wrong-state',
      ),
    ),
  /** The sheet, handed in by the lead in one call. */
  submit: procedureFor(supervision)
    .route({ method: 'POST', path: '/inspections/{id}/submission', tags: ['inspections'] })
    .input(z.strictObject({ id: uuid, basedOn: version, ...submission }))
    .output(submitted)
    .errors(
      refusals(
        'inspection.not-found',
        'inspection.not-permitted',
        'inspection.wrong-state',
        'inspection.changed-meanwhile',
        'inspection.declaration-missing',
        'inspection.member-recused',
        ...teamRefusals,
        'inspection.times-reversed',
        'inspection.time-in-future',
        'inspection.before-regime',
        'inspection.arrival-outside',
        'inspection.method-missing',
        'inspection.method-twice',
        'inspection.arrival-missing',
        'inspection.position-or-reason',
        'inspection.method-evidence',
        'inspection.item-unknown',
        'inspection.item-twice',
        'inspection.items-unanswered',
        'inspection.item-fact-missing',
        'inspection.item-evidence-missing',
        'inspection.failure-without-finding',
        'inspection.figure-unknown',
        'inspection.figures-unanswered',
        'inspection.figure-note-missing',
        'inspection.verdict-missing',
        'inspection.verdict-not-asked',
        'inspection.verdict-reasons-missing',
        'inspection.verdict-contradicts',
        'inspection.present-incomplete',
        'inspection.unprintable',
        'inspection.evidence-unknown',
        'inspection.finding-twice',
        'finding.clause-unknown',
        'finding.item-unknown',
        'finding.finder-not-in-team',
        'finding.evidence-missing',
      ),
    ),
  /** A member signs what the lead handed in, by the digest of what was read. */
  sign: procedureFor(supervision)
    .route({ method: 'POST', path: '/inspections/{id}/signature', tags: ['inspections'] })
    .input(
      z.strictObject({
        id: uuid,
        contentDigest: z.string().regex(/^[0-9a-f]{64}$/),
        remark: text(2000).nullable(),
      }),
    )
    .output(inspectionView)
    .errors(
      refusals(
        'inspection.not-found',
        'inspection.not-permitted',
        'inspection.wrong-state',
        ...recusalCodes,
        'inspection.signed-already',
        'inspection.content-differs',
      ),
    ),
  supplement: procedureFor(supervision)
    .route({ method: 'POST', path: '/inspections/{id}/supplements', tags: ['inspections'] })
    .input(z.strictObject({ id: uuid, supplementId: uuid, text: reason, evidence: evidenceIds }))
    .output(inspectionView)
    .errors(
      refusals(
        'inspection.not-found',
        'inspection.not-permitted',
        'inspection.wrong-state',
        ...recusalCodes,
        'inspection.supplemented-already',
        'inspection.evidence-unknown',
      ),
    ),
};

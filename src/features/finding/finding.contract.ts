import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { dayCursor } from '#kernel/cursor.ts';
import {
  basis,
  evidenceIds,
  evidenceView,
  historyEntry,
  instantText,
  lookup,
  may,
  pageOf,
  plainDateText,
  reason,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';

const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const severity = z.enum(['serious', 'major', 'ordinary']);
const dimension = z.enum(['quality', 'safety', 'progress', 'funds']);
const state = z.enum(['raised', 'confirmed', 'put-right', 'in-letter', 'rectifying', 'closed', 'withdrawn']);
const named = z.object({ id: z.string(), name: z.string() });
const said = z.object({ zh: z.string(), en: z.string() });

export const findingRow = z.object({
  id: z.string(),
  number: z.string(),
  state,
  severity,
  dimensions: z.array(dimension),
  area,
  fact: z.string(),
  place: z.string(),
  foundOn: plainDateText,
  clauseId: z.string(),
  facilityName: z.string().nullable(),
  townName: z.string().nullable(),
  contractorName: z.string(),
  agreementId: z.string(),
  inspectionId: z.string(),
  inspectionNumber: z.string(),
  repeat: z.boolean(),
  proposal: z.enum(['withdraw', 'lower']).nullable(),
});
export type FindingRow = z.infer<typeof findingRow>;

export const findingView = z.object({
  id: z.string(),
  version: z.int(),
  number: z.string(),
  state,
  severity,
  dimensions: z.array(dimension),
  area,
  item: z.object({ id: z.string(), name: said }).nullable(),
  clauseId: z.string(),
  fact: z.string(),
  place: z.string(),
  foundOn: plainDateText,
  foundBy: named,
  inspection: z.object({ id: z.string(), number: z.string() }),
  facility: z.object({ id: z.string(), name: z.string(), town: z.string() }).nullable(),
  agreement: z.object({ id: z.string(), number: z.string(), name: z.string() }),
  contractor: named,
  /** What it repeats, and what the pack takes for the same problem. */
  repeatOf: z
    .object({ id: z.string(), number: z.string(), same: z.enum(['item', 'area', 'facility']) })
    .nullable(),
  proposal: z
    .object({
      kind: z.enum(['withdraw', 'lower']),
      severity: severity.nullable(),
      reason: z.string(),
      by: named,
      at: instantText,
    })
    .nullable(),
  withdrawal: z.object({ reason: z.string(), proposedBy: named, by: named }).nullable(),
  lowered: z.object({ from: severity, reason: z.string(), proposedBy: named, by: named }).nullable(),
  putRight: z.object({ statement: z.string(), by: named }).nullable(),
  closedOn: plainDateText.nullable(),
  /** The days its contractor would have from 送达, by its severity. */
  workingDays: z.int(),
  dayKind: z.enum(['working-days', 'days']),
  evidence: z.array(evidenceView.extend({ role: z.string() })),
  basis,
  may,
});
export type FindingView = z.infer<typeof findingView>;

const supervision = [
  'leading-group',
  'office',
  'commerce-bureau',
  'finance',
  'audit',
  'department',
  'third-party',
] as const;
const concerned = [
  'finding.not-found',
  'finding.not-permitted',
  'finding.changed-meanwhile',
  ...recusalCodes,
] as const;

export const findingContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/findings', tags: ['findings'] })
    .input(
      z.strictObject({
        state: state.optional(),
        severity: severity.optional(),
        dimension: dimension.optional(),
        area: area.optional(),
        contractor: uuid.optional(),
        facility: uuid.optional(),
        agreement: uuid.optional(),
        inspection: uuid.optional(),
        /** The town's code, nine digits. */
        town: z
          .string()
          .regex(/^\d{9}$/)
          .optional(),
        clause: lookup(80).optional(),
        /** Those that wait for a second person. */
        proposal: z.enum(['open']).optional(),
        cursor: dayCursor.shape,
      }),
    )
    .output(pageOf(findingRow)),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/findings/{id}', tags: ['findings'] })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ finding: findingView, history: z.array(historyEntry) }))
    .errors(refusals('finding.not-found')),
  proposeWithdrawal: procedureFor(supervision)
    .route({ method: 'POST', path: '/findings/{id}/withdrawal', tags: ['findings'] })
    .input(z.strictObject({ id: uuid, basedOn: version, reason, evidence: evidenceIds }))
    .output(findingView)
    .errors(
      refusals(
        ...concerned,
        'finding.in-letter',
        'finding.wrong-state',
        'finding.proposal-open',
        'finding.not-lower',
        'finding.proof-missing',
        'finding.evidence-unknown',
      ),
    ),
  proposeLowering: procedureFor(supervision)
    .route({ method: 'POST', path: '/findings/{id}/lowering', tags: ['findings'] })
    .input(
      z.strictObject({
        id: uuid,
        basedOn: version,
        severity: z.enum(['major', 'ordinary']),
        reason,
        evidence: evidenceIds,
      }),
    )
    .output(findingView)
    .errors(
      refusals(
        ...concerned,
        'finding.in-letter',
        'finding.wrong-state',
        'finding.proposal-open',
        'finding.not-lower',
        'finding.proof-missing',
        'finding.evidence-unknown',
      ),
    ),
  /** The second person's word on what another proposed. */
  decide: procedureFor(supervision)
    .route({ method: 'POST', path: '/findings/{id}/decision', tags: ['findings'] })
    .input(z.strictObject({ id: uuid, basedOn: version, confirmed: z.boolean(), reason }))
    .output(findingView)
    .errors(
      refusals(
        ...concerned,
        'finding.no-proposal',
        'finding.four-eyes',
        'finding.finder-decides',
        'finding.in-letter',
      ),
    ),
  putRight: procedureFor(supervision)
    .route({ method: 'POST', path: '/findings/{id}/put-right', tags: ['findings'] })
    .input(z.strictObject({ id: uuid, basedOn: version, statement: reason, evidence: evidenceIds }))
    .output(findingView)
    .errors(
      refusals(
        ...concerned,
        'finding.in-letter',
        'finding.wrong-state',
        'finding.proposal-open',
        'finding.four-eyes',
        'finding.evidence-missing',
        'finding.evidence-unknown',
      ),
    ),
};

import { isSupervision } from '#kernel/actor.ts';
import type { EvidenceView } from '#kernel/shapes.ts';
import type { Call } from '#platform/call.ts';
import type { Db, Tx } from '#platform/database.ts';
import { maySee as maySeeDraw } from '../draw/draw.policy.ts';
import { evidenceOf } from '../evidence/evidence.store.ts';
import { mayUnlessInterested } from '../organisation/organisation.interest.service.ts';
import type { RulePack, Standard } from '../regime/regime.model.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { InspectionView } from './inspection.contract.ts';
import { mayKnow, mayOf, mayRead } from './inspection.policy.ts';
import * as reading from './inspection.read.store.ts';
import { basisOf, sheetItems } from './inspection.sheet.rules.ts';
import { findSubject, type SubjectFound } from './inspection.store.ts';

export const subjectViewOf = (subject: SubjectFound): InspectionView['subject'] => ({
  facility: subject.facility && {
    ...subject.facility,
    datum: subject.facility.datum as 'WGS84' | 'GCJ02' | 'CGCS2000' | null,
  },
  agreement: { id: subject.agreementId, number: subject.agreementNumber, name: subject.agreementName },
  contractor: { id: subject.contractorId, name: subject.contractorName },
});

export const servedViewOf = (
  pack: RulePack,
  { ruleId, ...served }: reading.ServedListed,
): InspectionView['obligations'][number] => {
  const rule = pack.obligations.find(({ id }) => id === ruleId);
  return { ...served, name: rule?.name ?? { zh: ruleId, en: ruleId } };
};

/** The inspection as this person may see it; undefined for one who may not know of it. */
export async function inspectionViewOf(
  db: Db | Tx,
  call: Call,
  id: string,
): Promise<InspectionView | undefined> {
  const found = await reading.findInspection(db, call.county, id);
  if (!found || !mayKnow(call.actor, found)) return undefined;
  const subject = await findSubject(db, call.county, found);
  if (!subject) throw new Error(`inspection ${id} has no subject`);
  const { pack } = await regimeOf({ db, county: call.county });
  const about = { area: found.area, phase: found.phase, facilityKind: subject.facilityKind };
  const inside = isSupervision(call.actor);
  // Before it is handed in there is no record to read.
  const open = mayRead(call.actor, found) && (found.state === 'submitted' || found.state === 'signed');
  const record = open ? await reading.findRecord(db, call.county, id) : undefined;
  const findings = open ? await reading.findingsIn(db, call.county, id) : [];
  const supplements = open ? await reading.supplementsOf(db, call.county, id) : [];
  const carried = open
    ? await evidenceOf(db, call.county, [id, ...supplements.map((supplement) => supplement.id)])
    : [];
  const may = mayOf(call.actor, found);
  return {
    id,
    version: found.version,
    number: found.number,
    state: found.state,
    area: found.area,
    phase: found.phase,
    purpose: found.purpose,
    notice: found.notice,
    plannedOn: found.plannedOn,
    plannedBy: { id: found.plannedBy, name: found.plannedByName },
    subject: subjectViewOf(subject),
    // Who was excused for what tie is a matter between him and supervision.
    team: found.team.map((member) => (inside ? member : { ...member, recusalReason: null })),
    obligations: found.obligations.map((served) => servedViewOf(pack, served)),
    pack: { id: found.packId, version: found.packVersion, hash: found.packHash },
    draw: drawOf(call, found.draw),
    cancelReason: found.cancelReason,
    record: record
      ? recordViewOf(
          pack,
          about,
          record,
          carried.filter(({ subjectId }) => subjectId === id),
        )
      : null,
    findings,
    supplements: supplements.map((supplement) => ({
      ...supplement,
      evidence: carried.filter(({ subjectId }) => subjectId === supplement.id).map(plain),
    })),
    basis: basisOf(pack, about),
    may: {
      ...(await mayUnlessInterested(db, call, found.contractorId, may)),
      // Who has an interest is still to say so.
      declare: may.declare === true,
    },
  };
}

/** A contractor learns of a draw when it is published, and never why somebody did not go. */
function drawOf(call: Call, draw: reading.InspectionFound['draw']): InspectionView['draw'] {
  if (!draw || !maySeeDraw(call.actor, draw)) return null;
  const { id, number, departure } = draw;
  return { id, number, departure: isSupervision(call.actor) ? departure : null };
}

type Carried = EvidenceView & { readonly subjectId: string; readonly role: string };
const plain = ({ subjectId: _, role: __, ...view }: Carried): EvidenceView => view;

/** What a file was handed in as, inside an inspection: `site-visit.photo`, `item.station.siting`. */
export const methodRole = (method: string, as: string): string => `${method}.${as}`;
export const itemRole = (itemId: string): string => `item.${itemId}`;

function recordViewOf(
  pack: RulePack,
  about: Parameters<typeof sheetItems>[1],
  found: reading.RecordFound,
  carried: readonly Carried[],
): NonNullable<InspectionView['record']> {
  const items = new Map(pack.checkItems.map((item) => [item.id, item]));
  const order = new Map(sheetItems(pack, about).map(({ id }, at) => [id, at]));
  const verdicts: [Standard, typeof found.verdictFunds, string | null][] = [
    ['construction', found.verdictConstruction, found.reasonsConstruction],
    ['operation', found.verdictOperation, found.reasonsOperation],
    ['funds', found.verdictFunds, found.reasonsFunds],
  ];
  return {
    startedAt: found.startedAt,
    endedAt: found.endedAt,
    arrivedAt: found.arrivedAt,
    position:
      found.latitude !== null && found.longitude !== null
        ? {
            latitude: found.latitude,
            longitude: found.longitude,
            accuracyMetres: found.accuracyMetres,
            datum: found.datum ?? '',
          }
        : null,
    positionMissingReason: found.positionMissingReason,
    methods: found.methods.map((method) => ({
      ...method,
      evidence: carried
        .filter(({ role }) => role.startsWith(`${method.method}.`))
        .map((evidence) => ({ ...plain(evidence), as: evidence.role.slice(method.method.length + 1) })),
    })),
    items: found.items
      .toSorted((a, b) => (order.get(a.itemId) ?? 0) - (order.get(b.itemId) ?? 0))
      .map((told) => {
        const item = items.get(told.itemId);
        return {
          ...told,
          name: item?.name ?? { zh: told.itemId, en: told.itemId },
          standard: item?.standard ?? 'construction',
          dimensions: [...(item?.dimensions ?? [])],
          clauseId: item?.clause ?? pack.id,
          evidence: carried.filter(({ role }) => role === itemRole(told.itemId)).map(plain),
        };
      }),
    figures: found.figures.map((figure) => ({ ...figure })),
    verdicts: verdicts.flatMap(([standard, verdict, reasons]) =>
      verdict ? [{ standard, verdict, reasons: reasons ?? '' }] : [],
    ),
    present: {
      outcome: found.presentOutcome,
      name: found.presentName ?? '',
      title: found.presentTitle ?? '',
      statement: found.presentStatement ?? '',
    },
    summary: found.summary ?? '',
    contentDigest: found.contentDigest,
    submittedBy: { id: found.submittedBy, name: found.submittedByName },
    submittedAt: found.submittedAt,
    signedAt: found.signedAt,
  };
}

/** The reply to an act: the record as it now stands. */
export async function written(tx: Tx, call: Call, id: string): Promise<InspectionView> {
  const view = await inspectionViewOf(tx, call, id);
  if (!view) throw new Error(`inspection ${id} was written and is not there`);
  return view;
}

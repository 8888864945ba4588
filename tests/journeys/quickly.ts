import type { Prepared } from './county.ts';

// What happens between two chapters of a journey that is about something else: the same acts by the same people, through
// the API.

/** A routine visit to a station today, by the usual team: the bureau's lead, a member, and the third party. */
export async function planned(
  county: Prepared,
  facilityId: string,
  phase: 'construction' | 'operation',
): Promise<string> {
  const { lead, inspector, third } = county.people;
  const { id } = await (await county.api('lead')).inspection.plan({
    area: 'station',
    phase,
    purpose: 'routine',
    facilityId,
    agreementId: null,
    plannedOn: county.today.toString(),
    notice: 'unannounced',
    obligationIds: [],
    team: [
      { personId: lead.id, role: 'lead' },
      { personId: inspector.id, role: 'member' },
      { personId: third.id, role: 'third-party' },
    ],
  });
  return id;
}

/** Everybody of the team says that nothing ties him to the contractor. */
export async function declaredByAll(county: Prepared, inspectionId: string): Promise<void> {
  for (const role of ['lead', 'inspector', 'third'] as const)
    await (await county.api(role)).inspection.declare({ id: inspectionId, relation: null });
}

/** Everybody of the team who has not signed yet signs what was handed in; with the last of them the findings are confirmed. */
export async function signedByAll(county: Prepared, inspectionId: string): Promise<void> {
  const { inspection } = await (await county.api('lead')).inspection.find({ id: inspectionId });
  const contentDigest = inspection.record?.contentDigest ?? '';
  for (const role of ['inspector', 'third'] as const)
    await (await county.api(role)).inspection.sign({ id: inspectionId, contentDigest, remark: null });
}

/** Every confirmed finding of a contract in one letter: drafted, reviewed, signed, numbered, handed over today. */
export async function letterServed(county: Prepared, agreementId: string): Promise<{ id: string }> {
  const office = await county.api('office');
  const { findings, title, preamble } = await office.supervisionLetter.draftable({ agreementId });
  const draft = await office.supervisionLetter.draft({
    agreementId,
    title,
    preamble,
    items: findings.map(({ id, workingDays }) => ({
      findingId: id,
      requirement: '立即整改到位，并提供整改后的现场照片',
      workingDays,
    })),
    leftOut: [],
  });
  const { id } = draft;
  const reviewed = await (await county.api('reviewer')).supervisionLetter.review({
    id,
    basedOn: draft.version,
  });
  const signed = await (await county.api('leader')).supervisionLetter.sign({ id, basedOn: reviewed.version });
  const issued = await office.supervisionLetter.issue({ id, basedOn: signed.version, leftOut: [] });
  await office.supervisionLetter.serve({
    id,
    basedOn: issued.version,
    method: 'direct',
    servedOn: county.today.toString(),
    servedTo: '示例收件人',
    witness: null,
    note: null,
    evidence: [],
  });
  return { id };
}

import type { Prepared, Role } from './county.ts';

// What happens between two chapters of a journey that is about something else: the same acts by the same people, through
// the API.

/** Everybody of the team who has not signed yet signs what was handed in; with the last of them the findings are confirmed. */
export async function signedByAll(county: Prepared, inspectionId: string): Promise<void> {
  for (const role of Object.keys(county.people) as Role[]) {
    const api = await county.api(role);
    const { inspection } = await (await county.api('office')).inspection.find({ id: inspectionId });
    const mine = inspection.team.find(({ personId }) => personId === county.people[role].id);
    if (mine && mine.signedAt === null)
      await api.inspection.sign({
        id: inspectionId,
        contentDigest: inspection.record?.contentDigest ?? '',
        remark: null,
      });
  }
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

import type { Baseline } from './baseline.ts';
import { confirmedFindings, type FindingOptions } from './findings.ts';
import type { County, Somebody } from './world.ts';

type LetterOptions = {
  /** Working days of every item; the pack's for its severity unless said otherwise. */
  readonly workingDays?: number;
  /** Confirmed findings of the contractor that stay out. */
  readonly leftOut?: readonly string[];
};

/** A letter of the office with the given findings, as a draft. */
export async function draftedLetter(
  county: County,
  agreementId: string,
  findingIds: readonly string[],
  options: LetterOptions = {},
) {
  const { api } = county.people.drafter;
  const { findings, title, preamble } = await api.supervisionLetter.draftable({ agreementId });
  return api.supervisionLetter.draft({
    agreementId,
    title,
    preamble,
    items: findingIds.map((findingId) => ({
      findingId,
      requirement: '立即整改到位，并提供整改后的现场照片',
      workingDays: options.workingDays ?? findings.find(({ id }) => id === findingId)?.workingDays ?? 15,
    })),
    leftOut: [...(options.leftOut ?? findings.flatMap(({ id }) => (findingIds.includes(id) ? [] : [id])))],
  });
}

/** Reviewed by the reviewer where the county reviews, signed by the leader: ready to be numbered. */
export async function signedLetter(
  county: County,
  agreementId: string,
  findingIds: readonly string[],
  options: LetterOptions = {},
) {
  const { reviewer, leader } = county.people;
  const { id, version } = await draftedLetter(county, agreementId, findingIds, options);
  const { letter } = await reviewer.api.supervisionLetter.find({ id });
  const ready = letter.reviewed
    ? await reviewer.api.supervisionLetter.review({ id, basedOn: version })
    : letter;
  return leader.api.supervisionLetter.sign({ id, basedOn: ready.version });
}

/** Numbered, with its PDF. `leftOut` of the moment of issue is what the contractor still has outside. */
export async function issuedLetter(
  county: County,
  agreementId: string,
  findingIds: readonly string[],
  options: LetterOptions = {},
) {
  const { id, version } = await signedLetter(county, agreementId, findingIds, options);
  const { api } = county.people.office;
  const { leftOut } = await api.supervisionLetter.find({ id });
  return api.supervisionLetter.issue({ id, basedOn: version, leftOut: leftOut.map((finding) => finding.id) });
}

/** Handed over today: every item's period runs from tomorrow. */
export async function servedLetter(
  county: County,
  agreementId: string,
  findingIds: readonly string[],
  options: LetterOptions = {},
) {
  const { id, version, issuedOn } = await issuedLetter(county, agreementId, findingIds, options);
  return county.people.office.api.supervisionLetter.serve({
    id,
    basedOn: version,
    method: 'direct',
    servedOn: issuedOn ?? '',
    servedTo: '示例收件人',
    witness: null,
    note: null,
    evidence: [],
  });
}

/** New findings of the first contractor, in a letter served today: their rectifications, in the letter's order. */
export async function orderedRectifications(
  county: County,
  baseline: Baseline,
  count: number,
  options: FindingOptions & LetterOptions = {},
): Promise<string[]> {
  const ids = await confirmedFindings(county, baseline, count, options);
  const agreementId = options.of === 'rival' ? baseline.rivalAgreementId : baseline.agreementId;
  const letter = await servedLetter(county, agreementId, ids, options);
  return letter.items.map(({ rectificationId }) => rectificationId ?? '');
}

/** What the contractor sends in, as of today. */
export async function reported(county: County, id: string, by = county.people.contractor) {
  const { rectification } = await by.api.rectification.find({ id });
  return by.api.rectification.report({
    id,
    basedOn: rectification.version,
    cause: '驻店人员离职后未及时补充',
    measure: '新聘一名站长并完成培训，恢复台账登记',
    responsiblePerson: '站长 示例',
    result: '已恢复每日营业，台账连续登记',
    completedOn: county.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString(),
    evidence: [await county.evidence(by)],
  });
}

/** Re-inspected today by two members of the group, one of whom was not on the finding team. */
export async function verified(
  county: County,
  id: string,
  conclusion: 'rectified' | 'mostly' | 'not-rectified' | 'refused' = 'rectified',
  by: readonly Somebody[] = [county.people.second, county.people.third],
) {
  const { second } = county.people;
  const { rectification } = await second.api.rectification.find({ id });
  return second.api.rectification.reinspect({
    id,
    basedOn: rectification.version,
    members: by.map(({ id }) => id),
    inspectedOn: county.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString(),
    conclusion,
    fact: '现场查看，站点营业正常，台账连续',
    evidence: [await county.evidence(second)],
  });
}

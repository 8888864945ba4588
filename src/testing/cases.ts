import { aBaseline } from './baseline.ts';
import { confirmedFindings } from './findings.ts';
import { todayOf } from './gate.ts';
import { servedLetter } from './letters.ts';
import { aCounty, type County, type Somebody } from './world.ts';

/**
 * A county whose first contractor left three problems of one letter to run past their deadline, seen on 2026-06-01, with a leading
 * group of three of whom two may sign.
 */
export async function aTriggeredCounty() {
  const county = await aCounty();
  const baseline = await aBaseline(county);
  const findings = await confirmedFindings(county, baseline, 3);
  await servedLetter(county, baseline.agreementId, findings);
  county.at('2026-06-01');
  const deputy = await county.person(county.organisations.leading, '副组长 徐', ['signatory']);
  const member = await county.person(county.organisations.leading, '成员 高');
  return { county, baseline, findings, deputy, member };
}
export type Triggered = Awaited<ReturnType<typeof aTriggeredCounty>>;

export async function openedCase({ county }: Pick<Triggered, 'county'>) {
  return county.people.office.api.disqualification.open({
    contractorId: county.organisations.contractor,
    groundId: 'repeated-unrectified',
    reasons: '三个问题逾期未整改，经督办仍无报告',
    evidence: [],
  });
}

const service = async (county: County, on?: string) => ({
  on: on ?? todayOf(county),
  method: 'direct' as const,
  receiver: '示例收件人',
  documentNumber: '示例资告〔2026〕1号',
  evidence: [await county.evidence(county.people.office)],
});

/** 告知 served today. */
export async function notifiedCase(triggered: Pick<Triggered, 'county'>) {
  const { county } = triggered;
  const { id, version } = await openedCase(triggered);
  return county.people.office.api.disqualification.notify({
    id,
    basedOn: version,
    ...(await service(county)),
  });
}

/** Told on 2026-06-01; the five working days passed in silence, recorded on 2026-06-09. */
export async function silentCase(triggered: Pick<Triggered, 'county'>) {
  const { county } = triggered;
  const { id, version } = await notifiedCase(triggered);
  county.at('2026-06-09');
  return county.people.office.api.disqualification.recordSilence({ id, basedOn: version });
}

export type Votes = readonly (readonly [Somebody, 'cancel' | 'keep' | 'abstain'])[];

export async function deliberation(county: County, by: Somebody, id: string, votes: Votes) {
  const { case: current } = await by.api.disqualification.find({ id });
  return by.api.disqualification.deliberate({
    id,
    basedOn: current.version,
    on: todayOf(county),
    ballots: votes.map(([{ id: personId }, vote]) => ({ personId, vote })),
    summary: '经集体研究，事实清楚，程序合法',
    evidence: [await county.evidence(by)],
  });
}

/** Deliberated by all three, two for it, recorded by the deputy. */
export async function deliberatedCase(triggered: Pick<Triggered, 'county' | 'deputy' | 'member'>) {
  const { county, deputy, member } = triggered;
  const { id } = await silentCase(triggered);
  return deliberation(county, deputy, id, [
    [county.people.leader, 'cancel'],
    [deputy, 'cancel'],
    [member, 'keep'],
  ]);
}

export async function decidedCase(
  triggered: Pick<Triggered, 'county' | 'deputy' | 'member'>,
  outcome: 'cancel' | 'keep' = 'cancel',
) {
  const { county } = triggered;
  const { id, version } = await deliberatedCase(triggered);
  return county.people.leader.api.disqualification.decide({
    id,
    basedOn: version,
    outcome,
    reasons: '多次存在问题且未及时整改，事实清楚',
  });
}

export async function servedCase(triggered: Pick<Triggered, 'county' | 'deputy' | 'member'>) {
  const { county } = triggered;
  const { id, version } = await decidedCase(triggered);
  return county.people.office.api.disqualification.serve({
    id,
    basedOn: version,
    ...(await service(county)),
  });
}

export const serviceOf = service;

/** A case on a stated ground, for a county whose contractor left nothing undone: told today. */
export async function aStatedCase(county: County) {
  const { api } = county.people.office;
  const { id, version } = await api.disqualification.open({
    contractorId: county.organisations.contractor,
    groundId: 'falsified-data',
    reasons: '上报交易额与现场凭证不符',
    evidence: [await county.evidence(county.people.office)],
  });
  return api.disqualification.notify({ id, basedOn: version, ...(await service(county)) });
}

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { record } from '#platform/event-log.ts';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import { aStatedCase } from '#testing/cases.ts';
import { aChain } from '#testing/chain.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { planOf } from '#testing/inspections.ts';
import { draftedLetter, orderedRectifications } from '#testing/letters.ts';
import { scoredPack } from '#testing/scoring.ts';
import { aCounty, type Client, type County, race, refusalOf, type Somebody } from '#testing/world.ts';

import { insertRelation } from './organisation.group.store.ts';

const reason = '经核实情况属实，同意办理';
const digest = 'a'.repeat(64);
const on = '2026-04-10';
/** No record is so far on: whoever is not recused is told so, and nothing is done. */
const basedOn = 999;

/** People of every desk, twice: those who will declare an interest, and their colleagues who have none. */
async function desks(county: County) {
  const { office, bureau, finance, leading } = county.organisations;
  const four = async (mark: string) => ({
    office: await county.person(office, `办公室 ${mark}`, ['reviewer', 'signatory']),
    bureau: await county.person(bureau, `商务局 ${mark}`),
    finance: await county.person(finance, `财政局 ${mark}`),
    leader: await county.person(leading, `副组长 ${mark}`, ['signatory']),
  });
  return { related: await four('有'), free: await four('无') };
}

type Desk = keyof Awaited<ReturnType<typeof desks>>['free'];

const relate = (person: Somebody, contractorId: string) =>
  person.api.organisation.declareRelation({
    personId: person.id,
    contractorId,
    relation: 'shareholder',
    statement: '配偶在该公司持股',
    fromOn: '2026-01-01',
    untilOn: null,
  });

async function reportOf(county: County, baseline: Baseline): Promise<string> {
  const { api } = county.people.contractor;
  const { agreementId } = baseline;
  const { lines } = await api.monthlyReport.sheet({ agreementId, period: '2026-03' });
  const { id, version } = await api.monthlyReport.draft({
    agreementId,
    period: '2026-03',
    figures: lines.map(({ lineKey }) => ({ lineKey, thisMonth: 1, investedFen: 0, note: '' })),
    narrative: { summary: '按计划推进各项建设', problems: '无', nextMonth: '继续推进', coordination: '无' },
    attachments: {},
    evidenceIds: [],
  });
  return (await api.monthlyReport.submit({ id, basedOn: version })).id;
}

/** Every act of a person on a contractor: who does it, and how it is asked for. */
async function acts(county: County, baseline: Baseline) {
  const chain = await aChain(county, baseline);
  const contractorId = county.organisations.contractor;
  const { agreementId } = baseline;
  const finding = { id: chain.findings.unlettered, basedOn };
  const [drafted = ''] = await confirmedFindings(county, baseline, 1);
  const letter = {
    id: (await draftedLetter(county, agreementId, [drafted], { leftOut: [finding.id] })).id,
    basedOn,
  };
  const [ordered = ''] = await orderedRectifications(county, baseline, 1, { leftOut: [finding.id] });
  const item = { id: ordered, basedOn };
  const decision = { id: chain.decisionId, basedOn };
  const instalment = { id: chain.instalmentId, basedOn };
  const report = { id: await reportOf(county, baseline), basedOn };
  const score = await county.people.office.api.score.open({
    agreementId,
    fromOn: '2026-04-01',
    toOn: '2026-06-30',
  });
  const scored = { id: score.score.id, basedOn };
  const told = { id: (await aStatedCase(county)).id, basedOn };
  const { rows } = await sql<{ id: string }>`
    select id from obligation where county = ${county.county} and contractor_id = ${contractorId}::uuid
      and fulfilled_on is null and due_on > ${on}::date order by due_on desc limit 2`.execute(county.db);
  const [owed = '', other = ''] = rows.map(({ id }) => id);
  const waiver = await county.people.lead.api.obligation.proposeWaiver({ id: other, reason });
  const service = {
    on,
    method: 'direct' as const,
    receiver: '示例',
    documentNumber: '送〔2026〕1',
    evidence: [],
  };
  const words = {
    title: '关于限期整改的督办函',
    preamble: '根据日常监管制度，现将有关事项函告如下：',
    items: [],
    leftOut: [],
  };
  const table: Record<string, [Desk, (api: Client) => Promise<unknown>]> = {
    'finding.proposeWithdrawal': [
      'bureau',
      (api) => api.finding.proposeWithdrawal({ ...finding, reason, evidence: [] }),
    ],
    'finding.proposeLowering': [
      'office',
      (api) => api.finding.proposeLowering({ ...finding, severity: 'ordinary', reason, evidence: [] }),
    ],
    'finding.decide': ['leader', (api) => api.finding.decide({ ...finding, confirmed: true, reason })],
    'letter.draft': ['office', (api) => api.supervisionLetter.draft({ agreementId, ...words })],
    'letter.amend': ['office', (api) => api.supervisionLetter.amend({ ...letter, ...words })],
    'letter.review': ['office', (api) => api.supervisionLetter.review(letter)],
    'letter.sendBack': ['office', (api) => api.supervisionLetter.sendBack({ ...letter, reason })],
    'letter.sign': ['leader', (api) => api.supervisionLetter.sign(letter)],
    'letter.issue': ['office', (api) => api.supervisionLetter.issue({ ...letter, leftOut: [] })],
    'letter.void': ['office', (api) => api.supervisionLetter.void({ ...letter, reason })],
    'letter.serve': [
      'office',
      (api) =>
        api.supervisionLetter.serve({
          ...letter,
          method: 'direct',
          servedOn: on,
          servedTo: '示例',
          witness: null,
          note: null,
          evidence: [],
        }),
    ],
    'rectification.sendBack': ['bureau', (api) => api.rectification.sendBack({ ...item, reason })],
    'rectification.arrange': [
      'office',
      (api) => api.rectification.arrange({ ...item, plannedOn: on, members: [] }),
    ],
    'rectification.reinspect': [
      'bureau',
      (api) =>
        api.rectification.reinspect({
          ...item,
          members: [],
          inspectedOn: on,
          conclusion: 'rectified',
          fact: '现场查看，已恢复营业',
          evidence: [],
        }),
    ],
    'rectification.close': ['office', (api) => api.rectification.close(item)],
    'rectification.reopen': ['bureau', (api) => api.rectification.reopen({ ...item, reason, evidence: [] })],
    'rectification.decideExtension': [
      'office',
      (api) => api.rectification.decideExtension({ ...item, granted: true, reason }),
    ],
    'rectification.escalate': [
      'office',
      (api) => api.rectification.takeStep({ ...item, step: 'interview', note: reason }),
    ],
    'rectification.takeProgressStep': [
      'office',
      (api) => api.rectification.takeProgressStep({ id: agreementId, step: 'interview', note: reason }),
    ],
    'waiver.propose': ['bureau', (api) => api.obligation.proposeWaiver({ id: owed, reason })],
    'waiver.decide': [
      'office',
      (api) => api.obligation.decideWaiver({ id: waiver.id, basedOn, outcome: 'approved', reason }),
    ],
    'report.accept': ['bureau', (api) => api.monthlyReport.accept(report)],
    'report.sendBack': ['office', (api) => api.monthlyReport.sendBack({ ...report, reason })],
    'payment.propose': [
      'bureau',
      (api) =>
        api.disbursement.propose({ ...instalment, evaluationDigest: digest, outcome: 'pay', amountFen: 1 }),
    ],
    'payment.settle': [
      'bureau',
      (api) =>
        api.disbursement.settle({
          ...instalment,
          by: { kind: 'reimbursement', investmentFen: 1 },
          note: reason,
        }),
    ],
    'payment.reevaluate': ['bureau', (api) => api.disbursement.reevaluate(decision)],
    'payment.agree': ['finance', (api) => api.disbursement.agree(decision)],
    'payment.object': ['finance', (api) => api.disbursement.object({ ...decision, reason })],
    'payment.approve': ['leader', (api) => api.disbursement.approve(decision)],
    'payment.decline': ['leader', (api) => api.disbursement.decline({ ...decision, reason })],
    'payment.pay': [
      'finance',
      (api) => api.disbursement.pay({ ...decision, voucher: '财付2026-9', paidOn: on }),
    ],
    'score.open': [
      'bureau',
      (api) => api.score.open({ agreementId, fromOn: '2026-05-01', toOn: '2026-05-31' }),
    ],
    'score.compute': ['office', (api) => api.score.compute(scored)],
    'score.confirm': ['bureau', (api) => api.score.confirm(scored)],
    'score.withdraw': ['office', (api) => api.score.withdraw({ ...scored, reason })],
    'agreement.amend': [
      'office',
      (api) =>
        api.agreement.amend({
          id: agreementId,
          basedOn,
          reason,
          name: '合同',
          areas: ['station'],
          endsOn: '2026-12-31',
          amountFen: 1,
          lineKeys: [],
          instalments: [
            {
              number: 1,
              name: '首期',
              amountFen: 1,
              condition: '签订后',
              requiredProgress: 0,
              plannedOn: on,
            },
          ],
        }),
    ],
    'agreement.end': [
      'bureau',
      (api) => api.agreement.end({ id: agreementId, basedOn, state: 'terminated', reason }),
    ],
    'inspection.plan': [
      'bureau',
      (api) =>
        api.inspection.plan(
          planOf(county, baseline, { team: [{ personId: county.people.lead.id, role: 'lead' }] }),
        ),
    ],
    'inspection.cancel': [
      'office',
      (api) => api.inspection.cancel({ id: chain.unsignedId, basedOn, reason }),
    ],
    'case.open': [
      'office',
      (api) =>
        api.disqualification.open({
          contractorId,
          groundId: 'falsified-data',
          reasons: reason,
          evidence: [],
        }),
    ],
    'case.notify': ['office', (api) => api.disqualification.notify({ ...told, ...service })],
    'case.recordSilence': ['office', (api) => api.disqualification.recordSilence(told)],
    'case.announceHearing': [
      'office',
      (api) => api.disqualification.announceHearing({ ...told, on: '2026-05-20', place: '县政府会议室' }),
    ],
    'case.hear': [
      'office',
      (api) =>
        api.disqualification.hear({
          ...told,
          on,
          chair: county.people.leader.id,
          contractorPresent: true,
          summary: '听取双方意见',
          evidence: [],
        }),
    ],
    'case.deliberate': [
      'leader',
      (api) =>
        api.disqualification.deliberate({ ...told, on, ballots: [], summary: '集体研究', evidence: [] }),
    ],
    'case.decide': [
      'leader',
      (api) => api.disqualification.decide({ ...told, outcome: 'keep', reasons: reason }),
    ],
    'case.serve': ['office', (api) => api.disqualification.serve({ ...told, ...service })],
    'case.hold': ['leader', (api) => api.disqualification.hold({ ...told, reason })],
    'case.release': ['leader', (api) => api.disqualification.release({ ...told, reason })],
    'case.close': ['leader', (api) => api.disqualification.close({ ...told, reason })],
  };
  return table;
}

const author = (county: County, { id, organisationId }: Somebody) => ({
  county: county.county,
  actor: { personId: id, organisationId },
  now: county.now(),
  newId: county.newId,
});

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'granted';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
};

describe('S7 一(四)(五): whoever has an interest in a contractor does nothing that concerns it', () => {
  test('W09 every act is refused to the related and, for that reason, to nobody else', async () => {
    const county = await aCounty({ at: `${on}T09:00:00+08:00`, pack: scoredPack() });
    const baseline = await aBaseline(county);
    await theGroup(county);
    const { related, free } = await desks(county);
    const table = await acts(county, baseline);
    for (const person of Object.values(related)) await relate(person, county.organisations.contractor);
    // An interest in another contractor recuses from nothing here.
    for (const person of Object.values(free)) await relate(person, county.organisations.rival);
    const before = await county.events();
    for (const [name, [desk, act]] of Object.entries(table)) {
      const refusal = await refusalOf(act(related[desk].api));
      expect(refusal, name).toMatchObject({
        code: 'recusal.declared',
        facts: { contractor: '示例甲电子商务有限公司', detail: '配偶在该公司持股' },
      });
      expect(refusal.basis, name).toEqual([
        { clause: 'tongcheng-2021:1.3' },
        { clause: 'tongcheng-2021:1.5' },
        { instrument: '中华人民共和国公务员法', article: '第七十六条' },
      ]);
    }
    expect(await county.events()).toBe(before);
    for (const [name, [desk, act]] of Object.entries(table)) {
      const code = await codeOf(act(free[desk].api));
      expect(code, name).not.toMatch(/^recusal\.|not-permitted|BAD_REQUEST|not-found/);
    }
    expect(county.faults).toEqual([]);
  });

  test('W09 an interest seen in the records recuses as a declared one does, and the page says why', async () => {
    const county = await aCounty({ at: `${on}T09:00:00+08:00` });
    const baseline = await aBaseline(county);
    await theGroup(county);
    const [id = ''] = await confirmedFindings(county, baseline, 1);
    const { lead, second } = county.people;
    const telephone = ({ id }: Somebody, phone: string) => county.amendPerson(id, { phone });
    await telephone(county.people.contractor, '138 7150-0001');
    await telephone(second, '13871500001');
    const { finding } = await second.api.finding.find({ id });
    expect(Object.values(finding.may)).not.toContain(true);
    expect((await lead.api.finding.find({ id })).finding.may.proposeWithdrawal).toBe(true);
    const refusal = await refusalOf(
      second.api.finding.proposeWithdrawal({ id, basedOn: finding.version, reason, evidence: [] }),
    );
    expect(refusal).toMatchObject({
      code: 'recusal.telephone',
      facts: { contractor: '示例甲电子商务有限公司', detail: '承办企业 冯' },
    });
    expect((await second.api.organisation.recusals({})).items).toMatchObject([
      { contractorId: county.organisations.contractor, code: 'recusal.telephone' },
    ]);
    expect((await lead.api.organisation.recusals({})).items).toEqual([]);
    // No team takes him either (D05).
    const team = planOf(county, baseline).team.map((place) => ({
      ...place,
      personId: place.role === 'member' ? second.id : place.personId,
    }));
    expect((await refusalOf(lead.api.inspection.plan(planOf(county, baseline, { team })))).code).toBe(
      'inspection.member-related',
    );
    // The contractor’s own people answer for it.
    expect((await county.people.contractor.api.organisation.recusals({})).items).toEqual([]);
  });

  test('W09 a declaration under way holds the act back until it is made', async () => {
    const county = await aCounty({ at: `${on}T09:00:00+08:00` });
    const baseline = await aBaseline(county);
    const id = await reportOf(county, baseline);
    const officer = await county.person(county.organisations.office, '办公室 急');
    const { version } = await officer.api.monthlyReport.find({ id });
    const accept = () => officer.api.monthlyReport.accept({ id, basedOn: version });
    let accepted: Promise<string> | undefined;
    await county.db.transaction().execute(async (tx) => {
      const relation = {
        id: county.newId(),
        personId: officer.id,
        contractorId: county.organisations.contractor,
        relation: 'relative' as const,
        statement: '其弟任该公司经理',
        fromOn: '2026-01-01',
        untilOn: null,
      };
      await record(tx, author(county, officer), [
        {
          type: 'related-party.declared',
          aggregateType: 'related-party',
          aggregate: relation.id,
          version: 1,
          body: relation,
        },
      ]);
      await insertRelation(tx, county.county, relation);
      accepted = codeOf(accept());
      await new Promise((done) => setTimeout(done, 300));
    });
    expect(await accepted).toBe('recusal.declared');
  });

  test('W09 eight at once, declarations and acts: whoever has declared does nothing afterwards', async () => {
    const county = await aCounty({ at: `${on}T09:00:00+08:00` });
    const baseline = await aBaseline(county);
    const id = await reportOf(county, baseline);
    const officer = await county.person(county.organisations.office, '办公室 急');
    const { version } = await officer.api.monthlyReport.find({ id });
    const accept = () => officer.api.monthlyReport.accept({ id, basedOn: version });
    const outcome = await race(
      Array.from({ length: 8 }, (_, at) =>
        at % 2 ? accept() : relate(officer, county.organisations.contractor),
      ),
    );
    expect(outcome.granted).toBeLessThanOrEqual(5);
    for (const code of outcome.refusals)
      expect(['recusal.declared', 'monthly-report.changed-meanwhile']).toContain(code);
    expect((await refusalOf(accept())).code).toBe('recusal.declared');
    expect(county.faults).toEqual([]);
  });
});

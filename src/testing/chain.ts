import { sql } from 'kysely';
import { type NewEvent, record } from '#platform/event-log.ts';
import type { Tables } from '#platform/tables.generated.ts';
import type { Baseline } from './baseline.ts';
import type { County } from './world.ts';

type Edges = NonNullable<NewEvent['edges']>;
type Row = Record<string, unknown>;

/**
 * One chain from clause to payment, written as its acts would leave it: rows, events and arrows, without the acts. For
 * what only reads; a story of an act performs the act.
 *
 * An inspection of the first contractor's village station found three things. Two stand in one letter, served; the first
 * of them is re-inspected and closed, the second still ordered. The third is confirmed and in no letter. The instalment was
 * evaluated, decided and paid. Another inspection was handed in and is not signed.
 */
export async function aChain(county: County, baseline: Baseline) {
  const { people, organisations, db, newId } = county;
  const author = (personId: string, organisationId: string) => ({
    county: county.county,
    actor: { personId, organisationId },
    now: county.now(),
    newId,
  });
  const bureau = author(people.lead.id, organisations.bureau);
  const office = author(people.office.id, organisations.office);
  const pack = { pack_id: 'tongcheng-2021', pack_version: '1', pack_hash: 'f'.repeat(64) };
  const put = async (table: keyof Tables, row: Row) => {
    await db
      .insertInto(table)
      .values({ county: county.county, ...row } as never)
      .execute();
  };
  const act = (
    by: typeof bureau,
    type: string,
    aggregateType: string,
    aggregate: string,
    edges: Edges = [],
    version = 1,
  ) => record(db, by, [{ type, aggregateType, aggregate, version, body: {}, edges }]);

  const { agreementId, facilities, instalments } = baseline;
  const contractorId = organisations.contractor;
  const [instalmentId = ''] = instalments;
  const { rows } = await sql<{ id: string; clause_id: string }>`
    select id, clause_id from obligation where county = ${county.county} and subject_id = ${facilities.villageStation}
      and kind = 'inspection' and fulfilled_on is null order by due_on desc limit 1`.execute(db);
  const obligation = rows[0];
  if (!obligation) throw new Error('nothing is owed at the village station');

  const inspection = async (id: string, number: string, state: 'submitted' | 'signed', edges: Edges) => {
    await act(bureau, 'inspection.submitted', 'inspection', id, [
      {
        from: { type: 'inspection', id },
        to: { type: 'facility', id: facilities.villageStation },
        kind: 'concerns',
      },
      ...edges,
    ]);
    await put('inspection', {
      id,
      version: 1,
      number,
      area: 'station',
      purpose: 'routine',
      phase: 'operation',
      facility_id: facilities.villageStation,
      agreement_id: agreementId,
      contractor_id: contractorId,
      planned_on: '2026-03-10',
      notice: 'unannounced',
      state,
      planned_by: people.lead.id,
      lead_id: people.lead.id,
      started_at: '2026-03-10T01:00:00Z',
      ended_at: '2026-03-10T03:00:00Z',
      content_digest: 'f'.repeat(64),
      submitted_by: people.lead.id,
      submitted_at: '2026-03-10T03:00:00Z',
      ...(state === 'signed' ? { signed_at: '2026-03-11T03:00:00Z' } : {}),
      ...pack,
    });
    for (const [person, role] of [
      [people.lead, 'lead'],
      [people.inspector, 'member'],
    ] as const)
      await put('inspection_member', {
        inspection_id: id,
        person_id: person.id,
        role,
        recusal_declared_at: '2026-03-09T03:00:00Z',
        signed_at: role === 'lead' || state === 'signed' ? '2026-03-11T03:00:00Z' : null,
      });
  };
  const inspectionId = newId();
  await inspection(inspectionId, '检〔2026〕901', 'signed', [
    {
      from: { type: 'clause', id: obligation.clause_id },
      to: { type: 'obligation', id: obligation.id },
      kind: 'requires',
    },
    {
      from: { type: 'inspection', id: inspectionId },
      to: { type: 'obligation', id: obligation.id },
      kind: 'fulfils',
    },
  ]);
  await sql`update obligation set done = required, fulfilled_by_type = 'inspection', fulfilled_by = ${inspectionId}, fulfilled_on = '2026-03-10'
    where county = ${county.county} and id = ${obligation.id}`.execute(db);
  const unsignedId = newId();
  await inspection(unsignedId, '检〔2026〕902', 'submitted', []);

  const findings = [newId(), newId(), newId()] as const;
  const [closed, open, unlettered] = findings;
  for (const [at, id] of findings.entries()) {
    await act(bureau, 'finding.raised', 'finding', id, [
      { from: { type: 'inspection', id: inspectionId }, to: { type: 'finding', id }, kind: 'found' },
      { from: { type: 'finding', id }, to: { type: 'clause', id: 'tongcheng-2021:2.3' }, kind: 'breaches' },
      {
        from: { type: 'finding', id },
        to: { type: 'facility', id: facilities.villageStation },
        kind: 'concerns',
      },
    ]);
    await put('finding', {
      id,
      version: 1,
      number: `问〔2026〕901-${at + 1}`,
      inspection_id: inspectionId,
      facility_id: facilities.villageStation,
      agreement_id: agreementId,
      contractor_id: contractorId,
      area: 'station',
      fact: ['站点未按公示时间开门', '服务台账两个月未登记', '制度未上墙'][at],
      place: '站点大厅',
      found_on: '2026-03-10',
      found_by: people.inspector.id,
      clause_id: 'tongcheng-2021:2.3',
      severity: 'ordinary',
      dimensions: ['quality'],
      state: ['closed', 'rectifying', 'confirmed'][at],
      ...(at === 0 ? { closed_on: '2026-04-02' } : {}),
    });
  }

  const letterId = newId();
  const items = [newId(), newId()] as const;
  const node = { type: 'supervision-letter', id: letterId };
  await act(office, 'supervision-letter.drafted', 'supervision-letter', letterId);
  const letter = {
    id: letterId,
    version: 1,
    agreement_id: agreementId,
    contractor_id: contractorId,
    title: '关于示例村电商服务站有关问题的督办函',
    state: 'draft',
    drafted_by: people.office.id,
    drafted_on: '2026-03-12',
    ...pack,
  };
  await put('letter', letter);
  for (const [at, id] of items.entries())
    await put('letter_item', {
      id,
      letter_id: letterId,
      finding_id: findings[at],
      ordinal: at + 1,
      requirement: '限期整改并报送整改报告',
      working_days: 15,
    });
  await act(
    office,
    'supervision-letter.served',
    'supervision-letter',
    letterId,
    [
      { from: { type: 'finding', id: closed }, to: node, kind: 'demanded-in' },
      { from: { type: 'finding', id: open }, to: node, kind: 'demanded-in' },
      { from: node, to: { type: 'agreement', id: agreementId }, kind: 'concerns' },
    ],
    2,
  );
  await sql`update letter set version = 2, state = 'served', issuer_code = '示电商督', number_year = 2026, number = 3,
      reviewed_by = ${people.reviewer.id}, signed_by = ${people.leader.id}, issued_by = ${people.office.id}, issued_on = '2026-03-13',
      pdf_sha256 = ${'f'.repeat(64)}, served_on = '2026-03-16', service_method = 'direct', served_to = '承办企业 冯', served_by = ${people.office.id}
    where county = ${county.county} and id = ${letterId}`.execute(db);

  const rectifications = [newId(), newId()] as const;
  for (const [at, id] of rectifications.entries()) {
    await act(office, 'rectification.ordered', 'rectification', id, [
      { from: node, to: { type: 'rectification', id }, kind: 'orders' },
    ]);
    await put('rectification', {
      id,
      version: 1,
      letter_id: letterId,
      letter_item_id: items[at],
      finding_id: findings[at],
      agreement_id: agreementId,
      contractor_id: contractorId,
      state: at === 0 ? 'closed' : 'ordered',
      severity: 'ordinary',
      served_on: '2026-03-16',
      working_days: 15,
      period_from_on: '2026-03-16',
      due_on: '2026-04-07',
      original_due_on: '2026-04-07',
      ...(at === 0
        ? {
            attempts: 1,
            reported_on: '2026-03-30',
            reported_by: people.contractor.id,
            closed_on: '2026-04-02',
            closed_by: people.reviewer.id,
          }
        : {}),
      ...pack,
    });
  }
  const [closedRectification, openRectification] = rectifications;
  const reinspectionId = newId();
  await put('rectification_report', {
    rectification_id: closedRectification,
    attempt: 1,
    cause: '值班安排不到位',
    measure: '排班上墙',
    responsible_person: '示例负责人',
    result: '已整改',
    completed_on: '2026-03-29',
    reported_by: people.contractor.id,
    reported_at: '2026-03-30T02:00:00Z',
  });
  await act(
    bureau,
    'rectification.re-inspected',
    'rectification',
    closedRectification,
    [
      {
        from: { type: 're-inspection', id: reinspectionId },
        to: { type: 'rectification', id: closedRectification },
        kind: 'verifies',
      },
    ],
    2,
  );
  await put('reinspection', {
    id: reinspectionId,
    rectification_id: closedRectification,
    attempt: 1,
    inspected_on: '2026-04-01',
    conclusion: 'rectified',
    fact: '按公示时间开门',
    recorded_by: people.second.id,
    recorded_at: '2026-04-01T02:00:00Z',
  });

  const evaluationId = newId();
  const decisionId = newId();
  const paymentId = newId();
  const evaluation = { type: 'gate-evaluation', id: evaluationId };
  await act(bureau, 'payment-decision.proposed', 'payment-decision', decisionId, [
    { from: node, to: evaluation, kind: 'weighs' },
    { from: { type: 'rectification', id: closedRectification }, to: evaluation, kind: 'weighs' },
    { from: evaluation, to: { type: 'payment-decision', id: decisionId }, kind: 'decides' },
    { from: evaluation, to: { type: 'instalment', id: instalmentId }, kind: 'concerns' },
  ]);
  await put('gate_evaluation', {
    id: evaluationId,
    instalment_id: instalmentId,
    as_of: '2026-04-03',
    amount_fen: 90_000_000,
    conditions: '[]',
    recommendation: 'pay',
    recommended_fen: 90_000_000,
    hard_stop: false,
    input_digest: 'f'.repeat(64),
    evaluated_at: '2026-04-03T02:00:00Z',
    ...pack,
  });
  await put('payment_decision', {
    id: decisionId,
    version: 1,
    instalment_id: instalmentId,
    evaluation_id: evaluationId,
    state: 'proposed',
    outcome: 'pay',
    amount_fen: 90_000_000,
    departs: false,
    proposed_by: people.lead.id,
    proposed_at: '2026-04-03T02:00:00Z',
  });
  await act(
    author(people.leader.id, organisations.leading),
    'payment-decision.approved',
    'payment-decision',
    decisionId,
    [],
    2,
  );
  await sql`update payment_decision set version = 2, state = 'approved', payable_fen = amount_fen, finance_by = ${people.finance.id},
      finance_at = '2026-04-04T02:00:00Z', approved_by = ${people.leader.id}, approved_at = '2026-04-07T02:00:00Z'
    where county = ${county.county} and id = ${decisionId}`.execute(db);
  await act(bureau, 'payment.made', 'payment', paymentId, [
    {
      from: { type: 'payment-decision', id: decisionId },
      to: { type: 'payment', id: paymentId },
      kind: 'pays',
    },
  ]);
  await put('payment', {
    id: paymentId,
    version: 1,
    agreement_id: agreementId,
    instalment_id: instalmentId,
    decision_id: decisionId,
    amount_fen: 90_000_000,
    paid_on: '2026-04-08',
    voucher: '财付2026-0001',
    paid_by: people.finance.id,
  });
  return {
    obligationId: obligation.id,
    clauseId: obligation.clause_id,
    inspectionId,
    unsignedId,
    findings: { closed, open, unlettered },
    letterId,
    rectifications: { closed: closedRectification, open: openRectification },
    reinspectionId,
    instalmentId,
    evaluationId,
    decisionId,
    paymentId,
  };
}
export type Chain = Awaited<ReturnType<typeof aChain>>;

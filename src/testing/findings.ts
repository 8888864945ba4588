import { confirmFindings, raiseFindings } from '#features/finding/finding.service.ts';
import type { ContentArea, Severity } from '#features/regime/regime.model.ts';
import { clauseOfDuty } from '#features/regime/regime.rules.ts';
import type { Actor } from '#kernel/actor.ts';
import { dayOf } from '#kernel/temporal.ts';
import type { Call } from '#platform/call.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { reactions } from '../main.router.ts';
import type { Baseline } from './baseline.ts';
import type { County, Somebody } from './world.ts';

export type FindingOptions = {
  readonly severity?: Severity;
  /** Whose contract it concerns; the first contractor's unless said otherwise. */
  readonly of?: 'contractor' | 'rival';
  /** Who found it; the inspector of 商务局 unless said otherwise. */
  readonly foundBy?: Somebody;
  /** Who else was on the team, which 商务局's lead leads. */
  readonly team?: readonly Somebody[];
  readonly facts?: readonly string[];
  readonly clauseId?: string;
};

let inspections = 0;

/**
 * Confirmed findings of one signed inspection, found today. Stories of letters and rectification begin here: how an inspection
 * comes to be signed is told by its own stories, so its record is written as it stands after them.
 */
export async function confirmedFindings(
  county: County,
  baseline: Baseline,
  count: number,
  options: FindingOptions = {},
): Promise<string[]> {
  const { people, organisations } = county;
  const rival = options.of === 'rival';
  const finder = options.foundBy ?? people.inspector;
  const team = [...new Set([people.lead, finder, ...(options.team ?? [])])];
  const agreementId = rival ? baseline.rivalAgreementId : baseline.agreementId;
  const contractorId = rival ? organisations.rival : organisations.contractor;
  const facilityId = rival ? baseline.facilities.otherStation : baseline.facilities.villageStation;
  const area: ContentArea = 'station';
  const call = callOf(county, finder);
  const on = dayOf(county.now()).toString();
  inspections += 1;
  const inspection = { id: county.newId(), number: `检〔${on.slice(0, 4)}〕${inspections}` };
  // In the order of lists, so that a story can name them by their place.
  const ids = Array.from({ length: count }, () => county.newId()).toSorted();

  const raised = await transact(county.db, async (tx) => {
    await record(tx, call, [
      {
        type: 'inspection.signed',
        aggregateType: 'inspection',
        aggregate: inspection.id,
        version: 1,
        body: inspection,
      },
    ]);
    const moment = county.now().toString();
    await tx
      .insertInto('inspection')
      .values({
        county: county.county,
        id: inspection.id,
        version: 1,
        number: inspection.number,
        area,
        purpose: 'routine',
        phase: rival ? 'construction' : 'operation',
        facility_id: facilityId,
        agreement_id: agreementId,
        contractor_id: contractorId,
        planned_on: on,
        notice: 'announced',
        state: 'signed',
        planned_by: people.lead.id,
        lead_id: people.lead.id,
        pack_id: county.pack.id,
        pack_version: '-',
        pack_hash: '-',
        started_at: moment,
        ended_at: moment,
        arrived_at: moment,
        submitted_by: people.lead.id,
        submitted_at: moment,
        signed_at: moment,
        content_digest: '0'.repeat(64),
      })
      .execute();
    await tx
      .insertInto('inspection_member')
      .values(
        team.map((person) => ({
          county: county.county,
          inspection_id: inspection.id,
          person_id: person.id,
          role: person === people.lead ? 'lead' : person === people.third ? 'third-party' : 'member',
          recusal_declared_at: moment,
          signed_at: moment,
        })),
      )
      .execute();
    const findings = await raiseFindings(
      tx,
      call,
      {
        inspectionId: inspection.id,
        inspectionNumber: inspection.number,
        facilityId,
        agreementId,
        contractorId,
        area,
        foundOn: on,
        team: team.map(({ id }) => id),
      },
      await Promise.all(
        ids.map(async (id, at) => ({
          id,
          itemId: null,
          fact: options.facts?.[at] ?? facts[at % facts.length] ?? '',
          place: '示例村电商服务站',
          foundBy: finder.id,
          clauseId: options.clauseId ?? clauseOfDuty(county.pack, 'D14'),
          severity: options.severity ?? 'ordinary',
          dimensions: ['quality' as const],
          evidence: [await county.evidence(finder)],
        })),
      ),
    );
    if (!findings.ok) return findings;
    await confirmFindings(tx, call, inspection.id);
    return findings;
  });
  if (!raised.ok) throw new Error(`findings were refused: ${raised.refusal.code}`);
  return ids;
}

const facts = [
  '货架空置，当日无人值守，服务台账自2025年12月起未再登记',
  '电脑、电子秤各一台未投入使用，封装完好，属设备闲置',
  '代收快递未登记，村民反映取件需自行到镇上',
  '墙上未张贴服务项目和收费标准',
  '门头标识脱落，未按要求悬挂项目标识',
  '宽带已停，站内无法办理网上代购代销业务',
];

/** 监督检查小组: the people who may re-inspect, in office since the year before. */
export async function theGroup(county: County): Promise<void> {
  const { office, lead, inspector, second, third } = county.people;
  const appoint = (person: Somebody, role: 'lead' | 'member' | 'third-party') =>
    office.api.organisation.appoint({ personId: person.id, role, fromOn: '2025-01-01', untilOn: null });
  await appoint(lead, 'lead');
  await appoint(inspector, 'member');
  await appoint(second, 'member');
  await appoint(third, 'third-party');
}

export function callOf(county: County, person: Somebody): Call {
  const actor: Actor = {
    personId: person.id,
    name: person.name,
    organisationId: person.organisationId,
    organisationKind:
      person.organisationId === county.organisations.bureau
        ? 'commerce-bureau'
        : person.organisationId === county.organisations.office
          ? 'office'
          : 'department',
    duties: [],
  };
  return {
    db: county.db,
    files: county.world.files,
    county: county.county,
    actor,
    now: county.now(),
    newId: county.newId,
    reactions,
  };
}

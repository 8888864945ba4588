import type { InferContractRouterInputs } from '@orpc/contract';
import type { inspectionContract } from '#features/inspection/inspection.contract.ts';
import type { Severity } from '#features/regime/regime.model.ts';
import { clauseOfArea } from '#features/regime/regime.rules.ts';
import type { Baseline } from './baseline.ts';
import type { County, Somebody } from './world.ts';

export { theGroup } from './findings.ts';

type Inputs = InferContractRouterInputs<typeof inspectionContract>;
export type Sheet = Inputs['submit'];
type FindingTold = Sheet['findings'][number];

export const today = (county: County): string =>
  county.now().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();

/** 李 leads, 赵 and 孙 go along: what the pack asks for in any facility. */
export const usualTeam = ({ people }: County): Inputs['plan']['team'] => [
  { personId: people.lead.id, role: 'lead' },
  { personId: people.inspector.id, role: 'member' },
  { personId: people.third.id, role: 'third-party' },
];

export const planOf = (county: County, baseline: Baseline, over: Partial<Inputs['plan']> = {}) => ({
  area: 'station' as const,
  phase: 'operation' as const,
  purpose: 'routine' as const,
  facilityId: baseline.facilities.villageStation,
  agreementId: null,
  plannedOn: today(county),
  notice: 'unannounced' as const,
  obligationIds: [],
  team: usualTeam(county),
  ...over,
});

/** Planned, and everybody on the team has declared that nothing ties him to the contractor. */
export async function aPlannedInspection(
  county: County,
  baseline: Baseline,
  over: Partial<Inputs['plan']> = {},
) {
  const plan = planOf(county, baseline, over);
  const planned = await county.people.lead.api.inspection.plan(plan);
  for (const { personId } of plan.team)
    await byId(county, personId).api.inspection.declare({ id: planned.id, relation: null });
  return (await county.people.lead.api.inspection.find({ id: planned.id })).inspection;
}

const byId = (county: County, id: string): Somebody => {
  const found = Object.values(county.people).find((person) => person.id === id);
  if (!found) throw new Error('the story knows nobody of this id');
  return found;
};

/** A finding as an inspector would tell it, with a photograph of its own. */
export async function aFindingTold(
  county: County,
  over: Partial<FindingTold> = {},
  by: Somebody = county.people.lead,
): Promise<FindingTold> {
  return {
    id: county.newId(),
    itemId: null,
    fact: '检查时站点锁门，门上无营业时间，电话无人接听',
    place: '站点门口',
    foundBy: by.id,
    clauseId: clauseOfArea(county.pack, 'station'),
    severity: 'ordinary',
    dimensions: ['quality'],
    evidence: over.evidence ?? [await county.evidence(by)],
    ...over,
  };
}

/**
 * A sheet that is filled in as it should be: a site visit with position and photograph, every item conforming, every reported line
 * seen as it was reported, the verdict met. `over` says what is different.
 */
export async function aSheet(county: County, id: string, over: Partial<Sheet> = {}): Promise<Sheet> {
  const { lead } = county.people;
  const sheet = await lead.api.inspection.sheet({ id });
  const ended = county.now();
  return {
    id,
    basedOn: sheet.version,
    startedAt: ended.subtract({ minutes: 90 }).toString(),
    endedAt: ended.toString(),
    arrivedAt: ended.subtract({ minutes: 80 }).toString(),
    position: { latitude: 29.2459, longitude: 113.8164, accuracyMetres: 9, datum: 'WGS84' },
    positionMissingReason: null,
    methods: [
      {
        method: 'site-visit',
        description: '',
        minutes: '',
        attendance: '',
        materials: '',
        evidence: [{ as: 'photo', id: await county.evidence(lead) }],
      },
    ],
    items: sheet.items.map((item) => ({ itemId: item.id, result: 'conforms', fact: '', evidence: [] })),
    figures: sheet.figures.map(({ lineKey, total }) => ({
      lineKey,
      seenTotal: total,
      note: total === null ? '尚未上报，本次未核' : '',
    })),
    verdicts: { [sheet.verdictRequired]: { verdict: 'met', reasons: '' } },
    present: { outcome: 'signed', name: '示例负责人', title: '站点负责人', statement: '情况属实' },
    summary: '站点正常运营，台账齐全。',
    findings: [],
    ...over,
  };
}

/** Everyone but the lead signs what the lead handed in. */
export async function signAll(county: County, id: string): Promise<void> {
  const { inspection } = await county.people.lead.api.inspection.find({ id });
  const contentDigest = inspection.record?.contentDigest ?? '';
  for (const { personId, signedAt } of inspection.team)
    if (signedAt === null)
      await byId(county, personId).api.inspection.sign({ id, contentDigest, remark: null });
}

/**
 * An inspection from plan to last signature, with a finding for each severity asked for; the findings are confirmed. What most
 * stories about letters, rectification and payment begin from.
 */
export async function aSignedInspection(
  county: County,
  baseline: Baseline,
  options: {
    plan?: Partial<Inputs['plan']>;
    severities?: readonly Severity[];
    sheet?: Partial<Sheet>;
    findings?: readonly Partial<FindingTold>[];
  } = {},
): Promise<{ id: string; number: string; findings: { id: string; number: string }[] }> {
  const planned = await aPlannedInspection(county, baseline, options.plan);
  const wanted = [
    ...(options.severities ?? []).map((severity) => ({ severity })),
    ...(options.findings ?? []),
  ];
  const findings = await Promise.all(wanted.map((over) => aFindingTold(county, over)));
  const sheet = await aSheet(county, planned.id, { findings, ...options.sheet });
  const { number, findings: raised } = await county.people.lead.api.inspection.submit(sheet);
  await signAll(county, planned.id);
  return {
    id: planned.id,
    number,
    findings: raised.map((finding) => ({ id: finding.id, number: finding.number })),
  };
}

import type { FindingInput } from '#features/finding/finding.model.ts';
import type { Inspection } from '#features/inspection/inspection.model.ts';

// Records as rules see them, without a database.

/** The inspection a finding is raised in. */
export const raisedIn = {
  inspectionId: 'i',
  inspectionNumber: '检〔2026〕9',
  facilityId: 'f',
  agreementId: 'a',
  contractorId: 'c',
  area: 'station',
  foundOn: '2026-04-10',
  team: ['lead', 'member'],
} as const;

export const toldFinding = (clauseId: string, over: Partial<FindingInput> = {}): FindingInput => ({
  id: 'n',
  itemId: null,
  fact: '锁门',
  place: '门口',
  foundBy: 'member',
  clauseId,
  severity: 'ordinary',
  dimensions: ['quality'],
  evidence: ['photo'],
  ...over,
});

/** An unannounced visit to a station, planned for 2026-04-10. */
export const plannedInspection = (over: Partial<Inspection> = {}): Inspection => ({
  id: 'i',
  version: 3,
  number: '检〔2026〕1',
  area: 'station',
  purpose: 'routine',
  phase: 'operation',
  facilityId: 'f',
  facilityKind: 'village-station',
  agreementId: 'a',
  contractorId: 'c',
  plannedOn: '2026-04-10',
  notice: 'unannounced',
  state: 'planned',
  plannedBy: 'p',
  leadId: 'l',
  contentDigest: 'd',
  team: [],
  ...over,
});

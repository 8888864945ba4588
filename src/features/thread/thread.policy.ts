import type { Actor } from '#kernel/actor.ts';
import { isSupervision } from '#kernel/actor.ts';
import { mayKnow } from '../finding/finding.policy.ts';
import type { ThreadNode } from './thread.model.ts';

/** Who reads: a person, or the keeper of the data at the terminal, who has the database itself. */
export type Reader = Actor | 'keeper';

/** From this state on a contractor knows of its record; what is not named here is its own from the beginning. */
const toldFrom: Readonly<Record<string, readonly string[]>> = {
  inspection: ['submitted', 'signed'],
  'supervision-letter': ['served', 'acknowledged', 'closed'],
};

/** Supervision sees the county (but not a contractor's draft); a contractor what is its own, once it has been told of it. */
export function maySeeNode(reader: Reader, node: ThreadNode): boolean {
  if (reader === 'keeper' || node.type === 'clause') return true;
  if (isSupervision(reader)) return node.type !== 'monthly-report' || node.state !== 'draft';
  if (node.contractorId !== reader.organisationId) return false;
  if (node.type === 'finding')
    return mayKnow(reader, {
      contractorId: node.contractorId,
      state: node.state ?? '',
      inspectionState: String(node.facts.inspectionState),
    });
  const told = toldFrom[node.type];
  return told === undefined || told.includes(node.state ?? '');
}

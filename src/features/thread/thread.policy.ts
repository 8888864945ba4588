import type { Actor } from '#kernel/actor.ts';
import { isSupervision, maySeeOf } from '#kernel/actor.ts';
import { mayKnowDecision } from '../disbursement/disbursement.policy.ts';
import { mayReadDecision, maySee as maySeeCase } from '../disqualification/disqualification.policy.ts';
import { maySee as maySeeDraw } from '../draw/draw.policy.ts';
import { mayKnow as mayKnowFinding } from '../finding/finding.policy.ts';
import { mayKnow as mayKnowInspection } from '../inspection/inspection.policy.ts';
import { maySeeReport } from '../monthly-report/monthly-report.policy.ts';
import { maySee as maySeeScore } from '../score/score.policy.ts';
import { maySee as maySeeLetter } from '../supervision-letter/supervision-letter.policy.ts';
import type { ThreadNode } from './thread.model.ts';

/** Who reads: a person, or the keeper of the data at the terminal, who has the database itself. */
export type Reader = Actor | 'keeper';

/** Supervision sees the county (but not what a contractor is still writing); a contractor what is its own, once it has been told of it. */
export function maySeeNode(reader: Reader, node: ThreadNode): boolean {
  if (reader === 'keeper' || node.type === 'clause') return true;
  if (node.type === 'disqualification')
    return maySeeCase(reader, {
      contractorId: node.contractorId ?? '',
      notified: node.facts.notified === true,
    });
  if (node.type === 'disqualification-decision')
    return (
      maySeeCase(reader, { contractorId: node.contractorId ?? '', notified: true }) &&
      mayReadDecision(reader, node.facts.served === true)
    );
  // A draw is nobody's own: it is published to all.
  if (node.type === 'draw') return maySeeDraw(reader, { state: node.state as never });
  if (isSupervision(reader))
    return (
      node.type !== 'monthly-report' ||
      maySeeReport(reader, { contractorId: node.contractorId ?? '', firstSubmittedAt: node.onDay })
    );
  const { contractorId } = node;
  // What it held it may still find among what it did there.
  if (node.type === 'facility')
    return String(node.facts.heldBy ?? '')
      .split(' ')
      .includes(reader.organisationId);
  if (contractorId === null || !maySeeOf(reader, contractorId)) return false;
  // Each feature says itself from when on a contractor knows of its record.
  const state = node.state as never;
  switch (node.type) {
    case 'inspection':
      return mayKnowInspection(reader, { contractorId, state, notice: node.facts.notice as never });
    case 'finding':
      return mayKnowFinding(reader, {
        contractorId,
        state,
        inspectionState: String(node.facts.inspectionState),
      });
    case 'supervision-letter':
      return maySeeLetter(reader, { contractorId, state });
    case 'score':
      return maySeeScore(reader, {
        contractorId,
        confirmedComputation: node.facts.binds === true ? 1 : null,
      });
    case 'payment-decision':
      return mayKnowDecision(reader, { state });
    default:
      return true;
  }
}

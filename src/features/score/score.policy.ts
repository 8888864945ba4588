import { type Actor, isOperator, isSupervision, maySeeOf } from '#kernel/actor.ts';
import type { Score } from './score.model.ts';

type About = Pick<Score, 'contractorId' | 'state' | 'computedBy' | 'confirmedComputation'>;

/** 办公室 and 商务局 score; the contractor sees its own once it binds. */
export const mayScore = (actor: Actor): boolean => isOperator(actor);
export const maySee = (actor: Actor, score: Pick<About, 'contractorId' | 'confirmedComputation'>): boolean =>
  maySeeOf(actor, score.contractorId) && (isSupervision(actor) || score.confirmedComputation !== null);

export function mayOf(actor: Actor, score: About, periodOver: boolean): Record<string, boolean> {
  const operator = mayScore(actor);
  return {
    compute: operator && (score.state === 'open' || score.state === 'computed'),
    recompute: operator && score.state === 'confirmed',
    confirm: operator && score.state === 'computed' && periodOver && score.computedBy !== actor.personId,
    withdraw:
      operator &&
      (score.state === 'open' || score.state === 'computed') &&
      score.confirmedComputation === null,
  };
}

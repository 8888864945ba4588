import { granted, type Result, refused } from '#kernel/result.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import type { Case, Hold } from './disqualification.model.ts';
import { takenOf } from './disqualification.procedure.rules.ts';
import { basisOfStep, type Moment, moved } from './disqualification.take.rules.ts';

// Beside the steps: payments held and released, a case ended without a decision.

type BesideRefusal = 'disqualification.wrong-state' | 'disqualification.opener-decides';

/** 案件审理期间暂停拨付: by the leading group, once the contractor knows of the case. */
export function hold(
  current: Case,
  reasons: string,
  moment: Moment,
): Result<Case, BesideRefusal | 'disqualification.not-notified' | 'disqualification.held-already'> {
  const free = beside(current, moment);
  if (!free.ok) return free;
  if (!takenOf(current, 'notice'))
    return refused('disqualification.not-notified', {}, basisOfStep(current, 'notice'));
  if (current.hold) return refused('disqualification.held-already', { on: current.hold.on });
  const held: Hold = { on: moment.today.toString(), by: moment.by, reasons };
  return granted(moved(current, { hold: held }));
}

export function release(
  current: Case,
  moment: Moment,
): Result<Case, BesideRefusal | 'disqualification.not-held'> {
  const free = beside(current, moment);
  if (!free.ok) return free;
  if (!current.hold) return refused('disqualification.not-held');
  return granted(moved(current, { hold: null }));
}

/** 结案不予取消, before anything is decided: with reasons, and not by whoever opened it (nobody lets off alone). */
export function close(
  current: Case,
  reasons: string,
  moment: Moment,
): Result<Case, BesideRefusal | 'disqualification.decided-already'> {
  const free = beside(current, moment);
  if (!free.ok) return free;
  if (takenOf(current, 'decision')) return refused('disqualification.decided-already');
  return granted(
    moved(current, {
      state: 'closed',
      hold: null,
      closed: { on: moment.today.toString(), by: moment.by, reasons },
    }),
  );
}

function beside(current: Case, moment: Moment): Result<true, BesideRefusal> {
  if (current.state !== 'open') return refused('disqualification.wrong-state', { state: current.state });
  return moment.by === current.openedBy
    ? refused('disqualification.opener-decides', {}, citationsOf(current.procedure.majorityBasis))
    : granted(true);
}

import type { PlainDate } from '#kernel/temporal.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { scaleOn } from '../regime/regime.scale.rules.ts';
import type { Scoring } from '../regime/regime.sections.pack.model.ts';
import { bandOf } from './score.rules.ts';

/** 超出按满分、按比例折算、重新评分: what becomes of a confirmed score when the county goes over to another scale. */
export type Carrying = 'clamp' | 'rescale' | 'anew';

/** Whether a score under one pack would mean something else under the other. Where one of them has no scale, nothing is carried. */
export function scaleChanges(from: RulePack, to: RulePack, on: PlainDate): boolean {
  if (!from.scoring || !to.scoring) return false;
  return gauge(from.scoring, on) !== gauge(to.scoring, on);
}

function gauge(scoring: Scoring, on: PlainDate): string {
  const { base, bands } = scaleOn(scoring, on);
  return JSON.stringify([
    base,
    inForce(scoring.bonusMax, on).value,
    inForce(scoring.step, on).value,
    bands.map(({ id, from }) => [id, from]),
  ]);
}

/** A total of the old scale as it stands on the new one; null where everything is scored anew. */
export function carried(
  total: { readonly hundredths: number; readonly base: number },
  to: Scoring,
  how: Carrying,
  on: PlainDate,
): { readonly totalHundredths: number; readonly band: string } | null {
  if (how === 'anew') return null;
  const scale = scaleOn(to, on);
  const most = Math.round((scale.base + inForce(to.bonusMax, on).value) * 100);
  const step = Math.max(1, Math.round(inForce(to.step, on).value * 100));
  const converted =
    how === 'clamp' || total.base === 0
      ? total.hundredths
      : Math.round((total.hundredths * scale.base) / total.base / step) * step;
  const totalHundredths = Math.min(most, converted);
  return { totalHundredths, band: bandOf(scale, totalHundredths) };
}

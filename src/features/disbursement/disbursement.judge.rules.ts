import type { PlainDate } from '#kernel/temporal.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type { Figure, GateEvidence, GateFacts, GateStep, StepCode } from './disbursement.model.ts';

/** What one condition found, before the pack gives it its name, class and share. */
export type Judgement = {
  readonly met: boolean;
  readonly evidence: readonly GateEvidence[];
  readonly arithmetic: readonly Figure[];
  readonly steps: readonly GateStep[];
};
export type Judge = (facts: GateFacts, asOf: PlainDate, pack: RulePack) => Judgement;

type At = { readonly type: GateEvidence['type']; readonly id: string | null; readonly label: string };
export const step = (
  act: StepCode,
  by: GateStep['by'],
  on: string | null,
  at: At | null = null,
): GateStep => ({
  act,
  by,
  on,
  type: at?.type ?? null,
  id: at?.id ?? null,
  label: at?.label ?? '',
});

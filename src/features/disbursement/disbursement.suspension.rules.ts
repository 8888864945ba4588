import { granted, type Result, refused } from '#kernel/result.ts';
import type { Basis, RulePack } from '../regime/regime.model.ts';
import { citationsOf, gateConditionOf } from '../regime/regime.rules.ts';
import { step } from './disbursement.judge.rules.ts';
import type { GateConditionResult, GateEvidence, Suspension } from './disbursement.model.ts';

const lastStep = 'suspend-payment';
export const suspensionName = { zh: '未被暂停拨付', en: 'Payments are not suspended' };

/** What a suspension rests on: the rung of the ladder it was; a pack that has dropped the rung since leaves the gate’s own clause. */
export function suspensionBasis(pack: RulePack, overItem: boolean): readonly Basis[] {
  const { escalation, progressLadder = [] } = pack.rectification;
  const ladder: readonly { readonly step: string; readonly basis: readonly Basis[] }[] = overItem
    ? escalation
    : progressLadder;
  return (
    ladder.find((rung) => rung.step === lastStep)?.basis ?? gateConditionOf(pack, 'not-disqualified').basis
  );
}

const recordOf = ({ item, agreementId, agreementNumber }: Suspension) =>
  item
    ? ({ type: 'rectification', id: item.id, label: item.finding } as const)
    : ({ type: 'agreement', id: agreementId, label: agreementNumber } as const);

const evidenceOf = (one: Suspension): GateEvidence => ({
  ...recordOf(one),
  note: one.item ? 'suspended' : 'suspended-for-progress',
  facts: one.item ? { letter: one.item.letter, fromOn: one.fromOn } : { fromOn: one.fromOn },
  against: true,
});

/**
 * 暂停拨付: while a suspension stands nothing is paid, under every pack, for the ladder is the pack’s. Putting the item right does not
 * lift it by itself: two people do.
 */
export function suspensionStops(
  pack: RulePack,
  standing: readonly Suspension[],
): readonly GateConditionResult[] {
  if (standing.length === 0) return [];
  const basis = [
    ...new Map(
      standing
        .flatMap(({ item }) => suspensionBasis(pack, item !== null))
        .map((one) => [JSON.stringify(one), one]),
    ).values(),
  ];
  return [
    {
      id: 'not-suspended',
      class: 'hard-stop',
      name: suspensionName,
      met: false,
      evidence: standing.map(evidenceOf),
      arithmetic: [],
      remedy: {
        zh: '整改到位后，由领导小组办公室说明理由提请恢复拨付，经领导小组签发人确认后恢复。',
        en: 'Once it is put right the office proposes to lift the suspension and says why; a signatory of the leading group confirms.',
      },
      steps: standing.flatMap((one) => [
        ...(one.item && !one.item.closed ? [step('rectify', 'contractor', null, recordOf(one))] : []),
        step('lift-suspension', 'office', null, recordOf(one)),
      ]),
      withholdFen: 0,
      basis,
    },
  ];
}

/** A suspension is lifted once. */
export function liftable(
  suspension: Pick<Suspension, 'liftedOn' | 'item'>,
  pack: RulePack,
): Result<true, 'disbursement.not-suspended'> {
  return suspension.liftedOn === null
    ? granted(true)
    : refused(
        'disbursement.not-suspended',
        { liftedOn: suspension.liftedOn },
        citationsOf(suspensionBasis(pack, suspension.item !== null)),
      );
}

import type { Path } from '#kernel/layers.ts';
import { dayWhen, placeOn, valueOn } from './regime.days.pack.model.ts';
import { fault, type PackFault } from './regime.faults.pack.model.ts';
import type { Dated, GateCondition, ProcedureStep, RulePack, Scoring } from './regime.model.ts';

// 评分、拨付、取消资格: what the program would stop at when it is needed, or pass over in silence, is refused while it is written.

export const consequenceFaults = (pack: RulePack): readonly PackFault[] => [
  ...pack.disqualification.procedure.flatMap(stepFaults),
  ...neverFaults(pack),
  ...(pack.scoring ? scaleFaults(pack.scoring) : unscoredFaults(pack)),
  ...pack.gate.conditions.flatMap((condition, index) => conditionFaults(pack, condition, index)),
  ...idleMoneyFaults(pack),
];

const collective: readonly ProcedureStep['step'][] = ['deliberation', 'decision'];

/** Who takes a step, and whether it takes place: opening a case under anything else would be refused, or the step left out. */
function stepFaults(one: ProcedureStep, index: number): PackFault[] {
  const { step, by, onRequest, within, notBefore } = one;
  const path: Path = ['disqualification', 'procedure', index];
  const faults: PackFault[] = [];
  const isTheirs =
    step === 'statement'
      ? by === 'contractor'
      : collective.includes(step)
        ? by === 'leading-group'
        : by !== 'contractor';
  if (!isTheirs) faults.push(fault('pack.step-by', [...path, 'by'], { step, by }));
  if (onRequest && step !== 'hearing')
    faults.push(fault('pack.step-on-request', [...path, 'onRequest'], { step }));
  if (step !== 'statement') return faults;
  const empty = within?.values.findIndex(({ value }) => value === 0) ?? -1;
  if (!within) faults.push(fault('pack.statement-days', [...path, 'step']));
  else if (empty >= 0)
    faults.push(fault('pack.statement-days', [...path, 'within', 'values', empty, 'value']));
  if (notBefore) faults.push(fault('pack.not-before-idle', [...path, 'notBefore'], {}, 'key'));
  return faults;
}

/** Shares that no fact can reach: more than all of those present, less than nothing of the plan. */
function neverFaults({ disqualification, rectification }: RulePack): PackFault[] {
  const { majorityShare, majority, grounds } = disqualification;
  const at = (dated: Dated<number>, never: number, path: Path, code: PackFault['code'], name = '') =>
    dated.values.flatMap(({ value }, index) =>
      value === never ? [fault(code, [...path, 'values', index, 'value'], { name })] : [],
    );
  return [
    ...(majority.rule === 'more-than'
      ? at(majorityShare, 1, ['disqualification', 'majorityShare'], 'pack.majority-whole')
      : []),
    ...grounds.flatMap((ground, index) =>
      ground.kind === 'progress-below'
        ? at(ground.share, 0, ['disqualification', 'grounds', index, 'share'], 'pack.share-never', ground.id)
        : [],
    ),
    ...(rectification.progressLadder ?? []).flatMap(({ step, below }, index) =>
      at(below, 0, ['rectification', 'progressLadder', index, 'below'], 'pack.share-never', step),
    ),
  ];
}

function scaleFaults({ step, areaWeights, items, bonusMax, unrectified }: Scoring): PackFault[] {
  const faults = step.values.flatMap(({ value }, index) =>
    value < 0.01
      ? [fault('pack.step-too-fine', ['scoring', 'step', 'values', index, 'value'], { got: value })]
      : [],
  );
  areaWeights.forEach(({ area }, index) => {
    if (areaWeights.findIndex((one) => one.area === area) < index)
      faults.push(fault('pack.area-doubled', ['scoring', 'areaWeights', index, 'area'], { area }));
  });
  const bonus = items.findIndex(({ score }) => score.kind === 'bonus');
  const most = bonusMax.values[0]?.value ?? 0;
  if (most > 0 && bonus < 0)
    faults.push(fault('pack.bonus-nowhere', ['scoring', 'bonusMax', 'values', 0, 'value'], { max: most }));
  if (most === 0 && bonus >= 0)
    faults.push(
      fault('pack.bonus-capped', ['scoring', 'items', bonus, 'item'], { item: items[bonus]?.item ?? '' }),
    );
  if (!unrectified) return faults;
  const day = dayWhen(unrectified.perItem, unrectified.max, (perItem, max) => perItem > max);
  if (day !== undefined) {
    const place = placeOn(unrectified.max, day);
    const facts = {
      perItem: valueOn(unrectified.perItem, day) ?? 0,
      max: unrectified.max.values[place]?.value ?? 0,
    };
    const path: Path = ['scoring', 'unrectified', 'max', 'values', place, 'value'];
    faults.push(fault('pack.unrectified-max', path, facts));
  }
  return faults;
}

/** Where nothing is scored, points off for a late report come off nothing. */
const unscoredFaults = ({ reports }: RulePack): PackFault[] =>
  reports.latePenaltyPoints
    ? [fault('pack.penalty-unscored', ['reports', 'latePenaltyPoints'], {}, 'key')]
    : [];

function conditionFaults(pack: RulePack, condition: GateCondition, index: number): PackFault[] {
  const { id, least } = condition;
  const path: Path = ['gate', 'conditions', index];
  const faults: PackFault[] = [];
  const asksForBand = typeof least === 'string';
  if (id === 'score-band' && !pack.scoring) faults.push(fault('pack.band-unscored', [...path, 'id']));
  else if (id === 'score-band' && !asksForBand) faults.push(fault('pack.least-missing', [...path, 'id']));
  const reads = id === 'score-band' ? asksForBand : id === 'progress' ? !asksForBand : false;
  if (least !== undefined && !reads && id !== 'score-band')
    faults.push(fault('pack.least-idle', [...path, 'least'], { id }, 'key'));
  if (condition.proportional && condition.class !== 'ground')
    faults.push(fault('pack.proportional-idle', [...path, 'proportional'], { id }, 'key'));
  return faults;
}

/** Money rules that nothing looks at: no payment would ever be measured by them. */
function idleMoneyFaults({ money, gate, reports }: RulePack): PackFault[] {
  const faults: PackFault[] = [];
  const judged = gate.conditions.some(({ id }) => id === 'within-cap');
  for (const list of ['areaCaps', 'areaFloors'] as const) {
    const [first] = money[list];
    if (first && !judged) faults.push(fault('pack.cap-unjudged', ['money', list, 0, 'id'], { id: first.id }));
  }
  const { kinds, unitPrices, reimbursementShare } = money.instalments;
  const path: Path = ['money', 'instalments'];
  if (unitPrices?.length && !kinds.includes('unit-price'))
    faults.push(fault('pack.prices-idle', [...path, 'unitPrices'], {}, 'key'));
  if (reimbursementShare && !kinds.includes('reimbursement'))
    faults.push(fault('pack.reimbursement-idle', [...path, 'reimbursementShare'], {}, 'key'));
  if (reports.lateAfterDays && !reports.latePenaltyPoints)
    faults.push(fault('pack.late-days-idle', ['reports', 'lateAfterDays'], {}, 'key'));
  return faults;
}

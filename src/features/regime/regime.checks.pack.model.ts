import type { Path } from '#kernel/layers.ts';
import { termIds } from '#kernel/terms.ts';
import { dayWhen, valueOn } from './regime.days.pack.model.ts';
import { fault, type PackFault } from './regime.faults.pack.model.ts';
import {
  type Dated,
  type Frequency,
  type ObligationRule,
  obligatorySteps,
  type ProcedureStep,
  procedureOrder,
  type RulePack,
} from './regime.model.ts';

// What must hold between the parts of a county's pack, beyond the shape of each.

export const duties: readonly string[] = Array.from(
  { length: 32 },
  (_, index) => `D${String(index + 1).padStart(2, '0')}`,
);

export const ruleFaults = (pack: RulePack): readonly PackFault[] => [
  ...metaFaults(pack),
  ...pack.obligations.flatMap((rule, index) => obligationFaults(rule, ['obligations', index])),
  ...gateFaults(pack),
  ...ladderFaults(pack),
  ...procedureFaults(pack),
  ...moneyFaults(pack),
  ...dayKindFaults(pack),
  ...drawFaults(pack),
];

function metaFaults(pack: RulePack): PackFault[] {
  const faults: PackFault[] = [];
  if (!/-\d{4}$/.test(pack.id)) faults.push(fault('pack.bad-id', ['id'], { got: pack.id }));
  const carried = new Set(
    pack.clauses.filter(({ id }) => id.startsWith(`${pack.id}:`)).flatMap((clause) => clause.duties),
  );
  for (const duty of duties)
    if (!carried.has(duty)) faults.push(fault('pack.duty-uncarried', ['clauses'], { duty }, 'key'));
  const said = new Set(pack.vocabulary.terms.map(({ term }) => term));
  for (const term of termIds)
    if (!said.has(term)) faults.push(fault('pack.term-missing', ['vocabulary', 'terms'], { term }, 'key'));
  return faults;
}

function obligationFaults(rule: ObligationRule, path: Path): PackFault[] {
  const faults: PackFault[] = [];
  const facts = { id: rule.id };
  if (rule.kind === 'report' && rule.dueDay === undefined && !('once' in rule.every))
    faults.push(fault('pack.due-day-missing', [...path, 'kind'], facts, 'key'));
  if (rule.kind === 'inspection' && rule.dueDay !== undefined)
    faults.push(fault('pack.due-day-unwanted', [...path, 'dueDay'], facts, 'key'));
  if (rule.subject === 'facility' && rule.facilityKinds === undefined)
    faults.push(fault('pack.kinds-missing', [...path, 'subject'], facts, 'key'));
  if (rule.subject !== 'facility' && rule.facilityKinds !== undefined)
    faults.push(fault('pack.kinds-unwanted', [...path, 'facilityKinds'], facts, 'key'));
  if (rule.subject === 'facility' && rule.phase === undefined)
    faults.push(fault('pack.phase-missing', [...path, 'subject'], facts, 'key'));
  const fromOperation =
    rule.anchor === 'operation-day' || ('once' in rule.every && rule.every.once === 'operation-day');
  if (fromOperation && rule.phase !== 'operation')
    faults.push(
      fault('pack.anchor-operation', [...path, rule.anchor === 'operation-day' ? 'anchor' : 'every'], facts),
    );
  if ('once' in rule.every && rule.count !== 'exactly')
    faults.push(fault('pack.once-exactly', [...path, 'count'], facts));
  if (rule.coverage && rule.coverage.share === undefined && rule.coverage.atLeast === undefined)
    faults.push(fault('pack.coverage-empty', [...path, 'coverage'], facts, 'key'));
  return [...faults, ...partFaults(rule, path), ...retiredFaults(rule, path)];
}

/**
 * A part is taken of those who have a period in common: the calendar's, or the round of their town or contractor since the last one
 * was done. Subjects that are each counted from a day of their own have none, and what is owed once has no period at all.
 */
function partFaults({ id, every, anchor, coverage }: ObligationRule, path: Path): PackFault[] {
  const { share, atLeast } = coverage ?? {};
  const ofPart = share ? share.values.some(({ value }) => value < 1) : atLeast !== undefined;
  if (!ofPart) return [];
  if ('once' in every) return [fault('pack.coverage-once', [...path, 'coverage'], { id }, 'key')];
  if (anchor === 'calendar' || anchor === 'last-done') return [];
  return [fault('pack.coverage-anchor', [...path, 'anchor'], { id, anchor })];
}

/** A value that begins when the rule is retired never holds. */
function retiredFaults(rule: ObligationRule, path: Path): PackFault[] {
  const { id, until, every, dueDay, graceDays, coverage } = rule;
  if (until === undefined) return [];
  const from = [howOften(every), dueDay, graceDays, coverage?.share, coverage?.atLeast]
    .flatMap((dated) => dated?.values.map((value) => value.from) ?? [])
    .toSorted()
    .at(-1);
  return from !== undefined && until <= from
    ? [fault('pack.until-not-after', [...path, 'until'], { id, until, from })]
    : [];
}

/** The one number of a frequency that its periods are made of. */
const howOften = (every: Frequency): Dated<number> =>
  'months' in every ? every.months : 'times' in every ? every.times : every.within;

const gateFaults = (pack: RulePack): PackFault[] =>
  pack.gate.conditions.flatMap((condition, index) => {
    const path: Path = ['gate', 'conditions', index];
    const faults: PackFault[] = [];
    if (condition.class === 'ground' && condition.withholdShare === undefined)
      faults.push(fault('pack.share-missing', [...path, 'class'], { id: condition.id }));
    if (condition.class !== 'ground' && condition.withholdShare !== undefined)
      faults.push(fault('pack.share-unwanted', [...path, 'withholdShare'], { id: condition.id }, 'key'));
    const bands = pack.scoring?.bands.map(({ id }) => id) ?? [];
    if (typeof condition.least === 'string' && !bands.includes(condition.least))
      faults.push(
        fault('pack.band-unknown', [...path, 'least'], { name: condition.least, known: bands.join(', ') }),
      );
    return faults;
  });

/** A rung nobody can stand on: reached no later than the one before, it is passed over. */
function ladderFaults({ rectification }: RulePack): PackFault[] {
  const faults = rectification.escalation.flatMap(({ afterOverdueDays: own, step }, index, steps) => {
    const former = steps[index - 1]?.afterOverdueDays;
    const day = former && dayWhen(former, own, (before, days) => before >= days);
    if (!former || day === undefined) return [];
    const facts = { step, days: valueOn(own, day) ?? 0, before: valueOn(former, day) ?? 0, day };
    const path: Path = ['rectification', 'escalation', index, 'afterOverdueDays'];
    return [fault('pack.ladder-order', path, facts, 'key')];
  });
  const progress = rectification.progressLadder ?? [];
  progress.forEach(({ step, below }, index) => {
    const former = progress[index - 1]?.below;
    const day = former && dayWhen(former, below, (before, own) => before <= own);
    if (!former || day === undefined) return;
    const facts = { step, below: valueOn(below, day) ?? 0, before: valueOn(former, day) ?? 0, day };
    const path: Path = ['rectification', 'progressLadder', index, 'below'];
    faults.push(fault('pack.progress-ladder-order', path, facts, 'key'));
  });
  return faults;
}

function procedureFaults({ disqualification }: RulePack): PackFault[] {
  const { procedure } = disqualification;
  const path: Path = ['disqualification', 'procedure'];
  const faults = procedure.flatMap((one, index) => {
    const before = procedure[index - 1];
    const own = daysFaults(one, [...path, index]);
    if (before && procedureOrder.indexOf(before.step) >= procedureOrder.indexOf(one.step))
      own.push(
        fault('pack.procedure-order', [...path, index, 'step'], {
          step: one.step,
          before: before.step,
          order: procedureOrder.join(' → '),
        }),
      );
    return own;
  });
  for (const step of obligatorySteps)
    if (!procedure.some((one) => one.step === step))
      faults.push(fault('pack.procedure-missing', path, { step }, 'key'));
  return faults;
}

function daysFaults({ step, notBefore, within }: ProcedureStep, path: Path): PackFault[] {
  const day = notBefore && within && dayWhen(notBefore, within, (earliest, latest) => earliest > latest);
  if (!notBefore || !within || day === undefined) return [];
  const facts = { step, earliest: valueOn(notBefore, day) ?? 0, latest: valueOn(within, day) ?? 0, day };
  return [fault('pack.not-before-after-within', [...path, 'notBefore'], facts, 'key')];
}

function moneyFaults({ money }: RulePack): PackFault[] {
  const faults = money.areaCaps.flatMap(({ id, share, fen, perUnitFen }, index) =>
    share || fen || perUnitFen ? [] : [fault('pack.cap-empty', ['money', 'areaCaps', index], { id }, 'key')],
  );
  const path: Path = ['money', 'instalments', 'kinds'];
  if (money.instalments.kinds.includes('unit-price') && !money.instalments.unitPrices?.length)
    faults.push(fault('pack.prices-missing', path, {}, 'key'));
  if (money.instalments.kinds.includes('reimbursement') && !money.instalments.reimbursementShare)
    faults.push(fault('pack.reimbursement-missing', path, {}, 'key'));
  return faults;
}

type DaysNamed = { readonly unit?: string | undefined } | undefined;

/** A number of days says one kind and the word beside it another. */
function dayKindFaults({ obligations, rectification, disqualification, disclosure }: RulePack): PackFault[] {
  const faults: PackFault[] = [];
  const look = (dated: DaysNamed, days: string, path: Path) => {
    if (dated?.unit !== undefined && dated.unit !== days)
      faults.push(fault('pack.day-kind', [...path, 'unit'], { unit: dated.unit, days }));
  };
  obligations.forEach(({ every }, index) => {
    if ('within' in every) look(every.within, every.days, ['obligations', index, 'every', 'within']);
  });
  const { counting, period, extensionMax } = rectification;
  for (const severity of ['serious', 'major', 'ordinary'] as const)
    look(period[severity], counting.days, ['rectification', 'period', severity]);
  look(extensionMax, counting.days, ['rectification', 'extensionMax']);
  disqualification.procedure.forEach(({ notBefore, within, days }, index) => {
    const path: Path = ['disqualification', 'procedure', index];
    look(notBefore, days, [...path, 'notBefore']);
    look(within, days, [...path, 'within']);
  });
  disclosure?.items.forEach(({ within, days }, index) => {
    look(within, days, ['disclosure', 'items', index, 'within']);
  });
  return faults;
}

function drawFaults({ draws }: RulePack): PackFault[] {
  if (!draws) return [];
  const faults = draws.everyMonths.values.flatMap(({ value }, index) =>
    12 % value === 0
      ? []
      : [fault('pack.draw-period', ['draws', 'everyMonths', 'values', index, 'value'], { got: value })],
  );
  draws.riskWeights.forEach(({ id, raisedBy, adds, most }, index) => {
    const path: Path = ['draws', 'riskWeights', index];
    const before = draws.riskWeights.find((other) => other.raisedBy === raisedBy);
    if (before && before.id !== id)
      faults.push(fault('pack.weight-twice', [...path, 'raisedBy'], { id, before: before.id, raisedBy }));
    // A cap below one step would silently make the step smaller than it says.
    const day = dayWhen(most, adds, (cap, one) => cap < one);
    if (day !== undefined)
      faults.push(
        fault(
          'pack.weight-cap',
          [...path, 'most'],
          { id, adds: valueOn(adds, day) ?? 0, most: valueOn(most, day) ?? 0, day },
          'key',
        ),
      );
  });
  return faults;
}

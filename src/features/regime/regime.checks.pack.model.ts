import type { Path } from '#kernel/layers.ts';
import { termIds } from '#kernel/terms.ts';
import { fault, type PackFault } from './regime.faults.pack.model.ts';
import {
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
function retiredFaults({ id, until, graceDays, coverage }: ObligationRule, path: Path): PackFault[] {
  if (until === undefined) return [];
  const from = [graceDays, coverage?.share, coverage?.atLeast]
    .flatMap((dated) => dated?.values.map((value) => value.from) ?? [])
    .toSorted()
    .at(-1);
  return from !== undefined && until <= from
    ? [fault('pack.until-not-after', [...path, 'until'], { id, until, from })]
    : [];
}

const gateFaults = (pack: RulePack): PackFault[] =>
  pack.gate.conditions.flatMap((condition, index) => {
    const path: Path = ['gate', 'conditions', index];
    const faults: PackFault[] = [];
    if (condition.class === 'ground' && condition.withholdShare === undefined)
      faults.push(fault('pack.share-missing', [...path, 'class'], { id: condition.id }));
    if (condition.class === 'hard-stop' && condition.withholdShare !== undefined)
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
  const faults = rectification.escalation.flatMap(({ afterOverdueDays: days, step }, index, steps) => {
    const before = steps[index - 1];
    return before === undefined || before.afterOverdueDays < days
      ? []
      : [
          fault('pack.ladder-order', ['rectification', 'escalation', index, 'afterOverdueDays'], {
            step,
            days,
            before: before.afterOverdueDays,
          }),
        ];
  });
  const shares = (rectification.progressLadder ?? []).map(({ below, step }) => ({
    step,
    below: below.values[0]?.value ?? 0,
  }));
  shares.forEach(({ step, below }, index) => {
    const before = shares[index - 1];
    if (before && before.below <= below)
      faults.push(
        fault(
          'pack.progress-ladder-order',
          ['rectification', 'progressLadder', index, 'below', 'values', 0, 'value'],
          {
            step,
            below,
            before: before.below,
          },
        ),
      );
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
  const earliest = notBefore?.values[0]?.value;
  const latest = within?.values[0]?.value;
  return earliest !== undefined && latest !== undefined && earliest > latest
    ? [fault('pack.not-before-after-within', [...path, 'notBefore'], { step, earliest, latest }, 'key')]
    : [];
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
function dayKindFaults({ rectification, disqualification, disclosure }: RulePack): PackFault[] {
  const faults: PackFault[] = [];
  const look = (dated: DaysNamed, days: string, path: Path) => {
    if (dated?.unit !== undefined && dated.unit !== days)
      faults.push(fault('pack.day-kind', [...path, 'unit'], { unit: dated.unit, days }));
  };
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
    const days = [...adds.values, ...most.values].map(({ from }) => from);
    const on = (dated: typeof adds, day: string) => dated.values.find(({ from }) => from <= day)?.value;
    const day = days.find((one) => (on(most, one) ?? Number.POSITIVE_INFINITY) < (on(adds, one) ?? 0));
    if (day !== undefined)
      faults.push(
        fault(
          'pack.weight-cap',
          [...path, 'most'],
          { id, adds: on(adds, day) ?? 0, most: on(most, day) ?? 0, day },
          'key',
        ),
      );
  });
  return faults;
}

import type { Words } from '#kernel/words.ts';
import type { Basis, Dated, RulePack, Severity } from '../regime/regime.model.ts';
import { isLocalSupplement, isRetired } from '../regime/regime.rules.ts';
import type { RuleKind, Why, WhyValue, WhyValueName, Window } from './simulation.model.ts';
import {
  basisOf,
  value,
  valued,
  values,
  valuesOfObligation,
  valuesOfScore,
  yes,
} from './simulation.value.rules.ts';

/** Every value of the pack that a difference may cite, through the window. Names are the pack's own. */
export const whysOf = (pack: RulePack, fromOn: string, toOn: string = fromOn): readonly Why[] => {
  const window = { fromOn, toOn };
  return [
    ...ruleGroups.flatMap(({ of }) => of(pack, window)),
    // Compared by what they come to for each project; cited all the same.
    ...pack.money.areaCaps.map(({ id, name, share, fen, perUnitFen }) =>
      why(
        `cap.${id}`,
        name,
        [share, fen, perUnitFen].flatMap((one) => basisOf(one, window)),
        [
          ...valued('cap-share', share, window),
          ...valued('cap-fen', fen, window),
          ...valued('cap-per-unit-fen', perUnitFen, window),
        ],
      ),
    ),
    ...pack.money.areaFloors.map(({ id, name, share }) =>
      why(`floor.${id}`, name, basisOf(share, window), valued('floor-share', share, window)),
    ),
  ];
};

type Group = {
  readonly kind: RuleKind;
  readonly of: (pack: RulePack, window: Window) => readonly Why[];
};

/** The rules themselves, group by group, as they are laid beside those of another pack. */
export const ruleGroups: readonly Group[] = [
  { kind: 'rule', of: duties },
  { kind: 'item', of: checks },
  { kind: 'term', of: terms },
  { kind: 'ladder', of: ladder },
  { kind: 'trigger', of: triggers },
  { kind: 'condition', of: conditions },
];

export const periodWhy = (severity: Severity): string => `period.${severity}`;

const why = (
  id: string,
  name: Words,
  basis: readonly Basis[],
  of: readonly WhyValue[],
  clause = basis[0]?.clause ?? '',
): Why => ({ id, name, clause, localSupplement: isLocalSupplement(basis), values: of });

const unnamed: Words = { zh: '', en: '' };
const named = (dated: Dated<number>): Words => dated.name ?? unnamed;

function duties({ obligations, reports }: RulePack, window: Window): readonly Why[] {
  return [
    ...obligations.map((rule) =>
      why(`obligation.${rule.id}`, rule.name, rule.basis, valuesOfObligation(rule, window), rule.clause),
    ),
    why('reports', unnamed, reports.basis, [
      value('narrative', reports.narrative.length),
      value('attachments', reports.attachments.filter(({ required }) => required).length),
    ]),
  ];
}

function checks({ checkItems, scoring }: RulePack, window: Window): readonly Why[] {
  const scored = new Map(scoring?.items.map((one) => [one.item, one]));
  return [
    // 停用: what is retired by the last day is laid beside the other pack as an item that is not there.
    ...checkItems
      .filter((item) => !isRetired(item, window.toOn))
      .map((item) =>
        why(
          `item.${item.id}`,
          item.name,
          scored.get(item.id)?.basis ?? [],
          [
            value('item-name', item.name),
            value('guidance', item.guidance),
            value('standard', item.standard),
            value('area', item.area),
            ...values('facility-kind', item.facilityKinds),
            ...values('phase', item.phases),
            ...values('dimension', item.dimensions),
            ...yes('evidence', item.evidenceRequired),
            ...valuesOfScore(scored.get(item.id), window),
          ],
          item.clause,
        ),
      ),
    ...(scoring
      ? [
          why('scoring', unnamed, scoring.basis, [
            ...valued('base-points', scoring.base, window),
            ...valued('step-points', scoring.step, window),
            ...valued('bonus-max-points', scoring.bonusMax, window),
            ...scoring.bands.flatMap(({ name, least }) =>
              valued('band', least, window).map((one) => ({
                ...one,
                value: { zh: `${name.zh} ≥ ${one.value}`, en: `${name.en} ≥ ${one.value}` },
              })),
            ),
          ]),
        ]
      : []),
  ];
}

/** Days of the kind the value names, or else of the kind deadlines are counted in. */
const daysOf = (dated: Dated<number>, usual: 'working-days' | 'days'): WhyValueName =>
  dated.unit === 'working-days' || dated.unit === 'days' ? dated.unit : usual;

function terms({ rectification }: RulePack, window: Window): readonly Why[] {
  const { period, counting, extensionsMax, extensionMax, reminderDaysBefore } = rectification;
  const { repeatWithinDays, repeatSame, reinspectorsMin } = rectification;
  const days = (dated: Dated<number>) => valued(daysOf(dated, counting.days), dated, window);
  return [
    ...(['serious', 'major', 'ordinary'] as const).map((severity) =>
      why(
        periodWhy(severity),
        named(period[severity]),
        basisOf(period[severity], window),
        valued(counting.days, period[severity], window),
      ),
    ),
    why('extension', unnamed, basisOf(extensionMax, window), [
      ...valued('extensions-max', extensionsMax, window),
      ...days(extensionMax),
    ]),
    why('reminder', unnamed, basisOf(reminderDaysBefore, window), days(reminderDaysBefore)),
    why('repeat', named(repeatWithinDays), basisOf(repeatWithinDays, window), [
      value('repeat-same', repeatSame),
      ...valued('repeat-within-days', repeatWithinDays, window),
    ]),
    why(
      'reinspection',
      unnamed,
      basisOf(reinspectorsMin, window),
      valued('reinspectors', reinspectorsMin, window),
    ),
  ];
}

function ladder({ rectification }: RulePack, window: Window): readonly Why[] {
  return [
    ...rectification.escalation.map(({ step, name, basis, afterOverdueDays }) =>
      why(`rung.${step}`, name, basis, valued('after-overdue-days', afterOverdueDays, window)),
    ),
    ...(rectification.progressLadder ?? []).map(({ step, name, basis, below }) =>
      why(`progress.${step}`, name, basis, valued('below-share', below, window)),
    ),
  ];
}

function triggers({ disqualification }: RulePack, window: Window): readonly Why[] {
  const { findings, months, notRectifiedInTime, grounds, procedure } = disqualification;
  return [
    why('trigger', unnamed, basisOf(findings, window), [
      ...valued('findings', findings, window),
      ...valued('within-months', months, window),
      ...valued('not-rectified', notRectifiedInTime, window),
    ]),
    ...grounds.map((ground) =>
      why(
        `ground.${ground.id}`,
        ground.name,
        ground.basis,
        ground.kind === 'progress-below'
          ? valued('progress-share', ground.share, window)
          : yes('stated', ground.kind === 'stated'),
      ),
    ),
    ...procedure.map(({ step, name, basis, notBefore, within, days, by, onRequest }) =>
      why(`procedure.${step}`, name, basis, [
        ...valued(`not-before-${days}`, notBefore, window),
        ...valued(`within-${days}`, within, window),
        value('by', by),
        ...yes('on-request', onRequest),
      ]),
    ),
  ];
}

function conditions({ gate }: RulePack, window: Window): readonly Why[] {
  return gate.conditions.map((condition) => {
    const { id, name, basis, withholdShare, proportional, least } = condition;
    return why(`gate.${id}`, name, basis, [
      value('gate-class', condition.class),
      ...valued('withhold-share', withholdShare, window),
      ...yes('proportional', proportional !== undefined),
      ...(typeof least === 'string' ? [value('least-band', least)] : valued('least-share', least, window)),
    ]);
  });
}

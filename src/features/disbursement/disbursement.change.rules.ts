import type { Words } from '#kernel/words.ts';

type Judged = {
  readonly recommendedFen: number;
  readonly conditions: readonly {
    readonly id: string;
    readonly name: Words;
    readonly met: boolean;
    readonly withholdFen: number;
    readonly evidence: readonly {
      readonly type: string;
      readonly id: string | null;
      readonly against: boolean;
    }[];
  }[];
};

export type ConditionChange = {
  readonly id: string;
  readonly name: Words;
  readonly metBefore: boolean;
  readonly metNow: boolean;
  readonly withheldBeforeFen: number;
  readonly withheldNowFen: number;
  /** Records that count against it now and did not before. */
  readonly added: number;
  readonly gone: number;
};

/** What of one evaluation is otherwise in another, condition by condition; only what bears on the money. */
export function changesBetween(before: Judged, now: Judged): readonly ConditionChange[] {
  const was = new Map(suspensionOrNone(before, now).map((condition) => [condition.id, condition]));
  return suspensionOrNone(now, before).flatMap((condition) => {
    const former = was.get(condition.id);
    if (!former) return [];
    const [then, today] = [against(former), against(condition)];
    const change: ConditionChange = {
      id: condition.id,
      name: condition.name,
      metBefore: former.met,
      metNow: condition.met,
      withheldBeforeFen: former.withholdFen,
      withheldNowFen: condition.withholdFen,
      added: [...today].filter((record) => !then.has(record)).length,
      gone: [...then].filter((record) => !today.has(record)).length,
    };
    const same =
      change.metBefore === change.metNow &&
      change.withheldBeforeFen === change.withheldNowFen &&
      change.added === 0 &&
      change.gone === 0;
    return same ? [] : [change];
  });
}

/** A suspension is a condition only while it stands: beside an evaluation that has it, the other is one without. */
function suspensionOrNone({ conditions }: Judged, other: Judged): Judged['conditions'] {
  const theirs = other.conditions.find(({ id }) => id === suspension);
  return theirs && !conditions.some(({ id }) => id === suspension)
    ? [{ ...theirs, met: true, withholdFen: 0, evidence: [] }, ...conditions]
    : conditions;
}
const suspension = 'not-suspended';

const against = ({ evidence }: Judged['conditions'][number]): Set<string> =>
  new Set(evidence.flatMap((one) => (one.against ? [`${one.type}:${one.id ?? ''}`] : [])));

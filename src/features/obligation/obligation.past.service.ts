import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { granted } from '#kernel/result.ts';
import { legalZone, plainDate } from '#kernel/temporal.ts';
import type { Call } from '#platform/call.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { obligationContract } from './obligation.contract.ts';
import type { DerivedObligation } from './obligation.model.ts';
import { differencesBetween, factsTold, type Telling } from './obligation.past.rules.ts';
import * as store from './obligation.past.store.ts';
import { deriveObligations } from './obligation.rules.ts';

type Inputs = InferContractRouterInputs<typeof obligationContract>;
type Outputs = InferContractRouterOutputs<typeof obligationContract>;

const differencesMax = 400;

/** 当时所知与现在所知: what was due by a day as the register knew it at the end of another, and as it knows it now. */
export async function handleAsKnown(call: Call, { on, knownOn }: Inputs['asKnown']) {
  const [{ pack }, { calendar }, log, names, goLiveOn] = await Promise.all([
    regimeOf(call),
    calendarOf(call),
    store.toldOfBaseline(call.db, call.county),
    store.namesOf(call.db, call.county),
    store.goLiveOf(call.db, call.county),
  ]);
  const facts = {
    ...factsTold(log.map((one): Telling => ({ ...one, body: JSON.parse(one.body) }))),
    goLiveOn,
  };
  const endOfDay = plainDate(knownOn).add({ days: 1 }).toZonedDateTime(legalZone).toInstant();
  const knownAt = endOfDay.subtract({ milliseconds: 1 }).toString();
  const derive = (known?: string) => deriveObligations(pack, facts, calendar, plainDate(on), 0, known);
  const [then, now] = [derive(knownAt), derive()];
  const differing = differencesBetween(then, now);
  return granted<Outputs['asKnown']>({
    on,
    knownOn,
    was: then.length,
    is: now.length,
    differing: differing.length,
    differences: differing.slice(0, differencesMax).flatMap((one) => {
      const either = one.is ?? one.was;
      if (!either) return [];
      const { ruleId, subjectType: type, subjectId: id } = either;
      return [
        {
          key: either.key,
          name: pack.obligations.find((rule) => rule.id === ruleId)?.name ?? { zh: ruleId, en: ruleId },
          subject: { type, id, name: names.get(id) ?? id },
          period: either.period,
          was: one.was && dueAs(one.was, names),
          is: one.is && dueAs(one.is, names),
        },
      ];
    }),
  });
}

const dueAs = (
  { windowStartOn, dueOn, provisional, contractorId }: DerivedObligation,
  names: ReadonlyMap<string, string>,
) => ({
  windowStartOn,
  dueOn,
  provisional,
  contractorName: contractorId === null ? null : (names.get(contractorId) ?? null),
});

import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { progressDue } from '../rectification/rectification.progress.service.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { labelOf, textOf } from '../thread/thread.document.ts';
import { nodeTypes } from '../thread/thread.model.ts';
import { maySeeNode } from '../thread/thread.policy.ts';
import { pathOf } from '../thread/thread.rules.ts';
import { readNodes } from '../thread/thread.service.ts';
import type { homeContract, MovedView, NeedView } from './home.contract.ts';
import { nameOf, noteOf } from './home.document.ts';
import { guideOf } from './home.guide.rules.ts';
import { guideCounts } from './home.guide.store.ts';
import { agedKinds, ageSpans, bounds, type Item } from './home.model.ts';
import * as monthStore from './home.month.store.ts';
import { needsOf, soonOf } from './home.policy.ts';
import {
  addressOf,
  byDay,
  escalations,
  moneyCurve,
  monthsFrom,
  progressCurve,
  progressNeeds,
  spanOf,
} from './home.rules.ts';
import * as store from './home.store.ts';
import * as visits from './home.visit.store.ts';

type Inputs = InferContractRouterInputs<typeof homeContract>;
/** Which session asks: when it was last at home is kept with it. */
type Visit = { readonly tokenHash: Uint8Array; readonly lastHomeAt: string | null };

export async function handleRead(call: Call, visit: Visit, _input: Inputs['read']) {
  const { actor, county, db } = call;
  const { pack } = await regimeOf(call);
  const on = today(call);
  const asking: store.Asking = {
    county,
    personId: actor.personId,
    today: on.toString(),
    contractorId: actor.organisationKind === 'contractor' ? actor.organisationId : null,
    perKind: bounds.perKind,
    soonDays: bounds.soonDays,
  };
  const kinds = needsOf(actor);
  const [needed, overdue, behind, falling, moved] = await Promise.all([
    store.itemsNeeding(db, asking, kinds),
    kinds.includes('escalation-due') ? store.overdueItems(db, asking) : [],
    kinds.includes('progress-due') ? progressDue(db, county, pack, on) : [],
    store.itemsSoon(db, asking, soonOf(actor)),
    whatMoved(call, visit, pack),
  ]);
  const needs = byDay([
    ...needed,
    ...escalations(overdue, pack, on).slice(0, bounds.perKind),
    ...progressNeeds(behind).slice(0, bounds.perKind),
  ]);
  const known = new Set(needs.map(keyOf));
  const soon = byDay(falling.filter((item) => !known.has(keyOf(item))));
  return granted({
    today: on.toString(),
    needs: needs.map((item) => viewOf(item, pack)),
    soon: soon.map((item) => viewOf(item, pack)),
    soonDays: bounds.soonDays,
    moved: moved.items,
    movedSince: moved.since,
    more: isFull(needs) || isFull(soon),
  });
}

export async function handleGuide(call: Call, _input: Inputs['guide']) {
  const steps = guideOf(await guideCounts(call.db, call.county, today(call).toString()));
  return granted({
    steps: steps.map(({ missing, by, ...step }) => ({ ...step, missing: [...missing], by: [...by] })),
  });
}

const keyOf = (item: Item): string => `${item.type} ${item.id} ${item.dueOn}`;

/** Whether some kind holds as many lines as are read of it. */
function isFull(items: readonly Item[]): boolean {
  const counts = new Map<string, number>();
  for (const { kind } of items) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= bounds.perKind);
}

const viewOf = <I extends Item>(
  { detail: _, ...item }: I,
  pack: RulePack,
): Omit<NeedView, 'kind'> & Pick<I, 'kind'> => ({
  ...item,
  path: addressOf({ ...item, detail: _ }),
  name: nameOf({ ...item, detail: _ }, pack),
  note: noteOf({ ...item, detail: _ }, pack),
});

const firstVisit = (call: Call) => call.now.subtract({ hours: 24 * bounds.firstVisitDays }).toString();

/** The kinds of record whose movement concerns others; registers of people and drafts of files do not. */
const moving: readonly string[] = nodeTypes.filter((type) => type !== 'clause');

/**
 * What others did since this person was last at home in an earlier session: within one session the page stays the same,
 * however often it is opened, so that nothing passes unread.
 */
async function whatMoved(
  call: Call,
  visit: Visit,
  pack: RulePack,
): Promise<{ readonly since: string; readonly items: MovedView[] }> {
  const { actor, county, db } = call;
  const read = isSupervision(actor) ? bounds.movedEvents : bounds.movedEventsOfAll;
  const since = (await visits.lastHome(db, county, actor.personId, visit.tokenHash)) ?? firstVisit(call);
  const rows = await visits.movedSince(db, county, {
    since,
    notBy: actor.personId,
    types: moving,
    events: read,
    records: isSupervision(actor) ? bounds.moved : read,
  });
  const refs = rows.flatMap(({ type, id }) => {
    const known = nodeTypes.find((nodeType) => nodeType === type);
    return known ? [{ type: known, id }] : [];
  });
  const nodes = new Map((await readNodes(call, refs, pack)).map((node) => [node.id, node]));
  await visits.homeWasSeen(db, county, visit.tokenHash, call.now.toString());
  const items = rows.flatMap(({ type, id, ...event }) => {
    const node = nodes.get(id);
    if (!node || !maySeeNode(actor, node)) return [];
    return [
      {
        type,
        id,
        path: pathOf(node),
        label: labelOf(node, pack),
        text: textOf(node),
        state: node.state,
        ...event,
      },
    ];
  });
  return { since, items: items.slice(0, bounds.moved) };
}

export async function handleMonth(call: Call, input: Inputs['month']) {
  const { county, db } = call;
  const { pack } = await regimeOf(call);
  const on = today(call);
  const month = input.month ?? on.toString().slice(0, 7);
  const firstOn = plainDate(`${month}-01`);
  const lastOn = firstOn.add({ months: 1 }).subtract({ days: 1 }).toString();
  const [rules, lines, reached, open, money] = await Promise.all([
    monthStore.obligationsOfMonth(db, county, firstOn.toString(), lastOn, on.toString()),
    monthStore.planLines(db, county),
    monthStore.reachedByMonth(db, county, month),
    monthStore.openSince(db, county),
    monthStore.moneyByDay(db, county),
  ]);
  const counted = new Map(rules.map((rule) => [rule.ruleId, rule]));
  const moneyDays = [...money.planned, ...money.paid].map((one) => one.on);
  return granted({
    month,
    obligations: pack.obligations.flatMap((rule) => {
      const counts = counted.get(rule.id);
      const path = `/obligations?duty=${rule.duty}&month=${month}`;
      return counts ? [{ ...counts, duty: rule.duty, name: rule.name, path }] : [];
    }),
    progress: [
      ...progressCurve(
        lines,
        reached,
        spanning(lines.flatMap(({ startOn, finishOn }) => [startOn, finishOn])),
      ),
    ],
    ages: {
      days: [...ageSpans],
      kinds: agedKinds.map((kind) => ({
        kind,
        path: agedPaths[kind],
        counts: agesOf(
          open.filter((one) => one.kind === kind),
          on,
        ),
      })),
    },
    money: [...moneyCurve(money.planned, money.paid, spanning(moneyDays), on)],
  });
}

const agedPaths = { finding: '/findings', letter: '/letters', rectification: '/rectifications' } as const;

/** The months from the first of some days to the last. */
function spanning(days: readonly string[]): readonly string[] {
  const [first, last] = [days.toSorted().at(0), days.toSorted().at(-1)];
  return first && last ? monthsFrom(first, last) : [];
}

function agesOf(
  open: readonly { readonly on: string; readonly count: number }[],
  on: ReturnType<typeof today>,
): number[] {
  const counts = Array.from({ length: ageSpans.length + 1 }, () => 0);
  for (const one of open) {
    const at = spanOf(one.on, on);
    counts[at] = (counts[at] ?? 0) + one.count;
  }
  return counts;
}

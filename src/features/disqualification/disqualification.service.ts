import type { InferContractRouterInputs } from '@orpc/contract';
import { isOf } from '#kernel/actor.ts';
import { dayCursor } from '#kernel/cursor.ts';
import { granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { isAfter, plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { transact } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { CaseRow, TriggerView } from './disqualification.case.contract.ts';
import type { disqualificationContract } from './disqualification.contract.ts';
import { contractorFacts, contractsOf } from './disqualification.facts.store.ts';
import type { Case } from './disqualification.model.ts';
import { mayOpen, maySee } from './disqualification.policy.ts';
import {
  attach,
  groundViewOf,
  isNotified,
  laidOutViewOf,
  ruledOf,
  viewOf,
  waitingOf,
} from './disqualification.record.service.ts';
import { open } from './disqualification.rules.ts';
import * as store from './disqualification.store.ts';
import { countedSince, groundsOn, isTriggered, layOut } from './disqualification.trigger.rules.ts';

type Inputs = InferContractRouterInputs<typeof disqualificationContract>;

export async function handleList(call: Call, input: Inputs['list']) {
  const { actor, county, db } = call;
  const contractor = isOf(actor, 'contractor');
  if (isOf(actor, 'third-party'))
    return granted({ items: [], nextCursor: null, may: { open: false, count: false } });
  const [openedOn, id] = dayCursor.read(input.cursor) ?? [];
  const rows = await store.cases(db, county, {
    state: input.state,
    contractorId: contractor ? actor.organisationId : input.contractor,
    notifiedOnly: contractor,
    after: openedOn && id ? { openedOn, id } : undefined,
    limit: pageSize + 1,
  });
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return granted({
    items: items.map((row) => rowOf(row, today(call).toString())),
    nextCursor: rows.length > pageSize && last ? dayCursor.write(last.openedOn, last.id) : null,
    may: { open: mayOpen(actor), count: !contractor },
  });
}

function rowOf(row: store.CaseListed, on: string): CaseRow {
  const { next } = row;
  const step = next && row.procedure.steps.find((one) => one.step === next.step);
  return {
    id: row.id,
    number: row.number,
    contractor: { id: row.contractorId, name: row.contractorName },
    state: row.state,
    ground: row.ground.name,
    openedOn: row.openedOn,
    held: row.held,
    next: !(next && step)
      ? null
      : {
          step: step.step,
          name: step.name,
          by: step.by,
          fromOn: next.fromOn,
          dueOn: next.dueOn,
          provisional: next.provisional,
          // Silence is the contractor's right: its time runs out, it is not late.
          overdue:
            next.dueOn !== null && step.step !== 'statement' && isAfter(plainDate(on), plainDate(next.dueOn)),
        },
  };
}

/** 视情况: the counting as it is today. It opens nothing. */
export async function handleTriggers(call: Call, input: Inputs['triggers']) {
  const { pack } = await regimeOf(call);
  if (pack.inForceFrom > today(call).toString()) return granted({ items: [], may: { open: false } });
  const on = today(call);
  const all = await contractorFacts(call.db, call.county, {
    since: countedSince(pack, on).toString(),
    on: on.toString(),
    contractorId: input.contractor,
  });
  const standing = await store.standingCases(call.db, call.county);
  const items = all.map((facts): TriggerView => {
    const laidOut = layOut(facts, pack, on);
    const grounds = groundsOn(laidOut, pack, on);
    return {
      contractor: { id: facts.contractorId, name: facts.contractorName },
      laidOut: laidOutViewOf(laidOut),
      grounds: grounds.map((ground) => ({ ...groundViewOf(ground), open: ground.open })),
      triggered: isTriggered(grounds),
      caseId: standing.get(facts.contractorId) ?? null,
    };
  });
  return granted({ items: items.toSorted(byWeight), may: { open: mayOpen(call.actor) } });
}

const byWeight = (a: TriggerView, b: TriggerView): number =>
  Number(b.triggered) - Number(a.triggered) ||
  b.laidOut.late - a.laidOut.late ||
  b.laidOut.counted - a.laidOut.counted ||
  (a.contractor.name < b.contractor.name ? -1 : 1);

export async function handleFind(call: Call, input: Inputs['find']) {
  const current = await store.findCase(call.db, call.county, input.id);
  if (!current || !maySee(call.actor, { ...current, notified: isNotified(current) }))
    return refused('disqualification.not-found', { id: input.id });
  const regime = await ruledOf(call);
  const history = await historyOf(call.db, call.county, [current.id]);
  return granted({
    case: await viewOf(call.db, call, current, regime),
    history: isOf(call.actor, 'contractor')
      ? history.filter(({ type }) => toldToContractor.has(type)).map((entry) => ({ ...entry, note: null }))
      : history,
  });
}

/** What passes within supervision stays there, and what is decided is told by its service. */
const toldToContractor = new Set(
  [
    'notified',
    'stated',
    'silence-recorded',
    'hearing-asked',
    'hearing-announced',
    'heard',
    'served',
    'settled',
    'closed',
    'held',
    'released',
  ].map((type) => `disqualification.${type}`),
);

/** The problems the case rests on: those left too long. What else was counted stands in the frozen facts. */
const foundedOn = ({ ground, laidOut }: Case) =>
  ground.kind === 'repeated-unrectified' ? laidOut.findings.filter(({ late }) => late !== null) : [];

/** 立案: by a named person, on a ground, with the facts frozen as they are on this day. */
export function handleOpen(call: Call, input: Inputs['open']) {
  const caseOpen = () => refused('disqualification.case-open');
  return transact(
    call.db,
    async (tx) => {
      if (!mayOpen(call.actor)) return refused('disqualification.not-permitted');
      const interested = await refuseInterested(tx, call, input.contractorId);
      if (interested) return interested;
      const regime = await ruledOf({ db: tx, county: call.county });
      const { pack, hash } = regime;
      const on = today(call);
      const [facts] = await contractorFacts(tx, call.county, {
        since: countedSince(pack, on).toString(),
        on: on.toString(),
        contractorId: input.contractorId,
      });
      if (!facts) return refused('disqualification.contractor-unknown');
      const opened = open(
        {
          id: input.id ?? call.newId(),
          number: '',
          contractorId: input.contractorId,
          groundId: input.groundId,
          reasons: input.reasons,
          evidence: input.evidence.length,
          pack: { id: pack.id, version: pack.version, hash },
        },
        layOut(facts, pack, on),
        pack,
        { today: on, by: call.actor.personId },
      );
      if (!opened.ok) return opened;
      const number = await store.nextNumber(tx, call.county, on.year);
      const current = { ...opened.value, number: `资〔${on.year}〕${number}` };
      const node = { type: 'disqualification', id: current.id };
      const clauses = [
        ...new Set([...current.ground.basis, ...current.laidOut.basis].map(({ clause }) => clause)),
      ];
      await record(tx, call, [
        {
          type: 'disqualification.opened',
          aggregateType: 'disqualification',
          aggregate: current.id,
          version: 1,
          body: current,
          note: input.reasons,
          edges: [
            ...clauses.map((id) => ({ from: { type: 'clause', id }, to: node, kind: 'founds' as const })),
            ...foundedOn(current).map(({ id }) => ({
              from: { type: 'finding', id },
              to: node,
              kind: 'founds' as const,
            })),
            ...(await contractsOf(tx, call.county, current.contractorId)).map(({ id }) => ({
              from: node,
              to: { type: 'agreement', id },
              kind: 'concerns' as const,
            })),
          ],
        },
      ]);
      await store.insertCase(tx, call.county, current, waitingOf(current, regime));
      if (!(await attach(tx, call, current, { id: current.id, role: 'ground', shown: true }, input.evidence)))
        return refused('disqualification.evidence-unknown');
      return granted(await viewOf(tx, call, current, regime));
    },
    {
      disqualification_case_open: caseOpen,
      disqualification_case_pkey: caseOpen,
      event_county_aggregate_version_key: caseOpen,
    },
  );
}

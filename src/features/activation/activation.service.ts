import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import {
  keepRegime,
  knownRegimes,
  packStamp,
  type Regime,
  regimeOf,
  versionsOf,
} from '../regime/regime.service.ts';
import { scaleChanges } from '../score/score.carry.rules.ts';
import { activationEvent, apply } from './activation.apply.service.ts';
import type { ActivationView, activationContract } from './activation.contract.ts';
import type { Activation, PackRef } from './activation.model.ts';
import { mayDecide, mayKnowProposals, mayOf, mayPropose } from './activation.policy.ts';
import { decide, differences, isDue, propose, retirements } from './activation.rules.ts';
import * as store from './activation.store.ts';

type Inputs = InferContractRouterInputs<typeof activationContract>;

const refOf = ({ pack, hash }: Regime): PackRef => ({ id: pack.id, version: pack.version, hash });
const versionOf = (regime: Regime) => ({
  ...refOf(regime),
  name: regime.pack.name,
  inForceFrom: regime.pack.inForceFrom,
});

/** Versions of the county's own regime that lie ready and are not the one it is under. */
const candidatesOf = (current: Regime): readonly Regime[] =>
  knownRegimes().filter(
    ({ pack, hash }) => hash !== current.hash && pack.jurisdiction === current.pack.jurisdiction,
  );

function viewOf(call: Call, row: store.ActivationListed): ActivationView {
  const { proposedByName, decidedByName, ...activation } = row;
  return {
    ...activation,
    proposedBy: proposedByName,
    decidedBy: decidedByName,
    may: mayOf(call.actor, activation),
  };
}

async function viewById(tx: Db | Tx, call: Call, id: string): Promise<ActivationView> {
  const row = (await store.activations(tx, call.county)).find((one) => one.id === id);
  if (!row) throw new Error(`activation ${id} was written and is not there`);
  return viewOf(call, row);
}

export async function handleRead(call: Call, _input: Inputs['read']) {
  const current = await regimeOf(call);
  const versions = await versionsOf(call);
  const on = today(call);
  const open = mayKnowProposals(call.actor);
  const all = await store.activations(call.db, call.county);
  return granted({
    current: { ...versionOf(current), sinceOn: (versions.at(-1) ?? versions[0]).fromOn },
    candidates: open
      ? candidatesOf(current).map((one) => ({
          ...versionOf(one),
          scaleChanges: scaleChanges(current.pack, one.pack, on),
          differences: differences(current.pack, one.pack, on).map((each) => ({ ...each })),
          retires: retirements(current.pack, one.pack).map((each) => ({ ...each })),
        }))
      : [],
    activations: all.filter(({ state }) => open || state === 'applied').map((row) => viewOf(call, row)),
    may: {
      propose:
        mayPropose(call.actor) && all.every(({ state }) => state !== 'proposed' && state !== 'approved'),
    },
  });
}

export function handlePropose(call: Call, input: Inputs['propose']) {
  const oneOpen = () => refused('activation.one-open');
  return transact(
    call.db,
    async (tx) => {
      if (!mayPropose(call.actor)) return refused('activation.not-permitted');
      const at = { db: tx, county: call.county };
      const current = await regimeOf(at);
      const next = [current, ...knownRegimes()].find(({ hash }) => hash === input.hash);
      if (!next) return refused('activation.version-unknown');
      const versions = await versionsOf(at);
      const sinceOn = (versions.at(-1) ?? versions[0]).fromOn;
      const verdict = propose(
        input,
        { current: { ...current, sinceOn }, next },
        await store.usedIds(tx, call.county),
        today(call),
      );
      if (!verdict.ok) return verdict;
      await keepRegime(tx, call.county, current, call.now.toString());
      await keepRegime(tx, call.county, next, call.now.toString());
      const activation: Activation = {
        id: input.id ?? call.newId(),
        version: 1,
        state: 'proposed',
        from: refOf(current),
        pack: refOf(next),
        effectOn: input.effectOn,
        rectifications: input.rectifications,
        scores: input.scores,
        reasons: input.reasons,
        proposedBy: call.actor.personId,
        proposedAt: call.now.toString(),
        decidedBy: null,
        decidedAt: null,
        declinedReason: null,
        appliedOn: null,
      };
      await record(tx, call, [
        activationEvent('activation-proposed', activation, packStamp(current), input.reasons),
      ]);
      await store.insertActivation(tx, call.county, activation);
      return granted(await viewById(tx, call, activation.id));
    },
    {
      regime_activation_open: oneOpen,
      regime_activation_pkey: oneOpen,
      event_county_aggregate_version_key: oneOpen,
    },
  );
}

/** What waits for the second person: locked, permitted, as it was seen, and open to this person's decision. */
async function decidable(tx: Tx, call: Call, input: { readonly id: string; readonly basedOn: number }) {
  const current = await store.findForUpdate(tx, call.county, input.id);
  if (!current) return refused('activation.not-found', { id: input.id });
  if (!mayDecide(call.actor)) return refused('activation.not-permitted');
  if (current.version !== input.basedOn)
    return refused('activation.changed-meanwhile', { version: current.version });
  const { pack } = await regimeOf({ db: tx, county: call.county });
  const verdict = decide(current, call.actor, pack);
  return verdict.ok ? granted(current) : verdict;
}

/** The second person. From its day the version holds; on the day itself at once. */
export function handleApprove(call: Call, input: Inputs['approve']) {
  return transact(call.db, async (tx) => {
    const held = await store.countyPackForUpdate(tx, call.county);
    const opened = await decidable(tx, call, input);
    if (!opened.ok) return opened;
    const current = opened.value;
    if (current.effectOn < today(call).toString())
      return refused('activation.date-passed', { todayOn: today(call).toString() });
    if (held.hash !== current.from.hash) return refused('activation.regime-changed');
    const approved: Activation = {
      ...current,
      version: current.version + 1,
      state: 'approved',
      decidedBy: call.actor.personId,
      decidedAt: call.now.toString(),
    };
    await record(tx, call, [activationEvent('activation-approved', approved)]);
    await store.saveActivation(tx, call.county, approved);
    if (isDue(approved, today(call))) await apply(tx, authorOf(call), approved);
    return granted(await viewById(tx, call, current.id));
  });
}

const authorOf = (call: Call) => ({
  county: call.county,
  actor: call.actor,
  now: call.now,
  newId: call.newId,
});

export function handleDecline(call: Call, input: Inputs['decline']) {
  return transact(call.db, async (tx) => {
    const opened = await decidable(tx, call, input);
    if (!opened.ok) return opened;
    const current = opened.value;
    const declined: Activation = {
      ...current,
      version: current.version + 1,
      state: 'declined',
      decidedBy: call.actor.personId,
      decidedAt: call.now.toString(),
      declinedReason: input.reason,
    };
    await record(tx, call, [activationEvent('activation-declined', declined, {}, input.reason)]);
    await store.saveActivation(tx, call.county, declined);
    return granted(await viewById(tx, call, current.id));
  });
}

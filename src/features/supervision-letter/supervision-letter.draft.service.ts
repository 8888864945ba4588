import type { InferContractRouterInputs } from '@orpc/contract';
import { isOf } from '#kernel/actor.ts';
import { granted, type Refused, type Result, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { unprintableSigns } from '#platform/fonts.ts';
import { moveFindings } from '../finding/finding.service.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import type { RecusalCode } from '../organisation/organisation.model.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { supervisionLetterContract } from './supervision-letter.contract.ts';
import { followedPreamble } from './supervision-letter.document.ts';
import { type FindingTold, type Letter, type LetterState, newLetter } from './supervision-letter.model.ts';
import { mayDraft, mayReview, maySee, maySendBack, maySign } from './supervision-letter.policy.ts';
import * as read from './supervision-letter.read.store.ts';
import { decideDraft, decideReview, decideSign, letterBasis, step } from './supervision-letter.rules.ts';
import { pendingOf, viewOf, visitsOf } from './supervision-letter.service.ts';
import * as store from './supervision-letter.store.ts';

type Inputs = InferContractRouterInputs<typeof supervisionLetterContract>;

type OpenRefusal =
  | 'supervision-letter.not-found'
  | 'supervision-letter.not-permitted'
  | 'supervision-letter.issuer-is-office'
  | 'supervision-letter.changed-meanwhile'
  | RecusalCode;

/** 由领导小组办公室出具《督办函》。（一(四)）What 商务局 may not do in its own name, it is told so with the clause. */
export function refuseActor(
  call: Call,
  allowed: boolean,
  pack: RulePack,
): Refused<'supervision-letter.not-permitted' | 'supervision-letter.issuer-is-office'> | undefined {
  if (allowed) return undefined;
  return isOf(call.actor, 'commerce-bureau')
    ? refused('supervision-letter.issuer-is-office', {}, letterBasis(pack))
    : refused('supervision-letter.not-permitted');
}

/** The letter, locked, for someone who may see it and take this step, and who saw its present version. */
export async function letterFor(
  tx: Tx,
  call: Call,
  input: { readonly id: string; readonly basedOn: number },
  allowed: (letter: Letter) => boolean,
  pack: RulePack,
): Promise<Result<Letter, OpenRefusal>> {
  const current = await store.findLetterForUpdate(tx, call.county, input.id);
  if (!current || !maySee(call.actor, current))
    return refused('supervision-letter.not-found', { id: input.id });
  const no =
    refuseActor(call, allowed(current), pack) ?? (await refuseInterested(tx, call, current.contractorId));
  if (no) return no;
  if (current.version !== input.basedOn)
    return refused('supervision-letter.changed-meanwhile', { version: current.version });
  return granted(current);
}

/** What the triggers of the database refuse, said as what it is. */
export const fixed = (pack: RulePack) => ({
  letter_is_fixed: () => refused('supervision-letter.issued-is-fixed', {}, letterBasis(pack)),
  letter_item_is_fixed: () => refused('supervision-letter.issued-is-fixed', {}, letterBasis(pack)),
});

const taken = () => refused('supervision-letter.finding-not-confirmed', { finding: '' });

/** Findings into this letter, or out of it: whoever came first has them. */
async function moveInto(
  tx: Tx,
  call: Call,
  ids: readonly string[],
  to: 'in-letter' | 'confirmed',
  note: string,
) {
  if (ids.length === 0) return granted(true as const);
  const moved = await moveFindings(tx, call, ids, to, { note });
  if (moved.ok) return granted(true as const);
  const { code, facts } = moved.refusal;
  if (code === 'finding.proposal-open') return refused('finding.proposal-open', facts);
  return refused('supervision-letter.finding-not-confirmed', { finding: String(facts.number ?? '') });
}

type Wording = Pick<Inputs['draft'], 'title' | 'preamble' | 'items' | 'leftOut'>;

/** Said while the words are still open. What its findings and names carry is circumscribed: it can no longer be said otherwise. */
function refuseUnprintable({ title, preamble, items }: Wording, told: readonly FindingTold[]) {
  const characters = (text: string) => [...unprintableSigns(text)];
  const inTitle = characters(title);
  if (inTitle.length > 0) return refused('supervision-letter.unprintable-title', { characters: inTitle });
  const inPreamble = characters(preamble);
  if (inPreamble.length > 0)
    return refused('supervision-letter.unprintable-preamble', { characters: inPreamble });
  for (const { findingId, requirement } of items) {
    const missing = characters(requirement);
    const finding = told.find(({ id }) => id === findingId)?.number ?? findingId;
    if (missing.length > 0)
      return refused('supervision-letter.unprintable-requirement', { finding, characters: missing });
  }
  return undefined;
}

async function decide(
  tx: Tx,
  call: Call,
  pack: RulePack,
  agreement: { id: string; contractorId: string; name: string },
  input: Wording,
  current: readonly string[],
) {
  const asked = input.items.map(({ findingId }) => findingId);
  const chosen = await read.findings(tx, call.county, { ids: [...new Set([...asked, ...current])] });
  const pending = await pendingOf(tx, call.county, agreement.contractorId);
  const decision = decideDraft(
    { agreementId: agreement.id, items: input.items, leftOut: input.leftOut },
    { chosen, pending, inThisLetter: new Set(current) },
    pack,
    today(call),
  );
  if (!decision.ok) return decision;
  const no = refuseUnprintable(input, decision.value);
  if (no) return no;
  const own = pending.filter(({ agreementId }) => agreementId === agreement.id);
  const preamble = followedPreamble(pack, agreement.name, {
    preamble: input.preamble,
    // What the form showed: everything that waited, or what stood in the draft.
    offered: visitsOf(current.length === 0 ? own : chosen.filter(({ id }) => current.includes(id))),
    rests: visitsOf(chosen.filter(({ id }) => asked.includes(id))),
  });
  return granted({ told: decision.value, preamble });
}

export async function handleDraft(call: Call, input: Inputs['draft']) {
  const { pack, hash } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const no = refuseActor(call, mayDraft(call.actor), pack);
      if (no) return no;
      const agreement = await store.findAgreement(tx, call.county, input.agreementId);
      if (!agreement) return refused('supervision-letter.agreement-not-found', { id: input.agreementId });
      const interested = await refuseInterested(tx, call, agreement.contractorId);
      if (interested) return interested;
      const decision = await decide(tx, call, pack, agreement, input, []);
      if (!decision.ok) return decision;
      const letter = newLetter({
        id: input.id ?? call.newId(),
        agreementId: agreement.id,
        contractorId: agreement.contractorId,
        kind: 'supervision',
        replaces: null,
        reason: null,
        title: input.title,
        preamble: decision.value.preamble,
        draftedBy: call.actor.personId,
        draftedOn: today(call).toString(),
        pack: { id: pack.id, version: pack.version, hash },
      });
      await record(tx, call, [
        {
          type: 'supervision-letter.drafted',
          aggregateType: 'supervision-letter',
          aggregate: letter.id,
          version: 1,
          body: { ...letter, items: input.items, leftOut: input.leftOut },
        },
      ]);
      const moved = await moveInto(
        tx,
        call,
        decision.value.told.map(({ id }) => id),
        'in-letter',
        letter.title,
      );
      if (!moved.ok) return moved;
      await store.insertLetter(tx, call.county, letter);
      await store.writeItems(tx, call.county, letter.id, input.items, call.newId);
      return granted(await viewOf(tx, call, letter, pack));
    },
    {
      letter_pkey: () => refused('supervision-letter.id-taken'),
      event_county_aggregate_version_key: () => refused('supervision-letter.id-taken'),
      letter_item_once: taken,
    },
  );
}

export async function handleAmend(call: Call, input: Inputs['amend']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => mayDraft(call.actor), pack);
      if (!opened.ok) return opened;
      const current = opened.value;
      if (current.state !== 'draft')
        return refused(
          'supervision-letter.wrong-state',
          { state: current.state, to: 'draft' },
          letterBasis(pack),
        );
      if (current.kind === 'revocation')
        return refused('supervision-letter.revocation-text-fixed', {}, letterBasis(pack));
      const before = (await store.itemsOf(tx, call.county, current.id)).map(({ findingId }) => findingId);
      const agreement = await store.findAgreement(tx, call.county, current.agreementId);
      if (!agreement) throw new Error(`letter ${current.id} has lost its contract`);
      const decision = await decide(tx, call, pack, agreement, input, before);
      if (!decision.ok) return decision;
      const after = decision.value.told.map(({ id }) => id);
      const next: Letter = {
        ...current,
        version: current.version + 1,
        title: input.title,
        preamble: decision.value.preamble,
      };
      await record(tx, call, [
        {
          type: 'supervision-letter.amended',
          aggregateType: 'supervision-letter',
          aggregate: next.id,
          version: next.version,
          body: { title: next.title, preamble: next.preamble, items: input.items, leftOut: input.leftOut },
        },
      ]);
      const out = await moveInto(
        tx,
        call,
        before.filter((id) => !after.includes(id)),
        'confirmed',
        next.title,
      );
      if (!out.ok) return out;
      const into = await moveInto(
        tx,
        call,
        after.filter((id) => !before.includes(id)),
        'in-letter',
        next.title,
      );
      if (!into.ok) return into;
      await store.saveLetter(tx, call.county, next);
      await store.writeItems(tx, call.county, next.id, input.items, call.newId);
      return granted(await viewOf(tx, call, next, pack));
    },
    { letter_item_once: taken, ...fixed(pack) },
  );
}

async function advance(tx: Tx, call: Call, pack: RulePack, next: Letter, type: string, note?: string) {
  await record(tx, call, [
    {
      type: `supervision-letter.${type}`,
      aggregateType: 'supervision-letter',
      aggregate: next.id,
      version: next.version,
      body: { state: next.state, reviewedBy: next.reviewedBy, signedBy: next.signedBy },
      note,
    },
  ]);
  await store.saveLetter(tx, call.county, next);
  return granted(await viewOf(tx, call, next, pack));
}

const moved = (letter: Letter, state: LetterState, change: Partial<Letter> = {}): Letter => ({
  ...letter,
  ...change,
  state,
  version: letter.version + 1,
});

/** A revocation rests on the visits of the letter it names. */
const handOf = async (tx: Tx, call: Call, letter: Letter) => ({
  personId: call.actor.personId,
  visitors: await read.visitorsOf(tx, call.county, letter.replaces ?? letter.id),
});

export async function handleReview(call: Call, input: Inputs['review']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => mayReview(call.actor), pack);
      if (!opened.ok) return opened;
      const decision = decideReview(opened.value, await handOf(tx, call, opened.value), pack);
      if (!decision.ok) return decision;
      const next = moved(opened.value, decision.value, { reviewedBy: call.actor.personId });
      return advance(tx, call, pack, next, 'reviewed');
    },
    fixed(pack),
  );
}

export async function handleSign(call: Call, input: Inputs['sign']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => maySign(call.actor), pack);
      if (!opened.ok) return opened;
      const decision = decideSign(opened.value, await handOf(tx, call, opened.value), pack);
      if (!decision.ok) return decision;
      const next = moved(opened.value, decision.value, { signedBy: call.actor.personId });
      return advance(tx, call, pack, next, 'signed');
    },
    fixed(pack),
  );
}

export async function handleSendBack(call: Call, input: Inputs['sendBack']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => maySendBack(call.actor), pack);
      if (!opened.ok) return opened;
      const decision = step(opened.value, 'draft');
      if (!decision.ok) return decision;
      const next = moved(opened.value, 'draft', { reviewedBy: null, signedBy: null });
      return advance(tx, call, pack, next, 'sent-back', input.reason);
    },
    fixed(pack),
  );
}

export async function handleVoid(call: Call, input: Inputs['void']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => mayDraft(call.actor), pack);
      if (!opened.ok) return opened;
      const decision = step(opened.value, 'voided');
      if (!decision.ok) return decision;
      const items = await store.itemsOf(tx, call.county, opened.value.id);
      const next = moved(opened.value, 'voided');
      await record(tx, call, [
        {
          type: 'supervision-letter.voided',
          aggregateType: 'supervision-letter',
          aggregate: next.id,
          version: next.version,
          body: { items: items.map(({ findingId }) => findingId) },
          note: input.reason,
        },
      ]);
      const out = await moveInto(
        tx,
        call,
        items.map(({ findingId }) => findingId),
        'confirmed',
        input.reason,
      );
      // Findings of a draft can always go back; anything else is a defect, not a refusal.
      if (!out.ok) throw new Error(`draft ${next.id} could not give its findings back: ${out.refusal.code}`);
      await store.writeItems(tx, call.county, next.id, [], call.newId);
      await store.saveLetter(tx, call.county, next);
      return granted(await viewOf(tx, call, next, pack));
    },
    fixed(pack),
  );
}

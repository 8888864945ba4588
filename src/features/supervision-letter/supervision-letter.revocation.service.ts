import type { InferContractRouterInputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { unprintableSigns } from '#platform/fonts.ts';
import { releaseFindings } from '../finding/finding.service.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { supervisionLetterContract } from './supervision-letter.contract.ts';
import { revocationWording } from './supervision-letter.document.ts';
import { letterFor } from './supervision-letter.draft.service.ts';
import { type Letter, newLetter } from './supervision-letter.model.ts';
import { mayDraft } from './supervision-letter.policy.ts';
import * as read from './supervision-letter.read.store.ts';
import { decideRevocation, letterBasis, mayBecome, printedNumber } from './supervision-letter.rules.ts';
import { viewOf } from './supervision-letter.service.ts';
import * as store from './supervision-letter.store.ts';

type Inputs = InferContractRouterInputs<typeof supervisionLetterContract>;

/** 撤销函 as a draft: the lock on the letter it names lets one begin, whoever asks at the same time. */
export async function handleRevoke(call: Call, input: Inputs['revoke']) {
  const { pack, hash } = await regimeOf(call);
  const open = () =>
    refused('supervision-letter.revocation-open', { title: '', number: '' }, letterBasis(pack));
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => mayDraft(call.actor), pack);
      if (!opened.ok) return opened;
      const named = opened.value;
      const { replacedBy } = await read.besideOf(tx, call.county, named);
      const decision = decideRevocation(
        named,
        replacedBy && {
          title: replacedBy.title,
          number: replacedBy.number ? printedNumber(replacedBy.number) : '',
        },
        pack,
      );
      if (!decision.ok) return decision;
      const characters = [...unprintableSigns(input.reason)];
      if (characters.length > 0) return refused('supervision-letter.unprintable-reason', { characters });
      if (!named.number || !named.issuedOn) throw new Error(`letter ${named.id} is issued and has no number`);
      const number = printedNumber(named.number);
      const letter = newLetter({
        id: input.revocationId ?? call.newId(),
        agreementId: named.agreementId,
        contractorId: named.contractorId,
        kind: 'revocation',
        replaces: named.id,
        reason: input.reason,
        ...revocationWording(pack, { title: named.title, number, issuedOn: named.issuedOn }, input.reason),
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
          body: letter,
          note: input.reason,
        },
      ]);
      await store.insertLetter(tx, call.county, letter);
      return granted(await viewOf(tx, call, letter, pack));
    },
    {
      letter_pkey: () => refused('supervision-letter.id-taken'),
      event_county_aggregate_version_key: () => refused('supervision-letter.id-taken'),
      letter_revoked_once: open,
    },
  );
}

/**
 * 撤销函送达: the items not closed end, their findings are confirmed again, and the letter is revoked. Items before findings before the
 * letter, as 销号 locks them.
 */
export async function takeEffect(tx: Tx, call: Call, revocation: Letter, namedId: string): Promise<void> {
  await call.reactions.letterServed(tx, call, revocation.id);
  const items = await store.itemsOf(tx, call.county, namedId);
  const told = await read.findings(tx, call.county, { ids: items.map(({ findingId }) => findingId) });
  const closed = new Set(told.filter(({ state }) => state === 'closed').map(({ id }) => id));
  const ended = items.filter(({ findingId }) => !closed.has(findingId));
  const note = revocation.number ? printedNumber(revocation.number) : '';
  if (ended.length > 0) {
    const ids = ended.map(({ findingId }) => findingId);
    const moved = await releaseFindings(tx, call, ids, note);
    if (!moved.ok)
      throw new Error(`letter ${namedId} was revoked and its findings did not follow: ${moved.refusal.code}`);
  }
  await store.markRevoked(
    tx,
    call.county,
    ended.map(({ id }) => id),
  );
  const named = await store.findLetterForUpdate(tx, call.county, namedId);
  if (!named || !mayBecome(named.state, 'revoked'))
    throw new Error(`letter ${namedId} cannot be revoked: ${named?.state}`);
  const next: Letter = { ...named, state: 'revoked', version: named.version + 1 };
  await record(tx, call, [
    {
      type: 'supervision-letter.revoked',
      aggregateType: 'supervision-letter',
      aggregate: next.id,
      version: next.version,
      body: {
        state: next.state,
        revokedBy: revocation.id,
        findings: ended.map(({ findingId }) => findingId),
      },
      note: `${note} ${revocation.reason ?? ''}`.trim(),
      edges: [
        {
          from: { type: 'supervision-letter', id: revocation.id },
          to: { type: 'supervision-letter', id: next.id },
          kind: 'revokes',
        },
      ],
    },
  ]);
  await store.saveLetter(tx, call.county, next);
}

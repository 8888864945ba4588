import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { keepBytes } from '#platform/files.ts';
import { renderLetterPdf } from '#platform/letter-pdf.ts';
import { sha256Of } from '#platform/rule-packs.ts';
import { attachEvidence, evidenceOf, insertEvidence } from '../evidence/evidence.store.ts';
import { moveFindings } from '../finding/finding.service.ts';
import { regimeOf } from '../regime/regime.service.ts';
import type { supervisionLetterContract } from './supervision-letter.contract.ts';
import { letterDocument } from './supervision-letter.document.ts';
import { fixed, letterFor } from './supervision-letter.draft.service.ts';
import type { Letter, LetterService } from './supervision-letter.model.ts';
import { mayAcknowledge, mayIssue, mayServe } from './supervision-letter.policy.ts';
import { takeEffect } from './supervision-letter.revocation.service.ts';
import { decideLeftOut, decideService, printedNumber, step } from './supervision-letter.rules.ts';
import { contentOf, pendingOf, viewOf } from './supervision-letter.service.ts';
import * as store from './supervision-letter.store.ts';

type Inputs = InferContractRouterInputs<typeof supervisionLetterContract>;

/** 编号印发: number, paper and digest in one act. The series' row stays locked until all of it is committed or none is. */
export async function handleIssue(call: Call, input: Inputs['issue']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => mayIssue(call.actor), pack);
      if (!opened.ok) return opened;
      const current = opened.value;
      const decision = step(current, 'issued');
      if (!decision.ok) return decision;
      if (current.kind === 'supervision') {
        const pending = await pendingOf(tx, call.county, current.contractorId);
        const noticed = decideLeftOut(input.leftOut, pending, pack);
        if (!noticed.ok) return noticed;
      }
      const issuedOn = today(call).toString();
      const code = pack.letter.issuerCode;
      const { year } = plainDate(issuedOn);
      const number = { code, year, number: await store.nextNumber(tx, call.county, code, year) };
      const content = await contentOf(tx, call.county, { ...current, number, issuedOn });
      const document = letterDocument(content, pack);
      const pdf = await renderLetterPdf(document, { producedAt: call.now.toString() });
      // On the disk before the record that names them is committed; bytes nobody names do no harm.
      const pdfSha256 = await keepBytes(call.files, pdf);
      const next: Letter = {
        ...current,
        version: current.version + 1,
        state: decision.value,
        number,
        issuedBy: call.actor.personId,
        issuedOn,
        pdfSha256,
        contentDigest: sha256Of(document),
      };
      const evidence = evidenceRow(call, next, pdf.byteLength, pdfSha256);
      await record(tx, call, [
        {
          type: 'supervision-letter.issued',
          aggregateType: 'supervision-letter',
          aggregate: next.id,
          version: next.version,
          body: {
            number,
            issuedOn,
            pdfSha256,
            contentDigest: next.contentDigest,
            document,
            leftOut: input.leftOut,
          },
          note: printedNumber(number),
          edges: [
            ...content.items.map(({ id }) => ({
              from: { type: 'finding', id },
              to: { type: 'supervision-letter', id: next.id },
              kind: 'demanded-in' as const,
            })),
            {
              from: { type: 'supervision-letter', id: next.id },
              to: { type: 'agreement', id: next.agreementId },
              kind: 'concerns' as const,
            },
          ],
        },
        {
          type: 'evidence.registered',
          aggregateType: 'evidence',
          aggregate: evidence.id,
          version: 1,
          body: evidence,
        },
      ]);
      await insertEvidence(tx, evidence);
      await tie(tx, call, [
        { evidenceId: evidence.id, letterId: next.id, role: 'letter', contractorId: null },
      ]);
      await store.saveLetter(tx, call.county, next);
      return granted(await viewOf(tx, call, next, pack));
    },
    fixed(pack),
  );
}

const evidenceRow = (call: Call, letter: Letter, sizeBytes: number, sha256: string) => ({
  county: call.county,
  id: call.newId(),
  sha256,
  name: `${letter.number ? printedNumber(letter.number) : ''} ${letter.title}.pdf`.trim(),
  mediaType: 'application/pdf',
  sizeBytes,
  caption: null,
  source: 'file',
  takenAt: null,
  latitude: null,
  longitude: null,
  accuracyMetres: null,
  datum: null,
  uploadedBy: call.actor.personId,
  organisationId: call.actor.organisationId,
  receivedAt: call.now.toString(),
});

type Tie = {
  readonly evidenceId: string;
  readonly letterId: string;
  readonly role: string;
  readonly contractorId: string | null;
};

const tie = (tx: Tx, call: Call, ties: readonly Tie[]): Promise<boolean> =>
  attachEvidence(
    tx,
    call.county,
    { organisationId: call.actor.organisationId, supervision: isSupervision(call.actor) },
    ties.map(({ letterId, ...use }) => ({ subjectType: 'supervision-letter', subjectId: letterId, ...use })),
    call.now.toString(),
  );

/** 送达: the contractor may read it from now on, and every item's period runs from the next day. */
export async function handleServe(call: Call, input: Inputs['serve']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, () => mayServe(call.actor), pack);
      if (!opened.ok) return opened;
      const current = opened.value;
      const { method, servedOn, servedTo, witness, note } = input;
      const service: LetterService = {
        method,
        servedOn,
        servedTo,
        witness,
        note,
        servedBy: call.actor.personId,
      };
      const decision = decideService(current, service, { name: call.actor.name }, today(call));
      if (!decision.ok) return decision;
      const next: Letter = { ...current, version: current.version + 1, state: decision.value, service };
      await record(tx, call, [
        {
          type: 'supervision-letter.served',
          aggregateType: 'supervision-letter',
          aggregate: next.id,
          version: next.version,
          body: { ...service, evidence: input.evidence },
          note: note ?? undefined,
        },
      ]);
      const paper = await evidenceOf(tx, call.county, [next.id]);
      const known = await tie(tx, call, [
        ...paper
          .filter(({ role }) => role === 'letter')
          .map(({ id }) => ({
            evidenceId: id,
            letterId: next.id,
            role: 'served-letter',
            contractorId: next.contractorId,
          })),
        ...input.evidence.map((id) => ({
          evidenceId: id,
          letterId: next.id,
          role: 'service',
          contractorId: next.contractorId,
        })),
      ]);
      if (!known) return refused('supervision-letter.evidence-unknown');
      await store.saveLetter(tx, call.county, next);
      if (next.replaces !== null) {
        await takeEffect(tx, call, next, next.replaces);
        return granted(await viewOf(tx, call, next, pack));
      }
      const items = await store.itemsOf(tx, call.county, next.id);
      const moved = await moveFindings(
        tx,
        call,
        items.map(({ findingId }) => findingId),
        'rectifying',
        {
          note: next.number ? printedNumber(next.number) : '',
        },
      );
      // Findings of an issued letter are bound to it; anything else is a defect, not a refusal.
      if (!moved.ok)
        throw new Error(
          `letter ${next.id} was served and its findings did not follow: ${moved.refusal.code}`,
        );
      await call.reactions.letterServed(tx, call, next.id);
      return granted(await viewOf(tx, call, next, pack));
    },
    fixed(pack),
  );
}

export async function handleAcknowledge(call: Call, input: Inputs['acknowledge']) {
  const { pack } = await regimeOf(call);
  return transact(
    call.db,
    async (tx) => {
      const opened = await letterFor(tx, call, input, (letter) => mayAcknowledge(call.actor, letter), pack);
      if (!opened.ok) return opened;
      const decision = step(opened.value, 'acknowledged');
      if (!decision.ok) return decision;
      const next: Letter = {
        ...opened.value,
        version: opened.value.version + 1,
        state: decision.value,
        acknowledgedBy: call.actor.personId,
        acknowledgedAt: call.now.toString(),
      };
      await record(tx, call, [
        {
          type: 'supervision-letter.acknowledged',
          aggregateType: 'supervision-letter',
          aggregate: next.id,
          version: next.version,
          body: { acknowledgedBy: next.acknowledgedBy },
        },
      ]);
      await store.saveLetter(tx, call.county, next);
      return granted(await viewOf(tx, call, next, pack));
    },
    fixed(pack),
  );
}

import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import type { EvidenceView } from '#kernel/shapes.ts';
import type { Call } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import type { evidenceContract } from './evidence.contract.ts';
import * as custody from './evidence.custody.store.ts';
import { mediaTypeFor } from './evidence.rules.ts';
import * as store from './evidence.store.ts';

type Inputs = InferContractRouterInputs<typeof evidenceContract>;

export async function handleRegister(call: Call, input: Inputs['register']) {
  if (
    (input.latitude === undefined) !== (input.longitude === undefined) ||
    (input.latitude !== undefined && !input.datum)
  )
    return refused('evidence.position-incomplete');
  // Knowing a fingerprint is not having the file: this organisation itself must have sent the bytes, and they must be there still.
  const brought = await custody.broughtBy(call.db, call.county, call.actor.organisationId, input.sha256);
  const file = brought ? await call.files.check(input.sha256) : undefined;
  if (file?.kind !== 'whole') return refused('evidence.bytes-missing', { sha256: input.sha256 });
  const mediaType = mediaTypeFor(input.name, await call.files.mediaTypeOf(input.sha256));
  if (!mediaType.ok) return mediaType;
  const row = {
    county: call.county,
    id: input.id,
    sha256: input.sha256,
    name: input.name,
    mediaType: mediaType.value,
    sizeBytes: file.sizeBytes,
    caption: input.caption ?? null,
    source: input.source,
    takenAt: input.takenAt ?? null,
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
    accuracyMetres: input.accuracyMetres ?? null,
    datum: input.latitude === undefined ? null : (input.datum ?? null),
    uploadedBy: call.actor.personId,
    organisationId: call.actor.organisationId,
    receivedAt: call.now.toString(),
  };
  return transact(
    call.db,
    async (tx) => {
      await record(tx, call, [
        {
          type: 'evidence.registered',
          aggregateType: 'evidence',
          aggregate: input.id,
          version: 1,
          body: row,
        },
      ]);
      await store.insertEvidence(tx, row);
      const { county: _, organisationId: __, ...view } = row;
      return granted<EvidenceView>({ ...view, uploadedBy: call.actor.name });
    },
    {
      evidence_pkey: () => refused('evidence.id-taken'),
      event_county_aggregate_version_key: () => refused('evidence.id-taken'),
    },
  );
}

/** Bytes arrived whole: who brought them may register them, and a damaged copy of them is mended. */
export async function bytesArrived(call: Call, sha256: string, sizeBytes: number): Promise<void> {
  const at = call.now.toString();
  await custody.insertUpload(call.db, {
    county: call.county,
    organisationId: call.actor.organisationId,
    sha256,
    personId: call.actor.personId,
    sizeBytes,
    receivedAt: at,
  });
  await custody.damageRepaired(call.db, sha256, at);
}

/** The bytes of evidence that this person may see, or that they are damaged, which is noted. */
export async function evidenceBytes(call: Call, evidence: { readonly sha256: string }) {
  const opened = await call.files.open(evidence.sha256);
  if (opened.kind === 'whole') return granted(opened);
  await custody.insertDamage(call.db, call.county, {
    id: call.newId(),
    sha256: evidence.sha256,
    kind: opened.kind,
    foundBy: 'reading',
    foundAt: call.now.toString(),
  });
  return refused('evidence.damaged');
}
/** Ties papers to a record that supervision keeps for itself; false when one of them is not the county's, or a contractor's. */
export const attachPapers = (
  tx: Tx,
  call: Call,
  subject: { readonly type: string; readonly id: string },
  evidence: readonly string[],
): Promise<boolean> =>
  store.attachEvidence(
    tx,
    call.county,
    { organisationId: call.actor.organisationId, supervision: isSupervision(call.actor) },
    [...new Set(evidence)].map((evidenceId) => ({
      subjectType: subject.type,
      subjectId: subject.id,
      evidenceId,
      role: 'attachment',
      contractorId: null,
    })),
    call.now.toString(),
  );

export const papersOf = (call: Call, subjectId: string): Promise<EvidenceView[]> =>
  store.evidenceOf(call.db, call.county, [subjectId]);

/** The evidence, when this person may see its bytes. */
export async function readableEvidence(call: Call, id: string) {
  const evidence = await store.findEvidence(call.db, call.county, id);
  if (!evidence) return undefined;
  const open =
    isSupervision(call.actor) ||
    evidence.organisationId === call.actor.organisationId ||
    (await store.isSharedWith(call.db, call.county, id, call.actor.organisationId));
  return open ? evidence : undefined;
}

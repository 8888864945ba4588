import type { InferContractRouterInputs } from '@orpc/contract';
import { isSupervision } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import type { EvidenceView } from '#kernel/shapes.ts';
import type { Call } from '#platform/call.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import type { evidenceContract } from './evidence.contract.ts';
import { mediaTypeFor } from './evidence.rules.ts';
import * as store from './evidence.store.ts';

type Inputs = InferContractRouterInputs<typeof evidenceContract>;

export async function handleRegister(call: Call, input: Inputs['register']) {
  if (
    (input.latitude === undefined) !== (input.longitude === undefined) ||
    (input.latitude !== undefined && !input.datum)
  )
    return refused('evidence.position-incomplete');
  const file = await call.files.stat(input.sha256);
  if (!file) return refused('evidence.bytes-missing', { sha256: input.sha256 });
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

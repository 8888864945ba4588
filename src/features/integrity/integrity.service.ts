import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { granted, refused } from '#kernel/result.ts';
import { Temporal } from '#kernel/temporal.ts';
import type { BackupState } from '#platform/backup-schedule.ts';
import type { Call } from '#platform/call.ts';
import { regimeOf } from '../regime/regime.service.ts';
import { labelOf } from '../thread/thread.document.ts';
import { nodeTypes } from '../thread/thread.model.ts';
import { pathOf } from '../thread/thread.rules.ts';
import { readNodes } from '../thread/thread.service.ts';
import { checkAll } from './integrity.check.service.ts';
import type { DamageView, integrityContract } from './integrity.contract.ts';
import { bounds } from './integrity.model.ts';
import { mayCheckIntegrity, maySeeIntegrity } from './integrity.policy.ts';
import * as store from './integrity.store.ts';

type Inputs = InferContractRouterInputs<typeof integrityContract>;
type Outputs = InferContractRouterOutputs<typeof integrityContract>;
type Backups = () => Promise<BackupState>;

export async function handleOverview(call: Call, backups: Backups, _input: Inputs['overview']) {
  if (!maySeeIntegrity(call.actor)) return refused('integrity.not-permitted');
  return granted(await overviewOf(call, backups));
}

async function overviewOf(call: Call, backups: Backups): Promise<Outputs['overview']> {
  const [[last], damaged, { lastGood, lastTried }] = await Promise.all([
    store.lastRuns(call.db, call.county, 1),
    store.openDamageCount(call.db, call.county),
    backups(),
  ]);
  return {
    last: last ?? null,
    damaged,
    backup: {
      lastGood: lastGood && {
        madeAt: lastGood.madeAt,
        verifiedAt: lastGood.verifiedAt,
        place: lastGood.place,
        files: lastGood.files,
        sealed: lastGood.sealed,
      },
      fault: lastTried?.fault ?? null,
      triedAt: lastTried?.at ?? null,
    },
  };
}

export async function handleRead(call: Call, backups: Backups, _input: Inputs['read']) {
  if (!maySeeIntegrity(call.actor)) return refused('integrity.not-permitted');
  // Asked first: a check that ends between the questions below is asked about once more.
  const isRunning = running !== undefined;
  const [overview, runs, damages] = await Promise.all([
    overviewOf(call, backups),
    store.lastRuns(call.db, call.county, bounds.runsShown),
    damagesOf(call),
  ]);
  const faults = overview.last
    ? await store.faultsOf(call.db, call.county, overview.last.id, bounds.faultsShown)
    : [];
  return granted({
    ...overview,
    running: isRunning,
    runs,
    faults,
    damages,
    may: { check: mayCheckIntegrity(call.actor) && !isRunning },
  });
}

async function damagesOf(call: Call): Promise<DamageView[]> {
  const rows = await store.openDamages(call.db, call.county, bounds.damagesShown);
  const uses = await store.usesOf(
    call.db,
    call.county,
    rows.flatMap(({ evidenceId }) => (evidenceId ? [evidenceId] : [])),
  );
  const refs = uses.flatMap(({ type, id }) => {
    const known = nodeTypes.find((nodeType) => nodeType === type);
    return known ? [{ type: known, id }] : [];
  });
  const { pack } = await regimeOf(call);
  const nodes = new Map((await readNodes(call, refs, pack)).map((node) => [node.id, node]));
  return rows.map((row) => ({
    sha256: row.sha256,
    kind: row.kind,
    foundAt: row.foundAt,
    evidence:
      row.evidenceId && row.name && row.receivedAt
        ? {
            id: row.evidenceId,
            name: row.name,
            receivedAt: row.receivedAt,
            uploadedBy: row.uploadedBy ?? '',
            organisation: row.organisation ?? '',
          }
        : null,
    uses: uses
      .flatMap(({ evidenceId, id }) => {
        const node = evidenceId === row.evidenceId ? nodes.get(id) : undefined;
        return node ? [{ path: pathOf(node), label: labelOf(node, pack) }] : [];
      })
      .slice(0, bounds.usesShown),
  }));
}

/** One check at a time in a process: it reads everything there is. */
let running: Promise<unknown> | undefined;

export async function handleCheck(call: Call, _input: Inputs['check']) {
  if (!mayCheckIntegrity(call.actor)) return refused('integrity.not-permitted');
  const began = performance.now();
  const now = () =>
    Temporal.Instant.fromEpochMilliseconds(
      call.now.epochMilliseconds + Math.round(performance.now() - began),
    );
  running ??= checkAll({ db: call.db, files: call.files, now, newId: call.newId }, 'person')
    // The page shows the last check that came to its end; a disk that fails is told by the log of the server.
    .catch((error: unknown) => console.error('integrity check', error))
    .finally(() => {
      running = undefined;
    });
  return granted({ running: true });
}

import type { Db, Tx } from '#platform/database.ts';
import { digestOfLayers, keepPack, keptPack, sourcesIn } from '#platform/pack-cache.ts';
import { packFileIds, packFileOf, packLevelOf, rulePacksDirectory, sha256Of } from '#platform/rule-packs.ts';
import { checkPackFile, faultLines } from './regime.check.document.ts';
import type { RulePack } from './regime.model.ts';
import { type Applied, appliedActivations, findSnapshot, insertSnapshot } from './regime.store.ts';

/** The regime a county has adopted. The work calendar its deadlines are counted in is the county's own: `calendarOf`. */
export type Regime = { readonly pack: RulePack; readonly hash: string };

const read = new Map<string, Regime>();

let checks: readonly string[] | undefined;

function readPack(file: string): RulePack {
  checks ??= sourcesIn(import.meta.dirname, '.model.ts');
  const digest = digestOfLayers(file, checks);
  const kept = digest === undefined ? undefined : keptPack(digest);
  if (kept !== undefined) return kept as RulePack;
  const { pack, faults } = checkPackFile(file);
  // A pack with a mistake would be law by accident: it is not offered, and every fault is told at its line.
  if (!pack) throw new Error(faults.map(faultLines).join('\n') || `${file} is no pack of a county`);
  if (digest !== undefined) keepPack(digest, pack);
  return pack;
}

/** A pack that is no file of the folder: one that is being tried, or a story's. Its county asks for it by its id. */
export function knowRegime(pack: RulePack): Regime {
  const regime: Regime = { pack, hash: sha256Of(pack) };
  read.set(pack.id, regime);
  return regime;
}

/** A file of the folder that is no regime as it stands: nobody is offered it, and no county is harmed by it. */
export type BrokenPack = { readonly id: string; readonly complaint: string };
export type Shipped = { readonly regimes: readonly Regime[]; readonly broken: readonly BrokenPack[] };

/** Reads every pack of a folder by itself: one draft with a mistake must not take another county's law away. */
export function shippedIn(directory: string): Shipped {
  const regimes: Regime[] = [];
  const broken: BrokenPack[] = [];
  for (const id of packFileIds(directory)) {
    try {
      const level = packLevelOf(id, directory);
      if (level === 'national' || level === 'province') continue;
      const pack = readPack(packFileOf(id, directory));
      regimes.push({ pack, hash: sha256Of(pack) });
    } catch (error) {
      broken.push({ id, complaint: error instanceof Error ? error.message : String(error) });
    }
  }
  return { regimes, broken };
}

let shipped: Shipped | undefined;

/** What ships with the product. Files of packs do not change under a running server: a new version is a new file and a restart. */
function shippedPacks(): Shipped {
  if (shipped) return shipped;
  shipped = shippedIn(rulePacksDirectory);
  for (const regime of shipped.regimes) if (!read.has(regime.pack.id)) read.set(regime.pack.id, regime);
  return shipped;
}

/** Every regime that ships with the product. */
export const loadedRegimes = (): readonly Regime[] => shippedPacks().regimes;
/** Every file beside them that cannot be one, with its faults. */
export const brokenPacks = (): readonly BrokenPack[] => shippedPacks().broken;

/** Those that ship and those that are being tried. */
export function knownRegimes(): readonly Regime[] {
  loadedRegimes();
  return [...read.values()];
}

type Adopted = { readonly id: string; readonly hash: string };
const adopted = new Map<string, Adopted>();
const snapshots = new Map<string, Regime | null>();

/** Which pack a county is under: every request says so anew, so that an activation is noticed by every server. */
export function adoptedIs(county: string, pack: Adopted): void {
  adopted.set(county, pack);
}

/** The regime of a county: the very pack it adopted, even when its file has gone on to another version. */
export async function regimeOf(call: { readonly db: Db | Tx; readonly county: string }): Promise<Regime> {
  let known = adopted.get(call.county);
  if (!known) {
    known = await call.db
      .selectFrom('county')
      .select(['pack_id as id', 'pack_hash as hash'])
      .where('county', '=', call.county)
      .executeTakeFirstOrThrow();
    adopted.set(call.county, known);
  }
  return regimeBy(call, known);
}

/** A pack by its hash: the file's, or what the county kept of it. Before packs were kept, the file is what there is. */
export async function regimeBy(
  call: { readonly db: Db | Tx; readonly county: string },
  { id, hash }: Adopted,
): Promise<Regime> {
  loadedRegimes();
  const file = read.get(id);
  if (file?.hash === hash) return file;
  let kept = snapshots.get(`${call.county} ${hash}`);
  if (kept === undefined) {
    kept = (await findSnapshot(call.db, call.county, hash)) ?? null;
    snapshots.set(`${call.county} ${hash}`, kept);
  }
  if (kept) return kept;
  if (file) return file;
  const complaint = brokenPacks().find((pack) => pack.id === id)?.complaint;
  throw new Error(complaint ?? `The county's rule pack ${id} is neither a file nor kept with the county`);
}

/** Keeps a pack with the county, so that it can be read whatever becomes of its file. */
export async function keepRegime(tx: Db | Tx, county: string, regime: Regime, at: string): Promise<void> {
  await insertSnapshot(tx, county, regime, at);
  snapshots.set(`${county} ${regime.hash}`, regime);
}

export type RegimeVersion = Regime & { readonly fromOn: string };

/** Every pack the county has been under, each from its day; the first from when it is in force. */
export async function versionsOf(call: {
  readonly db: Db | Tx;
  readonly county: string;
}): Promise<readonly [RegimeVersion, ...RegimeVersion[]]> {
  return versionsBy(call, await appliedActivations(call.db, call.county));
}

/** The pack of a day, as decided today: an approved version counts from its day on, though that day is still to come. */
export async function regimeOn(
  call: { readonly db: Db | Tx; readonly county: string },
  on: string,
): Promise<RegimeVersion> {
  const versions = await versionsBy(
    call,
    await appliedActivations(call.db, call.county, ['applied', 'approved']),
  );
  return versions.findLast(({ fromOn }) => fromOn <= on) ?? versions[0];
}

async function versionsBy(
  call: { readonly db: Db | Tx; readonly county: string },
  changes: readonly Applied[],
): Promise<readonly [RegimeVersion, ...RegimeVersion[]]> {
  const [first] = changes;
  const regime = first
    ? await regimeBy(call, { id: first.fromId, hash: first.fromHash })
    : await regimeOf(call);
  const versions: [RegimeVersion, ...RegimeVersion[]] = [{ ...regime, fromOn: regime.pack.inForceFrom }];
  for (const { id, hash, effectOn } of changes)
    versions.push({ ...(await regimeBy(call, { id, hash })), fromOn: effectOn });
  return versions;
}

/** What a decision keeps of the rules it was made under (D32). */
export const packStamp = (regime: Regime) => ({
  pack_id: regime.pack.id,
  pack_version: regime.pack.version,
  pack_hash: regime.hash,
});

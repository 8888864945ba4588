import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { Db, Tx } from '#platform/database.ts';
import { loadRulePack, loadWorkCalendar, rulePackIds } from '#platform/rule-packs.ts';
import type { RulePack } from './regime.model.ts';
import { parsePack } from './regime.pack.model.ts';

/** The regime a county has adopted, with the work calendar its deadlines are counted in. */
export type Regime = { readonly pack: RulePack; readonly hash: string; readonly calendar: WorkCalendar };

const read = new Map<string, Regime>();
let calendar: WorkCalendar | undefined;

/** Files of packs do not change under a running server: a new version is a new file and a restart. */
function regimeOfPack(id: string): Regime {
  const known = read.get(id);
  if (known) return known;
  calendar ??= loadWorkCalendar();
  const { pack, sha256 } = loadRulePack(id, parsePack);
  const regime: Regime = { pack, hash: sha256, calendar };
  read.set(id, regime);
  return regime;
}

/** Every regime that ships with the product. */
export function loadedRegimes(): readonly Regime[] {
  return rulePackIds().map(regimeOfPack);
}

const adopted = new Map<string, string>();

/** The regime of a county. Which pack it adopted is asked once; activating another version restarts the cache. */
export async function regimeOf(call: { readonly db: Db | Tx; readonly county: string }): Promise<Regime> {
  let packId = adopted.get(call.county);
  if (!packId) {
    const row = await call.db
      .selectFrom('county')
      .select('pack_id')
      .where('county', '=', call.county)
      .executeTakeFirstOrThrow();
    packId = row.pack_id;
    adopted.set(call.county, packId);
  }
  return regimeOfPack(packId);
}

/** What a decision keeps of the rules it was made under (D32). */
export const packStamp = (regime: Regime) => ({
  pack_id: regime.pack.id,
  pack_version: regime.pack.version,
  pack_hash: regime.hash,
});

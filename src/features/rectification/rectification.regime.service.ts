import type { Instant } from '#kernel/temporal.ts';
import { dayOf } from '#kernel/temporal.ts';
import type { Tx } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import type { Regime } from '../regime/regime.service.ts';
import type { Rectification } from './rectification.model.ts';
import { deadlineUnder } from './rectification.regime.rules.ts';
import * as store from './rectification.store.ts';

type Author = {
  readonly county: string;
  readonly actor: { readonly personId: string | null; readonly organisationId: string | null };
  readonly now: Instant;
  readonly newId: () => string;
};

/** 启用新版本: what is still open goes over to it, each with its old and its new day in the log. */
export async function moveOpenItems(
  tx: Tx,
  author: Author,
  regime: Regime,
): Promise<{ readonly moved: number; readonly open: number }> {
  const { calendar, sha256 } = await calendarOf({ db: tx, county: author.county });
  const on = dayOf(author.now);
  const open = await store.openRectifications(tx, author.county);
  let moved = 0;
  for (const { id } of open) {
    const current = await store.findForUpdate(tx, author.county, id);
    const due = current && deadlineUnder(current, regime.pack, calendar, on);
    if (!current || !due) continue;
    const next: Rectification = {
      ...current,
      version: current.version + 1,
      ...due,
      calendarSha256: sha256,
      pack: { id: regime.pack.id, version: regime.pack.version, hash: regime.hash },
    };
    await record(tx, author, [
      {
        type: 'rectification.regime-changed',
        aggregateType: 'rectification',
        aggregate: id,
        version: next.version,
        body: { before: { dueOn: current.dueOn, pack: current.pack }, dueOn: next.dueOn, pack: next.pack },
        note: `${current.dueOn} → ${next.dueOn}`,
      },
    ]);
    await store.saveRectification(tx, author.county, next);
    moved += 1;
  }
  return { moved, open: open.length };
}

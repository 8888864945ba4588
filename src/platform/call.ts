import type { Actor } from '#kernel/actor.ts';
import type { Instant, PlainDate } from '#kernel/temporal.ts';
import { dayOf } from '#kernel/temporal.ts';
import type { Db, Tx } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';

/** What every service is given: where, who, when. `claimedAt` is a device's testimony, `now` is the server's. */
export type Call = {
  readonly db: Db;
  readonly files: FileStore;
  readonly county: string;
  readonly actor: Actor;
  readonly now: Instant;
  readonly claimedAt?: Instant;
  readonly newId: () => string;
  readonly reactions: Reactions;
};

/**
 * What a feature lets others do about its acts, in the act's own transaction. A feature may not know those above it;
 * the composition (main.router.ts) ties the ends together.
 */
export type Reactions = {
  /** Plan, contract or facility changed: what is owed may have changed with it. */
  readonly baselineChanged: (tx: Tx, call: Call) => Promise<void>;
  /** 送达: every item's clock starts. */
  readonly letterServed: (tx: Tx, call: Call, letterId: string) => Promise<void>;
};

export const today = (call: { readonly now: Instant }): PlainDate => dayOf(call.now);

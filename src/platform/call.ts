import type { Actor } from '#kernel/actor.ts';
import type { Instant, PlainDate } from '#kernel/temporal.ts';
import { dayOf } from '#kernel/temporal.ts';
import type { Words } from '#kernel/words.ts';
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
  /** Papers are tied to a record of a feature below that of evidence; false when one is not the county's to attach. */
  readonly papersAttached: (
    tx: Tx,
    call: Call,
    subject: { readonly type: string; readonly id: string },
    evidence: readonly string[],
  ) => Promise<boolean>;
  /** Plan, contract or facility changed: what is owed may have changed with it. Says which one, where it was only one. */
  readonly baselineChanged: (tx: Tx, call: Call, touched?: Touched) => Promise<void>;
  /** 送达: every item's clock starts. */
  readonly letterServed: (tx: Tx, call: Call, letterId: string) => Promise<void>;
  /** 督促措施: a step of a ladder was taken on a contract; the last one suspends its payments. */
  readonly stepTaken: (tx: Tx, call: Call, taken: StepTaken) => Promise<void>;
  /** A year of the work calendar was announced or changed: provisional deadlines are counted again; says which were fixed. */
  readonly calendarChanged: (tx: Tx, call: Call) => Promise<readonly FixedDeadline[]>;
};

/** 暂定 → 确定: a deadline whose year is announced now. */
export type FixedDeadline = {
  readonly type: 'rectification' | 'obligation';
  readonly id: string;
  readonly name: Words;
  readonly before: string;
  readonly after: string;
  /** The day had passed while it was provisional: it stays. */
  readonly passed: boolean;
};

export type StepTaken = {
  readonly step: string;
  readonly agreementId: string;
  /** The item or the progress step, and which event of it. */
  readonly cause: {
    readonly type: 'rectification' | 'progress-step';
    readonly id: string;
    readonly version: number;
  };
};

export type Touched = { readonly facilityId?: string | undefined; readonly agreementId?: string | undefined };

export const today = (call: { readonly now: Instant }): PlainDate => dayOf(call.now);

import type { Actor, Duty, OrganisationKind } from '#kernel/actor.ts';
import { uuidV7 } from '#kernel/id.ts';
import type { Result } from '#kernel/result.ts';
import { type Instant, legalZone, type PlainDate, Temporal } from '#kernel/temporal.ts';
import type { Call, Reactions } from '#platform/call.ts';
import type { Db } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';
import { type Random, randomOf } from './random.ts';

/** Somebody of the demonstration county. */
export type Player = {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly title: string;
  readonly organisationId: string;
  readonly organisationKind: OrganisationKind;
  readonly duties: readonly Duty[];
};

/**
 * The demonstration performs the acts themselves, through the same services a person reaches, with the clock as an
 * argument. So it can hold nothing the rules forbid: an act that is refused stops the building.
 */
export type Stage = {
  readonly county: string;
  readonly db: Db;
  readonly files: FileStore;
  readonly random: Random;
  /** Moves the clock; it never goes back, so events stand in the order in which they happened. */
  at(day: PlainDate, time?: string): void;
  now(): Instant;
  today(): PlainDate;
  newId(): string;
  /** The call of one of the players, now. */
  as(player: Player): Call;
};

export function stageOf(options: {
  county: string;
  db: Db;
  files: FileStore;
  seed: number;
  reactions: Reactions;
  start: PlainDate;
}): Stage {
  const { county, db, files, reactions } = options;
  const random = randomOf(options.seed);
  let now = instantOf(options.start, '08:00');
  const newId = () => uuidV7(now.epochMilliseconds, random.bytes(10));
  return {
    county,
    db,
    files,
    random,
    at(day, time = '09:00') {
      const next = instantOf(day, time);
      // Some seconds pass between two acts of the same minute.
      now = Temporal.Instant.compare(next, now) > 0 ? next : now.add({ seconds: 20 });
    },
    now: () => now,
    today: () => now.toZonedDateTimeISO(legalZone).toPlainDate(),
    newId,
    as: (player): Call => {
      const actor: Actor = {
        personId: player.id,
        name: player.name,
        organisationId: player.organisationId,
        organisationKind: player.organisationKind,
        duties: player.duties,
      };
      return { db, files, county, actor, now, newId, reactions };
    },
  };
}

const instantOf = (day: PlainDate, time: string): Instant =>
  day.toZonedDateTime({ timeZone: legalZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();

/** The value of an act that the script expects to be granted. */
export async function must<T>(act: Promise<Result<T>>): Promise<T> {
  const result = await act;
  if (result.ok) return result.value;
  const { code, facts } = result.refusal;
  throw new Error(`The demonstration tried what the rules forbid: ${code} ${JSON.stringify(facts)}`);
}

import type { Actor, Duty, OrganisationKind } from '#kernel/actor.ts';
import { uuidV7 } from '#kernel/id.ts';
import type { Result } from '#kernel/result.ts';
import { type Instant, legalZone, type PlainDate, Temporal } from '#kernel/temporal.ts';
import type { Call, Reactions } from '#platform/call.ts';
import type { Db } from '#platform/database.ts';
import type { FileStore } from '#platform/files.ts';
import { type Random, randomOf, seedOf } from './random.ts';

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
  /**
   * Moves the clock; it never goes back, so events stand in the order in which they happened. Beyond the present there is
   * nothing to do yet: `NotYet` ends the scene, and what was to follow stays undone, as it is in a living county.
   */
  at(day: PlainDate, time?: string): void;
  /** Some minutes later on the same day. */
  later(minutes: number): void;
  now(): Instant;
  today(): PlainDate;
  newId(): string;
  /** The call of one of the players, now. */
  as(player: Player): Call;
  /**
   * A stage of its own for one scene, its clock at the given time. Its choices and ids come from the label alone, so scenes
   * that are played side by side end the same whichever is quicker.
   */
  fork(label: string, day: PlainDate, time: string): Stage;
};

/** The scene has reached the present. */
export class NotYet extends Error {}

type Setting = {
  readonly county: string;
  readonly db: Db;
  readonly files: FileStore;
  readonly seed: number;
  readonly reactions: Reactions;
  /** The present: nothing happens after it. */
  readonly until: Instant;
};

export const stageOf = (setting: Setting & { readonly start: PlainDate }): Stage =>
  sceneOf(setting, 'stage', instantOf(setting.start, '08:00'));

function sceneOf(setting: Setting, label: string, from: Instant): Stage {
  const { county, db, files, reactions, until } = setting;
  const random = randomOf(seedOf(setting.seed, label));
  // How many ids a service takes is its own affair and must not turn the script's choices.
  const naming = randomOf(seedOf(setting.seed, `${label} ids`));
  let now = from;
  const newId = () => uuidV7(now.epochMilliseconds, naming.bytes(10));
  const move = (to: Instant) => {
    // Some seconds pass between two acts of the same minute.
    const next = Temporal.Instant.compare(to, now) > 0 ? to : now.add({ seconds: 20 });
    if (Temporal.Instant.compare(next, until) > 0) throw new NotYet(label);
    now = next;
  };
  return {
    county,
    db,
    files,
    random,
    at: (day, time = '09:00') => move(instantOf(day, time)),
    later: (minutes) => move(now.add({ seconds: Math.round(minutes * 60) })),
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
    fork(name, day, time) {
      const begin = instantOf(day, time);
      if (Temporal.Instant.compare(begin, until) > 0) throw new NotYet(name);
      return sceneOf(setting, name, begin);
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

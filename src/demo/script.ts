import type { ContentArea, RulePack, Severity } from '#features/regime/regime.model.ts';
import { type PlainDate, Temporal } from '#kernel/temporal.ts';
import { addWorkingDays, isWorkingDay, rollForward, type WorkCalendar } from '#kernel/work-calendar.ts';
import type { Agenda } from './agenda.ts';
import type { Baseline, Site } from './baseline.ts';
import type { Cast } from './cast.ts';
import type { Stage } from './stage.ts';
import type { Truth } from './truth.ts';
import type { Case } from './words.case.ts';

/** What all scenes know: who plays, what was laid down, what has become of it so far. */
export type Script = {
  readonly cast: Cast;
  readonly base: Baseline;
  readonly agenda: Agenda;
  readonly pack: RulePack;
  readonly calendar: WorkCalendar;
  readonly start: PlainDate;
  readonly until: PlainDate;
  readonly sites: ReadonlyMap<string, Place>;
  /** Findings by id, with the story behind each. */
  readonly findings: Map<string, Problem>;
  readonly truth: Truth;
  /** Instalments that came of a payment in part and have been asked for. */
  readonly claimed: Set<string>;
  /** First pictures of some places, by ordinal: a few are shown a second time somewhere else. */
  readonly album: Map<number, { readonly id: string; readonly bytes: Uint8Array; readonly on: PlainDate }>;
  /** What is left open on purpose, so that today somebody has to decide it: each once. */
  readonly leftOpen: Set<'proposal' | 'extension' | 'waiver' | 're-inspection' | 'overdue'>;
};

/** A facility as it stands in the story. */
export type Place = {
  readonly site: Site;
  readonly ordinal: number;
  /** `shell`: a sign and nothing behind it. */
  readonly quality: 'good' | 'plain' | 'shell';
  version: number;
  /** When something was last found here: after a letter people take care for a while. */
  foundOn: PlainDate | undefined;
  /** The check items that failed then. */
  failed: readonly string[];
  phase: 'none' | 'construction' | 'trial' | 'operation' | 'suspended' | 'withdrawn';
};

export type Problem = {
  readonly id: string;
  readonly number: string;
  readonly agreementId: string;
  readonly area: ContentArea;
  readonly facilityId: string | null;
  readonly ordinal: number;
  readonly foundBy: string;
  readonly team: readonly string[];
  readonly of: Case;
  readonly confirmedOn: PlainDate;
  severity: Severity;
  /** Somebody has proposed to withdraw or lower it; no letter takes it until another has decided. */
  proposalOpen: boolean;
  /** Put right, withdrawn, or taken into a letter. */
  settled: boolean;
};

export const workingDay = (script: Pick<Script, 'calendar'>, on: PlainDate): PlainDate =>
  rollForward(script.calendar, on).date;
export const workingDaysLater = (script: Pick<Script, 'calendar'>, on: PlainDate, days: number): PlainDate =>
  days <= 0 ? workingDay(script, on) : addWorkingDays(script.calendar, on, days).date;
/** So many working days before today: what is to lie unfinished on somebody's desk begins there. */
export function workingDaysAgo(script: Pick<Script, 'calendar' | 'until'>, days: number): PlainDate {
  let day = script.until;
  for (let left = days; left > 0; ) {
    day = day.subtract({ days: 1 });
    if (isWorkingDay(script.calendar, day)) left -= 1;
  }
  return day;
}

/** The version a record has reached: the calendar's own work may have moved it since. */
export async function versionOf(
  stage: Stage,
  table: 'rectification' | 'finding' | 'facility' | 'letter' | 'inspection' | 'instalment' | 'monthly_report',
  id: string,
): Promise<number> {
  const row = await stage.db
    .selectFrom(table)
    .select('version')
    .where('county', '=', stage.county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.version;
}

/** A time of day some minutes after another, as the clock shows it. */
export const clock = (time: string, minutes: number): string =>
  Temporal.PlainTime.from(time).add({ minutes }).toString({ smallestUnit: 'minute' });

export const moment = (on: PlainDate, time: string): string =>
  on
    .toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
    .toString();

import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract';
import { granted, type Result, refused } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import {
  type CalendarYear,
  readCalendarYears,
  type WorkCalendar,
  workingDaysBetween,
} from '#kernel/work-calendar.ts';
import { type Call, today } from '#platform/call.ts';
import { type Tx, transact } from '#platform/database.ts';
import { historyOf, record } from '#platform/event-log.ts';
import { readYamlText } from '#platform/yaml-text.ts';
import type { calendarContract } from './calendar.contract.ts';
import { type CountyCalendar, calendarFrom, calendarOf, shippedYears } from './calendar.county.service.ts';
import type { KnownYear, OwnYear } from './calendar.model.ts';
import { mayKeepCalendar } from './calendar.policy.ts';
import {
  changesBetween,
  checkYear,
  holidayBasis,
  isUnchanged,
  mayImport,
  mergedYears,
  newYearOf,
  plainYear,
  yearOfNotice,
} from './calendar.rules.ts';
import * as store from './calendar.store.ts';

type Inputs = InferContractRouterInputs<typeof calendarContract>;
type Outputs = InferContractRouterOutputs<typeof calendarContract>;

// Reading

function daysOf(calendar: WorkCalendar, year: number): { workingDays: number; restDays: number } {
  const workingDays = workingDaysBetween(
    calendar,
    plainDate(`${year - 1}-12-31`),
    plainDate(`${year}-12-31`),
  );
  return { workingDays, restDays: plainDate(`${year}-01-01`).daysInYear - workingDays };
}

const summaryOf = ({ year, version, origin, notices }: KnownYear, calendar: WorkCalendar) => ({
  year,
  version,
  origin,
  notices: [...notices],
  ...daysOf(calendar, year),
});

const contentOf = ({ holidays, makeUpWorkdays }: CalendarYear) => ({
  holidays: holidays.map(({ name, days }) => ({ name, days: [...days] })),
  makeUpWorkdays: [...makeUpWorkdays],
});

export async function handleRead(call: Call) {
  const { calendar, sha256, years } = await calendarOf(call);
  const nextYear = calendar.announcedThrough.year + 1;
  return granted<Outputs['read']>({
    years: years.map((year) => summaryOf(year, calendar)),
    throughOn: calendar.announcedThrough.toString(),
    sha256,
    provisional: await store.provisionalDeadlines(call.db, call.county),
    nextYear,
    may: { import: mayKeepCalendar(call.actor) && nextYear <= today(call).year + 1 },
  });
}

export async function handleYear(call: Call, input: Inputs['year']) {
  const { calendar, years } = await calendarOf(call);
  const year = Number(input.year);
  const known = years.find((one) => one.year === year);
  if (!known) {
    // A year that waits for its announcement is shown as it is counted for now.
    if (year !== calendar.announcedThrough.year + 1)
      return refused('calendar-year.not-found', { year: input.year });
    const counted = { year, version: 0, origin: 'shipped' as const, notices: [], ...daysOf(calendar, year) };
    return granted<Outputs['year']>({
      ...counted,
      announced: false,
      holidays: [],
      makeUpWorkdays: [],
      history: [],
      amendments: [],
      may: { amend: false },
    });
  }
  const own = known.id === null ? [] : [known.id];
  const versions = known.id === null ? [] : await store.versionsOf(call.db, call.county, known.id);
  return granted<Outputs['year']>({
    ...summaryOf(known, calendar),
    ...contentOf(known),
    announced: true,
    history: await historyOf(call.db, call.county, own),
    amendments: amendmentsOf(versions),
    may: { amend: mayKeepCalendar(call.actor) },
  });
}

function amendmentsOf(versions: readonly OwnYear[]): Outputs['year']['amendments'] {
  return versions.flatMap((after, at) => {
    const before = versions[at - 1] ?? shippedYears().find(({ year }) => year === after.year);
    if (!before) return [];
    const { nowOff, nowWorked, ordinary } = changesBetween(before, after);
    const changed = { nowOff: [...nowOff], nowWorked: [...nowWorked], ordinary: [...ordinary] };
    return [{ version: after.version, ...changed }];
  });
}

// Importing

type Source = Pick<Inputs['preview'], 'notice' | 'file'>;

/** The year that was handed in, checked; typed from the notice or as a file. */
function yearHandedIn({ notice, file }: Source, known: readonly KnownYear[], thisYear: number) {
  const read = notice
    ? yearOfNotice(notice)
    : file
      ? newYearInFile(file, known)
      : refused('calendar.file-missing');
  if (!read.ok) return read;
  const allowed = mayImport(read.value.year, known, thisYear);
  return allowed.ok ? checkYear(read.value) : allowed;
}

/** A whole file of years, or one year by itself. */
function newYearInFile(
  text: string,
  known: readonly KnownYear[],
): ReturnType<typeof newYearOf> | Result<never, 'calendar.file-unreadable'> {
  const data = readYamlText(text);
  const alone = typeof data === 'object' && data !== null && 'year' in data;
  const read = readCalendarYears(alone ? { years: [data] } : data);
  return 'unreadable' in read
    ? refused('calendar.file-unreadable', { detail: read.unreadable })
    : newYearOf(read, known);
}

const calendarWith = (years: readonly KnownYear[], own: OwnYear): CountyCalendar =>
  calendarFrom(mergedYears(years, [...years.filter(isOwn), own]));
const isOwn = (year: KnownYear): year is KnownYear & OwnYear => year.id !== null;

async function importInto(tx: Tx, call: Call, id: string, source: Source) {
  await store.lockCalendar(tx, call.county);
  const before = await calendarOf({ db: tx, county: call.county });
  const read = yearHandedIn(source, before.years, today(call).year);
  if (!read.ok) return read;
  const year: OwnYear = { ...read.value, id, version: 1 };
  const after = calendarWith(before.years, year);
  await record(tx, call, [
    {
      type: 'calendar.year-imported',
      aggregateType: 'calendar-year',
      aggregate: id,
      version: 1,
      body: { ...read.value, calendar: { before: before.sha256, after: after.sha256 } },
      note: read.value.notices.join('；'),
    },
  ]);
  await store.insertYear(tx, call.county, year);
  const moves = await call.reactions.calendarChanged(tx, call);
  return granted({ year: read.value, after, moves: [...moves] });
}

export async function handleImport(call: Call, input: Inputs['importYear']) {
  if (!mayKeepCalendar(call.actor)) return refused('calendar.not-permitted');
  return transact(
    call.db,
    async (tx) => {
      const done = await importInto(tx, call, input.id, input);
      if (!done.ok) return done;
      const { year, after, moves } = done.value;
      return granted<Outputs['importYear']>({ year: year.year, sha256: after.sha256, moves });
    },
    {
      calendar_year_county_year_key: () =>
        refused('calendar.year-known', { year: String(input.notice?.year ?? '') }),
    },
  );
}

/** The import is carried out and taken back: what it shows is what the act would do. */
export async function handlePreview(call: Call, input: Inputs['preview']) {
  if (!mayKeepCalendar(call.actor)) return refused('calendar.not-permitted');
  let tried: Awaited<ReturnType<typeof importInto>> | undefined;
  await transact(call.db, async (tx) => {
    tried = await importInto(tx, call, call.newId(), input);
    return refused('calendar.only-tried');
  });
  if (!tried) throw new Error('the import was not tried');
  if (!tried.ok) return tried;
  const { year, after, moves } = tried.value;
  return granted<Outputs['preview']>({
    year: year.year,
    notices: [...year.notices],
    ...contentOf(year),
    ...daysOf(after.calendar, year.year),
    moves,
  });
}

// Amending

export async function handleAmend(call: Call, input: Inputs['amendYear']) {
  if (!mayKeepCalendar(call.actor)) return refused('calendar.not-permitted');
  const { basedOn, reason, ...content } = input;
  return transact(call.db, async (tx) => {
    await store.lockCalendar(tx, call.county);
    const before = await calendarOf({ db: tx, county: call.county });
    const year = Number(input.year);
    const current = before.years.find((one) => one.year === year);
    if (!current) return refused('calendar-year.not-found', { year: input.year });
    if (current.version !== basedOn)
      return refused('calendar.changed-meanwhile', { version: current.version });
    const read = yearOfNotice({ ...content, year });
    if (!read.ok) return read;
    const checked = checkYear(read.value);
    if (!checked.ok) return checked;
    if (isUnchanged(current, checked.value))
      return refused('calendar.nothing-changed', { year: input.year }, holidayBasis);
    const next: OwnYear = {
      ...checked.value,
      id: current.id ?? call.newId(),
      version: current.version + 1,
    };
    const after = calendarWith(before.years, next);
    await record(tx, call, [
      {
        type: 'calendar.year-amended',
        aggregateType: 'calendar-year',
        aggregate: next.id,
        version: next.version,
        body: {
          before: plainYear(current),
          after: checked.value,
          calendar: { before: before.sha256, after: after.sha256 },
        },
        note: reason,
      },
    ]);
    if (current.id === null) await store.insertYear(tx, call.county, next);
    else await store.saveYear(tx, call.county, next);
    await call.reactions.calendarChanged(tx, call);
    return granted<Outputs['amendYear']>({ year, version: next.version, sha256: after.sha256 });
  });
}

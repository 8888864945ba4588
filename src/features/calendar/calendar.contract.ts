import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { historyEntry, line, may, plainDateText, reason, uuid, verbatim } from '#kernel/shapes.ts';

const keepers = ['office', 'commerce-bureau'] as const;
const yearText = z.string().regex(/^20\d{2}$/, 'year.malformed');
const yearNumber = z.int().min(2014).max(2100);
const bilingual = z.object({ zh: z.string(), en: z.string() });

const summary = z.object({
  year: z.int(),
  version: z.int(),
  origin: z.enum(['shipped', 'county']),
  notices: z.array(z.string()),
  workingDays: z.int(),
  restDays: z.int(),
});

const holidays = z.array(z.object({ name: z.string(), days: z.array(plainDateText) }));
const makeUpWorkdays = z.array(plainDateText);

/** One notice as it is typed: a holiday with its first and last day off, and the weekend days worked instead. */
const content = {
  notices: z.array(line(200)).min(1).max(6),
  holidays: z
    .array(z.strictObject({ name: line(40), fromOn: plainDateText, toOn: plainDateText }))
    .min(1)
    .max(40),
  makeUpWorkdays: z.array(plainDateText).max(40),
};
const notice = z.strictObject({ year: yearNumber, ...content });

/** A year comes typed from the notice, or as the text of a YAML or JSON file. */
const source = { notice: notice.optional(), file: verbatim(100_000).optional() };

const move = z.object({
  type: z.enum(['rectification', 'obligation']),
  id: z.string(),
  name: bilingual,
  before: plainDateText,
  after: plainDateText,
  /** The day had passed while it was provisional: it stays. */
  passed: z.boolean(),
});
export type MoveView = z.infer<typeof move>;

const reading = [
  'calendar.not-permitted',
  'calendar.file-missing',
  'calendar.file-unreadable',
  'calendar.file-differs',
  'calendar.file-nothing-new',
  'calendar.file-several-years',
  'calendar.range-backwards',
  'calendar.range-too-long',
  'calendar.year-known',
  'calendar.year-gap',
  'calendar.year-too-early',
  'calendar.wrong-year',
  'calendar.day-twice',
  'calendar.weekday-make-up',
  'calendar.statutory-day-missing',
] as const;

export const calendarContract = {
  /** 工作日历: the years the county knows, and which the last one announced is. */
  read: procedureFor('signed-in')
    .route({ method: 'GET', path: '/work-calendar', tags: ['calendar'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        years: z.array(summary),
        throughOn: plainDateText,
        sha256: z.string(),
        /** Deadlines that wait for the next year: still provisional. */
        provisional: z.int(),
        nextYear: z.int(),
        may,
      }),
    ),
  /** One year, day by day where it differs from Monday to Friday; a year not announced has no such days. */
  year: procedureFor('signed-in')
    .route({ method: 'GET', path: '/work-calendar/{year}', tags: ['calendar'] })
    .input(z.strictObject({ year: yearText }))
    .output(
      summary.extend({
        announced: z.boolean(),
        holidays,
        makeUpWorkdays,
        history: z.array(historyEntry),
        /** What each amendment changed. */
        amendments: z.array(
          z.object({
            version: z.int(),
            nowOff: z.array(plainDateText),
            nowWorked: z.array(plainDateText),
            ordinary: z.array(plainDateText),
          }),
        ),
        may,
      }),
    )
    .errors(refusals('calendar-year.not-found')),
  /** What an import would do, without doing it. */
  preview: procedureFor(keepers)
    .route({ method: 'POST', path: '/work-calendar/preview', tags: ['calendar'] })
    .input(z.strictObject(source))
    .output(
      z.object({
        year: z.int(),
        notices: z.array(z.string()),
        holidays,
        makeUpWorkdays,
        workingDays: z.int(),
        restDays: z.int(),
        moves: z.array(move),
      }),
    )
    .errors(refusals(...reading)),
  /** The next year, once it is announced; provisional deadlines are fixed in the same act. */
  importYear: procedureFor(keepers)
    .route({ method: 'POST', path: '/work-calendar/years', tags: ['calendar'] })
    .input(z.strictObject({ id: uuid, ...source }))
    .output(z.object({ year: z.int(), sha256: z.string(), moves: z.array(move) }))
    .errors(refusals(...reading)),
  /** A year that was announced again (调整), or a slip in it: with a reason; deadlines already fixed stay. */
  amendYear: procedureFor(keepers)
    .route({ method: 'POST', path: '/work-calendar/{year}/amend', tags: ['calendar'] })
    .input(z.strictObject({ year: yearText, basedOn: z.int().min(0), ...content, reason }))
    .output(z.object({ year: z.int(), version: z.int(), sha256: z.string() }))
    .errors(
      refusals(
        'calendar-year.not-found',
        'calendar.not-permitted',
        'calendar.changed-meanwhile',
        'calendar.nothing-changed',
        'calendar.range-backwards',
        'calendar.range-too-long',
        'calendar.wrong-year',
        'calendar.day-twice',
        'calendar.weekday-make-up',
        'calendar.statutory-day-missing',
      ),
    ),
};

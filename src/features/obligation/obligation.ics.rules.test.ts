import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { type DayEvent, icsOf } from './obligation.ics.rules.ts';

const feed = (events: readonly DayEvent[], name = '监管日历') =>
  icsOf({
    name,
    language: 'zh-CN',
    madeAt: '2026-04-10T01:02:03.456Z',
    dayAfter: (on) => plainDate(on).add({ days: 1 }).toString(),
    events,
  });
const event = (over: Partial<DayEvent> = {}): DayEvent => ({
  uid: 'obligation-1@421222.dushi',
  on: '2026-04-30',
  summary: '应履行',
  description: '',
  url: null,
  ...over,
});

/** As a reader of the standard sees it: unfolded, split at the first colon, unescaped. */
function parsed(text: string): { name: string; parameters: string; value: string }[] {
  expect(text.endsWith('\r\n')).toBe(true);
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\n\r]/);
  }
  return physical
    .join('\r\n')
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .map((line) => {
      const at = line.indexOf(':');
      const [name = '', ...parameters] = line.slice(0, at).split(';');
      const value = line
        .slice(at + 1)
        .replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
      return { name, parameters: parameters.join(';'), value };
    });
}
const propertyOf = (text: string, name: string) => parsed(text).find((one) => one.name === name);

test('a whole day: from the day to the one after, in no zone', () => {
  const text = feed([event({ on: '2026-12-31' })]);
  expect(propertyOf(text, 'DTSTART')).toEqual({
    name: 'DTSTART',
    parameters: 'VALUE=DATE',
    value: '20261231',
  });
  expect(propertyOf(text, 'DTEND')).toEqual({ name: 'DTEND', parameters: 'VALUE=DATE', value: '20270101' });
  expect(propertyOf(text, 'DTSTAMP')?.value).toBe('20260410T010203Z');
});

test('what the standard asks of every calendar and event is there once, in its place', () => {
  const names = parsed(feed([event(), event({ uid: 'b@dushi' })])).map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(['BEGIN', 'VERSION', 'PRODID']);
  for (const name of ['UID', 'DTSTAMP', 'DTSTART', 'SUMMARY'])
    expect(names.filter((one) => one === name)).toHaveLength(2);
  expect(names.filter((name) => name === 'BEGIN')).toHaveLength(3);
  expect(names.at(-1)).toBe('END');
});

test('commas, semicolons, backslashes and line ends come back as they were; a colon stays', () => {
  const summary = '甲、乙; 丙, \\丁: 第一行\n第二行';
  expect(propertyOf(feed([event({ summary })]), 'SUMMARY')?.value).toBe(summary);
});

test('no text, however long or strange, breaks a line, cuts a character or adds a property', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc.string({ unit: 'binary' }),
      (summary, description) => {
        const text = feed([event({ summary, description })], summary);
        expect(text).not.toContain('\uFFFD\uFFFD');
        const clean = (one: string) => one.replaceAll(/\r\n|\r/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, ' ');
        expect(propertyOf(text, 'SUMMARY')?.value).toBe(clean(summary));
        expect(parsed(text).filter(({ name }) => name === 'BEGIN')).toHaveLength(2);
      },
    ),
  );
});

test('a calendar with one event, line by line as RFC 5545 has it', () => {
  const text = feed([event({ description: '甲村站', url: 'https://example.cn/o/1' })]);
  expect(text.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Dushi//Obligations//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'NAME:监管日历',
    'X-WR-CALNAME:监管日历',
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    'BEGIN:VEVENT',
    'UID:obligation-1@421222.dushi',
    'DTSTAMP:20260410T010203Z',
    'DTSTART;VALUE=DATE:20260430',
    'DTEND;VALUE=DATE:20260501',
    'SUMMARY;LANGUAGE=zh-CN:应履行',
    'DESCRIPTION;LANGUAGE=zh-CN:甲村站',
    'URL;VALUE=URI:https://example.cn/o/1',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('what has no description and no address says neither; the product is named in the language of its reader', () => {
  const names = parsed(feed([event()])).map(({ name }) => name);
  expect(names).not.toContain('DESCRIPTION');
  expect(names).not.toContain('URL');
  const english = icsOf({
    name: 'Calendar',
    language: 'en-US',
    madeAt: '2026-04-10T01:02:03Z',
    dayAfter: (on) => on,
    events: [],
  });
  expect(propertyOf(english, 'PRODID')?.value).toBe('-//Dushi//Obligations//EN');
});

test.each([
  ['\\', '\\\\'],
  [';', '\\;'],
  [',', '\\,'],
  ['\r\n', '\\n'],
  ['\r', '\\n'],
  ['\n', '\\n'],
  ['\t', ' '],
  ['\u0085', ' '],
  ['甲:乙', '甲:乙'],
])('%j is written %j, each time it comes', (text, written) => {
  expect(feed([event({ summary: `${text}${text}` })]).split('\r\n')).toContain(
    `SUMMARY;LANGUAGE=zh-CN:${written}${written}`,
  );
});

/** `NAME:` takes five octets of the line. */
test.each([
  ['a', 1],
  ['é', 2],
  ['中', 3],
  ['𠮷', 4],
])('a line of %s is cut at 75 octets, never within a character of %i', (character, octets) => {
  const room = Math.floor((75 - 5) / octets);
  const lines = (name: string) => feed([], name).split('\r\n').slice(5);
  const full = character.repeat(room);
  expect(lines(full)[0]).toBe(`NAME:${full}`);
  expect(lines(full)[1]).toMatch(/^X-WR-CALNAME:/);
  expect(lines(`${full}${character}`).slice(0, 2)).toEqual([`NAME:${full}`, ` ${character}`]);
  // What goes on has 74 octets after its blank.
  const further = Math.floor(74 / octets);
  expect(lines(character.repeat(room + further + 1)).slice(0, 3)).toEqual([
    `NAME:${full}`,
    ` ${character.repeat(further)}`,
    ` ${character}`,
  ]);
});

test('the last character of each length in octets, and the first of the next', () => {
  const cut = (character: string) => feed([], character.repeat(80)).split('\r\n')[5]?.length;
  const inFirstLine = (character: string, octets: number) => 5 + Math.floor(70 / octets) * character.length;
  for (const [character, octets] of [
    ['~', 1],
    ['\u0800', 3],
    ['\u07ff', 2],
    ['\uffff', 3],
    ['\u{10000}', 4],
  ] as const)
    expect(cut(character)).toBe(inFirstLine(character, octets));
});

// RFC 5545, as far as a calendar of whole days needs it.

export type DayEvent = {
  /** The same thing keeps it for ever: a calendar replaces, it does not add. */
  readonly uid: string;
  readonly on: string;
  readonly summary: string;
  readonly description: string;
  readonly url: string | null;
};

export type Feed = {
  readonly name: string;
  readonly language: 'zh-CN' | 'en-US';
  /** The day after each event's day ends it. */
  readonly dayAfter: (on: string) => string;
  /** When the feed was made: `2026-04-10T01:00:00Z`. */
  readonly madeAt: string;
  readonly events: readonly DayEvent[];
};

/** The text of an iCalendar object, lines ended and folded as the standard says. */
export function icsOf(feed: Feed): string {
  const stamp = `${feed.madeAt.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Dushi//Obligations//${feed.language === 'zh-CN' ? 'ZH' : 'EN'}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(feed.name)}`,
    `X-WR-CALNAME:${escaped(feed.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...feed.events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${event.uid}`,
      `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${event.on.replaceAll('-', '')}`,
      `DTEND;VALUE=DATE:${feed.dayAfter(event.on).replaceAll('-', '')}`,
      `SUMMARY;LANGUAGE=${feed.language}:${escaped(event.summary)}`,
      ...(event.description ? [`DESCRIPTION;LANGUAGE=${feed.language}:${escaped(event.description)}`] : []),
      ...(event.url === null ? [] : [`URL;VALUE=URI:${event.url}`]),
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return `${lines.flatMap(folded).join('\r\n')}\r\n`;
}

/** Backslash, semicolon, comma and the end of a line mean something in a calendar's text. (3.3.11) */
const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n')
    // Other control characters may not stand in a text at all.
    .replaceAll(/\p{Cc}/gu, ' ');

const octetsMax = 75;
const octetsOf = (character: string): number => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};

/** No line is longer than 75 octets, and no character is cut in two; what goes on begins with a blank. (3.1) */
function folded(line: string): string[] {
  const lines: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > octetsMax) {
      lines.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...lines, part];
}

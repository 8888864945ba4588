import { formatWanYuan, formatYuan } from '#kernel/money.ts';
import type { Language } from '#kernel/words.ts';
import { useLanguage } from '#web/language.tsx';

// Plain arithmetic on text: the first page carries no calendar library, and no browser's own time zone can shift a legal day.

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export type Format = {
  /** 2026年3月8日 · 8 March 2026 */
  readonly day: (plainDate: string) => string;
  /** 2026年3月 · March 2026, from `2026-03` */
  readonly month: (period: string) => string;
  /** An instant on the clock of Asia/Shanghai: 2026年3月8日 14:05 */
  readonly instant: (instant: string) => string;
  /** 14:05:09 in Asia/Shanghai */
  readonly time: (instant: string) => string;
  /** 分 → 1,234.50 元 · CNY 1,234.50 */
  readonly yuan: (fen: number) => string;
  /** 分 → 12.35 万元 · CNY 123.5 thousand; for reading only. */
  readonly wanYuan: (fen: number) => string;
  /** 12,345.67, at most four decimals */
  readonly number: (value: number) => string;
  /** 0.123 → 12.3% */
  readonly percent: (share: number) => string;
};

export function formatIn(language: Language): Format {
  return language === 'zh' ? chinese : english;
}

/** How days, times, money and numbers are written in the language on screen. */
export const useFormat = (): Format => formatIn(useLanguage().language);

const number = (value: number): string => {
  const [whole = '0', decimals] = String(Math.round(value * 10_000) / 10_000).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return decimals ? `${grouped}.${decimals}` : grouped;
};
const percent = (share: number): string => `${number(Math.round(share * 1000) / 10)}%`;

const chinese: Format = {
  day: (text) => {
    const { year, month, day } = dayParts(text);
    return `${year}年${month}月${day}日`;
  },
  month: (text) => `${Number(text.slice(0, 4))}年${Number(text.slice(5, 7))}月`,
  instant: (text) => {
    const at = inShanghai(text);
    return `${chinese.day(at.day)} ${at.time.slice(0, 5)}`;
  },
  time: (text) => inShanghai(text).time,
  yuan: (fen) => `${formatYuan(fen)} 元`,
  wanYuan: (fen) => `${formatWanYuan(fen)} 万元`,
  number,
  percent,
};

const english: Format = {
  day: (text) => {
    const { year, month, day } = dayParts(text);
    return `${day} ${months[month - 1] ?? ''} ${year}`;
  },
  month: (text) => `${months[Number(text.slice(5, 7)) - 1] ?? ''} ${text.slice(0, 4)}`,
  instant: (text) => {
    const at = inShanghai(text);
    return `${english.day(at.day)}, ${at.time.slice(0, 5)}`;
  },
  time: (text) => inShanghai(text).time,
  yuan: (fen) => `CNY ${formatYuan(fen)}`,
  wanYuan: (fen) =>
    Math.abs(fen) >= 100_000_000
      ? `CNY ${number(Math.round(fen / 1_000_000) / 100)} million`
      : `CNY ${number(Math.round(fen / 10_000) / 10)} thousand`,
  number,
  percent,
};

function dayParts(text: string): { year: number; month: number; day: number } {
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)), day: Number(text.slice(8, 10)) };
}

/** Days since 1970-01-01 of a plain date (proleptic Gregorian). */
export function dayNumber(text: string): number {
  const { year, month, day } = dayParts(text);
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/** The plain date so many days after 1970-01-01. */
export function dayAt(number: number): string {
  const z = number + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** `2026-02-30` is not a day. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAt(dayNumber(text)) === text;

const shanghaiSecondsAhead = 8 * 3600;

/** China keeps one zone and no summer time since 1991; nothing here is older. */
function inShanghai(instant: string): { day: string; time: string } {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})$/i.exec(
    instant,
  );
  if (!match) return { day: instant.slice(0, 10), time: instant.slice(11, 19) };
  const [, day = '', hours, minutes, seconds = '0', zone = 'Z'] = match;
  const offset = /^z$/i.test(zone)
    ? 0
    : (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60);
  const local = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) - offset + shanghaiSecondsAhead;
  const shift = Math.floor(local / 86_400);
  const rest = local - shift * 86_400;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return {
    day: dayAt(dayNumber(day) + shift),
    time: `${two(rest / 3600)}:${two((rest % 3600) / 60)}:${two(rest % 60)}`,
  };
}

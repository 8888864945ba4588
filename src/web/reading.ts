const two = (text = ''): string => text.padStart(2, '0');
/** What parts year, month and day: as typed, on a Chinese keyboard or in a paper. */
const apart = '\\s*[-./。·‐‑–—年月]\\s*';
const narrow = (typed: string): string => typed.normalize('NFKC').trim();

const writtenDay = new RegExp(`^(\\d{4})${apart}(\\d{1,2})${apart}(\\d{1,2})\\s*[日号]?$`);
const writtenMonth = new RegExp(`^(\\d{4})${apart}(\\d{1,2})\\s*(?:月份?)?$`);

/** Reads a day as people write it (2026-3-8, 2026.3.8, 20260308, ２０２６年３月８日, 2026年3月8号); otherwise leaves it as typed. */
export function readDay(typed: string): string {
  const text = narrow(typed);
  const parts = writtenDay.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return parts ? `${parts[1]}-${two(parts[2])}-${two(parts[3])}` : typed.trim();
}

/** Reads a month: 2026-3, 2026.03, 202603, 2026年3月, 2026年3月份. */
export function readMonth(typed: string): string {
  const text = narrow(typed);
  const parts = writtenMonth.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  return parts ? `${parts[1]}-${two(parts[2])}` : typed.trim();
}

const two = (text = ''): string => text.padStart(2, '0');

/** Reads a day as people write it (2026-3-8, 2026.3.8, 2026/03/08, 20260308, 2026年3月8日); otherwise leaves it as typed. */
export function readDay(typed: string): string {
  const text = typed.trim();
  const parts =
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  return parts ? `${parts[1]}-${two(parts[2])}-${two(parts[3])}` : text;
}

/** Reads a month: 2026-3, 2026.03, 202603, 2026年3月. */
export function readMonth(typed: string): string {
  const text = typed.trim();
  const parts = /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?$/.exec(text) ?? /^(\d{4})(\d{2})$/.exec(text);
  return parts ? `${parts[1]}-${two(parts[2])}` : text;
}

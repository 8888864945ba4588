import type { Words } from '#kernel/words.ts';

/**
 * What is wrong with one field. First our own codes (kernel/shapes.ts and the contracts), then zod's: `too_small.string` before
 * `too_small`. The facts are the issue's own: `minimum`, `maximum`, `keys`.
 */
export const issueWords = {
  required: { zh: '必须填写', en: 'Required' },
  'money.malformed': {
    zh: '读不出金额：请写成 123456.78、123,456.78 元 或 12.35 万元，精确到分；逗号只作千位分隔',
    en: 'This is no amount: write 123456.78, 123,456.78元 or 12.35万元, to the fen; a comma only parts thousands',
  },
  'money.positive': { zh: '金额须大于零', en: 'The amount must be more than nothing' },
  'number.malformed': {
    zh: '请填写数字；逗号只作千位分隔，小数用点',
    en: 'Give a number; a comma only parts thousands, decimals follow a point',
  },
  'uscc.length': { zh: '统一社会信用代码应为 18 位', en: 'A unified social credit code has 18 characters' },
  'uscc.alphabet': {
    zh: '统一社会信用代码只含数字和大写字母，不含 I、O、S、V、Z',
    en: 'A unified social credit code holds digits and capitals, never I, O, S, V or Z',
  },
  'uscc.inner-check': {
    zh: '统一社会信用代码有误：第 9 至 17 位（主体标识码）校验不符，请对照营业执照核对',
    en: 'This credit code is wrong: characters 9 to 17 do not pass their check; compare it with the business licence',
  },
  'uscc.check': {
    zh: '统一社会信用代码有误：末位校验码不符，请对照营业执照核对',
    en: 'This credit code is wrong: its last character does not pass the check; compare it with the business licence',
  },
  'date.malformed': {
    zh: '读不出日期，请写成 2026-03-08 或 2026年3月8日',
    en: 'This is no date: write 2026-03-08 or 2026年3月8日',
  },
  'cursor.malformed': {
    zh: '列表的位置标记不对，请从头打开列表',
    en: 'This place in the list is not known; open the list from its beginning',
  },
  'date.no-such-day': { zh: '日历上没有这一天', en: 'The calendar has no such day' },
  'period.malformed': { zh: '请按 2026-03 的样式填写月份', en: 'Write the month like 2026-03' },
  'quantity.too-fine': { zh: '数量最多四位小数', en: 'A quantity has at most four decimals' },
  'reason.too-short': {
    zh: '请把理由写清楚，至少 4 个字（标点和空格不算）',
    en: 'Please give a reason of at least four letters; blanks and punctuation do not count',
  },
  'text.too-few-letters': {
    zh: '至少写 {minimum} 个字（标点和空格不算）',
    en: 'Write at least {minimum} letters; blanks and punctuation do not count',
  },
  'text.no-letter': {
    zh: '这里只有符号：请写出文字或数字；没有的写“无”',
    en: 'There are only signs here: write letters or digits, and “none” where there is nothing',
  },
  'text.direction': {
    zh: '文字里有看不见的换向符（{characters}），会让页面上读到的与纸上印出的不同。请删去这一段重新键入，不要粘贴',
    en: 'The text holds an unseen mark that turns the direction of reading ({characters}), so that the page and the paper would differ. Delete the passage and type it instead of pasting',
  },
  'text.unreadable': {
    zh: '公文和他人的电脑显示不出 {characters}，请改用文字表述；名字里的生僻字请按标准字形输入，不要用造字',
    en: 'No paper and no other computer is sure to show {characters}. Say it in words; write a rare character of a name as the standard has it, not as a private one',
  },
  'password.too-short': { zh: '密码至少 10 位', en: 'A password has at least ten characters' },
  'login.malformed': {
    zh: '登录名为 2 至 40 位小写字母、数字、点、横线或下划线，以字母或数字开头',
    en: 'A login has 2 to 40 characters of a–z, 0–9, dots, dashes or underscores, and begins with one of a–z or 0–9',
  },
  'village-code.malformed': { zh: '村（社区）代码应为 12 位数字', en: 'A village code has 12 digits' },
  'county-code.malformed': { zh: '县级行政区划代码应为 6 位数字', en: 'A county code has 6 digits' },
  'too_small.string': { zh: '至少 {minimum} 个字', en: 'At least {minimum} characters' },
  'too_small.string.1': { zh: '必须填写', en: 'Required' },
  'too_small.array': { zh: '至少 {minimum} 项', en: 'At least {minimum}' },
  too_small: { zh: '不能小于 {minimum}', en: 'Must be at least {minimum}' },
  'too_big.string': { zh: '最多 {maximum} 个字', en: 'At most {maximum} characters' },
  'too_big.array': { zh: '最多 {maximum} 项', en: 'At most {maximum}' },
  too_big: { zh: '不能大于 {maximum}', en: 'Must be at most {maximum}' },
  'invalid_type.missing': { zh: '必须填写', en: 'Required' },
  'invalid_type.int': { zh: '请填写整数', en: 'Give a whole number' },
  'invalid_type.number': { zh: '请填写数字', en: 'Give a number' },
  invalid_type: { zh: '填写的内容类型不对', en: 'This is not the right kind of value' },
  invalid_value: { zh: '请从给出的选项中选择', en: 'Choose one of the given options' },
  invalid_union: { zh: '填写的内容不合要求', en: 'This is not in the required form' },
  'invalid_format.uuid': { zh: '请从列表中选择', en: 'Choose one from the list' },
  invalid_format: { zh: '格式不对', en: 'This is not in the required form' },
  unrecognized_keys: { zh: '含有不认识的栏目：{keys}', en: 'Unknown fields: {keys}' },
  not_multiple_of: { zh: '数值的精度不合要求', en: 'The value is too finely divided' },
  custom: { zh: '填写的内容不合要求', en: 'This is not in the required form' },
} as const satisfies Record<string, Words>;

const table: Readonly<Record<string, Words>> = issueWords;

/** Contracts with codes of their own (`items.duplicate`) add the words here when their view loads. */
const added = new Map<string, Words>();
export function registerIssues(words: Readonly<Record<string, Words>>): void {
  for (const [code, said] of Object.entries(words)) added.set(code, said);
}

export type Issue = {
  readonly code?: string;
  readonly message?: string;
  readonly path?: readonly (string | number | { readonly key: string | number })[];
  readonly origin?: string;
  readonly format?: string;
  readonly expected?: string;
  readonly input?: unknown;
  readonly params?: Readonly<Record<string, unknown>> & { readonly code?: string };
  readonly minimum?: number;
  readonly maximum?: number;
  readonly keys?: readonly string[];
};

/** The words for an issue, from the most exact code to the vaguest. */
export function wordsOfIssue(issue: Issue): Words {
  const code = issue.code ?? 'custom';
  const missing = code === 'invalid_type' && /received (undefined|null)$/.test(issue.message ?? '');
  const candidates = [
    issue.params?.code,
    issue.message,
    missing ? 'invalid_type.missing' : undefined,
    issue.origin && `${code}.${issue.origin}.${issue.minimum}`,
    issue.origin && `${code}.${issue.origin}`,
    issue.format && `${code}.${issue.format}`,
    issue.expected && `${code}.${issue.expected}`,
    code,
  ];
  for (const candidate of candidates) {
    const words = candidate === undefined ? undefined : (added.get(candidate) ?? table[candidate]);
    if (words) return words;
  }
  return issueWords.custom;
}

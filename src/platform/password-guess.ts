import { readFileSync } from 'node:fs';

/** Why a password is guessed soon; each is said to the person as it is. */
export type PasswordFault =
  | 'common'
  | 'login'
  | 'name'
  | 'local'
  | 'telephone'
  | 'digits'
  | 'keyboard'
  | 'repeated'
  | 'pinyin'
  | 'same';

type Owner = {
  readonly login: string;
  readonly name?: string | undefined;
  /** The county in Latin letters, as its people would type it. */
  readonly county?: string | undefined;
};

let list: ReadonlySet<string> | undefined;

/** Read when first asked for: most starts never set a password. */
export function commonPasswords(): ReadonlySet<string> {
  list ??= new Set(
    readFileSync(new URL('../../assets/common-passwords.txt', import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('# ')),
  );
  return list;
}

// What people of a county's offices think of first: the offices, their work and this product, in pinyin.
const offices =
  'dushi|tongcheng|shangwuju|shangwu|caizhengju|caizheng|shenjiju|shenji|nongyenongcunju|nongyeju|xianzhengfu|zhengfu|xianwei|' +
  'lingdaoxiaozu|lingdao|xiaozu|bangongshi|dianshangban|dianzishangwu|dianshang|jiancha|jiandu|duban|xiangmu|shifan|' +
  'fupin|xiangcun|zhenxing|hubei|xianning|commerce|bureau|finance|audit|office|county';
const years = /(19|20)\d\d/;

const rows = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '01234567890',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'abcdefghijklmnopqrstuvwxyz',
].flatMap((row) => [row, [...row].reverse().join('')]);

/** How much of the text is runs of three or more along the keyboard. */
function onKeyboard(text: string): number {
  let covered = 0;
  for (let at = 0; at < text.length; ) {
    let length = 0;
    for (let most = 3; at + most <= text.length; most += 1)
      if (rows.some((row) => row.includes(text.slice(at, at + most)))) length = most;
      else break;
    covered += length;
    at += length || 1;
  }
  return covered;
}

const syllable =
  '(?:(?:[bpmf]|[dtnlgkhjqxr]|zh|ch|sh|[zcsyw])(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|ve|an|en|in|un|ia|ua|uo|a|o|e|i|u|v)|er|ai|an|ang|ao|ou|en|a|o|e)';
const fewSyllables = new RegExp(`^${syllable}{2,3}$`);

const digitsFor: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '0': 'o',
  '1': 'l',
  '!': 'i',
  $: 's',
  '5': 's',
  '7': 't',
};
const unmasked = (text: string) => text.replaceAll(/[@4301!$57]/g, (sign) => digitsFor[sign] ?? sign);
const lettersOf = (text: string) => text.replaceAll(/[^a-z]/g, '');

/** The first reason for which a guesser would have it soon; undefined when there is none of these. */
export function passwordFault(password: string, { login, name, county }: Owner): PasswordFault | undefined {
  const plain = password.normalize('NFKC').toLowerCase();
  const own = login.toLowerCase();
  // A login of two letters stands in half of all words; only a real one gives anything away.
  if (plain === own || (lettersOf(own).length >= 4 && plain.includes(own))) return 'login';
  const called = name?.normalize('NFKC').toLowerCase().replaceAll(' ', '') ?? '';
  if (called.length >= (/[a-z]/.test(called) ? 4 : 2) && plain.includes(called)) return 'name';
  if (/^(.{1,4})\1+.?$/su.test(plain)) return 'repeated';
  if (/1[3-9]\d{9}/.test(plain) && lettersOf(plain).length < 4) return 'telephone';
  if (onKeyboard(plain) >= plain.length - 2) return 'keyboard';
  if (commonPasswords().has(plain)) return 'common';
  // Words of Chinese characters or of other letters are not in these lists.
  if (/[^\x20-\x7e]/.test(plain)) return undefined;
  const masked = unmasked(plain.replace(/[^a-z]+$/, ''));
  for (const core of [lettersOf(plain), lettersOf(masked)]) {
    if (core.length < 4) return 'digits';
    const local = new RegExp(`${county ? `${lettersOf(county.toLowerCase())}|` : ''}${offices}`, 'g');
    if (core.replaceAll(local, '').length < 4) return 'local';
    if (commonPasswords().has(core)) return 'common';
    if (onKeyboard(core) >= core.length - 2) return 'keyboard';
  }
  if ((years.test(plain) || /\d{3}/.test(plain)) && fewSyllables.test(lettersOf(plain))) return 'pinyin';
  return undefined;
}

// 统一社会信用代码, GB 32100-2015: no I, O, S, V, Z; weights 3^i mod 31. The inner 主体标识码 carries its own
// check character of GB 11714, so one wrong digit is nearly always caught twice.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const outerWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const innerWeights = [3, 7, 9, 10, 5, 8, 4, 2];

const rankOf = (code: string, at: number): number => alphabet.indexOf(code.charAt(at));

/** The check character for the first 17 characters. */
export function usccCheck(first17: string): string {
  const sum = outerWeights.reduce((total, weight, at) => total + weight * rankOf(first17, at), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** The check character of the organisation code (positions 9–16 of the USCC). */
export function organisationCodeCheck(first8: string): string {
  const values = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const sum = innerWeights.reduce(
    (total, weight, at) => total + weight * values.indexOf(first8.charAt(at)),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

export type UsccFault = 'length' | 'alphabet' | 'inner-check' | 'check';

/** What is wrong with a code, or undefined when it is well formed. */
export function usccFault(code: string): UsccFault | undefined {
  if (code.length !== 18) return 'length';
  for (const character of code) if (!alphabet.includes(character)) return 'alphabet';
  if (organisationCodeCheck(code.slice(8, 16)) !== code.charAt(16)) return 'inner-check';
  if (usccCheck(code.slice(0, 17)) !== code.charAt(17)) return 'check';
  return undefined;
}

import { expect, test } from 'vitest';
import { villagesOf } from './places.ts';

test('the villages of the example county are read whole; a jurisdiction without a list has none', () => {
  const villages = villagesOf('421222');
  expect(villages?.get('421222100001')).toEqual({
    code: '421222100001',
    name: '雁塔社区居委会',
    townCode: '421222100',
    townName: '隽水镇',
  });
  for (const { code, townCode } of villages?.values() ?? []) expect(code.startsWith(townCode)).toBe(true);
  expect(villagesOf('110101')).toBeUndefined();
  expect(() => villagesOf('../../etc')).toThrow(/no code of a county/);
});

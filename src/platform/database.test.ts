import { expect, test } from 'vitest';
import { statementNames } from '#platform/database.ts';

test('a statement is named once it has come often enough, and keeps its name', () => {
  const nameOf = statementNames(3, 10);
  expect([nameOf('a'), nameOf('a')]).toEqual([undefined, undefined]);
  const name = nameOf('a');
  expect(name).toMatch(/^[\w-]{43}$/);
  expect(nameOf('a')).toBe(name);
});

test('different texts have different names, and there is an end to them', () => {
  const nameOf = statementNames(1, 2);
  const [first, second, third] = [nameOf('a'), nameOf('b'), nameOf('c')];
  expect(first).not.toBe(second);
  expect(third).toBeUndefined();
  expect(nameOf('b')).toBe(second);
});

test('texts that never come again are forgotten', () => {
  const nameOf = statementNames(2, 1);
  nameOf('rare');
  for (let nth = 0; nth < 10; nth += 1) nameOf(`once ${nth}`);
  expect(nameOf('rare')).toBeUndefined();
});

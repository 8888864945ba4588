import { expect, test } from 'vitest';
import { jsonFault } from '#platform/json-bounds.ts';

test('W08 a text of many names, deep nesting or endless lists is told in one pass, long before it is parsed', () => {
  const names = (count: number) => `{${Array.from({ length: count }, (_, at) => `"k${at}":1`).join(',')}}`;
  for (const text of [
    names(100_000),
    names(301),
    '['.repeat(900_000),
    `{"a":${'['.repeat(30)}${']'.repeat(30)}}`,
    `[${'1,'.repeat(400_000)}1]`,
    `[${Array.from({ length: 9000 }, () => '{"a":1,"b":2,"c":3,"d":4}').join(',')}]`,
  ]) {
    const before = performance.now();
    expect(jsonFault(text), text.slice(0, 40)).toBe('request.too-intricate');
    expect(performance.now() - before).toBeLessThan(300);
  }
  for (const text of [names(300), '[[[]]]', '{"a":"[[[[{{{,,,"}', `["${'\\"'.repeat(9)}"]`, '', '"', '{"a'])
    expect(jsonFault(text), text.slice(0, 40)).toBeUndefined();
});

test('W36 the same name twice in one object is told, however it is spelled', () => {
  expect(jsonFault('{"a":1,"a":2}')).toBe('request.duplicate-key');
  expect(jsonFault('{"a":1,"\\u0061":2}')).toBe('request.duplicate-key');
  expect(jsonFault('[{"a":{"b":"a"}},{"a":["a","a"]}]')).toBeUndefined();
});

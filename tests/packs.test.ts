import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const sources = globSync('src/**/*.{ts,tsx}').filter(
  (file) =>
    !/\.(test\.tsx?|cases\.ts)$/.test(file) &&
    !file.startsWith('src/testing/') &&
    !file.startsWith('src/demo/'),
);

/** A clause's id made of a pack's, or written out: another county numbers its clauses otherwise. */
const numbered = [
  /\$\{[^}]*pack(\.id|Id)[^}]*\}:[^`'/\s]/i,
  /['"`](tongcheng|example-[a-z]+|cn)-\d{4}:[^'"`]+['"`]/,
];
const named = /['"`](tongcheng|example-[a-z]+)-\d{4}['"`]/;

const isComment = (line: string) => /^\s*(\/\*|\*|\/\/)/.test(line);

const found = (patterns: readonly RegExp[]) =>
  sources.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        !isComment(line) && patterns.some((pattern) => pattern.test(line)) ? [`${file}:${at + 1}`] : [],
      ),
  );

test('the walk sees the sources', () => {
  expect(sources.length).toBeGreaterThan(200);
});

test('no source makes the id of a clause from the id of a pack, or knows one by heart', () => {
  expect(found(numbered)).toEqual([]);
});

test('no source knows a county’s pack by name', () => {
  expect(found([named])).toEqual([]);
});

test.each(['pack.id}:1.4`', 'regime.pack.id}:2`', 'packId}:1.1`'])('a planted %s is caught', (tail) => {
  expect(numbered.some((pattern) => pattern.test(`clause(\`$\{${tail})`))).toBe(true);
});

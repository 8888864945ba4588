import { afterEach, expect, test } from 'vitest';
import { speechOf } from '#kernel/terms.ts';
import { say } from '#web/language.tsx';
import { asIs, isTold, markFromNow, markTold } from '#web/told.ts';

const speech = speechOf([{ term: 'office', words: { zh: '县电商办', en: 'county e-commerce office' } }]);
afterEach(() => markFromNow(false));

test('our words take the county’s terms; a fact in them is shown as it was written', () => {
  const words = { zh: '由办公室送达{name}', en: 'The office serves {name}' };
  expect(say(words, 'zh', { name: '某办公室' }, speech)).toBe('由县电商办送达某办公室');
  expect(say(words, 'en', { name: 'Post office' }, speech)).toBe(
    'The county e-commerce office serves Post office',
  );
  expect(say(words, 'zh', { name: '某办公室' })).toBe('由办公室送达某办公室');
});

test('a name and what the server sent stand as they are', () => {
  markFromNow(true);
  const answer = markTold({
    id: 'a',
    name: { zh: '乡办公室', en: 'Town office' },
    clauses: [{ id: 'c', zh: '由办公室出具', en: 'The office issues', number: { zh: '一', en: 'One' } }],
    none: null,
    count: 1,
  });
  expect(say(answer.name, 'zh', undefined, speech)).toBe('乡办公室');
  expect(say(answer.clauses[0] ?? answer.name, 'en', undefined, speech)).toBe('The office issues');
  expect(isTold(answer.clauses[0]?.number ?? { zh: '', en: '' })).toBe(true);
  expect(say(asIs('办公室'), 'en', undefined, speech)).toBe('办公室');
  expect(JSON.parse(JSON.stringify(answer))).toEqual({
    id: 'a',
    name: { zh: '乡办公室', en: 'Town office' },
    clauses: [{ id: 'c', zh: '由办公室出具', en: 'The office issues', number: { zh: '一', en: 'One' } }],
    none: null,
    count: 1,
  });
});

test('the same words are the same object, so that asking again moves nothing', () => {
  markFromNow(true);
  expect(markTold({ zh: '甲', en: 'A' })).toBe(markTold({ zh: '甲', en: 'A' }));
});

test('a county with the product’s words gets its answers as they came', () => {
  const answer = { name: { zh: '乡办公室', en: 'Town office' } };
  const { name } = answer;
  expect(markTold(answer).name).toBe(name);
  expect(isTold(name)).toBe(false);
});

test('what is no plain data passes through', () => {
  markFromNow(true);
  const file = new Blob(['x']);
  expect(markTold({ file }).file).toBe(file);
  expect(markTold(null)).toBe(null);
  expect(markTold('办公室')).toBe('办公室');
});

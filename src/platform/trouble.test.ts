import { expect, test } from 'vitest';
import { troubleOf } from '#platform/trouble.ts';

const coded = (code: string, rest: object = {}) => Object.assign(new Error('x'), { code, ...rest });

test('R10: a lost database is told from a full disk, a busy one from a defect', () => {
  const told = (error: unknown) => troubleOf(error)?.code;
  expect(told(coded('57P01'))).toBe('service.unavailable');
  expect(told(coded('08006'))).toBe('service.unavailable');
  expect(told(coded('ENOENT', { syscall: 'connect' }))).toBe('service.unavailable');
  expect(told(coded('ENOENT', { syscall: 'open' }))).toBeUndefined();
  expect(told(new Error('Connection terminated unexpectedly'))).toBe('service.unavailable');
  expect(told(new AggregateError([coded('ECONNREFUSED')]))).toBe('service.unavailable');
  expect(told(new Error('outer', { cause: coded('53100') }))).toBe('service.disk-full');
  expect(told(coded('ENOSPC'))).toBe('service.disk-full');
  expect(told(coded('55P03'))).toBe('service.busy');
  expect(told(coded('23505'))).toBeUndefined();
  expect(told('words')).toBeUndefined();
});

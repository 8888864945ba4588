import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  fen,
  line,
  period,
  plainDateText,
  quantity,
  reason,
  usccText,
  uuid,
  version,
  villageCode,
} from '#kernel/shapes.ts';
import type { Language } from '#kernel/words.ts';
import { type Issue, issueWords, wordsOfIssue } from '#web/issue.words.ts';
import { fieldIssues } from '#web/refusal.tsx';

const input = z.strictObject({
  id: uuid,
  basedOn: version,
  name: line(5),
  uscc: usccText,
  on: plainDateText,
  month: period,
  village: villageCode,
  reason,
  amountFen: fen,
  quantity,
  kind: z.enum(['a', 'b']),
  items: z.array(z.strictObject({ text: line(3) })).min(1),
  count: z.number(),
});
const right = {
  id: '01890000-0000-7000-8000-000000000000',
  basedOn: 1,
  name: '名称',
  uscc: '91421222MA49ABCDXL',
  on: '2026-03-08',
  month: '2026-03',
  village: '421222100001',
  reason: '理由充分',
  amountFen: 1,
  quantity: 1,
  kind: 'a',
  items: [{ text: '一' }],
  count: 1,
};

const said = (change: object, language: Language = 'zh') => {
  const issues: unknown = input.safeParse({ ...right, ...change }).error?.issues ?? [];
  // As it comes over the wire.
  return fieldIssues({ data: { issues: JSON.parse(JSON.stringify(issues)) } }, language);
};

describe('what is wrong with a field is said beside it', () => {
  const cases: [object, string | (string | number)[], string][] = [
    [{ id: 'x' }, 'id', '请从列表中选择'],
    [{ name: '' }, 'name', '必须填写'],
    [{ name: '一二三四五六' }, 'name', '最多 5 个字'],
    [{ name: undefined }, 'name', '必须填写'],
    [{ uscc: '9142' }, 'uscc', '统一社会信用代码应为 18 位'],
    [{ on: '2026-02-30' }, 'on', '日历上没有这一天'],
    [{ month: '2026-13' }, 'month', '请按 2026-03 的样式填写月份'],
    [{ village: '42' }, 'village', '村（社区）代码应为 12 位数字'],
    [{ reason: '无' }, 'reason', '请把理由写清楚，至少 4 个字（标点和空格不算）'],
    [{ amountFen: -1 }, 'amountFen', '不能小于 0'],
    [{ amountFen: 1.5 }, 'amountFen', '请填写整数'],
    [{ quantity: 0.00001 }, 'quantity', '数量最多四位小数'],
    [{ kind: 'c' }, 'kind', '请从给出的选项中选择'],
    [{ items: [] }, 'items', '至少 1 项'],
    [{ items: [{ text: '一二三四' }] }, ['items', 0, 'text'], '最多 3 个字'],
    [{ count: '三' }, 'count', '请填写数字'],
  ];

  test.each(cases)('%j', (change, name, sentence) => {
    expect(said(change)).toEqual([{ name: [name].flat(), errors: [sentence] }]);
  });

  test('an unknown field is named', () => {
    expect(said({ secret: 1 })).toEqual([{ name: [], errors: ['含有不认识的栏目：secret'] }]);
  });

  test('every sentence is whole in both languages', () => {
    for (const [change] of cases) {
      for (const language of ['zh', 'en'] as const) {
        for (const { errors } of said(change, language)) expect(errors.join()).not.toMatch(/[{}]/);
      }
    }
  });
});

test('an issue nobody foresaw still has words', () => {
  expect(wordsOfIssue({ code: 'something_new' } as Issue)).toBe(issueWords.custom);
});

import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import type { LetterDocument } from './letter-layout.ts';
import { renderLetterPdf } from './letter-pdf.ts';

const producedAt = '2026-03-08T01:15:00Z';
const aLetter = (text: string): LetterDocument => ({
  issuer: '通城县示例工作领导小组办公室',
  number: '隽示办督〔2026〕3号',
  title: '关于限期整改甲&乙<示例>项目存在问题的督办函',
  addressee: '示例有限公司',
  blocks: [
    { kind: 'heading1', text: '一、存在的问题' },
    { kind: 'heading2', text: `（一）台账不全。${text}` },
  ],
  annexes: [
    {
      title: '问题清单',
      blocks: [{ kind: 'table', head: ['序号', '事实'], rows: [['1', text]], widths: [1, 8] }],
    },
  ],
  signature: '通城县示例工作领导小组办公室',
  date: '2026年3月8日',
  contact: '联系人：张三',
  copyTo: ['县财政局'],
  recordId: '019cc9a2-7b1e-7c3a-9d54-1f0a2b3c4d5e',
});
const source = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1');

test('a letter becomes a PDF of its pages with its fonts in it', async () => {
  const pdf = source(await renderLetterPdf(aLetter('李塅村2026年没有台账。'), { producedAt }));
  expect(pdf.startsWith('%PDF-1.7')).toBe(true);
  expect(pdf.trimEnd().endsWith('%%EOF')).toBe(true);
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(2);
  expect(pdf).toContain('DushiFangMore');
  expect(pdf).toContain('/FontFile3');
  expect(pdf).not.toContain('Helvetica');
});

test('the moment of production is the one that was given, and metadata is well formed', async () => {
  const pdf = source(await renderLetterPdf(aLetter('没有台账。'), { producedAt }));
  expect(pdf).toContain('(D:20260308011500Z)');
  expect(pdf).toContain('<xmp:CreateDate>2026-03-08T01:15:00Z</xmp:CreateDate>');
  expect(pdf).not.toContain('甲&乙');
});

test('only the fonts a letter uses are in it', async () => {
  const pdf = source(await renderLetterPdf(aLetter('没有台账。'), { producedAt }));
  expect(pdf).not.toContain('DushiFangMore');
  expect(pdf).not.toContain('DushiSigns');
});

test('the same letter gives the same bytes, whatever was rendered in between', async () => {
  // 一 and the radical ⼀ are one outline of the font; a shared font must not carry the other letter's meaning over.
  const letter = aLetter('只有一册台账·旧账。');
  const first = await renderLetterPdf(letter, { producedAt });
  await renderLetterPdf(aLetter('部首⼀⼆⼈、圆点・与•。'), { producedAt });
  const second = await renderLetterPdf(letter, { producedAt });
  expect(Buffer.compare(first, second)).toBe(0);

  const later = await renderLetterPdf(letter, { producedAt: '2026-03-08T01:15:01Z' });
  expect(Buffer.compare(first, later)).not.toBe(0);
});

test('letters rendered at once do not mix', async () => {
  const texts = ['没有台账。', '李塅村没有台账。', '☑已签名，面积0.8㎡。'];
  const alone: Uint8Array[] = [];
  for (const text of texts) alone.push(await renderLetterPdf(aLetter(text), { producedAt }));
  const together = await Promise.all(texts.map((text) => renderLetterPdf(aLetter(text), { producedAt })));
  expect(together.map((pdf, index) => Buffer.compare(pdf, alone[index] ?? new Uint8Array()))).toEqual([
    0, 0, 0,
  ]);
});

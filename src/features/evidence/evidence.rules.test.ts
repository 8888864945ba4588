import { expect, test } from 'vitest';
import { mediaTypeFor, sizeBytesMax } from './evidence.rules.ts';

const office = 'application/vnd.openxmlformats-officedocument';

test.each([
  ['现场.jpg', 'image/jpeg'],
  ['现场.jpeg', 'image/jpeg'],
  ['现场.png', 'image/png'],
  ['现场.webp', 'image/webp'],
  ['现场.heic', 'image/heic'],
  ['现场.heif', 'image/heic'],
  ['合同.pdf', 'application/pdf'],
  ['方案.docx', `${office}.wordprocessingml.document`],
  ['台账.xlsx', `${office}.spreadsheetml.sheet`],
  ['发票.ofd', 'application/ofd'],
  ['录音.mp3', 'audio/mpeg'],
  ['录音.m4a', 'audio/mp4'],
  ['录音.m4a', 'audio/x-m4a'],
  ['录像.mp4', 'video/mp4'],
  ['IMG_0001.JPG', 'image/jpeg'],
  ['2026.04.10.png', 'image/png'],
])('%s that is %s is kept as what it is', (name, detected) => {
  expect(mediaTypeFor(name, detected)).toEqual({ ok: true, value: detected });
});

test('an OFD is a zip to whoever looks at its bytes alone', () => {
  expect(mediaTypeFor('发票.ofd', 'application/zip')).toEqual({ ok: true, value: 'application/ofd' });
});

test.each([
  // Renamed: the mismatch itself may be the falsification.
  ['现场.png', 'image/jpeg'],
  ['合同.pdf', 'image/png'],
  ['合同.docx', 'application/pdf'],
  ['发票.ofd', 'application/pdf'],
  ['材料.zip', 'application/zip'],
  ['ofd', 'application/zip'],
  // What a browser would run.
  ['页面.html', 'text/html'],
  ['图.svg', 'image/svg+xml'],
  // Names that say nothing.
  ['现场', 'image/jpeg'],
  ['现场.jpg ', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['现场.jpg.', 'image/jpeg'],
])('%s that is %s is refused, and both are told', (name, detected) => {
  expect(mediaTypeFor(name, detected)).toEqual({
    ok: false,
    refusal: { code: 'evidence.type-refused', facts: { name, detected }, basis: [] },
  });
});

test('bytes nobody knows are no evidence, whatever the name', () => {
  expect(mediaTypeFor('现场.jpg', undefined)).toEqual({
    ok: false,
    refusal: { code: 'evidence.type-refused', facts: { name: '现场.jpg', detected: '?' }, basis: [] },
  });
});

test('a file has at most twenty mebibytes', () => {
  expect(sizeBytesMax).toBe(20_971_520);
});

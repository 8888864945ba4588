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
  ['现场.jfif', 'image/jpeg'],
  ['现场.jpe', 'image/jpeg'],
  ['现场.heic', 'image/heif'],
  ['录像.MOV', 'video/quicktime'],
  ['录像.mp4', 'video/quicktime'],
  ['录像.m4v', 'video/x-m4v'],
  ['情况说明.doc', 'application/msword'],
  ['情况说明.wps', 'application/msword'],
  ['台账.xls', 'application/vnd.ms-excel'],
  ['台账.et', 'application/vnd.ms-excel'],
  // Within a family the bytes decide: phones and chat programs call a PNG .jpg.
  ['mmexport1711111111.jpg', 'image/png'],
  ['现场.png', 'image/jpeg'],
  // A name that says no kind says nothing false.
  ['现场', 'image/jpeg'],
  ['现场.jpg ', 'image/jpeg'],
  ['现场.jpg.', 'image/jpeg'],
  ['现场.', 'image/jpeg'],
  ['2026.04.10', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['2026.04.10.png', 'image/png'],
])('%s that is %s is kept as what it is', (name, detected) => {
  expect(mediaTypeFor(name, detected)).toEqual({ ok: true, value: detected });
});

test.each([
  // Renamed: the mismatch itself may be the falsification.
  ['合同.pdf', 'image/png'],
  ['合同.doc', 'application/vnd.ms-excel'],
  ['录音.m4a', 'video/mp4'],
  ['合同.docx', 'application/pdf'],
  ['发票.ofd', 'application/pdf'],
  ['发票.ofd', 'application/zip'],
  ['宏.doc', 'application/x-cfb'],
  ['程序.exe', 'image/jpeg'],
  ['材料.zip', 'application/zip'],
  ['ofd', 'application/zip'],
  // What a browser would run.
  ['页面.html', 'text/html'],
  ['图.svg', 'image/svg+xml'],
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

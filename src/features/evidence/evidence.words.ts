import type { Words } from '#kernel/words.ts';

export const evidenceRefusals = {
  'evidence.bytes-missing': {
    zh: '文件尚未上传完整，请重新选择文件后再提交。',
    en: 'The file has not arrived whole. Choose it again and resend.',
  },
  'evidence.type-refused': {
    zh: '“{name}”的内容与其名称不符，或不是可以作为佐证的类型（照片、PDF、Word、Excel、OFD、录音、视频）。请换用原始文件。',
    en: '“{name}” is not what its name says, or not a kind that can serve as evidence (photo, PDF, Word, Excel, OFD, audio, video). Use the original file.',
  },
  'evidence.position-incomplete': {
    zh: '位置必须同时有经度、纬度和坐标系。请重新定位，或不带位置并写明原因。',
    en: 'A position needs latitude, longitude and datum. Locate again, or leave it out and say why.',
  },
  'evidence.id-taken': {
    zh: '这份佐证已经登记，不必重复提交。',
    en: 'This evidence is registered already; nothing more to do.',
  },
  'file.too-large': {
    zh: '单个文件不能超过 20 MB。请压缩后再传，或分成几份。',
    en: 'A file may have at most 20 MB. Compress it or split it.',
  },
  'file.wrong-digest': {
    zh: '文件在传输中受损，请重新上传。',
    en: 'The file was damaged on its way. Upload it again.',
  },
  'file.empty': { zh: '文件是空的，请检查后重新选择。', en: 'The file is empty. Check it and choose again.' },
} as const satisfies Readonly<Record<string, Words>>;

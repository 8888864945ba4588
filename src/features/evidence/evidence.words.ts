import type { Words } from '#kernel/words.ts';

export const evidenceRefusals = {
  'evidence.bytes-missing': {
    zh: '文件尚未上传完整，请重新选择文件后再提交。',
    en: 'The file has not arrived whole. Choose it again and resend.',
  },
  'evidence.type-refused': {
    zh: '“{name}”不能作为佐证：按内容为 {detected}，与名称所示不是一类，或不在可收之列。可收：照片（JPEG、PNG、WebP、HEIC）、PDF、OFD、Word（.docx、.doc、.wps）、Excel（.xlsx、.xls、.et）、录音（.mp3、.m4a）、视频（.mp4、.mov）；含宏的文件、压缩包、CSV 和纯文本不收，请另存为 PDF、.docx 或 .xlsx 后再传。',
    en: '“{name}” cannot serve as evidence: by its bytes it is {detected}, which is not the kind its name says, or not one that is kept. Kept are photos (JPEG, PNG, WebP, HEIC), PDF, OFD, Word (.docx, .doc, .wps), Excel (.xlsx, .xls, .et), sound (.mp3, .m4a) and video (.mp4, .mov). Files with macros, archives, CSV and plain text are not: save as PDF, .docx or .xlsx and send that.',
  },
  'evidence.damaged': {
    zh: '这份佐证的存储文件已受损或缺失，不能作为佐证出示，系统已记下。请持有原件的人重新上传同一文件，核对指纹无误后自动修复；也可由管理员从备份中恢复。',
    en: 'The stored file of this evidence is damaged or missing, so it is not shown; this has been noted. Whoever holds the original should upload the same file again: once its fingerprint agrees it is repaired. An administrator can also bring it back from a backup.',
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

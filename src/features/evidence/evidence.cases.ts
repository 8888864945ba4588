import { tongcheng } from '../regime/regime.cases.ts';
import { casesTold, type Family, said } from '../regime/regime.family.model.ts';
import { mediaTypeFor } from './evidence.rules.ts';

export const evidenceFamilies: readonly Family[] = [
  {
    id: 'evidence.type',
    name: said('凭证文件', 'Files of evidence'),
    does: said(
      '只收图片、PDF、OFD、办公文档和音视频。类型以内容为准；同为图片或同为视频的，扩展名不同也收，名称照旧；名称说是另一类的不收，不代为改名：不一致本身可能就是造假。',
      'Pictures, PDF, OFD, office files, sound and film. The bytes say what a file is: a picture under the name of another kind of picture is kept, its name as it came; a name of another family is refused and not changed, for the mismatch may be the falsification.',
    ),
    carries: [],
    duties: ['D15'],
    functions: ['evidence.rules.ts#mediaTypeFor'],
    cases: casesTold<readonly [name: string, detected: string], string>(
      (_, [name, detected]) => {
        const type = mediaTypeFor(name, detected);
        return type.ok ? type.value : type.refusal.code;
      },
      [
        [
          tongcheng,
          ['现场.jpg', 'image/jpeg'],
          'image/jpeg',
          '现场.jpg，内容是JPEG → 收下',
          '现场.jpg, a JPEG by its bytes → kept',
        ],
        [
          tongcheng,
          ['现场.jpg', 'application/pdf'],
          'evidence.type-refused',
          '现场.jpg，内容是PDF → 不收',
          '现场.jpg, a PDF by its bytes → refused',
        ],
        [
          tongcheng,
          ['mmexport1711111111.jpg', 'image/png'],
          'image/png',
          'mmexport1711111111.jpg，内容是PNG → 按PNG收下，名称照旧',
          'mmexport1711111111.jpg, a PNG by its bytes → kept as PNG under its own name',
        ],
        [
          tongcheng,
          ['现场', 'image/jpeg'],
          'image/jpeg',
          '没有扩展名的照片 → 收下',
          'A photo without an extension → kept',
        ],
        [
          tongcheng,
          ['台账.et', 'application/vnd.ms-excel'],
          'application/vnd.ms-excel',
          '台账.et → 收下',
          '台账.et, a table of WPS → kept',
        ],
        [
          tongcheng,
          ['报告.html', 'text/html'],
          'evidence.type-refused',
          '报告.html → 不收',
          '报告.html → refused',
        ],
        [tongcheng, ['公文.ofd', 'application/ofd'], 'application/ofd', '公文.ofd → 收下', '公文.ofd → kept'],
      ],
    ),
  },
];

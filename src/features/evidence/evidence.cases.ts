import { tongcheng } from '../regime/regime.cases.ts';
import { casesTold, type Family, said } from '../regime/regime.family.model.ts';
import { mediaTypeFor } from './evidence.rules.ts';

export const evidenceFamilies: readonly Family[] = [
  {
    id: 'evidence.type',
    name: said('凭证文件', 'Files of evidence'),
    does: said(
      '只收图片、PDF、办公文档和音视频；名称与内容不一致的不收，不代为改名：不一致本身可能就是造假。',
      'Pictures, PDF, office files, sound and film; a file that is not what its name says is refused and not renamed, for the mismatch may be the falsification.',
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
          ['报告.html', 'text/html'],
          'evidence.type-refused',
          '报告.html → 不收',
          '报告.html → refused',
        ],
        [tongcheng, ['公文.ofd', 'application/zip'], 'application/ofd', '公文.ofd → 收下', '公文.ofd → kept'],
      ],
    ),
  },
];

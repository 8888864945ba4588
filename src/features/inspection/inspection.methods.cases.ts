import { plainDate } from '#kernel/temporal.ts';
import { jia, tongcheng, yi } from '../regime/regime.cases.ts';
import { casesOf, casesTold, codeOf, type Family, said } from '../regime/regime.family.model.ts';
import type { EvidenceAsked } from '../regime/regime.model.ts';
import { methodOf } from '../regime/regime.rules.ts';
import type { MethodTold, ReportedFigure, Submission } from './inspection.model.ts';
import { methodTold, photographs, position, visit } from './inspection.sheet.cases.ts';
import { compare, compareFigures, evidenceMissing, methodsHold } from './inspection.sheet.rules.ts';

const sheet = 'inspection.sheet.rules.ts';
const sheetTest = 'src/features/inspection/inspection.sheet.rules.test.ts';
const reportedLine = (lineKey: string, total: number): ReportedFigure => ({
  lineKey,
  task: lineKey,
  content: '',
  unit: '个',
  target: 100,
  plannedFinishOn: '2026-11-30',
  period: '2026-03',
  reportId: 'r',
  revision: 1,
  total,
});

export const methodFamilies: readonly Family[] = [
  {
    id: 'inspection.methods',
    name: said('检查方式与凭证', 'Methods and their evidence'),
    does: said(
      '每种方式留下规定的凭证：实地考察有定位和照片（无法定位的写明原因），听取报告、座谈有记录，查看材料有清单。',
      'Each method leaves the evidence the county asks of it: a visit its position and photographs (or the reason why there is no position), a report or talk its minutes, papers their list.',
    ),
    carries: ['methods.*.requires'],
    duties: ['D28'],
    functions: [`${sheet}#methodsHold`, `${sheet}#evidenceMissing`, 'regime.rules.ts#methodOf'],
    cases: [
      ...casesTold<Partial<MethodTold>, readonly EvidenceAsked[]>(
        ({ pack }, over) => {
          const told = methodTold(over);
          return evidenceMissing(methodOf(pack, told.method), told, photographs);
        },
        [
          [
            tongcheng,
            { method: 'site-visit' },
            ['photo'],
            '实地考察没有照片 → 缺照片',
            'A visit without a photograph → a photograph is missing',
          ],
          [
            tongcheng,
            { method: 'site-visit', evidence: [{ as: 'photo', id: 'document' }] },
            ['photo'],
            '以文档充当照片 → 缺照片',
            'A document for a photograph → a photograph is missing',
          ],
          [
            tongcheng,
            { method: 'report-heard', minutes: '记录' },
            ['attendance'],
            '听取报告有记录、没有签到 → 缺签到',
            'A report heard with minutes and no attendance → the attendance is missing',
          ],
          [
            yi,
            { method: 'report-heard', minutes: '记录' },
            [],
            '听取报告有记录 → 齐全：不要求签到',
            'A report heard with minutes → complete: no attendance is asked',
          ],
          [
            tongcheng,
            { method: 'materials-read', materials: '台账3册' },
            [],
            '查看材料列明清单 → 齐全',
            'Papers read, with their list → complete',
          ],
          [
            tongcheng,
            { method: 'other', description: '电话抽核' },
            [],
            '其他方式写明做法 → 齐全',
            'Another way, described → complete',
          ],
        ],
      ),
      ...casesTold<Partial<Submission>, string | null>(
        ({ pack }, over) =>
          codeOf(
            methodsHold(
              pack,
              {
                methods: [visit],
                arrivedAt: '2026-04-10T01:00:00Z',
                position: null,
                positionMissingReason: null,
                ...over,
              },
              photographs,
            ),
          ),
        [
          [
            tongcheng,
            { position },
            null,
            '实地考察有定位、照片、到达时间 → 可以',
            'A visit with position, photograph and time of arrival → granted',
          ],
          [
            tongcheng,
            { positionMissingReason: '山区无信号' },
            null,
            '没有定位，写明“山区无信号” → 可以',
            'No position, and the reason is given → granted',
          ],
          [
            tongcheng,
            {},
            'inspection.position-or-reason',
            '没有定位也没有原因 → 不可',
            'Neither position nor reason → refused',
          ],
          [
            tongcheng,
            { position, arrivedAt: null },
            'inspection.arrival-missing',
            '没有到达时间 → 不可',
            'No time of arrival → refused',
          ],
        ],
      ),
    ],
  },
  {
    id: 'inspection.difference',
    name: said('上报数与现场数的差异', 'Reported against seen'),
    does: said(
      '逐项并列上报数与现场数；差异达到上报数的规定比例即为疑点；未核对的写明原因，不得隐去。',
      'What was reported stands beside what was seen, line by line; from the county’s share of the reported figure on, the difference is a question. A line not checked says why; none is hidden.',
    ),
    carries: ['inspection.reportDifferenceShare'],
    duties: ['D04', 'D15'],
    functions: [`${sheet}#compareFigures`, `${sheet}#compare`],
    cases: [
      ...casesOf<readonly [reported: number, seen: number], boolean>(
        ({ pack }, [reported, seen]) => {
          const compared = compareFigures(
            pack,
            [reportedLine('站点', reported)],
            [{ lineKey: '站点', seenTotal: seen, note: '' }],
            plainDate('2026-04-10'),
          );
          return compared.ok && compared.value[0]?.doubtful === true;
        },
        ([reported, seen], then) =>
          said(
            `上报${reported}，现场${seen} → ${then ? '疑点' : '不是疑点'}`,
            `Reported ${reported}, seen ${seen} → ${then ? 'a question' : 'none'}`,
          ),
        [
          [tongcheng, [100, 91], false],
          [tongcheng, [100, 90], true],
          [tongcheng, [100, 111], true],
          [tongcheng, [0, 1], true],
          [jia, [100, 81], false],
          [jia, [100, 80], true],
          [yi, [100, 95], true],
        ],
      ),
      ...casesTold<{ readonly seen: number | null; readonly note: string } | null, string | null>(
        ({ pack }, seen) =>
          codeOf(
            compareFigures(
              pack,
              [reportedLine('站点', 100)],
              seen === null ? [] : [{ lineKey: '站点', seenTotal: seen.seen, note: seen.note }],
              plainDate('2026-04-10'),
            ),
          ),
        [
          [
            tongcheng,
            null,
            'inspection.figures-unanswered',
            '上报的一项没有列现场数 → 不可',
            'A line reported and not answered → refused',
          ],
          [
            tongcheng,
            { seen: null, note: '' },
            'inspection.figure-note-missing',
            '未核对而没有原因 → 不可',
            'Not checked, and no reason → refused',
          ],
          [
            tongcheng,
            { seen: null, note: '当日停电' },
            null,
            '未核对，写明“当日停电” → 可以',
            'Not checked, with the reason → granted',
          ],
        ],
      ),
      ...casesOf<readonly [number, number], number | null>(
        (_, [reported, seen]) => compare(reported, seen, 0.1).difference,
        ([reported, seen], then) =>
          said(
            `上报${reported}，现场${seen} → 差${then}，算到四位小数`,
            `Reported ${reported}, seen ${seen} → a difference of ${then}, to four decimals`,
          ),
        [[tongcheng, [100, 90.0001], -9.9999]],
      ),
    ],
    properties: [
      {
        title: 'the difference is what has to be added to the reported to get the seen, to four decimals',
        file: sheetTest,
      },
    ],
  },
];

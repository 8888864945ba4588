import { expect, test } from 'vitest';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import { loadedRegimes } from '../regime/regime.service.ts';
import { letterDocument, suggestedPreamble, suggestedTitle } from './supervision-letter.document.ts';

// The paper speaks as its county does, and of the days its county counts in.

type Told = {
  readonly title: string;
  readonly opening: string;
  readonly period: string;
  readonly closing: string;
  readonly regime: string;
  readonly head: string;
  readonly note: string;
  readonly provisional: string;
  readonly farewell: string;
};

const counties: readonly (readonly [string, Told])[] = [
  [
    'tongcheng-2021',
    {
      title: '的督办函',
      opening: '监督检查小组于',
      period: '自送达次日起7个工作日内。',
      closing: '我办将组织复查，复查通过并经我办批准后',
      regime: '按照日常监管制度',
      head: '时限（个工作日）',
      note: '注：时限自送达次日起算。',
      provisional: '先按周一至周五为工作日计算，期限为暂定',
      farewell: '特此函告。',
    },
  ],
  [
    'example-jia-2022',
    {
      title: '的整改通知书',
      opening: '督查组于',
      period: '自送达次日起7日内。',
      closing: '我办将组织复查，复查通过并经我办批准后',
      regime: '按照监督管理办法',
      head: '时限（日）',
      note: '注：时限自送达次日起按自然日计算，末日为休息日的顺延至休息日结束的次日。',
      provisional: '末日是否为休息日先按周一至周五为工作日确定，期限为暂定',
      farewell: '特此通知。',
    },
  ],
  [
    'example-yi-2023',
    {
      title: '的督办单',
      opening: '联合检查组于',
      period: '自送达次日起7个工作日内。',
      closing: '县电商专班将组织复查，复查通过并经县电商专班批准后',
      regime: '按照督查细则',
      head: '时限（个工作日）',
      note: '注：时限自送达次日起算。',
      provisional: '先按周一至周五为工作日计算，期限为暂定',
      farewell: '特此通知。',
    },
  ],
];

test.each(counties)('%s', (packId, told) => {
  const pack = loadedRegimes().find((regime) => regime.pack.id === packId)?.pack;
  if (!pack) throw new Error('the pack is missing');
  const inspection = { number: '检〔2026〕1', inspectedOn: '2026-03-05', withThirdParty: false };
  const printed = (issuedOn: string) =>
    letterDocument(
      {
        id: 'record',
        kind: 'supervision',
        title: suggestedTitle(pack, '01标段'),
        preamble: suggestedPreamble(pack, '01标段', [inspection]),
        contractorName: '示例甲公司',
        number: '3号',
        issuedOn,
        contact: { name: null, phone: null },
        items: [
          {
            id: '1',
            number: '问〔2026〕1-1',
            agreementId: 'agreement',
            contractorId: 'contractor',
            state: 'confirmed',
            // What was written stays, whatever it calls things.
            fact: '承办企业称已报办公室',
            place: '示例站',
            foundOn: '2026-03-05',
            clauseId: clauseOfDuty(pack, 'D19'),
            severity: 'serious',
            dimensions: ['quality'],
            area: 'station',
            inspectionNumber: inspection.number,
            inspectedOn: inspection.inspectedOn,
            requirement: '恢复营业',
            workingDays: 7,
          },
        ],
      },
      pack,
    );
  const letter = printed('2026-04-08');
  const text = letter.blocks.map((block) => ('text' in block ? block.text : '')).join('\n');
  expect(letter.title).toContain(told.title);
  for (const said of [
    told.opening,
    told.period,
    told.closing,
    told.regime,
    told.farewell,
    '承办企业称已报办公室',
  ])
    expect(text).toContain(said);
  expect(JSON.stringify(letter.annexes)).toContain(told.head);
  expect(JSON.stringify(letter.annexes)).toContain(told.note);
  expect(JSON.stringify(letter.annexes)).not.toContain('暂定');
  expect(JSON.stringify(printed('2026-12-20').annexes)).toContain(told.provisional);
});

import type { ContentArea } from '#features/regime/regime.model.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { Random } from './random.ts';
import type { Case } from './words.case.ts';
import { logisticsCases, serviceCentreCases, supplyChainCases } from './words.centre.ts';
import { fundsCases, trainingCases } from './words.contract.ts';
import { stationCases } from './words.station.ts';

const cases: Readonly<Record<ContentArea, readonly Case[]>> = {
  'service-centre': serviceCentreCases,
  logistics: logisticsCases,
  station: stationCases,
  'supply-chain': supplyChainCases,
  training: trainingCases,
  funds: fundsCases,
};
export const casesOf = (area: ContentArea): readonly Case[] => cases[area];

const things = ['电脑', '电子秤', '扫码枪', '货架', '显示屏', '打印机', '保鲜柜', '打包机'] as const;

/** Fills in what a sentence leaves open. */
export function told(sentence: string, random: Random, on: PlainDate): string {
  const lately = on.subtract({ days: random.whole(3, 9) });
  const lastMonth = on.subtract({ months: 1 });
  return sentence
    .replaceAll('{n}', () => String(random.whole(2, 6)))
    .replaceAll('{m}', () => String(random.whole(12, 46)))
    .replaceAll('{thing}', () => random.pick(things))
    .replaceAll('{day}', `${lately.month}月${lately.day}日`)
    .replaceAll('{month}', `${lastMonth.month}月`);
}

/** What is written beside a point that conforms; it says no more than that. */
export const conforming: Readonly<Record<ContentArea, readonly string[]>> = {
  'service-centre': ['与方案一致。', '抽查记录属实。', '现场查看符合要求。'],
  logistics: ['现场查看符合要求。', '抽查单据与系统一致。', '与合同清单一致。'],
  station: ['与登记一致。', '现场查看符合要求。', '抽查记录属实。', '资料齐全。'],
  'supply-chain': ['与清单一致。', '记录齐全。', '抽查批次可追溯。'],
  training: ['抽查与备案一致。', '资料齐全。', '电话抽核属实。'],
  funds: ['抽查手续齐全。', '账实相符。', '未发现不合规支出。', '制度执行到位。'],
};

/** What does not quite conform and was settled by a word on the spot. */
export const advice: readonly string[] = [
  '基本符合，个别登记字迹不清，已当场提醒。',
  '基本符合，标签有两处脱落，已要求补贴。',
  '基本符合，材料归档顺序较乱，已要求整理。',
  '基本符合，公示牌被货物遮挡，已当场移开。',
];

export const positionReasons: readonly string[] = [
  '站点位于山坳，手机无卫星信号，多次定位失败。',
  '室内信号弱，定位超时，已拍摄门牌照片。',
  '手机定位权限被系统关闭，现场未能恢复。',
];

export const causes: readonly string[] = [
  '站点负责人对制度要求不熟悉，日常管理松懈。',
  '人员变动后交接不到位，工作中断。',
  '公司片区管理员巡查不到位，未及时发现。',
  '供应商发货延迟，公司未及时跟催和报告。',
  '台账登记责任不明确，事后补记。',
  '设备故障后报修流程不清，搁置未处理。',
  '对实施方案和合同条款理解有偏差，未办变更手续。',
  '为完成当月上报数，填报审核把关不严。',
  '配送线路调整后未与村级站点衔接。',
  '财务人员对专项资金核算要求掌握不够。',
];

export const measures: readonly string[] = [
  '由项目负责人牵头，三日内完成整改，片区管理员每周核查一次。',
  '对责任人进行约谈并重新培训，建立周检查记录。',
  '补办手续并归档，今后变更一律先报批后实施。',
  '更换责任人，明确岗位职责并张贴上墙。',
  '逐条核对数据，建立填报、复核两级签字。',
  '联系厂家维修，配备备用设备，公布报修电话。',
];

export const recheckFacts: Readonly<Record<'rectified' | 'mostly' | 'not-rectified', readonly string[]>> = {
  rectified: [
    '现场查看，问题已消除，与整改报告一致。',
    '抽查近期记录，整改措施已执行。',
    '现场演示正常，整改到位。',
  ],
  mostly: ['主要问题已解决，个别资料仍在补充，限期五日内交齐。', '已基本到位，标识摆放需再规范。'],
  'not-rectified': [
    '现场与整改报告不符，问题仍然存在。',
    '仅完成部分整改，台账仍有漏记。',
    '设备仍未通电使用，整改未到位。',
  ],
};

export const returnReasons: readonly string[] = [
  '所附照片看不出整改后的情况，请补充现场照片。',
  '原因分析过于笼统，请写明责任环节和责任人。',
  '措施未落实到站点，请补充签收记录。',
];

export const extensionReasons: readonly string[] = [
  '更换设备须向厂家订货，预计到货时间超过原期限。',
  '连日强降雨，通村道路塌方，施工车辆无法进场。',
  '站址变更须经村民代表会议讨论，时间来不及。',
  '平台数据核对须等月末结账后进行。',
];

export const escalationNotes: Readonly<
  Record<'second' | 'interview' | 'circular' | 'suspend-payment', string>
> = {
  second: '已电话通知项目负责人，并发出二次督办通知，要求三日内报送进展。',
  interview: '已约谈承办企业项目负责人，当面说明逾期后果，形成约谈记录。',
  circular: '已在项目调度会上通报，抄送各成员单位。',
  'suspend-payment': '已书面告知在整改完成前暂停办理后续拨付。',
};

export const putRightStatements: readonly string[] = [
  '检查组在场时已当场整改完毕，现场复核无误。',
  '负责人当场完成整改，拍照留存。',
  '现场清理完毕，恢复正常，检查组确认。',
];

export const withdrawalReasons: readonly string[] = [
  '经核对变更批复原件，该项变更已依程序批准，问题不成立。',
  '经查系统后台，差异系统计口径不同所致，数据属实，问题不成立。',
];

export const loweringReasons: readonly string[] = [
  '经补充核实，影响范围小于现场判断，未造成资金损失，降低严重程度。',
  '经查已在检查前报修并有记录，主观过错较轻，降低严重程度。',
];

export const summaryOf = (area: ContentArea, problems: number, shell: boolean): string => {
  if (problems === 0)
    return area === 'funds'
      ? '抽查专账、凭证和资产登记，未发现不合规问题，提醒及时归档。'
      : '按检查表逐项查看，未发现明显问题，总体情况正常。';
  return shell
    ? `发现问题${problems}项，站点实际运营情况差，建议重点督办。`
    : `发现问题${problems}项，已当场向被检查方说明，其余检查项符合要求。`;
};

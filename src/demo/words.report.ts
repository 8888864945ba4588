import type { ReportLineView } from '#features/monthly-report/monthly-report.contract.ts';
import type { Lot } from './baseline.ts';
import type { Random } from './random.ts';

export type Filled = {
  readonly lineKey: string;
  readonly thisMonth: number;
  readonly investedFen: number;
  readonly note: string;
};

const problems: Readonly<Record<Lot['key'], readonly string[]>> = {
  centre: [
    '直播设备到货比预期晚，孵化区使用率有待提高。',
    '入驻企业以小微个体为主，运营人才不足。',
    '本月无突出问题。',
  ],
  logistics: [
    '部分通村道路路况差，雨天班次受影响。',
    '快递品牌整合进度慢于计划，个别品牌未签协议。',
    '本月无突出问题。',
  ],
  stations: [
    '部分村站选址需经村民代表会议讨论，开工推迟。',
    '站点负责人外出务工较多，培训组织困难。',
    '个别站点上行业务量小，持续运营压力大。',
    '装修工人不足，建设进度落后于计划。',
  ],
  supply: ['农产品分级标准执行不统一，损耗偏高。', '网货开发周期长，包装设计反复修改。', '本月无突出问题。'],
  training: ['农忙时节学员组织难，到课率偏低。', '训后跟踪人手不足，回访不够及时。', '本月无突出问题。'],
};

const plans: Readonly<Record<Lot['key'], string>> = {
  centre: '继续完善功能区，组织两场企业对接活动，规范服务台账。',
  logistics: '巩固已开通线路，推进快递品牌整合，规范扫描操作。',
  stations: '加快在建站点收尾，组织站点负责人集中培训，完成在办整改事项。',
  supply: '完成两款网货上架，做好旺季分选和预冷保障。',
  training: '开办三期技能培训，补做训后三十日回访。',
};

const coordinations = [
  '请乡镇协助落实站点场地。',
  '请商务局协调运营商加快宽带接入。',
  '无。',
  '请交通部门协助维护通村道路。',
  '无。',
] as const;

/** 书面材料: what was done, what is in the way, what comes next. */
export function narrativeOf(
  lines: readonly ReportLineView[],
  figures: readonly Filled[],
  { lot, period }: { readonly lot: Lot; readonly period: string },
  random: Random,
) {
  const done = lines.map((line) => {
    const thisMonth = figures.find(({ lineKey }) => lineKey === line.lineKey)?.thisMonth ?? 0;
    return `${line.content}本月${thisMonth}${line.unit}，累计${line.previousTotal + thisMonth}${line.unit}（目标${line.target}${line.unit}）`;
  });
  return {
    summary: `${Number(period.slice(5))}月，按照实施方案和合同约定推进工作：${done.join('；')}。`,
    problems: random.pick(problems[lot.key]),
    nextMonth: plans[lot.key],
    coordination: random.pick(coordinations),
  };
}

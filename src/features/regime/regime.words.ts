import type { Words } from '#kernel/words.ts';
import type {
  ContentArea,
  DayKind,
  Dimension,
  FacilityKind,
  Method,
  Phase,
  Severity,
  Standard,
} from './regime.model.ts';

// The regime's own terms, said once; every feature that shows one takes it from here.

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';
type StateWords = Words & { readonly tone: Tone };

export const areaWords: Readonly<Record<ContentArea, Words>> = {
  'service-centre': { zh: '公共服务中心', en: 'Public service centre' },
  logistics: { zh: '物流配送体系', en: 'Logistics' },
  station: { zh: '服务站体系', en: 'Service stations' },
  'supply-chain': { zh: '供应链及营销', en: 'Supply chain and marketing' },
  training: { zh: '人才培训', en: 'Training' },
  funds: { zh: '资金管理', en: 'Funds' },
};

export const facilityKindWords: Readonly<Record<FacilityKind, Words>> = {
  'service-centre': { zh: '县级公共服务中心', en: 'County service centre' },
  'logistics-centre': { zh: '县级物流中心', en: 'County logistics centre' },
  'supply-chain-centre': { zh: '供应链中心', en: 'Supply-chain centre' },
  'town-station': { zh: '乡镇服务站', en: 'Town station' },
  'village-station': { zh: '村级服务站', en: 'Village station' },
};

export const severityWords: Readonly<Record<Severity, StateWords>> = {
  serious: { zh: '重大', en: 'Serious', tone: 'bad' },
  major: { zh: '较大', en: 'Major', tone: 'warn' },
  ordinary: { zh: '一般', en: 'Ordinary', tone: 'plain' },
};

export const dayKindWords: Readonly<Record<DayKind, Words>> = {
  'working-days': { zh: '个工作日', en: 'working days' },
  days: { zh: '日', en: 'days' },
};

/** What makes a later finding the same problem again. */
export const repeatSameWords: Readonly<Record<'item' | 'area' | 'facility', Words>> = {
  item: { zh: '同一检查点', en: 'the same check point' },
  area: { zh: '同一内容', en: 'the same content area' },
  facility: { zh: '同一站点', en: 'the same place' },
};

export const dimensionWords: Readonly<Record<Dimension, Words>> = {
  quality: { zh: '质量', en: 'Quality' },
  safety: { zh: '安全', en: 'Safety' },
  progress: { zh: '进度', en: 'Progress' },
  funds: { zh: '资金使用', en: 'Use of funds' },
};

export const standardWords: Readonly<Record<Standard, Words>> = {
  construction: { zh: '项目建设', en: 'Construction' },
  operation: { zh: '项目运营', en: 'Operation' },
  funds: { zh: '资金使用', en: 'Use of funds' },
};

export const phaseWords: Readonly<Record<Phase, Words>> = {
  construction: { zh: '建设', en: 'Construction' },
  operation: { zh: '运营', en: 'Operation' },
};

export const methodWords: Readonly<Record<Method, Words>> = {
  'site-visit': { zh: '实地考察', en: 'Site visit' },
  'report-heard': { zh: '听取报告', en: 'Report heard' },
  'materials-read': { zh: '查看材料', en: 'Materials read' },
  talk: { zh: '座谈交流', en: 'Talk' },
  other: { zh: '其他可行方式', en: 'Other feasible way' },
};

export const regimeRefusals = {
  'clause.not-found': {
    zh: '没有编号为“{id}”的条款，请从制度原文页选择。',
    en: 'There is no clause “{id}”. Choose one on the regulation page.',
  },
} as const;

export const words = {
  regime: { zh: '制度原文', en: 'The regulation' },
  lead: {
    zh: '左栏为制度原文，右栏为系统据此所做的事及其现状。',
    en: 'The text on the left; on the right what the software does about it, with live counts.',
  },
  inForce: { zh: '自 {on} 起施行', en: 'In force from {on}' },
  versions: { zh: '各版本与启用记录', en: 'Versions and activations' },
  version: { zh: '规则包版本 {version} · 摘要 {hash}', en: 'Rule pack {version} · digest {hash}' },
  issuer: { zh: '印发机关', en: 'Issued by' },
  noted: { zh: '说明：{note}', en: 'Note: {note}' },
  nothing: {
    zh: '本条为总括，由其下各条执行。',
    en: 'A heading; the clauses under it are what is carried out.',
  },
  obligations: { zh: '由此产生的监督任务', en: 'Obligations that follow' },
  checkItems: { zh: '检查项', en: 'Check items' },
  verdicts: { zh: '结论标准', en: 'Verdicts' },
  methods: { zh: '检查方式及应留佐证', en: 'Methods and the evidence they leave' },
  gate: { zh: '拨付条件', en: 'Conditions of payment' },
  escalation: { zh: '督办升级', en: 'Escalation' },
  parameters: { zh: '数值', en: 'Values' },
  retired: { zh: '已停用', en: 'Retired' },
  retiredFrom: { zh: '自 {on} 起停用', en: 'retired from {on}' },
  localSupplement: { zh: '本地补充规定', en: 'Local supplement' },
  fromText: { zh: '制度原文', en: 'From the text' },
  since: { zh: '自 {from}', en: 'since {from}' },
  hardStop: { zh: '不得突破', en: 'Hard stop' },
  ground: { zh: '未达到则暂缓', en: 'Withholds when unmet' },
  warning: { zh: '只提醒，不暂缓', en: 'Warns, withholds nothing' },
  evidenceRequired: { zh: '（须有佐证）', en: ' (evidence required)' },
  due: { zh: '待办 {n}', en: '{n} due' },
  fulfilled: { zh: '完成 {n}', en: '{n} done' },
  missed: { zh: '漏检漏报 {n}', en: '{n} missed' },
  findings: {
    zh: '违反本条的问题：未销号 {open}，累计 {all}',
    en: 'Findings against this clause: {open} open, {all} in all',
  },
  thread: { zh: '查看来龙去脉', en: 'Walk the thread' },
  clausesInText: { zh: '条款目录', en: 'Clauses' },
  english: { zh: '英文译文（参考）', en: 'The translation is for reading; the Chinese text rules.' },
  inSystem: { zh: '系统据此所做', en: 'What the software does about it' },
  carriedOut: { zh: '落实 {n} 项', en: 'rules: {n}' },
  allClauses: { zh: '各条的落实', en: 'How each clause is carried out' },
  choose: {
    zh: '点选左栏条款，查看系统据此所做的事。',
    en: 'Choose a clause to see what the software does about it.',
  },
  unchoose: { zh: '返回各条', en: 'Back to all clauses' },
  showList: { zh: '查看清单', en: 'See the list' },
  showFindings: { zh: '查看问题', en: 'See the findings' },
  everyMonth: { zh: '每月', en: 'every month' },
  everyMonths: { zh: '每 {n} 个月', en: 'every {n} months' },
  atLeast: { zh: '至少一次', en: 'at least once' },
  exactly: { zh: '一次', en: 'once' },
  fromOperation: { zh: '自运营之日起', en: 'from the day of operation' },
  byCalendar: { zh: '按自然期间', en: 'by the calendar' },
  fromSigning: { zh: '自签约之日起', en: 'from signing' },
  fromLastDone: { zh: '自上次完成之日起', en: 'from the last one done' },
  timesPerMonth: { zh: '每月 {n} 次', en: '{n} a month' },
  timesPerQuarter: { zh: '每个自然季度 {n} 次', en: '{n} a calendar quarter' },
  timesPerHalfYear: { zh: '每半年 {n} 次', en: '{n} a half-year' },
  timesPerYear: { zh: '每年 {n} 次', en: '{n} a year' },
  onceAfterSigning: { zh: '签约后 {n} {unit}内一次', en: 'once within {n}{unit} of signing' },
  onceAfterConstructionStart: {
    zh: '开工后 {n} {unit}内一次',
    en: 'once within {n}{unit} of the start of works',
  },
  onceAfterOperationDay: {
    zh: '运营后 {n} {unit}内一次',
    en: 'once within {n}{unit} of the first day of operation',
  },
  onceAfterProgrammeStart: {
    zh: '制度施行后 {n} {unit}内一次',
    en: 'once within {n}{unit} of the regime’s first day',
  },
  overdueDays: { zh: '逾期满 {n} 天', en: 'once {n} days overdue' },
  fromService: { zh: '发现问题后出具', en: 'the first step' },
  overdueDay: { zh: '逾期满 1 天', en: 'once a day overdue' },
} as const;

/** What a number is called where the pack gives it no name of its own, by the key it stands under. */
export const numberWords: Readonly<Record<string, Words>> = {
  months: { zh: '间隔月数', en: 'Months between' },
  times: { zh: '次数', en: 'Times' },
  within: { zh: '期限', en: 'Within' },
  dueDay: { zh: '报送日', en: 'Due day' },
  afterOverdueDays: { zh: '逾期满', en: 'Overdue for' },
  base: { zh: '满分', en: 'Full marks' },
  weight: { zh: '分值', en: 'Points' },
  partly: { zh: '部分符合得分比例', en: 'Share kept where partly' },
  perCase: { zh: '每例分数', en: 'Points for each case' },
  cap: { zh: '上限', en: 'At most' },
  least: { zh: '起点分', en: 'From' },
  after: { zh: '间隔', en: 'After' },
};

/** What a number counts; of one, English has other words. */
export const unitWordsOf = (unit: string | null, value: number): Words | undefined =>
  unit === null ? undefined : ((value === 1 ? oneUnitWords[unit] : undefined) ?? unitWords[unit]);

const oneUnitWords: Readonly<Record<string, Words>> = {
  'working-days': { zh: '个工作日', en: ' working day' },
  days: { zh: '天', en: ' day' },
  months: { zh: '个月', en: ' month' },
  people: { zh: '人', en: ' person' },
  times: { zh: '次', en: ' time' },
  findings: { zh: '个问题', en: ' finding' },
  facilities: { zh: '个站点', en: ' facility' },
  points: { zh: '分', en: ' point' },
};

const unitWords: Readonly<Record<string, Words>> = {
  'working-days': { zh: '个工作日', en: ' working days' },
  days: { zh: '天', en: ' days' },
  months: { zh: '个月', en: ' months' },
  'day-of-month': { zh: '日', en: ' (day of the month)' },
  people: { zh: '人', en: ' people' },
  times: { zh: '次', en: ' times' },
  findings: { zh: '个问题', en: ' findings' },
  facilities: { zh: '个站点', en: ' facilities' },
  points: { zh: '分', en: ' points' },
  fen: { zh: '分（人民币）', en: ' fen' },
  share: { zh: '', en: '' },
};

import type { Words } from '#kernel/words.ts';
import type { AgedKind, GuideStep, NeedKind, SoonKind } from './home.model.ts';

/** Said as the thing to do. */
export const needWords: Readonly<Record<NeedKind, Words>> = {
  'inspection-declare': { zh: '声明是否应当回避', en: 'Declare whether you must step aside' },
  'inspection-submit': { zh: '开展检查并提交记录', en: 'Inspect, and hand in the record' },
  'inspection-sign': { zh: '签认检查记录', en: 'Sign the inspection record' },
  'inspections-to-plan': { zh: '安排检查', en: 'Plan inspections' },
  'report-write': { zh: '报送月报', en: 'Send the monthly report' },
  'report-correct': { zh: '补正月报', en: 'Correct the monthly report' },
  'report-decide': { zh: '审核月报', en: 'Accept or return a report' },
  'finding-decide': { zh: '决定对问题的提议', en: 'Decide a proposal on a finding' },
  'findings-to-letter': { zh: '已确认的问题列入督办函', en: 'Put confirmed findings into a letter' },
  'letter-review': { zh: '督办函核稿', en: 'Review a letter' },
  'letter-sign': { zh: '签发督办函', en: 'Sign a letter' },
  'letter-issue': { zh: '编号印发督办函', en: 'Number and issue a letter' },
  'letter-serve': { zh: '送达督办函', en: 'Serve a letter' },
  'letter-acknowledge': { zh: '签收督办函', en: 'Acknowledge a letter' },
  'rectification-report': { zh: '整改并报送整改报告', en: 'Rectify and report' },
  'rectification-answer': {
    zh: '审阅整改报告，安排复查',
    en: 'Answer a rectification report and arrange its re-inspection',
  },
  'rectification-reinspect': { zh: '开展复查', en: 'Re-inspect' },
  'rectification-close': { zh: '批准销号', en: 'Approve closing' },
  'extension-decide': { zh: '决定延期申请', en: 'Decide an extension' },
  'progress-due': { zh: '进度落后，采取下一步', en: 'Progress lies behind: take the next step' },
  'escalation-due': { zh: '逾期升级督办', en: 'Take the next step on an overdue item' },
  'waiver-decide': { zh: '决定免除监管义务的提议', en: 'Decide a proposed waiver' },
  'proposal-confirm': { zh: '确认提请事项', en: 'Confirm a proposal' },
  'plan-approve': { zh: '审批实施方案', en: 'Approve a plan' },
  'case-office': { zh: '办理取消资格案件', en: 'Take the next step of a disqualification case' },
  'case-leaders': { zh: '研究、决定取消资格案件', en: 'Deliberate or decide a disqualification case' },
  'case-contractor': { zh: '陈述申辩，可以要求听证', en: 'State your defence; you may ask for a hearing' },
  'instalment-request': { zh: '申请拨付', en: 'Request an instalment' },
  'payment-propose': { zh: '审核条件并提出拨付意见', en: 'Check the gate and propose a payment' },
  'payment-agree': { zh: '财政会签', en: 'Co-decide a payment' },
  'payment-approve': { zh: '批准拨付', en: 'Approve a payment' },
  'payment-pay': { zh: '付款并登记凭证', en: 'Pay and enter the voucher' },
};

export const soonWords: Readonly<Record<SoonKind, Words>> = {
  'inspection-planned': { zh: '检查', en: 'Inspection' },
  'inspections-due': { zh: '检查到期', en: 'Inspections due' },
  'report-due': { zh: '月报到期', en: 'Monthly report due' },
  'rectification-due': { zh: '整改到期', en: 'Rectification due' },
  'reinspection-planned': { zh: '复查', en: 'Re-inspection' },
  'instalment-planned': { zh: '计划拨付', en: 'Planned payment' },
};

export const agedWords: Readonly<Record<AgedKind, Words>> = {
  finding: { zh: '问题', en: 'Findings' },
  letter: { zh: '督办函', en: 'Letters' },
  rectification: { zh: '整改事项', en: 'Rectifications' },
};

export const noteWords = {
  until: { zh: '拟延至', en: 'asked until' },
} as const satisfies Record<string, Words>;

export const reportNotes = {
  returned: { zh: '已退回补正', en: 'Returned for correction' },
  correcting: { zh: '更正中', en: 'Being corrected' },
} as const satisfies Record<string, Words>;

export const guideWords: Readonly<Record<GuideStep, Words & { readonly does: Words }>> = {
  bodies: {
    zh: '登记单位',
    en: 'Register the bodies',
    does: { zh: '谁牵头、谁决定、谁付款、谁承办', en: 'Who leads, decides, pays and builds' },
  },
  people: {
    zh: '添加人员',
    en: 'Add the people',
    does: {
      zh: '每个单位至少一人，领导小组要有签发人',
      en: 'One of each body; a signatory in the leading group',
    },
  },
  project: {
    zh: '登记项目',
    en: 'Register the project',
    does: { zh: '中央、地方资金与起止日期', en: 'Its money from each source, and its days' },
  },
  plan: {
    zh: '编制并批准实施方案',
    en: 'Draft and approve the plan',
    does: {
      zh: '任务、目标、预算；由领导小组批准',
      en: 'Tasks, targets, budgets; the leading group approves',
    },
  },
  agreements: {
    zh: '登记合同',
    en: 'Register the contracts',
    does: { zh: '谁承办哪几项，分几期拨付', en: 'Who builds what, paid in which instalments' },
  },
  facilities: {
    zh: '登记站点',
    en: 'Register the facilities',
    does: { zh: '中心、仓储、各村服务站', en: 'Centres, warehouses, village stations' },
  },
  group: {
    zh: '成立监督检查小组',
    en: 'Form the inspection group',
    does: { zh: '商务局的组长和部门、第三方组员', en: 'A lead of the commerce bureau, and its members' },
  },
};

export const words = {
  guide: { zh: '本县启用进度', en: 'Setting the county up' },
  guideLead: {
    zh: '完成 {done} / {all} 项即可开始检查。',
    en: '{done} of {all} done; then inspections can begin.',
  },
  guideDone: { zh: '已完成', en: 'Done' },
  guideNext: { zh: '由{who}办理', en: '{who} acts next' },
  guideMissing: { zh: '还缺：{kinds}', en: 'Still missing: {kinds}' },
  or: { zh: '或', en: ' or ' },
  and: { zh: '、', en: ', ' },
  home: { zh: '首页', en: 'Home' },
  greeting: { zh: '{name}，今天是{today}', en: '{name}, it is {today}' },
  needs: { zh: '今天要办的', en: 'What needs me today' },
  nothingNeeds: { zh: '没有等您办理的事。', en: 'Nothing is waiting for you.' },
  moreNeeds: {
    zh: '此处只列出每类最早的一些，其余见各列表。',
    en: 'The earliest of each kind are shown; the lists have the rest.',
  },
  soon: { zh: '近 {days} 天到期', en: 'Due in the next {days} days' },
  nothingSoon: { zh: '近 {days} 天没有到期的事。', en: 'Nothing falls due in the next {days} days.' },
  moved: { zh: '上次来过之后', en: 'Since you were last here' },
  movedFrom: { zh: '自 {since} 起', en: 'since {since}' },
  nothingMoved: { zh: '没有新的变化。', en: 'Nothing has moved.' },
  moreMoved: { zh: '此前另有 {count} 次办理', en: '{count} earlier' },
  showRest: { zh: '其余 {count} 件', en: '{count} more' },
  waitingSince: { zh: '自 {on} 起等待', en: 'waiting since {on}' },
  items: { zh: '{count} 项', en: '{count} due' },
  month: { zh: '本月一览', en: 'The month at a glance' },
  previousMonth: { zh: '上一月', en: 'The month before' },
  nextMonth: { zh: '下一月', en: 'The month after' },
  chooseMonth: { zh: '月份', en: 'Month' },
  obligations: { zh: '本月到期的监管义务', en: 'Obligations due this month' },
  noObligations: { zh: '本月没有到期的监管义务。', en: 'No obligation falls due this month.' },
  obligation: { zh: '监管义务', en: 'Obligation' },
  fulfilled: { zh: '按期完成', en: 'In time' },
  late: { zh: '宽限期内完成', en: 'Late' },
  missed: { zh: '未完成', en: 'Missed' },
  waived: { zh: '已免除', en: 'Waived' },
  open: { zh: '未到期或待完成', en: 'Open' },
  progress: { zh: '计划进度与实际进度', en: 'Planned and actual progress' },
  progressMeans: {
    zh: '按各项建设内容的预算加权；实际进度以已受理的月报为准。',
    en: 'Each line by the weight of its budget; actual as accepted reports say.',
  },
  noProgress: { zh: '还没有批准的实施方案。', en: 'No plan is approved yet.' },
  planned: { zh: '计划', en: 'Planned' },
  actual: { zh: '实际', en: 'Actual' },
  ages: { zh: '未了结事项及其时长', en: 'Open items by age' },
  noOpen: { zh: '没有未了结的事项。', en: 'Nothing is open.' },
  upToDays: { zh: '{days} 天以内', en: '≤ {days} days' },
  overDays: { zh: '{days} 天以上', en: '> {days} days' },
  money: { zh: '计划拨付与已付款（累计）', en: 'Money planned and paid, summed up' },
  noMoney: { zh: '还没有拨付计划。', en: 'No instalment is planned yet.' },
  paid: { zh: '已付', en: 'Paid' },
} as const satisfies Record<string, Words>;

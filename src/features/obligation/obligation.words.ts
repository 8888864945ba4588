import type { Words } from '#kernel/words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import { facilityKindWords } from '../regime/regime.words.ts';
import { subscriptionRefusals } from './obligation.calendar.words.ts';
import type {
  FactName,
  ObligationKind,
  ObligationState,
  ParameterName,
  StepName,
  WaiverState,
} from './obligation.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export const obligationStateWords = {
  upcoming: { zh: '未到期', en: 'Upcoming', tone: 'plain' },
  due: { zh: '应履行', en: 'Due', tone: 'busy' },
  fulfilled: { zh: '已完成', en: 'Fulfilled', tone: 'good' },
  'fulfilled-late': { zh: '逾期完成', en: 'Fulfilled late', tone: 'warn' },
  missed: { zh: '未完成', en: 'Missed', tone: 'bad' },
  waived: { zh: '已免除', en: 'Waived', tone: 'plain' },
} as const satisfies Record<ObligationState, Words & { tone: Tone }>;

export const stateFilterWords = {
  due: obligationStateWords.due,
  overdue: { zh: '已过期限，宽限中', en: 'Overdue, in grace' },
  upcoming: obligationStateWords.upcoming,
  missed: obligationStateWords.missed,
  'fulfilled-late': obligationStateWords['fulfilled-late'],
  fulfilled: obligationStateWords.fulfilled,
  waived: obligationStateWords.waived,
} as const satisfies Record<string, Words>;

export const dutyWords = {
  D03: { zh: 'D03 每月报告', en: 'D03 Monthly report' },
  D24: { zh: 'D24 建设进度，每月一次', en: 'D24 Construction, once a month' },
  D25: { zh: 'D25 运营情况，每季度一次', en: 'D25 Operation, once a quarter' },
  D26: { zh: 'D26 培训，每季度至少一次', en: 'D26 Training, at least once a quarter' },
  D27: { zh: 'D27 资金使用，每半年一次', en: 'D27 Funds, once a half-year' },
} as const satisfies Record<string, Words>;

export const kindWords = {
  inspection: { zh: '检查', en: 'Inspection' },
  report: { zh: '月报', en: 'Report' },
} as const satisfies Record<ObligationKind, Words>;

export const subjectKindWords = {
  ...facilityKindWords,
  agreement: { zh: '合同', en: 'Contract' },
  programme: { zh: '项目', en: 'Programme' },
  stratum: { zh: '抽查范围', en: 'A part of a town, contractor or county' },
} as const satisfies Record<string, Words>;

export const responsibleWords = {
  'inspection-group': { zh: '监督检查小组', en: 'Inspection group' },
  contractor: { zh: '承办企业', en: 'Contractor' },
} as const satisfies Record<string, Words>;

export const waiverStateWords = {
  proposed: { zh: '拟免除，待另一人决定', en: 'Proposed, awaiting another person', tone: 'busy' },
  approved: { zh: '同意免除', en: 'Approved', tone: 'plain' },
  declined: { zh: '不同意免除', en: 'Declined', tone: 'plain' },
} as const satisfies Record<WaiverState, Words & { tone: Tone }>;

export const parameterWords = {
  every: { zh: '间隔（月）', en: 'Every so many months' },
  times: { zh: '每期次数', en: 'Times in a period' },
  event: { zh: '起因', en: 'What it follows' },
  within: { zh: '期限（天）', en: 'Within so many days' },
  anchor: { zh: '起算基准', en: 'Counted from' },
  count: { zh: '次数', en: 'How often in a period' },
  'due-day': { zh: '次月截止日', en: 'Day of the next month' },
  'rest-day': { zh: '遇休息日', en: 'On a day of rest' },
  'grace-days': { zh: '宽限天数', en: 'Days of grace' },
  coverage: { zh: '覆盖比例', en: 'Coverage' },
  'coverage-least': { zh: '最少覆盖数', en: 'At least so many' },
} as const satisfies Record<ParameterName, Words>;

/** Values of parameters that are words. */
export const parameterValueWords: Readonly<Record<string, Words>> = {
  calendar: { zh: '自然周期', en: 'The calendar' },
  'operation-day': { zh: '自运营之日起', en: 'The day operation started' },
  signing: { zh: '自签约之日起', en: 'The day of signing' },
  'last-done': { zh: '自上次完成之日起', en: 'The day it was last done' },
  'construction-start': { zh: '开工之日', en: 'The day construction started' },
  'programme-start': { zh: '项目实施之日', en: 'The day the programme started' },
  exactly: { zh: '一次', en: 'Once' },
  'at-least': { zh: '至少一次', en: 'At least once' },
  'roll-forward': { zh: '顺延至下一工作日', en: 'Rolled forward to the next working day' },
};

export const factWords = {
  'under-construction': { zh: '在建', en: 'Under construction' },
  'construction-started': { zh: '开工', en: 'Construction started' },
  'in-operation': { zh: '运营', en: 'In operation' },
  'operation-day': { zh: '运营之日', en: 'Day operation started' },
  withdrawn: { zh: '撤销', en: 'Withdrawn' },
  'agreement-in-force': { zh: '合同履行', en: 'Contract in force' },
  'agreement-signed': { zh: '合同签订', en: 'Contract signed' },
  'held-under-contract': { zh: '由现承办企业承办', en: 'Held by this contractor' },
  'programme-runs': { zh: '项目实施', en: 'Programme runs' },
  'programme-started': { zh: '项目开始实施', en: 'Programme started' },
  'last-done': { zh: '上次完成', en: 'Last done' },
  'regime-in-force': { zh: '制度施行', en: 'Regime in force' },
} as const satisfies Record<FactName, Words>;

export const stepWords = {
  'calendar-period': {
    zh: '每 {months} 个月一期，本期为 {startOn} 至 {endOn}。',
    en: 'A period of {months} months: {startOn} to {endOn}.',
  },
  'anchored-period': {
    zh: '自 {anchorOn} 起每 {months} 个月一期，本期为第 {nth} 期：{startOn} 至 {endOn}。',
    en: 'Counted in periods of {months} months from {anchorOn}; this is number {nth}: {startOn} to {endOn}.',
  },
  'period-since-last': {
    zh: '自上一期完成（或届满）之日 {startOn} 起 {months} 个月为一期，本期至 {endOn}。',
    en: 'A period of {months} months from {startOn}, when the one before was done or ended: until {endOn}.',
  },
  'event-on': {
    zh: '起因发生于 {eventOn}，只此一次。',
    en: 'What it follows happened on {eventOn}; it is owed once.',
  },
  'window-after-version': {
    zh: '此前开始的期间仍按原版规则，本版自 {windowStartOn} 起适用。',
    en: 'A period that began before goes on under the earlier version; this one applies from {windowStartOn}.',
  },
  'window-after-change': {
    zh: '此前开始的期间仍按原来的次数，自 {windowStartOn} 起按新的次数。',
    en: 'A period that began before goes on as often as then; from {windowStartOn} it is asked for as often as now.',
  },
  'window-after-last': {
    zh: '上一次已计入上一期，本期自 {windowStartOn} 起履行。',
    en: 'The last act counts towards the period before; it is owed again from {windowStartOn}.',
  },
  'part-by-calendar': {
    zh: '各对象的起算日不同，抽查部分按自然周期计。',
    en: 'Each has its own day to count from; a part of them is counted by the calendar.',
  },
  'part-by-share': {
    zh: '范围内共 {among} 个，按 {percent}% 抽查，有小数的进位：{required} 个。',
    en: '{percent} per cent of {among} must be reached, rounded up: {required}.',
  },
  'part-at-least': {
    zh: '范围内共 {among} 个，至少 {least} 个，故为 {required} 个。',
    en: 'At least {least} of {among} must be reached: {required}.',
  },
  'times-in-period': {
    zh: '每期 {times} 次，共需 {required} 次。',
    en: '{times} times in a period: {required} in all.',
  },
  'due-within-days': {
    zh: '次日起 {days} 天内完成，即 {dueOn}。',
    en: 'It is due within {days} days, counted from the next day: {dueOn}.',
  },
  'due-within-working-days': {
    zh: '次日起 {days} 个工作日内完成，即 {dueOn}。',
    en: 'It is due within {days} working days, counted from the next day: {dueOn}.',
  },
  'window-from-subject': {
    zh: '本期内自 {windowStartOn} 起才应履行。',
    en: 'Within it, it is owed from {windowStartOn}.',
  },
  'window-from-regime': {
    zh: '制度自 {windowStartOn} 起施行，此前不产生义务。',
    en: 'The regime applies from {windowStartOn}; nothing is owed before.',
  },
  'window-at-month-end': {
    zh: '自当月最后一日 {windowStartOn} 起可以报送。',
    en: 'It may be submitted from {windowStartOn}, the last day of the month.',
  },
  'due-at-period-end': {
    zh: '最迟于本期最后一日 {dueOn} 完成。',
    en: 'It is due by the last day of the period, {dueOn}.',
  },
  'due-on-day': {
    zh: '最迟于次月 {day} 日报送，即 {dueOn}；遇休息日不顺延，除非规则包另有规定。',
    en: 'It is due by day {day} of the next month, {dueOn}; a day of rest does not move it unless the rule pack says so.',
  },
  'rolled-forward': {
    zh: '{fromOn} 为休息日，顺延至 {dueOn}。',
    en: '{fromOn} is a day of rest; it moves to {dueOn}.',
  },
  'rolled-forward-provisionally': {
    zh: '{fromOn} 为休息日，顺延至 {dueOn}（放假安排尚未公布，暂定）。',
    en: '{fromOn} is a day of rest; it moves to {dueOn} (provisional: the holidays are not announced yet).',
  },
  'stands-provisionally': {
    zh: '{fromOn} 所在年度的放假安排尚未公布，暂定为 {dueOn}。',
    en: 'The holidays of the year of {fromOn} are not announced yet; {dueOn} is provisional.',
  },
  'stands-as-fixed': {
    zh: '期限已经确定或者已经届满，其后的日历变动不再影响：仍为 {dueOn}。',
    en: 'The day was fixed or had passed, and later changes of the calendar do not move it: {dueOn}.',
  },
  grace: {
    zh: '宽限 {days} 天：{closesOn} 及以前补做记为逾期完成，此后记为未完成，不再改变。',
    en: 'Grace of {days} days: done by {closesOn} it counts as late; after that it is missed, for good.',
  },
} as const satisfies Record<StepName, Words>;

export const obligationRefusals = {
  ...recusalRefusals,
  ...subscriptionRefusals,
  'obligation.not-found': {
    zh: '没有这项义务，或者您无权查看。',
    en: 'There is no such obligation, or it is not yours to see.',
  },
  'obligation.settled-already': {
    zh: '这项义务现为“{state}”，不必也不能再免除。',
    en: 'This obligation is “{state}”; there is nothing left to waive.',
  },
  'obligation.missed': {
    zh: '这项义务已于 {closesOn} 超过宽限期，记为未完成，不能以免除抹去。',
    en: 'The grace of this obligation ended on {closesOn}; it is missed, and a waiver cannot wipe that out.',
    next: {
      zh: '补做检查并关联到这项义务，补做情况会显示在旁边。',
      en: 'Carry out a make-up inspection and link it; it is shown beside the miss.',
    },
  },
  'obligation.withdrawn': {
    zh: '依据的事实已变更，这项义务不再存在，无需免除。',
    en: 'The facts have changed and this obligation no longer stands; nothing needs waiving.',
  },
  'waiver.not-found': { zh: '没有这项免除申请。', en: 'There is no such waiver.' },
  'waiver.not-permitted': {
    zh: '免除由领导小组、办公室或商务局的人员提出和决定。',
    en: 'Waivers are proposed and decided by the leading group, the office or the commerce bureau.',
  },
  'waiver.own-proposal': {
    zh: '这是您本人提出的，必须由另一人决定。',
    en: 'You proposed this yourself; another person must decide.',
    next: {
      zh: '请领导小组、办公室或商务局的另一位同事办理。',
      en: 'Ask a colleague of the leading group, the office or the bureau.',
    },
  },
  'waiver.proposed-already': {
    zh: '这项义务已有一份免除申请在等待决定，或已获同意。',
    en: 'A waiver of this obligation is already awaiting decision or approved.',
  },
  'waiver.decided-already': {
    zh: '这份申请已有结论：{state}。',
    en: 'This proposal has been decided already: {state}.',
  },
  'waiver.changed-meanwhile': {
    zh: '这份申请刚被别人办理过。',
    en: 'Somebody else has just acted on this proposal.',
  },
} as const satisfies Record<string, Words & { next?: Words }>;

export const obligationEvents: Readonly<Record<string, Words>> = {
  'calendar-subscription.opened': { zh: '生成日历订阅地址', en: 'Calendar address made' },
  'calendar-subscription.revoked': { zh: '停用日历订阅地址', en: 'Calendar address revoked' },
  'obligation.deadline-confirmed': {
    zh: '放假安排公布，确定期限',
    en: 'Deadline fixed once the calendar was announced',
  },
  'waiver.proposed': { zh: '提出免除', en: 'Waiver proposed' },
  'waiver.approved': { zh: '同意免除', en: 'Waiver approved' },
  'waiver.declined': { zh: '不同意免除', en: 'Waiver declined' },
};

/** States of what is linked to an obligation, as its own feature names them. */
export const linkedStateWords: Readonly<Record<string, Words>> = {
  planned: { zh: '已安排', en: 'Planned' },
  submitted: { zh: '已提交', en: 'Submitted' },
  signed: { zh: '已签认', en: 'Signed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  draft: { zh: '草稿', en: 'Draft' },
  returned: { zh: '退回补正', en: 'Sent back' },
  accepted: { zh: '已受理', en: 'Accepted' },
  correcting: { zh: '更正中', en: 'Being corrected' },
};

export const words = {
  obligations: { zh: '监管义务', en: 'Obligations' },
  obligation: { zh: '监管义务', en: 'Obligation' },
  goLive: {
    zh: '本系统自 {goLiveOn} 启用，此前到期的不在此列，也不计漏检。',
    en: 'In use since {goLiveOn}: what fell due before is not listed here and not counted as missed.',
  },
  intro: {
    zh: '由制度条款与项目事实自动推算。先列尚待履行的，按期限先后；其后为已了结的。',
    en: 'Derived from the clauses and the facts. What is still to be done comes first, soonest due before; then what is settled.',
  },
  none: {
    zh: '目前没有监管义务。登记合同与站点后自动产生。',
    en: 'Nothing is owed yet. Obligations arise once contracts and facilities are on record.',
  },
  state: { zh: '状态', en: 'State' },
  duty: { zh: '职责', en: 'Duty' },
  subject: { zh: '对象', en: 'Subject' },
  subjectKind: { zh: '对象类别', en: 'Kind of subject' },
  search: { zh: '乡镇、站点或合同', en: 'Town, facility or contract' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  month: { zh: '期限月份（如 2026-03）', en: 'Due in month (such as 2026-03)' },
  dueOn: { zh: '期限', en: 'Due' },
  mine: { zh: '与我有关', en: 'Mine' },
  mineYes: { zh: '安排给我的', en: 'Planned for me' },
  period: { zh: '期间', en: 'Period' },
  window: { zh: '履行期间', en: 'Window' },
  named: { zh: '{name}：{said}', en: '{name}: {said}' },
  to: { zh: '{fromOn} 至 {untilOn}', en: '{fromOn} to {untilOn}' },
  since: { zh: '{fromOn} 起', en: 'from {fromOn}' },
  originalDue: { zh: '原期限', en: 'Originally due' },
  closes: { zh: '宽限截止', en: 'Grace ends' },
  progress: { zh: '进度', en: 'Progress' },
  progressOf: { zh: '已完成 {done} 次，共需 {required} 次', en: '{done} of {required} done' },
  progressOfPart: {
    zh: '范围内 {among} 个，须查 {required} 个，已查 {done} 个',
    en: '{required} of {among} to be visited; {done} visited',
  },
  responsible: { zh: '责任方', en: 'Responsible' },
  agreement: { zh: '合同', en: 'Contract' },
  town: { zh: '乡镇', en: 'Town' },
  overdue: { zh: '已过期限', en: 'Overdue' },
  withdrawnMark: { zh: '事实变更，不再存在', en: 'No longer stands' },
  withdrawnMeans: {
    zh: '推算依据的事实后来有变更，这项义务不再存在；记录保留备查。',
    en: 'The facts it was derived from were changed later and it no longer stands; the record is kept.',
  },
  why: { zh: '为什么到期', en: 'Why is this due?' },
  clauseText: { zh: '条文', en: 'The clause' },
  parameters: { zh: '取值与来源', en: 'Values and their sources' },
  parameter: { zh: '参数', en: 'Value' },
  value: { zh: '取值', en: 'Is' },
  inForceFrom: { zh: '自何时起', en: 'In force from' },
  source: { zh: '来源', en: 'Source' },
  text: { zh: '条文规定', en: 'As the text says' },
  localSupplement: { zh: '本地补充', en: 'Local supplement' },
  facts: { zh: '所依据的事实', en: 'The facts it rests on' },
  arithmetic: { zh: '推算过程', en: 'The arithmetic' },
  packStamp: { zh: '规则包 {id}，版本 {version}', en: 'Rule pack {id}, version {version}' },
  linked: { zh: '检查与报告', en: 'Inspections and reports' },
  noneLinked: {
    zh: '还没有安排或完成的检查、报告。',
    en: 'No inspection or report has been planned or done for it.',
  },
  day: { zh: '日期', en: 'Day' },
  effect: { zh: '作用', en: 'Effect' },
  fulfils: { zh: '据此完成', en: 'Fulfils it' },
  madeUp: { zh: '补做', en: 'Made up later' },
  waivers: { zh: '免除', en: 'Waivers' },
  plan: { zh: '安排检查', en: 'Plan an inspection' },
  report: { zh: '填写月报', en: 'Write the report' },
  proposeWaiver: { zh: '提出免除', en: 'Propose a waiver' },
  proposeWaiverMeans: {
    zh: '须由另一人决定；同意后这项义务不再要求履行，理由记入历史。',
    en: 'Another person decides. Once approved, nobody has to do it any more; the reason stays in the history.',
  },
  approve: { zh: '同意免除', en: 'Approve' },
  approveMeans: {
    zh: '同意后不能撤回，这项义务记为已免除。',
    en: 'This cannot be taken back; the obligation is marked waived.',
  },
  decline: { zh: '不同意', en: 'Decline' },
  declineMeans: { zh: '这项义务仍须履行。', en: 'The obligation still has to be met.' },
  proposedBy: { zh: '{name} 提出', en: 'Proposed by {name}' },
  decidedBy: { zh: '{name} 决定', en: 'Decided by {name}' },
  asKnown: { zh: '当时所知', en: 'As known then' },
  calendar: { zh: '监管日历', en: 'Calendar' },
  calendarIntro: {
    zh: '当月到期的义务与安排的检查。',
    en: 'What falls due this month, and the visits planned.',
  },
  previousMonth: { zh: '上个月', en: 'Previous month' },
  nextMonth: { zh: '下个月', en: 'Next month' },
  thisMonth: { zh: '本月', en: 'This month' },
  wholeCounty: { zh: '全县', en: 'Whole county' },
  onlyMine: { zh: '与我有关', en: 'Mine' },
  whose: { zh: '范围', en: 'Whose' },
  rest: { zh: '休', en: 'Rest' },
  makeUp: { zh: '班', en: 'Work' },
  notAnnounced: {
    zh: '当年放假安排尚未公布，休息日按周末暂列。',
    en: 'The holidays of this year are not announced yet; only weekends are shown as days of rest.',
  },
  dueCount: { zh: '{name}：{count} 项', en: '{name}: {count}' },
  done: { zh: '已了结 {done}/{count}', en: '{done}/{count} settled' },
  visit: { zh: '检查 {title}', en: 'Visit {title}' },
  nothingThisMonth: {
    zh: '本月没有到期的义务，也没有安排的检查。',
    en: 'Nothing falls due this month and no visit is planned.',
  },
  legend: { zh: '当月合计', en: 'The month in all' },
  dayNames: { zh: '一 二 三 四 五 六 日', en: 'Mon Tue Wed Thu Fri Sat Sun' },
} as const satisfies Record<string, Words>;

/** `2026-Q2` → 2026年第2季度; a quarter from the 运营之日 is said by its days. */
export function periodWords(period: string): Words | undefined {
  if (period === 'once') return { zh: '一次性', en: 'Once' };
  const [, year = '', letter, nth = ''] = /^(\d{4})-?([QH])?(\d{0,2})$/.exec(period) ?? [];
  if (letter === 'Q') return { zh: `${year}年第${nth}季度`, en: `Quarter ${nth} of ${year}` };
  if (letter === 'H')
    return {
      zh: `${year}年${nth === '1' ? '上' : '下'}半年`,
      en: `${nth === '1' ? 'First' : 'Second'} half of ${year}`,
    };
  return undefined;
}

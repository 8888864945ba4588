import type { Words } from '#kernel/words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import type { EscalationStep } from '../regime/regime.model.ts';
import type { Conclusion, Extension, RectificationState } from './rectification.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';
type StateWords = Words & { readonly tone: Tone };

export const rectificationStates: Readonly<Record<RectificationState, StateWords>> = {
  ordered: { zh: '待整改', en: 'To be rectified', tone: 'warn' },
  reported: { zh: '已报告，待复查', en: 'Reported, to be re-inspected', tone: 'busy' },
  returned: { zh: '已退回', en: 'Sent back', tone: 'warn' },
  verified: { zh: '复查通过，待销号', en: 'Verified, to be closed', tone: 'busy' },
  'not-verified': { zh: '复查未通过', en: 'Not verified', tone: 'bad' },
  closed: { zh: '已销号', en: 'Closed', tone: 'good' },
  revoked: { zh: '已撤销', en: 'Revoked', tone: 'plain' },
};

export const conclusions: Readonly<Record<Conclusion, StateWords>> = {
  rectified: { zh: '整改到位', en: 'Rectified', tone: 'good' },
  mostly: { zh: '基本到位', en: 'Mostly rectified', tone: 'good' },
  'not-rectified': { zh: '未到位', en: 'Not rectified', tone: 'bad' },
  refused: { zh: '拒不整改', en: 'Refused', tone: 'bad' },
};

export const escalationSteps: Readonly<Record<EscalationStep | 'reminder', StateWords>> = {
  reminder: { zh: '到期提醒', en: 'Reminder', tone: 'plain' },
  first: { zh: '督办', en: 'Supervision letter', tone: 'plain' },
  second: { zh: '二次督办', en: 'Second letter', tone: 'warn' },
  interview: { zh: '约谈', en: 'Interview', tone: 'warn' },
  circular: { zh: '通报', en: 'Circular of criticism', tone: 'bad' },
  'suspend-payment': { zh: '暂停拨付', en: 'Payments suspended', tone: 'bad' },
};

export const extensionStates: Readonly<Record<Extension['state'], StateWords>> = {
  asked: { zh: '已申请延期', en: 'Extension asked', tone: 'busy' },
  granted: { zh: '已同意延期', en: 'Extension granted', tone: 'plain' },
  declined: { zh: '未同意延期', en: 'Extension declined', tone: 'plain' },
};

export const signalWords = {
  'closed-on-report-day': {
    zh: '报告、复查、销号同一天',
    en: 'Reported, re-inspected and closed on one day',
  },
  'closed-late': { zh: '超过期限才销号', en: 'Closed after its deadline' },
  reopened: { zh: '曾重新立项', en: 'Has been reopened' },
} as const satisfies Record<string, Words>;

export const rectificationEvents: Readonly<Record<string, Words>> = {
  'progress-step.taken': { zh: '进度督办', en: 'Step of the progress ladder' },
  'rectification.ordered': { zh: '送达，责令整改', en: 'Ordered by service of the letter' },
  'rectification.reported': { zh: '提交整改报告', en: 'Rectification reported' },
  'rectification.sent-back': { zh: '退回整改报告', en: 'Report sent back' },
  'rectification.reinspection-arranged': { zh: '安排复查', en: 'Re-inspection arranged' },
  'rectification.reinspected': { zh: '复查', en: 'Re-inspected' },
  'rectification.revoked': { zh: '督办函撤销，事项终止', en: 'Ended: its letter was revoked' },
  'rectification.closed': { zh: '批准销号', en: 'Closed' },
  'rectification.reopened': { zh: '回头看，重新立项', en: 'Reopened after relapse' },
  'rectification.extension-asked': { zh: '申请延期', en: 'Extension asked for' },
  'rectification.extension-granted': { zh: '同意延期', en: 'Extension granted' },
  'rectification.extension-declined': { zh: '未同意延期', en: 'Extension declined' },
  'rectification.escalated': { zh: '升级督办', en: 'Escalated' },
  'rectification.reminded': { zh: '发出到期提醒', en: 'Reminder recorded' },
  'rectification.regime-changed': {
    zh: '制度启用新版本，期限重新计算',
    en: 'Counted anew under a later version of the regime',
  },
  'rectification.deadline-confirmed': {
    zh: '放假安排公布，确定期限',
    en: 'Deadline fixed once the calendar was announced',
  },
};

export const rectificationRefusals = {
  ...recusalRefusals,
  'rectification.not-found': {
    zh: '没有这项整改，或者您无权查看。',
    en: 'There is no such item, or it is not yours to see.',
  },
  'rectification.not-permitted': {
    zh: '您的岗位不能办理这一步。',
    en: 'Your post may not take this step.',
    next: {
      zh: '整改由承办企业报告，复查由监督检查小组进行，销号由领导小组办公室批准。',
      en: 'The contractor reports, the inspection group re-inspects, the office closes.',
    },
  },
  'rectification.changed-meanwhile': {
    zh: '这项整改刚被别人改动（现为第 {version} 版），请核对后重试。',
    en: 'Someone else has just changed this item (now version {version}). Check and try again.',
  },
  'rectification.wrong-state': {
    zh: '这项整改现为“{state}”，不能办理这一步。',
    en: 'The item is “{state}”; this step is not open.',
  },
  'rectification.evidence-missing': {
    zh: '整改报告须附至少一份佐证。',
    en: 'A report carries at least one piece of evidence.',
    next: {
      zh: '请拍摄整改后的现场照片或上传凭证。',
      en: 'Photograph what it looks like now, or upload a document.',
    },
  },
  'rectification.evidence-unknown': {
    zh: '所附佐证不存在，或者不是本单位上传的。',
    en: 'Some of the evidence does not exist or was not uploaded by your side.',
  },
  'rectification.same-photo': {
    zh: '“{name}”与发现问题时的照片完全相同，不能证明已经整改。',
    en: '“{name}” is the very same file as the evidence of the problem; it proves no change.',
    next: { zh: '请在同一位置重新拍摄。', en: 'Take a new photo from the same place.' },
  },
  'rectification.completed-in-future': {
    zh: '完成日期不能晚于今天 {todayOn}。',
    en: 'It cannot have been completed after today, {todayOn}.',
  },
  'rectification.completed-before-found': {
    zh: '完成日期不能早于发现问题的 {foundOn}。',
    en: 'It cannot have been completed before it was found on {foundOn}.',
  },
  'rectification.too-few-reinspectors': {
    zh: '复查不得少于 {least} 人。',
    en: 'At least {least} people re-inspect.',
  },
  'rectification.not-in-group': {
    zh: '{person} 当日不是监督检查小组成员，不能复查。',
    en: '{person} is not in the inspection group on that day and cannot re-inspect.',
  },
  'rectification.related': {
    zh: '{person} 与该承办企业有关联，应当回避。',
    en: '{person} is related to this contractor and must not take part.',
  },
  'rectification.finder-alone': {
    zh: '复查人员全部来自发现问题的检查组，至少要有一名未参加原检查的人员。',
    en: 'All of them were on the team that found the problem; at least one must not have been.',
  },
  'rectification.recorder-not-there': {
    zh: '记录人必须是复查人员之一。',
    en: 'Whoever records a re-inspection took part in it.',
  },
  'rectification.inspected-in-future': {
    zh: '复查日期不能晚于今天 {todayOn}。',
    en: 'The re-inspection cannot be after today, {todayOn}.',
  },
  'rectification.inspected-before-report': {
    zh: '复查日期不能早于整改报告日期 {reportedOn}。',
    en: 'The re-inspection cannot be before the report of {reportedOn}.',
  },
  'rectification.after-photo-missing': {
    zh: '复查须附复查时的照片等佐证。',
    en: 'A re-inspection carries evidence of how it is now.',
  },
  'rectification.closed-by-finder': {
    zh: '发现问题的人不能批准销号。',
    en: 'Whoever found the problem cannot close it.',
    next: { zh: '请由办公室其他人员批准。', en: 'Someone else of the office closes it.' },
  },
  'rectification.closed-by-rectifier': {
    zh: '整改的人不能批准销号。',
    en: 'Whoever put it right cannot close it.',
  },
  'rectification.closed-by-author': {
    zh: '起草、核稿或者签发这份督办函的人，不能批准其中事项销号。',
    en: 'Whoever drafted, reviewed or signed the letter cannot close an item of it.',
    next: { zh: '请由办公室其他人员批准。', en: 'Someone else of the office closes it.' },
  },
  'rectification.closed-by-reinspector': {
    zh: '参加复查的人不能批准销号。',
    en: 'Whoever re-inspected it cannot close it.',
    next: { zh: '请由办公室其他人员批准。', en: 'Someone else of the office closes it.' },
  },
  'rectification.no-evidence': {
    zh: '没有整改佐证，不能销号。',
    en: 'Without evidence nothing is closed.',
    next: { zh: '先由承办企业提交带佐证的整改报告。', en: 'The contractor first reports, with evidence.' },
  },
  'rectification.not-reinspected': {
    zh: '这次整改报告尚未复查，不能销号。',
    en: 'This report has not been re-inspected; it cannot be closed.',
    next: { zh: '先安排复查。', en: 'Arrange a re-inspection first.' },
  },
  'rectification.extension-open': {
    zh: '已有一项延期申请待决定。',
    en: 'An extension is asked for and awaits a decision.',
  },
  'rectification.extended-already': {
    zh: '已延期 {times} 次，不能再延。',
    en: 'Extended {times} time(s) already; no more.',
  },
  'rectification.extension-too-late': {
    zh: '期限 {dueOn} 已过，延期须在期限届满前申请。',
    en: 'The deadline of {dueOn} has passed; an extension is asked for before it.',
  },
  'rectification.extension-not-later': {
    zh: '新期限必须晚于现期限 {dueOn}。',
    en: 'The new deadline must be after the present one, {dueOn}.',
  },
  'progress.not-found': {
    zh: '没有这份合同，或者它不归您查看。',
    en: 'There is no such contract, or it is not yours to see.',
  },
  'progress.not-permitted': { zh: '这一步由办公室采取。', en: 'This step is the office’s to take.' },
  'progress.step-not-due': {
    zh: '进度还没有低到“{step}”这一步。',
    en: 'Progress does not lie low enough for “{step}”.',
  },
  'progress.step-taken': { zh: '这一步已经采取过。', en: 'This step has been taken already.' },
  'rectification.extension-too-long': {
    zh: '延期最多 {days} {dayKind}，最晚到 {latestOn}。',
    en: 'At most {days} {dayKind}: until {latestOn}.',
  },
  'rectification.extension-rest-day': {
    zh: '新期限是休息日，请改为 {nextOn}。',
    en: 'That is a day of rest; choose {nextOn}.',
  },
  'rectification.no-extension-asked': { zh: '没有待决定的延期申请。', en: 'No extension awaits a decision.' },
  'rectification.own-extension': {
    zh: '申请人不能决定自己的延期。',
    en: 'Nobody decides his own extension.',
  },
  'rectification.step-not-due': {
    zh: '“{step}”这一步尚未到期，或者已经采取。',
    en: '“{step}” is not due yet, or has been taken.',
  },
  'rectification.step-taken': { zh: '这一步已经采取，不必重复。', en: 'This step has been taken already.' },
} as const;

export const words = {
  ledger: { zh: '整改台账', en: 'Rectification ledger' },
  item: { zh: '整改事项', en: 'Rectification' },
  ledgerIntro: {
    zh: '每一督办事项从送达到销号。逾期而尚未升级督办的排在“应办未办”。',
    en: 'Every item of every letter, from service to closing. Overdue items nobody has acted on stand under “steps due”.',
  },
  none: { zh: '没有符合条件的整改事项。', en: 'No such items.' },
  problems: { zh: '问题清单', en: 'Problems' },
  responsibilities: { zh: '责任清单', en: 'Responsibilities' },
  rectifications: { zh: '整改清单', en: 'Rectification' },
  view: { zh: '视图', en: 'View' },
  state: { zh: '状态', en: 'State' },
  overdue: { zh: '逾期', en: 'Overdue' },
  countyDays: { zh: '期限顺延', en: 'Deadline moved' },
  countyDaysAre: {
    zh: '{days} 天：退回前报告在县里的时间，不算承办企业的',
    en: '{days} days: the report lay with the county before it was handed back; they are not the contractor’s',
  },
  waiting: { zh: '现由县里办理', en: 'With the county' },
  lateDays: { zh: '迟延', en: 'Late' },
  lateDaysAre: { zh: '逾期 {days} 天报告', en: 'reported {days} days late' },
  isOverdue: { zh: '已逾期 {days} 天', en: '{days} days overdue' },
  inTime: { zh: '未逾期', en: 'In time' },
  severity: { zh: '程度', en: 'Severity' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  letter: { zh: '督办函', en: 'Letter' },
  stepsDue: { zh: '应办未办', en: 'Steps due' },
  stepDue: { zh: '有应采取而未采取的升级步骤', en: 'A step of the ladder is due and not taken' },
  search: { zh: '问题编号、督办函编号、事实', en: 'Finding, letter number or fact' },
  finding: { zh: '问题', en: 'Finding' },
  findingAndLetter: { zh: '问题与督办函', en: 'Finding and letter' },
  fact: { zh: '事实', en: 'Fact' },
  place: { zh: '地点', en: 'Place' },
  foundOn: { zh: '发现日期', en: 'Found on' },
  source: { zh: '来源', en: 'Source' },
  area: { zh: '监管内容', en: 'Content area' },
  clause: { zh: '违反条款', en: 'Clause breached' },
  lead: { zh: '牵头单位', en: 'Led by' },
  leadIs: { zh: '领导小组办公室', en: 'Office of the leading group' },
  responsible: { zh: '责任人', en: 'Person responsible' },
  responsibleOrganisation: { zh: '责任单位', en: 'Responsible' },
  requirement: { zh: '整改要求', en: 'Requirement' },
  cause: { zh: '原因', en: 'Cause' },
  measure: { zh: '整改措施', en: 'Measure' },
  result: { zh: '整改结果', en: 'Result' },
  completedOn: { zh: '完成日期', en: 'Completed on' },
  dueOn: { zh: '时限', en: 'Due' },
  howCounted: { zh: '期限怎样计算', en: 'How the deadline is counted' },
  originalDueOn: { zh: '原时限', en: 'Originally due' },
  extension: { zh: '延期', en: 'Extension' },
  servedOn: { zh: '送达日期', en: 'Served on' },
  period: { zh: '整改期', en: 'Period' },
  periodIs: { zh: '自{from}次日起 {days} {kind}', en: '{days} {kind} from the day after {from}' },
  reportedOn: { zh: '报告日', en: 'Reported' },
  reinspectedOn: { zh: '复查日', en: 'Re-inspected' },
  reinspectors: { zh: '复查人', en: 'Re-inspectors' },
  conclusion: { zh: '结论', en: 'Conclusion' },
  closedOn: { zh: '销号日', en: 'Closed' },
  closedBy: { zh: '审批人', en: 'Closed by' },
  progress: { zh: '进度', en: 'Stage' },
  escalation: { zh: '升级督办', en: 'Escalation' },
  reopened: { zh: '重新立项 {count} 次', en: 'Reopened {count} time(s)' },
  repeat: { zh: '重复问题', en: 'Repeat' },
  signals: { zh: '提示', en: 'Worth a second look' },
  attempts: { zh: '整改报告', en: 'Rectification reports' },
  visitAttempt: { zh: '第 {attempt} 次复查', en: 'Re-inspection {attempt}' },
  attempt: { zh: '第 {attempt} 次报告', en: 'Report {attempt}' },
  returnedBecause: { zh: '退回理由', en: 'Sent back because' },
  reinspections: { zh: '复查', en: 'Re-inspections' },
  noAttempts: { zh: '承办企业尚未报告。', en: 'The contractor has not reported yet.' },
  noReinspections: { zh: '尚未复查。', en: 'Not re-inspected yet.' },
  arrangedFor: { zh: '已安排复查', en: 'Arranged for' },
  ladder: { zh: '催办与升级', en: 'Reminders and escalation' },
  ladderAfter: { zh: '逾期 {days} 天后', en: 'from day {days} of delay' },
  dueNow: { zh: '应采取，尚未采取', en: 'Due and not taken' },
  takenBy: { zh: '{person}于{day}采取', en: 'Taken by {person} on {day}' },
  recordedOn: { zh: '系统于{day}记录', en: 'Recorded by the system on {day}' },
  notReached: { zh: '未到', en: 'Not reached' },
  before: { zh: '发现时', en: 'When found' },
  after: { zh: '复查时', en: 'On re-inspection' },
  evidence: { zh: '佐证', en: 'Evidence' },
  evidenceHint: {
    zh: '整改后的现场照片（与原照片同一角度）、凭证等，至少一份。',
    en: 'Photos from the same place as before, documents; at least one.',
  },
  report: { zh: '提交整改报告', en: 'Report rectification' },
  reportHint: {
    zh: '如实填写。提交后不能修改，退回后可以再报。',
    en: 'Say it as it is. A report cannot be changed; if it is sent back you report again.',
  },
  causeHint: { zh: '为什么会出现这个问题', en: 'Why it came to this' },
  measureHint: { zh: '采取了什么措施', en: 'What was done' },
  resultHint: { zh: '现在怎么样', en: 'How it is now' },
  askExtension: { zh: '申请延期', en: 'Ask for an extension' },
  askExtensionMeans: {
    zh: '至多一次，须在期限前申请；最晚可到 {latest}。',
    en: 'Once at most, and before the deadline; until {latest} at the latest.',
  },
  untilOn: { zh: '新期限', en: 'New deadline' },
  decideExtension: { zh: '决定延期申请', en: 'Decide on the extension' },
  grantExtension: { zh: '同意延期', en: 'Grant the extension' },
  grantExtensionMeans: {
    zh: '期限改为 {until}，原期限保留。',
    en: 'Due on {until}; the old deadline stays on record.',
  },
  declineExtension: { zh: '不同意延期', en: 'Decline the extension' },
  declineExtensionMeans: { zh: '期限不变。', en: 'The deadline stays.' },
  sendBack: { zh: '退回', en: 'Send back' },
  sendBackMeans: {
    zh: '承办企业须重新整改并报告，期限不变。',
    en: 'The contractor reports again; the deadline stays.',
  },
  arrange: { zh: '安排复查', en: 'Arrange re-inspection' },
  arrangeMeans: {
    zh: '不少于 {least} 人，至少一人未参加原检查。',
    en: 'At least {least} people, one of whom was not on the finding team.',
  },
  plannedOn: { zh: '复查日期', en: 'Planned for' },
  reinspect: { zh: '记录复查', en: 'Record re-inspection' },
  reinspectMeans: {
    zh: '复查结果写入台账，不能修改。',
    en: 'It goes into the ledger and cannot be changed.',
  },
  inspectedOn: { zh: '复查日期', en: 'Re-inspected on' },
  members: { zh: '复查人员', en: 'Who re-inspected' },
  membersHint: {
    zh: '监督检查小组成员，至少一人未参加原检查，记录人在内。',
    en: 'Members of the inspection group, one of whom was not on the finding team, and you among them.',
  },
  afterHint: {
    zh: '在同一位置重新拍摄；拒不整改的可以没有。',
    en: 'Taken anew from the same place; where rectification is refused there may be none.',
  },
  seen: { zh: '复查所见', en: 'What was seen' },
  close: { zh: '批准销号', en: 'Close' },
  closeMeans: { zh: '确认整改到位，予以销号。', en: 'You confirm that it is put right.' },
  reopen: { zh: '回头看，重新立项', en: 'Reopen' },
  reopenMeans: {
    zh: '重新起算 {days} {kind}，计为重复问题。',
    en: 'A new period of {days} {kind} begins; it counts as a repeat.',
  },
  progressLadder: { zh: '进度督办', en: 'Progress and its ladder' },
  progressIs: {
    zh: '截至{day}：计划进度 {planned}，已受理进度 {actual}。',
    en: 'On {day}: {planned} planned, {actual} accepted.',
  },
  progressBelow: { zh: '低于同期计划的 {share} 时采取', en: 'Where progress lies below {share} of the plan' },
  progressTaken: {
    zh: '{name} 于{day}采取（当时计划 {planned}，实际 {actual}）。',
    en: 'Taken by {name} on {day} ({planned} planned, {actual} done).',
  },
  progressTold: { zh: '怎样告知承办企业', en: 'How the contractor was told' },
  progressToldHint: {
    zh: '时间、方式、到场的人；至少四个字，记入历史。',
    en: 'When, how, who was there; at least four characters. It becomes part of the history.',
  },
  takeProgressMeans: {
    zh: '采取“{step}”，写明怎样告知承办企业；记录留存，不能撤回。',
    en: '“{step}” is taken; say how the contractor was told. It stays on record.',
  },
  ladderTaken: { zh: '已采取', en: 'Taken' },
  ladderDue: { zh: '应采取', en: 'Due' },
  ladderNotDue: { zh: '未达到', en: 'Not reached' },
  take: { zh: '采取', en: 'Take' },
  takeStepOf: { zh: '采取“{step}”', en: 'Take “{step}”' },
  takeStepMeans: {
    zh: '以本人名义采取这一步，并写明如何告知承办企业。',
    en: 'You take this step in your name; say how the contractor was told.',
  },
  summary: {
    zh: '{open} 项未销号，其中逾期 {overdue} 项，待复查 {reported} 项，待销号 {verified} 项',
    en: '{open} open: {overdue} overdue, {reported} to be re-inspected, {verified} to be closed',
  },
  summaryStepsDue: { zh: '应升级而未办 {stepsDue} 项', en: '{stepsDue} with steps due and not taken' },
  print: { zh: '打印台账', en: 'Print the ledger' },
  printedFirst: {
    zh: '只印出前 {count} 项，请缩小筛选范围。',
    en: 'Only the first {count} are printed; narrow the filters.',
  },
  askedBy: { zh: '申请人', en: 'Asked by' },
  decidedBy: { zh: '决定人', en: 'Decided by' },
  reasonGiven: { zh: '理由', en: 'Reason' },
  reportedAs: { zh: '整改后（承办企业报）', en: 'As reported' },
  relapse: { zh: '回头看所见', en: 'What the relapse looked like' },
  foundIt: { zh: '参加过原检查', en: 'on the finding team' },
  number: { zh: '序号', en: 'No.' },
  printedFrom: { zh: '制表', en: 'Printed' },
  inspection: { zh: '检查', en: 'Inspection' },
} as const;

export const waitingWords = {
  're-inspection': { zh: '{sinceOn} 起待复查', en: 'awaits re-inspection since {sinceOn}' },
  closing: { zh: '{sinceOn} 复查通过，待销号', en: 'passed re-inspection on {sinceOn}, awaits closing' },
} as const;

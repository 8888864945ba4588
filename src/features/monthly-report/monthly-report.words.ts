import type { Words } from '#kernel/words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import type { Narrative, ReportState, Timeliness } from './monthly-report.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export const reportStateWords = {
  draft: { zh: '草稿', en: 'Draft', tone: 'plain' },
  submitted: { zh: '已报送，待受理', en: 'Submitted', tone: 'busy' },
  returned: { zh: '退回补正', en: 'Sent back', tone: 'warn' },
  accepted: { zh: '已受理', en: 'Accepted', tone: 'good' },
  correcting: { zh: '更正中', en: 'Being corrected', tone: 'warn' },
} as const satisfies Record<ReportState, Words & { tone: Tone }>;

export const timelinessWords = {
  'in-time': { zh: '按期', en: 'In time', tone: 'good' },
  late: { zh: '逾期报送', en: 'Late', tone: 'warn' },
  missing: { zh: '逾期未报', en: 'Missing', tone: 'bad' },
  open: { zh: '未到期', en: 'Not due yet', tone: 'plain' },
  waived: { zh: '已免除', en: 'Waived', tone: 'plain' },
} as const satisfies Record<Timeliness, Words & { tone: Tone }>;

export const narrativeWords = {
  summary: { zh: '本月工作总结', en: 'What was done this month' },
  problems: { zh: '存在的问题', en: 'Problems' },
  nextMonth: { zh: '下月工作安排', en: 'Plan for next month' },
  coordination: { zh: '需要协调的事项', en: 'What needs coordination' },
  rectification: { zh: '整改落实情况', en: 'Rectification carried out' },
} as const satisfies Record<keyof Narrative, Words>;

export const monthlyReportRefusals = {
  ...recusalRefusals,
  'monthly-report.not-found': {
    zh: '没有这份月报，或者您无权查看。',
    en: 'There is no such report, or it is not yours to see.',
  },
  'monthly-report.not-permitted': {
    zh: '这一步不由您办理。',
    en: 'This is not yours to do.',
    next: {
      zh: '月报由承办企业填报，由办公室或商务局受理、退回。',
      en: 'The contractor writes the report; the office or the commerce bureau accepts it or sends it back.',
    },
  },
  'monthly-report.changed-meanwhile': {
    zh: '这份月报刚被别人改动过。',
    en: 'Somebody else has just changed this report.',
  },
  'agreement.not-found': {
    zh: '没有这份合同，或者它不是您单位的。',
    en: 'There is no such contract, or it is not your organisation’s.',
  },
  'evidence.not-found': {
    zh: '有附件不存在，或者不是您单位上传的。',
    en: 'An attachment does not exist or was not uploaded by your organisation.',
  },
  'monthly-report.before-regime': {
    zh: '制度自 {inForceFrom} 起施行，此前的月份不需要报送。',
    en: 'The regime applies from {inForceFrom}; earlier months are not reported.',
  },
  'monthly-report.month-not-begun': {
    zh: '{period}尚未开始，还不能填报。',
    en: '{period} has not begun; it cannot be reported yet.',
  },
  'monthly-report.outside-agreement': {
    zh: '合同在{period}不在履行期内，这个月不需要报送。',
    en: 'The contract was not in force in {period}; nothing is owed for that month.',
  },
  'monthly-report.no-plan': {
    zh: '{period}月末没有已批准的实施方案，或方案中没有本合同承诺的建设内容。',
    en: 'At the end of {period} no approved plan was in force, or it holds no line this contract promises.',
    next: {
      zh: '请办公室批准实施方案并在合同中登记建设内容。',
      en: 'Ask the office to approve the plan and to enter the contract’s lines.',
    },
  },
  'monthly-report.exists-already': {
    zh: '这个月的月报已经建立，不必重复填报。',
    en: 'A report of this month has been begun already.',
    next: { zh: '请在月报列表中打开它继续填写。', en: 'Open it from the list and go on there.' },
  },
  'monthly-report.line-unknown': {
    zh: '有一项指标不在本合同的建设内容之中。',
    en: 'One of the figures is of a line this contract does not promise.',
    next: {
      zh: '请刷新页面，按最新的建设内容填写。',
      en: 'Reload the page and fill in the lines as they are now.',
    },
  },
  'monthly-report.line-twice': { zh: '“{line}”填了两次。', en: '“{line}” was filled in twice.' },
  'monthly-report.total-does-not-add-up': {
    zh: '“{line}”的累计不对：上月累计 {previous} 加当月 {thisMonth} 应为 {expected}，报的是 {total}。',
    en: 'The total of “{line}” does not add up: last total {previous} and this month {thisMonth} make {expected}, not {total}.',
    next: {
      zh: '如以前月份有误，请更正那个月的月报并写明理由。',
      en: 'If an earlier month was wrong, correct that month’s report and say why.',
    },
  },
  'monthly-report.not-editable': {
    zh: '这份月报现为“{state}”，已报送的内容不能再改。',
    en: 'This report is “{state}”; what was submitted cannot be changed.',
    next: {
      zh: '受理之后如需改动，请办理更正并写明理由。',
      en: 'Once it is accepted, a correction with a reason is the way.',
    },
  },
  'monthly-report.nothing-corrected': {
    zh: '退回后还没有补正，不能原样再报。退回理由：{reason}',
    en: 'Nothing has been corrected since it was sent back; it cannot be submitted as it was. The reason: {reason}',
    next: { zh: '请修改并保存后再报送。', en: 'Change and save it first, then submit.' },
  },
  'monthly-report.month-not-ended': {
    zh: '{period}尚未结束，自 {fromOn} 起可以报送。',
    en: '{period} has not ended; it may be submitted from {fromOn}.',
  },
  'monthly-report.summary-missing': {
    zh: '请先写本月工作总结，再报送。',
    en: 'Write what was done this month before submitting.',
  },
  'monthly-report.figures-missing': {
    zh: '以下内容还没有填当月完成数：{lines}。没有进展请填 0。',
    en: 'These lines have no figure for the month: {lines}. Where nothing was done, enter 0.',
  },
  'monthly-report.attachment-missing': {
    zh: '还缺必须随月报报送的附件：{attachmentsZh}。',
    en: 'What must be handed in with the report is not attached yet: {attachmentsEn}.',
    next: {
      zh: '请在月报表单“附件”一栏中该附件自己的位置上传，再报送；草稿可以先保存。',
      en: 'Upload it in its own place under Attachments in the form, then submit again; a draft may be saved without it.',
    },
  },
  'monthly-report.attachment-unknown': {
    zh: '本县制度没有列出这样的附件：{kinds}。',
    en: 'This county’s regime names no such attachment: {kinds}.',
    next: { zh: '请作为“其他附件”上传。', en: 'Add it under other papers.' },
  },
  'monthly-report.part-not-asked': {
    zh: '本县的月报不写以下部分：{parts}。',
    en: 'This county does not ask for these parts in a report: {parts}.',
    next: {
      zh: '请把需要说明的写入月报要求的其他部分。',
      en: 'Say what needs to be said in the parts that are asked for.',
    },
  },
  'monthly-report.not-submitted': {
    zh: '这份月报现为“{state}”，没有待受理的内容。',
    en: 'This report is “{state}”; there is nothing to accept or send back.',
  },
  'monthly-report.not-accepted': {
    zh: '这份月报现为“{state}”，受理之后才能更正。',
    en: 'This report is “{state}”; only an accepted one can be corrected.',
  },
} as const satisfies Record<string, Words & { next?: Words }>;

export const monthlyReportEvents: Readonly<Record<string, Words>> = {
  'monthly-report.drafted': { zh: '开始填报', en: 'Begun' },
  'monthly-report.saved': { zh: '保存草稿', en: 'Draft saved' },
  'monthly-report.submitted': { zh: '报送', en: 'Submitted' },
  'monthly-report.accepted': { zh: '受理', en: 'Accepted' },
  'monthly-report.returned': { zh: '退回补正', en: 'Sent back' },
  'monthly-report.correction-begun': { zh: '开始更正', en: 'Correction begun' },
};

export const monthlyReportIssues = {
  'report-quantity.range': {
    zh: '应为 0 至 10 亿之间的数，最多四位小数',
    en: 'Enter a number from 0 to 1,000,000,000 with at most four decimals',
  },
} as const satisfies Record<string, Words>;

export const words = {
  reports: { zh: '承办企业月报', en: 'Monthly reports' },
  report: { zh: '月报', en: 'Monthly report' },
  intro: {
    zh: '每份合同每月一份，次月按期报送；没有报的月份也列在这里。',
    en: 'One for each contract and month, due early in the next; months without a report are listed too.',
  },
  none: { zh: '还没有需要报送的月份。', en: 'No month has to be reported yet.' },
  month: { zh: '月份', en: 'Month' },
  monthFilter: { zh: '月份（如 2026-03）', en: 'Month (such as 2026-03)' },
  agreement: { zh: '合同', en: 'Contract' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  state: { zh: '状态', en: 'State' },
  noReport: { zh: '尚无月报', en: 'No report' },
  timeliness: { zh: '报送时效', en: 'Timeliness' },
  due: { zh: '截止日', en: 'Due' },
  submittedAt: { zh: '首次报送', en: 'First submitted' },
  submittedBy: { zh: '报送人', en: 'Submitted by' },
  decidedBy: { zh: '受理人', en: 'Decided by' },
  decidedAt: { zh: '受理时间', en: 'Decided' },
  write: { zh: '填写月报', en: 'Write a report' },
  goOn: { zh: '继续填写', en: 'Go on writing' },
  chooseMonth: { zh: '选择要填报的月份', en: 'Choose the month to report' },
  chooseMonthMeans: { zh: '以下月份还没有报送。', en: 'These months have not been reported.' },
  nothingOwed: { zh: '没有待填报的月份。', en: 'There is no month left to report.' },
  saveDraft: { zh: '保存草稿', en: 'Save the draft' },
  saveAndSubmit: { zh: '保存并报送', en: 'Save and submit' },
  submit: { zh: '报送', en: 'Submit' },
  submitMeans: {
    zh: '报送后不能再改；如有错误，受理后以更正办理。',
    en: 'Once submitted it cannot be changed; mistakes are put right by a correction after acceptance.',
  },
  submitFrom: {
    zh: '自 {fromOn} 起可以报送，此前可以保存草稿。',
    en: 'It may be submitted from {fromOn}; until then it can be saved as a draft.',
  },
  edit: { zh: '填写', en: 'Write' },
  accept: { zh: '受理', en: 'Accept' },
  acceptMeans: {
    zh: '受理后本月数据计入累计，作为检查和拨付的依据。',
    en: 'The figures then count, for inspections and for disbursement.',
  },
  sendBack: { zh: '退回补正', en: 'Send back' },
  sendBackMeans: {
    zh: '承办企业须补正后以新的一版重新报送，原来的一版保留。',
    en: 'The contractor has to correct it and submit a new revision; this one is kept.',
  },
  correct: { zh: '更正', en: 'Correct' },
  correctMeans: {
    zh: '将产生新的一版，原来的一版保留；在新版受理之前，仍以原来的为准。',
    en: 'This begins a new revision and keeps the old one, which counts until the new one is submitted.',
  },
  returnReason: { zh: '退回理由', en: 'Why it was sent back' },
  correctionReason: { zh: '更正理由', en: 'Reason for the correction' },
  figures: { zh: '建设内容完成情况', en: 'Progress by line' },
  line: { zh: '建设内容', en: 'Line' },
  target: { zh: '目标 {target} {unit}', en: 'Target {target} {unit}' },
  targetColumn: { zh: '目标', en: 'Target' },
  previous: { zh: '上月累计', en: 'Last total' },
  thisMonth: { zh: '当月', en: 'This month' },
  total: { zh: '累计', en: 'Total' },
  restated: { zh: '累计（更正）', en: 'Total, restated' },
  restatedHint: {
    zh: '与“上月累计 + 当月”不同时才填',
    en: 'Only when it differs from last total + this month',
  },
  restatedMark: { zh: '累计经更正', en: 'Total restated' },
  progress: { zh: '完成比例', en: 'Progress' },
  invested: { zh: '当月投资', en: 'Invested this month' },
  note: { zh: '说明', en: 'Note' },
  narrative: { zh: '文字说明', en: 'Narrative' },
  lastMonthSaid: { zh: '{period}月报中的下月安排', en: 'What the report of {period} planned' },
  attachments: { zh: '附件', en: 'Attachments' },
  otherPapers: { zh: '其他附件', en: 'Other papers' },
  requiredPaper: { zh: '报送时必须附上', en: 'Must be attached when the report is submitted' },
  optionalPaper: { zh: '可附可不附', en: 'May be attached' },
  required: { zh: '必附', en: 'Required' },
  notAttached: { zh: '未附', en: 'Not attached' },
  paper: { zh: '{name}（{caption}）', en: '{name} ({caption})' },
  papersOfKind: { zh: '{kind}：{papers}', en: '{kind}: {papers}' },
  noAttachments: { zh: '没有附件。', en: 'No attachments.' },
  unsteady: { zh: '不再衔接', en: 'No longer adds up' },
  unsteadyMeans: {
    zh: '以前月份后来有更正或补报，本报告所依据的上月累计已变；请承办企业更正。',
    en: 'An earlier month was corrected or reported later, so the last totals this report stands on have changed; the contractor should correct it.',
  },
  revision: { zh: '第 {revision} 版', en: 'Revision {revision}' },
  revisions: { zh: '各版', en: 'Revisions' },
  revisionSubmitted: { zh: '报送时间', en: 'Submitted' },
  revisionReason: { zh: '理由', en: 'Reason' },
  counts: { zh: '现行数据', en: 'Counts now' },
  notSubmitted: { zh: '未报送', en: 'Not submitted' },
  planNumber: { zh: '对照实施方案第 {number} 版', en: 'Against version {number} of the plan' },
  filledBy: { zh: '填报人', en: 'Filled in by' },
  printed: { zh: '书面材料', en: 'Written document' },
  newest: { zh: '查看最新一版', en: 'See the newest revision' },
  documentTitle: { zh: '{period}项目进展情况月报', en: 'Progress report, {period}' },
  documentOf: { zh: '{contractor} · {number} {name}', en: '{contractor} · {number} {name}' },
  unitColumn: { zh: '单位', en: 'Unit' },
  contractorSeal: { zh: '承办企业（盖章）：', en: 'Contractor (seal):' },
  responsiblePerson: { zh: '负责人（签字）：', en: 'Person in charge (signature):' },
  reportedOn: { zh: '报送时间：{at}', en: 'Submitted: {at}' },
  accepted: { zh: '受理：{by}，{at}', en: 'Accepted: {by}, {at}' },
  draftMark: { zh: '草稿，未报送', en: 'Draft, not submitted' },
  nothing: { zh: '无', en: 'None' },
  quantityRange: monthlyReportIssues['report-quantity.range'],
} as const satisfies Record<string, Words>;

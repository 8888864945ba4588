import type { Words } from '#kernel/words.ts';
import type { PlanLineField, PlanState } from './plan.model.ts';

export const planStates = {
  draft: { zh: '草稿', en: 'Draft', tone: 'plain' },
  submitted: { zh: '待批准', en: 'Awaiting approval', tone: 'busy' },
  approved: { zh: '已批准', en: 'Approved', tone: 'good' },
  superseded: { zh: '已被替代', en: 'Superseded', tone: 'plain' },
} as const satisfies Record<PlanState, Words & { tone: string }>;

export const lineFieldWords: Readonly<Record<PlanLineField, Words>> = {
  area: { zh: '监管内容', en: 'Area' },
  task: { zh: '任务', en: 'Task' },
  content: { zh: '建设内容', en: 'Content' },
  unit: { zh: '单位', en: 'Unit' },
  target: { zh: '目标值', en: 'Target' },
  plannedStartOn: { zh: '计划开始', en: 'Planned start' },
  plannedFinishOn: { zh: '计划完成', en: 'Planned finish' },
  budgetFen: { zh: '预算', en: 'Budget' },
  important: { zh: '重要建设内容', en: 'Important' },
};

export const planEvents: Readonly<Record<string, Words>> = {
  'project.registered': { zh: '登记项目', en: 'Project registered' },
  'project.amended': { zh: '修改项目', en: 'Project amended' },
  'plan.drafted': { zh: '起草实施方案', en: 'Plan drafted' },
  'plan.saved': { zh: '保存草稿', en: 'Draft saved' },
  'plan.submitted': { zh: '提请批准', en: 'Submitted for approval' },
  'plan.sent-back': { zh: '退回修改', en: 'Sent back' },
  'plan.approved': { zh: '批准实施方案', en: 'Plan approved' },
  'plan.superseded': { zh: '被新版本替代', en: 'Superseded by a later version' },
};

const changedMeanwhile = {
  zh: '他人已于此前修改（现为第 {version} 次记录）。',
  en: 'Somebody else changed it first (now record version {version}).',
};

export const planRefusals = {
  'project.not-found': {
    zh: '没有这个项目，请从项目页进入。',
    en: 'There is no such project. Open it from the project page.',
  },
  'project.not-permitted': {
    zh: '项目由领导小组办公室或商务局登记和修改。',
    en: 'The office or the commerce bureau registers and amends projects.',
  },
  'project.id-taken': {
    zh: '这个项目已经登记，不必重复提交。',
    en: 'This project is registered already; nothing more to do.',
  },
  'project.changed-meanwhile': changedMeanwhile,
  'project.before-regime': {
    zh: '项目开始日期不得早于制度施行之日（{inForceFromOn}）。',
    en: 'A project cannot begin before the regime came into force ({inForceFromOn}).',
  },
  'project.dates-reversed': {
    zh: '项目结束日期应晚于开始日期。',
    en: 'The project must end after it begins.',
  },
  'project.paper-missing': {
    zh: '项目资金变动须写明指标文号，并附上文件。',
    en: 'A change of the project’s money needs the number of its document, and the paper.',
    next: { zh: '请填写指标文号并上传文件。', en: 'Give the number and upload the paper.' },
  },
  'project.below-contracts': {
    zh: '项目资金不能低于各合同合计金额。',
    en: 'The project’s money cannot be less than its contracts together.',
    next: { zh: '请先依法变更合同。', en: 'Have the contracts amended first.' },
  },
  'project.below-plan': {
    zh: '项目资金 {moneyFen} 低于实施方案已安排的预算 {plannedFen}。',
    en: 'The project money, {moneyFen}, is below the {plannedFen} its plan allots.',
    next: {
      zh: '先起草新版本实施方案压减预算，经批准后再核减项目资金。',
      en: 'Draft a version of the plan with smaller budgets, have it approved, then cut the money.',
    },
  },
  'plan.not-found': {
    zh: '没有这个版本的实施方案，请从项目页进入。',
    en: 'There is no such version of the plan. Open it from the project page.',
  },
  'plan.not-permitted': {
    zh: '实施方案由办公室或商务局起草，由领导小组批准。',
    en: 'The office or the commerce bureau drafts the plan; the leading group approves it.',
  },
  'plan.id-taken': {
    zh: '这个版本已经起草，不必重复提交。',
    en: 'This version is drafted already; nothing more to do.',
  },
  'plan.changed-meanwhile': changedMeanwhile,
  'plan.draft-open': {
    zh: '第 {number} 版尚处于“{state}”，同一时间只起草一个版本。',
    en: 'Version {number} is still “{state}”; one version is drafted at a time.',
    next: { zh: '先完成或退回该版本。', en: 'Finish that version first.' },
  },
  'plan.reason-required': {
    zh: '第 {number} 版须写明变更原因（至少四个字）。',
    en: 'Version {number} needs the reason for the change, in four characters at least.',
  },
  'plan.approved-fixed': {
    zh: '第 {number} 版已经批准，不得改动。',
    en: 'Version {number} is approved and cannot be changed.',
    next: {
      zh: '起草新版本，写明原因，报领导小组批准。',
      en: 'Draft a new version with its reason for approval.',
    },
  },
  'plan.wrong-state': {
    zh: '该版本现为“{state}”，不能这样办理。',
    en: 'This version is “{state}”, so this cannot be done to it.',
  },
  'plan.no-lines': {
    zh: '实施方案尚无建设内容，不能提请批准。',
    en: 'A plan without lines cannot be submitted.',
    next: { zh: '先填写建设内容并保存。', en: 'Add its lines and save first.' },
  },
  'plan.line-twice': {
    zh: '同一项建设内容出现了两次。',
    en: 'The same line stands in the plan twice.',
  },
  'plan.target-missing': {
    zh: '“{task}”的目标值应大于零。',
    en: 'The target of “{task}” must be above zero.',
  },
  'plan.line-dates-reversed': {
    zh: '“{task}”的计划完成日期早于计划开始日期。',
    en: '“{task}” is planned to finish before it starts.',
  },
  'plan.line-outside-project': {
    zh: '“{task}”的计划日期超出项目起止日期。',
    en: '“{task}” is planned outside the dates of the project.',
  },
  'plan.over-budget': {
    zh: '预算合计 {totalFen}，超出项目资金 {moneyFen}，超出 {excessFen}。',
    en: 'The budgets come to {totalFen}, which is {excessFen} above the project money of {moneyFen}.',
    next: { zh: '压减预算后再保存。', en: 'Reduce the budgets and save again.' },
  },
  'plan.own-approval': {
    zh: '第 {number} 版由您起草，不得由起草人自行批准。',
    en: 'You drafted version {number}; nobody approves an own plan.',
    next: { zh: '由领导小组其他成员批准。', en: 'A member of the leading group approves it.' },
  },
  'plan.in-force-before-project': {
    zh: '实施方案生效日期不得早于项目开始日期（{projectStartsOn}）。',
    en: 'The plan cannot be in force before the project begins ({projectStartsOn}).',
  },
  'plan.retroactive': {
    zh: '新版本不得追溯生效，生效日期最早为今天（{todayOn}）。',
    en: 'A later version never reaches back: its first day can be today ({todayOn}) at the earliest.',
  },
  'plan.in-force-before-former': {
    zh: '生效日期应晚于现行版本的生效日期（{formerFromOn}）。',
    en: 'It must come into force after the former version did ({formerFromOn}).',
  },
  'plan.none-in-force': {
    zh: '{on} 当日没有生效的实施方案。',
    en: 'No plan was in force on {on}.',
  },
} as const;

export const words = {
  project: { zh: '示范项目', en: 'Demonstration project' },
  projects: { zh: '项目与实施方案', en: 'Project and plan' },
  noProject: {
    zh: '尚未登记项目。登记项目后起草实施方案，经领导小组批准后作为检查对照的依据。',
    en: 'No project yet. Register one and draft its plan; once the leading group approves it, inspections compare with it.',
  },
  otherProject: { zh: '查看项目', en: 'Show project' },
  moneyChange: { zh: '变更项目资金', en: 'Change the project’s money' },
  documentNumber: { zh: '指标文号', en: 'Number of the document' },
  papers: { zh: '文件', en: 'Papers' },
  moneyByTwo: {
    zh: '改动资金须写指标文号、附文件，由另一人确认后生效。',
    en: 'A change of money takes a document’s number and paper, and waits for another person.',
  },
  registerProject: { zh: '登记项目', en: 'Register a project' },
  amendProject: { zh: '修改项目', en: 'Amend the project' },
  name: { zh: '项目名称', en: 'Name' },
  nameEn: { zh: '英文名称', en: 'Name in English' },
  batchYear: { zh: '批次年度', en: 'Batch year' },
  central: { zh: '中央资金', en: 'Central money' },
  local: { zh: '地方资金', en: 'Local money' },
  money: { zh: '项目资金合计', en: 'Project money' },
  startsOn: { zh: '开始日期', en: 'Begins' },
  endsOn: { zh: '结束日期', en: 'Ends' },
  reason: { zh: '修改原因', en: 'Reason' },
  plan: { zh: '实施方案', en: 'Implementation plan' },
  planNumber: { zh: '第 {number} 版', en: 'Version {number}' },
  planTitle: { zh: '实施方案 第 {number} 版', en: 'Implementation plan, version {number}' },
  inForceNow: { zh: '现行实施方案（第 {number} 版）', en: 'The plan in force (version {number})' },
  inForce: { zh: '现行实施方案', en: 'The plan in force' },
  noneInForce: {
    zh: '目前没有生效的实施方案。',
    en: 'No plan is in force at present.',
  },
  versions: { zh: '各版本', en: 'Versions' },
  version: { zh: '版本', en: 'Version' },
  state: { zh: '状态', en: 'State' },
  term: { zh: '生效期间', en: 'In force' },
  termOpen: { zh: '{from} 起', en: 'from {from}' },
  termClosed: { zh: '{from} 至 {until}（不含）', en: '{from} until {until}, exclusive' },
  changeReason: { zh: '变更原因', en: 'Reason for the change' },
  changeReasonHint: {
    zh: '第一版可不填；以后各版必填。',
    en: 'May be left empty for the first version; every later one needs it.',
  },
  lineCount: { zh: '内容数', en: 'Lines' },
  total: { zh: '预算合计', en: 'Budgets in total' },
  share: { zh: '占比', en: 'Share' },
  byArea: { zh: '分项合计', en: 'Totals by area' },
  lines: { zh: '建设内容', en: 'Lines' },
  projectDates: { zh: '项目起止', en: 'Term' },
  dates: { zh: '计划起止', en: 'Planned' },
  fromTo: { zh: '{from} 至 {until}', en: '{from} to {until}' },
  important: { zh: '重要', en: 'Important' },
  draftedBy: { zh: '起草人', en: 'Drafted by' },
  approvedBy: { zh: '批准人', en: 'Approved by' },
  approvedAt: { zh: '批准时间', en: 'Approved' },
  draft: { zh: '起草新版本', en: 'Draft a new version' },
  draftMeans: {
    zh: '新版本从现行版本的内容开始编辑；未经领导小组批准，现行版本继续有效。',
    en: 'The new version begins with the lines in force. Until the leading group approves it, the present one stays.',
  },
  edit: { zh: '编辑草稿', en: 'Edit the draft' },
  editTitle: { zh: '编辑实施方案草稿', en: 'Edit the draft plan' },
  save: { zh: '保存草稿', en: 'Save the draft' },
  addLine: { zh: '添加一项建设内容', en: 'Add a line' },
  moneyUsed: {
    zh: '预算合计 {total}，项目资金 {money}，尚余 {left}。',
    en: 'Budgets {total} of {money}; {left} left.',
  },
  moneyExceeded: {
    zh: '预算合计 {total}，超出项目资金 {money}，须压减 {left}。',
    en: 'Budgets {total} exceed the project money of {money} by {left}.',
  },
  submit: { zh: '提请批准', en: 'Submit for approval' },
  submitMeans: {
    zh: '提请领导小组批准。批准或退回之前不能再改。',
    en: 'The leading group decides on it. Until then it cannot be edited.',
  },
  sendBack: { zh: '退回修改', en: 'Send back' },
  sendBackMeans: {
    zh: '退回起草单位修改，并说明原因。',
    en: 'It goes back to its drafters with the reason.',
  },
  approve: { zh: '批准', en: 'Approve' },
  approveMeans: {
    zh: '批准后本版作为检查对照的依据，内容不能再改；现行版本同时被替代，此前作出的决定仍依原版本。',
    en: 'It becomes what inspections compare with and can no longer be changed; the present version is superseded, and what was decided before keeps it.',
  },
  inForceFrom: { zh: '生效日期', en: 'In force from' },
  inForceFromHint: {
    zh: '第一版可填方案印发之日；以后各版不早于今天。',
    en: 'For the first version the day it was issued; later ones begin today at the earliest.',
  },
  compare: { zh: '版本比较', en: 'Compare versions' },
  compareTitle: { zh: '实施方案版本比较', en: 'Versions compared' },
  firstVersion: {
    zh: '这是实施方案的第一版，之前没有其他版本，无须比较。以后如有调整，新旧两版的差别会列在这里。',
    en: 'This is the first version of the plan; there is nothing before it to compare with. Once a later version changes it, the differences stand here.',
  },
  openPlan: { zh: '查看本版方案', en: 'Open this version' },
  compareWith: { zh: '与此版本比较', en: 'Compare with' },
  from: { zh: '原版本', en: 'Before' },
  to: { zh: '新版本', en: 'After' },
  added: { zh: '新增（{count}）', en: 'Added ({count})' },
  removed: { zh: '取消（{count}）', en: 'Removed ({count})' },
  changed: { zh: '调整（{count}）', en: 'Changed ({count})' },
  unchanged: { zh: '未变 {count} 项。', en: 'Unchanged: {count}.' },
  noDifference: { zh: '两个版本的建设内容相同。', en: 'The two versions have the same lines.' },
  field: { zh: '变动项', en: 'What changed' },
  before: { zh: '原', en: 'Before' },
  after: { zh: '现', en: 'After' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  budgetChange: { zh: '预算合计由 {before} 变为 {after}。', en: 'Budgets went from {before} to {after}.' },
} as const;

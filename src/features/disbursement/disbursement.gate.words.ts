import type { Words } from '#kernel/words.ts';
import type { EvidenceType, FigureName, GateResultId, NoteCode, StepCode } from './disbursement.model.ts';

// What the gate says: conditions, records, figures, and what would turn them green.

export const verdictWords: Readonly<Record<'met' | 'partly' | 'not-met', Words>> = {
  met: { zh: '达到', en: 'met' },
  partly: { zh: '基本达到', en: 'partly met' },
  'not-met': { zh: '未达到', en: 'not met' },
};

/** Short names, for a refusal that says which condition stops it; the gate page shows the pack's own. */
export const conditionWords: Readonly<Record<GateResultId, Words>> = {
  'reports-complete': { zh: '月报齐全', en: 'reports complete' },
  'no-overdue-letter': { zh: '无逾期督办事项', en: 'no letter item overdue' },
  'no-open-serious': { zh: '无未销号重大问题', en: 'no serious finding open' },
  'inspections-done': { zh: '检查已完成', en: 'inspections done' },
  verdicts: { zh: '三项结论合格', en: 'verdicts favourable' },
  'within-instalment': { zh: '不超过本期应拨金额', en: 'within the instalment' },
  'within-contract': { zh: '累计不超过合同金额', en: 'within the contract sum' },
  'within-cap': { zh: '不超过中央资金占比上限', en: 'within the cap on central money' },
  'instalment-due': { zh: '本期拨付条件和日期已到', en: 'the instalment is due' },
  'score-band': { zh: '评分达到全额档次', en: 'the score is in the grade paid whole' },
  progress: { zh: '进度不落后于计划', en: 'progress keeps up with the plan' },
  'not-disqualified': { zh: '承办资格未被取消', en: 'the contractor is not disqualified' },
  'not-suspended': { zh: '未被暂停拨付', en: 'payments are not suspended' },
};

export const evidenceTypes: Readonly<Record<EvidenceType, Words>> = {
  agreement: { zh: '合同', en: 'Contract' },
  payment: { zh: '付款', en: 'Payment' },
  'plan-line': { zh: '建设内容', en: 'Plan line' },
  obligation: { zh: '监管义务', en: 'Obligation' },
  'monthly-report': { zh: '月报', en: 'Monthly report' },
  rectification: { zh: '整改事项', en: 'Rectification' },
  finding: { zh: '问题', en: 'Finding' },
  inspection: { zh: '监督检查', en: 'Inspection' },
  score: { zh: '评分', en: 'Score' },
  disqualification: { zh: '取消资格案件', en: 'Disqualification case' },
};

export const noteWords: Readonly<Record<NoteCode, Words>> = {
  'report-missing': { zh: '应于 {dueOn} 前报送，尚未报送', en: 'was due by {dueOn} and is not in' },
  'report-waiting': { zh: '已报送，待受理', en: 'is in and awaits acceptance' },
  'report-returned': { zh: '已退回补正', en: 'was returned for correction' },
  'report-accepted': { zh: '最近一期，已受理', en: 'is the newest and is accepted' },
  'rectification-overdue': {
    zh: '应于 {dueOn} 前整改，已逾期 {days} 天',
    en: 'was due by {dueOn}, {days} days overdue',
  },
  'rectification-reported-late': {
    zh: '应于 {dueOn} 前整改，逾期 {days} 天才报告；{sinceOn} 起待复查、销号',
    en: 'was due by {dueOn} and reported {days} days late; awaits re-inspection and closing since {sinceOn}',
  },
  'rectification-awaits-visit': {
    zh: '已按期报告；{sinceOn} 起待监督检查小组复查，不算逾期',
    en: 'reported in time; awaits re-inspection by the inspection group since {sinceOn}: not late',
  },
  'rectification-awaits-closing': {
    zh: '已按期整改；{sinceOn} 复查通过，待办公室销号，不算逾期',
    en: 'put right in time; passed re-inspection on {sinceOn} and awaits closing by the office: not late',
  },
  'rectification-open': { zh: '整改期限 {dueOn}，未逾期', en: 'due by {dueOn}, not overdue' },
  'rectification-closed': { zh: '已整改销号', en: 'put right and closed' },
  'serious-open': { zh: '重大问题，未销号', en: 'serious and not closed' },
  'serious-raised': { zh: '一项检查发现正在签认', en: 'a finding of an inspection is being confirmed' },
  'inspection-overdue': {
    zh: '应于 {dueOn} 前检查，尚未检查',
    en: 'was due by {dueOn} and has not taken place',
  },
  'inspection-missed': { zh: '应于 {dueOn} 前检查，已漏检', en: 'was due by {dueOn} and was missed' },
  verdict: { zh: '{on}：{standard}{verdict}', en: '{on}: {standard} {verdict}' },
  'line-progress': {
    zh: '已受理累计 {total} / 目标 {target} {unit}',
    en: 'accepted total {total} of {target} {unit}',
  },
  'line-against-plan': {
    zh: '已受理进度 {reached}%，计划 {planned}%',
    en: 'accepted {reached} %, planned {planned} %',
  },
  'line-unfinished': {
    zh: '本期含 {partFen}，未完成 {unfinished}%，暂缓 {withheldFen}',
    en: '{partFen} of this instalment, {unfinished} % unfinished, {withheldFen} withheld',
  },
  'score-band': { zh: '{points} 分，{bandZh}', en: '{points} points, {bandEn}' },
  'score-waiting': {
    zh: '考核期已于 {on} 期满，评分尚未确认',
    en: 'the period ended on {on}; its score is not confirmed',
  },
  'agreement-terminated': { zh: '合同已终止', en: 'is terminated' },
  'agreement-stands': { zh: '合同未终止', en: 'is not terminated' },
  'payments-held': {
    zh: '自 {fromOn} 起，领导小组决定暂停拨付',
    en: 'payments are held by the leading group since {fromOn}',
  },
  disqualified: { zh: '承办资格自 {fromOn} 起已取消', en: 'the contractor is disqualified since {fromOn}' },
  suspended: {
    zh: '（{letter}）逾期未整改，自 {fromOn} 起暂停拨付',
    en: '({letter}) was not put right: payments are suspended since {fromOn}',
  },
  'suspended-for-progress': {
    zh: '进度落后，自 {fromOn} 起暂停拨付',
    en: 'is behind its plan: payments are suspended since {fromOn}',
  },
  paid: { zh: '已于 {on} 付款', en: 'was paid on {on}' },
};

export const stepWords: Readonly<Record<StepCode, Words>> = {
  'submit-report': { zh: '报送{label}月报', en: 'submit the report of {label}' },
  'correct-report': {
    zh: '补正{label}月报后重新报送',
    en: 'correct the report of {label} and submit it again',
  },
  'accept-report': { zh: '审核受理{label}月报', en: 'check and accept the report of {label}' },
  'report-rectification': {
    zh: '完成 {label} 的整改并提交整改报告',
    en: 'put {label} right and hand in the rectification report',
  },
  're-inspect': { zh: '复查 {label}', en: 're-inspect {label}' },
  'close-rectification': { zh: '批准 {label} 销号', en: 'close {label}' },
  'issue-letter': { zh: '将 {label} 写入督办函并送达', en: 'put {label} into a letter and serve it' },
  rectify: {
    zh: '按督办函整改 {label} 直至销号',
    en: 'rectify {label} as the letter demands until it is closed',
  },
  'sign-inspection': { zh: '签认检查记录 {label}', en: 'sign off the inspection {label}' },
  inspect: { zh: '完成检查：{label}', en: 'carry out the inspection: {label}' },
  'waive-or-explain': {
    zh: '漏检不可补做：{label}。由两人免除，或由决定人写明不因承办企业所致',
    en: 'cannot be made up: {label}. Two people waive it, or the decider says that the contractor is not the cause',
  },
  'put-verdict-right': {
    zh: '整改 {label} 结论所指问题，经下次检查认定',
    en: 'put right what {label} found, for the next inspection to see',
  },
  'await-day': { zh: '等待计划拨付日', en: 'wait for the planned day' },
  'reach-progress': {
    zh: '完成合同约定进度，并在月报中报送',
    en: 'reach the progress the contract asks for, and report it',
  },
  'raise-score': {
    zh: '按 {label} 的失分明细整改，下一考核期提高评分',
    en: 'put right what {label} lost points for, and be scored anew',
  },
  'confirm-score': { zh: '完成并确认 {label} 的评分', en: 'compute and confirm the score of {label}' },
  'keep-to-cap': {
    zh: '改用其他资金来源或调整本期内容',
    en: 'use another source of money or change what the instalment is for',
  },
  'amend-contract': {
    zh: '依法变更合同，或减少本期金额',
    en: 'amend the contract lawfully, or lower the instalment',
  },
  'paid-already': { zh: '本期已付清，无须再办', en: 'it is paid; nothing more to do' },
  'await-case': {
    zh: '待案件结束或者领导小组恢复拨付',
    en: 'wait for the end of the case, or until the leading group releases the hold',
  },
  'lift-suspension': {
    zh: '提请恢复拨付（{label}），由领导小组签发人确认',
    en: 'propose to lift the suspension ({label}); a signatory of the leading group confirms',
  },
  'settle-only': { zh: '只能清算，不再拨付', en: 'only settlement remains; nothing more is paid' },
};

export const figureWords: Readonly<Record<FigureName, Words>> = {
  plannedOn: { zh: '计划拨付日', en: 'Planned day' },
  requiredPercent: { zh: '要求进度', en: 'Progress required' },
  progressPercent: { zh: '已受理进度', en: 'Progress accepted' },
  instalmentFen: { zh: '本期金额', en: 'This instalment' },
  contractFen: { zh: '合同金额', en: 'Contract sum' },
  paidFen: { zh: '累计已拨', en: 'Paid so far' },
  leftFen: { zh: '余额', en: 'Left' },
  projectFen: { zh: '项目资金', en: 'Money of the project' },
  projectPromisedFen: { zh: '各合同合计', en: 'Contracts together' },
  projectPaidFen: { zh: '项目累计已拨', en: 'Paid of the project' },
  centralFen: { zh: '中央资金', en: 'Central money' },
  capPercent: { zh: '占比上限', en: 'Cap' },
  capFen: { zh: '上限金额', en: 'Cap in money' },
  areaPaidFen: { zh: '已拨该项', en: 'Paid for the area' },
  areaPartFen: { zh: '本期该项', en: 'This instalment’s part' },
  dueCount: { zh: '应有', en: 'Due' },
  doneCount: { zh: '完成', en: 'Done' },
  openCount: { zh: '未销号', en: 'Open' },
  overdueCount: { zh: '逾期', en: 'Overdue' },
  againstCount: { zh: '未达到', en: 'Not met' },
  seriousCount: { zh: '重大问题', en: 'Serious findings' },
  verdictCount: { zh: '现有结论', en: 'Verdicts' },
  perUnitFen: { zh: '每个上限', en: 'Cap for each' },
  unitCount: { zh: '个数', en: 'How many' },
  floorPercent: { zh: '占比下限', en: 'Floor' },
  floorFen: { zh: '下限金额', en: 'Floor in money' },
  othersPaidFen: { zh: '已拨其他各项', en: 'Paid for the others' },
  othersPartFen: { zh: '本期其他各项', en: 'This instalment’s part for the others' },
  othersLeftFen: { zh: '其他各项余额', en: 'Left for the others' },
  plannedPercent: { zh: '计划进度', en: 'Planned progress' },
  leastPercent: { zh: '至少达到计划的', en: 'At least of the plan' },
  unfinishedPercent: { zh: '未完成', en: 'Unfinished' },
  scorePoints: { zh: '评分', en: 'Score' },
  leastPoints: { zh: '全额拨付的最低分', en: 'Paid whole from' },
  withholdPercent: { zh: '建议暂缓', en: 'Share to withhold' },
  withholdFen: { zh: '暂缓金额', en: 'Amount to withhold' },
};

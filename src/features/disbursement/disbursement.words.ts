import type { Words } from '#kernel/words.ts';
import type { GateConditionId } from '../regime/regime.model.ts';
import type { EvidenceType, FigureName, NoteCode, Outcome, Party, StepCode } from './disbursement.model.ts';

type StateWords = Words & { readonly tone: 'good' | 'busy' | 'warn' | 'bad' | 'plain' };

export const decisionStages: Readonly<
  Record<'proposed' | 'agreed' | 'approved' | 'declined' | 'paid', StateWords>
> = {
  proposed: { zh: '待财政会签', en: 'Awaiting finance', tone: 'busy' },
  agreed: { zh: '待领导小组审批', en: 'Awaiting the leading group', tone: 'busy' },
  approved: { zh: '已批准', en: 'Approved', tone: 'good' },
  declined: { zh: '未通过', en: 'Declined', tone: 'bad' },
  paid: { zh: '已付款', en: 'Paid', tone: 'good' },
};

export const outcomeWords: Readonly<Record<Outcome, StateWords>> = {
  pay: { zh: '全额拨付', en: 'Pay in full', tone: 'good' },
  'pay-part': { zh: '部分拨付', en: 'Pay a part', tone: 'warn' },
  withhold: { zh: '暂缓拨付', en: 'Withhold', tone: 'bad' },
};

export const partyWords: Readonly<Record<Party, Words>> = {
  contractor: { zh: '承办企业', en: 'the contractor' },
  office: { zh: '领导小组办公室', en: 'the office' },
  'commerce-bureau': { zh: '商务局', en: 'the commerce bureau' },
  'inspection-group': { zh: '监督检查小组', en: 'the inspection group' },
  finance: { zh: '财政局', en: 'finance' },
  'leading-group': { zh: '领导小组', en: 'the leading group' },
  nobody: { zh: '无', en: 'nobody' },
};

export const verdictWords: Readonly<Record<'met' | 'partly' | 'not-met', Words>> = {
  met: { zh: '达到', en: 'met' },
  partly: { zh: '基本达到', en: 'partly met' },
  'not-met': { zh: '未达到', en: 'not met' },
};

/** Short names, for a refusal that says which condition stops it; the gate page shows the pack's own. */
export const conditionWords: Readonly<Record<GateConditionId, Words>> = {
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
  'settle-only': { zh: '只能清算，不再拨付', en: 'only settlement remains; nothing more is paid' },
};

export const settlementKinds: Readonly<Record<'unit-price' | 'reimbursement', Words>> = {
  'unit-price': { zh: '单价', en: 'Unit price' },
  reimbursement: { zh: '核定投资', en: 'Verified investment' },
};

export const figureWords: Readonly<Record<FigureName, Words>> = {
  plannedOn: { zh: '计划拨付日', en: 'Planned day' },
  requiredPercent: { zh: '要求进度', en: 'Progress required' },
  progressPercent: { zh: '已受理进度', en: 'Progress accepted' },
  instalmentFen: { zh: '本期金额', en: 'This instalment' },
  contractFen: { zh: '合同金额', en: 'Contract sum' },
  paidFen: { zh: '累计已拨', en: 'Paid so far' },
  leftFen: { zh: '余额', en: 'Left' },
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

export const disbursementEvents: Readonly<Record<string, Words>> = {
  'instalment.requested': { zh: '申请拨付', en: 'Payment requested' },
  'instalment.decided': { zh: '决定拨付', en: 'Payment decided' },
  'instalment.refused': { zh: '决定暂缓', en: 'Withholding decided' },
  'instalment.reopened': { zh: '退回重新审核', en: 'Back for another look' },
  'instalment.paid': { zh: '本期付清', en: 'Instalment paid' },
  'instalment.split-off': { zh: '暂缓部分另列一期', en: 'The withheld part became an instalment of its own' },
  'gate-evaluation.made': { zh: '拨付条件审核', en: 'Gate evaluated' },
  'payment-decision.proposed': { zh: '提出拨付意见', en: 'Decision proposed' },
  'payment-decision.agreed': { zh: '财政会签同意', en: 'Agreed by finance' },
  'payment-decision.objected': { zh: '财政会签不同意', en: 'Objected to by finance' },
  'payment-decision.approved': { zh: '领导小组批准', en: 'Approved by the leading group' },
  'payment-decision.declined': { zh: '未予批准', en: 'Declined' },
  'payment-decision.taken-back': { zh: '事实有变化，收回重新审核', en: 'Taken back: the facts had changed' },
  'payment-decision.paid': { zh: '按决定付款', en: 'Paid as decided' },
  'settlement.made': { zh: '结算', en: 'Settled' },
  'payment.made': { zh: '付款', en: 'Payment made' },
};

export const words = {
  disbursement: { zh: '资金拨付', en: 'Disbursement' },
  intro: {
    zh: '按合同期次拨付。每一期先逐条审核条件，再由具名人员提出、会签、批准、付款。',
    en: 'Contracts are paid by instalments. Each is judged condition by condition, then proposed, agreed, approved and paid by named people.',
  },
  none: {
    zh: '还没有拨付期次；签订合同时一并登记。',
    en: 'No instalments yet; they are entered with the contract.',
  },
  instalment: { zh: '拨付期次', en: 'Instalment' },
  state: { zh: '状态', en: 'State' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  agreement: { zh: '合同', en: 'Contract' },
  amount: { zh: '本期金额', en: 'Amount' },
  capitals: { zh: '大写', en: 'In capitals' },
  planned: { zh: '计划拨付日', en: 'Planned day' },
  condition: { zh: '合同约定的条件', en: 'Condition in the contract' },
  required: { zh: '要求进度', en: 'Progress required' },
  paid: { zh: '已付', en: 'Paid' },
  paidOn: { zh: '付款日期', en: 'Day of payment' },
  contractPaid: { zh: '合同累计已拨', en: 'Paid on the contract' },
  ofContract: { zh: '{paidFen}（合同 {contractFen}）', en: '{paidFen} of {contractFen}' },
  awaits: { zh: '待办', en: 'Awaits' },
  requestedAt: { zh: '申请时间', en: 'Requested' },
  gate: { zh: '拨付条件', en: 'Conditions of payment' },
  asOf: { zh: '按 {day} 的记录审核', en: 'As the records stand on {day}' },
  recommendation: { zh: '审核建议', en: 'Recommendation' },
  recommendedSum: {
    zh: '本期 {amountFen} − 暂缓 {withheldFen} ＝ 建议拨付 {recommendedFen}',
    en: '{amountFen} − withheld {withheldFen} = {recommendedFen} recommended',
  },
  stopped: {
    zh: '有不得突破的条件未达到，建议为零，任何人不能改为拨付。',
    en: 'A condition nobody can pass is not met: the recommendation is nothing, and nobody can make it more.',
  },
  mainBasis: {
    zh: '监管结果是拨付的主要依据，不是唯一依据：决定人可以不同于建议，但须写明理由。',
    en: 'The results are the main basis, not the only one: the decider may depart from them and then says why.',
  },
  met: { zh: '达到', en: 'Met' },
  unmet: { zh: '未达到', en: 'Not met' },
  hardStop: { zh: '不得突破', en: 'Hard stop' },
  ground: { zh: '未达到则暂缓', en: 'Withholds when unmet' },
  metCount: { zh: '{met} 项达到，{unmet} 项未达到', en: '{met} met, {unmet} not met' },
  remedy: { zh: '如何达到', en: 'What turns it green' },
  evidence: { zh: '依据的记录', en: 'Records it rests on' },
  stepsMore: { zh: '再看 {next} 件（还有 {left} 件）', en: 'Show {next} more (of {left})' },
  evidenceMore: { zh: '再看 {next} 条记录（还有 {left} 条）', en: 'Show {next} more records (of {left})' },
  stepBy: { zh: '{party}：{act}', en: '{party}: {act}' },
  stepOn: { zh: '期限 {on}', en: 'by {on}' },
  whyNot: { zh: '为什么还没拨付', en: 'Why it is not paid yet' },
  whyNotMeans: {
    zh: '有 {count} 项条件未达到。下面先列您要办的，再列等待他人的。',
    en: '{count} conditions are not met. What is yours to do stands first, then what waits for others.',
  },
  yours: { zh: '您要办的', en: 'Yours to do' },
  others: { zh: '等待他人的', en: 'Waiting for others' },
  nothingYours: { zh: '没有需要您办理的事项。', en: 'There is nothing for you to do.' },
  allMet: { zh: '全部条件已达到。', en: 'All conditions are met.' },
  nextRequest: { zh: '可以申请本期拨付。', en: 'You may request this instalment.' },
  nextWait: { zh: '已申请，现由{party}办理。', en: 'Requested; it now lies with {party}.' },
  request: { zh: '申请拨付', en: 'Request payment' },
  requestMeans: {
    zh: '向商务局申请本期拨付。申请后条件仍可继续补齐，审核按当天的记录进行。',
    en: 'Asks the commerce bureau for this instalment. Conditions may still be met afterwards; the gate goes by the records of the day.',
  },
  propose: { zh: '提出拨付意见', en: 'Propose a decision' },
  proposeMeans: {
    zh: '保存今天的审核结果并提交财政会签、领导小组审批。与建议不一致的须写明理由。',
    en: 'Keeps today’s evaluation and sends the proposal to finance and the leading group. Departing from the recommendation needs reasons.',
  },
  outcome: { zh: '意见', en: 'Outcome' },
  payAmount: { zh: '拨付金额', en: 'Amount to pay' },
  payAmountHint: { zh: '建议 {recommendedFen}', en: 'Recommended: {recommendedFen}' },
  reasons: { zh: '理由', en: 'Reasons' },
  reasonsHint: {
    zh: '与建议不一致时必填，至少四个字。',
    en: 'Needed where it departs from the recommendation.',
  },
  send: { zh: '提交会签', en: 'Send to finance' },
  agree: { zh: '会签同意', en: 'Agree' },
  agreeMeans: {
    zh: '财政局同意这份意见：{outcome}，{amountFen}。随后由领导小组审批。',
    en: 'Finance agrees to: {outcome}, {amountFen}. The leading group decides next.',
  },
  note: { zh: '会签意见（选填）', en: 'Remark (optional)' },
  financeNote: { zh: '会签意见', en: 'Remark of finance' },
  object: { zh: '不同意', en: 'Object' },
  objectMeans: {
    zh: '这份意见不再往下走，退回商务局。',
    en: 'The proposal goes no further and returns to the bureau.',
  },
  approve: { zh: '批准', en: 'Approve' },
  approveMeans: {
    zh: '批准：{outcome}，{amountFen}。批准时按今天的记录重新审核；所依据的事实有变化的不能批准。',
    en: 'Approves: {outcome}, {amountFen}. The gate is judged again today; if the facts changed it cannot be approved.',
  },
  decline: { zh: '不批准、退回', en: 'Decline' },
  declineMeans: {
    zh: '这份决定作废并退回商务局；已批准未付款的也可退回。',
    en: 'The decision is void and returns to the bureau; so may one that is approved and not yet paid.',
  },
  pay: { zh: '登记付款', en: 'Record the payment' },
  payMeans: {
    zh: '按批准的金额 {amountFen} 付款。只能付一次，登记后不能更改。',
    en: 'Pays the approved {amountFen}. Once only; it cannot be changed afterwards.',
  },
  payPartMeans: {
    zh: '未拨付的部分将另列为一期，合计仍等于合同金额。',
    en: 'What is not paid becomes an instalment of its own; all still sum to the contract.',
  },
  voucher: { zh: '支付凭证号', en: 'Voucher number' },
  decisions: { zh: '拨付决定', en: 'Decisions' },
  noDecisions: { zh: '还没有决定。', en: 'No decision yet.' },
  departs: { zh: '不同于建议', en: 'Departs from the recommendation' },
  recommendedThen: { zh: '当时建议', en: 'Recommended then' },
  proposedBy: { zh: '提出', en: 'Proposed' },
  financeBy: { zh: '财政会签', en: 'Finance' },
  approvedBy: { zh: '领导小组批准', en: 'Leading group' },
  declinedBy: { zh: '未通过', en: 'Declined' },
  byAt: { zh: '{name} {at}', en: '{name}, {at}' },
  settlement: { zh: '结算', en: 'Settlement' },
  settle: { zh: '结算本期', en: 'Settle' },
  settleMeans: {
    zh: '按已受理的数量乘单价，或按核定投资的比例计算；扣除其他期次已结的，不超过本期金额。',
    en: 'Accepted quantity at the price, or the share of verified investment; less what other instalments settled, and never above this one.',
  },
  settleKind: { zh: '结算方式', en: 'Settled by' },
  settlePrice: { zh: '单价', en: 'Price' },
  settleLine: { zh: '建设内容', en: 'Line of the plan' },
  settleInvestment: { zh: '累计核定投资', en: 'Verified investment so far' },
  settledByUnit: {
    zh: '{quantity} {unit} × {unitFen} ＝ {grossFen}，其他期次已结 {earlierFen}，本期结算 {dueFen}',
    en: '{quantity} {unit} × {unitFen} = {grossFen}; {earlierFen} in other instalments; {dueFen} here',
  },
  settledByInvestment: {
    zh: '{investmentFen} × {share} ＝ {grossFen}，其他期次已结 {earlierFen}，本期结算 {dueFen}',
    en: '{investmentFen} × {share} = {grossFen}; {earlierFen} in other instalments; {dueFen} here',
  },
  payment: { zh: '付款', en: 'Payment' },
  paidBy: { zh: '经办', en: 'Paid by' },
  sheet: { zh: '资金拨付审批表', en: 'Approval sheet' },
  openSheet: { zh: '审批表（可打印）', en: 'Approval sheet (for print)' },
  conditionsThen: { zh: '提出时的条件审核', en: 'The conditions as they were judged' },
  packThen: {
    zh: '规则 {pack}（{version}），审核日 {day}，事实摘要 {digest}',
    en: 'Rules {pack} ({version}), judged on {day}, digest of facts {digest}',
  },
  signature: { zh: '签字', en: 'Signature' },
  openInstalment: { zh: '查看本期', en: 'Open the instalment' },
  totals: {
    zh: '已列 {count} 期：金额 {amountFen}，已付 {paidFen}',
    en: '{count} instalments shown: {amountFen}, of which {paidFen} paid',
  },
  localSupplement: { zh: '本地补充规定', en: 'Local supplement' },
} as const;

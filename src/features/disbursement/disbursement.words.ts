import type { Words } from '#kernel/words.ts';
import type { Outcome, Party } from './disbursement.model.ts';

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

export const settlementKinds: Readonly<Record<'unit-price' | 'reimbursement', Words>> = {
  'unit-price': { zh: '单价', en: 'Unit price' },
  reimbursement: { zh: '核定投资', en: 'Verified investment' },
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
  'payment-suspension.lifted': { zh: '恢复拨付', en: 'Suspension of payments lifted' },
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
  warning: { zh: '只提醒，不暂缓', en: 'Warns, withholds nothing' },
  countysChoice: { zh: '本县规定', en: 'This county’s choice' },
  metCount: { zh: '{met} 项达到，{unmet} 项未达到', en: '{met} met, {unmet} not met' },
  remedy: { zh: '如何达到', en: 'What turns it green' },
  evidence: { zh: '依据的记录', en: 'Records it rests on' },
  stepsMore: { zh: '再看 {next} 件（还有 {left} 件）', en: 'Show {next} more (of {left})' },
  evidenceMore: { zh: '再看 {next} 条记录（还有 {left} 条）', en: 'Show {next} more records (of {left})' },
  stepBy: { zh: '{party}：{act}', en: '{party}: {act}' },
  stepOn: { zh: '期限 {on}', en: 'by {on}' },
  whyNot: { zh: '为什么还没拨付', en: 'Why it is not paid yet' },
  payable: {
    zh: '现在可以拨付 {payFen}（{capitals}），本期 {amountFen}。',
    en: '{payFen} of {amountFen} can be paid now ({capitals}).',
  },
  nextOwn: { zh: '您下一步：{act}', en: 'Your next step: {act}' },
  nextOther: { zh: '下一步由{party}办理：{act}', en: 'Next, {party}: {act}' },
  othersCount: { zh: '等待他人的（{count} 件）', en: 'Waiting for others ({count})' },
  metFolded: { zh: '已达到的（{count} 项）', en: 'Met ({count})' },
  earlierDecisions: { zh: '以前的决定（{count} 份）', en: 'Earlier decisions ({count})' },
  withheld: { zh: '暂缓 {fen}', en: 'Withholds {fen}' },
  yours: { zh: '您要办的', en: 'Yours to do' },
  others: { zh: '等待他人的', en: 'Waiting for others' },
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
  settleNote: { zh: '核定依据', en: 'What it was verified by' },
  settleNoteHint: {
    zh: '签到表、验收单、投资凭证等，写清核对了什么；记入历史。',
    en: 'Attendance sheets, acceptance records, vouchers: what was checked. It becomes part of the history.',
  },
  settleInvestmentHint: {
    zh: '自合同签订以来核定的总额，不只是本期的。',
    en: 'All that was verified since the contract was signed, not of this instalment alone.',
  },
  settleLineHint: {
    zh: '单位须与单价一致；数量取最近一次受理的累计数。',
    en: 'Its unit is the price’s; the quantity is the newest accepted total.',
  },
  lineTotal: { zh: '{content}（已受理 {total} {unit}）', en: '{content} ({total} {unit} accepted)' },
  lineNothing: { zh: '{content}（尚无受理的数量）', en: '{content} (nothing accepted yet)' },
  settledRest: {
    zh: '其余 {restFen} 不在本期：本期不超过合同约定的金额，并按规则取整，尾数归最后一期。',
    en: 'The other {restFen} is not for this instalment: it stays within the agreed amount and is cut as the rules round; the rest goes to the last one.',
  },
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

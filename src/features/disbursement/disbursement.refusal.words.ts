import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import { proposalRefusals } from '../proposal/proposal.words.ts';

export const disbursementRefusals = {
  ...recusalRefusals,
  ...proposalRefusals,
  'suspension.not-found': {
    zh: '没有这项暂停拨付。',
    en: 'There is no such suspension of payments.',
  },
  'disbursement.not-suspended': {
    zh: '这项暂停拨付已于 {liftedOn} 恢复，不必再办。',
    en: 'This suspension was lifted on {liftedOn}; nothing is left to do.',
  },
  'disbursement.not-found': {
    zh: '没有这一期拨付，或者它不归您查看。',
    en: 'There is no such instalment, or it is not yours to see.',
  },
  'disbursement.not-permitted': { zh: '这一步不由您办理。', en: 'This step is not yours to take.' },
  'disbursement.changed-meanwhile': {
    zh: '您看到之后，已有人办理到第 {version} 版。',
    en: 'Somebody has taken it to version {version} since you looked.',
  },
  'disbursement.wrong-state': {
    zh: '本期现在是“{state}”，不能这样办理。',
    en: 'The instalment is now “{state}”; this cannot be done.',
    next: {
      zh: '承办企业申请之后，商务局才能提出意见；已在办理的不必再申请。',
      en: 'The contractor requests first; what is under way need not be requested again.',
    },
  },
  'disbursement.paid-already': {
    zh: '本期已经付款，同一期不付两次。',
    en: 'This instalment is paid, and none is paid twice.',
  },
  'disbursement.hard-stop': {
    zh: '有不得突破的条件未达到：{conditions}。写明理由也不能拨付，只能暂缓。',
    en: 'A condition nobody can pass is not met: {conditions}. No reasons help; it can only be withheld.',
    next: {
      zh: '见审核清单中该条件的“如何达到”。',
      en: 'See in the list what would turn the condition green.',
    },
  },
  'disbursement.above-instalment': {
    zh: '金额 {amountFen} 超过本期应拨的 {instalmentFen}。',
    en: '{amountFen} is more than the instalment of {instalmentFen}.',
    next: { zh: '把金额降到本期应拨金额以内。', en: 'Lower the amount to the instalment.' },
  },
  'disbursement.above-settlement': {
    zh: '金额 {amountFen} 超过结算所得的 {settledFen}。',
    en: '{amountFen} is more than the {settledFen} it was settled at.',
    next: { zh: '把金额降到结算所得以内，或者重新结算。', en: 'Lower the amount, or settle anew.' },
  },
  'disbursement.settlement-missing': {
    zh: '本县按核定数量或核定投资拨付，本期还没有结算。',
    en: 'This county pays by verified quantity or investment, and this instalment is not settled yet.',
    next: { zh: '商务局先结算本期。', en: 'The bureau settles it first.' },
  },
  'disbursement.settlement-kind': {
    zh: '本县制度不按“{kind}”拨付。',
    en: 'The regime does not pay by “{kind}”.',
    next: { zh: '改用列出的结算方式。', en: 'Settle in one of the ways listed.' },
  },
  'disbursement.settlement-line': {
    zh: '所选建设内容不在本合同之内。',
    en: 'The chosen line is not one this contract promises.',
    next: { zh: '从列出的建设内容中选择。', en: 'Choose one of the lines listed.' },
  },
  'disbursement.settlement-unit': {
    zh: '所选建设内容按“{unit}”计，所选单价不按这个单位。',
    en: 'The chosen line is counted in “{unit}”, and the chosen price is not.',
    next: {
      zh: '改选单位一致的单价和建设内容；方案的单位有误的，先修订方案。',
      en: 'Choose a price and a line of the same unit; where the plan has the wrong unit, revise the plan first.',
    },
  },
  'disbursement.unit-price-unknown': {
    zh: '制度没有这项单价。',
    en: 'The regime has no such price.',
    next: { zh: '从列出的单价中选择。', en: 'Choose one of the prices listed.' },
  },
  'disbursement.nothing-to-settle': {
    zh: '按核定结果合计 {grossFen}，其他期次已结 {earlierFen}，本期没有可结算的。',
    en: 'All in all {grossFen} is due and {earlierFen} settled in other instalments: nothing is left to settle here.',
    next: {
      zh: '先受理新的月报数量，或者核定新的投资，再结算。',
      en: 'Accept further quantities or verify further investment first.',
    },
  },
  'disbursement.above-contract': {
    zh: '付款后累计将超过合同金额。',
    en: 'With this payment the contract sum would be exceeded.',
  },
  'disbursement.outcome-mismatch': {
    zh: '意见“{outcome}”与金额 {amountFen} 不符（本期 {instalmentFen}）。',
    en: '“{outcome}” does not fit {amountFen} of an instalment of {instalmentFen}.',
    next: {
      zh: '全额填本期金额，部分填大于零、小于本期的金额，暂缓填零。',
      en: 'In full: the whole instalment; a part: more than nothing and less than all; withheld: nothing.',
    },
  },
  'disbursement.reasons-required': {
    zh: '金额 {amountFen} 与审核建议 {recommendedFen} 不一致，须写明理由（至少 {least} 个字）。',
    en: '{amountFen} departs from the recommended {recommendedFen}: say why, in at least {least} characters.',
  },
  'disbursement.facts-changed': {
    zh: '您看到审核结果之后，所依据的事实有了变化。',
    en: 'The facts have changed since the gate was looked at.',
    next: {
      zh: '提出意见的，请按表单上方列出的变化核对，采用最新审核结果后再提交；审批的，请退回，由商务局重新审核。',
      en: 'Proposing: look at the changes listed above the form, take today’s evaluation and send again. Approving: decline it and let the bureau judge it anew.',
    },
  },
  'disbursement.facts-unchanged': {
    zh: '这份意见所依据的事实没有变化，不能收回，由财政局和领导小组决定。',
    en: 'The facts of this proposal have not changed; it is for finance and the leading group to decide.',
  },
  'disbursement.decision-open': {
    zh: '本期已有一份意见正在办理。',
    en: 'A proposal for this instalment is already under way.',
  },
  'disbursement.decision-wrong-state': {
    zh: '这份决定现在是“{decisionState}”，不能这样办理。',
    en: 'The decision is “{decisionState}”; this cannot be done.',
  },
  'disbursement.same-person': {
    zh: '提出、会签、批准、付款须由不同的人办理。',
    en: 'Who proposed, agreed, approved or pays must be different people.',
  },
  'disbursement.finance-first': { zh: '须先经财政局会签。', en: 'Finance has to agree first.' },
  'disbursement.not-approved': {
    zh: '没有批准拨付的决定，不能付款（现为“{decisionState}”）。',
    en: 'Without an approved decision nothing is paid (it is “{decisionState}”).',
  },
  'disbursement.paid-on-impossible': {
    zh: '付款日应在批准日 {approvedOn} 至今天 {todayOn} 之间。',
    en: 'The day of payment lies between the approval on {approvedOn} and today, {todayOn}.',
  },
  'disbursement.voucher-taken': {
    zh: '凭证号 {voucher} 已用于另一笔付款。',
    en: 'Voucher {voucher} belongs to another payment.',
  },
} as const;

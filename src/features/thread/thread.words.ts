import type { Words } from '#kernel/words.ts';
import type { ArrowKind, GapCode, NodeType, Stage } from './thread.model.ts';

export const nodeWords: Readonly<Record<NodeType, Words>> = {
  clause: { zh: '条款', en: 'Clause' },
  obligation: { zh: '监管义务', en: 'Obligation' },
  'monthly-report': { zh: '月报', en: 'Monthly report' },
  inspection: { zh: '监督检查', en: 'Inspection' },
  finding: { zh: '问题', en: 'Finding' },
  'supervision-letter': { zh: '督办函', en: 'Supervision letter' },
  rectification: { zh: '整改', en: 'Rectification' },
  're-inspection': { zh: '复查', en: 'Re-inspection' },
  'gate-evaluation': { zh: '拨付条件审核', en: 'Payment gate' },
  'payment-decision': { zh: '拨付决定', en: 'Payment decision' },
  payment: { zh: '付款', en: 'Payment' },
  facility: { zh: '站点、中心', en: 'Facility' },
  agreement: { zh: '合同', en: 'Contract' },
  instalment: { zh: '拨付期次', en: 'Instalment' },
};

export const stageWords: Readonly<Record<Stage, Words>> = {
  clause: { zh: '条款', en: 'Clause' },
  obligation: { zh: '义务', en: 'Obligation' },
  check: { zh: '检查与月报', en: 'Inspection and report' },
  finding: { zh: '问题', en: 'Finding' },
  letter: { zh: '督办函', en: 'Letter' },
  rectification: { zh: '整改与复查', en: 'Rectification' },
  gate: { zh: '条件审核', en: 'Payment gate' },
  payment: { zh: '决定与付款', en: 'Decision and payment' },
  context: { zh: '所属', en: 'Belongs to' },
};

/** Read from the arrow's beginning to its end. */
export const arrowWords: Readonly<Record<ArrowKind, Words>> = {
  requires: { zh: '要求', en: 'requires' },
  fulfils: { zh: '履行', en: 'fulfils' },
  found: { zh: '发现', en: 'found' },
  breaches: { zh: '违反', en: 'breaches' },
  'demanded-in': { zh: '列入', en: 'is demanded in' },
  orders: { zh: '责令', en: 'orders' },
  verifies: { zh: '复查', en: 'verifies' },
  weighs: { zh: '计入', en: 'is weighed in' },
  decides: { zh: '据以决定', en: 'is decided on in' },
  pays: { zh: '据以付款', en: 'is paid by' },
  concerns: { zh: '涉及', en: 'concerns' },
};

export const gapWords: Readonly<Record<GapCode, Words>> = {
  'obligation-without-clause': { zh: '未见所依据的条款', en: 'The clause it rests on is not recorded' },
  'obligation-missed': { zh: '到期未履行，已漏', en: 'Missed: nothing fulfilled it in time' },
  'obligation-overdue': { zh: '已到期，尚未履行', en: 'Past its due day and not yet fulfilled' },
  'inspection-without-obligation': {
    zh: '例行检查未对应任何义务',
    en: 'A routine inspection that answers no obligation',
  },
  'inspection-not-signed': {
    zh: '已提交，检查组尚未签认齐全',
    en: 'Submitted and not yet signed by the whole team',
  },
  'finding-without-inspection': {
    zh: '未见所出自的检查',
    en: 'The inspection it comes from is not recorded',
  },
  'finding-without-clause': { zh: '未见所违反的条款', en: 'The clause it breaches is not recorded' },
  'finding-without-letter': { zh: '问题已确认，未列入督办函', en: 'Confirmed, and in no supervision letter' },
  'finding-letter-not-issued': {
    zh: '督办函尚为草稿，未印发',
    en: 'Its letter is a draft and not yet issued',
  },
  'letter-not-served': { zh: '已印发，尚未送达', en: 'Issued and not yet served' },
  'letter-without-order': { zh: '已送达，未见整改事项', en: 'Served, and no rectification runs from it' },
  'rectification-without-letter': {
    zh: '未见所依据的督办函',
    en: 'The letter that orders it is not recorded',
  },
  'rectification-overdue': { zh: '逾期未销号', en: 'Past its deadline and not closed' },
  'rectification-not-reinspected': { zh: '未见复查记录', en: 'No re-inspection is recorded' },
  'rectification-not-closed': { zh: '复查通过，尚未销号', en: 'Verified and not yet closed' },
  'decision-without-evaluation': {
    zh: '未见所依据的条件审核',
    en: 'The evaluation it rests on is not recorded',
  },
  'decision-not-paid': { zh: '已决定，尚未付款', en: 'Decided and not yet paid' },
  'payment-without-decision': { zh: '未见所依据的拨付决定', en: 'The decision it rests on is not recorded' },
};

export const threadRefusals = {
  'thread.not-found': {
    zh: '没有这条记录，或者您无权查看。',
    en: 'There is no such record, or it is not yours to see.',
  },
} as const satisfies Record<string, Words>;

import type { Words } from '#kernel/words.ts';
import type { ArrowKind, GapCode, NodeType, Stage } from './thread.model.ts';

export const nodeWords: Readonly<Record<NodeType, Words>> = {
  clause: { zh: '条款', en: 'Clause' },
  obligation: { zh: '监管义务', en: 'Obligation' },
  'monthly-report': { zh: '月报', en: 'Monthly report' },
  draw: { zh: '抽查抽取', en: 'Draw' },
  inspection: { zh: '监督检查', en: 'Inspection' },
  finding: { zh: '问题', en: 'Finding' },
  'supervision-letter': { zh: '督办函', en: 'Supervision letter' },
  rectification: { zh: '整改', en: 'Rectification' },
  're-inspection': { zh: '复查', en: 'Re-inspection' },
  disqualification: { zh: '取消资格案件', en: 'Disqualification case' },
  'disqualification-decision': { zh: '取消资格决定', en: 'Decision on disqualification' },
  score: { zh: '评分', en: 'Score' },
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
  case: { zh: '取消承办资格', en: 'Disqualification' },
  score: { zh: '评分', en: 'Score' },
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
  revokes: { zh: '撤销', en: 'revokes' },
  verifies: { zh: '复查', en: 'verifies' },
  answers: { zh: '为之抽取', en: 'is drawn for' },
  sends: { zh: '据以检查', en: 'sends' },
  repeats: { zh: '重新抽取自', en: 'repeats' },
  weighs: { zh: '计入', en: 'is weighed in' },
  founds: { zh: '据以立案', en: 'is a ground of' },
  decides: { zh: '据以决定', en: 'is decided on in' },
  pays: { zh: '据以付款', en: 'is paid by' },
  concerns: { zh: '涉及', en: 'concerns' },
};

export const gapWords: Readonly<Record<GapCode, Words>> = {
  'obligation-without-clause': { zh: '未见所依据的条款', en: 'The clause it rests on is not recorded' },
  'obligation-missed': { zh: '到期未履行，已漏', en: 'Missed: nothing fulfilled it in time' },
  'obligation-overdue': { zh: '已到期，尚未履行', en: 'Past its due day and not yet fulfilled' },
  'draw-not-visited': {
    zh: '检查周期已过，抽中的对象尚未全部检查',
    en: 'Its period is over, and not all that was drawn was visited',
  },
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
  'score-without-inspection': {
    zh: '未见所依据的检查',
    en: 'No inspection that it rests on is recorded',
  },
  'score-not-confirmed': {
    zh: '考核期已满，评分尚未确认',
    en: 'Its period is over and the score is not confirmed',
  },
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

/** The columns of the page: neighbouring stages that are read together. */
export const laneWords = {
  basis: { zh: '依据', en: 'Basis' },
  check: { zh: '检查与月报', en: 'Checked and reported' },
  finding: { zh: '问题', en: 'Found' },
  letter: { zh: '督办函', en: 'Demanded' },
  rectification: { zh: '整改与复查', en: 'Put right' },
  case: { zh: '取消承办资格', en: 'Disqualification' },
  money: { zh: '评分、审核与付款', en: 'Scored, judged and paid' },
} as const satisfies Record<string, Words>;

export const words = {
  thread: { zh: '来龙去脉', en: 'The thread' },
  lead: {
    zh: '从条款到付款，由每一步的办理记录连成。点选任一环即以它为中心；方向键可沿箭头行走。',
    en: 'From clause to payment, joined by the acts themselves. Choose any record to centre it; arrow keys walk along the arrows.',
  },
  open: { zh: '打开记录', en: 'Open the record' },
  gaps: { zh: '缺环', en: 'Gaps' },
  gapsMean: {
    zh: '应当有而没有的环节，如实列出，不予补画。',
    en: 'Steps that ought to be there and are not: shown as they are, never drawn over.',
  },
  noGaps: { zh: '没有缺环。', en: 'No gaps.' },
  since: { zh: '自 {since}', en: 'since {since}' },
  belongs: { zh: '所属', en: 'Belongs to' },
  arrows: { zh: '环节之间', en: 'Arrow by arrow' },
  arrowCount: { zh: '共 {count} 条', en: 'Show all {count}' },
  noArrows: { zh: '还没有任何环节与它相连。', en: 'Nothing is joined to it yet.' },
  from: { zh: '自', en: 'From' },
  arrow: { zh: '关系', en: 'Relation' },
  to: { zh: '至', en: 'To' },
  drawn: { zh: '形成时间', en: 'Drawn' },
  act: { zh: '所依据的办理', en: 'By the act' },
  by: { zh: '办理人', en: 'By' },
  stage: { zh: '环节', en: 'Stage' },
  record: { zh: '记录', en: 'Record' },
  state: { zh: '状态', en: 'State' },
  day: { zh: '日期', en: 'Day' },
  responsible: { zh: '责任人', en: 'Responsible' },
  more: { zh: '另有 {count} 项{kind}', en: '{count} more: {kind}' },
  bounded: {
    zh: '相连的记录很多，本页只列出其中 {count} 条；请从更近的一环查看。',
    en: 'Much hangs together here; {count} records are shown. Start from a record nearer to what you seek.',
  },
  printable: { zh: '打印页', en: 'To print' },
  back: { zh: '返回全图', en: 'Back to the page' },
  dueOn: { zh: '期限', en: 'Due' },
  event: { zh: '事件编号', en: 'Event' },
} as const satisfies Record<string, Words>;

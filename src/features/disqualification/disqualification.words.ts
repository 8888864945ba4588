import type { Words } from '#kernel/words.ts';
import type { ProcedureStepId } from '../regime/regime.model.ts';
import type { CaseState, LateReason, Outcome, ServiceMethod, Vote } from './disqualification.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';
type StateWords = Words & { readonly tone: Tone };

export const caseStateWords: Readonly<Record<CaseState, StateWords>> = {
  open: { zh: '办理中', en: 'Under way', tone: 'busy' },
  kept: { zh: '不予取消', en: 'Not disqualified', tone: 'good' },
  disqualified: { zh: '已取消承办资格', en: 'Disqualified', tone: 'bad' },
  settled: { zh: '已取消，清算完毕', en: 'Disqualified and settled', tone: 'bad' },
  closed: { zh: '结案（未作决定）', en: 'Closed without a decision', tone: 'plain' },
};

export const stepWords: Readonly<Record<ProcedureStepId, Words>> = {
  notice: { zh: '告知', en: 'Notice' },
  statement: { zh: '陈述申辩', en: 'Statement and defence' },
  hearing: { zh: '听证', en: 'Hearing' },
  deliberation: { zh: '集体研究', en: 'Collective deliberation' },
  decision: { zh: '决定', en: 'Decision' },
  service: { zh: '送达', en: 'Service of the decision' },
  settlement: { zh: '清算', en: 'Settlement' },
};

export const standingWords: Readonly<Record<'done' | 'next' | 'later' | 'not-asked' | 'not-needed', Words>> =
  {
    done: { zh: '已办', en: 'Done' },
    next: { zh: '现在这一步', en: 'The step now' },
    later: { zh: '尚未到', en: 'Later' },
    'not-asked': { zh: '未要求听证', en: 'Not asked for' },
    'not-needed': { zh: '不需要', en: 'Not needed' },
  };

export const partyWords: Readonly<Record<'office' | 'contractor' | 'leading-group', Words>> = {
  office: { zh: '领导小组办公室', en: 'Office of the leading group' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  'leading-group': { zh: '领导小组', en: 'Leading group' },
};

export const outcomeWords: Readonly<Record<Outcome, StateWords>> = {
  cancel: { zh: '取消承办资格', en: 'Disqualify', tone: 'bad' },
  keep: { zh: '不予取消', en: 'Do not disqualify', tone: 'good' },
};

export const voteWords: Readonly<Record<Vote, StateWords>> = {
  cancel: { zh: '同意取消', en: 'For disqualification', tone: 'bad' },
  keep: { zh: '不同意取消', en: 'Against', tone: 'good' },
  abstain: { zh: '弃权', en: 'Abstained', tone: 'plain' },
};

export const lateWords: Readonly<Record<LateReason, StateWords>> = {
  overdue: { zh: '逾期仍未整改', en: 'Overdue and not rectified', tone: 'bad' },
  'reported-late': { zh: '整改报告逾期', en: 'Reported late', tone: 'warn' },
};

export const methodWords: Readonly<Record<ServiceMethod, Words>> = {
  direct: { zh: '直接送达', en: 'By hand' },
  left: { zh: '留置送达', en: 'Left at the premises' },
  post: { zh: '邮寄送达', en: 'By post' },
  entrusted: { zh: '委托送达', en: 'Through another body' },
  'public-notice': { zh: '公告送达', en: 'By public notice' },
  electronic: { zh: '电子送达', en: 'Electronically' },
};

export const disqualificationEvents: Readonly<Record<string, Words>> = {
  'disqualification.opened': { zh: '立案，固定事实', en: 'Case opened, facts frozen' },
  'disqualification.notified': {
    zh: '送达拟取消承办资格告知书',
    en: 'Notice of the intended decision served',
  },
  'disqualification.stated': { zh: '承办企业陈述申辩', en: 'Contractor stated its defence' },
  'disqualification.silence-recorded': {
    zh: '期满未陈述申辩，予以记录',
    en: 'Time passed in silence, recorded',
  },
  'disqualification.hearing-asked': { zh: '承办企业要求听证', en: 'Contractor asked for a hearing' },
  'disqualification.hearing-announced': { zh: '通知听证', en: 'Hearing announced' },
  'disqualification.heard': { zh: '举行听证', en: 'Hearing held' },
  'disqualification.deliberated': { zh: '领导小组集体研究', en: 'Leading group deliberated' },
  'disqualification.decided': { zh: '作出决定', en: 'Decided' },
  'disqualification.served': { zh: '送达决定书', en: 'Decision served' },
  'disqualification.settled': { zh: '清算完毕', en: 'Settled' },
  'disqualification.held': { zh: '决定暂停拨付', en: 'Payments held' },
  'disqualification.released': { zh: '恢复拨付', en: 'Hold released' },
  'disqualification.closed': { zh: '结案，不予取消', en: 'Closed without disqualification' },
};

export const words = {
  cases: { zh: '取消承办资格', en: 'Disqualification' },
  case: { zh: '取消资格案件', en: 'Disqualification case' },
  intro: {
    zh: '计数只提示“可以立案”，不取消任何人的资格；是否取消，由领导小组依程序视情况决定。',
    en: 'Counting only says that a case may be opened; it disqualifies nobody. The leading group decides, by the procedure, as circumstances warrant.',
  },
  ownIntro: {
    zh: '涉及您这家承办企业的案件、所依据的事实，以及您可以做什么、到哪一天为止。',
    en: 'The cases that concern you, the facts they rest on, and what you may do until when.',
  },
  none: { zh: '没有案件。', en: 'No cases.' },
  number: { zh: '案号', en: 'Case' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  ground: { zh: '事由', en: 'Ground' },
  state: { zh: '状态', en: 'State' },
  openedOn: { zh: '立案日期', en: 'Opened' },
  openedBy: { zh: '立案人', en: 'Opened by' },
  next: { zh: '下一步', en: 'Next' },
  due: { zh: '期限', en: 'Due' },
  by: { zh: '由谁办理', en: 'By' },
  held: { zh: '暂停拨付', en: 'Payments held' },
  counting: { zh: '事实计数', en: 'Counting' },
  countingLead: {
    zh: '截至 {asOf}，自 {sinceOn} 起的 {months} 个月',
    en: 'As of {asOf}, {months} months from {sinceOn}',
  },
  mayBeOpened: { zh: '可以立案', en: 'A case may be opened' },
  statedMeans: { zh: '由办公室举证', en: 'stated and proved by the office' },
  belowCount: { zh: '尚不够立案', en: 'Not enough for a case' },
  caseRuns: { zh: '已有案件', en: 'Case under way' },
  problems: { zh: '问题', en: 'Problems' },
  ofNeeded: { zh: '{count} / 须 {need}', en: '{count} of {need} needed' },
  notInTime: { zh: '其中未及时整改', en: 'Not rectified in time' },
  progress: { zh: '进度', en: 'Progress' },
  planned: { zh: '应达', en: 'Planned' },
  reached: { zh: '实达', en: 'Reached' },
  contract: { zh: '合同', en: 'Contract' },
  below: { zh: '低于应达进度的 {share}', en: 'below {share} of what was planned' },
  finding: { zh: '问题编号', en: 'Finding' },
  fact: { zh: '事实', en: 'Fact' },
  foundOn: { zh: '发现日期', en: 'Found' },
  deadline: { zh: '整改期限', en: 'Deadline' },
  reportedOn: { zh: '报告日', en: 'Reported' },
  counts: { zh: '计入理由', en: 'Why it counts' },
  countsProblem: { zh: '存在问题', en: 'A problem' },
  repeat: { zh: '重复问题', en: 'Repeat' },
  noProblems: { zh: '该期间没有计入的问题。', en: 'No problem counts within the period.' },
  moreFindings: { zh: '再列 {next} 个（还有 {left} 个）', en: 'Show {next} more ({left} left)' },
  summary: {
    zh: '问题 {counted} 个，未及时整改 {late} 个',
    en: '{counted} problems, {late} not rectified in time',
  },
  facts: { zh: '立案时固定的事实', en: 'The facts, frozen when the case was opened' },
  factsNow: { zh: '现在的事实', en: 'The facts as they are' },
  open: { zh: '立案', en: 'Open a case' },
  openLead: {
    zh: '立案即固定以下事实和本县现行的程序；此后事实、程序天数和表决规则不再变动。立案不是决定。',
    en: 'Opening freezes these facts and the procedure in force; neither the facts nor its days nor the rule of voting change afterwards. Opening is not deciding.',
  },
  reasons: { zh: '理由', en: 'Reasons' },
  openReasonsHint: {
    zh: '为什么视情况应当立案：写明事实、情节和已经采取的督办措施。',
    en: 'Why circumstances warrant a case: the facts, how grave, and what was done before.',
  },
  evidence: { zh: '证据材料', en: 'Evidence' },
  evidenceHint: { zh: '由人举证的事由至少一份。', en: 'A stated ground needs at least one piece.' },
  groundNotOpen: { zh: '（事实尚不够）', en: ' (not borne out yet)' },
  procedure: { zh: '程序', en: 'Procedure' },
  doneOn: { zh: '{on} 办理', en: 'done on {on}' },
  fromOn: { zh: '{on} 起可办', en: 'from {on}' },
  overdue: { zh: '已逾期', en: 'Overdue' },
  lateDone: { zh: '逾期办理', en: 'Done late' },
  provisional: { zh: '暂定', en: 'provisional' },
  yourRights: { zh: '您现在可以做什么', en: 'What you may do now' },
  speakUntil: {
    zh: '可以陈述、申辩并提交证据，到 {on} 二十四时为止。',
    en: 'You may state your case and bring evidence until the end of {on}.',
  },
  hearUntil: {
    zh: '可以要求听证，到 {on} 为止；要求了就必须举行。',
    en: 'You may ask for a hearing until {on}; once asked for, it must be held.',
  },
  hearingWaits: { zh: '已要求听证，等待通知。', en: 'You have asked for a hearing; it will be announced.' },
  hearingAt: { zh: '听证：{on}，{place}', en: 'Hearing: {on}, {place}' },
  timeOver: {
    zh: '陈述申辩期限（{on}）已过，等待领导小组研究决定。',
    en: 'The time to speak ended on {on}; the leading group decides.',
  },
  remedy: {
    zh: '对决定不服的，可以依法提出质疑、投诉，或者依合同约定的方式解决争议。',
    en: 'Against the decision you may object or complain as the law provides, or use the way of settling disputes agreed in the contract.',
  },
  served: { zh: '送达情况', en: 'Service' },
  notice: { zh: '拟取消承办资格告知书', en: 'Notice of the intended decision' },
  noticeMeans: {
    zh: '告知书写明事实、依据和权利，送达之次日起计算陈述申辩期限。',
    en: 'It states facts, basis and rights. The time to speak runs from the day after service.',
  },
  documentNumber: { zh: '文号', en: 'Document number' },
  method: { zh: '送达方式', en: 'Method' },
  receiver: { zh: '签收人', en: 'Received by' },
  witness: { zh: '见证人', en: 'Witness' },
  witnessHint: { zh: '留置送达必填', en: 'Required where it is left at the premises' },
  servedOn: { zh: '送达日期', en: 'Served on' },
  receipt: { zh: '送达回证', en: 'Receipt of service' },
  receiptHint: {
    zh: '送达回证、邮寄单、照片等，至少一份。',
    en: 'The signed receipt, postal slip or photo; at least one.',
  },
  serveNotice: { zh: '登记告知送达', en: 'Record service of the notice' },
  statements: { zh: '陈述申辩', en: 'Statement and defence' },
  noStatement: { zh: '尚未陈述申辩。', en: 'Nothing has been said yet.' },
  silent: { zh: '期满未陈述申辩，已如实记录。', en: 'Nothing was said within the time; that is recorded.' },
  defend: { zh: '陈述申辩', en: 'State your defence' },
  defendMore: { zh: '补充陈述申辩', en: 'Add to your defence' },
  defendMeans: {
    zh: '到 {on} 为止可以多次提出；提出后不能修改或者撤回。',
    en: 'You may speak more than once until {on}; what is said cannot be changed or withdrawn.',
  },
  defendText: { zh: '陈述和申辩意见', en: 'What you have to say' },
  recordSilence: { zh: '记录期满未提出', en: 'Record that nothing was said' },
  recordSilenceMeans: {
    zh: '陈述申辩期限已满，承办企业没有提出。',
    en: 'The time to speak has run and the contractor said nothing.',
  },
  hearing: { zh: '听证', en: 'Hearing' },
  askHearing: { zh: '要求听证', en: 'Ask for a hearing' },
  askHearingMeans: {
    zh: '要求后必须举行听证，办公室将提前通知时间和地点。',
    en: 'The hearing must then be held; the office announces its day and place in advance.',
  },
  askedOn: { zh: '要求听证日期', en: 'Asked for on' },
  announceHearing: { zh: '通知听证', en: 'Announce the hearing' },
  announceAgain: { zh: '改期并重新通知', en: 'Announce another day' },
  announceHearingMeans: {
    zh: '须提前通知，最早可定在 {on}。',
    en: 'Announced in advance: {on} at the earliest.',
  },
  hearingOn: { zh: '听证日期', en: 'Day of the hearing' },
  place: { zh: '地点', en: 'Place' },
  hear: { zh: '记录听证', en: 'Record the hearing' },
  hearMeans: {
    zh: '主持人不能是立案人；笔录须附卷。',
    en: 'Not chaired by whoever opened the case; the record is filed.',
  },
  chair: { zh: '主持人', en: 'Chair' },
  contractorPresent: { zh: '承办企业到场', en: 'Contractor present' },
  hearingSummary: { zh: '听证情况', en: 'What was heard' },
  minutes: { zh: '笔录、纪要', en: 'Minutes' },
  minutesHint: {
    zh: '签字的笔录或者会议纪要，至少一份。',
    en: 'The signed record or minutes; at least one.',
  },
  deliberation: { zh: '集体研究', en: 'Collective deliberation' },
  deliberate: { zh: '记录集体研究', en: 'Record the deliberation' },
  deliberateMeans: {
    zh: '可表决 {of} 人，到会须 {least} 人以上（{quorum}）；同意取消的须超过到会人数的 {majority}，弃权计入到会。有利害关系的成员不参加。',
    en: 'Of {of} who may vote at least {least} must be there ({quorum}), and more than {majority} of those present must be for it, abstentions counted as present. Members related to the contractor take no part.',
  },
  deliberateAtLeast: {
    zh: '可表决 {of} 人，到会须 {least} 人以上（{quorum}）；同意取消的须达到到会人数的 {majority} 以上（含本数），弃权计入到会。有利害关系的成员不参加。',
    en: 'Of {of} who may vote at least {least} must be there ({quorum}), and at least {majority} of those present must be for it, abstentions counted as present. Members related to the contractor take no part.',
  },
  tally: { zh: '到会 {present} 人，同意取消 {forIt} 人：', en: '{present} present, {forIt} for it:' },
  tallyShort: { zh: '人数不足，须 {least} 人以上', en: 'too few, at least {least} are needed' },
  deliberatedOn: { zh: '会议日期', en: 'Held on' },
  voteOf: { zh: '{person} 的表决', en: 'Vote of {person}' },
  absent: { zh: '未到', en: 'Absent' },
  present: { zh: '到场', en: 'Present' },
  stepBasis: { zh: '依据', en: 'Basis' },
  recused: { zh: '应当回避', en: 'recused' },
  deliberationSummary: { zh: '研究意见', en: 'What was considered' },
  attendance: { zh: '到会', en: 'Present' },
  attendanceIs: { zh: '可表决 {of} 人，到会 {present} 人', en: '{present} of {of} who may vote' },
  result: { zh: '表决结果', en: 'Result of the vote' },
  votes: { zh: '表决', en: 'Votes' },
  recordedBy: { zh: '记录人', en: 'Recorded by' },
  decision: { zh: '决定', en: 'Decision' },
  decide: { zh: '作出决定', en: 'Decide' },
  decideMeans: {
    zh: '决定须与表决一致（{result}），由记录人以外的人签发；送达后生效。',
    en: 'The decision follows the vote ({result}) and is signed by another than the recorder; it takes effect with its service.',
  },
  outcome: { zh: '决定内容', en: 'Decision' },
  decideReasonsHint: {
    zh: '写明事实、理由、依据，以及对陈述申辩意见的采纳情况。',
    en: 'Facts, reasons, basis, and how the defence was weighed.',
  },
  decidedBy: { zh: '签发人', en: 'Signed by' },
  decidedOn: { zh: '决定日期', en: 'Decided on' },
  service: { zh: '决定书送达', en: 'Service of the decision' },
  serve: { zh: '登记决定送达', en: 'Record service of the decision' },
  serveMeans: {
    zh: '送达之日起生效：取消的，该承办企业的一切拨付即行停止。',
    en: 'It takes effect with service: on disqualification every payment to this contractor stops.',
  },
  settlement: { zh: '清算', en: 'Settlement' },
  settle: { zh: '登记清算', en: 'Record the settlement' },
  settleMeans: {
    zh: '终止其履行中的合同，写明资金清算、追回和资产移交；已拨付 {paidFen}。',
    en: 'Its contracts in force end. State what is settled, recovered and handed over; {paidFen} was paid.',
  },
  settledOn: { zh: '清算日期', en: 'Settled on' },
  paid: { zh: '已拨付', en: 'Paid' },
  recover: { zh: '应追回', en: 'To be recovered' },
  assets: { zh: '资产移交', en: 'Assets handed over' },
  note: { zh: '说明', en: 'Note' },
  hold: { zh: '暂停拨付', en: 'Hold payments' },
  holdMeans: {
    zh: '案件办理期间停止向该承办企业拨付；恢复或者案件结束时解除。',
    en: 'Nothing is paid to this contractor while the case runs, until the hold is released or the case ends.',
  },
  heldBy: {
    zh: '自 {on} 起由 {by} 决定暂停拨付：{reasons}',
    en: 'Payments held since {on} by {by}: {reasons}',
  },
  release: { zh: '恢复拨付', en: 'Release the hold' },
  releaseMeans: { zh: '拨付条件照常审核。', en: 'The payment gate is judged as before.' },
  close: { zh: '结案，不予取消', en: 'Close without disqualification' },
  closeMeans: {
    zh: '案件不再办理，事实和理由留档。',
    en: 'The case ends here; its facts and your reasons stay on record.',
  },
  closedBy: { zh: '{on} 由 {by} 结案：{reasons}', en: 'Closed on {on} by {by}: {reasons}' },
  effect: {
    zh: '自 {on} 起承办资格已取消，一切拨付停止。',
    en: 'Disqualified since {on}; every payment is stopped.',
  },
  keptEffect: {
    zh: '领导小组决定不予取消，{on} 送达。',
    en: 'The leading group decided not to disqualify; served on {on}.',
  },
  rules: { zh: '规则版本', en: 'Under the rules' },
  members: { zh: '领导小组成员', en: 'Members of the leading group' },
  documents: { zh: '打印告知书', en: 'Print the notice' },
  printDecision: { zh: '打印决定书', en: 'Print the decision' },
} as const satisfies Record<string, Words>;

/** 告知书、决定书. */
export const paperWords = {
  notice: { zh: '拟取消承办资格告知书', en: 'Notice of the intended disqualification' },
  decision: { zh: '关于承办资格的决定书', en: 'Decision on the qualification as contractor' },
  colon: { zh: '：', en: ':' },
  comma: { zh: '，', en: ', ' },
  noticeLead: {
    zh: '经调查，拟对你单位作出取消承办资格的决定。现将事实、依据和你单位依法享有的权利告知如下。',
    en: 'It is intended to disqualify you as contractor. The facts, the basis and your rights are these.',
  },
  facts: { zh: '一、事实', en: 'Facts' },
  counted: {
    zh: '自 {sinceOn} 至 {asOf}，共存在问题 {counted} 个，其中未及时整改 {late} 个：',
    en: 'Between {sinceOn} and {asOf} there were {counted} problems, of which {late} were not rectified in time:',
  },
  due: { zh: '整改期限 {on}', en: 'to be rectified by {on}' },
  basis: { zh: '二、依据', en: 'Basis' },
  rights: { zh: '三、权利', en: 'Your rights' },
  silence: {
    zh: '逾期不提出的，视为放弃陈述申辩的权利，领导小组将依程序研究决定。',
    en: 'If you say nothing within the time, the leading group decides by the procedure without it.',
  },
  effect: {
    zh: '本决定自送达之日起生效，一切拨付即行停止；合同、资金和资产依程序清算、追回、移交。',
    en: 'It takes effect with service. Every payment stops; contract, money and assets are settled, recovered and handed over.',
  },
  issuer: { zh: '电子商务进农村领导小组', en: 'Leading group' },
} as const satisfies Record<string, Words>;

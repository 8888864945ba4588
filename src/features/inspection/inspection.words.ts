import type { Words } from '#kernel/words.ts';
import type { EvidenceAsked } from '../regime/regime.model.ts';
import type {
  Bar,
  InspectionPhase,
  InspectionState,
  ItemResult,
  Notice,
  PresentOutcome,
  Purpose,
  TeamRole,
  Verdict,
} from './inspection.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';
type StateWords = Words & { tone: Tone };

export const inspectionStateWords = {
  planned: { zh: '已安排', en: 'Planned', tone: 'busy' },
  submitted: { zh: '已提交，待签认', en: 'Handed in, to be signed', tone: 'warn' },
  signed: { zh: '已签认', en: 'Signed', tone: 'good' },
  cancelled: { zh: '已取消', en: 'Cancelled', tone: 'plain' },
} as const satisfies Record<InspectionState, StateWords>;

export const inspectionPhaseWords = {
  construction: { zh: '建设', en: 'Construction' },
  operation: { zh: '运营', en: 'Operation' },
  funds: { zh: '资金', en: 'Funds' },
  training: { zh: '培训', en: 'Training' },
} as const satisfies Record<InspectionPhase, Words>;

export const purposeWords = {
  routine: { zh: '例行检查', en: 'Routine' },
  'spot-check': { zh: '抽查', en: 'Spot check' },
  're-inspection': { zh: '复查', en: 'Re-inspection' },
} as const satisfies Record<Purpose, Words>;

export const plannedPurposeWords = {
  routine: purposeWords.routine,
  'spot-check': purposeWords['spot-check'],
} as const;

export const noticeWords = {
  announced: { zh: '事先通知', en: 'Announced' },
  unannounced: { zh: '不打招呼', en: 'Unannounced' },
} as const satisfies Record<Notice, Words>;

export const roleWords = {
  lead: { zh: '组长', en: 'Lead' },
  member: { zh: '成员', en: 'Member' },
  'third-party': { zh: '第三方', en: 'Third party' },
} as const satisfies Record<TeamRole, Words>;

export const resultWords = {
  conforms: { zh: '符合', en: 'Conforms', tone: 'good' },
  partly: { zh: '基本符合', en: 'Partly', tone: 'warn' },
  fails: { zh: '不符合', en: 'Fails', tone: 'bad' },
  'not-applicable': { zh: '不适用', en: 'Not applicable', tone: 'plain' },
} as const satisfies Record<ItemResult, StateWords>;

export const verdictWords = {
  met: { zh: '达到', en: 'Met', tone: 'good' },
  partly: { zh: '基本达到', en: 'Partly met', tone: 'warn' },
  'not-met': { zh: '未达到', en: 'Not met', tone: 'bad' },
} as const satisfies Record<Verdict, StateWords>;

export const outcomeWords = {
  signed: { zh: '在场并签字', en: 'Present and signed' },
  refused: { zh: '在场，拒绝签字', en: 'Present, refused to sign' },
  nobody: { zh: '无人在场', en: 'Nobody present' },
} as const satisfies Record<PresentOutcome, Words>;

export const askedWords = {
  position: { zh: '到达时间和位置', en: 'arrival and position' },
  photo: { zh: '现场照片', en: 'photographs' },
  minutes: { zh: '记录', en: 'minutes' },
  attendance: { zh: '参加人员或签到', en: 'attendance or sign-in' },
  list: { zh: '材料清单', en: 'list of materials' },
  description: { zh: '方式说明', en: 'description' },
} as const satisfies Record<EvidenceAsked, Words>;

export const barWords = {
  'contractor-staff': { zh: '承办企业人员', en: 'belongs to a contractor' },
  'not-in-group': {
    zh: '当日不在监督检查小组任期内',
    en: 'not a member of the inspection group on that day',
  },
  related: { zh: '与该承办企业有利害关系，应当回避', en: 'tied to this contractor and must stand aside' },
} as const satisfies Record<Bar, Words>;

export const relationWords = {
  relative: { zh: '近亲属', en: 'Relative' },
  shareholder: { zh: '持股', en: 'Shareholder' },
  employment: { zh: '任职', en: 'Employment' },
  tender: { zh: '参与投标', en: 'Took part in the tender' },
  business: { zh: '业务往来', en: 'Business' },
  other: { zh: '其他', en: 'Other' },
} as const;

export const obligationStateTerms = {
  upcoming: { zh: '未到期', en: 'not yet due' },
  due: { zh: '应履行', en: 'due' },
  fulfilled: { zh: '已完成', en: 'fulfilled' },
  'fulfilled-late': { zh: '逾期完成', en: 'fulfilled late' },
  missed: { zh: '未完成', en: 'missed' },
  waived: { zh: '已免除', en: 'waived' },
  withdrawn: { zh: '不再适用', en: 'no longer owed' },
} as const;

export const facilityPhaseTerms = {
  construction: { zh: '在建', en: 'under construction' },
  trial: { zh: '试运营', en: 'in trial operation' },
  operation: { zh: '运营', en: 'in operation' },
  suspended: { zh: '停业', en: 'suspended' },
  withdrawn: { zh: '撤销', en: 'withdrawn' },
} as const;

export const inspectionEvents = {
  'inspection.planned': { zh: '安排检查', en: 'Planned' },
  'inspection.no-interest-declared': {
    zh: '声明与承办企业无利害关系',
    en: 'Declared no interest in the contractor',
  },
  'inspection.member-recused': { zh: '申报回避', en: 'Declared a tie and stood aside' },
  'inspection.cancelled': { zh: '取消检查', en: 'Cancelled' },
  'inspection.submitted': { zh: '组长提交检查记录', en: 'Handed in by the lead' },
  'inspection.member-signed': { zh: '成员签认', en: 'Signed by a member' },
  'inspection.signed': { zh: '全体签认，记录生效', en: 'Signed by the whole team' },
  'inspection.supplemented': { zh: '补充记录', en: 'Supplemented' },
} as const satisfies Record<string, Words>;

export const words = {
  inspections: { zh: '监督检查', en: 'Inspections' },
  inspection: { zh: '监督检查', en: 'Inspection' },
  none: { zh: '没有检查', en: 'No inspections' },
  intro: {
    zh: '以实地检查、抽查为主，不走过场。检查由商务局牵头，至少二人；记录经全体成员签认后不能修改，只能补充。',
    en: 'Site visits and spot checks, led by the Commerce Bureau, two people at least. A record signed by its team is never changed, only supplemented.',
  },
  plan: { zh: '安排检查', en: 'Plan an inspection' },
  number: { zh: '编号', en: 'Number' },
  state: { zh: '状态', en: 'State' },
  area: { zh: '监管内容', en: 'Content area' },
  phase: { zh: '检查类别', en: 'Kind of inspection' },
  purpose: { zh: '检查方式', en: 'Purpose' },
  fromDraw: { zh: '按抽取安排', en: 'Planned from the draw' },
  departure: { zh: '与抽取人员不同的理由', en: 'Why others go than were drawn' },
  fromDrawIntro: {
    zh: '按“{number} {title}”安排，检查日在 {fromOn} 至 {untilOn} 之间；抽中的人员：{names}。',
    en: 'From the draw “{number} {title}”, for a day from {fromOn} to {untilOn}. Drawn to go: {names}.',
  },
  fromDrawUnfilled: {
    zh: '空缺 {count} 个名额，请另选人员补足。',
    en: '{count} places were left unfilled; choose who takes them.',
  },
  departs: {
    zh: '所选人员与抽取的不同，须写明理由，并记入检查。',
    en: 'The team is not the one drawn: say why; it is kept with the inspection.',
  },
  departsMissing: { zh: '抽中未去：{names}。', en: 'Drawn and not going: {names}.' },
  departsOthers: { zh: '未抽中而去：{names}。', en: 'Going and not drawn: {names}.' },
  notice: { zh: '通知', en: 'Notice' },
  plannedOn: { zh: '检查日期', en: 'Planned for' },
  month: { zh: '月份', en: 'Month' },
  town: { zh: '乡镇', en: 'Town' },
  facility: { zh: '站点、中心', en: 'Facility' },
  agreement: { zh: '合同', en: 'Contract' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  subject: { zh: '检查对象', en: 'What is inspected' },
  lead: { zh: '组长', en: 'Lead' },
  mine: { zh: '我参加的', en: 'Mine' },
  onlyMine: { zh: '只看我参加的', en: 'Only mine' },
  waitingForMe: { zh: '待我办理', en: 'Waits for me' },
  findingsCount: { zh: '问题', en: 'Findings' },
  verdicts: { zh: '三项标准结论', en: 'Verdicts' },
  plannedBy: { zh: '安排人', en: 'Planned by' },
  address: { zh: '地址', en: 'Address' },
  cancelReason: { zh: '取消原因', en: 'Why it was cancelled' },

  // plan form
  chooseSubject: { zh: '选择站点、中心', en: 'Choose a facility' },
  chooseAgreement: { zh: '选择合同', en: 'Choose a contract' },
  subjectHint: {
    zh: '建设、运营检查选站点或中心；资金、培训检查选合同。',
    en: 'A facility for construction and operation; a contract for funds and training.',
  },
  serves: { zh: '履行的监管义务', en: 'Obligations it fulfils' },
  servesNone: {
    zh: '该对象当日没有待履行的检查义务；可以作为抽查安排。',
    en: 'Nothing is owed here on that day; it may be planned as a spot check.',
  },
  servesDue: { zh: '{dueOn} 前完成', en: 'by {dueOn}' },
  makeUp: {
    zh: '补做漏检的 {count} 期（仍记为未完成）',
    en: 'Make up for {count} missed periods (they stay missed)',
  },
  team: { zh: '检查组', en: 'Team' },
  teamHint: {
    zh: '至少 {least} 人，组长一名，由商务局在任组长担任。',
    en: 'At least {least} people with one lead: of the Commerce Bureau, in a term as lead of the inspection group.',
  },
  teamThirdParty: { zh: '本类检查须有第三方参加。', en: 'This kind needs a third-party member.' },
  notOnTeam: { zh: '不参加', en: 'Not going' },
  placeOf: { zh: '{name} 在检查组中的位置', en: 'Place of {name} on the team' },
  barred: { zh: '不能参加', en: 'May not take part' },
  outside: {
    zh: '不在监督检查小组任期内的 {count} 人',
    en: '{count} people who are not members of the inspection group',
  },
  chosen: { zh: '已选 {count} 人', en: '{count} chosen' },
  prepareFirst: { zh: '先选择检查对象。', en: 'Choose first what is to be inspected.' },
  planSubmit: { zh: '安排', en: 'Plan' },

  // acts
  declareNone: { zh: '声明无利害关系', en: 'Declare no interest' },
  declareNoneMeans: {
    zh: '本人与“{contractor}”无近亲属、持股、任职、投标、业务往来等可能影响公正检查的关系。',
    en: 'Nothing ties me to “{contractor}”: no relative, share, employment, tender or business that could affect a fair inspection.',
  },
  declareTie: { zh: '申报回避', en: 'Declare a tie' },
  declareTieMeans: {
    zh: '申报后本人退出本次检查，由安排人取消并另行安排；该关系登记在案，今后不再安排检查该承办企业。',
    en: 'I then take no part; whoever planned it cancels and plans anew. The tie is kept, and no later team for this contractor will include me.',
  },
  tieKind: { zh: '关系类型', en: 'Kind of tie' },
  tieStatement: { zh: '说明', en: 'Statement' },
  cancel: { zh: '取消检查', en: 'Cancel the inspection' },
  cancelMeans: {
    zh: '取消后不能恢复，编号保留；需要时另行安排。',
    en: 'It does not come back and its number is kept; plan another when needed.',
  },
  planAgain: { zh: '另行安排', en: 'Plan again' },
  sign: { zh: '签认', en: 'Sign' },
  signMeans: {
    zh: '本人参加了检查，已阅全部记录。签认针对内容摘要 {digest}…；全体签认后记录生效，问题即行确认。',
    en: 'I took part and have read the whole record. I sign its content digest {digest}…; with the last signature it stands and its findings are confirmed.',
  },
  remark: { zh: '保留意见（选填）', en: 'Remark (optional)' },
  supplement: { zh: '补充记录', en: 'Supplement' },
  supplementMeans: {
    zh: '原记录不变，补充内容另列于后，注明补充人和时间。',
    en: 'The record stays as it is; this is added after it with your name and the time.',
  },
  supplementText: { zh: '补充内容', en: 'What is to be added' },
  evidence: { zh: '佐证', en: 'Evidence' },
  print: { zh: '打印版', en: 'Printable' },
  fillSheet: { zh: '填写检查表', en: 'Fill in the sheet' },

  // record
  memberName: { zh: '姓名', en: 'Name' },
  memberRole: { zh: '分工', en: 'Place' },
  memberOf: { zh: '单位', en: 'Organisation' },
  teamAndSignatures: { zh: '检查组与签认', en: 'Team and signatures' },
  recusal: { zh: '回避', en: 'Recusal' },
  notDeclared: { zh: '尚未声明', en: 'not declared yet' },
  declared: { zh: '无利害关系', en: 'no interest' },
  tied: { zh: '应回避：{reason}', en: 'stands aside: {reason}' },
  signature: { zh: '签认', en: 'Signature' },
  notSigned: { zh: '未签认', en: 'not signed' },
  visit: { zh: '检查经过', en: 'The visit' },
  startedAt: { zh: '开始时间', en: 'Began' },
  endedAt: { zh: '结束时间', en: 'Ended' },
  arrivedAt: { zh: '到达时间', en: 'Arrived' },
  position: { zh: '到达位置', en: 'Position' },
  positionMissing: { zh: '无位置的原因', en: 'Why there is no position' },
  positionOf: {
    zh: '{latitude}，{longitude}（{datum}，精度约 {accuracy} 米）',
    en: '{latitude}, {longitude} ({datum}, accurate to about {accuracy} m)',
  },
  distance: { zh: '距登记位置约 {metres} 米', en: 'about {metres} m from the registered place' },
  methods: { zh: '检查方式与留存材料', en: 'Methods and what they left' },
  items: { zh: '检查要点', en: 'Check items' },
  result: { zh: '结果', en: 'Result' },
  fact: { zh: '事实', en: 'Fact' },
  figures: { zh: '上报值与现场值', en: 'Reported and seen' },
  line: { zh: '建设内容', en: 'Line of the plan' },
  reported: { zh: '上报值', en: 'Reported' },
  seen: { zh: '现场值', en: 'Seen' },
  difference: { zh: '差异', en: 'Difference' },
  doubtful: { zh: '疑点', en: 'Question' },
  doubtfulMeans: {
    zh: '相差达到上报值的 {shareRatio}，列为疑点，由人处理，不自动定性。',
    en: 'It differs by {shareRatio} of what was reported or more: a question for a person, not a conclusion.',
  },
  notChecked: { zh: '本次未核', en: 'Not checked' },
  note: { zh: '说明', en: 'Note' },
  never: { zh: '尚未上报', en: 'never reported' },
  reportOf: { zh: '{period} 月报', en: 'report of {period}' },
  presentPerson: { zh: '被检查方在场人', en: 'Present for the inspected' },
  statement: { zh: '意见', en: 'Statement' },
  summary: { zh: '检查小结', en: 'Summary' },
  reasons: { zh: '理由', en: 'Reasons' },
  findings: { zh: '发现的问题', en: 'Findings' },
  noFindings: { zh: '本次未发现问题。', en: 'Nothing was found.' },
  supplements: { zh: '补充记录', en: 'Supplements' },
  digest: { zh: '内容摘要', en: 'Content digest' },
  submittedBy: { zh: '提交', en: 'Handed in' },
  regimeVersion: { zh: '制度版本', en: 'Regime' },
  notYetReadable: {
    zh: '检查记录经全体成员签认后公开给承办企业。',
    en: 'The record is open to the contractor once the whole team has signed.',
  },
  leadFills: {
    zh: '检查表由组长{name}在现场填写并提交，其他成员随后签认。',
    en: 'The lead, {name}, fills in and hands in the sheet; the others sign it.',
  },
  waitingDeclarations: {
    zh: '尚待声明：{names}。全体声明后才能提交。',
    en: 'Still to declare: {names}. Nothing is handed in before all have.',
  },
  recusedAlert: {
    zh: '{names} 申报回避，本次检查不能继续。请取消并另行安排。',
    en: '{names} stood aside; this inspection cannot go on. Cancel it and plan anew.',
  },

  // sheet
  positionRefused: { zh: '设备定位被拒绝', en: 'The device refused to be located' },
  positionFailed: { zh: '设备未能给出定位', en: 'The device gave no position' },
  uncheck: { zh: '本次未核', en: 'Not checked this time' },
  moreEvidence: { zh: '佐证 {count}', en: 'Evidence {count}' },
  belongsTo: { zh: '要点：{name}', en: 'Item: {name}' },
  sheet: { zh: '检查表', en: 'Sheet' },
  sheetSteps: { zh: '检查表各部分', en: 'Parts of the sheet' },
  stepVisit: { zh: '到场', en: 'Visit' },
  stepItems: { zh: '要点', en: 'Items' },
  stepFigures: { zh: '数据', en: 'Figures' },
  stepMethods: { zh: '方式', en: 'Methods' },
  stepFindings: { zh: '问题', en: 'Findings' },
  stepVerdicts: { zh: '结论', en: 'Verdicts' },
  stepEnd: { zh: '签字', en: 'Sign-off' },
  arrive: { zh: '我已到达，记录时间和位置', en: 'I have arrived: note time and position' },
  arriving: { zh: '正在定位…', en: 'Locating…' },
  positionUse: {
    zh: '位置只在到达时取一次，只记入本次检查，不跟踪行踪。',
    en: 'The position is taken once, on arrival, for this inspection only; nobody is tracked.',
  },
  setNow: { zh: '现在', en: 'Now' },
  removePosition: { zh: '改为写明原因', en: 'Say why there is none instead' },
  guidance: { zh: '看什么', en: 'What to look at' },
  evidenceAsked: { zh: '不符合时须有佐证', en: 'evidence when it does not conform' },
  addEvidence: { zh: '添加佐证', en: 'Add evidence' },
  factHint: { zh: '写清时间、地点、数量和所见', en: 'When, where, how many, what was seen' },
  whyNotApplicable: { zh: '为何不适用', en: 'Why it does not apply' },
  raiseFrom: { zh: '就此提出问题', en: 'Raise a finding from this' },
  raiseAnother: { zh: '另提一个问题', en: 'Raise another finding' },
  raise: { zh: '提出问题', en: 'Raise a finding' },
  findingNth: { zh: '问题 {nth}', en: 'Finding {nth}' },
  removeFinding: { zh: '删去此条', en: 'Remove' },
  severity: { zh: '严重程度', en: 'Severity' },
  dimensions: { zh: '考核维度', en: 'Dimensions' },
  clause: { zh: '违反条款', en: 'Clause breached' },
  place: { zh: '部位', en: 'Place' },
  foundBy: { zh: '发现人', en: 'Found by' },
  itemOf: { zh: '所属要点', en: 'Check item' },
  noItem: { zh: '不属于某一要点', en: 'None in particular' },
  openHere: { zh: '该处尚未了结的问题', en: 'Still open here' },
  ofFormer: {
    zh: '属原承办企业（{contractor}）整改；现承办企业未改的，另行提出问题',
    en: 'for the former contractor ({contractor}) to rectify; if it persists under the present one, raise it anew',
  },
  reportedTotal: { zh: '上报累计', en: 'Reported total' },
  seenTotal: { zh: '现场所见', en: 'Seen' },
  target: { zh: '目标 {target} {unit}', en: 'target {target} {unit}' },
  whyNotChecked: { zh: '未核的原因', en: 'Why it was not checked' },
  cannotHere: { zh: '现场无法核对总数', en: 'The total cannot be checked here' },
  figuresNone: { zh: '本项没有须核对的上报数据。', en: 'Nothing was reported that could be compared here.' },
  methodsHint: {
    zh: '至少一种，可以并用；每种方式留存各自的材料。',
    en: 'At least one; several may be combined, each leaving its own evidence.',
  },
  minutes: { zh: '记录', en: 'Minutes' },
  attendance: { zh: '参加人员', en: 'Attendance' },
  materials: { zh: '材料清单（名称、日期、份数）', en: 'Materials read (title, date, number)' },
  description: { zh: '方式说明', en: 'Description' },
  orFile: { zh: '或上传：{asked}', en: 'Or upload: {asked}' },
  sitePhotos: { zh: '现场照片', en: 'Photographs' },
  required: { zh: '必填', en: 'required' },
  ifNeeded: { zh: '该标准有不符合项时必填', en: 'required when an item of it fails' },
  failing: { zh: '有 {count} 项不符合', en: '{count} failing' },
  presentOutcome: { zh: '在场与签字', en: 'Presence and signature' },
  presentName: { zh: '姓名', en: 'Name' },
  presentTitle: { zh: '职务', en: 'Position' },
  whyNotSigned: { zh: '拒绝签字的理由', en: 'Why the signature was refused' },
  whyNobody: { zh: '无人在场的情况', en: 'Why nobody was there' },
  submit: { zh: '提交检查记录', en: 'Hand in the record' },
  submitMeans: {
    zh: '提交后不能修改，由其他成员签认。',
    en: 'It cannot be changed afterwards; the others sign it.',
  },
  gapsTitle: { zh: '还有 {count} 处待填：', en: '{count} still to fill in:' },
  answered: { zh: '{done}/{all} 项', en: '{done} of {all}' },
  savedHere: { zh: '已存于本机 {time}', en: 'Kept on this device {time}' },
  notKept: { zh: '本机不能保存草稿，请勿离开', en: 'This device keeps no drafts; do not leave' },
  discard: { zh: '清空重填', en: 'Start over' },
  discardMeans: { zh: '本机保存的草稿将清空。', en: 'The draft kept on this device is cleared.' },

  loadingSheet: { zh: '正在读取检查表', en: 'Reading the sheet' },

  // print
  printTitle: { zh: '监督检查记录', en: 'Record of inspection' },
  signedLine: { zh: '{name}（{role}，{organisation}）', en: '{name} ({role}, {organisation})' },
  inspectors: { zh: '检查人员', en: 'Inspectors' },
  handSignature: { zh: '签字', en: 'Signature' },
} as const;

/** What is still missing on a sheet, each with where it stands. */
export const gapWords = {
  times: { zh: '开始和结束时间', en: 'when it began and ended' },
  'times-order': { zh: '时间先后不对', en: 'times out of order' },
  arrival: { zh: '到达时间', en: 'time of arrival' },
  position: { zh: '到达位置，或没有位置的原因', en: 'position, or why there is none' },
  method: { zh: '至少一种检查方式', en: 'at least one method' },
  'method-evidence': { zh: '“{name}”的{asked}', en: '{asked} of “{name}”' },
  item: { zh: '“{name}”的结果', en: 'result of “{name}”' },
  'item-fact': { zh: '“{name}”的事实', en: 'fact of “{name}”' },
  'item-evidence': { zh: '“{name}”的佐证', en: 'evidence of “{name}”' },
  'item-finding': { zh: '“{name}”不符合，须提出问题', en: '“{name}” fails: raise a finding' },
  figure: { zh: '“{name}”的现场值，或未核的原因', en: 'what was seen of “{name}”, or why not' },
  finding: {
    zh: '问题 {name}：事实、部位、佐证、维度须齐全',
    en: 'finding {name}: fact, place, evidence, dimension',
  },
  verdict: { zh: '“{name}”结论', en: 'verdict on “{name}”' },
  'verdict-reasons': { zh: '“{name}”结论的理由', en: 'reasons for the verdict on “{name}”' },
  'verdict-contradicts': {
    zh: '“{name}”有不符合项，不能为“达到”',
    en: '“{name}” has a failing item and cannot be met',
  },
  present: { zh: '在场人和签字情况', en: 'who was present and whether they signed' },
  summary: { zh: '检查小结', en: 'summary' },
} as const satisfies Record<string, Words>;

import type { Words } from '#kernel/words.ts';
import type { Allocation, DrawState, Strata } from './draw.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export const drawStateWords = {
  prepared: { zh: '名单已冻结', en: 'Lists frozen', tone: 'busy' },
  committing: { zh: '承诺中', en: 'Committing', tone: 'busy' },
  revealing: { zh: '公开随机数', en: 'Revealing', tone: 'busy' },
  revealed: { zh: '待填公开值', en: 'Awaiting the public value', tone: 'warn' },
  valued: { zh: '待抽取', en: 'Ready to draw', tone: 'warn' },
  drawn: { zh: '已抽取', en: 'Drawn', tone: 'good' },
  published: { zh: '已公布', en: 'Published', tone: 'good' },
  abandoned: { zh: '已放弃', en: 'Given up', tone: 'plain' },
} as const satisfies Record<DrawState, Words & { tone: Tone }>;

/** What became of an object that was drawn. */
export const visitStateWords = {
  planned: { zh: '已安排', en: 'Planned', tone: 'busy' },
  submitted: { zh: '已检查，待签认', en: 'Held, to be signed', tone: 'good' },
  signed: { zh: '已检查', en: 'Held', tone: 'good' },
} as const satisfies Record<string, Words & { tone: Tone }>;

export const periodWords = {
  current: { zh: '本周期', en: 'The period that runs' },
  next: { zh: '下一周期', en: 'The next period' },
} as const satisfies Record<string, Words>;

export const strataWords = {
  none: { zh: '不分层', en: 'Not stratified' },
  town: { zh: '按乡镇分层', en: 'By town' },
  contractor: { zh: '按承办企业分层', en: 'By contractor' },
} as const satisfies Record<Strata, Words>;

export const allocationWords = {
  'largest-remainder': { zh: '按数量比例（最大余数法）', en: 'In proportion, by largest remainder' },
  'one-each': { zh: '每层至少一个，其余按比例', en: 'At least one of each, the rest in proportion' },
} as const satisfies Record<Allocation, Words>;

export const sizeWords = {
  count: { zh: '按个数', en: 'A number' },
  percent: { zh: '按比例', en: 'A share' },
} as const satisfies Record<string, Words>;

/** The one way of a draw, in its order. */
export const stepWords = {
  frozen: { zh: '冻结名单', en: 'Freeze' },
  committed: { zh: '承诺', en: 'Commit' },
  revealed: { zh: '公开', en: 'Reveal' },
  valued: { zh: '公开值', en: 'Public value' },
  drawn: { zh: '抽取', en: 'Draw' },
  published: { zh: '公布', en: 'Publish' },
} as const satisfies Record<string, Words>;

export const drawEvents = {
  'draw.prepared': { zh: '冻结名单，公布摘要', en: 'Lists frozen, digest published' },
  'draw.committed': { zh: '提交承诺', en: 'Committed' },
  'draw.revealed': { zh: '公开随机数', en: 'Secret revealed' },
  'draw.opening-proposed': { zh: '提议启封', en: 'Opening of a seal proposed' },
  'draw.opened': { zh: '启封', en: 'Seal opened' },
  'draw.value-entered': { zh: '填入公开值', en: 'Public value entered' },
  'draw.value-rejected': { zh: '退回公开值', en: 'Public value sent back' },
  'draw.drawn': { zh: '抽取', en: 'Drawn' },
  'draw.published': { zh: '公布', en: 'Published' },
  'draw.abandoned': { zh: '放弃', en: 'Given up' },
} as const satisfies Record<string, Words>;

export const words = {
  draws: { zh: '抽查抽取', en: 'Draws' },
  draw: { zh: '抽查抽取', en: 'Draw' },
  intro: {
    zh: '先冻结名单并公布摘要，各方承诺、公开随机数，再用事先指定的公开值抽取；任何人都能重做一遍。',
    en: 'Lists are frozen and their digest published, the parties commit and reveal, and a public value named beforehand decides. Anybody can repeat it.',
  },
  none: { zh: '还没有抽取', en: 'No draws yet' },
  number: { zh: '编号', en: 'Number' },
  title: { zh: '名称', en: 'Title' },
  titleHint: {
    zh: '例如：2026年第二季度村级服务站抽查',
    en: 'For example: village stations, second quarter of 2026',
  },
  state: { zh: '状态', en: 'State' },
  search: { zh: '名称或编号', en: 'Title or number' },
  size: { zh: '抽取数量', en: 'To be drawn' },
  sizeOf: { zh: '{size} / {objects}', en: '{size} of {objects}' },
  valueOn: { zh: '公开值产生日', en: 'Day of the public value' },
  preparedAt: { zh: '冻结时间', en: 'Frozen at' },
  preparedBy: { zh: '准备人', en: 'Prepared by' },
  redrawOf: { zh: '重新抽取自', en: 'Repeats' },
  waiting: { zh: '待我单位办理', en: 'Waiting for us' },

  prepare: { zh: '准备抽取', en: 'Prepare a draw' },
  prepareIntro: {
    zh: '提交后名单、回避关系、参数和公开值即冻结，任何人不能再改；只有在全部承诺之前可以放弃。',
    en: 'Once sent, lists, recusals, parameters and the public value are frozen for everybody; giving up is possible only while a commitment is missing.',
  },
  prepareSubmit: { zh: '冻结名单并公布摘要', en: 'Freeze the lists and publish their digest' },
  objects: { zh: '对象名单', en: 'Objects' },
  kinds: { zh: '类别', en: 'Kinds' },
  phases: { zh: '阶段', en: 'Phases' },
  towns: { zh: '乡镇', en: 'Towns' },
  townsHint: { zh: '不选即全部乡镇', en: 'None chosen means every town' },
  inList: { zh: '名单共 {count} 个对象', en: '{count} objects in the list' },
  howMany: { zh: '抽取方式', en: 'How many' },
  count: { zh: '个数', en: 'Number' },
  percent: { zh: '比例（%）', en: 'Share (%)' },
  percentHint: { zh: '不足一个的进为一个', en: 'Rounded up' },
  strata: { zh: '分层', en: 'Strata' },
  strataPack: { zh: '制度规定：{strata}', en: 'As the regime says: {strata}' },
  allocation: { zh: '名额分配', en: 'Allocation' },
  weighted: { zh: '按风险加权', en: 'Weighted by risk' },
  weightHint: {
    zh: '权数从 1 起，按制度规定的事由增加，随名单公布；权数大的更容易抽中。',
    en: 'A weight is 1 and rises by what the regime names; it is published with the list. Heavier ones are drawn more often.',
  },
  weightTerm: {
    zh: '{name}：近 {months} 个月每有一次加 {adds}，最多加 {most}',
    en: '{name}: {adds} for each in the last {months} months, {most} at most',
  },
  weight: { zh: '权数', en: 'Weight' },
  weightStep: { zh: '{name} {count} 次 +{gives}', en: '{name}: {count}, +{gives}' },
  weightCapped: { zh: '{name} {count} 次 +{gives}（封顶）', en: '{name}: {count}, +{gives} (the most)' },
  weightPlain: { zh: '无加权事由', en: 'Nothing raises it' },
  weightEquals: { zh: '{weight} = 1 + {sum}', en: '{weight} = 1 + {sum}' },
  period: { zh: '检查周期', en: 'For visits' },
  periodHint: {
    zh: '抽中的对象须在本周期内检查；同一周期对同样的对象再抽取，须写明理由。',
    en: 'What is drawn is visited within the period; a second draw over the same objects in it takes a reason.',
  },
  periodOf: { zh: '{fromOn} 至 {untilOn}', en: '{fromOn} to {untilOn}' },
  againIntro: {
    zh: '所选对象中有的已在“{number} {title}”（{fromOn} 至 {untilOn}）的名单里，再抽取即为重新抽取：原来的结果保留，两次互相链接。',
    en: 'Some of these were in the list of “{number} {title}” ({fromOn} to {untilOn}): this repeats it. Its result stays, and the two are linked.',
  },
  againUnvisited: {
    zh: '那一次抽中的对象还有 {count} 个没有检查。',
    en: 'Of what it drew, {count} have not been visited.',
  },
  againOpen: {
    zh: '“{number} {title}”含有所选的对象，还没有抽完（{state}）。先办完那一次，或者在全部承诺之前放弃它。',
    en: '“{number} {title}” holds some of these and is not finished ({state}). Carry it to its end, or give it up while a commitment is missing.',
  },
  people: { zh: '检查人员', en: 'Inspectors' },
  inspectors: { zh: '检查人员名单', en: 'Inspectors in the list' },
  inspectorsHint: {
    zh: '与承办企业有利害关系的，在“利害关系与回避”登记；冻结时自动列入回避。',
    en: 'Relations to contractors are recorded under related parties; on freezing they become recusals.',
  },
  members: { zh: '每个对象的成员数', en: 'Members for each object' },
  thirdParties: { zh: '每个对象的第三方人数', en: 'Third-party members for each object' },
  leadAlways: {
    zh: '另加组长一名；合计不少于 {least} 人。',
    en: 'Besides one lead; {least} in all at least.',
  },
  loadMax: { zh: '每人最多对象数', en: 'Most objects for one inspector' },
  parties: { zh: '参与承诺的单位', en: 'Parties' },
  partiesHint: { zh: '至少 {least} 个不同单位', en: 'At least {least} different organisations' },
  publicValue: { zh: '公开值', en: 'Public value' },
  publicValueHint: {
    zh: '事先指定一个现在谁也不知道、到时人人能查的数，例如某日福彩开奖号码、上证指数收盘价。',
    en: 'Name a figure nobody can know now and everybody can look up then, such as a lottery result or a closing index of a later day.',
  },
  valueName: { zh: '公开值名称', en: 'What it is' },
  valueSource: { zh: '出处', en: 'Where it is found' },
  valueSourceHint: {
    zh: '写明网站和栏目，以及取到几位、怎样书写',
    en: 'Site and page, and how it is to be written down',
  },
  revealUntilOn: { zh: '公开随机数截止日', en: 'Last day for revealing' },
  redrawReason: { zh: '重新抽取的理由', en: 'Why it is drawn again' },
  redrawIntro: {
    zh: '重新抽取“{number}”：原来的结果保留并互相链接。',
    en: 'This repeats “{number}”: its result stays, and the two are linked.',
  },

  listsDigest: { zh: '名单摘要', en: 'Digest of the lists' },
  drawnBy: { zh: '抽取人', en: 'Drawn by' },
  drawnAt: { zh: '抽取时间', en: 'Drawn at' },
  publishedAt: { zh: '公布时间', en: 'Published at' },
  abandonReason: { zh: '放弃理由', en: 'Why it was given up' },
  redrawnBy: { zh: '已由此次重新抽取', en: 'Repeated by' },
  valueText: { zh: '公开值内容', en: 'The value' },
  enteredBy: { zh: '填值人', en: 'Entered by' },
  seed: { zh: '种子', en: 'Seed' },
  places: { zh: '每个对象', en: 'For each object' },
  placesText: {
    zh: '组长 {lead}、成员 {member}、第三方 {third}',
    en: 'Lead {lead}, members {member}, third party {third}',
  },

  commitment: { zh: '承诺', en: 'Commitment' },
  secret: { zh: '随机数', en: 'Secret' },
  party: { zh: '单位', en: 'Party' },
  awaited: { zh: '未承诺', en: 'Not yet committed' },
  hidden: { zh: '未公开', en: 'Not yet revealed' },
  openedMark: { zh: '启封', en: 'Opened' },
  openingMark: { zh: '已提议启封', en: 'Opening proposed' },
  openingBecause: { zh: '提议启封的理由：{reason}', en: 'Why it is to be opened: {reason}' },
  silent: {
    zh: '公开截止日 {untilOn} 已过，{names} 还没有公开随机数。由一人提议、另一人启封承诺时密存的一份，抽取照常进行，不缺任何一方。',
    en: 'The last day for revealing, {untilOn}, has passed without {names}. One person proposes and another opens what was sealed with the commitment: the draw goes on with every party in it.',
  },
  openedBecause: { zh: '启封理由：{reason}', en: 'Opened because: {reason}' },
  ownParty: { zh: '我单位', en: 'Ours' },

  result: { zh: '抽取结果', en: 'Result' },
  resultOrder: { zh: '顺序', en: 'Order' },
  object: { zh: '对象', en: 'Object' },
  town: { zh: '乡镇', en: 'Town' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  kind: { zh: '类别', en: 'Kind' },
  assigned: { zh: '检查人员', en: 'Inspectors' },
  unfilled: { zh: '{role}空缺', en: '{role} unfilled' },
  unfilledTotal: {
    zh: '有 {count} 个名额因回避或每人上限排不下，须另行安排。',
    en: '{count} places could not be filled within recusals and limits; they need arranging otherwise.',
  },
  visits: { zh: '检查情况', en: 'Visited' },
  visitNone: { zh: '未检查', en: 'Not yet' },
  visitOther: { zh: '非按本次抽取', en: 'Not by this draw' },
  visitDeparted: { zh: '换人', en: 'Other people' },
  visitedOf: { zh: '{visited} / {size}', en: '{visited} of {size}' },
  visitedTotal: {
    zh: '抽中 {size} 个，已按抽取检查 {visited} 个。',
    en: '{visited} of the {size} drawn were visited as drawn.',
  },
  visitedLate: {
    zh: '检查周期已过，还有 {count} 个没有检查。',
    en: 'The period is over, and {count} were not visited.',
  },
  planVisit: { zh: '安排检查', en: 'Plan the visit' },
  quotas: { zh: '各层名额', en: 'Quota of each stratum' },
  stratum: { zh: '层', en: 'Stratum' },
  wholeList: { zh: '全部', en: 'All' },
  stratumSize: { zh: '名单数', en: 'In the list' },
  quota: { zh: '抽取数', en: 'Drawn' },
  recusals: { zh: '回避', en: 'Recusals' },
  recusalsNone: { zh: '名单内没有须回避的关系。', en: 'No relations among the lists.' },
  recusalLine: {
    zh: '{inspector} 不参与 {contractor} 的检查',
    en: '{inspector} takes no part in inspecting {contractor}',
  },
  frozen: { zh: '冻结的名单与回避', en: 'Frozen lists and recusals' },
  inspector: { zh: '检查人员', en: 'Inspector' },
  mayBe: { zh: '可任', en: 'May be' },
  listObjects: { zh: '冻结的对象名单（{count}）', en: 'The frozen list of objects ({count})' },
  listInspectors: { zh: '冻结的检查人员名单（{count}）', en: 'The frozen list of inspectors ({count})' },

  proof: { zh: '核验', en: 'Proof' },
  proofIntro: {
    zh: '下载的网页不联网，打开即在本机把抽取重做一遍；数据文件也可用命令 dushi draw verify 核验。',
    en: 'The page works without a network and repeats the draw where it is opened; the data file can also be checked by dushi draw verify.',
  },
  downloadPage: { zh: '下载核验网页', en: 'Download the verifying page' },
  downloadData: { zh: '下载数据文件', en: 'Download the data file' },
  repeatHere: { zh: '在此浏览器重做一遍', en: 'Repeat it in this browser' },
  repeatAgrees: { zh: '重做结果一致', en: 'It comes out the same' },
  repeatDiffers: { zh: '重做结果不一致', en: 'It does not come out the same' },

  commit: { zh: '承诺', en: 'Commit' },
  commitMeans: {
    zh: '本浏览器为贵单位生成一个随机数：只公布它的摘要；随机数本身密存，公开或启封之前本程序也无权读取。提交后不能更改。',
    en: 'This browser makes a secret for your organisation. Only its digest is published; the secret is sealed where even this program may not read it until it is revealed or opened. It cannot be changed.',
  },
  secretKept: {
    zh: '请抄存这个随机数，公开时要用；本浏览器也会记住它。',
    en: 'Keep this secret, it is needed for revealing; this browser remembers it too.',
  },
  reveal: { zh: '公开随机数', en: 'Reveal' },
  revealMeans: {
    zh: '公开贵单位的随机数，并与承诺核对。公开后人人可见。',
    en: 'Your organisation’s secret is compared with its commitment and shown to everybody.',
  },
  proposeOpening: { zh: '提议启封：{name}', en: 'Propose opening: {name}' },
  proposeOpeningMeans: {
    zh: '截止日已过，{name} 没有公开随机数。提议启封它当初密存的一份，由另一人启封。',
    en: 'The day has passed and {name} has not revealed. You propose to open what it sealed; another person opens it.',
  },
  open: { zh: '启封：{name}', en: 'Open the seal: {name}' },
  openMeans: {
    zh: '启封 {name} 密存的随机数，并向所有人公开，记录提议人和您。',
    en: 'Opens the secret {name} sealed and shows it to everybody; the proposer and you are recorded.',
  },
  enterValue: { zh: '填入公开值', en: 'Enter the public value' },
  enterValueMeans: {
    zh: '按“{source}”填写“{name}”，一字不差；由另一人核对后抽取。',
    en: 'Enter “{name}” exactly as it stands at “{source}”; another person checks it and draws.',
  },
  rejectValue: { zh: '退回公开值', en: 'Send the value back' },
  rejectValueMeans: {
    zh: '公开值与出处不符，退回重填。',
    en: 'The value is not what the source says; it goes back.',
  },
  drawNow: { zh: '核对无误，抽取', en: 'Checked; draw' },
  drawMeans: {
    zh: '您已按出处核对公开值“{value}”。抽取只进行一次，结果由各方随机数和公开值唯一确定。',
    en: 'You have compared the value “{value}” with its source. The draw happens once, and its result follows from secrets and value alone.',
  },
  publish: { zh: '公布', en: 'Publish' },
  publishMeans: {
    zh: '公布后承办企业也能看到抽中的对象和人员；不打招呼的检查请在检查之后公布。',
    en: 'Contractors will see what was drawn and who comes. Publish after visits that are to be unannounced.',
  },
  abandon: { zh: '放弃本次抽取', en: 'Give this draw up' },
  abandonMeans: {
    zh: '还有单位没有承诺，可以放弃；记录和理由保留。全部承诺之后不能放弃。',
    en: 'A commitment is still missing, so the draw can be given up; it stays on record with the reason. Once all have committed it cannot.',
  },
  redraw: { zh: '重新抽取', en: 'Draw again' },
} as const satisfies Record<string, Words>;

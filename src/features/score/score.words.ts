import type { Words } from '#kernel/words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import type { LossKind } from './score.model.ts';

type State = Words & { readonly tone: 'good' | 'busy' | 'warn' | 'bad' | 'plain' };

export const scoreStateWords: Readonly<Record<'open' | 'computed' | 'confirmed' | 'withdrawn', State>> = {
  open: { zh: '已开考核期', en: 'Period open', tone: 'plain' },
  computed: { zh: '待确认', en: 'To be confirmed', tone: 'busy' },
  confirmed: { zh: '已确认', en: 'Confirmed', tone: 'good' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn', tone: 'plain' },
};

export const verdictStateWords: Readonly<Record<'met' | 'partly' | 'not-met' | 'none', State>> = {
  met: { zh: '达到', en: 'Met', tone: 'good' },
  partly: { zh: '基本达到', en: 'Partly met', tone: 'warn' },
  'not-met': { zh: '未达到', en: 'Not met', tone: 'bad' },
  none: { zh: '本期未评定', en: 'Not judged in the period', tone: 'plain' },
};

export const resultWords: Readonly<Record<'conforms' | 'partly' | 'fails' | 'not-applicable', Words>> = {
  conforms: { zh: '符合', en: 'Conforms' },
  partly: { zh: '部分符合', en: 'Conforms in part' },
  fails: { zh: '不符合', en: 'Fails' },
  'not-applicable': { zh: '不适用', en: 'Not applicable' },
};

export const roundingWords: Readonly<Record<'half-up' | 'half-even' | 'down', Words>> = {
  'half-up': { zh: '四舍五入', en: 'half up' },
  'half-even': { zh: '四舍六入五成双', en: 'half to even' },
  down: { zh: '只舍不入', en: 'down' },
};

export const lossWords: Readonly<Record<LossKind, Words>> = {
  item: { zh: '检查项目', en: 'Check item' },
  unrectified: { zh: '未及时整改', en: 'Not rectified in time' },
  'late-report': { zh: '月报迟报、未报', en: 'Report late or missing' },
  veto: { zh: '一票否决', en: 'Veto' },
};

export const scoreEvents: Readonly<Record<string, Words>> = {
  'score.opened': { zh: '开考核期', en: 'Period opened' },
  'score.computed': { zh: '计算', en: 'Computed' },
  'score.confirmed': { zh: '确认', en: 'Confirmed' },
  'score.carried': { zh: '制度启用新版本，按新标准计', en: 'Carried over to a later scale' },
  'score.withdrawn': { zh: '撤销', en: 'Withdrawn' },
};

export const scoreRefusals = {
  ...recusalRefusals,
  'score.no-scale': {
    zh: '本县制度没有评分办法：只作建设、运营、资金三项评定，不打分。',
    en: 'This county’s regime has no scale of points: the three verdicts stand alone and nothing is scored.',
  },
  'score.not-found': {
    zh: '没有这份评分，或者它不归您查看。',
    en: 'There is no such score, or it is not yours to see.',
  },
  'score.not-permitted': {
    zh: '评分由办公室和商务局办理。',
    en: 'Scoring is for the office and the bureau.',
  },
  'score.changed-meanwhile': {
    zh: '您看到之后，已有人办理到第 {version} 版。',
    en: 'Somebody has taken it to version {version} since you looked.',
  },
  'score.id-taken': { zh: '这份评分已经登记过。', en: 'This score has been entered already.' },
  'score.agreement-unknown': { zh: '没有这份合同。', en: 'There is no such contract.' },
  'score.before-contract': {
    zh: '考核期最早从 {firstOn} 开始：此前合同尚未签订或制度尚未施行。',
    en: 'A period begins on {firstOn} at the earliest: before, there was no contract or no regime.',
  },
  'score.period-reversed': {
    zh: '考核期的结束日 {toOn} 早于开始日 {fromOn}。',
    en: 'The period ends on {toOn}, before it begins on {fromOn}.',
  },
  'score.period-overlaps': {
    zh: '与已有的考核期 {fromOn} 至 {toOn} 重叠，同一天不重复扣分。',
    en: 'It overlaps the period from {fromOn} to {toOn}: no day is scored twice.',
    next: {
      zh: '改用不重叠的日期，或撤销原考核期。',
      en: 'Choose other days, or withdraw the other period.',
    },
  },
  'score.area-without-weight': {
    zh: '合同的内容在评分办法里没有分值。',
    en: 'The scale gives no points to what this contract is for.',
  },
  'score.wrong-state': {
    zh: '这份评分现在是“{state}”，不能这样办理。',
    en: 'The score is “{state}”; this cannot be done.',
  },
  'score.period-not-begun': {
    zh: '考核期 {fromOn} 才开始。',
    en: 'The period begins only on {fromOn}.',
  },
  'score.reason-required': {
    zh: '已确认的评分重新计算，须写明理由（至少四个字）。',
    en: 'A confirmed score is computed again only with a reason of at least four characters.',
  },
  'score.period-running': {
    zh: '考核期到 {toOn} 才结束，结束之后才能确认。',
    en: 'The period runs until {toOn}; it is confirmed only afterwards.',
  },
  'score.four-eyes': {
    zh: '计算的人不能自己确认。',
    en: 'Who computed it may not confirm it.',
    next: { zh: '请另一位同事确认。', en: 'Ask a colleague to confirm.' },
  },
  'score.facts-changed': {
    zh: '计算之后，所依据的记录有了变化。',
    en: 'The records it was computed from have changed since.',
    next: { zh: '重新计算，再由另一人确认。', en: 'Compute it again; then another confirms.' },
  },
} as const;

export const words = {
  scores: { zh: '评分', en: 'Scores' },
  intro: {
    zh: '按合同、按考核期评分。先分别作建设、运营、资金三项评定，再算总分；每一分失分都注明项目、条款和依据。按承办企业名称排列，不排名次。',
    en: 'Each contract in its period. Construction, operation and funds are judged apart first, then points are counted; every point lost names its item, clause and evidence. Listed by name: nobody is ranked.',
  },
  none: { zh: '还没有评分。', en: 'No scores yet.' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  agreement: { zh: '合同', en: 'Contract' },
  period: { zh: '考核期', en: 'Period' },
  fromTo: { zh: '{fromOn} 至 {toOn}', en: '{fromOn} to {toOn}' },
  from: { zh: '开始日', en: 'From' },
  to: { zh: '结束日', en: 'To' },
  state: { zh: '状态', en: 'State' },
  total: { zh: '总分', en: 'Total' },
  band: { zh: '档次', en: 'Grade' },
  open: { zh: '开考核期', en: 'Open a period' },
  openHint: {
    zh: '一份合同的考核期不重叠；期满后由另一人确认。',
    en: 'Periods of one contract do not overlap; after the end another person confirms.',
  },
  compute: { zh: '计算', en: 'Compute' },
  computeMeans: {
    zh: '按现在的记录计算并存为一次计算。期中计算只作参考，期满才能确认。',
    en: 'Computes from the records as they stand and keeps it. While the period runs it is only a look ahead.',
  },
  recompute: { zh: '重新计算', en: 'Compute again' },
  recomputeMeans: {
    zh: '另存一次计算，原来确认的一次保留；须由另一人再次确认。',
    en: 'Adds a computation; the confirmed one stays on record. Another person confirms anew.',
  },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmMeans: {
    zh: '确认后承办企业可见，并作为拨付条件的依据。须由计算人以外的人确认。',
    en: 'The contractor then sees it and the payment gate rests on it. Whoever computed it may not confirm.',
  },
  withdraw: { zh: '撤销考核期', en: 'Withdraw' },
  withdrawMeans: {
    zh: '开错的考核期不再使用，记录保留。',
    en: 'Opened by mistake; it stays on record unused.',
  },
  verdicts: { zh: '三项评定', en: 'Three verdicts' },
  verdictsMean: {
    zh: '三项标准各自评定，互不抵消，不并入总分。',
    en: 'Each standard is judged by itself; none makes up for another, and none is mixed into the total.',
  },
  verdictCounts: {
    zh: '达到 {met} 处，基本达到 {partly} 处，未达到 {notMet} 处',
    en: '{met} met, {partly} in part, {notMet} not',
  },
  arithmetic: { zh: '总分怎么来的', en: 'How the total comes about' },
  sum: {
    zh: '基础分 {base} ＋ 加分 {bonus} − 失分 {lost} {rounding} ＝ {total}',
    en: 'Base {base} + extra {bonus} − lost {lost} {rounding} = {total}',
  },
  roundingUp: { zh: '＋ 取整 {points}', en: '+ rounding {points}' },
  roundingDown: { zh: '− 取整 {points}', en: '− rounding {points}' },
  stepMeans: { zh: '计到 {step} 分，{rounding}。', en: 'In steps of {step}, rounded {rounding}.' },
  bandFrom: { zh: '{band}：{from} 分起', en: '{band} from {from}' },
  vetoed: {
    zh: '有一票否决项目不符合，总分落入最低一档。',
    en: 'A point with a veto failed: the total lies in the lowest grade.',
  },
  areas: { zh: '各项内容', en: 'By area' },
  area: { zh: '内容', en: 'Area' },
  weight: { zh: '分值', en: 'Points' },
  lost: { zh: '失分', en: 'Lost' },
  kept: { zh: '得分', en: 'Kept' },
  unseen: { zh: '其中本期无人检查', en: 'Of which nobody looked at' },
  unseenMeans: {
    zh: '没有检查就不失分，但也没有依据：{points} 分的项目本期无人检查。',
    en: 'What nobody looked at loses nothing, and rests on nothing: {points} points were not inspected in the period.',
  },
  losses: { zh: '失分明细', en: 'Points lost' },
  lossesByPlace: {
    zh: '按站点、中心列出，各处相加等于总失分；按名称排列，不排名次。',
    en: 'Place by place; the parts sum to all that was lost. In the order of names: nobody is ranked.',
  },
  wholeContract: { zh: '合同整体', en: 'The contract as a whole' },
  lostAt: { zh: '失 {points} 分（{count} 项）', en: '{points} points lost, {count} in number' },
  openFacility: { zh: '打开站点', en: 'Open the facility' },
  atFacility: { zh: '评分中的失分', en: 'Points lost in scores' },
  atFacilityMeans: {
    zh: '合同评分中由对这里的检查带来的失分。站点、中心不单独打分。',
    en: 'What inspections here cost its contract’s score. A facility has no score of its own.',
  },
  nothingLostHere: { zh: '本期没有失分', en: 'nothing lost in this period' },
  noLosses: { zh: '没有失分。', en: 'No points were lost.' },
  computedAs: { zh: '{weight} × {lost} ÷ {places} ＝ {asked}', en: '{weight} × {lost} ÷ {places} = {asked}' },
  computedAt: { zh: '每处 {weight} 分', en: '{weight} each' },
  dueReport: { zh: '{subject} 月报，应于 {on} 前报送', en: 'Report of {subject}, due by {on}' },
  dueItem: { zh: '{subject}，整改期限 {on}', en: '{subject}, to be rectified by {on}' },
  computedPlain: { zh: '每件 {weight} 分', en: '{weight} each' },
  takenOnly: { zh: '本项已扣完，实扣 {points}', en: 'nothing more to lose here; {points} taken' },
  vetoAs: { zh: '由 {weight} 降至 {lost}', en: 'from {weight} down to {lost}' },
  seenAs: { zh: '{on} {subject}，{result}：{fact}', en: '{subject}, {on}: {result}. {fact}' },
  seenOn: { zh: '{on} {subject}', en: '{subject}, {on}' },
  rectification: { zh: '整改事项', en: 'Rectification' },
  report: { zh: '月报', en: 'Report' },
  evidenceOf: { zh: '证据 {count} 件', en: 'Evidence ({count})' },
  notMetPlaces: { zh: '不是“达到”的 {count} 处', en: 'Where it is not met ({count})' },
  inspectionsOf: { zh: '依据的检查 {count} 次', en: 'Inspections ({count})' },
  bonuses: { zh: '加分', en: 'Extra points' },
  bonusAs: {
    zh: '{cases} 处 × {perCase}，至多 {cap} ＝ {points}',
    en: '{cases} × {perCase}, at most {cap} = {points}',
  },
  bonusMax: { zh: '加分合计至多 {points}。', en: 'All extra points together at most {points}.' },
  computations: { zh: '历次计算', en: 'Computations' },
  number: { zh: '次', en: 'No.' },
  computedBy: { zh: '计算', en: 'Computed' },
  confirmedBy: { zh: '确认', en: 'Confirmed' },
  byAt: { zh: '{name} {at}', en: '{name}, {at}' },
  pack: { zh: '依据的规则', en: 'Rules' },
  packThen: { zh: '{pack}（{version}）', en: '{pack} ({version})' },
  inputs: { zh: '事实摘要', en: 'Digest of facts' },
  binding: { zh: '有效', en: 'Binding' },
  stale: {
    zh: '计算之后所依据的记录有了变化，须重新计算才能确认。',
    en: 'The records have changed since it was computed: compute it again before it is confirmed.',
  },
  provisional: {
    zh: '考核期到 {toOn} 才结束，这是按 {judgedOn} 的记录的期中结果。',
    en: 'The period runs until {toOn}; this is how it stands on {judgedOn}.',
  },
  notComputed: { zh: '还没有计算。', en: 'Not computed yet.' },
} as const;

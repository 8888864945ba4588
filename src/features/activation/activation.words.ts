import type { Words } from '#kernel/words.ts';
import type { ActivationState, OpenWork, Scores } from './activation.model.ts';

type StateWords = Words & { readonly tone: 'good' | 'busy' | 'warn' | 'bad' | 'plain' };

export const activationStateWords: Readonly<Record<ActivationState, StateWords>> = {
  proposed: { zh: '待批准', en: 'Proposed', tone: 'warn' },
  approved: { zh: '已批准，待生效', en: 'Approved, waits for its day', tone: 'busy' },
  applied: { zh: '已启用', en: 'In force', tone: 'good' },
  declined: { zh: '未批准', en: 'Declined', tone: 'plain' },
};

export const openWorkWords: Readonly<Record<OpenWork, Words>> = {
  keep: { zh: '仍按旧版办理', en: 'Stay under the old version' },
  move: { zh: '改按新版计算，只延长不缩短', en: 'Go over to the new; never to a shorter period' },
};

export const scoresWords: Readonly<Record<Scores, Words>> = {
  clamp: { zh: '原分不变，超出按满分', en: 'Keep the points, at most the new maximum' },
  rescale: { zh: '按比例折算', en: 'Convert in proportion' },
  anew: { zh: '不再计入，重新评分', en: 'Count no longer; score anew' },
};

export const activationEvents: Readonly<Record<string, Words>> = {
  'regime.activation-proposed': { zh: '提议启用新版本', en: 'Another version proposed' },
  'regime.activation-approved': { zh: '批准启用', en: 'Activation approved' },
  'regime.activation-declined': { zh: '未批准启用', en: 'Activation declined' },
  'regime.applied': { zh: '新版本启用', en: 'Version came into force' },
};

export const activationRefusals = {
  'activation.not-found': { zh: '没有这项提议。', en: 'There is no such proposal.' },
  'activation.not-permitted': {
    zh: '您的岗位不能办理这一步。',
    en: 'Your post may not take this step.',
    next: {
      zh: '由领导小组办公室提议，领导小组签发人批准。',
      en: 'The office proposes, a signatory of the leading group activates.',
    },
  },
  'activation.changed-meanwhile': {
    zh: '这项提议刚被别人办理，请核对后重试。',
    en: 'Someone else has just acted on this proposal. Check and try again.',
  },
  'activation.wrong-state': {
    zh: '这项提议现为“{state}”，不能办理这一步。',
    en: 'The proposal is “{state}”; this step is not open.',
  },
  'activation.own-proposal': {
    zh: '提议人不能批准自己的提议。',
    en: 'Whoever proposed does not activate.',
  },
  'activation.version-unknown': {
    zh: '没有这个版本的规则包。',
    en: 'There is no such version among the rule packs.',
  },
  'activation.same-version': { zh: '本县现在就是这个版本。', en: 'The county is under this very version.' },
  'activation.other-county': {
    zh: '这是其他县（{jurisdiction}）的规则包。',
    en: 'This pack is of another county ({jurisdiction}).',
  },
  'activation.date-passed': {
    zh: '生效日期不能早于今天 {todayOn}：新版本不溯及既往。',
    en: 'It cannot take effect before today, {todayOn}: a version does not reach back.',
  },
  'activation.before-in-force': {
    zh: '该版本自 {inForceFromOn} 起施行，不能更早启用。',
    en: 'That version is in force from {inForceFromOn}; not earlier.',
  },
  'activation.before-last': {
    zh: '生效日期须晚于现行版本的启用日期 {sinceOn}。',
    en: 'It has to take effect after the present version did, on {sinceOn}.',
  },
  'activation.ids-missing': {
    zh: '新版本缺少已有记录引用的编号：{ids}。编号一经使用永久有效。',
    en: 'The version lacks ids that records name: {ids}. An id is for good.',
    next: {
      zh: '请在新版本中保留这些编号；不再需要的，用 until 写明停用日期。',
      en: 'Keep these ids in the new version; what is no longer wanted is retired there with “until”.',
    },
  },
  'activation.scores-unanswered': {
    zh: '评分标准有变化，须说明已确认的得分怎么办。',
    en: 'The scale changes: say what becomes of confirmed scores.',
  },
  'activation.scores-not-asked': {
    zh: '评分标准没有变化，不必选择得分的处理方式。',
    en: 'The scale does not change; nothing is to be said about scores.',
  },
  'activation.one-open': {
    zh: '已有一项提议待批准或者待生效。',
    en: 'Another proposal waits for approval or for its day.',
  },
  'activation.regime-changed': {
    zh: '提议之后本县的版本已有变化，请重新提议。',
    en: 'The county has gone over to another version since; propose again.',
  },
} as const;

export const words = {
  versions: { zh: '制度版本', en: 'Versions of the regime' },
  lead: {
    zh: '本县现按哪个版本办理、自何时起；新版本由办公室提议、领导小组批准，自生效之日起适用，此前的决定仍按原版本。',
    en: 'Which version the county is under, and since when. The office proposes another, the leading group activates it; it applies from its day, and what was decided before stays under its own.',
  },
  current: { zh: '现行版本', en: 'In force' },
  version: { zh: '版本', en: 'Version' },
  sinceOn: { zh: '启用日期', en: 'Since' },
  hash: { zh: '指纹', en: 'Fingerprint' },
  candidates: { zh: '可启用的版本', en: 'Versions that lie ready' },
  noCandidates: { zh: '没有其他版本。', en: 'No other version lies ready.' },
  differences: { zh: '数值差异（{count} 处）', en: 'Numbers that differ ({count})' },
  retires: { zh: '停用（{count} 项）', en: 'Retired ({count})' },
  retiredEntry: { zh: '任务或检查项', en: 'Obligation or check item' },
  retiredFrom: { zh: '停用日期', en: 'From' },
  parameter: { zh: '参数', en: 'Parameter' },
  before: { zh: '现行', en: 'Now' },
  after: { zh: '新版', en: 'Then' },
  differsFrom: { zh: '自 {on} 起', en: 'from {on}' },
  inForceFrom: { zh: '自 {on} 起施行', en: 'in force from {on}' },
  propose: { zh: '提议启用', en: 'Propose' },
  proposeMeans: {
    zh: '提议本县自生效之日起改按 {version} 办理。已开始的监管周期按原版本办完，取消资格案件按立案时的程序办完。',
    en: 'From its day the county goes by {version}. Periods already begun, and disqualification cases already opened, are finished under the version they began under.',
  },
  effectOn: { zh: '生效日期', en: 'Takes effect on' },
  openItems: { zh: '生效时未销号的整改事项', en: 'Rectifications open on that day' },
  scores: { zh: '已确认的得分', en: 'Confirmed scores' },
  reasons: { zh: '理由', en: 'Reasons' },
  proposals: { zh: '启用记录', en: 'Activations' },
  none: { zh: '还没有启用过新版本。', en: 'No other version has been activated yet.' },
  state: { zh: '状态', en: 'State' },
  proposedBy: { zh: '提议人', en: 'Proposed by' },
  decidedBy: { zh: '批准人', en: 'Decided by' },
  approve: { zh: '批准启用', en: 'Activate' },
  approveMeans: {
    zh: '{on} 起本县按 {version} 办理。整改事项：{rectifications}。',
    en: 'From {on} the county goes by {version}. Open rectifications: {rectifications}.',
  },
  decline: { zh: '不批准', en: 'Decline' },
  declineMeans: { zh: '仍按现行版本办理。', en: 'The present version stays.' },
  simulate: { zh: '先试算', en: 'Try it first' },
} as const satisfies Record<string, Words>;

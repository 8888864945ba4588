import type { Words } from '#kernel/words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import type { FindingState, ProposalKind } from './finding.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export const findingStateWords = {
  raised: { zh: '已提出，待签认', en: 'Raised, to be signed', tone: 'busy' },
  confirmed: { zh: '已确认，待列入督办函', en: 'Confirmed, awaiting a letter', tone: 'warn' },
  'put-right': { zh: '当场整改', en: 'Put right on the spot', tone: 'good' },
  'in-letter': { zh: '已列入督办函', en: 'In a letter', tone: 'busy' },
  rectifying: { zh: '整改中', en: 'Being rectified', tone: 'warn' },
  closed: { zh: '已销号', en: 'Closed', tone: 'good' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn', tone: 'plain' },
} as const satisfies Record<FindingState, Words & { tone: Tone }>;

export const proposalWords = {
  withdraw: { zh: '拟撤销', en: 'Withdrawal proposed' },
  lower: { zh: '拟降低等级', en: 'Lowering proposed' },
} as const satisfies Record<ProposalKind, Words>;

export const findingRefusals = {
  ...recusalRefusals,
  'finding.not-found': {
    zh: '没有这个问题，或者您无权查看。',
    en: 'There is no such finding, or it is not yours to see.',
  },
  'finding.not-permitted': {
    zh: '这一步不由您办理。',
    en: 'This is not yours to do.',
    next: {
      zh: '补录当场整改由检查组成员办理；撤销、降级由办公室、商务局或检查组成员提出，由领导小组、办公室或商务局的另一人决定。',
      en: 'Putting right is recorded by a member of the team; withdrawal and lowering are proposed by the office, the bureau or the team and decided by someone else of the leading group, the office or the bureau.',
    },
  },
  'finding.changed-meanwhile': {
    zh: '这个问题刚被别人办理过。',
    en: 'Somebody else has just acted on this finding.',
  },
  'finding.wrong-state': {
    zh: '问题“{number}”现为“{state}”，不能办理这一步。',
    en: 'Finding “{number}” is “{state}”; this step is not open to it.',
  },
  'finding.in-letter': {
    zh: '问题“{number}”已列入督办函，不能再撤销、降级或按当场整改处理。',
    en: 'Finding “{number}” stands in a letter; it can no longer be withdrawn, lowered or treated as put right on the spot.',
    next: {
      zh: '督办函尚为草稿的，先从草稿中移出；已印发的，按整改、复查、销号办理。',
      en: 'While the letter is a draft, take it out first; once issued, it goes through rectification, re-inspection and closing.',
    },
  },
  'finding.proposal-open': {
    zh: '问题“{number}”有一项提议待另一人决定，决定之前不能办理。',
    en: 'A proposal on finding “{number}” awaits another person; nothing moves before it is decided.',
  },
  'finding.not-lower': {
    zh: '只能降到比“{severity}”更低的等级。',
    en: 'It can only be lowered to something below “{severity}”.',
  },
  'finding.no-proposal': {
    zh: '问题“{number}”没有待决定的提议，可能已由他人决定。',
    en: 'Nothing is proposed on finding “{number}”; somebody may have decided it already.',
  },
  'finding.four-eyes': {
    zh: '必须由另一人办理：提议人不能自己决定，提出问题的人不能自己登记为当场整改。',
    en: 'It takes another person: nobody decides his own proposal, and who raised a finding does not record it as put right.',
  },
  'finding.finder-decides': {
    zh: '问题“{number}”是您发现的，撤销或者降低等级须由没有发现它的人决定。',
    en: 'You found “{number}”: whether it is withdrawn or lowered is for somebody to decide who did not.',
    next: {
      zh: '请商务局、办公室或者领导小组的其他人决定。',
      en: 'Ask another person of the bureau, the office or the leading group.',
    },
  },
  'finding.proof-missing': {
    zh: '提议撤销问题或者降低等级，须说明理由并附佐证（“{number}”）。',
    en: 'To withdraw a finding or lower it takes a reason and evidence (“{number}”).',
    next: {
      zh: '请上传能说明情况的照片、材料。',
      en: 'Upload a photograph or a paper that shows it.',
    },
  },
  'finding.evidence-missing': {
    zh: '必须附现场照片等佐证：“{fact}”。',
    en: 'Evidence is required, such as a photograph: “{fact}”.',
  },
  'finding.evidence-unknown': {
    zh: '有佐证不存在，或不是监管方上传的，请重新上传。',
    en: 'Some evidence does not exist or was not uploaded by supervision. Upload it again.',
  },
} as const satisfies Record<string, Words & { next?: Words }>;

/** Refusals of raising, told by the inspection that raises them. */
export const raiseRefusals = {
  'finding.clause-unknown': {
    zh: '制度中没有条款“{clause}”，请从列表中选择违反的条款。',
    en: 'The regime has no clause “{clause}”. Choose the clause breached from the list.',
  },
  'finding.item-unknown': {
    zh: '检查要点“{item}”不属于本次检查的内容。',
    en: 'Check item “{item}” does not belong to this inspection.',
  },
  'finding.finder-not-in-team': {
    zh: '发现人必须是本次检查组成员。',
    en: 'Who found it must be a member of this team.',
  },
  'finding.evidence-missing': findingRefusals['finding.evidence-missing'],
  'finding.evidence-unknown': findingRefusals['finding.evidence-unknown'],
} as const satisfies Record<string, Words>;

export const findingEvents = {
  'finding.raised': { zh: '检查中提出', en: 'Raised in an inspection' },
  'finding.confirmed': { zh: '检查组签认', en: 'Confirmed by the team' },
  'finding.withdrawal-proposed': { zh: '提议撤销', en: 'Withdrawal proposed' },
  'finding.lowering-proposed': { zh: '提议降低等级', en: 'Lowering proposed' },
  'finding.withdrawn': { zh: '撤销', en: 'Withdrawn' },
  'finding.lowered': { zh: '降低等级', en: 'Severity lowered' },
  'finding.proposal-declined': { zh: '未同意提议', en: 'Proposal declined' },
  'finding.put-right': { zh: '登记当场整改', en: 'Put right on the spot' },
  'finding.put-in-letter': { zh: '列入督办函', en: 'Put into a letter' },
  'finding.taken-out-of-letter': { zh: '移出督办函草稿', en: 'Taken out of a draft letter' },
  'finding.letter-revoked': {
    zh: '督办函撤销，重新待列入',
    en: 'Its letter was revoked; in no letter again',
  },
  'finding.rectification-ordered': { zh: '责令整改', en: 'Rectification ordered' },
  'finding.closed': { zh: '销号', en: 'Closed' },
  'finding.reopened': { zh: '重新立项', en: 'Reopened' },
} as const satisfies Record<string, Words>;

export const words = {
  findings: { zh: '问题', en: 'Findings' },
  finding: { zh: '问题', en: 'Finding' },
  intro: {
    zh: '检查中发现的问题，一经提出不能删除；已确认的须列入督办函，或凭佐证登记为当场整改。',
    en: 'What inspections found. Nothing is ever deleted; what is confirmed goes into a letter or is recorded as put right with evidence.',
  },
  none: { zh: '没有问题', en: 'No findings' },
  number: { zh: '编号', en: 'Number' },
  state: { zh: '状态', en: 'State' },
  severity: { zh: '严重程度', en: 'Severity' },
  dimension: { zh: '考核维度', en: 'Dimension' },
  area: { zh: '监管内容', en: 'Content area' },
  fact: { zh: '事实', en: 'Fact' },
  place: { zh: '部位', en: 'Place' },
  facility: { zh: '站点、中心', en: 'Facility' },
  town: { zh: '乡镇', en: 'Town' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  agreement: { zh: '合同', en: 'Contract' },
  inspection: { zh: '检查', en: 'Inspection' },
  foundOn: { zh: '发现日期', en: 'Found on' },
  foundBy: { zh: '发现人', en: 'Found by' },
  item: { zh: '检查要点', en: 'Check item' },
  clause: { zh: '违反条款', en: 'Clause breached' },
  closedOn: { zh: '了结日期', en: 'Ended on' },
  repeat: { zh: '重复问题', en: 'Repeat' },
  rectification: { zh: '督办与整改', en: 'Letter and rectification' },
  inLedger: { zh: '在整改台账中查看', en: 'See it in the ledger' },
  repeatOf: { zh: '此前同类问题', en: 'Repeats' },
  period: { zh: '整改期限', en: 'Period' },
  periodDays: {
    zh: '自送达次日起 {days} {kind}',
    en: '{days} {kind} from the day after service',
  },
  evidence: { zh: '发现时的佐证', en: 'Evidence when found' },
  evidenceAfter: { zh: '整改后的佐证', en: 'Evidence of putting right' },
  waiting: { zh: '待第二人决定', en: 'Awaits a second person' },
  waitingOpen: { zh: '有待决定的提议', en: 'With a proposal open' },
  proposal: { zh: '待决定的提议', en: 'Proposal to be decided' },
  proposedBy: { zh: '提议人', en: 'Proposed by' },
  toSeverity: { zh: '拟降至', en: 'To be lowered to' },
  reason: { zh: '理由', en: 'Reason' },
  withdrawal: { zh: '撤销', en: 'Withdrawal' },
  withdrawalBy: { zh: '{proposer} 提议，{by} 决定', en: 'Proposed by {proposer}, decided by {by}' },
  lowered: { zh: '降低等级', en: 'Severity lowered' },
  loweredFrom: { zh: '原为“{from}”', en: 'It was “{from}”' },
  putRight: { zh: '登记当场整改', en: 'Record as put right' },
  putRightMeans: {
    zh: '登记后本问题不再列入督办函，但留在档案中，日后复发仍按重复问题计。须附整改后的照片。',
    en: 'It then goes into no letter, stays in the file, and a relapse counts as a repeat. A photograph of how it is now is required.',
  },
  statement: { zh: '整改说明', en: 'What was done' },
  proof: { zh: '佐证', en: 'Evidence' },
  proofOfProposal: { zh: '提议撤销、降低等级的佐证', en: 'Evidence for withdrawing or lowering' },
  photosAfter: { zh: '整改后照片', en: 'Photographs afterwards' },
  putRightBy: { zh: '登记人', en: 'Recorded by' },
  withdraw: { zh: '提议撤销', en: 'Propose to withdraw' },
  withdrawMeans: {
    zh: '由另一人决定后才撤销；撤销的问题仍留在档案中。',
    en: 'Another person decides. A withdrawn finding stays in the file.',
  },
  lower: { zh: '提议降低等级', en: 'Propose to lower' },
  lowerMeans: {
    zh: '由另一人决定后才降低；原等级与理由留在档案中。',
    en: 'Another person decides. The former severity and the reason stay in the file.',
  },
  newSeverity: { zh: '降至', en: 'Lower to' },
  confirm: { zh: '同意提议', en: 'Agree' },
  confirmWithdrawMeans: {
    zh: '同意后问题“{number}”即行撤销，不能恢复。',
    en: 'Finding “{number}” is then withdrawn and does not come back.',
  },
  confirmLowerMeans: {
    zh: '同意后问题“{number}”的等级即行降低。',
    en: 'The severity of finding “{number}” is then lowered.',
  },
  decline: { zh: '不同意', en: 'Decline' },
  declineMeans: { zh: '提议作废，问题照旧。', en: 'The proposal lapses and the finding stays as it is.' },
} as const;

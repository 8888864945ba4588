import type { Words } from '#kernel/words.ts';
import type { ProposalState } from './proposal.model.ts';

type StateWords = Words & { readonly tone: 'good' | 'busy' | 'warn' | 'bad' | 'plain' };

export const proposalStateWords: Readonly<Record<ProposalState, StateWords>> = {
  open: { zh: '待确认', en: 'Waits for confirmation', tone: 'warn' },
  confirmed: { zh: '已确认', en: 'Confirmed', tone: 'good' },
  refused: { zh: '未予确认', en: 'Refused', tone: 'bad' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn', tone: 'plain' },
};

export const proposalEvents: Readonly<Record<string, Words>> = {
  'proposal.made': { zh: '提请确认', en: 'Put up for confirmation' },
  'proposal.confirmed': { zh: '确认并生效', en: 'Confirmed, took effect' },
  'proposal.refused': { zh: '不予确认', en: 'Refused' },
  'proposal.withdrawn': { zh: '撤回提请', en: 'Withdrawn' },
};

export const proposalRefusals = {
  'proposal.not-found': { zh: '没有这项提请。', en: 'There is no such proposal.' },
  'proposal.not-permitted': {
    zh: '这项提请不由您的单位或者岗位办理。',
    en: 'This proposal is not for your body or post.',
    next: { zh: '请由有权确认的人员办理。', en: 'Leave it to those it was put to.' },
  },
  'proposal.changed-meanwhile': {
    zh: '这项提请刚被别人办理，请核对后重试。',
    en: 'Someone else has just acted on this proposal. Check and try again.',
  },
  'proposal.wrong-state': {
    zh: '这项提请现为“{state}”，不能再办理。',
    en: 'The proposal is “{state}”; nothing more is done with it.',
  },
  'proposal.four-eyes': {
    zh: '提请人不能确认自己提请的事项。',
    en: 'Whoever proposed it does not confirm it.',
    next: { zh: '请由另一人核对材料后确认。', en: 'Another person checks the papers and confirms.' },
  },
  'proposal.person-concerned': {
    zh: '这项提请涉及您本人，不能由您确认。',
    en: 'It concerns you, so you do not decide it.',
    next: { zh: '请由另一位有权确认的人员办理。', en: 'Another of those it was put to decides.' },
  },
  'proposal.other-body': {
    zh: '这项提请须由另一单位的人员确认。',
    en: 'Somebody of another body than the proposer’s confirms it.',
  },
  'proposal.one-open': {
    zh: '{by} 已于 {proposedAt} 提请同一事项，尚待确认。',
    en: '{by} has put the same up on {proposedAt}; it waits for confirmation.',
    next: {
      zh: '请等待确认，或者由提请人撤回后重新提请。',
      en: 'Wait for it to be decided, or have the proposer take it back.',
    },
  },
  'proposal.evidence-unfit': {
    zh: '所附材料不在本县的附件之中，或者由承办企业上传。',
    en: 'A paper attached is not among this county’s files, or a contractor brought it.',
    next: { zh: '请重新上传材料。', en: 'Upload the paper again.' },
  },
  'proposal.id-taken': { zh: '该提请已经登记过。', en: 'This proposal is already there.' },
  'proposal.kind-unknown': {
    zh: '本版本软件不认识这类提请（{kind}），不能确认。',
    en: 'This version of the software does not know this kind of proposal ({kind}).',
    next: { zh: '请更新软件，或者不予确认。', en: 'Update the software, or refuse it.' },
  },
} as const;

/** Those of an act that proposes, for the page where it is proposed. */
export const proposeRefusals = {
  'proposal.one-open': proposalRefusals['proposal.one-open'],
  'proposal.evidence-unfit': proposalRefusals['proposal.evidence-unfit'],
  'proposal.id-taken': proposalRefusals['proposal.id-taken'],
} as const;

export const words = {
  proposals: { zh: '待确认事项', en: 'Waiting for confirmation' },
  proposal: { zh: '提请事项', en: 'Proposal' },
  intro: {
    zh: '一人提请、另一人核对材料后确认才生效；确认之前什么都没有改变。',
    en: 'One person proposes, another checks the papers and confirms. Until then nothing has changed.',
  },
  none: { zh: '没有提请事项。', en: 'There are no proposals.' },
  state: { zh: '状态', en: 'State' },
  proposedBy: { zh: '提请人', en: 'Proposed by' },
  proposedAt: { zh: '提请时间', en: 'Proposed' },
  decidedBy: { zh: '办理人', en: 'Decided by' },
  decidedAt: { zh: '办理时间', en: 'Decided' },
  reason: { zh: '提请理由', en: 'Reason' },
  decisionReason: { zh: '办理意见', en: 'Remark' },
  changes: { zh: '变更内容', en: 'What changes' },
  item: { zh: '项目', en: 'Item' },
  before: { zh: '现在', en: 'Now' },
  after: { zh: '确认后', en: 'Once confirmed' },
  papers: { zh: '依据材料', en: 'Papers' },
  confirm: { zh: '确认', en: 'Confirm' },
  confirmMeans: {
    zh: '确认后立即生效，并记入日志。请先核对依据材料。',
    en: 'It takes effect at once and is logged. Check the papers first.',
  },
  remark: { zh: '意见（可不填）', en: 'Remark (optional)' },
  refuse: { zh: '不予确认', en: 'Refuse' },
  refuseMeans: { zh: '提请退回，什么都不改变。', en: 'The proposal falls; nothing changes.' },
  withdraw: { zh: '撤回', en: 'Take back' },
  withdrawMeans: {
    zh: '撤回自己的提请，什么都不改变。',
    en: 'You take your proposal back; nothing changes.',
  },
  waits: {
    zh: '有一项变更待确认：{title}（{by}）',
    en: 'A change waits for confirmation: {title} ({by})',
  },
} as const satisfies Record<string, Words>;

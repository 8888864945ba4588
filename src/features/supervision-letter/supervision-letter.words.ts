import type { Words } from '#kernel/words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';
import type { LetterKind, LetterState, ServiceMethod } from './supervision-letter.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export const letterStates: Readonly<Record<LetterState, Words & { readonly tone: Tone }>> = {
  draft: { zh: '草稿', en: 'Draft', tone: 'plain' },
  reviewed: { zh: '已核稿', en: 'Reviewed', tone: 'busy' },
  signed: { zh: '已签发', en: 'Signed', tone: 'busy' },
  issued: { zh: '已印发', en: 'Issued', tone: 'busy' },
  served: { zh: '已送达', en: 'Served', tone: 'warn' },
  acknowledged: { zh: '已签收', en: 'Acknowledged', tone: 'warn' },
  closed: { zh: '已办结', en: 'Closed', tone: 'good' },
  voided: { zh: '已作废', en: 'Voided', tone: 'plain' },
  revoked: { zh: '已撤销', en: 'Revoked', tone: 'bad' },
};

export const letterKinds: Readonly<Record<LetterKind, Words & { readonly tone: Tone }>> = {
  supervision: { zh: '督办函', en: 'Supervision', tone: 'plain' },
  revocation: { zh: '撤销文书', en: 'Revocation', tone: 'warn' },
};

/** What comes next and who may do it; by whom exactly stands under it. */
export const nextStepWords: Readonly<Record<'review' | 'sign' | 'issue' | 'serve' | 'acknowledge', Words>> = {
  review: {
    zh: '下一步：核稿。由办公室中有核稿职责、且不是起草人的人办理。',
    en: 'Next: review, by somebody of the office who has the reviewer’s duty and did not draft it.',
  },
  sign: {
    zh: '下一步：签发。由领导小组或办公室中有签发职责、且不是起草人的人办理。',
    en: 'Next: signing, by somebody of the leading group or the office who has the signatory’s duty and did not draft it.',
  },
  issue: { zh: '下一步：编号印发。由办公室办理。', en: 'Next: numbering and issue, by the office.' },
  serve: {
    zh: '下一步：送达承办企业。由办公室办理并登记。',
    en: 'Next: service on the contractor, carried out and recorded by the office.',
  },
  acknowledge: {
    zh: '下一步：签收。由承办企业办理；整改期限自送达次日起算，不因未签收而顺延。',
    en: 'Next: acknowledgement, by the contractor. The periods run from the day after service whether or not it acknowledges.',
  },
};

export const serviceMethods: Readonly<Record<ServiceMethod, Words>> = {
  direct: { zh: '直接送达', en: 'By hand' },
  left: { zh: '留置送达', en: 'Left at the premises' },
  post: { zh: '邮寄送达', en: 'By post' },
  entrusted: { zh: '委托送达', en: 'Through another body' },
  'public-notice': { zh: '公告送达', en: 'By public notice' },
  electronic: { zh: '电子送达', en: 'Electronically' },
};

export const letterEvents: Readonly<Record<string, Words>> = {
  'supervision-letter.drafted': { zh: '起草督办函', en: 'Letter drafted' },
  'supervision-letter.amended': { zh: '修改草稿', en: 'Draft amended' },
  'supervision-letter.reviewed': { zh: '核稿通过', en: 'Letter reviewed' },
  'supervision-letter.sent-back': { zh: '退回修改', en: 'Sent back to the drafter' },
  'supervision-letter.signed': { zh: '签发', en: 'Letter signed' },
  'supervision-letter.issued': { zh: '编号印发', en: 'Letter numbered and issued' },
  'supervision-letter.served': { zh: '送达', en: 'Letter served' },
  'supervision-letter.acknowledged': { zh: '承办企业签收', en: 'Contractor acknowledged' },
  'supervision-letter.closed': { zh: '全部销号，督办函办结', en: 'Every item closed, letter closed' },
  'supervision-letter.reopened': { zh: '回头看，重新办理', en: 'Letter open again after relapse' },
  'supervision-letter.revoked': { zh: '被撤销文书撤销', en: 'Revoked by another letter' },
  'supervision-letter.voided': { zh: '草稿作废', en: 'Draft voided' },
};

export const letterRefusals = {
  ...recusalRefusals,
  'supervision-letter.not-found': {
    zh: '没有这份督办函，或者您无权查看。',
    en: 'There is no such letter, or it is not yours to see.',
  },
  'supervision-letter.not-permitted': {
    zh: '您的岗位不能办理督办函的这一步。',
    en: 'Your post may not take this step of a letter.',
    next: {
      zh: '核稿须有核稿职责，签发须有签发职责，其余由领导小组办公室办理。',
      en: 'Reviewing needs the reviewer’s duty, signing the signatory’s; the rest is the office’s.',
    },
  },
  'supervision-letter.issuer-is-office': {
    zh: '督办函由领导小组办公室出具，商务局不能以自己的名义出具。',
    en: 'The letter is issued by the office of the leading group; the commerce bureau cannot issue one in its own name.',
    next: {
      zh: '请把已确认的问题交领导小组办公室起草。',
      en: 'Leave the confirmed findings to the office to draft from.',
    },
  },
  'supervision-letter.changed-meanwhile': {
    zh: '这份督办函刚被别人改动（现为第 {version} 版），请核对后重试。',
    en: 'Someone else has just changed this letter (now version {version}). Check and try again.',
  },
  'supervision-letter.wrong-state': {
    zh: '督办函现为“{state}”，不能办理这一步。',
    en: 'The letter is “{state}”; this step is not open.',
    next: {
      zh: '已印发的督办函不得改动；确有错误的，另发撤销文书，再重新起草。',
      en: 'An issued letter never changes. If it is wrong, revoke it by another letter and draft anew.',
    },
  },
  'supervision-letter.issued-is-fixed': {
    zh: '督办函已经印发，文字、事项和编号都不能再改。',
    en: 'The letter is issued; neither its words, nor its items, nor its number change any more.',
    next: {
      zh: '确有错误的，另发撤销文书，再重新起草。',
      en: 'If it is wrong, revoke it by another letter and draft anew.',
    },
  },
  'supervision-letter.agreement-not-found': { zh: '没有这份合同。', en: 'There is no such contract.' },
  'supervision-letter.no-items': {
    zh: '督办函至少列入一个问题。',
    en: 'A letter carries at least one finding.',
  },
  'supervision-letter.finding-twice': {
    zh: '问题 {finding} 列入了两次。',
    en: 'Finding {finding} stands in the letter twice.',
  },
  'supervision-letter.finding-not-confirmed': {
    zh: '问题 {finding} 不在“已确认、未列入督办函”之列，不能列入。',
    en: 'Finding {finding} is not confirmed, or stands in another letter already.',
  },
  'supervision-letter.other-agreement': {
    zh: '问题 {finding} 属于另一份合同，一份督办函只对一份合同。',
    en: 'Finding {finding} belongs to another contract; a letter concerns one.',
  },
  'supervision-letter.period-out-of-range': {
    zh: '问题 {finding} 的整改时限 {workingDays} {dayKind}超出范围，应在 1 至 {workingDaysMax} {dayKind}之间。',
    en: 'The period of {workingDays} {dayKind} for finding {finding} is out of range: 1 to {workingDaysMax}.',
  },
  'supervision-letter.findings-left-out': {
    zh: '该承办企业还有 {count} 个已确认问题未列入任何督办函：{findings}。',
    en: 'This contractor has {count} confirmed findings in no letter: {findings}.',
    next: {
      zh: '请列入本督办函，或者逐项确认不列入。',
      en: 'Put them in this letter, or confirm one by one that they stay out of it.',
    },
  },
  'supervision-letter.own-draft': {
    zh: '起草人不能核稿或签发自己起草的督办函。',
    en: 'The drafter may neither review nor sign his own letter.',
    next: { zh: '请由另一人核稿、签发。', en: 'Another person reviews it, and another signs.' },
  },
  'supervision-letter.no-review': {
    zh: '按本县规定，督办函拟稿后直接签发，没有核稿环节。',
    en: 'In this county a letter is signed as drafted; there is no review.',
    next: { zh: '请由签发人签发。', en: 'A signatory signs it.' },
  },
  'supervision-letter.own-visit': {
    zh: '参加过所列检查的人，不能核稿或签发这份督办函。',
    en: 'Whoever was on one of its visits neither reviews nor signs a letter.',
    next: {
      zh: '请由没有参加这些检查的人办理。',
      en: 'Someone who was on none of those visits does it.',
    },
  },
  'supervision-letter.own-review': {
    zh: '核稿人不能签发自己核过的督办函。',
    en: 'Whoever reviewed the letter does not sign it.',
    next: { zh: '请由另一位签发人签发。', en: 'Another signatory signs it.' },
  },
  'supervision-letter.unprintable-title': {
    zh: '标题中的“{characters}”没有公文字体可以排印，请改用文字表述。',
    en: 'The title holds “{characters}”, which no font of the letter can print. Say it in words.',
  },
  'supervision-letter.unprintable-preamble': {
    zh: '开头段中的“{characters}”没有公文字体可以排印，请改用文字表述。',
    en: 'The opening holds “{characters}”, which no font of the letter can print. Say it in words.',
  },
  'supervision-letter.unprintable-requirement': {
    zh: '问题 {finding} 的整改要求中“{characters}”没有公文字体可以排印，请改用文字表述。',
    en: 'The requirement for finding {finding} holds “{characters}”, which no font of the letter can print. Say it in words.',
  },
  'supervision-letter.not-issued': {
    zh: '这份督办函还没有印发，不用撤销文书。',
    en: 'This letter is not issued yet; there is nothing to revoke.',
    next: { zh: '请退回修改，或者作废草稿。', en: 'Send it back and amend it, or void the draft.' },
  },
  'supervision-letter.revocation-not-revocable': {
    zh: '撤销文书不能再被撤销。',
    en: 'A revocation is not itself revoked.',
    next: {
      zh: '问题仍须督办的，请另行起草督办函。',
      en: 'Where the findings still call for one, draft a new letter.',
    },
  },
  'supervision-letter.revocation-open': {
    zh: '这份督办函已有一份撤销文书：{title}{number}。',
    en: 'This letter has a revocation already: {title} {number}.',
    next: { zh: '请办理那一份；不再撤销的，作废其草稿。', en: 'Go on with that one, or void its draft.' },
  },
  'supervision-letter.revocation-text-fixed': {
    zh: '撤销文书的文字由所撤销的督办函和撤销理由写成，不单独修改。',
    en: 'The words of a revocation follow from the letter it names and the reason; they are not amended.',
    next: { zh: '理由有误的，作废后重新起草。', en: 'If the reason is wrong, void it and start again.' },
  },
  'supervision-letter.unprintable-reason': {
    zh: '撤销理由中的“{characters}”没有公文字体可以排印，请改用文字表述。',
    en: 'The reason holds “{characters}”, which no font of the letter can print. Say it in words.',
  },
  'supervision-letter.served-before-issue': {
    zh: '送达日期不能早于印发日期 {issuedOn}。',
    en: 'Service cannot be before the day of issue, {issuedOn}.',
  },
  'supervision-letter.served-in-future': {
    zh: '送达日期不能晚于今天 {todayOn}。',
    en: 'Service cannot be after today, {todayOn}.',
  },
  'supervision-letter.witness-required': {
    zh: '留置送达须有见证人。',
    en: 'Leaving a letter needs a witness.',
  },
  'supervision-letter.witness-is-server': {
    zh: '见证人不能是送达人本人。',
    en: 'The witness cannot be the one who serves.',
  },
  'supervision-letter.evidence-unknown': {
    zh: '所附佐证不存在或不是本单位上传的。',
    en: 'Some of the evidence does not exist or was not uploaded by your side.',
  },
  'supervision-letter.id-taken': {
    zh: '这份督办函已经起草，不必重复提交。',
    en: 'This letter is drafted already; nothing more to do.',
  },
} as const;

export const words = {
  letters: { zh: '督办函', en: 'Supervision letters' },
  letter: { zh: '督办函', en: 'Supervision letter' },
  lettersIntro: {
    zh: '由领导小组办公室出具；印发后不得改动，确有错误的另发撤销文书。',
    en: 'Issued by the office of the leading group. Issued letters never change; one that is wrong is revoked by another.',
  },
  noLetters: { zh: '还没有督办函。', en: 'No letters yet.' },
  pending: { zh: '待列入督办函的问题', en: 'Findings in no letter yet' },
  pendingMeans: {
    zh: '每一个已确认、尚未列入任何督办函的问题都在这里。',
    en: 'Every confirmed finding that stands in no letter is listed here.',
  },
  noneForContract: {
    zh: '本合同没有待列入督办函的问题。检查全体签认后，问题即行确认，方可列入督办函。',
    en: 'This contract has no finding waiting for a letter. A finding can be put into one once the whole team has signed the visit.',
  },
  nonePending: { zh: '所有已确认的问题都已列入督办函。', en: 'Every confirmed finding stands in a letter.' },
  pendingCount: { zh: '{count} 个待列入督办函', en: '{count} in no letter' },
  draftFor: { zh: '起草督办函', en: 'Draft a letter' },
  draftForWhom: {
    zh: '{act}：{contractor} {number}（{count}）',
    en: '{act}: {contractor} {number} ({count})',
  },
  draftLetter: { zh: '起草督办函', en: 'Draft a supervision letter' },
  amendLetter: { zh: '修改草稿', en: 'Amend the draft' },
  number: { zh: '发文字号', en: 'Number' },
  unnumbered: { zh: '未编号', en: 'No number yet' },
  title: { zh: '标题', en: 'Title' },
  preamble: { zh: '开头段', en: 'Opening paragraph' },
  citedStrange: {
    zh: '开头段提到的检查，没有列入它发现的问题：{numbers}。',
    en: 'The opening paragraph cites visits of which no finding stands in this letter: {numbers}.',
  },
  citedMissing: {
    zh: '列入的问题所来自的检查，开头段没有提到：{numbers}。',
    en: 'Findings in this letter come from visits that the opening paragraph does not cite: {numbers}.',
  },
  preambleHint: {
    zh: '开头段写依据、检查时间和对象；问题、要求和结尾由系统按公文格式排入。',
    en: 'The opening says basis, visits and project; problems, demands and closing are set from the record in the official layout.',
  },
  contractor: { zh: '承办企业', en: 'Contractor' },
  agreement: { zh: '合同', en: 'Contract' },
  state: { zh: '状态', en: 'State' },
  items: { zh: '督办事项', en: 'Items' },
  itemCount: { zh: '事项', en: 'Items' },
  openItems: { zh: '未销号', en: 'Open' },
  finding: { zh: '问题', en: 'Finding' },
  fact: { zh: '事实', en: 'Fact' },
  ordinal: { zh: '序号', en: 'No.' },
  severity: { zh: '程度', en: 'Severity' },
  foundOn: { zh: '发现日期', en: 'Found on' },
  requirement: { zh: '整改要求', en: 'Requirement' },
  requirementDefault: {
    zh: '按照实施方案和合同要求整改到位，并提供整改后的现场照片等佐证。',
    en: '按照实施方案和合同要求整改到位，并提供整改后的现场照片等佐证。',
  },
  workingDays: { zh: '整改时限（{unit}）', en: 'Period, {unit}' },
  workingDaysHint: {
    zh: '自送达次日起算；默认 {days}，最多 {max}。',
    en: 'Counted from the day after service; {days} by default, {max} at most.',
  },
  days: { zh: '{days} {unit}', en: '{days} {unit}' },
  dueOn: { zh: '整改期限', en: 'Due' },
  draftedOn: { zh: '起草日期', en: 'Drafted on' },
  draftedBy: { zh: '起草人', en: 'Drafted by' },
  reviewedBy: { zh: '核稿人', en: 'Reviewed by' },
  signedBy: { zh: '签发人', en: 'Signed by' },
  issuedOn: { zh: '印发日期', en: 'Issued on' },
  issuedBy: { zh: '印发人', en: 'Issued by' },
  servedOn: { zh: '送达日期', en: 'Served on' },
  servedOnHint: {
    zh: '整改时限自送达次日起算。公告送达的，填公告期满视为送达之日。',
    en: 'Periods run from the day after. For a public notice, the day on which it counts as served.',
  },
  servedTo: { zh: '收件人', en: 'Received by' },
  servedBy: { zh: '送达人', en: 'Served by' },
  witness: { zh: '见证人', en: 'Witness' },
  witnessHint: { zh: '留置送达必填。', en: 'Required when the letter is left.' },
  serviceNote: { zh: '送达说明', en: 'Note on service' },
  serviceEvidence: { zh: '送达回证、签收照片等', en: 'Proof of service' },
  method: { zh: '送达方式', en: 'Method of service' },
  acknowledgedBy: { zh: '签收人', en: 'Acknowledged by' },
  closedOn: { zh: '办结日期', en: 'Closed on' },
  digest: { zh: '内容摘要', en: 'Content digest' },
  steps: { zh: '办理进程', en: 'Where it stands' },
  text: { zh: '正文', en: 'Text of the letter' },
  draftText: { zh: '正文（未印发，仅供核对）', en: 'Text (not issued; for checking only)' },
  annex: { zh: '附件', en: 'Annex' },
  copyTo: { zh: '抄送', en: 'Copies to' },
  openPdf: { zh: '打开 PDF', en: 'Open the PDF' },
  inLedger: { zh: '在整改台账中查看', en: 'See in the rectification ledger' },
  leftOut: { zh: '未列入的已确认问题', en: 'Confirmed findings left out' },
  leftOutMeans: {
    zh: '该承办企业下列已确认问题不在本督办函中。对问题不遮不掩：请列入，或逐项勾选确认不列入本督办函。',
    en: 'These confirmed findings of the contractor are not in this letter. Put them in, or tick each to confirm that it stays out.',
  },
  leftOutNotice: {
    zh: '该承办企业下列已确认问题不在任何督办函中。起草和印发时须逐项列入，或逐项确认不列入。',
    en: 'These confirmed findings of the contractor are in no letter. When drafting and issuing, each is put in or confirmed to stay out.',
  },
  leaveOut: { zh: '确认不列入本督办函', en: 'Leave out of this letter' },
  include: { zh: '列入', en: 'Include' },
  otherAgreement: { zh: '属另一合同', en: 'Another contract' },
  save: { zh: '保存草稿', en: 'Save the draft' },
  amend: { zh: '修改', en: 'Amend' },
  review: { zh: '核稿通过', en: 'Approve the wording' },
  reviewMeans: {
    zh: '“{title}”（{count} 项）的文字和事项不再修改，送签发人。',
    en: 'Wording and items of “{title}” ({count} items) stand; the letter goes to the signatory.',
  },
  sendBack: { zh: '退回修改', en: 'Send back' },
  sendBackMeans: {
    zh: '退回为草稿，核稿和签发重新进行。',
    en: 'It becomes a draft again and must be reviewed and signed anew.',
  },
  sign: { zh: '签发', en: 'Sign' },
  signMeans: {
    zh: '同意以领导小组办公室名义，向{contractor}印发“{title}”（{count} 项）。',
    en: '“{title}” ({count} items) may be issued to {contractor} in the name of the office.',
  },
  issue: { zh: '编号印发', en: 'Number and issue' },
  issueMeans: {
    zh: '“{title}”（{count} 项）取得发文字号并生成 PDF。此后不得改动、不得撤回。',
    en: '“{title}” ({count} items) gets its number and its PDF. From then on it can be neither changed nor taken back.',
  },
  void: { zh: '作废草稿', en: 'Void the draft' },
  voidMeans: {
    zh: '草稿作废，所列问题重新待列入督办函。',
    en: 'The draft is given up; its findings are in no letter again.',
  },
  revocation: { zh: '撤销文书', en: 'Revocation' },
  revoke: { zh: '起草撤销文书', en: 'Draft a revocation' },
  revokeMeans: {
    zh: '起草撤销 {number} 的文书，由另外的人核稿、签发后印发。送达后，未销号的事项终止，其问题重新待列入督办函；已销号的不变。理由写入文书。',
    en: 'Drafts a letter that revokes {number}; others review, sign and issue it. Once served, items not closed end and their findings are in no letter again; closed ones stay closed. The letter gives your reason.',
  },
  revocationStep: {
    zh: '“{title}”，理由：{reason}',
    en: '“{title}”. Reason: {reason}',
  },
  serveRevocation: {
    zh: '向{contractor}送达后，{replaces} 即行撤销，未销号的事项终止，不可更改。',
    en: 'Once it is served on {contractor}, {replaces} is revoked and its open items end; this cannot be changed.',
  },
  acknowledgeNext: {
    zh: '下一步：签收。由承办企业办理；撤销自送达之日起生效，不以签收为准。',
    en: 'Next: acknowledgement, by the contractor. The revocation has effect from its service whether or not it is acknowledged.',
  },
  acknowledgeRevocation: {
    zh: '确认已收到本撤销文书。',
    en: 'You confirm that you have received the revocation.',
  },
  revokes: { zh: '撤销的督办函', en: 'Revokes' },
  revokedBy: { zh: '撤销它的文书', en: 'Revoked by' },
  kind: { zh: '种类', en: 'Kind' },
  reason: { zh: '撤销理由', en: 'Reason' },
  service: { zh: '送达', en: 'Service' },
  serve: { zh: '登记送达', en: 'Record service' },
  serveMeans: {
    zh: '{number} 向{contractor}送达：{count} 项整改期限都自送达次日起算，不可更改。',
    en: '{number}, served on {contractor}: the periods of its {count} items run from the day after; this cannot be changed.',
  },
  acknowledge: { zh: '签收', en: 'Acknowledge' },
  acknowledgeMeans: {
    zh: '确认已收到本督办函，将按期整改。',
    en: 'You confirm that you have received the letter.',
  },
  nobodyMay: {
    zh: '现在没有人可以办理这一步。请管理员在“人员”中给合适的人加上相应职责。',
    en: 'Nobody may take this step at present. Let an administrator give somebody the duty under “People”.',
  },
  listSeparator: { zh: '、', en: ', ' },
  search: { zh: '字号、标题', en: 'Number or title' },
} as const;

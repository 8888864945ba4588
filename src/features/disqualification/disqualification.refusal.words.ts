import { recusalRefusals } from '../organisation/organisation.interest.words.ts';

// Every “no” of this feature in both languages, and what to do now.

export const disqualificationRefusals = {
  ...recusalRefusals,
  'disqualification.not-found': {
    zh: '没有这件案件，或者您无权查看。',
    en: 'There is no such case, or it is not yours to see.',
  },
  'disqualification.not-permitted': {
    zh: '您的岗位不能办理这一步。',
    en: 'Your post may not take this step.',
    next: {
      zh: '立案、告知、听证、送达和清算由办公室办理，陈述申辩由承办企业提出，研究和决定由领导小组作出。',
      en: 'The office opens, serves and settles; the contractor speaks; the leading group deliberates and decides.',
    },
  },
  'disqualification.changed-meanwhile': {
    zh: '案件刚被别人办理（现为第 {version} 版），请核对后重试。',
    en: 'Someone else has just acted on this case (now version {version}). Check and try again.',
  },
  'disqualification.wrong-state': {
    zh: '案件现为“{state}”，不能办理这一步。',
    en: 'The case is “{state}”; this step is not open.',
    next: {
      zh: '案件的现状和下一步见本页“程序”。',
      en: 'See “Procedure” on this page for where the case stands and what comes next.',
    },
  },
  'disqualification.out-of-order': {
    zh: '不能跳过“{next}”直接办理“{step}”。',
    en: '“{step}” cannot be taken before “{next}”.',
    next: { zh: '程序中的每一步都要依次办理。', en: 'Every step of the procedure is taken in its order.' },
  },
  'disqualification.not-in-procedure': {
    zh: '本县的程序中没有“{step}”。',
    en: 'The procedure of this county has no “{step}”.',
  },
  'disqualification.in-future': {
    zh: '日期不能晚于今天 {todayOn}。',
    en: 'It cannot be dated after today, {todayOn}.',
    next: { zh: '如实填写实际办理的日期。', en: 'Enter the day on which it was in fact done.' },
  },
  'disqualification.too-early': {
    zh: '“{step}”最早只能在 {fromOn} 办理。',
    en: '“{step}” cannot take place before {fromOn}.',
    next: {
      zh: '改用 {fromOn} 或者以后的日期；给承办企业的时间必须给足。',
      en: 'Take {fromOn} or a later day; the contractor gets its time in full.',
    },
  },
  'disqualification.evidence-unknown': {
    zh: '所附材料不存在，或者不是本单位上传的。',
    en: 'Some of the files do not exist or were not uploaded by your side.',
    next: { zh: '请在本页重新上传。', en: 'Upload them here again.' },
  },
  'disqualification.contractor-unknown': { zh: '没有这家承办企业。', en: 'There is no such contractor.' },
  'disqualification.ground-unknown': {
    zh: '本县制度没有这一事由。',
    en: 'The regime of this county has no such ground.',
    next: { zh: '从列出的事由中选择。', en: 'Choose one of the grounds listed.' },
  },
  'disqualification.not-triggered': {
    zh: '事实尚不够立案：{months} 个月内问题 {counted} 个（须 {needCounted} 个），其中未及时整改 {late} 个（须 {needLate} 个）。',
    en: 'The facts do not bear out this ground: {counted} problems within {months} months ({needCounted} needed), {late} of them not rectified in time ({needLate} needed).',
    next: {
      zh: '继续督办整改；由人举证的事由可以另选，并附证据。',
      en: 'Go on supervising; or choose a ground that is stated and proved, with its evidence.',
    },
  },
  'disqualification.proof-missing': {
    zh: '须附证明材料：送达回证、笔录、会议纪要或者事实证据。',
    en: 'It has to be proved: the receipt of service, the minutes, or evidence of the fact.',
    next: { zh: '上传材料之后再提交。', en: 'Upload it, then send again.' },
  },
  'disqualification.witness-missing': {
    zh: '留置送达须写明见证人。',
    en: 'What is left at the premises needs a witness.',
    next: { zh: '补填见证人的姓名。', en: 'Enter the name of the witness.' },
  },
  'disqualification.procedure-incomplete': {
    zh: '本县规则包的程序缺少必经步骤或者次序不对（{steps}），不能立案。',
    en: 'The procedure in the county’s rule pack leaves out or misplaces a step ({steps}); no case can be opened under it.',
    next: {
      zh: '告知、陈述申辩（写明天数）、集体研究、决定、送达缺一不可。',
      en: 'Notice, statement with its days, deliberation, decision and service are all required.',
    },
  },
  'disqualification.case-open': {
    zh: '这家承办企业已有办理中的案件，或者承办资格已被取消。',
    en: 'A case against this contractor is under way already, or it is disqualified.',
    next: { zh: '在案件列表中查看原有案件。', en: 'See the case in the list.' },
  },
  'disqualification.time-to-speak-over': {
    zh: '陈述申辩和要求听证的期限 {untilOn} 已过。',
    en: 'The time to speak and to ask for a hearing ended on {untilOn}.',
    next: {
      zh: '等待领导小组研究决定；收到决定书后，可以依法提出异议。',
      en: 'The leading group decides next; against its decision you may object as the law provides.',
    },
  },
  'disqualification.time-to-speak-runs': {
    zh: '陈述申辩期限到 {untilOn} 才满，不能提前记为未提出。',
    en: 'The time to speak runs until {untilOn}; silence cannot be recorded before it has passed.',
    next: { zh: '{untilOn} 的次日起再记录。', en: 'Record it from the day after {untilOn}.' },
  },
  'disqualification.no-hearing': {
    zh: '本县的程序没有听证。',
    en: 'The procedure of this county has no hearing.',
  },
  'disqualification.hearing-asked': {
    zh: '已于 {askedOn} 要求听证，不必重复。',
    en: 'A hearing was asked for on {askedOn} already.',
    next: { zh: '等待办公室通知听证的时间和地点。', en: 'The office will announce its day and place.' },
  },
  'disqualification.hearing-not-asked': {
    zh: '承办企业没有要求听证。',
    en: 'The contractor has not asked for a hearing.',
    next: { zh: '直接进行下一步。', en: 'Go on to the next step.' },
  },
  'disqualification.hearing-not-announced': {
    zh: '听证须先行通知时间和地点。',
    en: 'A hearing is announced first, with day and place.',
    next: { zh: '先办理“通知听证”。', en: 'Announce the hearing first.' },
  },
  'disqualification.chair-unfit': {
    zh: '主持人须是办公室或者领导小组中与本案无利害关系的人员。',
    en: 'The chair is someone of the office or the leading group with no relation to the contractor.',
    next: { zh: '另选一名主持人。', en: 'Choose another chair.' },
  },
  'disqualification.opener-decides': {
    zh: '立案人不能主持听证、参加表决、作出决定或者结案。',
    en: 'Whoever opened the case neither chairs the hearing nor votes, decides or closes it.',
    next: {
      zh: '由领导小组或者办公室的其他人员办理。',
      en: 'Somebody else of the leading group or the office does this.',
    },
  },
  'disqualification.not-a-member': {
    zh: '只有领导小组成员可以表决。',
    en: 'Only members of the leading group vote.',
    next: { zh: '只登记领导小组成员的表决。', en: 'Enter the votes of members only.' },
  },
  'disqualification.related': {
    zh: '{person} 与该承办企业有利害关系，应当回避。',
    en: '{person} is related to this contractor and must not take part.',
    next: {
      zh: '把该成员登记为未到，并在研究意见中写明回避。',
      en: 'Mark that member as absent, and note the recusal in what was considered.',
    },
  },
  'disqualification.voted-twice': {
    zh: '同一成员只能表决一次。',
    en: 'Each member votes once.',
    next: { zh: '每名成员只保留一项表决。', en: 'Keep one vote for each member.' },
  },
  'disqualification.recorder-not-there': {
    zh: '记录人须是到会成员之一。',
    en: 'Whoever records the deliberation took part in it.',
    next: { zh: '由到会的成员登录登记。', en: 'A member who was there signs in and records it.' },
  },
  'disqualification.alone': {
    zh: '只有 {present} 人到会，不是集体研究。',
    en: 'Only {present} present: nobody decides this alone.',
    next: { zh: '另行召集会议。', en: 'Call the leading group together again.' },
  },
  'disqualification.no-quorum': {
    zh: '可表决成员 {of} 人，到会 {present} 人，须 {least} 人以上。',
    en: '{present} of {of} members present; at least {least} are needed.',
    next: { zh: '改期再议，达到人数后再登记。', en: 'Meet again, and record it when enough are there.' },
  },
  'disqualification.same-person': {
    zh: '记录集体研究的人不能同时签发决定。',
    en: 'Whoever kept the minutes does not sign the decision as well.',
    next: { zh: '由另一名签发人签发。', en: 'Another signatory signs.' },
  },
  'disqualification.against-vote': {
    zh: '决定与表决不一致：到会 {present} 人，同意取消 {forIt} 人。',
    en: 'The decision does not follow the vote: {forIt} of {present} were for disqualification.',
    next: {
      zh: '按表决结果选择决定内容；要改变结果，只能重新集体研究。',
      en: 'Choose what the vote says; nobody changes it alone.',
    },
  },
  'disqualification.recover-above-paid': {
    zh: '追回金额不能超过已拨付的 {paidFen}。',
    en: 'No more than the {paidFen} that was paid can be recovered.',
    next: {
      zh: '核对拨付记录，改填不超过已拨付的金额。',
      en: 'Check the payments and enter no more than was paid.',
    },
  },
  'disqualification.not-notified': {
    zh: '送达告知书之后才能决定暂停拨付。',
    en: 'Payments may be held once the notice has been served.',
    next: { zh: '先由办公室送达告知书。', en: 'The office serves the notice first.' },
  },
  'disqualification.held-already': { zh: '自 {on} 起已暂停拨付。', en: 'Payments are held since {on}.' },
  'disqualification.not-held': { zh: '没有暂停拨付。', en: 'Payments are not held.' },
  'disqualification.decided-already': {
    zh: '已经作出决定，应当送达，不能另行结案。',
    en: 'It is decided: the decision is served, and the case not closed beside it.',
    next: { zh: '请办公室登记决定送达。', en: 'The office serves the decision.' },
  },
} as const;

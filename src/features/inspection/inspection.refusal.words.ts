import type { Words } from '#kernel/words.ts';
import { raiseRefusals } from '../finding/finding.words.ts';
import { recusalRefusals } from '../organisation/organisation.interest.words.ts';

/** Every refusal of the inspection's contract. */
export const inspectionRefusals = {
  ...recusalRefusals,
  'inspection.not-found': {
    zh: '没有这次检查，或者您无权查看。',
    en: 'There is no such inspection, or it is not yours to see.',
  },
  'inspection.not-permitted': {
    zh: '这一步不由您办理。',
    en: 'This is not yours to do.',
    next: {
      zh: '检查记录由组长提交，由成员签认；声明由本人作出；补充由检查组成员、办公室或商务局办理。',
      en: 'The lead hands in, members sign, everyone declares for himself; the team, the office and the bureau supplement.',
    },
  },
  'inspection.changed-meanwhile': {
    zh: '这次检查刚有新的办理（例如有成员作了声明）。',
    en: 'Something has just been done on this inspection, such as a member’s declaration.',
  },
  'inspection.wrong-state': {
    zh: '检查“{number}”现为“{state}”，不能办理这一步。',
    en: 'Inspection “{number}” is “{state}”; this step is not open to it.',
  },
  'inspection.subject-not-found': {
    zh: '没有这个站点或合同，或者两者不相属。',
    en: 'There is no such facility or contract, or they do not belong together.',
  },
  'inspection.planned-already': {
    zh: '这次检查已经安排，不必重复提交。',
    en: 'This inspection is planned already; nothing more to do.',
  },
  'inspection.before-regime': {
    zh: '制度自 {inForceFrom} 起施行，此前没有检查。',
    en: 'The regime is in force from {inForceFrom}; there are no inspections before it.',
  },
  'inspection.planned-in-past': {
    zh: '检查日期 {on} 已过，请安排今天或以后的日期。',
    en: '{on} has passed. Plan for today or later.',
  },
  'inspection.facility-required': {
    zh: '“{phase}”检查须选择站点或中心。',
    en: 'An inspection of “{phase}” looks at a facility; choose one.',
  },
  'inspection.agreement-required': {
    zh: '“{phase}”检查以合同为对象，不选站点。',
    en: 'An inspection of “{phase}” looks at a contract, not a facility.',
  },
  'inspection.area-mismatch': {
    zh: '监管内容“{area}”与检查对象或类别“{phase}”不符。',
    en: 'The area “{area}” does not fit the subject or the kind “{phase}”.',
  },
  'inspection.facility-phase': {
    zh: '该站点现为“{facilityPhase}”，不能作“{phase}”检查。',
    en: 'The facility is {facilityPhase}; it cannot be inspected for “{phase}”.',
  },
  'inspection.obligation-not-found': {
    zh: '所选监管义务不存在，请重新选择。',
    en: 'An obligation chosen does not exist. Choose again.',
  },
  'inspection.obligation-mismatch': {
    zh: '所选监管义务（{period}）不属于这个对象、内容或类别。',
    en: 'The obligation of {period} belongs to another subject, area or kind.',
  },
  'inspection.obligation-closed': {
    zh: '监管义务（{period}）在检查日为“{state}”，不能由本次检查履行（可履行期 {windowStartOn} 至 {closesOn}）。',
    en: 'On the day planned the obligation of {period} is “{state}” and cannot be fulfilled (open from {windowStartOn} to {closesOn}).',
  },
  'inspection.obligation-twice': {
    zh: '一次检查只能履行同一义务的一期，不能一次抵两期（{period}）。',
    en: 'One visit fulfils one period of the same obligation, not two ({period}).',
    next: { zh: '请只保留其中一期。', en: 'Keep only one of them.' },
  },
  'inspection.contractor-staff': {
    zh: '{names} 是承办企业人员，不能参加检查。',
    en: '{names} belong to a contractor and cannot inspect.',
  },
  'inspection.member-unknown': {
    zh: '检查组中有人已停用或不在名册中，请另选。',
    en: 'Someone on the team is no longer on the register. Choose another.',
  },
  'inspection.member-twice': { zh: '同一人不能在检查组中出现两次。', en: 'Nobody is on a team twice.' },
  'inspection.team-too-small': {
    zh: '检查组至少 {least} 人，现有 {size} 人。',
    en: 'A team has at least {least} people; this one has {size}.',
  },
  'inspection.no-lead': {
    zh: '检查组须有一名组长，由商务局担任。',
    en: 'A team needs one lead, from the Commerce Bureau.',
  },
  'inspection.two-leads': {
    zh: '检查组只能有一名组长，现有：{names}。',
    en: 'A team has one lead; these were named: {names}.',
  },
  'inspection.lead-not-commerce-bureau': {
    zh: '检查由商务局牵头，{name} 不是商务局人员，不能任组长。',
    en: 'The Commerce Bureau leads; {name} is not of the bureau and cannot be the lead.',
  },
  'inspection.lead-not-in-term': {
    zh: '{name} 在 {on} 不在监督检查小组组长任期内。',
    en: '{name} holds no term as lead of the inspection group on {on}.',
    next: {
      zh: '请在“监督检查小组”登记任期，或另选组长。',
      en: 'Record the term under “Inspection group”, or choose another lead.',
    },
  },
  'inspection.member-not-in-group': {
    zh: '{names} 在 {on} 不是监督检查小组成员。',
    en: '{names} are not members of the inspection group on {on}.',
    next: {
      zh: '请在“监督检查小组”登记任期，或另选成员。',
      en: 'Record the term under “Inspection group”, or choose others.',
    },
  },
  'inspection.third-party-role': {
    zh: '{names} 的位置不对：第三方机构人员以第三方身份参加，其他单位人员不能以第三方身份参加。',
    en: '{names}: the third party takes part as the third party, and nobody else does.',
  },
  'inspection.third-party-missing': {
    zh: '“{area}”的检查须有第三方机构人员参加。',
    en: 'An inspection of “{area}” needs a third-party member.',
  },
  'inspection.member-related': {
    zh: '{names} 与该承办企业有利害关系，应当回避。',
    en: '{names} are tied to this contractor and must stand aside.',
    next: { zh: '请取消本次检查并另行安排，或另选成员。', en: 'Cancel and plan anew, or choose others.' },
  },
  'inspection.declared-already': {
    zh: '您已作过声明。',
    en: 'You have declared already.',
  },
  'inspection.declaration-missing': {
    zh: '尚未声明有无利害关系：{names}。',
    en: 'Not declared yet: {names}.',
    next: {
      zh: '请他们打开本次检查，作出声明后再提交。',
      en: 'Ask them to open this inspection and declare, then hand in.',
    },
  },
  'inspection.member-recused': {
    zh: '{names} 已申报回避，本次检查不能提交。',
    en: '{names} stood aside; this inspection cannot be handed in.',
    next: { zh: '请取消本次检查，另行安排。', en: 'Cancel this inspection and plan anew.' },
  },
  'inspection.times-reversed': {
    zh: '结束时间早于开始时间。',
    en: 'It ends before it begins.',
  },
  'inspection.time-in-future': {
    zh: '结束时间 {endedAt} 晚于现在。',
    en: 'It ends at {endedAt}, which is still to come.',
  },
  'inspection.arrival-outside': {
    zh: '到达时间 {arrivedAt} 不在检查开始与结束之间。',
    en: 'The arrival at {arrivedAt} lies outside the inspection.',
  },
  'inspection.method-missing': {
    zh: '至少写明一种检查方式；仅凭上传材料不构成检查。',
    en: 'Name at least one method; uploads alone are no inspection.',
  },
  'inspection.method-twice': { zh: '同一种检查方式只写一次。', en: 'Name each method once.' },
  'inspection.arrival-missing': {
    zh: '实地考察须有到达时间。',
    en: 'A site visit has a time of arrival.',
  },
  'inspection.position-or-reason': {
    zh: '实地考察须有到达位置，或写明没有位置的原因。',
    en: 'A site visit has a position, or says why there is none.',
  },
  'inspection.method-evidence': {
    zh: '“{method}”还缺：{asked}。',
    en: '“{method}” still lacks: {asked}.',
  },
  'inspection.item-unknown': {
    zh: '检查要点“{item}”不在本次检查表中。',
    en: 'Check item “{item}” is not on this sheet.',
  },
  'inspection.item-twice': {
    zh: '检查要点“{item}”填了两次。',
    en: 'Check item “{item}” was answered twice.',
  },
  'inspection.items-unanswered': {
    zh: '还有 {count} 个检查要点未填：{item}。',
    en: '{count} check items are unanswered: {item}.',
  },
  'inspection.item-fact-missing': {
    zh: '“{item}”不是“符合”，须写明事实。',
    en: '“{item}” is not “conforms”: state the fact.',
  },
  'inspection.unprintable': {
    zh: '第 {finding} 个问题的事实或部位中有公文印不出的符号：{characters}。',
    en: 'The fact or place of finding {finding} holds signs that no letter can print: {characters}.',
    next: {
      zh: '请改用文字表述。签字之后事实不得改写，所以现在就要改。',
      en: 'Say it in words now: once it is signed, a fact is never rewritten.',
    },
  },
  'inspection.item-evidence-missing': {
    zh: '“{item}”不符合或基本符合，须附佐证。',
    en: '“{item}” does not conform: attach evidence.',
  },
  'inspection.failure-without-finding': {
    zh: '“{item}”不符合，须提出问题：对发现的问题不遮不掩。',
    en: '“{item}” fails: raise a finding. Problems are stated plainly.',
  },
  'inspection.figure-unknown': {
    zh: '有一行数据不在本次应核对的范围，请重新打开检查表。',
    en: 'A figure does not belong to this sheet. Open the sheet again.',
  },
  'inspection.figures-unanswered': {
    zh: '上报数据还有 {count} 行未核对：{lines}。填写现场值，或写明未核的原因。',
    en: '{count} reported lines are unanswered: {lines}. Give what was seen, or why it was not checked.',
  },
  'inspection.figure-note-missing': {
    zh: '“{lines}”未核，须写明原因。',
    en: '“{lines}” was not checked: say why.',
  },
  'inspection.verdict-missing': {
    zh: '缺少“{standard}”的结论。',
    en: 'The verdict on “{standard}” is missing.',
  },
  'inspection.verdict-not-asked': {
    zh: '本次检查不涉及“{standard}”，不作该项结论。',
    en: 'This inspection does not touch “{standard}”; give no verdict on it.',
  },
  'inspection.verdict-reasons-missing': {
    zh: '“{standard}”的结论不是“达到”，须写明理由。',
    en: 'The verdict on “{standard}” is not “met”: give reasons.',
  },
  'inspection.draw-not-found': {
    zh: '没有这次抽取。',
    en: 'There is no such draw.',
  },
  'inspection.draw-not-drawn': {
    zh: '“{number}”还没有抽取，不能据以安排检查。',
    en: '“{number}” has not been drawn; no visit can come from it.',
  },
  'inspection.not-drawn': {
    zh: '“{number}”没有抽中这个对象，不能作为按抽取安排的检查。',
    en: '“{number}” did not draw this place; the visit cannot be planned as one that was drawn.',
    next: { zh: '不经抽取，另行安排。', en: 'Plan it as a visit of its own.' },
  },
  'inspection.draw-other-period': {
    zh: '“{number}”抽的是 {fromOn} 至 {untilOn} 的检查，检查日不在其内。',
    en: '“{number}” is for visits from {fromOn} to {untilOn}; the day lies outside.',
    next: {
      zh: '改检查日；周期已过的，另行抽取。',
      en: 'Choose a day within; once the period is over, draw anew.',
    },
  },
  'inspection.draw-departure-reason': {
    zh: '检查组与“{number}”抽取的人员不同（抽中未去：{missing}；未抽中而去：{others}），须写明理由。',
    en: 'The team is not the one “{number}” drew (drawn and not going: {missing}; going and not drawn: {others}). Say why.',
  },
  'inspection.drawn-visit-planned': {
    zh: '这次抽取已经安排过对这个对象的检查。',
    en: 'A visit to this place has been planned from this draw already.',
    next: {
      zh: '在抽取页面打开那次检查；要重新安排的，先取消它。',
      en: 'Open it from the page of the draw; to plan anew, cancel it first.',
    },
  },
  'inspection.verdict-contradicts': {
    zh: '“{standard}”有不符合的要点（{item}），结论不能为“达到”。',
    en: '“{standard}” has failing items ({item}); the verdict cannot be “met”.',
  },
  'inspection.present-incomplete': {
    zh: '在场情况不完整：签字的须有姓名；拒签的须有姓名和理由；无人在场的须写明情况。',
    en: 'Presence is incomplete: a name for a signature, a name and a reason for a refusal, an explanation for nobody.',
  },
  'inspection.evidence-unknown': {
    zh: '有佐证不存在，或不是监管方上传的，请重新上传。',
    en: 'Some evidence does not exist or was not uploaded by supervision. Upload it again.',
  },
  'inspection.finding-twice': {
    zh: '有问题已经提出过，不能重复提出。',
    en: 'A finding was raised already and is not raised again.',
  },
  'inspection.signed-already': { zh: '您已签认。', en: 'You have signed already.' },
  'inspection.content-differs': {
    zh: '所签内容与提交的记录不一致，请重新打开后再签认。',
    en: 'What you signed is not what was handed in. Open it again and sign.',
  },
  'inspection.supplemented-already': {
    zh: '这条补充已经记入。',
    en: 'This supplement is on record already.',
  },
  'finding.clause-unknown': raiseRefusals['finding.clause-unknown'],
  'finding.item-unknown': raiseRefusals['finding.item-unknown'],
  'finding.finder-not-in-team': raiseRefusals['finding.finder-not-in-team'],
  'finding.evidence-missing': raiseRefusals['finding.evidence-missing'],
} as const satisfies Record<string, Words & { next?: Words }>;

import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import type { Words } from '#kernel/words.ts';
import type { GroupPart, GroupRole, Relation } from './organisation.model.ts';

type RefusalWords = Words & { readonly next?: Words };

export const kindWords: Readonly<Record<OrganisationKind, Words>> = {
  'leading-group': { zh: '领导小组', en: 'Leading group' },
  office: { zh: '领导小组办公室', en: 'Office of the leading group' },
  'commerce-bureau': { zh: '商务局', en: 'Commerce bureau' },
  finance: { zh: '财政部门', en: 'Finance' },
  audit: { zh: '审计部门', en: 'Audit' },
  department: { zh: '其他部门', en: 'Other department' },
  'third-party': { zh: '第三方机构', en: 'Third party' },
  contractor: { zh: '承办企业', en: 'Contractor' },
};

export const dutyWords: Readonly<Record<Duty, Words>> = {
  administrator: { zh: '管理员', en: 'Administrator' },
  reviewer: { zh: '审核人', en: 'Reviewer' },
  signatory: { zh: '签发人', en: 'Signatory' },
};

export const groupPartWords: Readonly<Record<GroupPart, Words>> = {
  'leading-group': { zh: '领导小组成员', en: 'Of the leading group' },
  lead: { zh: '牵头（商务局）', en: 'Lead, commerce bureau' },
  department: { zh: '相关部门', en: 'Departments concerned' },
  'third-party': { zh: '第三方机构', en: 'Third party' },
};

export const groupRoleWords: Readonly<Record<GroupRole, Words>> = {
  lead: { zh: '组长', en: 'Lead' },
  member: { zh: '组员', en: 'Member' },
  'third-party': { zh: '第三方', en: 'Third party' },
};

export const relationWords: Readonly<Record<Relation, Words>> = {
  relative: { zh: '近亲属', en: 'Relative' },
  shareholder: { zh: '持股或投资', en: 'Shareholding or investment' },
  employment: { zh: '任职或曾任职', en: 'Employment, now or before' },
  tender: { zh: '参与过招投标', en: 'Part in the tender' },
  business: { zh: '业务往来', en: 'Business dealings' },
  other: { zh: '其他', en: 'Other' },
};

export const termStates = {
  current: { zh: '任期内', en: 'Serving', tone: 'good' },
  coming: { zh: '未到任', en: 'Not yet begun', tone: 'plain' },
  ended: { zh: '已卸任', en: 'Ended', tone: 'plain' },
} as const;

export const activeStates = {
  active: { zh: '在用', en: 'In use', tone: 'good' },
  closed: { zh: '已停用', en: 'Closed', tone: 'plain' },
} as const;

export const organisationEvents: Readonly<Record<string, Words>> = {
  'organisation.registered': { zh: '登记单位', en: 'Organisation registered' },
  'organisation.amended': { zh: '修改单位信息', en: 'Organisation amended' },
  'person.added': { zh: '添加人员', en: 'Person added' },
  'person.amended': { zh: '修改人员信息', en: 'Person amended' },
  'person.password-changed': { zh: '修改密码', en: 'Password changed' },
  'group-membership.begun': { zh: '加入监督检查小组', en: 'Joined the inspection group' },
  'group-membership.ended': { zh: '离开监督检查小组', en: 'Left the inspection group' },
  'related-party.declared': { zh: '申报利害关系', en: 'Related party declared' },
};

/** Why a password is refused, as it is. */
export const passwordFaults = {
  common: {
    zh: '它（去掉数字和符号后）在最常用密码的名单上',
    en: 'without its digits and signs it is on the list of the most used',
  },
  login: { zh: '它含有您的登录名', en: 'it holds your login' },
  name: { zh: '它含有您的姓名', en: 'it holds your name' },
  local: {
    zh: '它只由本地名称、单位名称或业务词加数字组成',
    en: 'it is only names of the place, its offices or its work, with numbers',
  },
  telephone: { zh: '它是一个手机号码', en: 'it is a telephone number' },
  digits: { zh: '它几乎只有数字和符号', en: 'it is nearly all digits and signs' },
  keyboard: { zh: '它是键盘上相邻的一串键', en: 'it is a run of neighbouring keys' },
  repeated: { zh: '它是同一小段的重复', en: 'it repeats one short piece' },
  pinyin: { zh: '它像姓名拼音加年份或数字', en: 'it looks like a name in pinyin with a year or number' },
  same: { zh: '它与现在的密码相同', en: 'it is the present password' },
} as const satisfies Readonly<Record<string, Words>>;

export const organisationRefusals = {
  'set-up.wrong-code': {
    zh: '一次性代码不对，或者已经失效。',
    en: 'The one-time code is wrong, or no longer valid.',
    next: {
      zh: '请照抄启动时终端里打印的代码；重新启动会打印新的代码，旧的作废。',
      en: 'Copy the code printed in the terminal at start; a restart prints a new one and voids the old.',
    },
  },
  'set-up.done-already': {
    zh: '这里已经建好了一个县，不能再建。',
    en: 'A county has been set up here already.',
    next: { zh: '请直接登录。', en: 'Please sign in.' },
  },
  'set-up.unknown-pack': { zh: '没有编号为“{pack}”的制度。', en: 'There is no regime “{pack}”.' },
  'password.too-common': {
    zh: '这个密码容易被猜到：{kind}。',
    en: 'This password is easily guessed: {kind}.',
    next: {
      zh: '请换一个，例如几个不相干的词连在一起。',
      en: 'Choose another, such as a few unrelated words in a row.',
    },
  },
  'sign-in.failed': {
    zh: '登录名或密码不对。',
    en: 'The login or the password is wrong.',
    next: {
      zh: '忘记密码时，请本县管理员重置登录。',
      en: 'If you have forgotten it, the administrator of your county can set a new one.',
    },
  },
  'sign-in.choose-password': {
    zh: '这是一次性代码。请设定自己的密码，以后用它登录。',
    en: 'This is your one-time code. Choose a password of your own; from now on you sign in with it.',
  },
  'sign-in.too-many-attempts': {
    zh: '尝试次数太多，须等 {minutes} 分钟再试。',
    en: 'Too many attempts; please wait {minutes} minutes.',
    next: {
      zh: '到时再试。您以前登录过的浏览器不受别人输错的影响，可换用那一个。',
      en: 'Try again then. A browser you have signed in with before is not held up by the mistakes of others.',
    },
  },
  'sign-in.no-demonstration': {
    zh: '这里不是演示县，须用密码登录。',
    en: 'This is no demonstration county; a password is needed.',
  },
  'organisation.not-found': {
    zh: '没有这个单位，或您无权查看。',
    en: 'There is no such organisation, or it is not yours to see.',
  },
  'person.not-found': {
    zh: '没有这个人，或已停用。',
    en: 'There is no such person, or the account is closed.',
  },
  'group.lead-not-commerce-bureau': {
    zh: '监督检查小组的组长必须是商务局的人员。',
    en: 'The lead of the inspection group must come from the commerce bureau.',
  },
  'group.contractor-never': {
    zh: '承办企业的人员不得参加监督检查小组。',
    en: 'Nobody from a contractor may serve in the inspection group.',
  },
  'group.third-party-role': {
    zh: '第三方机构的人员只能以“第三方”身份参加，其他单位的人员不能以此身份参加。',
    en: 'People of a third party serve as the third party, and nobody else does.',
  },
  'group.dates-reversed': { zh: '结束日期早于开始日期。', en: 'The end lies before the beginning.' },
  'group.serves-already': {
    zh: '这个人在这段时间里已经是监督检查小组成员。',
    en: 'This person serves in the inspection group during that time already.',
    next: { zh: '请先结束现有任期，或改选日期。', en: 'End the present term first, or choose other dates.' },
  },
  'group.before-regime': {
    zh: '制度自 {inForceFrom} 起施行，任期不能早于这一天。',
    en: 'The regime is in force from {inForceFrom}; no term begins before that day.',
  },
  'group.not-found': { zh: '没有这条任期记录。', en: 'There is no such term.' },
  'group.changed-meanwhile': {
    zh: '这条任期已被他人修改（现为第 {version} 版）。',
    en: 'Somebody else changed this term meanwhile (now version {version}).',
  },
  'relation.not-permitted': {
    zh: '本人只能申报自己的利害关系；代他人登记须由办公室或商务局办理。',
    en: 'You declare your own relations; only the office or the commerce bureau records those of others.',
  },
} as const satisfies Readonly<Record<string, RefusalWords>>;

export const words = {
  // entry
  welcome: { zh: '欢迎使用督实', en: 'Welcome to Dushi' },
  welcomeMeans: {
    zh: '督实把县级项目的监督串成一条线：从制度条款、检查、问题、督办函、整改、复查，到资金拨付，每一步都有依据、有记录。',
    en: 'Dushi keeps a county’s supervision of publicly funded projects on one thread: from clause to visit, finding, supervision letter, rectification, re-inspection and payment, each step with its basis and its record.',
  },
  emptyHere: {
    zh: '这个数据目录还是空的。请选择：',
    en: 'This data directory is still empty. Please choose:',
  },
  setUpMine: { zh: '建立本县', en: 'Set up my county' },
  setUpMineMeans: {
    zh: '用启动时终端里打印的一次性代码，登记本县和首任管理员。数据保存在这台机器上。',
    en: 'With the one-time code printed in the terminal at start, register your county and its first administrator. The data stay on this machine.',
  },
  exploreDemo: { zh: '看看演示县', en: 'Explore the demonstration county' },
  exploreDemoMeans: {
    zh: '装入一个虚构单位和人员、跑了二十个月的演示县，从名单里选一个人，以其身份查看。约需一分钟。',
    en: 'Load a county of invented bodies and people with twenty months of work behind it, and walk through it as anyone on the list. Takes about a minute.',
  },
  demoOnly: {
    zh: '演示数据会占用这个数据目录；正式使用时请换一个空目录。',
    en: 'The demonstration takes this data directory; use another, empty one for real work.',
  },
  building: { zh: '正在建立演示县', en: 'Building the demonstration county' },
  buildingMeans: {
    zh: '二十个月的监督工作正在按制度一步步办理一遍：登记、报送、检查、督办、整改、复查、拨付。',
    en: 'Twenty months of supervision are being performed act by act, under the regime’s own rules: registering, reporting, inspecting, supervising, rectifying, re-inspecting, paying.',
  },
  elapsed: { zh: '已用 {seconds} 秒', en: '{seconds} seconds so far' },
  signIn: { zh: '登录', en: 'Sign in' },
  chooseAndSignIn: { zh: '设定密码并登录', en: 'Choose the password and sign in' },
  signInAgain: { zh: '登录已失效，请重新登录', en: 'Your session has ended; please sign in again' },
  signInAgainMeans: {
    zh: '本页填写的内容还在，登录后可以继续。',
    en: 'What you typed on this page is still here; you can go on after signing in.',
  },
  continueAs: { zh: '以 {name} 的身份继续', en: 'Continue as {name}' },
  login: { zh: '登录名', en: 'Login' },
  password: { zh: '密码', en: 'Password' },
  county: { zh: '县（市、区）', en: 'County' },
  demoPeople: { zh: '选一个人进入演示县', en: 'Enter the demonstration county as' },
  demoPeopleMeans: {
    zh: '演示县不用密码。单位、人员、金额均为虚构。',
    en: 'The demonstration needs no password. Its bodies, people and amounts are invented.',
  },
  otherWay: { zh: '用登录名和密码登录', en: 'Sign in with login and password' },
  // set-up
  setUpCode: { zh: '一次性代码', en: 'One-time code' },
  setUpCodeHint: {
    zh: '启动督实的终端窗口里，“首任管理员一次性代码”之后的那一串。',
    en: 'In the terminal where Dushi was started, after “One-time code for the first administrator”.',
  },
  countyCode: { zh: '行政区划代码', en: 'Administrative division code' },
  countyCodeHint: { zh: '6 位数字，如通城县 421222', en: 'Six digits, such as 421222 for Tongcheng' },
  countyName: { zh: '县名', en: 'Name in Chinese' },
  countyNameEn: { zh: '县名（英文）', en: 'Name in English' },
  countyNameEnHint: { zh: '可不填', en: 'May be left empty' },
  goLiveOn: { zh: '启用日', en: 'Go-live day' },
  goLiveHint: {
    zh: '此前到期的报送和检查不计漏检，也不影响拨付；不填为今天',
    en: 'Reports and visits due before it are neither missed nor held against payment; left empty, it is today',
  },
  regime: { zh: '适用的监管制度', en: 'Regime' },
  secondFactor: { zh: '重要事项要求第二因素', en: 'Important acts ask for a second factor' },
  secondFactorHint: {
    zh: '审批、付款、签发、取消资格决定和人员管理，除密码外还要手机验证器的验证码。建议选“是”；每个人须先登记验证器。',
    en: 'Approving, paying, signing, deciding a disqualification and changing people ask for a code from an authenticator app as well. Yes is advised; everyone registers an app first.',
  },
  firstAdministrator: { zh: '首任管理员', en: 'First administrator' },
  theCounty: { zh: '本县', en: 'The county' },
  personName: { zh: '姓名', en: 'Name' },
  loginHint: {
    zh: '小写字母、数字、点、横线，如 zhang.wei',
    en: 'Lower case, digits, dots, dashes, such as zhang.wei',
  },
  passwordHint: {
    zh: '至少 10 位。长比花样多更管用。',
    en: 'At least ten characters. Long beats complicated.',
  },
  passwordAgain: { zh: '再输一次密码', en: 'The password again' },
  passwordsDiffer: { zh: '两次输入的密码不一样', en: 'The two passwords differ' },
  create: { zh: '建立', en: 'Set up' },
  // account
  account: { zh: '我的账户', en: 'My account' },
  changePassword: { zh: '修改密码', en: 'Change the password' },
  currentPassword: { zh: '现在的密码', en: 'Present password' },
  newPassword: { zh: '新密码', en: 'New password' },
  passwordChanged: { zh: '密码已修改', en: 'The password is changed' },
  // organisations
  organisation: { zh: '单位', en: 'Organisation' },
  organisations: { zh: '单位名册', en: 'Organisations' },
  organisationsMeans: {
    zh: '参与本县项目监督的各方。承办企业以统一社会信用代码登记。',
    en: 'The parties to the county’s supervision. Contractors are registered by their unified social credit code.',
  },
  register: { zh: '登记单位', en: 'Register an organisation' },
  amend: { zh: '修改', en: 'Amend' },
  amendOrganisation: { zh: '修改单位信息', en: 'Amend the organisation' },
  kind: { zh: '类别', en: 'Kind' },
  name: { zh: '名称', en: 'Name' },
  uscc: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  legalRepresentative: { zh: '法定代表人', en: 'Legal representative' },
  contact: { zh: '联系人', en: 'Contact' },
  phone: { zh: '电话', en: 'Telephone' },
  address: { zh: '地址', en: 'Address' },
  state: { zh: '状态', en: 'State' },
  active: { zh: '是否在用', en: 'In use' },
  itsRecords: { zh: '承办记录', en: 'Its records' },
  itsAgreements: { zh: '合同', en: 'Contracts' },
  itsFacilities: { zh: '站点与中心', en: 'Centres and stations' },
  itsReports: { zh: '月报', en: 'Monthly reports' },
  itsInspections: { zh: '监督检查', en: 'Inspections' },
  itsFindings: { zh: '问题', en: 'Findings' },
  itsLetters: { zh: '督办函', en: 'Letters' },
  itsRectifications: { zh: '整改台账', en: 'Rectifications' },
  itsInstalments: { zh: '资金拨付', en: 'Disbursement' },
  peopleCount: { zh: '人数', en: 'People' },
  // people
  people: { zh: '人员', en: 'People' },
  person: { zh: '人员', en: 'Person' },
  noPeople: { zh: '还没有人员', en: 'Nobody yet' },
  addPerson: { zh: '添加人员', en: 'Add a person' },
  amendPerson: { zh: '修改人员信息', en: 'Amend the person' },
  title: { zh: '职务', en: 'Title' },
  duties: { zh: '职责', en: 'Duties' },
  dutiesHint: {
    zh: '审核人审核文书；签发人签发文书；可以都不选。管理员只管理人员和单位，不办业务，不能兼任。',
    en: 'Reviewers check documents, signatories sign them; none is a fine answer. Administrators keep people and organisations, do no business and hold no other duty.',
  },
  inGroup: { zh: '监督检查小组', en: 'Inspection group' },
  // inspection group
  group: { zh: '监督检查小组', en: 'Inspection group' },
  groupMeans: {
    zh: '由领导小组成员单位和第三方组成，商务局牵头。只有任期内的成员可以参加检查。',
    en: 'Members of the leading group’s departments with the third party, led by the commerce bureau. Only those within their term may inspect.',
  },
  composition: { zh: '组成（一（三））', en: 'Composition, 一(三)' },
  nobodyServes: { zh: '缺', en: 'Missing' },
  noGroup: { zh: '还没有监督检查小组成员', en: 'The inspection group has no members yet' },
  role: { zh: '身份', en: 'Role' },
  term: { zh: '任期', en: 'Term' },
  termFrom: { zh: '任期开始', en: 'Term begins' },
  termUntil: { zh: '任期结束', en: 'Term ends' },
  termUntilHint: { zh: '不定期的留空。', en: 'Leave empty when open.' },
  openTerm: { zh: '{from} 起', en: 'from {from}' },
  closedTerm: { zh: '{from} 至 {until}', en: '{from} to {until}' },
  appoint: { zh: '聘任成员', en: 'Appoint a member' },
  appointMeans: {
    zh: '成员在任期内可以编入检查组。组长须为商务局人员，第三方人员以第三方身份参加。',
    en: 'Within the term the person may be put on an inspection team. The lead comes from the commerce bureau; people of a third party serve as such.',
  },
  endTerm: { zh: '结束任期', en: 'End the term' },
  endTermMeans: {
    zh: '{name} 自结束日期的次日起不能再编入检查组；以往的检查记录不变。',
    en: 'From the day after the end {name} can no longer be put on a team; past inspections stand.',
  },
  lastDay: { zh: '最后一天', en: 'Last day' },
  // related parties
  relations: { zh: '利害关系与回避', en: 'Related parties' },
  relationsMeans: {
    zh: '与承办企业有利害关系的人员不参加对该承办企业的检查。本人申报；办公室和商务局也可登记了解到的情况。',
    en: 'Whoever is related to a contractor does not inspect it. Everyone declares for themselves; the office and the bureau may record what they learn.',
  },
  noRelations: { zh: '没有申报的利害关系', en: 'No related parties declared' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  relation: { zh: '关系', en: 'Relation' },
  statement: { zh: '情况说明', en: 'Statement' },
  declare: { zh: '申报利害关系', en: 'Declare a relation' },
  declareMeans: {
    zh: '申报后，系统不允许将此人编入对该承办企业的检查组。申报不可删除，只会到期。',
    en: 'Once declared, the person cannot be put on a team that inspects this contractor. A declaration is never deleted; it only ends.',
  },
  since: { zh: '自', en: 'From' },
  until: { zh: '至', en: 'Until' },
  period: { zh: '期间', en: 'Period' },
} as const satisfies Readonly<Record<string, Words>>;

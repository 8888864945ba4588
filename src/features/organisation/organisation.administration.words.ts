import type { Words } from '#kernel/words.ts';
import { words as shared } from './organisation.words.ts';

type RefusalWords = Words & { readonly next?: Words };

export const administrationEvents: Readonly<Record<string, Words>> = {
  'person.sign-in-reset': { zh: '重置登录', en: 'Sign-in reset' },
  'person.password-chosen': { zh: '本人用一次性代码设定密码', en: 'Chose a password with the one-time code' },
  'sign-in-code.taken': { zh: '领取一次性代码', en: 'One-time code taken' },
};

const askAnother: Words = {
  zh: '确为另一人的，请勾选“同名的另一个人”并在理由中写明。',
  en: 'If this is somebody else, tick “another person of the same name” and say so in the reason.',
};

export const administrationRefusals = {
  'administration.not-permitted': {
    zh: '人员和单位只由管理员办理，并须由另一单位的管理员确认。',
    en: 'People and organisations are kept by administrators alone, and confirmed by an administrator of another body.',
  },
  'administration.second-first': {
    zh: '本县还缺第二位管理员。在其登录以前，您一人只能登记单位，并添加这一位管理员（须属另一单位，只有管理员职责）。',
    en: 'The county still lacks its second administrator. Until that person has signed in, you alone may only register organisations and add that one administrator, of another body and with no other duty.',
    next: {
      zh: '请先登记其单位，添加第二位管理员，并把一次性代码交给本人登录。',
      en: 'Register the body, add the second administrator, and hand over the one-time code for the first sign-in.',
    },
  },
  'administration.second-added': {
    zh: '第二位管理员已经添加，还没有登录。',
    en: 'The second administrator has been added and has not signed in yet.',
    next: {
      zh: '请其用一次性代码登录；代码丢失或过期的，在其人员页面重置登录。',
      en: 'Let that person sign in with the one-time code; if it is lost or expired, reset the sign-in on the page of the person.',
    },
  },
  'administration.proposer-gone': {
    zh: '提请人或确认人已不再是管理员，这一提请不能生效。',
    en: 'Whoever proposed or confirms is no administrator any more; this proposal cannot take effect.',
    next: {
      zh: '请退回，由现任管理员重新提请。',
      en: 'Refuse it; a present administrator may propose it again.',
    },
  },
  'person.own-duty': {
    zh: '任何人不得给自己增加职责、重新启用自己的账户或重置自己的登录。',
    en: 'Nobody grants himself a duty, opens his own account again or resets his own sign-in.',
    next: { zh: '请由另两位管理员办理。', en: 'Let two other administrators do it.' },
  },
  'person.nothing-changed': { zh: '没有改动。', en: 'Nothing is changed.' },
  'person.administrator-and-business': {
    zh: '系统管理员不办理业务，不能同时是审核人或签发人。',
    en: 'A system administrator does no business, and so is neither reviewer nor signatory.',
    next: { zh: '请为业务另定人员。', en: 'Give the business to somebody else.' },
  },
  'person.administrator-body': {
    zh: '审计部门、第三方机构和承办企业的人员不能是系统管理员。',
    en: 'Nobody of the audit, a third party or a contractor is a system administrator.',
    next: {
      zh: '请在领导小组、办公室、商务局、财政或其他部门中指定。',
      en: 'Choose somebody of the leading group, the office, the bureau, finance or another department.',
    },
  },
  'person.second-account': {
    zh: '“{name}”已用这个电话登记了账户：一个人不能有两个账户，分处一笔拨付的两个环节，或者既管账户又办业务。',
    en: '“{name}” has an account with this telephone already: one human does not hold two accounts at two desks of a payment, nor one that administers and one that acts.',
    next: {
      zh: '同一人的，请先停用原账户；确为两人的，请各登记本人的电话。',
      en: 'If it is the same person, close the other account first; if not, register each with a telephone of their own.',
    },
  },
  'person.same-name': {
    zh: '已有一位同名的人员“{name}”。请确认不是同一人。',
    en: 'There is a person called “{name}” already. Please make sure it is not the same human.',
    next: askAnother,
  },
  'person.last-administrators': {
    zh: '一个县至少有两位分属两个单位、已经登录过的管理员，不能再少。',
    en: 'A county keeps at least two administrators, of two bodies, who have signed in once.',
    next: {
      zh: '请先添加另一位管理员，并由其登录一次。',
      en: 'Add another administrator first, and let that person sign in once.',
    },
  },
  'person.login-taken': { zh: '这个登录名已有人使用。', en: 'This login is taken.' },
  'person.changed-meanwhile': {
    zh: '您填写期间，这个人的信息已被他人修改（现为第 {version} 版）。',
    en: 'Somebody else amended this person meanwhile (now version {version}).',
  },
  'organisation.nothing-changed': { zh: '没有改动。', en: 'Nothing is changed.' },
  'organisation.single-stays': {
    zh: '领导小组、办公室、商务局是监管制度的支柱，不能停用。',
    en: 'The leading group, the office and the commerce bureau carry the regime; they cannot be closed.',
    next: { zh: '机构更名的，请修改名称。', en: 'If the body has a new name, amend the name.' },
  },
  'organisation.kind-used': {
    zh: '这个单位已有业务记录，类别不能再改。',
    en: 'Records hang on this organisation; its kind cannot be changed any more.',
    next: {
      zh: '请停用它，按正确的类别另行登记。',
      en: 'Close it, and register it anew under the right kind.',
    },
  },
  'organisation.kind-administrators': {
    zh: '这个单位有系统管理员，不能改为审计部门、第三方机构或承办企业。',
    en: 'A system administrator is of this organisation; it cannot become audit, third party or contractor.',
  },
  'organisation.uscc-required': {
    zh: '承办企业必须填写统一社会信用代码。',
    en: 'A contractor needs its unified social credit code.',
  },
  'organisation.uscc-taken': {
    zh: '这个统一社会信用代码已经登记在另一单位名下。',
    en: 'Another organisation is registered under this credit code already.',
    next: {
      zh: '请在单位名册中查找，不要重复登记。',
      en: 'Look for it in the register rather than registering it twice.',
    },
  },
  'organisation.name-taken': {
    zh: '同类单位中已有“{existing}”（全角半角、大小写、空格不同也算同名）。',
    en: 'There is “{existing}” of this kind already; width, case and blanks make no other name.',
    next: {
      zh: '请在单位名册中查找，不要重复登记。',
      en: 'Look for it in the register rather than registering it twice.',
    },
  },
  'organisation.only-one': {
    zh: '领导小组、办公室、商务局在一个县各只有一个，已经登记过了。',
    en: 'A county has one leading group, one office and one commerce bureau; this one is registered already.',
  },
  'organisation.changed-meanwhile': {
    zh: '您填写期间，这个单位的信息已被他人修改（现为第 {version} 版）。',
    en: 'Somebody else amended this organisation meanwhile (now version {version}).',
  },
  'sign-in-code.none': {
    zh: '没有待领取的一次性代码。',
    en: 'There is no one-time code to be taken.',
    next: { zh: '需要时请提请重置登录。', en: 'Propose a reset of the sign-in if one is needed.' },
  },
  'sign-in-code.taken': {
    zh: '一次性代码只显示一次，已经领取过了。',
    en: 'A one-time code is shown once, and this one has been taken.',
    next: { zh: '丢失的，请提请重置登录。', en: 'If it is lost, propose a reset of the sign-in.' },
  },
  'sign-in-code.not-permitted': {
    zh: '一次性代码由提请或确认的管理员领取，交给本人。',
    en: 'The code is taken by the administrator who proposed or confirmed, and handed to the person.',
  },
  'sign-in.wrong-code': {
    zh: '登录名或一次性代码不对，或代码已用过、已过期。',
    en: 'The login or the one-time code is wrong, or the code was used or has expired.',
    next: {
      zh: '请管理员重置登录，换一个代码。',
      en: 'Ask the administrator to reset the sign-in for a new code.',
    },
  },
} as const satisfies Readonly<Record<string, RefusalWords>>;

export const words = {
  ...shared,
  because: { zh: '理由', en: 'Reason' },
  becauseHint: {
    zh: '另一位管理员确认前会看到，例如任职文件的文号。',
    en: 'The other administrator reads it before confirming, such as the number of the letter of appointment.',
  },
  propose: { zh: '提请', en: 'Propose' },
  byTwo: {
    zh: '由您提请，另一单位的管理员确认后生效。',
    en: 'You propose; it takes effect when an administrator of another body has confirmed it.',
  },
  addPersonMeans: {
    zh: '由您提请，另一单位的管理员确认后生效。不设初始密码：确认后领取一次性代码交给本人，本人首次登录时自己设定密码。',
    en: 'You propose, an administrator of another body confirms. There is no first password: one of you takes a one-time code for the person, who chooses a password at the first sign-in.',
  },
  kindHint: {
    zh: '登记错了的，在还没有业务记录时可以更正。',
    en: 'If it was registered wrongly it can be corrected while no records hang on it.',
  },
  phoneHint: {
    zh: '本人的电话。同一电话不能有两个账户分处拨付的两个环节。',
    en: 'The person’s own. One telephone does not have two accounts at two desks of a payment.',
  },
  another: { zh: '同名的另一个人', en: 'Another person of the same name' },
  anotherHint: {
    zh: '只在已有同名人员、而确为另一人时选“是”。',
    en: 'Yes only where somebody of this name is registered and this is another human.',
  },
  reset: { zh: '重置登录', en: 'Reset the sign-in' },
  resetMeans: {
    zh: '另一位管理员确认后，{name} 现有的密码和全部登录立即失效，须凭一次性代码重新设定密码。',
    en: 'Once the other administrator has confirmed, the password and every session of {name} end at once; a one-time code lets the person choose a new one.',
  },
  openProposals: { zh: '等待另一位管理员确认：', en: 'Waiting for the other administrator: ' },
  personActs: { zh: '账户与职责的经过', en: 'How the account and its duties came about' },
  code: { zh: '一次性代码', en: 'One-time code' },
  codeWaits: {
    zh: '还没有领取。由提请或确认的管理员领取，只显示一次，打印或抄下来当面交给本人。',
    en: 'Not taken yet. The administrator who proposed or confirmed takes it; it is shown once, to be printed or copied and handed over in person.',
  },
  codeTaken: {
    zh: '{name} 已领取，{until} 前有效，本人尚未使用。',
    en: 'Taken by {name}, good until {until}, not used yet.',
  },
  codeExpired: {
    zh: '{name} 领取的代码已于 {until} 过期，请重置登录。',
    en: 'The code that {name} took expired at {until}; reset the sign-in.',
  },
  takeCode: { zh: '领取一次性代码', en: 'Take the one-time code' },
  codeSlip: {
    zh: '首次登录：在登录页输入登录名，在密码处输入这个代码，再设定自己的密码。{until} 前有效，只能用一次。',
    en: 'First sign-in: type the login, and this code in place of the password; then choose a password of your own. Good until {until}, once.',
  },
  codeOnce: {
    zh: '离开本页后不再显示。',
    en: 'It is not shown again once you leave this page.',
  },
  print: { zh: '打印', en: 'Print' },
  acts: { zh: '人员与单位的管理记录', en: 'Acts on people and organisations' },
  actsMeans: {
    zh: '谁在何时给了谁什么职责，由谁确认；账户、单位、一次性代码的每一次变动。',
    en: 'Who gave whom which duty, when, and who confirmed it; every change of an account, an organisation or a one-time code.',
  },
  noActs: { zh: '没有记录', en: 'None' },
  about: { zh: '事项', en: 'About' },
  aboutDuties: { zh: '职责变动', en: 'Duties' },
  aboutPeople: { zh: '人员', en: 'People' },
  aboutOrganisations: { zh: '单位', en: 'Organisations' },
  aboutCodes: { zh: '密码与一次性代码', en: 'Passwords and one-time codes' },
  aloneAtSetUp: { zh: '建县之初一人办理', en: 'Alone, at set-up' },
  at: { zh: '时间', en: 'When' },
  act: { zh: '办理', en: 'Act' },
  subject: { zh: '对象', en: 'To' },
  change: { zh: '变动', en: 'Change' },
  alsoChanged: { zh: '其他改动', en: 'Also' },
  by: { zh: '提请（办理）人', en: 'Proposed or done by' },
  bySetUp: { zh: '建县时', en: 'At set-up' },
  confirmedBy: { zh: '确认人', en: 'Confirmed by' },
  secondMissing: { zh: '还缺第二位管理员。', en: 'The second administrator is missing.' },
  secondMissingMeans: {
    zh: '人员和单位须由两个单位的两位管理员共同管理。在第二位登录以前，您只能登记单位，并添加这一位管理员。',
    en: 'People and organisations are kept by two administrators of two bodies. Until the second has signed in, you may only register organisations and add that one administrator.',
  },
  secondAwaited: {
    zh: '已添加，等其用一次性代码首次登录：',
    en: 'Added; waiting for the first sign-in with the one-time code:',
  },
  doneAlone: {
    zh: '建县之初由一位管理员单独办理了 {count} 件，请核对。',
    en: 'At set-up one administrator alone did {count} acts; please look at them.',
  },
  look: { zh: '查看', en: 'Look' },
  noDuty: { zh: '无', en: 'none' },
  titleAddPerson: { zh: '添加人员：{name}（{organisation}）', en: 'Add {name} ({organisation})' },
  titleAmendPerson: { zh: '修改人员：{name}（{organisation}）', en: 'Amend {name} ({organisation})' },
  titleClosePerson: {
    zh: '停用账户：{name}（{organisation}）',
    en: 'Close the account of {name} ({organisation})',
  },
  titleReset: {
    zh: '重置登录：{name}（{organisation}）',
    en: 'Reset the sign-in of {name} ({organisation})',
  },
  titleRegister: { zh: '登记单位：{name}', en: 'Register {name}' },
  titleAmendOrganisation: { zh: '修改单位：{name}', en: 'Amend {name}' },
  titleCloseOrganisation: { zh: '停用单位：{name}', en: 'Close {name}' },
} as const satisfies Readonly<Record<string, Words>>;

import type { Words } from '#kernel/words.ts';
import { organisationRefusals } from './organisation.words.ts';

type RefusalWords = Words & { readonly next?: Words };

export const accountRefusals = {
  'sign-in.too-many-attempts': organisationRefusals['sign-in.too-many-attempts'],
  'account-session.not-found': {
    zh: '没有这个登录，或它已经结束。',
    en: 'There is no such session, or it has ended.',
  },
  'sign-ins.not-permitted': {
    zh: '全县的登录记录由审计、领导小组和管理员查看；您可以查看自己的。',
    en: 'The sign-ins of the county are read by audit, the leading group and the administrators; you can read your own.',
  },
  'second-factor.wrong-password': { zh: '密码不对。', en: 'The password is wrong.' },
  'second-factor.wrong-code': {
    zh: '验证码不对、已过时，或已经用过。',
    en: 'The code is wrong, out of date, or has been used.',
    next: {
      zh: '请输入验证器里此刻显示的六位数字，或一个没用过的恢复码；手机的时间须准。',
      en: 'Type the six digits the app shows now, or a recovery code not yet used; the phone’s clock must be right.',
    },
  },
  'second-factor.not-found': {
    zh: '没有登记这个第二因素。',
    en: 'No such second factor is registered.',
    next: { zh: '请在“我的账户”里登记。', en: 'Register one under “My account”.' },
  },
  'second-factor.too-many': {
    zh: '最多登记 {most} 个第二因素，请先停用不用的。',
    en: 'At most {most} second factors; remove one you no longer use first.',
  },
  'second-factor.last-required': {
    zh: '本县要求使用第二因素，最后一个不能停用。',
    en: 'This county asks for a second factor; the last one cannot be removed.',
    next: { zh: '请先登记新的，再停用旧的。', en: 'Register the new one first, then remove the old.' },
  },
} as const satisfies Readonly<Record<string, RefusalWords>>;

export const accountWords = {
  security: { zh: '账号与安全', en: 'Account and security' },
  factors: { zh: '第二因素', en: 'Second factor' },
  factorsMeans: {
    zh: '审批、付款、签发、取消资格决定和人员管理，除密码外还要证明是您本人。',
    en: 'Approving, paying, signing, deciding a disqualification and changing people ask for more than the password.',
  },
  required: {
    zh: '本县要求使用第二因素。未登记的人不能办理上述事项。',
    en: 'This county requires it: without one those acts are closed to you.',
  },
  notRequired: {
    zh: '本县没有要求；登记后，您办理上述事项时会要求证明。',
    en: 'This county does not require it; once you have one, those acts will ask you for it.',
  },
  none: { zh: '还没有登记', en: 'None registered yet' },
  add: { zh: '登记验证器', en: 'Register an authenticator app' },
  addMeans: {
    zh: '用手机上的验证器应用（如腾讯身份验证器、Google Authenticator）扫码；扫不了就把密钥抄进去。',
    en: 'Scan this with an authenticator app on your phone, or type the secret where nothing can be scanned.',
  },
  factorName: { zh: '叫什么', en: 'What to call it' },
  factorNameHint: { zh: '便于以后辨认，如“办公手机”。', en: 'To know it by later, such as “office phone”.' },
  password: { zh: '现在的密码', en: 'Present password' },
  passwordHint: {
    zh: '演示县没有密码，可留空。',
    en: 'The demonstration has no passwords; leave it empty there.',
  },
  goOn: { zh: '下一步', en: 'Next' },
  secret: { zh: '密钥', en: 'Secret' },
  code: { zh: '验证码', en: 'Code' },
  codeHint: {
    zh: '验证器显示的六位数字；没有验证器时填一个恢复码。',
    en: 'The six digits the app shows; without the app, one recovery code.',
  },
  confirm: { zh: '确认', en: 'Confirm' },
  cancel: { zh: '取消', en: 'Cancel' },
  recoveryCodes: { zh: '恢复码', en: 'Recovery codes' },
  recoveryMeans: {
    zh: '手机丢了就靠它们。每个只能用一次，只显示这一次：请抄下或打印，锁好。',
    en: 'They stand in for a lost phone. Each serves once, and they are shown only now: write them down or print them, and lock them away.',
  },
  recoveryLeft: { zh: '还有 {count} 个恢复码没用过', en: '{count} recovery codes are unused' },
  renewCodes: { zh: '换一批恢复码', en: 'New recovery codes' },
  kept: { zh: '已经收好', en: 'I have kept them' },
  remove: { zh: '停用', en: 'Remove' },
  since: { zh: '{at} 登记', en: 'registered {at}' },
  lastUsed: { zh: '{at} 用过', en: 'used {at}' },
  stepUp: { zh: '请证明是您本人', en: 'Please prove that it is you' },
  stepUpMeans: {
    zh: '这件事除密码外还要验证码。五分钟内不再问。填好的内容都在，验证后接着办。',
    en: 'This asks for more than the password. You will not be asked again for five minutes; what you typed stays, and goes on after this.',
  },
  sessions: { zh: '登录着的设备', en: 'Where you are signed in' },
  thisOne: { zh: '这里', en: 'Here' },
  seen: { zh: '最近使用 {at}', en: 'last used {at}' },
  end: { zh: '结束', en: 'End' },
  unknownBrowser: { zh: '未知浏览器', en: 'Unknown browser' },
  ownSignIns: { zh: '我的登录记录', en: 'My sign-ins' },
  signIns: { zh: '登录记录', en: 'Sign-ins' },
  signInsMeans: {
    zh: '谁在何时从哪里登录、输错、被锁、退出。保留一年。',
    en: 'Who signed in, failed, was locked out or signed out, when and from where. Kept for a year.',
  },
  noSignIns: { zh: '没有登录记录', en: 'No sign-ins' },
  at: { zh: '时间', en: 'When' },
  what: { zh: '事项', en: 'What' },
  person: { zh: '人员', en: 'Person' },
  organisation: { zh: '单位', en: 'Organisation' },
  scanNow: { zh: '请扫码', en: 'Now scan the code' },
  address: { zh: '来访地址', en: 'Address' },
  browser: { zh: '浏览器', en: 'Browser' },
  lastSignIn: { zh: '上次登录：{at}，{address}', en: 'Last sign-in: {at}, {address}' },
  failedSince: { zh: '此后有 {count} 次输错密码', en: '{count} failed attempts since' },
} as const satisfies Readonly<Record<string, Words>>;

export const signInKinds = {
  'signed-in': { zh: '登录', en: 'Signed in', tone: 'good' },
  failed: { zh: '登录失败', en: 'Failed', tone: 'warn' },
  locked: { zh: '被锁', en: 'Locked', tone: 'bad' },
  'signed-out': { zh: '退出', en: 'Signed out', tone: 'plain' },
  ended: { zh: '结束登录', en: 'Session ended', tone: 'plain' },
  'password-changed': { zh: '修改密码', en: 'Password changed', tone: 'plain' },
  'password-failed': { zh: '原密码输错', en: 'Present password wrong', tone: 'warn' },
  'stepped-up': { zh: '第二因素验证', en: 'Second factor proved', tone: 'good' },
  'step-up-failed': { zh: '第二因素验证失败', en: 'Second factor failed', tone: 'warn' },
  'factor-added': { zh: '登记第二因素', en: 'Factor registered', tone: 'plain' },
  'factor-removed': { zh: '停用第二因素', en: 'Factor removed', tone: 'plain' },
} as const;

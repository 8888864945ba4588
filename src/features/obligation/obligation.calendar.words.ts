import type { Words } from '#kernel/words.ts';

export const calendarWords = {
  intro: {
    zh: '到期的义务与安排的检查。',
    en: 'What falls due, and the visits planned.',
  },
  view: { zh: '视图', en: 'View' },
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季度', en: 'Quarter' },
  list: { zh: '清单', en: 'List' },
  person: { zh: '按人', en: 'By person' },
  town: { zh: '按乡镇', en: 'By town' },
  anyTown: { zh: '全部乡镇', en: 'Every town' },
  whichTown: { zh: '乡镇', en: 'Town' },
  previous: { zh: '往前', en: 'Back' },
  next: { zh: '往后', en: 'Forward' },
  name: { zh: '姓名', en: 'Name' },
  body: { zh: '单位', en: 'Organisation' },
  visits: { zh: '安排检查', en: 'Visits planned' },
  visited: { zh: '已检查', en: 'Visits made' },
  dueAll: { zh: '到期义务', en: 'Falling due' },
  settled: { zh: '已了结', en: 'Settled' },
  open: { zh: '待履行', en: 'Still open' },
  missed: { zh: '未完成', en: 'Missed' },
  noTown: { zh: '合同与全县事项', en: 'Contracts and the county as a whole' },
  nobody: { zh: '这段时间没有安排检查。', en: 'No visit is planned in this time.' },
  noTowns: { zh: '这段时间没有到期的义务。', en: 'Nothing falls due in this time.' },
  dayIn: { zh: '{day}：到期 {due} 项，检查 {visits} 次', en: '{day}: due {due}, visits {visits}' },
  quarterName: { zh: '{year}年第{nth}季度', en: 'Quarter {nth} of {year}' },
  subscription: { zh: '日历订阅', en: 'Subscribe' },
  subscriptionMeans: {
    zh: '把监管日历加入手机或电脑上的日历，自动更新。知道地址的人就能看到您的日历，请勿转发；可随时停用。',
    en: 'Puts this calendar into the one on your phone or computer, kept up to date. Whoever knows the address sees your calendar: do not pass it on. It can be revoked at any time.',
  },
  make: { zh: '生成订阅地址', en: 'Make an address' },
  makeAgain: { zh: '更换订阅地址', en: 'Replace the address' },
  makeMeans: {
    zh: '生成只属于您的地址，只显示这一次。此前的地址（如有）随即失效。',
    en: 'Makes an address of your own, shown this once. An earlier one stops working.',
  },
  revoke: { zh: '停用', en: 'Revoke' },
  revokeMeans: {
    zh: '停用后，用这个地址订阅的日历不再更新。',
    en: 'Calendars that use this address get nothing any more.',
  },
  since: { zh: '{openedAt} 生成的地址正在使用。', en: 'An address made on {openedAt} is in use.' },
  notYet: { zh: '还没有订阅地址。', en: 'There is no address yet.' },
  address: {
    zh: '订阅地址（请立即复制，关闭后不再显示）',
    en: 'The address (copy it now; it is not shown again)',
  },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制。', en: 'Copied.' },
} as const satisfies Record<string, Words>;

export const subscriptionRefusals = {
  'calendar-subscription.opened-already': {
    zh: '刚刚已经生成过订阅地址。',
    en: 'An address has just been made already.',
    next: { zh: '刷新后重新生成。', en: 'Reload and make a new one.' },
  },
  'calendar-subscription.not-found': { zh: '没有这个订阅。', en: 'There is no such subscription.' },
  'calendar-subscription.changed-meanwhile': {
    zh: '订阅刚被更改过。',
    en: 'The subscription has just been changed.',
  },
  'calendar-subscription.revoked-already': {
    zh: '这个订阅地址已经停用。',
    en: 'This address is already revoked.',
  },
} as const satisfies Record<string, Words & { next?: Words }>;

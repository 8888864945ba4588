import type { Words } from '#kernel/words.ts';
import type { TaskHolder, TaskKind } from './obligation.calendar.model.ts';

export const calendarWords = {
  intro: {
    zh: '到期的义务与安排的检查。',
    en: 'What falls due, and the visits planned.',
  },
  everybody: { zh: '所有人', en: 'Everybody' },
  unassigned: { zh: '未分派', en: 'Not given to anybody' },
  groupLedBy: { zh: '监督检查小组（{organisation}牵头）', en: 'Inspection group, led by {organisation}' },
  byPersonMeans: {
    zh: '只列记录上写明的人；没有写明的归入责任单位的“未分派”。按单位和姓名排列，不作比较。',
    en: 'Only people whom a record names; what names nobody stands with the organisation responsible. In order of organisation and name: nobody is compared.',
  },
  nothingToDo: { zh: '这段时间没有待办事项。', en: 'There is nothing to do in this time.' },
  noDay: { zh: '没有规定日期的', en: 'Open, with no fixed day' },
  doneAlready: { zh: '已完成的', en: 'What is done' },
  taskDone: { zh: '已完成', en: 'done' },
  severalToInspect: { zh: '{rule}：{count} 项待安排', en: '{rule}: {count} to be planned' },
  dayHas: { zh: '{day}：{count} 项', en: '{day}: {count}' },
  mayMove: {
    zh: '暂定：放假安排公布后可能变动',
    en: 'Provisional: may move once the holidays are announced',
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
  visits: { zh: '安排检查', en: 'Visits planned' },
  visited: { zh: '已检查', en: 'Visits made' },
  dueAll: { zh: '到期义务', en: 'Falling due' },
  settled: { zh: '已了结', en: 'Settled' },
  open: { zh: '待履行', en: 'Still open' },
  missed: { zh: '未完成', en: 'Missed' },
  noTown: { zh: '合同与全县事项', en: 'Contracts and the county as a whole' },
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

export const taskWords = {
  visit: { zh: '检查 {about}', en: 'Visit {about}' },
  drawn: { zh: '抽中检查 {about}（{name}，待安排）', en: 'Drawn to visit {about} ({name}, to be planned)' },
  sign: { zh: '签署检查记录：{about}（{name}）', en: 'Sign the record of {about} ({name})' },
  reinspection: { zh: '复查 {about}（{name}）', en: 'Re-inspect {about} ({name})' },
  report: { zh: '{name} 月报：{about}', en: 'Report for {name}: {about}' },
  inspect: { zh: '{rule}：{about}，待安排', en: '{rule}: {about}, to be planned' },
  rectify: { zh: '整改到期：{about}（{name}）', en: 'Rectification due: {about} ({name})' },
  watch: { zh: '盯办整改期限：{about}（{name}）', en: 'Watch the deadline: {about} ({name})' },
  reinspect: { zh: '安排复查：{about}（{name}）', en: 'Plan a re-inspection: {about} ({name})' },
  'letter-review': { zh: '审核督办函：{name}，{about}', en: 'Review the letter {name}, {about}' },
  'letter-sign': { zh: '签发督办函：{name}，{about}', en: 'Sign the letter {name}, {about}' },
  'letter-issue': { zh: '印发督办函：{name}，{about}', en: 'Issue the letter {name}, {about}' },
  'letter-serve': { zh: '送达督办函：{name}，{about}', en: 'Serve the letter {name}, {about}' },
  case: { zh: '{rule}：{about}（{name}）', en: '{rule}: {about} ({name})' },
  'draw-party': { zh: '公开抽查随机数：{name}', en: 'Open the number committed to the draw {name}' },
} as const satisfies Record<TaskKind, Words>;

export const holderWords = {
  'inspection-group': { zh: '监督检查小组', en: 'Inspection group' },
  office: { zh: '领导小组办公室', en: 'Office of the leading group' },
  'leading-group': { zh: '领导小组', en: 'Leading group' },
  organisation: { zh: '承办企业', en: 'Contractor' },
} as const satisfies Record<TaskHolder, Words>;

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

import type { Words } from '#kernel/words.ts';

const amendInstead: Words = {
  zh: '已经公布的年份，请打开该年，用“修改本年”并说明原因。',
  en: 'A year that is announced already is changed on its own page, with a reason.',
};

export const calendarRefusals = {
  'calendar.not-permitted': {
    zh: '工作日历由领导小组办公室或商务局的审核人维护。',
    en: 'The work calendar is kept by the reviewers of the office and the commerce bureau.',
  },
  'calendar-year.not-found': {
    zh: '工作日历中没有 {year} 年。',
    en: 'The work calendar has no year {year}.',
  },
  'calendar.file-missing': {
    zh: '请填写通知内容，或者粘贴、选择年度文件。',
    en: 'Type the notice, or paste or choose a year file.',
  },
  'calendar.file-unreadable': {
    zh: '年度文件不能读取：{detail}',
    en: 'The year file cannot be read: {detail}',
    next: {
      zh: '文件应为 YAML 或 JSON，含 years 列表，每年有 year、notices、holidays（name、days）、makeUpWorkdays。',
      en: 'It should be YAML or JSON with a list “years”; each has year, notices, holidays (name, days) and makeUpWorkdays.',
    },
  },
  'calendar.file-differs': {
    zh: '文件中的 {year} 年与本县现行日历不一致。',
    en: 'The file says otherwise about {year} than the county’s calendar.',
    next: amendInstead,
  },
  'calendar.file-nothing-new': {
    zh: '文件中没有尚未导入的年份。',
    en: 'The file holds no year that is not known already.',
  },
  'calendar.file-several-years': {
    zh: '文件中有几个新的年份（{years}）；一次只导入一年。',
    en: 'The file holds several new years ({years}); one year is imported at a time.',
  },
  'calendar.range-backwards': {
    zh: '“{name}”的最后一天 {toOn} 早于第一天 {fromOn}。',
    en: 'The last day of “{name}”, {toOn}, lies before its first, {fromOn}.',
  },
  'calendar.range-too-long': {
    zh: '“{name}”自 {fromOn} 至 {toOn} 共 {days} 天，超过 {daysMax} 天，请核对月份。',
    en: '“{name}” from {fromOn} to {toOn} has {days} days, more than {daysMax}. Check the month.',
  },
  'calendar.year-known': {
    zh: '{year} 年已经公布并在用，不能再次导入。',
    en: 'The year {year} is announced and in use already; it cannot be imported again.',
    next: amendInstead,
  },
  'calendar.year-gap': {
    zh: '应先导入 {nextYear} 年，才能导入 {year} 年。',
    en: 'The year {nextYear} comes before {year}.',
  },
  'calendar.year-too-early': {
    zh: '{year} 年的放假安排不可能已经公布：通知在上一年年末印发。',
    en: 'The holidays of {year} cannot have been announced yet: the notice comes at the end of the year before.',
  },
  'calendar.wrong-year': {
    zh: '{days} 不在 {year} 年。',
    en: '{days}: not in {year}.',
    next: {
      zh: '请核对年份。通知连带调整上一年年末的，请另外在上一年上“修改本年”。',
      en: 'Check the year. Where the notice also changes the end of the year before, amend that year on its own page.',
    },
  },
  'calendar.day-twice': {
    zh: '{days} 在 {year} 年列了两次（两个假期重复，或者既放假又上班）。',
    en: '{days}: listed twice in {year} (in two holidays, or both off and worked).',
  },
  'calendar.weekday-make-up': {
    zh: '{days} 是周一至周五，本来就上班，不能是 {year} 年的调休上班日。',
    en: '{days}: from Monday to Friday, so not a make-up workday of {year}.',
  },
  'calendar.statutory-day-missing': {
    zh: '{year} 年缺少每年都放假的日子：{days}。',
    en: 'Days that are off in every year are missing from {year}: {days}.',
  },
  'calendar.changed-meanwhile': {
    zh: '这一年刚被别人修改过。',
    en: 'Somebody else has just amended this year.',
  },
  'calendar.nothing-changed': {
    zh: '{year} 年没有任何变化，不必保存。',
    en: 'Nothing in {year} has changed.',
  },
} as const satisfies Readonly<Record<string, Words & { next?: Words }>>;

export const calendarEvents: Readonly<Record<string, Words>> = {
  'calendar.year-imported': { zh: '导入年度放假安排', en: 'Year imported' },
  'calendar.year-amended': { zh: '修改年度放假安排', en: 'Year amended' },
};

/** 全国年节及纪念日放假办法第二条: what a notice names, in its order; official names are Chinese whatever the screen's language. */
export const usualHolidays = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const;

export const words = {
  title: { zh: '工作日历', en: 'Work calendar' },
  intro: {
    zh: '全县各项期限都按这份日历计算：周一至周五上班，放假日不计，调休上班日计入。',
    en: 'All deadlines of the county are counted by this calendar: Monday to Friday are worked, holidays are not, make-up workdays are.',
  },
  lastAnnounced: { zh: '已公布至', en: 'Announced through' },
  yearOf: { zh: '{year} 年', en: '{year}' },
  provisionalDeadlines: { zh: '暂定期限', en: 'Provisional deadlines' },
  countOf: { zh: '{count} 项', en: '{count}' },
  digest: { zh: '日历版本', en: 'Calendar version' },
  nextWaiting: {
    zh: '国务院办公厅 {year} 年放假安排导入之前，跨入 {year} 年的期限均为暂定。',
    en: 'Until the State Council’s notice for {year} is imported, deadlines that reach into {year} are provisional.',
  },
  importNext: { zh: '导入 {year} 年', en: 'Import {year}' },
  importTitle: { zh: '导入年度放假安排', en: 'Import a year' },
  year: { zh: '年份', en: 'Year' },
  previousYear: { zh: '上一年', en: 'Previous year' },
  nextYear: { zh: '下一年', en: 'Next year' },
  notices: { zh: '依据的通知', en: 'Notices' },
  notice: { zh: '通知名称和文号', en: 'Notice and its number' },
  noticeHint: {
    zh: '例：国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）',
    en: 'The full name with its number, in Chinese as it is published.',
  },
  addNotice: { zh: '再加一份通知', en: 'Add a notice' },
  origin: { zh: '来源', en: 'Source' },
  shipped: { zh: '随程序提供', en: 'Ships with the program' },
  ofCounty: { zh: '本县第 {version} 版', en: 'The county’s own, version {version}' },
  notAnnounced: { zh: '尚未公布', en: 'Not announced' },
  announced: { zh: '已公布', en: 'Announced' },
  notAnnouncedMeans: {
    zh: '这一年的放假安排尚未导入，暂按周一至周五为工作日计算，期限均标为“暂定”。',
    en: 'The holidays of this year are not imported. Monday to Friday are taken as worked for now, and deadlines are marked provisional.',
  },
  workingDays: { zh: '工作日', en: 'Working days' },
  restDays: { zh: '休息日', en: 'Days of rest' },
  dayCount: { zh: '{count} 天', en: '{count} days' },
  legend: { zh: '图例', en: 'Legend' },
  legendHoliday: { zh: '放假', en: 'Holiday' },
  legendMakeUp: { zh: '调休上班', en: 'Make-up workday' },
  legendWeekend: { zh: '周末', en: 'Weekend' },
  legendOrdinary: { zh: '工作日', en: 'Working day' },
  markHoliday: { zh: '休', en: 'off' },
  markMakeUp: { zh: '班', en: 'on' },
  months: {
    zh: '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月',
    en: 'January February March April May June July August September October November December',
  },
  weekdays: { zh: '一 二 三 四 五 六 日', en: 'Mo Tu We Th Fr Sa Su' },
  twelveMonths: { zh: '全年', en: 'The year' },
  holidays: { zh: '放假安排', en: 'Holidays' },
  holiday: { zh: '节日', en: 'Holiday' },
  days: { zh: '放假日期', en: 'Days off' },
  length: { zh: '天数', en: 'Days' },
  makeUpWorkdays: { zh: '调休上班日', en: 'Make-up workdays' },
  none: { zh: '无', en: 'None' },
  counting: { zh: '期限怎样计算', en: 'How deadlines are counted' },
  rule: { zh: '规则', en: 'Rule' },
  says: { zh: '内容', en: 'What it says' },
  source: { zh: '依据', en: 'Basis' },
  countedWith: {
    zh: '按版本 {version} 的工作日历计算。',
    en: 'Counted with the work calendar of version {version}.',
  },
  amendments: { zh: '历次修改', en: 'Amendments' },
  version: { zh: '版本', en: 'Version' },
  nowOff: { zh: '改为放假', en: 'Now off' },
  nowWorked: { zh: '改为上班', en: 'Now worked' },
  ordinary: { zh: '改为平日', en: 'Ordinary again' },
  history: { zh: '办理记录', en: 'History' },
  amend: { zh: '修改本年', en: 'Amend this year' },
  amendTitle: { zh: '修改 {year} 年放假安排', en: 'Amend {year}' },
  amendMeans: {
    zh: '国务院办公厅调整安排，或者原先录入有误时修改。修改之后计算的期限按新日历；已经确定或者已经届满的期限不变。',
    en: 'For when the State Council changes an announcement, or something was entered wrongly. Deadlines counted from now on follow the amended calendar; those already fixed or passed stay.',
  },
  how: { zh: '录入方式', en: 'How' },
  typed: { zh: '照通知填写', en: 'Type the notice' },
  file: { zh: '年度文件', en: 'Year file' },
  fileText: { zh: '文件内容', en: 'Content of the file' },
  fileHint: {
    zh: 'YAML 或 JSON，格式与 rule-packs/calendars.yaml 相同；可以只有新的一年。',
    en: 'YAML or JSON as in rule-packs/calendars.yaml; the new year alone is enough.',
  },
  chooseFile: { zh: '选择文件', en: 'Choose a file' },
  holidayName: { zh: '节日名称', en: 'Name of the holiday' },
  fromOn: { zh: '第一天', en: 'First day' },
  toOn: { zh: '最后一天', en: 'Last day' },
  addHoliday: { zh: '加一段假期', en: 'Add a stretch' },
  makeUpDay: { zh: '上班的周末', en: 'Weekend day worked' },
  addMakeUp: { zh: '加一个调休上班日', en: 'Add a make-up workday' },
  reason: { zh: '修改原因', en: 'Reason' },
  previewed: {
    zh: '预览已列在表单下方，尚未导入。',
    en: 'The preview stands below the form. Nothing is imported yet.',
  },
  nothingYet: {
    zh: '这只是预览：尚未导入，也没有改动任何期限。核对无误后，请在本节末尾确认导入。',
    en: 'This is a preview: nothing is imported and no deadline has moved. When it is right, confirm at the end of this section.',
  },
  preview: { zh: '预览影响', en: 'Preview' },
  save: { zh: '保存修改', en: 'Save' },
  previewOf: { zh: '导入 {year} 年的影响', en: 'What importing {year} does' },
  noMoves: { zh: '没有等待这一年的暂定期限。', en: 'No provisional deadline waits for this year.' },
  movesOf: {
    zh: '{count} 项暂定期限将确定，其中 {moved} 项改变日期。',
    en: '{count} provisional deadlines will be fixed; {moved} of them change their day.',
  },
  whichDeadline: { zh: '期限', en: 'Deadline' },
  before: { zh: '暂定', en: 'Provisional' },
  after: { zh: '确定', en: 'Fixed' },
  stays: { zh: '不变', en: 'stays' },
  alreadyPassed: { zh: '已届满，不变', en: 'passed, stays' },
  confirm: { zh: '确认导入', en: 'Confirm the import' },
  confirmMeans: {
    zh: '{year} 年放假安排立即生效，上列暂定期限同时确定，每一项都留下记录（原日期、新日期、日历版本）。',
    en: 'The year {year} takes effect at once, and the deadlines above are fixed, each with a record of the old day, the new day and the calendar’s version.',
  },
  changedSince: {
    zh: '内容改动后请重新预览。',
    en: 'After a change, preview again.',
  },
} as const satisfies Readonly<Record<string, Words>>;

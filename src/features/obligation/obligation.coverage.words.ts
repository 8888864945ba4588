import type { Words } from '#kernel/words.ts';
import type { CoverageState } from './obligation.model.ts';

type Tone = 'good' | 'busy' | 'warn' | 'bad' | 'plain';

export const coverageStateWords = {
  'never-visited': { zh: '从未检查', en: 'Never visited', tone: 'bad' },
  missed: { zh: '漏检后未再检查', en: 'Missed and not visited since', tone: 'bad' },
  overdue: { zh: '应查已逾期', en: 'Visit overdue', tone: 'warn' },
  due: { zh: '应查', en: 'Visit due', tone: 'busy' },
  visited: { zh: '已检查', en: 'Visited', tone: 'good' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn', tone: 'plain' },
} as const satisfies Record<CoverageState, Words & { tone: Tone }>;

export const villageStateWords = {
  ...coverageStateWords,
  'no-station': { zh: '没有站点', en: 'No station', tone: 'plain' },
} as const satisfies Record<CoverageState | 'no-station', Words & { tone: Tone }>;

export const coverageWords = {
  title: { zh: '覆盖与盲区', en: 'Coverage and blind spots' },
  intro: {
    zh: '从未有人检查过的站点，以及漏检之后一直没有再去的站点，就是盲区。每格一个村（社区）。',
    en: 'A blind spot is a facility nobody ever visited, or one whose visit was missed and where nobody has been since. One cell is one village.',
  },
  none: {
    zh: '截至今日没有盲区：{count} 个站点都检查过，漏检的也都补上了。',
    en: 'No blind spots today: all {count} facilities have been visited, and what was missed was made up.',
  },
  nothing: {
    zh: '还没有登记站点，谈不上覆盖。',
    en: 'No facility is on record yet, so there is nothing to cover.',
  },
  some: { zh: '盲区 {count} 个', en: 'Blind spots: {count}' },
  facilities: { zh: '站点', en: 'Facilities' },
  neverVisited: { zh: '从未检查', en: 'Never visited' },
  blindSpots: { zh: '盲区', en: 'Blind spots' },
  lastVisit: { zh: '最近检查', en: 'Last visit' },
  due: { zh: '应查', en: 'Due' },
  overdue: { zh: '逾期', en: 'Overdue' },
  missed: { zh: '漏检', en: 'Missed' },
  nextDue: { zh: '下次期限', en: 'Next due' },
  visits: { zh: '检查次数', en: 'Visits' },
  facility: { zh: '站点', en: 'Facility' },
  village: { zh: '村（社区）', en: 'Village' },
  town: { zh: '乡镇', en: 'Town' },
  contractor: { zh: '承办企业', en: 'Contractor' },
  state: { zh: '状态', en: 'State' },
  byVillage: { zh: '乡镇与村', en: 'Towns and villages' },
  byContractor: { zh: '承办企业', en: 'Contractors' },
  show: { zh: '显示', en: 'Show' },
  all: { zh: '全部', en: 'All' },
  onlyBlind: { zh: '只看盲区', en: 'Blind spots only' },
  anyContractor: { zh: '全部承办企业', en: 'Every contractor' },
  anyTown: { zh: '全部乡镇', en: 'Every town' },
  cell: { zh: '{name}：{state}，{count} 个站点', en: '{name}: {state}, facilities: {count}' },
  empty: { zh: '{name}：没有站点', en: '{name}: no station' },
  townLine: {
    zh: '{facilities} 个站点 · 盲区 {blind} · 应查 {due}',
    en: 'Facilities {facilities} · blind {blind} · due {due}',
  },
  legend: { zh: '图例', en: 'Legend' },
  chosen: { zh: '站点明细', en: 'The facilities' },
  chosenIn: { zh: '{name} 的站点', en: 'Facilities in {name}' },
  noneHere: { zh: '没有符合条件的站点。', en: 'No facility matches.' },
  blindList: { zh: '盲区名单', en: 'The blind spots' },
  noBlind: { zh: '符合条件的站点中没有盲区。', en: 'There is no blind spot among them.' },
  clear: { zh: '显示全部', en: 'Show all' },
} as const satisfies Record<string, Words>;

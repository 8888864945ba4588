import type { Words } from '#kernel/words.ts';

export const pastWords = {
  title: { zh: '当时所知与现在所知', en: 'As known then, and as known now' },
  intro: {
    zh: '事实后来更正的，当时应做什么要看当时知道什么。按登记簿的记录时间重新推算，两相对照。',
    en: 'Where a fact was corrected later, what was due then depends on what was known then. Both are derived anew from the log.',
  },
  on: { zh: '截至哪一天的义务', en: 'Due by' },
  knownOn: { zh: '以哪一天所知为准', en: 'As known at the end of' },
  counts: {
    zh: '当时所知：{was} 项；现在所知：{is} 项；不同：{differing} 项。',
    en: 'As known then: {was}. As known now: {is}. Different: {differing}.',
  },
  same: {
    zh: '没有差别：当时所知与现在所知一致。',
    en: 'No difference: what was known then is what is known now.',
  },
  subject: { zh: '对象', en: 'Subject' },
  duty: { zh: '义务', en: 'Obligation' },
  period: { zh: '期间', en: 'Period' },
  was: { zh: '当时所知', en: 'As known then' },
  is: { zh: '现在所知', en: 'As known now' },
  notThen: { zh: '当时没有', en: 'Not then' },
  notNow: { zh: '现在没有', en: 'Not now' },
} as const satisfies Record<string, Words>;

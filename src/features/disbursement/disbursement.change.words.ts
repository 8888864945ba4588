/** What is said when the facts are no longer those a proposal was made on. */
export const changeWords = {
  changedSinceProposal: {
    zh: '提出意见之后，所依据的事实有了变化，这份意见不能再批准。',
    en: 'The facts have changed since this was proposed; it can no longer be approved.',
  },
  changedWhileWriting: {
    zh: '您开始填写之后，审核结果有了变化：',
    en: 'The evaluation has changed since you began:',
  },
  changedOtherwise: {
    zh: '合同金额或累计已拨有变化。',
    en: 'The contract sum or what was paid on it has changed.',
  },
  sameRecommendation: { zh: '建议拨付金额未变：{now}。', en: 'The recommended amount is unchanged: {now}.' },
  newRecommendation: {
    zh: '建议拨付金额由 {before} 变为 {now}。',
    en: 'The recommended amount went from {before} to {now}.',
  },
  wentFromTo: { zh: '由“{before}”变为“{now}”', en: 'was “{before}”, is “{now}”' },
  recordsAdded: { zh: '新增 {count} 条不利记录', en: '{count} more records against it' },
  recordsGone: { zh: '消除 {count} 条不利记录', en: '{count} records no longer against it' },
  withheldFromTo: { zh: '暂缓金额由 {before} 变为 {now}', en: 'withheld was {before}, is {now}' },
  changeSeparator: { zh: '；', en: '; ' },
  takeToday: { zh: '采用最新审核结果', en: 'Take today’s evaluation' },
  reevaluate: { zh: '收回，按最新记录重新审核', en: 'Take back and judge anew' },
  reevaluateMeans: {
    zh: '收回这份意见（会签意见留在记录中），按今天的记录重新提出。',
    en: 'Takes the proposal back (what finance said stays on record) to propose anew on today’s records.',
  },
  outdatedForFinance: {
    zh: '可以选“不同意”退回商务局，或等商务局收回重新审核。',
    en: 'You may object, which returns it to the bureau, or wait for the bureau to take it back.',
  },
  outdatedForLeaders: {
    zh: '请选“不批准、退回”，由商务局按最新记录重新提出。',
    en: 'Decline it, and the bureau proposes anew on the records as they stand.',
  },
  outdatedReason: {
    zh: '提出意见之后事实有变化，请按最新记录重新审核。',
    en: 'The facts have changed since it was proposed; please judge it anew.',
  },
  outdatedSheet: {
    zh: '注意：提出之后事实已有变化，本表不能再作为批准的依据。',
    en: 'Note: the facts have changed since; this sheet can no longer be approved on.',
  },
} as const;

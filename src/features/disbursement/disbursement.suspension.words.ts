import type { Words } from '#kernel/words.ts';

export const suspensionWords = {
  suspended: {
    zh: '合同 {number} 自 {fromOn} 起暂停拨付',
    en: 'Payments on contract {number} are suspended since {fromOn}',
  },
  overItem: { zh: '{letter} · {finding} 逾期未整改', en: '{letter} · {finding} was not put right in time' },
  overProgress: { zh: '合同进度落后于计划', en: 'The contract is behind its plan' },
  howLifted: {
    zh: '整改到位后，由领导小组办公室提请恢复拨付，经领导小组签发人确认后恢复。',
    en: 'Once it is put right the office proposes to lift it; a signatory of the leading group confirms.',
  },
  lift: { zh: '提请恢复拨付', en: 'Propose to lift the suspension' },
  liftMeans: {
    zh: '提请后不会立即恢复：须由领导小组签发人核对并确认。',
    en: 'Nothing is lifted yet: a signatory of the leading group has to check and confirm.',
  },
} as const satisfies Record<string, Words>;

import type { Words } from '#kernel/words.ts';
import type { RecusalCode } from './organisation.model.ts';

const handOver: Words = {
  zh: '请交给与承办企业没有利害关系的人办理。',
  en: 'Hand it to somebody who has no interest in the contractor.',
};

/** Refusals of every act on a contractor somebody has an interest in. */
export const recusalRefusals = {
  'recusal.declared': {
    zh: '您与“{contractor}”有已申报的利害关系（{detail}），应当回避，不能办理与它有关的事项。',
    en: 'You have a declared interest in “{contractor}” ({detail}) and are recused: you may do nothing that concerns it.',
    next: handOver,
  },
  'recusal.telephone': {
    zh: '您登记的电话与“{contractor}”（{detail}）登记的电话相同，视为有利害关系，应当回避，不能办理与它有关的事项。',
    en: 'Your telephone is the one of “{contractor}” ({detail}); that counts as an interest and you are recused: you may do nothing that concerns it.',
    next: {
      zh: '请交给与承办企业没有利害关系的人办理；电话登记有误的，请管理员更正。',
      en: 'Hand it to somebody who has no interest in the contractor; if the telephone is wrong, ask an administrator to correct it.',
    },
  },
  'recusal.agency': {
    zh: '您所在的“{detail}”与“{contractor}”的电话或者地址相同，视为有利害关系，应当回避，不能办理与它有关的事项。',
    en: '“{detail}”, to which you belong, has the telephone or address of “{contractor}”; that counts as an interest and you are recused: you may do nothing that concerns it.',
    next: handOver,
  },
} as const satisfies Readonly<Record<RecusalCode, Words & { readonly next: Words }>>;

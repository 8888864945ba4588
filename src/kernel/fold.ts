// How texts are folded to be compared, as the database folds them (migrations/0024_folded_texts.sql): a test holds the two together.

const unseen = /\p{Cc}|\p{Z}|\p{Default_Ignorable_Code_Point}|[\u2800\ufff9-\ufffb]/gu;

/** For what identifies a record: ＴＣ－００１ is TC-001. A dash stays a dash: 1-11 is not 11-1. */
export const identityKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(unseen, '')
    .replaceAll(/[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63]/g, '-');

/** For what is looked for: [2026]035 finds 〔2026〕35号. */
export const searchKey = (text: string): string =>
  identityKey(text)
    .replaceAll(/([\])〕】])第?0+(?=[0-9])/g, '$1')
    .replaceAll(/(^|[^0-9])0+(?=[0-9]+号)/g, '$1')
    .replaceAll(/[-()[\]{}\u3008-\u3011\u3014-\u301b·•・第]/g, '');

/** Whether what was typed is somewhere in the text. */
export const found = (typed: string, text: string): boolean => searchKey(text).includes(searchKey(typed));

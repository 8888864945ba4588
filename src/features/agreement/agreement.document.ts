import type { Words } from '#kernel/words.ts';
import type { Agreement } from './agreement.model.ts';
import { agreementStates, words } from './agreement.words.ts';

const stateSaid = (state: Agreement['state']): { readonly words: Words } => ({
  words: { zh: agreementStates[state].zh, en: agreementStates[state].en },
});

/** What whoever confirms the ending of a contract is shown. */
export const endShown = ({ number, name }: Agreement, state: Agreement['state']) => ({
  title: { zh: `${words.end.zh}：${number} · ${name}`, en: `${words.end.en}: ${number} · ${name}` },
  changes: [{ words: words.state, before: stateSaid('in-force'), after: stateSaid(state) }],
});

import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { agreementEvents, instalmentStates } from '../agreement/agreement.words.ts';
import type { disbursementContract } from './disbursement.contract.ts';
import { conditionWords } from './disbursement.gate.words.ts';
import { disbursementRefusals } from './disbursement.refusal.words.ts';
import { decisionStages, disbursementEvents, outcomeWords, settlementKinds } from './disbursement.words.ts';

type Contract = typeof disbursementContract;
export const api = apiOf<Contract>('disbursement');
export const queries = queriesOf<Contract>('disbursement');

registerRefusals<Contract>(disbursementRefusals, {
  state: instalmentStates,
  decisionState: decisionStages,
  outcome: outcomeWords,
  kind: settlementKinds,
  conditions: conditionWords,
});
// The instalments were agreed with the contract, and that is the beginning of their history.
registerEvents({ ...agreementEvents, ...disbursementEvents });

export type Detail = OutputOf<Contract, 'find'>;
export type Sheet = OutputOf<Contract, 'decision'>;
export type Gate = Detail['gate'];
export type Condition = Gate['conditions'][number];
export type Decision = Detail['decisions'][number];
export type Instalment = Detail['instalment'];

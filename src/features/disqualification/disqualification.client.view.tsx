import { apiOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import type { disqualificationContract } from './disqualification.contract.ts';
import { disqualificationRefusals } from './disqualification.refusal.words.ts';
import { caseStateWords, disqualificationEvents, stepWords } from './disqualification.words.ts';

// What every page of a case shares: the client, and the words of its refusals and events.

type Contract = typeof disqualificationContract;
export const api = apiOf<Contract>('disqualification');
export const queries = queriesOf<Contract>('disqualification');
registerRefusals<Contract>(disqualificationRefusals, {
  state: caseStateWords,
  step: stepWords,
  next: stepWords,
  steps: stepWords,
});
registerEvents(disqualificationEvents);

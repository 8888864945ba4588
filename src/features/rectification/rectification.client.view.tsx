import { apiOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { dayKindWords } from '../regime/regime.words.ts';
import type { rectificationContract } from './rectification.contract.ts';
import {
  escalationSteps,
  rectificationEvents,
  rectificationRefusals,
  rectificationStates,
} from './rectification.words.ts';

// What every page of rectification shares: the client, and the words of its refusals and events.

type Contract = typeof rectificationContract;
export const api = apiOf<Contract>('rectification');
export const queries = queriesOf<Contract>('rectification');
registerRefusals<Contract>(rectificationRefusals, {
  state: rectificationStates,
  to: rectificationStates,
  step: escalationSteps,
  dayKind: dayKindWords,
});
registerEvents(rectificationEvents);

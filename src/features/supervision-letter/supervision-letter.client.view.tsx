import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { findingRefusals } from '../finding/finding.words.ts';
import { dayKindWords } from '../regime/regime.words.ts';
import type { supervisionLetterContract } from './supervision-letter.contract.ts';
import { letterEvents, letterRefusals, letterStates } from './supervision-letter.words.ts';

// What every page of letters shares: the client, and the words of its refusals and events.

type Contract = typeof supervisionLetterContract;
export const api = apiOf<Contract>('supervisionLetter');
export const queries = queriesOf<Contract>('supervisionLetter');
registerRefusals<Contract>(
  { ...letterRefusals, 'finding.proposal-open': findingRefusals['finding.proposal-open'] },
  { state: letterStates, to: letterStates, dayKind: dayKindWords },
);
registerEvents(letterEvents);

export type Found = OutputOf<Contract, 'find'>;

import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { areaWords } from '../regime/regime.words.ts';
import type { scoreContract } from './score.contract.ts';
import { scoreEvents, scoreRefusals, scoreStateWords } from './score.words.ts';

type Contract = typeof scoreContract;
export const api = apiOf<Contract>('score');
export const queries = queriesOf<Contract>('score');
registerRefusals<Contract>(scoreRefusals, { state: scoreStateWords, areas: areaWords });
registerEvents(scoreEvents);

export type Listed = OutputOf<Contract, 'list'>['items'][number];
export type Detail = OutputOf<Contract, 'find'>;
export type Computation = NonNullable<Detail['computation']>;
export type Loss = Computation['losses'][number];

/** Points as they are read: 8650 hundredths are 86.5. */
export const pointsOf = (hundredths: number): string => String(hundredths / 100);

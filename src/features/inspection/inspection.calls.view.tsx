import type { Words } from '#kernel/words.ts';
import { apiOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { areaWords, methodWords, standardWords } from '../regime/regime.words.ts';
import type { inspectionContract } from './inspection.contract.ts';
import { inspectionRefusals } from './inspection.refusal.words.ts';
import {
  askedWords,
  facilityPhaseTerms,
  inspectionEvents,
  inspectionPhaseWords,
  inspectionStateWords,
  obligationStateTerms,
} from './inspection.words.ts';

// What every page of inspections shares: the calls, and the words of what they refuse.

type Contract = typeof inspectionContract;
export const api = apiOf<Contract>('inspection');
export const queries = queriesOf<Contract>('inspection');

/** Check items are named by the regime's pack; a page that has read them lets refusals say their names. */
const itemTerms: Record<string, Words> = {};
export function nameItems(items: readonly { readonly id: string; readonly name: Words }[]): void {
  for (const { id, name } of items) itemTerms[id] = name;
}

registerRefusals<Contract>(inspectionRefusals, {
  state: { ...obligationStateTerms, ...inspectionStateWords },
  phase: inspectionPhaseWords,
  facilityPhase: facilityPhaseTerms,
  area: areaWords,
  standard: standardWords,
  method: methodWords,
  asked: askedWords,
  item: itemTerms,
});
registerEvents(inspectionEvents);

import { apiOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { facilityKindWords } from '../regime/regime.words.ts';
import type { drawContract } from './draw.contract.ts';
import { drawRefusals } from './draw.refusal.words.ts';
import { drawEvents, drawStateWords } from './draw.words.ts';

type Contract = typeof drawContract;

export const api = apiOf<Contract>('draw');
export const queries = queriesOf<Contract>('draw');
registerRefusals<Contract>(drawRefusals, { state: drawStateWords, kinds: facilityKindWords });
registerEvents(drawEvents);

/** 32 bytes from the browser's own source of chance: nobody can guess them, and nobody has to type them. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Where this browser remembers what it made for a party, until it is revealed. */
export const secretName = (drawId: string, partyId: string): string => `draw-secret.${drawId}.${partyId}`;

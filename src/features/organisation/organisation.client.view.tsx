import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { organisationContract } from './organisation.contract.ts';
import {
  activeStates,
  organisationEvents,
  organisationRefusals,
  passwordFaults,
} from './organisation.words.ts';

export type Contract = typeof organisationContract;
export const api = apiOf<Contract>('organisation');
export const queries = queriesOf<Contract>('organisation');
registerRefusals<Contract>(organisationRefusals, { kind: passwordFaults });
registerEvents(organisationEvents);

export type Organisation = OutputOf<Contract, 'register'>;
export type Person = OutputOf<Contract, 'addPerson'>;

export const activeState = ({ active }: { readonly active: boolean }) => (
  <StateTag of={activeStates} state={active ? 'active' : 'closed'} />
);

export const organisationOptions = async () =>
  (await api.list({})).items
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name }));
export const contractorOptions = async () =>
  (await api.list({ kind: 'contractor' })).items.map(({ id, name }) => ({ value: id, label: name }));

import { apiOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import { proposalRefusals } from '../proposal/proposal.words.ts';
import type { administrationContract } from './organisation.administration.contract.ts';
import { administrationEvents, administrationRefusals } from './organisation.administration.words.ts';
import type { OrganisationView, organisationContract, PersonView } from './organisation.contract.ts';
import {
  activeStates,
  kindWords,
  organisationEvents,
  organisationRefusals,
  passwordFaults,
} from './organisation.words.ts';

export type Contract = typeof organisationContract;
export const api = apiOf<Contract>('organisation');
export const queries = queriesOf<Contract>('organisation');
export type Administration = typeof administrationContract;
export const administrationApi = apiOf<Administration>('administration');
export const administrationQueries = queriesOf<Administration>('administration');
registerRefusals<Contract>(organisationRefusals, { kind: passwordFaults });
registerRefusals<Administration>(
  { ...organisationRefusals, ...proposalRefusals, ...administrationRefusals },
  { kind: { ...kindWords, ...passwordFaults } },
);
registerEvents({ ...organisationEvents, ...administrationEvents });

export type Organisation = OrganisationView;
export type Person = PersonView;

export const activeState = ({ active }: { readonly active: boolean }) => (
  <StateTag of={activeStates} state={active ? 'active' : 'closed'} />
);

export const organisationOptions = async () =>
  (await api.list({})).items
    .filter(({ active }) => active)
    .map(({ id, name }) => ({ value: id, label: name }));
export const contractorOptions = async () =>
  (await api.list({ kind: 'contractor' })).items.map(({ id, name }) => ({ value: id, label: name }));

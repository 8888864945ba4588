import type { Client, County } from './world.ts';

type Proposed = {
  readonly id: string;
  readonly proposal: { readonly id: string; readonly version: number } | null;
};

/** Proposed by the first administrator, confirmed by the second: the id of what it was done to. */
export async function confirmed(
  county: County,
  propose: (api: Client) => Promise<Proposed>,
): Promise<string> {
  const { administrator, secondAdministrator } = county.people;
  const { id, proposal } = await propose(administrator.api);
  if (!proposal) throw new Error('it was done by one alone');
  await secondAdministrator.api.proposal.confirm({ id: proposal.id, basedOn: proposal.version });
  return id;
}

import { addPerson, handleAppoint } from '#features/organisation/organisation.service.ts';
import { insertOrganisation } from '#features/organisation/organisation.store.ts';
import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import { granted } from '#kernel/result.ts';
import { organisationCodeCheck, usccCheck } from '#kernel/uscc.ts';
import { transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { must, type Player, type Stage } from './stage.ts';

export type Side = { readonly id: string; readonly name: string; readonly players: readonly Player[] };

/**
 * The first organisations and people of a county come before anyone could act, as they do when a county is set up;
 * the demonstration's have no passwords, they are chosen from the list.
 */
export async function registerForDemonstration(
  stage: Stage,
  kind: OrganisationKind,
  name: string,
  members: readonly { login: string; name: string; title: string; duties: readonly Duty[] }[],
): Promise<Side> {
  const id = stage.newId();
  const author = {
    county: stage.county,
    actor: { personId: null, organisationId: null },
    now: stage.now(),
    newId: stage.newId,
  };
  const uscc = kind === 'contractor' || kind === 'third-party' ? exampleUscc(stage) : null;
  const first = members[0]?.name ?? null;
  const organisation = {
    id,
    version: 1,
    kind,
    name,
    uscc,
    legalRepresentative: uscc ? first : null,
    contact: first,
    phone: null,
    address: null,
    active: true,
  };
  const players: Player[] = members.map((member) => ({
    ...member,
    id: stage.newId(),
    organisationId: id,
    organisationKind: kind,
  }));
  await must(
    transact(stage.db, async (tx) => {
      await record(tx, author, [
        {
          type: 'organisation.registered',
          aggregateType: 'organisation',
          aggregate: id,
          version: 1,
          body: organisation,
        },
      ]);
      await insertOrganisation(tx, stage.county, organisation);
      for (const { organisationKind: _, ...player } of players)
        await addPerson(tx, author, { ...player, version: 1, phone: null, active: true }, null);
      return granted(undefined);
    }),
  );
  return { id, name, players };
}

/** The two who keep people and organisations: they do no business, so no scene has them, and their ids are a stream of their own. */
export async function enlist(
  stage: Stage,
  organisationId: string,
  administrator: { login: string; name: string; title: string; duties: readonly Duty[] },
): Promise<void> {
  const { newId, now } = stage.fork(administrator.login, stage.today(), '08:10');
  const author = { county: stage.county, actor: { personId: null, organisationId: null }, now: now(), newId };
  const person = { ...administrator, organisationId, id: newId(), version: 1, phone: null, active: true };
  await must(
    transact(stage.db, async (tx) => {
      await addPerson(tx, author, person, null);
      return granted(undefined);
    }),
  );
}

export async function appointToGroup(
  stage: Stage,
  by: Player,
  terms: readonly { player: Player; role: 'lead' | 'member' | 'third-party' }[],
): Promise<void> {
  const fromOn = stage.today().toString();
  for (const { player, role } of terms)
    await must(handleAppoint(stage.as(by), { personId: player.id, role, fromOn, untilOn: null }));
}

/** A code with valid check characters for a firm that does not exist. */
function exampleUscc(stage: Stage): string {
  const body = `MA4${stage.random.whole(10_000, 99_999)}`;
  const first17 = `91421222${body}${organisationCodeCheck(body)}`;
  return first17 + usccCheck(first17);
}

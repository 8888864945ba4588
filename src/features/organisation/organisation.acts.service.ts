import type { InferContractRouterInputs } from '@orpc/contract';
import type { OrganisationKind } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import { pageSize } from '#kernel/shapes.ts';
import { type Call, today } from '#platform/call.ts';
import * as proposals from '../proposal/proposal.service.ts';
import * as store from './organisation.acts.store.ts';
import {
  type ActView,
  actCursor,
  type administrationContract,
} from './organisation.administration.contract.ts';
import { isAlone } from './organisation.administration.rules.ts';
import * as administration from './organisation.administration.store.ts';
import * as persons from './organisation.person.store.ts';
import { mayAdminister, mayReadActs } from './organisation.policy.ts';
import { personViewOf } from './organisation.service.ts';

type Inputs = InferContractRouterInputs<typeof administrationContract>;

const fields = [
  'name',
  'login',
  'title',
  'phone',
  'uscc',
  'legalRepresentative',
  'contact',
  'address',
] as const;
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What one event changed, told from the record before it. */
function viewOf(row: store.ActRow): ActView {
  const { before, after } = row;
  const duties = { before: listOf(before?.duties), after: listOf(after.duties) };
  const kind = { before: before?.kind as OrganisationKind, after: after.kind as OrganisationKind };
  const active = { before: before?.active === true, after: after.active === true };
  return {
    eventId: row.eventId,
    type: row.type,
    at: row.at,
    subject: { type: row.subjectType, id: row.subjectId, name: row.subjectName },
    organisation: row.organisation,
    proposedBy: row.proposedBy ?? row.actor,
    confirmedBy: row.confirmedBy,
    alone: row.authority === 'alone-at-set-up',
    proposalId: row.proposalId,
    duties: after.duties !== undefined && duties.before.join() !== duties.after.join() ? duties : null,
    active: before && after.active !== undefined && active.before !== active.after ? active : null,
    kind: before && row.subjectType === 'organisation' && kind.before !== kind.after ? kind : null,
    fields:
      before && after.name !== undefined
        ? fields.filter((name) => (before[name] ?? null) !== (after[name] ?? null))
        : [],
    note: row.note,
  };
}

export async function handleActs(call: Call, input: Inputs['acts']) {
  if (!mayReadActs(call.actor)) return refused('administration.not-permitted');
  const { cursor, ...filter } = input;
  const rows = await store.acts(
    call.db,
    call.county,
    { ...filter, after: actCursor.read(cursor) },
    pageSize + 1,
  );
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined;
  return granted({
    items: rows.slice(0, pageSize).map(viewOf),
    nextCursor: last ? actCursor.write(last.at, last.eventId) : null,
  });
}

export async function handlePerson(call: Call, input: Inputs['person']) {
  const { db, county, actor } = call;
  const [row] = await persons.people(db, county, { id: input.id, on: today(call).toString(), limit: 1 });
  if (!row) return refused('person.not-found', { id: input.id });
  const reads = mayReadActs(actor);
  const administers = mayAdminister(actor);
  const [acts, code, open] = await Promise.all([
    reads || actor.personId === input.id ? store.acts(db, county, { subject: input.id }, 200) : null,
    administers ? administration.findOpenCode(db, county, input.id) : undefined,
    reads ? proposals.handleList(call, { subjectId: input.id, state: 'open' }) : null,
  ]);
  const expired = code?.expiresAt ? code.expiresAt < call.now.toString() : false;
  const taker = code?.takenBy
    ? await persons.people(db, county, { id: code.takenBy, on: today(call).toString(), limit: 1 })
    : [];
  return granted({
    person: personViewOf(actor, row),
    acts: acts?.map(viewOf) ?? null,
    open: open?.ok ? open.value.items : [],
    code: code
      ? {
          occasion: code.occasion as 'first' | 'reset',
          grantedAt: code.grantedAt,
          takenBy: taker[0]?.name ?? null,
          expiresAt: code.expiresAt,
          expired,
        }
      : null,
    may: {
      amend: administers,
      reset: administers && row.active && actor.personId !== row.id,
      takeCode: code !== undefined && code.takenBy === null && code.grantedBy.includes(actor.personId),
    },
  });
}

export async function handleState(call: Call, _input: Inputs['state']) {
  const all = await administration.administrators(call.db, call.county);
  const alone = isAlone(all);
  const awaited = alone ? all.find(({ arrived }) => !arrived) : undefined;
  const reads = mayReadActs(call.actor);
  return granted({
    alone,
    awaited: awaited
      ? { id: awaited.personId, name: awaited.name, organisation: awaited.organisationName }
      : null,
    aloneActs: reads ? await store.countAlone(call.db, call.county) : 0,
    may: { administer: mayAdminister(call.actor), readActs: reads },
  });
}

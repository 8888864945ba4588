import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import { granted, type Result, refused } from '#kernel/result.ts';
import type { Administrator, Human } from './organisation.administration.model.ts';
import { administratorKinds } from './organisation.model.ts';

// 人员与单位由两人管理: what no two administrators may do either, and what one may do alone while a county is being set up.

/** 一个县只有一个: the regime stands on them. */
const singleKinds: readonly OrganisationKind[] = ['leading-group', 'office', 'commerce-bureau'];
/** Where one payment passes: proposed by the bureau, agreed and paid by finance, approved by the leading group; the office keeps the records it rests on. */
const deskKinds: readonly OrganisationKind[] = ['commerce-bureau', 'finance', 'leading-group', 'office'];

/** A telephone as one dials it: the same number however it is written. */
export const foldPhone = (phone: string | null): string =>
  (phone ?? '')
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '');

export function fitDuties(
  duties: readonly Duty[],
  kind: OrganisationKind,
): Result<true, 'person.administrator-and-business' | 'person.administrator-body'> {
  if (!duties.includes('administrator')) return granted(true);
  if (duties.length > 1) return refused('person.administrator-and-business');
  return administratorKinds.some((one) => one === kind)
    ? granted(true)
    : refused('person.administrator-body', { kind });
}

/** Nobody grants himself a duty, nor opens his own account again: neither by proposing it nor by confirming. */
export function grantsItself(
  by: readonly string[],
  before: { readonly id: string; readonly duties: readonly Duty[]; readonly active: boolean },
  after: { readonly duties: readonly Duty[]; readonly active: boolean },
): Result<true, 'person.own-duty'> {
  const gains =
    after.duties.some((duty) => !before.duties.includes(duty)) || (after.active && !before.active);
  return gains && by.includes(before.id) ? refused('person.own-duty') : granted(true);
}

/**
 * 一人一户: the same human with a second account would be two desks of one payment, or administer what he does. The telephone
 * tells; a name alone asks.
 */
export function secondAccount(
  person: Human,
  others: readonly Human[],
  saidAnother: boolean,
): Result<true, 'person.second-account' | 'person.same-name'> {
  const phone = foldPhone(person.phone);
  const matters = (one: Human) => deskKinds.includes(one.organisationKind) || one.duties.length > 0;
  for (const other of others) {
    if (other.id === person.id) continue;
    const named = { name: other.name };
    const samePhone = phone !== '' && phone === foldPhone(other.phone);
    const elsewhere = other.organisationId !== person.organisationId;
    const administers = person.duties.includes('administrator') !== other.duties.includes('administrator');
    if (samePhone && other.name === person.name) return refused('person.second-account', named);
    if (samePhone && (administers || (elsewhere && (matters(person) || matters(other)))))
      return refused('person.second-account', named);
    if (other.name === person.name && !saidAnother) return refused('person.same-name', named);
  }
  return granted(true);
}

const bodiesOf = (administrators: readonly Administrator[]): number =>
  new Set(administrators.map(({ organisationId }) => organisationId)).size;

/** Whether the county still waits for its second administrator, of another body than the first. */
export const isAlone = (administrators: readonly Administrator[]): boolean =>
  bodiesOf(administrators.filter(({ arrived }) => arrived)) < 2;

/** Two administrators of two bodies stay; while there is but one body of them, one stays. */
export function keepsAdministrators(
  before: readonly Administrator[],
  after: readonly Administrator[],
): Result<true, 'person.last-administrators'> {
  const arrived = after.filter((one) => one.arrived);
  const needed = isAlone(before) ? 1 : 2;
  return bodiesOf(arrived) >= needed ? granted(true) : refused('person.last-administrators');
}

export type AloneAct =
  | { readonly act: 'organisation.register' }
  | {
      readonly act: 'person.add';
      readonly organisationId: string;
      readonly duties: readonly Duty[];
    }
  | { readonly act: 'person.reset'; readonly personId: string }
  | { readonly act: 'other' };

/**
 * 建县之初: the first administrator alone registers organisations and adds exactly the second, of another body; and gives that second
 * a new code while the first was not used. Everything else waits for two.
 */
export function mayAlone(
  act: AloneAct,
  actor: { readonly personId: string; readonly organisationId: string },
  administrators: readonly Administrator[],
): Result<true, 'administration.second-first' | 'administration.second-added'> {
  if (act.act === 'organisation.register') return granted(true);
  const second = administrators.find(({ organisationId }) => organisationId !== actor.organisationId);
  if (act.act === 'person.reset' && second && !second.arrived && second.personId === act.personId)
    return granted(true);
  const isSecond =
    act.act === 'person.add' &&
    act.organisationId !== actor.organisationId &&
    act.duties.length === 1 &&
    act.duties[0] === 'administrator';
  if (!isSecond) return refused('administration.second-first');
  return second ? refused('administration.second-added') : granted(true);
}

type OrganisationNow = { readonly kind: OrganisationKind; readonly active: boolean };

export function fitOrganisation(
  before: OrganisationNow,
  after: OrganisationNow,
  about: {
    /** Somebody of it has acted, or a contract, a relation or a term in the group names it. */
    readonly used: boolean;
    readonly administrators: number;
  },
): Result<true, 'organisation.single-stays' | 'organisation.kind-used' | 'organisation.kind-administrators'> {
  if (singleKinds.includes(before.kind) && before.active && !after.active)
    return refused('organisation.single-stays');
  if (before.kind === after.kind) return granted(true);
  if (about.used) return refused('organisation.kind-used');
  return about.administrators > 0 && !administratorKinds.some((kind) => kind === after.kind)
    ? refused('organisation.kind-administrators')
    : granted(true);
}

/** How long a one-time code may be used once somebody has taken it. */
export const codeHours = 72;

import { type Actor, isOf, isOperator, isSupervision } from '#kernel/actor.ts';
import type { Draw, DrawState } from './draw.model.ts';

/** 办公室 and 商务局 prepare and carry out; whoever is named as a party commits and reveals for its own organisation. */
export const mayPrepare = (actor: Actor): boolean => isOperator(actor);
/** Opening what another party sealed, and looking at the public value, is also open to the leading group. */
export const mayWitness = (actor: Actor): boolean =>
  isOf(actor, 'office', 'commerce-bureau', 'leading-group');
/** A contractor reads what is published: before that it would learn who is to be visited. */
export const maySee = (actor: Actor, draw: { readonly state: DrawState }): boolean =>
  isSupervision(actor) || draw.state === 'published';

/** What this person may do about this draw on this day. */
export function mayOf(actor: Actor, draw: Draw, today: string, redrawn: boolean): Record<string, boolean> {
  const own = draw.parties.find(({ organisationId }) => organisationId === actor.organisationId);
  const { state } = draw;
  const collecting = state === 'prepared' || state === 'committing';
  const silent = draw.parties.filter(({ secret }) => secret === null);
  const late = state === 'revealing' && today > draw.revealUntilOn;
  const otherThanEntered = mayWitness(actor) && state === 'valued' && draw.value?.by !== actor.personId;
  return {
    commit: collecting && own?.commitment === null && today < draw.publicValue.on,
    reveal: state === 'revealing' && own?.secret === null,
    proposeOpening: mayWitness(actor) && late && silent.some(({ opening }) => !opening),
    open: mayWitness(actor) && late && silent.some(({ opening }) => opening && opening.by !== actor.personId),
    enterValue: mayPrepare(actor) && state === 'revealed' && today >= draw.publicValue.on,
    rejectValue: otherThanEntered,
    draw: otherThanEntered,
    publish: mayPrepare(actor) && state === 'drawn',
    abandon: mayPrepare(actor) && collecting,
    redraw: mayPrepare(actor) && (state === 'drawn' || state === 'published') && !redrawn,
    download: state === 'drawn' || state === 'published',
    planVisits: mayPrepare(actor) && (state === 'drawn' || state === 'published'),
  };
}

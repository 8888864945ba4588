import { type Actor, hasDuty, isOf } from '#kernel/actor.ts';

type Person = Pick<Actor, 'organisationKind' | 'duties'>;

/** Whoever keeps the installation, and audit, which must be able to rely on it. */
export const maySeeIntegrity = (actor: Person): boolean =>
  hasDuty(actor as Actor, 'administrator') || isOf(actor as Actor, 'audit');
export const mayCheckIntegrity = maySeeIntegrity;

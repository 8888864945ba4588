import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import type { CountyTerm } from '#kernel/terms.ts';
import type { Words } from '#kernel/words.ts';
import { apiOf, queryClient } from '#web/api.ts';
import { asIs, markFromNow } from '#web/told.ts';

export type RegimePart = 'scoring' | 'draws' | 'training' | 'assets' | 'disclosure';

/** Who is signed in, as `GET /api/session` tells it (the organisation's contract is its source; web may not look there). */
export type Me = {
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly title: string | null;
    readonly duties: readonly Duty[];
  };
  readonly organisation: { readonly id: string; readonly kind: OrganisationKind; readonly name: string };
  readonly county: {
    readonly code: string;
    readonly name: string;
    readonly nameEn: string;
    readonly demonstration: boolean;
    /** 启用日: what fell due before it is kept elsewhere. */
    readonly goLiveOn: string | null;
  };
  /** Parts of a regime that not every county has; what is absent is not offered. */
  readonly parts: readonly RegimePart[];
  /** What this county calls otherwise than the product does. */
  readonly terms: readonly CountyTerm[];
  /** The sign-in before this one, and how often somebody failed to sign in as this person in between. */
  readonly lastSignIn: {
    readonly at: string | null;
    readonly address: string | null;
    readonly failed: number;
  };
  readonly today: string;
};

type SessionApi = { me: (input: object) => Promise<Me>; signOut: (input: object) => Promise<unknown> };
const api = apiOf('organisation') as unknown as SessionApi;

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Me> => heard(await api.me({})),
  // `today` turns with the day, and a right that was taken away shows without a reload.
  staleTime: 5 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/** From here on the pages speak as this person's county does. */
function heard(me: Me): Me {
  markFromNow(me.terms.length > 0);
  return me;
}

/** The person signed in. Only pages inside the shell may ask. */
export function useMe(): Me {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('A page outside the shell asked who is signed in');
  return data;
}

/** The legal day as the server has it, `yyyy-mm-dd`. */
export const useToday = (): string => useMe().today;

/** Puts the answer of a sign-in in place of the last session, with nothing of the last person left. */
export function beginSession(me: Me): void {
  queryClient.clear();
  queryClient.setQueryData(sessionQuery.queryKey, heard(me));
}

/** Signs out and begins with an empty page: nothing of the last person may stay in memory. */
export async function endSession(): Promise<void> {
  await api.signOut({});
  window.location.assign('/sign-in');
}

/** A county's own name in the language on screen. */
export const countyWords = (county: Me['county']): Words => asIs(county.name, county.nameEn);

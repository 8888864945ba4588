import { granted, type Result, refused } from '#kernel/result.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import type { Ballot, Outcome, Procedure } from './disqualification.model.ts';

// 集体研究: who must be there, and what the votes say.

export type Member = { readonly personId: string; readonly name: string; readonly related: boolean };

export type VoteRefusal =
  | 'disqualification.not-a-member'
  | 'disqualification.related'
  | 'disqualification.opener-decides'
  | 'disqualification.voted-twice'
  | 'disqualification.recorder-not-there'
  | 'disqualification.alone'
  | 'disqualification.no-quorum';

const scaleOf = (share: number): number => 10 ** (String(share).split('.')[1]?.length ?? 0);

/** 三分之二 is no decimal: what is there is compared at the precision in which the regime writes the share. */
export const reaches = (part: number, whole: number, share: number): boolean => {
  const scale = scaleOf(share);
  return whole > 0 && Math.round((part * scale) / whole) >= Math.round(share * scale);
};

/** 过半数: more than the share, to the vote. */
export const exceeds = (part: number, whole: number, share: number): boolean => {
  const scale = scaleOf(share);
  return part * scale > Math.round(share * scale) * whole;
};

/** Whether so many of those present are enough: 过半数 more than the share, 三分之二以上 the share itself. */
export const agrees = (
  part: number,
  whole: number,
  { majorityShare, majority = 'more-than' }: Pick<Procedure, 'majorityShare' | 'majority'>,
): boolean =>
  majority === 'at-least'
    ? part > 0 && reaches(part, whole, majorityShare)
    : exceeds(part, whole, majorityShare);

/** The fewest that make a quorum of so many. Collective means two at least, whatever a share says. */
export function quorumOf(whole: number, share: number): number {
  for (let part = 2; part < whole; part += 1) if (reaches(part, whole, share)) return part;
  return Math.max(2, whole);
}

/** The leading group in session: members only, none of them recused or the one who opened the case, enough of them. */
export function checkSession(
  session: {
    readonly members: readonly Member[];
    readonly ballots: readonly Ballot[];
    readonly recordedBy: string;
    readonly openedBy: string;
  },
  procedure: Procedure,
): Result<{ readonly of: number }, VoteRefusal> {
  const { members, ballots, recordedBy, openedBy } = session;
  const basis = citationsOf(procedure.quorumBasis);
  for (const { personId } of ballots) {
    const member = members.find((one) => one.personId === personId);
    if (personId === openedBy) return refused('disqualification.opener-decides', {}, basis);
    if (!member) return refused('disqualification.not-a-member', {}, basis);
    if (member.related) return refused('disqualification.related', { person: member.name }, basis);
  }
  const present = new Set(ballots.map(({ personId }) => personId));
  if (present.size !== ballots.length) return refused('disqualification.voted-twice', {}, basis);
  if (present.size < 2) return refused('disqualification.alone', { present: present.size }, basis);
  const of = members.filter(({ related, personId }) => !related && personId !== openedBy).length;
  const least = quorumOf(of, procedure.quorumShare);
  if (present.size < least)
    return refused('disqualification.no-quorum', { present: present.size, of, least }, basis);
  if (!present.has(recordedBy)) return refused('disqualification.recorder-not-there', {}, basis);
  return granted({ of });
}

/** What the votes say: cancelled only by the regime's share of those present, abstentions among them. */
export function resultOf(ballots: readonly Ballot[], procedure: Procedure): Outcome {
  const forIt = ballots.filter(({ vote }) => vote === 'cancel').length;
  return agrees(forIt, ballots.length, procedure) ? 'cancel' : 'keep';
}

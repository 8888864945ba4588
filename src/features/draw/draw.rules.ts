import { clause, granted, type Result, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { DrawRules, RulePack } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty, inForce } from '../regime/regime.rules.ts';
import {
  type Allocation,
  type Draw,
  type DrawLists,
  type DrawParty,
  type DrawPeriod,
  type DrawState,
  drawLifecycle,
  type Places,
  type PublicValue,
} from './draw.model.ts';
import { commitmentOf } from './draw.proof.rules.ts';
import { stratumOf } from './draw.sampler.rules.ts';
import type { Sha256 } from './draw.sha256.rules.ts';

/** 抽〔year〕n. */
export const drawNumber = (year: number, n: number): string => `抽〔${year}〕${n}`;

/** 以实地检查、抽查为主……避免盲区死角（一（四））；监督检查小组的组成（一（三））. */
export const basisOf = (pack: RulePack) => [
  clause(clauseOfDuty(pack, 'D06')),
  clause(clauseOfDuty(pack, 'D05')),
  ...citationsOf(pack.draws?.basis ?? []),
];

/** What is asked for when a draw is prepared, besides the lists themselves. */
export type Wanted = {
  readonly kinds: readonly string[];
  readonly size: { readonly count: number } | { readonly percent: number };
  readonly allocation: Allocation;
  readonly weighted: boolean;
  readonly places: Places;
  readonly loadMax: number;
  readonly publicValue: PublicValue;
  readonly revealUntilOn: string;
};

export type PrepareRefusal =
  | 'draw.not-in-pack'
  | 'draw.kind-not-in-pack'
  | 'draw.weights-not-allowed'
  | 'draw.too-few-inspectors-each'
  | 'draw.load-above-pack'
  | 'draw.too-few-parties'
  | 'draw.party-twice'
  | 'draw.public-value-known'
  | 'draw.value-after-period'
  | 'draw.reveal-day-past'
  | 'draw.nothing-to-draw'
  | 'draw.more-than-there-are'
  | 'draw.fewer-than-strata'
  | 'draw.no-lead-among-inspectors';

/** The pack's section on draws, when it has one. */
export function termsOf(pack: RulePack): Result<DrawRules, 'draw.not-in-pack'> {
  return pack.draws
    ? granted(pack.draws)
    : refused('draw.not-in-pack', { pack: pack.id }, [clause(clauseOfDuty(pack, 'D06'))]);
}

/** A share is rounded up: a fraction of a facility cannot be visited. */
export const countOf = (size: Wanted['size'], of: number): number =>
  'count' in size ? size.count : Math.ceil((of * size.percent) / 100);

/** Everything that can be wrong with a draw before anybody has committed to it (一(四): 抽查, as the pack says). */
export function mayFreeze(
  pack: RulePack,
  wanted: Wanted,
  lists: Pick<DrawLists, 'objects' | 'inspectors' | 'parties' | 'parameters'> & {
    readonly period: DrawPeriod;
  },
  today: PlainDate,
): Result<true, PrepareRefusal> {
  const terms = termsOf(pack);
  if (!terms.ok) return terms;
  const { draws } = { draws: terms.value };
  const basis = citationsOf(draws.basis);
  const day = today.toString();
  const foreign = wanted.kinds.filter((kind) => !(draws.facilityKinds as readonly string[]).includes(kind));
  if (foreign.length > 0) return refused('draw.kind-not-in-pack', { kinds: foreign }, basis);
  if (wanted.weighted && draws.riskWeights.length === 0)
    return refused('draw.weights-not-allowed', {}, basis);
  const each = inForce(draws.inspectorsPerObject, today);
  const { lead, member } = wanted.places;
  const placed = lead + member + wanted.places['third-party'];
  if (placed < each.value)
    return refused('draw.too-few-inspectors-each', { placed, least: each.value }, citationsOf(each.basis));
  const load = inForce(draws.loadMax, today);
  if (wanted.loadMax > load.value)
    return refused(
      'draw.load-above-pack',
      { asked: wanted.loadMax, most: load.value },
      citationsOf(load.basis),
    );
  const parties = inForce(draws.parties, today);
  const distinct = new Set(lists.parties.map(({ id }) => id)).size;
  if (distinct < lists.parties.length) return refused('draw.party-twice', {}, citationsOf(parties.basis));
  if (distinct < parties.value)
    return refused(
      'draw.too-few-parties',
      { count: distinct, least: parties.value },
      citationsOf(parties.basis),
    );
  if (wanted.publicValue.on <= day)
    return refused('draw.public-value-known', { valueOn: wanted.publicValue.on }, basis);
  // Drawn after its period, it could send nobody anywhere, and still look like a draw that was made.
  if (wanted.publicValue.on > lists.period.until)
    return refused(
      'draw.value-after-period',
      { valueOn: wanted.publicValue.on, untilOn: lists.period.until },
      citationsOf(inForce(draws.everyMonths, today).basis),
    );
  if (wanted.revealUntilOn < day)
    return refused('draw.reveal-day-past', { untilOn: wanted.revealUntilOn }, basis);
  const { objects, inspectors, parameters } = lists;
  if (objects.length === 0) return refused('draw.nothing-to-draw', {}, basis);
  if (parameters.count > objects.length)
    return refused('draw.more-than-there-are', { count: parameters.count, of: objects.length }, basis);
  const strata = new Set(objects.map((object) => stratumOf(object, parameters.strata))).size;
  if (parameters.allocation === 'one-each' && parameters.count < strata)
    return refused('draw.fewer-than-strata', { count: parameters.count, strata }, basis);
  if (lead > 0 && !inspectors.some(({ roles }) => roles.includes('lead')))
    return refused('draw.no-lead-among-inspectors', {}, [clause(clauseOfDuty(pack, 'D05'))]);
  return granted(true);
}

export type MoveRefusal = 'draw.wrong-state';

export function move(draw: Pick<Draw, 'number' | 'state'>, to: DrawState): Result<true, MoveRefusal> {
  const next: readonly DrawState[] = drawLifecycle[draw.state];
  return next.includes(to)
    ? granted(true)
    : refused('draw.wrong-state', { number: draw.number, state: draw.state });
}

export type CommitRefusal =
  | MoveRefusal
  | 'draw.not-a-party'
  | 'draw.committed-already'
  | 'draw.public-value-known'
  | 'draw.seal-differs';

/**
 * A party binds itself before the public value can be known. What it seals is checked against the commitment, so that a sealed copy
 * opened later is worth as much as a reveal.
 */
export function commit(
  draw: Draw,
  by: string,
  told: { readonly commitment: string; readonly secret: string },
  today: PlainDate,
  sha256: Sha256,
): Result<{ readonly state: DrawState }, CommitRefusal> {
  const party = draw.parties.find(({ organisationId }) => organisationId === by);
  if (!party) return refused('draw.not-a-party', { number: draw.number });
  if (party.commitment !== null) return refused('draw.committed-already', { number: draw.number });
  const open = move(draw, 'committing');
  if (!open.ok) return open;
  if (draw.publicValue.on <= today.toString())
    return refused('draw.public-value-known', { valueOn: draw.publicValue.on });
  if (!isSecretOf(draw, { ...party, commitment: told.commitment }, told.secret, sha256))
    return refused('draw.seal-differs', { number: draw.number });
  const missing = draw.parties.filter(({ commitment }) => commitment === null).length - 1;
  return granted({ state: missing === 0 ? 'revealing' : 'committing' });
}

const isSecretOf = (
  draw: Pick<Draw, 'id' | 'listsDigest'>,
  { organisationId, commitment }: DrawParty,
  secret: string,
  sha256: Sha256,
): boolean =>
  commitment ===
  commitmentOf({ draw: draw.id, lists: draw.listsDigest, party: organisationId, secret }, sha256);

/** The state after one more secret is known. */
const afterSecret = (draw: Draw): DrawState =>
  draw.parties.filter(({ secret }) => secret === null).length === 1 ? 'revealed' : 'revealing';

export type RevealRefusal =
  | MoveRefusal
  | 'draw.not-a-party'
  | 'draw.revealed-already'
  | 'draw.reveal-differs';

export function reveal(
  draw: Draw,
  by: string,
  secret: string,
  sha256: Sha256,
): Result<{ readonly state: DrawState }, RevealRefusal> {
  const party = draw.parties.find(({ organisationId }) => organisationId === by);
  if (!party) return refused('draw.not-a-party', { number: draw.number });
  if (party.secret !== null) return refused('draw.revealed-already', { number: draw.number });
  const open = move(draw, 'revealed');
  if (!open.ok) return open;
  if (!isSecretOf(draw, party, secret, sha256)) return refused('draw.reveal-differs', { name: party.name });
  return granted({ state: afterSecret(draw) });
}

export type OpeningRefusal =
  | MoveRefusal
  | 'draw.party-unknown'
  | 'draw.revealed-already'
  | 'draw.reveal-day-open'
  | 'draw.opening-proposed-already'
  | 'draw.opening-not-proposed'
  | 'draw.opening-four-eyes';

function mayOpen(draw: Draw, of: string, today: PlainDate): Result<DrawParty, OpeningRefusal> {
  const party = draw.parties.find(({ organisationId }) => organisationId === of);
  if (!party) return refused('draw.party-unknown', { number: draw.number });
  if (party.secret !== null) return refused('draw.revealed-already', { number: draw.number });
  const open = move(draw, 'revealed');
  if (!open.ok) return open;
  if (today.toString() <= draw.revealUntilOn)
    return refused('draw.reveal-day-open', { untilOn: draw.revealUntilOn });
  return granted(party);
}

/** A party that stays silent cannot stop the draw: one person proposes, with a reason, to open what it sealed. */
export function proposeOpening(draw: Draw, of: string, today: PlainDate): Result<true, OpeningRefusal> {
  const party = mayOpen(draw, of, today);
  if (!party.ok) return party;
  if (party.value.opening) return refused('draw.opening-proposed-already', { name: party.value.name });
  return granted(true);
}

/** … and another opens it. */
export function openSeal(
  draw: Draw,
  of: string,
  by: string,
  today: PlainDate,
): Result<{ readonly state: DrawState }, OpeningRefusal> {
  const party = mayOpen(draw, of, today);
  if (!party.ok) return party;
  const { opening, name } = party.value;
  if (!opening) return refused('draw.opening-not-proposed', { name });
  if (opening.by === by) return refused('draw.opening-four-eyes', {});
  return granted({ state: afterSecret(draw) });
}

export type ValueRefusal = MoveRefusal | 'draw.value-too-early' | 'draw.commitments-missing';

/** The public value is entered when every secret is known and its day has come; never before all have committed. */
export function enterValue(draw: Draw, today: PlainDate): Result<true, ValueRefusal> {
  const missing = draw.parties.filter(({ commitment }) => commitment === null).map(({ name }) => name);
  if (missing.length > 0 && draw.state !== 'abandoned')
    return refused('draw.commitments-missing', { names: missing });
  const open = move(draw, 'valued');
  if (!open.ok) return open;
  if (today.toString() < draw.publicValue.on)
    return refused('draw.value-too-early', { valueOn: draw.publicValue.on });
  return granted(true);
}

/** Two people look at the public value: one enters it, another draws with it or sends it back. */
export function checkValue(
  draw: Draw,
  by: string,
  to: 'drawn' | 'revealed',
): Result<{ readonly text: string }, MoveRefusal | 'draw.value-four-eyes'> {
  const open = move(draw, to);
  if (!open.ok) return open;
  if (draw.state !== 'valued' || !draw.value)
    return refused('draw.wrong-state', { number: draw.number, state: draw.state });
  if (draw.value.by === by) return refused('draw.value-four-eyes', {});
  return granted({ text: draw.value.text });
}

import { canonicalJson } from '#kernel/canonical.ts';
import { byText } from '#kernel/order.ts';
import { assign } from './draw.assign.rules.ts';
import type {
  Contribution,
  DrawFormat,
  DrawInspector,
  DrawLists,
  DrawObject,
  Outcome,
  Proof,
} from './draw.model.ts';
import { belowOf, drawObjects, stratumOf, wordsOf } from './draw.sampler.rules.ts';
import type { Sha256 } from './draw.sha256.rules.ts';
import { proofIn } from './draw.shape.rules.ts';
import { countsOf, weightsFollow } from './draw.weight.rules.ts';

// Everything that is hashed is canonical JSON of named members, never pieces joined by a sign that may occur in them.

/**
 * The lists as canonical JSON. Written with their members in order, the engine's own JSON is canonical and many times as fast:
 * lists of a nation have hundreds of thousands of lines.
 */
export const listsText = (lists: DrawLists): string => JSON.stringify(inOrderOfNames(lists));

const inOrderOfNames = (lists: DrawLists): DrawLists => ({
  county: lists.county,
  draw: lists.draw,
  format: lists.format,
  inspectors: lists.inspectors.map(
    ({ id, name, organisation, roles }): DrawInspector => ({ id, name, organisation, roles }),
  ),
  number: lists.number,
  objects: lists.objects.map(
    (of): DrawObject => ({
      contractor: of.contractor,
      contractorId: of.contractorId,
      id: of.id,
      kind: of.kind,
      name: of.name,
      number: of.number,
      risk: 'missed' in of.risk ? { findings: of.risk.findings, missed: of.risk.missed } : of.risk,
      town: of.town,
      weight: of.weight,
    }),
  ),
  parameters: {
    allocation: lists.parameters.allocation,
    count: lists.parameters.count,
    loadMax: lists.parameters.loadMax,
    places: {
      lead: lists.parameters.places.lead,
      member: lists.parameters.places.member,
      'third-party': lists.parameters.places['third-party'],
    },
    strata: lists.parameters.strata,
    weighted: lists.parameters.weighted,
    ...(lists.parameters.weights && {
      weights: lists.parameters.weights.map(({ adds, clause, id, months, most, name }) => ({
        adds,
        clause,
        id,
        months,
        most,
        name: { en: name.en, zh: name.zh },
      })),
    }),
  },
  parties: lists.parties.map(({ id, name }) => ({ id, name })),
  ...(lists.period && { period: { from: lists.period.from, until: lists.period.until } }),
  publicValue: { name: lists.publicValue.name, on: lists.publicValue.on, source: lists.publicValue.source },
  recusals: lists.recusals,
  redraw: lists.redraw && { of: lists.redraw.of, reason: lists.redraw.reason },
  title: lists.title,
});

export const listsDigestOf = (lists: DrawLists, sha256: Sha256): string => sha256(listsText(lists));

/** Bound to the draw and its lists, so that nobody's commitment can be used twice or taken over by another party. */
export const commitmentOf = (
  committed: {
    readonly draw: string;
    readonly lists: string;
    readonly party: string;
    readonly secret: string;
  },
  sha256: Sha256,
): string => sha256(canonicalJson(committed));

export function seedOf(
  told: {
    readonly format: DrawFormat;
    readonly lists: string;
    readonly contributions: readonly Pick<Contribution, 'party' | 'secret'>[];
    readonly publicValue: string;
  },
  sha256: Sha256,
): string {
  const secrets = told.contributions
    .map(({ party, secret }) => ({ party, secret }))
    .sort((a, b) => byText(a.party, b.party));
  return sha256(
    canonicalJson({ format: told.format, lists: told.lists, publicValue: told.publicValue, secrets }),
  );
}

/** One stream, first for the objects, then for the inspectors. */
export function outcomeOf(lists: DrawLists, seed: string, sha256: Sha256): Outcome {
  const below = belowOf(wordsOf(seed, sha256));
  const { quotas, drawn } = drawObjects(lists.objects, lists.parameters, below);
  return { quotas, drawn: assign(drawn, lists.inspectors, lists.recusals, lists.parameters, below) };
}

export function proofOf(
  lists: DrawLists,
  contributions: readonly Contribution[],
  publicValue: string,
  sha256: Sha256,
): Proof {
  const listsDigest = listsDigestOf(lists, sha256);
  const { format } = lists;
  const seed = seedOf({ format, lists: listsDigest, contributions, publicValue }, sha256);
  // The lists are bound by their own digest.
  const body = {
    format,
    listsDigest,
    contributions: contributions.toSorted((a, b) => byText(a.party, b.party)),
    publicValue,
    seed,
    outcome: outcomeOf(lists, seed, sha256),
  } as const;
  return { ...body, lists, digest: sha256(canonicalJson(body)) };
}

/** The file, to the byte: canonical JSON and the end of its one line. */
export function proofText(proof: Proof): string {
  const { lists, ...rest } = proof;
  const names = [...Object.keys(rest), 'lists'].sort(byText);
  const members = names.map((name) => {
    const told = name === 'lists' ? listsText(lists) : canonicalJson(rest[name as keyof typeof rest]);
    return `${JSON.stringify(name)}:${told}`;
  });
  return `{${members.join(',')}}\n`;
}

export const checkNames = [
  'readable',
  'sound',
  'weights',
  'lists',
  'parties',
  'commitments',
  'seed',
  'objects',
  'inspectors',
  'file',
] as const;
export type CheckName = (typeof checkNames)[number];
export type Check = { readonly name: CheckName; readonly ok: boolean };
export type Verdict = {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly proof: Proof | null;
};

const partiesMin = 3;

/** Does the whole draw again from the file as it is stored, byte for byte. */
export function verifyText(text: string, sha256: Sha256): Verdict {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, checks: [{ name: 'readable', ok: false }], proof: null };
  }
  const verdict = verify(value, sha256);
  // Spaces, another order, a member said twice: nothing may hide in the file that was not checked.
  if (!verdict.proof || text === proofText(verdict.proof)) return verdict;
  const checks = verdict.checks.map((check) => (check.name === 'file' ? { ...check, ok: false } : check));
  return { ...verdict, ok: false, checks };
}

/** Does the whole draw again from what was published, and says of each step whether it comes out the same. */
export function verify(value: unknown, sha256: Sha256): Verdict {
  const proof = proofIn(value);
  if (!proof) return { ok: false, checks: [{ name: 'readable', ok: false }], proof: null };
  const { lists, contributions, outcome } = proof;
  const sound = isSound(lists);
  const again = sound ? proofOf(lists, contributions, proof.publicValue, sha256) : null;
  const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);
  const besides = ({ lists: _, ...rest }: Proof) => rest;
  const objectsOf = ({ quotas, drawn }: Outcome) => ({ quotas, drawn: drawn.map(({ object }) => object) });
  const committed = (told: Contribution) =>
    commitmentOf(
      { draw: lists.draw, lists: proof.listsDigest, party: told.party, secret: told.secret },
      sha256,
    );
  const parties = lists.parties.map(({ id }) => id).sort(byText);
  const checks: readonly Check[] = [
    { name: 'readable', ok: true },
    { name: 'sound', ok: sound },
    { name: 'weights', ok: weightsFollow(lists) },
    { name: 'lists', ok: proof.listsDigest === (again?.listsDigest ?? listsDigestOf(lists, sha256)) },
    {
      name: 'parties',
      ok:
        new Set(parties).size >= partiesMin &&
        same(
          parties,
          contributions.map(({ party }) => party),
        ),
    },
    { name: 'commitments', ok: contributions.every((told) => told.commitment === committed(told)) },
    {
      name: 'seed',
      ok:
        proof.seed ===
        seedOf(
          { format: lists.format, lists: proof.listsDigest, contributions, publicValue: proof.publicValue },
          sha256,
        ),
    },
    { name: 'objects', ok: again !== null && same(objectsOf(outcome), objectsOf(again.outcome)) },
    { name: 'inspectors', ok: again !== null && same(outcome, again.outcome) },
    { name: 'file', ok: again !== null && same(besides(proof), besides(again)) },
  ];
  return { ok: checks.every(({ ok }) => ok), checks, proof };
}

/** Whether these lists can be drawn from at all: nothing twice, enough to draw, weights that count. */
export function isSound(lists: DrawLists): boolean {
  const { parameters, objects, inspectors, parties } = lists;
  const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;
  const strata = new Set(objects.map((object) => stratumOf(object, parameters.strata)));
  const { lead, member } = parameters.places;
  return (
    distinct(objects.map(({ id }) => id)) &&
    distinct(inspectors.map(({ id }) => id)) &&
    distinct(parties.map(({ id }) => id)) &&
    objects.every(({ weight }) => weight >= 1 && (parameters.weighted || weight === 1)) &&
    (parameters.weights === undefined ||
      (parameters.weighted === parameters.weights.length > 0 &&
        objects.every(({ risk }) => countsOf(risk).length === parameters.weights?.length))) &&
    parameters.count >= 1 &&
    parameters.count <= objects.length &&
    (parameters.allocation === 'largest-remainder' || parameters.count >= strata.size) &&
    lead + member + parameters.places['third-party'] >= 1 &&
    parameters.loadMax >= 1
  );
}

import { type DrawFormat, drawFormats, type Proof } from './draw.model.ts';

// A file from outside is read by hand: this code also runs in the published page, which has no library.

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const flag: Shape = (value) => typeof value === 'boolean';
const whole: Shape = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const hash: Shape = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const oneOf =
  (...values: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape);
const pairOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.length === 2 && value.every(shape);
const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value);
/** Exactly these members: one that nobody knows could say anything. */
const members =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === Object.keys(shapes).length &&
    Object.entries(shapes).every(([name, shape]) => shape((value as Record<string, unknown>)[name]));

const role = oneOf('lead', 'member', 'third-party');
const kind = oneOf(
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
);

const words = members({ zh: text, en: text });
const term = members({ id: text, name: words, months: whole, adds: whole, most: whole, clause: text });

/** What the formats differ in: the first had the same two terms of weight for everyone, and no period. */
const differing = {
  'dushi-draw-1': { parameters: {}, lists: {}, risk: members({ missed: whole, findings: whole }) },
  'dushi-draw-2': {
    parameters: { weights: listOf(term) },
    lists: { period: members({ from: text, until: text }) },
    risk: listOf(whole),
  },
} as const satisfies Record<DrawFormat, unknown>;

const listsIn = (format: DrawFormat): Shape =>
  members({
    format: oneOf(format),
    county: text,
    draw: text,
    number: text,
    title: text,
    redraw: orNull(members({ of: text, reason: text })),
    parameters: members({
      count: whole,
      strata: oneOf('none', 'town', 'contractor'),
      allocation: oneOf('largest-remainder', 'one-each'),
      weighted: flag,
      places: members({ lead: whole, member: whole, 'third-party': whole }),
      loadMax: whole,
      ...differing[format].parameters,
    }),
    objects: listOf(
      members({
        id: text,
        number: text,
        name: text,
        kind,
        town: text,
        contractor: text,
        contractorId: text,
        weight: whole,
        risk: differing[format].risk,
      }),
    ),
    inspectors: listOf(members({ id: text, name: text, organisation: text, roles: listOf(role) })),
    recusals: listOf(pairOf(text)),
    parties: listOf(members({ id: text, name: text })),
    publicValue: members({ name: text, source: text, on: text }),
    ...differing[format].lists,
  });

const proofs = drawFormats.map((format) =>
  members({
    format: oneOf(format),
    lists: listsIn(format),
    listsDigest: hash,
    contributions: listOf(members({ party: text, commitment: hash, secret: hash, opened: flag })),
    publicValue: text,
    seed: hash,
    outcome: members({
      quotas: listOf(members({ stratum: text, size: whole, quota: whole })),
      drawn: listOf(
        members({
          object: text,
          inspectors: listOf(members({ id: text, role })),
          unfilled: listOf(role),
        }),
      ),
    }),
    digest: hash,
  }),
);

/** The value as a published draw, or nothing when it has not its shape. */
export const proofIn = (value: unknown): Proof | null =>
  proofs.some((shape) => shape(value)) ? (value as Proof) : null;

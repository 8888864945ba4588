import type { Words } from '#kernel/words.ts';
import type { FacilityKind } from '../regime/regime.model.ts';

export type Strata = 'none' | 'town' | 'contractor';
export type Allocation = 'largest-remainder' | 'one-each';
export type DrawRole = 'lead' | 'member' | 'third-party';
export type Places = Readonly<Record<DrawRole, number>>;

/** One line of the frozen list of objects. The names are for readers; the draw looks at id, stratum, contractor and weight. */
export type DrawObject = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly kind: FacilityKind;
  readonly town: string;
  readonly contractor: string;
  readonly contractorId: string;
  /** 1 unless the draw is weighted; then what raised it stands beside it. */
  readonly weight: number;
  readonly risk: RiskCounts;
};

/** How many of each the weight terms count, in their order; none where the draw is not weighted. By name in files of the first format. */
export type RiskCounts = readonly number[] | { readonly missed: number; readonly findings: number };

/** 权数: one thing that raises an object's weight, with the pack's figures of the day of freezing. */
export type WeightTerm = {
  readonly id: string;
  readonly name: Words;
  readonly months: number;
  readonly adds: number;
  readonly most: number;
  readonly clause: string;
};

export type DrawInspector = {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  /** The places this person may be given (D05). */
  readonly roles: readonly DrawRole[];
};

export type DrawParameters = {
  readonly count: number;
  readonly strata: Strata;
  readonly allocation: Allocation;
  readonly weighted: boolean;
  readonly places: Places;
  /** The most objects one inspector is given. */
  readonly loadMax: number;
  /** What raises a weight; empty unless the draw is weighted. Absent in files of the first format, whose terms were fixed. */
  readonly weights?: readonly WeightTerm[];
};

/** First and last day on which what is drawn is to be visited. */
export type DrawPeriod = { readonly from: string; readonly until: string };

/** What will be known to everyone on a later day and to nobody now: a lottery result, a closing index. */
export type PublicValue = { readonly name: string; readonly source: string; readonly on: string };

/** New draws are written in the last of these; files of every one stay checkable for good. */
export const drawFormats = ['dushi-draw-1', 'dushi-draw-2'] as const;
export type DrawFormat = (typeof drawFormats)[number];
export const drawFormat = 'dushi-draw-2' satisfies DrawFormat;

/** Everything that is settled before anybody commits; its digest is published at once. */
export type DrawLists = {
  readonly format: DrawFormat;
  readonly county: string;
  readonly draw: string;
  readonly number: string;
  readonly title: string;
  readonly redraw: { readonly of: string; readonly reason: string } | null;
  /** Absent in files of the first format. */
  readonly period?: DrawPeriod;
  readonly parameters: DrawParameters;
  readonly objects: readonly DrawObject[];
  readonly inspectors: readonly DrawInspector[];
  /** Inspector and contractor who must not meet. */
  readonly recusals: readonly (readonly [inspector: string, contractor: string])[];
  readonly parties: readonly { readonly id: string; readonly name: string }[];
  readonly publicValue: PublicValue;
};

export type Quota = { readonly stratum: string; readonly size: number; readonly quota: number };
export type Pairing = {
  readonly object: string;
  readonly inspectors: readonly { readonly id: string; readonly role: DrawRole }[];
  readonly unfilled: readonly DrawRole[];
};
export type Outcome = { readonly quotas: readonly Quota[]; readonly drawn: readonly Pairing[] };

/** A party's part, as published: `opened` when the sealed copy had to be opened. */
export type Contribution = {
  readonly party: string;
  readonly commitment: string;
  readonly secret: string;
  readonly opened: boolean;
};

/** The one file with everything needed to repeat the draw. */
export type Proof = {
  readonly format: DrawFormat;
  readonly lists: DrawLists;
  readonly listsDigest: string;
  readonly contributions: readonly Contribution[];
  readonly publicValue: string;
  readonly seed: string;
  readonly outcome: Outcome;
  /** Over everything above. */
  readonly digest: string;
};

export const drawStates = [
  'prepared',
  'committing',
  'revealing',
  'revealed',
  'valued',
  'drawn',
  'published',
  'abandoned',
] as const;
export type DrawState = (typeof drawStates)[number];

/**
 * Forward only. Giving up is open only while a commitment is still missing: later, somebody could know what would be drawn and
 * give up what does not please him.
 */
export const drawLifecycle = {
  prepared: ['committing', 'abandoned'],
  committing: ['committing', 'revealing', 'abandoned'],
  revealing: ['revealing', 'revealed'],
  revealed: ['valued'],
  valued: ['drawn', 'revealed'],
  drawn: ['published'],
  published: [],
  abandoned: [],
} as const satisfies Record<DrawState, readonly DrawState[]>;

export type DrawParty = {
  readonly organisationId: string;
  readonly name: string;
  readonly commitment: string | null;
  readonly secret: string | null;
  readonly opened: boolean;
  readonly opening: { readonly by: string; readonly reason: string } | null;
};

/** A draw as its acts see it, without the frozen lists. */
export type Draw = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly title: string;
  readonly state: DrawState;
  readonly listsDigest: string;
  readonly publicValue: PublicValue;
  readonly revealUntilOn: string;
  readonly value: { readonly text: string; readonly by: string } | null;
  readonly parties: readonly DrawParty[];
};

/** One object of a draw as it was drawn: who is to go there, and which places nobody could take. */
export type DrawnVisit = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: DrawState;
  readonly period: DrawPeriod;
  /** The object itself; null when it was not drawn. */
  readonly drawn: {
    readonly inspectors: readonly { readonly id: string; readonly name: string; readonly role: DrawRole }[];
    readonly unfilled: readonly DrawRole[];
  } | null;
};

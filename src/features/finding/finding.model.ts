import type { ContentArea, Dimension, Severity } from '../regime/regime.model.ts';

export const findingStates = [
  'raised',
  'confirmed',
  'put-right',
  'in-letter',
  'rectifying',
  'closed',
  'withdrawn',
] as const;
export type FindingState = (typeof findingStates)[number];

/** Which state may follow which. `put-right` and `withdrawn` are ends; a closed finding may come back (回头看). */
export const lifecycle = {
  raised: ['confirmed', 'withdrawn'],
  confirmed: ['put-right', 'in-letter', 'withdrawn'],
  // Back to `confirmed` only while the letter is a draft that is given up or changed.
  'in-letter': ['confirmed', 'rectifying'],
  rectifying: ['closed'],
  closed: ['rectifying'],
  'put-right': [],
  withdrawn: [],
} as const satisfies Record<FindingState, readonly FindingState[]>;

/** Still something to be done about it, and the contractor may be told of it. */
export const openStates = ['confirmed', 'in-letter', 'rectifying'] as const satisfies readonly FindingState[];

export type ProposalKind = 'withdraw' | 'lower';

/** As what a finding carries the evidence that speaks for withdrawing or lowering it. */
export const proofRole: Readonly<Record<ProposalKind, string>> = {
  withdraw: 'withdrawal',
  lower: 'lowering',
};
export const proofRoles: readonly string[] = Object.values(proofRole);

/** What one person proposed and another decides (D13). */
export type Proposal = {
  readonly kind: ProposalKind;
  /** The severity it would be lowered to. */
  readonly severity: Severity | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
};

export type Finding = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly inspectionId: string;
  readonly itemId: string | null;
  readonly facilityId: string | null;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly area: ContentArea;
  readonly fact: string;
  readonly place: string;
  readonly foundOn: string;
  readonly foundBy: string;
  readonly clauseId: string;
  readonly severity: Severity;
  readonly dimensions: readonly Dimension[];
  readonly state: FindingState;
  readonly repeatOf: string | null;
  readonly proposal: Proposal | null;
  readonly withdrawal: { readonly reason: string; readonly proposedBy: string; readonly by: string } | null;
  readonly lowered: {
    readonly from: Severity;
    readonly reason: string;
    readonly proposedBy: string;
    readonly by: string;
  } | null;
  readonly putRight: { readonly statement: string; readonly by: string } | null;
  readonly closedOn: string | null;
};

/** What an inspector says about a finding when raising it. */
export type FindingInput = {
  readonly id: string;
  readonly itemId: string | null;
  readonly fact: string;
  readonly place: string;
  readonly foundBy: string;
  readonly clauseId: string;
  readonly severity: Severity;
  readonly dimensions: readonly Dimension[];
  readonly evidence: readonly string[];
};

/** Where and when findings were made: known from the inspection, never asked again. */
export type FindingContext = {
  readonly inspectionId: string;
  readonly inspectionNumber: string;
  readonly facilityId: string | null;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly area: ContentArea;
  readonly foundOn: string;
  readonly team: readonly string[];
};

/** A finding that is over: what a new one may repeat. */
export type EndedFinding = {
  readonly id: string;
  readonly itemId: string | null;
  readonly area: string;
  readonly closedOn: string;
};

import type { ContentArea, Dimension, Severity } from '../regime/regime.model.ts';

/** 草稿 → 已核稿 → 已签发 → 已印发 → 已送达 → 已签收 → 已办结; a draft given up is voided and never had a number. */
export type LetterState =
  | 'draft'
  | 'reviewed'
  | 'signed'
  | 'issued'
  | 'served'
  | 'acknowledged'
  | 'closed'
  | 'voided'
  | 'revoked';

/** 督办函, or 撤销函: a letter that ends one issued before. */
export type LetterKind = 'supervision' | 'revocation';

export const lifecycle = {
  // Straight to `signed` only where the county has no review.
  draft: ['reviewed', 'signed', 'voided'],
  reviewed: ['signed', 'draft'],
  signed: ['issued', 'draft'],
  // 撤销: only by the service of another letter, and never by an act on this one.
  issued: ['served', 'revoked'],
  served: ['acknowledged', 'closed', 'revoked'],
  acknowledged: ['closed', 'revoked'],
  // 回头看: when an item is reopened the letter is open again.
  closed: ['served', 'acknowledged', 'revoked'],
  voided: [],
  revoked: [],
} as const satisfies Record<LetterState, readonly LetterState[]>;

/** The track a letter goes, in order; `voided` lies beside it, and `reviewed` is not on it where the county has no review. */
export const track = ['draft', 'reviewed', 'signed', 'issued', 'served', 'acknowledged', 'closed'] as const;

/** 直接、留置、邮寄、委托、公告、电子送达. */
export type ServiceMethod = 'direct' | 'left' | 'post' | 'entrusted' | 'public-notice' | 'electronic';

export type LetterNumber = { readonly code: string; readonly year: number; readonly number: number };

export type Letter = {
  readonly id: string;
  readonly version: number;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly kind: LetterKind;
  /** The letter it revokes, and why; null for a supervision letter. */
  readonly replaces: string | null;
  readonly reason: string | null;
  readonly title: string;
  readonly preamble: string;
  readonly state: LetterState;
  readonly number: LetterNumber | null;
  readonly draftedBy: string;
  readonly draftedOn: string;
  readonly reviewedBy: string | null;
  readonly signedBy: string | null;
  readonly issuedBy: string | null;
  readonly issuedOn: string | null;
  readonly pdfSha256: string | null;
  readonly contentDigest: string | null;
  readonly service: LetterService | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly closedOn: string | null;
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string };
};

/** A draft of either kind: nobody has touched it but its drafter. */
export const newLetter = (
  draft: Pick<
    Letter,
    | 'id'
    | 'agreementId'
    | 'contractorId'
    | 'kind'
    | 'replaces'
    | 'reason'
    | 'title'
    | 'preamble'
    | 'draftedBy'
    | 'draftedOn'
    | 'pack'
  >,
): Letter => ({
  ...draft,
  version: 1,
  state: 'draft',
  number: null,
  reviewedBy: null,
  signedBy: null,
  issuedBy: null,
  issuedOn: null,
  pdfSha256: null,
  contentDigest: null,
  service: null,
  acknowledgedBy: null,
  acknowledgedAt: null,
  closedOn: null,
});

export type LetterService = {
  readonly method: ServiceMethod;
  readonly servedOn: string;
  readonly servedTo: string;
  readonly servedBy: string;
  readonly witness: string | null;
  readonly note: string | null;
};

export type LetterItem = {
  readonly id: string;
  readonly findingId: string;
  readonly ordinal: number;
  readonly requirement: string;
  readonly workingDays: number;
};

/** What an item of a letter is to say, as the drafter asks for it. */
export type ItemAsked = Pick<LetterItem, 'findingId' | 'requirement' | 'workingDays'>;

/** A finding as a letter tells it. */
export type FindingTold = {
  readonly id: string;
  readonly number: string;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly state: string;
  readonly fact: string;
  readonly place: string;
  readonly foundOn: string;
  readonly clauseId: string;
  readonly severity: Severity;
  readonly dimensions: readonly Dimension[];
  readonly area: ContentArea;
  readonly inspectionNumber: string;
  /** The day the findings were made. */
  readonly inspectedOn: string;
};

export const itemsMax = 100;

import type { Citation } from '#kernel/result.ts';
import type { Words } from '#kernel/words.ts';
import type { ContentArea } from '../regime/regime.model.ts';

export type ReportState = 'draft' | 'submitted' | 'returned' | 'accepted' | 'correcting';
/** 草稿 → 已报送 → 退回补正 → 已受理 → 更正 (一（二）). What was submitted is only ever followed by another revision. */
export const reportLifecycle = {
  draft: ['submitted'],
  submitted: ['returned', 'accepted'],
  returned: ['submitted'],
  accepted: ['correcting'],
  correcting: ['submitted'],
} as const satisfies Record<ReportState, readonly ReportState[]>;
export const isEditable = (state: ReportState): boolean =>
  (reportLifecycle[state] as readonly ReportState[]).includes('submitted');

/** Against the day it was due: in time, late, still missing after it, not due yet, or given up by two people. */
export type Timeliness = 'in-time' | 'late' | 'missing' | 'open' | 'waived';

export type Report = {
  readonly id: string;
  readonly version: number;
  readonly agreementId: string;
  readonly contractorId: string;
  /** `2026-03` */
  readonly period: string;
  readonly state: ReportState;
  /** The newest revision, draft or submitted. */
  readonly revision: number;
  readonly acceptedRevision: number | null;
  readonly dueOn: string;
  readonly firstSubmittedAt: string | null;
  readonly submittedBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly returnReason: string | null;
};

/** Whose figures count: those under examination, else those last accepted; what was sent back does not. */
export const countingRevision = (
  report: Pick<Report, 'state' | 'revision' | 'acceptedRevision'>,
): number | null => (report.state === 'submitted' ? report.revision : report.acceptedRevision);

export type Narrative = {
  readonly summary: string;
  readonly problems: string;
  readonly nextMonth: string;
  readonly coordination: string;
  readonly rectification: string;
};
export const narrativeParts = [
  'summary',
  'problems',
  'nextMonth',
  'coordination',
  'rectification',
] as const satisfies readonly (keyof Narrative)[];
export type NarrativePart = keyof Narrative;

/** A paper the regime names: the form has a place for it, and a required one must be there when the report is handed in. */
export type AskedPaper = { readonly id: string; readonly name: Words; readonly required: boolean };

/** What the county's regime asks a report for. */
export type ReportAsked = {
  readonly narrative: readonly NarrativePart[];
  readonly attachments: readonly (AskedPaper & { readonly basis: readonly Citation[] })[];
  readonly basis: readonly Citation[];
};

/** Papers of one kind; without a kind they are whatever else the contractor adds. */
export type Papers = { readonly kind: string | null; readonly evidenceIds: readonly string[] };

const rolePattern = /^attachment-(\d+)(?::(.+))?$/;
/** As what a paper is tied to a report: the revision it belongs to, and its kind. */
export const attachmentRole = (revision: number, kind: string | null): string =>
  kind === null ? `attachment-${revision}` : `attachment-${revision}:${kind}`;
/** The kind of a paper of this revision; undefined for one of another revision. */
export function kindOfRole(role: string, revision: number): string | null | undefined {
  const [, of, kind] = rolePattern.exec(role) ?? [];
  return of === String(revision) ? (kind ?? null) : undefined;
}

export type Revision = Narrative & {
  readonly revision: number;
  readonly planId: string;
  readonly reason: string | null;
  readonly filledBy: string;
  readonly submittedAt: string | null;
};

/** 当月 and 累计 of one line. */
export type Figure = {
  readonly lineKey: string;
  readonly thisMonth: number;
  readonly total: number;
  readonly previousTotal: number;
  readonly investedFen: number;
  readonly note: string;
};

/** What the contractor fills in; the total is worked out, and checked where it is sent. */
export type FilledFigure = {
  readonly lineKey: string;
  readonly thisMonth: number;
  readonly total?: number | undefined;
  readonly investedFen: number;
  readonly note: string;
};

/** A line of the plan in force at the month's end that the contract promises, with what was last reported of it. */
export type ReportLine = {
  readonly lineKey: string;
  readonly area: ContentArea;
  readonly task: string;
  readonly content: string;
  readonly unit: string;
  readonly target: number;
  readonly budgetFen: number;
};
export type LastTotal = { readonly total: number; readonly period: string; readonly reportId: string };

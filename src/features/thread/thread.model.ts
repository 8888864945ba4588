/** What stands in the thread. `concerns` ties records to the last three, which are where they belong, not a step. */
export const nodeTypes = [
  'clause',
  'obligation',
  'monthly-report',
  'draw',
  'inspection',
  'finding',
  'supervision-letter',
  'rectification',
  're-inspection',
  'disqualification',
  'disqualification-decision',
  'score',
  'gate-evaluation',
  'payment-decision',
  'payment',
  'facility',
  'agreement',
  'instalment',
] as const;
export type NodeType = (typeof nodeTypes)[number];

/** The columns of the sheet, from clause to payment. */
export const stages = [
  'clause',
  'obligation',
  'check',
  'finding',
  'letter',
  'rectification',
  'case',
  'score',
  'gate',
  'payment',
  'context',
] as const;
export type Stage = (typeof stages)[number];

export const stageOf: Readonly<Record<NodeType, Stage>> = {
  clause: 'clause',
  obligation: 'obligation',
  'monthly-report': 'check',
  draw: 'check',
  inspection: 'check',
  finding: 'finding',
  'supervision-letter': 'letter',
  rectification: 'rectification',
  're-inspection': 'rectification',
  disqualification: 'case',
  'disqualification-decision': 'case',
  score: 'score',
  'gate-evaluation': 'gate',
  'payment-decision': 'payment',
  payment: 'payment',
  facility: 'context',
  agreement: 'context',
  instalment: 'context',
};

/** Thousands of threads run through these: a walk begins at one or ends at one, and never goes through. */
export const hubs: ReadonlySet<NodeType> = new Set(['clause', 'facility', 'agreement', 'instalment']);

/**
 * Which way an arrow points in the course of things, from clause to payment. An inspection points back at the obligation
 * it fulfils, a finding at the clause it breaches, a re-inspection at what it verifies.
 */
export const flow = {
  requires: 'onward',
  fulfils: 'back',
  found: 'onward',
  breaches: 'back',
  'demanded-in': 'onward',
  orders: 'onward',
  revokes: 'back',
  verifies: 'back',
  answers: 'back',
  sends: 'onward',
  repeats: 'back',
  weighs: 'onward',
  founds: 'onward',
  decides: 'onward',
  pays: 'onward',
  concerns: 'beside',
} as const satisfies Record<string, 'onward' | 'back' | 'beside'>;
export type ArrowKind = keyof typeof flow;

export type NodeRef = { readonly type: NodeType; readonly id: string };

/** A record as the sheet needs it, whatever feature keeps it. */
export type ThreadNode = NodeRef & {
  readonly number: string | null;
  /** What people wrote: a letter's title, a finding's fact, a station's name. */
  readonly title: string | null;
  readonly state: string | null;
  readonly onDay: string | null;
  readonly dueOn: string | null;
  readonly person: string | null;
  readonly organisation: string | null;
  readonly contractorId: string | null;
  readonly contractor: string | null;
  readonly amountFen: number | null;
  /** What only one kind of record has. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
};

/** An arrow; an end that lies outside the sheet is null. */
export type Arrow = { readonly kind: string; readonly from: string | null; readonly to: string | null };

export type GapCode =
  | 'obligation-without-clause'
  | 'obligation-missed'
  | 'obligation-overdue'
  | 'draw-not-visited'
  | 'inspection-without-obligation'
  | 'inspection-not-signed'
  | 'finding-without-inspection'
  | 'finding-without-clause'
  | 'finding-without-letter'
  | 'finding-letter-not-issued'
  | 'letter-not-served'
  | 'letter-without-order'
  | 'rectification-without-letter'
  | 'rectification-overdue'
  | 'rectification-not-reinspected'
  | 'rectification-not-closed'
  | 'score-without-inspection'
  | 'score-not-confirmed'
  | 'decision-without-evaluation'
  | 'decision-not-paid'
  | 'payment-without-decision';

/** An arrow that ought to be there and is not. `since` is the day from which it is missing, where that is known. */
export type Gap = { readonly code: GapCode; readonly node: NodeRef; readonly since: string | null };

/** How far and how wide a walk goes; the sheet says how much lies beyond. */
export const bounds = { depth: 12, perNode: 40, perHubType: 12, perHubTypeRead: 300, nodes: 500 } as const;

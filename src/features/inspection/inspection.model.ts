import type { FindingInput } from '../finding/finding.model.ts';
import type { ContentArea, EvidenceAsked, FacilityKind, Method, Standard } from '../regime/regime.model.ts';

export const inspectionStates = ['planned', 'submitted', 'signed', 'cancelled'] as const;
export type InspectionState = (typeof inspectionStates)[number];

/** Planned, handed in by the lead, signed by the whole team. Nothing leads back. */
export const lifecycle = {
  planned: ['submitted', 'cancelled'],
  submitted: ['signed'],
  signed: [],
  cancelled: [],
} as const satisfies Record<InspectionState, readonly InspectionState[]>;

/** 建设、运营 are looked at in a facility; 资金、培训 in a contract. */
export const inspectionPhases = ['construction', 'operation', 'funds', 'training'] as const;
export type InspectionPhase = (typeof inspectionPhases)[number];

/** 三（一）: which of the three standards a phase must answer. Training is operation of the plan. */
export const standardOfPhase = {
  construction: 'construction',
  operation: 'operation',
  training: 'operation',
  funds: 'funds',
} as const satisfies Record<InspectionPhase, Standard>;

export type Purpose = 'routine' | 'spot-check' | 're-inspection';
export type Notice = 'announced' | 'unannounced';
export type TeamRole = 'lead' | 'member' | 'third-party';
export type ItemResult = 'conforms' | 'partly' | 'fails' | 'not-applicable';
export type Verdict = 'met' | 'partly' | 'not-met';
/** Who was there for the inspected: signed, refused to sign, or nobody was. */
export type PresentOutcome = 'signed' | 'refused' | 'nobody';
export type Datum = 'WGS84' | 'GCJ02' | 'CGCS2000';

export type TeamMember = {
  readonly personId: string;
  readonly name: string;
  readonly role: TeamRole;
  readonly declaredAt: string | null;
  /** The relation this member declared; it takes him off the team. */
  readonly recusalReason: string | null;
  readonly signedAt: string | null;
  readonly remark: string | null;
};

export type Inspection = {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly area: ContentArea;
  readonly purpose: Purpose;
  readonly phase: InspectionPhase;
  readonly facilityId: string | null;
  readonly facilityKind: FacilityKind | null;
  readonly agreementId: string;
  readonly contractorId: string;
  readonly plannedOn: string;
  readonly notice: Notice;
  readonly state: InspectionState;
  readonly plannedBy: string;
  readonly leadId: string;
  readonly contentDigest: string | null;
  readonly team: readonly TeamMember[];
};

/** What an inspection looks at: a facility, or a contract where money or training is looked at. */
export type Subject = {
  readonly facilityId: string | null;
  readonly facilityKind: FacilityKind | null;
  readonly facilityPhase: 'construction' | 'trial' | 'operation' | 'suspended' | 'withdrawn' | null;
  readonly agreementId: string;
  readonly agreementAreas: readonly ContentArea[];
  readonly contractorId: string;
};

export type Position = {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyMetres: number;
  readonly datum: Datum;
};

export type MethodTold = {
  readonly method: Method;
  readonly description: string;
  readonly minutes: string;
  readonly attendance: string;
  readonly materials: string;
  readonly evidence: readonly { readonly as: EvidenceAsked; readonly id: string }[];
};

export type ItemTold = {
  readonly itemId: string;
  readonly result: ItemResult;
  readonly fact: string;
  readonly evidence: readonly string[];
};

export type FigureTold = {
  readonly lineKey: string;
  /** Null: not checked on this visit; the note says why. */
  readonly seenTotal: number | null;
  readonly note: string;
};

export type VerdictTold = { readonly verdict: Verdict; readonly reasons: string };

export type PresentTold = {
  readonly outcome: PresentOutcome;
  readonly name: string;
  readonly title: string;
  /** What the person present said, or why there is no signature. */
  readonly statement: string;
};

/** The sheet as the lead hands it in, in one call. */
export type Submission = {
  readonly startedAt: string;
  readonly endedAt: string;
  readonly arrivedAt: string | null;
  readonly position: Position | null;
  readonly positionMissingReason: string | null;
  readonly methods: readonly MethodTold[];
  readonly items: readonly ItemTold[];
  readonly figures: readonly FigureTold[];
  readonly verdicts: { readonly [S in Standard]?: VerdictTold | undefined };
  readonly present: PresentTold;
  readonly summary: string;
  readonly findings: readonly FindingInput[];
};

/** 上报值: what the contractor last reported on a line of the plan, as the sheet showed it. */
export type ReportedFigure = {
  readonly lineKey: string;
  readonly task: string;
  readonly content: string;
  readonly unit: string;
  readonly target: number;
  readonly plannedFinishOn: string;
  readonly period: string | null;
  readonly reportId: string | null;
  readonly revision: number | null;
  readonly total: number | null;
};

/** 上报值、现场值、差异 (D04). */
export type ComparedFigure = {
  readonly lineKey: string;
  readonly reportId: string | null;
  readonly reportRevision: number | null;
  readonly reportedTotal: number | null;
  readonly seenTotal: number | null;
  readonly difference: number | null;
  readonly doubtful: boolean;
  readonly note: string;
};

/** Why this person may have no place, or not this one, in a team: the page says so before anyone is chosen. */
export type Bar = 'contractor-staff' | 'not-in-group' | 'related';

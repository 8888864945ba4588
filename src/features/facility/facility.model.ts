import type { FacilityKind } from '../regime/regime.model.ts';

export type FacilityPhase = 'construction' | 'trial' | 'operation' | 'suspended' | 'withdrawn';

/** 在建 → 试运营 → 运营 ⇄ 停业; 撤销 is final. */
export const phaseLifecycle: Readonly<Record<FacilityPhase, readonly FacilityPhase[]>> = {
  construction: ['trial', 'operation', 'withdrawn'],
  trial: ['operation', 'withdrawn'],
  operation: ['suspended', 'withdrawn'],
  suspended: ['operation', 'withdrawn'],
  withdrawn: [],
};

/** Phases that stop what is owed, so somebody must say why. */
export const phasesWithReason: readonly FacilityPhase[] = ['suspended', 'withdrawn'];

export type PhaseFrom = { readonly phase: FacilityPhase; readonly fromOn: string; readonly reason: string };

/** A contract a facility stood under, from which day. */
export type Holding = {
  readonly fromOn: string;
  /** The version of the facility whose event says so: what the register shows before belongs to the holder before. */
  readonly version: number;
  readonly agreementId: string;
  readonly agreementNumber: string;
  readonly contractorId: string;
  readonly contractorName: string;
  readonly reason: string;
};

export type Datum = 'WGS84' | 'GCJ02' | 'CGCS2000';

export type Facility = {
  readonly id: string;
  readonly version: number;
  readonly projectId: string;
  readonly agreementId: string;
  readonly kind: FacilityKind;
  readonly number: string;
  readonly name: string;
  readonly villageCode: string;
  readonly villageName: string;
  readonly townName: string;
  readonly address: string;
  readonly headName: string | null;
  readonly headPhone: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly datum: Datum | null;
  readonly phase: FacilityPhase;
  readonly constructionStartedOn: string;
  /** 运营之日: set once, when operation first begins; operating quarters are counted from it (三(一)2). */
  readonly operationStartedOn: string | null;
};

/** With whose it is and what it has been through: what obligations and inspections ask of it. */
export type FacilityInFull = Facility & {
  readonly contractorId: string;
  readonly contractorName: string;
  readonly agreementNumber: string;
  readonly phases: readonly PhaseFrom[];
  /** Oldest first; the last one is the contract it stands under now. */
  readonly holdings: readonly Holding[];
};

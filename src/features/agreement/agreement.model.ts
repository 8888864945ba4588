import type { ContentArea } from '../regime/regime.model.ts';

export type AgreementState = 'in-force' | 'completed' | 'terminated';
export type InstalmentState = 'planned' | 'requested' | 'decided' | 'paid' | 'refused';

/** 项目建设合同: one lot of the project, promised by one contractor. */
export type Agreement = {
  readonly id: string;
  readonly version: number;
  readonly projectId: string;
  readonly contractorId: string;
  readonly number: string;
  readonly name: string;
  readonly lot: string;
  readonly areas: readonly ContentArea[];
  readonly signedOn: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly amountFen: number;
  readonly state: AgreementState;
};

/** With what others ask of it: who, and which lines of the plan it promises. */
export type AgreementWithLines = Agreement & {
  readonly contractorName: string;
  readonly lineKeys: readonly string[];
};

/** 拨付期次. */
export type Instalment = {
  readonly id: string;
  readonly version: number;
  readonly agreementId: string;
  readonly number: number;
  readonly name: string;
  readonly amountFen: number;
  readonly condition: string;
  /** Progress of the contract, in per cent, that the contract asks for before this instalment. */
  readonly requiredProgress: number;
  readonly plannedOn: string;
  readonly state: InstalmentState;
  readonly requestedAt: string | null;
  readonly requestedBy: string | null;
};

export type InstalmentTerms = Pick<
  Instalment,
  'number' | 'name' | 'amountFen' | 'condition' | 'requiredProgress' | 'plannedOn'
>;
export const instalmentTerms = [
  'name',
  'amountFen',
  'condition',
  'requiredProgress',
  'plannedOn',
] as const satisfies readonly (keyof InstalmentTerms)[];

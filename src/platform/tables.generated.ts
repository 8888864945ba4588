// Written by `npm run db:types` from the migrations. Nobody edits it.
import type { Generated } from 'kysely';

export type AgreementTable = {
  county: string;
  id: string;
  version: number;
  project_id: string;
  contractor_id: string;
  number: string;
  name: string;
  lot: string;
  areas: string[];
  signed_on: string;
  starts_on: string;
  ends_on: string;
  amount_fen: number;
  state: string;
};

export type AgreementLineTable = {
  county: string;
  agreement_id: string;
  line_key: string;
  removed: Generated<boolean>;
};

export type CalendarDayTable = {
  county: string;
  year_id: string;
  version: number;
  year: number;
  day: string;
  kind: string;
  name: string | null;
};

export type CalendarSubscriptionTable = {
  county: string;
  id: string;
  version: number;
  person_id: string;
  token_hash: Uint8Array;
  language: string;
  opened_at: string;
  revoked_at: string | null;
};

export type CalendarYearTable = {
  county: string;
  id: string;
  version: number;
  year: number;
  notices: string[];
};

export type CountyTable = {
  county: string;
  name: string;
  name_en: string;
  demonstration: Generated<boolean>;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  created_at: string;
  second_factor: Generated<boolean>;
  go_live_on: string | null;
};

export type DisqualificationCaseTable = {
  county: string;
  id: string;
  version: number;
  number: string;
  contractor_id: string;
  state: string;
  ground: unknown;
  reasons: string;
  laid_out: unknown;
  procedure: unknown;
  opened_on: string;
  opened_by: string;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  hearing_asked_on: string | null;
  hearing_asked_by: string | null;
  hearing_announced_on: string | null;
  hearing_announced_for: string | null;
  hearing_place: string | null;
  held_on: string | null;
  held_by: string | null;
  held_reasons: string | null;
  closed_on: string | null;
  closed_by: string | null;
  closed_reasons: string | null;
  next_step: string | null;
  next_by: string | null;
  next_from_on: string | null;
  next_due_on: string | null;
  next_provisional: Generated<boolean>;
};

export type DisqualificationSeriesTable = {
  county: string;
  year: number;
  last_number: number;
};

export type DisqualificationStatementTable = {
  county: string;
  id: string;
  case_id: string;
  version: number;
  text: string;
  spoken_by: string;
  spoken_at: string;
};

export type DisqualificationStepTable = {
  county: string;
  id: string;
  case_id: string;
  version: number;
  step: string;
  taken_on: string;
  from_on: string;
  due_on: string | null;
  ends_on: string;
  recorded_by: string;
  body: unknown;
};

export type DrawTable = {
  county: string;
  id: string;
  version: number;
  number: string;
  title: string;
  state: string;
  lists: string;
  lists_digest: string;
  objects: number;
  size: number;
  public_value_name: string;
  public_value_source: string;
  public_value_on: string;
  reveal_until_on: string;
  redraw_of: string | null;
  redraw_reason: string | null;
  prepared_by: string;
  prepared_at: string;
  public_value: string | null;
  public_value_by: string | null;
  proof: string | null;
  seed: string | null;
  drawn_by: string | null;
  drawn_at: string | null;
  published_by: string | null;
  published_at: string | null;
  abandon_reason: string | null;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  period_from_on: string;
  period_until_on: string;
};

export type DrawPartyTable = {
  county: string;
  draw_id: string;
  organisation_id: string;
  name: string;
  commitment: string | null;
  committed_by: string | null;
  committed_at: string | null;
  secret: string | null;
  revealed_by: string | null;
  revealed_at: string | null;
  opening_reason: string | null;
  opening_proposed_by: string | null;
  opened_by: string | null;
  opened_on: string | null;
};

export type DrawSealTable = {
  county: string;
  draw_id: string;
  organisation_id: string;
  secret: string;
};

export type DrawSeriesTable = {
  county: string;
  year: number;
  last_number: number;
};

export type EdgeTable = {
  county: string;
  from_type: string;
  from_id: string;
  to_type: string;
  to_id: string;
  kind: string;
  event_id: string;
  drawn_at: string;
};

export type EscalationTable = {
  county: string;
  id: string;
  rectification_id: string;
  round: Generated<number>;
  step: string;
  note: Generated<string>;
  taken_by: string | null;
  taken_at: string;
};

export type EventTable = {
  county: string;
  id: string;
  type: string;
  aggregate_type: string;
  aggregate: string;
  version: number;
  actor_id: string | null;
  organisation_id: string | null;
  claimed_at: string | null;
  received_at: string;
  note: string | null;
  body: string;
  salt: Uint8Array;
  digest: Uint8Array;
};

export type EvidenceTable = {
  county: string;
  id: string;
  sha256: string;
  name: string;
  media_type: string;
  size_bytes: number;
  caption: string | null;
  source: string;
  taken_at: string | null;
  latitude: number | null;
  longitude: number | null;
  accuracy_metres: number | null;
  datum: string | null;
  uploaded_by: string;
  organisation_id: string;
  received_at: string;
};

export type EvidenceDamageTable = {
  county: string;
  id: string;
  sha256: string;
  kind: string;
  found_by: string;
  found_at: string;
  repaired_at: string | null;
};

export type EvidenceUploadTable = {
  county: string;
  organisation_id: string;
  sha256: string;
  person_id: string;
  size_bytes: number;
  received_at: string;
};

export type EvidenceUseTable = {
  county: string;
  subject_type: string;
  subject_id: string;
  evidence_id: string;
  role: string;
  contractor_id: string | null;
  used_at: string;
  removed: Generated<boolean>;
};

export type FacilityTable = {
  county: string;
  id: string;
  version: number;
  project_id: string;
  agreement_id: string;
  kind: string;
  number: string;
  name: string;
  village_code: string;
  village_name: string;
  town_name: string;
  address: Generated<string>;
  head_name: string | null;
  head_phone: string | null;
  latitude: number | null;
  longitude: number | null;
  datum: string | null;
  phase: string;
  construction_started_on: string;
  operation_started_on: string | null;
};

export type FacilityHoldingTable = {
  county: string;
  facility_id: string;
  from_on: string;
  agreement_id: string;
  version: number;
  reason: Generated<string>;
};

export type FacilityPhaseTable = {
  county: string;
  facility_id: string;
  from_on: string;
  phase: string;
  reason: Generated<string>;
};

export type FindingTable = {
  county: string;
  id: string;
  version: number;
  number: string;
  inspection_id: string;
  item_id: string | null;
  facility_id: string | null;
  agreement_id: string;
  contractor_id: string;
  area: string;
  fact: string;
  place: string;
  found_on: string;
  found_by: string;
  clause_id: string;
  severity: string;
  dimensions: string[];
  state: string;
  repeat_of: string | null;
  proposal: string | null;
  proposal_severity: string | null;
  proposal_reason: string | null;
  proposed_by: string | null;
  proposed_at: string | null;
  withdrawal_reason: string | null;
  withdrawal_proposed_by: string | null;
  withdrawn_by: string | null;
  lowered_from: string | null;
  lowering_reason: string | null;
  lowering_proposed_by: string | null;
  lowered_by: string | null;
  put_right_statement: string | null;
  put_right_by: string | null;
  closed_on: string | null;
};

export type GateEvaluationTable = {
  county: string;
  id: string;
  instalment_id: string;
  as_of: string;
  amount_fen: number;
  conditions: unknown;
  recommendation: string;
  recommended_fen: number;
  hard_stop: boolean;
  input_digest: string;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  evaluated_at: string;
};

export type GroupMembershipTable = {
  county: string;
  id: string;
  version: number;
  person_id: string;
  role: string;
  from_on: string;
  until_on: string | null;
};

export type InspectionTable = {
  county: string;
  id: string;
  version: number;
  number: string;
  area: string;
  purpose: string;
  phase: string;
  facility_id: string | null;
  agreement_id: string;
  contractor_id: string;
  planned_on: string;
  notice: string;
  state: string;
  planned_by: string;
  lead_id: string;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  started_at: string | null;
  ended_at: string | null;
  arrived_at: string | null;
  latitude: number | null;
  longitude: number | null;
  accuracy_metres: number | null;
  datum: string | null;
  position_missing_reason: string | null;
  present_outcome: string | null;
  present_name: string | null;
  present_title: string | null;
  present_statement: string | null;
  summary: string | null;
  verdict_construction: string | null;
  verdict_operation: string | null;
  verdict_funds: string | null;
  reasons_construction: string | null;
  reasons_operation: string | null;
  reasons_funds: string | null;
  content_digest: string | null;
  submitted_by: string | null;
  submitted_at: string | null;
  signed_at: string | null;
  cancel_reason: string | null;
  draw_id: string | null;
  draw_departure: string | null;
};

export type InspectionFigureTable = {
  county: string;
  inspection_id: string;
  line_key: string;
  report_id: string | null;
  report_revision: number | null;
  reported_total: string | null;
  seen_total: string | null;
  difference: string | null;
  doubtful: Generated<boolean>;
  note: Generated<string>;
};

export type InspectionItemTable = {
  county: string;
  inspection_id: string;
  item_id: string;
  ordinal: number;
  result: string;
  fact: Generated<string>;
};

export type InspectionMemberTable = {
  county: string;
  inspection_id: string;
  person_id: string;
  role: string;
  recusal_declared_at: string | null;
  recusal_reason: string | null;
  signed_at: string | null;
  remark: string | null;
};

export type InspectionMethodTable = {
  county: string;
  inspection_id: string;
  method: string;
  description: Generated<string>;
  minutes: Generated<string>;
  attendance: Generated<string>;
  materials: Generated<string>;
};

export type InspectionObligationTable = {
  county: string;
  inspection_id: string;
  obligation_id: string;
};

export type InspectionSeriesTable = {
  county: string;
  year: number;
  last_number: number;
};

export type InspectionSupplementTable = {
  county: string;
  id: string;
  inspection_id: string;
  text: string;
  added_by: string;
  added_at: string;
};

export type InstalmentTable = {
  county: string;
  id: string;
  version: number;
  agreement_id: string;
  number: number;
  name: string;
  amount_fen: number;
  condition: string;
  required_progress: Generated<number>;
  planned_on: string;
  state: string;
  requested_at: string | null;
  requested_by: string | null;
};

export type LetterTable = {
  county: string;
  id: string;
  version: number;
  agreement_id: string;
  contractor_id: string;
  title: string;
  preamble: Generated<string>;
  state: string;
  issuer_code: string | null;
  number_year: number | null;
  number: number | null;
  drafted_by: string;
  drafted_on: string;
  reviewed_by: string | null;
  signed_by: string | null;
  issued_by: string | null;
  issued_on: string | null;
  pdf_sha256: string | null;
  content_digest: string | null;
  service_method: string | null;
  served_on: string | null;
  served_to: string | null;
  served_by: string | null;
  service_witness: string | null;
  service_note: string | null;
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  closed_on: string | null;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  kind: Generated<string>;
  replaces: string | null;
  reason: string | null;
};

export type LetterItemTable = {
  county: string;
  id: string;
  letter_id: string;
  finding_id: string;
  ordinal: number;
  requirement: string;
  working_days: number;
  removed: Generated<boolean>;
  revoked: Generated<boolean>;
};

export type LetterSeriesTable = {
  county: string;
  issuer_code: string;
  year: number;
  last_number: Generated<number>;
};

export type MigrationTable = {
  name: string;
  hash: string;
  ran_at: Generated<string>;
};

export type MonthlyReportTable = {
  county: string;
  id: string;
  version: number;
  agreement_id: string;
  contractor_id: string;
  period: string;
  state: string;
  revision: Generated<number>;
  accepted_revision: number | null;
  due_on: string;
  first_submitted_at: string | null;
  submitted_by: string | null;
  decided_by: string | null;
  decided_at: string | null;
  return_reason: string | null;
};

export type ObligationTable = {
  county: string;
  id: string;
  rule_id: string;
  kind: string;
  duty: string;
  clause_id: string;
  area: string | null;
  subject_type: string;
  subject_id: string;
  agreement_id: string | null;
  contractor_id: string | null;
  period: string;
  window_start_on: string;
  window_end_on: string;
  due_on: string;
  original_due_on: string;
  closes_on: string;
  because: unknown;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  fulfilled_by_type: string | null;
  fulfilled_by: string | null;
  fulfilled_on: string | null;
  waived_at: string | null;
  withdrawn: Generated<boolean>;
  provisional: Generated<boolean>;
  calendar_sha256: string | null;
  required: Generated<number>;
  among: Generated<number>;
  done: Generated<number>;
  stratum: string | null;
};

export type ObligationActTable = {
  county: string;
  obligation_id: string;
  by_type: string;
  by_id: string;
  subject_id: string;
  done_on: string;
};

export type OrganisationTable = {
  county: string;
  id: string;
  version: number;
  kind: string;
  name: string;
  uscc: string | null;
  legal_representative: string | null;
  contact: string | null;
  phone: string | null;
  address: string | null;
  active: Generated<boolean>;
};

export type PaymentTable = {
  county: string;
  id: string;
  version: number;
  agreement_id: string;
  instalment_id: string;
  decision_id: string;
  amount_fen: number;
  paid_on: string;
  voucher: string;
  paid_by: string;
};

export type PaymentDecisionTable = {
  county: string;
  id: string;
  version: number;
  instalment_id: string;
  evaluation_id: string;
  state: string;
  outcome: string;
  amount_fen: number;
  payable_fen: number | null;
  departs: boolean;
  reasons: Generated<string>;
  proposed_by: string;
  proposed_at: string;
  finance_by: string | null;
  finance_at: string | null;
  finance_note: string | null;
  approved_by: string | null;
  approved_at: string | null;
  declined_by: string | null;
  declined_reason: string | null;
};

export type PaymentStopTable = {
  county: string;
  id: string;
  contractor_id: string;
  case_id: string;
  case_number: string;
  kind: string;
  from_on: string;
  version: number;
  lifted_on: string | null;
  lifted_version: number | null;
};

export type PaymentSuspensionTable = {
  county: string;
  id: string;
  agreement_id: string;
  cause: string;
  cause_version: number;
  rectification_id: string | null;
  progress_step_id: string | null;
  from_on: string;
  lifted_on: string | null;
  lifted_by: string | null;
  lifted_version: number | null;
  proposal_id: string | null;
};

export type PersonTable = {
  county: string;
  id: string;
  version: number;
  organisation_id: string;
  name: string;
  login: string;
  password_hash: string | null;
  title: string | null;
  phone: string | null;
  duties: Generated<string[]>;
  active: Generated<boolean>;
};

export type PlanTable = {
  county: string;
  id: string;
  version: number;
  project_id: string;
  number: number;
  state: string;
  reason: string;
  in_force_from: string | null;
  drafted_by: string;
  approved_by: string | null;
  approved_at: string | null;
};

export type PlanLineTable = {
  county: string;
  id: string;
  plan_id: string;
  line_key: string;
  ordinal: number;
  area: string;
  task: string;
  content: string;
  unit: string;
  target: string;
  planned_start_on: string;
  planned_finish_on: string;
  budget_fen: number;
  important: Generated<boolean>;
  removed: Generated<boolean>;
};

export type ProgressStepTable = {
  county: string;
  id: string;
  version: number;
  agreement_id: string;
  step: string;
  planned_share: string;
  actual_share: string;
  note: string;
  taken_by: string;
  taken_on: string;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
};

export type ProjectTable = {
  county: string;
  id: string;
  version: number;
  name: string;
  name_en: Generated<string>;
  batch_year: number;
  central_fen: number;
  local_fen: number;
  starts_on: string;
  ends_on: string | null;
};

export type ProposalTable = {
  county: string;
  id: string;
  version: number;
  kind: string;
  subject_type: string;
  subject_id: string;
  content: unknown;
  shown: unknown;
  basis: unknown;
  reason: string;
  confirm_bodies: string[];
  confirm_duty: string | null;
  confirm_other_body: boolean;
  confirm_not: string[];
  state: string;
  proposed_by: string;
  organisation_id: string;
  proposed_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decision_reason: string | null;
};

export type ReceiptTable = {
  county: string;
  person_id: string;
  route: string;
  client_id: string;
  body_digest: Uint8Array;
  answer: string | null;
  at: string;
};

export type RecoveryCodeTable = {
  county: string;
  person_id: string;
  code_hash: Uint8Array;
  used_at: string | null;
};

export type RectificationTable = {
  county: string;
  id: string;
  version: number;
  letter_id: string;
  letter_item_id: string;
  finding_id: string;
  agreement_id: string;
  contractor_id: string;
  state: string;
  severity: string;
  served_on: string;
  working_days: number;
  period_from_on: string;
  due_on: string;
  original_due_on: string;
  provisional: Generated<boolean>;
  extension_state: string | null;
  extension_reason: string | null;
  extension_until_on: string | null;
  extension_asked_by: string | null;
  extension_asked_on: string | null;
  extension_decided_by: string | null;
  extensions_granted: Generated<number>;
  escalation: Generated<string>;
  attempts: Generated<number>;
  reported_on: string | null;
  reported_by: string | null;
  reinspection_planned_on: string | null;
  reinspection_team: Generated<string[]>;
  closed_on: string | null;
  closed_by: string | null;
  reopened_count: Generated<number>;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  calendar_sha256: string | null;
  day_kind: Generated<string>;
  county_days: Generated<number>;
};

export type RectificationReportTable = {
  county: string;
  rectification_id: string;
  attempt: number;
  cause: string;
  measure: string;
  responsible_person: string;
  result: string;
  completed_on: string;
  reported_by: string;
  reported_at: string;
  returned_reason: string | null;
  returned_by: string | null;
};

export type RegimeActivationTable = {
  county: string;
  id: string;
  version: number;
  state: string;
  from_id: string;
  from_version: string;
  from_hash: string;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
  effect_on: string;
  rectifications: string;
  scores: string | null;
  reasons: string;
  proposed_by: string;
  proposed_at: string;
  decided_by: string | null;
  decided_at: string | null;
  declined_reason: string | null;
  applied_on: string | null;
};

export type RegimeSnapshotTable = {
  county: string;
  hash: string;
  pack_id: string;
  pack_version: string;
  pack: unknown;
  kept_at: string;
};

export type ReinspectionTable = {
  county: string;
  id: string;
  rectification_id: string;
  attempt: number;
  inspected_on: string;
  conclusion: string;
  fact: string;
  recorded_by: string;
  recorded_at: string;
};

export type ReinspectionMemberTable = {
  county: string;
  reinspection_id: string;
  person_id: string;
};

export type RelatedPartyTable = {
  county: string;
  id: string;
  version: number;
  person_id: string;
  contractor_id: string;
  relation: string;
  statement: string;
  from_on: string;
  until_on: string | null;
};

export type ReportFigureTable = {
  county: string;
  report_id: string;
  revision: number;
  line_key: string;
  this_month: string;
  total: string;
  previous_total: string;
  invested_fen: Generated<number>;
  note: Generated<string>;
  removed: Generated<boolean>;
};

export type ReportRevisionTable = {
  county: string;
  report_id: string;
  revision: number;
  plan_id: string;
  summary: Generated<string>;
  problems: Generated<string>;
  next_month: Generated<string>;
  coordination: Generated<string>;
  rectification: Generated<string>;
  reason: string | null;
  filled_by: string;
  submitted_at: string | null;
};

export type ScoreTable = {
  county: string;
  id: string;
  version: number;
  agreement_id: string;
  contractor_id: string;
  from_on: string;
  to_on: string;
  state: string;
  opened_by: string;
  opened_on: string;
  computation: number | null;
  computed_by: string | null;
  confirmed_by: string | null;
  confirmed_at: string | null;
  confirmed_computation: number | null;
};

export type ScoreCarryTable = {
  county: string;
  score_id: string;
  version: number;
  computation: number;
  activation_id: string;
  how: string;
  total_hundredths: number | null;
  band: string | null;
  scale: unknown | null;
  carried_on: string;
};

export type ScoreComputationTable = {
  county: string;
  score_id: string;
  number: number;
  version: number;
  judged_on: string;
  facts_digest: string;
  base_hundredths: number;
  bonus_hundredths: number;
  total_hundredths: number;
  band: string;
  result: unknown;
  scale: unknown;
  computed_by: string;
  computed_at: string;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
};

export type SecondFactorTable = {
  county: string;
  id: string;
  person_id: string;
  kind: string;
  name: string;
  created_at: string;
  confirmed_at: string | null;
  used_at: string | null;
  secret: Uint8Array | null;
  last_step: number | null;
  credential_id: string | null;
  public_key: Uint8Array | null;
  sign_count: number | null;
  transports: Generated<string[]>;
};

export type SessionTable = {
  county: string;
  token_hash: Uint8Array;
  person_id: string;
  created_at: string;
  seen_at: string;
  expires_at: string;
  revoked_at: string | null;
  last_home_at: string | null;
  id: Generated<string>;
  address: Generated<string>;
  browser: Generated<string>;
  previous_at: string | null;
  previous_address: string | null;
  failed_since: Generated<number>;
  proven_at: string | null;
  challenge: string | null;
  challenge_at: string | null;
};

export type SetUpCodeTable = {
  county: Generated<string>;
  code_hash: Uint8Array;
  created_at: string;
  used_at: string | null;
};

export type SettlementTable = {
  county: string;
  id: string;
  version: number;
  instalment_id: string;
  kind: string;
  unit_price_id: string | null;
  line_key: string | null;
  quantity: string | null;
  unit_fen: number | null;
  investment_fen: number | null;
  share: string | null;
  gross_fen: number;
  earlier_fen: number;
  due_fen: number;
  note: string;
  settled_by: string;
  settled_at: string;
  pack_id: string;
  pack_version: string;
  pack_hash: string;
};

export type SignInBrowserTable = {
  county: string;
  key_hash: Uint8Array;
  person_id: string;
  seen_at: string;
};

export type SignInCodeTable = {
  county: string;
  id: string;
  person_id: string;
  occasion: string;
  granted_at: string;
  granted_by: string[];
  code_hash: Uint8Array | null;
  taken_by: string | null;
  taken_at: string | null;
  expires_at: string | null;
  used_at: string | null;
  void_at: string | null;
};

export type SignInCountTable = {
  county: string;
  scope: string;
  subject: string;
  failures: number;
  window_from: string;
  locked_until: string | null;
};

export type SignInRecordTable = {
  county: string;
  id: string;
  at: string;
  kind: string;
  login: string;
  person_id: string | null;
  address: string;
  browser: string;
};

export type TakenKeyTable = {
  county: string;
  kind: string;
  scope: Generated<string>;
  key: string;
  holder: string;
};

export type VerificationTable = {
  county: string;
  id: string;
  asked_by: string;
  started_at: string;
  ended_at: string;
  events: number;
  records: number;
  files: number;
  bytes: number;
  faults: number;
};

export type VerificationFaultTable = {
  county: string;
  verification_id: string;
  position: number;
  kind: string;
  subject_type: string;
  subject: string;
  detail: string | null;
};

export type WaiverTable = {
  county: string;
  id: string;
  version: number;
  obligation_id: string;
  state: string;
  reason: string;
  proposed_by: string;
  proposed_at: string;
  decided_by: string | null;
  decided_at: string | null;
};

export type Tables = {
  agreement: AgreementTable;
  agreement_line: AgreementLineTable;
  calendar_day: CalendarDayTable;
  calendar_subscription: CalendarSubscriptionTable;
  calendar_year: CalendarYearTable;
  county: CountyTable;
  disqualification_case: DisqualificationCaseTable;
  disqualification_series: DisqualificationSeriesTable;
  disqualification_statement: DisqualificationStatementTable;
  disqualification_step: DisqualificationStepTable;
  draw: DrawTable;
  draw_party: DrawPartyTable;
  draw_seal: DrawSealTable;
  draw_series: DrawSeriesTable;
  edge: EdgeTable;
  escalation: EscalationTable;
  event: EventTable;
  evidence: EvidenceTable;
  evidence_damage: EvidenceDamageTable;
  evidence_upload: EvidenceUploadTable;
  evidence_use: EvidenceUseTable;
  facility: FacilityTable;
  facility_holding: FacilityHoldingTable;
  facility_phase: FacilityPhaseTable;
  finding: FindingTable;
  gate_evaluation: GateEvaluationTable;
  group_membership: GroupMembershipTable;
  inspection: InspectionTable;
  inspection_figure: InspectionFigureTable;
  inspection_item: InspectionItemTable;
  inspection_member: InspectionMemberTable;
  inspection_method: InspectionMethodTable;
  inspection_obligation: InspectionObligationTable;
  inspection_series: InspectionSeriesTable;
  inspection_supplement: InspectionSupplementTable;
  instalment: InstalmentTable;
  letter: LetterTable;
  letter_item: LetterItemTable;
  letter_series: LetterSeriesTable;
  migration: MigrationTable;
  monthly_report: MonthlyReportTable;
  obligation: ObligationTable;
  obligation_act: ObligationActTable;
  organisation: OrganisationTable;
  payment: PaymentTable;
  payment_decision: PaymentDecisionTable;
  payment_stop: PaymentStopTable;
  payment_suspension: PaymentSuspensionTable;
  person: PersonTable;
  plan: PlanTable;
  plan_line: PlanLineTable;
  progress_step: ProgressStepTable;
  project: ProjectTable;
  proposal: ProposalTable;
  receipt: ReceiptTable;
  recovery_code: RecoveryCodeTable;
  rectification: RectificationTable;
  rectification_report: RectificationReportTable;
  regime_activation: RegimeActivationTable;
  regime_snapshot: RegimeSnapshotTable;
  reinspection: ReinspectionTable;
  reinspection_member: ReinspectionMemberTable;
  related_party: RelatedPartyTable;
  report_figure: ReportFigureTable;
  report_revision: ReportRevisionTable;
  score: ScoreTable;
  score_carry: ScoreCarryTable;
  score_computation: ScoreComputationTable;
  second_factor: SecondFactorTable;
  session: SessionTable;
  set_up_code: SetUpCodeTable;
  settlement: SettlementTable;
  sign_in_browser: SignInBrowserTable;
  sign_in_code: SignInCodeTable;
  sign_in_count: SignInCountTable;
  sign_in_record: SignInRecordTable;
  taken_key: TakenKeyTable;
  verification: VerificationTable;
  verification_fault: VerificationFaultTable;
  waiver: WaiverTable;
};

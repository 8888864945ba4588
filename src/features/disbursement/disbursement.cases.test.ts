import { runCases } from '#testing/rule-cases.ts';
import { gateFamilies } from './disbursement.cases.ts';
import { decisionFamilies } from './disbursement.decision.cases.ts';
import { settlementFamilies } from './disbursement.settlement.cases.ts';
import { stopFamilies } from './disbursement.stops.cases.ts';
import { suspensionFamilies } from './disbursement.suspension.cases.ts';

runCases([
  ...gateFamilies,
  ...decisionFamilies,
  ...stopFamilies,
  ...settlementFamilies,
  ...suspensionFamilies,
]);

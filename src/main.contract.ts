import { activationContract } from '#features/activation/activation.contract.ts';
import { agreementContract, agreementEndRefused } from '#features/agreement/agreement.contract.ts';
import { calendarContract } from '#features/calendar/calendar.contract.ts';
import { disbursementContract, liftRefused } from '#features/disbursement/disbursement.contract.ts';
import { disqualificationContract } from '#features/disqualification/disqualification.contract.ts';
import { drawContract } from '#features/draw/draw.contract.ts';
import { evidenceContract } from '#features/evidence/evidence.contract.ts';
import { facilityContract } from '#features/facility/facility.contract.ts';
import { findingContract } from '#features/finding/finding.contract.ts';
import { homeContract } from '#features/home/home.contract.ts';
import { inspectionContract } from '#features/inspection/inspection.contract.ts';
import { integrityContract } from '#features/integrity/integrity.contract.ts';
import { monthlyReportContract } from '#features/monthly-report/monthly-report.contract.ts';
import { obligationContract } from '#features/obligation/obligation.contract.ts';
import { accountContract } from '#features/organisation/organisation.account.contract.ts';
import {
  administrationContract,
  organisationActRefused,
  personActRefused,
} from '#features/organisation/organisation.administration.contract.ts';
import { organisationContract } from '#features/organisation/organisation.contract.ts';
import { recusalCodes } from '#features/organisation/organisation.model.ts';
import { planContract, projectMoneyRefused } from '#features/plan/plan.contract.ts';
import { proposalContractOf } from '#features/proposal/proposal.contract.ts';
import { rectificationContract } from '#features/rectification/rectification.contract.ts';
import { regimeContract } from '#features/regime/regime.contract.ts';
import { scoreContract } from '#features/score/score.contract.ts';
import { simulationContract } from '#features/simulation/simulation.contract.ts';
import { supervisionLetterContract } from '#features/supervision-letter/supervision-letter.contract.ts';
import { threadContract } from '#features/thread/thread.contract.ts';

/** The refusals of the acts that one proposes and another confirms: confirming may be refused as the act is. */
export const confirmedActRefusals = [
  ...projectMoneyRefused,
  ...agreementEndRefused,
  ...personActRefused,
  ...organisationActRefused,
  ...recusalCodes,
  ...liftRefused,
] as const;

/** Every feature's procedures under the name its client uses; the wire, the OpenAPI page and the browser's client all come from here. */
export const contract = {
  activation: activationContract,
  disqualification: disqualificationContract,
  disbursement: disbursementContract,
  organisation: organisationContract,
  account: accountContract,
  administration: administrationContract,
  proposal: proposalContractOf(confirmedActRefusals),
  evidence: evidenceContract,
  integrity: integrityContract,
  regime: regimeContract,
  calendar: calendarContract,
  inspection: inspectionContract,
  finding: findingContract,
  draw: drawContract,
  obligation: obligationContract,
  monthlyReport: monthlyReportContract,
  facility: facilityContract,
  agreement: agreementContract,
  plan: planContract,
  supervisionLetter: supervisionLetterContract,
  rectification: rectificationContract,
  score: scoreContract,
  home: homeContract,
  thread: threadContract,
  simulation: simulationContract,
};

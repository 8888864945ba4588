import { activationFamilies } from '#features/activation/activation.cases.ts';
import { agreementFamilies } from '#features/agreement/agreement.cases.ts';
import { ceilingFamilies } from '#features/agreement/agreement.ceiling.cases.ts';
import { calendarFamilies } from '#features/calendar/calendar.cases.ts';
import { gateFamilies } from '#features/disbursement/disbursement.cases.ts';
import { decisionFamilies } from '#features/disbursement/disbursement.decision.cases.ts';
import { settlementFamilies } from '#features/disbursement/disbursement.settlement.cases.ts';
import { stopFamilies } from '#features/disbursement/disbursement.stops.cases.ts';
import { suspensionFamilies } from '#features/disbursement/disbursement.suspension.cases.ts';
import { triggerFamilies } from '#features/disqualification/disqualification.cases.ts';
import { hearingFamilies } from '#features/disqualification/disqualification.hearing.cases.ts';
import { procedureFamilies } from '#features/disqualification/disqualification.procedure.cases.ts';
import { drawFamilies } from '#features/draw/draw.cases.ts';
import { proofFamilies } from '#features/draw/draw.proof.cases.ts';
import { purposeFamilies } from '#features/draw/draw.purpose.cases.ts';
import { evidenceFamilies } from '#features/evidence/evidence.cases.ts';
import { facilityFamilies } from '#features/facility/facility.cases.ts';
import { findingFamilies } from '#features/finding/finding.cases.ts';
import { inspectionFamilies } from '#features/inspection/inspection.cases.ts';
import { methodFamilies } from '#features/inspection/inspection.methods.cases.ts';
import { sheetFamilies } from '#features/inspection/inspection.sheet.cases.ts';
import { visitFamilies } from '#features/inspection/inspection.visit.cases.ts';
import { reportFamilies } from '#features/monthly-report/monthly-report.cases.ts';
import { contentFamilies } from '#features/monthly-report/monthly-report.content.cases.ts';
import { frequencyFamilies } from '#features/obligation/obligation.cases.ts';
import { standingFamilies } from '#features/obligation/obligation.standing.cases.ts';
import { administrationFamilies } from '#features/organisation/organisation.administration.cases.ts';
import { organisationFamilies } from '#features/organisation/organisation.cases.ts';
import { planFamilies } from '#features/plan/plan.cases.ts';
import { proposalFamilies } from '#features/proposal/proposal.cases.ts';
import { deadlineFamilies } from '#features/rectification/rectification.cases.ts';
import { closingFamilies } from '#features/rectification/rectification.closing.cases.ts';
import { latenessFamilies } from '#features/rectification/rectification.lateness.cases.ts';
import { regimeFamilies } from '#features/regime/regime.cases.ts';
import { type FamilyGroup, said } from '#features/regime/regime.family.model.ts';
import { shownFamilies } from '#features/regime/regime.shown.cases.ts';
import { pointsFamilies } from '#features/score/score.cases.ts';
import { recordFamilies } from '#features/score/score.record.cases.ts';
import { totalFamilies } from '#features/score/score.total.cases.ts';
import { letterFamilies } from '#features/supervision-letter/supervision-letter.cases.ts';

/** Every family of rules, in the order in which a project meets them. */
export const familyGroups: readonly FamilyGroup[] = [
  { name: said('制度', 'The regime'), families: [...regimeFamilies, ...activationFamilies] },
  { name: said('提请与确认', 'Proposals'), families: proposalFamilies },
  { name: said('期间与工作日', 'Days and the work calendar'), families: calendarFamilies },
  {
    name: said('小组、方案、合同与站点', 'The group, the plan, contracts and facilities'),
    families: [
      ...organisationFamilies,
      ...administrationFamilies,
      ...planFamilies,
      ...agreementFamilies,
      ...ceilingFamilies,
      ...facilityFamilies,
    ],
  },
  { name: said('应做的检查与报告', 'What is due'), families: [...frequencyFamilies, ...standingFamilies] },
  { name: said('月报', 'Monthly reports'), families: [...reportFamilies, ...contentFamilies] },
  { name: said('抽查', 'Draws'), families: [...drawFamilies, ...purposeFamilies, ...proofFamilies] },
  {
    name: said('检查', 'Inspections'),
    families: [
      ...inspectionFamilies,
      ...visitFamilies,
      ...sheetFamilies,
      ...methodFamilies,
      ...evidenceFamilies,
    ],
  },
  { name: said('问题与督办函', 'Findings and letters'), families: [...findingFamilies, ...letterFamilies] },
  {
    name: said('整改', 'Rectification'),
    families: [...deadlineFamilies, ...latenessFamilies, ...closingFamilies],
  },
  { name: said('评分', 'Scores'), families: [...pointsFamilies, ...totalFamilies, ...recordFamilies] },
  {
    name: said('资金拨付', 'Disbursement'),
    families: [
      ...gateFamilies,
      ...stopFamilies,
      ...suspensionFamilies,
      ...decisionFamilies,
      ...settlementFamilies,
    ],
  },
  {
    name: said('取消承办资格', 'Disqualification'),
    families: [...triggerFamilies, ...procedureFamilies, ...hearingFamilies],
  },
  { name: said('只保存和显示的内容', 'Kept and shown only'), families: shownFamilies },
];

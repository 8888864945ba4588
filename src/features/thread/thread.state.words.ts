import type { Words } from '#kernel/words.ts';
import { agreementEvents, agreementStates, instalmentStates } from '../agreement/agreement.words.ts';
import { decisionStages, disbursementEvents, outcomeWords } from '../disbursement/disbursement.words.ts';
import {
  outcomeWords as caseOutcomeWords,
  caseStateWords,
  disqualificationEvents,
} from '../disqualification/disqualification.words.ts';
import { drawEvents, drawStateWords } from '../draw/draw.words.ts';
import { facilityEvents, facilityPhases } from '../facility/facility.words.ts';
import { findingEvents, findingStateWords } from '../finding/finding.words.ts';
import { inspectionEvents, inspectionStateWords } from '../inspection/inspection.words.ts';
import { monthlyReportEvents, reportStateWords } from '../monthly-report/monthly-report.words.ts';
import { obligationEvents, obligationStateWords } from '../obligation/obligation.words.ts';
import {
  conclusions,
  rectificationEvents,
  rectificationStates,
} from '../rectification/rectification.words.ts';
import { scoreEvents, scoreStateWords } from '../score/score.words.ts';
import { letterEvents, letterStates } from '../supervision-letter/supervision-letter.words.ts';
import type { NodeType } from './thread.model.ts';

type StateWords = Words & { readonly tone?: 'good' | 'busy' | 'warn' | 'bad' | 'plain' };

/** The states of every kind of record, as its own feature says them. */
export const stateWords: Readonly<Record<NodeType, Readonly<Record<string, StateWords>>>> = {
  clause: {},
  obligation: obligationStateWords,
  'monthly-report': reportStateWords,
  draw: drawStateWords,
  inspection: inspectionStateWords,
  finding: findingStateWords,
  'supervision-letter': letterStates,
  rectification: rectificationStates,
  're-inspection': conclusions,
  disqualification: caseStateWords,
  'disqualification-decision': caseOutcomeWords,
  score: scoreStateWords,
  'gate-evaluation': outcomeWords,
  'payment-decision': decisionStages,
  payment: { paid: decisionStages.paid },
  facility: facilityPhases,
  agreement: agreementStates,
  instalment: instalmentStates,
};

/** What happened to any record of the thread. */
export const eventWords: Readonly<Record<string, Words>> = {
  ...agreementEvents,
  ...disbursementEvents,
  ...disqualificationEvents,
  ...drawEvents,
  ...facilityEvents,
  ...findingEvents,
  ...inspectionEvents,
  ...letterEvents,
  ...monthlyReportEvents,
  ...obligationEvents,
  ...rectificationEvents,
  ...scoreEvents,
};

import { runCases } from '#testing/rule-cases.ts';
import { triggerFamilies } from './disqualification.cases.ts';
import { hearingFamilies } from './disqualification.hearing.cases.ts';
import { procedureFamilies } from './disqualification.procedure.cases.ts';

runCases([...triggerFamilies, ...procedureFamilies, ...hearingFamilies]);

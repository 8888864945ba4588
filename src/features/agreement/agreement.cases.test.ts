import { runCases } from '#testing/rule-cases.ts';
import { agreementFamilies } from './agreement.cases.ts';
import { ceilingFamilies } from './agreement.ceiling.cases.ts';

runCases(agreementFamilies);
runCases(ceilingFamilies);

import { runCases } from '#testing/rule-cases.ts';
import { agreementFamilies } from './agreement.cases.ts';

runCases(agreementFamilies);

import { runCases } from '#testing/rule-cases.ts';
import { activationFamilies } from './activation.cases.ts';

runCases(activationFamilies);

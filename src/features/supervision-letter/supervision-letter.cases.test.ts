import { runCases } from '#testing/rule-cases.ts';
import { letterFamilies } from './supervision-letter.cases.ts';

runCases(letterFamilies);

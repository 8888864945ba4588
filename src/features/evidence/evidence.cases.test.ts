import { runCases } from '#testing/rule-cases.ts';
import { evidenceFamilies } from './evidence.cases.ts';

runCases(evidenceFamilies);

import { runCases } from '#testing/rule-cases.ts';
import { findingFamilies } from './finding.cases.ts';

runCases(findingFamilies);

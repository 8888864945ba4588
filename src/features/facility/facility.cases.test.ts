import { runCases } from '#testing/rule-cases.ts';
import { facilityFamilies } from './facility.cases.ts';

runCases(facilityFamilies);

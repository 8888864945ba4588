import { runCases } from '#testing/rule-cases.ts';
import { deadlineFamilies } from './rectification.cases.ts';
import { closingFamilies } from './rectification.closing.cases.ts';
import { latenessFamilies } from './rectification.lateness.cases.ts';

runCases([...deadlineFamilies, ...latenessFamilies, ...closingFamilies]);

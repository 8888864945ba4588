import { runCases } from '#testing/rule-cases.ts';
import { deadlineFamilies } from './rectification.cases.ts';
import { closingFamilies } from './rectification.closing.cases.ts';

runCases([...deadlineFamilies, ...closingFamilies]);

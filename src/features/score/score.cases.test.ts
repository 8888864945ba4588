import { runCases } from '#testing/rule-cases.ts';
import { pointsFamilies } from './score.cases.ts';
import { recordFamilies } from './score.record.cases.ts';
import { totalFamilies } from './score.total.cases.ts';

runCases([...pointsFamilies, ...recordFamilies, ...totalFamilies]);

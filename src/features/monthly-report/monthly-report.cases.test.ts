import { runCases } from '#testing/rule-cases.ts';
import { reportFamilies } from './monthly-report.cases.ts';
import { contentFamilies } from './monthly-report.content.cases.ts';

runCases([...reportFamilies, ...contentFamilies]);

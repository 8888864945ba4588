import { runCases } from '#testing/rule-cases.ts';
import { frequencyFamilies } from './obligation.cases.ts';
import { standingFamilies } from './obligation.standing.cases.ts';

runCases([...frequencyFamilies, ...standingFamilies]);

import { runCases } from '#testing/rule-cases.ts';
import { regimeFamilies } from './regime.cases.ts';
import { shownFamilies } from './regime.shown.cases.ts';

runCases([...regimeFamilies, ...shownFamilies]);

import { runCases } from '#testing/rule-cases.ts';
import { planFamilies } from './plan.cases.ts';

runCases(planFamilies);

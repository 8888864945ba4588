import { runCases } from '#testing/rule-cases.ts';
import { organisationFamilies } from './organisation.cases.ts';

runCases(organisationFamilies);

import { runCases } from '#testing/rule-cases.ts';
import { administrationFamilies } from './organisation.administration.cases.ts';
import { organisationFamilies } from './organisation.cases.ts';

runCases(organisationFamilies);
runCases(administrationFamilies);

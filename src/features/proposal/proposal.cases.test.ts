import { runCases } from '#testing/rule-cases.ts';
import { proposalFamilies } from './proposal.cases.ts';

runCases(proposalFamilies);

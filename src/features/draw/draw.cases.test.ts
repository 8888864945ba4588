import { runCases } from '#testing/rule-cases.ts';
import { drawFamilies } from './draw.cases.ts';
import { proofFamilies } from './draw.proof.cases.ts';
import { purposeFamilies } from './draw.purpose.cases.ts';

runCases([...drawFamilies, ...proofFamilies, ...purposeFamilies]);

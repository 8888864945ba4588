import { runCases } from '#testing/rule-cases.ts';
import { inspectionFamilies } from './inspection.cases.ts';
import { methodFamilies } from './inspection.methods.cases.ts';
import { sheetFamilies } from './inspection.sheet.cases.ts';
import { visitFamilies } from './inspection.visit.cases.ts';

runCases([...inspectionFamilies, ...sheetFamilies, ...visitFamilies, ...methodFamilies]);

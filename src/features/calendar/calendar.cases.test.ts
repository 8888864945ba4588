import { runCases } from '#testing/rule-cases.ts';
import { calendarFamilies } from './calendar.cases.ts';

runCases(calendarFamilies);

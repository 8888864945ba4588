import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { registerRefusals } from '#web/refusal.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import type { calendarContract } from './calendar.contract.ts';
import { calendarEvents, calendarRefusals } from './calendar.words.ts';

export type Contract = typeof calendarContract;
export type CalendarYearView = OutputOf<Contract, 'year'>;

export const api = apiOf<Contract>('calendar');
export const queries = queriesOf<Contract>('calendar');
registerRefusals<Contract>(calendarRefusals);
registerEvents(calendarEvents);

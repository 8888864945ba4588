import type { OutputOf } from '#web/api.ts';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { calendarWords } from './obligation.calendar.words.ts';
import type { obligationContract } from './obligation.contract.ts';

type Month = OutputOf<typeof obligationContract, 'calendar'>;
type Group = Month['groups'][number];
const settledIn = ({ states }: Group): number =>
  (states.fulfilled ?? 0) + (states['fulfilled-late'] ?? 0) + (states.waived ?? 0);

/** What falls due in each town, and what was done. */
export function Towns({ of }: { readonly of: Month }) {
  return (
    <Rows
      items={of.groups}
      columns={townColumns}
      caption={calendarWords.town}
      empty={calendarWords.noTowns}
      rowKey={({ id }) => id ?? 'none'}
    />
  );
}

const townColumns: readonly Column<Group>[] = [
  {
    key: 'name',
    words: calendarWords.whichTown,
    value: ({ name }, { t }) => name ?? t(calendarWords.noTown),
    narrow: 'title',
  },
  { key: 'due', words: calendarWords.dueAll, value: ({ count }) => count, align: 'right', tight: true },
  { key: 'settled', words: calendarWords.settled, value: settledIn, align: 'right', tight: true },
  {
    key: 'open',
    words: calendarWords.open,
    value: ({ states }) => (states.due ?? 0) + (states.upcoming ?? 0),
    align: 'right',
    tight: true,
  },
  {
    key: 'missed',
    words: calendarWords.missed,
    value: ({ states }) => states.missed ?? 0,
    align: 'right',
    tight: true,
  },
  { key: 'visits', words: calendarWords.visits, value: ({ visits }) => visits, align: 'right', tight: true },
  {
    key: 'visited',
    words: calendarWords.visited,
    value: ({ visited }) => visited,
    align: 'right',
    tight: true,
  },
];

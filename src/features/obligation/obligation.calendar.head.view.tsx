import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import type { OutputOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, useSearchParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { calendarWords } from './obligation.calendar.words.ts';
import type { obligationContract } from './obligation.contract.ts';
import { words } from './obligation.words.ts';

type Month = OutputOf<typeof obligationContract, 'calendar'>;
const viewNames = ['month', 'quarter', 'list', 'person', 'town'] as const;
export type View = (typeof viewNames)[number];
export const isView = (text: string | undefined): text is View => viewNames.some((name) => name === text);

/** The month so many months away: `2026-01`, −1 → `2025-12`. */
function monthAway(month: string, away: number): string {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + away;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** Which time, whose, where, and shown how; all of it in the address. */
export function Head({
  view,
  month,
  towns,
}: {
  readonly view: View;
  readonly month: string;
  readonly towns: Month['towns'];
}) {
  const t = useWords();
  const { month: sayMonth } = useFormat();
  const inspects = useMe().organisation.kind !== 'contractor';
  const [, setMonth] = useSearchParam('month');
  const [whose, setWhose] = useSearchParam('mine');
  const [town, setTown] = useSearchParam('town');
  const [, setView] = useSearchParam('view');
  const step = view === 'quarter' ? 3 : 1;
  const nth = Math.ceil(Number(month.slice(5)) / 3);
  const named =
    view === 'quarter' ? t(calendarWords.quarterName, { year: month.slice(0, 4), nth }) : sayMonth(month);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>
            {t(words.calendar)} · {named}
          </h1>
          <p className="soft">{t(calendarWords.intro)}</p>
        </div>
        <div className="page-acts">
          <Button
            icon={<LeftOutlined />}
            aria-label={t(calendarWords.previous)}
            onClick={() => setMonth(monthAway(month, -step))}
          />
          <Button onClick={() => setMonth(undefined)}>{t(words.thisMonth)}</Button>
          <Button
            icon={<RightOutlined />}
            aria-label={t(calendarWords.next)}
            onClick={() => setMonth(monthAway(month, step))}
          />
          <GoButton
            to="/obligations"
            search={{ month, mine: whose === 'yes' ? 'yes' : undefined }}
            words={words.obligations}
          />
        </div>
      </header>
      <div className="calendar-choices">
        <Segmented
          aria-label={t(calendarWords.view)}
          value={view}
          options={viewNames
            .filter((name) => inspects || name !== 'person')
            .map((name) => ({ value: name, label: t(calendarWords[name]) }))}
          onChange={(next) => setView(next === 'month' ? undefined : next)}
        />
        {inspects ? (
          <Segmented
            aria-label={t(words.whose)}
            value={whose === 'yes' ? 'yes' : 'all'}
            options={[
              { value: 'all', label: t(words.wholeCounty) },
              { value: 'yes', label: t(words.onlyMine) },
            ]}
            onChange={(next) => setWhose(next === 'yes' ? 'yes' : undefined)}
          />
        ) : null}
        {towns.length > 0 ? (
          <Select
            aria-label={t(calendarWords.whichTown)}
            value={town ?? ''}
            options={[
              { value: '', label: t(calendarWords.anyTown) },
              ...towns.map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(next) => setTown(next || undefined)}
          />
        ) : null}
      </div>
    </>
  );
}

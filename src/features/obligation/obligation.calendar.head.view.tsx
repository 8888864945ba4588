import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Segmented, Select } from 'antd';
import { monthAway } from '#kernel/epoch-day.ts';
import type { OutputOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, useSearchParam } from '#web/routing.tsx';
import { searchLabels } from '#web/searching.ts';
import { useMe } from '#web/session.tsx';
import { calendarWords } from './obligation.calendar.words.ts';
import type { obligationContract } from './obligation.contract.ts';
import { words } from './obligation.words.ts';

type Month = OutputOf<typeof obligationContract, 'calendar'>;
type Tasks = OutputOf<typeof obligationContract, 'tasks'>;
export const viewNames = ['month', 'quarter', 'list', 'person', 'town'] as const;
export type View = (typeof viewNames)[number];
export const isView = (text: string | undefined): text is View => viewNames.some((name) => name === text);

/** Which time, whose, where, and shown how; all of it in the address. */
export function Head({
  view,
  month,
  towns,
  person,
  people,
}: {
  readonly view: View;
  readonly month: string;
  readonly towns: Month['towns'];
  /** Whose calendar is shown, and whose may be. */
  readonly person?: string | undefined;
  readonly people?: Tasks['people'] | undefined;
}) {
  const t = useWords();
  const { month: sayMonth } = useFormat();
  const inspects = useMe().organisation.kind !== 'contractor';
  const [, setMonth] = useSearchParam('month');
  const [whose, setWhose] = useSearchParam('mine');
  const [town, setTown] = useSearchParam('town');
  const [, setView] = useSearchParam('view');
  const [, setPerson] = useSearchParam('person');
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
          options={viewNames.map((name) => ({ value: name, label: t(calendarWords[name]) }))}
          onChange={(next) => setView(next === 'month' ? undefined : next)}
        />
        {inspects && view !== 'person' && view !== 'town' && (person === undefined || whose === 'yes') ? (
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
        {people && whose !== 'yes' ? (
          <Select
            aria-label={t(calendarWords.person)}
            showSearch={searchLabels}
            value={person ?? ''}
            options={[
              { value: '', label: t(calendarWords.everybody) },
              { value: 'unassigned', label: t(calendarWords.unassigned) },
              ...[...Map.groupBy(people, ({ organisation }) => organisation)].map(([label, own]) => ({
                label,
                options: own.map(({ id, name }) => ({ value: id, label: name })),
              })),
            ]}
            onChange={(next) => setPerson(next || undefined)}
            popupMatchSelectWidth={false}
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

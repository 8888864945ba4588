import { useQuery } from '@tanstack/react-query';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { type Translate, useWords } from '#web/language.tsx';
import { useSearchParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { LastDay } from '#web/ui/due-date.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import type { obligationContract } from './obligation.contract.ts';
import { pastWords as words } from './obligation.past.words.ts';
import { sayPeriod } from './obligation.view.tsx';

type AsKnown = OutputOf<typeof obligationContract, 'asKnown'>;
type Difference = AsKnown['differences'][number];
const queries = queriesOf<typeof obligationContract>('obligation');
const isDay = (text: string | undefined): text is string => /^20\d{2}-\d{2}-\d{2}$/.test(text ?? '');

/** What was due by a day as known then, beside what was due as known now. */
export function AsKnownPage() {
  const t = useWords();
  const today = useToday();
  const [askedOn, setOn] = useSearchParam('on');
  const [askedKnown, setKnown] = useSearchParam('known');
  const on = isDay(askedOn) ? askedOn : today;
  const knownOn = isDay(askedKnown) ? askedKnown : today;
  const query = useQuery(queries.asKnown.queryOptions({ input: { on, knownOn } }));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t(words.title)}</h1>
          <p className="soft">{t(words.intro)}</p>
        </div>
      </header>
      <div className="calendar-choices">
        <label htmlFor="due-on">
          {t(words.on)}{' '}
          <DateInput id="due-on" settledOnly value={on} onChange={(next) => setOn(next ?? undefined)} />
        </label>
        <label htmlFor="known-on">
          {t(words.knownOn)}{' '}
          <DateInput
            id="known-on"
            settledOnly
            value={knownOn}
            onChange={(next) => setKnown(next ?? undefined)}
          />
        </label>
      </div>
      <Loaded query={query}>{(data) => <Compared of={data} />}</Loaded>
    </div>
  );
}

function Compared({ of }: { readonly of: AsKnown }) {
  const t = useWords();
  return (
    <>
      <p>{t(words.counts, { was: of.was, is: of.is, differing: of.differing })}</p>
      {of.differing === 0 ? (
        <Notice tone="good">{t(words.same)}</Notice>
      ) : (
        <Rows items={of.differences} columns={columns} caption={words.title} rowKey={({ key }) => key} />
      )}
    </>
  );
}

const columns: readonly Column<Difference>[] = [
  { key: 'subject', words: words.subject, value: ({ subject }) => subject.name, narrow: 'title' },
  { key: 'duty', words: words.duty, value: ({ name }, { t }) => t(name) },
  { key: 'period', words: words.period, value: ({ period }, tools) => sayPeriod(period, tools.t, tools) },
  {
    key: 'then',
    words: words.was,
    value: ({ was, is }) => <Due of={was} beside={is} otherwise={words.notThen} />,
    tight: true,
  },
  {
    key: 'now',
    words: words.is,
    value: ({ was, is }) => <Due of={is} beside={was} otherwise={words.notNow} />,
    tight: true,
  },
];

/** The day; whom it concerns only where that is what differs. */
function Due({
  of,
  beside,
  otherwise,
}: {
  readonly of: Difference['was'];
  readonly beside: Difference['was'];
  readonly otherwise: Parameters<Translate>[0];
}) {
  const t = useWords();
  if (!of) return <span className="soft">{t(otherwise)}</span>;
  const another = beside !== null && beside.contractorName !== of.contractorName;
  return (
    <>
      <LastDay on={of.dueOn} provisional={of.provisional} />
      {another && of.contractorName ? (
        <>
          <br />
          {of.contractorName}
        </>
      ) : null}
    </>
  );
}

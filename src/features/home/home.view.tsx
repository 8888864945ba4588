import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense } from 'react';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { countyWords, useMe } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { DueDate } from '#web/ui/due-date.tsx';
import { eventWords, registerEvents } from '#web/ui/history.tsx';
import { Loaded, Placeholder } from '#web/ui/loaded.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { IntegrityLine } from '../integrity/integrity.view.tsx';
import type { NodeType } from '../thread/thread.model.ts';
import { stateWords, eventWords as threadEvents } from '../thread/thread.state.words.ts';
import type { homeContract, MovedView, NeedView, SoonView } from './home.contract.ts';
import { SetUpGuide } from './home.guide.view.tsx';
import { maySeeMonth } from './home.policy.ts';
import { needWords, soonWords, words } from './home.words.ts';

const queries = queriesOf<typeof homeContract>('home');
registerEvents(threadEvents);

// The charts and their figures are for some roles only, and never first on the page.
const MonthAtAGlance = lazy(async () => ({
  default: (await import('./home.month.view.tsx')).MonthAtAGlance,
}));

type Home = OutputOf<typeof homeContract, 'read'>;

/** What needs this person today, what falls due, what moved; for those who look after the county, its month. */
export function HomePage() {
  const t = useWords();
  const { day } = useFormat();
  const me = useMe();
  const query = useQuery(queries.read.queryOptions({ input: {} }));
  return (
    <div className="page home">
      <header className="page-head">
        <div>
          <p className="kind">{t(countyWords(me.county))}</p>
          <h1>{t(words.greeting, { name: me.person.name, today: day(me.today) })}</h1>
        </div>
      </header>
      {me.organisation.kind === 'contractor' ? null : <SetUpGuide />}
      <IntegrityLine />
      <Loaded query={query}>{(home) => <Sections home={home} />}</Loaded>
      {maySeeMonth({ organisationKind: me.organisation.kind }) ? (
        <Suspense fallback={<Placeholder lines={8} />}>
          <MonthAtAGlance />
        </Suspense>
      ) : null}
    </div>
  );
}

function Sections({ home }: { readonly home: Home }) {
  const t = useWords();
  return (
    <div className="home-columns">
      <div className="home-main">
        <Section words={words.needs}>
          {home.needs.length === 0 ? (
            <p className="empty">{t(words.nothingNeeds)}</p>
          ) : (
            <Folded at={12}>
              {home.needs.map((item) => (
                <Line key={`${item.kind} ${item.id} ${item.dueOn}`} item={item} what={needWords[item.kind]} />
              ))}
            </Folded>
          )}
          {home.more ? <p className="soft">{t(words.moreNeeds)}</p> : null}
        </Section>
      </div>
      <div className="home-side">
        <Section words={asIs(t(words.soon, { days: home.soonDays }))}>
          {home.soon.length === 0 ? (
            <p className="empty">{t(words.nothingSoon, { days: home.soonDays })}</p>
          ) : (
            <ul className="home-list">
              {home.soon.map((item) => (
                <Line key={`${item.kind} ${item.id} ${item.dueOn}`} item={item} what={soonWords[item.kind]} />
              ))}
            </ul>
          )}
        </Section>
        <MovedSection home={home} />
      </div>
    </div>
  );
}

/** A list whose tail is folded away, so that what stands below it is not pushed off the page. */
function Folded({ at, children }: { readonly at: number; readonly children: readonly ReactNode[] }) {
  const t = useWords();
  const rest = children.slice(at);
  return (
    <>
      <ul className="home-list">{children.slice(0, at)}</ul>
      {rest.length > 0 ? (
        <details className="home-rest">
          <summary>{t(words.showRest, { count: rest.length })}</summary>
          <ul className="home-list">{rest}</ul>
        </details>
      ) : null}
    </>
  );
}

/** One line: what to do, to what, by when. */
function Line({
  item,
  what,
}: {
  readonly item: NeedView | SoonView;
  readonly what: { zh: string; en: string };
}) {
  const t = useWords();
  const { day, month } = useFormat();
  const name = t(item.name);
  return (
    <li>
      <div className="home-line">
        <p>
          <GoTo to={item.path} className="home-what">
            {t(what)}
          </GoTo>
          {item.count > 1 ? <Mark words={asIs(t(words.items, { count: item.count }))} /> : null}
          {item.note ? <Mark words={item.note} tone="warn" /> : null}
        </p>
        <p>
          {/^\d{4}-\d{2}$/.test(name) ? month(name) : name}
          {item.about ? <span className="soft"> · {item.about}</span> : null}
        </p>
      </div>
      <p className="home-when">
        {item.dueOn ? <DueDate on={item.dueOn} provisional={item.provisional} /> : null}
        {!item.dueOn && item.sinceOn ? (
          <span className="soft">{t(words.waitingSince, { on: day(item.sinceOn) })}</span>
        ) : null}
      </p>
    </li>
  );
}

function MovedSection({ home }: { readonly home: Home }) {
  const t = useWords();
  const { instant } = useFormat();
  return (
    <Section
      words={words.moved}
      acts={<span className="soft">{t(words.movedFrom, { since: instant(home.movedSince) })}</span>}
    >
      {home.moved.length === 0 ? (
        <p className="empty">{t(words.nothingMoved)}</p>
      ) : (
        <Folded at={6}>
          {home.moved.map((moved) => (
            <MovedLine key={moved.id} moved={moved} />
          ))}
        </Folded>
      )}
    </Section>
  );
}

function MovedLine({ moved }: { readonly moved: MovedView }) {
  const t = useWords();
  const { instant } = useFormat();
  const states = stateWords[moved.type as NodeType] ?? {};
  return (
    <li>
      <div className="home-line">
        <p>
          <GoTo to={moved.path}>{t(moved.label)}</GoTo>{' '}
          {moved.state ? <StateTag of={states} state={moved.state} /> : null}
        </p>
        {moved.text ? <p className="soft">{moved.text}</p> : null}
        <p>
          {t(eventWords(moved.event))}
          {moved.note ? <span className="soft"> · {moved.note}</span> : null}
          {moved.count > 1 ? (
            <span className="soft"> · {t(words.moreMoved, { count: moved.count - 1 })}</span>
          ) : null}
        </p>
      </div>
      <p className="home-when soft">
        <time dateTime={moved.at}>{instant(moved.at)}</time>
        <span>{[moved.actor, moved.organisation].filter((part) => part).join(' · ')}</span>
      </p>
    </li>
  );
}

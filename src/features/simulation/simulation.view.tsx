import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import type { Words } from '#kernel/words.ts';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { isDay } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { useGo, useSearchParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Loaded, Placeholder } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { simulationContract } from './simulation.contract.ts';
import { simulationRefusals, words } from './simulation.words.ts';

const queries = queriesOf<typeof simulationContract>('simulation');
registerRefusals<typeof simulationContract>(simulationRefusals);

const SimulationResult = lazy(async () => ({
  default: (await import('./simulation.result.view.tsx')).SimulationResult,
}));

type Choice = {
  readonly a: string | undefined;
  readonly b: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
};
type Packs = OutputOf<typeof simulationContract, 'packs'>;

/** 试算: two regimes on the county's own facts. What was chosen stands in the address, so that it can be sent to somebody. */
export function SimulationPage() {
  const t = useWords();
  const packs = useQuery(queries.packs.queryOptions({ input: {} }));
  const [a] = useSearchParam('a');
  const [b] = useSearchParam('b');
  const [from] = useSearchParam('from');
  const [to] = useSearchParam('to');
  const chosen: Choice = { a, b, from, to };
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t(words.simulation)}</h1>
          <p className="soft">{t(words.intro)}</p>
        </div>
      </header>
      <Loaded query={packs}>
        {(data) => (
          <>
            <Chooser key={`${a} ${b} ${from} ${to}`} of={data} chosen={chosen} />
            {a && b && from && to && isDay(from) && isDay(to) ? (
              <Result a={a} b={b} from={from} to={to} />
            ) : (
              <p className="empty">{t(words.choose)}</p>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}

/** The county's own versions as they followed one another. */
const inForce = 'in-force';

/** A pack's key, and the day from which it follows what is in force; without one it is tried for the whole time. */
type Side = { readonly key: string | undefined; readonly day: string };

function sideOf(text: string | undefined): Side {
  const at = text?.lastIndexOf('@') ?? -1;
  const day = at > 0 ? (text?.slice(at + 1) ?? '') : '';
  return isDay(day) ? { key: text?.slice(0, at), day } : { key: text, day: '' };
}

const textOf = ({ key, day }: Side): string | undefined =>
  key === undefined || key === inForce || day === '' ? key : `${key}@${day}`;

/** The year that runs; later where one of the two begins later and follows nothing. */
function firstDays({ items, history }: Packs, sides: readonly Side[], today: string) {
  const begins = sides.flatMap(({ key, day }) =>
    key === inForce || day !== ''
      ? history.slice(0, 1).map(({ fromOn }) => fromOn)
      : items.filter((one) => one.key === key).map(({ inForceFrom }) => inForceFrom),
  );
  const from = [`${today.slice(0, 4)}-01-01`, ...begins].toSorted().at(-1) ?? today;
  const days = sides.flatMap(({ day }) => (day === '' ? [] : [day]));
  const last = [from, ...days].toSorted().at(-1) ?? from;
  return { from, to: `${last.slice(0, 4)}-12-31` };
}

function Chooser({ of, chosen }: { readonly of: Packs; readonly chosen: Choice }) {
  const t = useWords();
  const today = useToday();
  const go = useGo();
  const { items, history } = of;
  const own = history.length > 1 ? inForce : items.find(({ active }) => active)?.key;
  const other = items.find(({ active }) => !active)?.key ?? own;
  const [a, setA] = useState(sideOf(chosen.a ?? own));
  const [b, setB] = useState(sideOf(chosen.b ?? other));
  const usual = firstDays(of, [a, b], today);
  const [from, setFrom] = useState<string | undefined>(chosen.from ?? usual.from);
  const [to, setTo] = useState<string | undefined>(chosen.to ?? usual.to);
  const [missing, setMissing] = useState(false);
  const run = () => {
    const [left, right] = [textOf(a), textOf(b)];
    const days = [a, b].every(({ day }) => day === '' || isDay(day));
    const whole = left && right && days && isDay(from ?? '') && isDay(to ?? '');
    setMissing(!whole);
    if (whole)
      go(`/simulation?${new URLSearchParams({ a: left, b: right, from: from ?? '', to: to ?? '' })}`);
  };
  return (
    <>
      {items.length < 2 ? <Notice>{t(words.onlyOne)}</Notice> : null}
      <form
        className="filters simulation-choice"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <SideChoice words={words.packA} of={of} side={a} set={setA} />
        <SideChoice words={words.packB} of={of} side={b} set={setB} />
        <Labelled words={words.from}>
          {(id) => <DateInput id={id} value={from ?? null} onChange={setFrom} />}
        </Labelled>
        <Labelled words={words.to}>
          {(id) => <DateInput id={id} value={to ?? null} onChange={setTo} />}
        </Labelled>
        <Button type="primary" htmlType="submit" className="simulation-run">
          {t(words.run)}
        </Button>
      </form>
      {missing ? (
        <Notice tone="warn" urgent>
          {t(words.missing)}
        </Notice>
      ) : null}
    </>
  );
}

/** Which regime, and from which day: until then what is in force here goes on, as when it is adopted. */
function SideChoice({
  words: named,
  of: { items, history },
  side,
  set,
}: {
  readonly words: Words;
  readonly of: Packs;
  readonly side: Side;
  readonly set: (side: Side) => void;
}) {
  const t = useWords();
  const sameId = (id: string) => items.filter((one) => one.id === id).length > 1;
  const options = items.map(({ key, id, version, name, active }) => {
    const said = sameId(id) ? t(words.inVersion, { name: t(name), version }) : t(name);
    return { value: key, label: active ? t(words.active, { name: said }) : said };
  });
  if (history.length > 1) options.unshift({ value: inForce, label: t(words.inForceThroughout) });
  const follows = side.key !== inForce && !items.some(({ key, active }) => active && key === side.key);
  return (
    <div className="simulation-side">
      <Labelled words={named}>
        {(id) => (
          <Select
            id={id}
            value={side.key ?? null}
            options={options}
            onChange={(key: string) => set({ key, day: '' })}
            popupMatchSelectWidth={false}
          />
        )}
      </Labelled>
      {follows || side.day !== '' ? (
        <Labelled words={words.fromDay}>
          {(id) => (
            <DateInput id={id} value={side.day} onChange={(day) => set({ ...side, day: day ?? '' })} />
          )}
        </Labelled>
      ) : null}
    </div>
  );
}

function Labelled({
  words: said,
  children,
}: {
  readonly words: Words;
  readonly children: (id: string) => ReactNode;
}) {
  const t = useWords();
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{t(said)}</label>
      {children(id)}
    </div>
  );
}

function Result({ a, b, from, to }: { a: string; b: string; from: string; to: string }) {
  const query = useQuery(queries.run.queryOptions({ input: { a, b, fromOn: from, toOn: to } }));
  return (
    <Loaded query={query}>
      {(view) => (
        <Suspense fallback={<Placeholder lines={8} />}>
          <SimulationResult view={view} />
        </Suspense>
      )}
    </Loaded>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { queriesOf } from '#web/api.ts';
import { isDay } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { useGo, useSearchParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Loaded, Placeholder } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { PackHead, simulationContract } from './simulation.contract.ts';
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
        {({ items }) => (
          <>
            <Chooser key={`${a} ${b} ${from} ${to}`} packs={items} chosen={chosen} />
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

/** The year that runs; later where one of the two begins later. */
function firstDays(packs: readonly PackHead[], keys: readonly (string | undefined)[], today: string) {
  const year = today.slice(0, 4);
  const begins = packs.filter(({ key }) => keys.includes(key)).map(({ inForceFrom }) => inForceFrom);
  const from = [`${year}-01-01`, ...begins].toSorted().at(-1) ?? `${year}-01-01`;
  return { from, to: `${from.slice(0, 4)}-12-31` };
}

function Chooser({ packs, chosen }: { readonly packs: readonly PackHead[]; readonly chosen: Choice }) {
  const t = useWords();
  const today = useToday();
  const go = useGo();
  const own = packs.find(({ active }) => active)?.key;
  const other = packs.find(({ active }) => !active)?.key ?? own;
  const [a, setA] = useState(chosen.a ?? own);
  const [b, setB] = useState(chosen.b ?? other);
  const usual = firstDays(packs, [a, b], today);
  const [from, setFrom] = useState<string | undefined>(chosen.from ?? usual.from);
  const [to, setTo] = useState<string | undefined>(chosen.to ?? usual.to);
  const [missing, setMissing] = useState(false);
  const sameId = (id: string) => packs.filter((one) => one.id === id).length > 1;
  const options = packs.map(({ key, id, version, name, active }) => {
    const said = sameId(id) ? t(words.inVersion, { name: t(name), version }) : t(name);
    return { value: key, label: active ? t(words.active, { name: said }) : said };
  });
  const run = () => {
    const whole = a && b && isDay(from ?? '') && isDay(to ?? '');
    setMissing(!whole);
    if (whole) go(`/simulation?${new URLSearchParams({ a, b, from: from ?? '', to: to ?? '' })}`);
  };
  return (
    <>
      {packs.length < 2 ? <Notice>{t(words.onlyOne)}</Notice> : null}
      <form
        className="filters simulation-choice"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Labelled words={words.packA}>
          {(id) => (
            <Select
              id={id}
              value={a ?? null}
              options={options}
              onChange={setA}
              popupMatchSelectWidth={false}
            />
          )}
        </Labelled>
        <Labelled words={words.packB}>
          {(id) => (
            <Select
              id={id}
              value={b ?? null}
              options={options}
              onChange={setB}
              popupMatchSelectWidth={false}
            />
          )}
        </Labelled>
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

function Labelled({
  words: said,
  children,
}: {
  readonly words: { readonly zh: string; readonly en: string };
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

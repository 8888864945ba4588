import { useQuery } from '@tanstack/react-query';
import { found } from '#kernel/fold.ts';
import { type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, useSearchParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { SearchInput } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import type { regimeContract, ValueView } from './regime.contract.ts';
import { valueGroups } from './regime.model.ts';
import { groupWords, levelWords, valuesWords as words } from './regime.values.words.ts';
import { Retired } from './regime.view.tsx';
import { numberWords, words as regimeWords, unitWordsOf } from './regime.words.ts';

const queries = queriesOf<typeof regimeContract>('regime');

type Values = OutputOf<typeof regimeContract, 'values'>;

/** What was the deadline for a serious finding on a day, and why: every number with its date, its source and the layer that says it. */
export function RegimeValuesPage() {
  const t = useWords();
  const today = useToday();
  const [on = today, setOn] = useSearchParam('on');
  const [search = '', setSearch] = useSearchParam('search');
  const query = useQuery(queries.values.queryOptions({ input: { on } }));
  return (
    <div className="page pack">
      <header className="page-head">
        <div>
          <p className="kind">
            <GoTo to="/regime">{t(regimeWords.regime)}</GoTo>
          </p>
          <h1>{t(words.title)}</h1>
          <p className="soft">{t(words.lead)}</p>
        </div>
      </header>
      <div className="pack-asked">
        <div>
          <label htmlFor="pack-on">{t(words.on)}</label>
          <DateInput id="pack-on" value={on} settledOnly onChange={(day) => setOn(day ?? undefined)} />
        </div>
        <div>
          <label htmlFor="pack-search">{t(words.search)}</label>
          <SearchInput
            id="pack-search"
            value={search === '' ? undefined : search}
            hint={words.searchHint}
            change={setSearch}
          />
        </div>
      </div>
      <Loaded query={query}>{(values) => <Answer values={values} search={search} />}</Loaded>
    </div>
  );
}

function Answer({ values, search }: { readonly values: Values; readonly search: string }) {
  const t = useWords();
  const { day } = useFormat();
  const shown = values.values.filter((value) => fits(value, search));
  return (
    <>
      <Layers of={values} />
      {values.comesOn === null ? null : (
        <p className="pack-before">{t(words.comes, { version: values.version, comesOn: values.comesOn })}</p>
      )}
      {values.on < values.inForceFrom ? (
        <p className="pack-before">{t(words.before, { from: day(values.inForceFrom) })}</p>
      ) : null}
      {shown.length === 0 ? <p className="soft">{t(words.nothing)}</p> : null}
      {valueGroups.map((group) => {
        const of = shown.filter((value) => value.group === group);
        return of.length === 0 ? null : (
          <section key={group} className="pack-group">
            <h2>
              {t(groupWords[group])} <span className="soft small">{of.length}</span>
            </h2>
            <ul>
              {of.map((value) => (
                <Value key={value.key} value={value} layers={values.layers} asked={values.on} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** Every word of the search somewhere in what the value is called, in either language, or in its place in the file. */
function fits({ key, owner, name }: ValueView, search: string): boolean {
  const said = [key, owner?.zh, owner?.en, name?.zh, name?.en].join(' ');
  return search.split(/\s+/).every((word) => found(word, said));
}

function Layers({ of }: { readonly of: Values }) {
  const t = useWords();
  if (of.layers.length === 0) return null;
  return (
    <ol className="pack-layers" aria-label={t(words.layers)}>
      {of.layers.map((layer) => (
        <li key={layer.id}>
          <span className="soft small">{t(levelWords[layer.level])}</span>
          <strong>{t(layer.name)}</strong>
          <span className="soft small">
            {layer.file} · {layer.version}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Value({
  value,
  layers,
  asked,
}: {
  readonly value: ValueView;
  readonly layers: Values['layers'];
  readonly asked: string;
}) {
  const t = useWords();
  const { day } = useFormat();
  const say = useValueText(value.unit);
  const { inForce, said, overrides, history } = value;
  const name = value.name ?? numberWords[value.key.split('.').at(-1) ?? ''];
  const layerName = (id: string) => {
    const layer = layers.find((one) => one.id === id);
    return layer ? t(levelWords[layer.level]) : id;
  };
  const local = (mark: 'text' | 'local-supplement') =>
    mark === 'local-supplement' ? <Mark words={regimeWords.localSupplement} tone="warn" /> : null;
  return (
    <li className="pack-value">
      <div className="pack-what">
        {value.owner ? <span>{t(value.owner)}</span> : null}
        <Retired on={value.retiredOn} asked={asked} />
        <strong>{name ? t(name) : value.key}</strong>
        <code className="soft small">{value.key}</code>
      </div>
      <div className="pack-figure">
        {inForce ? (
          <>
            <span className="pack-number">{say(inForce.value)}</span> {local(inForce.mark)}
            <p className="soft small">
              {inForce.until
                ? t(words.fromUntil, { from: day(inForce.from), until: day(inForce.until) })
                : t(words.from, { from: day(inForce.from) })}
            </p>
          </>
        ) : (
          <span className="soft">{t(words.notYet)}</span>
        )}
        {history.length > 1 ? (
          <p className="soft small">
            {t(words.history)}{' '}
            {history.map((one) => `${day(one.from)} ${say(one.value)}`).join(t(words.comma))}
          </p>
        ) : null}
      </div>
      <div className="pack-why">
        {inForce?.sources.map((source) => (
          <p key={`${source.clauseId} ${source.mark}`}>
            <GoTo to={`/thread/clause/${source.clauseId}`}>
              {source.clauseInstrument ? `${t(source.clauseInstrument)} ` : ''}
              {source.clauseNumber}
            </GoTo>{' '}
            {inForce.sources.length > 1 ? local(source.mark) : null}
            {source.quote ? <q lang="zh-CN">{source.quote}</q> : null}
            {source.instrument && !source.clauseInstrument ? (
              <span className="soft small">
                {source.instrument} {source.article}
              </span>
            ) : null}
            {source.note ? <span className="soft small">{t(source.note)}</span> : null}
          </p>
        ))}
        {said ? (
          <p className="soft small">
            {t(words.saidBy, {
              layer: layerName(said.layer),
              file: `${said.layer}.yaml`,
              line: String(said.line),
            })}
            {overrides.map((under) => (
              <span key={under.layer} className="pack-over">
                {t(under.value === null ? words.overridesPart : words.overrides, {
                  layer: layerName(under.layer),
                  value: under.value === null ? '' : say(under.value),
                  file: `${under.layer}.yaml`,
                  line: String(under.line),
                })}
              </span>
            ))}
          </p>
        ) : null}
      </div>
    </li>
  );
}

function useValueText(unit: string | null): (value: number) => string {
  const t = useWords();
  const { number, percent, yuan } = useFormat();
  if (unit === 'share') return percent;
  if (unit === 'fen') return yuan;
  return (value) => {
    const said = unitWordsOf(unit, value);
    return `${number(value)}${said ? ` ${t(said).trim()}` : ''}`;
  };
}

import { useQuery } from '@tanstack/react-query';
import { Input, Segmented } from 'antd';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import type { InputOf, OutputOf } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { useGo, usePathParam } from '#web/routing.tsx';
import { asIs } from '#web/told.ts';
import { Act } from '#web/ui/act.tsx';
import { buttonClass } from '#web/ui/button.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field, FieldList, FieldRow, FormPage, Lines, useFields } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FactGrid, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { api, type CalendarYearView, type Contract, queries } from './calendar.client.view.tsx';
import { Arrangement, stretchesOf, TwelveMonths } from './calendar.view.tsx';
import { usualHolidays, words } from './calendar.words.ts';

type Source = InputOf<Contract, 'preview'>;
type Preview = OutputOf<Contract, 'preview'>;
type Move = Preview['moves'][number];
type Typed = { notice: Content };
type Content = Omit<NonNullable<Source['notice']>, 'year'>;

/** What the notice says, as questions. */
function ContentFields({ at = [] }: { readonly at?: readonly string[] }) {
  return (
    <>
      <FieldList
        name={[...at, 'notices']}
        words={words.notices}
        add={words.addNotice}
        initial=""
        atLeast={1}
        atMost={6}
      >
        {(item) => (
          <Field name={item} words={words.notice} hint={words.noticeHint} required>
            <Input maxLength={200} />
          </Field>
        )}
      </FieldList>
      <FieldList
        name={[...at, 'holidays']}
        words={words.holidays}
        add={words.addHoliday}
        atLeast={1}
        atMost={40}
      >
        {(item) => (
          <FieldRow>
            <Field name={[item, 'name']} words={words.holidayName} required>
              <Input maxLength={40} />
            </Field>
            <Field name={[item, 'fromOn']} words={words.fromOn} required>
              <DateInput />
            </Field>
            <Field name={[item, 'toOn']} words={words.toOn} required>
              <DateInput />
            </Field>
          </FieldRow>
        )}
      </FieldList>
      <FieldList
        name={[...at, 'makeUpWorkdays']}
        words={words.makeUpWorkdays}
        add={words.addMakeUp}
        initial=""
        atMost={40}
      >
        {(item) => (
          <Field name={item} words={words.makeUpDay} required>
            <DateInput />
          </Field>
        )}
      </FieldList>
    </>
  );
}

/** 导入年度放假安排: typed from the notice or as a file, looked at first, then confirmed. */
export function CalendarImport() {
  const query = useQuery(queries.read.queryOptions({ input: {} }));
  return <Loaded query={query}>{({ nextYear }) => <ImportForm year={nextYear} />}</Loaded>;
}

function ImportForm({ year }: { readonly year: number }) {
  const t = useWords();
  const go = useGo();
  const [how, setHow] = useState<'typed' | 'file'>('typed');
  const [seen, setSeen] = useState<{ source: Source; preview: Preview } | null>(null);
  const look = async (source: Source) => ({ source, preview: await api.preview(source) });
  const cancel = () => go('/work-calendar');
  return (
    <div className="page form-page">
      <header className="page-head">
        <h1>
          {t(words.importTitle)} · {t(words.yearOf, { year: String(year) })}
        </h1>
        <Segmented
          aria-label={t(words.how)}
          value={how}
          options={[
            { value: 'typed', label: t(words.typed) },
            { value: 'file', label: t(words.file) },
          ]}
          onChange={(next) => {
            setHow(next === 'file' ? 'file' : 'typed');
            setSeen(null);
          }}
        />
      </header>
      {how === 'typed' ? (
        <FormPage
          key="typed"
          bare
          initial={{
            notice: {
              notices: [''],
              holidays: usualHolidays.map((name) => ({ name, fromOn: '', toOn: '' })),
              makeUpWorkdays: [],
            },
          }}
          submit={({ notice }: Typed) => look({ notice: { year, ...notice } })}
          done={setSeen}
          submitWords={words.preview}
          sentWords={words.previewed}
          cancel={cancel}
        >
          <ContentFields at={['notice']} />
        </FormPage>
      ) : (
        <FormPage
          key="file"
          bare
          initial={{}}
          submit={({ file }: { file: string }) => look({ file })}
          done={setSeen}
          submitWords={words.preview}
          sentWords={words.previewed}
          cancel={cancel}
        >
          <FileChooser />
          <Field name="file" words={words.fileText} hint={words.fileHint} required>
            <Lines maxLength={100_000} rows={12} />
          </Field>
        </FormPage>
      )}
      {seen ? <Previewed source={seen.source} of={seen.preview} /> : null}
    </div>
  );
}

/** Puts a file's text into the field, where it can be read before it is sent. */
function FileChooser() {
  const t = useWords();
  const fields = useFields();
  const chooser = useRef<HTMLInputElement>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    if (chosen) fields.set('file', await chosen.text());
    event.target.value = '';
  };
  return (
    <p className="file-chooser">
      <button type="button" className={buttonClass({})} onClick={() => chooser.current?.click()}>
        {t(words.chooseFile)}
      </button>
      <input
        ref={chooser}
        type="file"
        accept=".yaml,.yml,.json"
        hidden
        aria-label={t(words.chooseFile)}
        onChange={(event) => void read(event)}
      />
    </p>
  );
}

const moveColumns: readonly Column<Move>[] = [
  { key: 'name', words: words.whichDeadline, value: ({ name }, { t }) => t(name), narrow: 'title' },
  { key: 'before', words: words.before, value: ({ before }, { day }) => day(before), tight: true },
  {
    key: 'after',
    words: words.after,
    value: ({ before, after, passed }, { day, t }) =>
      before === after ? (
        <span className="soft">
          {day(after)} · {t(passed ? words.alreadyPassed : words.stays)}
        </span>
      ) : (
        <strong>{day(after)}</strong>
      ),
  },
];

/** What the import would do, and the act itself. It sends what was looked at, not what was typed since. */
function Previewed({ source, of }: { readonly source: Source; readonly of: Preview }) {
  const t = useWords();
  const go = useGo();
  const shown = useRef<HTMLElement>(null);
  // The form above is long: what was asked for is brought into view, each time it is asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new preview is what it waits for
  useEffect(() => {
    shown.current?.scrollIntoView({ block: 'start' });
    shown.current?.focus({ preventScroll: true });
  }, [of]);
  const moved = of.moves.filter(({ before, after }) => before !== after).length;
  const title = asIs(t(words.previewOf, { year: String(of.year) }));
  return (
    <section ref={shown} tabIndex={-1} className="year-preview">
      <Section words={title}>
        <Notice>{t(words.nothingYet)}</Notice>
        <FactGrid
          of={[
            { words: words.workingDays, value: t(words.dayCount, { count: of.workingDays }) },
            { words: words.restDays, value: t(words.dayCount, { count: of.restDays }) },
            { words: words.notices, value: of.notices.join('; '), wide: true },
          ]}
        />
        <Notice tone={moved > 0 ? 'warn' : 'info'}>
          {of.moves.length === 0 ? t(words.noMoves) : t(words.movesOf, { count: of.moves.length, moved })}
        </Notice>
        {of.moves.length > 0 ? (
          <Rows
            items={of.moves}
            columns={moveColumns}
            caption={title}
            open={({ type, id: at }) =>
              type === 'rectification' ? `/rectifications/${at}` : `/obligations/${at}`
            }
          />
        ) : null}
        <TwelveMonths of={of} />
        <Arrangement of={of} />
        <div className="form-acts">
          <Act
            name="import"
            may={{ import: true }}
            words={words.confirm}
            consequence={words.confirmMeans}
            facts={{ year: String(of.year) }}
            primary
            perform={(_, id) => api.importYear({ id, ...source })}
            done={() => go(`/work-calendar?year=${of.year}`)}
          />
          <span className="soft">{t(words.changedSince)}</span>
        </div>
      </Section>
    </section>
  );
}

/** 修改本年: what is announced anew, or was entered wrongly; with a reason. */
export function CalendarAmend() {
  const year = usePathParam('year');
  const query = useQuery(queries.year.queryOptions({ input: { year } }));
  return <Loaded query={query}>{(data) => <AmendForm of={data} reload={() => query.refetch()} />}</Loaded>;
}

function AmendForm({
  of,
  reload,
}: {
  readonly of: CalendarYearView;
  readonly reload: () => Promise<unknown>;
}) {
  const t = useWords();
  const go = useGo();
  const year = String(of.year);
  const back = () => go(`/work-calendar?year=${year}`);
  return (
    <FormPage
      title={asIs(t(words.amendTitle, { year }))}
      intro={
        <>
          <p>{t(words.amendMeans)}</p>
          <p>
            <Mark words={of.origin === 'shipped' ? words.shipped : words.announced} />
          </p>
        </>
      }
      initial={{
        notices: of.notices,
        holidays: of.holidays.flatMap(({ name, days }) =>
          stretchesOf(days).map(([fromOn, toOn]) => ({ name, fromOn, toOn })),
        ),
        makeUpWorkdays: of.makeUpWorkdays,
      }}
      basedOn={of.version}
      reload={reload}
      submit={(values: Content & { reason: string }, basedOn) => api.amendYear({ year, basedOn, ...values })}
      done={back}
      submitWords={words.save}
      cancel={back}
    >
      <ContentFields />
      <Field name="reason" words={words.reason} required>
        <Lines maxLength={2000} />
      </Field>
    </FormPage>
  );
}

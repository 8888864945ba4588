import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Temporal } from '#kernel/temporal.ts';
import { useFormat } from '#web/format.ts';
import { keep, kept } from '#web/keeping.ts';
import { useWords } from '#web/language.tsx';
import { Act } from '#web/ui/act.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { methodWords, standardWords } from '../regime/regime.words.ts';
import { api, nameItems, queries } from './inspection.calls.view.tsx';
import type { SheetView } from './inspection.contract.ts';
import {
  type Asked,
  type Draft,
  emptyDraft,
  emptyMethod,
  type Gap,
  gapsOf,
  type Part,
  readDraft,
  submissionOf,
} from './inspection.draft.rules.ts';
import { EndPart, ItemsPart, VerdictsPart } from './inspection.items.view.tsx';
import { MethodsPart } from './inspection.methods.view.tsx';
import type { PartProps } from './inspection.part.view.tsx';
import { FindingsPart } from './inspection.raise.view.tsx';
import { FiguresPart, OpenFindings, VisitPart } from './inspection.visit.view.tsx';
import { askedWords, gapWords, words } from './inspection.words.ts';

const steps = {
  visit: words.stepVisit,
  items: words.stepItems,
  figures: words.stepFigures,
  methods: words.stepMethods,
  findings: words.stepFindings,
  verdicts: words.stepVerdicts,
  end: words.stepEnd,
} as const satisfies Record<Part, unknown>;
const parts = Object.keys(steps) as Part[];

/** The sheet, as the lead fills it in where he stands. */
export function InspectionSheet({ id }: { readonly id: string }) {
  // Once it is handed in there is no sheet to ask for; the record takes its place.
  const handedIn = useRef(false);
  const query = useQuery({
    ...queries.sheet.queryOptions({ input: { id } }),
    enabled: () => !handedIn.current,
  });
  const done = useCallback(() => {
    handedIn.current = true;
  }, []);
  return <Loaded query={query}>{(sheet) => <SheetForm key={id} sheet={sheet} done={done} />}</Loaded>;
}

const keepAfterMilliseconds = 300;

/** What is typed stays on this device until it is handed in, whatever happens to the page. */
function useDraft(sheet: SheetView) {
  const name = `sheet.${sheet.id}`;
  const [draft, setDraft] = useState<Draft>(() => readDraft(kept(name)) ?? firstDraft(sheet));
  const [savedAt, setSavedAt] = useState<string | null | undefined>(undefined);
  const latest = useRef(draft);
  latest.current = draft;
  const handedIn = useRef(false);
  const save = useCallback(() => {
    if (handedIn.current) return;
    const text = JSON.stringify(latest.current);
    keep(name, text);
    setSavedAt(kept(name) === text ? nowInstant() : null);
  }, [name]);
  const touched = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the draft starts the wait anew
  useEffect(() => {
    if (!touched.current) return;
    const waiting = setTimeout(save, keepAfterMilliseconds);
    return () => clearTimeout(waiting);
  }, [draft, save]);
  useEffect(() => {
    // A phone may drop the page at once; what was typed last must not wait.
    const leave = () => {
      if (touched.current) save();
    };
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      leave();
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
    };
  }, [save]);
  const change = useCallback((next: (before: Draft) => Partial<Draft>) => {
    touched.current = true;
    setDraft((before) => ({ ...before, ...next(before) }));
  }, []);
  const clear = useCallback(
    (why: 'handed-in' | 'discarded') => {
      touched.current = false;
      handedIn.current = why === 'handed-in';
      keep(name, undefined);
      setSavedAt(undefined);
      if (why === 'discarded') setDraft(firstDraft(sheet));
    },
    [name, sheet],
  );
  return { draft, change, savedAt, clear };
}

/** 日常监督检查以实地检查、抽查为主: in a facility a site visit is what is begun with. */
const firstDraft = (sheet: SheetView): Draft => ({
  ...emptyDraft,
  methods: sheet.subject.facility ? { 'site-visit': emptyMethod } : {},
});

const nowInstant = (): string =>
  Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString();

function SheetForm({ sheet, done }: { readonly sheet: SheetView; readonly done: () => void }) {
  const t = useWords();
  const { draft, change, savedAt, clear } = useDraft(sheet);
  useEffect(() => nameItems(sheet.items), [sheet.items]);
  const gaps = useMemo(() => gapsOf(sheet satisfies Asked, draft), [sheet, draft]);
  const props: PartProps = { sheet, draft, change, now: nowInstant };
  const answered = sheet.items.filter(({ id }) => draft.items[id]?.result).length;
  return (
    <div className="sheet-form">
      <nav className="steps" aria-label={t(words.sheetSteps)}>
        {parts.map((part) => {
          const missing = gaps.filter((gap) => gap.part === part).length;
          return (
            <button
              key={part}
              type="button"
              className={missing === 0 ? 'done' : undefined}
              onClick={() => jumpTo(`part-${part}`)}
            >
              {t(steps[part])}
              {missing > 0 ? <span className="missing">{missing}</span> : null}
            </button>
          );
        })}
      </nav>
      <VisitPart {...props} />
      <ItemsPart {...props} />
      <FiguresPart {...props} />
      <MethodsPart {...props} />
      <FindingsPart {...props} />
      <VerdictsPart {...props} />
      <EndPart {...props} />
      <Gaps of={gaps} sheet={sheet} />
      <div>
        <Act
          name="discard"
          may={{ discard: savedAt !== undefined && savedAt !== null }}
          words={words.discard}
          consequence={words.discardMeans}
          danger
          perform={async () => clear('discarded')}
        />
      </div>
      <div className="sheet-bar">
        <span>
          {t(words.answered, { done: answered, all: sheet.items.length })} <Saved at={savedAt} />
        </span>
        <span className="sheet-bar-acts">
          {gaps.length > 0 ? (
            <Button type="primary" onClick={() => jumpTo('gaps')}>
              {t(words.submit)} ({gaps.length})
            </Button>
          ) : null}
          <Act
            name="submit"
            may={{ submit: gaps.length === 0 }}
            words={words.submit}
            consequence={words.submitMeans}
            primary
            perform={async () => {
              await api.submit({ id: sheet.id, basedOn: sheet.version, ...forTheWire(sheet, draft) });
              clear('handed-in');
              done();
            }}
          />
        </span>
      </div>
    </div>
  );
}

/** The contract's arrays are its own to change; ours are read only. */
function forTheWire(sheet: SheetView, draft: Draft) {
  const told = submissionOf(sheet, draft);
  return {
    ...told,
    methods: told.methods.map((method) => ({ ...method, evidence: [...method.evidence] })),
    items: told.items.map((item) => ({ ...item, evidence: [...item.evidence] })),
    figures: [...told.figures],
    findings: told.findings.map((finding) => ({
      ...finding,
      dimensions: [...finding.dimensions],
      evidence: [...finding.evidence],
    })),
  };
}

function Saved({ at }: { readonly at: string | null | undefined }) {
  const t = useWords();
  const { time } = useFormat();
  if (at === undefined) return null;
  if (at === null) return <span className="warn">{t(words.notKept)}</span>;
  return <span className="soft">{t(words.savedHere, { time: time(at).slice(0, 5) })}</span>;
}

/** Brings a part of the sheet into view and puts the keyboard on its first control. */
export function jumpTo(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  target.scrollIntoView({ block: 'start', behavior: 'smooth' });
  target.querySelector<HTMLElement>('input, textarea, select, button')?.focus({ preventScroll: true });
}

/** Everything that is missing, in one list, each a way to its place. */
function Gaps({ of, sheet }: { readonly of: readonly Gap[]; readonly sheet: SheetView }) {
  const t = useWords();
  if (of.length === 0) return <span id="gaps" />;
  const nameOf = ({ part, key }: Gap): string => {
    if (part === 'items') return nameIn(sheet.items, key, ({ name }) => t(name));
    if (part === 'figures') {
      const line = sheet.figures.find(({ lineKey }) => lineKey === key);
      return line?.content || line?.task || '';
    }
    if (part === 'methods') return key ? t(methodWords[key as keyof typeof methodWords]) : '';
    if (part === 'verdicts') return t(standardWords[key as keyof typeof standardWords]);
    return key;
  };
  const placeOf = ({ part, key }: Gap): string =>
    key && (part === 'items' || part === 'figures') ? `${part}-${key}` : `part-${part}`;
  return (
    <section id="gaps" className="gaps">
      <h2>{t(words.gapsTitle, { count: of.length })}</h2>
      <ul>
        {of.map((gap) => (
          <li key={`${gap.part} ${gap.kind} ${gap.key}`}>
            <button type="button" className="link" onClick={() => jumpTo(placeOf(gap))}>
              {t(steps[gap.part])}：
              {t(gapWords[gap.kind], {
                name: nameOf(gap),
                asked: (gap.asked ?? []).map((one) => t(askedWords[one])),
              })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const nameIn = <Item extends { readonly id: string }>(
  items: readonly Item[],
  id: string,
  name: (item: Item) => string,
): string => {
  const item = items.find((one) => one.id === id);
  return item ? name(item) : id;
};

/** What the other members may read beforehand: what will be looked at, what was reported, what is still open. */
export function SheetPreview({ id }: { readonly id: string }) {
  const t = useWords();
  const query = useQuery(queries.sheet.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {(sheet) => (
        <>
          <OpenFindings of={sheet} />
          <Section words={words.items}>
            <ul className="answers">
              {sheet.items.map((item) => (
                <li key={item.id}>
                  <strong>{t(item.name)}</strong>
                  <p className="soft">{t(item.guidance)}</p>
                </li>
              ))}
            </ul>
          </Section>
          {sheet.figures.length > 0 ? (
            <Section words={words.figures}>
              <Rows
                items={sheet.figures}
                caption={words.figures}
                rowKey={({ lineKey }) => lineKey}
                columns={[
                  {
                    key: 'task',
                    words: words.line,
                    value: ({ content, task }) => content || task,
                    narrow: 'title',
                  },
                  {
                    key: 'reported',
                    words: words.reported,
                    value: ({ total, unit, period }, { number, month }) =>
                      total === null || period === null
                        ? t(words.never)
                        : `${number(total)} ${unit} · ${t(words.reportOf, { period: month(period) })}`,
                  },
                ]}
              />
            </Section>
          ) : null}
        </>
      )}
    </Loaded>
  );
}

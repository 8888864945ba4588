import { PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useWords } from '#web/language.tsx';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import { LabelId } from '#web/ui/field.tsx';
import { Choice, Lines } from '#web/ui/form-page.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { dimensionWords, standardWords } from '../regime/regime.words.ts';
import { type Draft, failingOf, type ItemDraft, itemOf, withItem } from './inspection.draft.rules.ts';
import type { ItemResult, PresentOutcome, Verdict } from './inspection.model.ts';
import { Labelled, PartFrame, type PartProps, useUploads } from './inspection.part.view.tsx';
import { FindingEditor, type SheetItem, useRaise } from './inspection.raise.view.tsx';
import { outcomeWords, resultWords, verdictWords, words } from './inspection.words.ts';

/** Every point, by the standard it answers to. */
export function ItemsPart({ sheet, draft, change }: PartProps) {
  const t = useWords();
  const standards = [...new Set(sheet.items.map(({ standard }) => standard))];
  return (
    <PartFrame part="items" words={words.items}>
      {standards.map((standard) => (
        <div key={standard} className="ask-group">
          <h3>{t(standardWords[standard])}</h3>
          <ul className="asks">
            {sheet.items
              .filter((item) => item.standard === standard)
              .map((item) => (
                <ItemAsk key={item.id} of={item} sheet={sheet} draft={draft} change={change} />
              ))}
          </ul>
        </div>
      ))}
    </PartFrame>
  );
}

function ItemAsk({
  of,
  sheet,
  draft,
  change,
}: Pick<PartProps, 'sheet' | 'draft' | 'change'> & { readonly of: SheetItem }) {
  const t = useWords();
  const told = itemOf(draft, of.id);
  const upload = useUploads(draft, change);
  const [adding, setAdding] = useState(told.evidence.length > 0);
  const raise = useRaise(sheet, change);
  const set = (next: Partial<ItemDraft>) => change((before) => withItem(before, of.id, next));
  const own = draft.findings.filter(({ itemId }) => itemId === of.id);
  const wanting = told.result === 'partly' || told.result === 'fails';
  const showEvidence = wanting || adding || told.evidence.length > 0;
  const answer = (result: ItemResult) => {
    set({ result });
    if (result === 'fails' && own.length === 0) raise(of, told);
  };
  return (
    <li id={`items-${of.id}`} className={`ask${told.result ? ` ask-${resultWords[told.result].tone}` : ''}`}>
      <div className="ask-head">
        <h4>{t(of.name)}</h4>
        <span className="soft small">
          {of.dimensions.map((dimension) => t(dimensionWords[dimension])).join(' · ')}
        </span>
      </div>
      <p className="soft small guidance">{t(of.guidance)}</p>
      <Answers of={of} value={told.result} choose={answer} />
      {told.result === null || told.result === 'conforms' ? null : (
        <Labelled
          words={told.result === 'not-applicable' ? words.whyNotApplicable : words.fact}
          {...(wanting ? { hint: words.factHint } : {})}
        >
          {(id) => (
            <Lines
              id={id}
              rows={2}
              maxLength={2000}
              value={told.fact}
              onChange={(text) => set({ fact: text ?? '' })}
            />
          )}
        </Labelled>
      )}
      {showEvidence ? (
        <div className="labelled">
          <span>
            {t(words.evidence)}{' '}
            {wanting && of.evidenceRequired ? <Mark words={words.required} tone="warn" /> : null}
          </span>
          <EvidenceUpload compact {...upload(told.evidence, (evidence) => set({ evidence }))} />
        </div>
      ) : null}
      {own.map((finding) => (
        <FindingEditor key={finding.id} of={finding} sheet={sheet} draft={draft} change={change} />
      ))}
      {told.result === null ? null : (
        <div className="ask-acts">
          {showEvidence ? null : (
            <Button type="text" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
              {t(words.addEvidence)}
            </Button>
          )}
          {wanting ? (
            <Button type="text" icon={<PlusOutlined />} onClick={() => raise(of, told)}>
              {t(own.length > 0 ? words.raiseAnother : words.raiseFrom)}
            </Button>
          ) : null}
        </div>
      )}
    </li>
  );
}

const results = Object.keys(resultWords) as ItemResult[];

/** Four large buttons; one is pressed. Radio buttons to the keyboard and a screen reader. */
function Answers({
  of,
  value,
  choose,
}: {
  readonly of: SheetItem;
  readonly value: ItemResult | null;
  readonly choose: (result: ItemResult) => void;
}) {
  const t = useWords();
  const name = useId();
  return (
    <fieldset className="four">
      <legend className="unseen">{t(of.name)}</legend>
      {results.map((result) => (
        <label key={result} className={value === result ? `on ${resultWords[result].tone}` : undefined}>
          <input
            type="radio"
            className="unseen"
            name={name}
            checked={value === result}
            onChange={() => choose(result)}
          />
          {t(resultWords[result])}
        </label>
      ))}
    </fieldset>
  );
}

/** 四（一）–（三）: one verdict for each standard of the sheet. */
export function VerdictsPart({ sheet, draft, change }: PartProps) {
  const t = useWords();
  return (
    <PartFrame part="verdicts" words={words.verdicts}>
      <ul className="asks">
        {sheet.standards.map((standard) => {
          const told = draft.verdicts[standard.id] ?? { verdict: null, reasons: '' };
          const failing = failingOf(sheet, draft, standard.id);
          const set = (next: Partial<typeof told>) =>
            change((before) => ({
              verdicts: {
                ...before.verdicts,
                [standard.id]: { ...(before.verdicts[standard.id] ?? told), ...next },
              },
            }));
          return (
            <li key={standard.id} className="ask">
              <div className="ask-head">
                <h4 id={`verdict-${standard.id}`}>{t(standard.name)}</h4>
                <span className="tags">
                  {failing > 0 ? (
                    <span className="tag tag-bad">{t(words.failing, { count: failing })}</span>
                  ) : null}
                  <Mark words={standard.id === sheet.verdictRequired ? words.required : words.ifNeeded} />
                </span>
              </div>
              <p className="soft small">{t(standard.question)}</p>
              <LabelId value={`verdict-${standard.id}`}>
                <Choice<string>
                  words={failing > 0 ? withoutMet : verdictWords}
                  value={told.verdict}
                  onChange={(verdict) => set({ verdict: (verdict ?? null) as Verdict | null })}
                />
              </LabelId>
              {told.verdict === 'partly' || told.verdict === 'not-met' ? (
                <Labelled words={words.reasons}>
                  {(id) => (
                    <Lines
                      id={id}
                      rows={2}
                      value={told.reasons}
                      onChange={(reasons) => set({ reasons: reasons ?? '' })}
                    />
                  )}
                </Labelled>
              ) : null}
            </li>
          );
        })}
      </ul>
    </PartFrame>
  );
}
/** 达到 beside a failing item of the standard is no choice. */
const withoutMet = { partly: verdictWords.partly, 'not-met': verdictWords['not-met'] } as const;

/** Who was there for the inspected, and the lead's own sentence. */
export function EndPart({ draft, change }: PartProps) {
  const { present } = draft;
  const set = (next: Partial<Draft['present']>) =>
    change((before) => ({ present: { ...before.present, ...next } }));
  const statement =
    present.outcome === 'refused'
      ? words.whyNotSigned
      : present.outcome === 'nobody'
        ? words.whyNobody
        : words.statement;
  return (
    <PartFrame part="end" words={words.presentPerson}>
      <Labelled words={words.presentOutcome}>
        {(id) => (
          <Choice<PresentOutcome>
            id={id}
            words={outcomeWords}
            value={present.outcome}
            onChange={(outcome) => set({ outcome: (outcome ?? null) as PresentOutcome | null })}
          />
        )}
      </Labelled>
      {present.outcome === 'nobody' || present.outcome === null ? null : (
        <div className="field-row">
          <Labelled words={words.presentName}>
            {(id) => (
              <Input
                id={id}
                maxLength={60}
                value={present.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Labelled>
          <Labelled words={words.presentTitle}>
            {(id) => (
              <Input
                id={id}
                maxLength={60}
                value={present.title}
                onChange={(event) => set({ title: event.target.value })}
              />
            )}
          </Labelled>
        </div>
      )}
      {present.outcome === null ? null : (
        <Labelled words={statement}>
          {(id) => (
            <Lines
              id={id}
              rows={2}
              value={present.statement}
              onChange={(text) => set({ statement: text ?? '' })}
            />
          )}
        </Labelled>
      )}
      <Labelled words={words.summary}>
        {(id) => (
          <Lines
            id={id}
            rows={3}
            maxLength={4000}
            value={draft.summary}
            onChange={(summary) => change(() => ({ summary: summary ?? '' }))}
          />
        )}
      </Labelled>
    </PartFrame>
  );
}

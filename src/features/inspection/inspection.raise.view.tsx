import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { newId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { searchLabels } from '#web/searching.ts';
import { useMe } from '#web/session.tsx';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import { Choice, Lines } from '#web/ui/form-page.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { dimensionWords, severityWords } from '../regime/regime.words.ts';
import type { SheetView } from './inspection.contract.ts';
import type { FindingDraft, ItemDraft } from './inspection.draft.rules.ts';
import { type Change, Labelled, PartFrame, type PartProps, useUploads } from './inspection.part.view.tsx';
import { words } from './inspection.words.ts';

export type SheetItem = SheetView['items'][number];

/** A new finding, with what is known already filled in: the clause, the dimensions and the place of its item. */
export function useRaise(sheet: SheetView, change: Change) {
  const me = useMe();
  return (item: SheetItem | null, told: ItemDraft | null) =>
    change((before) => ({
      findings: [
        ...before.findings,
        {
          id: newId(),
          itemId: item?.id ?? null,
          fact: told?.fact ?? '',
          place: sheet.subject.facility?.name ?? '',
          foundBy: me.person.id,
          clauseId: item?.clauseId ?? '',
          severity: 'ordinary',
          dimensions: item ? [...item.dimensions] : [],
          evidence: told ? [...told.evidence] : [],
        } satisfies FindingDraft,
      ],
    }));
}

export function FindingEditor({
  of,
  sheet,
  draft,
  change,
}: Pick<PartProps, 'sheet' | 'draft' | 'change'> & { readonly of: FindingDraft }) {
  const t = useWords();
  const upload = useUploads(draft, change);
  const nth = draft.findings.findIndex(({ id }) => id === of.id) + 1;
  const set = (next: Partial<FindingDraft>) =>
    change((before) => ({
      findings: before.findings.map((finding) => (finding.id === of.id ? { ...finding, ...next } : finding)),
    }));
  return (
    <section className="finding-editor">
      <div className="ask-head">
        <h4>{t(words.findingNth, { nth })}</h4>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={`${t(words.removeFinding)} ${nth}`}
          onClick={() => change((before) => ({ findings: before.findings.filter(({ id }) => id !== of.id) }))}
        >
          {t(words.removeFinding)}
        </Button>
      </div>
      <Labelled words={words.fact} hint={words.factHint}>
        {(id) => (
          <Lines
            id={id}
            rows={2}
            maxLength={2000}
            value={of.fact}
            onChange={(fact) => set({ fact: fact ?? '' })}
          />
        )}
      </Labelled>
      <div className="field-row">
        <Labelled words={words.place}>
          {(id) => (
            <Input
              id={id}
              maxLength={200}
              value={of.place}
              onChange={(event) => set({ place: event.target.value })}
            />
          )}
        </Labelled>
        <Labelled words={words.severity}>
          {(id) => (
            <Choice
              id={id}
              words={severityWords}
              value={of.severity}
              onChange={(severity) => set({ severity: (severity ?? 'ordinary') as FindingDraft['severity'] })}
            />
          )}
        </Labelled>
      </div>
      <div className="labelled">
        <span>{t(words.dimensions)}</span>
        <Checkbox.Group
          value={[...of.dimensions]}
          onChange={(dimensions) => set({ dimensions: dimensions as FindingDraft['dimensions'] })}
          options={Object.entries(dimensionWords).map(([value, said]) => ({ value, label: t(said) }))}
        />
      </div>
      <div className="field-row">
        <Labelled words={words.clause}>
          {(id) => (
            <Select
              id={id}
              value={of.clauseId || null}
              showSearch={searchLabels}
              options={sheet.clauses.map((clause) => ({
                value: clause.id,
                label: `${clause.number} ${clause.title ? t(clause.title) : ''}`,
              }))}
              onChange={(clauseId: string | null) => set({ clauseId: clauseId ?? '' })}
            />
          )}
        </Labelled>
        <Labelled words={words.foundBy}>
          {(id) => (
            <Select
              id={id}
              value={of.foundBy}
              options={sheet.team.map(({ personId, name }) => ({ value: personId, label: name }))}
              onChange={(foundBy: string) => set({ foundBy })}
            />
          )}
        </Labelled>
      </div>
      <div className="labelled">
        <span>
          {t(words.evidence)} <Mark words={words.required} tone="warn" />
        </span>
        <EvidenceUpload compact {...upload(of.evidence, (evidence) => set({ evidence }))} />
      </div>
    </section>
  );
}

/** All findings together: those raised from an item where they were raised, the others here. */
export function FindingsPart({ sheet, draft, change }: PartProps) {
  const t = useWords();
  const raise = useRaise(sheet, change);
  const fromItems = draft.findings.filter(({ itemId }) => itemId !== null);
  return (
    <PartFrame part="findings" words={words.findings}>
      {draft.findings.length === 0 ? <p className="soft">{t(words.noFindings)}</p> : null}
      {fromItems.length > 0 ? (
        <ul className="plain-list">
          {fromItems.map((finding) => {
            const item = sheet.items.find(({ id }) => id === finding.itemId);
            return (
              <li key={finding.id}>
                <StateTag of={severityWords} state={finding.severity} />{' '}
                {item ? t(words.belongsTo, { name: t(item.name) }) : null} {finding.fact}
              </li>
            );
          })}
        </ul>
      ) : null}
      {draft.findings
        .filter(({ itemId }) => itemId === null)
        .map((finding) => (
          <FindingEditor key={finding.id} of={finding} sheet={sheet} draft={draft} change={change} />
        ))}
      <Button icon={<PlusOutlined />} onClick={() => raise(null, null)}>
        {t(draft.findings.length > 0 ? words.raiseAnother : words.raise)}
      </Button>
    </PartFrame>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import type { Words } from '#kernel/words.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { asIs } from '#web/told.ts';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { Rows, type Tools } from '#web/ui/rows.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import { areaWords } from '../regime/regime.words.ts';
import type { DifferenceView, PlanLineView, PlanSummary } from './plan.contract.ts';
import type { PlanLineField } from './plan.model.ts';
import { PlanLines, queries } from './plan.view.tsx';
import { lineFieldWords, planStates, words } from './plan.words.ts';

export function PlanComparison() {
  const id = usePathParam('id');
  const t = useWords();
  const [against] = useSearchParam('with');
  const query = useQuery(
    queries.compare.queryOptions({ input: { id, ...(against ? { with: against } : {}) } }),
  );
  return (
    <Loaded query={query}>
      {(difference) => (
        <RecordPage
          kind={words.plan}
          kindAt={`/plans/${id}`}
          title={t(words.compareTitle)}
          facts={
            difference.from
              ? [
                  { words: words.from, value: <VersionLink plan={difference.from} /> },
                  { words: words.to, value: <VersionLink plan={difference.to} /> },
                  { words: words.changeReason, value: difference.to.reason, wide: true },
                ]
              : [{ words: words.version, value: <VersionLink plan={difference.to} /> }]
          }
          basis={difference.to.basis}
        >
          {difference.from ? (
            <>
              <CompareWith projectId={difference.to.projectId} id={id} from={difference.from.id} />
              <Difference of={difference} from={difference.from} />
            </>
          ) : (
            <Notice>{t(words.firstVersion)}</Notice>
          )}
        </RecordPage>
      )}
    </Loaded>
  );
}

function VersionLink({ plan }: { readonly plan: PlanSummary }) {
  const t = useWords();
  return (
    <>
      <GoTo to={`/plans/${plan.id}`}>{t(words.planNumber, { number: plan.number })}</GoTo>{' '}
      <StateTag of={planStates} state={plan.state} />
    </>
  );
}

function CompareWith({
  projectId,
  id,
  from,
}: {
  readonly projectId: string;
  readonly id: string;
  readonly from: string;
}) {
  const t = useWords();
  const selectId = useId();
  const [, choose] = useSearchParam('with');
  const query = useQuery(queries.project.queryOptions({ input: { id: projectId } }));
  const others = (query.data?.plans ?? []).filter((plan) => plan.id !== id);
  if (others.length < 2) return null;
  return (
    <div className="filter">
      <label htmlFor={selectId}>{t(words.compareWith)}</label>
      <Select
        id={selectId}
        value={from}
        popupMatchSelectWidth={false}
        options={others.map((plan) => ({
          value: plan.id,
          label: t(words.planNumber, { number: plan.number }),
        }))}
        onChange={(next: string) => choose(next)}
      />
    </div>
  );
}

type FieldChange = {
  readonly key: string;
  readonly task: string;
  readonly field: PlanLineField;
  readonly before: PlanLineView;
  readonly after: PlanLineView;
};

function Difference({ of, from }: { readonly of: DifferenceView; readonly from: PlanSummary }) {
  const t = useWords();
  const { yuan } = useFormat();
  const { to, added, removed, changed, unchanged } = of;
  const changes = changed.flatMap(({ before, after, fields }) =>
    fields.map(
      (field): FieldChange => ({ key: `${after.lineKey}-${field}`, task: after.task, field, before, after }),
    ),
  );
  const counted = (said: Words, count: number) => asIs(t(said, { count }));
  return (
    <>
      <Notice>
        {t(words.budgetChange, { before: yuan(from.totalFen), after: yuan(to.totalFen) })}{' '}
        {t(words.unchanged, { count: unchanged })}
      </Notice>
      {added.length + removed.length + changed.length === 0 ? (
        <p className="soft">{t(words.noDifference)}</p>
      ) : null}
      {changes.length > 0 ? (
        <Section words={counted(words.changed, changed.length)}>
          <Rows
            items={changes}
            rowKey={({ key }) => key}
            caption={counted(words.changed, changed.length)}
            columns={[
              { key: 'task', words: lineFieldWords.task, value: ({ task }) => task, narrow: 'title' },
              {
                key: 'field',
                words: words.field,
                value: ({ field }) => t(lineFieldWords[field]),
                tight: true,
              },
              {
                key: 'before',
                words: words.before,
                value: ({ before, field }, tools) => <del>{fieldOf(before, field, tools)}</del>,
              },
              {
                key: 'after',
                words: words.after,
                value: ({ after, field }, tools) => <ins>{fieldOf(after, field, tools)}</ins>,
              },
            ]}
          />
        </Section>
      ) : null}
      {added.length > 0 ? (
        <Section words={counted(words.added, added.length)}>
          <PlanLines lines={added} />
        </Section>
      ) : null}
      {removed.length > 0 ? (
        <Section words={counted(words.removed, removed.length)}>
          <PlanLines lines={removed} />
        </Section>
      ) : null}
    </>
  );
}

function fieldOf(line: PlanLineView, field: PlanLineField, { t, day, yuan, number }: Tools): string {
  switch (field) {
    case 'area':
      return t(areaWords[line.area]);
    case 'target':
      return `${number(line.target)} ${line.unit}`;
    case 'plannedStartOn':
    case 'plannedFinishOn':
      return day(line[field]);
    case 'budgetFen':
      return yuan(line.budgetFen);
    case 'important':
      return t(line.important ? words.yes : words.no);
    default:
      return line[field];
  }
}

import { Button, Flex } from 'antd';
import { useState } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { severityWords } from '../regime/regime.words.ts';
import type { LaidOutView } from './disqualification.case.contract.ts';
import { lateWords, words } from './disqualification.words.ts';

const shownAtOnce = 6;
const shownFurther = 30;

/** What is counted: every problem with why it counts, and how far each contract has come beside its plan. */
export function LaidOut({ of, narrow = false }: { readonly of: LaidOutView; readonly narrow?: boolean }) {
  const t = useWords();
  const { day, percent } = useFormat();
  const [count, setCount] = useState(shownAtOnce);
  const inOrder = of.findings.toSorted((a, b) => Number(b.late !== null) - Number(a.late !== null));
  const left = inOrder.length - count;
  return (
    <Flex vertical gap={12}>
      <p className="soft">
        {t(words.countingLead, { asOf: day(of.asOf), sinceOn: day(of.sinceOn), months: of.months })}
      </p>
      <dl className="gate-arithmetic">
        <div>
          <dt>{t(words.problems)}</dt>
          <dd>{t(words.ofNeeded, { count: of.counted, need: of.needCounted })}</dd>
        </div>
        <div>
          <dt>{t(words.notInTime)}</dt>
          <dd>{t(words.ofNeeded, { count: of.late, need: of.needLate })}</dd>
        </div>
      </dl>
      {narrow ? <FindingLines of={inOrder.slice(0, count)} /> : <FindingRows of={inOrder.slice(0, count)} />}
      {left > 0 ? (
        <Button type="link" size="small" onClick={() => setCount(count + shownFurther)}>
          {t(words.moreFindings, { next: Math.min(left, shownFurther), left })}
        </Button>
      ) : null}
      {of.progress.length > 0 ? (
        <Rows
          items={of.progress}
          caption={words.progress}
          rowKey={(contract) => contract.agreementId}
          open={(contract) => `/agreements/${contract.agreementId}`}
          columns={[
            {
              key: 'contract',
              words: words.contract,
              value: (contract) => `${contract.number} ${contract.name}`,
              narrow: 'title',
            },
            {
              key: 'planned',
              words: words.planned,
              value: (contract) => percent(contract.planned),
              align: 'right',
            },
            {
              key: 'reached',
              words: words.reached,
              value: (contract) => percent(contract.reached),
              align: 'right',
            },
          ]}
        />
      ) : null}
    </Flex>
  );
}

type Findings = { readonly of: LaidOutView['findings'] };

function FindingRows({ of }: Findings) {
  return (
    <Rows
      items={of}
      caption={words.problems}
      empty={words.noProblems}
      open={(finding) => `/findings/${finding.id}`}
      columns={[
        { key: 'number', words: words.finding, value: (finding) => finding.number, narrow: 'title' },
        { key: 'fact', words: words.fact, value: (finding) => finding.fact },
        {
          key: 'severity',
          words: words.counts,
          value: (finding) => (
            <span className="tags">
              <StateTag of={severityWords} state={finding.severity} />
              {finding.late ? (
                <StateTag of={lateWords} state={finding.late} />
              ) : (
                <Mark words={words.countsProblem} />
              )}
              {finding.repeat ? <Mark words={words.repeat} tone="warn" /> : null}
            </span>
          ),
        },
        {
          key: 'foundOn',
          words: words.foundOn,
          value: (finding, format) => format.day(finding.foundOn),
          tight: true,
        },
        {
          key: 'dueOn',
          words: words.deadline,
          value: (finding, format) => finding.dueOn && format.day(finding.dueOn),
          tight: true,
        },
        {
          key: 'reportedOn',
          words: words.reportedOn,
          value: (finding, format) => finding.reportedOn && format.day(finding.reportedOn),
          tight: true,
        },
      ]}
    />
  );
}

/** Where there is no room for a table: beside a form. */
function FindingLines({ of }: Findings) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <ul className="plain-list">
      {of.map((finding) => (
        <li key={finding.id}>
          <GoTo to={`/findings/${finding.id}`}>{finding.number}</GoTo> {finding.fact}{' '}
          <span className="soft small">
            {day(finding.foundOn)}
            {finding.dueOn ? ` · ${t(words.deadline)} ${day(finding.dueOn)}` : ''}
          </span>{' '}
          {finding.late ? (
            <StateTag of={lateWords} state={finding.late} />
          ) : (
            <Mark words={words.countsProblem} />
          )}
        </li>
      ))}
    </ul>
  );
}

import { useQuery } from '@tanstack/react-query';
import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoTo } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FactGrid, RecordPage, Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { DamageView, integrityContract } from './integrity.contract.ts';
import { maySeeIntegrity } from './integrity.policy.ts';
import {
  askerWords,
  damageWords,
  faultWords,
  integrityRefusals,
  runStates,
  words,
} from './integrity.words.ts';

const api = apiOf<typeof integrityContract>('integrity');
const queries = queriesOf<typeof integrityContract>('integrity');
registerRefusals<typeof integrityContract>(integrityRefusals);

type Integrity = OutputOf<typeof integrityContract, 'read'>;
const followMs = 3000;

/** 证据完整性: what the last check found, which files are damaged and what they belong to, and how old the backup is. */
export function IntegrityPage() {
  const t = useWords();
  const query = useQuery({
    ...queries.read.queryOptions({ input: {} }),
    refetchInterval: ({ state }) => (state.data?.running ? followMs : false),
  });
  return (
    <Loaded query={query}>
      {(found) => (
        <RecordPage
          kind={words.integrity}
          title={t(words.integrity)}
          acts={
            <>
              {found.running ? <Notice>{t(words.running)}</Notice> : null}
              <Act
                name="check"
                may={found.may}
                words={words.check}
                consequence={words.checkMeans}
                primary
                perform={() => api.check({})}
              />
            </>
          }
        >
          <p className="soft">{t(words.means)}</p>
          <LastCheck found={found} />
          <Damages damages={found.damages} />
          <LastBackup backup={found.backup} />
          <Runs runs={found.runs} />
        </RecordPage>
      )}
    </Loaded>
  );
}

function LastCheck({ found: { last, faults } }: { readonly found: Integrity }) {
  const t = useWords();
  const { instant, number } = useFormat();
  if (!last)
    return (
      <Section words={words.lastCheck}>
        <Notice>
          {t(words.never)} {t(words.neverMeans)}
        </Notice>
      </Section>
    );
  return (
    <>
      <Section words={words.lastCheck}>
        <FactGrid
          of={[
            { words: words.result, value: <StateTag of={runStates} state={stateOf(last)} /> },
            { words: words.checkedAt, value: instant(last.endedAt) },
            { words: words.askedBy, value: t(askerWords[last.askedBy]) },
            { words: words.events, value: number(last.events) },
            { words: words.records, value: number(last.records) },
            { words: words.files, value: number(last.files) },
          ]}
        />
      </Section>
      {faults.length > 0 ? (
        <Section words={words.faultList}>
          <Notice tone="bad">{t(words.faultNext)}</Notice>
          <Rows
            caption={words.faultList}
            items={faults}
            columns={[
              { key: 'kind', words: words.fault, value: ({ kind }) => t(faultWords[kind]), narrow: 'title' },
              {
                key: 'subject',
                words: words.subject,
                value: ({ subjectType, subject, detail }) => (
                  <span className="digest">
                    {subjectType} {subject}
                    {detail ? <span className="soft"> {detail}</span> : null}
                  </span>
                ),
              },
            ]}
            rowKey={({ kind, subject, detail }) => `${kind} ${subject} ${detail}`}
          />
        </Section>
      ) : null}
    </>
  );
}

const stateOf = ({ faults }: { readonly faults: number }) => (faults > 0 ? 'faulty' : 'whole');

function Damages({ damages }: { readonly damages: readonly DamageView[] }) {
  const t = useWords();
  return (
    <Section words={words.damaged}>
      {damages.length === 0 ? (
        <p className="empty">{t(words.noDamage)}</p>
      ) : (
        <>
          <Notice tone="warn">{t(words.damageNext)}</Notice>
          <Rows
            caption={words.damaged}
            items={damages}
            columns={[
              {
                key: 'file',
                words: words.file,
                value: ({ evidence, sha256 }) => (
                  <>
                    {evidence?.name ?? '—'}{' '}
                    <span className="soft small" title={sha256}>
                      {sha256.slice(0, 12)}…
                    </span>
                  </>
                ),
                narrow: 'title',
              },
              {
                key: 'state',
                words: words.state,
                value: ({ kind }) => <StateTag of={damageWords} state={kind} />,
                narrow: 'tag',
                tight: true,
              },
              { key: 'uses', words: words.belongsTo, value: (damage) => <Uses of={damage} /> },
              {
                key: 'by',
                words: words.uploadedBy,
                value: ({ evidence }) =>
                  evidence ? `${evidence.uploadedBy} · ${evidence.organisation}` : null,
              },
              { key: 'found', words: words.foundAt, value: ({ foundAt }, { instant }) => instant(foundAt) },
            ]}
            rowKey={({ sha256, evidence }) => `${sha256} ${evidence?.id}`}
          />
        </>
      )}
    </Section>
  );
}

function Uses({ of: { uses } }: { readonly of: DamageView }) {
  const t = useWords();
  if (uses.length === 0) return <span className="soft">{t(words.nothing)}</span>;
  return uses.map(({ path, label }, at) => (
    <span key={path}>
      {at > 0 ? ' · ' : ''}
      <GoTo to={path}>{t(label)}</GoTo>
    </span>
  ));
}

function LastBackup({ backup: { lastGood, fault, triedAt } }: { readonly backup: Integrity['backup'] }) {
  const t = useWords();
  const { instant, number } = useFormat();
  return (
    <Section words={words.backup}>
      {fault && triedAt ? (
        <Notice tone="bad">{t(words.backupFault, { at: instant(triedAt), fault })}</Notice>
      ) : null}
      {lastGood ? (
        <FactGrid
          of={[
            { words: words.lastGood, value: instant(lastGood.madeAt) },
            { words: words.verified, value: instant(lastGood.verifiedAt) },
            { words: words.files, value: number(lastGood.files) },
            {
              words: words.place,
              value: `${lastGood.place}${lastGood.sealed ? ` · ${t(words.sealed)}` : ''}`,
              wide: true,
            },
          ]}
        />
      ) : (
        <Notice tone="warn">{t(words.noBackup)}</Notice>
      )}
    </Section>
  );
}

function Runs({ runs }: { readonly runs: Integrity['runs'] }) {
  const t = useWords();
  if (runs.length < 2) return null;
  return (
    <Section words={words.runs}>
      <Rows
        caption={words.runs}
        items={runs}
        columns={[
          {
            key: 'at',
            words: words.checkedAt,
            value: ({ endedAt }, { instant }) => instant(endedAt),
            narrow: 'title',
          },
          {
            key: 'result',
            words: words.result,
            value: (run) => <StateTag of={runStates} state={stateOf(run)} />,
            narrow: 'tag',
            tight: true,
          },
          { key: 'by', words: words.askedBy, value: ({ askedBy }) => t(askerWords[askedBy]) },
          {
            key: 'files',
            words: words.files,
            value: ({ files }, { number }) => number(files),
            align: 'right',
          },
          {
            key: 'faults',
            words: words.faults,
            value: ({ faults }, { number }) => number(faults),
            align: 'right',
          },
        ]}
        rowKey={({ id }) => id}
      />
    </Section>
  );
}

/** One line on the home page of those who look after it. */
export function IntegrityLine() {
  const me = useMe();
  const may = maySeeIntegrity({ organisationKind: me.organisation.kind, duties: me.person.duties });
  return may ? <Line /> : null;
}

function Line() {
  const t = useWords();
  const { instant } = useFormat();
  const { data } = useQuery(queries.overview.queryOptions({ input: {} }));
  if (!data) return null;
  const { last, damaged, backup } = data;
  const faulty = damaged > 0 || (last?.faults ?? 0) > 0;
  const check = !last
    ? t(words.neverShort)
    : faulty
      ? t(words.faultyShort, { at: instant(last.endedAt), faults: last.faults, damaged })
      : t(words.wholeShort, { at: instant(last.endedAt) });
  const saved = backup.fault
    ? t(words.backupFaultShort)
    : backup.lastGood
      ? t(words.backupShort, { at: instant(backup.lastGood.madeAt) })
      : t(words.noBackupShort);
  const tone = faulty || backup.fault ? 'bad' : last && backup.lastGood ? 'good' : 'warn';
  return (
    <Notice tone={tone}>
      <GoTo to="/integrity">{check}</GoTo> · {saved}
    </Notice>
  );
}

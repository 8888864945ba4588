import { useQuery } from '@tanstack/react-query';
import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoTo, usePageTitle } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Choice, Field } from '#web/ui/field.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { FactGrid, Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { ActivationView, activationContract } from './activation.contract.ts';
import type { OpenWork, Scores } from './activation.model.ts';
import {
  activationEvents,
  activationRefusals,
  activationStateWords,
  openWorkWords,
  scoresWords,
  words,
} from './activation.words.ts';

type Contract = typeof activationContract;
const api = apiOf<Contract>('activation');
const queries = queriesOf<Contract>('activation');
registerRefusals<Contract>(activationRefusals, { state: activationStateWords });
registerEvents(activationEvents);

type Versions = OutputOf<Contract, 'read'>;

/** Which version the county is under since when, what lies ready, and who proposed and activated what. */
export function RegimeVersions() {
  const t = useWords();
  usePageTitle(t(words.versions));
  const query = useQuery(queries.read.queryOptions({ input: {} }));
  return (
    <div className="page">
      <header className="page-head">
        <div>
          <h1>{t(words.versions)}</h1>
          <p className="soft">{t(words.lead)}</p>
        </div>
      </header>
      <Loaded query={query}>
        {(versions) => (
          <div className="record-main">
            <Current of={versions.current} />
            {versions.activations.length > 0 || versions.candidates.length > 0 ? (
              <Activations of={versions.activations} />
            ) : null}
            <Candidates of={versions} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Current({ of }: { readonly of: Versions['current'] }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <Section words={words.current}>
      <FactGrid
        of={[
          { words: words.version, value: `${t(of.name)} ${of.version}`, wide: true },
          { words: words.sinceOn, value: day(of.sinceOn) },
          { words: words.hash, value: <code>{of.hash.slice(0, 16)}</code> },
        ]}
      />
    </Section>
  );
}

function Candidates({ of }: { readonly of: Versions }) {
  const t = useWords();
  const { day } = useFormat();
  return (
    <Section words={words.candidates}>
      {of.candidates.length === 0 ? <p className="soft">{t(words.noCandidates)}</p> : null}
      {of.candidates.map((one) => (
        <div key={one.hash} className="attempt">
          <h3>
            {t(one.name)} {one.version}
          </h3>
          <p className="soft">
            {t(words.inForceFrom, { on: day(one.inForceFrom) })} · <code>{one.hash.slice(0, 16)}</code> ·{' '}
            <GoTo to="/simulation">{t(words.simulate)}</GoTo>
          </p>
          {one.differences.length > 0 ? (
            <details>
              <summary>{t(words.differences, { count: one.differences.length })}</summary>
              <Rows
                items={one.differences}
                caption={words.candidates}
                rowKey={(each) => `${each.path} ${each.fromOn}`}
                columns={[
                  {
                    key: 'path',
                    words: words.parameter,
                    value: (each) => (
                      <>
                        {each.name ? <strong>{t(each.name)} </strong> : null}
                        <code className="soft small">{each.path}</code>
                        {each.fromOn ? (
                          <span className="soft small">
                            {' '}
                            {t(words.differsFrom, { on: day(each.fromOn) })}
                          </span>
                        ) : null}
                      </>
                    ),
                    narrow: 'title',
                  },
                  { key: 'before', words: words.before, value: (each) => each.before, align: 'right' },
                  { key: 'after', words: words.after, value: (each) => each.after, align: 'right' },
                ]}
              />
            </details>
          ) : null}
          {one.retires.length > 0 ? (
            <details>
              <summary>{t(words.retires, { count: one.retires.length })}</summary>
              <Rows
                items={one.retires}
                caption={words.candidates}
                rowKey={(each) => `${each.kind} ${each.id}`}
                columns={[
                  {
                    key: 'entry',
                    words: words.retiredEntry,
                    value: (each) => (
                      <>
                        {t(each.name)} <code className="soft small">{each.id}</code>
                      </>
                    ),
                    narrow: 'title',
                  },
                  {
                    key: 'until',
                    words: words.retiredFrom,
                    value: (each) => day(each.untilOn),
                    tight: true,
                  },
                ]}
              />
            </details>
          ) : null}
          <Propose of={one} may={of.may} />
        </div>
      ))}
    </Section>
  );
}

type Answers = {
  readonly effectOn: string;
  readonly rectifications: OpenWork;
  readonly scores?: Scores;
};

function Propose({
  of,
  may,
}: {
  readonly of: Versions['candidates'][number];
  readonly may: Readonly<Record<string, boolean>>;
}) {
  const today = useToday();
  return (
    <Act<Answers>
      name="propose"
      may={may}
      words={words.propose}
      consequence={words.proposeMeans}
      facts={{ version: of.version }}
      initial={{ effectOn: today }}
      reason
      reasonAs="reasons"
      perform={({ effectOn, rectifications, scores, reason }) =>
        api.propose({ hash: of.hash, effectOn, rectifications, scores: scores ?? null, reasons: reason })
      }
    >
      <Field name="effectOn" words={words.effectOn} required>
        <DateInput />
      </Field>
      <Field name="rectifications" words={words.openItems} required>
        <Choice words={openWorkWords} />
      </Field>
      {of.scaleChanges ? (
        <Field name="scores" words={words.scores} required>
          <Choice words={scoresWords} />
        </Field>
      ) : null}
    </Act>
  );
}

function Activations({ of }: { readonly of: readonly ActivationView[] }) {
  const t = useWords();
  return (
    <Section words={words.proposals}>
      {of.length === 0 ? <p className="soft">{t(words.none)}</p> : null}
      {of.map((one) => (
        <OneActivation key={one.id} of={one} />
      ))}
    </Section>
  );
}

function OneActivation({ of }: { readonly of: ActivationView }) {
  const t = useWords();
  const { day } = useFormat();
  const { id, version: basedOn, may } = of;
  return (
    <div className="attempt">
      <h3>
        {of.pack.id} {of.from.version} → {of.pack.version}{' '}
        <StateTag of={activationStateWords} state={of.state} />
      </h3>
      <FactGrid
        of={[
          { words: words.effectOn, value: day(of.effectOn) },
          { words: words.openItems, value: t(openWorkWords[of.rectifications]) },
          of.scores ? { words: words.scores, value: t(scoresWords[of.scores]) } : null,
          { words: words.proposedBy, value: of.proposedBy },
          of.decidedBy ? { words: words.decidedBy, value: of.decidedBy } : null,
          { words: words.reasons, value: of.declinedReason ?? of.reasons, wide: true },
        ]}
      />
      <div className="page-acts">
        <Act
          name="approve"
          may={may}
          words={words.approve}
          consequence={words.approveMeans}
          facts={{
            on: day(of.effectOn),
            version: of.pack.version,
            rectifications: t(openWorkWords[of.rectifications]),
          }}
          primary
          perform={() => api.approve({ id, basedOn })}
        />
        <Act
          name="decline"
          may={may}
          words={words.decline}
          consequence={words.declineMeans}
          reason
          perform={({ reason }) => api.decline({ id, basedOn, reason })}
        />
      </div>
    </div>
  );
}

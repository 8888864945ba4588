import { Button } from 'antd';
import { useState } from 'react';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { RefusalNote } from '#web/refusal.tsx';
import { GoTo } from '#web/routing.tsx';
import { Act } from '#web/ui/act.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { facilityKindWords } from '../regime/regime.words.ts';
import { api } from './draw.client.view.tsx';
import type { DrawView } from './draw.contract.ts';
import type { Verdict } from './draw.proof.rules.ts';
import { repeatText } from './draw.repeat.rules.ts';
import { checkWords, drawRoleWords } from './draw.verifier.words.ts';
import { words } from './draw.words.ts';

type Of = { readonly of: DrawView };
type Drawn = DrawView['drawn'][number] & {
  readonly object: DrawView['objects'][number];
  readonly order: number;
};

/** What came out, in the order in which it was drawn, each with its inspectors and a way on to the plan of the visit. */
export function Result({ of }: Of) {
  const t = useWords();
  if (of.drawn.length === 0) return null;
  const objects = new Map(of.objects.map((object) => [object.id, object]));
  const drawn = of.drawn.flatMap((one, at): Drawn[] => {
    const object = objects.get(one.id);
    return object ? [{ ...one, object, order: at + 1 }] : [];
  });
  const unfilled = of.drawn.reduce((sum, one) => sum + one.unfilled.length, 0);
  const columns: readonly Column<Drawn>[] = [
    { key: 'order', words: words.resultOrder, value: ({ order }) => order, tight: true },
    {
      key: 'object',
      words: words.object,
      value: ({ object }) => (
        <GoTo to={`/facilities/${object.id}`}>
          {object.number} {object.name}
        </GoTo>
      ),
      narrow: 'title',
    },
    { key: 'town', words: words.town, value: ({ object }) => object.town, tight: true },
    { key: 'contractor', words: words.contractor, value: ({ object }) => object.contractor },
    { key: 'inspectors', words: words.assigned, value: (one) => <Assigned of={one} /> },
    ...(of.may.planVisits
      ? [
          {
            key: 'plan',
            words: words.planVisit,
            value: ({ object }: Drawn) => (
              <GoTo to="/inspections/new" search={{ facility: object.id }}>
                {t(words.planVisit)}
              </GoTo>
            ),
            tight: true,
          },
        ]
      : []),
  ];
  return (
    <Section words={words.result}>
      {unfilled > 0 ? <Notice tone="warn">{t(words.unfilledTotal, { count: unfilled })}</Notice> : null}
      <Rows items={drawn} columns={columns} caption={words.result} />
      {of.quotas.length > 1 ? (
        <details>
          <summary>{t(words.quotas)}</summary>
          <Rows
            items={of.quotas}
            rowKey={({ stratum }) => stratum}
            caption={words.quotas}
            columns={[
              { key: 'stratum', words: words.stratum, value: ({ stratum }) => stratum, narrow: 'title' },
              { key: 'size', words: words.stratumSize, value: ({ size }) => size, align: 'right' },
              { key: 'quota', words: words.quota, value: ({ quota }) => quota, align: 'right' },
            ]}
          />
        </details>
      ) : null}
    </Section>
  );
}

function Assigned({ of }: { readonly of: DrawView['drawn'][number] }) {
  const t = useWords();
  const missing = [...new Set(of.unfilled)];
  return (
    <ul className="plain-list">
      {of.inspectors.map(({ id, name, role }) => (
        <li key={id}>
          {name} <span className="soft">{t(drawRoleWords[role])}</span>
        </li>
      ))}
      {missing.map((role) => (
        <li key={role} className="missing">
          {t(words.unfilled, { role: t(drawRoleWords[role]) })}
          {of.unfilled.filter((one) => one === role).length > 1
            ? ` × ${of.unfilled.filter((one) => one === role).length}`
            : ''}
        </li>
      ))}
    </ul>
  );
}

/** The file for everyone, and the same check done here and now by this browser. */
export function Proof({ of }: Of) {
  const t = useWords();
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const [error, setError] = useState<unknown>(null);
  if (!of.may.download) return null;
  const address = `/api/draws/${of.id}/proof`;
  const repeat = async () => {
    setError(null);
    try {
      const answer = await fetch(`${address}.json`);
      if (!answer.ok) throw new Error(String(answer.status));
      setVerdict(repeatText(await answer.text()));
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Section words={words.proof}>
      <p className="soft">{t(words.proofIntro)}</p>
      <div className="page-acts draw-proof">
        <Button href={`${address}.html`} type="primary">
          {t(words.downloadPage)}
        </Button>
        <Button href={`${address}.json`}>{t(words.downloadData)}</Button>
        <Button onClick={() => void repeat()}>{t(words.repeatHere)}</Button>
      </div>
      <RefusalNote error={error} />
      {verdict ? (
        <Notice tone={verdict.ok ? 'good' : 'bad'} urgent>
          <strong>{t(verdict.ok ? words.repeatAgrees : words.repeatDiffers)}</strong>
          <ul className="plain-list">
            {verdict.checks.map(({ name, ok }) => (
              <li key={name}>
                {ok ? '✓' : '✗'} {t(checkWords[name])}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </Section>
  );
}

/** Who takes part, what each committed to and what it revealed; a silent one can be opened from here. */
export function PartyList({ of }: Of) {
  const t = useWords();
  const { instant } = useFormat();
  const { id, version: basedOn } = of;
  return (
    <Section words={words.parties}>
      <ul className="draw-parties">
        {of.parties.map((party) => (
          <li key={party.id}>
            <h3>
              {party.name}{' '}
              <span className="tags">
                {party.own ? <Mark words={words.ownParty} tone="busy" /> : null}
                {party.opened ? <Mark words={words.openedMark} tone="warn" /> : null}
                {party.openingReason !== null && !party.opened ? (
                  <Mark words={words.openingMark} tone="warn" />
                ) : null}
              </span>
            </h3>
            <dl>
              <dt>{t(words.commitment)}</dt>
              <dd>
                {party.commitment === null ? (
                  <span className="soft">{t(words.awaited)}</span>
                ) : (
                  <>
                    <code className="digest">{party.commitment}</code>{' '}
                    {party.committedAt ? <span className="soft">{instant(party.committedAt)}</span> : null}
                  </>
                )}
              </dd>
              <dt>{t(words.secret)}</dt>
              <dd>
                {party.secret === null ? (
                  <span className="soft">{t(words.hidden)}</span>
                ) : (
                  <>
                    <code className="digest">{party.secret}</code>{' '}
                    {party.revealedAt ? <span className="soft">{instant(party.revealedAt)}</span> : null}
                  </>
                )}
              </dd>
            </dl>
            {party.openingReason !== null ? (
              <p className="soft">{t(words.openedBecause, { reason: party.openingReason })}</p>
            ) : null}
            <div className="page-acts">
              <Act
                name="proposeOpening"
                may={party.may}
                words={words.proposeOpening}
                consequence={words.proposeOpeningMeans}
                facts={{ name: party.name }}
                reason
                perform={({ reason }) => api.proposeOpening({ id, basedOn, partyId: party.id, reason })}
              />
              <Act
                name="open"
                may={party.may}
                words={words.open}
                consequence={words.openMeans}
                facts={{ name: party.name }}
                danger
                perform={() => api.open({ id, basedOn, partyId: party.id })}
              />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What was frozen, for everyone to read: folded, for it is long. */
export function FrozenLists({ of }: Of) {
  const t = useWords();
  const objectColumns: readonly Column<DrawView['objects'][number]>[] = [
    {
      key: 'object',
      words: words.object,
      value: (object) => `${object.number} ${object.name}`,
      narrow: 'title',
    },
    { key: 'kind', words: words.kind, value: ({ kind }) => t(facilityKindWords[kind]) },
    { key: 'town', words: words.town, value: ({ town }) => town, tight: true },
    { key: 'contractor', words: words.contractor, value: ({ contractor }) => contractor },
    ...(of.parameters.weighted
      ? [
          {
            key: 'weight',
            words: words.weight,
            value: ({ weight, missed, findings }: DrawView['objects'][number]) => (
              <>
                {weight} <span className="soft">{t(words.weightBecause, { missed, findings })}</span>
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <Section words={words.frozen}>
      <h3>{t(words.recusals)}</h3>
      {of.recusals.length === 0 ? (
        <p className="soft">{t(words.recusalsNone)}</p>
      ) : (
        <ul className="plain-list">
          {of.recusals.map((recusal) => (
            <li key={`${recusal.inspector} ${recusal.contractor}`}>{t(words.recusalLine, recusal)}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>{t(words.listInspectors, { count: of.inspectors.length })}</summary>
        <Rows
          items={of.inspectors}
          caption={words.inspectors}
          columns={[
            { key: 'name', words: words.inspector, value: ({ name }) => name, narrow: 'title' },
            { key: 'organisation', words: words.party, value: ({ organisation }) => organisation },
            {
              key: 'roles',
              words: words.mayBe,
              value: ({ roles }) => roles.map((role) => t(drawRoleWords[role])).join(' · '),
            },
          ]}
        />
      </details>
      <details>
        <summary>{t(words.listObjects, { count: of.objects.length })}</summary>
        <Rows items={of.objects} columns={objectColumns} caption={words.objects} />
      </details>
    </Section>
  );
}

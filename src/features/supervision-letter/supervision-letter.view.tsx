import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Button, Flex } from 'antd';
import { apiOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { GoButton, GoTo, usePathParam } from '#web/routing.tsx';
import { useMe } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { DueDate } from '#web/ui/due-date.tsx';
import { EvidenceGallery, evidenceAddress } from '#web/ui/evidence.tsx';
import { choice, ListPage, pickFilter, textFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { FactGrid, RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows } from '#web/ui/rows.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import { uiWords } from '#web/ui.words.ts';
import { findingStateWords } from '../finding/finding.words.ts';
import type { organisationContract } from '../organisation/organisation.contract.ts';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import { dayKindWords, severityWords } from '../regime/regime.words.ts';
import { LetterActs } from './supervision-letter.act.view.tsx';
import { api, type Found, queries } from './supervision-letter.client.view.tsx';
import type { LetterItemView, LetterRow, PendingFinding } from './supervision-letter.contract.ts';
import { Awaits, LetterPaper, LetterTrack } from './supervision-letter.paper.view.tsx';
import { letterKinds, letterStates, serviceMethods, words } from './supervision-letter.words.ts';

const organisations = apiOf<typeof organisationContract>('organisation');

// The list, and what is in no letter yet

const filters = { state: choice(words.state, letterStates), search: textFilter(words.search) };
const supervisionFilters = {
  ...filters,
  contractor: pickFilter(words.contractor, async () =>
    (await organisations.list({ kind: 'contractor' })).items.map(({ id, name }) => ({
      value: id,
      label: name,
    })),
  ),
};

export function LetterList() {
  const me = useMe();
  const t = useWords();
  return (
    <ListPage
      name="letters"
      title={words.letters}
      intro={t(words.lettersIntro)}
      before={me.organisation.kind === 'contractor' ? null : <PendingFindings />}
      empty={words.noLetters}
      filters={
        (me.organisation.kind === 'contractor' ? filters : supervisionFilters) as typeof supervisionFilters
      }
      load={(chosen, cursor) => api.list({ ...chosen, cursor })}
      columns={letterColumns}
      open={({ id }) => `/letters/${id}`}
    />
  );
}

const letterColumns: readonly Column<LetterRow>[] = [
  {
    key: 'number',
    words: words.number,
    value: ({ number }, { t }) => number ?? <span className="soft">{t(words.unnumbered)}</span>,
    tight: true,
  },
  { key: 'title', words: words.title, value: ({ title }) => title, narrow: 'title' },
  {
    key: 'kind',
    words: words.kind,
    value: ({ kind }) => <StateTag of={letterKinds} state={kind} />,
    tight: true,
  },
  { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={letterStates} state={state} />,
    narrow: 'tag',
    tight: true,
  },
  { key: 'items', words: words.itemCount, value: ({ items }) => items, align: 'right' },
  { key: 'open', words: words.openItems, value: ({ openItems }) => openItems, align: 'right' },
  {
    key: 'issued',
    words: words.issuedOn,
    value: ({ issuedOn }, { day }) => (issuedOn ? day(issuedOn) : null),
    tight: true,
  },
  {
    key: 'served',
    words: words.servedOn,
    value: ({ servedOn }, { day }) => (servedOn ? day(servedOn) : null),
    tight: true,
  },
];

/** Every confirmed finding that stands in no letter (D08), by contract, with the way to a letter. */
function PendingFindings() {
  const t = useWords();
  const query = useInfiniteQuery({
    queryKey: ['letters', 'pending'],
    queryFn: ({ pageParam }) => api.pending({ cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
  return (
    <div className="letters-pending">
      <Section words={words.pending}>
        <Loaded query={query}>
          {({ pages }) => {
            const [first] = pages;
            const items = pages.flatMap((one) => one.items);
            if (!first || first.total === 0) return <p className="soft">{t(words.nonePending)}</p>;
            return (
              <>
                <Notice tone="warn">
                  <span>
                    <strong>{t(words.pendingCount, { count: first.total })}</strong> {t(words.pendingMeans)}
                  </span>
                  {first.may.draft ? (
                    <Flex wrap gap={8}>
                      {first.agreements.map((agreement) => (
                        <GoButton
                          key={agreement.id}
                          to="/letters/new"
                          search={{ agreement: agreement.id }}
                          primary
                          words={asIs(
                            t(words.draftForWhom, {
                              act: t(words.draftFor),
                              contractor: agreement.contractorName,
                              number: agreement.number,
                              count: agreement.findings,
                            }),
                          )}
                        />
                      ))}
                    </Flex>
                  ) : null}
                </Notice>
                <Rows
                  items={items}
                  columns={pendingColumns}
                  caption={words.pending}
                  open={({ id }) => `/findings/${id}`}
                />
                {query.hasNextPage ? (
                  <footer className="more">
                    <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                      {t(uiWords.more)}
                    </Button>
                  </footer>
                ) : null}
              </>
            );
          }}
        </Loaded>
      </Section>
    </div>
  );
}

const pendingColumns: readonly Column<PendingFinding>[] = [
  { key: 'number', words: words.finding, value: ({ number }) => number, tight: true, narrow: 'title' },
  { key: 'fact', words: words.fact, value: ({ fact, place }) => `${place}：${fact}` },
  {
    key: 'severity',
    words: words.severity,
    value: ({ severity }) => <StateTag of={severityWords} state={severity} />,
    narrow: 'tag',
    tight: true,
  },
  { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
  { key: 'found', words: words.foundOn, value: ({ foundOn }, { day }) => day(foundOn), tight: true },
];

// One letter

export function LetterDetail() {
  const id = usePathParam('id');
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return <Loaded query={query}>{(found) => <LetterRecord found={found} />}</Loaded>;
}

function LetterRecord({ found }: { readonly found: Found }) {
  const t = useWords();
  const { day, instant } = useFormat();
  const { letter, document, leftOut, citedAmiss, history } = found;
  const { service, pdf } = letter;
  const numbered = letter.number !== null;
  return (
    <RecordPage
      kind={words.letter}
      kindAt="/letters"
      title={letter.number ?? letter.title}
      state={<StateTag of={letterStates} state={letter.state} />}
      facts={[
        { words: words.title, value: letter.title, wide: true },
        { words: words.contractor, value: letter.contractor.name },
        {
          words: words.agreement,
          value: (
            <GoTo
              to={`/agreements/${letter.agreement.id}`}
            >{`${letter.agreement.number} ${letter.agreement.name}`}</GoTo>
          ),
        },
        letter.replaces ? { words: words.revokes, value: <Beside of={letter.replaces} />, wide: true } : null,
        letter.reason ? { words: words.reason, value: letter.reason, wide: true } : null,
        letter.replacedBy
          ? { words: words.revokedBy, value: <Beside of={letter.replacedBy} />, wide: true }
          : null,
        { words: words.draftedBy, value: `${letter.draftedBy.name} ${day(letter.draftedOn)}` },
        { words: words.reviewedBy, value: letter.reviewedBy?.name },
        { words: words.signedBy, value: letter.signedBy?.name },
        letter.issuedOn
          ? { words: words.issuedOn, value: `${day(letter.issuedOn)} ${letter.issuedBy?.name ?? ''}` }
          : null,
        letter.acknowledgedAt
          ? {
              words: words.acknowledgedBy,
              value: `${letter.acknowledgedBy?.name ?? ''} ${instant(letter.acknowledgedAt)}`,
            }
          : null,
        letter.closedOn ? { words: words.closedOn, value: day(letter.closedOn) } : null,
        letter.contentDigest
          ? { words: words.digest, value: <code className="digest">{letter.contentDigest}</code>, wide: true }
          : null,
      ]}
      acts={<LetterActs found={found} />}
      basis={letter.basis}
      history={history}
      {...(numbered ? { thread: { type: 'supervision-letter', id: letter.id } } : {})}
    >
      <RecusalNote contractorId={letter.contractor.id} />
      {letter.state === 'voided' || letter.state === 'revoked' ? null : <LetterTrack of={letter} />}
      {letter.awaits ? <Awaits of={letter.awaits} revoking={letter.kind === 'revocation'} /> : null}
      {citedAmiss && citedAmiss.strange.length > 0 ? (
        <Notice tone="warn">{t(words.citedStrange, { numbers: citedAmiss.strange })}</Notice>
      ) : null}
      {citedAmiss && citedAmiss.missing.length > 0 ? (
        <Notice tone="warn">{t(words.citedMissing, { numbers: citedAmiss.missing })}</Notice>
      ) : null}
      {leftOut.length > 0 ? (
        <Notice tone="warn">
          <strong>{t(words.leftOut)}</strong>
          <span>{t(words.leftOutNotice)}</span>
          <ul className="plain-list">
            {leftOut.map((finding) => (
              <li key={finding.id}>
                <GoTo to={`/findings/${finding.id}`}>{finding.number}</GoTo> {finding.place}：{finding.fact}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {letter.kind === 'revocation' ? null : (
        <Section
          words={words.items}
          acts={
            letter.items.some(({ rectificationId }) => rectificationId !== null) ? (
              <GoButton to="/rectifications" search={{ letter: letter.id }} words={words.inLedger} />
            ) : null
          }
        >
          <Rows
            items={letter.items}
            columns={itemColumns}
            caption={words.items}
            open={(item) =>
              item.rectificationId ? `/rectifications/${item.rectificationId}` : `/findings/${item.findingId}`
            }
          />
        </Section>
      )}
      {service ? (
        <Section words={words.service}>
          <FactGrid
            of={[
              { words: words.method, value: t(serviceMethods[service.method]) },
              { words: words.servedOn, value: day(service.servedOn) },
              { words: words.servedTo, value: service.servedTo },
              { words: words.servedBy, value: service.servedBy.name },
              service.witness ? { words: words.witness, value: service.witness } : null,
              service.note ? { words: words.serviceNote, value: service.note, wide: true } : null,
            ]}
          />
          {service.evidence.length > 0 ? <EvidenceGallery of={service.evidence} /> : null}
        </Section>
      ) : null}
      <Section
        words={numbered ? words.text : words.draftText}
        acts={
          pdf ? (
            <Button href={evidenceAddress(pdf.id)} target="_blank" rel="noopener" type="primary">
              {t(words.openPdf)}
            </Button>
          ) : null
        }
      >
        <LetterPaper of={document} />
      </Section>
    </RecordPage>
  );
}

function Beside({ of }: { readonly of: NonNullable<Found['letter']['replaces']> }) {
  return (
    <>
      <GoTo to={`/letters/${of.id}`}>{`${of.number ?? ''} ${of.title}`.trim()}</GoTo>{' '}
      <StateTag of={letterStates} state={of.state} />
    </>
  );
}

const itemColumns: readonly Column<LetterItemView>[] = [
  { key: 'ordinal', words: words.ordinal, value: ({ ordinal }) => ordinal, tight: true, narrow: 'hidden' },
  {
    key: 'finding',
    words: words.finding,
    value: ({ findingNumber }) => findingNumber,
    tight: true,
    narrow: 'title',
  },
  { key: 'fact', words: words.fact, value: ({ fact, place }) => `${place}：${fact}` },
  {
    key: 'severity',
    words: words.severity,
    value: ({ severity }) => <StateTag of={severityWords} state={severity} />,
    tight: true,
  },
  { key: 'requirement', words: words.requirement, value: ({ requirement }) => requirement },
  {
    key: 'due',
    words: words.dueOn,
    value: ({ dueOn, provisional, workingDays, dayKind, findingState }, { t }) =>
      dueOn ? (
        <DueDate on={dueOn} provisional={provisional} settled={findingState !== 'rectifying'} />
      ) : (
        t(words.days, { days: workingDays, unit: t(dayKindWords[dayKind]) })
      ),
    tight: true,
  },
  {
    key: 'state',
    words: words.state,
    value: ({ findingState }) => <StateTag of={findingStateWords} state={findingState} />,
    narrow: 'tag',
    tight: true,
  },
];

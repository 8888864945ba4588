import { useQuery } from '@tanstack/react-query';
import { apiOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoTo, usePathParam } from '#web/routing.tsx';
import { Act } from '#web/ui/act.tsx';
import { EvidenceGallery } from '#web/ui/evidence.tsx';
import { Field, Lines } from '#web/ui/field.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { choice, ListPage } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { Rows, type Tools } from '#web/ui/rows.tsx';
import { StateTag } from '#web/ui/state-tag.tsx';
import type { ProposalView, proposalContract } from './proposal.contract.ts';
import type { ShownValue } from './proposal.model.ts';
import { proposalEvents, proposalRefusals, proposalStateWords, words } from './proposal.words.ts';

type Contract = typeof proposalContract;
const api = apiOf<Contract>('proposal');
const queries = queriesOf<Contract>('proposal');
registerRefusals<Contract>(proposalRefusals, { state: proposalStateWords });
registerEvents(proposalEvents);

export function ProposalList() {
  const t = useWords();
  return (
    <ListPage
      name="proposals"
      title={words.proposals}
      intro={t(words.intro)}
      empty={words.none}
      filters={{ state: choice(words.state, proposalStateWords) }}
      load={(filters, cursor) => api.list({ ...filters, cursor })}
      columns={[
        { key: 'title', words: words.proposal, value: ({ title }, tools) => tools.t(title), narrow: 'title' },
        {
          key: 'by',
          words: words.proposedBy,
          value: ({ proposedBy, organisation }) => `${proposedBy} · ${organisation}`,
        },
        {
          key: 'at',
          words: words.proposedAt,
          value: ({ proposedAt }, { instant }) => instant(proposedAt),
          tight: true,
        },
        {
          key: 'state',
          words: words.state,
          value: ({ state }) => <StateTag of={proposalStateWords} state={state} />,
          narrow: 'tag',
        },
      ]}
      open={({ id }) => `/proposals/${id}`}
    />
  );
}

function shown(value: ShownValue, { t, yuan, day }: Pick<Tools, 't' | 'yuan' | 'day'>): string | null {
  if (value === null) return null;
  if ('fen' in value) return yuan(value.fen);
  if ('on' in value) return day(value.on);
  return 'words' in value ? t(value.words) : value.text;
}

export function ProposalDetail() {
  const id = usePathParam('id');
  const t = useWords();
  const { instant } = useFormat();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ proposal, papers, history }) => (
        <RecordPage
          kind={words.proposals}
          kindAt="/proposals"
          title={t(proposal.title)}
          state={<StateTag of={proposalStateWords} state={proposal.state} />}
          facts={[
            { words: words.proposedBy, value: `${proposal.proposedBy} · ${proposal.organisation}` },
            { words: words.proposedAt, value: instant(proposal.proposedAt) },
            proposal.decidedBy ? { words: words.decidedBy, value: proposal.decidedBy } : null,
            proposal.decidedAt ? { words: words.decidedAt, value: instant(proposal.decidedAt) } : null,
            proposal.reason ? { words: words.reason, value: proposal.reason, wide: true } : null,
            proposal.decisionReason
              ? { words: words.decisionReason, value: proposal.decisionReason, wide: true }
              : null,
          ]}
          acts={<Acts of={proposal} />}
          basis={proposal.basis}
          history={history}
        >
          <Section words={words.changes}>
            <Rows
              caption={words.changes}
              items={proposal.changes.map((change, at) => ({ ...change, id: String(at) }))}
              columns={[
                { key: 'item', words: words.item, value: (change) => t(change.words), narrow: 'title' },
                { key: 'before', words: words.before, value: ({ before }, tools) => shown(before, tools) },
                { key: 'after', words: words.after, value: ({ after }, tools) => shown(after, tools) },
              ]}
            />
          </Section>
          {papers.length > 0 ? (
            <Section words={words.papers}>
              <EvidenceGallery of={papers} />
            </Section>
          ) : null}
        </RecordPage>
      )}
    </Loaded>
  );
}

function Acts({ of: { id, version: basedOn, may } }: { readonly of: ProposalView }) {
  return (
    <>
      <Act<{ remark?: string }>
        name="confirm"
        may={may}
        primary
        words={words.confirm}
        consequence={words.confirmMeans}
        perform={({ remark }) => api.confirm({ id, basedOn, ...(remark ? { remark } : {}) })}
      >
        <Field name="remark" words={words.remark}>
          <Lines maxLength={2000} />
        </Field>
      </Act>
      <Act
        name="refuse"
        may={may}
        danger
        words={words.refuse}
        consequence={words.refuseMeans}
        reason
        perform={({ reason }) => api.refuse({ id, basedOn, reason })}
      />
      <Act
        name="withdraw"
        may={may}
        words={words.withdraw}
        consequence={words.withdrawMeans}
        reason="optional"
        perform={({ reason }) => api.withdraw({ id, basedOn, ...(reason ? { reason } : {}) })}
      />
    </>
  );
}

/** On the page of what would change: that something waits for confirmation, with the way there. Contractors are not asked. */
export function WaitingProposals({ subjectId }: { readonly subjectId: string }) {
  const t = useWords();
  const query = useQuery(queries.list.queryOptions({ input: { subjectId, state: 'open' } }));
  const open = query.data?.items ?? [];
  if (open.length === 0) return null;
  return (
    <Notice tone="warn">
      {open.map(({ id, title, proposedBy }) => (
        <p key={id}>
          <GoTo to={`/proposals/${id}`}>{t(words.waits, { title: t(title), by: proposedBy })}</GoTo>
        </p>
      ))}
    </Notice>
  );
}

import { useQuery } from '@tanstack/react-query';
import { apiOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoTo, usePathParam } from '#web/routing.tsx';
import { Act } from '#web/ui/act.tsx';
import { EvidenceGallery, EvidenceUpload } from '#web/ui/evidence.tsx';
import { Choice, Field, Lines } from '#web/ui/form-page.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { choice, ListPage, pickFilter } from '#web/ui/list-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import type { Column } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { contractorOptions } from '../agreement/agreement.view.tsx';
import { api as facilities } from '../facility/facility.view.tsx';
import { RecusalNote } from '../organisation/organisation.interest.view.tsx';
import type { regimeContract } from '../regime/regime.contract.ts';
import type { Severity } from '../regime/regime.model.ts';
import {
  areaWords,
  dayKindWords,
  dimensionWords,
  repeatSameWords,
  severityWords,
} from '../regime/regime.words.ts';
import type { FindingRow, FindingView, findingContract } from './finding.contract.ts';
import { proofRoles } from './finding.model.ts';
import { findingEvents, findingRefusals, findingStateWords, proposalWords, words } from './finding.words.ts';

type Contract = typeof findingContract;
const api = apiOf<Contract>('finding');
const queries = queriesOf<Contract>('finding');
registerRefusals<Contract>(findingRefusals, { state: findingStateWords, severity: severityWords });
registerEvents(findingEvents);

export const townOptions = async () =>
  (await facilities.places({})).towns.map(({ code, name }) => ({ value: code, label: name }));

const pagesMax = 10;
/** Every facility this person may see, by name; a county has some hundred. */
export async function facilityOptions() {
  const options: { value: string; label: string }[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, nextCursor } = await facilities.list({ cursor });
    options.push(...items.map(({ id, name, townName }) => ({ value: id, label: `${townName} ${name}` })));
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return options;
}

async function clauseOptions() {
  const { clauses } = await apiOf<typeof regimeContract>('regime').read({});
  return clauses.map(({ id, number }) => ({ value: id, label: number }));
}

export function FindingList() {
  const t = useWords();
  return (
    <ListPage
      name="findings"
      title={words.findings}
      intro={t(words.intro)}
      empty={words.none}
      filters={{
        state: choice(words.state, findingStateWords),
        severity: choice(words.severity, severityWords),
        dimension: choice(words.dimension, dimensionWords),
        area: choice(words.area, areaWords),
        contractor: pickFilter(words.contractor, contractorOptions),
        facility: pickFilter(words.facility, facilityOptions),
        town: pickFilter(words.town, townOptions),
        clause: pickFilter(words.clause, clauseOptions),
        proposal: choice(words.waiting, { open: words.waitingOpen }),
      }}
      load={(filters, cursor) => api.list({ ...filters, cursor })}
      columns={findingColumns}
      open={({ id }) => `/findings/${id}`}
    />
  );
}

const findingColumns: readonly Column<FindingRow>[] = [
  {
    key: 'fact',
    words: words.fact,
    value: (finding) => finding.fact,
    narrow: 'title',
  },
  { key: 'number', words: words.number, value: ({ number }) => number, tight: true },
  {
    key: 'severity',
    words: words.severity,
    value: ({ severity }) => <StateTag of={severityWords} state={severity} />,
    tight: true,
  },
  {
    key: 'where',
    words: words.facility,
    value: ({ facilityName, townName }) =>
      facilityName ? [townName, facilityName].filter(Boolean).join(' ') : null,
  },
  { key: 'contractor', words: words.contractor, value: ({ contractorName }) => contractorName },
  {
    key: 'dimensions',
    words: words.dimension,
    value: ({ dimensions }, { t }) => dimensions.map((dimension) => t(dimensionWords[dimension])).join(' · '),
  },
  { key: 'found', words: words.foundOn, value: ({ foundOn }, { day }) => day(foundOn), tight: true },
  {
    key: 'state',
    words: words.state,
    value: (finding) => <States of={finding} />,
    narrow: 'tag',
  },
];

function States({ of }: { readonly of: Pick<FindingRow, 'state' | 'repeat' | 'proposal'> }) {
  return (
    <span className="tags">
      <StateTag of={findingStateWords} state={of.state} />
      {of.repeat ? <Mark words={words.repeat} tone="bad" /> : null}
      {of.proposal ? <Mark words={proposalWords[of.proposal]} tone="warn" /> : null}
    </span>
  );
}

export function FindingDetail() {
  const id = usePathParam('id');
  const t = useWords();
  const { day } = useFormat();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ finding, history }) => (
        <RecordPage
          kind={words.finding}
          kindAt="/findings"
          // A number is one word: its hyphen does not break.
          title={finding.number.replace('-', '\u2011')}
          state={
            <States
              of={{
                state: finding.state,
                repeat: finding.repeatOf !== null,
                proposal: finding.proposal?.kind ?? null,
              }}
            />
          }
          facts={[
            { words: words.fact, value: finding.fact, wide: true },
            { words: words.severity, value: <StateTag of={severityWords} state={finding.severity} /> },
            {
              words: words.dimension,
              value: finding.dimensions.map((dimension) => t(dimensionWords[dimension])).join(' · '),
            },
            { words: words.place, value: finding.place },
            {
              words: words.facility,
              value: finding.facility ? (
                <GoTo to={`/facilities/${finding.facility.id}`}>
                  {finding.facility.town} {finding.facility.name}
                </GoTo>
              ) : null,
            },
            { words: words.foundOn, value: day(finding.foundOn) },
            { words: words.foundBy, value: finding.foundBy.name },
            {
              words: words.inspection,
              value: <GoTo to={`/inspections/${finding.inspection.id}`}>{finding.inspection.number}</GoTo>,
            },
            { words: words.area, value: t(areaWords[finding.area]) },
            { words: words.item, value: finding.item ? t(finding.item.name) : null },
            {
              words: words.agreement,
              value: <GoTo to={`/agreements/${finding.agreement.id}`}>{finding.agreement.number}</GoTo>,
            },
            { words: words.contractor, value: finding.contractor.name },
            // What was withdrawn or put right on the spot has no period to run.
            finding.state !== 'withdrawn' &&
              finding.state !== 'put-right' && {
                words: words.period,
                value: t(words.periodDays, {
                  days: finding.workingDays,
                  kind: t(dayKindWords[finding.dayKind]),
                }),
              },
            (finding.state === 'rectifying' || finding.state === 'closed') && {
              words: words.rectification,
              value: (
                <GoTo to="/rectifications" search={{ search: finding.number }}>
                  {t(words.inLedger)}
                </GoTo>
              ),
            },
            finding.repeatOf && {
              words: words.repeatOf,
              value: (
                <>
                  <GoTo to={`/findings/${finding.repeatOf.id}`}>{finding.repeatOf.number}</GoTo>{' '}
                  <span className="soft">{t(repeatSameWords[finding.repeatOf.same])}</span>
                </>
              ),
            },
            finding.closedOn !== null && { words: words.closedOn, value: day(finding.closedOn) },
          ]}
          acts={<Acts of={finding} />}
          basis={finding.basis}
          history={history}
          thread={{ type: 'finding', id }}
        >
          <RecusalNote contractorId={finding.contractor.id} />
          <Proposal of={finding} />
          <Outcome of={finding} />
          <Section words={words.evidence}>
            <EvidenceGallery
              of={finding.evidence.filter(({ role }) => role !== 'photo-after' && !proofRoles.includes(role))}
            />
          </Section>
          {finding.evidence.some(({ role }) => proofRoles.includes(role)) ? (
            <Section words={words.proofOfProposal}>
              <EvidenceGallery of={finding.evidence.filter(({ role }) => proofRoles.includes(role))} />
            </Section>
          ) : null}
          {finding.putRight ? (
            <Section words={words.evidenceAfter}>
              <EvidenceGallery of={finding.evidence.filter(({ role }) => role === 'photo-after')} />
            </Section>
          ) : null}
        </RecordPage>
      )}
    </Loaded>
  );
}

function Proposal({ of }: { readonly of: FindingView }) {
  const t = useWords();
  const { instant } = useFormat();
  const { proposal } = of;
  if (!proposal) return null;
  return (
    <Notice tone="warn">
      <strong>
        {t(proposalWords[proposal.kind])}
        {proposal.severity ? ` → ${t(severityWords[proposal.severity])}` : ''}
      </strong>
      <span>{proposal.reason}</span>
      <span className="soft">
        {t(words.proposedBy)} {proposal.by.name} · {instant(proposal.at)}
      </span>
    </Notice>
  );
}

/** What two people decided, and what was put right: with the names and the reasons. */
function Outcome({ of }: { readonly of: FindingView }) {
  const t = useWords();
  const { withdrawal, lowered, putRight } = of;
  return (
    <>
      {withdrawal ? (
        <Notice>
          <strong>{t(words.withdrawal)}</strong>
          <span>{withdrawal.reason}</span>
          <span className="soft">
            {t(words.withdrawalBy, { proposer: withdrawal.proposedBy.name, by: withdrawal.by.name })}
          </span>
        </Notice>
      ) : null}
      {lowered ? (
        <Notice>
          <strong>
            {t(words.lowered)} · {t(words.loweredFrom, { from: t(severityWords[lowered.from]) })}
          </strong>
          <span>{lowered.reason}</span>
          <span className="soft">
            {t(words.withdrawalBy, { proposer: lowered.proposedBy.name, by: lowered.by.name })}
          </span>
        </Notice>
      ) : null}
      {putRight ? (
        <Notice tone="good">
          <strong>{t(findingStateWords['put-right'])}</strong>
          <span>{putRight.statement}</span>
          <span className="soft">
            {t(words.putRightBy)} {putRight.by.name}
          </span>
        </Notice>
      ) : null}
    </>
  );
}

function Acts({ of }: { readonly of: FindingView }) {
  const { id, version: basedOn, may, proposal } = of;
  const below: Partial<Record<Severity, (typeof severityWords)[Severity]>> = {
    ...(of.severity === 'serious' ? { major: severityWords.major } : {}),
    ordinary: severityWords.ordinary,
  };
  return (
    <>
      <Act
        name="decide"
        may={may}
        words={words.confirm}
        consequence={proposal?.kind === 'lower' ? words.confirmLowerMeans : words.confirmWithdrawMeans}
        facts={{ number: of.number }}
        reason
        primary
        danger={proposal?.kind === 'withdraw'}
        perform={({ reason }) => api.decide({ id, basedOn, confirmed: true, reason })}
      />
      <Act
        name="decide"
        may={may}
        words={words.decline}
        consequence={words.declineMeans}
        reason
        perform={({ reason }) => api.decide({ id, basedOn, confirmed: false, reason })}
      />
      <Act<{ statement: string; evidence?: string[] }>
        name="putRight"
        may={may}
        words={words.putRight}
        consequence={words.putRightMeans}
        primary
        perform={({ statement, evidence }) =>
          api.putRight({ id, basedOn, statement, evidence: evidence ?? [] })
        }
      >
        <Field name="statement" words={words.statement} required>
          <Lines maxLength={2000} />
        </Field>
        <Field name="evidence" words={words.photosAfter} required>
          <EvidenceUpload />
        </Field>
      </Act>
      {of.severity === 'ordinary' ? null : (
        <Act<{ severity: 'major' | 'ordinary'; evidence?: string[] }>
          name="proposeLowering"
          may={may}
          words={words.lower}
          consequence={words.lowerMeans}
          reason
          perform={({ severity, reason, evidence }) =>
            api.proposeLowering({ id, basedOn, severity, reason, evidence: evidence ?? [] })
          }
        >
          <Field name="severity" words={words.newSeverity} required>
            <Choice words={below as Record<Severity, (typeof severityWords)[Severity]>} />
          </Field>
          <Field name="evidence" words={words.proof} required>
            <EvidenceUpload />
          </Field>
        </Act>
      )}
      <Act<{ evidence?: string[] }>
        name="proposeWithdrawal"
        may={may}
        words={words.withdraw}
        consequence={words.withdrawMeans}
        reason
        danger
        perform={({ reason, evidence }) =>
          api.proposeWithdrawal({ id, basedOn, reason, evidence: evidence ?? [] })
        }
      >
        <Field name="evidence" words={words.proof} required>
          <EvidenceUpload />
        </Field>
      </Act>
    </>
  );
}

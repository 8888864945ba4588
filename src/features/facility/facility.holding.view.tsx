import { apiOf } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { GoTo } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { EvidenceGallery, EvidenceUpload } from '#web/ui/evidence.tsx';
import { Field, Pick } from '#web/ui/form-page.tsx';
import { Section } from '#web/ui/record-page.tsx';
import { Rows } from '#web/ui/rows.tsx';
import type { agreementContract } from '../agreement/agreement.contract.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import { areaOfFacility } from '../regime/regime.rules.ts';
import type { FacilityView, facilityContract, HoldingView } from './facility.contract.ts';
import { words } from './facility.words.ts';

const agreements = apiOf<typeof agreementContract>('agreement');
const facilities = apiOf<typeof facilityContract>('facility');
const pagesMax = 20;

/** Contracts in force, by number, with the contractor's name; those of one content, without the one that holds a facility now. */
export async function agreementOptions({
  area,
  but,
}: {
  readonly area?: ContentArea;
  readonly but?: string;
} = {}) {
  const options: { value: string; label: string }[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pagesMax; page += 1) {
    const { items, nextCursor } = await agreements.list({ state: 'in-force', area, cursor });
    options.push(
      ...items
        .filter(({ id }) => id !== but)
        .map(({ id, number, name, contractorName }) => ({
          value: id,
          label: `${number} · ${name} · ${contractorName}`,
        })),
    );
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return options;
}

/** Who held it, newest first, each with what proves the hand-over. */
export function Holdings({ of }: { readonly of: readonly HoldingView[] }) {
  const t = useWords();
  const papers = of.toReversed().flatMap(({ evidence }) => evidence);
  return (
    <Section words={words.holdings}>
      <Rows
        items={of.toReversed()}
        rowKey={({ fromOn }) => fromOn}
        caption={words.holdings}
        columns={[
          {
            key: 'contractor',
            words: words.contractor,
            value: ({ contractorId, contractorName }) => (
              <ContractorName id={contractorId} name={contractorName} />
            ),
            narrow: 'title',
          },
          {
            key: 'agreement',
            words: words.agreement,
            value: ({ agreementId, agreementNumber }) =>
              agreementId ? <GoTo to={`/agreements/${agreementId}`}>{agreementNumber}</GoTo> : null,
            tight: true,
          },
          { key: 'from', words: words.fromOn, value: ({ fromOn }, { day }) => day(fromOn), tight: true },
          {
            key: 'until',
            words: words.handedOverOn,
            value: ({ handedOverOn }, { day }) =>
              handedOverOn ? day(handedOverOn) : <span className="soft">{t(words.toDate)}</span>,
            tight: true,
          },
          { key: 'reason', words: words.handOverReason, value: ({ reason }) => reason || null },
        ]}
      />
      {of.length > 1 ? <p className="soft">{t(words.holdingsHint)}</p> : null}
      {papers.length > 0 ? (
        <>
          <h3>{t(words.handOverPapers)}</h3>
          <EvidenceGallery of={papers} />
        </>
      ) : null}
    </Section>
  );
}

/** A contractor has no page of another. */
function ContractorName({ id, name }: { readonly id: string | null; readonly name: string }) {
  const { organisation } = useMe();
  return id === null || organisation.kind === 'contractor' ? (
    name
  ) : (
    <GoTo to={`/organisations/${id}`}>{name}</GoTo>
  );
}

export function Transfer({ facility }: { readonly facility: FacilityView }) {
  const today = useToday();
  return (
    <Act<{ agreementId: string; fromOn: string; evidenceIds?: string[] }>
      name="transfer"
      may={facility.may}
      words={words.transfer}
      consequence={words.transferMeans}
      reason
      initial={{ fromOn: today }}
      perform={({ agreementId, fromOn, evidenceIds = [], reason }) =>
        facilities.transfer({
          id: facility.id,
          basedOn: facility.version,
          agreementId,
          fromOn,
          reason,
          evidenceIds,
        })
      }
    >
      <Field name="agreementId" words={words.takenOverBy} required>
        <Pick
          of={`agreements-to-take-over-${facility.agreementId}`}
          load={() => agreementOptions({ area: areaOfFacility(facility.kind), but: facility.agreementId })}
        />
      </Field>
      <Field name="fromOn" words={words.takenOverFrom} required>
        <DateInput />
      </Field>
      <Field name="evidenceIds" words={words.handOverPapers} required>
        <EvidenceUpload />
      </Field>
    </Act>
  );
}

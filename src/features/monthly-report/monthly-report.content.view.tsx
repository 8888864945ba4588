import type { OutputOf } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { EvidenceGallery, EvidenceUpload } from '#web/ui/evidence.tsx';
import { Field, FieldGroup } from '#web/ui/form-page.tsx';
import { Mark } from '#web/ui/state-tag.tsx';
import { byKind, partsToRead } from './monthly-report.content.rules.ts';
import type { monthlyReportContract } from './monthly-report.contract.ts';
import { narrativeWords, words } from './monthly-report.words.ts';

type Report = OutputOf<typeof monthlyReportContract, 'find'>;
type Of = { readonly of: Report };

/** What the county asks for in words, and what an older report says beyond it. */
export function Narrative({ of: { asked, revision } }: Of) {
  const t = useWords();
  return (
    <dl className="facts">
      {partsToRead(asked.narrative, revision).map((part) => (
        <div key={part} className="wide">
          <dt>{t(narrativeWords[part])}</dt>
          <dd className="said">{revision[part].trim() === '' ? '—' : revision[part]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The papers kind by kind: each the regime names, there or not, and all others. */
export function Attachments({ of: { asked, evidence } }: Of) {
  const t = useWords();
  const kinds = byKind(asked.attachments, evidence);
  if (kinds.length === 0) return <p className="soft">{t(words.noAttachments)}</p>;
  return kinds.map(({ asked: kind, papers }) => (
    <section key={kind?.id ?? ''} className="papers">
      <h3>
        {t(kind?.name ?? words.otherPapers)}{' '}
        {kind?.required && papers.length === 0 ? <Mark words={words.required} tone="warn" /> : null}
      </h3>
      {papers.length > 0 ? <EvidenceGallery of={papers} /> : <p className="soft">{t(words.notAttached)}</p>}
    </section>
  ));
}

/** A place for each paper the regime names, and one for all others. */
export function AttachmentFields({
  asked,
  evidence,
}: Pick<Report, 'asked'> & { readonly evidence: Report['evidence'] }) {
  const known = (kind: string | null): Report['evidence'] =>
    evidence.filter(
      (one) => (asked.attachments.some(({ id }) => id === one.kind) ? one.kind : null) === kind,
    );
  return (
    <FieldGroup words={words.attachments}>
      {asked.attachments.map(({ id, name, required }) => (
        <Field
          key={id}
          name={['attachments', id]}
          words={name}
          marked={required}
          hint={required ? words.requiredPaper : words.optionalPaper}
        >
          <EvidenceUpload compact known={known(id)} />
        </Field>
      ))}
      <Field name="evidenceIds" words={asked.attachments.length > 0 ? words.otherPapers : words.attachments}>
        <EvidenceUpload known={known(null)} />
      </Field>
    </FieldGroup>
  );
}

import { Checkbox, Input } from 'antd';
import { useWords } from '#web/language.tsx';
import { GoButton } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import { Choice, type Control, Field, FieldRow, Lines } from '#web/ui/field.tsx';
import { api, type Found } from './supervision-letter.client.view.tsx';
import type { PendingFinding } from './supervision-letter.contract.ts';
import type { ServiceMethod } from './supervision-letter.model.ts';
import { serviceMethods, words } from './supervision-letter.words.ts';

type Service = {
  readonly method: ServiceMethod;
  readonly servedOn: string;
  readonly servedTo: string;
  readonly witness?: string | null;
  readonly note?: string | null;
  readonly evidence?: string[];
};

/** The steps open to this person, the main one first. */
export function LetterActs({ found }: { readonly found: Found }) {
  const today = useToday();
  const { letter, leftOut } = found;
  const { id, version: basedOn, may } = letter;
  const facts = {
    title: letter.title,
    number: letter.number ?? '',
    contractor: letter.contractor.name,
    count: letter.items.length,
    reason: letter.reason ?? '',
    replaces: letter.replaces?.number ?? '',
  };
  const revoking = letter.kind === 'revocation';
  return (
    <>
      {may.amend ? <GoButton to={`/letters/${id}/amend`} words={words.amend} /> : null}
      <Act
        name="review"
        may={may}
        words={words.review}
        consequence={revoking ? words.revocationStep : words.reviewMeans}
        facts={facts}
        primary
        perform={() => api.review({ id, basedOn })}
      />
      <Act
        name="sign"
        may={may}
        words={words.sign}
        consequence={revoking ? words.revocationStep : words.signMeans}
        facts={facts}
        primary
        perform={() => api.sign({ id, basedOn })}
      />
      <Act<{ leftOut?: string[] }>
        name="issue"
        may={may}
        words={words.issue}
        consequence={revoking ? words.revocationStep : words.issueMeans}
        facts={facts}
        primary
        perform={({ leftOut: said }) => api.issue({ id, basedOn, leftOut: said ?? [] })}
      >
        {leftOut.length > 0 ? (
          <Field name="leftOut" words={words.leftOut} hint={words.leftOutMeans}>
            <LeaveOut of={leftOut} />
          </Field>
        ) : null}
      </Act>
      <Act<Service>
        name="serve"
        may={may}
        words={words.serve}
        consequence={revoking ? words.serveRevocation : words.serveMeans}
        facts={facts}
        primary
        initial={{ servedOn: today, method: 'direct' }}
        perform={({ method, servedOn, servedTo, witness, note, evidence }) =>
          api.serve({
            id,
            basedOn,
            method,
            servedOn,
            servedTo,
            witness: witness ?? null,
            note: note ?? null,
            evidence: evidence ?? [],
          })
        }
      >
        <Field name="method" words={words.method} required>
          <Choice words={serviceMethods} />
        </Field>
        <FieldRow>
          <Field name="servedOn" words={words.servedOn} required hint={words.servedOnHint}>
            <DateInput />
          </Field>
          <Field name="servedTo" words={words.servedTo} required>
            <Input maxLength={60} />
          </Field>
        </FieldRow>
        <Field name="witness" words={words.witness} hint={words.witnessHint}>
          <Input maxLength={60} />
        </Field>
        <Field name="note" words={words.serviceNote}>
          <Lines maxLength={500} rows={1} />
        </Field>
        <Field name="evidence" words={words.serviceEvidence}>
          <EvidenceUpload />
        </Field>
      </Act>
      <Act
        name="acknowledge"
        may={may}
        words={words.acknowledge}
        consequence={revoking ? words.acknowledgeRevocation : words.acknowledgeMeans}
        primary
        perform={() => api.acknowledge({ id, basedOn })}
      />
      <Act
        name="sendBack"
        may={may}
        words={words.sendBack}
        consequence={words.sendBackMeans}
        reason
        perform={({ reason }) => api.sendBack({ id, basedOn, reason })}
      />
      <Act
        name="revoke"
        may={may}
        words={words.revoke}
        consequence={words.revokeMeans}
        facts={facts}
        reason
        danger
        perform={({ reason }) => api.revoke({ id, basedOn, reason })}
      />
      <Act
        name="void"
        may={may}
        words={words.void}
        consequence={words.voidMeans}
        reason
        danger
        perform={({ reason }) => api.void({ id, basedOn, reason })}
      />
    </>
  );
}

/** Ticked one by one: nothing is left out by a single press. */
function LeaveOut({ of, ...control }: Control<string[]> & { readonly of: readonly PendingFinding[] }) {
  const t = useWords();
  const chosen = control.value ?? [];
  return (
    <ul className="plain-list">
      {of.map((finding) => (
        <li key={finding.id}>
          <Checkbox
            checked={chosen.includes(finding.id)}
            onChange={({ target }) =>
              control.onChange?.(
                target.checked ? [...chosen, finding.id] : chosen.filter((one) => one !== finding.id),
              )
            }
          >
            {t(words.leaveOut)} · {finding.number} {finding.place}：{finding.fact}
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}

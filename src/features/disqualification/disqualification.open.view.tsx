import { useQuery } from '@tanstack/react-query';
import { useNewId } from '#web/api.ts';
import { useWords } from '#web/language.tsx';
import { useGo, useSearchParam } from '#web/routing.tsx';
import { asIs } from '#web/told.ts';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import { Choice, Field, Lines } from '#web/ui/field.tsx';
import { FormPage } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import type { CaseView, TriggerView } from './disqualification.case.contract.ts';
import { api, queries } from './disqualification.client.view.tsx';
import { LaidOut } from './disqualification.facts.view.tsx';
import { words } from './disqualification.words.ts';

/** 立案: the facts as they will be frozen stand above the form. */
export function CaseOpen() {
  const [contractor] = useSearchParam('contractor');
  const query = useQuery(queries.triggers.queryOptions({ input: contractor ? { contractor } : {} }));
  return (
    <Loaded query={query}>
      {({ items }) => {
        const trigger = items.find((one) => one.contractor.id === contractor);
        return trigger ? <OpenForm of={trigger} /> : null;
      }}
    </Loaded>
  );
}

type Draft = { readonly groundId: string; readonly reasons: string; readonly evidence?: string[] };

function OpenForm({ of }: { readonly of: TriggerView }) {
  const t = useWords();
  const go = useGo();
  const id = useNewId();
  const grounds = Object.fromEntries(
    of.grounds.map((ground) => [
      ground.id,
      ground.open ? ground.name : asIs(`${t(ground.name)}${t(words.groundNotOpen)}`),
    ]),
  );
  const [first] = of.grounds.filter(({ open, kind }) => open && kind !== 'stated');
  return (
    <FormPage<Draft, CaseView>
      title={words.open}
      intro={
        <>
          <p>
            <strong>{of.contractor.name}</strong>
          </p>
          <p className="soft">{t(words.openLead)}</p>
          <LaidOut of={of.laidOut} narrow />
        </>
      }
      initial={first ? { groundId: first.id } : {}}
      submit={({ evidence, ...draft }) =>
        api.open({ id, contractorId: of.contractor.id, ...draft, evidence: evidence ?? [] })
      }
      submitWords={words.open}
      done={(opened) => go(`/disqualifications/${opened.id}`, { replace: true })}
      refusalsAt={{
        'disqualification.not-triggered': 'groundId',
        'disqualification.proof-missing': 'evidence',
        'disqualification.evidence-unknown': 'evidence',
      }}
    >
      <Field name="groundId" words={words.ground} required>
        <Choice words={grounds} />
      </Field>
      <Field name="reasons" words={words.reasons} required hint={words.openReasonsHint}>
        <Lines rows={4} />
      </Field>
      <Field name="evidence" words={words.evidence} hint={words.evidenceHint}>
        <EvidenceUpload />
      </Field>
    </FormPage>
  );
}

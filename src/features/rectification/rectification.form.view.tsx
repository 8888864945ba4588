import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useWords } from '#web/language.tsx';
import { useGo, usePathParam } from '#web/routing.tsx';
import { useMe, useToday } from '#web/session.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { DueDate } from '#web/ui/due-date.tsx';
import { EvidenceGallery, EvidenceUpload } from '#web/ui/evidence.tsx';
import { Choice, Field, Lines, Pick } from '#web/ui/field.tsx';
import { FormPage } from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { api, queries } from './rectification.client.view.tsx';
import type { RectificationView } from './rectification.contract.ts';
import type { Conclusion } from './rectification.model.ts';
import { candidatesOf } from './rectification.record.view.tsx';
import { conclusions, words } from './rectification.words.ts';

type Report = {
  readonly cause: string;
  readonly measure: string;
  readonly responsiblePerson: string;
  readonly result: string;
  readonly completedOn: string;
  readonly evidence?: string[];
};

/** 整改报告, item by item: filled in where the work was done, on a phone. */
export function RectificationReport() {
  const id = usePathParam('id');
  const go = useGo();
  const t = useWords();
  const today = useToday();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ rectification }) => (
        <FormPage<Report, RectificationView>
          title={words.report}
          intro={
            <>
              <About of={rectification} />
              <p className="soft">{t(words.reportHint)}</p>
            </>
          }
          initial={{ completedOn: today }}
          basedOn={rectification.version}
          reload={() => query.refetch()}
          submit={(values, basedOn) =>
            api.report({ id, basedOn, ...values, evidence: values.evidence ?? [] })
          }
          done={() => go(`/rectifications/${id}`, { replace: true })}
          refusalsAt={{
            'rectification.evidence-missing': 'evidence',
            'rectification.evidence-unknown': 'evidence',
            'rectification.same-photo': 'evidence',
            'rectification.completed-in-future': 'completedOn',
            'rectification.completed-before-found': 'completedOn',
          }}
        >
          <Field name="evidence" words={words.evidence} required hint={words.evidenceHint}>
            <EvidenceUpload />
          </Field>
          <Field name="cause" words={words.cause} required hint={words.causeHint}>
            <Lines rows={2} />
          </Field>
          <Field name="measure" words={words.measure} required hint={words.measureHint}>
            <Lines rows={2} />
          </Field>
          <Field name="result" words={words.result} required hint={words.resultHint}>
            <Lines rows={2} />
          </Field>
          <Field name="responsiblePerson" words={words.responsible} required>
            <Input maxLength={60} />
          </Field>
          <Field name="completedOn" words={words.completedOn} required>
            <DateInput />
          </Field>
        </FormPage>
      )}
    </Loaded>
  );
}

type Visit = {
  readonly members: string[];
  readonly inspectedOn: string;
  readonly conclusion: Conclusion;
  readonly fact: string;
  readonly evidence?: string[];
};

/** 复查: what the re-inspectors saw, with the old picture before their eyes. */
export function RectificationReinspection() {
  const id = usePathParam('id');
  const go = useGo();
  const t = useWords();
  const me = useMe();
  const today = useToday();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ rectification }) => (
        <FormPage<Visit, RectificationView>
          title={words.reinspect}
          intro={
            <>
              <About of={rectification} />
              <EvidenceGallery of={rectification.finding.evidence} />
              <p className="soft">{t(words.reinspectMeans)}</p>
            </>
          }
          initial={{
            inspectedOn: today,
            members: rectification.planned?.team.map((person) => person.id) ?? [me.person.id],
          }}
          basedOn={rectification.version}
          reload={() => query.refetch()}
          submit={(values, basedOn) =>
            api.reinspect({ id, basedOn, ...values, evidence: values.evidence ?? [] })
          }
          done={() => go(`/rectifications/${id}`, { replace: true })}
          refusalsAt={{
            'rectification.after-photo-missing': 'evidence',
            'rectification.evidence-unknown': 'evidence',
            'rectification.same-photo': 'evidence',
            'rectification.too-few-reinspectors': 'members',
            'rectification.not-in-group': 'members',
            'rectification.related': 'members',
            'rectification.finder-alone': 'members',
            'rectification.recorder-not-there': 'members',
            'rectification.inspected-in-future': 'inspectedOn',
            'rectification.inspected-before-report': 'inspectedOn',
          }}
        >
          <Field name="members" words={words.members} required hint={words.membersHint}>
            <Pick of={`reinspectors-${id}`} load={() => candidatesOf(id, t)} several />
          </Field>
          <Field name="inspectedOn" words={words.inspectedOn} required>
            <DateInput />
          </Field>
          <Field name="conclusion" words={words.conclusion} required>
            <Choice words={conclusions} />
          </Field>
          <Field name="fact" words={words.seen} required>
            <Lines rows={3} />
          </Field>
          <Field name="evidence" words={words.after} hint={words.afterHint}>
            <EvidenceUpload />
          </Field>
        </FormPage>
      )}
    </Loaded>
  );
}

/** What it is about, for someone who stands before it. */
function About({ of }: { readonly of: RectificationView }) {
  const t = useWords();
  return (
    <>
      <p>
        <strong>{of.finding.number}</strong> {of.finding.place}：{of.finding.fact}
      </p>
      <p>
        {t(words.requirement)}：{of.requirement}
      </p>
      <p>
        {t(words.dueOn)}：<DueDate on={of.dueOn} provisional={of.provisional} />
      </p>
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { type InputOf, useNewId } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useWords } from '#web/language.tsx';
import { useGo, usePathParam } from '#web/routing.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { EvidenceUpload } from '#web/ui/evidence.tsx';
import {
  Choice,
  Field,
  FieldList,
  FieldRow,
  FormPage,
  Lines,
  NumberInput,
  useFieldValue,
  YesNo,
} from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { areaWords } from '../regime/regime.words.ts';
import type { planContract } from './plan.contract.ts';
import { api, queries } from './plan.view.tsx';
import { lineFieldWords, words } from './plan.words.ts';

type Contract = typeof planContract;
type Register = Omit<InputOf<Contract, 'registerProject'>, 'id'>;
type AmendProject = Omit<InputOf<Contract, 'amendProject'>, 'id' | 'basedOn'>;

export function ProjectForm() {
  const id = useNewId();
  const go = useGo();
  return (
    <FormPage
      title={words.registerProject}
      initial={{ nameEn: '' }}
      submit={({ nameEn = '', ...values }: Register) => api.registerProject({ id, nameEn, ...values })}
      done={(project) => go(`/project?id=${project.id}`, { replace: true })}
      cancel={() => go('/project')}
      refusalsAt={{ 'project.before-regime': 'startsOn', 'project.dates-reversed': 'endsOn' }}
    >
      <ProjectNames />
      <FieldRow>
        <Field name="batchYear" words={words.batchYear} required>
          <NumberInput />
        </Field>
        <Field name="startsOn" words={words.startsOn} required>
          <DateInput />
        </Field>
        <Field name="endsOn" words={words.endsOn} nullable>
          <DateInput />
        </Field>
      </FieldRow>
      <ProjectMoney />
    </FormPage>
  );
}

function ProjectNames() {
  return (
    <FieldRow>
      <Field name="name" words={words.name} required>
        <Input maxLength={120} />
      </Field>
      <Field name="nameEn" words={words.nameEn}>
        <Input maxLength={160} />
      </Field>
    </FieldRow>
  );
}

function ProjectMoney() {
  return (
    <FieldRow>
      <Field name="centralFen" words={words.central} required>
        <MoneyInput />
      </Field>
      <Field name="localFen" words={words.local} required>
        <MoneyInput />
      </Field>
    </FieldRow>
  );
}

export function ProjectAmend() {
  const id = usePathParam('id');
  const go = useGo();
  const query = useQuery(queries.project.queryOptions({ input: { id } }));
  const back = `/project?id=${id}`;
  return (
    <Loaded query={query}>
      {({ project: { name, nameEn, centralFen, localFen, endsOn, version } }) => (
        <FormPage
          title={words.amendProject}
          initial={{ name, nameEn, centralFen, localFen, endsOn }}
          basedOn={version}
          reload={() => query.refetch()}
          submit={({ nameEn: english = '', ...values }: AmendProject, basedOn) =>
            api.amendProject({ id, basedOn, nameEn: english, ...values })
          }
          done={({ proposal }) => go(proposal ? `/proposals/${proposal.id}` : back, { replace: true })}
          cancel={() => go(back)}
          refusalsAt={{
            'project.paper-missing': 'documentNumber',
            'project.dates-reversed': 'endsOn',
            'project.below-plan': 'centralFen',
          }}
        >
          <ProjectNames />
          <ProjectMoney />
          <Field name="documentNumber" words={words.documentNumber} hint={words.moneyByTwo}>
            <Input maxLength={80} />
          </Field>
          <Field name="evidence" words={words.papers}>
            <EvidenceUpload />
          </Field>
          <Field name="endsOn" words={words.endsOn} nullable>
            <DateInput />
          </Field>
          <Field name="reason" words={words.reason} required>
            <Lines />
          </Field>
        </FormPage>
      )}
    </Loaded>
  );
}

type Save = Omit<InputOf<Contract, 'save'>, 'id' | 'basedOn'>;

/** The draft's lines, added, changed and taken out, with their sum held against the project's money. */
export function PlanEdit() {
  const id = usePathParam('id');
  const t = useWords();
  const go = useGo();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  const back = () => go(`/plans/${id}`, { replace: true });
  return (
    <Loaded query={query}>
      {({ plan, project }) => (
        <FormPage
          title={words.editTitle}
          intro={`${project.name} · ${t(words.planNumber, { number: plan.number })}`}
          initial={{ reason: plan.reason, lines: plan.lines }}
          basedOn={plan.version}
          reload={() => query.refetch()}
          submitWords={words.save}
          submit={({ reason = '', lines = [] }: Save, basedOn) => api.save({ id, basedOn, reason, lines })}
          done={back}
          cancel={back}
          refusalsAt={{ 'plan.reason-required': 'reason' }}
        >
          <Field
            name="reason"
            words={words.changeReason}
            hint={words.changeReasonHint}
            required={plan.number > 1}
          >
            <Lines />
          </Field>
          <FieldList
            name="lines"
            words={words.lines}
            add={words.addLine}
            initial={{ important: true }}
            atMost={300}
          >
            {(at) => <LineFields at={at} />}
          </FieldList>
          <BudgetSum moneyFen={project.moneyFen} />
        </FormPage>
      )}
    </Loaded>
  );
}

function LineFields({ at }: { readonly at: number }) {
  return (
    <>
      <FieldRow>
        <Field name={[at, 'area']} words={lineFieldWords.area} required>
          <Choice words={areaWords} />
        </Field>
        <Field name={[at, 'task']} words={lineFieldWords.task} required>
          <Input maxLength={120} />
        </Field>
      </FieldRow>
      <Field name={[at, 'content']} words={lineFieldWords.content} required>
        <Lines rows={2} />
      </Field>
      <FieldRow>
        <Field name={[at, 'target']} words={lineFieldWords.target} required>
          <NumberInput />
        </Field>
        <Field name={[at, 'unit']} words={lineFieldWords.unit} required>
          <Input maxLength={20} />
        </Field>
        <Field name={[at, 'budgetFen']} words={lineFieldWords.budgetFen} required>
          <MoneyInput />
        </Field>
      </FieldRow>
      <FieldRow>
        <Field name={[at, 'plannedStartOn']} words={lineFieldWords.plannedStartOn} required>
          <DateInput />
        </Field>
        <Field name={[at, 'plannedFinishOn']} words={lineFieldWords.plannedFinishOn} required>
          <DateInput />
        </Field>
        <Field name={[at, 'important']} words={lineFieldWords.important} required>
          <YesNo />
        </Field>
      </FieldRow>
    </>
  );
}

function BudgetSum({ moneyFen }: { readonly moneyFen: number }) {
  const t = useWords();
  const { yuan } = useFormat();
  const lines = useFieldValue<readonly ({ readonly budgetFen?: number | null } | undefined)[]>('lines') ?? [];
  const total = lines.reduce(
    (sum, line) => sum + (Number.isSafeInteger(line?.budgetFen) ? Number(line?.budgetFen) : 0),
    0,
  );
  const left = moneyFen - total;
  const facts = { total: yuan(total), money: yuan(moneyFen), left: yuan(Math.abs(left)) };
  return (
    <Notice tone={left < 0 ? 'bad' : 'info'} urgent={left < 0}>
      {t(left < 0 ? words.moneyExceeded : words.moneyUsed, facts)}
    </Notice>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { apiOf, type InputOf, useNewId } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { useGo, usePathParam } from '#web/routing.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import {
  Choice,
  Field,
  FieldGroup,
  FieldList,
  FieldRow,
  FormPage,
  Lines,
  NumberInput,
  Pick,
  useFieldValue,
} from '#web/ui/form-page.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { MoneyInput } from '#web/ui/money-input.tsx';
import { Notice } from '#web/ui/notice.tsx';
import type { planContract } from '../plan/plan.contract.ts';
import { areaWords } from '../regime/regime.words.ts';
import type { agreementContract, PromisedLineView } from './agreement.contract.ts';
import { api, contractorOptions, queries } from './agreement.view.tsx';
import { words } from './agreement.words.ts';

type Contract = typeof agreementContract;
const plans = apiOf<typeof planContract>('plan');

const projectOptions = async () =>
  (await plans.projects({})).items.map(({ id, name, batchYear }) => ({
    value: id,
    label: `${batchYear} · ${name}`,
  }));

type Sign = Omit<InputOf<Contract, 'sign'>, 'id'>;
const firstInstalment = { number: 1, requiredProgress: 0 };

export function AgreementForm() {
  const id = useNewId();
  const go = useGo();
  return (
    <FormPage
      title={words.sign}
      initial={{ instalments: [firstInstalment] as Sign['instalments'] }}
      submit={(values: Sign) => api.sign({ id, ...values })}
      done={({ agreement }) => go(`/agreements/${agreement.id}`, { replace: true })}
      cancel={() => go('/agreements')}
      refusalsAt={{
        ...refusalsAt,
        'agreement.number-taken': 'number',
        'agreement.lot-taken': 'lot',
        'agreement.contractor-unfit': 'contractorId',
        'agreement.before-regime': 'signedOn',
        'agreement.before-project': 'signedOn',
        'agreement.signed-in-future': 'signedOn',
      }}
    >
      <FieldRow>
        <Field name="projectId" words={words.project} required>
          <Pick of="projects" load={projectOptions} />
        </Field>
        <Field name="contractorId" words={words.contractor} required>
          <Pick of="contractors" load={contractorOptions} />
        </Field>
      </FieldRow>
      <FieldRow>
        <Field name="number" words={words.number} required>
          <Input maxLength={60} />
        </Field>
        <Field name="lot" words={words.lot} required>
          <Input maxLength={60} />
        </Field>
      </FieldRow>
      <Field name="name" words={words.name} required>
        <Input maxLength={160} />
      </Field>
      <FieldRow>
        <Field name="signedOn" words={words.signedOn} required>
          <DateInput />
        </Field>
        <Field name="startsOn" words={words.startsOn} required>
          <DateInput />
        </Field>
        <Field name="endsOn" words={words.endsOn} required>
          <DateInput />
        </Field>
      </FieldRow>
      <SignedTerms />
    </FormPage>
  );
}

const refusalsAt = {
  'agreement.no-lines': 'lineKeys',
  'agreement.line-not-in-plan': 'lineKeys',
  'agreement.line-outside-areas': 'lineKeys',
  'agreement.dates-reversed': 'endsOn',
  'agreement.below-paid': 'amountFen',
} as const;

function SignedTerms() {
  const projectId = useFieldValue<string>('projectId');
  return <Terms projectId={projectId} promised={[]} />;
}

type Option = { readonly value: string; readonly label: string };

/** The lines of the plan in force, and those the contract promised earlier. */
async function lineOptions(
  projectId: string | undefined,
  promised: readonly PromisedLineView[],
  areaName: (area: PromisedLineView['area']) => string,
): Promise<readonly Option[]> {
  const inForce = projectId ? ((await plans.project({ id: projectId })).inForce?.lines ?? []) : [];
  const dropped = promised.filter(({ inPlan }) => !inPlan);
  return [...inForce, ...dropped].map(({ lineKey, area, task, target, unit }) => ({
    value: lineKey,
    label: `${areaName(area)} · ${task} · ${target} ${unit}`,
  }));
}

function Terms({
  agreementId,
  projectId,
  promised,
}: {
  readonly agreementId?: string;
  readonly projectId: string | undefined;
  readonly promised: readonly PromisedLineView[];
}) {
  const t = useWords();
  const { language } = useLanguage();
  return (
    <>
      <Field name="areas" words={words.areas} required>
        <Choice words={areaWords} several />
      </Field>
      <Field name="lineKeys" words={words.lines} hint={words.linesHint} required>
        <Pick
          of={`plan-lines ${language} ${projectId ?? ''} ${agreementId ?? ''}`}
          load={() => lineOptions(projectId, promised, (area) => t(areaWords[area]))}
          several
        />
      </Field>
      <Field name="amountFen" words={words.amount} required>
        <MoneyInput />
      </Field>
      <FieldList
        name="instalments"
        words={words.instalments}
        add={words.addInstalment}
        initial={{ requiredProgress: 0 }}
        atLeast={1}
        atMost={60}
      >
        {(at) => <InstalmentFields at={at} />}
      </FieldList>
      <InstalmentSum />
    </>
  );
}

function InstalmentFields({ at }: { readonly at: number }) {
  const t = useWords();
  return (
    <>
      <FieldRow>
        <Field name={[at, 'number']} words={words.instalmentNumber} required>
          <NumberInput />
        </Field>
        <Field name={[at, 'name']} words={words.instalmentName} required>
          <Input maxLength={60} />
        </Field>
        <Field name={[at, 'amountFen']} words={words.instalmentAmount} required>
          <MoneyInput />
        </Field>
      </FieldRow>
      <FieldRow>
        <Field name={[at, 'requiredProgress']} words={words.requiredProgress} required>
          <NumberInput unit={t(words.percent)} />
        </Field>
        <Field name={[at, 'plannedOn']} words={words.plannedOn} required>
          <DateInput />
        </Field>
      </FieldRow>
      <Field name={[at, 'condition']} words={words.condition} required>
        <Lines rows={2} maxLength={1000} />
      </Field>
    </>
  );
}

function InstalmentSum() {
  const t = useWords();
  const { yuan } = useFormat();
  const amount = useFieldValue<number>('amountFen');
  const instalments =
    useFieldValue<readonly ({ readonly amountFen?: number | null } | undefined)[]>('instalments') ?? [];
  const total = instalments.reduce(
    (sum, each) => sum + (Number.isSafeInteger(each?.amountFen) ? Number(each?.amountFen) : 0),
    0,
  );
  if (!Number.isSafeInteger(amount) || amount === undefined) return null;
  return total === amount ? (
    <Notice tone="good">{t(words.sumRight, { total: yuan(total) })}</Notice>
  ) : (
    <Notice tone="warn">
      {t(words.sumWrong, {
        total: yuan(total),
        amount: yuan(amount),
        difference: yuan(Math.abs(amount - total)),
      })}
    </Notice>
  );
}

type Amend = Omit<InputOf<Contract, 'amend'>, 'id' | 'basedOn'>;

export function AgreementAmend() {
  const id = usePathParam('id');
  const t = useWords();
  const go = useGo();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  const back = () => go(`/agreements/${id}`, { replace: true });
  return (
    <Loaded query={query}>
      {({ agreement, instalments, lines }) => (
        <FormPage
          title={words.amend}
          intro={`${agreement.number} · ${agreement.name}`}
          initial={{
            name: agreement.name,
            endsOn: agreement.endsOn,
            areas: agreement.areas,
            lineKeys: agreement.lineKeys,
            amountFen: agreement.amountFen,
            instalments: instalments.map(
              ({ number, name, amountFen, condition, requiredProgress, plannedOn }) => ({
                number,
                name,
                amountFen,
                condition,
                requiredProgress,
                plannedOn,
              }),
            ),
          }}
          basedOn={agreement.version}
          reload={() => query.refetch()}
          submit={(values: Amend, basedOn) => api.amend({ id, basedOn, ...values })}
          done={back}
          cancel={back}
          refusalsAt={refusalsAt}
        >
          <FieldRow>
            <Field name="name" words={words.name} required>
              <Input maxLength={160} />
            </Field>
            <Field name="endsOn" words={words.endsOn} required>
              <DateInput />
            </Field>
          </FieldRow>
          <Field name="reason" words={words.reason} required>
            <Lines />
          </Field>
          {instalments.some(({ state }) => state !== 'planned' && state !== 'refused') ? (
            <Notice>{t(words.fixedInstalments)}</Notice>
          ) : null}
          <FieldGroup words={words.agreement}>
            <Terms agreementId={id} projectId={agreement.projectId} promised={lines} />
          </FieldGroup>
        </FormPage>
      )}
    </Loaded>
  );
}

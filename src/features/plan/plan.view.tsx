import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import type { Language } from '#kernel/words.ts';
import { apiOf, type OutputOf, queriesOf } from '#web/api.ts';
import { useFormat } from '#web/format.ts';
import { useLanguage, useWords } from '#web/language.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { GoButton, GoTo, useGo, usePathParam, useSearchParam } from '#web/routing.tsx';
import { useToday } from '#web/session.tsx';
import { asIs } from '#web/told.ts';
import { Act } from '#web/ui/act.tsx';
import { DateInput } from '#web/ui/date-input.tsx';
import { Field, Lines } from '#web/ui/form-page.tsx';
import { registerEvents } from '#web/ui/history.tsx';
import { Loaded } from '#web/ui/loaded.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { RecordPage, Section } from '#web/ui/record-page.tsx';
import { type Column, Rows, type Tools } from '#web/ui/rows.tsx';
import { Mark, StateTag } from '#web/ui/state-tag.tsx';
import { WaitingProposals } from '../proposal/proposal.view.tsx';
import { proposeRefusals } from '../proposal/proposal.words.ts';
import type { ContentArea } from '../regime/regime.model.ts';
import { areaWords } from '../regime/regime.words.ts';
import type { PlanLineView, PlanSummary, PlanView, planContract } from './plan.contract.ts';
import { totalBudget } from './plan.rules.ts';
import { lineFieldWords, planEvents, planRefusals, planStates, words } from './plan.words.ts';

type Contract = typeof planContract;
export const api = apiOf<Contract>('plan');
export const queries = queriesOf<Contract>('plan');
registerRefusals<Contract>({ ...proposeRefusals, ...planRefusals }, { state: planStates });
registerEvents(planEvents);

type Project = OutputOf<Contract, 'registerProject'>;

const nameIn = (language: Language, { name, nameEn }: Project): string =>
  language === 'en' && nameEn !== '' ? nameEn : name;

/** A heading whose facts are already filled in, in the language on screen. */
// The project and the plan in force

export function ProjectPage() {
  const t = useWords();
  const [wanted] = useSearchParam('id');
  const query = useQuery(queries.projects.queryOptions({ input: {} }));
  return (
    <Loaded query={query}>
      {({ items, may }) => {
        const shown = items.find(({ id }) => id === wanted) ?? items.at(-1);
        if (shown)
          return <ProjectDetail id={shown.id} projects={items} mayRegister={may.register === true} />;
        return (
          <div className="page">
            <header className="page-head">
              <h1>{t(words.projects)}</h1>
            </header>
            <div className="empty">
              <p>{t(words.noProject)}</p>
              {may.register ? <GoButton to="/project/new" words={words.registerProject} primary /> : null}
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}

function ProjectDetail({
  id,
  projects,
  mayRegister,
}: {
  readonly id: string;
  readonly projects: readonly Project[];
  readonly mayRegister: boolean;
}) {
  const t = useWords();
  const { language } = useLanguage();
  const { day, yuan } = useFormat();
  const query = useQuery(queries.project.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ project, inForce, plans, history }) => (
        <RecordPage
          kind={words.project}
          title={nameIn(language, project)}
          facts={[
            { words: words.batchYear, value: project.batchYear },
            {
              words: words.projectDates,
              value: project.endsOn
                ? t(words.fromTo, { from: project.startsOn, until: project.endsOn })
                : t(words.termOpen, { from: day(project.startsOn) }),
            },
            { words: words.central, value: yuan(project.centralFen) },
            { words: words.local, value: yuan(project.localFen) },
            { words: words.money, value: yuan(project.moneyFen) },
            { words: words.total, value: inForce ? yuan(inForce.totalFen) : null },
          ]}
          acts={
            <>
              <DraftAct project={project} first={plans.length === 0} />
              {project.may.amend ? <GoButton to={`/project/${id}/amend`} words={words.amendProject} /> : null}
              {mayRegister ? <GoButton to="/project/new" words={words.registerProject} /> : null}
            </>
          }
          basis={project.basis}
          history={history}
        >
          <WaitingProposals subjectId={id} />
          {projects.length > 1 ? <OtherProject id={id} projects={projects} /> : null}
          {inForce ? (
            <>
              <Section
                words={asIs(t(words.inForceNow, { number: inForce.number }))}
                acts={<GoButton to={`/plans/${inForce.id}`} words={words.openPlan} />}
              >
                <AreaTotals plan={inForce} />
              </Section>
              <Section words={words.lines}>
                <PlanLines lines={inForce.lines} />
              </Section>
            </>
          ) : (
            <Section words={words.inForce}>
              <Notice tone="warn">{t(words.noneInForce)}</Notice>
            </Section>
          )}
          <Section words={words.versions}>
            <Rows
              items={plans}
              columns={versionColumns}
              caption={words.versions}
              open={(plan) => `/plans/${plan.id}`}
            />
          </Section>
        </RecordPage>
      )}
    </Loaded>
  );
}

function OtherProject({ id, projects }: { readonly id: string; readonly projects: readonly Project[] }) {
  const t = useWords();
  const selectId = useId();
  const [, choose] = useSearchParam('id');
  return (
    <div className="filter">
      <label htmlFor={selectId}>{t(words.otherProject)}</label>
      <Select
        id={selectId}
        value={id}
        popupMatchSelectWidth={false}
        options={projects.map((project) => ({
          value: project.id,
          label: `${project.batchYear} · ${project.name}`,
        }))}
        onChange={(next: string) => choose(next)}
      />
    </div>
  );
}

function DraftAct({ project, first }: { readonly project: Project; readonly first: boolean }) {
  const go = useGo();
  return (
    <Act<{ changeReason?: string }>
      name="draft"
      may={project.may}
      words={words.draft}
      consequence={words.draftMeans}
      primary
      perform={({ changeReason = '' }, id) => api.draft({ projectId: project.id, id, reason: changeReason })}
      done={(id) => go(`/plans/${id}/edit`)}
    >
      <Field name="changeReason" words={words.changeReason} hint={words.changeReasonHint} required={!first}>
        <Lines maxLength={2000} />
      </Field>
    </Act>
  );
}

const termOf = ({ inForceFrom, inForceUntil }: PlanSummary, { t }: Tools) => {
  if (!inForceFrom) return null;
  return inForceUntil
    ? t(words.termClosed, { from: inForceFrom, until: inForceUntil })
    : t(words.termOpen, { from: inForceFrom });
};

const versionColumns: readonly Column<PlanSummary>[] = [
  {
    key: 'number',
    words: words.version,
    value: ({ number }, { t }) => t(words.planNumber, { number }),
    narrow: 'title',
    tight: true,
  },
  {
    key: 'state',
    words: words.state,
    value: ({ state }) => <StateTag of={planStates} state={state} />,
    narrow: 'tag',
    tight: true,
  },
  { key: 'term', words: words.term, value: termOf },
  { key: 'reason', words: words.changeReason, value: ({ reason }) => reason },
  { key: 'approved', words: words.approvedBy, value: ({ approvedBy }) => approvedBy, tight: true },
  { key: 'lines', words: words.lineCount, value: ({ lineCount }) => lineCount, align: 'right' },
  { key: 'total', words: words.total, value: ({ totalFen }, { yuan }) => yuan(totalFen), align: 'right' },
];

type AreaTotal = {
  readonly area: ContentArea;
  readonly count: number;
  readonly budgetFen: number;
  readonly share: number;
};

function AreaTotals({ plan }: { readonly plan: PlanView }) {
  const totals = areaTotals(plan.lines);
  return (
    <Rows
      items={totals}
      rowKey={({ area }) => area}
      caption={words.byArea}
      columns={[
        {
          key: 'area',
          words: lineFieldWords.area,
          value: ({ area }, { t }) => t(areaWords[area]),
          narrow: 'title',
        },
        { key: 'count', words: words.lineCount, value: ({ count }) => count, align: 'right' },
        {
          key: 'budget',
          words: words.total,
          value: ({ budgetFen }, { yuan }) => yuan(budgetFen),
          align: 'right',
        },
        {
          key: 'share',
          words: words.share,
          value: ({ share }, { percent }) => percent(share),
          align: 'right',
        },
      ]}
    />
  );
}

const areasInOrder = Object.keys(areaWords) as ContentArea[];

function areaTotals(lines: readonly PlanLineView[]): AreaTotal[] {
  const whole = totalBudget(lines);
  return areasInOrder.flatMap((area) => {
    const own = lines.filter((line) => line.area === area);
    if (own.length === 0) return [];
    const budgetFen = totalBudget(own);
    return [{ area, count: own.length, budgetFen, share: whole === 0 ? 0 : budgetFen / whole }];
  });
}

const lineColumns: readonly Column<PlanLineView>[] = [
  {
    key: 'task',
    words: lineFieldWords.task,
    value: ({ task, area }, { t }) => (
      <>
        {task}
        <br />
        <span className="soft small">{t(areaWords[area])}</span>
      </>
    ),
    narrow: 'title',
  },
  {
    key: 'important',
    words: words.important,
    value: ({ important }) => (important ? <Mark words={words.important} tone="busy" /> : null),
    narrow: 'tag',
    tight: true,
  },
  { key: 'content', words: lineFieldWords.content, value: ({ content }) => content },
  {
    key: 'target',
    words: lineFieldWords.target,
    value: ({ target, unit }, { number }) => `${number(target)} ${unit}`,
    align: 'right',
  },
  {
    key: 'dates',
    words: words.dates,
    value: ({ plannedStartOn, plannedFinishOn }, { day }) => (
      <>
        {day(plannedStartOn)} –<br />
        {day(plannedFinishOn)}
      </>
    ),
    tight: true,
  },
  {
    key: 'budget',
    words: lineFieldWords.budgetFen,
    value: ({ budgetFen }, { yuan }) => yuan(budgetFen),
    align: 'right',
  },
];

export function PlanLines({ lines }: { readonly lines: readonly PlanLineView[] }) {
  const byArea = lines.toSorted((a, b) => areasInOrder.indexOf(a.area) - areasInOrder.indexOf(b.area));
  return (
    <Rows items={byArea} rowKey={({ lineKey }) => lineKey} columns={lineColumns} caption={words.lines} />
  );
}

// One version

export function PlanDetail() {
  const id = usePathParam('id');
  const t = useWords();
  const { day, instant, yuan } = useFormat();
  const query = useQuery(queries.find.queryOptions({ input: { id } }));
  return (
    <Loaded query={query}>
      {({ plan, project, formerId, history }) => (
        <RecordPage
          kind={words.plan}
          kindAt="/project"
          title={t(words.planTitle, { number: plan.number })}
          state={<StateTag of={planStates} state={plan.state} />}
          facts={[
            {
              words: words.project,
              value: (
                <GoTo to="/project" search={{ id: project.id }}>
                  {project.name}
                </GoTo>
              ),
            },
            { words: words.inForceFrom, value: plan.inForceFrom ? day(plan.inForceFrom) : null },
            { words: words.total, value: yuan(plan.totalFen) },
            { words: words.money, value: yuan(project.moneyFen) },
            { words: words.draftedBy, value: plan.draftedBy },
            { words: words.approvedBy, value: plan.approvedBy },
            plan.approvedAt ? { words: words.approvedAt, value: instant(plan.approvedAt) } : null,
            { words: words.changeReason, value: plan.reason, wide: true },
          ]}
          acts={<PlanActs plan={plan} formerId={formerId} />}
          basis={plan.basis}
          history={history}
        >
          <Section words={words.byArea}>
            <AreaTotals plan={plan} />
          </Section>
          <Section words={words.lines}>
            <PlanLines lines={plan.lines} />
          </Section>
        </RecordPage>
      )}
    </Loaded>
  );
}

function PlanActs({ plan, formerId }: { readonly plan: PlanView; readonly formerId: string | null }) {
  const today = useToday();
  const { id, version, may } = plan;
  return (
    <>
      {may.save ? <GoButton to={`/plans/${id}/edit`} words={words.edit} /> : null}
      <Act
        name="submit"
        may={may}
        words={words.submit}
        consequence={words.submitMeans}
        primary
        perform={() => api.submit({ id, basedOn: version })}
      />
      <Act<{ inForceFrom: string }>
        name="approve"
        may={may}
        words={words.approve}
        consequence={words.approveMeans}
        primary
        initial={{ inForceFrom: today }}
        perform={({ inForceFrom }) => api.approve({ id, basedOn: version, inForceFrom })}
      >
        <Field name="inForceFrom" words={words.inForceFrom} hint={words.inForceFromHint} required>
          <DateInput />
        </Field>
      </Act>
      <Act
        name="sendBack"
        may={may}
        words={words.sendBack}
        consequence={words.sendBackMeans}
        reason
        perform={({ reason }) => api.sendBack({ id, basedOn: version, reason })}
      />
      {formerId ? <GoButton to={`/plans/${id}/comparison`} words={words.compare} /> : null}
    </>
  );
}

import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CheckSquareOutlined,
  DeploymentUnitOutlined,
  ExperimentOutlined,
  FileProtectOutlined,
  FlagOutlined,
  FormOutlined,
  HeatMapOutlined,
  HomeOutlined,
  MailOutlined,
  PayCircleOutlined,
  ProjectOutlined,
  ReadOutlined,
  SafetyCertificateOutlined,
  ScheduleOutlined,
  SearchOutlined,
  ShopOutlined,
  SolutionOutlined,
  StopOutlined,
  TeamOutlined,
  TrophyOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import { RouterProvider } from '@tanstack/react-router';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import type { evidenceContract } from '#features/evidence/evidence.contract.ts';
import { evidenceRefusals } from '#features/evidence/evidence.words.ts';
import { simulators } from '#features/simulation/simulation.policy.ts';
import type { OrganisationKind } from '#kernel/actor.ts';
import { Failed, NotFound, Pending, Root } from '#web/frame.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { page, routerOf } from '#web/routing.tsx';
import type { Me } from '#web/session.tsx';
import { Shell } from '#web/shell.tsx';
import { menuGroups, titles } from './main.words.ts';

// Evidence has no page of its own: every form may be refused a file.
registerRefusals<typeof evidenceContract>(evidenceRefusals);

const supervision: readonly OrganisationKind[] = [
  'leading-group',
  'office',
  'commerce-bureau',
  'finance',
  'audit',
  'department',
  'third-party',
];

const watchers: readonly OrganisationKind[] = ['leading-group', 'office', 'commerce-bureau', 'audit'];

/** Every page: its address, its name, where its code is, and its place in the menu. One block per feature. */
const pages = [
  // home
  page('/', titles['/'], async () => (await import('#features/home/home.view.tsx')).HomePage, {
    menu: { icon: <HomeOutlined />, group: 'today' },
  }),

  // integrity
  page(
    '/integrity',
    titles['/integrity'],
    async () => (await import('#features/integrity/integrity.view.tsx')).IntegrityPage,
    {
      menu: {
        icon: <SafetyCertificateOutlined />,
        group: 'county',
        kinds: ['audit'],
        duty: 'administrator',
      },
    },
  ),

  // calendar
  page(
    '/work-calendar',
    titles['/work-calendar'],
    async () => (await import('#features/calendar/calendar.view.tsx')).WorkCalendarPage,
    { menu: { icon: <ScheduleOutlined />, group: 'county' } },
  ),
  page(
    '/work-calendar/import',
    titles['/work-calendar/import'],
    async () => (await calendarForms()).CalendarImport,
  ),
  page(
    '/work-calendar/$year/amend',
    titles['/work-calendar/$year/amend'],
    async () => (await calendarForms()).CalendarAmend,
  ),

  // regime
  page(
    '/regime',
    titles['/regime'],
    async () => (await import('#features/regime/regime.view.tsx')).RegimePage,
    {
      menu: { icon: <ReadOutlined />, group: 'today' },
    },
  ),
  page(
    '/regime/values',
    titles['/regime/values'],
    async () => (await import('#features/regime/regime.values.view.tsx')).RegimeValuesPage,
  ),

  // thread
  page(
    '/thread/$type/$id',
    titles['/thread/$type/$id'],
    async () => (await import('#features/thread/thread.view.tsx')).ThreadPage,
  ),
  page(
    '/thread/$type/$id/print',
    titles['/thread/$type/$id/print'],
    async () => (await import('#features/thread/thread.print.view.tsx')).ThreadPrint,
  ),

  // simulation
  page(
    '/simulation',
    titles['/simulation'],
    async () => (await import('#features/simulation/simulation.view.tsx')).SimulationPage,
    { menu: { icon: <ExperimentOutlined />, group: 'county', kinds: [...simulators] } },
  ),

  // disbursement
  page('/disbursement', titles['/disbursement'], async () => (await disbursement()).DisbursementList, {
    menu: { icon: <PayCircleOutlined />, group: 'money' },
  }),
  page(
    '/disbursement/decisions/$id',
    titles['/disbursement/decisions/$id'],
    async () => (await import('#features/disbursement/disbursement.sheet.view.tsx')).ApprovalSheet,
  ),
  page(
    '/disbursement/$id',
    titles['/disbursement/$id'],
    async () => (await disbursement()).DisbursementDetail,
  ),
  // activation
  page(
    '/regime/versions',
    titles['/regime/versions'],
    async () => (await import('#features/activation/activation.view.tsx')).RegimeVersions,
  ),

  // disqualification
  page(
    '/disqualifications',
    titles['/disqualifications'],
    async () => (await import('#features/disqualification/disqualification.view.tsx')).CaseList,
    {
      menu: {
        icon: <StopOutlined />,
        group: 'money',
        kinds: ['leading-group', 'office', 'commerce-bureau', 'finance', 'audit', 'department', 'contractor'],
      },
    },
  ),
  page(
    '/disqualifications/new',
    titles['/disqualifications/new'],
    async () => (await import('#features/disqualification/disqualification.open.view.tsx')).CaseOpen,
  ),
  page(
    '/disqualifications/$id',
    titles['/disqualifications/$id'],
    async () => (await import('#features/disqualification/disqualification.record.view.tsx')).CaseDetail,
  ),
  page(
    '/disqualifications/$id/notice',
    titles['/disqualifications/$id/notice'],
    async () => (await import('#features/disqualification/disqualification.paper.view.tsx')).NoticePaper,
  ),
  page(
    '/disqualifications/$id/decision',
    titles['/disqualifications/$id/decision'],
    async () => (await import('#features/disqualification/disqualification.paper.view.tsx')).DecisionPaper,
  ),

  // organisation
  page('/sign-in', titles['/sign-in'], async () => (await session()).EntryPage, { open: true, bare: true }),
  page('/set-up', titles['/set-up'], async () => (await setUp()).SetUpPage, {
    open: true,
  }),
  page('/account', titles['/account'], async () => (await setUp()).AccountPage),
  page(
    '/sign-ins',
    titles['/sign-ins'],
    async () => (await import('#features/organisation/organisation.account.view.tsx')).SignInList,
    { menu: { icon: <SafetyCertificateOutlined />, group: 'county', kinds: watchers } },
  ),
  page('/organisations', titles['/organisations'], async () => (await organisation()).OrganisationList, {
    menu: { icon: <BankOutlined />, group: 'county' },
  }),
  page(
    '/organisations/new',
    titles['/organisations/new'],
    async () => (await organisationForms()).OrganisationForm,
  ),
  page(
    '/organisations/$id',
    titles['/organisations/$id'],
    async () => (await organisation()).OrganisationDetail,
  ),
  page(
    '/organisations/$id/amend',
    titles['/organisations/$id/amend'],
    async () => (await organisationForms()).OrganisationAmend,
  ),
  page('/people', titles['/people'], async () => (await people()).PersonList, {
    menu: { icon: <TeamOutlined />, group: 'county' },
  }),
  page('/people/new', titles['/people/new'], async () => (await people()).PersonForm),
  page(
    '/people/$id',
    titles['/people/$id'],
    async () => (await import('#features/organisation/organisation.person.record.view.tsx')).PersonDetail,
  ),
  page('/people/$id/amend', titles['/people/$id/amend'], async () => (await people()).PersonAmend),
  page(
    '/people-acts',
    titles['/people-acts'],
    async () => (await import('#features/organisation/organisation.acts.view.tsx')).ActsPage,
    {
      menu: {
        icon: <UserSwitchOutlined />,
        group: 'county',
        kinds: ['audit', 'leading-group'],
        duty: 'administrator',
      },
    },
  ),
  page('/inspection-group', titles['/inspection-group'], async () => (await group()).InspectionGroup, {
    menu: { icon: <AuditOutlined />, group: 'county' },
  }),
  page('/related-parties', titles['/related-parties'], async () => (await group()).RelatedParties, {
    menu: { icon: <ApartmentOutlined />, group: 'county', kinds: supervision },
  }),

  // proposal; confirming may be refused as the act is, so the features whose acts are confirmed bring their words
  page('/proposals', titles['/proposals'], async () => (await proposal()).ProposalList, {
    menu: { icon: <SolutionOutlined />, group: 'today', kinds: supervision },
  }),
  page('/proposals/$id', titles['/proposals/$id'], async () => {
    const [{ ProposalDetail }] = await Promise.all([proposal(), plan(), agreement(), disbursement()]);
    return ProposalDetail;
  }),

  // plan
  page('/project', titles['/project'], async () => (await plan()).ProjectPage, {
    menu: { icon: <ProjectOutlined />, group: 'baseline', kinds: supervision },
  }),
  page('/project/new', titles['/project/new'], async () => (await planForms()).ProjectForm),
  page('/project/$id/amend', titles['/project/$id/amend'], async () => (await planForms()).ProjectAmend),
  page('/plans/$id', titles['/plans/$id'], async () => (await plan()).PlanDetail),
  page('/plans/$id/edit', titles['/plans/$id/edit'], async () => (await planForms()).PlanEdit),
  page(
    '/plans/$id/comparison',
    titles['/plans/$id/comparison'],
    async () => (await planComparison()).PlanComparison,
  ),

  // agreement; a contract's page shows its facilities, so the facility feature puts it together
  page('/agreements', titles['/agreements'], async () => (await agreement()).AgreementList, {
    menu: { icon: <FileProtectOutlined />, group: 'baseline' },
  }),
  page('/agreements/new', titles['/agreements/new'], async () => (await agreementForms()).AgreementForm),
  page('/agreements/$id', titles['/agreements/$id'], async () => {
    const [{ AgreementPage }, { ProgressLadder }, { SuspensionNotice }] = await Promise.all([
      facility(),
      import('#features/rectification/rectification.progress.view.tsx'),
      import('#features/disbursement/disbursement.suspension.view.tsx'),
    ]);
    return () => (
      <AgreementPage
        above={(id) => (
          <>
            <SuspensionNotice of={{ agreementId: id }} />
            <ProgressLadder agreementId={id} />
          </>
        )}
      />
    );
  }),
  page(
    '/agreements/$id/amend',
    titles['/agreements/$id/amend'],
    async () => (await agreementForms()).AgreementAmend,
  ),

  // facility
  page('/facilities', titles['/facilities'], async () => (await facility()).FacilityList, {
    menu: { icon: <ShopOutlined />, group: 'baseline' },
  }),
  page('/facilities/new', titles['/facilities/new'], async () => (await facilityForms()).FacilityForm),
  page('/facilities/$id', titles['/facilities/$id'], async () => {
    const [{ FacilityDetail }, { FacilityLosses }] = await Promise.all([
      facility(),
      import('#features/score/score.place.view.tsx'),
    ]);
    return () => <FacilityDetail below={(id) => <FacilityLosses facilityId={id} />} />;
  }),
  page(
    '/facilities/$id/amend',
    titles['/facilities/$id/amend'],
    async () => (await facilityForms()).FacilityAmend,
  ),

  // supervision-letter
  page('/letters', titles['/letters'], async () => (await letter()).LetterList, {
    menu: { icon: <MailOutlined />, group: 'work' },
  }),
  page('/letters/new', titles['/letters/new'], async () => (await letterForms()).LetterForm),
  page('/letters/$id', titles['/letters/$id'], async () => (await letter()).LetterDetail),
  page('/letters/$id/amend', titles['/letters/$id/amend'], async () => (await letterForms()).LetterAmend),

  // score
  page('/scores', titles['/scores'], async () => (await score()).ScoreList, {
    menu: { icon: <TrophyOutlined />, group: 'work', part: 'scoring' },
  }),
  page('/scores/new', titles['/scores/new'], async () => (await score()).ScoreForm),
  page('/scores/$id', titles['/scores/$id'], async () => (await score()).ScoreDetail),

  // rectification
  page('/rectifications', titles['/rectifications'], async () => (await rectification()).RectificationList, {
    menu: { icon: <CheckSquareOutlined />, group: 'work' },
  }),
  page(
    '/rectifications/print',
    titles['/rectifications/print'],
    async () => (await rectification()).RectificationLedger,
  ),
  page('/rectifications/$id', titles['/rectifications/$id'], async () => {
    const [{ RectificationDetail }, { SuspensionNotice }] = await Promise.all([
      rectificationRecord(),
      import('#features/disbursement/disbursement.suspension.view.tsx'),
    ]);
    return () => <RectificationDetail above={(id) => <SuspensionNotice of={{ rectificationId: id }} />} />;
  }),
  page(
    '/rectifications/$id/report',
    titles['/rectifications/$id/report'],
    async () => (await rectificationForms()).RectificationReport,
  ),
  page(
    '/rectifications/$id/re-inspect',
    titles['/rectifications/$id/re-inspect'],
    async () => (await rectificationForms()).RectificationReinspection,
  ),
  // inspection
  page('/inspections', titles['/inspections'], async () => (await inspection()).InspectionList, {
    menu: { icon: <SearchOutlined />, group: 'work' },
  }),
  page(
    '/inspections/new',
    titles['/inspections/new'],
    async () => (await import('#features/inspection/inspection.plan.view.tsx')).InspectionPlan,
  ),
  page('/inspections/$id', titles['/inspections/$id'], async () => (await inspection()).InspectionDetail),
  page(
    '/inspections/$id/print',
    titles['/inspections/$id/print'],
    async () => (await import('#features/inspection/inspection.print.view.tsx')).InspectionPrint,
  ),

  // finding
  page('/findings', titles['/findings'], async () => (await finding()).FindingList, {
    menu: { icon: <FlagOutlined />, group: 'work' },
  }),
  page('/findings/$id', titles['/findings/$id'], async () => (await finding()).FindingDetail),

  // draw
  page('/draws', titles['/draws'], async () => (await draw()).DrawList, {
    menu: { icon: <DeploymentUnitOutlined />, group: 'work' },
  }),
  page(
    '/draws/new',
    titles['/draws/new'],
    async () => (await import('#features/draw/draw.form.view.tsx')).DrawForm,
  ),
  page('/draws/$id', titles['/draws/$id'], async () => (await draw()).DrawDetail),

  // obligation
  page('/obligations', titles['/obligations'], async () => (await obligation()).ObligationList, {
    menu: { icon: <CarryOutOutlined />, group: 'work' },
  }),
  page('/obligations/$id', titles['/obligations/$id'], async () => (await obligation()).ObligationDetail),
  page(
    '/calendar',
    titles['/calendar'],
    async () => (await import('#features/obligation/obligation.calendar.view.tsx')).CalendarPage,
    {
      menu: { icon: <CalendarOutlined />, group: 'work' },
    },
  ),
  page(
    '/due-as-known',
    titles['/due-as-known'],
    async () => (await import('#features/obligation/obligation.past.view.tsx')).AsKnownPage,
  ),
  page(
    '/coverage',
    titles['/coverage'],
    async () => (await import('#features/obligation/obligation.coverage.view.tsx')).CoveragePage,
    {
      menu: { icon: <HeatMapOutlined />, group: 'work', kinds: supervision },
    },
  ),
  // monthly-report
  page('/reports', titles['/reports'], async () => (await monthlyReport()).ReportList, {
    menu: { icon: <FormOutlined />, group: 'work' },
  }),
  page('/reports/new', titles['/reports/new'], async () => (await reportForm()).ReportForm),
  page('/reports/$id', titles['/reports/$id'], async () => (await monthlyReport()).ReportDetail),
  page('/reports/$id/edit', titles['/reports/$id/edit'], async () => (await reportForm()).ReportEdit),
  page(
    '/reports/$id/print',
    titles['/reports/$id/print'],
    async () => (await import('#features/monthly-report/monthly-report.paper.view.tsx')).ReportDocument,
  ),
];

function calendarForms() {
  return import('#features/calendar/calendar.form.view.tsx');
}
function inspection() {
  return import('#features/inspection/inspection.view.tsx');
}
function draw() {
  return import('#features/draw/draw.view.tsx');
}
function finding() {
  return import('#features/finding/finding.view.tsx');
}
function letter() {
  return import('#features/supervision-letter/supervision-letter.view.tsx');
}
function letterForms() {
  return import('#features/supervision-letter/supervision-letter.form.view.tsx');
}
function rectification() {
  return import('#features/rectification/rectification.view.tsx');
}
function rectificationRecord() {
  return import('#features/rectification/rectification.record.view.tsx');
}
function rectificationForms() {
  return import('#features/rectification/rectification.form.view.tsx');
}
function proposal() {
  return import('#features/proposal/proposal.view.tsx');
}
function plan() {
  return import('#features/plan/plan.view.tsx');
}
function planComparison() {
  return import('#features/plan/plan.comparison.view.tsx');
}
function planForms() {
  return import('#features/plan/plan.form.view.tsx');
}
function agreement() {
  return import('#features/agreement/agreement.view.tsx');
}
function agreementForms() {
  return import('#features/agreement/agreement.form.view.tsx');
}
function score() {
  return import('#features/score/score.view.tsx');
}
function facility() {
  return import('#features/facility/facility.view.tsx');
}
function facilityForms() {
  return import('#features/facility/facility.form.view.tsx');
}
function disbursement() {
  return import('#features/disbursement/disbursement.view.tsx');
}
function session() {
  return import('#features/organisation/organisation.session.view.tsx');
}
function setUp() {
  return import('#features/organisation/organisation.setup.view.tsx');
}
function obligation() {
  return import('#features/obligation/obligation.view.tsx');
}
function monthlyReport() {
  return import('#features/monthly-report/monthly-report.view.tsx');
}
function reportForm() {
  return import('#features/monthly-report/monthly-report.form.view.tsx');
}
function people() {
  return import('#features/organisation/organisation.person.view.tsx');
}
function group() {
  return import('#features/organisation/organisation.group.view.tsx');
}
function organisationForms() {
  return import('#features/organisation/organisation.form.view.tsx');
}
function organisation() {
  return import('#features/organisation/organisation.view.tsx');
}

const LaterSignIn = lazy(async () => ({ default: (await session()).SignInAgain }));
const SignInAgain: ComponentType<{ me: Me; done: (me: Me) => void }> = (props) => (
  <Suspense fallback={null}>
    <LaterSignIn {...props} />
  </Suspense>
);

const LaterStepUp = lazy(async () => ({
  default: (await import('#features/organisation/organisation.step-up.view.tsx')).StepUp,
}));
const StepUp: ComponentType<{ done: (proven: boolean) => void }> = (props) => (
  <Suspense fallback={null}>
    <LaterStepUp {...props} />
  </Suspense>
);

const parts = { pages, groups: menuGroups, signInAgain: SignInAgain, stepUp: StepUp };
const router = routerOf(pages, {
  root: Root,
  inside: () => <Shell parts={parts} />,
  notFound: NotFound,
  failed: Failed,
  pending: Pending,
});

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>,
);

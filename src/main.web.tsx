import {
  ApartmentOutlined,
  AuditOutlined,
  BankOutlined,
  CalendarOutlined,
  CarryOutOutlined,
  CheckSquareOutlined,
  FileProtectOutlined,
  FormOutlined,
  MailOutlined,
  PayCircleOutlined,
  ProjectOutlined,
  ShopOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { RouterProvider } from '@tanstack/react-router';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import type { evidenceContract } from '#features/evidence/evidence.contract.ts';
import { evidenceRefusals } from '#features/evidence/evidence.words.ts';
import type { OrganisationKind } from '#kernel/actor.ts';
import type { Words } from '#kernel/words.ts';
import { Failed, NotFound, Pending, Root } from '#web/frame.tsx';
import { registerRefusals } from '#web/refusal.tsx';
import { page, routerOf } from '#web/routing.tsx';
import type { Me } from '#web/session.tsx';
import { Shell } from '#web/shell.tsx';

// Evidence has no page of its own: every form may be refused a file.
registerRefusals<typeof evidenceContract>(evidenceRefusals);

/** The menu's groups, in their order. */
const groups: Readonly<Record<string, Words | null>> = {
  today: null,
  work: { zh: '监督检查', en: 'Supervision' },
  money: { zh: '资金', en: 'Funds' },
  baseline: { zh: '项目底数', en: 'Projects' },
  county: { zh: '机构人员', en: 'Bodies and people' },
};

const supervision: readonly OrganisationKind[] = [
  'leading-group',
  'office',
  'commerce-bureau',
  'finance',
  'audit',
  'department',
  'third-party',
];

/** Every page: its address, its name, where its code is, and its place in the menu. One block per feature. */
const pages = [
  // disbursement
  page(
    '/disbursement',
    { zh: '资金拨付', en: 'Disbursement' },
    async () => (await disbursement()).DisbursementList,
    { menu: { icon: <PayCircleOutlined />, group: 'money' } },
  ),
  page(
    '/disbursement/decisions/$id',
    { zh: '资金拨付审批表', en: 'Approval sheet' },
    async () => (await import('#features/disbursement/disbursement.sheet.view.tsx')).ApprovalSheet,
  ),
  page(
    '/disbursement/$id',
    { zh: '拨付期次', en: 'Instalment' },
    async () => (await disbursement()).DisbursementDetail,
  ),
  // organisation
  page('/sign-in', { zh: '登录', en: 'Sign in' }, async () => (await session()).EntryPage, { open: true }),
  page('/set-up', { zh: '建立本县', en: 'Set up my county' }, async () => (await setUp()).SetUpPage, {
    open: true,
  }),
  page('/account', { zh: '我的账户', en: 'My account' }, async () => (await setUp()).AccountPage),
  page(
    '/organisations',
    { zh: '单位名册', en: 'Organisations' },
    async () => (await organisation()).OrganisationList,
    {
      menu: { icon: <BankOutlined />, group: 'county' },
    },
  ),
  page(
    '/organisations/new',
    { zh: '登记单位', en: 'Register an organisation' },
    async () => (await organisation()).OrganisationForm,
  ),
  page(
    '/organisations/$id',
    { zh: '单位', en: 'Organisation' },
    async () => (await organisation()).OrganisationDetail,
  ),
  page(
    '/organisations/$id/amend',
    { zh: '修改单位信息', en: 'Amend the organisation' },
    async () => (await organisation()).OrganisationAmend,
  ),
  page(
    '/organisations/$id/people/$person',
    { zh: '修改人员信息', en: 'Amend the person' },
    async () => (await organisation()).PersonAmend,
  ),
  page('/people', { zh: '人员', en: 'People' }, async () => (await organisation()).PersonList, {
    menu: { icon: <TeamOutlined />, group: 'county' },
  }),
  page('/people/new', { zh: '添加人员', en: 'Add a person' }, async () => (await organisation()).PersonForm),
  page(
    '/inspection-group',
    { zh: '监督检查小组', en: 'Inspection group' },
    async () => (await organisation()).InspectionGroup,
    {
      menu: { icon: <AuditOutlined />, group: 'county' },
    },
  ),
  page(
    '/related-parties',
    { zh: '利害关系与回避', en: 'Related parties' },
    async () => (await organisation()).RelatedParties,
    {
      menu: { icon: <ApartmentOutlined />, group: 'county', kinds: supervision },
    },
  ),

  // plan
  page('/project', { zh: '项目与实施方案', en: 'Project and plan' }, async () => (await plan()).ProjectPage, {
    menu: { icon: <ProjectOutlined />, group: 'baseline', kinds: supervision },
  }),
  page(
    '/project/new',
    { zh: '登记项目', en: 'Register a project' },
    async () => (await planForms()).ProjectForm,
  ),
  page(
    '/project/$id/amend',
    { zh: '修改项目', en: 'Amend the project' },
    async () => (await planForms()).ProjectAmend,
  ),
  page('/plans/$id', { zh: '实施方案', en: 'Implementation plan' }, async () => (await plan()).PlanDetail),
  page(
    '/plans/$id/edit',
    { zh: '编辑实施方案草稿', en: 'Edit the draft plan' },
    async () => (await planForms()).PlanEdit,
  ),
  page(
    '/plans/$id/comparison',
    { zh: '实施方案版本比较', en: 'Versions compared' },
    async () => (await plan()).PlanComparison,
  ),

  // agreement; a contract's page shows its facilities, so the facility feature puts it together
  page('/agreements', { zh: '合同', en: 'Contracts' }, async () => (await agreement()).AgreementList, {
    menu: { icon: <FileProtectOutlined />, group: 'baseline' },
  }),
  page(
    '/agreements/new',
    { zh: '登记合同', en: 'Register a contract' },
    async () => (await agreementForms()).AgreementForm,
  ),
  page(
    '/agreements/$id',
    { zh: '项目建设合同', en: 'Contract' },
    async () => (await facility()).AgreementPage,
  ),
  page(
    '/agreements/$id/amend',
    { zh: '登记补充协议', en: 'Amend the contract' },
    async () => (await agreementForms()).AgreementAmend,
  ),

  // facility
  page('/facilities', { zh: '站点与中心', en: 'Facilities' }, async () => (await facility()).FacilityList, {
    menu: { icon: <ShopOutlined />, group: 'baseline' },
  }),
  page(
    '/facilities/new',
    { zh: '登记站点', en: 'Register a facility' },
    async () => (await facilityForms()).FacilityForm,
  ),
  page('/facilities/$id', { zh: '站点', en: 'Facility' }, async () => (await facility()).FacilityDetail),
  page(
    '/facilities/$id/amend',
    { zh: '修改站点信息', en: 'Amend the facility' },
    async () => (await facilityForms()).FacilityAmend,
  ),

  // supervision-letter
  page('/letters', { zh: '督办函', en: 'Supervision letters' }, async () => (await letter()).LetterList, {
    menu: { icon: <MailOutlined />, group: 'work' },
  }),
  page(
    '/letters/new',
    { zh: '起草督办函', en: 'Draft a supervision letter' },
    async () => (await letterForms()).LetterForm,
  ),
  page('/letters/$id', { zh: '督办函', en: 'Supervision letter' }, async () => (await letter()).LetterDetail),
  page(
    '/letters/$id/amend',
    { zh: '修改草稿', en: 'Amend the draft' },
    async () => (await letterForms()).LetterAmend,
  ),

  // rectification
  page(
    '/rectifications',
    { zh: '整改台账', en: 'Rectification ledger' },
    async () => (await rectification()).RectificationList,
    { menu: { icon: <CheckSquareOutlined />, group: 'work' } },
  ),
  page(
    '/rectifications/print',
    { zh: '打印台账', en: 'Print the ledger' },
    async () => (await rectification()).RectificationLedger,
  ),
  page(
    '/rectifications/$id',
    { zh: '整改事项', en: 'Rectification' },
    async () => (await rectificationRecord()).RectificationDetail,
  ),
  page(
    '/rectifications/$id/report',
    { zh: '提交整改报告', en: 'Report rectification' },
    async () => (await rectificationForms()).RectificationReport,
  ),
  page(
    '/rectifications/$id/re-inspect',
    { zh: '记录复查', en: 'Record re-inspection' },
    async () => (await rectificationForms()).RectificationReinspection,
  ),
  // obligation
  page(
    '/obligations',
    { zh: '监管义务', en: 'Obligations' },
    async () => (await obligation()).ObligationList,
    {
      menu: { icon: <CarryOutOutlined />, group: 'work' },
    },
  ),
  page(
    '/obligations/$id',
    { zh: '监管义务', en: 'Obligation' },
    async () => (await obligation()).ObligationDetail,
  ),
  page(
    '/calendar',
    { zh: '监管日历', en: 'Calendar' },
    async () => (await import('#features/obligation/obligation.calendar.view.tsx')).CalendarPage,
    {
      menu: { icon: <CalendarOutlined />, group: 'work' },
    },
  ),
  // monthly-report
  page(
    '/reports',
    { zh: '承办企业月报', en: 'Monthly reports' },
    async () => (await monthlyReport()).ReportList,
    {
      menu: { icon: <FormOutlined />, group: 'work' },
    },
  ),
  page('/reports/new', { zh: '填写月报', en: 'Write a report' }, async () => (await reportForm()).ReportForm),
  page(
    '/reports/$id',
    { zh: '月报', en: 'Monthly report' },
    async () => (await monthlyReport()).ReportDetail,
  ),
  page(
    '/reports/$id/edit',
    { zh: '填写月报', en: 'Write the report' },
    async () => (await reportForm()).ReportEdit,
  ),
  page(
    '/reports/$id/print',
    { zh: '月报书面材料', en: 'Written report' },
    async () => (await monthlyReport()).ReportDocument,
  ),
];

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
function plan() {
  return import('#features/plan/plan.view.tsx');
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
function organisation() {
  return import('#features/organisation/organisation.view.tsx');
}

const LaterSignIn = lazy(async () => ({ default: (await session()).SignInAgain }));
const SignInAgain: ComponentType<{ me: Me; done: (me: Me) => void }> = (props) => (
  <Suspense fallback={null}>
    <LaterSignIn {...props} />
  </Suspense>
);

const parts = { pages, groups, signInAgain: SignInAgain };
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

import { ApartmentOutlined, AuditOutlined, BankOutlined, TeamOutlined } from '@ant-design/icons';
import { RouterProvider } from '@tanstack/react-router';
import { type ComponentType, lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import type { OrganisationKind } from '#kernel/actor.ts';
import type { Words } from '#kernel/words.ts';
import { Failed, NotFound, Pending, Root } from '#web/frame.tsx';
import { page, routerOf } from '#web/routing.tsx';
import type { Me } from '#web/session.tsx';
import { Shell } from '#web/shell.tsx';

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
];

function session() {
  return import('#features/organisation/organisation.session.view.tsx');
}
function setUp() {
  return import('#features/organisation/organisation.setup.view.tsx');
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

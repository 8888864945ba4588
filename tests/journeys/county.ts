import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { Page } from 'playwright-core';
import { words } from '#features/organisation/organisation.words.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import type { Duty, OrganisationKind } from '#kernel/actor.ts';
import { type PlainDate, plainDate } from '#kernel/temporal.ts';
import { organisationCodeCheck, usccCheck } from '#kernel/uscc.ts';
import { villagesOf } from '#platform/places.ts';
import { cookiesOf } from '#testing/cookies.ts';
import { uiWords } from '#web/ui.words.ts';
import { contract } from '../../src/main.contract.ts';
import { choose, press, see, seeHeading, signIn, write } from './hands.ts';
import type { Opening, Position, Stage } from './harness.ts';

const regimeName = (packId: string) =>
  loadedRegimes().find(({ pack }) => pack.id === packId)?.pack.name ?? { zh: '', en: '' };

type Client = ContractRouterClient<typeof contract>;

/** Everybody's; what it is does not matter here. */
export const password = 'lantern-over-the-lake';

/** Who takes part. The first administrator is set up in the page, the second is added by him alone, all others by the two. */
const cast = {
  administrator: { login: 'fang', name: '方文', organisation: 'office', duties: ['administrator'] },
  secondAdministrator: { login: 'han', name: '韩立', organisation: 'bureau', duties: ['administrator'] },
  office: { login: 'chen', name: '陈明', organisation: 'office', duties: [] },
  reviewer: { login: 'zhou', name: '周宁', organisation: 'office', duties: ['reviewer'] },
  closer: { login: 'heyan', name: '何岩', organisation: 'office', duties: [] },
  leader: { login: 'wang', name: '王立', organisation: 'leading', duties: ['signatory'] },
  lead: { login: 'li', name: '李强', organisation: 'bureau', duties: [] },
  inspector: { login: 'zhao', name: '赵敏', organisation: 'bureau', duties: [] },
  second: { login: 'qian', name: '钱程', organisation: 'bureau', duties: [] },
  third: { login: 'sun', name: '孙月', organisation: 'third', duties: [] },
  farming: { login: 'wu', name: '吴桐', organisation: 'farming', duties: [] },
  finance: { login: 'zheng', name: '郑涛', organisation: 'finance', duties: [] },
  contractor: { login: 'feng', name: '冯远', organisation: 'contractor', duties: [] },
  rival: { login: 'wei', name: '卫来', organisation: 'rival', duties: [] },
} as const satisfies Record<
  string,
  { login: string; name: string; organisation: string; duties: readonly Duty[] }
>;
export type Role = keyof typeof cast;

const organisations = {
  leading: { kind: 'leading-group', name: '电子商务进农村工作领导小组（示例）' },
  bureau: { kind: 'commerce-bureau', name: '商务局（示例）' },
  finance: { kind: 'finance', name: '财政局（示例）' },
  farming: { kind: 'department', name: '农业农村局（示例）' },
  third: { kind: 'third-party', name: '示例监理咨询有限公司' },
  contractor: { kind: 'contractor', name: '示例甲电子商务有限公司' },
  rival: { kind: 'contractor', name: '示例乙物流有限公司' },
} as const satisfies Record<string, { kind: OrganisationKind; name: string }>;

/** A valid credit code (GB 32100) of nobody. */
export function exampleUscc(seed: number): string {
  const body = String(10_000_000 + seed);
  const first17 = `91421222${body}${organisationCodeCheck(body)}`;
  return first17 + usccCheck(first17);
}

/** The first journey of every county: the one-time code from the terminal, typed into the page. */
export async function setUpInThePage(stage: Stage, packId = 'tongcheng-2021'): Promise<Page> {
  const page = await stage.open('administrator');
  await page.goto('/');
  await seeHeading(page, words.welcome);
  await press(page, words.setUpMine);
  await write(page, words.setUpCode, stage.code);
  await write(page, words.countyName, '通城县');
  await write(page, words.countyNameEn, 'Tongcheng');
  await write(page, words.countyCode, '421222');
  // Last month's report and this quarter's visits are owed: the county kept its register before today.
  await write(page, words.goLiveOn, '2025-01-01');
  await choose(page, words.regime, regimeName(packId));
  // The journeys' people have no phones; proving a second factor has stories of its own.
  await choose(page, words.secondFactor, uiWords.no);
  await write(page, words.personName, cast.administrator.name);
  await write(page, words.login, cast.administrator.login);
  await write(page, words.password, password);
  await write(page, words.passwordAgain, password);
  await press(page, words.create);
  await page.waitForURL((url) => url.pathname === '/');
  await see(page, '通城县');
  return page;
}

export type Prepared = {
  readonly today: PlainDate;
  /** `yyyy-mm`: its report is owed. */
  readonly lastMonth: string;
  readonly people: Readonly<Record<Role, { readonly id: string; readonly name: string }>>;
  readonly organisations: Readonly<Record<keyof typeof organisations, { id: string; name: string }>>;
  readonly agreement: { readonly id: string; readonly number: string; readonly instalmentId: string };
  readonly rivalAgreement: { readonly id: string; readonly number: string };
  readonly lines: readonly { readonly key: string; readonly task: string }[];
  /** The first contractor's, under construction since today: the month's inspection is due. */
  readonly building: { readonly id: string; readonly name: string };
  /** The rival's, in operation since today: the quarter's inspection is due. */
  readonly running: { readonly id: string; readonly name: string };
  /** A few steps from where the stations are registered. */
  readonly position: Position;
  /** The API as a person may call it. */
  api(role: Role): Promise<Client>;
  /** A page with the person signed in. */
  enter(stage: Stage, role: Role, options?: Opening): Promise<Page>;
};

/**
 * What stands before the thread begins, through the API by those whose task it is: the parties and their people, the
 * inspection group, a project with its approved plan, two contracts and a station in each. The clock is the real one, so
 * every day is told from today: a report of last month is owed, an inspection is due, an instalment may be paid.
 */
export async function prepare(stage: Stage, jurisdiction = '421222'): Promise<Prepared> {
  const sessions = new Map<Role, Promise<Client>>();
  const api = (role: Role): Promise<Client> => {
    const open = sessions.get(role) ?? clientOf(stage.address, cast[role].login);
    sessions.set(role, open);
    return open;
  };
  const first = await api('administrator');
  const me = await first.organisation.me({});
  const today = plainDate(me.today);

  const registered: Record<string, { id: string; name: string }> = { office: me.organisation };
  for (const [at, [key, { kind, name }]] of Object.entries(organisations).entries()) {
    const uscc = kind === 'contractor' ? exampleUscc(at) : null;
    const rest = { legalRepresentative: null, contact: null, phone: null, address: null, reason: '建县登记' };
    const { id } = await first.administration.register({ kind, name, uscc, ...rest });
    registered[key] = { id, name };
  }
  const people: Partial<Record<Role, { id: string; name: string }>> = { administrator: me.person };
  for (const [role, { login, name, organisation, duties }] of Object.entries(cast)) {
    if (role === 'administrator') continue;
    const { id, proposal } = await first.administration.addPerson({
      organisationId: registered[organisation]?.id ?? '',
      name,
      login,
      title: null,
      phone: null,
      duties: [...duties],
      reason: '建县登记',
    });
    if (proposal)
      await (await api('secondAdministrator')).proposal.confirm({
        id: proposal.id,
        basedOn: proposal.version,
      });
    const { code } = await first.administration.takeCode({ id });
    // On a device of his own: signing in ends whoever was signed in on the same one.
    await connect(stage.address).administration.firstSignIn({ login, code, password });
    people[role as Role] = { id, name };
  }
  const office = await api('office');
  const everybody = people as Prepared['people'];
  const known = registered as unknown as Prepared['organisations'];

  const monthStart = today.with({ day: 1 });
  const lastMonth = monthStart.subtract({ months: 1 });
  const groupRoles = { lead: 'lead', inspector: 'member', second: 'member', farming: 'member' } as const;
  for (const [role, groupRole] of Object.entries({ ...groupRoles, third: 'third-party' } as const))
    await office.organisation.appoint({
      personId: everybody[role as Role].id,
      role: groupRole,
      fromOn: lastMonth.toString(),
      untilOn: null,
    });

  const project = await office.plan.registerProject({
    name: '国家级电子商务进农村综合示范项目',
    nameEn: 'National comprehensive demonstration of e-commerce in the countryside',
    batchYear: today.year,
    centralFen: 1_500_000_000,
    localFen: 500_000_000,
    startsOn: lastMonth.subtract({ months: 1 }).toString(),
    endsOn: today.add({ years: 2 }).toString(),
  });
  const tasks = [
    { task: '建设村级电商服务站', unit: '个', target: 20, budgetFen: 160_000_000 },
    { task: '配备站点设备', unit: '套', target: 20, budgetFen: 80_000_000 },
  ];
  const draft = await office.plan.draft({
    projectId: project.id,
    reason: '',
    lines: tasks.map((line) => ({
      ...line,
      area: 'station',
      content: `${line.task}，达到实施方案的要求`,
      plannedStartOn: lastMonth.toString(),
      plannedFinishOn: today.add({ months: 8 }).toString(),
      important: true,
    })),
  });
  const submitted = await office.plan.submit({ id: draft.id, basedOn: draft.version });
  const plan = await (await api('leader')).plan.approve({
    id: draft.id,
    basedOn: submitted.version,
    inForceFrom: project.startsOn,
  });

  const sign = async (contractorId: string, lot: string, requiredProgress: number) => {
    const stages = [
      { number: 1, name: '第一期', amountFen: 30_000_000, requiredProgress, plannedOn: monthStart },
      {
        number: 2,
        name: '第二期',
        amountFen: 70_000_000,
        requiredProgress: 100,
        plannedOn: today.add({ months: 6 }),
      },
    ];
    const { agreement, instalments } = await office.agreement.sign({
      projectId: project.id,
      contractorId,
      number: `DS-${today.year}-${lot}`,
      name: `电子商务进农村综合示范项目（${lot}标段）`,
      lot,
      areas: ['station'],
      signedOn: lastMonth.toString(),
      startsOn: lastMonth.toString(),
      endsOn: today.add({ months: 10 }).toString(),
      amountFen: 100_000_000,
      lineKeys: plan.lines.map(({ lineKey }) => lineKey),
      instalments: stages.map((one) => ({
        ...one,
        plannedOn: one.plannedOn.toString(),
        condition: `完成合同进度${one.requiredProgress}%并经检查合格后拨付`,
      })),
    });
    return { id: agreement.id, number: agreement.number, instalmentId: instalments[0]?.id ?? '' };
  };
  const agreement = await sign(known.contractor.id, '01', 20);
  const rivalAgreement = await sign(known.rival.id, '02', 0);

  // An invented county has no list of villages: any code of its own will do.
  const villages = [
    ...(villagesOf(jurisdiction)?.values() ??
      ['101', '102'].map((place) => ({
        code: `${jurisdiction}101${place.padStart(3, '0')}`,
        name: `示例村${place}`,
        townName: '示例镇',
      }))),
  ];
  const build = async (agreementId: string, at: number, constructionStartedOn: PlainDate) => {
    const village = villages[at];
    if (!village) throw new Error('the list of villages is missing');
    const { facility } = await office.facility.register({
      agreementId,
      kind: 'village-station',
      number: `F-${String(at + 1).padStart(3, '0')}`,
      name: `${village.name}电商服务站（示例）`,
      villageCode: village.code,
      villageName: village.name,
      townName: village.townName,
      address: '示例路1号',
      headName: '示例负责人',
      headPhone: '13800000000',
      latitude: 29.2458,
      longitude: 113.8163,
      datum: 'WGS84',
      constructionStartedOn: constructionStartedOn.toString(),
    });
    return facility;
  };
  const building = await build(agreement.id, 0, today);
  const running = await build(rivalAgreement.id, 1, today.subtract({ days: 1 }));
  await office.facility.changePhase({
    id: running.id,
    basedOn: running.version,
    phase: 'operation',
    fromOn: today.toString(),
    reason: '',
  });

  return {
    today,
    lastMonth: lastMonth.toString().slice(0, 7),
    people: everybody,
    organisations: known,
    agreement,
    rivalAgreement,
    lines: plan.lines.map(({ lineKey, task }) => ({ key: lineKey, task })),
    building,
    running,
    position: { latitude: 29.2459, longitude: 113.8164, accuracy: 9 },
    api,
    async enter({ open }, role, options) {
      const page = await open(role, options);
      await signIn(page, cast[role].login, password);
      return page;
    },
  };
}

async function clientOf(address: string, login: string): Promise<Client> {
  const answer = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  if (!answer.ok) throw new Error(`${login} cannot sign in: ${await answer.text()}`);
  return connect(address, cookiesOf(answer.headers));
}

function connect(address: string, cookie?: string): Client {
  const link = new OpenAPILink(contract, {
    url: `${address}/api`,
    headers: () => ({ origin: address, ...(cookie === undefined ? {} : { cookie }) }),
  });
  return createORPCClient(link) as Client;
}

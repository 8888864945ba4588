import type { ContentArea } from '#features/regime/regime.model.ts';
import { dayOf } from '#kernel/temporal.ts';
import { villagesOf } from '#platform/places.ts';
import type { Client, County } from './world.ts';

type BaselineOptions = {
  /** The day each facility begins to operate; null leaves it under construction. Days still to come are left alone. */
  readonly operatesFrom?: Partial<Record<FacilityName, string | null>>;
  /** 元; in three instalments of 30, 40 and 30 per cent. */
  readonly amountYuan?: number;
  /** What each instalment asks for, in per cent of progress. */
  readonly requiredProgress?: readonly [number, number, number];
};
type FacilityName = 'serviceCentre' | 'villageStation' | 'logisticsCentre' | 'otherStation';

const fen = (yuan: number) => yuan * 100;
export const constructionFrom = '2025-03-01';
const operatesFromDefault: Record<FacilityName, string | null> = {
  serviceCentre: '2025-09-15',
  villageStation: '2025-11-18',
  logisticsCentre: null,
  otherStation: null,
};

const areas: readonly { area: ContentArea; task: string; unit: string; target: number; yuan: number }[] = [
  {
    area: 'service-centre',
    task: '建设县级电子商务公共服务中心',
    unit: '平方米',
    target: 1500,
    yuan: 1_200_000,
  },
  { area: 'logistics', task: '建设县级仓储物流配送中心', unit: '个', target: 1, yuan: 2_000_000 },
  { area: 'station', task: '建设村级电商服务站', unit: '个', target: 100, yuan: 1_300_000 },
  { area: 'supply-chain', task: '建设农产品供应链中心', unit: '个', target: 1, yuan: 1_500_000 },
  { area: 'training', task: '农村电商培训', unit: '人次', target: 2000, yuan: 500_000 },
  { area: 'funds', task: '资金与资产管理', unit: '次', target: 4, yuan: 0 },
];

/** What the first contractor promises, and what the plan allots to it. */
const own: ContentArea[] = ['service-centre', 'station', 'training'];
const ownYuan = 3_000_000;

/**
 * The baseline most stories begin from, made through the API by the people whose task it is: a project of 2025 with its
 * plan approved, a contract with the first contractor (service centre, stations, training), one with the rival
 * (logistics and a station), and four facilities. The county's clock must stand on 2025-03-01 or later.
 */
export async function aBaseline(county: County, options: BaselineOptions = {}) {
  const { office, lead, leader } = county.people;
  // A contract larger than usual stands on a plan, and a project, as much larger.
  const amountYuan = options.amountYuan ?? ownYuan;
  const scaled = (area: ContentArea, yuan: number) =>
    own.includes(area) ? Math.round((fen(yuan) * Math.max(amountYuan, ownYuan)) / ownYuan) + 1 : fen(yuan);
  const project = await office.api.plan.registerProject({
    name: '国家级电子商务进农村综合示范项目',
    nameEn: 'National comprehensive demonstration of e-commerce in the countryside',
    batchYear: 2025,
    centralFen: fen(15_000_000),
    localFen: fen(Math.max(5_000_000, amountYuan)),
    startsOn: '2025-01-01',
    endsOn: '2026-12-31',
  });
  const draft = await lead.api.plan.draft({
    projectId: project.id,
    reason: '',
    lines: areas.map(({ area, task, unit, target, yuan }) => ({
      area,
      task,
      content: `${task}，达到实施方案的要求`,
      unit,
      target,
      plannedStartOn: '2025-02-01',
      plannedFinishOn: '2026-11-30',
      budgetFen: amountYuan > ownYuan ? scaled(area, yuan) : fen(yuan),
      important: area !== 'funds',
    })),
  });
  const submitted = await lead.api.plan.submit({ id: draft.id, basedOn: draft.version });
  const plan = await leader.api.plan.approve({
    id: draft.id,
    basedOn: submitted.version,
    inForceFrom: '2025-01-01',
  });
  const lines = Object.fromEntries(plan.lines.map(({ area, lineKey }) => [area, lineKey])) as Record<
    ContentArea,
    string
  >;

  const [first, second, third] = options.requiredProgress ?? [0, 50, 100];
  const sign = async (
    contractorId: string,
    lot: string,
    yuan: number,
    of: readonly ContentArea[],
    promised: readonly ContentArea[],
  ) => {
    const amountFen = fen(yuan);
    const stage = (number: number, share: number, requiredProgress: number, plannedOn: string) => ({
      number,
      name: `第${'一二三'[number - 1]}期`,
      amountFen: (amountFen / 10) * share,
      condition:
        requiredProgress === 0 ? '合同签订后拨付' : `完成合同进度${requiredProgress}%并经检查合格后拨付`,
      requiredProgress,
      plannedOn,
    });
    return office.api.agreement.sign({
      projectId: project.id,
      contractorId,
      number: `DS-2025-${lot}`,
      name: `电子商务进农村综合示范项目（${lot}标段）`,
      lot,
      areas: [...of],
      signedOn: '2025-01-10',
      startsOn: '2025-02-01',
      endsOn: '2026-12-31',
      amountFen,
      lineKeys: promised.map((area) => lines[area]),
      instalments: [
        stage(1, 3, first, '2025-02-01'),
        stage(2, 4, second, '2025-12-01'),
        stage(3, 3, third, '2026-11-30'),
      ],
    });
  };
  const agreement = await sign(county.organisations.contractor, '01', amountYuan, own, own);
  const rival = await sign(
    county.organisations.rival,
    '02',
    2_000_000,
    ['logistics', 'station'],
    ['logistics'],
  );

  const places = villages(county.pack.jurisdiction);
  const operatesFrom = { ...operatesFromDefault, ...options.operatesFrom };
  const today = dayOf(county.now()).toString();
  const build = async (
    name: FacilityName,
    kind: 'service-centre' | 'logistics-centre' | 'village-station',
    agreementId: string,
    title: string,
    at: number,
  ): Promise<string> => {
    const village = places[at];
    if (!village) throw new Error('the baseline has no village left');
    const { facility } = await office.api.facility.register({
      agreementId,
      kind,
      number: `F-${String(at + 1).padStart(3, '0')}`,
      name: title,
      villageCode: village.code,
      villageName: village.name,
      townName: village.townName,
      address: '示例路1号',
      headName: '示例负责人',
      headPhone: '13800000000',
      latitude: 29.2458,
      longitude: 113.8163,
      datum: 'WGS84',
      constructionStartedOn: constructionFrom,
    });
    const fromOn = operatesFrom[name];
    if (fromOn !== null && fromOn <= today)
      await office.api.facility.changePhase({
        id: facility.id,
        basedOn: facility.version,
        phase: 'operation',
        fromOn,
        reason: '',
      });
    return facility.id;
  };
  const agreementId = agreement.agreement.id;
  const rivalAgreementId = rival.agreement.id;
  return {
    projectId: project.id,
    planId: plan.id,
    lines,
    agreementId,
    rivalAgreementId,
    /** Of the first agreement, in order: 900,000, 1,200,000 and 900,000 元. */
    instalments: agreement.instalments.map(({ id }) => id),
    rivalInstalments: rival.instalments.map(({ id }) => id),
    facilities: {
      /** In operation since 2025-09-15. */
      serviceCentre: await build(
        'serviceCentre',
        'service-centre',
        agreementId,
        '县级电子商务公共服务中心（示例）',
        0,
      ),
      /** In operation since 2025-11-18. */
      villageStation: await build('villageStation', 'village-station', agreementId, '示例村电商服务站', 1),
      /** The rival's, under construction. */
      logisticsCentre: await build(
        'logisticsCentre',
        'logistics-centre',
        rivalAgreementId,
        '县级仓储物流配送中心（示例）',
        2,
      ),
      /** The rival's, under construction. */
      otherStation: await build(
        'otherStation',
        'village-station',
        rivalAgreementId,
        '另一示例村电商服务站',
        3,
      ),
    },
  };
}
export type Baseline = Awaited<ReturnType<typeof aBaseline>>;

/** Villages of the jurisdiction; where no list ships, codes of it with invented names. */
function villages(jurisdiction: string): { code: string; name: string; townName: string }[] {
  const known = villagesOf(jurisdiction);
  if (known) return [...known.values()];
  return Array.from({ length: 10 }, (_, at) => ({
    code: `${jurisdiction}100${String(at + 1).padStart(3, '0')}`,
    name: `示例${at + 1}村`,
    townName: '示例镇',
  }));
}

/** A contract's ending, proposed by the office and confirmed by another of it: the contract as it stands then. */
export async function ended(county: County, ending: Parameters<Client['agreement']['end']>[0]) {
  const { office, reviewer } = county.people;
  const { proposal } = await office.api.agreement.end(ending);
  await reviewer.api.proposal.confirm({ id: proposal.id, basedOn: proposal.version });
  return office.api.agreement.find({ id: ending.id });
}

import { handleSign } from '#features/agreement/agreement.service.ts';
import { handleChangePhase, handleRegister } from '#features/facility/facility.service.ts';
import { handleRegisterProject } from '#features/plan/plan.project.service.ts';
import { handleApprove, handleDraft, handleSubmit } from '#features/plan/plan.service.ts';
import type { ContentArea, FacilityKind } from '#features/regime/regime.model.ts';
import { type PlainDate, Temporal } from '#kernel/temporal.ts';
import { type Village, villagesOf } from '#platform/places.ts';
import type { Cast } from './cast.ts';
import { must, type Player, type Stage } from './stage.ts';

export type Lot = {
  readonly key: 'centre' | 'logistics' | 'stations' | 'supply' | 'training';
  readonly agreementId: string;
  readonly contractor: Player;
  readonly area: ContentArea;
  readonly lines: readonly PlanLine[];
};
export type PlanLine = {
  readonly key: string;
  readonly content: string;
  readonly unit: string;
  readonly target: number;
  readonly from: PlainDate;
  readonly to: PlainDate;
};

/** A facility as the script knows it: when it will be built, open, and fall asleep. */
export type Site = {
  readonly id: string;
  readonly kind: FacilityKind;
  readonly name: string;
  readonly village: Village;
  readonly lot: Lot;
  readonly startsOn: PlainDate;
  readonly opensOn: PlainDate | null;
  readonly latitude: number;
  readonly longitude: number;
};

const yuan = (amount: number) => amount * 100;

type LineScript = readonly [
  area: ContentArea,
  task: string,
  content: string,
  unit: string,
  target: number,
  fromMonth: number,
  toMonth: number,
  budgetYuan: number,
  important: boolean,
];

const lineScripts: readonly LineScript[] = [
  [
    'service-centre',
    '县级电子商务公共服务中心',
    '办公、展示、孵化、培训场地装修',
    '平方米',
    1200,
    0,
    5,
    900_000,
    true,
  ],
  ['service-centre', '县级电子商务公共服务中心', '直播、摄影、办公设备', '台（套）', 86, 2, 6, 500_000, true],
  ['service-centre', '县级电子商务公共服务中心', '孵化服务企业和个体', '家', 60, 5, 20, 800_000, false],
  ['logistics', '县乡村三级物流配送体系', '县级仓储分拣配送中心', '平方米', 2000, 0, 6, 1_900_000, true],
  ['logistics', '县乡村三级物流配送体系', '物流配送车辆', '辆', 14, 3, 9, 1_100_000, true],
  ['logistics', '县乡村三级物流配送体系', '物流信息管理系统', '套', 1, 2, 8, 600_000, true],
  ['logistics', '县乡村三级物流配送体系', '城乡配送线路开通', '条', 11, 5, 12, 1_000_000, false],
  ['station', '农村电子商务服务站体系', '乡镇服务站建设', '个', 11, 1, 6, 880_000, true],
  ['station', '农村电子商务服务站体系', '村级服务站建设', '个', 120, 1, 18, 3_600_000, true],
  ['station', '农村电子商务服务站体系', '站点负责人培训', '人次', 262, 3, 18, 920_000, false],
  ['supply-chain', '农产品供应链及营销体系', '供应链中心建设', '平方米', 1500, 0, 7, 1_500_000, true],
  [
    'supply-chain',
    '农产品供应链及营销体系',
    '分等分级、包装、预冷设备',
    '台（套）',
    24,
    4,
    10,
    900_000,
    true,
  ],
  ['supply-chain', '农产品供应链及营销体系', '农产品网货开发', '款', 40, 6, 20, 800_000, false],
  ['training', '农村电商人才培训体系', '电商技能培训', '人次', 4000, 2, 20, 1_200_000, true],
  ['training', '农村电商人才培训体系', '本地化课程和教材', '门', 12, 1, 10, 400_000, false],
];

/** The project, its approved plan, five contracts in four hands, and every facility registered on the day its building began. */
export async function layBaseline(stage: Stage, cast: Cast, start: PlainDate) {
  const { people } = cast;
  const month = (count: number) => start.add({ months: count });
  const projectId = stage.newId();
  stage.at(start.add({ days: 1 }));
  await must(
    handleRegisterProject(stage.as(people.desk), {
      id: projectId,
      name: '通城县国家级电子商务进农村综合示范项目（示例）',
      nameEn: 'Tongcheng national demonstration project of rural e-commerce (example)',
      batchYear: start.year,
      startsOn: start.toString(),
      endsOn: month(30).toString(),
      centralFen: yuan(15_000_000),
      localFen: yuan(2_000_000),
    }),
  );
  const drafted = await must(
    handleDraft(stage.as(people.desk), {
      projectId,
      reason: '首次编制',
      lines: lineScripts.map(([area, task, content, unit, target, from, to, budget, important]) => ({
        lineKey: stage.newId(),
        area,
        task,
        content,
        unit,
        target,
        plannedStartOn: month(from).toString(),
        plannedFinishOn: month(to).subtract({ days: 1 }).toString(),
        budgetFen: yuan(budget),
        important,
      })),
    }),
  );
  stage.at(start.add({ days: 2 }));
  const submitted = await must(
    handleSubmit(stage.as(people.desk), { id: drafted.id, basedOn: drafted.version }),
  );
  stage.at(start.add({ days: 3 }));
  const plan = await must(
    handleApprove(stage.as(people.leader), {
      id: drafted.id,
      basedOn: submitted.version,
      inForceFrom: start.add({ days: 3 }).toString(),
    }),
  );

  const lots: Lot[] = [];
  const sign = async (
    key: Lot['key'],
    name: string,
    number: number,
    area: ContentArea,
    contractor: Player,
  ) => {
    const lines = plan.lines.filter((line) => line.area === area);
    const amountFen = lines.reduce((sum, line) => sum + line.budgetFen, 0);
    const agreementId = stage.newId();
    const first = Math.round(amountFen * 0.3);
    const second = Math.round(amountFen * 0.4);
    stage.at(start.add({ days: 8 + number }));
    await must(
      handleSign(stage.as(people.desk), {
        id: agreementId,
        projectId,
        contractorId: contractor.organisationId,
        number: `TCDS-${start.year}-${String(number).padStart(2, '0')}`,
        name,
        lot: `第${number}包`,
        areas: [area],
        signedOn: stage.today().toString(),
        startsOn: start.add({ days: 15 }).toString(),
        endsOn: month(26).toString(),
        amountFen,
        lineKeys: lines.map((line) => line.lineKey),
        instalments: [
          {
            number: 1,
            name: '首期款',
            amountFen: first,
            condition: '合同签订并进场',
            requiredProgress: 0,
            plannedOn: month(2).toString(),
          },
          {
            number: 2,
            name: '进度款',
            amountFen: second,
            condition: '综合进度达到50%',
            requiredProgress: 50,
            plannedOn: month(9).toString(),
          },
          {
            number: 3,
            name: '验收款',
            amountFen: amountFen - first - second,
            condition: '综合进度达到90%',
            requiredProgress: 90,
            plannedOn: month(18).toString(),
          },
        ],
      }),
    );
    lots.push({
      key,
      agreementId,
      contractor,
      area,
      lines: lines.map((line) => ({
        key: line.lineKey,
        content: line.content,
        unit: line.unit,
        target: line.target,
        from: Temporal.PlainDate.from(line.plannedStartOn),
        to: Temporal.PlainDate.from(line.plannedFinishOn),
      })),
    });
  };
  await sign('centre', '县级电子商务公共服务中心建设与运营合同', 1, 'service-centre', people.centre);
  await sign('logistics', '县乡村三级物流配送体系建设与运营合同', 2, 'logistics', people.logistics);
  await sign('stations', '农村电子商务服务站体系建设与运营合同', 3, 'station', people.stations);
  await sign('supply', '农产品供应链及营销体系建设合同', 4, 'supply-chain', people.centre);
  await sign('training', '农村电商人才培训服务合同', 5, 'training', people.training);
  return { projectId, planId: plan.id, lots, sites: scriptSites(stage, lots, start) };
}
export type Baseline = Awaited<ReturnType<typeof layBaseline>>;

export const lotOf = (lots: readonly Lot[], key: Lot['key']): Lot => {
  const lot = lots.find((candidate) => candidate.key === key);
  if (!lot) throw new Error(`no lot ${key}`);
  return lot;
};

/** Three centres, a station in each of the eleven towns and 120 village stations, from the county's real list of villages. */
function scriptSites(stage: Stage, lots: readonly Lot[], start: PlainDate): Site[] {
  const villages = [...(villagesOf('421222')?.values() ?? [])];
  const towns = [
    ...new Map(
      villages
        .filter(({ code }) => Number(code.slice(6, 9)) < 400)
        .map((village) => [village.townCode, village]),
    ).values(),
  ];
  const seat = villages[0];
  if (!seat || towns.length !== 11) throw new Error('the list of villages is not the county’s');
  const sites: Site[] = [];
  const add = (
    kind: FacilityKind,
    name: string,
    village: Village,
    lot: Lot,
    startsOn: PlainDate,
    opensOn: PlainDate | null,
  ) => {
    const { latitude, longitude } = placeOf(
      stage,
      towns.findIndex((town) => town.townCode === village.townCode),
    );
    sites.push({ id: stage.newId(), kind, name, village, lot, startsOn, opensOn, latitude, longitude });
  };
  const day = (days: number) => start.add({ days });
  add('service-centre', '通城县电子商务公共服务中心', seat, lotOf(lots, 'centre'), day(20), day(175));
  add('logistics-centre', '通城县仓储物流配送中心', seat, lotOf(lots, 'logistics'), day(22), day(200));
  add('supply-chain-centre', '通城县农产品供应链中心', seat, lotOf(lots, 'supply'), day(25), day(230));
  const stations = lotOf(lots, 'stations');
  for (const [at, town] of towns.entries())
    add('town-station', `${town.townName}电商服务站`, town, stations, day(35 + at * 4), day(95 + at * 9));
  const used = new Set([seat.code, ...towns.map((town) => town.code)]);
  const rest = villages.filter(
    (village) =>
      !used.has(village.code) &&
      Number(village.code.slice(9)) < 400 &&
      Number(village.code.slice(6, 9)) < 400,
  );
  // Every seventh stays out: 120 of the county's villages have a station.
  const chosen = rest.filter((_, at) => at % 4 !== 3 || at > 4 * (rest.length - 120)).slice(0, 120);
  for (const [at, village] of chosen.entries()) {
    // The last ones are still being built: their contractor is behind its plan.
    const began = 40 + Math.floor(at * 4.5) + stage.random.whole(0, 10);
    const built = began + stage.random.whole(28, 54);
    add(
      'village-station',
      `${village.name.replace(/(村民委员会|村委会|社区居民委员会|社区居委会|居委会)$/, '')}电商服务站`,
      village,
      stations,
      day(began),
      day(built),
    );
  }
  return sites;
}

/** Somewhere in the county: towns laid round its middle, villages scattered near their town. Not a survey. */
function placeOf(stage: Stage, town: number): { latitude: number; longitude: number } {
  const angle = (Math.max(town, 0) / 11) * 2 * Math.PI;
  const away = town < 0 ? 0 : 0.09;
  const scatter = () => (stage.random.next() - 0.5) * 0.06;
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  return {
    latitude: round(29.24 + away * Math.sin(angle) + scatter()),
    longitude: round(113.82 + away * Math.cos(angle) + scatter()),
  };
}

export const stationHeads = ['王', '李', '胡', '黎', '吴', '葛', '杜', '金', '皮', '卢', '熊', '汪'];

export async function beginBuilding(stage: Stage, cast: Cast, site: Site, number: number): Promise<void> {
  await must(
    handleRegister(stage.as(cast.people.desk), {
      id: site.id,
      agreementId: site.lot.agreementId,
      kind: site.kind,
      number: `TC-${String(number).padStart(3, '0')}`,
      constructionStartedOn: site.startsOn.toString(),
      name: site.name,
      villageCode: site.village.code,
      address: `${site.village.townName}${site.village.name}`,
      headName: site.kind.endsWith('station')
        ? `${stationHeads[number % stationHeads.length]}站长（示例）`
        : null,
      headPhone: site.kind.endsWith('station') ? `1380000${String(1000 + number).slice(-4)}` : null,
      latitude: site.latitude,
      longitude: site.longitude,
      datum: 'WGS84',
    }),
  );
}

export async function changePhase(
  stage: Stage,
  cast: Cast,
  site: Site,
  next: {
    basedOn: number;
    phase: 'trial' | 'operation' | 'suspended' | 'withdrawn';
    on: PlainDate;
    reason: string;
  },
): Promise<number> {
  const { basedOn, phase, on, reason } = next;
  const { facility } = await must(
    handleChangePhase(stage.as(cast.people.desk), {
      id: site.id,
      basedOn,
      phase,
      fromOn: on.toString(),
      reason,
    }),
  );
  return facility.version;
}

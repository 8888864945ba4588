import { appointToGroup, enlist, registerForDemonstration } from './cast.acts.ts';
import type { Player, Stage } from './stage.ts';

// Everyone here is invented; names of firms say 示例. No real company or person appears.

export type Cast = Awaited<ReturnType<typeof gather>>;

/** The organisations and people of the demonstration, registered and appointed on its first day. */
export async function gather(stage: Stage) {
  const at = (login: string, name: string, title: string, duties: Player['duties'] = []) => ({
    login,
    name,
    title,
    duties,
  });
  const office = await registerForDemonstration(
    stage,
    'office',
    '通城县电子商务进农村领导小组办公室（示例）',
    [
      at('chen', '陈敏', '办公室主任'),
      at('zhou', '周立文', '办公室副主任', ['reviewer']),
      at('huang', '黄小燕', '办公室干事'),
    ],
  );
  const leading = await registerForDemonstration(
    stage,
    'leading-group',
    '通城县电子商务进农村工作领导小组（示例）',
    [at('wang', '王建国', '组长', ['signatory']), at('xu', '徐海', '副组长', ['signatory'])],
  );
  const bureau = await registerForDemonstration(stage, 'commerce-bureau', '通城县商务局（示例）', [
    at('li', '李国华', '副局长'),
    at('zhao', '赵明', '电商股股长'),
    at('qian', '钱丽', '电商股科员'),
    at('sun', '孙志强', '市场股科员'),
    at('he', '何静', '项目专员'),
  ]);
  const finance = await registerForDemonstration(stage, 'finance', '通城县财政局（示例）', [
    at('wu', '吴芳', '经建股股长'),
    at('zheng', '郑凯', '国库股科员'),
  ]);
  const audit = await registerForDemonstration(stage, 'audit', '通城县审计局（示例）', [
    at('feng', '冯源', '投资审计股'),
  ]);
  const department = await registerForDemonstration(stage, 'department', '通城县农业农村局（示例）', [
    at('luo', '罗成', '市场信息股'),
  ]);
  const third = await registerForDemonstration(stage, 'third-party', '示例正信项目管理咨询有限公司', [
    at('tang', '唐宁', '项目经理'),
    at('song', '宋佳', '监理员'),
  ]);
  const contractors = {
    centre: await registerForDemonstration(stage, 'contractor', '示例云上通城电子商务有限公司', [
      at('yun', '云晓', '项目负责人'),
    ]),
    logistics: await registerForDemonstration(stage, 'contractor', '示例通达物流配送有限公司', [
      at('da', '达飞', '项目负责人'),
    ]),
    stations: await registerForDemonstration(stage, 'contractor', '示例乡邻服务站管理有限公司', [
      at('xiang', '乡秀兰', '项目负责人'),
    ]),
    training: await registerForDemonstration(stage, 'contractor', '示例新农人培训有限公司', [
      at('nong', '农向阳', '项目负责人'),
    ]),
  };
  await enlist(stage, office.id, at('fang', '方文', '系统管理员', ['administrator']));
  await enlist(stage, bureau.id, at('han', '韩立', '系统管理员', ['administrator']));
  const one = (players: readonly Player[], login: string): Player => {
    const player = players.find((candidate) => candidate.login === login);
    if (!player) throw new Error(`${login} is not in the cast`);
    return player;
  };
  const everyone = [
    office,
    leading,
    bureau,
    finance,
    audit,
    department,
    third,
    ...Object.values(contractors),
  ].flatMap((side) => side.players);
  const people = {
    director: one(everyone, 'chen'),
    reviewer: one(everyone, 'zhou'),
    clerk: one(everyone, 'huang'),
    leader: one(everyone, 'wang'),
    deputyLeader: one(everyone, 'xu'),
    lead: one(everyone, 'li'),
    secondLead: one(everyone, 'zhao'),
    inspectorA: one(everyone, 'qian'),
    inspectorB: one(everyone, 'sun'),
    desk: one(everyone, 'he'),
    finance: one(everyone, 'wu'),
    treasury: one(everyone, 'zheng'),
    auditor: one(everyone, 'feng'),
    agriculture: one(everyone, 'luo'),
    thirdA: one(everyone, 'tang'),
    thirdB: one(everyone, 'song'),
    centre: one(everyone, 'yun'),
    logistics: one(everyone, 'da'),
    stations: one(everyone, 'xiang'),
    training: one(everyone, 'nong'),
  };
  await appointToGroup(stage, people.director, [
    { player: people.lead, role: 'lead' },
    { player: people.secondLead, role: 'lead' },
    { player: people.inspectorA, role: 'member' },
    { player: people.inspectorB, role: 'member' },
    { player: people.desk, role: 'member' },
    { player: people.agriculture, role: 'member' },
    { player: people.finance, role: 'member' },
    { player: people.thirdA, role: 'third-party' },
    { player: people.thirdB, role: 'third-party' },
  ]);
  return {
    people,
    organisations: { office, leading, bureau, finance, audit, department, third, ...contractors },
  };
}

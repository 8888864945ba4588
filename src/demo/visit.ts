import type { InferContractRouterInputs } from '@orpc/contract';
import type { inspectionContract, SheetView } from '#features/inspection/inspection.contract.ts';
import { handleDeclare } from '#features/inspection/inspection.plan.service.ts';
import { handleSheet } from '#features/inspection/inspection.service.ts';
import { handleSign, handleSubmit } from '#features/inspection/inspection.submit.service.ts';
import { isBefore } from '#kernel/temporal.ts';
import { picture } from './evidence.ts';
import { followFindings } from './findings.ts';
import type { Random } from './random.ts';
import { type Script, workingDaysAgo, workingDaysLater } from './script.ts';
import { itemsTold, problemsSeen, verdictsTold } from './sheet.ts';
import { must, type Player, type Stage } from './stage.ts';
import type { Visit } from './visit.plan.ts';
import { positionReasons, summaryOf, told } from './words.ts';

type Submission = InferContractRouterInputs<typeof inspectionContract>['submit'];

const metresPerDegree = 111_320;

/** One visit from the last declaration to the last signature, as far as the day has come. */
export async function playVisit(stage: Stage, script: Script, visit: Visit): Promise<void> {
  const { lead, on } = visit;
  const sheet = await must(handleSheet(stage.as(lead), { id: visit.id }));
  for (const { player } of visit.team) {
    const declared = sheet.team.find(({ personId }) => personId === player.id)?.declaredAt;
    if (!declared) await must(handleDeclare(stage.as(player), { id: visit.id, relation: null }));
  }
  stage.at(on, visit.time);
  const startedAt = stage.now().toString();
  const arrived = whereabouts(stage, script, visit);
  const hasty = visit.place !== null && stage.random.chance(0.007);
  stage.later(hasty ? 1 : stage.random.whole(2, 6));
  const { random } = stage;
  const seen = problemsSeen(visit, sheet, random);
  const photos = await takePhotos(stage, script, visit, arrived.at, seen.length);
  const findings = seen.map(({ of, item }, at) => ({
    id: stage.newId(),
    of,
    itemId: item.id,
    fact: told(of[2], random, on),
    place: sheet.subject.facility?.address ?? `${sheet.subject.contractor.name}资料室`,
    foundBy: random.pick(visit.team).player,
    clauseId: item.clauseId,
    severity: of[1],
    dimensions: item.dimensions,
    evidence: [photos.problems[at] ?? photos.front],
  }));
  const items = itemsTold(visit, sheet, findings, random);
  stage.later(hasty ? random.whole(3, 5) : long(visit) ? random.whole(70, 130) : random.whole(18, 44));
  const endedAt = stage.now().toString();
  if (hasty && visit.place)
    script.truth.note({
      kind: 'visit-under-ten-minutes',
      records: [visit.id],
      on: on.toString(),
      note: `${startedAt}–${endedAt}`,
    });
  stage.later(random.whole(1, 4));
  const version = sheet.version + visit.team.filter(({ player }) => !isDeclared(sheet, player)).length;
  const answer = await must(
    handleSubmit(stage.as(lead), {
      id: visit.id,
      basedOn: version,
      startedAt,
      endedAt,
      arrivedAt: visit.place ? startedAt : null,
      position: arrived.position,
      positionMissingReason: arrived.reason,
      methods: methodsTold(visit, photos, random),
      items,
      figures: figuresTold(visit, script, sheet, random),
      verdicts: verdictsTold(visit, sheet, items, findings),
      present: presentTold(
        visit,
        sheet,
        seen.some(({ of }) => /锁/.test(of[2])),
        random,
      ),
      summary: summaryOf(visit.area, findings.length, visit.place?.quality === 'shell'),
      findings: findings.map(({ of: _, foundBy, ...finding }) => ({ ...finding, foundBy: foundBy.id })),
    }),
  );
  const problems = findings.map((finding, at) => ({ ...finding, number: answer.findings[at]?.number ?? '' }));
  const others = visit.team.filter(({ player }) => player !== lead).map(({ player }) => player);
  // Most sign on the spot; now and then one signs the next morning at the desk.
  const last = others.at(-1);
  // Those who went out yesterday are still signing.
  const lately = visit.on.equals(workingDaysAgo(script, 1));
  const tomorrow = lately || random.chance(0.22) ? last : undefined;
  const sign = async (scene: Stage, player: Player) =>
    must(
      handleSign(scene.as(player), {
        id: visit.id,
        contentDigest: answer.contentDigest,
        remark: scene.random.chance(0.06) ? '情况属实。' : null,
      }),
    );
  for (const player of others.filter((one) => one !== tomorrow)) {
    stage.later(random.whole(1, 5));
    await sign(stage, player);
  }
  if (!tomorrow) return followFindings(stage, script, visit, problems);
  script.agenda.add({
    on: workingDaysLater(script, on, lately ? 2 : 1),
    time: '08:35',
    key: `signs ${visit.id}`,
    about: visit.id,
    async play(scene) {
      await sign(scene, tomorrow);
      await followFindings(scene, script, visit, problems);
    },
  });
}

const isDeclared = (sheet: SheetView, player: Player): boolean =>
  sheet.team.some(({ personId, declaredAt }) => personId === player.id && declaredAt !== null);

const long = (visit: Visit): boolean => visit.place === null || !visit.place.site.kind.endsWith('station');

function whereabouts(stage: Stage, script: Script, visit: Visit) {
  const { random } = stage;
  const { place } = visit;
  if (!place) return { at: undefined, position: null, reason: null };
  if (random.chance(0.02)) {
    const reason = random.pick(positionReasons);
    script.truth.note({
      kind: 'position-missing',
      records: [visit.id],
      on: visit.on.toString(),
      note: reason,
    });
    return { at: undefined, position: null, reason };
  }
  const far = random.chance(0.016);
  const metres = far ? random.whole(300, 800) : random.whole(2, 45);
  const bearing = random.next() * 2 * Math.PI;
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  const { latitude, longitude } = place.site;
  const at = {
    latitude: round(latitude + (metres * Math.cos(bearing)) / metresPerDegree),
    longitude: round(
      longitude + (metres * Math.sin(bearing)) / (metresPerDegree * Math.cos((latitude * Math.PI) / 180)),
    ),
  };
  if (far)
    script.truth.note({
      kind: 'position-far-from-facility',
      records: [visit.id, place.site.id],
      on: visit.on.toString(),
      note: `${metres} m`,
    });
  return {
    at,
    position: { ...at, accuracyMetres: random.whole(5, 35), datum: 'WGS84' as const },
    reason: null,
  };
}

async function takePhotos(
  stage: Stage,
  script: Script,
  visit: Visit,
  at: { latitude: number; longitude: number } | undefined,
  problems: number,
): Promise<{ front: string; problems: string[] }> {
  const ordinal = visit.place?.ordinal ?? 900 + script.base.lots.indexOf(visit.lot);
  const by = visit.team[1]?.player ?? visit.lead;
  const name = visit.place?.site.name ?? visit.lot.key;
  const { random } = stage;
  const old = visit.place !== null && random.chance(0.006);
  const copied = copyFor(script, visit);
  const front = await picture(stage, {
    by,
    name: visit.place ? '站点外景.png' : '查阅资料.png',
    caption: `${name}${visit.place ? '门头' : '材料'}`,
    of: visit.place ? 'front' : 'desk',
    ordinal,
    at: copied || old ? undefined : at,
    takenOn: old ? visit.on.subtract({ days: random.whole(16, 40) }) : undefined,
    bytes: copied?.bytes,
  });
  remember(script, visit, front, ordinal);
  if (old)
    script.truth.note({
      kind: 'photo-older-than-visit',
      records: [front.id, visit.id],
      on: visit.on.toString(),
      note: '相册旧照',
    });
  if (copied)
    script.truth.note({
      kind: 'same-photo-twice',
      records: [copied.id, front.id],
      on: visit.on.toString(),
      note: `与 TC-${String(copied.ordinal).padStart(3, '0')} 的照片字节相同`,
    });
  const shown: string[] = [];
  for (let problem = 0; problem < problems; problem += 1) {
    const told = { by, name: `问题照片${problem + 1}.png`, caption: `问题${problem + 1}`, ordinal, at };
    shown.push((await picture(stage, { ...told, of: visit.place ? 'inside' : 'desk' })).id);
  }
  return { front: front.id, problems: shown };
}

/** Stations whose front is, on one visit each, the picture of another. */
const copying = new Map([
  [21, 20],
  [38, 36],
  [52, 49],
  [66, 63],
  [79, 70],
]);

function copyFor(script: Script, visit: Visit) {
  const own = visit.place?.ordinal ?? 0;
  const from = visit.phase === 'operation' ? copying.get(own) : undefined;
  const known = from === undefined ? undefined : script.album.get(from);
  // Only a picture of an earlier day: what is taken today may not be there yet.
  if (from === undefined || !known || !isBefore(known.on, visit.on) || script.album.has(-own))
    return undefined;
  script.album.set(-own, known);
  return { ...known, ordinal: from };
}

function remember(
  script: Script,
  visit: Visit,
  front: { id: string; bytes: Uint8Array },
  ordinal: number,
): void {
  if ([...copying.values()].includes(ordinal) && !script.album.has(ordinal))
    script.album.set(ordinal, { ...front, on: visit.on });
}

function methodsTold(
  visit: Visit,
  photos: { front: string; problems: readonly string[] },
  random: Random,
): Submission['methods'] {
  const blank = { description: '', minutes: '', attendance: '', materials: '', evidence: [] };
  const materials = {
    ...blank,
    method: 'materials-read' as const,
    materials: visit.place
      ? '服务台账（本季度，1册）；培训记录（1份）；资产登记表（1份）'
      : visit.area === 'funds'
        ? '专账明细（1册）；记账凭证（抽查24份）；资产盘点表（1份）'
        : '花名册（3期）；签到表（9份）；课件（4门）；回访记录（1册）',
  };
  const attendance = visit.team.map(({ player }) => player.name).join('、');
  if (visit.place) {
    const site = {
      ...blank,
      method: 'site-visit' as const,
      description: '到站查看场地、设备、台账和公示内容。',
      evidence: [photos.front, ...photos.problems].map((id) => ({ as: 'photo' as const, id })),
    };
    const talk = {
      ...blank,
      method: 'talk' as const,
      minutes: '询问站点负责人和两名村民，了解营业时间、快件到村和代卖农产品情况。',
      attendance: `${attendance}；站点负责人；村民2人`,
    };
    return [site, ...(random.chance(0.55) ? [materials] : []), ...(random.chance(0.12) ? [talk] : [])];
  }
  const heard = {
    ...blank,
    method: 'report-heard' as const,
    minutes: '承办企业项目负责人汇报本期工作、存在困难和下步安排，检查组逐项提问。',
    attendance: `${attendance}；承办企业项目负责人、财务人员`,
  };
  const calls = {
    ...blank,
    method: 'other' as const,
    description: '电话抽核学员20名：询问参训时间、地点、内容和收获，逐人记录。',
  };
  const shown = {
    ...materials,
    evidence: [photos.front, ...photos.problems].map((id) => ({ as: 'list' as const, id })),
  };
  return visit.area === 'training' ? [shown, calls] : [shown, heard];
}

/** What can be counted on the spot is counted; a line that cannot be says so. */
function figuresTold(visit: Visit, script: Script, sheet: SheetView, random: Random): Submission['figures'] {
  const single = visit.place?.site.kind.endsWith('station') ?? false;
  return sheet.figures.map(({ lineKey, total, task }) => {
    if (single) return { lineKey, seenTotal: null, note: '本次只到一站，合同总数未核对。' };
    if (total === null) return { lineKey, seenTotal: null, note: '本项尚未上报，无可核对数。' };
    const short = total >= 8 && random.chance(0.16);
    const seenTotal = short ? Math.floor(total * (1 - 0.1 - 0.18 * random.next())) : total;
    if (short)
      script.truth.note({
        kind: 'reported-above-seen',
        records: [visit.id, lineKey],
        on: visit.on.toString(),
        note: `${task}：上报${total}，现场${seenTotal}`,
      });
    return { lineKey, seenTotal, note: short ? '现场可核实数低于上报数，其余未能提供依据。' : '' };
  });
}

function presentTold(visit: Visit, sheet: SheetView, locked: boolean, random: Random): Submission['present'] {
  const { place } = visit;
  if (!place)
    return { outcome: 'signed', name: visit.lot.contractor.name, title: '项目负责人', statement: '' };
  if (locked && random.chance(0.6))
    return {
      outcome: 'nobody',
      name: '',
      title: '',
      statement: '站点锁门，无人在场，已拍照并电话告知承办企业。',
    };
  const head = `${sheet.subject.facility?.name.slice(0, 2) ?? ''}站点负责人`;
  if (random.chance(0.015))
    return {
      outcome: 'refused',
      name: head,
      title: '站点负责人',
      statement: '对记录的问题有异议，拒绝签字，已告知可书面说明。',
    };
  return {
    outcome: 'signed',
    name: place.site.kind.endsWith('station') ? head : visit.lot.contractor.name,
    title: place.site.kind.endsWith('station') ? '站点负责人' : '项目负责人',
    statement: random.chance(0.1) ? '对检查情况无异议，尽快整改。' : '',
  };
}

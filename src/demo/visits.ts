import type { InspectionPhase, TeamRole } from '#features/inspection/inspection.model.ts';
import { handleCancel, handleDeclare, handlePlan } from '#features/inspection/inspection.plan.service.ts';
import { refreshObligations } from '#features/obligation/obligation.refresh.service.ts';
import type { ContentArea } from '#features/regime/regime.model.ts';
import { areaOfFacility } from '#features/regime/regime.rules.ts';
import { granted } from '#kernel/result.ts';
import { daysBetween, isAfter, isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { transact } from '#platform/database.ts';
import { type Random, randomOf, seedOf } from './random.ts';
import { clock, type Place, type Script, versionOf, workingDaysAgo, workingDaysLater } from './script.ts';
import { must, type Player, type Stage } from './stage.ts';
import type { Visit } from './visit.plan.ts';
import { playVisit } from './visit.ts';
import { proposeWaiver } from './waivers.ts';

type Owed = {
  readonly id: string;
  readonly rule: string;
  readonly subject: string;
  readonly windowStartOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly closesOn: PlainDate;
};

const daysAhead = 3;
const visitsADay = 5;
const towns = 11;

/** 三（一）: on every working day the bureau looks at what is owed and plans who goes where three working days ahead. */
export function planEveryDay(script: Script, seed: number): void {
  const book = new Map<string, { readonly doing: 'visit' | 'miss' | 'waive'; readonly from: PlainDate }>();
  const planned = new Set<string>();
  let route = 0;
  let recused = false;
  const next = (after: PlainDate) => {
    const on = workingDaysLater(script, after, 1);
    script.agenda.add({ on, time: '16:20', key: 'planning', play: (stage) => planning(stage, on) });
  };
  next(script.start.add({ days: 20 }));

  async function planning(stage: Stage, on: PlainDate): Promise<void> {
    if (isBefore(on, script.until)) next(on);
    route += 1;
    if (route % 5 === 1) await derive(stage);
    const day = workingDaysLater(script, on, daysAhead);
    const townsToday = [route % towns, (route + 5) % towns];
    const teams: Owed[][] = [[], []];
    const elsewhere: { readonly owed: Owed; readonly town: string }[] = [];
    for (const owed of await owedOn(stage, day)) {
      if (planned.has(owed.id) || teams.flat().some(({ subject }) => subject === owed.subject)) continue;
      const place = script.sites.get(owed.subject) ?? null;
      if (place && (place.phase === 'none' || place.phase === 'withdrawn')) continue;
      let entry = book.get(owed.id);
      if (!entry) {
        entry = fateOf(owed, place, randomOf(seedOf(seed, `fate ${owed.id}`)));
        book.set(owed.id, entry);
        if (entry.doing === 'waive') proposeWaiver(script, owed.id, place?.phase === 'suspended', on, 1);
      }
      if (entry.doing === 'miss' && waitsForWaiver(script, on, owed.closesOn)) {
        book.set(owed.id, { ...entry, doing: 'waive' });
        proposeWaiver(script, owed.id, false, on, 4);
      }
      if (entry.doing !== 'visit' || isBefore(day, entry.from)) continue;
      const team = place ? teamFor(place, townsToday) : owed.rule === 'funds' ? 0 : 1;
      if (team !== undefined && (teams[team]?.length ?? 0) < visitsADay) teams[team]?.push(owed);
      else if (place) elsewhere.push({ owed, town: place.site.village.townCode });
    }
    // Nothing on today's roads: one team goes where the most urgent one is.
    const [urgent] = elsewhere;
    if (urgent && teams.every((list) => list.length === 0))
      teams[0] = elsewhere
        .filter(({ town }) => town === urgent.town)
        .slice(0, 3)
        .map(({ owed }) => owed);
    for (const [team, list] of teams.entries())
      for (const [at, owed] of list.entries()) {
        planned.add(owed.id);
        const visit = await plan(stage, owed, day, team, at);
        if (visit.fate === 'called-off') {
          // It is owed as before, and gone to on another day.
          planned.delete(owed.id);
          book.set(owed.id, { doing: 'visit', from: day.add({ days: 2 }) });
        }
      }
  }

  async function plan(stage: Stage, owed: Owed, on: PlainDate, team: number, at: number): Promise<Visit> {
    const place = script.sites.get(owed.subject) ?? null;
    const lot = place?.site.lot ?? script.base.lots.find(({ agreementId }) => agreementId === owed.subject);
    if (!lot) throw new Error(`nothing is known of ${owed.subject}`);
    const phase = phaseOf(owed.rule);
    const area =
      phase === 'funds' || phase === 'training' ? phase : place ? areaOfFacility(place.site.kind) : lot.area;
    const long = place === null || !place.site.kind.endsWith('station');
    // A day called off is a day of rain: the whole county stays at home.
    const rain = randomOf(seedOf(seed, `rain ${on}`)).chance(0.012);
    let crew = crewFor(script, area, team, stage.random);
    let fate: Visit['fate'] = rain ? 'called-off' : 'held';
    if (!recused && !rain && area === 'station' && isAfter(on, script.start.add({ months: 4 }))) {
      recused = true;
      fate = 'recusal';
      crew = [...crew, { player: script.cast.people.agriculture, role: 'member' }];
    }
    const id = stage.newId();
    const key = `visit ${String(team)}${String(at)} ${place?.site.name ?? lot.key}`;
    const time = clock(long ? '09:00' : '08:50', (at % visitsADay) * 82 + stage.random.whole(0, 12));
    const lead = crew[0]?.player;
    if (!lead) throw new Error('a team without a lead');
    const visit: Visit = {
      id,
      key,
      on,
      time,
      place,
      lot,
      area,
      phase,
      obligationId: owed.id,
      team: crew,
      lead,
      fate,
    };
    await writePlan(stage, script, visit);
    for (const { player } of crew)
      if (fate === 'held' && stage.random.chance(0.5))
        await must(handleDeclare(stage.as(player), { id, relation: null }));
    script.agenda.add({
      on,
      time: '08:10',
      key,
      ...(fate === 'held' ? { about: owed.subject } : {}),
      play: (scene) => (fate === 'called-off' ? callOff(scene, visit) : goThere(scene, script, visit)),
    });
    return visit;
  }

  async function callOff(stage: Stage, visit: Visit): Promise<void> {
    await must(
      handleCancel(stage.as(script.cast.people.desk), {
        id: visit.id,
        basedOn: await versionOf(stage, 'inspection', visit.id),
        reason: '持续强降雨，通村道路中断，检查改期。',
      }),
    );
  }
}

/** The last waiver that was proposed has not been decided yet. */
function waitsForWaiver(script: Script, on: PlainDate, closesOn: PlainDate): boolean {
  if (script.leftOpen.has('waiver') || !on.equals(workingDaysAgo(script, 2))) return false;
  if (!isBefore(script.until.add({ days: 7 }), closesOn)) return false;
  script.leftOpen.add('waiver');
  return true;
}

const phaseOf = (rule: string): InspectionPhase =>
  rule.startsWith('construction')
    ? 'construction'
    : rule.startsWith('operation')
      ? 'operation'
      : (rule as InspectionPhase);

async function writePlan(stage: Stage, script: Script, visit: Visit): Promise<void> {
  const byFacility = visit.phase === 'construction' || visit.phase === 'operation';
  await must(
    handlePlan(stage.as(script.cast.people.desk), {
      id: visit.id,
      area: visit.area,
      phase: visit.phase,
      purpose: 'routine',
      facilityId: byFacility ? (visit.place?.site.id ?? null) : null,
      agreementId: byFacility ? null : visit.lot.agreementId,
      plannedOn: visit.on.toString(),
      notice: byFacility && stage.random.chance(0.7) ? 'unannounced' : 'announced',
      obligationIds: visit.obligationId === null ? [] : [visit.obligationId],
      team: visit.team.map(({ player, role }) => ({ personId: player.id, role })),
    }),
  );
}

/** A member who finds himself related says so; the visit is planned anew without him and held all the same. */
async function goThere(stage: Stage, script: Script, visit: Visit): Promise<void> {
  if (visit.fate !== 'recusal') return playVisit(stage, script, visit);
  const { agriculture, desk } = script.cast.people;
  await must(
    handleDeclare(stage.as(agriculture), {
      id: visit.id,
      relation: { kind: 'relative', statement: '本人表弟在承办企业任片区管理员。' },
    }),
  );
  stage.later(6);
  await must(
    handleCancel(stage.as(desk), {
      id: visit.id,
      basedOn: await versionOf(stage, 'inspection', visit.id),
      reason: '组员罗成申报与承办企业有亲属关系，应当回避，重新组成检查组。',
    }),
  );
  stage.later(4);
  const team = visit.team.filter(({ player }) => player !== agriculture);
  const again: Visit = { ...visit, id: stage.newId(), team, fate: 'held' };
  await writePlan(stage, script, again);
  await playVisit(stage, script, again);
}

/** What the days, and facilities begun and opened, have made owed since last week. */
async function derive(stage: Stage): Promise<void> {
  await must(
    transact(stage.db, async (tx) =>
      granted(await refreshObligations(tx, { county: stage.county, now: stage.now() })),
    ),
  );
}

async function owedOn(stage: Stage, on: PlainDate): Promise<Owed[]> {
  const rows = await stage.db
    .selectFrom('obligation')
    .select(['id', 'rule_id', 'subject_id', 'window_start_on', 'due_on', 'closes_on'])
    .where('county', '=', stage.county)
    .where('kind', '=', 'inspection')
    .where('fulfilled_on', 'is', null)
    .where('waived_at', 'is', null)
    .where('withdrawn', '=', false)
    .where('window_start_on', '<=', on.toString())
    .where('closes_on', '>=', on.toString())
    .orderBy('due_on')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    rule: row.rule_id,
    subject: row.subject_id,
    windowStartOn: plainDate(row.window_start_on),
    dueOn: plainDate(row.due_on),
    closesOn: plainDate(row.closes_on),
  }));
}

/** Which are done, which are let slip, and from which day a visit fits. */
function fateOf(owed: Owed, place: Place | null, random: Random) {
  const village = place?.site.kind === 'village-station';
  const building = owed.rule === 'construction.station';
  const slips = village ? (building ? 0.17 : 0.12) : place?.site.kind === 'town-station' ? 0.05 : 0.03;
  const length = Math.max(0, daysBetween(owed.windowStartOn, owed.dueOn));
  const grace = daysBetween(owed.dueOn, owed.closesOn);
  const late = random.chance(0.07);
  const share = 0.12 + 0.7 * random.next();
  // Money is looked at once some has been paid.
  if (owed.rule === 'funds')
    return {
      doing: random.chance(slips) ? ('miss' as const) : ('visit' as const),
      from: owed.windowStartOn.add({ days: Math.floor(length * (0.6 + 0.35 * random.next())) }),
    };
  const from = late
    ? owed.dueOn.add({ days: random.whole(1, Math.max(1, Math.floor(grace / 3))) })
    : owed.windowStartOn.add({ days: Math.floor(length * share) });
  if (place?.phase === 'suspended') return { doing: 'waive' as const, from };
  if (!random.chance(slips)) return { doing: 'visit' as const, from };
  return { doing: random.chance(0.08) ? ('waive' as const) : ('miss' as const), from };
}

/** The team whose road leads there on this day; centres lie in the county seat and are always near. */
function teamFor(place: Place, townsToday: readonly number[]): number | undefined {
  if (!place.site.kind.endsWith('station')) return place.ordinal % 2;
  const code = place.site.village.townCode;
  const town = code.startsWith('4212222') ? 9 + Number(code.slice(8)) : Number(code.slice(7));
  const at = townsToday.indexOf(town);
  return at < 0 ? undefined : at;
}

function crewFor(script: Script, area: ContentArea, team: number, random: Random): Visit['team'] {
  const { people } = script.cast;
  const first = team === 0;
  const lead = first ? people.lead : people.secondLead;
  const third = first ? people.thirdA : people.thirdB;
  const crew: { player: Player; role: TeamRole }[] = [{ player: lead, role: 'lead' }];
  const member = (player: Player) => crew.push({ player, role: 'member' });
  if (area === 'funds') {
    member(people.finance);
    member(people.inspectorA);
    return crew;
  }
  member(random.chance(0.75) ? (first ? people.inspectorA : people.inspectorB) : people.desk);
  if (area === 'supply-chain') member(people.agriculture);
  else if (area !== 'station') member(first ? people.inspectorB : people.inspectorA);
  crew.push({ player: third, role: 'third-party' });
  return crew;
}

import type { DrawView } from '#features/draw/draw.contract.ts';
import { handlePreparation, handlePrepare } from '#features/draw/draw.prepare.service.ts';
import { commitmentOf } from '#features/draw/draw.proof.rules.ts';
import {
  handleCommit,
  handleDraw,
  handleEnterValue,
  handleOpen,
  handleProposeOpening,
  handlePublish,
  handleReveal,
} from '#features/draw/draw.service.ts';
import { handlePlan } from '#features/inspection/inspection.plan.service.ts';
import { areaOfFacility } from '#features/regime/regime.rules.ts';
import { isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { clock, type Script, workingDaysLater } from './script.ts';
import { must, type Player, type Stage } from './stage.ts';
import type { Visit } from './visit.plan.ts';
import { playVisit } from './visit.ts';

/**
 * 抽查抽取, three times: one in which a party stayed silent and its seal was opened, published; one drawn for visits still to come; and
 * one in which today a commitment is still awaited.
 */
export function drawStations(script: Script): void {
  if (!script.pack.draws) return;
  const { until } = script;
  for (const [daysBefore, silent] of [
    [150, true],
    [40, false],
    [4, false],
  ] as const) {
    const on = until.subtract({ days: daysBefore });
    if (isAfter(on, script.start.add({ months: 7 }))) prepare(script, on, silent);
  }
}

const ofDraw = (on: PlainDate) => `draw ${on}`;

function prepare(script: Script, on: PlainDate, silent: boolean): void {
  const { agenda, cast } = script;
  const { people } = cast;
  const parties = [people.secondLead, people.finance, people.auditor] as const;
  agenda.add({
    on,
    time: '08:40',
    key: ofDraw(on),
    async play(stage) {
      const { period, from, redraw } = await purposeOn(stage, people.director, on);
      const draw = await must(
        handlePrepare(stage.as(people.director), {
          id: stage.newId(),
          title: `${from.year}年第${'一二三四'[Math.floor((from.month - 1) / 3)]}季度村级站点抽查`,
          period,
          kinds: ['village-station'],
          phases: ['construction', 'trial', 'operation'],
          towns: [],
          size: { percent: 10 },
          allocation: 'largest-remainder',
          weighted: false,
          places: { lead: 1, member: 1, 'third-party': 1 },
          loadMax: 8,
          inspectorIds: [
            people.lead,
            people.secondLead,
            people.inspectorA,
            people.inspectorB,
            people.desk,
            people.thirdA,
            people.thirdB,
          ].map(({ id }) => id),
          partyIds: parties.map(({ organisationId }) => organisationId),
          publicValue: {
            name: '中国福利彩票“双色球”开奖号码',
            source: '中国福彩网当日开奖公告；六个红球由小到大，再写蓝球，以空格分开',
            on: on.add({ days: 7 }).toString(),
          },
          revealUntilOn: on.add({ days: 4 }).toString(),
          redraw,
        }),
      );
      const bound = parties.map((player) => {
        const secret = Buffer.from(stage.random.bytes(32)).toString('hex');
        return { player, secret };
      });
      for (const [days, { player, secret }] of bound.entries())
        step(script, on.add({ days: days }), `${ofDraw(on)} commits ${days}`, async (scene) => {
          // The audit office answers last; while the newest draw is young its commitment is still awaited.
          if (days === 2 && isAfter(on.add({ days: 6 }), script.until)) return;
          const told = { draw: draw.id, lists: draw.listsDigest, party: player.organisationId, secret };
          await must(
            handleCommit(scene.as(player), {
              id: draw.id,
              commitment: commitmentOf(told, sha256Hex),
              secret,
            }),
          );
        });
      if (!isAfter(on.add({ days: 8 }), script.until)) complete(script, on, draw.id, bound, silent);
    },
  });
}

const roomForVisits = 20;

/** The period with room for the visits; where its places were drawn from already, the next one, or again with the reason. */
async function purposeOn(stage: Stage, director: Player, on: PlainDate) {
  const { periods, earlier } = await must(handlePreparation(stage.as(director), {}));
  const late = on.add({ days: roomForVisits }).toString() > periods.current.until;
  const taken = earlier.some(({ period }) => period.from === periods.current.from);
  const period = late || taken ? 'next' : 'current';
  const { from, until } = periods[period];
  const before = earlier.find(
    (former) =>
      former.redrawnBy === null &&
      former.outstanding !== null &&
      ((former.period.from <= until && from <= former.period.until) ||
        (former.period.until < on.toString() && former.outstanding > 0)),
  );
  return {
    period,
    from: plainDate(from),
    redraw: before ? { of: before.id, reason: '上一次抽中的站点有几个因山洪断路未能检查，重新抽取。' } : null,
  } as const;
}

const visitsADay = 4;

/** What was drawn is visited by those who were drawn: all of the oldest draw, most of the next, one of them with somebody else. */
function visitDrawn(script: Script, drawn: DrawView, whole: boolean): void {
  const people = new Map(Object.values(script.cast.people).map((player) => [player.id, player]));
  const first = plainDate(drawn.period.from);
  const reached = drawn.drawn.slice(0, whole ? drawn.drawn.length : Math.ceil(drawn.drawn.length * 0.6));
  for (const [at, { id, inspectors, unfilled }] of reached.entries()) {
    const place = script.sites.get(id);
    const lead = people.get(inspectors.find(({ role }) => role === 'lead')?.id ?? '');
    if (!place || !lead || unfilled.length > 0) continue;
    const day = workingDaysLater(script, drawnOn(drawn), 2 + Math.floor(at / visitsADay));
    const on = isAfter(first, day) ? workingDaysLater(script, first, Math.floor(at / visitsADay)) : day;
    if (on.toString() > drawn.period.until) continue;
    const crew = inspectors.flatMap(({ id: person, role }) => {
      const player = people.get(person);
      return player ? [{ player, role }] : [];
    });
    const stands = crew.find(({ role }) => role === 'member')?.player;
    const { desk, inspectorA, inspectorB } = script.cast.people;
    const other = [desk, inspectorA, inspectorB].find(
      (player) =>
        crew.every((one) => one.player !== player) &&
        drawn.recusals.every(({ inspector }) => inspector !== player.name),
    );
    const departs = whole && at === 1 && stands !== undefined && other !== undefined;
    const team = departs
      ? crew.map((one) => (one.player === stands ? { ...one, player: other } : one))
      : crew;
    const departure = departs ? `${stands.name}当日列席县防汛会议，改由${other.name}参加。` : null;
    script.agenda.add({
      on,
      time: '08:05',
      key: `drawn visit ${drawn.number} ${at}`,
      async play(scene) {
        if (!['construction', 'trial', 'operation'].includes(place.phase)) return;
        const visit: Visit = {
          id: scene.newId(),
          key: `drawn visit ${drawn.number} ${at}`,
          on,
          time: clock('08:50', (at % visitsADay) * 80 + scene.random.whole(0, 12)),
          place,
          lot: place.site.lot,
          area: areaOfFacility(place.site.kind),
          phase: place.phase === 'construction' ? 'construction' : 'operation',
          obligationId: null,
          team,
          lead,
          fate: 'held',
        };
        await must(
          handlePlan(scene.as(script.cast.people.desk), {
            id: visit.id,
            area: visit.area,
            phase: visit.phase,
            purpose: 'spot-check',
            facilityId: id,
            agreementId: null,
            plannedOn: on.toString(),
            notice: 'unannounced',
            obligationIds: [],
            team: team.map(({ player, role }) => ({ personId: player.id, role })),
            draw: { id: drawn.id, departure },
          }),
        );
        await playVisit(scene, script, visit);
      },
    });
  }
}

const drawnOn = ({ publicValue }: DrawView): PlainDate => plainDate(publicValue.on);

type Bound = readonly { readonly player: Player; readonly secret: string }[];

function complete(script: Script, on: PlainDate, id: string, bound: Bound, silent: boolean): void {
  const { director, leader } = script.cast.people;
  const day = (days: number) => on.add({ days });
  for (const [at, { player, secret }] of bound.entries())
    if (!silent || at < 2)
      step(script, day(3), `${ofDraw(on)} reveals ${at}`, async (scene) => {
        await must(handleReveal(scene.as(player), { id, secret }));
      });
  const last = bound.at(-1);
  if (silent && last)
    step(script, day(5), `${ofDraw(on)} opens`, async (scene) => {
      const partyId = last.player.organisationId;
      const proposed = await must(
        handleProposeOpening(scene.as(director), {
          id,
          basedOn: 6,
          partyId,
          reason: '经办人外出学习，截止日已过，电话联系后仍未公开。',
        }),
      );
      scene.later(35);
      await must(handleOpen(scene.as(leader), { id, basedOn: proposed.version, partyId }));
    });
  step(script, day(8), `${ofDraw(on)} drawn`, async (scene) => {
    const value = lotteryOf(scene);
    const entered = await must(handleEnterValue(scene.as(director), { id, basedOn: silent ? 8 : 7, value }));
    scene.later(20);
    const drawn = await must(handleDraw(scene.as(leader), { id, basedOn: entered.version }));
    visitDrawn(script, drawn, silent);
    if (!silent) return;
    step(script, day(30), `${ofDraw(on)} published`, async (later) => {
      await must(handlePublish(later.as(director), { id, basedOn: drawn.version }));
    });
  });
}

function step(script: Script, on: PlainDate, key: string, play: (scene: Stage) => Promise<void>): void {
  script.agenda.add({ on, time: '09:50', key, play });
}

/** Six of thirty-three and one of sixteen, invented like everything here. */
function lotteryOf({ random }: Stage): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const red = new Set<number>();
  while (red.size < 6) red.add(random.whole(1, 33));
  return [...[...red].sort((a, b) => a - b), random.whole(1, 16)].map(two).join(' ');
}

import { handlePrepare } from '#features/draw/draw.prepare.service.ts';
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
import { isAfter, type PlainDate } from '#kernel/temporal.ts';
import { sha256Hex } from '#platform/secrets.ts';
import type { Script } from './script.ts';
import { must, type Player, type Stage } from './stage.ts';

/**
 * 抽查抽取, three times: one in which a party stayed silent and its seal was opened, published; one drawn for visits still to come; and
 * one in which today a commitment is still awaited.
 */
export function drawStations(script: Script): void {
  if (!script.pack.draws) return;
  const { until } = script;
  for (const [title, daysBefore, silent] of [
    ['上半年村级站点抽查', 150, true],
    ['第三季度村级站点抽查', 40, false],
    ['第四季度村级站点抽查', 4, false],
  ] as const) {
    const on = until.subtract({ days: daysBefore });
    if (isAfter(on, script.start.add({ months: 7 }))) prepare(script, title, on, silent);
  }
}

const ofDraw = (on: PlainDate) => `draw ${on}`;

function prepare(script: Script, title: string, on: PlainDate, silent: boolean): void {
  const { agenda, cast } = script;
  const { people } = cast;
  const parties = [people.secondLead, people.finance, people.auditor] as const;
  agenda.add({
    on,
    time: '08:40',
    key: ofDraw(on),
    async play(stage) {
      const draw = await must(
        handlePrepare(stage.as(people.director), {
          id: stage.newId(),
          title: `${on.year}年${title}`,
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
          redraw: null,
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

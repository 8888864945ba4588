import { handleDecideWaiver, handleProposeWaiver } from '#features/obligation/obligation.waiver.service.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { type Script, workingDaysLater } from './script.ts';
import { must } from './stage.ts';

const reasons = [
  '通村公路水毁中断，抢修期间无法到站，本期不再补查。',
  '村部改造施工，站点临时封闭，本期无运营内容可查。',
  '站点负责人因病住院，门店停业已报备，本期免查。',
] as const;

/** 免除: one proposes, another decides; the last one asked for is declined. */
export function proposeWaiver(
  script: Script,
  obligationId: string,
  suspended: boolean,
  on: PlainDate,
  daysToDecide: number,
): void {
  const { agenda } = script;
  const { desk, reviewer, director } = script.cast.people;
  const proposedOn = workingDaysLater(script, on, 1);
  agenda.add({
    on: proposedOn,
    time: '11:00',
    key: `waiver ${obligationId}`,
    async play(stage) {
      const reason = suspended ? '站点经批准停业，停业期间无运营内容可查。' : stage.random.pick(reasons);
      const waiver = await must(
        handleProposeWaiver(stage.as(desk), { id: obligationId, waiverId: stage.newId(), reason }),
      );
      const outcome = stage.random.chance(0.85) ? ('approved' as const) : ('declined' as const);
      agenda.add({
        on: workingDaysLater(script, proposedOn, daysToDecide + stage.random.whole(0, 1)),
        time: '15:10',
        key: `waiver decided ${obligationId}`,
        async play(scene) {
          await must(
            handleDecideWaiver(scene.as(scene.random.chance(0.5) ? reviewer : director), {
              id: waiver.id,
              basedOn: waiver.version,
              outcome,
              reason: outcome === 'approved' ? '情况属实，同意免除。' : '道路已通，应当补查，不同意免除。',
            }),
          );
        },
      });
    },
  });
}

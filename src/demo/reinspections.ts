import {
  handleArrange,
  handleClose,
  handleReinspect,
  handleReopen,
} from '#features/rectification/rectification.closing.service.ts';
import { isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import { picture } from './evidence.ts';
import type { Random } from './random.ts';
import { againBy, type Item, mayFail, report } from './rectifications.ts';
import { type Script, versionOf, workingDay, workingDaysAgo, workingDaysLater } from './script.ts';
import { must, type Player, type Stage } from './stage.ts';
import { recheckFacts } from './words.ts';

/** 复查 by two or more, not those who found it alone; a few days after the report. */
export function arrangeReinspection(
  stage: Stage,
  script: Script,
  item: Item,
  reportedOn: PlainDate,
  attempt: number,
): void {
  const { random } = stage;
  const team = reinspectorsFor(script, item, random);
  // Twice in the county's life somebody was in a great hurry.
  const hurry = attempt === 1 && random.chance(0.008);
  const arrangedOn = workingDaysLater(script, reportedOn, random.whole(1, 2));
  const lately = isBefore(workingDaysAgo(script, 4), reportedOn);
  const on = hurry ? reportedOn : workingDaysLater(script, arrangedOn, random.whole(1, 4) + (lately ? 2 : 0));
  if (hurry)
    script.truth.note({
      kind: 'closed-on-report-day',
      records: [item.id],
      on: on.toString(),
      note: '报告、复查、销号在同一天',
    });
  else if (random.chance(0.8))
    script.agenda.add({
      on: arrangedOn,
      time: '14:20',
      key: `arranges ${item.id} ${String(attempt)}`,
      about: item.id,
      play: async (scene) => {
        await must(
          handleArrange(scene.as(script.cast.people.desk), {
            id: item.id,
            basedOn: await versionOf(scene, 'rectification', item.id),
            plannedOn: on.toString(),
            members: team.map(({ id }) => id),
          }),
        );
      },
    });
  script.agenda.add({
    on,
    time: '14:50',
    key: `re-inspects ${item.id} ${String(attempt)}`,
    about: item.id,
    play: (scene) => reinspect(scene, script, item, { on, attempt, team, hurry }),
  });
}

/** One who was there may come again, but somebody else comes with him. */
function reinspectorsFor(script: Script, item: Item, random: Random): readonly Player[] {
  const { people } = script.cast;
  const group = [
    people.inspectorA,
    people.inspectorB,
    people.desk,
    people.secondLead,
    people.thirdA,
    people.thirdB,
  ];
  const fresh = group.filter(({ id }) => !item.problem.team.includes(id));
  const first = random.pick(fresh);
  const second = random.pick(group.filter((player) => player !== first));
  return [first, second];
}

async function reinspect(
  stage: Stage,
  script: Script,
  item: Item,
  { on, attempt, team, hurry }: { on: PlainDate; attempt: number; team: readonly Player[]; hurry: boolean },
): Promise<void> {
  const { random } = stage;
  const [recorder] = team;
  if (!recorder) throw new Error('nobody re-inspects');
  const draw = random.next();
  const fails = draw >= 0.93 && mayFail(script, item, on);
  const conclusion = attempt > 1 || draw < 0.8 ? 'rectified' : fails ? 'not-rectified' : 'mostly';
  const after = await picture(stage, {
    by: recorder,
    name: '复查.png',
    caption: '复查现场',
    of: item.problem.facilityId ? 'inside' : 'desk',
    ordinal: item.problem.ordinal,
  });
  await must(
    handleReinspect(stage.as(recorder), {
      id: item.id,
      basedOn: await versionOf(stage, 'rectification', item.id),
      members: team.map(({ id }) => id),
      inspectedOn: on.toString(),
      conclusion,
      fact: random.pick(recheckFacts[conclusion]),
      evidence: [after.id],
    }),
  );
  if (conclusion === 'not-rectified')
    return report(
      script,
      item,
      againBy(script, item, workingDaysLater(script, on, random.whole(3, 6))),
      attempt + 1,
    );
  const closedOn = workingDaysLater(script, on, hurry ? 0 : random.whole(1, 3));
  script.agenda.add({
    on: closedOn,
    time: '16:40',
    key: `closes ${item.id} ${String(attempt)}`,
    play: (scene) => close(scene, script, item, closedOn, attempt),
  });
}

/** 销号, by the office; and now and then the same thing is there again. */
async function close(
  stage: Stage,
  script: Script,
  item: Item,
  on: PlainDate,
  attempt: number,
): Promise<void> {
  const { director, desk } = script.cast.people;
  await must(
    handleClose(stage.as(director), {
      id: item.id,
      basedOn: await versionOf(stage, 'rectification', item.id),
    }),
  );
  const relapses = attempt < 3 && item.problem.facilityId !== null && stage.random.chance(0.045);
  if (!relapses) return;
  const reopenedOn = workingDay(script, on.add({ days: stage.random.whole(18, 80) }));
  script.agenda.add({
    on: reopenedOn,
    time: '13:30',
    key: `reopens ${item.id}`,
    async play(scene) {
      const again = await picture(scene, {
        by: desk,
        name: '回头看.png',
        caption: '同一问题再次出现',
        of: 'inside',
        ordinal: item.problem.ordinal,
      });
      const reopened = await must(
        handleReopen(scene.as(desk), {
          id: item.id,
          basedOn: await versionOf(scene, 'rectification', item.id),
          reason: '回头看时同一问题再次出现，按重复问题重新限期整改。',
          evidence: [again.id],
        }),
      );
      script.truth.note({
        kind: 'repeat-within-90-days',
        records: [item.id, item.problem.id],
        on: reopenedOn.toString(),
        note: '销号后复发',
      });
      const ordered: Item = { ...item, servedOn: reopenedOn, dueOn: plainDate(reopened.dueOn) };
      const againOn = workingDaysLater(script, reopenedOn, scene.random.whole(3, 8));
      report(script, ordered, againBy(script, ordered, againOn), attempt + 3);
    },
  });
}

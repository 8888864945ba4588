import { handleTakeStep } from '#features/rectification/rectification.escalation.service.ts';
import {
  handleAskExtension,
  handleDecideExtension,
  handleReport,
  handleSendBack,
} from '#features/rectification/rectification.report.service.ts';
import { inForce } from '#features/regime/regime.rules.ts';
import { daysBetween, isAfter, isBefore, type PlainDate } from '#kernel/temporal.ts';
import type { Lot } from './baseline.ts';
import { picture } from './evidence.ts';
import { arrangeReinspection } from './reinspections.ts';
import {
  type Problem,
  type Script,
  versionOf,
  workingDay,
  workingDaysAgo,
  workingDaysLater,
} from './script.ts';
import { must, type Stage } from './stage.ts';
import { causes, escalationNotes, extensionReasons, measures, returnReasons } from './words.ts';

/** One item of a letter on its way from 送达 to 销号. */
export type Item = {
  readonly id: string;
  readonly problem: Problem;
  readonly lot: Lot;
  readonly servedOn: PlainDate;
  readonly dueOn: PlainDate;
  readonly workingDays: number;
};

/** In the first months many items run late, the stations' contractor's oftener than the others. */
const lateShare = (item: Item): number => (item.lot.key === 'stations' ? 0.36 : 0.22);

/** From when on findings count towards 取消承办资格; the closing of what was late before must not reach into it either. */
function countsFrom({ pack, until }: Script): PlainDate {
  const months = inForce(pack.disqualification.months, until).value;
  return until.subtract({ months }).subtract({ days: 30 });
}
/** What is done on a day this long ago may be done late; nobody looks at it any more when a case is considered. */
const mayBeLate = (script: Script, on: PlainDate): boolean => isBefore(on, countsFrom(script));
/** A day on which something is done again: by the deadline, unless it is so long ago. */
export const againBy = (script: Script, item: Item, on: PlainDate): PlainDate =>
  isAfter(on, item.dueOn) && !mayBeLate(script, on) ? item.dueOn : on;
/** May what was reported be found wanting on this day? Only where there is still time to report it again by the deadline. */
export const mayFail = (script: Script, item: Item, on: PlainDate): boolean =>
  isBefore(on, item.dueOn) || mayBeLate(script, on.add({ days: 10 }));

export function followItem(stage: Stage, script: Script, item: Item): void {
  const { random } = stage;
  if (asksNow(script, item)) {
    askForTime(stage, script, item, workingDaysAgo(script, 1));
    return;
  }
  if (reportsNow(script, item)) {
    report(script, item, workingDaysAgo(script, 2), 1);
    return;
  }
  if (liesOverdue(script, item)) {
    escalate(script, item, item.dueOn, 60);
    return;
  }
  const late = random.chance(lateShare(item));
  // What is not yet due is mostly still being worked on.
  const [soonest, spread] = isBefore(item.dueOn, script.until) ? [0.3, 0.6] : [0.7, 0.25];
  const days = Math.max(1, Math.round(item.workingDays * (soonest + spread * random.next())));
  const overdue = random.chance(0.7) ? random.whole(2, 9) : random.whole(12, 38);
  const lateOn = workingDay(script, item.dueOn.add({ days: overdue }));
  if (late && mayBeLate(script, lateOn)) {
    escalate(script, item, item.dueOn, overdue);
    report(script, item, lateOn, 1);
  } else if (item.workingDays >= 10 && random.chance(0.11)) {
    const before = item.workingDays - random.whole(2, 4);
    askForTime(stage, script, item, workingDaysLater(script, item.servedOn, before));
  } else report(script, item, workingDaysLater(script, item.servedOn, days), 1);
}

/**
 * One item of the stations' contractor lies undone today and the ladder is being climbed. Of the last twelve months it is the
 * only one not put right in time: with a second one a case of 取消承办资格 would be looked at.
 */
function liesOverdue(script: Script, item: Item): boolean {
  const days = daysBetween(item.dueOn, script.until);
  if (script.leftOpen.has('overdue') || item.lot.key !== 'stations' || days < 11 || days > 29) return false;
  script.leftOpen.add('overdue');
  return true;
}

/** One of those that fall due next week asked yesterday for more time. */
function asksNow(script: Script, item: Item): boolean {
  const days = daysBetween(script.until, item.dueOn);
  if (script.leftOpen.has('extension') || item.workingDays < 10 || days < 2 || days > 25) return false;
  if (!isBefore(item.servedOn, workingDaysAgo(script, 1))) return false;
  script.leftOpen.add('extension');
  return true;
}

/** One was reported the day before yesterday and waits for those who look again. */
function reportsNow(script: Script, item: Item): boolean {
  if (script.leftOpen.has('re-inspection') || !isBefore(item.servedOn, workingDaysAgo(script, 3)))
    return false;
  if (isBefore(item.dueOn, script.until)) return false;
  script.leftOpen.add('re-inspection');
  return true;
}

/** 延期: asked for before the deadline, decided by the office. */
function askForTime(stage: Stage, script: Script, item: Item, askedOn: PlainDate): void {
  const { agenda, cast } = script;
  const { director, reviewer } = cast.people;
  const untilOn = workingDaysLater(script, item.dueOn, stage.random.whole(3, 8));
  agenda.add({
    on: askedOn,
    time: '09:50',
    key: `asks ${item.id}`,
    about: item.id,
    async play(scene) {
      await must(
        handleAskExtension(scene.as(item.lot.contractor), {
          id: item.id,
          basedOn: await versionOf(scene, 'rectification', item.id),
          untilOn: untilOn.toString(),
          reason: scene.random.pick(extensionReasons),
        }),
      );
      const decidedOn = workingDaysLater(script, askedOn, 1);
      agenda.add({
        on: decidedOn,
        time: '16:30',
        key: `asked ${item.id}`,
        about: item.id,
        async play(later) {
          const granted = later.random.chance(0.7);
          await must(
            handleDecideExtension(later.as(later.random.chance(0.5) ? director : reviewer), {
              id: item.id,
              basedOn: await versionOf(later, 'rectification', item.id),
              granted,
              reason: granted ? '理由属实，同意延期一次。' : '具备按期整改条件，不同意延期。',
            }),
          );
          const followed: Item = granted ? { ...item, dueOn: untilOn } : item;
          const wished = workingDaysLater(script, item.dueOn, granted ? 1 : later.random.whole(0, 3));
          const reportOn = againBy(script, followed, wished);
          if (isAfter(reportOn, followed.dueOn)) escalate(script, item, item.dueOn, 4);
          report(script, followed, isBefore(reportOn, decidedOn) ? decidedOn : reportOn, 1);
        },
      });
    },
  });
}

/** 整改报告, and what the bureau says to it. */
export function report(script: Script, item: Item, on: PlainDate, attempt: number): void {
  script.agenda.add({
    on,
    time: '10:30',
    key: `reports ${item.id} ${String(attempt)}`,
    about: item.id,
    async play(stage) {
      const { random } = stage;
      const { problem, lot } = item;
      const after: string[] = [];
      for (let shot = 0; shot < (random.chance(0.25) ? 2 : 1); shot += 1)
        after.push(
          (
            await picture(stage, {
              by: lot.contractor,
              name: `整改后${shot + 1}.png`,
              caption: '整改后现场',
              of: problem.facilityId ? 'inside' : 'desk',
              ordinal: problem.ordinal,
            })
          ).id,
        );
      const completedOn = on.subtract({ days: random.whole(0, 2) });
      await must(
        handleReport(stage.as(lot.contractor), {
          id: item.id,
          basedOn: await versionOf(stage, 'rectification', item.id),
          cause: random.pick(causes),
          measure: random.pick(measures),
          responsiblePerson: random.pick(['片区管理员 周某（示例）', '项目负责人', '运营主管 方某（示例）']),
          result: problem.of[4].replaceAll(/\{[a-z]+\}/g, '若干'),
          completedOn: (isBefore(completedOn, item.servedOn) ? item.servedOn : completedOn).toString(),
          evidence: after,
        }),
      );
      const lookedAtOn = workingDaysLater(script, on, 1);
      if (attempt === 1 && random.chance(0.08) && mayFail(script, item, lookedAtOn))
        return sendBack(script, item, lookedAtOn);
      arrangeReinspection(stage, script, item, on, attempt);
    },
  });
}

function sendBack(script: Script, item: Item, on: PlainDate): void {
  script.agenda.add({
    on,
    time: '11:10',
    key: `returns ${item.id}`,
    about: item.id,
    async play(stage) {
      await must(
        handleSendBack(stage.as(script.cast.people.desk), {
          id: item.id,
          basedOn: await versionOf(stage, 'rectification', item.id),
          reason: stage.random.pick(returnReasons),
        }),
      );
      const againOn = workingDaysLater(script, on, stage.random.whole(1, 3));
      report(script, item, againBy(script, item, againOn), 2);
    },
  });
}

const ladder = [
  ['second', 1],
  ['interview', 10],
  ['circular', 20],
  ['suspend-payment', 30],
] as const;

/** 二次督办、约谈、通报、暂停拨付: each is taken a day or two after it falls due, as long as nothing was reported. */
export function escalate(script: Script, item: Item, dueOn: PlainDate, overdueDays: number): void {
  const { director, reviewer } = script.cast.people;
  for (const [step, after] of ladder) {
    if (after + 1 >= overdueDays) continue;
    const on = workingDaysLater(script, dueOn.add({ days: after }), 1);
    script.agenda.add({
      on,
      time: '09:15',
      key: `step ${step} ${item.id} ${dueOn}`,
      about: item.id,
      async play(stage) {
        const taken = await handleTakeStep(stage.as(step === 'second' ? reviewer : director), {
          id: item.id,
          basedOn: await versionOf(stage, 'rectification', item.id),
          step,
          note: escalationNotes[step],
        });
        // Reported in the meantime: then there is nothing to take any more.
        if (!taken.ok && taken.refusal.code !== 'rectification.step-not-due')
          await must(Promise.resolve(taken));
      },
    });
  }
}

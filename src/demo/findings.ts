import {
  handleDecide,
  handleProposeLowering,
  handleProposeWithdrawal,
  handlePutRight,
} from '#features/finding/finding.service.ts';
import type { Severity } from '#features/regime/regime.model.ts';
import { isBefore, type PlainDate } from '#kernel/temporal.ts';
import { picture } from './evidence.ts';
import { type Problem, type Script, workingDaysAgo, workingDaysLater } from './script.ts';
import { must, type Player, type Stage } from './stage.ts';
import type { Visit } from './visit.plan.ts';
import type { Case } from './words.case.ts';
import { loweringReasons, putRightStatements, withdrawalReasons } from './words.ts';

type Raised = {
  readonly id: string;
  readonly number: string;
  readonly of: Case;
  readonly foundBy: Player;
  readonly severity: Severity;
  readonly place: string;
};

/** The whole team has signed: what it raised stands, and some of it is dealt with before any letter. */
export async function followFindings(
  stage: Stage,
  script: Script,
  visit: Visit,
  raised: readonly Raised[],
): Promise<void> {
  for (const one of raised) {
    const problem: Problem = {
      id: one.id,
      number: one.number,
      agreementId: visit.lot.agreementId,
      area: visit.area,
      facilityId: visit.place?.site.id ?? null,
      ordinal: visit.place?.ordinal ?? 900,
      foundBy: one.foundBy.id,
      team: visit.team.map(({ player }) => player.id),
      of: one.of,
      severity: one.severity,
      confirmedOn: stage.today(),
      proposalOpen: false,
      settled: false,
    };
    script.findings.set(problem.id, problem);
    const onTheSpot = stage.today().equals(visit.on) && visit.place !== null && one.severity === 'ordinary';
    const draw = stage.random.next();
    if (onTheSpot && draw < 0.16) await putRight(stage, visit, one, problem);
    else if (isWaiting(script, problem))
      propose(script, problem, visit, { kind: 'withdraw', on: workingDaysAgo(script, 1), daysToDecide: 4 });
    else if (draw > 0.965 || (one.severity !== 'ordinary' && draw > 0.9))
      propose(script, problem, visit, {
        kind: draw > 0.965 ? 'withdraw' : 'lower',
        on: workingDaysLater(script, problem.confirmedOn, 1),
        daysToDecide: stage.random.whole(1, 3),
      });
  }
}

/** One proposal of the last days has not been decided yet. */
function isWaiting(script: Script, problem: Problem): boolean {
  if (script.leftOpen.has('proposal') || isBefore(problem.confirmedOn, workingDaysAgo(script, 8)))
    return false;
  if (!isBefore(problem.confirmedOn, workingDaysAgo(script, 1))) return false;
  script.leftOpen.add('proposal');
  return true;
}

/** 当场纠正: by a member of the team who did not raise it, with a picture of how it is now. */
async function putRight(stage: Stage, visit: Visit, raised: Raised, problem: Problem): Promise<void> {
  const by = visit.team.map(({ player }) => player).find((player) => player !== raised.foundBy);
  if (!by) throw new Error('a team of one');
  stage.later(stage.random.whole(2, 9));
  const after = await picture(stage, {
    by,
    name: '当场整改.png',
    caption: '当场整改后',
    of: 'inside',
    ordinal: problem.ordinal,
  });
  await must(
    handlePutRight(stage.as(by), {
      id: problem.id,
      basedOn: 2,
      statement: stage.random.pick(putRightStatements),
      evidence: [after.id],
    }),
  );
  problem.settled = true;
}

/** 撤销与降低: one proposes, another decides (D13); until then no letter takes it. */
function propose(
  script: Script,
  problem: Problem,
  visit: Visit,
  { kind, on, daysToDecide }: { kind: 'withdraw' | 'lower'; on: PlainDate; daysToDecide: number },
): void {
  const { agenda } = script;
  const { director, leader } = script.cast.people;
  problem.proposalOpen = true;
  agenda.add({
    on,
    time: '10:40',
    key: `${kind} ${problem.id}`,
    about: problem.id,
    async play(stage) {
      const call = stage.as(visit.lead);
      const proof = await picture(stage, {
        by: visit.lead,
        name: '复核.png',
        caption: '现场复核',
        of: 'inside',
        ordinal: problem.ordinal,
      });
      const act = { id: problem.id, basedOn: 2, evidence: [proof.id] };
      if (kind === 'withdraw')
        await must(handleProposeWithdrawal(call, { ...act, reason: stage.random.pick(withdrawalReasons) }));
      else {
        const severity = problem.severity === 'serious' ? ('major' as const) : ('ordinary' as const);
        const reason = stage.random.pick(loweringReasons);
        await must(handleProposeLowering(call, { ...act, severity, reason }));
      }
      agenda.add({
        on: workingDaysLater(script, on, daysToDecide),
        time: '16:00',
        key: `${kind} decided ${problem.id}`,
        about: problem.id,
        async play(scene) {
          const confirmed = scene.random.chance(0.75);
          await must(
            handleDecide(scene.as(scene.random.chance(0.7) ? director : leader), {
              id: problem.id,
              basedOn: 3,
              confirmed,
              reason: confirmed ? '核实材料属实，同意。' : '依据不足，维持原认定。',
            }),
          );
          problem.proposalOpen = false;
          if (confirmed && kind === 'withdraw') problem.settled = true;
          if (confirmed && kind === 'lower')
            problem.severity = problem.severity === 'serious' ? 'major' : 'ordinary';
        },
      });
    },
  });
}

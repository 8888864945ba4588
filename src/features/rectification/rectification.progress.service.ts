import type { InferContractRouterInputs } from '@orpc/contract';
import { isOf, isSupervision, maySeeOf } from '#kernel/actor.ts';
import { granted, refused } from '#kernel/result.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { type Call, today } from '#platform/call.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { refuseInterested } from '../organisation/organisation.interest.service.ts';
import { progressAgainstPlan } from '../plan/plan.progress.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import { packStamp, regimeOf } from '../regime/regime.service.ts';
import type { ProgressView, progressContract } from './rectification.progress.contract.ts';
import { progressSteps, shareShown, takeProgressStep } from './rectification.progress.rules.ts';
import * as store from './rectification.progress.store.ts';

type Inputs = InferContractRouterInputs<typeof progressContract>;

function judged(row: store.ContractProgressRow, pack: RulePack, on: PlainDate) {
  const progress = progressAgainstPlan(row.lines, on);
  const taken = row.taken.map(({ step }) => step);
  return { progress, taken, steps: progressSteps(pack, progress, on, taken, row.running) };
}

async function seen(db: Db | Tx, call: Call, id: string): Promise<store.ContractProgressRow | undefined> {
  const [row] = await store.contractsProgress(db, call.county, today(call).toString(), { agreementId: id });
  return row && maySeeOf(call.actor, row.contractorId) ? row : undefined;
}

function viewOf(call: Call, row: store.ContractProgressRow, pack: RulePack): ProgressView {
  const { progress, steps } = judged(row, pack, today(call));
  return {
    agreementId: row.id,
    asOf: today(call).toString(),
    planned: shareShown(progress.planned),
    actual: shareShown(progress.actual),
    steps: steps.map(({ rule, below, reached, due }) => {
      const taken = row.taken.find(({ step }) => step === rule.step);
      return {
        step: rule.step,
        name: rule.name,
        below,
        reached,
        due,
        taken: taken
          ? {
              by: taken.by,
              on: taken.on,
              // What supervision wrote of it stays inside; that the step was taken is told.
              note: isSupervision(call.actor) ? taken.note : '',
              planned: Number(taken.planned),
              actual: Number(taken.actual),
            }
          : null,
        basis: [...citationsOf(rule.basis)],
      };
    }),
    may: { takeProgressStep: isOf(call.actor, 'office') && steps.some(({ due }) => due) },
  };
}

export async function handleProgress(call: Call, input: Inputs['progress']) {
  const row = await seen(call.db, call, input.id);
  if (!row) return refused('progress.not-found', { id: input.id });
  return granted(viewOf(call, row, (await regimeOf(call)).pack));
}

export function handleTakeProgressStep(call: Call, input: Inputs['takeProgressStep']) {
  return transact(
    call.db,
    async (tx) => {
      await store.lockAgreement(tx, call.county, input.id);
      const row = await seen(tx, call, input.id);
      if (!row) return refused('progress.not-found', { id: input.id });
      if (!isOf(call.actor, 'office')) return refused('progress.not-permitted');
      const interested = await refuseInterested(tx, call, row.contractorId);
      if (interested) return interested;
      const regime = await regimeOf({ db: tx, county: call.county });
      const { progress, taken, steps } = judged(row, regime.pack, today(call));
      const decided = takeProgressStep(steps, input.step, taken);
      if (!decided.ok) return decided;
      const step: store.TakenProgressStep = {
        id: call.newId(),
        agreementId: row.id,
        step: input.step,
        planned: shareShown(progress.planned),
        actual: shareShown(progress.actual),
        note: input.note,
        takenBy: call.actor.personId,
        takenOn: today(call).toString(),
      };
      await record(tx, call, [
        {
          type: 'progress-step.taken',
          aggregateType: 'progress-step',
          aggregate: step.id,
          version: 1,
          body: step,
          note: `${decided.value.rule.name.zh}：${input.note}`,
        },
      ]);
      await store.insertProgressStep(tx, call.county, step, packStamp(regime));
      await call.reactions.stepTaken(tx, call, {
        step: step.step,
        agreementId: row.id,
        cause: { type: 'progress-step', id: step.id, version: 1 },
      });
      const after = await seen(tx, call, row.id);
      if (!after) throw new Error(`agreement ${row.id} vanished during its own act`);
      return granted(viewOf(call, after, regime.pack));
    },
    { progress_step_county_agreement_id_step_key: () => refused('progress.step-taken') },
  );
}

export type ProgressDue = {
  readonly agreementId: string;
  readonly number: string;
  readonly contractorName: string;
  readonly step: ProgressView['steps'][number]['step'];
};

/** For the home page: each contract whose ladder has a step that waits for somebody; the last one reached speaks for it. */
export async function progressDue(
  db: Db | Tx,
  county: string,
  pack: RulePack,
  on: PlainDate,
): Promise<ProgressDue[]> {
  if (!pack.rectification.progressLadder?.length) return [];
  const rows = await store.contractsProgress(db, county, on.toString(), { runningOnly: true });
  return rows.flatMap((row) => {
    const due = judged(row, pack, on).steps.findLast((one) => one.due);
    return due
      ? [{ agreementId: row.id, number: row.number, contractorName: row.contractorName, step: due.rule.step }]
      : [];
  });
}

import type { LetterView } from '#features/supervision-letter/supervision-letter.contract.ts';
import {
  handleAmend,
  handleDraft,
  handleReview,
  handleSendBack,
  handleSign,
  handleVoid,
} from '#features/supervision-letter/supervision-letter.draft.service.ts';
import {
  handleAcknowledge,
  handleIssue,
  handleServe,
} from '#features/supervision-letter/supervision-letter.issue.service.ts';
import type { ServiceMethod } from '#features/supervision-letter/supervision-letter.model.ts';
import { handleDraftable } from '#features/supervision-letter/supervision-letter.service.ts';
import { daysBetween, isBefore, type PlainDate, plainDate, Temporal } from '#kernel/temporal.ts';
import type { Lot } from './baseline.ts';
import { picture } from './evidence.ts';
import { followItem } from './rectifications.ts';
import { type Problem, type Script, workingDaysAgo, workingDaysLater } from './script.ts';
import { must, type Stage } from './stage.ts';
import { told } from './words.ts';

/** Working days between two looks at what waits for a letter. */
const roundDays = 7;
const waitDaysMax = 8;
/** The one draft that is given up. */
const voidedDraft = 9;
const sentBack = new Set([5, 23, 41]);

/** 一（四）: every week or two the office turns what was confirmed into letters, contract by contract. */
export function writeLetters(script: Script): void {
  let drafts = 0;
  const next = (after: PlainDate) => {
    const on = workingDaysLater(script, after, roundDays);
    if (isBefore(on, workingDaysAgo(script, 9)))
      script.agenda.add({
        on,
        time: '10:10',
        key: 'letters',
        async play(stage) {
          next(on);
          await round(stage, on, { enough: 3, patience: waitDaysMax });
        },
      });
  };
  next(script.start.add({ days: 20 }));
  // Of the last weeks nothing waits for company: what is served now is being put right today.
  for (const days of [21, 16]) {
    const on = workingDaysAgo(script, days);
    if (isBefore(script.start.add({ months: 2 }), on))
      script.agenda.add({
        on,
        time: '09:40',
        key: 'letters of the last weeks',
        play: (stage) => round(stage, on, { enough: 1, patience: 0 }),
      });
  }
  for (const { days, rest } of lastLetters) {
    const on = workingDaysAgo(script, days);
    const limits = { enough: 1, patience: 0, rest };
    if (isBefore(script.start.add({ months: 2 }), on))
      script.agenda.add({
        on,
        time: '09:20',
        key: 'letters late',
        play: (stage) => round(stage, on, limits),
      });
  }

  async function round(stage: Stage, on: PlainDate, limits: Limits): Promise<void> {
    const { enough, patience, rest } = limits;
    const waitingByLot = script.base.lots.map((lot) => ({ lot, all: waitingOf(script, lot) }));
    if (rest) waitingByLot.sort((a, b) => b.all.length - a.all.length);
    for (const { lot, all } of waitingByLot) {
      // In the last days a letter takes a few and leaves the others, by name, to the next.
      const waiting = rest ? all.slice(0, Math.max(1, all.length - leftFor[rest])) : all;
      const oldest = Math.max(0, ...waiting.map(({ confirmedOn }) => daysBetween(confirmedOn, on)));
      const serious = waiting.some(({ severity }) => severity === 'serious');
      if (waiting.length === 0 || (!serious && waiting.length < enough && oldest <= patience)) continue;
      drafts += 1;
      await draft(stage, script, lot, on, waiting, { count: drafts, rest });
      if (rest) return;
    }
  }
}

/** Confirmed and in no letter, the oldest first. */
const waitingOf = (script: Script, lot: Lot): Problem[] =>
  [...script.findings.values()]
    .filter((one) => one.agreementId === lot.agreementId && !one.settled && !one.proposalOpen)
    .toSorted(
      (a, b) => Temporal.PlainDate.compare(a.confirmedOn, b.confirmedOn) || (a.number < b.number ? -1 : 1),
    );

/** How far a letter has come today; what follows is left to whoever looks at the county. */
type Rest = 'draft' | 'reviewed' | 'signed' | 'issued' | 'served';
type Limits = {
  readonly enough: number;
  readonly patience: number;
  readonly rest?: Rest;
};
/** In the last days letters are begun that lie, today, one on each desk. */
const lastLetters: readonly { readonly days: number; readonly rest: Rest }[] = [
  { days: 7, rest: 'served' },
  { days: 5, rest: 'issued' },
  { days: 4, rest: 'signed' },
  { days: 2, rest: 'reviewed' },
  { days: 1, rest: 'draft' },
];

/** How many it leaves to those that come after it. */
const leftFor: Readonly<Record<Rest, number>> = { served: 4, issued: 3, signed: 2, reviewed: 1, draft: 0 };

type Asked = { readonly findingId: string; readonly requirement: string; readonly workingDays: number };

async function draft(
  stage: Stage,
  script: Script,
  lot: Lot,
  on: PlainDate,
  waiting: readonly Problem[],
  { count, rest }: { count: number; rest: Rest | undefined },
): Promise<void> {
  const { clerk, reviewer } = script.cast.people;
  stage.later(stage.random.whole(8, 25));
  const offered = await must(handleDraftable(stage.as(clerk), { agreementId: lot.agreementId }));
  const known = new Map(waiting.map((one) => [one.id, one]));
  const items: Asked[] = offered.findings
    .filter(({ id }) => known.has(id))
    .map(({ id, workingDays, workingDaysMax }) => ({
      findingId: id,
      requirement: told(known.get(id)?.of[3] ?? '立即整改。', stage.random, on),
      // Now and then the season or the goods ordered give reason for a longer period.
      workingDays: stage.random.chance(0.08) ? Math.min(workingDaysMax, workingDays + 5) : workingDays,
    }));
  const leftOut = leftOutOf(offered.findings, items);
  const drafted = await must(
    handleDraft(stage.as(clerk), {
      id: stage.newId(),
      agreementId: lot.agreementId,
      title: offered.title,
      preamble: offered.preamble,
      items,
      leftOut,
    }),
  );
  for (const { findingId } of items) settle(script, findingId, true);
  const step = stepper(script, drafted.id);
  if (rest === 'draft') return;
  if (count === voidedDraft) {
    step(workingDaysLater(script, on, 1), '09:20', 'void', async (scene) => {
      const reason = '检查组另有补充核实，待核实后一并行文，本稿作废。';
      await must(handleVoid(scene.as(clerk), { id: drafted.id, basedOn: drafted.version, reason }));
      for (const { findingId } of items) settle(script, findingId, false);
    });
    return;
  }
  const reviewedOn = workingDaysLater(script, on, stage.random.whole(0, 1));
  step(reviewedOn, '15:30', 'review', async (scene) => {
    const reviewed = await must(
      handleReview(scene.as(reviewer), { id: drafted.id, basedOn: drafted.version }),
    );
    if (sentBack.has(count)) giveBack(script, lot, reviewed, items, reviewedOn);
    else if (rest !== 'reviewed') sign(script, lot, reviewed, reviewedOn, rest);
  });
}

const leftOutOf = (pending: readonly { id: string }[], items: readonly Asked[]): string[] =>
  pending.map(({ id }) => id).filter((id) => !items.some(({ findingId }) => findingId === id));

function settle(script: Script, findingId: string, settled: boolean): void {
  const problem = script.findings.get(findingId);
  if (problem) problem.settled = settled;
}

type Step = (on: PlainDate, time: string, what: string, play: (stage: Stage) => Promise<void>) => void;
const stepper =
  (script: Script, letterId: string): Step =>
  (on, time, what, play) =>
    script.agenda.add({ on, time, key: `letter ${letterId} ${what}`, play });

/** The signatory wants it plainer: back to the drafter, and through review again. */
function giveBack(
  script: Script,
  lot: Lot,
  letter: LetterView,
  items: readonly Asked[],
  on: PlainDate,
): void {
  const { clerk, reviewer, leader } = script.cast.people;
  const step = stepper(script, letter.id);
  const backOn = workingDaysLater(script, on, 1);
  step(backOn, '10:00', 'back', async (stage) => {
    const back = await must(
      handleSendBack(stage.as(leader), {
        id: letter.id,
        basedOn: letter.version,
        reason: '整改要求不够具体，请逐项写明整改标准后再报。',
      }),
    );
    stage.at(backOn, '14:40');
    const { findings } = await must(handleDraftable(stage.as(clerk), { agreementId: lot.agreementId }));
    const amended = await must(
      handleAmend(stage.as(clerk), {
        id: letter.id,
        basedOn: back.version,
        title: letter.title,
        preamble: letter.preamble,
        items: items.map((item) => ({
          ...item,
          requirement: `${item.requirement}整改情况附照片和签收记录。`,
        })),
        leftOut: findings.map(({ id }) => id),
      }),
    );
    stage.at(backOn, '16:10');
    const act = { id: letter.id, basedOn: amended.version };
    sign(script, lot, await must(handleReview(stage.as(reviewer), act)), backOn, undefined);
  });
}

function sign(
  script: Script,
  lot: Lot,
  letter: LetterView,
  reviewedOn: PlainDate,
  rest: Rest | undefined,
): void {
  const { leader, deputyLeader, director } = script.cast.people;
  const step = stepper(script, letter.id);
  const signedOn = workingDaysLater(script, reviewedOn, 1);
  step(signedOn, '08:50', 'sign', async (stage) => {
    const by = stage.random.chance(0.6) ? leader : deputyLeader;
    const signed = await must(handleSign(stage.as(by), { id: letter.id, basedOn: letter.version }));
    if (rest === 'signed') return;
    const issuedOn = workingDaysLater(script, signedOn, stage.random.whole(0, 1));
    step(issuedOn, '11:20', 'issue', async (scene) => {
      const { findings } = await must(handleDraftable(scene.as(director), { agreementId: lot.agreementId }));
      const issued = await must(
        handleIssue(scene.as(director), {
          id: letter.id,
          basedOn: signed.version,
          leftOut: findings.map(({ id }) => id),
        }),
      );
      if (rest === 'issued') return;
      const days = scene.random.whole(0, 3);
      serve(script, lot, issued, workingDaysLater(script, issuedOn, days), days, rest);
    });
  });
}

const methods: readonly (readonly [ServiceMethod, number])[] = [
  ['direct', 0.66],
  ['electronic', 0.84],
  ['post', 0.92],
  ['left', 0.97],
  ['entrusted', 1],
];

function serve(
  script: Script,
  lot: Lot,
  letter: LetterView,
  on: PlainDate,
  days: number,
  rest: Rest | undefined,
): void {
  const { director, clerk } = script.cast.people;
  const { contractor } = lot;
  const step = stepper(script, letter.id);
  step(on, '15:40', 'serve', async (stage) => {
    const draw = stage.random.next();
    // The post takes its days.
    const method =
      days < 2 && draw >= 0.84 ? 'direct' : (methods.find(([, below]) => draw < below)?.[0] ?? 'direct');
    const by = stage.random.chance(0.5) ? director : clerk;
    const receipt =
      method === 'electronic'
        ? undefined
        : await picture(stage, {
            by,
            name: '送达回证.png',
            caption: '送达回证',
            of: 'desk',
            ordinal: 950 + script.base.lots.indexOf(lot),
          });
    const served = await must(
      handleServe(stage.as(by), {
        id: letter.id,
        basedOn: letter.version,
        method,
        servedOn: on.toString(),
        servedTo: contractor.name,
        witness: method === 'left' ? '何静（县商务局）' : null,
        note: method === 'left' ? '受送达人拒收，已说明情况，将文书留在其营业场所。' : null,
        evidence: receipt ? [receipt.id] : [],
      }),
    );
    for (const item of served.items) {
      const problem = script.findings.get(item.findingId);
      if (!item.rectificationId || !item.dueOn || !problem) throw new Error('an item without its follow-up');
      followItem(stage, script, {
        id: item.rectificationId,
        problem,
        lot,
        servedOn: on,
        dueOn: plainDate(item.dueOn),
        workingDays: item.workingDays,
      });
    }
    if (rest === 'served') return;
    const acknowledgedOn = workingDaysLater(script, on, stage.random.whole(0, 2));
    step(acknowledgedOn, '17:05', 'acknowledge', async (scene) => {
      const act = { id: letter.id, basedOn: served.version };
      await must(handleAcknowledge(scene.as(contractor), act));
    });
  });
}

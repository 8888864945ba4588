import type { DetailView } from '#features/disbursement/disbursement.contract.ts';
import {
  handleAgree,
  handleApprove,
  handleDecline,
  handlePropose,
  handleRequest,
} from '#features/disbursement/disbursement.decide.service.ts';
import { handlePay } from '#features/disbursement/disbursement.pay.service.ts';
import { handleFind } from '#features/disbursement/disbursement.service.ts';
import { isAfter, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { Lot } from './baseline.ts';
import { type Script, workingDay, workingDaysAgo, workingDaysLater } from './script.ts';
import { must, type Stage } from './stage.ts';

type Claim = {
  readonly id: string;
  readonly lot: Lot;
  readonly name: string;
  readonly tries: number;
  /** `last`: takes its time, and is under way today. `rest`: asked for only when nothing is in the way any more. */
  readonly kind: 'usual' | 'last' | 'rest';
};

/** Working days before today on which the last instalment is asked for: every desk has something lying on it. */
const lastAskedBefore: Readonly<Record<Lot['key'], number>> = {
  centre: 8,
  logistics: 5,
  supply: 3,
  training: 1,
  stations: 2,
};
const triesMax = 3;

/** 一（四）: instalment by instalment, each through request, proposal, co-decision, approval and payment. */
export function askForMoney(script: Script): void {
  const on = script.start.add({ months: 2 });
  if (isAfter(on, script.until)) return;
  script.agenda.add({
    on: workingDay(script, on),
    time: '08:20',
    key: 'instalments',
    async play(stage) {
      const rows = await stage.db
        .selectFrom('instalment')
        .select(['id', 'agreement_id', 'number', 'planned_on'])
        .where('county', '=', stage.county)
        .orderBy('agreement_id')
        .orderBy('number')
        .execute();
      for (const row of rows) {
        const lot = script.base.lots.find(({ agreementId }) => agreementId === row.agreement_id);
        if (!lot) throw new Error('an instalment without a contract');
        const plannedOn = plainDate(row.planned_on);
        const before = workingDaysAgo(script, lastAskedBefore[lot.key]);
        const last = row.number === 3 && isAfter(before, plannedOn);
        // One contractor has not asked for its last instalment yet.
        if (last && lot.key === 'supply') continue;
        ask(
          script,
          { id: row.id, lot, name: `${lot.key} ${row.number}`, tries: 1, kind: last ? 'last' : 'usual' },
          last ? before : workingDaysLater(script, plannedOn, stage.random.whole(1, 6)),
        );
      }
    },
  });
}

/** Working days between one desk and the next. */
function paceOf({ kind, lot, tries }: Claim): { readonly agrees: number; readonly approves: number } {
  if (kind === 'last' && lot.key !== 'centre') return { agrees: 2, approves: 2 };
  return { agrees: 0, approves: tries > 1 ? 0 : 1 };
}

function ask(script: Script, claim: Claim, on: PlainDate): void {
  scene(script, claim, 'asks', on, '10:00', async (stage) => {
    const { instalment, gate } = await must(handleFind(stage.as(claim.lot.contractor), { id: claim.id }));
    if (claim.kind === 'rest' && gate.recommendation !== 'pay')
      return again(script, claim, workingDay(script, on.add({ days: 75 })));
    await must(handleRequest(stage.as(claim.lot.contractor), { id: claim.id, basedOn: instalment.version }));
    propose(script, claim, workingDaysLater(script, on, 2));
  });
}

function propose(script: Script, claim: Claim, on: PlainDate): void {
  const { secondLead } = script.cast.people;
  scene(script, claim, 'proposes', on, '09:10', async (stage) => {
    const call = stage.as(secondLead);
    const { instalment, gate } = await must(handleFind(call, { id: claim.id }));
    // Once the bureau pays more than recommended, and says why.
    const departs =
      !script.claimed.has('departed') && claim.name.endsWith(' 2') && gate.recommendation === 'pay-part';
    const outcome = departs ? ('pay' as const) : gate.recommendation;
    const detail = await must(
      handlePropose(call, {
        id: claim.id,
        basedOn: instalment.version,
        decisionId: stage.newId(),
        evaluationDigest: gate.digest,
        outcome,
        amountFen: departs ? gate.amountFen : gate.recommendedFen,
        reasons: departs
          ? '漏检系检查组排期所致，逾期事项已报告待复查，均非承办企业拖延；为保障旺季配送车辆到位，建议全额拨付。'
          : reasonsOf(gate),
      }),
    );
    // What is weighed changes from day to day; who would decide on it does not wait long.
    agree(script, claim, detail, workingDaysLater(script, on, paceOf(claim).agrees));
  });
}

function reasonsOf(gate: DetailView['gate']): string {
  const failed = gate.conditions.filter(({ met }) => !met).map(({ name }) => name.zh);
  return failed.length === 0
    ? '各项条件均已具备。'
    : `以下条件尚未具备：${failed.join('；')}。按审核结果办理。`;
}

const openDecision = (detail: DetailView) => {
  const decision = detail.decisions.find(({ stage }) => stage !== 'declined' && stage !== 'paid');
  if (!decision) throw new Error('no decision is open');
  return decision;
};

function agree(script: Script, claim: Claim, proposed: DetailView, on: PlainDate): void {
  const { finance } = script.cast.people;
  scene(script, claim, 'agrees', on, '14:10', async (stage) => {
    const { id, version } = openDecision(proposed);
    const note = stage.random.chance(0.5) ? '资金来源和额度已核，同意。' : '同意。';
    const detail = await must(handleAgree(stage.as(finance), { id, basedOn: version, note }));
    approve(script, claim, detail, workingDaysLater(script, on, paceOf(claim).approves));
  });
}

function approve(script: Script, claim: Claim, agreed: DetailView, on: PlainDate): void {
  const { leader, deputyLeader } = script.cast.people;
  scene(script, claim, 'approves', on, claim.tries > 1 ? '16:20' : '09:00', async (stage) => {
    const { id, version, outcome } = openDecision(agreed);
    const call = stage.as(stage.random.chance(0.7) ? leader : deputyLeader);
    const answer = await handleApprove(call, { id, basedOn: version });
    if (answer.ok) {
      if (openDecision(answer.value).departs) script.claimed.add('departed');
      if (outcome === 'withhold') return again(script, claim, workingDay(script, on.add({ days: 42 })));
      const days = claim.kind === 'last' ? 9 : stage.random.whole(1, 4);
      return pay(script, claim, answer.value, workingDaysLater(script, on, days));
    }
    const { code } = answer.refusal;
    if (code !== 'disbursement.facts-changed' && code !== 'disbursement.hard-stop')
      await must(Promise.resolve(answer));
    // Between proposal and approval something was closed, or fell overdue: it goes back and is weighed anew.
    const reason = '提出建议后监管情况已有变化，退回重新审核。';
    await must(handleDecline(call, { id, basedOn: version, reason }));
    propose(script, { ...claim, tries: claim.tries + 1 }, workingDaysLater(script, on, 1));
  });
}

/** What was withheld is asked for again once there is hope. */
function again(script: Script, claim: Claim, on: PlainDate): void {
  if (claim.tries < triesMax) ask(script, { ...claim, tries: claim.tries + 1 }, on);
}

function pay(script: Script, claim: Claim, approved: DetailView, on: PlainDate): void {
  const { treasury } = script.cast.people;
  scene(script, claim, 'pays', on, '10:50', async (stage) => {
    const decision = openDecision(approved);
    const answer = await handlePay(stage.as(treasury), {
      id: decision.id,
      basedOn: decision.version,
      paymentId: stage.newId(),
      voucher: `TCZF-${on.toPlainYearMonth()}-${String(stage.random.whole(1000, 9999))}`,
      paidOn: on.toString(),
    });
    if (!answer.ok) {
      if (answer.refusal.code !== 'disbursement.hard-stop') await must(Promise.resolve(answer));
      return;
    }
    await askForRest(stage, script, claim, on);
  });
}

/** A part was paid: the rest is an instalment of its own, asked for some weeks later. */
async function askForRest(stage: Stage, script: Script, claim: Claim, paidOn: PlainDate): Promise<void> {
  const rest = await stage.db
    .selectFrom('instalment')
    .select(['id', 'number'])
    .where('county', '=', stage.county)
    .where('agreement_id', '=', claim.lot.agreementId)
    .where('number', '>', 3)
    .orderBy('number', 'desc')
    .executeTakeFirst();
  const name = rest && `${claim.lot.key} ${rest.number}`;
  if (!rest || script.claimed.has(rest.id)) return;
  script.claimed.add(rest.id);
  const claimed: Claim = { id: rest.id, lot: claim.lot, name: name ?? '', tries: 1, kind: 'rest' };
  ask(script, claimed, workingDay(script, paidOn.add({ days: 75 })));
}

function scene(
  script: Script,
  claim: Claim,
  what: string,
  on: PlainDate,
  time: string,
  play: (stage: Stage) => Promise<void>,
): void {
  script.agenda.add({ on, time, key: `money ${claim.name} ${what} ${String(claim.tries)}`, play });
}

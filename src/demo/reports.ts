import type { ReportLineView } from '#features/monthly-report/monthly-report.contract.ts';
import { handleSheet } from '#features/monthly-report/monthly-report.service.ts';
import {
  handleAccept,
  handleCorrect,
  handleDraft,
  handleSave,
  handleSendBack,
  handleSubmit,
} from '#features/monthly-report/monthly-report.write.service.ts';
import { daysBetween, isAfter, isBefore, type PlainDate } from '#kernel/temporal.ts';
import type { Lot } from './baseline.ts';
import { picture } from './evidence.ts';
import type { Random } from './random.ts';
import { type Script, versionOf, workingDay, workingDaysLater } from './script.ts';
import { must, type Stage } from './stage.ts';
import { type Filled, narrativeOf } from './words.report.ts';

type Turn = {
  readonly lot: Lot;
  readonly month: number;
  readonly lastDay: PlainDate;
  readonly period: string;
};

/** Months of the story, counted from 0, in which a contractor did what it should not have done. */
const missing = new Set(['stations 6', 'training 10']);
/** Filed at last, long after the month counted as missed. */
const filedAtLast = new Set(['training 10']);
const late = new Map([
  ['logistics 3', 4],
  ['stations 9', 8],
  ['supply 12', 3],
  ['centre 15', 2],
  ['stations 16', 11],
]);
const returned = 'supply 7';
const correctedLater = 'logistics 8';
/** The same number of trainees three months running: nobody counted. */
const copied = new Set(['training 12', 'training 13', 'training 14']);

/** 一（二）: on the first days of every month each contractor reports on the month before, contract by contract. */
export function reportEveryMonth(script: Script): void {
  for (const lot of script.base.lots)
    for (let month = 0; ; month += 1) {
      const lastDay = script.start.add({ months: month + 1 }).subtract({ days: 1 });
      if (isAfter(lastDay, script.until)) {
        if (lot.key === 'centre') beginNext(script, { lot, month, lastDay, period: periodOf(lastDay) });
        break;
      }
      fileReport(script, { lot, month, lastDay, period: periodOf(lastDay) });
    }
}

const periodOf = (day: PlainDate): string => day.toPlainYearMonth().toString();
const keyOf = ({ lot, month }: Turn): string => `${lot.key} ${month}`;

function fileReport(script: Script, turn: Turn): void {
  const { agenda, truth, until } = script;
  const key = keyOf(turn);
  const first = turn.lastDay.add({ days: 1 });
  // The report is due on the 5th; who files in time files on one of the first days.
  const dueOn = first.add({ days: 4 });
  const newest = isAfter(first.add({ months: 1 }), until);
  const days = daysBetween(first, until);
  const behind = late.get(key) ?? (newest && turn.lot.key === 'training' && days >= 14 ? days - 9 : 0);
  if (missing.has(key)) {
    truth.note({
      kind: 'report-missing',
      records: [turn.lot.agreementId],
      on: dueOn.toString(),
      note: turn.period,
    });
    if (!filedAtLast.has(key)) return;
  } else if (behind > 0)
    truth.note({
      kind: 'report-late',
      records: [turn.lot.agreementId],
      on: dueOn.toString(),
      note: turn.period,
    });
  const on = missing.has(key)
    ? workingDay(script, dueOn.add({ days: 41 }))
    : behind > 0
      ? workingDay(script, dueOn.add({ days: behind }))
      : first.add({ days: (turn.month + turn.lot.key.length) % 5 });
  const waits = newest && turn.lot.key === 'training' && days >= 14;
  agenda.add({
    on,
    time: '16:05',
    key: `report ${key}`,
    async play(stage) {
      const id = await file(stage, script, turn);
      const answeredOn = workingDaysLater(script, on, waits ? 6 : stage.random.whole(1, 4));
      // The newest one of another contract comes back, and waits there.
      const back = key === returned || (newest && turn.lot.key === 'supply' && days >= 14);
      const answer = { on: answeredOn, time: '11:00', key: `report ${key} answered` };
      if (back) agenda.add({ ...answer, play: (scene) => giveBack(scene, script, turn, id, answeredOn) });
      else agenda.add({ ...answer, play: (scene) => accept(scene, script, turn, id, answeredOn) });
    },
  });
}

/** Of the month that still runs there is only a draft. */
function beginNext(script: Script, turn: Turn): void {
  const on = turn.lastDay.with({ day: 1 }).add({ days: 14 });
  if (!isBefore(on, script.until)) return;
  script.agenda.add({
    on,
    time: '16:50',
    key: `report ${keyOf(turn)} begun`,
    play: async (stage) => {
      await write(stage, script, turn);
    },
  });
}

async function file(stage: Stage, script: Script, turn: Turn): Promise<string> {
  const id = await write(stage, script, turn);
  stage.later(stage.random.whole(15, 60));
  const act = { id, basedOn: await versionOf(stage, 'monthly_report', id) };
  await must(handleSubmit(stage.as(turn.lot.contractor), act));
  if (copied.has(keyOf(turn)))
    script.truth.note({
      kind: 'same-figures-three-months',
      records: [id],
      on: stage.today().toString(),
      note: turn.period,
    });
  return id;
}

async function write(stage: Stage, script: Script, turn: Turn): Promise<string> {
  const { lot, period } = turn;
  const call = stage.as(lot.contractor);
  const sheet = await must(handleSheet(call, { agreementId: lot.agreementId, period }));
  const figures = sheet.lines.map((line) => figureOf(script, turn, line, stage.random));
  const attached = stage.random.chance(0.4)
    ? [
        (
          await picture(stage, {
            by: lot.contractor,
            name: '本月进展.png',
            caption: `${period}进展`,
            of: 'inside',
            ordinal: 900 + script.base.lots.indexOf(lot),
          })
        ).id,
      ]
    : [];
  const report = await must(
    handleDraft(stage.as(lot.contractor), {
      id: stage.newId(),
      agreementId: lot.agreementId,
      period,
      figures,
      narrative: narrativeOf(sheet.lines, figures, turn, stage.random),
      attachments: {},
      evidenceIds: attached,
    }),
  );
  return report.id;
}

function figureOf(script: Script, turn: Turn, line: ReportLineView, random: Random): Filled {
  const total = Math.max(line.previousTotal, totalAt(script, turn, line, random));
  const thisMonth =
    copied.has(keyOf(turn)) && line.content === '电商技能培训' ? 233 : total - line.previousTotal;
  const investedFen = Math.round((line.budgetFen / 100) * Math.min(1, thisMonth / line.target)) * 100;
  const note = thisMonth === 0 && line.previousTotal < line.target ? '本月无新增。' : '';
  return { lineKey: line.lineKey, thisMonth, investedFen, note };
}

/** What stands built is counted; everything else grows slowly, then faster, then slowly towards its target. */
function totalAt(script: Script, { lot, lastDay }: Turn, line: ReportLineView, random: Random): number {
  const open = (kind: string) =>
    script.base.sites.filter((site) => site.kind === kind && site.opensOn && !isAfter(site.opensOn, lastDay))
      .length;
  if (line.content === '乡镇服务站建设') return open('town-station');
  if (line.content === '村级服务站建设') return open('village-station');
  if (line.content === '站点负责人培训')
    return Math.min(line.target, 2 * (open('town-station') + open('village-station')));
  const planned = lot.lines.find(({ key }) => key === line.lineKey);
  if (!planned) return line.previousTotal;
  const length = daysBetween(planned.from, planned.to);
  const grownBy = (day: PlainDate) => {
    const share = Math.min(1, Math.max(0, daysBetween(planned.from, day) / length));
    return line.target * (0.5 * share + 0.5 * share * share * (3 - 2 * share));
  };
  const grown = grownBy(lastDay);
  if (grown === line.target) return line.target;
  const ofTheMonth = grown - grownBy(lastDay.with({ day: 1 }).subtract({ days: 1 }));
  return Math.floor(grown + (random.next() - 0.5) * 0.3 * ofTheMonth);
}

async function accept(stage: Stage, script: Script, turn: Turn, id: string, on: PlainDate): Promise<void> {
  const { desk, clerk } = script.cast.people;
  const by = stage.random.chance(0.7) ? desk : clerk;
  await must(handleAccept(stage.as(by), { id, basedOn: await versionOf(stage, 'monthly_report', id) }));
  if (keyOf(turn) !== correctedLater) return;
  const correctedOn = workingDaysLater(script, on, 9);
  script.agenda.add({
    on: correctedOn,
    time: '10:05',
    key: `report ${keyOf(turn)} corrected`,
    play: (scene) => correct(scene, script, turn, id, correctedOn),
  });
}

async function giveBack(stage: Stage, script: Script, turn: Turn, id: string, on: PlainDate): Promise<void> {
  await must(
    handleSendBack(stage.as(script.cast.people.desk), {
      id,
      basedOn: await versionOf(stage, 'monthly_report', id),
      reason: '网货开发数与网店在售数不一致，请核实后补正，并补充存在问题部分。',
    }),
  );
  if (keyOf(turn) !== returned) return;
  const againOn = workingDaysLater(script, on, 2);
  script.agenda.add({
    on: againOn,
    time: '15:15',
    key: `report ${keyOf(turn)} again`,
    async play(scene) {
      await rewrite(scene, turn, id, 1);
      const answeredOn = workingDaysLater(script, againOn, 2);
      script.agenda.add({
        on: answeredOn,
        time: '11:00',
        key: `report ${keyOf(turn)} accepted`,
        play: (later) => accept(later, script, turn, id, answeredOn),
      });
    },
  });
}

/** 更正 of what was accepted: a figure had been counted twice. */
async function correct(stage: Stage, script: Script, turn: Turn, id: string, on: PlainDate): Promise<void> {
  await must(
    handleCorrect(stage.as(turn.lot.contractor), {
      id,
      basedOn: await versionOf(stage, 'monthly_report', id),
      reason: '一条线路在两个乡镇重复计算，更正当月数。',
    }),
  );
  stage.later(20);
  await rewrite(stage, turn, id, 1);
  const answeredOn = workingDaysLater(script, on, 2);
  script.agenda.add({
    on: answeredOn,
    time: '14:30',
    key: `report ${keyOf(turn)} correction accepted`,
    play: (later) => accept(later, script, { ...turn, month: -1 }, id, answeredOn),
  });
}

/** The same report, with one unit less in the line where something had been counted twice. */
async function rewrite(stage: Stage, turn: Turn, id: string, less: number): Promise<void> {
  const call = stage.as(turn.lot.contractor);
  const sheet = await must(handleSheet(call, { agreementId: turn.lot.agreementId, period: turn.period }));
  let left = less;
  const figures = sheet.lines.map(({ lineKey, thisMonth, investedFen, note }) => {
    const minus = left > 0 && (thisMonth ?? 0) > less ? left : 0;
    left -= minus;
    return {
      lineKey,
      thisMonth: (thisMonth ?? 0) - minus,
      investedFen,
      note: minus > 0 ? '核实后核减重复计算数。' : note,
    };
  });
  const saved = await must(
    handleSave(call, {
      id,
      basedOn: await versionOf(stage, 'monthly_report', id),
      figures,
      narrative: narrativeOf(sheet.lines, figures, turn, stage.random),
      attachments: {},
      evidenceIds: [],
    }),
  );
  stage.later(15);
  await must(handleSubmit(stage.as(turn.lot.contractor), { id, basedOn: saved.version }));
}

import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { dayOf, type Instant, Temporal } from '#kernel/temporal.ts';
import { lettersIn } from '#kernel/text.ts';
import type { CheckItem, EvidenceAsked, MethodRule, RulePack, Standard } from '../regime/regime.model.ts';
import {
  checkItemsFor,
  citationsOf,
  clauseOfArea,
  clauseOfDuty,
  inForce,
  isInForce,
  methodOf,
  standardOf,
} from '../regime/regime.rules.ts';
import {
  type ComparedFigure,
  type FigureTold,
  type Inspection,
  type ItemTold,
  type MethodTold,
  type PresentTold,
  type ReportedFigure,
  type Submission,
  standardOfPhase,
} from './inspection.model.ts';

type About = Pick<Inspection, 'area' | 'phase' | 'facilityKind'> & {
  /** Without it every point is asked, retired or not. */
  readonly plannedOn?: string | undefined;
};

/**
 * 二（一）–（六）: the points this sheet asks about. Funds and training are asked the same whatever is being built. What is retired on the
 * day a visit was planned for is not asked; one planned before goes through to its end with it.
 */
export function sheetItems(
  pack: RulePack,
  { area, phase, facilityKind, plannedOn: on }: About,
): readonly CheckItem[] {
  if (phase === 'funds' || phase === 'training') return checkItemsFor(pack, { area, on });
  return checkItemsFor(pack, { area, phase, facilityKind: facilityKind ?? undefined, on });
}

/** 四（一）–（三）: the verdict the phase asks for, and those its items may make necessary. */
export function verdictsOf(
  pack: RulePack,
  about: About,
): { readonly required: Standard; readonly possible: readonly Standard[] } {
  const required = standardOfPhase[about.phase];
  const touched = new Set<Standard>([required, ...sheetItems(pack, about).map(({ standard }) => standard)]);
  const possible = pack.standards.map(({ id }) => id).filter((id) => touched.has(id));
  return { required, possible };
}

/** What a device's clock may be ahead of the server's; its time is testimony. */
const clockToleranceMinutes = 5;

export type TimeRefusal =
  | 'inspection.times-reversed'
  | 'inspection.time-in-future'
  | 'inspection.before-regime'
  | 'inspection.arrival-outside';

/** When it took place: in order, not in the future, and not before the regime (五). Asked before anything that depends on the day. */
export function timesHold(pack: RulePack, told: Submission, now: Instant): Result<true, TimeRefusal> {
  const started = Temporal.Instant.from(told.startedAt);
  const ended = Temporal.Instant.from(told.endedAt);
  const after = (a: Instant, b: Instant) => Temporal.Instant.compare(a, b) > 0;
  if (after(started, ended)) return refused('inspection.times-reversed');
  if (after(ended, now.add({ minutes: clockToleranceMinutes })))
    return refused('inspection.time-in-future', { endedAt: told.endedAt });
  if (!isInForce(pack, dayOf(started)))
    return refused('inspection.before-regime', { inForceFrom: pack.inForceFrom }, [
      clause(clauseOfDuty(pack, 'D32')),
    ]);
  if (told.arrivedAt === null) return granted(true);
  const arrived = Temporal.Instant.from(told.arrivedAt);
  return after(started, arrived) || after(arrived, ended)
    ? refused('inspection.arrival-outside', { arrivedAt: told.arrivedAt })
    : granted(true);
}

export type MethodRefusal =
  | 'inspection.method-missing'
  | 'inspection.method-twice'
  | 'inspection.arrival-missing'
  | 'inspection.position-or-reason'
  | 'inspection.method-evidence';

/**
 * 1. 实地考察。2. 听取报告。3. 查看材料。4. 座谈交流。5. 其他可行方式。（三（二））An inspection names its methods, and each leaves the evidence
 * the pack asks of it. A position that could not be had is explained and blocks nothing (以实地检查、抽查为主, 一（四）).
 */
export function methodsHold(
  pack: RulePack,
  told: Pick<Submission, 'methods' | 'arrivedAt' | 'position' | 'positionMissingReason'>,
  photographs: ReadonlySet<string>,
): Result<true, MethodRefusal> {
  if (told.methods.length === 0)
    return refused('inspection.method-missing', {}, [clause(clauseOfDuty(pack, 'D28'))]);
  if (new Set(told.methods.map(({ method }) => method)).size < told.methods.length)
    return refused('inspection.method-twice', {}, [clause(clauseOfDuty(pack, 'D28'))]);
  for (const method of told.methods) {
    const rule = methodOf(pack, method.method);
    if (rule.requires.includes('position')) {
      const site = [clause(clauseOfDuty(pack, 'D06')), ...citationsOf(rule.basis)];
      if (told.arrivedAt === null) return refused('inspection.arrival-missing', {}, site);
      if (told.position === null && lettersIn(told.positionMissingReason ?? '') === 0)
        return refused('inspection.position-or-reason', {}, site);
    }
    const missing = evidenceMissing(rule, method, photographs);
    if (missing.length > 0)
      return refused(
        'inspection.method-evidence',
        { method: rule.id, asked: missing },
        citationsOf(rule.basis),
      );
  }
  return granted(true);
}

/** Of what a method must leave, what it has not left: a text in its own field, or a file handed in as just that. */
export function evidenceMissing(
  rule: MethodRule,
  told: Omit<MethodTold, 'method'>,
  photographs: ReadonlySet<string>,
): readonly EvidenceAsked[] {
  const written: Readonly<Record<Exclude<EvidenceAsked, 'position'>, string>> = {
    photo: '',
    minutes: told.minutes,
    attendance: told.attendance,
    list: told.materials,
    description: told.description,
  };
  return rule.requires.filter((asked) => {
    if (asked === 'position' || lettersIn(written[asked]) > 0) return false;
    return !told.evidence.some(({ as, id }) => as === asked && (asked !== 'photo' || photographs.has(id)));
  });
}

export type ItemRefusal =
  | 'inspection.item-unknown'
  | 'inspection.item-twice'
  | 'inspection.items-unanswered'
  | 'inspection.item-fact-missing'
  | 'inspection.item-evidence-missing'
  | 'inspection.failure-without-finding';

/**
 * 不走过场；对检查中发现的问题不遮不掩、明确指出。（一（四））Every point of the sheet is answered; what does not conform is told as a fact,
 * with evidence where the point asks for it; what fails is raised as a finding.
 */
export function itemsHold(
  pack: RulePack,
  items: readonly CheckItem[],
  told: readonly ItemTold[],
  raisedFor: ReadonlySet<string | null>,
): Result<true, ItemRefusal> {
  const plainly = [clause(clauseOfDuty(pack, 'D08'))];
  const asked = new Map(items.map((item) => [item.id, item]));
  const answered = new Map<string, ItemTold>();
  for (const answer of told) {
    if (!asked.has(answer.itemId)) return refused('inspection.item-unknown', { item: answer.itemId });
    if (answered.has(answer.itemId)) return refused('inspection.item-twice', { item: answer.itemId });
    answered.set(answer.itemId, answer);
  }
  const silent = items.filter(({ id }) => !answered.has(id)).map(({ id }) => id);
  if (silent.length > 0)
    return refused('inspection.items-unanswered', { count: silent.length, item: silent }, plainly);
  for (const item of items) {
    const answer = answered.get(item.id);
    if (!answer || answer.result === 'conforms') continue;
    const basis = [clause(item.clause), ...plainly];
    if (lettersIn(answer.fact) === 0)
      return refused('inspection.item-fact-missing', { item: item.id }, basis);
    const wanting = answer.result === 'partly' || answer.result === 'fails';
    if (wanting && item.evidenceRequired && answer.evidence.length === 0)
      return refused('inspection.item-evidence-missing', { item: item.id }, basis);
    if (answer.result === 'fails' && !raisedFor.has(item.id))
      return refused('inspection.failure-without-finding', { item: item.id }, basis);
  }
  return granted(true);
}

export type FigureRefusal =
  | 'inspection.figure-unknown'
  | 'inspection.figures-unanswered'
  | 'inspection.figure-note-missing';

/**
 * 承办企业上报的……项目进度等相关材料作为……监督检查的重要依据。（一（二））What was reported stands beside what was seen, line by line, with
 * the difference; a line that could not be checked says why. From the pack's share of difference on it is a question (疑点).
 */
export function compareFigures(
  pack: RulePack,
  reported: readonly ReportedFigure[],
  seen: readonly FigureTold[],
  on: Temporal.PlainDate,
): Result<readonly ComparedFigure[], FigureRefusal> {
  const basis = [clause(clauseOfDuty(pack, 'D04'))];
  const lines = new Map(reported.map((figure) => [figure.lineKey, figure]));
  const told = new Map<string, FigureTold>();
  for (const figure of seen) {
    if (!lines.has(figure.lineKey) || told.has(figure.lineKey))
      return refused('inspection.figure-unknown', { line: figure.lineKey });
    told.set(figure.lineKey, figure);
  }
  const hidden = reported.filter(({ lineKey }) => !told.has(lineKey)).map(({ task }) => task);
  if (hidden.length > 0)
    return refused('inspection.figures-unanswered', { count: hidden.length, lines: hidden }, basis);
  const doubtfulFrom = inForce(pack.inspection.reportDifferenceShare, on).value;
  const compared: ComparedFigure[] = [];
  for (const line of reported) {
    const { seenTotal = null, note = '' } = told.get(line.lineKey) ?? {};
    if (seenTotal === null && lettersIn(note) === 0)
      return refused('inspection.figure-note-missing', { lines: [line.task] }, basis);
    compared.push({
      lineKey: line.lineKey,
      reportId: line.reportId,
      reportRevision: line.revision,
      reportedTotal: line.total,
      seenTotal,
      ...compare(line.total, seenTotal, doubtfulFrom),
      note,
    });
  }
  return granted(compared);
}

/** Seen minus reported, to the four decimals figures have; and whether its share of what was reported is one to ask about. */
export function compare(
  reported: number | null,
  seen: number | null,
  doubtfulFrom: number,
): { readonly difference: number | null; readonly doubtful: boolean } {
  if (reported === null || seen === null) return { difference: null, doubtful: false };
  const difference = Math.round((seen - reported) * 10_000) / 10_000;
  if (difference === 0) return { difference: 0, doubtful: false };
  // Anything seen where nothing was reported is an infinite share of it, and asked about.
  const share = Math.abs(difference / reported);
  return { difference, doubtful: share >= doubtfulFrom };
}

export type VerdictRefusal =
  | 'inspection.verdict-missing'
  | 'inspection.verdict-not-asked'
  | 'inspection.verdict-reasons-missing'
  | 'inspection.verdict-contradicts';

/**
 * 四（一）–（三）: three standards with three verdicts, never merged. The phase's own must be given, and that of any standard a failing
 * item belongs to; 达到 beside a failing item of the same standard is refused; anything but 达到 says why.
 */
export function verdictsHold(
  pack: RulePack,
  about: About,
  told: Submission['verdicts'],
  items: readonly ItemTold[],
): Result<true, VerdictRefusal> {
  const { required, possible } = verdictsOf(pack, about);
  const standards = new Map(sheetItems(pack, about).map(({ id, standard }) => [id, standard]));
  for (const { id: standard, clause: cited } of pack.standards) {
    const verdict = told[standard];
    const basis = [clause(cited)];
    if (verdict && !possible.includes(standard))
      return refused('inspection.verdict-not-asked', { standard }, basis);
    const failing = items
      .filter(({ itemId, result }) => result === 'fails' && standards.get(itemId) === standard)
      .map(({ itemId }) => itemId);
    if (!verdict) {
      if (standard === required || failing.length > 0)
        return refused('inspection.verdict-missing', { standard }, basis);
      continue;
    }
    if (verdict.verdict === 'met' && failing.length > 0)
      return refused('inspection.verdict-contradicts', { standard, item: failing }, basis);
    if (verdict.verdict !== 'met' && lettersIn(verdict.reasons) === 0)
      return refused('inspection.verdict-reasons-missing', { standard }, basis);
  }
  return granted(true);
}

/** Someone of the inspected was there and signed, or refused to and the record says why, or nobody was and it says that. */
export function presentHolds(told: PresentTold): Result<true, 'inspection.present-incomplete'> {
  const named = lettersIn(told.name) > 0;
  const explained = lettersIn(told.statement) > 0;
  const holds =
    (told.outcome === 'signed' && named) ||
    (told.outcome === 'refused' && named && explained) ||
    (told.outcome === 'nobody' && explained);
  return holds ? granted(true) : refused('inspection.present-incomplete', { outcome: told.outcome });
}

export type SheetRefusal =
  | MethodRefusal
  | ItemRefusal
  | FigureRefusal
  | VerdictRefusal
  | 'inspection.present-incomplete';

/** The whole sheet, as the lead hands it in; what was reported comes from the server, never from the sheet. */
export function sheetHolds(
  pack: RulePack,
  about: About,
  told: Submission,
  known: {
    readonly reported: readonly ReportedFigure[];
    readonly photographs: ReadonlySet<string>;
  },
): Result<readonly ComparedFigure[], SheetRefusal> {
  const methods = methodsHold(pack, told, known.photographs);
  if (!methods.ok) return methods;
  const raisedFor = new Set(told.findings.map(({ itemId }) => itemId));
  const items = itemsHold(pack, sheetItems(pack, about), told.items, raisedFor);
  if (!items.ok) return items;
  const verdicts = verdictsHold(pack, about, told.verdicts, told.items);
  if (!verdicts.ok) return verdicts;
  const present = presentHolds(told.present);
  if (!present.ok) return present;
  const on = dayOf(Temporal.Instant.from(told.startedAt));
  return compareFigures(pack, known.reported, told.figures, on);
}

/** What the record of an inspection rests on: who inspects, how, what, and against which standard. */
export function basisOf(pack: RulePack, about: About) {
  return [
    clause(clauseOfDuty(pack, 'D05')),
    clause(clauseOfArea(pack, about.area)),
    clause(clauseOfDuty(pack, 'D28')),
    clause(standardOf(pack, verdictsOf(pack, about).required).clause),
  ];
}

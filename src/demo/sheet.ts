import type { InferContractRouterInputs } from '@orpc/contract';
import type { inspectionContract, SheetView } from '#features/inspection/inspection.contract.ts';
import type { Severity } from '#features/regime/regime.model.ts';
import { daysBetween } from '#kernel/temporal.ts';
import type { Random } from './random.ts';
import type { Visit } from './visit.plan.ts';
import type { Case } from './words.case.ts';
import { advice, casesOf, conforming } from './words.ts';

type Submission = InferContractRouterInputs<typeof inspectionContract>['submit'];
type Item = SheetView['items'][number];

/** 6 % serious, 24 % major, 70 % ordinary. */
function severityOf(random: Random): Severity {
  const draw = random.next();
  return draw < 0.06 ? 'serious' : draw < 0.3 ? 'major' : 'ordinary';
}

function shareOf({ place, on }: Visit): number {
  if (place === null) return 0.45;
  const { quality, site, foundOn } = place;
  const lately = foundOn !== undefined && daysBetween(foundOn, on) < 170;
  if (!site.kind.endsWith('station')) return lately ? 0.06 : 0.6;
  if (quality === 'shell') return lately ? 0.16 : 0.7;
  return (quality === 'good' ? 0.12 : 0.27) * (lately ? 0.1 : 1);
}

/** Now and then what was put right some weeks ago is wrong again: the same point at the same place, a repeat (一（五）). */
function relapseOf(visit: Visit, items: ReadonlyMap<string, Item>, random: Random): Case | undefined {
  const { place, on, area } = visit;
  if (!place?.foundOn) return undefined;
  const days = daysBetween(place.foundOn, on);
  if (days < 40 || days > 120 || !random.chance(0.08)) return undefined;
  const again = casesOf(area).filter(([itemId]) => place.failed.includes(itemId) && items.has(itemId));
  return again.length > 0 ? random.pick(again) : undefined;
}

/** In about a fifth of visits something is wrong; behind a mere sign, more often than not. */
export function problemsSeen(visit: Visit, sheet: SheetView, random: Random): { of: Case; item: Item }[] {
  const { place } = visit;
  const items = new Map(sheet.items.map((item) => [item.id, item]));
  const relapse = relapseOf(visit, items, random);
  if (!relapse && !random.chance(shareOf(visit))) return [];
  const count = 1 + (random.chance(0.3) ? 1 : 0) + (place?.quality === 'shell' && random.chance(0.4) ? 1 : 0);
  const chosen: { of: Case; item: Item }[] = [];
  for (let at = 0; at < count; at += 1) {
    const fitting = casesOf(visit.area).filter(
      ([itemId]) => items.has(itemId) && !chosen.some(({ item }) => item.id === itemId),
    );
    const severity = severityOf(random);
    const grave = fitting.filter(([, one]) => one === severity);
    const found =
      grave.length > 0 ? random.pick(grave) : fitting.length > 0 ? random.pick(fitting) : undefined;
    const of = at === 0 && relapse ? relapse : found;
    const item = of && items.get(of[0]);
    if (of && item) chosen.push({ of, item });
  }
  if (place) {
    place.foundOn = visit.on;
    place.failed = chosen.map(({ item }) => item.id);
  }
  return chosen;
}

type Raised = {
  readonly itemId: string;
  readonly fact: string;
  readonly severity: Severity;
  readonly evidence: string[];
};

/** Found shut, or turned into something else: then nothing can be said of how it runs. */
const isShut = (findings: readonly Raised[]): boolean =>
  findings.some(({ itemId, severity }) => itemId.endsWith('.normal-operation') && severity !== 'ordinary');

/** Every point of the sheet is answered; what is wrong is told as it is told in the finding. */
export function itemsTold(
  visit: Visit,
  sheet: SheetView,
  findings: readonly Raised[],
  random: Random,
): Submission['items'] {
  const shut = isShut(findings);
  const building = visit.phase === 'construction' && visit.place?.phase === 'construction';
  return sheet.items.map((item) => {
    const finding = findings.find(({ itemId }) => itemId === item.id);
    if (finding) {
      const fails = finding.severity !== 'ordinary' || random.chance(0.45);
      return {
        itemId: item.id,
        result: fails ? 'fails' : 'partly',
        fact: finding.fact,
        evidence: finding.evidence,
      };
    }
    if (building && item.id.endsWith('.normal-operation'))
      return { itemId: item.id, result: 'not-applicable', fact: '尚在建设，未投入运营。', evidence: [] };
    if (shut && item.standard === 'operation')
      return {
        itemId: item.id,
        result: 'not-applicable',
        fact: '站点未正常营业，本项现场无法查验。',
        evidence: [],
      };
    if (visit.place?.phase === 'suspended' && item.standard === 'operation')
      return {
        itemId: item.id,
        result: 'not-applicable',
        fact: '经批准停业，本项无可查内容。',
        evidence: [],
      };
    if (!item.evidenceRequired && random.chance(0.05))
      return { itemId: item.id, result: 'partly', fact: random.pick(advice), evidence: [] };
    const fact = random.chance(0.3) ? random.pick(conforming[visit.area]) : '';
    return { itemId: item.id, result: 'conforms', fact, evidence: [] };
  });
}

/** 四（一）–（三）: the verdict of each standard touched follows from its points. */
export function verdictsTold(
  visit: Visit,
  sheet: SheetView,
  items: Submission['items'],
  findings: readonly Raised[],
): Submission['verdicts'] {
  const verdicts: Submission['verdicts'] = {};
  const standards = new Map(sheet.items.map(({ id, standard }) => [id, standard]));
  for (const { id: standard } of sheet.standards) {
    const own = items.filter(({ itemId }) => standards.get(itemId) === standard);
    const failing = own.some(({ result }) => result === 'fails');
    if (standard !== sheet.verdictRequired && !failing) continue;
    const grave = findings.some(
      ({ itemId, severity }) => severity === 'serious' && standards.get(itemId) === standard,
    );
    if (grave)
      verdicts[standard] = {
        verdict: 'not-met',
        reasons: '存在重大问题，未达到标准要求，整改到位前不予认可。',
      };
    else if (standard === 'operation' && isShut(findings))
      verdicts[standard] = { verdict: 'partly', reasons: '站点未正常营业，运营情况待恢复营业后再行认定。' };
    else if (failing)
      verdicts[standard] = {
        verdict: 'partly',
        reasons: '除已列问题外，其余检查项符合要求，整改后再行认定。',
      };
    else if (standard === 'construction' && visit.place?.phase === 'construction')
      verdicts[standard] = { verdict: 'partly', reasons: '尚在建设，已完成部分与方案、合同一致。' };
    else verdicts[standard] = { verdict: 'met', reasons: '' };
  }
  return verdicts;
}

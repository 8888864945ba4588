import { shareOf } from '#kernel/money.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import { type Judgement, step } from './disbursement.judge.rules.ts';
import type { Figure, GateFacts } from './disbursement.model.ts';
import { partOf } from './disbursement.stops.rules.ts';

type Money = RulePack['money'];

/** The lowest of what a cap names: a share of central money, a sum, a sum for each facility of the area. */
export function capLimit(
  cap: Money['areaCaps'][number],
  centralFen: number,
  facilities: number,
  asOf: PlainDate,
): { readonly limitFen: number; readonly figures: readonly Figure[] } | undefined {
  const of = cap.area;
  const limits: { readonly fen: number; readonly figures: readonly Figure[] }[] = [];
  if (cap.share) {
    const share = inForce(cap.share, asOf).value;
    limits.push({
      fen: shareOf(centralFen, share),
      figures: [{ name: 'capPercent', value: share * 100, of }],
    });
  }
  if (cap.fen) limits.push({ fen: inForce(cap.fen, asOf).value, figures: [] });
  if (cap.perUnitFen) {
    const each = inForce(cap.perUnitFen, asOf).value;
    limits.push({
      fen: each * facilities,
      figures: [
        { name: 'perUnitFen', value: each, of },
        { name: 'unitCount', value: facilities, of },
      ],
    });
  }
  if (limits.length === 0) return undefined;
  return {
    limitFen: Math.min(...limits.map(({ fen }) => fen)),
    figures: limits.flatMap(({ figures }) => figures),
  };
}

/**
 * 占比上限、限额: a content area gets at most what its cap says, and the others together leave each area its floor. A contract over
 * several areas counts by its budget.
 */
export function withinCap(facts: GateFacts, asOf: PlainDate, pack: RulePack): Judgement {
  const { centralFen } = facts;
  const paidAndPart = (area: ContentArea) => moneyIn(facts, area);
  const caps = pack.money.areaCaps.flatMap((cap) => {
    const limit = capLimit(cap, centralFen, facts.facilities[cap.area] ?? 0, asOf);
    return limit ? [{ area: cap.area, ...limit, ...paidAndPart(cap.area) }] : [];
  });
  const floors = pack.money.areaFloors.map((floor) => {
    const share = inForce(floor.share, asOf).value;
    const floorFen = centralFen - shareOf(centralFen, 1 - share);
    const own = paidAndPart(floor.area);
    const all = moneyIn(facts, null);
    return {
      area: floor.area,
      share,
      floorFen,
      limitFen: centralFen - floorFen,
      paidFen: all.paidFen - own.paidFen,
      partFen: all.partFen - own.partFen,
    };
  });
  const exceeded = [...caps, ...floors].some(
    ({ limitFen, paidFen, partFen }) => partFen > 0 && paidFen + partFen > limitFen,
  );
  return {
    met: !exceeded,
    evidence: [],
    arithmetic: [
      { name: 'centralFen', value: centralFen },
      ...caps.flatMap(({ area, figures, limitFen, paidFen, partFen }): Figure[] => [
        ...figures,
        { name: 'capFen', value: limitFen, of: area },
        { name: 'areaPaidFen', value: paidFen, of: area },
        { name: 'areaPartFen', value: partFen, of: area },
        { name: 'leftFen', value: limitFen - paidFen, of: area },
      ]),
      ...floors.flatMap(({ area, share, floorFen, limitFen, paidFen, partFen }): Figure[] => [
        { name: 'floorPercent', value: share * 100, of: area },
        { name: 'floorFen', value: floorFen, of: area },
        { name: 'othersPaidFen', value: paidFen, of: area },
        { name: 'othersPartFen', value: partFen, of: area },
        { name: 'othersLeftFen', value: limitFen - paidFen, of: area },
      ]),
    ],
    steps: [step('keep-to-cap', 'commerce-bureau', null)],
  };
}

/** What was paid of all contracts, and what this instalment would add, in one area or in all. */
function moneyIn({ instalment, agreement, contracts }: GateFacts, area: ContentArea | null) {
  const inArea = (fen: number, areas: GateFacts['contracts'][number]['areas']) =>
    area === null ? fen : partOf(fen, areas, area);
  const own = contracts.find(({ agreementId }) => agreementId === agreement.id);
  const thisFen = instalment.payment ? 0 : instalment.amountFen;
  return {
    paidFen: contracts.reduce((sum, contract) => sum + inArea(contract.paidFen, contract.areas), 0),
    partFen: own ? inArea(own.paidFen + thisFen, own.areas) - inArea(own.paidFen, own.areas) : 0,
  };
}

import { shareOf } from '#kernel/money.ts';
import { byText } from '#kernel/order.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { capLimit } from '../disbursement/disbursement.caps.rules.ts';
import type { GateFacts } from '../disbursement/disbursement.model.ts';
import { evaluateGate } from '../disbursement/disbursement.rules.ts';
import { partOf } from '../disbursement/disbursement.stops.rules.ts';
import type { ContentArea, RulePack } from '../regime/regime.model.ts';
import { inForce } from '../regime/regime.rules.ts';
import type { CapOutcome, FloorOutcome, Graded, Payable, SimulationFacts } from './simulation.model.ts';

/**
 * 拨付条件审核 of what is not paid yet, under one pack, by the records as they stand. Where the pack scores and the window was
 * inspected, its own scale gives the score: the one on record was made by another.
 */
export function payableUnder(
  pack: RulePack,
  instalments: SimulationFacts['instalments'],
  grades: readonly Graded[],
  asOf: PlainDate,
): readonly Payable[] {
  return instalments
    .map(({ label, facts }) => {
      const { amountFen, recommendedFen, hardStop, conditions } = evaluateGate(
        pack,
        withScore(pack, facts, grades, asOf),
        asOf,
      );
      return {
        instalmentId: facts.instalment.id,
        label,
        amountFen,
        payableFen: recommendedFen,
        hardStop,
        failing: conditions
          .filter(({ met }) => !met)
          .map(({ id, withholdFen }) => ({ id, withholdFen }))
          .toSorted((a, b) => byText(a.id, b.id)),
      };
    })
    .toSorted((a, b) => byText(a.instalmentId, b.instalmentId));
}

function withScore(pack: RulePack, facts: GateFacts, grades: readonly Graded[], asOf: PlainDate): GateFacts {
  const graded = grades.find(({ agreementId }) => agreementId === facts.agreement.id);
  if (!pack.scoring || !graded) return facts;
  const { bandId, band, totalHundredths } = graded;
  return {
    ...facts,
    scorePending: null,
    score: {
      id: facts.score?.id ?? facts.agreement.id,
      label: facts.score?.label ?? facts.agreement.number,
      totalHundredths,
      base: inForce(pack.scoring.base, asOf).value,
      band: bandId,
      bandName: band,
    },
  };
}

/** 占比上限、金额上限、单位上限: the lowest that the pack names for an area, beside what is contracted and paid there. */
export function capsUnder(
  pack: RulePack,
  projects: SimulationFacts['projects'],
  asOf: PlainDate,
): readonly CapOutcome[] {
  return projects
    .flatMap((project) =>
      pack.money.areaCaps.flatMap((cap): CapOutcome[] => {
        const limit = capLimit(cap, project.centralFen, project.facilities[cap.area] ?? 0, asOf);
        if (!limit) return [];
        const { id, area } = cap;
        return [{ id, projectId: project.id, area, limitFen: limit.limitFen, ...moneyIn(project, area) }];
      }),
    )
    .toSorted(inOrder);
}

/** 占比下限: what the pack reserves for an area, as the gate counts it, rounded up to the fen. */
export function floorsUnder(
  pack: RulePack,
  projects: SimulationFacts['projects'],
  asOf: PlainDate,
): readonly FloorOutcome[] {
  return projects
    .flatMap((project) =>
      pack.money.areaFloors.map(({ id, area, share }): FloorOutcome => {
        const { centralFen } = project;
        const floorFen = centralFen - shareOf(centralFen, 1 - inForce(share, asOf).value);
        return { id, projectId: project.id, area, floorFen, ...moneyIn(project, area) };
      }),
    )
    .toSorted(inOrder);
}

type Placed = { readonly projectId: string; readonly area: ContentArea; readonly id: string };
const inOrder = (a: Placed, b: Placed): number =>
  byText(a.projectId, b.projectId) || byText(a.area, b.area) || byText(a.id, b.id);

function moneyIn({ contracts }: SimulationFacts['projects'][number], area: ContentArea) {
  const sumOf = (of: 'amountFen' | 'paidFen') =>
    contracts.reduce((sum, contract) => sum + partOf(contract[of], contract.areas, area), 0);
  return { contractedFen: sumOf('amountFen'), paidFen: sumOf('paidFen') };
}

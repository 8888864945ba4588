import { byText } from '#kernel/order.ts';
import type { PlainDate } from '#kernel/temporal.ts';
import { capLimit } from '../disbursement/disbursement.caps.rules.ts';
import type { GateFacts } from '../disbursement/disbursement.model.ts';
import { evaluateGate } from '../disbursement/disbursement.rules.ts';
import { partOf } from '../disbursement/disbursement.stops.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type { CapOutcome, Graded, Payable, SimulationFacts } from './simulation.model.ts';

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
        withScore(pack, facts, grades),
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

function withScore(pack: RulePack, facts: GateFacts, grades: readonly Graded[]): GateFacts {
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
      base: pack.scoring.base,
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
        const sumOf = (of: 'amountFen' | 'paidFen') =>
          project.contracts.reduce(
            (sum, contract) => sum + partOf(contract[of], contract.areas, cap.area),
            0,
          );
        return [
          {
            id: cap.id,
            projectId: project.id,
            area: cap.area,
            limitFen: limit.limitFen,
            contractedFen: sumOf('amountFen'),
            paidFen: sumOf('paidFen'),
          },
        ];
      }),
    )
    .toSorted((a, b) => byText(a.projectId, b.projectId) || byText(a.area, b.area) || byText(a.id, b.id));
}

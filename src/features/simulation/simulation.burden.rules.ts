import { byText } from '#kernel/order.ts';
import { apportion, ratio } from '#kernel/ratio.ts';
import type { ObligationRule, RulePack } from '../regime/regime.model.ts';
import type { Due } from './simulation.due.rules.ts';
import { at } from './simulation.map.rules.ts';
import { type BurdenTally, fieldsPerReportLine, type SimulationFacts } from './simulation.model.ts';

type Asked = { reports: number; fields: number; visits: number };
type Share = { readonly contractorId: string; readonly places: number };

/**
 * 负担台账 (N20): what each contractor is asked for. A report asks for the pack's narrative parts and for each promised line its
 * figures, for the attachments the pack requires and for one signature; a visit is received by somebody who signs that he was
 * there. Where only a part of many contractors' places is visited, the visits fall to them by the places they have.
 */
export function burdensOf(
  pack: RulePack,
  { promisedLines, baseline }: Pick<SimulationFacts, 'promisedLines' | 'baseline'>,
) {
  const lines = new Map(promisedLines.map(({ agreementId, count }) => [agreementId, count]));
  const attachments = pack.reports.attachments.filter(({ required }) => required).length;
  const narrative = pack.reports.narrative.length;
  const asked = new Map<string, Asked>();
  const rules = new Map<string, Set<string>>();
  const shares = new Map<string, readonly Share[]>();

  const ofContractor = (contractorId: string, month: string, rule: string): Asked => {
    at(rules, contractorId, () => new Set<string>()).add(rule);
    return at(asked, `${contractorId}|${month}`, () => ({ reports: 0, fields: 0, visits: 0 }));
  };

  const sharesOf = (rule: ObligationRule, stratum: string): readonly Share[] =>
    at(shares, `${rule.id}|${stratum}`, () => {
      const places = new Map<string, number>();
      for (const one of rule.subject === 'facility' ? baseline.facilities : baseline.agreements) {
        if ('kind' in one && rule.facilityKinds?.includes(one.kind) === false) continue;
        if (rule.coverage?.by === 'town' && 'townCode' in one && one.townCode !== stratum) continue;
        places.set(one.contractorId, (places.get(one.contractorId) ?? 0) + 1);
      }
      return [...places]
        .map(([contractorId, count]) => ({ contractorId, places: count }))
        .toSorted((a, b) => byText(a.contractorId, b.contractorId));
    });

  return {
    rules,
    add({ rule, contractorId, subjectType, subjectId, required }: Due, month: string): void {
      if (contractorId === null) {
        if (subjectType !== 'stratum') return;
        const own = sharesOf(rule, subjectId);
        const parts = apportion(
          BigInt(required),
          own.map(({ places }) => ratio(places)),
        );
        own.forEach((share, place) => {
          const visits = Number(parts[place] ?? 0n);
          if (visits > 0) ofContractor(share.contractorId, month, rule.id).visits += visits;
        });
        return;
      }
      const own = ofContractor(contractorId, month, rule.id);
      if (rule.kind === 'inspection') own.visits += required;
      else {
        own.reports += required;
        own.fields += required * (narrative + (lines.get(subjectId) ?? 0) * fieldsPerReportLine);
      }
    },
    done: (): readonly BurdenTally[] =>
      [...asked]
        .map(([key, { reports, fields, visits }]): BurdenTally => {
          const [contractorId = '', month = ''] = key.split('|');
          return {
            contractorId,
            month,
            reports,
            fields,
            attachments: reports * attachments,
            signatures: reports + visits,
            visits,
          };
        })
        .toSorted((a, b) => byText(a.month, b.month) || byText(a.contractorId, b.contractorId)),
  };
}

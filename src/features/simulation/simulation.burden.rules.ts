import { byText } from '#kernel/order.ts';
import { apportion, ratio } from '#kernel/ratio.ts';
import { askedOf } from '../monthly-report/monthly-report.content.rules.ts';
import type { RulePack } from '../regime/regime.model.ts';
import type { Due } from './simulation.due.rules.ts';
import { at } from './simulation.map.rules.ts';
import { type BurdenTally, fieldsPerReportLine, type SimulationFacts } from './simulation.model.ts';

type Asked = { reports: number; fields: number; attachments: number; visits: number };
type Share = { readonly contractorId: string; readonly places: number };

/**
 * 负担台账 (N20): what each contractor is asked for. A report asks for the pack's narrative parts and for each promised line its
 * figures, for the attachments the pack requires and for one signature; a visit is received by somebody who signs that he was
 * there. Where only a part of many contractors' places is visited, the visits fall to them by the places they have.
 */
export function burdensOf(
  { promisedLines, baseline }: Pick<SimulationFacts, 'promisedLines' | 'baseline'>,
  citedAs: (from: number, id: string) => string,
) {
  const lines = new Map(promisedLines.map(({ agreementId, count }) => [agreementId, count]));
  const sheets = new Map<RulePack, { attachments: number; narrative: number }>();
  const sheetOf = (pack: RulePack) =>
    at(sheets, pack, () => {
      const asked = askedOf(pack.reports);
      return {
        attachments: asked.attachments.filter(({ required }) => required).length,
        narrative: asked.narrative.length,
      };
    });
  const asked = new Map<string, Asked>();
  const rules = new Map<string, Set<string>>();
  const shares = new Map<string, readonly Share[]>();

  const ofContractor = (contractorId: string, month: string, { rule, from }: Due): Asked => {
    const why = at(rules, contractorId, () => new Set<string>());
    why.add(citedAs(from, `obligation.${rule.id}`));
    if (rule.kind === 'report') why.add(citedAs(from, 'reports'));
    return at(asked, `${contractorId}|${month}`, () => ({
      reports: 0,
      fields: 0,
      attachments: 0,
      visits: 0,
    }));
  };

  const sharesOf = ({ rule, from, subjectId: stratum }: Due): readonly Share[] =>
    at(shares, `${rule.id}|${from}|${stratum}`, () => {
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
    add(due: Due, month: string): void {
      const { rule, pack, contractorId, subjectType, subjectId, required } = due;
      if (contractorId === null) {
        if (subjectType !== 'stratum') return;
        const own = sharesOf(due);
        const parts = apportion(
          BigInt(required),
          own.map(({ places }) => ratio(places)),
        );
        own.forEach((share, place) => {
          const visits = Number(parts[place] ?? 0n);
          if (visits > 0) ofContractor(share.contractorId, month, due).visits += visits;
        });
        return;
      }
      const own = ofContractor(contractorId, month, due);
      if (rule.kind === 'inspection') own.visits += required;
      else {
        const { attachments, narrative } = sheetOf(pack);
        own.reports += required;
        own.fields += required * (narrative + (lines.get(subjectId) ?? 0) * fieldsPerReportLine);
        own.attachments += required * attachments;
      }
    },
    done: (): readonly BurdenTally[] =>
      [...asked]
        .map(([key, { reports, fields, attachments, visits }]): BurdenTally => {
          const [contractorId = '', month = ''] = key.split('|');
          return {
            contractorId,
            month,
            reports,
            fields,
            attachments,
            signatures: reports + visits,
            visits,
          };
        })
        .toSorted((a, b) => byText(a.month, b.month) || byText(a.contractorId, b.contractorId)),
  };
}

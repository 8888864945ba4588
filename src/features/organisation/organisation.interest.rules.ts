import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import type { RecusalCode, Tie } from './organisation.model.ts';

/**
 * 不走过场、不放一马（一(四)（五））: whoever has an interest in a contractor decides nothing about it. 公务员法第七十六条: 涉及本人利害关系的，
 * 涉及与本人有亲属关系人员的利害关系的，其他可能影响公正执行公务的, an official recuses himself.
 */
export const recusalBasis = (pack: RulePack): readonly Citation[] => [
  { clause: clauseOfDuty(pack, 'D05') },
  { clause: clauseOfDuty(pack, 'D13') },
  { instrument: '中华人民共和国公务员法', article: '第七十六条' },
];

/** What was declared weighs before what the records let one see. */
const order: readonly Tie['ground'][] = ['declared', 'telephone', 'agency'];

const codes: Readonly<Record<Tie['ground'], RecusalCode>> = {
  declared: 'recusal.declared',
  telephone: 'recusal.telephone',
  agency: 'recusal.agency',
};

/** Whether somebody with these ties to a contractor may act on it. */
export function recuse(ties: readonly Tie[], pack: RulePack): Result<true, RecusalCode> {
  const [tie] = ties.toSorted((a, b) => order.indexOf(a.ground) - order.indexOf(b.ground));
  if (!tie) return granted(true);
  const { ground, contractor, detail } = tie;
  return refused(codes[ground], { contractor, detail }, recusalBasis(pack));
}

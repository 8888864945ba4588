import type { DrawLists, RiskCounts, WeightTerm } from './draw.model.ts';

/** What one term gives an object. */
export type WeightStep = { readonly term: WeightTerm; readonly count: number; readonly gives: number };

/** 一（四）抽查, by risk: each case of what a term counts adds so much, up to its cap; a clean record weighs 1. */
export const weightSteps = (terms: readonly WeightTerm[], counts: readonly number[]): readonly WeightStep[] =>
  terms.map((term, at) => {
    const count = counts[at] ?? 0;
    return { term, count, gives: Math.min(count * term.adds, term.most) };
  });

export const weightOf = (terms: readonly WeightTerm[], counts: readonly number[]): number =>
  weightSteps(terms, counts).reduce((weight, { gives }) => weight + gives, 1);

/** In files of the first format every county had these. */
const firstTerms: readonly WeightTerm[] = [
  {
    id: 'missed',
    name: { zh: '漏检', en: 'Missed inspections' },
    months: 12,
    adds: 1,
    most: 3,
    clause: '',
  },
  { id: 'findings', name: { zh: '问题', en: 'Findings' }, months: 12, adds: 1, most: 3, clause: '' },
];

export const weightTermsOf = ({ parameters }: Pick<DrawLists, 'parameters'>): readonly WeightTerm[] =>
  parameters.weighted ? (parameters.weights ?? firstTerms) : [];

export const countsOf = (risk: RiskCounts): readonly number[] =>
  'missed' in risk ? [risk.missed, risk.findings] : risk;

/** Whether every weight is what its counts and the terms come to: a weight nobody can explain is no weight. */
export function weightsFollow(lists: Pick<DrawLists, 'parameters' | 'objects'>): boolean {
  const terms = weightTermsOf(lists);
  return lists.objects.every(({ weight, risk }) => weight === weightOf(terms, countsOf(risk)));
}

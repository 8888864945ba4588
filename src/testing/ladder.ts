import type { RulePack } from '#features/regime/regime.model.ts';

/** The pack with a ladder of progress: an interview below half of the plan, a circular below three tenths. */
export function withLadder(pack: RulePack): RulePack {
  const basis = pack.rectification.repeatSameBasis;
  const below = (value: number) => ({ values: [{ from: '2021-03-18', value, basis }] });
  return {
    ...pack,
    id: 'ladder-2021',
    rectification: {
      ...pack.rectification,
      progressLadder: [
        {
          step: 'interview',
          name: { zh: '进度约谈', en: 'Interview on progress' },
          below: below(0.5),
          basis,
        },
        { step: 'circular', name: { zh: '进度通报', en: 'Circular on progress' }, below: below(0.3), basis },
      ],
    },
  };
}

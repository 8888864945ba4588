import { describe, expect, test } from 'vitest';
import { guideOf } from './home.guide.rules.ts';
import type { GuideCounts } from './home.model.ts';

const everybody = {
  office: 1,
  'commerce-bureau': 2,
  'leading-group': 1,
  finance: 1,
  'third-party': 1,
  contractor: 1,
};
const complete: GuideCounts = {
  bodies: everybody,
  people: everybody,
  signatories: 1,
  projects: 1,
  plansOpen: 0,
  plansApproved: 1,
  agreements: 1,
  facilities: 1,
  members: 3,
  leads: 1,
};
const open = (over: Partial<GuideCounts>) =>
  guideOf({ ...complete, ...over })
    .filter(({ done }) => !done)
    .map(({ step, missing, by }) => ({ step, missing, by }));
const operators = ['office', 'commerce-bureau'];

describe('启用进度', () => {
  test('a county that has it all has nothing before it', () => {
    expect(open({})).toEqual([]);
  });
  test.each<[string, Partial<GuideCounts>, unknown]>([
    [
      'a body that is not there is named',
      { bodies: { ...everybody, finance: 0 } },
      { step: 'bodies', missing: ['finance'], by: operators },
    ],
    [
      'a leading group without a signatory decides nothing',
      { signatories: 0 },
      { step: 'people', missing: ['leading-group'], by: operators },
    ],
    ['no project', { projects: 0 }, { step: 'project', missing: [], by: operators }],
    ['no plan is drafted', { plansApproved: 0 }, { step: 'plan', missing: [], by: operators }],
    [
      'a submitted plan waits for the leading group',
      { plansApproved: 0, plansOpen: 1 },
      { step: 'plan', missing: [], by: ['leading-group'] },
    ],
    ['no contract', { agreements: 0 }, { step: 'agreements', missing: [], by: operators }],
    ['no facility', { facilities: 0 }, { step: 'facilities', missing: [], by: operators }],
    ['a group of one', { members: 1 }, { step: 'group', missing: [], by: operators }],
    ['a group without lead', { leads: 0 }, { step: 'group', missing: [], by: operators }],
  ])('%s', (_, over, expected) => {
    expect(open(over)).toEqual([expected]);
  });
});

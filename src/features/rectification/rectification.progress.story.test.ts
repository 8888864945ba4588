import { expect, test } from 'vitest';
import { aBaseline } from '#testing/baseline.ts';
import { allDone } from '#testing/gate.ts';
import { withLadder } from '#testing/ladder.ts';
import { scoredPack } from '#testing/scoring.ts';
import { aCounty, race, refusalOf } from '#testing/world.ts';

test('D10 进度落后: the step due stands on the contract and on the office’s home, and a named person takes it once', async () => {
  const county = await aCounty({ at: '2026-04-10T09:00:00+08:00', pack: withLadder(scoredPack()) });
  const baseline = await aBaseline(county);
  const { office, reviewer, lead, contractor, outsider } = county.people;
  const id = baseline.agreementId;
  // Half of every target by reports; the plan of the day has more than half, so that progress lies above half of it.
  await allDone(county, baseline, { share: 0.5 });
  const before = await office.api.rectification.progress({ id });
  expect(before.actual).toBe(0.5);
  expect(before.planned).toBeGreaterThan(0.5);
  expect(before.steps.map(({ step, due }) => [step, due])).toEqual([
    ['interview', false],
    ['circular', false],
  ]);
  expect(
    (
      await refusalOf(
        office.api.rectification.takeProgressStep({ id, step: 'interview', note: '电话通知企业' }),
      )
    ).code,
  ).toBe('progress.step-not-due');

  const behind = await aBaselineBehind(county);
  const home = await office.api.home.read({});
  expect(home.needs.filter(({ kind }) => kind === 'progress-due').map(({ path }) => path)).toContain(
    `/agreements/${behind}`,
  );
  expect((await lead.api.home.read({})).needs.some(({ kind }) => kind === 'progress-due')).toBe(false);

  const take = (step: 'interview' | 'circular') => ({ id: behind, step, note: '约谈企业负责人，已签字' });
  expect((await refusalOf(lead.api.rectification.takeProgressStep(take('interview')))).code).toBe(
    'route.not-permitted',
  );
  const both = await race([
    office.api.rectification.takeProgressStep(take('interview')),
    reviewer.api.rectification.takeProgressStep(take('interview')),
  ]);
  expect(both).toEqual({ granted: 1, refusals: ['progress.step-taken'] });
  const after = await office.api.rectification.takeProgressStep(take('circular'));
  expect(after.steps.every(({ due, taken }) => !due && taken !== null)).toBe(true);
  expect(after.may).toEqual({ takeProgressStep: false });
  expect((await office.api.home.read({})).needs.some(({ kind }) => kind === 'progress-due')).toBe(false);

  expect((await outsider.api.rectification.progress({ id: behind })).steps[0]?.taken?.note).toBe('');
  expect((await refusalOf(contractor.api.rectification.progress({ id: behind }))).code).toBe(
    'progress.not-found',
  );
  await expect(
    county.asOwner('select 1 from progress_step where county = $1', [county.county]),
  ).resolves.toHaveLength(2);

  /** The rival's contract, of which nothing was reported. */
  async function aBaselineBehind(of: typeof county): Promise<string> {
    const [row] = await of.asOwner<{ id: string }>(
      'select id from agreement where county = $1 and contractor_id = $2',
      [of.county, of.organisations.rival],
    );
    return row?.id ?? '';
  }
});

test('a county without a ladder of progress has no steps, and none can be taken', async () => {
  const county = await aCounty();
  const { agreementId: id } = await aBaseline(county);
  const { office } = county.people;
  expect((await office.api.rectification.progress({ id })).steps).toEqual([]);
  expect(
    (
      await refusalOf(
        office.api.rectification.takeProgressStep({ id, step: 'interview', note: '电话通知企业' }),
      )
    ).code,
  ).toBe('progress.step-not-due');
});

import { expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { asNow } from './regime.kept.model.ts';
import { parsePack } from './regime.pack.model.ts';
import { inForce } from './regime.rules.ts';
import { loadedRegimes } from './regime.service.ts';

test.each(loadedRegimes().map(({ pack }) => [pack.id, pack] as const))(
  '%s as it is now is read as it is',
  (_, pack) => {
    expect(asNow(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
  },
);

test.each([false, true])(
  'a pack from before draws had a period and weights with reasons (riskWeights: %s)',
  (riskWeights) => {
    const pack = loadedRegimes().find(({ pack: one }) => one.draws)?.pack;
    if (!pack?.draws) throw new Error('no pack draws');
    const { everyMonths: _, ...draws } = pack.draws;
    const { majority, ...disqualification } = pack.disqualification;
    const read = asNow({ ...pack, disqualification, draws: { ...draws, riskWeights } });
    expect(read.draws?.riskWeights).toEqual([]);
    const months = read.draws && inForce(read.draws.everyMonths, plainDate(pack.inForceFrom));
    expect(months).toMatchObject({ value: 1, basis: pack.draws.basis });
    expect(majority.basis.length).toBeGreaterThan(0);
    expect(read.disqualification.majority).toEqual({
      rule: 'more-than',
      basis: pack.disqualification.majorityShare.values[0]?.basis,
    });
    expect(parsePack(JSON.parse(JSON.stringify(read)))).toEqual(read);
  },
);

import { expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { asNow } from './regime.kept.model.ts';
import type { Dated } from './regime.model.ts';
import { parsePack } from './regime.pack.model.ts';
import { inForce } from './regime.rules.ts';
import { frequencyOn, ladderOn, scaleOn } from './regime.scale.rules.ts';
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

test('a pack from before every number had a day: each held from the first day of its version', () => {
  const pack = loadedRegimes().find(({ pack: one }) => one.id === 'example-yi-2023')?.pack;
  if (!pack?.scoring || !pack.training) throw new Error('乙 scores and trains');
  const on = plainDate(pack.inForceFrom);
  const plain = (dated: Dated<number>) => inForce(dated, on).value;
  const { scoring, training } = pack;
  const { followUps, ...taught } = training;
  const scale = scaleOn(scoring, on);
  const kept = {
    ...pack,
    obligations: pack.obligations.map((rule) => ({
      ...rule,
      every: frequencyOn(rule.every, on),
      ...(rule.dueDay && { dueDay: plain(rule.dueDay) }),
    })),
    rectification: { ...pack.rectification, escalation: ladderOn(pack, on) },
    scoring: scale,
    training: { ...taught, followUpDays: followUps.map(({ after }) => plain(after)) },
  };
  const read = asNow(JSON.parse(JSON.stringify(kept)));
  expect(parsePack(JSON.parse(JSON.stringify(read)))).toEqual(read);
  expect(read.scoring && scaleOn(read.scoring, on)).toEqual(scale);
  expect(read.scoring?.items.map(({ score }) => Object.keys(score))).toEqual(
    scoring.items.map(({ score }) => Object.keys(score)),
  );
  expect(read.obligations.map(({ every }) => frequencyOn(every, on))).toEqual(
    pack.obligations.map(({ every }) => frequencyOn(every, on)),
  );
  expect(read.obligations.map(({ dueDay }) => dueDay && plain(dueDay))).toEqual(
    pack.obligations.map(({ dueDay }) => dueDay && plain(dueDay)),
  );
  expect(ladderOn(read, on)).toEqual(ladderOn(pack, on));
  expect(read.training?.followUps.map(({ id, after }) => [id, plain(after)])).toEqual(
    followUps.map(({ id, after }) => [id, plain(after)]),
  );
  for (const dated of [read.rectification.escalation[1]?.afterOverdueDays, read.scoring?.bands[0]?.least])
    expect(dated?.values).toMatchObject([
      { from: pack.inForceFrom, basis: [{ clause: expect.any(String) }] },
    ]);
});

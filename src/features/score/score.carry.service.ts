import { dayOf, type Instant } from '#kernel/temporal.ts';
import type { Tx } from '#platform/database.ts';
import { record } from '#platform/event-log.ts';
import { scaleOn } from '../regime/regime.scale.rules.ts';
import type { Regime } from '../regime/regime.service.ts';
import { type Carrying, carried } from './score.carry.rules.ts';
import * as store from './score.store.ts';

type Author = {
  readonly county: string;
  readonly actor: { readonly personId: string | null; readonly organisationId: string | null };
  readonly now: Instant;
  readonly newId: () => string;
};

/** 启用新版本: the newest score of each contract that binds is carried over to the new scale; the score itself stays as it is. */
export async function carryScores(
  tx: Tx,
  author: Author,
  regime: Regime,
  by: { readonly activationId: string; readonly how: Carrying },
): Promise<number> {
  const { scoring } = regime.pack;
  if (!scoring) return 0;
  const on = dayOf(author.now);
  const { base, bands, rounding } = scaleOn(scoring, on);
  let count = 0;
  const done = new Set<string>();
  for (const listed of await store.scores(tx, author.county, { bindingOnly: true })) {
    if (listed.state === 'withdrawn' || done.has(listed.agreementId)) continue;
    done.add(listed.agreementId);
    await store.lockScore(tx, author.county, listed.id);
    const row = await store.findScore(tx, author.county, listed.id);
    const binding = (await store.computationsOf(tx, author.county, listed.id)).find(
      ({ number }) => number === row?.confirmedComputation,
    );
    if (!row || !binding || binding.packHash === regime.hash) continue;
    const total = { hundredths: binding.result.totalHundredths, base: binding.scale.base };
    const result = carried(total, scoring, by.how, on);
    const {
      agreementNumber: _,
      agreementName: __,
      contractorName: ___,
      confirmedByName: ____,
      ...score
    } = row;
    const next = { ...score, version: score.version + 1 };
    const carry = {
      scoreId: score.id,
      version: next.version,
      computation: binding.number,
      activationId: by.activationId,
      how: by.how,
      total: result,
      scale: result && {
        base,
        bands: bands.map(({ id, name, from }) => ({ id, name, from })),
        rounding,
        items: [],
      },
      on: on.toString(),
    };
    await record(tx, author, [
      {
        type: 'score.carried',
        aggregateType: 'score',
        aggregate: score.id,
        version: next.version,
        body: {
          ...carry,
          from: total,
          pack: { id: regime.pack.id, version: regime.pack.version, hash: regime.hash },
        },
      },
    ]);
    await store.saveScore(tx, author.county, next);
    await store.insertCarry(tx, author.county, carry);
    count += 1;
  }
  return count;
}

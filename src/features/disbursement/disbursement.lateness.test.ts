import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import { layOut } from '../disqualification/disqualification.trigger.rules.ts';
import {
  isWaitingForContractor,
  latenessOf,
  overdueDays,
} from '../rectification/rectification.lateness.rules.ts';
import { reachedSteps } from '../rectification/rectification.rules.ts';
import { tongcheng } from '../regime/regime.cases.ts';
import { asOf, clean } from './disbursement.cases.ts';
import { noOverdueLetter } from './disbursement.grounds.rules.ts';

const { pack } = worldUnder(tongcheng);
/** What a revoked letter ordered is among the facts of none of them. */
const states = ['ordered', 'reported', 'returned', 'verified', 'not-verified', 'closed'] as const;
const day = fc.integer({ min: -60, max: 20 }).map((days) => asOf.add({ days }).toString());
/** An item as it can stand today: what the contractor has answered, it answered by today. */
const item = fc
  .record({ state: fc.constantFrom(...states), dueOn: day, reportedOn: day })
  .map(({ state, dueOn, reportedOn }) => ({
    state,
    dueOn,
    reportedOn: state === 'ordered' ? null : ([reportedOn, asOf.toString()].toSorted()[0] ?? null),
  }));

test('D09 D10 D11 D12: gate, ledger, ladder and counter say the same of the same item', () => {
  fc.assert(
    fc.property(item, (one) => {
      const { standing, days, waiting } = latenessOf(one, asOf);
      const late = standing === 'late';
      const open = one.state !== 'closed';
      const gate = noOverdueLetter(
        {
          ...clean,
          rectifications: [{ ...one, id: 'z', letterId: 'b', label: '问1', verifiedOn: null }],
        },
        asOf,
      );
      expect(gate.met).toBe(!(late && open));
      expect(overdueDays(one, asOf)).toBe(late && open ? days : 0);
      // The ladder presses the contractor alone: what waits for the county climbs no further.
      expect(reachedSteps(pack, one, asOf).length > 0).toBe(late && isWaitingForContractor(one.state));
      const [counted] = layOut(
        {
          findings: [
            {
              id: 'f',
              number: '问1',
              fact: '设备闲置',
              place: '示例村',
              foundOn: asOf.subtract({ days: 30 }).toString(),
              severity: 'ordinary',
              clauseId: 'c',
              repeat: false,
              closedOn: null,
              rectification: one.state,
              dueOn: one.dueOn,
              reportedOn: one.reportedOn,
            },
          ],
          contracts: [],
        },
        pack,
        asOf,
      ).findings;
      expect(counted?.late !== null).toBe(late);
      // What is reported by its day is never late, whoever has the next step after it.
      if (waiting && one.reportedOn !== null && one.reportedOn <= one.dueOn) expect(gate.met).toBe(true);
    }),
  );
});

test('days stop with the report: what the county takes adds none', () => {
  const reported = { state: 'reported', dueOn: '2026-03-01', reportedOn: '2026-03-04' } as const;
  for (const on of ['2026-03-04', '2026-04-01', '2027-01-01'])
    expect(latenessOf(reported, plainDate(on)).days).toBe(3);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack, loadWorkCalendar } from '#platform/rule-packs.ts';
import { always } from '#testing/dated.ts';
import type { ContentArea, FacilityKind, ObligationRule, RulePack } from '../regime/regime.model.ts';
import { parsePack } from '../regime/regime.pack.model.ts';
import { derivationOf, type FactsChange, owedOf, rederived } from './obligation.change.rules.ts';
import { describe as told } from './obligation.explain.rules.ts';
import type {
  AgreementFacts,
  BaselineFacts,
  DerivedObligation,
  DoneFacts,
  FacilityFacts,
  FacilityPhase,
  PackVersion,
  ProgrammeFacts,
} from './obligation.model.ts';
import type { Owed } from './obligation.owed.rules.ts';
import { deriveObligations, inOrder } from './obligation.rules.ts';
import { planOf } from './obligation.term.rules.ts';

const { pack: tongcheng } = loadRulePack('tongcheng-2021', parsePack);
const calendar = loadWorkCalendar();
const value = (of: number) => ({ values: [{ from: '2021-03-18', value: of, basis: [] }] });
const [first] = tongcheng.obligations;
if (!first) throw new Error('the pack has no obligations');
const visit = (over: Partial<ObligationRule> & Pick<ObligationRule, 'id'>): ObligationRule => ({
  ...first,
  facilityKinds: ['village-station', 'town-station'],
  phase: 'operation',
  every: { months: always(3) },
  anchor: 'calendar',
  ...over,
});
/** Every frequency, anchor and coverage at once, beside what Tongcheng asks for. */
const everything: RulePack = {
  ...tongcheng,
  obligations: [
    ...tongcheng.obligations,
    visit({ id: 'twice', every: { times: always(2), per: 'half-year' } }),
    visit({ id: 'signed', anchor: 'signing', every: { months: always(2) } }),
    visit({ id: 'since', anchor: 'last-done', every: { months: always(4) } }),
    visit({ id: 'opened', every: { once: 'operation-day', within: always(15), days: 'working-days' } }),
    visit({ id: 'begun', every: { once: 'programme-start', within: always(30), days: 'days' } }),
    visit({ id: 'sample', coverage: { share: value(0.3), by: 'town' } }),
    visit({ id: 'some', coverage: { atLeast: value(2), by: 'contractor' } }),
    visit({
      id: 'rounds',
      anchor: 'last-done',
      every: { months: always(4) },
      coverage: { atLeast: value(2), by: 'contractor' },
    }),
    visit({
      id: 'town-rounds',
      anchor: 'last-done',
      every: { months: always(3) },
      coverage: { share: value(0.5), by: 'town' },
    }),
    visit({ id: 'retired', every: { months: always(1) }, until: '2024-03-10' }),
    visit({ id: 'few', every: { months: always(6) }, coverage: { share: value(0.5), atLeast: value(1) } }),
  ],
};
const versions: readonly PackVersion[] = [
  { fromOn: '2021-03-18', pack: everything },
  {
    fromOn: '2024-05-15',
    pack: {
      ...everything,
      obligations: everything.obligations.map((rule, at) =>
        at % 2
          ? { ...rule, graceDays: value(3) }
          : { ...rule, anchor: 'calendar', every: { months: always(1) } },
      ),
    },
  },
];

const day = (from: string, to: string) =>
  fc
    .integer({ min: 0, max: plainDate(from).until(plainDate(to), { largestUnit: 'day' }).days })
    .map((days) => plainDate(from).add({ days }).toString());
const ids = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'] as const;
const kinds: readonly FacilityKind[] = [
  'village-station',
  'town-station',
  'service-centre',
  'supply-chain-centre',
];
const later: readonly FacilityPhase[] = ['trial', 'operation', 'suspended', 'operation', 'withdrawn'];

const facility = (id: string) =>
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      agreementId: fc.constantFrom('a1', 'a2'),
      townCode: fc.constantFrom('421222100', '421222101', undefined),
      days: fc.uniqueArray(day('2022-06-01', '2024-12-31'), { minLength: 1, maxLength: 6 }),
      moved: fc.uniqueArray(day('2023-01-01', '2024-12-31'), { maxLength: 3 }),
    })
    .map(({ days, moved, ...over }): FacilityFacts => {
      const [start = '', ...rest] = days.toSorted();
      const phases = rest.map((fromOn, at) => ({ fromOn, phase: later[at] ?? 'suspended' }));
      // Handed over to and fro between the two contracts; the last one is the one it stands under.
      const under = (agreementId: string) => ({ agreementId, contractorId: `c-${agreementId}` });
      const other = over.agreementId === 'a1' ? 'a2' : 'a1';
      const held = ['2020-01-01', ...moved.toSorted()].map((fromOn, at) => ({
        fromOn,
        ...under(at % 2 === 0 ? over.agreementId : other),
      }));
      return {
        id,
        ...over,
        ...under(held.at(-1)?.agreementId ?? ''),
        constructionStartedOn: start,
        operationStartedOn: phases.find((one) => one.phase === 'operation')?.fromOn ?? null,
        phases: [{ fromOn: start, phase: 'construction' }, ...phases],
        held: held.length === 1 ? undefined : held,
      };
    });
const agreement = (id: string) =>
  fc
    .record({ startsOn: day('2022-01-01', '2024-06-30'), ended: fc.boolean(), trains: fc.boolean() })
    .map(({ startsOn, ended, trains }): AgreementFacts => {
      const areas: ContentArea[] = trains ? ['station', 'training'] : ['station'];
      const endsOn = plainDate(startsOn).add({ days: 300 }).toString();
      const endedOn = ended ? endsOn : null;
      return {
        id,
        contractorId: `c-${id}`,
        areas,
        signedOn: startsOn,
        startsOn,
        endsOn,
        endedOn,
        programmeId: 'p1',
      };
    });
const programme = day('2021-01-01', '2024-06-30').map(
  (startsOn): ProgrammeFacts => ({ id: 'p1', startsOn, endsOn: null }),
);
const act = fc
  .record({
    by: fc.oneof(
      fc.constantFrom(...ids).map((subjectId) => ({ ruleId: 'since', subjectId })),
      fc.constantFrom('c-a1', 'c-a2').map((subjectId) => ({ ruleId: 'rounds', subjectId })),
      fc.constantFrom('421222100', 'all').map((subjectId) => ({ ruleId: 'town-rounds', subjectId })),
    ),
    on: day('2022-06-01', '2024-12-31'),
  })
  .map(({ by, on }): DoneFacts => ({ ...by, on }));
const someOf = <T>(one: (id: string) => fc.Arbitrary<T>, of: readonly string[]) =>
  fc.subarray([...of]).chain((chosen) => fc.tuple(...chosen.map(one)).map((made): T[] => [...made]));
const baseline: fc.Arbitrary<BaselineFacts> = fc.record({
  facilities: someOf(facility, ids),
  agreements: someOf(agreement, ['a1', 'a2']),
  programmes: fc.subarray(['p1']).chain((of) => fc.tuple(...of.map(() => programme))),
  done: fc.array(act, { maxLength: 5 }),
});
const change: fc.Arbitrary<FactsChange> = fc.oneof(
  baseline,
  fc.record({ facilities: fc.constantFrom(...ids).chain((id) => fc.tuple(facility(id))) }),
  fc.record({ agreements: fc.constantFrom('a1', 'a2').chain((id) => fc.tuple(agreement(id))) }),
  fc.record({ programmes: fc.tuple(programme) }),
  fc.record({ done: fc.tuple(act) }),
  fc.record({ gone: fc.subarray([...ids, 'a1', 'a2', 'p1']) }),
);

const replaced = <T extends { readonly id: string }>(
  items: readonly T[],
  by: readonly T[] | undefined,
  gone: readonly string[] | undefined,
): T[] => [
  ...items.filter(({ id }) => !gone?.includes(id) && !by?.some((one) => one.id === id)),
  ...(by ?? []),
];
const afterwards = (facts: BaselineFacts, { gone, ...by }: FactsChange): BaselineFacts => ({
  facilities: replaced(facts.facilities, by.facilities, gone),
  agreements: replaced(facts.agreements, by.agreements, gone),
  programmes: replaced(facts.programmes, by.programmes, gone),
  done: [...(facts.done ?? []), ...(by.done ?? [])],
});

const asOf = plainDate('2024-10-20');
const written = (owed: Iterable<Owed>): readonly DerivedObligation[] => inOrder([...owed].map(told));
const whole = (facts: BaselineFacts, regime: RulePack | readonly PackVersion[]) =>
  deriveObligations(regime, facts, calendar, asOf, 92);

describe('a changed fact', () => {
  test.each([
    ['one pack', everything],
    ['two versions', versions],
  ] as const)(
    'after any changes, in any order, the slices hold what all the facts anew would give: %s',
    (_, regime) => {
      const plan = planOf(regime, calendar, asOf, 92);
      fc.assert(
        fc.property(baseline, fc.array(change, { minLength: 1, maxLength: 5 }), (start, changes) => {
          let facts = start;
          let derivation = derivationOf(plan, start);
          for (const one of changes) {
            const before = written(owedOf(derivation));
            const { after, owed, owedBefore } = rederived(derivation, one);
            facts = afterwards(facts, one);
            // What was untouched, with what the touched slices hold now, is the whole.
            const untouched = new Set(owedOf(derivation));
            for (const gone of owedBefore) untouched.delete(gone);
            expect(written([...untouched, ...owed])).toEqual(written(owedOf(after)));
            expect(written(owedOf(derivation))).toEqual(before);
            derivation = after;
          }
          expect(written(owedOf(derivation))).toEqual(whole(facts, regime));
        }),
        { numRuns: 30 },
      );
    },
  );

  test('whatever the order of the facts', () => {
    fc.assert(
      fc.property(baseline, (facts) => {
        const turned = {
          facilities: facts.facilities.toReversed().map((one) => ({
            ...one,
            phases: one.phases.toReversed(),
            held: one.held?.toReversed(),
          })),
          agreements: facts.agreements.toReversed(),
          programmes: facts.programmes,
          done: facts.done?.toReversed(),
        };
        expect(whole(turned, versions)).toEqual(whole(facts, versions));
      }),
      { numRuns: 30 },
    );
  });

  const stations: readonly FacilityFacts[] = Array.from({ length: 180 }, (_, at) => ({
    id: `s${at}`,
    agreementId: 'a1',
    contractorId: 'c1',
    kind: 'village-station',
    townCode: `42122210${at % 10}`,
    constructionStartedOn: '2023-01-01',
    operationStartedOn: '2024-02-01',
    phases: [
      { fromOn: '2023-01-01', phase: 'construction' },
      { fromOn: '2024-02-01', phase: 'operation' },
    ],
  }));
  const [station] = stations;
  if (!station) throw new Error('no station');
  const base = { facilities: stations, agreements: [], programmes: [] };

  test('one station of 180 touches its own slices and its town, and nothing where it says the same', () => {
    const derivation = derivationOf(planOf(tongcheng, calendar, asOf, 92), base);
    const suspended = {
      ...station,
      phases: [...station.phases, { fromOn: '2024-05-01', phase: 'suspended' as const }],
    };
    // Its construction stands; only what operation asks for is derived again.
    expect(rederived(derivation, { facilities: [suspended] }).touched).toBe(1);
    expect(rederived(derivation, { facilities: [{ ...station }] })).toMatchObject({ touched: 0, owed: [] });
    const sampled = derivationOf(
      planOf(
        { ...tongcheng, obligations: [visit({ id: 'sample', coverage: { share: value(0.3), by: 'town' } })] },
        calendar,
        asOf,
        92,
      ),
      base,
    );
    const { touched, owed, owedBefore } = rederived(sampled, {
      facilities: [{ ...station, townCode: '421222109' }],
    });
    // The station's own, the town it left, the town it came to.
    expect(touched).toBe(3);
    const amongOf = (of: readonly Owed[]) => new Set(of.map(({ bond, among }) => `${bond.id} ${among}`));
    expect(amongOf(owedBefore)).toEqual(new Set(['421222100 18', '421222109 18']));
    expect(amongOf(owed)).toEqual(new Set(['421222100 17', '421222109 19']));
  });
});

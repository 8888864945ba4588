import { derivationOf, rederived } from '#features/obligation/obligation.change.rules.ts';
import { describe, explain } from '#features/obligation/obligation.explain.rules.ts';
import type { AgreementFacts, BaselineFacts, FacilityFacts } from '#features/obligation/obligation.model.ts';
import { owedStream } from '#features/obligation/obligation.owed.rules.ts';
import { anchoredDays, dayNumber, textOf } from '#features/obligation/obligation.period.rules.ts';
import { deriveObligations } from '#features/obligation/obligation.rules.ts';
import { planOf } from '#features/obligation/obligation.term.rules.ts';
import type { FacilityKind, RulePack } from '#features/regime/regime.model.ts';
import { parsePack } from '#features/regime/regime.pack.model.ts';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack, loadWorkCalendar } from '#platform/rule-packs.ts';
import { quantile, say } from './measure.ts';

const asOf = plainDate('2024-12-31');
const from = dayNumber('2022-01-01');
const facilitiesOfCounty = 180;

/** A county of 180: a few centres, the rest stations, half a year of construction each, begun over a year. */
function aCounty(county: number, facilities = facilitiesOfCounty): BaselineFacts {
  const agreements = Array.from({ length: 4 }, (_, at): AgreementFacts => {
    const startsOn = textOf(from - 20 + at);
    return {
      id: `${county}-a${at}`,
      contractorId: `${county}-c${at}`,
      areas: ['station', 'training'],
      signedOn: startsOn,
      startsOn,
      endsOn: textOf(from + 1200),
      endedOn: null,
    };
  });
  return {
    facilities: Array.from({ length: facilities }, (_, at) => aFacility(county, at)),
    agreements,
    programmes: [],
  };
}

const kinds: readonly FacilityKind[] = ['service-centre', 'logistics-centre', 'supply-chain-centre'];

function aFacility(county: number, at: number): FacilityFacts {
  const began = from - 120 + ((at * 37 + county * 11) % 300);
  const operated = began + 60 + ((at * 13) % 90);
  const constructionStartedOn = textOf(began);
  return {
    id: `${county}-f${at}`,
    agreementId: `${county}-a${at % 4}`,
    contractorId: `${county}-c${at % 4}`,
    kind: kinds[at] ?? 'village-station',
    townCode: `${county}-t${at % 11}`,
    constructionStartedOn,
    operationStartedOn: textOf(operated),
    phases: [
      { fromOn: constructionStartedOn, phase: 'construction' },
      { fromOn: textOf(operated), phase: 'operation' },
    ],
  };
}

const monthlyFrom = ({ inForceFrom: from }: RulePack) => ({ from, value: 1, basis: [] });

/** The stations visited every month, as the strictest of the packs ask: about 33 obligations each in three years. */
const monthly = (pack: RulePack): RulePack => ({
  ...pack,
  obligations: pack.obligations.map((rule) =>
    rule.phase === 'operation' ? { ...rule, every: { months: { values: [monthlyFrom(pack)] } } } : rule,
  ),
});

const timed = (run: () => void): number => {
  const began = performance.now();
  run();
  return performance.now() - began;
};
const milliseconds = (of: number) => `${of < 10 ? of.toFixed(2) : of.toFixed(0)} ms`;

/** Obligations derived from facts: a county, one changed fact, the nation as a stream, and plain recurrences beside `rrule`. */
export async function benchDerive(): Promise<void> {
  const { pack } = loadRulePack('tongcheng-2021', parsePack);
  const calendar = loadWorkCalendar();
  benchCounty(pack, calendar);
  benchChange(pack, calendar);
  for (const facilities of [1000, 10_000, 100_000, 150_000]) benchNation(monthly(pack), calendar, facilities);
  await benchRecurrences();
}

type Calendar = ReturnType<typeof loadWorkCalendar>;

function benchCounty(pack: RulePack, calendar: Calendar): void {
  const facts = aCounty(1);
  let count = 0;
  const derive = () => {
    count = deriveObligations(pack, facts, calendar, asOf, 0).length;
  };
  const first = timed(derive);
  const cpu = process.cpuUsage();
  const times = Array.from({ length: 30 }, () => timed(derive));
  const { user, system } = process.cpuUsage(cpu);
  say(
    `derive: a county of ${facilitiesOfCounty} facilities over three years, ${count} obligations in full and in order: ` +
      `first ${milliseconds(first)}, p50 ${milliseconds(quantile(times, 0.5))}, worst ${milliseconds(Math.max(...times))}, processor ${milliseconds((user + system) / 1000 / times.length)} (aim 50)`,
  );
  const why = timed(() => {
    for (const one of deriveObligations(pack, facts, calendar, asOf, 0)) void one.because;
  });
  say(`derive: the same with every explanation written out: ${milliseconds(why)}`);
}

function benchChange(pack: RulePack, calendar: Calendar): void {
  const facts = aCounty(1);
  const before = derivationOf(planOf(pack, calendar, asOf, 0), facts);
  const times = facts.facilities.map((facility, at) => {
    const phases = [...facility.phases, { fromOn: textOf(from + 700 + at), phase: 'suspended' as const }];
    return timed(() => rederived(before, { facilities: [{ ...facility, phases }] }));
  });
  say(
    `derive: one fact changed: p50 ${milliseconds(quantile(times, 0.5))}, p99 ${milliseconds(quantile(times, 0.99))}, ` +
      `worst ${milliseconds(Math.max(...times))} (aim 2)`,
  );
}

/** County after county; nothing is kept but the county at hand. */
function benchNation(pack: RulePack, calendar: Calendar, facilities: number): void {
  const plan = planOf(pack, calendar, asOf, 0);
  let obligations = 0;
  let texts = 0;
  let peak = 0;
  const began = performance.now();
  const cpu = process.cpuUsage();
  for (let county = 0; county * facilitiesOfCounty < facilities; county += 1) {
    const here = Math.min(facilitiesOfCounty, facilities - county * facilitiesOfCounty);
    for (const owed of owedStream(plan, aCounty(county, here))) {
      obligations += 1;
      texts += describe(owed).key.length;
      // Somebody asks why once in a thousand times.
      if (obligations % 1000 === 0) texts += explain(owed).steps.length;
    }
    if (county % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  say(
    `derive: ${facilities} facilities, ${obligations} obligations with all their days as text: ${seconds.toFixed(2)} s ` +
      `(processor ${((user + system) / 1e6).toFixed(2)} s), ${Math.round(obligations / seconds)} a second, ` +
      `${((user + system) / facilities).toFixed(0)} µs of processor a facility, ${(Math.max(peak, process.memoryUsage.rss()) / 1e6).toFixed(0)} MB` +
      `${facilities === 150_000 ? ' (aim 60 s, 1 GB)' : ''}${texts > 0 ? '' : '?'}`,
  );
}

/** Plain recurrences: every month from an anchor, thirty years of it, from many anchors. */
async function benchRecurrences(): Promise<void> {
  const anchors = Array.from({ length: 400 }, (_, at) => dayNumber('2000-01-01') + at);
  const years = 30;
  let ours = 0;
  const run = () => {
    for (const anchor of anchors) ours += anchoredDays(anchor, 1, anchor, anchor + 365 * years).length;
  };
  run();
  ours = 0;
  const own = timed(run);
  const perSecond = (ours / own) * 1000;
  const other = await rrule();
  if (!other) {
    say(
      `derive: ${Math.round(perSecond)} plain dates a second; the package rrule is not installed, so nothing stands beside it`,
    );
    return;
  }
  let theirs = 0;
  const rest = timed(() => {
    for (const anchor of anchors) theirs += other(anchor * 86_400_000, 12 * years);
  });
  const beside = (theirs / rest) * 1000;
  say(
    `derive: plain monthly dates: ${Math.round(perSecond)} a second, rrule ${Math.round(beside)}: ${(perSecond / beside).toFixed(1)} times (aim 5)`,
  );
}

type Rule = new (options: Record<string, unknown>) => { all(): readonly unknown[] };

/** The package beside which we stand, where it is installed. */
async function rrule(): Promise<((startsAt: number, count: number) => number) | undefined> {
  const name = 'rrule';
  const found = (await import(name).catch(() => undefined)) as
    | { RRule?: Rule & { MONTHLY: number }; default?: { RRule: Rule & { MONTHLY: number } } }
    | undefined;
  const RRule = found?.RRule ?? found?.default?.RRule;
  if (!RRule) return undefined;
  // It knows dates as the language's own.
  const dateOf = Reflect.get(globalThis, 'Date') as new (at: number) => object;
  return (startsAt, count) =>
    new RRule({ freq: RRule.MONTHLY, dtstart: new dateOf(startsAt), count }).all().length;
}

import type { InferContractRouterInputs } from '@orpc/contract';
import { clause, granted, type Result, refused } from '#kernel/result.ts';
import { isDate } from '#kernel/shapes.ts';
import { dayOf, type Instant, type PlainDate } from '#kernel/temporal.ts';
import type { Call } from '#platform/call.ts';
import { type Db, type Tx, transact } from '#platform/database.ts';
import { calendarOf } from '../calendar/calendar.county.service.ts';
import { gateFacts } from '../disbursement/disbursement.facts.store.ts';
import { inspectionsSince } from '../disbursement/disbursement.grounds.rules.ts';
import { actsDone, baselineFacts } from '../obligation/obligation.facts.store.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { clauseOfDuty } from '../regime/regime.rules.ts';
import {
  knownRegimes,
  type Regime,
  type RegimeVersion,
  regimeOf,
  versionsOf,
} from '../regime/regime.service.ts';
import { scoreFacts } from '../score/score.store.ts';
import type { PackHead, SimulationView, simulationContract } from './simulation.contract.ts';
import type { Regimes, SimulationFacts, Window } from './simulation.model.ts';
import { decideWindow, simulate, type WindowRefusal } from './simulation.rules.ts';
import { simulationViewOf } from './simulation.show.service.ts';
import { packsOf, sideOf } from './simulation.side.rules.ts';
import * as store from './simulation.store.ts';

type Inputs = InferContractRouterInputs<typeof simulationContract>;
/** Where and when: a request has it, and so has the terminal. */
export type Place = { readonly db: Db; readonly county: string; readonly now: Instant };

export async function handlePacks(call: Call, _input: Inputs['packs']) {
  const [own, ...others] = await candidatesOf(call);
  return granted({
    items: [own, ...others].map(({ regime }) => headOf(regime, own.regime)),
    history: (await versionsOf(call)).map((version) => ({
      ...headOf(version, own.regime),
      fromOn: version.fromOn,
    })),
  });
}

export async function handleRun(call: Call, input: Inputs['run']) {
  const known = await candidatesOf(call);
  const find = (named: string) => known.find(({ key }) => key === named)?.regime;
  const [a, b] = [input.a, input.b].map((text) => askedOf(text, find));
  if (!a || !b) return refused('simulation.pack-unknown', { pack: nameAndDay(a ? input.b : input.a).name });
  return compared(call, a, b, { fromOn: input.fromOn, toOn: input.toOn });
}

/** What one side is: the county's own versions as they followed one another, or a pack, from a day on where one is named. */
export type Asked = 'in-force' | { readonly regime: Regime; readonly fromOn: string | null };

export function askedOf(text: string, find: (name: string) => Regime | undefined): Asked | undefined {
  const { name, fromOn } = nameAndDay(text);
  if (name === 'in-force' && fromOn === null) return 'in-force';
  const regime = find(name);
  return regime && { regime, fromOn };
}

function nameAndDay(text: string): { readonly name: string; readonly fromOn: string | null } {
  const at = text.lastIndexOf('@');
  const day = text.slice(at + 1);
  // What stands behind the sign may also be a digest.
  return at > 0 && isDate(day) ? { name: text.slice(0, at), fromOn: day } : { name: text, fromOn: null };
}

/** As an activation would make it: until the day the county's own versions, from then on the one that is tried. */
function versionsFor(asked: Asked, own: readonly RegimeVersion[]): readonly RegimeVersion[] {
  if (asked === 'in-force') return own;
  const { regime, fromOn } = asked;
  if (fromOn === null) return [{ ...regime, fromOn: regime.pack.inForceFrom }];
  return [...own.filter((version) => version.fromOn < fromOn), { ...regime, fromOn }];
}

type Candidate = { readonly key: string; readonly regime: Regime };

/** What may be compared: the county's own pack first, those it was under, those that lie ready. */
async function candidatesOf(call: Call): Promise<readonly [Candidate, ...Candidate[]]> {
  const own = await regimeOf(call);
  const ready = knownRegimes().toSorted((x, y) => (x.pack.id < y.pack.id ? -1 : 1));
  const others = new Map([...ready, ...(await versionsOf(call))].map((regime) => [regime.hash, regime]));
  others.delete(own.hash);
  return [
    { key: own.pack.id, regime: own },
    ...[...others.values()].map((regime) => ({ key: keyOf(regime, own), regime })),
  ];
}

/** By its id; another version of the county's own pack by its digest as well. */
const keyOf = ({ pack, hash }: Regime, own: Regime): string =>
  pack.id === own.pack.id && hash !== own.hash ? `${pack.id}@${hash.slice(0, 12)}` : pack.id;

/** Both sides on the county's facts as they stand. One transaction sees one state of them; it writes nothing. */
export async function compared(
  place: Place,
  askedA: Asked,
  askedB: Asked,
  window: Window,
): Promise<Result<SimulationView, WindowRefusal>> {
  const today = dayOf(place.now);
  return transact(place.db, async (tx): Promise<Result<SimulationView, WindowRefusal>> => {
    const at = { db: tx, county: place.county };
    const own = await regimeOf(at);
    const history = await versionsOf(at);
    const [a, b] = [versionsFor(askedA, history), versionsFor(askedB, history)];
    const decided = decideWindow([a, b], window);
    if (!decided.ok) return decided;
    const { calendar } = await calendarOf(at);
    const facts = await factsOf(tx, place.county, [a, b], window, today);
    const simulation = simulate(a, b, facts, calendar, window, today);
    const shown = (versions: readonly RegimeVersion[]) =>
      versions.map((version) => ({ ...version, head: headOf(version, own) }));
    return granted(
      simulationViewOf({
        window,
        a: shown(a),
        b: shown(b),
        simulation,
        facts,
        names: await store.names(tx, place.county),
        basis: [clause(clauseOfDuty(own.pack, 'D32'))],
      }),
    );
  });
}

const headOf = ({ pack, hash }: Regime, own: Regime): PackHead => ({
  key: keyOf({ pack, hash }, own),
  id: pack.id,
  version: pack.version,
  hash,
  name: pack.name,
  inForceFrom: pack.inForceFrom,
  active: pack.id === own.pack.id && hash === own.hash,
});

async function factsOf(
  tx: Tx,
  county: string,
  sides: readonly Regimes[],
  window: Window,
  today: PlainDate,
): Promise<SimulationFacts> {
  const { fromOn, toOn } = window;
  const packs = packsOf(sides.map(sideOf));
  const sinceLast = packs.flatMap(({ obligations }) =>
    obligations.flatMap(({ id, anchor }) => (anchor === 'last-done' ? [id] : [])),
  );
  const baseline = await baselineFacts(tx, county);
  const done = await actsDone(tx, county, [...new Set(sinceLast)]);
  return {
    baseline: { ...baseline, done },
    members: await store.members(tx, county),
    promisedLines: await store.promisedLines(tx, county),
    findings: await store.findings(tx, county),
    rectifications: await store.rectifications(tx, county, fromOn, toOn),
    instalments: await instalmentsOf(tx, county, packs, today),
    projects: await store.projects(tx, county),
    scores: await scoresOf(tx, county, packs, window),
  };
}

/** The gate's own facts; the pack that looks back further decides how far inspections are read. */
async function instalmentsOf(
  tx: Tx,
  county: string,
  packs: readonly RulePack[],
  today: PlainDate,
): Promise<SimulationFacts['instalments']> {
  const [since = today.toString()] = packs
    .filter(({ inForceFrom }) => inForceFrom <= today.toString())
    .map((pack) => inspectionsSince(pack, today).toString())
    .toSorted();
  const instalments: SimulationFacts['instalments'][number][] = [];
  for (const { id, agreementId, projectId, label } of await store.unpaidInstalments(tx, county)) {
    const query = {
      instalmentId: id,
      agreementId,
      projectId,
      asOf: today.toString(),
      inspectionsSince: since,
    };
    instalments.push({ label, facts: await gateFacts(tx, county, query) });
  }
  return instalments;
}

async function scoresOf(
  tx: Tx,
  county: string,
  packs: readonly RulePack[],
  { fromOn, toOn }: Window,
): Promise<SimulationFacts['scores']> {
  if (packs.every(({ scoring }) => scoring === undefined)) return [];
  const scores: SimulationFacts['scores'][number][] = [];
  for (const agreementId of await store.inspectedAgreements(tx, county, fromOn, toOn))
    scores.push({ agreementId, facts: await scoreFacts(tx, county, agreementId, { fromOn, toOn }) });
  return scores;
}

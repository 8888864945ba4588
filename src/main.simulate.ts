import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkPackFile, faultLines } from '#features/regime/regime.check.document.ts';
import { loadedRegimes, type Regime } from '#features/regime/regime.service.ts';
import type { OutcomeView, SimulationView } from '#features/simulation/simulation.contract.ts';
import type { Regimes } from '#features/simulation/simulation.model.ts';
import { type NationSide, nationOf, simulateNation } from '#features/simulation/simulation.nation.rules.ts';
import { decideWindow } from '#features/simulation/simulation.rules.ts';
import { type Asked, askedOf, compared } from '#features/simulation/simulation.service.ts';
import { commandWords, kindWords, simulationRefusals } from '#features/simulation/simulation.words.ts';
import { formatYuan } from '#kernel/money.ts';
import type { Refusal } from '#kernel/result.ts';
import { isDate } from '#kernel/shapes.ts';
import { fill, type Words } from '#kernel/words.ts';
import { systemNow } from '#platform/clock.ts';
import { openDatabase } from '#platform/database.ts';
import { loadWorkCalendar } from '#platform/rule-packs.ts';

export type SimulateOptions = {
  readonly packs: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly dataPath: string;
  readonly county: string | undefined;
  readonly national: boolean;
  readonly json: boolean;
};

/** `dushi simulate`: the page's comparison for who has the data directory, or the same over an invented nation. */
export async function simulateCommand(options: SimulateOptions): Promise<number> {
  const [first, second, ...more] = options.packs;
  if (!first || more.length > 0 || (options.national && !second))
    throw new Error(
      '请用两个 --pack 指明两套规则；只指明一套的，与本县现行规则比较。Name two rule packs, --pack A --pack B; of one, a county is compared with what is in force there',
    );
  for (const [flag, day] of [
    ['--from', options.from],
    ['--to', options.to],
  ] as const)
    if (!isDate(day)) throw new Error(`${flag} 须为日期，如 2026-01-01。${flag} is a day such as 2026-01-01`);
  // `NAME@DAY`: what is in force goes on until the day. Of a county that is its own history, of the nation the other side.
  const [a, b] = (second ? [first, second] : ['in-force', first]).map((text) => {
    const asked = askedOf(text, regimeNamed);
    if (!asked) throw new Error(`${text}?`);
    return asked;
  });
  if (!a || !b) throw new Error('a comparison has two sides');
  return options.national ? simulatedNation(a, b, options) : simulatedCounty(a, b, options);
}

/** An invented nation has no history: a version with a day follows the other side, which has none. */
function sidesOfNation(a: Asked, b: Asked): readonly [Regimes, Regimes] {
  const side = (asked: Asked, other: Asked): Regimes => {
    if (asked === 'in-force' || other === 'in-force')
      throw new Error(
        '全国没有现行规则，请指明两套规则。Nothing is in force in the invented nation: name two packs',
      );
    const { regime, fromOn } = asked;
    if (fromOn === null) return regime.pack;
    if (other.fromOn !== null)
      throw new Error('只能有一套规则写采用之日。Only one of the two packs may have a day');
    const { pack } = other.regime;
    return [
      { pack, fromOn: pack.inForceFrom },
      { pack: regime.pack, fromOn },
    ];
  };
  return [side(a, b), side(b, a)];
}

/** By the id of a pack that ships, or by the path of a file that is still being written. */
function regimeNamed(name: string): Regime {
  const shipped = loadedRegimes().find(({ pack }) => pack.id === name);
  if (shipped) return shipped;
  const file = resolve(name);
  if (!existsSync(file)) {
    const known = loadedRegimes()
      .map(({ pack }) => pack.id)
      .join(', ');
    throw new Error(`没有规则包 ${name}，现有：${known}。There is no rule pack ${name}; there are: ${known}`);
  }
  const { pack, sha256, faults } = checkPackFile(file);
  if (!pack || !sha256)
    throw new Error(
      faults.map(faultLines).join('\n') || `${name} 不是一个县的规则。${name} is no regime of a county.`,
    );
  return { pack, hash: sha256 };
}

function refusedWith({ code, facts }: Refusal): Error {
  const said = (simulationRefusals as Readonly<Record<string, Words>>)[code];
  return new Error(said ? `${fill(said.zh, facts)}\n${fill(said.en, facts)}` : code);
}

async function simulatedCounty(a: Asked, b: Asked, options: SimulateOptions): Promise<number> {
  const { dataPath, county } = options;
  if (!process.env.DATABASE_URL && !existsSync(dataPath))
    throw new Error(`没有数据目录 ${dataPath}。There is no data directory ${dataPath}.`);
  const { openForOwner } = await import('./main.storage.ts');
  const storage = await openForOwner(dataPath);
  const database = openDatabase(storage.owner, { maxConnections: 2 });
  try {
    const rows = await database.db.selectFrom('county').select('county').orderBy('county').execute();
    const counties = rows.map((row) => row.county).filter((code) => county === undefined || code === county);
    const [code] = counties;
    if (code === undefined) throw new Error('没有这个县。There is no such county.');
    if (counties.length > 1)
      throw new Error(
        `有几个县，请用 --county 指明：There are several counties, name one with --county: ${counties.join(', ')}`,
      );
    const place = { db: database.db, county: code, now: systemNow() };
    const result = await compared(place, a, b, { fromOn: options.from, toOn: options.to });
    if (!result.ok) throw refusedWith(result.refusal);
    if (options.json) console.log(JSON.stringify(result.value, null, 2));
    else printCounty(result.value);
    return 0;
  } finally {
    await database.close();
    await storage.close();
  }
}

function simulatedNation(askedA: Asked, askedB: Asked, options: SimulateOptions): number {
  const window = { fromOn: options.from, toOn: options.to };
  const [a, b] = sidesOfNation(askedA, askedB);
  const decided = decideWindow([a, b], window);
  if (!decided.ok) throw refusedWith(decided.refusal);
  const began = performance.now();
  const outcome = simulateNation(a, b, nationOf(1), loadWorkCalendar(), window);
  const seconds = (performance.now() - began) / 1000;
  const megabytes = process.resourceUsage().maxRSS / 1024;
  if (options.json) {
    console.log(JSON.stringify({ ...outcome, seconds, megabytes }, null, 2));
    return 0;
  }
  const { national, counties, facilities, seconds: took, memory } = commandWords;
  const named = options.packs.join(' | ');
  console.log(`${national.zh} ${national.en}: ${named}, ${options.from} – ${options.to}`);
  const figures = (side: NationSide): Readonly<Record<string, string>> => ({
    obligations: count(side.obligations),
    visits: count(side.visits),
    reports: count(side.reports),
    perPerson: tenth(side.personVisits / side.personMonths),
    onWeekends: count(side.onWeekends),
    onHolidays: count(side.onHolidays),
    moved: count(side.moved),
    fields: count(side.fields),
    signatures: count(side.signatures),
  });
  printSides(figures(outcome.a), figures(outcome.b));
  for (const name of ['differing', 'moreVisits', 'fewerVisits'] as const)
    one(commandWords[name], count(outcome[name]));
  one(counties, count(outcome.counties));
  one(facilities, count(outcome.facilities));
  one(took, tenth(seconds));
  one(memory, count(Math.round(megabytes)));
  return 0;
}

const count = (value: number): string => value.toLocaleString('en-US');
const tenth = (value: number): string => (Number.isFinite(value) ? value.toFixed(1) : '—');
const one = ({ zh, en }: Words, value: string): void => console.log(`${value.padStart(16)}  ${zh} ${en}`);

function printSides(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): void {
  for (const [name, left] of Object.entries(a)) {
    const said: Words | undefined = (commandWords as Readonly<Record<string, Words>>)[name];
    console.log(`${left.padStart(16)}${(b[name] ?? '').padStart(16)}  ${said?.zh ?? name} ${said?.en ?? ''}`);
  }
}

function printCounty(view: SimulationView): void {
  console.log(`${view.fromOn} – ${view.toOn}`);
  for (const side of ['a', 'b'] as const)
    for (const { name, version, fromOn } of view[side].versions)
      console.log(`${side.toUpperCase()}: ${name.zh} ${name.en}, ${version}, ${fromOn} –`);
  printSides(figuresOf(view.a), figuresOf(view.b));
  if (view.differences.length === 0) one(commandWords.same, '');
  for (const [kind, said] of Object.entries(kindWords)) {
    const found = view.differences.filter((difference) => difference.kind === kind).length;
    if (found > 0) one(said, count(found));
  }
}

function figuresOf({ months, burden, payable }: OutcomeView): Readonly<Record<string, string>> {
  const sum = <Item>(items: readonly Item[], of: (item: Item) => number) =>
    items.reduce((all, item) => all + of(item), 0);
  return {
    visits: count(sum(months, ({ visits }) => visits)),
    reports: count(sum(months, ({ reports }) => reports)),
    perPerson: tenth(
      sum(months, ({ personVisits, people }) => (people > 0 ? personVisits : 0)) /
        sum(months, ({ people }) => people),
    ),
    onWeekends: count(sum(months, ({ onWeekends }) => onWeekends)),
    onHolidays: count(sum(months, ({ onHolidays }) => onHolidays)),
    moved: count(sum(months, ({ moved }) => moved)),
    fields: count(sum(burden, ({ fields }) => fields)),
    attachments: count(sum(burden, ({ attachments }) => attachments)),
    signatures: count(sum(burden, ({ signatures }) => signatures)),
    payable: formatYuan(sum(payable, ({ payableFen }) => payableFen)),
  };
}

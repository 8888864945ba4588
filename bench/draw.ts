// A draw of 20 from 200,000 with the digest of the frozen lists, and the same work done by a reader of the published file; then the
// assignment of inspectors where it is hardest: many objects, tight limits, many recusals. Aim: the draw within one second.
import { assign } from '#features/draw/draw.assign.rules.ts';
import { type DrawLists, drawFormat, type WeightTerm } from '#features/draw/draw.model.ts';
import {
  commitmentOf,
  listsDigestOf,
  proofOf,
  proofText,
  verifyText,
} from '#features/draw/draw.proof.rules.ts';
import { repeatText } from '#features/draw/draw.repeat.rules.ts';
import { belowOf, wordsOf } from '#features/draw/draw.sampler.rules.ts';
import { weightOf } from '#features/draw/draw.weight.rules.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { say } from './measure.ts';

const rounds = 5;

export async function benchDraw(): Promise<void> {
  say('draw: 20 of 200,000 facilities, two inspectors each of 24, stratified by 1,000 towns');
  for (const weighted of [false, true]) {
    const lists = listsOf(200_000, weighted);
    const listsDigest = listsDigestOf(lists, sha256Hex);
    const contributions = lists.parties.map(({ id: party }) => {
      const secret = sha256Hex(party);
      const commitment = commitmentOf({ draw: lists.draw, lists: listsDigest, party, secret }, sha256Hex);
      return { party, secret, commitment, opened: false };
    });
    const kind = weighted ? 'weighted' : 'uniform';
    timed(`${kind}: digest of the lists alone`, () => listsDigestOf(lists, sha256Hex));
    const proof = timed(`${kind}: lists digest, seed, draw and assignment, as the server does it`, () =>
      proofOf(lists, contributions, '3484.39', sha256Hex),
    );
    const text = proofText(proof);
    say(`  the published file has ${(text.length / 1e6).toFixed(1)} million characters`);
    timed(`${kind}: dushi draw verify, all checks`, () => verifyText(text, sha256Hex));
    timed(`${kind}: the same in the published page, with SHA-256 of its own`, () => repeatText(text));
  }
  const { objects, inspectors, recusals } = listsOf(2_000, false);
  timed('assignment: 2,000 objects, 4,000 places, 400 inspectors with room for 4,000', () =>
    assign(
      objects,
      Array.from({ length: 400 }, (_, at) => ({
        ...(inspectors[at % 24] as (typeof inspectors)[number]),
        id: `i${at}`,
      })),
      recusals,
      { places: { lead: 1, member: 1, 'third-party': 0 }, loadMax: 10 },
      belowOf(wordsOf('bench', sha256Hex)),
    ),
  );
}

/** The middle of several rounds, on the clock and in processor time of this process. */
function timed<T>(what: string, work: () => T): T {
  const seconds: number[] = [];
  const processor: number[] = [];
  let result = work();
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const cpu = process.cpuUsage();
    result = work();
    const used = process.cpuUsage(cpu);
    seconds.push(performance.now() - began);
    processor.push((used.user + used.system) / 1000);
  }
  const middle = (of: number[]) => (of.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0).toFixed(0);
  say(`  ${what}: ${middle(seconds)} ms, ${middle(processor)} ms CPU`);
  return result;
}

/** As the example county weighs: missed inspections, findings, overdue rectifications. */
const terms: readonly WeightTerm[] = [
  ['missed', 1, 3],
  ['findings', 1, 3],
  ['overdue', 2, 4],
].map(([id, adds, most]) => ({
  id: String(id),
  name: { zh: String(id), en: String(id) },
  months: 12,
  adds: Number(adds),
  most: Number(most),
  clause: 'example:6',
}));

function listsOf(count: number, weighted: boolean): DrawLists {
  const hex = (n: number) => n.toString(16).padStart(12, '0');
  return {
    format: drawFormat,
    county: '421222',
    draw: '01900000-0000-7000-8000-000000000001',
    number: '抽〔2026〕1',
    title: '全国站点抽查（示例）',
    redraw: null,
    parameters: {
      count: 20,
      strata: 'town',
      allocation: 'largest-remainder',
      weighted,
      places: { lead: 1, member: 1, 'third-party': 0 },
      loadMax: 4,
      weights: weighted ? terms : [],
    },
    period: { from: '2026-04-01', until: '2026-06-30' },
    objects: Array.from({ length: count }, (_, at) => ({
      id: `01900000-0000-7000-9000-${hex(at)}`,
      number: `CZ-${at}`,
      name: `示例村${at}电商服务站`,
      kind: 'village-station' as const,
      town: `示例镇${at % 1_000}`,
      contractor: `示例承办企业${at % 40}`,
      contractorId: `01900000-0000-7000-a000-${hex(at % 40)}`,
      weight: weighted ? weightOf(terms, [at % 5, at % 3, at % 2]) : 1,
      risk: weighted ? [at % 5, at % 3, at % 2] : [],
    })),
    inspectors: Array.from({ length: 24 }, (_, at) => ({
      id: `01900000-0000-7000-b000-${hex(at)}`,
      name: `检查员${at}`,
      organisation: '示例商务局',
      roles: at % 3 === 0 ? (['lead', 'member'] as const) : (['member'] as const),
    })),
    recusals: Array.from(
      { length: 40 },
      (_, at) => [`01900000-0000-7000-b000-${hex(at % 24)}`, `01900000-0000-7000-a000-${hex(at)}`] as const,
    ),
    parties: ['a', 'b', 'c'].map((id) => ({ id, name: `示例单位${id}` })),
    publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-04-20' },
  };
}

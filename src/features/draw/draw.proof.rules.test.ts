import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#kernel/canonical.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { verifierPage } from './draw.document.ts';
import { type DrawLists, drawFormat, type Proof } from './draw.model.ts';
import {
  commitmentOf,
  listsDigestOf,
  listsText,
  proofOf,
  proofText,
  type Verdict,
  verify,
  verifyText,
} from './draw.proof.rules.ts';
import { repeat, repeatText } from './draw.repeat.rules.ts';

const lists = (over: Partial<DrawLists> = {}): DrawLists => ({
  format: drawFormat,
  county: '421222',
  draw: '01900000-0000-7000-8000-000000000001',
  number: '抽〔2026〕1',
  title: '2026年第二季度村级站点抽查 </script><b>"',
  redraw: null,
  parameters: {
    count: 4,
    strata: 'town',
    allocation: 'one-each',
    weighted: false,
    places: { lead: 1, member: 1, 'third-party': 0 },
    loadMax: 2,
  },
  objects: Array.from({ length: 12 }, (_, at) => ({
    id: `o${String(at).padStart(2, '0')}`,
    number: `CZ-${at}`,
    name: `第${at}号站点`,
    kind: 'village-station' as const,
    town: ['关刀镇', '马港镇', '麦市镇'][at % 3] ?? '',
    contractor: at % 2 ? '甲' : '乙',
    contractorId: at % 2 ? 'c1' : 'c2',
    weight: 1,
    risk: { missed: 0, findings: 0 },
  })),
  inspectors: ['a', 'b', 'c', 'd', 'e'].map((id, at) => ({
    id,
    name: `检查员${id}`,
    organisation: '商务局',
    roles: at < 3 ? (['lead', 'member'] as const) : (['member'] as const),
  })),
  recusals: [['a', 'c1']],
  parties: ['p1', 'p2', 'p3'].map((id) => ({ id, name: `单位${id}` })),
  publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-04-20' },
  ...over,
});

const proven = (of: DrawLists = lists(), publicValue = '3484.39'): Proof => {
  const digest = listsDigestOf(of, sha256Hex);
  return proofOf(
    of,
    of.parties.map(({ id: party }) => {
      const secret = sha256Hex(`secret of ${party}`);
      return {
        party,
        secret,
        opened: party === 'p3',
        commitment: commitmentOf({ draw: of.draw, lists: digest, party, secret }, sha256Hex),
      };
    }),
    publicValue,
    sha256Hex,
  );
};
const failed = ({ checks }: Verdict) => checks.flatMap(({ name, ok }) => (ok ? [] : [name]));

const honest = proven();

describe('D06 一(四): anybody can repeat a draw', () => {
  test('what was published agrees, with Node’s SHA-256 and with our own', () => {
    const proof = proven();
    for (const verdict of [
      verify(proof, sha256Hex),
      verifyText(proofText(proof), sha256Hex),
      repeat(proof),
      repeatText(proofText(proof)),
    ]) {
      expect(failed(verdict)).toEqual([]);
      expect(verdict.ok).toBe(true);
    }
  });

  // Worked out a second time by a program of another language that shares nothing with this one.
  test('a known answer: these lists, secrets and value always gave this', () => {
    const { listsDigest, seed, outcome } = proven(lists({ title: '已知答案' }));
    expect({
      listsDigest,
      seed,
      drawn: outcome.drawn.map(({ object }) => object),
    }).toMatchInlineSnapshot(`
      {
        "drawn": [
          "o00",
          "o09",
          "o07",
          "o02",
        ],
        "listsDigest": "1a3db71a5b70c7228659d7fd1fe80d7c5ca7dfcf88e3c66e3a3c7d7d0a7551ce",
        "seed": "c2a5618ae5a5604f71b38e2266b79089a4b84cba3cf605ed9d21a4f674d257cc",
      }
    `);
  });

  test('another value, another secret or another list gives another seed', () => {
    const seeds = [proven(), proven(lists(), '3484.40'), proven(lists({ title: '另一次' }))].map(
      ({ seed }) => seed,
    );
    expect(new Set(seeds).size).toBe(3);
  });

  test('the quick way of writing is the canonical one', () => {
    const told = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(told, told, fc.nat(), (title, name, count) => {
        const some = lists({
          title,
          redraw: { reason: name, of: title },
          parameters: { ...lists().parameters, count },
          publicValue: { source: title, on: name, name },
        });
        expect(listsText(some)).toBe(canonicalJson(some));
      }),
    );
    expect(proofText(honest)).toBe(`${canonicalJson(honest)}\n`);
    expect(listsText(lists())).toBe(canonicalJson(JSON.parse(listsText(lists()))));
  });

  type Tampering = [name: string, change: (proof: Proof) => unknown, first: string];
  const first = honest.outcome.drawn[0];
  const spare =
    honest.lists.objects.find(({ id }) => honest.outcome.drawn.every(({ object }) => object !== id))?.id ??
    '';
  const tamperings: Tampering[] = [
    ['nothing at all', () => null, 'readable'],
    ['a list of nothing', () => [], 'readable'],
    ['a member nobody knows', (proof) => ({ ...proof, remark: 'x' }), 'readable'],
    [
      'an object taken off the list',
      (proof) => ({ ...proof, lists: { ...proof.lists, objects: proof.lists.objects.slice(1) } }),
      'lists',
    ],
    ['a recusal forgotten', (proof) => ({ ...proof, lists: { ...proof.lists, recusals: [] } }), 'lists'],
    ['a party left out', (proof) => ({ ...proof, contributions: proof.contributions.slice(1) }), 'parties'],
    [
      'another secret',
      (proof) => ({
        ...proof,
        contributions: proof.contributions.map((told) => ({ ...told, secret: 'f'.repeat(64) })),
      }),
      'commitments',
    ],
    ['another public value', (proof) => ({ ...proof, publicValue: '3484.38' }), 'seed'],
    [
      'another object drawn',
      (proof) => ({
        ...proof,
        outcome: {
          ...proof.outcome,
          drawn: proof.outcome.drawn.map((one, at) => (at === 0 ? { ...one, object: spare } : one)),
        },
      }),
      'objects',
    ],
    [
      'another inspector',
      (proof) => ({
        ...proof,
        outcome: {
          ...proof.outcome,
          drawn: proof.outcome.drawn.map((one) =>
            one === first ? { ...one, inspectors: [], unfilled: ['lead', 'member'] as const } : one,
          ),
        },
      }),
      'inspectors',
    ],
    [
      'an opened seal called a reveal',
      (proof) => ({
        ...proof,
        contributions: proof.contributions.map((told) => ({ ...told, opened: false })),
      }),
      'file',
    ],
    [
      'a count that cannot be drawn',
      (proof) => ({
        ...proof,
        lists: { ...proof.lists, parameters: { ...proof.lists.parameters, count: 999 } },
      }),
      'sound',
    ],
    [
      'an object listed twice',
      (proof) => ({
        ...proof,
        lists: { ...proof.lists, objects: [...proof.lists.objects, proof.lists.objects[0]] },
      }),
      'sound',
    ],
    [
      'a weight of nought',
      (proof) => ({
        ...proof,
        lists: { ...proof.lists, objects: proof.lists.objects.map((object) => ({ ...object, weight: 0 })) },
      }),
      'sound',
    ],
  ];
  test.each(tamperings)('caught: %s', (_name, change, check) => {
    const verdict = verify(change(honest), sha256Hex);
    expect(verdict.ok).toBe(false);
    expect(failed(verdict)).toContain(check);
  });

  test('two parties are not enough, however well everything fits together', () => {
    expect(failed(verify(proven(lists({ parties: lists().parties.slice(1) })), sha256Hex))).toEqual([
      'parties',
    ]);
  });

  test('any one changed character is caught', () => {
    const text = proofText(honest);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length - 1 }), fc.constantFrom(...'0a}," 9'), (at, sign) => {
        const changed = text.slice(0, at) + sign + text.slice(at + 1);
        expect(verifyText(changed, sha256Hex).ok).toBe(changed === text);
      }),
      { numRuns: 150 },
    );
  });

  test('spaces, another order and a doubled member are caught', () => {
    const text = proofText(honest);
    for (const changed of [
      JSON.stringify(honest, null, 1),
      text.replace('{', '{"seed":"0",'),
      canonicalJson(honest),
    ])
      expect(failed(verifyText(changed, sha256Hex)), changed.slice(0, 60)).toEqual(['file']);
  });
});

describe('the page that repeats it', () => {
  const scriptsOf = (page: string) =>
    [...page.matchAll(/<script(?: type="([^"]+)" id="([^"]+)")?>([\s\S]*?)<\/script>/g)].map(
      ([, type, id, text = '']) => ({ type, id, text }),
    );

  test('carries the very code, the data and nothing from outside', async () => {
    const page = await verifierPage(proofText(honest));
    const scripts = scriptsOf(page);
    expect(scripts.map(({ id }) => id)).toEqual(['words', 'proof', undefined]);
    expect(page).not.toMatch(/\b(?:src|href)=|https?:|import\s*\(|fetch\(|XMLHttpRequest/);
    expect(JSON.parse(scripts[1]?.text ?? '')).toEqual(honest);
    expect(page).toContain("default-src 'none'; script-src 'sha256-");
  });

  test('its script agrees with the server, and sees a changed byte', async () => {
    const page = await verifierPage(proofText(honest));
    const code = scriptsOf(page)[2]?.text ?? '';
    const bare = code.slice(0, code.indexOf('(function () {\n  var told'));
    const context = vm.createContext({});
    vm.runInContext(bare, context);
    const told = (text: string) =>
      JSON.parse(
        vm.runInContext(`JSON.stringify(draw.repeatText(${JSON.stringify(text)}))`, context),
      ) as Verdict;
    expect(told(proofText(honest)).ok).toBe(true);
    const changed = proofText(honest).replace('3484.39', '3484.38');
    expect(failed(told(changed))).toEqual(failed(verifyText(changed, sha256Hex)));
    expect(failed(told(changed))).toContain('seed');
  });
});

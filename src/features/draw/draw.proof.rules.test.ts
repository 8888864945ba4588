import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#kernel/canonical.ts';
import { sha256Hex } from '#platform/secrets.ts';
import { verifierPage } from './draw.document.ts';
import { type DrawLists, drawFormat, type Proof, type WeightTerm } from './draw.model.ts';
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
    weights: [],
  },
  period: { from: '2026-04-01', until: '2026-06-30' },
  objects: Array.from({ length: 12 }, (_, at) => ({
    id: `o${String(at).padStart(2, '0')}`,
    number: `CZ-${at}`,
    name: `第${at}号站点`,
    kind: 'village-station' as const,
    town: ['关刀镇', '马港镇', '麦市镇'][at % 3] ?? '',
    contractor: at % 2 ? '甲' : '乙',
    contractorId: at % 2 ? 'c1' : 'c2',
    weight: 1,
    risk: [],
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

/** As files were written at first: two fixed terms of weight, no period. */
const firstFormat = (over: Partial<DrawLists> = {}): DrawLists => {
  const { period: _, ...rest } = lists(over);
  const { weights: __, ...parameters } = rest.parameters;
  return {
    ...rest,
    format: 'dushi-draw-1',
    parameters,
    objects: rest.objects.map((object) => ({ ...object, risk: { missed: 0, findings: 0 } })),
  };
};

const terms: readonly WeightTerm[] = [
  {
    id: 'missed',
    name: { zh: '漏检', en: 'Missed' },
    months: 12,
    adds: 1,
    most: 3,
    clause: 'x:6',
  },
  { id: 'overdue', name: { zh: '逾期', en: 'Overdue' }, months: 6, adds: 2, most: 4, clause: 'x:6' },
];

/** Weighted by two terms: the counts go up and over the caps. */
const weighted = (over: Partial<DrawLists> = {}): DrawLists => {
  const plain = lists(over);
  return {
    ...plain,
    parameters: { ...plain.parameters, weighted: true, weights: terms },
    objects: plain.objects.map((object, at) => {
      const risk = [at % 5, at % 4];
      return { ...object, risk, weight: 1 + Math.min(at % 5, 3) + Math.min(2 * (at % 4), 4) };
    }),
  };
};

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
const weightedProof = proven(weighted());

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
  test('a known answer of the first format: these lists, secrets and value always gave this', () => {
    const proof = proven(firstFormat({ title: '已知答案' }));
    expect(failed(verifyText(proofText(proof), sha256Hex))).toEqual([]);
    const { listsDigest, seed, outcome } = proof;
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

  // Worked out likewise, by laying out as many tickets as an object weighs.
  test('a known answer with weights: a larger one stands for more tickets', () => {
    const { listsDigest, seed, outcome } = proven(weighted({ title: '加权已知答案' }));
    expect({
      listsDigest,
      seed,
      drawn: outcome.drawn.map(({ object }) => object),
    }).toEqual({
      listsDigest: 'b4dc2a98485bf4266de6120655a46353e8499fe7bb249421f232d6956f207b63',
      seed: 'a316d062c02652549dd40d5ba5379347f1339d3d0fed785fb1d64960d1320368',
      drawn: ['o03', 'o00', 'o07', 'o11'],
    });
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
        const some = weighted({
          title,
          redraw: { reason: name, of: title },
          parameters: { ...lists().parameters, count },
          publicValue: { source: title, on: name, name },
        });
        expect(listsText(some)).toBe(canonicalJson(some));
      }),
    );
    for (const proof of [honest, proven(weighted()), proven(firstFormat())])
      expect(proofText(proof)).toBe(`${canonicalJson(proof)}\n`);
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
  const heavy = proven(weighted());
  const withObject = (proof: Proof, change: Partial<DrawLists['objects'][number]>): Proof => ({
    ...proof,
    lists: {
      ...proof.lists,
      objects: proof.lists.objects.map((object, at) => (at === 7 ? { ...object, ...change } : object)),
    },
  });
  const withTerm = (proof: Proof, change: Partial<WeightTerm>): Proof => ({
    ...proof,
    lists: {
      ...proof.lists,
      parameters: {
        ...proof.lists.parameters,
        weights: (proof.lists.parameters.weights ?? []).map((term) =>
          term.id === 'missed' ? { ...term, ...change } : term,
        ),
      },
    },
  });
  /** Everything made anew from changed lists: digest, commitments, seed and outcome all fit. */
  const forged = (lists: DrawLists) => proven(lists);

  test.each<[string, unknown, string[]]>([
    ['a weight made lighter', withObject(heavy, { weight: 1 }), ['weights', 'lists']],
    ['a weight made heavier', withObject(heavy, { weight: 9 }), ['weights', 'lists']],
    ['a case taken off the count', withObject(heavy, { risk: [1, 3] }), ['weights', 'lists']],
    ['a count left out', withObject(heavy, { risk: [2] }), ['sound', 'lists']],
    ['a higher cap', withTerm(heavy, { most: 4 }), ['weights', 'lists']],
    ['more for each', withTerm(heavy, { adds: 2 }), ['weights', 'lists']],
    ['another clause', withTerm(heavy, { clause: 'x:7' }), ['lists']],
    [
      'everything made anew with a weight nobody can explain',
      forged({ ...weighted(), objects: withObject(heavy, { weight: 9 }).lists.objects }),
      ['weights'],
    ],
    [
      'terms without a weighted draw',
      forged({
        ...lists(),
        parameters: { ...lists().parameters, weights: terms },
        objects: lists().objects.map((object) => ({ ...object, risk: [0, 0] })),
      }),
      ['sound'],
    ],
    [
      'the first format with the counts of the second',
      forged({ ...firstFormat(), objects: lists().objects }),
      ['readable'],
    ],
    ['the second without a period', forged({ ...firstFormat(), format: drawFormat }), ['readable']],
    [
      'a file that calls itself of another format than its lists',
      { ...heavy, format: 'dushi-draw-1' },
      ['readable'],
    ],
  ])('caught in a weighted draw: %s', (_name, changed, checks) => {
    const verdict = verify(changed, sha256Hex);
    expect(verdict.ok).toBe(false);
    expect(failed(verdict)).toEqual(expect.arrayContaining(checks));
  });

  test('a weighted draw agrees, and so does one of the first format with its own two terms', () => {
    expect(failed(verify(heavy, sha256Hex))).toEqual([]);
    const old = firstFormat();
    const oldWeighted = {
      ...old,
      parameters: { ...old.parameters, weighted: true },
      objects: old.objects.map((object, at) => ({
        ...object,
        risk: { missed: at % 5, findings: at % 2 },
        weight: 1 + Math.min(at % 5, 3) + (at % 2),
      })),
    };
    expect(failed(verify(proven(oldWeighted), sha256Hex))).toEqual([]);
    const [first, ...others] = oldWeighted.objects;
    const changed = {
      ...oldWeighted,
      objects: [{ ...first, weight: 5 } as (typeof oldWeighted.objects)[number], ...others],
    };
    expect(failed(verify(proven(changed), sha256Hex))).toEqual(['weights']);
  });

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
    const page = await verifierPage(proofText(weightedProof));
    const code = scriptsOf(page)[2]?.text ?? '';
    const bare = code.slice(0, code.indexOf('(function () {\n  var told'));
    const context = vm.createContext({});
    vm.runInContext(bare, context);
    const told = (text: string) =>
      JSON.parse(
        vm.runInContext(`JSON.stringify(draw.repeatText(${JSON.stringify(text)}))`, context),
      ) as Verdict;
    expect(told(proofText(weightedProof)).ok).toBe(true);
    const changed = proofText(weightedProof).replace('3484.39', '3484.38');
    expect(failed(told(changed))).toEqual(failed(verifyText(changed, sha256Hex)));
    expect(failed(told(changed))).toContain('seed');
    // The weight of one object, made one lighter.
    const lighter = proofText(weightedProof).replace('"weight":8', '"weight":7');
    expect(lighter).not.toBe(proofText(weightedProof));
    expect(failed(told(lighter))).toEqual(failed(verifyText(lighter, sha256Hex)));
    expect(failed(told(lighter))).toEqual(expect.arrayContaining(['weights', 'lists']));
    expect(told(proofText(proven(firstFormat()))).ok).toBe(true);
  });
});

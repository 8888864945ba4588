import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aBaseline, type Baseline } from '#testing/baseline.ts';
import {
  aPreparedDraw,
  commitmentBy,
  drawWanted,
  partiesOf,
  secretOf,
  someStations,
} from '#testing/draws.ts';
import { confirmedFindings, theGroup } from '#testing/findings.ts';
import { aCounty, type County } from '#testing/world.ts';
import type { DrawView } from './draw.contract.ts';
import type { DrawLists, Proof } from './draw.model.ts';
import { listsText, proofText, type Verdict } from './draw.proof.rules.ts';
import { repeatText } from './draw.repeat.rules.ts';

// 可按风险加权 (example-jia-2022, 第六条): the whole way of a weighted draw, and what a changed weight comes to.

let county: County;
let baseline: Baseline;
let draw: DrawView;
let text: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dushi-weights-'));
  county = await aCounty({ packId: 'example-jia-2022' });
  baseline = await aBaseline(county);
  await theGroup(county);
  await someStations(county, baseline, 14);
  await confirmedFindings(county, baseline, 5);
  draw = await aPreparedDraw(county, {
    weighted: true,
    places: { lead: 1, member: 2, 'third-party': 0 },
    loadMax: 12,
    publicValue: { name: '上证指数收盘', source: '上海证券交易所网站，两位小数', on: '2026-04-20' },
  });
});
afterAll(async () => {
  expect(county.faults).toEqual([]);
  await rm(folder, { recursive: true, force: true });
});

const found = () => draw.objects.find(({ id }) => id === baseline.facilities.villageStation);

describe('D06 第六条: a weighted draw', () => {
  test('freezes the terms of the pack with their clauses, and each weight with what it is made of', () => {
    expect(draw.parameters.weights).toEqual([
      expect.objectContaining({ id: 'missed', months: 12, adds: 1, most: 3, clause: 'example-jia-2022:6' }),
      expect.objectContaining({ id: 'findings', months: 12, adds: 1, most: 3 }),
      expect.objectContaining({ id: 'overdue', months: 6, adds: 2, most: 4 }),
    ]);
    for (const { weight, counts } of draw.objects) {
      const [missed = 0, findings = 0, overdue = 0] = counts;
      expect(weight).toBe(1 + Math.min(missed, 3) + Math.min(findings, 3) + Math.min(2 * overdue, 4));
    }
    // Five findings add three and no more.
    expect(found()?.counts[1]).toBe(5);
    expect(new Set(draw.objects.map(({ weight }) => weight)).size).toBeGreaterThan(1);
    expect(draw.period).toEqual({ from: '2026-04-01', until: '2026-04-30' });
  });

  test('what is found afterwards changes nothing any more', async () => {
    const before = found()?.weight;
    await confirmedFindings(county, baseline, 1);
    draw = (await county.people.office.api.draw.find({ id: draw.id })).draw;
    expect(found()?.weight).toBe(before);
  });

  test('is committed to, revealed, drawn, published, and repeated from its file', async () => {
    const { office, leader, contractor } = county.people;
    for (const by of partiesOf(county)) draw = await by.api.draw.commit(commitmentBy(draw, by));
    for (const by of partiesOf(county))
      draw = await by.api.draw.reveal({ id: draw.id, secret: secretOf(draw, by) });
    county.at('2026-04-20');
    draw = await office.api.draw.enterValue({ id: draw.id, basedOn: draw.version, value: '3484.39' });
    draw = await leader.api.draw.draw({ id: draw.id, basedOn: draw.version });
    draw = await office.api.draw.publish({ id: draw.id, basedOn: draw.version });
    expect(draw.state).toBe('published');
    text = await (await contractor.fetch(`/api/draws/${draw.id}/proof.json`)).text();
    const verdict = repeatText(text);
    expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(verdict.checks.map(({ name }) => name)).toContain('weights');
    expect(verdict.proof?.lists.objects.map(({ weight }) => weight)).toEqual(
      draw.objects.map(({ weight }) => weight),
    );
    expect(verdict.proof?.outcome.drawn.map(({ object }) => object)).toEqual(draw.drawn.map(({ id }) => id));
  });

  /** The file with the weight of one object written otherwise, in every way a forger might go about it. */
  const changed = (): readonly (readonly [what: string, file: string])[] => {
    const proof = JSON.parse(text) as Proof;
    const heavier = (lists: DrawLists): DrawLists => ({
      ...lists,
      objects: lists.objects.map((object) =>
        object.id === baseline.facilities.villageStation ? { ...object, weight: 1 } : object,
      ),
    });
    const lists = heavier(proof.lists);
    expect(listsText(lists)).not.toBe(listsText(proof.lists));
    return [
      ['lighter.json', proofText({ ...proof, lists })],
      [
        'lighter-counts.json',
        proofText({
          ...proof,
          lists: {
            ...lists,
            objects: lists.objects.map((object) =>
              object.id === baseline.facilities.villageStation ? { ...object, risk: [0, 0, 0] } : object,
            ),
          },
        }),
      ],
      [
        'higher-cap.json',
        proofText({
          ...proof,
          lists: {
            ...proof.lists,
            parameters: {
              ...proof.lists.parameters,
              weights: (proof.lists.parameters.weights ?? []).map((term) => ({ ...term, most: 9 })),
            },
          },
        }),
      ],
    ];
  };

  const run = (file: string) =>
    promisify(execFile)(process.execPath, ['bin/dushi.mjs', 'draw', 'verify', file]).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        code: error.code,
        said: error.stdout + error.stderr,
      }),
    );

  test('dushi draw verify agrees with the file and catches each changed weight', async () => {
    const good = join(folder, 'good.json');
    await writeFile(good, text);
    expect(await run(good)).toMatchObject({ code: 0, said: expect.stringContaining('权数') });
    for (const [name, file] of changed()) {
      const path = join(folder, name);
      await writeFile(path, file);
      const told = await run(path);
      expect(told.code, name).toBe(1);
      expect(told.said, name).toContain('✗ 名单、回避和参数与公布的摘要一致');
      if (name !== 'lighter-counts.json') expect(told.said, name).toContain('✗ 每个权数');
    }
  });

  test('the page agrees with itself and catches each changed weight', async () => {
    const page = await (await county.people.contractor.fetch(`/api/draws/${draw.id}/proof.html`)).text();
    const scripts = [...page.matchAll(/<script(?: type="[^"]+" id="[^"]+")?>([\s\S]*?)<\/script>/g)];
    const code = scripts.at(-1)?.[1] ?? '';
    const context = vm.createContext({});
    vm.runInContext(code.slice(0, code.indexOf('(function () {\n  var told')), context);
    const told = (file: string) =>
      JSON.parse(
        vm.runInContext(`JSON.stringify(draw.repeatText(${JSON.stringify(file)}))`, context),
      ) as Verdict;
    expect(told(text).ok).toBe(true);
    for (const [name, file] of changed()) {
      const verdict = told(file);
      expect(verdict.ok, name).toBe(false);
      expect(
        verdict.checks.filter(({ ok }) => !ok).map(({ name: check }) => check),
        name,
      ).toContain('lists');
    }
  });

  test('a regime that allows weights does not ask for them', async () => {
    const { office } = county.people;
    const { weights } = await office.api.draw.preparation({});
    expect(weights.map(({ id }) => id)).toEqual(['missed', 'findings', 'overdue']);
    county.at('2026-05-06');
    const plain = await office.api.draw.prepare(
      drawWanted(county, {
        places: { lead: 1, member: 2, 'third-party': 0 },
        publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-05-20' },
        revealUntilOn: '2026-05-15',
        redraw: { of: draw.id, reason: '四月抽中的站点尚未检查，五月一并抽取' },
      }),
    );
    expect(plain.parameters).toMatchObject({ weighted: false, weights: [] });
    expect(plain.objects.every(({ weight, counts }) => weight === 1 && counts.length === 0)).toBe(true);
  });
});

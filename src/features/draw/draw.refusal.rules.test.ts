import { describe, expect, test } from 'vitest';
import { type Citation, clause, type Facts, type Result } from '#kernel/result.ts';
import { plainDate } from '#kernel/temporal.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { RulePack } from '../regime/regime.model.ts';
import { inspectorOf, objectOf, second, today } from './draw.cases.ts';
import { type Draw, type DrawParty, type DrawState, drawLifecycle, drawStates } from './draw.model.ts';
import { commitmentOf } from './draw.proof.rules.ts';
import { type Former, periodFor, repeats, weightTerms } from './draw.purpose.rules.ts';
import {
  basisOf,
  checkValue,
  commit,
  countOf,
  drawNumber,
  enterValue,
  mayFreeze,
  move,
  openSeal,
  proposeOpening,
  reveal,
  termsOf,
} from './draw.rules.ts';
import { sha256 } from './draw.sha256.rules.ts';
import { countsOf, weightOf, weightSteps } from './draw.weight.rules.ts';

const { pack } = worldUnder('tongcheng-2021');
const { pack: jia } = worldUnder('example-jia-2022');
const { pack: yi } = worldUnder('example-yi-2023');
const local = clause('tongcheng-2021:1.4', true);
type Said = readonly [code: string, facts: Facts, basis: readonly Citation[]];
const saidOf = (result: Result<unknown>): Said | 'granted' => {
  if (result.ok) return 'granted';
  const { code, facts, basis } = result.refusal;
  return [code, facts, basis];
};
const termsIn = (of: RulePack) => {
  if (!of.draws) throw new Error(`${of.id} draws nothing`);
  return of.draws;
};

describe('preparing a draw: what stands in the way, and where it is written', () => {
  type Wanted = Parameters<typeof mayFreeze>[1];
  type Lists = Parameters<typeof mayFreeze>[2];
  const wanted: Wanted = {
    kinds: ['village-station'],
    size: { count: 4 },
    allocation: 'largest-remainder',
    weighted: false,
    places: { lead: 1, member: 1, 'third-party': 0 },
    loadMax: 20,
    publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-04-20' },
    revealUntilOn: '2026-04-15',
  };
  const parties = (...ids: readonly string[]) => ids.map((id) => ({ id, name: id }));
  const parameters: Lists['parameters'] = {
    count: 4,
    strata: 'none',
    allocation: 'largest-remainder',
    weighted: false,
    places: wanted.places,
    loadMax: 20,
  };
  const lists: Lists = {
    objects: Array.from({ length: 12 }, (_, n) => objectOf(n)),
    inspectors: ['a', 'b'].map((id) => inspectorOf(id)),
    parties: parties('p', 'q', 'r'),
    parameters,
    period: second,
  };
  const asked = (over: Partial<Wanted> = {}, change: Partial<Lists> = {}, of: RulePack = pack) =>
    mayFreeze(of, { ...wanted, ...over }, { ...lists, ...change }, today);
  const value = (on: string) => ({ publicValue: { ...wanted.publicValue, on } });
  const { draws: _, ...undrawn } = pack;
  const towns = ['甲镇', '乙镇', '丙镇'].map((town, n) => objectOf(n, { town }));
  const each = (count: number): Partial<Lists> => ({
    objects: towns,
    parameters: { ...parameters, count, strata: 'town', allocation: 'one-each' },
  });

  test.each<[string, () => Result<unknown>, Said | 'granted']>([
    ['as the regime has it', () => asked(), 'granted'],
    [
      'a regime that draws nothing',
      () => asked({}, {}, undrawn),
      ['draw.not-in-pack', { pack: pack.id }, [clause('tongcheng-2021:1.4')]],
    ],
    [
      'kinds the regime does not draw; they are named',
      () => asked({ kinds: ['service-centre', 'village-station', 'logistics-centre'] }),
      ['draw.kind-not-in-pack', { kinds: ['service-centre', 'logistics-centre'] }, [local]],
    ],
    [
      'weights where the regime has none',
      () => asked({ weighted: true }),
      ['draw.weights-not-allowed', {}, [local]],
    ],
    [
      'one inspector each',
      () => asked({ places: { lead: 1, member: 0, 'third-party': 0 } }),
      ['draw.too-few-inspectors-each', { placed: 1, least: 2 }, [local]],
    ],
    [
      'a third party counts as one of two',
      () => asked({ places: { lead: 1, member: 0, 'third-party': 1 } }),
      'granted',
    ],
    [
      'twenty-one places each',
      () => asked({ loadMax: 21 }),
      ['draw.load-above-pack', { asked: 21, most: 20 }, [local]],
    ],
    [
      'one party twice',
      () => asked({}, { parties: parties('p', 'q', 'q') }),
      ['draw.party-twice', {}, [local]],
    ],
    [
      'two parties',
      () => asked({}, { parties: parties('p', 'q') }),
      ['draw.too-few-parties', { count: 2, least: 3 }, [local]],
    ],
    [
      'a value of today',
      () => asked(value('2026-04-10')),
      ['draw.public-value-known', { valueOn: '2026-04-10' }, [local]],
    ],
    ['a value of tomorrow', () => asked({ ...value('2026-04-11'), revealUntilOn: '2026-04-10' }), 'granted'],
    ['a value of the last day of the period', () => asked(value('2026-06-30')), 'granted'],
    [
      'a value of the day after',
      () => asked(value('2026-07-01')),
      ['draw.value-after-period', { valueOn: '2026-07-01', untilOn: '2026-06-30' }, [local]],
    ],
    [
      'reveals until yesterday',
      () => asked({ revealUntilOn: '2026-04-09' }),
      ['draw.reveal-day-past', { untilOn: '2026-04-09' }, [local]],
    ],
    ['reveals until today', () => asked({ revealUntilOn: '2026-04-10' }), 'granted'],
    ['an empty list', () => asked({}, { objects: [] }), ['draw.nothing-to-draw', {}, [local]]],
    [
      'one more than there are',
      () => asked({}, { parameters: { ...parameters, count: 13 } }),
      ['draw.more-than-there-are', { count: 13, of: 12 }, [local]],
    ],
    ['all there are', () => asked({}, { parameters: { ...parameters, count: 12 } }), 'granted'],
    [
      'one of each of three towns, two in all',
      () => asked({}, each(2)),
      ['draw.fewer-than-strata', { count: 2, strata: 3 }, [local]],
    ],
    ['one of each of three towns, three in all', () => asked({}, each(3)), 'granted'],
    [
      'by size, two of three towns are enough',
      () => asked({}, { objects: towns, parameters: { ...parameters, count: 2, strata: 'town' } }),
      'granted',
    ],
    [
      'nobody who may lead',
      () => asked({}, { inspectors: [inspectorOf('a', ['member'])] }),
      ['draw.no-lead-among-inspectors', {}, [clause('tongcheng-2021:1.3')]],
    ],
    [
      'nobody who may lead, and nobody asked to',
      () =>
        asked(
          { places: { lead: 0, member: 2, 'third-party': 0 } },
          { inspectors: [inspectorOf('a', ['member'])] },
        ),
      'granted',
    ],
  ])('%s', (_case, result, expected) => {
    expect(saidOf(result())).toEqual(expected);
  });

  test('a share of the places is rounded up, a number is a number', () => {
    expect([
      countOf({ count: 4 }, 100),
      countOf({ percent: 30 }, 10),
      countOf({ percent: 30 }, 11),
      countOf({ percent: 100 }, 7),
    ]).toEqual([4, 3, 4, 7]);
  });

  test('a draw has its number, and rests on the duties and on the section of its regime', () => {
    expect(drawNumber(2026, 3)).toBe('抽〔2026〕3');
    expect(basisOf(jia)).toEqual([
      clause('example-jia-2022:6'),
      clause('example-jia-2022:3'),
      clause('example-jia-2022:6'),
    ]);
    expect(basisOf(undrawn)).toEqual([clause('tongcheng-2021:1.4'), clause('tongcheng-2021:1.3')]);
    expect(termsOf(jia)).toEqual({ ok: true, value: jia.draws });
  });
});

describe('committing, revealing, opening, drawing', () => {
  const secretOf = (id: string) => sha256(`secret of ${id}`);
  const bound = (id: string) =>
    commitmentOf({ draw: 'd', lists: 'digest', party: id, secret: secretOf(id) }, sha256);
  const party = (organisationId: string, over: Partial<DrawParty> = {}): DrawParty => ({
    organisationId,
    name: `${organisationId}单位`,
    commitment: null,
    secret: null,
    opened: false,
    opening: null,
    ...over,
  });
  const draw = (state: DrawState, parties: readonly DrawParty[], over: Partial<Draw> = {}): Draw => ({
    id: 'd',
    version: 1,
    number: '抽〔2026〕1',
    title: '抽查',
    state,
    listsDigest: 'digest',
    publicValue: { name: '上证指数收盘', source: '上海证券交易所网站', on: '2026-04-20' },
    revealUntilOn: '2026-04-15',
    value: null,
    parties,
    ...over,
  });
  const number = { number: '抽〔2026〕1' };
  const sealed = (id: string, over: Partial<DrawParty> = {}) => party(id, { commitment: bound(id), ...over });
  const open = (id: string) => sealed(id, { secret: secretOf(id) });
  const told = (id: string) => ({ commitment: bound(id), secret: secretOf(id) });
  const on = plainDate;
  const wrong = (state: DrawState): Said => ['draw.wrong-state', { ...number, state }, []];
  const committing = draw('committing', [party('p'), sealed('q'), party('r')]);
  const revealing = draw('revealing', [
    sealed('p'),
    open('q'),
    sealed('r', { opening: { by: 'li', reason: '失联' } }),
  ]);
  const revealed = draw('revealed', [open('p'), open('q')]);
  const valued = draw('valued', [open('p'), open('q')], { value: { text: '3484.39', by: 'li' } });

  test.each<
    [string, Result<unknown>, Said | { readonly state: DrawState } | { readonly text: string } | true]
  >([
    [
      'committed by a stranger',
      commit(committing, 'x', told('x'), today, sha256),
      ['draw.not-a-party', number, []],
    ],
    [
      'committed twice',
      commit(committing, 'q', told('q'), today, sha256),
      ['draw.committed-already', number, []],
    ],
    [
      'committed after the draw was given up',
      commit({ ...committing, state: 'abandoned' }, 'p', told('p'), today, sha256),
      wrong('abandoned'),
    ],
    [
      'committed on the day of the value',
      commit(committing, 'p', told('p'), on('2026-04-20'), sha256),
      ['draw.public-value-known', { valueOn: '2026-04-20' }, []],
    ],
    [
      'committed the day before',
      commit(committing, 'p', told('p'), on('2026-04-19'), sha256),
      { state: 'committing' },
    ],
    [
      'the last of them commits',
      commit({ ...committing, parties: [party('p'), sealed('q')] }, 'p', told('p'), today, sha256),
      { state: 'revealing' },
    ],
    [
      'sealed with another secret',
      commit(committing, 'p', { ...told('p'), secret: secretOf('z') }, today, sha256),
      ['draw.seal-differs', number, []],
    ],
    [
      'committed with another’s commitment',
      commit(committing, 'p', told('r'), today, sha256),
      ['draw.seal-differs', number, []],
    ],
    [
      'revealed by a stranger',
      reveal(revealing, 'x', secretOf('x'), sha256),
      ['draw.not-a-party', number, []],
    ],
    ['revealed twice', reveal(revealing, 'q', secretOf('q'), sha256), ['draw.revealed-already', number, []]],
    [
      'revealed before all have committed',
      reveal(committing, 'p', secretOf('p'), sha256),
      wrong('committing'),
    ],
    [
      'revealed otherwise than bound',
      reveal(revealing, 'p', secretOf('z'), sha256),
      ['draw.reveal-differs', { name: 'p单位' }, []],
    ],
    ['revealed, one more to come', reveal(revealing, 'p', secretOf('p'), sha256), { state: 'revealing' }],
    [
      'revealed, the last of them',
      reveal({ ...revealing, parties: [sealed('p'), open('q')] }, 'p', secretOf('p'), sha256),
      { state: 'revealed' },
    ],
    [
      'opened of a stranger',
      proposeOpening(revealing, 'x', on('2026-04-16')),
      ['draw.party-unknown', number, []],
    ],
    [
      'opened of one who revealed',
      proposeOpening(revealing, 'q', on('2026-04-16')),
      ['draw.revealed-already', number, []],
    ],
    [
      'opened before all have committed',
      proposeOpening(committing, 'p', on('2026-04-16')),
      wrong('committing'),
    ],
    [
      'opened on the last day to reveal',
      proposeOpening(revealing, 'p', on('2026-04-15')),
      ['draw.reveal-day-open', { untilOn: '2026-04-15' }, []],
    ],
    ['opening proposed the day after', proposeOpening(revealing, 'p', on('2026-04-16')), true],
    [
      'opening proposed twice',
      proposeOpening(revealing, 'r', on('2026-04-16')),
      ['draw.opening-proposed-already', { name: 'r单位' }, []],
    ],
    [
      'opened and not proposed',
      openSeal(revealing, 'p', 'wang', on('2026-04-16')),
      ['draw.opening-not-proposed', { name: 'p单位' }, []],
    ],
    [
      'opened by who proposed',
      openSeal(revealing, 'r', 'li', on('2026-04-16')),
      ['draw.opening-four-eyes', {}, []],
    ],
    [
      'opened on the last day to reveal by another',
      openSeal(revealing, 'r', 'wang', on('2026-04-15')),
      ['draw.reveal-day-open', { untilOn: '2026-04-15' }, []],
    ],
    ['opened by another', openSeal(revealing, 'r', 'wang', on('2026-04-16')), { state: 'revealing' }],
    [
      'the last one opened',
      openSeal(
        { ...revealing, parties: [open('p'), ...revealing.parties.slice(2)] },
        'r',
        'wang',
        on('2026-04-16'),
      ),
      { state: 'revealed' },
    ],
    [
      'a value while commitments are missing; who owes them is said',
      enterValue(committing, on('2026-04-20')),
      ['draw.commitments-missing', { names: ['p单位', 'r单位'] }, []],
    ],
    [
      'a value of a draw that was given up',
      enterValue({ ...committing, state: 'abandoned' }, on('2026-04-20')),
      wrong('abandoned'),
    ],
    ['a value while secrets are missing', enterValue(revealing, on('2026-04-20')), wrong('revealing')],
    [
      'a value the day before its day',
      enterValue(revealed, on('2026-04-19')),
      ['draw.value-too-early', { valueOn: '2026-04-20' }, []],
    ],
    ['a value on its day', enterValue(revealed, on('2026-04-20')), true],
    ['drawn before a value is entered', checkValue(revealed, 'wang', 'drawn'), wrong('revealed')],
    ['drawn without the value', checkValue({ ...valued, value: null }, 'wang', 'drawn'), wrong('valued')],
    [
      'sent back before a value is entered',
      checkValue(draw('revealing', []), 'wang', 'revealed'),
      wrong('revealing'),
    ],
    ['drawn by who entered it', checkValue(valued, 'li', 'drawn'), ['draw.value-four-eyes', {}, []]],
    ['sent back by who entered it', checkValue(valued, 'li', 'revealed'), ['draw.value-four-eyes', {}, []]],
    ['drawn by another', checkValue(valued, 'wang', 'drawn'), { text: '3484.39' }],
    ['sent back by another', checkValue(valued, 'wang', 'revealed'), { text: '3484.39' }],
  ])('%s', (_case, result, expected) => {
    expect(result.ok ? result.value : saidOf(result)).toEqual(expected);
  });

  test('no draw goes back: what follows what is what the lifecycle says', () => {
    for (const from of drawStates)
      for (const to of drawStates)
        expect(saidOf(move(draw(from, []), to))).toEqual(
          (drawLifecycle[from] as readonly DrawState[]).includes(to) ? 'granted' : wrong(from),
        );
  });
});

describe('the same draw again', () => {
  const former = (over: Partial<Former> = {}): Former => ({
    id: 'f',
    number: '抽〔2026〕1',
    title: '抽查',
    state: 'published',
    period: second,
    redrawnBy: null,
    common: 3,
    outstanding: 0,
    ...over,
  });
  const basis = [clause('tongcheng-2021:1.4')];
  const again = (
    formers: readonly Former[],
    redraw: { of: string; reason: string } | null = null,
    period = second,
  ) => repeats(pack, formers, { period, redraw }, today);
  const of = (id: string, reason = '名单有误') => ({ of: id, reason });
  const third = { from: '2026-07-01', until: '2026-09-30' };
  const past = { from: '2026-01-01', until: '2026-03-31' };
  test.each<[string, () => Result<unknown>, Said | string | null]>([
    ['the first of its kind', () => again([]), null],
    ['another of places that are not in common', () => again([former({ common: 0 })]), null],
    ['names one that is not there', () => again([], of('f')), ['draw.former-unknown', { id: 'f' }, []]],
    [
      'names one that is not drawn',
      () => again([former({ outstanding: null, state: 'revealing' })], of('f')),
      ['draw.not-drawn-yet', { number: '抽〔2026〕1', state: 'revealing' }, basis],
    ],
    [
      'names one that was drawn again',
      () => again([former({ redrawnBy: '抽〔2026〕2' })], of('f')),
      ['draw.redrawn-already', { number: '抽〔2026〕1', by: '抽〔2026〕2' }, basis],
    ],
    [
      'while one is under way',
      () => again([former({ outstanding: null, state: 'committing' })]),
      ['draw.purpose-open', { number: '抽〔2026〕1', title: '抽查', state: 'committing', common: 3 }, basis],
    ],
    [
      'names one that has nothing in common',
      () => again([former({ common: 0 })], of('f')),
      ['draw.redraw-nothing-common', { number: '抽〔2026〕1' }, basis],
    ],
    [
      'without naming it',
      () => again([former()]),
      [
        'draw.again-without-reason',
        { number: '抽〔2026〕1', title: '抽查', common: 3, fromOn: '2026-04-01', untilOn: '2026-06-30' },
        basis,
      ],
    ],
    [
      'naming an older one',
      () => again([former({ id: 'g', number: '抽〔2026〕2' }), former()], of('f')),
      ['draw.redraw-other', { number: '抽〔2026〕2', title: '抽查' }, basis],
    ],
    [
      'with three characters of reason',
      () => again([former()], of('f', ' 写错了 ')),
      ['draw.redraw-needs-reason', { number: '抽〔2026〕1' }, basis],
    ],
    ['with a reason', () => again([former()], of('f')), 'f'],
    ['in the next period, all visited', () => again([former()], null, third), null],
    ['in the next period, while this one runs', () => again([former({ outstanding: 2 })], null, third), null],
    [
      'after a period in which some were never visited',
      () => again([former({ period: past, outstanding: 1 })]),
      [
        'draw.again-without-reason',
        { number: '抽〔2026〕1', title: '抽查', common: 3, fromOn: '2026-01-01', untilOn: '2026-03-31' },
        basis,
      ],
    ],
    ['after a period in which all were', () => again([former({ period: past })]), null],
    [
      'after one that was drawn again since',
      () => again([former({ period: past, outstanding: 1, redrawnBy: '抽〔2026〕2' })]),
      null,
    ],
  ])('%s', (_case, result, expected) => {
    const found = result();
    expect(found.ok ? ((found.value as Former | null)?.id ?? null) : saidOf(found)).toEqual(expected);
  });

  test('a period that ends on the day the other begins has that day in common', () => {
    const touching = { from: '2026-06-30', until: '2026-09-30' };
    expect(again([former()], null, touching).ok).toBe(false);
    expect(again([former()], null, { ...touching, from: '2026-07-01' }).ok).toBe(true);
  });

  test('this period or the next, as the regime has them', () => {
    expect([pack, jia, yi].map((of) => periodFor(termsIn(of), 'current', today))).toEqual([
      { from: '2026-04-01', until: '2026-06-30' },
      { from: '2026-04-01', until: '2026-04-30' },
      { from: '2026-01-01', until: '2026-06-30' },
    ]);
    expect([pack, jia, yi].map((of) => periodFor(termsIn(of), 'next', today))).toEqual([
      { from: '2026-07-01', until: '2026-09-30' },
      { from: '2026-05-01', until: '2026-05-31' },
      { from: '2026-07-01', until: '2026-12-31' },
    ]);
  });
});

describe('权数', () => {
  test('each term of the regime with its figures of the day and its clause; none where it weighs nothing', () => {
    const terms = weightTerms(termsIn(jia), today);
    expect(terms).toHaveLength(3);
    for (const [n, { id, clause: where, adds, most, months }] of terms.entries()) {
      expect(id).toBe(termsIn(jia).riskWeights[n]?.id);
      expect(where).toBe(termsIn(jia).riskWeights[n]?.basis[0]?.clause);
      expect(Math.min(adds, most, months)).toBeGreaterThan(0);
    }
    expect(weightTerms(termsIn(pack), today)).toEqual([]);
  });

  test('a clean record weighs one; each case adds, up to the most of its term', () => {
    const term = (adds: number, most: number) => ({
      id: `${adds}`,
      name: { zh: '', en: '' },
      months: 12,
      adds,
      most,
      clause: '',
    });
    const terms = [term(1, 3), term(2, 5)];
    expect(weightOf(terms, [])).toBe(1);
    expect(weightOf(terms, [0, 0])).toBe(1);
    expect(weightOf(terms, [2, 2])).toBe(7);
    expect(weightOf(terms, [3, 3])).toBe(9);
    expect(weightOf(terms, [9, 9])).toBe(9);
    expect(weightSteps(terms, [4, 1]).map(({ count, gives }) => [count, gives])).toEqual([
      [4, 3],
      [1, 2],
    ]);
    expect(countsOf({ missed: 2, findings: 5 })).toEqual([2, 5]);
    expect(countsOf([7])).toEqual([7]);
  });
});

import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import type { Words } from '#kernel/words.ts';
import { worldUnder } from '#testing/rule-cases.ts';
import type { Basis, Dated, RulePack } from '../regime/regime.model.ts';
import { scaleOn } from '../regime/regime.scale.rules.ts';
import type { Why, WhyValue, Window } from './simulation.model.ts';
import { basisOf, valued } from './simulation.value.rules.ts';
import { periodWhy, ruleGroups, whysOf } from './simulation.why.rules.ts';

// What a difference cites can be looked up in the county's own regime: each value under its name, with the clause it stands in.

const tongcheng = 'tongcheng-2021';
const jia = 'example-jia-2022';
const yi = 'example-yi-2023';
const bing = 'example-bing-2024';
const packs = new Map([tongcheng, jia, yi, bing].map((id) => [id, worldUnder(id).pack]));
const packOf = (id: string): RulePack => packs.get(id) ?? worldUnder(id).pack;
const year: Window = { fromOn: '2026-01-01', toOn: '2026-12-31' };
const whysIn = (pack: RulePack) =>
  new Map(whysOf(pack, year.fromOn, year.toOn).map((one): [string, Why] => [one.id, one]));
const whyOf = (pack: RulePack, id: string, known = whysIn(pack)): Why => {
  const found = known.get(id);
  if (!found) throw new Error(`${pack.id} says nothing of ${id}`);
  return found;
};
const text = (of: WhyValue['value']): string => (typeof of === 'object' ? of.zh : String(of));
const told = (values: readonly WhyValue[]): string =>
  values
    .map(({ name, value, fromOn }) => `${name} ${text(value)}${fromOn === null ? '' : ` from ${fromOn}`}`)
    .join(', ');

describe('what the packs say, with the clause', () => {
  const stations = 'facility-kind town-station, facility-kind village-station';
  test.each<[pack: string, id: string, name: string, clause: string, local: boolean, values: string]>([
    [
      tongcheng,
      'obligation.construction.station',
      '电商物流服务站建设进度检查',
      '3.1.1',
      false,
      `every-month 1, count exactly, anchor calendar, grace-days 10, ${stations}, phase construction, area station, responsible inspection-group`,
    ],
    [
      tongcheng,
      'obligation.operation.town-station',
      '镇级服务站运营情况检查',
      '3.1.2',
      true,
      'every-months 3, count exactly, anchor operation-day, grace-days 30, coverage-share 1, facility-kind town-station, phase operation, area station, responsible inspection-group',
    ],
    [
      tongcheng,
      'obligation.monthly-report',
      '承办企业月报',
      '1.2',
      true,
      'every-month 1, count exactly, anchor calendar, due-day 5, grace-days 30, of agreement, responsible contractor',
    ],
    [
      jia,
      'obligation.monthly-report',
      '承建企业月报',
      '4',
      false,
      'every-month 1, count exactly, anchor calendar, due-day 8, rest-day roll-forward, grace-days 15, of agreement, responsible contractor',
    ],
    [
      jia,
      'obligation.running.station',
      '站点每月抽查',
      '8',
      false,
      `times-per-month 1, count at-least, anchor calendar, grace-days 20, coverage-share 0.3, coverage-by town, ${stations}, phase operation, area station, responsible inspection-group`,
    ],
    [
      yi,
      'obligation.service.station',
      '站点运营期检查',
      '3.2',
      false,
      `every-months 4, count exactly, anchor last-done, grace-days 14, coverage-least 5, coverage-by contractor, ${stations}, phase operation, area station, responsible inspection-group`,
    ],
    [
      yi,
      'obligation.opening.station',
      '站点开业检查',
      '3.2',
      false,
      `once-after operation-day, once-within-days 60, anchor operation-day, grace-days 7, ${stations}, phase operation, area station, responsible inspection-group`,
    ],
    [
      yi,
      'obligation.funds.account',
      '专户检查',
      '3.4',
      false,
      'once-after signing, once-within-working-days 30, anchor signing, grace-days 7, of agreement, area funds, responsible inspection-group',
    ],
    [
      bing,
      'obligation.training',
      '培训检查',
      '18',
      false,
      'times-per-year 2, count exactly, anchor calendar, grace-days 15, of agreement, area training, responsible inspection-group',
    ],
    [yi, 'reports', '', '5.1', false, 'narrative 4, attachments 1'],
    [jia, 'reports', '', '4', false, 'narrative 2, attachments 2'],
    [
      jia,
      'scoring',
      '',
      '25',
      false,
      'base-points 100, step-points 0.5, bonus-max-points 10, band 模范 ≥ 90, band 先进 ≥ 80, band 达标 ≥ 70, band 一般 ≥ 60, band 不合格 ≥ 0',
    ],
    [tongcheng, 'period.serious', '重大问题整改期限', '1.4', true, 'working-days 5'],
    [jia, 'period.serious', '重大问题期限', '23', false, 'days 7'],
    [jia, 'period.major', '较大问题期限', '23', false, 'days 15'],
    [jia, 'period.ordinary', '一般问题期限', '23', false, 'days 30'],
    [tongcheng, 'extension', '', '1.4', true, 'extensions-max 1, working-days 10'],
    [jia, 'extension', '', '23', false, 'extensions-max 2, days 15'],
    // Deadlines are counted in working days; the reminder is not.
    [tongcheng, 'reminder', '', '1.4', true, 'days 3'],
    [tongcheng, 'repeat', '复发认定天数', '1.5', true, 'repeat-same item, repeat-within-days 90'],
    [yi, 'repeat', '重复认定天数', '6.4', false, 'repeat-same facility, repeat-within-days 365'],
    [yi, 'reinspection', '', '6.4', false, 'reinspectors 3'],
    [tongcheng, 'rung.first', '督办', '1.4', false, 'after-overdue-days 0'],
    [tongcheng, 'rung.suspend-payment', '暂停拨付', '1.4', true, 'after-overdue-days 30'],
    [jia, 'progress.circular', '进度通报', '24', false, 'below-share 0.3'],
    [jia, 'trigger', '', '28', false, 'findings 5, within-months 6, not-rectified 3'],
    [jia, 'ground.far-behind', '进度低于计划三成', '28', false, 'progress-share 0.3'],
    [jia, 'ground.plan-changed', '擅自变更方案', '28', false, 'stated yes'],
    [jia, 'ground.repeated-unrectified', '多次问题未按期整改', '28', false, ''],
    [tongcheng, 'procedure.notice', '告知', '1.4', true, 'by office'],
    [
      tongcheng,
      'procedure.hearing',
      '听证',
      '1.4',
      true,
      'not-before-working-days 7, within-working-days 20, by office, on-request yes',
    ],
    [yi, 'procedure.statement', '陈述', '8.1', false, 'within-days 10, by contractor'],
    [
      tongcheng,
      'gate.verdicts',
      '建设、运营、资金三项标准结论合格',
      '4.1',
      false,
      'gate-class ground, withhold-share 0.3',
    ],
    [tongcheng, 'gate.within-cap', '不超过中央资金占比上限', '2.6', true, 'gate-class hard-stop'],
    [
      jia,
      'gate.score-band',
      '评分达标',
      '27',
      false,
      'gate-class ground, withhold-share 0.2, least-band standard',
    ],
    [
      yi,
      'gate.progress',
      '进度跟上',
      '7.5',
      false,
      'gate-class ground, withhold-share 0.6, proportional yes, least-share 0.8',
    ],
    [tongcheng, 'cap.service-centre-share', '公共服务中心占中央资金上限', '2.6', true, 'cap-share 0.15'],
    [jia, 'cap.logistics-sum', '物流上限', '27', false, 'cap-fen 400000000'],
    [yi, 'cap.station-each', '每站上限', '7.6', false, 'cap-per-unit-fen 5000000'],
    [yi, 'floor.products-share', '产品上行下限', '4.4', false, 'floor-share 0.5'],
  ])('%s: %s', (packId, id, name, clause, localSupplement, values) => {
    const found = whyOf(packOf(packId), id);
    expect({ ...found, name: found.name.zh, values: told(found.values) }).toEqual({
      id,
      name,
      clause: `${packId}:${clause}`,
      localSupplement,
      values,
    });
  });

  test('a point of inspection says all that is looked at, and what it costs where the county scores', () => {
    const item = (packId: string, id: string) =>
      whyOf(packOf(packId), `item.${id}`)
        .values.filter(({ name }) => name !== 'guidance')
        .map(({ name, value }) => `${name} ${text(value)}`)
        .join(', ');
    expect(item(tongcheng, 'service-centre.service-results')).toBe(
      'item-name 服务成效, standard operation, area service-centre, facility-kind service-centre, phase operation, dimension progress, dimension quality, evidence yes',
    );
    // 制度: nobody has to bring a photograph.
    expect(item(tongcheng, 'station.rules')).toBe(
      'item-name 制度, standard construction, area station, facility-kind town-station, facility-kind village-station, phase construction, phase operation, dimension quality, dimension safety',
    );
    expect(item(yi, 'logistics.time')).toBe(
      'item-name 配送时效, standard operation, area logistics, facility-kind logistics-centre, phase operation, dimension quality, evidence yes, weight 7, per-case-points 1.4',
    );
    const guidance = packOf(tongcheng).checkItems.find(({ id }) => id === 'station.rules')?.guidance;
    expect(
      whyOf(packOf(tongcheng), 'item.station.rules').values.find(({ name }) => name === 'guidance'),
    ).toEqual({
      name: 'guidance',
      value: guidance,
      fromOn: null,
    });
  });

  test('what a point costs is said by its kind: a weight, a part of it, points for each case, an extra, a veto', () => {
    for (const packId of [jia, yi, bing]) {
      const { scoring } = packOf(packId);
      const known = whysIn(packOf(packId));
      const scale = scoring && scaleOn(scoring, plainDate('2026-01-01'));
      for (const { item, score, veto } of scale?.items ?? []) {
        const costs = new Map(
          whyOf(packOf(packId), `item.${item}`, known).values.map(({ name, value }) => [name, value]),
        );
        expect(costs.get('weight'), item).toBe(score.kind === 'bonus' ? undefined : score.weight);
        expect(costs.get('partly-share'), item).toBe(score.kind === 'graded' ? score.partly : undefined);
        expect(costs.get('per-case-points'), item).toBe(
          score.kind === 'deduct' || score.kind === 'bonus' ? score.perCase : undefined,
        );
        expect(costs.get('bonus-points'), item).toBe(score.kind === 'bonus' ? score.cap : undefined);
        expect(costs.get('veto'), item).toBe(veto ? 'yes' : undefined);
      }
    }
  });

  test('a point nobody scores rests on no clause of the scale, one that is scored on the county’s own', () => {
    const [first] = packOf(jia).scoring?.items ?? [];
    if (!first) throw new Error('the pack scores');
    const local: Basis[] = [
      { clause: 'example-jia-2022:25', mark: 'local-supplement', note: { zh: '', en: '' } },
    ];
    const { scoring } = packOf(jia);
    const marked: RulePack = {
      ...packOf(jia),
      ...(scoring
        ? { scoring: { ...scoring, items: scoring.items.map((one) => ({ ...one, basis: local })) } }
        : {}),
    };
    expect(whyOf(packOf(jia), `item.${first.item}`).localSupplement).toBe(false);
    expect(whyOf(marked, `item.${first.item}`).localSupplement).toBe(true);
    expect(whyOf(packOf(tongcheng), 'item.station.rules').localSupplement).toBe(false);
  });

  test.each([tongcheng, jia, yi, bing])(
    '%s: every rule once, group by group, in the order of the pack',
    (packId) => {
      const pack = packOf(packId);
      const ids = whysOf(pack, year.fromOn, year.toOn).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual([
        ...pack.obligations.map(({ id }) => `obligation.${id}`),
        'reports',
        ...pack.checkItems.map(({ id }) => `item.${id}`),
        ...(pack.scoring ? ['scoring'] : []),
        ...[
          'period.serious',
          'period.major',
          'period.ordinary',
          'extension',
          'reminder',
          'repeat',
          'reinspection',
        ],
        ...pack.rectification.escalation.map(({ step }) => `rung.${step}`),
        ...(pack.rectification.progressLadder ?? []).map(({ step }) => `progress.${step}`),
        'trigger',
        ...pack.disqualification.grounds.map(({ id }) => `ground.${id}`),
        ...pack.disqualification.procedure.map(({ step }) => `procedure.${step}`),
        ...pack.gate.conditions.map(({ id }) => `gate.${id}`),
        ...pack.money.areaCaps.map(({ id }) => `cap.${id}`),
        ...pack.money.areaFloors.map(({ id }) => `floor.${id}`),
      ]);
      expect(ruleGroups.map(({ kind }) => kind)).toEqual([
        'rule',
        'item',
        'term',
        'ladder',
        'trigger',
        'condition',
      ]);
      expect(periodWhy('major')).toBe('period.major');
    },
  );

  test('an item retired by the last day of the window is not there any more; on the day before it is', () => {
    const pack = packOf(tongcheng);
    const retired: RulePack = {
      ...pack,
      checkItems: pack.checkItems.map((item, at) => (at === 0 ? { ...item, until: '2026-12-31' } : item)),
    };
    const first = `item.${pack.checkItems[0]?.id}`;
    const has = (toOn: string) => whysOf(retired, '2026-01-01', toOn).some(({ id }) => id === first);
    expect([has('2026-12-30'), has('2026-12-31')]).toEqual([true, false]);
  });
});

describe('values that change within the window', () => {
  const name: Words = { zh: '期限', en: 'Days' };
  const basis = (clause: string): Dated<number>['values'][number]['basis'] => [{ clause, mark: 'text' }];
  // As packs have them: the newest first.
  const dated: Dated<number> = {
    name,
    values: [
      { from: '2026-10-01', value: 2, basis: basis('c') },
      { from: '2026-07-01', value: 3, basis: basis('b') },
      { from: '2026-01-01', value: 5, basis: basis('a') },
    ],
  };
  test.each<[string, Window, string, string]>([
    ['before the second begins', { fromOn: '2026-03-01', toOn: '2026-06-30' }, 'days 5', 'a'],
    [
      'to the day it begins',
      { fromOn: '2026-03-01', toOn: '2026-07-01' },
      'days 5, days 3 from 2026-07-01',
      'a',
    ],
    ['from the day it begins', { fromOn: '2026-07-01', toOn: '2026-09-30' }, 'days 3', 'b'],
    [
      'all of them, in the order of their days',
      { fromOn: '2026-01-01', toOn: '2026-12-31' },
      'days 5, days 3 from 2026-07-01, days 2 from 2026-10-01',
      'a',
    ],
    [
      'a window that begins before the first: the first there will be',
      { fromOn: '2025-12-31', toOn: '2026-07-01' },
      'days 5, days 3 from 2026-07-01',
      'a',
    ],
  ])('%s', (_, window, expected, clause) => {
    expect(told(valued('days', dated, window))).toBe(expected);
    expect(basisOf(dated, window)).toEqual(basis(clause));
  });

  test('what a pack leaves out has no value and rests on nothing', () => {
    expect(valued('days', undefined, year)).toEqual([]);
    expect(basisOf(undefined, year)).toEqual([]);
  });

  test('asked for one day, the values of that day are said and no later ones', () => {
    const pack = packOf(tongcheng);
    const serious = { ...dated, name: pack.rectification.period.serious.name ?? name };
    const changing: RulePack = {
      ...pack,
      rectification: { ...pack.rectification, period: { ...pack.rectification.period, serious } },
    };
    const on = (day: string) => whysOf(changing, day).find(({ id }) => id === 'period.serious');
    expect(told(on('2026-06-30')?.values ?? [])).toBe('working-days 5');
    expect(told(on('2026-07-01')?.values ?? [])).toBe('working-days 3');
    expect(on('2026-07-01')?.clause).toBe('b');
  });
});

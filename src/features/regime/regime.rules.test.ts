import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import type { Dated, FacilityKind, RulePack } from './regime.model.ts';
import { parsePack } from './regime.pack.model.ts';
import {
  areaOfFacility,
  checkItemOf,
  checkItemsFor,
  citationsOf,
  clauseOf,
  clausePath,
  clausesOfDuty,
  findClause,
  gateConditionOf,
  inForce,
  isInForce,
  isLocalSupplement,
  methodOf,
  obligationOf,
  obligationsFor,
  ownClauses,
  packInForce,
  parametersOf,
  rulesOfClause,
  standardOf,
  subclauses,
} from './regime.rules.ts';
import { escalationStepAt } from './regime.scale.rules.ts';

const originalFile = new URL('../../../rule-packs/tongcheng-2021.zh.txt', import.meta.url);
const { pack } = loadRulePack('tongcheng-2021', parsePack);
const at = (text: string) => `tongcheng-2021:${text}`;
const issued = plainDate('2021-03-18');

describe('the regulation as a clause tree', () => {
  test('D02 the clauses, joined, are the printed text and nothing else', () => {
    const joined = ownClauses(pack)
      .map(({ ordinal = '', text }) => ordinal + text.zh)
      .join('');
    const whole = `${pack.issuer.zh}${pack.instrument.zh}${joined}${pack.issuer.zh}2021年3月18日`;
    expect(whole.replace(/\s/g, '')).toBe(readFileSync(originalFile, 'utf8').replace(/\s/g, ''));
  });

  test('four parts with their items, preamble first', () => {
    expect(subclauses(pack).map(({ number }) => number)).toEqual(['前言', '一', '二', '三', '四', '五']);
    expect(subclauses(pack, at('1')).map(({ number }) => number)).toEqual([
      '一（一）',
      '一（二）',
      '一（三）',
      '一（四）',
      '一（五）',
    ]);
    expect(subclauses(pack, at('2'))).toHaveLength(7);
    expect(subclauses(pack, at('3.1'))).toHaveLength(4);
    expect(subclauses(pack, at('3.2'))).toHaveLength(5);
    expect(subclauses(pack, at('4'))).toHaveLength(3);
  });

  test('a clause knows its way down from its part', () => {
    expect(clausePath(pack, at('3.1.2')).map(({ number }) => number)).toEqual([
      '三',
      '三（一）',
      '三（一）2',
    ]);
    expect(clausePath(pack, at('0')).map(({ number }) => number)).toEqual(['前言']);
    expect(findClause(pack, at('9'))).toBeUndefined();
    expect(() => clauseOf(pack, at('9'))).toThrow('no clause called');
  });

  test('every duty has its clause', () => {
    const duties = Array.from({ length: 32 }, (_, n) => `D${String(n + 1).padStart(2, '0')}`);
    expect(duties.filter((duty) => clausesOfDuty(pack, duty).length === 0)).toEqual([]);
    expect(clausesOfDuty(pack, 'D09').map(({ id }) => id)).toEqual([at('1.4')]);
  });

  test('the misprint of 四（三） is quoted as printed, with a note', () => {
    const clause = clauseOf(pack, at('4.3'));
    expect(clause.text.zh).toContain('弄虚作假等合法、不合规情况');
    expect(clause.note?.zh).toContain('不合法、不合规');
  });
});

describe('what is inspected', () => {
  const names = (area: Parameters<typeof checkItemsFor>[1]) =>
    checkItemsFor(pack, area).map(({ name }) => name.zh);

  test.each([
    [
      'D17',
      'service-centre',
      ['硬件建设', '运营团队服务能力', '服务内容', '服务规范', '服务成效', '服务台账', '扶贫助农'],
    ],
    [
      'D18',
      'logistics',
      [
        '共同配送与资源整合',
        '仓储配送设施设备',
        '物流信息管理系统',
        '物流中心运营服务',
        '农村配送体系',
        '配送时效',
      ],
    ],
    [
      'D19',
      'station',
      ['选址', '选人', '制度', '运营服务', '站点负责人培训', '运营成效', '扶贫助农利益联结机制'],
    ],
    [
      'D20',
      'supply-chain',
      [
        '供应链中心硬件投入',
        '运营服务',
        '分等分级',
        '包装',
        '预冷',
        '质量检测',
        '溯源',
        '网货开发',
        '公共品牌',
        '二品一标孵化',
        '产销对接',
      ],
    ],
    [
      'D21',
      'training',
      ['本地化课程', '教材', '培训场次', '培训人次', '培训效果', '训后跟踪', '转化率', '满意度'],
    ],
    ['D22', 'funds', ['资金管理制度', '资金分配', '项目选择', '资产盘点', '资产权属']],
    ['D23', 'funds', ['资金拨付', '支出凭证', '违规使用与负面清单', '以拨代支']],
    ['D31', 'funds', ['挪用挤用', '违规使用与负面清单', '弄虚作假']],
  ] as const)('%s: every named point of %s is a check item', (_, area, points) => {
    expect(names({ area })).toEqual(expect.arrayContaining([...points]));
  });

  test.each([
    'service-centre',
    'logistics-centre',
    'supply-chain-centre',
    'town-station',
    'village-station',
  ] as const)(
    'D24 D29: a %s under construction is checked for progress, plan and contract, and normal operation',
    (facilityKind) => {
      const items = checkItemsFor(pack, { facilityKind, phase: 'construction' });
      expect(items.map(({ name }) => name.zh)).toEqual(
        expect.arrayContaining(['建设进度', '符合方案与合同', '正常投入运营']),
      );
      expect(items.every(({ standard }) => standard === 'construction')).toBe(true);
    },
  );

  test('D30: in operation nobody is asked about construction progress', () => {
    const items = checkItemsFor(pack, { facilityKind: 'village-station', phase: 'operation' });
    expect(items.map(({ id }) => id)).not.toContain('station.progress');
    expect(items.some(({ standard }) => standard === 'operation')).toBe(true);
  });

  test('an area asked for by name wins over the area of the facility', () => {
    const funds = checkItemsFor(pack, { area: 'funds', facilityKind: 'service-centre' });
    expect(funds.length).toBeGreaterThan(0);
    expect(funds.every(({ area }) => area === 'funds')).toBe(true);
  });

  test('points bound to no facility stand on the sheet of their area', () => {
    expect(checkItemsFor(pack, { facilityKind: 'supply-chain-centre' }).map(({ id }) => id)).toContain(
      'supply-chain.public-brand',
    );
  });

  test('D01: all four dimensions are looked at', () => {
    expect(new Set(pack.checkItems.flatMap(({ dimensions }) => dimensions))).toEqual(
      new Set(['quality', 'safety', 'progress', 'funds']),
    );
  });

  test('every sheet is a part of the whole list, in its order', () => {
    const kinds = [
      'service-centre',
      'logistics-centre',
      'supply-chain-centre',
      'town-station',
      'village-station',
    ] as const;
    fc.assert(
      fc.property(
        fc.record(
          {
            area: fc.constantFrom(
              'service-centre',
              'logistics',
              'station',
              'supply-chain',
              'training',
              'funds',
            ),
            facilityKind: fc.constantFrom(...kinds),
            phase: fc.constantFrom('construction', 'operation'),
          },
          { requiredKeys: [] },
        ),
        (query) => {
          const sheet = new Set(checkItemsFor(pack, query as Parameters<typeof checkItemsFor>[1]));
          expect(pack.checkItems.filter((item) => sheet.has(item))).toEqual([...sheet]);
        },
      ),
    );
  });

  test('each facility belongs to one content', () => {
    const areas = (
      [
        'service-centre',
        'logistics-centre',
        'supply-chain-centre',
        'town-station',
        'village-station',
      ] as FacilityKind[]
    ).map(areaOfFacility);
    expect(areas).toEqual(['service-centre', 'logistics', 'supply-chain', 'station', 'station']);
  });
});

describe('how often', () => {
  const short = (query: Parameters<typeof obligationsFor>[1]) =>
    obligationsFor(pack, query).map(
      ({ id, every, anchor, count }) =>
        `${id}: every ${'months' in every ? inForce(every.months, issued).value : '?'} from ${anchor}, ${count}`,
    );

  test.each([
    [
      'D24',
      { facilityKind: 'service-centre', phase: 'construction' },
      'construction.service-centre: every 1 from calendar, exactly',
    ],
    [
      'D24',
      { facilityKind: 'town-station', phase: 'construction' },
      'construction.station: every 1 from calendar, exactly',
    ],
    [
      'D25',
      { facilityKind: 'service-centre', phase: 'operation' },
      'operation.service-centre: every 3 from operation-day, exactly',
    ],
    [
      'D25',
      { facilityKind: 'logistics-centre', phase: 'operation' },
      'operation.logistics: every 3 from operation-day, exactly',
    ],
    [
      'D25',
      { facilityKind: 'village-station', phase: 'operation' },
      'operation.village-station: every 3 from operation-day, exactly',
    ],
    [
      'D25',
      { facilityKind: 'town-station', phase: 'operation' },
      'operation.town-station: every 3 from operation-day, exactly',
    ],
    [
      'gap',
      { facilityKind: 'supply-chain-centre', phase: 'operation' },
      'operation.supply-chain: every 3 from calendar, exactly',
    ],
    ['D26', { area: 'training' }, 'training: every 3 from calendar, at-least'],
    ['D27', { area: 'funds' }, 'funds: every 6 from calendar, exactly'],
    ['D03', { kind: 'report' }, 'monthly-report: every 1 from calendar, exactly'],
  ] as const)('%s %o', (_, query, expected) => {
    expect(short(query)).toEqual([expected]);
  });

  test('an agreement owes training, funds and reports, whatever its facilities', () => {
    expect(obligationsFor(pack, { subject: 'agreement' }).map(({ id }) => id)).toEqual([
      'training',
      'funds',
      'monthly-report',
    ]);
  });

  test('the report is due on the 5th, by local supplement', () => {
    const report = obligationOf(pack, 'monthly-report');
    expect(report.dueDay && inForce(report.dueDay, issued).value).toBe(5);
    expect(inForce(report.graceDays, issued).value).toBe(30);
    expect(isLocalSupplement(report.basis)).toBe(true);
  });

  test('what the text itself orders carries no supplement mark, and what it does not carries one', () => {
    expect(isLocalSupplement(obligationOf(pack, 'operation.village-station').basis)).toBe(false);
    expect(isLocalSupplement(obligationOf(pack, 'operation.town-station').basis)).toBe(true);
    expect(isLocalSupplement(obligationOf(pack, 'operation.supply-chain').basis)).toBe(true);
  });
});

describe('numbers', () => {
  test('the defaults for what the text leaves open', () => {
    const value = (dated: Dated<number>) => inForce(dated, issued).value;
    const { rectification, disqualification, inspection } = pack;
    expect(value(rectification.period.serious)).toBe(5);
    expect(value(rectification.period.major)).toBe(10);
    expect(value(rectification.period.ordinary)).toBe(15);
    expect(value(rectification.extensionsMax)).toBe(1);
    expect(value(rectification.reinspectorsMin)).toBe(2);
    expect(value(disqualification.findings)).toBe(3);
    expect(value(disqualification.months)).toBe(12);
    expect(value(disqualification.notRectifiedInTime)).toBe(2);
    expect(value(inspection.teamMin)).toBe(2);
  });

  test('every number that is not in the text is marked as a local supplement, with a note in both languages', () => {
    const parameters = parametersOf(pack);
    expect(parameters.length).toBeGreaterThan(25);
    // 每月、每季度、每半年: how often is what the text does name; and the letter itself is its first step.
    const printed = parameters.filter(({ dated }) =>
      dated.values.every(({ basis }) =>
        basis.every(({ clause, mark }) => mark === 'text' && !clause.startsWith('cn-')),
      ),
    );
    expect(new Set(printed.map(({ path }) => path))).toEqual(
      new Set([
        ...pack.obligations
          .filter(({ id }) => id !== 'operation.town-station' && id !== 'operation.supply-chain')
          .map(({ id }) => `obligations.${id}.every.months`),
        'rectification.escalation.0.afterOverdueDays',
      ]),
    );
    for (const { path, dated } of parameters.filter((one) => !printed.includes(one)))
      for (const { basis } of dated.values) {
        // A number of the law stands in the nation's layer, with the article and its words.
        if (basis.every(({ clause, quote }) => clause.startsWith('cn-') && quote)) continue;
        expect(isLocalSupplement(basis), path).toBe(true);
        expect(
          basis.every(({ note }) => note?.zh && note.en),
          path,
        ).toBe(true);
      }
  });

  test('no number of the pack is missing from the register of parameters', () => {
    const registered = new Set(parametersOf(pack).map(({ dated }) => dated));
    const missing: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      if (Object.hasOwn(value, 'values') && !registered.has(value as Dated<number>)) missing.push(path);
      for (const [key, member] of Object.entries(value)) walk(member, `${path}.${key}`);
    };
    walk(pack, '');
    expect(missing).toEqual([]);
  });

  test('a value holds from its day until the next, and carries its basis', () => {
    const dated: Dated<number> = {
      values: [
        { from: '2025-07-01', value: 10, basis: [{ clause: at('1.4'), mark: 'text' }] },
        { from: '2021-03-18', value: 15, basis: [{ clause: at('1.4'), mark: 'local-supplement' }] },
      ],
    };
    expect(inForce(dated, plainDate('2021-03-18')).value).toBe(15);
    expect(inForce(dated, plainDate('2025-06-30')).value).toBe(15);
    expect(inForce(dated, plainDate('2025-07-01'))).toEqual(dated.values[0]);
    expect(() => inForce(dated, plainDate('2021-03-17'))).toThrow('in force on 2021-03-17');
  });

  test('the value in force is the newest that is not in the future', () => {
    const days = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 4000 }), (starts, ask) => {
        const dateOf = (n: number) => issued.add({ days: n });
        const oldest = Math.min(...starts);
        const values = starts
          .toSorted((a, b) => b - a)
          .map((n) => ({ from: dateOf(n).toString(), value: n, basis: [] }));
        const asked = Math.max(ask, oldest);
        expect(inForce({ values }, dateOf(asked)).value).toBe(Math.max(...starts.filter((n) => n <= asked)));
      }),
    );
  });
});

describe('in force', () => {
  test('D32: nothing before the day of issue', () => {
    expect(isInForce(pack, plainDate('2021-03-17'))).toBe(false);
    expect(isInForce(pack, issued)).toBe(true);
    expect(packInForce([pack], '421222', plainDate('2021-03-17'))).toBeUndefined();
    expect(packInForce([pack], '420000', issued)).toBeUndefined();
  });

  test('D32: a later version applies from its own date', () => {
    const later: RulePack = { ...pack, id: 'tongcheng-2027', inForceFrom: '2027-01-01' };
    expect(packInForce([pack, later], '421222', plainDate('2026-12-31'))).toBe(pack);
    expect(packInForce([pack, later], '421222', plainDate('2027-01-01'))).toBe(later);
  });
});

describe('methods, standards, gate and ladder', () => {
  test('D28: five methods, each with the evidence it leaves', () => {
    expect(methodOf(pack, 'site-visit').requires).toEqual(['position', 'photo']);
    expect(methodOf(pack, 'report-heard').requires).toEqual(['minutes', 'attendance']);
    expect(methodOf(pack, 'materials-read').requires).toEqual(['list']);
    expect(methodOf(pack, 'talk').requires).toEqual(['minutes', 'attendance']);
    expect(methodOf(pack, 'other').requires).toEqual(['description']);
  });

  test('D29 D30 D31: three standards, each on its clause', () => {
    expect(
      ['construction', 'operation', 'funds'].map((id) => standardOf(pack, id as 'funds').clause),
    ).toEqual([at('4.1'), at('4.2'), at('4.3')]);
  });

  test('D11: grounds withhold a share, hard stops withhold all', () => {
    expect(gateConditionOf(pack, 'no-open-serious').class).toBe('ground');
    expect(gateConditionOf(pack, 'within-contract').class).toBe('hard-stop');
    expect(
      pack.gate.conditions.filter((condition) => condition.class === 'hard-stop').map(({ id }) => id),
    ).toEqual(['within-instalment', 'within-contract', 'within-cap', 'instalment-due', 'not-disqualified']);
  });

  test.each([
    [0, undefined],
    [1, 'second'],
    [9, 'second'],
    [10, 'interview'],
    [20, 'circular'],
    [400, 'suspend-payment'],
  ])('D10: %i days overdue stands at %s', (days, step) => {
    expect(escalationStepAt(pack, days, plainDate('2026-06-30'))?.step).toBe(step);
  });
});

describe('citations', () => {
  test('a basis is cited with its mark and its superior document', () => {
    const [cap] = pack.money.areaCaps;
    if (!cap?.share) throw new Error('the pack has no cap by share');
    expect(citationsOf(inForce(cap.share, issued).basis)).toEqual([
      { clause: at('2.6'), localSupplement: true },
      { instrument: '财办建〔2018〕102号' },
    ]);
    expect(citationsOf(pack.rectification.counting.basis)).toContainEqual({
      instrument: '中华人民共和国民法典',
      article: '第二百零一条、第二百零三条',
    });
    expect(citationsOf(obligationOf(pack, 'funds').basis)[0]).toEqual({ clause: at('3.1.4') });
  });

  test('a clause leads to what follows from it', () => {
    const ofVisits = rulesOfClause(pack, at('1.4'));
    expect(ofVisits.parameters.map(({ path }) => path)).toContain('rectification.period.serious');
    expect(ofVisits.gateConditions.map(({ id }) => id)).toContain('no-overdue-letter');
    expect(rulesOfClause(pack, at('3.1.1')).obligations).toHaveLength(4);
    expect(rulesOfClause(pack, at('2.4')).checkItems).toHaveLength(11);
    expect(rulesOfClause(pack, at('4.2')).standards.map(({ id }) => id)).toEqual(['operation']);
  });

  test('every clause that orders something leads somewhere', () => {
    const bare = ownClauses(pack).filter(({ id, duties }) => {
      const rules = rulesOfClause(pack, id);
      return duties.length > 0 && Object.values(rules).every((list) => list.length === 0);
    });
    // The purpose, the plan as the yardstick, the list of methods and the day of entry are kept by code alone.
    expect(bare.map(({ number }) => number)).toEqual(['前言', '一（一）', '三（二）', '五']);
  });

  test('names that are not in the pack are faults', () => {
    expect(() => checkItemOf(pack, 'station.nothing')).toThrow('no check item called station.nothing');
    expect(() => obligationOf(pack, 'nothing')).toThrow('no obligation called nothing');
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { plainDate } from '#kernel/temporal.ts';
import { loadRulePack } from '#platform/rule-packs.ts';
import type { Dated, FacilityKind, RulePack } from './regime.model.ts';
import { parsePack, RulePackRejected } from './regime.pack.model.ts';
import {
  areaOfFacility,
  checkItemOf,
  checkItemsFor,
  citationsOf,
  clauseOf,
  clausePath,
  clausesOfDuty,
  escalationStepAt,
  findClause,
  gateConditionOf,
  inForce,
  isInForce,
  isLocalSupplement,
  methodOf,
  obligationOf,
  obligationsFor,
  packInForce,
  parametersOf,
  rulesOfClause,
  standardOf,
  subclauses,
} from './regime.rules.ts';

const packFile = new URL('../../../rule-packs/tongcheng-2021.yaml', import.meta.url);
const originalFile = new URL('../../../rule-packs/tongcheng-2021.zh.txt', import.meta.url);
const { pack } = loadRulePack('tongcheng-2021', parsePack);
const at = (text: string) => `tongcheng-2021:${text}`;
const issued = plainDate('2021-03-18');

describe('the regulation as a clause tree', () => {
  test('D02 the clauses, joined, are the printed text and nothing else', () => {
    const joined = pack.clauses.map(({ ordinal = '', text }) => ordinal + text.zh).join('');
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
      ({ id, every, anchor, count }) => `${id}: every ${every.months} from ${anchor}, ${count}`,
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
    expect(report.dueDay).toBe(5);
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
    expect(value(rectification.workingDays.serious)).toBe(5);
    expect(value(rectification.workingDays.major)).toBe(10);
    expect(value(rectification.workingDays.ordinary)).toBe(15);
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
    for (const { path, dated } of parameters)
      for (const { basis } of dated.values) {
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
    expect(escalationStepAt(pack, days)?.step).toBe(step);
  });
});

describe('citations', () => {
  test('a basis is cited with its mark and its superior document', () => {
    const [cap] = pack.money.areaCaps;
    if (!cap) throw new Error('the pack has no cap');
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
    expect(ofVisits.parameters.map(({ path }) => path)).toContain('rectification.workingDays.serious');
    expect(ofVisits.gateConditions.map(({ id }) => id)).toContain('no-overdue-letter');
    expect(rulesOfClause(pack, at('3.1.1')).obligations).toHaveLength(4);
    expect(rulesOfClause(pack, at('2.4')).checkItems).toHaveLength(11);
    expect(rulesOfClause(pack, at('4.2')).standards.map(({ id }) => id)).toEqual(['operation']);
  });

  test('every clause that orders something leads somewhere', () => {
    const bare = pack.clauses.filter(({ id, duties }) => {
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

describe('a pack with a mistake is refused', () => {
  type Raw = Record<string, never> & {
    clauses: Record<string, unknown>[];
    checkItems: Record<string, unknown>[];
    obligations: (Record<string, unknown> & { basis: Record<string, unknown>[] })[];
    rectification: {
      workingDays: { serious: { values: Record<string, unknown>[] } };
      escalation: Record<string, unknown>[];
    };
    gate: { conditions: Record<string, unknown>[] };
  };
  const text = readFileSync(packFile, 'utf8');
  const broken = (spoil: (raw: Raw) => void): readonly string[] => {
    const raw: Raw = parse(text);
    spoil(raw);
    try {
      parsePack(raw);
    } catch (fault) {
      if (fault instanceof RulePackRejected)
        return fault.faults.map(({ path, message }) => `${path}: ${message}`);
      throw fault;
    }
    return [];
  };
  const serious = (raw: Raw) => raw.rectification.workingDays.serious.values;

  test('untouched it passes, and a faultless pack prints to itself', () => {
    expect(broken(() => undefined)).toEqual([]);
    expect(parsePack(JSON.parse(JSON.stringify(pack)))).toEqual(pack);
  });

  test.each<[string, (raw: Raw) => void, string]>([
    [
      'an unknown key',
      (raw) => Object.assign(raw.checkItems[0] ?? {}, { weight: 3 }),
      'checkItems[0]: Unrecognized key: "weight"',
    ],
    [
      'an unknown clause of a check item',
      (raw) => Object.assign(raw.checkItems[0] ?? {}, { clause: at('2.9') }),
      'checkItems[0].clause: tongcheng-2021:2.9 is no clause of this pack',
    ],
    [
      'an unknown clause deep in a basis',
      (raw) => Object.assign(raw.obligations[0]?.basis[0] ?? {}, { clause: at('7') }),
      'obligations[0].basis[0].clause: tongcheng-2021:7 is no clause of this pack',
    ],
    [
      'a doubled id',
      (raw) => Object.assign(raw.checkItems[1] ?? {}, { id: 'service-centre.progress' }),
      'checkItems[1]: service-centre.progress is already the id of checkItems[0]',
    ],
    [
      'a clause of another pack',
      (raw) => Object.assign(raw.clauses[0] ?? {}, { id: 'wannian-2021:0' }),
      'clauses[0].id: must begin with tongcheng-2021:, not wannian-2021:0',
    ],
    [
      'a parent that comes later',
      (raw) => Object.assign(raw.clauses[2] ?? {}, { parent: at('4') }),
      'clauses[2].parent: no earlier clause is called tongcheng-2021:4',
    ],
    [
      'values not newest first',
      (raw) => serious(raw).push({ ...serious(raw)[0], from: '2022-01-01' }),
      'rectification.workingDays.serious.values[1].from: 2022-01-01 must lie before 2021-03-18: newest first',
    ],
    [
      'two values of one day',
      (raw) => serious(raw).push({ ...serious(raw)[0] }),
      'rectification.workingDays.serious.values[1].from: 2021-03-18 must lie before 2021-03-18: newest first',
    ],
    [
      'a gap after the regime came into force',
      (raw) => Object.assign(serious(raw)[0] ?? {}, { from: '2021-04-01' }),
      'rectification.workingDays.serious.values: nothing is in force from 2021-03-18 until 2021-04-01',
    ],
    [
      'a number that is no number of days',
      (raw) => Object.assign(serious(raw)[0] ?? {}, { value: 0 }),
      'rectification.workingDays.serious.values[0].value: Too small: expected number to be >=1',
    ],
    [
      'a value without a basis',
      (raw) => Object.assign(serious(raw)[0] ?? {}, { basis: [] }),
      'rectification.workingDays.serious.values[0].basis: Too small: expected array to have >=1 items',
    ],
    [
      'a date that does not exist',
      (raw) => Object.assign(serious(raw)[0] ?? {}, { from: '2021-02-30' }),
      'rectification.workingDays.serious.values[0].from: must be a day such as 2021-03-18',
    ],
    [
      'words in one language',
      (raw) => Object.assign(raw.checkItems[0] ?? {}, { name: { zh: '建设进度', en: '' } }),
      'checkItems[0].name.en: Too small: expected string to have >=1 characters',
    ],
    [
      'an inspection with a due day',
      (raw) => Object.assign(raw.obligations[0] ?? {}, { dueDay: 5 }),
      'obligations[0].dueDay: a report has one, an inspection has none',
    ],
    [
      'construction counted from the day of operation',
      (raw) => Object.assign(raw.obligations[0] ?? {}, { anchor: 'operation-day' }),
      'obligations[0].anchor: only a facility in operation has a day of operation',
    ],
    [
      'a facility obligation without kinds',
      (raw) => {
        delete raw.obligations[0]?.facilityKinds;
      },
      'obligations[0].facilityKinds: needed for a facility, and only for one',
    ],
    [
      'a ground without a share',
      (raw) => {
        delete raw.gate.conditions[0]?.withholdShare;
      },
      'gate.conditions[0].withholdShare: a ground has one, a hard stop has none',
    ],
    [
      'a ladder that steps back',
      (raw) => Object.assign(raw.rectification.escalation[2] ?? {}, { afterOverdueDays: 1 }),
      'rectification.escalation[2].afterOverdueDays: must be later than the step before',
    ],
  ])('%s', (_, spoil, message) => {
    expect(broken(spoil)).toContain(message);
  });

  test.each([[null], ['tongcheng'], [[]], [{}]])('%j is no pack', (data) => {
    expect(() => parsePack(data)).toThrow(RulePackRejected);
  });

  test('the message of the fault reads as a list', () => {
    expect(() => parsePack({ ...pack, jurisdiction: '42' })).toThrow(
      'The rule pack cannot be used:\n  jurisdiction: must be a county code of six digits',
    );
  });
});

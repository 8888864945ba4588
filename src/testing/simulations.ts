import type { Dated, RulePack } from '#features/regime/regime.model.ts';
import { loadedRegimes } from '#features/regime/regime.service.ts';
import type { SimulationFacts } from '#features/simulation/simulation.model.ts';
import { always } from './dated.ts';
import { scoringFor } from './scoring.ts';

const tongcheng = loadedRegimes().find(({ pack }) => pack.id === 'tongcheng-2021');
if (!tongcheng) throw new Error('the pack is missing');
export const packA: RulePack = tongcheng.pack;

/** The same names and bases with one value since ever. */
export const valued = (dated: Dated<number>, value: number): Dated<number> => ({
  ...dated,
  values: dated.values.map((one) => ({ ...one, value })),
});

/**
 * A stricter regime: operating stations monthly by the calendar, a third of them, ten days of grace; reports rolled forward from a
 * day of rest; half the time for serious findings; a repeat in the same place; nothing is paid beside an open serious finding;
 * scored; lower caps; two attachments with each report.
 */
export const packB: RulePack = {
  ...packA,
  id: 'stricter',
  obligations: packA.obligations.map((rule) => {
    if (rule.id === 'operation.village-station' && rule.coverage?.share)
      return {
        ...rule,
        every: { months: always(1) },
        anchor: 'calendar',
        coverage: { share: valued(rule.coverage.share, 0.33) },
      };
    if (rule.id === 'operation.service-centre') return { ...rule, graceDays: valued(rule.graceDays, 10) };
    if (rule.kind === 'report') return { ...rule, restDay: 'roll-forward' };
    return rule;
  }),
  rectification: {
    ...packA.rectification,
    period: {
      ...packA.rectification.period,
      serious: valued(packA.rectification.period.serious, 2),
    },
    repeatSame: 'facility',
  },
  gate: {
    ...packA.gate,
    conditions: packA.gate.conditions.map((condition) =>
      condition.id === 'no-overdue-letter' && condition.withholdShare
        ? { ...condition, withholdShare: valued(condition.withholdShare, 0.9) }
        : condition,
    ),
  },
  money: {
    ...packA.money,
    areaCaps: packA.money.areaCaps.map((cap) =>
      cap.share ? { ...cap, share: valued(cap.share, 0.05) } : cap,
    ),
  },
  reports: {
    ...packA.reports,
    attachments: [
      ...packA.reports.attachments,
      ...['photos', 'ledger'].map((id) => ({
        id,
        name: { zh: '附件', en: 'Attachment' },
        required: true,
        basis: packA.reports.basis,
      })),
    ],
  },
  scoring: scoringFor(packA),
};

const station = (n: number, operationStartedOn: string) => ({
  id: `station-${n}`,
  agreementId: 'agreement-1',
  contractorId: 'contractor-1',
  kind: 'village-station' as const,
  townCode: `42122210${n % 3}`,
  constructionStartedOn: '2025-03-01',
  operationStartedOn,
  phases: [
    { fromOn: '2025-03-01', phase: 'construction' as const },
    { fromOn: operationStartedOn, phase: 'operation' as const },
  ],
});

/** A service centre, ten village stations of one contractor, and a logistics centre being built by another. */
export const simulatedFacts: SimulationFacts = {
  baseline: {
    programmes: [{ id: 'programme', startsOn: '2025-01-01', endsOn: '2027-12-31' }],
    agreements: [
      {
        id: 'agreement-1',
        contractorId: 'contractor-1',
        areas: ['service-centre', 'station', 'training'],
        signedOn: '2025-01-10',
        startsOn: '2025-02-01',
        endsOn: '2027-12-31',
        endedOn: null,
      },
      {
        id: 'agreement-2',
        contractorId: 'contractor-2',
        areas: ['logistics'],
        signedOn: '2025-01-10',
        startsOn: '2025-02-01',
        endsOn: '2027-12-31',
        endedOn: null,
      },
    ],
    facilities: [
      {
        id: 'centre',
        agreementId: 'agreement-1',
        contractorId: 'contractor-1',
        kind: 'service-centre',
        constructionStartedOn: '2025-03-01',
        operationStartedOn: '2025-09-15',
        phases: [
          { fromOn: '2025-03-01', phase: 'construction' },
          { fromOn: '2025-09-15', phase: 'operation' },
        ],
      },
      {
        id: 'logistics',
        agreementId: 'agreement-2',
        contractorId: 'contractor-2',
        kind: 'logistics-centre',
        constructionStartedOn: '2025-03-01',
        operationStartedOn: null,
        phases: [{ fromOn: '2025-03-01', phase: 'construction' }],
      },
      ...Array.from({ length: 10 }, (_, at) => station(at, `2025-1${at % 2}-1${at}`)),
    ],
  },
  members: [
    { personId: 'li', fromOn: '2025-01-01', untilOn: null },
    { personId: 'zhao', fromOn: '2025-01-01', untilOn: '2026-06-30' },
    { personId: 'qian', fromOn: '2026-03-15', untilOn: null },
  ],
  promisedLines: [
    { agreementId: 'agreement-1', count: 3 },
    { agreementId: 'agreement-2', count: 1 },
  ],
  findings: [
    {
      id: 'finding-1',
      number: '问〔2026〕1-1',
      placeId: 'station-1',
      itemId: 'station.signboard',
      area: 'station',
      severity: 'serious',
      foundOn: '2026-01-12',
      closedOn: '2026-02-02',
    },
    {
      id: 'finding-2',
      number: '问〔2026〕7-1',
      placeId: 'station-1',
      itemId: 'station.records',
      area: 'station',
      severity: 'ordinary',
      foundOn: '2026-03-10',
      closedOn: null,
    },
  ],
  rectifications: [
    {
      countyDays: 0,
      id: 'rectification-1',
      number: '问〔2026〕1-1',
      state: 'closed',
      severity: 'serious',
      periodFromOn: '2026-01-15',
      reportedOn: '2026-01-22',
      closedOn: '2026-02-02',
    },
    {
      countyDays: 0,
      id: 'rectification-2',
      number: '问〔2026〕7-1',
      state: 'ordered',
      severity: 'ordinary',
      periodFromOn: '2026-03-12',
      reportedOn: null,
      closedOn: null,
    },
  ],
  instalments: [
    {
      label: 'DS-01 第二期',
      facts: {
        instalment: {
          id: 'instalment-2',
          amountFen: 10_000_001,
          plannedOn: '2026-03-01',
          requiredProgress: 0,
          payment: null,
        },
        agreement: {
          id: 'agreement-1',
          number: 'DS-01',
          amountFen: 30_000_000,
          terminated: false,
          paidFen: 0,
        },
        project: { moneyFen: 10_000_000_000, promisedFen: 300_000_000, paidFen: 0 },
        centralFen: 1_000_000_000,
        lines: [],
        contracts: [
          { agreementId: 'agreement-1', paidFen: 0, areas: [{ area: 'station', budgetFen: 10_000_000 }] },
        ],
        facilities: { station: 10 },
        score: null,
        scorePending: null,
        reports: [],
        rectifications: [
          {
            id: 'rectification-2',
            letterId: 'letter',
            label: '问〔2026〕7-1',
            dueOn: '2026-04-02',
            state: 'ordered',
            reportedOn: null,
            verifiedOn: null,
          },
        ],
        serious: [],
        inspections: [],
        verdicts: [],
      },
    },
  ],
  projects: [
    {
      id: 'programme',
      centralFen: 1_500_000_000,
      contracts: [
        {
          amountFen: 300_000_000,
          paidFen: 90_000_000,
          areas: [
            { area: 'service-centre', budgetFen: 100_000_000 },
            { area: 'station', budgetFen: 200_000_000 },
          ],
        },
      ],
      facilities: { station: 10, 'service-centre': 1, logistics: 1 },
    },
  ],
  scores: [],
};

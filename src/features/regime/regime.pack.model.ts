import { z } from 'zod';
import type { RulePack } from './regime.model.ts';

// A pack with a mistake would be law by accident, so nothing is coerced, defaulted or ignored:
// unknown keys, unknown clauses, doubled ids and values out of order stop the start-up.

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const isoDate = z.iso.date('must be a day such as 2021-03-18');
const share = z.number().min(0).max(1);
const count = z.int().min(0).max(3660);
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/, 'must be lower-case words with hyphens');
const duty = z.string().regex(/^D\d{2}$/, 'must be a duty such as D09');

const basis = z
  .array(
    z.strictObject({
      clause: z.string(),
      mark: z.enum(['text', 'local-supplement']),
      instrument: z.string().min(1).exactOptional(),
      article: z.string().min(1).exactOptional(),
      note: words.exactOptional(),
    }),
  )
  .min(1);

const unit = z.enum(['working-days', 'days', 'months', 'people', 'times', 'findings', 'share']);

const dated = <Value extends z.ZodType>(value: Value) =>
  z.strictObject({
    name: words.exactOptional(),
    unit: unit.exactOptional(),
    values: z.array(z.strictObject({ from: isoDate, value, basis })).min(1),
  });

const area = z.enum(['service-centre', 'logistics', 'station', 'supply-chain', 'training', 'funds']);
const facilityKind = z.enum([
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
]);
const phase = z.enum(['construction', 'operation']);
const standard = z.enum(['construction', 'operation', 'funds']);

const clause = z.strictObject({
  id: z.string(),
  number: z.string().min(1),
  ordinal: z.string().min(1).exactOptional(),
  parent: z.string().exactOptional(),
  title: words.exactOptional(),
  text: words,
  note: words.exactOptional(),
  duties: z.array(duty),
});

const checkItem = z.strictObject({
  id: slug,
  area,
  facilityKinds: z.array(facilityKind),
  phases: z.array(phase).min(1),
  name: words,
  guidance: words,
  standard,
  dimensions: z.array(z.enum(['quality', 'safety', 'progress', 'funds'])).min(1),
  clause: z.string(),
  evidenceRequired: z.boolean(),
});

const obligation = z.strictObject({
  id: slug,
  duty,
  clause: z.string(),
  name: words,
  kind: z.enum(['inspection', 'report']),
  subject: z.enum(['facility', 'agreement', 'programme']),
  facilityKinds: z.array(facilityKind).min(1).exactOptional(),
  phase: phase.exactOptional(),
  every: z.strictObject({ months: z.int().min(1).max(12) }),
  anchor: z.enum(['calendar', 'operation-day', 'signing']),
  count: z.enum(['exactly', 'at-least']),
  dueDay: z.int().min(1).max(28).exactOptional(),
  restDay: z.literal('roll-forward').exactOptional(),
  graceDays: dated(count),
  coverage: dated(share).exactOptional(),
  area: area.nullable(),
  responsible: z.enum(['inspection-group', 'contractor']),
  basis,
});

const method = z.strictObject({
  id: z.enum(['site-visit', 'report-heard', 'materials-read', 'talk', 'other']),
  name: words,
  evidence: words,
  requires: z.array(z.enum(['position', 'photo', 'minutes', 'attendance', 'list', 'description'])).min(1),
  basis,
});

const gateCondition = z.strictObject({
  id: z.enum([
    'reports-complete',
    'no-overdue-letter',
    'no-open-serious',
    'inspections-done',
    'verdicts',
    'within-instalment',
    'within-contract',
    'within-cap',
    'instalment-due',
    'not-disqualified',
  ]),
  class: z.enum(['hard-stop', 'ground']),
  name: words,
  remedy: words,
  withholdShare: dated(share).exactOptional(),
  basis,
});

const rulePack = z.strictObject({
  id: z.string().regex(/^[a-z]+-\d{4}$/, 'must be a place and a year, such as tongcheng-2021'),
  version: z.string().min(1),
  name: words,
  jurisdiction: z.string().regex(/^\d{6}$/, 'must be a county code of six digits'),
  inForceFrom: isoDate,
  instrument: words,
  issuer: words,
  clauses: z.array(clause).min(1),
  standards: z
    .array(z.strictObject({ id: standard, name: words, question: words, clause: z.string() }))
    .length(3),
  checkItems: z.array(checkItem).min(1),
  obligations: z.array(obligation).min(1),
  methods: z.array(method).length(5),
  inspection: z.strictObject({
    teamMin: dated(count.min(1)),
    leadOrganisation: z.literal('commerce-bureau'),
    leadBasis: basis,
    thirdPartyAreas: z.array(area),
    thirdPartyBasis: basis,
    reportDifferenceShare: dated(share),
  }),
  rectification: z.strictObject({
    workingDays: z.strictObject({
      serious: dated(count.min(1)),
      major: dated(count.min(1)),
      ordinary: dated(count.min(1)),
    }),
    extensionsMax: dated(count),
    extensionWorkingDaysMax: dated(count),
    reinspectorsMin: dated(count.min(1)),
    reminderDaysBefore: dated(count),
    escalation: z
      .array(
        z.strictObject({
          step: z.enum(['first', 'second', 'interview', 'circular', 'suspend-payment']),
          name: words,
          afterOverdueDays: count,
          basis,
        }),
      )
      .min(1),
    repeatWithinDays: dated(count),
    counting: z.strictObject({ rule: z.literal('day-after-service'), basis }),
  }),
  disqualification: z.strictObject({
    findings: dated(count.min(1)),
    months: dated(count.min(1)),
    notRectifiedInTime: dated(count),
  }),
  gate: z.strictObject({
    inspectionsWithinMonths: dated(count.min(1)),
    conditions: z.array(gateCondition).length(10),
  }),
  letter: z.strictObject({
    issuerCode: z.string().min(1),
    issuerName: z.string().min(1),
    copyTo: z.array(z.string().min(1)),
    basis,
  }),
  money: z.strictObject({
    areaCaps: z.array(z.strictObject({ id: slug, area, name: words, share: dated(share) })),
    negativeList: z.array(
      z.strictObject({ id: slug, name: words, keywords: z.array(z.string().min(1)).min(1), basis }),
    ),
  }),
});

export type PackFault = { readonly path: string; readonly message: string };

/** A pack that may not be used, with everything that is wrong in it. */
export class RulePackRejected extends Error {
  readonly faults: readonly PackFault[];

  constructor(faults: readonly PackFault[]) {
    super(
      `The rule pack cannot be used:\n${faults.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`,
    );
    this.name = 'RulePackRejected';
    this.faults = faults;
  }
}

/** Throws `RulePackRejected` unless the data is a whole and consistent pack. */
export function parsePack(data: unknown): RulePack {
  const parsed = rulePack.safeParse(data);
  if (!parsed.success) {
    throw new RulePackRejected(
      parsed.error.issues.map(({ path, message }) => ({ path: pathText(path), message })),
    );
  }
  const pack: RulePack = parsed.data;
  const faults = [
    ...clauseFaults(pack),
    ...doubledIds(pack),
    ...linkFaults(pack),
    ...obligationFaults(pack),
    ...gateFaults(pack),
    ...escalationFaults(pack),
  ];
  if (faults.length > 0) throw new RulePackRejected(faults);
  return pack;
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || '(the whole file)';
}

function clauseFaults(pack: RulePack): PackFault[] {
  const earlier = new Set<string>();
  return pack.clauses.flatMap(({ id, parent }, at) => {
    const faults: PackFault[] = [];
    if (!id.startsWith(`${pack.id}:`))
      faults.push({ path: `clauses[${at}].id`, message: `must begin with ${pack.id}:, not ${id}` });
    if (parent !== undefined && !earlier.has(parent))
      faults.push({ path: `clauses[${at}].parent`, message: `no earlier clause is called ${parent}` });
    earlier.add(id);
    return faults;
  });
}

function doubledIds(pack: RulePack): PackFault[] {
  const lists: [string, readonly string[]][] = [
    ['clauses', pack.clauses.map(({ id }) => id)],
    ['standards', pack.standards.map(({ id }) => id)],
    ['checkItems', pack.checkItems.map(({ id }) => id)],
    ['obligations', pack.obligations.map(({ id }) => id)],
    ['methods', pack.methods.map(({ id }) => id)],
    ['rectification.escalation', pack.rectification.escalation.map(({ step }) => step)],
    ['gate.conditions', pack.gate.conditions.map(({ id }) => id)],
    ['money.areaCaps', pack.money.areaCaps.map(({ id }) => id)],
    ['money.negativeList', pack.money.negativeList.map(({ id }) => id)],
  ];
  return lists.flatMap(([list, ids]) =>
    ids.flatMap((id, at) =>
      ids.indexOf(id) === at
        ? []
        : [{ path: `${list}[${at}]`, message: `${id} is already the id of ${list}[${ids.indexOf(id)}]` }],
    ),
  );
}

/** Every `clause` names a clause of the pack; every list of dated values runs from new to old and reaches the first day. */
function linkFaults(pack: RulePack): PackFault[] {
  const known = new Set(pack.clauses.map(({ id }) => id));
  const faults: PackFault[] = [];
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((member, at) => {
        walk(member, `${path}[${at}]`);
      });
    } else if (typeof value === 'object' && value !== null) {
      if ('clause' in value && !known.has(String(value.clause)))
        faults.push({ path: `${path}.clause`, message: `${value.clause} is no clause of this pack` });
      if ('values' in value) faults.push(...orderFaults(datesOf(value.values), path, pack.inForceFrom));
      for (const [key, member] of Object.entries(value)) walk(member, path ? `${path}.${key}` : key);
    }
  };
  walk(pack, '');
  return faults;
}

const datesOf = (values: unknown): readonly string[] =>
  (Array.isArray(values) ? values : []).map((entry: { from: string }) => entry.from);

function orderFaults(dates: readonly string[], path: string, inForceFrom: string): PackFault[] {
  const faults = dates.flatMap((from, at) => {
    const newer = dates[at - 1];
    return newer === undefined || newer > from
      ? []
      : [{ path: `${path}.values[${at}].from`, message: `${from} must lie before ${newer}: newest first` }];
  });
  const oldest = dates.at(-1);
  if (oldest !== undefined && oldest > inForceFrom)
    faults.push({
      path: `${path}.values`,
      message: `nothing is in force from ${inForceFrom} until ${oldest}`,
    });
  return faults;
}

function obligationFaults(pack: RulePack): PackFault[] {
  return pack.obligations.flatMap((rule, at) => {
    const path = `obligations[${at}]`;
    const faults: PackFault[] = [];
    if ((rule.kind === 'report') !== (rule.dueDay !== undefined))
      faults.push({ path: `${path}.dueDay`, message: 'a report has one, an inspection has none' });
    if ((rule.subject === 'facility') !== (rule.facilityKinds !== undefined))
      faults.push({ path: `${path}.facilityKinds`, message: 'needed for a facility, and only for one' });
    if (rule.subject === 'facility' && rule.phase === undefined)
      faults.push({ path: `${path}.phase`, message: 'needed for a facility' });
    if (rule.anchor === 'operation-day' && rule.phase !== 'operation')
      faults.push({ path: `${path}.anchor`, message: 'only a facility in operation has a day of operation' });
    return faults;
  });
}

const gateFaults = (pack: RulePack): PackFault[] =>
  pack.gate.conditions.flatMap((condition, at) =>
    (condition.class === 'ground') === (condition.withholdShare !== undefined)
      ? []
      : [{ path: `gate.conditions[${at}].withholdShare`, message: 'a ground has one, a hard stop has none' }],
  );

const escalationFaults = (pack: RulePack): PackFault[] =>
  pack.rectification.escalation.flatMap(({ afterOverdueDays }, at, steps) => {
    const before = steps[at - 1];
    return before === undefined || before.afterOverdueDays < afterOverdueDays
      ? []
      : [
          {
            path: `rectification.escalation[${at}].afterOverdueDays`,
            message: 'must be later than the step before',
          },
        ];
  });

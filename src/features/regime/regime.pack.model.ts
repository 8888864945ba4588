import { z } from 'zod';
import type { Path } from '#kernel/layers.ts';
import { ruleFaults } from './regime.checks.pack.model.ts';
import { consequenceFaults } from './regime.consequences.pack.model.ts';
import { type PackFault, pathText, schemaFaults } from './regime.faults.pack.model.ts';
import { type LayerOf, linkFaults } from './regime.links.pack.model.ts';
import { gateConditionIds, type RulePack } from './regime.model.ts';
import { numberFaults } from './regime.numbers.pack.model.ts';
import * as sections from './regime.sections.pack.model.ts';
import {
  area,
  basis,
  count,
  dated,
  dayKind,
  dayKinds,
  duty,
  facilityKind,
  fen,
  isoDate,
  share,
  slug,
  standard,
  words,
} from './regime.shapes.pack.model.ts';

// A pack with a mistake would be law by accident, so nothing is coerced, defaulted or ignored:
// unknown keys, unknown clauses, doubled ids and values out of order stop the start-up.

const phase = z.enum(['construction', 'operation']);

/** 停用: from this day on nothing new rests on the entry, which keeps its id so that records can be read. */
const until = isoDate.exactOptional();

const clause = z.strictObject({
  id: z.string(),
  number: z.string().min(1),
  /** Of a clause that is not the county's own: the instrument it stands in. */
  instrument: words.exactOptional(),
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
  until,
});

/** Every n months from the anchor; n times in each calendar period; or once, within days of an event. */
const frequency = z.union([
  z.strictObject({ months: dated(z.int().min(1).max(12), ['months']) }),
  z.strictObject({
    times: dated(z.int().min(1).max(31), ['times']),
    per: z.enum(['month', 'quarter', 'half-year', 'year']),
  }),
  z.strictObject({
    once: z.enum(['signing', 'construction-start', 'operation-day', 'programme-start']),
    within: dated(count.min(1), dayKinds),
    days: z.enum(['working-days', 'days']),
  }),
]);

/** Which part of the subjects each period must reach: a share (rounded up), a least number, of all or of each stratum. */
const coverage = z.strictObject({
  share: dated(share).exactOptional(),
  atLeast: dated(count).exactOptional(),
  by: z.enum(['town', 'contractor']).exactOptional(),
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
  every: frequency,
  anchor: z.enum(['calendar', 'operation-day', 'signing', 'last-done']),
  count: z.enum(['exactly', 'at-least']),
  dueDay: dated(z.int().min(1).max(28), ['day-of-month']).exactOptional(),
  restDay: z.literal('roll-forward').exactOptional(),
  graceDays: dated(count, ['days']),
  coverage: coverage.exactOptional(),
  area: area.nullable(),
  responsible: z.enum(['inspection-group', 'contractor']),
  until,
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
  id: z.enum(gateConditionIds),
  class: z.enum(['hard-stop', 'ground', 'warning']),
  name: words,
  remedy: words,
  withholdShare: dated(share).exactOptional(),
  /** Withheld in proportion to what is unfinished, `withholdShare` at most. */
  proportional: z.literal('unfinished').exactOptional(),
  /** For `score-band`: the lowest band that is paid whole. For `progress`: the least share of the plan. */
  least: z.union([slug, dated(share)]).exactOptional(),
  basis,
});

const escalationStep = z.enum(['first', 'second', 'interview', 'circular', 'suspend-payment']);

export const rulePack = z.strictObject({
  /** A place and a year for a county, such as tongcheng-2021; a place alone for a layer under it. */
  id: z.string().regex(/^[a-z]+(-[a-z]+)*(-\d{4})?$/),
  version: z.string().min(1),
  level: z.enum(['national', 'province', 'county']),
  /** The layer this one stands on: what is not said here is as it is there. */
  extends: z.string().min(1).exactOptional(),
  name: words,
  jurisdiction: z.string().regex(/^\d{6}$/),
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
    teamMin: dated(count.min(1), ['people']),
    leadOrganisation: z.literal('commerce-bureau'),
    leadBasis: basis,
    thirdPartyAreas: z.array(area),
    thirdPartyBasis: basis,
    reportDifferenceShare: dated(share),
  }),
  rectification: z.strictObject({
    /** Days from 送达, of the kind `counting.days` names. */
    period: z.strictObject({
      serious: dated(count.min(1), dayKinds),
      major: dated(count.min(1), dayKinds),
      ordinary: dated(count.min(1), dayKinds),
    }),
    extensionsMax: dated(count, ['times']),
    /** How far one extension may reach, in the same days. */
    extensionMax: dated(count, dayKinds),
    reinspectorsMin: dated(count.min(1), ['people']),
    reminderDaysBefore: dated(count, ['days']),
    escalation: z
      .array(
        z.strictObject({
          step: escalationStep,
          name: words,
          afterOverdueDays: dated(count, ['days']),
          basis,
        }),
      )
      .min(1),
    /** 进度: steps towards a contractor whose actual progress lies below a share of the plan. */
    progressLadder: z
      .array(z.strictObject({ step: escalationStep, name: words, below: dated(share), basis }))
      .exactOptional(),
    /** What makes a later finding the same problem again. */
    repeatSame: z.enum(['item', 'area', 'facility']),
    repeatSameBasis: basis,
    repeatWithinDays: dated(count, ['days']),
    counting: z.strictObject({ rule: z.literal('day-after-service'), days: dayKind, basis }),
  }),
  disqualification: z.strictObject({
    findings: dated(count.min(1), ['findings']),
    months: dated(count.min(1), ['months']),
    notRectifiedInTime: dated(count, ['findings']),
    grounds: z.array(sections.disqualificationGround).min(1),
    procedure: z.array(sections.procedureStep).min(1),
    /** 集体研究: who must sit and how many must agree. */
    quorumShare: dated(share),
    majorityShare: dated(share),
    /** 过半数 is more than its share; 三分之二以上 is its share at least (民法典第一千二百五十九条). */
    majority: z.strictObject({ rule: z.enum(['more-than', 'at-least']), basis }),
  }),
  gate: z.strictObject({
    inspectionsWithinMonths: dated(count.min(1), ['months']),
    conditions: z.array(gateCondition).min(1),
  }),
  letter: z.strictObject({
    issuerCode: z.string().min(1),
    issuerName: z.string().min(1),
    copyTo: z.array(z.string().min(1)),
    basis,
  }),
  money: z.strictObject({
    sources: z.array(z.strictObject({ id: slug, name: words, basis })).min(1),
    areaCaps: z.array(
      z.strictObject({
        id: slug,
        area,
        name: words,
        share: dated(share).exactOptional(),
        fen: dated(fen).exactOptional(),
        perUnitFen: dated(fen).exactOptional(),
      }),
    ),
    areaFloors: z.array(z.strictObject({ id: slug, area, name: words, share: dated(share) })),
    instalments: sections.instalmentRules,
    negativeList: z.array(
      z.strictObject({ id: slug, name: words, keywords: z.array(z.string().min(1)).min(1), basis }),
    ),
  }),
  scoring: sections.scoring.exactOptional(),
  reports: sections.reports,
  draws: sections.draws.exactOptional(),
  parties: sections.parties,
  training: sections.training.exactOptional(),
  assets: sections.assets.exactOptional(),
  disclosure: sections.disclosure.exactOptional(),
  documents: sections.documents,
  vocabulary: sections.vocabulary,
});

/** A pack that may not be used, with everything that is wrong in it. */
export class RulePackRejected extends Error {
  readonly faults: readonly PackFault[];

  constructor(faults: readonly PackFault[]) {
    super(
      `The rule pack cannot be used:\n${faults
        .map(
          ({ path, code, facts }) =>
            `  ${pathText(path) || '(the whole file)'}: ${code} ${JSON.stringify(facts)}`,
        )
        .join('\n')}`,
    );
    this.name = 'RulePackRejected';
    this.faults = faults;
  }
}

/** Everything that is wrong in a county's pack, its layers composed; a shape that is wrong hides what rests on it. */
export function packFaults(data: unknown, layerOf?: LayerOf): readonly PackFault[] {
  const parsed = rulePack.safeParse(data);
  if (!parsed.success) return schemaFaults(rulePack, data, parsed.error.issues);
  const pack: RulePack = parsed.data;
  return [
    ...linkFaults(pack, layerOf),
    ...ruleFaults(pack),
    ...numberFaults(pack),
    ...consequenceFaults(pack),
  ];
}

/**
 * Everything that is wrong in a layer of the nation or a province: as a county's, but it says only as much as it wants, so
 * nothing is missing outside its lists.
 */
export function layerFaults(data: unknown, layerOf?: LayerOf): readonly PackFault[] {
  const parsed = rulePack.safeParse(data);
  const shape = parsed.success ? [] : schemaFaults(rulePack, data, parsed.error.issues);
  const wrong = shape.filter(
    ({ code, path }) =>
      (code !== 'pack.missing-key' && code !== 'pack.missing-dated') || isMissingInLayer(path),
  );
  return wrong.length > 0 ? wrong : linkFaults(data, layerOf);
}

const isMissingInLayer = (path: Path): boolean =>
  path.some((step) => typeof step === 'number') ||
  (path.length === 1 && ['id', 'version', 'level', 'name'].includes(String(path[0])));

/** Throws `RulePackRejected` unless the data is a whole and consistent pack. */
export function parsePack(data: unknown): RulePack {
  const faults = packFaults(data);
  if (faults.length > 0) throw new RulePackRejected(faults);
  return data as RulePack;
}

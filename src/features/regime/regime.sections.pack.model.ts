import { z } from 'zod';
import { termIds } from '#kernel/terms.ts';
import {
  area,
  basis,
  count,
  dated,
  dayKind,
  dayKinds,
  facilityKind,
  fen,
  points,
  share,
  slug,
  words,
} from './regime.shapes.pack.model.ts';

// The parts of a pack that not every regime has. A part that is absent is not there: nothing is scored, withheld or asked for.

/** 计分: how one check item moves the total. Points are of the area's weight. */
const itemScore = z.discriminatedUnion('kind', [
  /** All or nothing. */
  z.strictObject({ kind: z.literal('pass-fail'), weight: dated(points) }),
  /** A share of the weight for each result. */
  z.strictObject({ kind: z.literal('graded'), weight: dated(points), partly: dated(share) }),
  /** So many points off for each case, down to nothing. */
  z.strictObject({ kind: z.literal('deduct'), weight: dated(points), perCase: dated(points) }),
  /** On top of the base, up to a cap. */
  z.strictObject({ kind: z.literal('bonus'), perCase: dated(points), cap: dated(points) }),
]);

/** 评分：权重、加分上限、档次、取整. */
export const scoring = z.strictObject({
  base: dated(points),
  /** The areas' weights add up to the base. */
  areaWeights: z.array(z.strictObject({ area, weight: dated(points) })).min(1),
  items: z.array(
    z.strictObject({
      item: slug,
      score: itemScore,
      /** 一票否决: failing it alone puts the total in the lowest band. */
      veto: z.boolean(),
      basis,
    }),
  ),
  bonusMax: dated(points),
  /** 精度, such as 0.1 or 0.5. */
  step: dated(z.number().gt(0).max(10), ['points']),
  rounding: z.enum(['half-up', 'half-even', 'down']),
  /** Points off for every problem reported and not rectified in time. */
  unrectified: z.strictObject({ perItem: dated(points), max: dated(points) }).nullable(),
  /** Best first; the last one begins at 0. */
  bands: z.array(z.strictObject({ id: slug, name: words, least: dated(points), basis })).min(2),
  basis,
});
export type Scoring = z.infer<typeof scoring>;
export type ItemScore = z.infer<typeof itemScore>;

/** 报告: what a contractor is asked for. */
export const reports = z.strictObject({
  attachments: z.array(z.strictObject({ id: slug, name: words, required: z.boolean(), basis })),
  narrative: z.array(z.enum(['summary', 'problems', 'next-month', 'coordination', 'rectification'])).min(1),
  lateAfterDays: dated(count, dayKinds).exactOptional(),
  latePenaltyPoints: dated(points).exactOptional(),
  basis,
});

/** 取消承办资格: what opens a case, and the steps it must go through. */
export const disqualificationGround = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('repeated-unrectified'), id: slug, name: words, basis }),
  z.strictObject({ kind: z.literal('progress-below'), id: slug, name: words, share: dated(share), basis }),
  /** A fact somebody states and proves, such as falsified data or an unauthorised change of the plan. */
  z.strictObject({ kind: z.literal('stated'), id: slug, name: words, basis }),
]);

export const procedureStep = z.strictObject({
  step: z.enum(['notice', 'statement', 'hearing', 'deliberation', 'decision', 'service', 'settlement']),
  name: words,
  /** Nobody may take the next step earlier than this after the step before (time to speak). */
  notBefore: dated(count, dayKinds).exactOptional(),
  /** The step is due within this of the step before. */
  within: dated(count, dayKinds).exactOptional(),
  days: dayKind,
  by: z.enum(['office', 'contractor', 'leading-group']),
  /** Takes place only if the contractor asks for it. */
  onRequest: z.boolean(),
  basis,
});

/** 拨付: what an instalment may rest on, what is kept back, how the last fen falls. */
export const instalmentRules = z.strictObject({
  kinds: z.array(z.enum(['percent', 'unit-price', 'reimbursement'])).min(1),
  /** The usual plan by shares of the contract; adds up to 1. */
  plan: z.array(z.strictObject({ share: dated(share), milestone: words })).exactOptional(),
  /** 以奖代补、先建后补: the largest share of verified investment. */
  reimbursementShare: dated(share).exactOptional(),
  unitPrices: z
    .array(
      z.strictObject({
        id: slug,
        name: words,
        unit: words,
        fen: dated(fen),
        cap: dated(fen).exactOptional(),
      }),
    )
    .exactOptional(),
  /** 质保金. */
  retentionShare: dated(share).exactOptional(),
  rounding: z.strictObject({
    to: z.enum(['fen', 'yuan', 'hundred-yuan']),
    remainder: z.literal('last-instalment'),
  }),
  basis,
});

/** 培训: what the figures mean. */
export const training = z.strictObject({
  conversion: z.strictObject({
    numerator: z.literal('converted-people'),
    denominator: z.enum(['people', 'attendances']),
    target: dated(share).exactOptional(),
    basis,
  }),
  satisfaction: z.strictObject({ target: dated(share).exactOptional(), basis }),
  followUps: z.array(z.strictObject({ id: slug, name: words, after: dated(count, ['days']) })).min(1),
  classMax: dated(count, ['people']).exactOptional(),
  unitPriceFen: dated(fen).exactOptional(),
  basis,
});

/** 资产. */
export const assets = z.strictObject({
  capitalisationFen: dated(fen),
  ownership: z.enum(['commerce-bureau', 'platform-company', 'town', 'village-collective', 'contractor']),
  stocktakeMonths: dated(count.min(1), ['months']),
  handOver: words.exactOptional(),
  basis,
});

/** 公开: what is published, where, within which days, and what is masked. */
export const disclosure = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: slug,
        name: words,
        where: words,
        within: dated(count, dayKinds),
        days: dayKind,
        basis,
      }),
    )
    .min(1),
  masked: z.array(z.enum(['phone', 'identity-number', 'bank-account', 'personal-name'])),
  basis,
});

/** 文书: the sign-off chain beside the letter's own 代字 and copies. */
export const documents = z.strictObject({
  series: z.array(
    z.strictObject({ id: slug, name: words, code: z.string().min(1), restart: z.enum(['year', 'never']) }),
  ),
  signOff: z.array(z.enum(['draft', 'review', 'legal-review', 'sign', 'issue'])).min(2),
  basis,
});

/** 用语: what this county calls a thing; the rest keeps the product's own words. */
export const vocabulary = z.strictObject({
  terms: z.array(
    z.strictObject({
      term: z.enum(termIds),
      words,
    }),
  ),
});

/** What a facility is known for, in numbers the registers hold. */
export const riskCauses = [
  'missed-inspections',
  'findings',
  'serious-findings',
  'overdue-rectifications',
] as const;
export type RiskCause = (typeof riskCauses)[number];

/** 按风险加权: what raises the weight of an object above 1, by how much for each, and to how much at most. */
const riskWeight = z.strictObject({
  id: slug,
  name: words,
  raisedBy: z.enum(riskCauses),
  withinMonths: dated(count.min(1).max(120), ['months']),
  adds: dated(count.min(1).max(100), ['times']),
  most: dated(count.min(1).max(1000), ['times']),
  basis,
});
export type RiskWeight = z.infer<typeof riskWeight>;

/** 抽查: how objects and people are drawn. */
export const draws = z.strictObject({
  stratifyBy: z.enum(['none', 'town', 'contractor']),
  /** One draw over the same facilities in each period of so many months from January; a second says why. */
  everyMonths: dated(count.min(1).max(12), ['months']),
  /** None: draws are never weighted. */
  riskWeights: z.array(riskWeight),
  parties: dated(count.min(3), ['people']),
  inspectorsPerObject: dated(count.min(2), ['people']),
  loadMax: dated(count.min(1), ['facilities']),
  facilityKinds: z.array(facilityKind).min(1),
  basis,
});

/** 联合体: whether several companies may contract together. */
export const parties = z.strictObject({ consortium: z.boolean(), basis });

type Of<Schema extends z.ZodType> = z.infer<Schema>;
export type InstalmentRules = Of<typeof instalmentRules>;
export type ReportRules = Of<typeof reports>;
export type TrainingRules = Of<typeof training>;
export type AssetRules = Of<typeof assets>;
export type DisclosureRules = Of<typeof disclosure>;
export type DocumentRules = Of<typeof documents>;
export type Vocabulary = Of<typeof vocabulary>;
export type DrawRules = Of<typeof draws>;

/** The parts read by this file, as they stand in a whole pack. */
export type Sections = {
  readonly scoring?: Scoring;
  readonly reports: ReportRules;
  readonly draws?: DrawRules;
  readonly parties: Of<typeof parties>;
  readonly training?: TrainingRules;
  readonly assets?: AssetRules;
  readonly disclosure?: DisclosureRules;
  readonly documents: DocumentRules;
  readonly vocabulary: Vocabulary;
};

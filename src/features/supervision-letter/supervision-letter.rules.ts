import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { isAfter, isBefore, type PlainDate, plainDate } from '#kernel/temporal.ts';
import type { RulePack, Severity } from '../regime/regime.model.ts';
import { citationsOf, clauseOfDuty, inForce } from '../regime/regime.rules.ts';
import {
  type FindingTold,
  type ItemAsked,
  type Letter,
  type LetterNumber,
  type LetterService,
  type LetterState,
  lifecycle,
} from './supervision-letter.model.ts';

/** 由通城县电子商务进农村领导小组办公室出具《督办函》，对检查中发现的问题不遮不掩、明确指出，限时整改。（一(四)） */
export const letterBasis = (pack: RulePack): readonly Citation[] => [{ clause: clauseOfDuty(pack, 'D07') }];

/** 发文字号: 机关代字〔年份〕序号号; no 第, no leading zeros. (GB/T 9704-2012, 7.2.5) */
export const printedNumber = ({ code, year, number }: LetterNumber): string =>
  `${code}〔${year}〕${number}号`;

export const mayBecome = (from: LetterState, to: LetterState): boolean =>
  (lifecycle[from] as readonly LetterState[]).includes(to);

/** One step along the track, or the sentence why not. */
export function step(letter: Letter, to: LetterState): Result<LetterState, 'supervision-letter.wrong-state'> {
  return mayBecome(letter.state, to)
    ? granted(to)
    : refused('supervision-letter.wrong-state', { state: letter.state, to });
}

type RevocationRefusal =
  | 'supervision-letter.not-issued'
  | 'supervision-letter.revocation-not-revocable'
  | 'supervision-letter.revocation-open'
  | 'supervision-letter.wrong-state';

/**
 * 撤销: an issued letter never changes (一(四)); it is ended by another that names it. A draft is amended or voided instead; what is closed
 * stays closed; a revocation is not revoked, and a letter is revoked once.
 */
export function decideRevocation(
  letter: Pick<Letter, 'kind' | 'state'>,
  standing: { readonly number: string; readonly title: string } | null,
  pack: RulePack,
): Result<true, RevocationRefusal> {
  const basis = letterBasis(pack);
  if (letter.kind === 'revocation') return refused('supervision-letter.revocation-not-revocable', {}, basis);
  if (['draft', 'reviewed', 'signed'].includes(letter.state))
    return refused('supervision-letter.not-issued', {}, basis);
  if (!['issued', 'served', 'acknowledged'].includes(letter.state))
    return refused('supervision-letter.wrong-state', { state: letter.state, to: 'revoked' }, basis);
  if (standing)
    return refused(
      'supervision-letter.revocation-open',
      { title: standing.title, number: standing.number },
      basis,
    );
  return granted(true);
}

/** 限时整改: the days the pack sets for this severity, and the most a letter may give. */
export function periodFor(pack: RulePack, severity: Severity, on: PlainDate) {
  const { value, basis } = inForce(pack.rectification.period[severity], on);
  return {
    workingDays: value,
    workingDaysMax: value * 2,
    dayKind: pack.rectification.counting.days,
    basis: citationsOf(basis),
  };
}

/** 检〔2026〕17: how an opening paragraph cites a visit. */
const visitNumber = /检〔\d{4}〕\d+/g;

/**
 * 明确指出（一(四)）: the opening paragraph cites the visits that the items rest on, no other and all of them. What it cites too much and
 * too little, by number; a paragraph written by hand is kept, and told of.
 */
export function citedAmiss(
  preamble: string,
  visits: readonly string[],
): { readonly strange: string[]; readonly missing: string[] } {
  const cited = [...new Set(preamble.match(visitNumber) ?? [])];
  return {
    strange: cited.filter((number) => !visits.includes(number)),
    missing: [...new Set(visits)].filter((number) => !cited.includes(number)),
  };
}

type DraftRefusal =
  | 'supervision-letter.no-items'
  | 'supervision-letter.finding-twice'
  | 'supervision-letter.finding-not-confirmed'
  | 'supervision-letter.other-agreement'
  | 'supervision-letter.period-out-of-range'
  | 'supervision-letter.findings-left-out';

export type Draft = {
  readonly agreementId: string;
  readonly items: readonly ItemAsked[];
  /** What the drafter says he leaves out, by id. */
  readonly leftOut: readonly string[];
};

/**
 * 对检查中发现的问题不遮不掩、明确指出。（一(四)）Every item is a confirmed finding of this one agreement, with a period the
 * pack allows; what stays out of the letter is named by the one who leaves it out.
 */
export function decideDraft(
  draft: Draft,
  known: {
    readonly chosen: readonly FindingTold[];
    readonly pending: readonly FindingTold[];
    readonly inThisLetter: ReadonlySet<string>;
  },
  pack: RulePack,
  on: PlainDate,
): Result<readonly FindingTold[], DraftRefusal> {
  const basis = letterBasis(pack);
  if (draft.items.length === 0) return refused('supervision-letter.no-items', {}, basis);
  const ids = draft.items.map(({ findingId }) => findingId);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  const found = new Map(known.chosen.map((finding) => [finding.id, finding]));
  if (twice !== undefined)
    return refused('supervision-letter.finding-twice', { finding: found.get(twice)?.number ?? twice });
  const told: FindingTold[] = [];
  for (const item of draft.items) {
    const finding = found.get(item.findingId);
    if (!finding || !(finding.state === 'confirmed' || known.inThisLetter.has(finding.id)))
      return refused(
        'supervision-letter.finding-not-confirmed',
        { finding: finding?.number ?? item.findingId },
        basis,
      );
    if (finding.agreementId !== draft.agreementId)
      return refused('supervision-letter.other-agreement', { finding: finding.number });
    const period = periodFor(pack, finding.severity, on);
    if (item.workingDays < 1 || item.workingDays > period.workingDaysMax)
      return refused(
        'supervision-letter.period-out-of-range',
        {
          finding: finding.number,
          workingDays: item.workingDays,
          workingDaysMax: period.workingDaysMax,
          dayKind: period.dayKind,
        },
        period.basis,
      );
    told.push(finding);
  }
  // A finding taken out of this draft is confirmed again, and so left out.
  const takenOut = known.chosen.filter(({ id }) => known.inThisLetter.has(id) && !ids.includes(id));
  const out = [...known.pending.filter(({ id }) => !ids.includes(id)), ...takenOut];
  const noticed = decideLeftOut(draft.leftOut, out, pack);
  return noticed.ok ? granted(told) : noticed;
}

/** What is left out must be exactly what the one who signs for it has said: no more, and above all no less. */
export function decideLeftOut(
  said: readonly string[],
  actual: readonly FindingTold[],
  pack: RulePack,
): Result<true, 'supervision-letter.findings-left-out'> {
  const left = new Set(actual.map(({ id }) => id));
  if (left.size === new Set(said).size && said.every((id) => left.has(id))) return granted(true);
  return refused(
    'supervision-letter.findings-left-out',
    { findings: actual.map(({ number }) => number), count: actual.length },
    letterBasis(pack),
  );
}

/** 一(四)、一(五): many eyes, so that nothing found is let off. What the separation of hands on a letter rests on. */
const handsBasis = (pack: RulePack): readonly Citation[] => [
  ...letterBasis(pack),
  { clause: clauseOfDuty(pack, 'D13') },
];

/** Who puts a hand to a letter: the person, and whoever was on the visits its items come from. */
export type Hand = { readonly personId: string; readonly visitors: readonly string[] };

type HandRefusal =
  | 'supervision-letter.wrong-state'
  | 'supervision-letter.own-draft'
  | 'supervision-letter.own-visit';

const handFree = (
  letter: Letter,
  { personId, visitors }: Hand,
  pack: RulePack,
): Result<true, HandRefusal> => {
  if (letter.draftedBy === personId) return refused('supervision-letter.own-draft', {}, handsBasis(pack));
  if (visitors.includes(personId)) return refused('supervision-letter.own-visit', {}, handsBasis(pack));
  return granted(true);
};

/** 审签: whether a letter of this county is reviewed before it is signed. 法制审核 is a review too, by the same hand. */
export const isReviewed = (pack: RulePack): boolean =>
  pack.documents.signOff.some((step) => step === 'review' || step === 'legal-review');

/** 核稿 by someone who neither drafted it nor was on the visits it rests on. */
export function decideReview(
  letter: Letter,
  hand: Hand,
  pack: RulePack,
): Result<LetterState, HandRefusal | 'supervision-letter.no-review'> {
  if (!isReviewed(pack))
    return refused('supervision-letter.no-review', {}, citationsOf(pack.documents.basis));
  const free = handFree(letter, hand, pack);
  return free.ok ? step(letter, 'reviewed') : free;
}

/** 签发 by a third person: not the drafter, not the reviewer, not one of the visits. */
export function decideSign(
  letter: Letter,
  hand: Hand,
  pack: RulePack,
): Result<LetterState, HandRefusal | 'supervision-letter.own-review'> {
  const free = handFree(letter, hand, pack);
  if (!free.ok) return free;
  if (letter.reviewedBy === hand.personId)
    return refused('supervision-letter.own-review', {}, handsBasis(pack));
  // What is to be reviewed is signed after its review.
  if (letter.state === 'draft' && isReviewed(pack))
    return refused('supervision-letter.wrong-state', { state: letter.state, to: 'signed' });
  return step(letter, 'signed');
}

type ServiceRefusal =
  | 'supervision-letter.wrong-state'
  | 'supervision-letter.served-before-issue'
  | 'supervision-letter.served-in-future'
  | 'supervision-letter.witness-required'
  | 'supervision-letter.witness-is-server';

/** 送达: not before the letter was issued, not in days to come; 留置送达 needs a second person who saw it. */
export function decideService(
  letter: Letter,
  service: LetterService,
  server: { readonly name: string },
  on: PlainDate,
): Result<LetterState, ServiceRefusal> {
  const next = step(letter, 'served');
  if (!next.ok) return next;
  const day = plainDate(service.servedOn);
  if (letter.issuedOn !== null && isBefore(day, plainDate(letter.issuedOn)))
    return refused('supervision-letter.served-before-issue', { issuedOn: letter.issuedOn });
  if (isAfter(day, on)) return refused('supervision-letter.served-in-future', { todayOn: on.toString() });
  if (service.method === 'left' && service.witness === null)
    return refused('supervision-letter.witness-required');
  if (service.witness !== null && service.witness.trim() === server.name)
    return refused('supervision-letter.witness-is-server');
  return next;
}

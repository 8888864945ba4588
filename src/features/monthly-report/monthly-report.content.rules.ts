import { type Citation, granted, type Result, refused } from '#kernel/result.ts';
import { citationsOf } from '../regime/regime.rules.ts';
import type { ReportRules } from '../regime/regime.sections.pack.model.ts';
import {
  type AskedPaper,
  type Narrative,
  type NarrativePart,
  narrativeParts,
  type Papers,
  type ReportAsked,
} from './monthly-report.model.ts';

const partOf: Readonly<Record<ReportRules['narrative'][number], NarrativePart>> = {
  summary: 'summary',
  problems: 'problems',
  'next-month': 'nextMonth',
  coordination: 'coordination',
  rectification: 'rectification',
};

/** What this county asks a report for, in the order of the form. */
export function askedOf(reports: Pick<ReportRules, 'narrative' | 'attachments' | 'basis'>): ReportAsked {
  const named = reports.narrative.map((part) => partOf[part]);
  return {
    narrative: narrativeParts.filter((part) => named.includes(part)),
    attachments: reports.attachments.map(({ id, name, required, basis }) => ({
      id,
      name,
      required,
      basis: citationsOf(basis),
    })),
    basis: citationsOf(reports.basis),
  };
}

/** What a reader is shown: what is asked for, and what was written before it ceased to be asked for. */
export const partsToRead = (
  asked: readonly NarrativePart[],
  written: Readonly<Record<NarrativePart, string>>,
): readonly NarrativePart[] =>
  narrativeParts.filter((part) => asked.includes(part) || written[part].trim() !== '');

/**
 * The words of a report. A part the regime does not name is not taken; what an earlier draft says in it stays as it is, for
 * nobody may lose words because the county's rules changed.
 */
export function narrativeFrom(
  sent: { readonly [part in NarrativePart]?: string | undefined },
  kept: Narrative,
  asked: Pick<ReportAsked, 'narrative' | 'basis'>,
): Result<Narrative, 'monthly-report.part-not-asked'> {
  const { summary, problems, nextMonth, coordination, rectification } = kept;
  const words = { summary, problems, nextMonth, coordination, rectification };
  const beyond: NarrativePart[] = [];
  for (const part of narrativeParts) {
    const said = sent[part] ?? '';
    if (asked.narrative.includes(part)) words[part] = said;
    else if (said.trim() !== '' && said !== kept[part]) beyond.push(part);
  }
  return beyond.length === 0
    ? granted(words)
    : refused('monthly-report.part-not-asked', { parts: beyond }, asked.basis);
}

/** The papers of a report by their kinds. A kind the regime does not name is refused, not filed where nobody looks for it. */
export function papersFrom(
  attachments: Readonly<Record<string, readonly string[]>>,
  others: readonly string[],
  asked: Pick<ReportAsked, 'attachments' | 'basis'>,
): Result<readonly Papers[], 'monthly-report.attachment-unknown'> {
  const unknown = Object.keys(attachments).filter((kind) => !asked.attachments.some(({ id }) => id === kind));
  if (unknown.length > 0)
    return refused('monthly-report.attachment-unknown', { kinds: unknown }, asked.basis);
  const papers = Object.entries(attachments).map(([kind, ids]) => ({ kind, evidenceIds: [...new Set(ids)] }));
  return granted([...papers, { kind: null, evidenceIds: [...new Set(others)] }]);
}

/** 形成书面材料: what the regime requires to be attached is there when the report is handed in; a draft may lack it. */
export function carriesWhatIsRequired(
  carried: readonly (string | null)[],
  asked: Pick<ReportAsked, 'attachments'>,
): Result<true, 'monthly-report.attachment-missing'> {
  const missing = asked.attachments.filter(({ id, required }) => required && !carried.includes(id));
  if (missing.length === 0) return granted(true);
  return refused(
    'monthly-report.attachment-missing',
    {
      kinds: missing.map(({ id }) => id),
      attachmentsZh: missing.map(({ name }) => name.zh),
      attachmentsEn: missing.map(({ name }) => name.en),
    },
    once(missing.flatMap(({ basis }) => basis)),
  );
}

const once = (basis: readonly Citation[]): readonly Citation[] => [
  ...new Map(basis.map((citation) => [JSON.stringify(citation), citation])).values(),
];

/** The papers of each kind the regime names, in its order, and after them all others. */
export function byKind<Asked extends AskedPaper, Paper extends { readonly kind: string | null }>(
  asked: readonly Asked[],
  papers: readonly Paper[],
): readonly { readonly asked: Asked | null; readonly papers: readonly Paper[] }[] {
  const others = papers.filter(({ kind }) => !asked.some(({ id }) => id === kind));
  return [
    ...asked.map((one) => ({ asked: one, papers: papers.filter(({ kind }) => kind === one.id) })),
    ...(others.length > 0 ? [{ asked: null, papers: others }] : []),
  ];
}

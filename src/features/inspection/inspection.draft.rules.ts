import type { EvidenceView } from '#kernel/shapes.ts';
import { lettersIn } from '#kernel/text.ts';
import type { Dimension, EvidenceAsked, Method, Severity, Standard } from '../regime/regime.model.ts';
import type { ItemResult, Position, PresentOutcome, Submission, Verdict } from './inspection.model.ts';

// The sheet while it is being filled in, on the inspector's own device: what is typed, what is missing, what is handed in. The
// server decides; this says beforehand, all at once, what it would miss one by one.

export type FindingDraft = {
  readonly id: string;
  readonly itemId: string | null;
  readonly fact: string;
  readonly place: string;
  readonly foundBy: string;
  readonly clauseId: string;
  readonly severity: Severity;
  readonly dimensions: readonly Dimension[];
  readonly evidence: readonly string[];
};

export type ItemDraft = {
  readonly result: ItemResult | null;
  readonly fact: string;
  readonly evidence: readonly string[];
};
export type FigureDraft = { readonly seen: number | null; readonly checked: boolean; readonly note: string };
export type MethodDraft = {
  readonly description: string;
  readonly minutes: string;
  readonly attendance: string;
  readonly materials: string;
  readonly files: { readonly [A in EvidenceAsked]?: readonly string[] };
};

/** Stored shapes have versions: last month's draft still opens, or is known to be another. */
export const draftVersion = 1;
export type Draft = {
  readonly v: typeof draftVersion;
  /** Instants; empty while unknown. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly arrivedAt: string;
  readonly position: Position | null;
  readonly positionMissingReason: string;
  readonly methods: { readonly [M in Method]?: MethodDraft };
  readonly items: Readonly<Record<string, ItemDraft>>;
  readonly figures: Readonly<Record<string, FigureDraft>>;
  readonly verdicts: {
    readonly [S in Standard]?: { readonly verdict: Verdict | null; readonly reasons: string };
  };
  readonly present: {
    readonly outcome: PresentOutcome | null;
    readonly name: string;
    readonly title: string;
    readonly statement: string;
  };
  readonly summary: string;
  readonly findings: readonly FindingDraft[];
  /** What was uploaded, so that it can still be shown after the page was left. */
  readonly views: readonly EvidenceView[];
};

/** What a sheet asks, as far as its gaps depend on it. */
export type Asked = {
  readonly items: readonly {
    readonly id: string;
    readonly standard: Standard;
    readonly evidenceRequired: boolean;
  }[];
  readonly figures: readonly { readonly lineKey: string }[];
  readonly methods: readonly { readonly id: Method; readonly requires: readonly EvidenceAsked[] }[];
  readonly verdictRequired: Standard;
};

export const emptyDraft: Draft = {
  v: draftVersion,
  startedAt: '',
  endedAt: '',
  arrivedAt: '',
  position: null,
  positionMissingReason: '',
  methods: {},
  items: {},
  figures: {},
  verdicts: {},
  present: { outcome: null, name: '', title: '', statement: '' },
  summary: '',
  findings: [],
  views: [],
};
export const emptyItem: ItemDraft = { result: null, fact: '', evidence: [] };
export const emptyFigure: FigureDraft = { seen: null, checked: true, note: '' };
export const emptyMethod: MethodDraft = {
  description: '',
  minutes: '',
  attendance: '',
  materials: '',
  files: {},
};

/** A draft kept earlier, when it is one of ours. */
export function readDraft(text: string | undefined): Draft | undefined {
  if (!text) return undefined;
  try {
    const kept = JSON.parse(text) as Partial<Draft> | null;
    return kept?.v === draftVersion ? { ...emptyDraft, ...kept } : undefined;
  } catch {
    return undefined;
  }
}

export type Part = 'visit' | 'items' | 'figures' | 'methods' | 'findings' | 'verdicts' | 'end';
export type GapKind =
  | 'times'
  | 'times-order'
  | 'arrival'
  | 'position'
  | 'method'
  | 'method-evidence'
  | 'item'
  | 'item-fact'
  | 'item-evidence'
  | 'item-finding'
  | 'figure'
  | 'finding'
  | 'verdict'
  | 'verdict-reasons'
  | 'verdict-contradicts'
  | 'present'
  | 'summary';
/** `key` names the item, line, method, standard or finding it is about. */
export type Gap = {
  readonly part: Part;
  readonly kind: GapKind;
  readonly key: string;
  readonly asked?: readonly EvidenceAsked[];
};

const blank = (text: string): boolean => lettersIn(text) === 0;
export const itemOf = (draft: Draft, id: string): ItemDraft => draft.items[id] ?? emptyItem;

/**
 * An answer changed. A finding raised from it says the same fact and carries the same evidence until its own is written: nobody
 * types a thing twice.
 */
export function withItem(draft: Draft, id: string, next: Partial<ItemDraft>): Partial<Draft> {
  const before = itemOf(draft, id);
  const after = { ...before, ...next };
  const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  return {
    items: { ...draft.items, [id]: after },
    findings: draft.findings.map((finding) =>
      finding.itemId === id
        ? {
            ...finding,
            fact: finding.fact === before.fact ? after.fact : finding.fact,
            evidence: same(finding.evidence, before.evidence) ? after.evidence : finding.evidence,
          }
        : finding,
    ),
  };
}

/** Everything the sheet still lacks, in the order in which it is read. */
export function gapsOf(asked: Asked, draft: Draft): readonly Gap[] {
  return [
    ...visitGaps(draft),
    ...itemGaps(asked, draft),
    ...figureGaps(asked, draft),
    ...methodGaps(asked, draft),
    ...findingGaps(draft),
    ...verdictGaps(asked, draft),
    ...endGaps(draft),
  ];
}

function visitGaps(draft: Draft): Gap[] {
  const gap = (kind: GapKind): Gap => ({ part: 'visit', kind, key: '' });
  const { startedAt, endedAt, arrivedAt } = draft;
  const gaps: Gap[] = [];
  if (blank(startedAt) || blank(endedAt)) gaps.push(gap('times'));
  else if (startedAt > endedAt || (arrivedAt !== '' && (arrivedAt < startedAt || arrivedAt > endedAt)))
    gaps.push(gap('times-order'));
  if (draft.methods['site-visit']) {
    if (blank(arrivedAt)) gaps.push(gap('arrival'));
    if (draft.position === null && blank(draft.positionMissingReason)) gaps.push(gap('position'));
  }
  return gaps;
}

function itemGaps(asked: Asked, draft: Draft): Gap[] {
  const raisedFor = new Set(draft.findings.map(({ itemId }) => itemId));
  return asked.items.flatMap(({ id, evidenceRequired }): Gap[] => {
    const gap = (kind: GapKind): Gap => ({ part: 'items', kind, key: id });
    const { result, fact, evidence } = itemOf(draft, id);
    if (result === null) return [gap('item')];
    if (result === 'conforms') return [];
    const wanting = result !== 'not-applicable' && evidenceRequired && evidence.length === 0;
    return [
      ...(blank(fact) ? [gap('item-fact')] : []),
      ...(wanting ? [gap('item-evidence')] : []),
      ...(result === 'fails' && !raisedFor.has(id) ? [gap('item-finding')] : []),
    ];
  });
}

const figureGaps = (asked: Asked, draft: Draft): Gap[] =>
  asked.figures.flatMap(({ lineKey }): Gap[] => {
    const { seen, checked, note } = draft.figures[lineKey] ?? emptyFigure;
    const known = checked ? Number.isFinite(seen) : !blank(note);
    return known ? [] : [{ part: 'figures', kind: 'figure', key: lineKey }];
  });

function methodGaps(asked: Asked, draft: Draft): Gap[] {
  const used = asked.methods.filter(({ id }) => draft.methods[id]);
  if (used.length === 0) return [{ part: 'methods', kind: 'method', key: '' }];
  return used.flatMap(({ id, requires }): Gap[] => {
    const told = draft.methods[id] ?? emptyMethod;
    const missing = requires.filter((one) => one !== 'position' && !left(told, one));
    return missing.length > 0 ? [{ part: 'methods', kind: 'method-evidence', key: id, asked: missing }] : [];
  });
}

const left = (told: MethodDraft, asked: EvidenceAsked): boolean => {
  const written: Partial<Record<EvidenceAsked, string>> = {
    minutes: told.minutes,
    attendance: told.attendance,
    list: told.materials,
    description: told.description,
  };
  return !blank(written[asked] ?? '') || (told.files[asked]?.length ?? 0) > 0;
};

const findingGaps = (draft: Draft): Gap[] =>
  draft.findings.flatMap(({ fact, place, dimensions, evidence, clauseId }, at): Gap[] =>
    blank(fact) || blank(place) || blank(clauseId) || dimensions.length === 0 || evidence.length === 0
      ? [{ part: 'findings', kind: 'finding', key: String(at + 1) }]
      : [],
  );

/** How many items of a standard fail: its verdict is then needed, and cannot be 达到. */
export const failingOf = (asked: Asked, draft: Draft, standard: Standard): number =>
  asked.items.filter((item) => item.standard === standard && itemOf(draft, item.id).result === 'fails')
    .length;

function verdictGaps(asked: Asked, draft: Draft): Gap[] {
  const standards = [...new Set([asked.verdictRequired, ...asked.items.map(({ standard }) => standard)])];
  return standards.flatMap((standard): Gap[] => {
    const gap = (kind: GapKind): Gap => ({ part: 'verdicts', kind, key: standard });
    const failing = failingOf(asked, draft, standard) > 0;
    const { verdict = null, reasons = '' } = draft.verdicts[standard] ?? {};
    if (verdict === null) return standard === asked.verdictRequired || failing ? [gap('verdict')] : [];
    if (verdict === 'met') return failing ? [gap('verdict-contradicts')] : [];
    return blank(reasons) ? [gap('verdict-reasons')] : [];
  });
}

function endGaps(draft: Draft): Gap[] {
  const { outcome, name, statement } = draft.present;
  const present =
    (outcome === 'signed' && !blank(name)) ||
    (outcome === 'refused' && !blank(name) && !blank(statement)) ||
    (outcome === 'nobody' && !blank(statement));
  return [
    ...(present ? [] : [{ part: 'end', kind: 'present', key: '' } as const]),
    ...(blank(draft.summary) ? [{ part: 'end', kind: 'summary', key: '' } as const] : []),
  ];
}

/** What is handed in, once nothing is missing. */
export function submissionOf(asked: Asked, draft: Draft): Submission {
  const visited = draft.methods['site-visit'] !== undefined;
  return {
    startedAt: draft.startedAt,
    endedAt: draft.endedAt,
    arrivedAt: blank(draft.arrivedAt) ? null : draft.arrivedAt,
    position: visited ? draft.position : null,
    positionMissingReason: visited && draft.position === null ? draft.positionMissingReason.trim() : null,
    methods: asked.methods.flatMap(({ id }) => {
      const told = draft.methods[id];
      if (!told) return [];
      const { files, ...written } = told;
      const evidence = Object.entries(files).flatMap(([as, ids]) =>
        ids.map((file) => ({ as: as as EvidenceAsked, id: file })),
      );
      return [{ method: id, ...written, evidence }];
    }),
    items: asked.items.map(({ id }) => {
      const { result, fact, evidence } = itemOf(draft, id);
      return { itemId: id, result: result ?? 'not-applicable', fact: fact.trim(), evidence: [...evidence] };
    }),
    figures: asked.figures.map(({ lineKey }) => {
      const { seen, checked, note } = draft.figures[lineKey] ?? emptyFigure;
      return { lineKey, seenTotal: checked ? seen : null, note: note.trim() };
    }),
    verdicts: Object.fromEntries(
      Object.entries(draft.verdicts).flatMap(([standard, told]) =>
        told.verdict ? [[standard, { verdict: told.verdict, reasons: told.reasons.trim() }]] : [],
      ),
    ),
    present: { ...draft.present, outcome: draft.present.outcome ?? 'nobody' },
    summary: draft.summary.trim(),
    findings: draft.findings.map((finding) => ({
      ...finding,
      fact: finding.fact.trim(),
      place: finding.place.trim(),
      dimensions: [...finding.dimensions],
      evidence: [...finding.evidence],
    })),
  };
}

const earthRadiusMetres = 6_371_000;

/** Metres between two positions of one datum: what the inspector compares with the registered place. */
export function distanceMetres(
  a: { readonly latitude: number; readonly longitude: number },
  b: { readonly latitude: number; readonly longitude: number },
): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const arc =
    half(rad(b.latitude - a.latitude)) +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * half(rad(b.longitude - a.longitude));
  return Math.round(2 * earthRadiusMetres * Math.asin(Math.sqrt(arc)));
}

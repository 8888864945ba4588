import type { z } from 'zod';
import type { Path } from '#kernel/layers.ts';
import { nearest } from '#kernel/nearest.ts';

// What is wrong in a pack, as facts: the sentences that say so, and how to mend it, are in the words of the regime.

export const packFaultCodes = [
  'pack.unknown-key',
  'pack.unknown-key-near',
  'pack.missing-key',
  'pack.missing-dated',
  'pack.dated-wanted',
  'pack.words-comma',
  'pack.quotes-wanted',
  'pack.wrong-type',
  'pack.wrong-choice',
  'pack.wrong-choice-near',
  'pack.too-small',
  'pack.too-large-number',
  'pack.not-whole',
  'pack.empty-text',
  'pack.too-few',
  'pack.wrong-count',
  'pack.bad-date',
  'pack.bad-slug',
  'pack.bad-duty',
  'pack.bad-id',
  'pack.bad-jurisdiction',
  'pack.no-variant',
  'pack.id-not-file',
  'pack.layer-missing',
  'pack.layer-missing-near',
  'pack.layer-order',
  'pack.withdrawn-nothing',
  'pack.clause-prefix',
  'pack.clause-parent',
  'pack.clause-unknown',
  'pack.clause-unknown-near',
  'pack.quote-unfaithful',
  'pack.note-missing',
  'pack.id-doubled',
  'pack.dates-unsorted',
  'pack.dates-overlap',
  'pack.dates-gap',
  'pack.unit-mismatch',
  'pack.day-kind',
  'pack.area-weights',
  'pack.item-weights',
  'pack.area-unweighted',
  'pack.plan-sum',
  'pack.ladder-order',
  'pack.progress-ladder-order',
  'pack.bands-order',
  'pack.bands-last',
  'pack.band-unreachable',
  'pack.procedure-order',
  'pack.procedure-missing',
  'pack.not-before-after-within',
  'pack.duty-uncarried',
  'pack.due-day-missing',
  'pack.due-day-unwanted',
  'pack.kinds-missing',
  'pack.kinds-unwanted',
  'pack.phase-missing',
  'pack.anchor-operation',
  'pack.once-exactly',
  'pack.coverage-empty',
  'pack.coverage-anchor',
  'pack.coverage-once',
  'pack.until-not-after',
  'pack.item-retired',
  'pack.per-case-above-weight',
  'pack.quorum-zero',
  'pack.share-missing',
  'pack.share-unwanted',
  'pack.cap-empty',
  'pack.floors-above-whole',
  'pack.item-unknown',
  'pack.item-unknown-near',
  'pack.prices-missing',
  'pack.reimbursement-missing',
  'pack.severity-order',
  'pack.band-unknown',
  'pack.term-missing',
  'pack.draw-period',
  'pack.weight-cap',
  'pack.weight-twice',
  'pack.step-by',
  'pack.step-on-request',
  'pack.statement-days',
  'pack.not-before-idle',
  'pack.majority-whole',
  'pack.share-never',
  'pack.step-too-fine',
  'pack.area-doubled',
  'pack.bonus-nowhere',
  'pack.bonus-capped',
  'pack.unrectified-max',
  'pack.penalty-unscored',
  'pack.late-days-idle',
  'pack.band-unscored',
  'pack.least-missing',
  'pack.least-idle',
  'pack.proportional-idle',
  'pack.cap-unjudged',
  'pack.prices-idle',
  'pack.reimbursement-idle',
] as const;
export type PackFaultCode = (typeof packFaultCodes)[number];

export type PackFault = {
  readonly code: PackFaultCode;
  /** In the composed pack. */
  readonly path: Path;
  /** Whether the key itself is at fault or what stands under it. */
  readonly at: 'key' | 'value';
  readonly facts: Readonly<Record<string, string | number>>;
};

export const fault = (
  code: PackFaultCode,
  path: Path,
  facts: PackFault['facts'] = {},
  at: PackFault['at'] = 'value',
): PackFault => ({ code, path, at, facts });

/** `code-near` with the name that was probably meant, or `code` where none is near. */
export function unknownName<Code extends 'pack.clause-unknown' | 'pack.item-unknown'>(
  code: Code,
  path: Path,
  name: string,
  known: readonly string[],
): PackFault {
  const near = nearest(name, known);
  return near === undefined ? fault(code, path, { name }) : fault(`${code}-near`, path, { name, near });
}

/** `rectification.period.serious.values[0].value`, as messages print it. */
export const pathText = (path: Path): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');

type Issue = z.core.$ZodIssue;

const missing: ReadonlySet<PackFaultCode> = new Set(['pack.missing-key', 'pack.missing-dated']);

/** What the schema refused, in the pack's own terms. */
export function schemaFaults(schema: z.ZodType, data: unknown, issues: readonly Issue[]): PackFault[] {
  const faults = issues.flatMap((issue) => faultsOfIssue(schema, data, issue, issue.path.map(plainStep)));
  // A key that was only misspelt is not missing as well.
  const meant = new Set(
    faults.flatMap(({ code, path, facts }) =>
      code === 'pack.unknown-key-near' ? [pathText([...path.slice(0, -1), facts.near ?? ''])] : [],
    ),
  );
  return faults.filter(({ code, path }) => !missing.has(code) || !meant.has(pathText(path)));
}

const plainStep = (step: PropertyKey): string | number => (typeof step === 'number' ? step : String(step));

function faultsOfIssue(schema: z.ZodType, data: unknown, issue: Issue, path: Path): PackFault[] {
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(schema, data, path, key));
    case 'invalid_type':
      return [typeFault(schema, data, path, issue.expected)];
    case 'invalid_value':
      return [choiceFault(data, path, issue.values.map(String))];
    case 'too_small':
      return [smallFault(data, path, issue)];
    case 'too_big':
      if (issue.origin === 'array')
        return [fault('pack.wrong-count', path, { exactly: Number(issue.maximum) })];
      return [fault('pack.too-large-number', path, { got: shown(data, path), most: Number(issue.maximum) })];
    case 'invalid_format':
      return [fault(formOf(path, issue.format), path, { got: shown(data, path) })];
    case 'invalid_union':
      return unionFaults(schema, data, issue, path);
    default:
      return [fault('pack.wrong-type', path, { expected: issue.code, got: shown(data, path) })];
  }
}

function unknownKey(schema: z.ZodType, data: unknown, path: Path, key: string): PackFault {
  if (key === 'withdrawn') {
    const entry = at(data, path) as Readonly<Record<string, unknown>>;
    const name = ['id', 'step', 'term', 'item'].map((one) => entry[one]).find((one) => one !== undefined);
    return fault('pack.withdrawn-nothing', [...path, key], { name: String(name ?? '') }, 'key');
  }
  const known = keysAt(schema, path, data);
  // `{ zh: 站点, en: Stations, first of all }`: what stands after the comma is read as a key of its own.
  if (known.length === 2 && known.includes('zh') && at(data, [...path, key]) === null)
    return fault('pack.words-comma', [...path, key], { key }, 'key');
  const near = nearest(key, known);
  return near === undefined
    ? fault('pack.unknown-key', [...path, key], { key, known: known.join(', ') }, 'key')
    : fault('pack.unknown-key-near', [...path, key], { key, near }, 'key');
}

function typeFault(schema: z.ZodType, data: unknown, path: Path, expected: string): PackFault {
  const datedWanted = expected === 'object' && keysAt(schema, path, undefined).includes('values');
  if (at(data, path) === undefined) {
    const key = path.at(-1);
    if (datedWanted) return fault('pack.missing-dated', path, { key: String(key ?? '') }, 'key');
    return fault('pack.missing-key', path, { key: String(key ?? ''), expected: plainType(expected) }, 'key');
  }
  if (datedWanted) return fault('pack.dated-wanted', path, { got: shown(data, path) });
  if (expected === 'string' && typeof at(data, path) === 'number')
    return fault('pack.quotes-wanted', path, { got: shown(data, path) });
  if (expected === 'int') return fault('pack.not-whole', path, { got: shown(data, path) });
  return fault('pack.wrong-type', path, { expected: plainType(expected), got: shown(data, path) });
}

/** As the person who writes YAML calls it. */
const plainType = (type: string): string =>
  ({ object: 'keys', array: 'list', string: 'text', int: 'number', boolean: 'true/false' })[type] ?? type;

function choiceFault(data: unknown, path: Path, choices: readonly string[]): PackFault {
  const got = at(data, path);
  const key = String(path.at(-1));
  if (got === undefined)
    return fault('pack.missing-key', path, { key, expected: choices.join(' | ') }, 'key');
  const facts = { key, got: shown(data, path), choices: choices.join(', ') };
  if (key === 'unit') return fault('pack.unit-mismatch', path, facts);
  const near = nearest(String(got), choices);
  return near === undefined
    ? fault('pack.wrong-choice', path, facts)
    : fault('pack.wrong-choice-near', path, { ...facts, near });
}

function smallFault(data: unknown, path: Path, issue: Extract<Issue, { code: 'too_small' }>): PackFault {
  const least = Number(issue.minimum);
  if (issue.origin === 'string') return fault('pack.empty-text', path);
  if (issue.origin === 'array')
    return issue.exact
      ? fault('pack.wrong-count', path, { exactly: least })
      : fault('pack.too-few', path, { least });
  return fault('pack.too-small', path, {
    got: shown(data, path),
    least: issue.inclusive ? least : `> ${least}`,
  });
}

function formOf(path: Path, format: string): PackFaultCode {
  const key = String(path.at(-1));
  if (format === 'date') return 'pack.bad-date';
  if (key === 'duty' || path.at(-2) === 'duties') return 'pack.bad-duty';
  if (key === 'jurisdiction') return 'pack.bad-jurisdiction';
  return path.length === 1 && key === 'id' ? 'pack.bad-id' : 'pack.bad-slug';
}

/** The variant that was meant is the one with the fewest faults of its own. */
function unionFaults(
  schema: z.ZodType,
  data: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: Path,
): PackFault[] {
  const variants = issue.errors.toSorted((a, b) => weight(a) - weight(b));
  const [meant] = variants;
  if (!meant) {
    const option = schemaAt(schema, path, data);
    const choices = option.flatMap((one) => discriminatorsOf(one, issue.discriminator));
    return [choiceFault(data, [...path, issue.discriminator ?? 'kind'], choices)];
  }
  const value = at(data, path);
  const keys = typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
  const alien = meant.flatMap((one) =>
    one.code === 'unrecognized_keys' && one.path.length === 0 ? one.keys : [],
  );
  if (alien.length === keys || weight(meant) === weight(variants[1] ?? []))
    return [
      fault('pack.no-variant', path, {
        got: shown(data, path),
        choices: schemaAt(schema, path, data)
          .map((one) => `{ ${keysOf(one).join(', ')} }`)
          .join(' | '),
      }),
    ];
  return meant.flatMap((one) => faultsOfIssue(schema, data, one, [...path, ...one.path.map(plainStep)]));
}

const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);

export function at(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[step];
  }
  return value;
}

function shown(data: unknown, path: Path): string {
  const text = JSON.stringify(at(data, path)) ?? '';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

// The schema itself is asked which keys it knows at a place.

type Def = {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly values?: readonly unknown[];
};

const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def;

/** The shapes that may stand at a path: several where the pack may choose. */
function schemaAt(schema: z.ZodType, path: Path, data: unknown): readonly z.ZodType[] {
  let candidates: readonly z.ZodType[] = variantsOf(schema);
  for (const step of path)
    candidates = candidates.flatMap((one) => {
      const { element, shape } = defOf(one);
      const next = typeof step === 'number' ? element : shape?.[step];
      return next ? variantsOf(next) : [];
    });
  const value = at(data, path);
  // Of a choice by `kind` only the one that was chosen.
  const chosen = candidates.filter((one) =>
    Object.entries(defOf(one).shape ?? {}).some(([key, member]) => {
      const [literal] = defOf(member).type === 'literal' ? (defOf(member).values ?? []) : [];
      return literal !== undefined && at(value, [key]) === literal;
    }),
  );
  return chosen.length > 0 ? chosen : candidates;
}

function variantsOf(schema: z.ZodType): readonly z.ZodType[] {
  const { innerType, options } = defOf(schema);
  if (innerType) return variantsOf(innerType);
  return options ? options.flatMap(variantsOf) : [schema];
}

const keysOf = (schema: z.ZodType): readonly string[] => Object.keys(defOf(schema).shape ?? {});

const keysAt = (schema: z.ZodType, path: Path, data: unknown): readonly string[] => [
  ...new Set(schemaAt(schema, path, data).flatMap(keysOf)),
];

function discriminatorsOf(schema: z.ZodType, key: string | undefined): readonly string[] {
  const member = key === undefined ? undefined : defOf(schema).shape?.[key];
  return member ? (defOf(member).values ?? []).map(String) : [];
}

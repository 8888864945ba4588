import type { Result } from '#kernel/result.ts';
import type { WorkCalendar } from '#kernel/work-calendar.ts';
import type { RulePack, Words } from './regime.model.ts';

// 规则族: one thing the program does with what packs say, told to a jurist and proved by cases that are run.

/** What a case is tried under: a pack that ships and the work calendar that ships. */
export type World = { readonly pack: RulePack; readonly calendar: WorkCalendar };

/** One case: the same data makes the sentence (情形 → 结果) and drives the test. */
export type RuleCase = {
  /** The pack's id. */
  readonly under: string;
  readonly says: Words;
  readonly expected: unknown;
  readonly found: (world: World) => unknown;
};

/** A property tried on many made-up inputs: the title of its test and the file it stands in. */
export type Property = { readonly title: string; readonly file: string };

export type Family = {
  readonly id: string;
  readonly name: Words;
  /** What the program does. */
  readonly does: Words;
  /** Where packs say it: paths such as `obligations.*.graceDays`; `name[key=value]` looks at the entry, a last `**` takes the rest. */
  readonly carries: readonly string[];
  /** The duties it carries out by itself, whatever numbers a pack has. */
  readonly duties?: readonly string[];
  /** The rules that decide, as `feature.part.rules.ts#name`. */
  readonly functions: readonly string[];
  readonly cases: readonly RuleCase[];
  readonly properties?: readonly Property[];
  /** The program keeps and shows what is said there; nothing decides by it. */
  readonly shownOnly?: true;
};

export type FamilyGroup = { readonly name: Words; readonly families: readonly Family[] };

export const said = (zh: string, en: string): Words => ({ zh, en });

/** Cases of one shape: each row is the pack, what is given and what follows; `says` makes the sentence of them. */
export const casesOf = <Given, Then>(
  found: (world: World, given: Given) => Then,
  says: (given: Given, then: Then) => Words,
  rows: readonly (readonly [under: string, given: Given, then: Then])[],
): readonly RuleCase[] =>
  rows.map(([under, given, then]) => ({
    under,
    says: says(given, then),
    expected: then,
    found: (world) => found(world, given),
  }));

/** Cases that each have a sentence of their own. */
export const casesTold = <Given, Then>(
  found: (world: World, given: Given) => Then,
  rows: readonly (readonly [under: string, given: Given, then: Then, zh: string, en: string])[],
): readonly RuleCase[] =>
  rows.map(([under, given, then, zh, en]) => ({
    under,
    says: said(zh, en),
    expected: then,
    found: (world) => found(world, given),
  }));

/** Null where it is granted. */
export const codeOf = (result: Result<unknown>): string | null => (result.ok ? null : result.refusal.code);

import { plainDate } from '#kernel/temporal.ts';
import { type CountyTerm, spoken } from '#kernel/terms.ts';
import type { Words } from '#kernel/words.ts';
import type { TaskKind } from './obligation.calendar.model.ts';
import { calendarWords, taskWords } from './obligation.calendar.words.ts';
import { type DayEvent, icsOf } from './obligation.ics.rules.ts';
import { obligationStateWords, words } from './obligation.words.ts';

export type FeedEntry =
  | {
      readonly kind: 'visit';
      readonly id: string;
      readonly on: string;
      readonly number: string;
      readonly title: string;
    }
  /** What else this person is named for in a record. */
  | {
      readonly kind: 'task';
      readonly task: TaskKind;
      readonly key: string;
      readonly on: string;
      readonly name: string;
      readonly about: string;
      readonly rule: Words | null;
      readonly provisional: boolean;
      readonly path: string;
    }
  | {
      readonly kind: 'due';
      readonly on: string;
      readonly ruleId: string;
      readonly name: Words;
      readonly open: number;
      readonly provisional: boolean;
      readonly only: { readonly id: string; readonly name: string } | null;
    };

/** A person's calendar as a file other calendars read. */
export function calendarFile(about: {
  readonly county: string;
  readonly countyName: string;
  /** What the county calls things. */
  readonly terms: readonly CountyTerm[];
  readonly person: string;
  readonly language: 'zh-CN' | 'en-US';
  readonly origin: string;
  readonly madeAt: string;
  readonly entries: readonly FeedEntry[];
}): string {
  const say = (of: Words) => (about.language === 'zh-CN' ? of.zh : of.en);
  const ours = (of: Words) => say(spoken(of, about.terms));
  const put = (of: Words, facts: Readonly<Record<string, string | number>>) =>
    ours(of).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
  return icsOf({
    name: `${ours(words.calendar)} · ${about.countyName} · ${about.person}`,
    language: about.language,
    madeAt: about.madeAt,
    dayAfter: (on) => plainDate(on).add({ days: 1 }).toString(),
    events: about.entries.map((entry): DayEvent => {
      if (entry.kind === 'visit')
        return {
          uid: `inspection-${entry.id}@${about.county}.dushi`,
          on: entry.on,
          summary: put(words.visit, { title: entry.title }),
          description: entry.number,
          url: `${about.origin}/inspections/${entry.id}`,
        };
      if (entry.kind === 'task') {
        const { name, rule, provisional } = entry;
        return {
          uid: `${entry.key}@${about.county}.dushi`,
          on: entry.on,
          summary: put(taskWords[entry.task], { name, about: entry.about, rule: rule ? ours(rule) : '' }),
          description: provisional ? ours(calendarWords.mayMove) : name,
          url: `${about.origin}${entry.path}`,
        };
      }
      const name = say(entry.name);
      return {
        uid: `due-${entry.ruleId}-${entry.on}@${about.county}.dushi`,
        on: entry.on,
        summary: entry.only
          ? `${entry.only.name} · ${name}`
          : put(words.dueCount, { name, count: entry.open }),
        description: ours(entry.provisional ? calendarWords.mayMove : obligationStateWords.due),
        url: entry.only
          ? `${about.origin}/obligations/${entry.only.id}`
          : `${about.origin}/obligations?dueOn=${entry.on}`,
      };
    }),
  });
}

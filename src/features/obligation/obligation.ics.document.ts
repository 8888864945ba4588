import { plainDate } from '#kernel/temporal.ts';
import type { Words } from '#kernel/words.ts';
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
  | {
      readonly kind: 'due';
      readonly on: string;
      readonly ruleId: string;
      readonly name: Words;
      readonly open: number;
      readonly only: { readonly id: string; readonly name: string } | null;
    };

/** A person's calendar as a file other calendars read. */
export function calendarFile(about: {
  readonly county: string;
  readonly countyName: string;
  readonly person: string;
  readonly language: 'zh-CN' | 'en-US';
  readonly origin: string;
  readonly madeAt: string;
  readonly entries: readonly FeedEntry[];
}): string {
  const say = (of: Words) => (about.language === 'zh-CN' ? of.zh : of.en);
  const put = (of: Words, facts: Readonly<Record<string, string | number>>) =>
    say(of).replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
  return icsOf({
    name: `${say(words.calendar)} · ${about.countyName} · ${about.person}`,
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
      const name = say(entry.name);
      return {
        uid: `due-${entry.ruleId}-${entry.on}@${about.county}.dushi`,
        on: entry.on,
        summary: entry.only
          ? `${entry.only.name} · ${name}`
          : put(words.dueCount, { name, count: entry.open }),
        description: say(obligationStateWords.due),
        url: entry.only
          ? `${about.origin}/obligations/${entry.only.id}`
          : `${about.origin}/obligations?dueOn=${entry.on}`,
      };
    }),
  });
}

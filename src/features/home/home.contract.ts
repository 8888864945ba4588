import { z } from 'zod';
import { supervisionKinds } from '#kernel/actor.ts';
import { procedureFor } from '#kernel/contract.ts';
import { fen, instantText, organisationKind, period, plainDateText } from '#kernel/shapes.ts';
import { agedKinds, guideSteps, needKinds, soonKinds } from './home.model.ts';

const words = z.object({ zh: z.string(), en: z.string() });

const itemOf = <Kind extends z.ZodType>(kind: Kind) =>
  z.object({
    kind,
    type: z.string(),
    id: z.string(),
    path: z.string(),
    name: words,
    about: z.string().nullable(),
    note: words.nullable(),
    dueOn: plainDateText.nullable(),
    sinceOn: plainDateText.nullable(),
    provisional: z.boolean(),
    /** How many records of one kind and day stand in this line. */
    count: z.int(),
  });
export const needView = itemOf(z.enum(needKinds));
export type NeedView = z.infer<typeof needView>;
export const soonView = itemOf(z.enum(soonKinds));
export type SoonView = z.infer<typeof soonView>;

export const movedView = z.object({
  type: z.string(),
  id: z.string(),
  path: z.string(),
  label: words,
  text: z.string().nullable(),
  state: z.string().nullable(),
  /** The latest of what happened to it, and how much did. */
  event: z.string(),
  count: z.int(),
  at: instantText,
  actor: z.string().nullable(),
  organisation: z.string().nullable(),
  note: z.string().nullable(),
});
export type MovedView = z.infer<typeof movedView>;

export const monthView = z.object({
  month: period,
  /** What falls due in the month and how it stands, in the order of the regulation. */
  obligations: z.array(
    z.object({
      ruleId: z.string(),
      duty: z.string(),
      name: words,
      path: z.string(),
      fulfilled: z.int(),
      late: z.int(),
      missed: z.int(),
      waived: z.int(),
      open: z.int(),
    }),
  ),
  /** From 0 to 1, weighted by budget; actual as accepted reports say. */
  progress: z.array(z.object({ month: period, planned: z.number(), actual: z.number().nullable() })),
  /** Open items by how long they have been open: up to `days[i]` days, the last one longer. */
  ages: z.object({
    days: z.array(z.int()),
    kinds: z.array(z.object({ kind: z.enum(agedKinds), path: z.string(), counts: z.array(z.int()) })),
  }),
  /** Summed up from the beginning, in 分. */
  money: z.array(z.object({ month: period, plannedFen: fen, paidFen: fen.nullable() })),
});
export type MonthView = z.infer<typeof monthView>;

const supervision = supervisionKinds;
const overseers = ['leading-group', 'office', 'commerce-bureau', 'finance', 'audit'] as const;

export const homeContract = {
  /** What needs this person today, what falls due, and what others did since the last visit; all by day, nothing ranked. */
  read: procedureFor('signed-in')
    .route({ method: 'GET', path: '/home', tags: ['home'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        today: plainDateText,
        needs: z.array(needView),
        soon: z.array(soonView),
        soonDays: z.int(),
        moved: z.array(movedView),
        movedSince: instantText,
        /** Some section holds more than it shows. */
        more: z.boolean(),
      }),
    ),
  /** What a county still lacks before its first inspection: in order, with whose turn it is. */
  guide: procedureFor(supervision)
    .route({ method: 'GET', path: '/home/guide', tags: ['home'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        steps: z.array(
          z.object({
            step: z.enum(guideSteps),
            done: z.boolean(),
            missing: z.array(organisationKind),
            by: z.array(organisationKind),
          }),
        ),
      }),
    ),
  /** The county's month at a glance, for those who have the whole to look after. */
  month: procedureFor(overseers)
    .route({ method: 'GET', path: '/home/month', tags: ['home'] })
    .input(z.strictObject({ month: period.optional() }))
    .output(monthView),
};

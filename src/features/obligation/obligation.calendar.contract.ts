import { z } from 'zod';
import { procedureFor } from '#kernel/contract.ts';
import { period, plainDateText, uuid } from '#kernel/shapes.ts';
import { taskHolders, taskKinds } from './obligation.calendar.model.ts';

const words = z.object({ zh: z.string(), en: z.string() });

const task = z.object({
  /** What it is, whoever has it: the same whenever it is asked for. */
  key: z.string(),
  kind: z.enum(taskKinds),
  id: z.string(),
  name: z.string(),
  about: z.string().nullable(),
  /** The day it is for; null where no rule fixes one. */
  on: plainDateText.nullable(),
  done: z.boolean(),
  /** 暂定: the work calendar of its year is not announced. */
  provisional: z.boolean(),
  count: z.int(),
  /** The rule of the regime, or the step of a case, by name. */
  rule: words.nullable(),
  path: z.string(),
});
export type TaskView = z.infer<typeof task>;

/** 按人 (2023-12-18 意见: 不搞排名): who is named in the records for what, and what nobody is named for yet. */
export const calendarTasks = procedureFor('signed-in')
  .route({ method: 'GET', path: '/calendar/tasks', tags: ['obligations'] })
  .input(
    z.strictObject({
      month: period,
      /** The quarter the month lies in; otherwise the month alone. */
      span: z.enum(['month', 'quarter']).optional(),
      /** One person's, or what nobody is named for; otherwise everybody's. */
      person: z.union([uuid, z.literal('unassigned')]).optional(),
    }),
  )
  .output(
    z.object({
      month: z.string(),
      days: z.array(
        z.object({
          on: plainDateText,
          working: z.boolean(),
          holiday: z.string().nullable(),
          announced: z.boolean(),
        }),
      ),
      /** By organisation and name; what nobody is named for after the people of the organisation responsible. */
      lines: z.array(
        z.object({
          person: z.object({ id: z.string(), name: z.string() }).nullable(),
          holder: z.enum(taskHolders).nullable(),
          organisation: z.string().nullable(),
          tasks: z.array(task),
        }),
      ),
      /** Whose calendar may be asked for. */
      people: z.array(z.object({ id: z.string(), name: z.string(), organisation: z.string() })),
    }),
  );

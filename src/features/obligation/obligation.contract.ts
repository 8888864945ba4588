import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import {
  basis,
  historyEntry,
  instantText,
  lookup,
  may,
  pageOf,
  period,
  plainDateText,
  reason,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';
import { calendarTasks } from './obligation.calendar.contract.ts';
import { coverageProcedures, facilityKinds, supervision } from './obligation.coverage.contract.ts';
import { factNames, parameterNames, stepNames, subjectTypes } from './obligation.model.ts';

/** Open obligations come first, then settled ones; each by its due day. */
export const bandCursor = cursorOf(/^(open|settled)$/, 'day', 'uuid');

const words = z.object({ zh: z.string(), en: z.string() });
const named = z.object({ id: z.string(), name: z.string() });
const state = z.enum(['upcoming', 'due', 'fulfilled', 'fulfilled-late', 'missed', 'waived']);
const duty = z.enum(['D03', 'D24', 'D25', 'D26', 'D27']);
const fact = z.union([z.string(), z.number(), z.array(z.string())]);

export const obligationView = z.object({
  id: z.string(),
  duty: z.string(),
  ruleId: z.string(),
  name: words,
  kind: z.enum(['inspection', 'report']),
  clauseId: z.string(),
  area: z.string().nullable(),
  subject: z.object({
    type: z.enum(subjectTypes),
    id: z.string(),
    name: z.string(),
    kind: z.enum(facilityKinds).nullable(),
    town: z.string().nullable(),
  }),
  agreement: named.nullable(),
  contractor: named.nullable(),
  period: z.string(),
  windowStartOn: plainDateText,
  windowEndOn: plainDateText,
  dueOn: plainDateText,
  originalDueOn: plainDateText,
  /** 暂定: the work calendar of its year is not announced yet. */
  provisional: z.boolean(),
  closesOn: plainDateText,
  state,
  /** Its day has passed and the grace still runs. */
  overdue: z.boolean(),
  /** The facts no longer support it; kept, and no longer owed. */
  withdrawn: z.boolean(),
  fulfilled: z
    .object({ type: z.enum(['inspection', 'monthly-report']), id: z.string(), on: plainDateText })
    .nullable(),
  waiverProposed: z.boolean(),
  /** How many acts it takes, out of how many subjects, and how many there were. */
  required: z.int(),
  among: z.int(),
  done: z.int(),
  may,
});
export type ObligationView = z.infer<typeof obligationView>;

export const waiverView = z.object({
  id: z.string(),
  version: z.int(),
  state: z.enum(['proposed', 'approved', 'declined']),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: instantText,
  decidedBy: z.string().nullable(),
  decidedAt: instantText.nullable(),
  may,
});
export type WaiverView = z.infer<typeof waiverView>;

const whyView = z.object({
  clause: z.object({ id: z.string(), number: z.string(), zh: z.string(), en: z.string() }),
  ruleId: z.string(),
  responsible: z.enum(['inspection-group', 'contractor']),
  pack: z.object({ id: z.string(), version: z.string(), hash: z.string() }),
  /** The digest of the work calendar it was counted with; null where that was not kept yet. */
  calendarSha256: z.string().nullable(),
  parameters: z.array(
    z.object({
      name: z.enum(parameterNames),
      value: z.union([z.string(), z.number()]),
      fromOn: plainDateText,
      basis,
    }),
  ),
  facts: z.array(
    z.object({
      name: z.enum(factNames),
      fromOn: plainDateText,
      untilOn: plainDateText.nullable().optional(),
    }),
  ),
  steps: z.array(
    z.object({
      step: z.enum(stepNames),
      facts: z.record(z.string(), fact),
    }),
  ),
});
export type WhyView = z.infer<typeof whyView>;

/** What was done towards it: what fulfilled it, what is planned for it, what made it up later. */
const linkedView = z.object({
  type: z.enum(['inspection', 'monthly-report']),
  id: z.string(),
  number: z.string(),
  on: plainDateText,
  state: z.string(),
  fulfils: z.boolean(),
});

export const obligationDetail = z.object({
  obligation: obligationView,
  why: whyView,
  linked: z.array(linkedView),
  waivers: z.array(waiverView),
  basis,
  history: z.array(historyEntry),
});

const supervisors = ['leading-group', 'office', 'commerce-bureau'] as const;
const counts = z.record(z.string(), z.int());

const calendarLanguage = z.enum(['zh-CN', 'en-US']);
const dueAsKnown = z.object({
  windowStartOn: plainDateText,
  dueOn: plainDateText,
  provisional: z.boolean(),
  /** Who answers for it; null where nobody holds it. */
  contractorName: z.string().nullable(),
});

export const obligationContract = {
  ...coverageProcedures,
  /** 当时所知与现在所知: a fact corrected afterwards changes what is due, not what was due as known then. */
  asKnown: procedureFor(supervision)
    .route({ method: 'GET', path: '/due-as-known', tags: ['obligations'] })
    .input(z.strictObject({ on: plainDateText, knownOn: plainDateText }))
    .output(
      z.object({
        on: plainDateText,
        knownOn: plainDateText,
        was: z.int(),
        is: z.int(),
        differing: z.int(),
        differences: z.array(
          z.object({
            key: z.string(),
            name: words,
            subject: z.object({ type: z.enum(subjectTypes), id: z.string(), name: z.string() }),
            period: z.string(),
            was: dueAsKnown.nullable(),
            is: dueAsKnown.nullable(),
          }),
        ),
      }),
    ),
  /** Without a state, the open ones come first, soonest due before; then the settled ones, latest first. */
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/obligations', tags: ['obligations'] })
    .input(
      z.strictObject({
        state: z.enum([...state.options, 'overdue']).optional(),
        duty: duty.optional(),
        subjectKind: z.enum([...facilityKinds, 'agreement', 'programme', 'stratum']).optional(),
        /** Part of the name of a town, village, facility or contract. */
        search: lookup(60).optional(),
        facilityId: uuid.optional(),
        agreementId: uuid.optional(),
        contractorId: uuid.optional(),
        /** Due in this month. */
        month: period.optional(),
        dueOn: plainDateText.optional(),
        /** Those this person is planned for, or that fall to this contractor. */
        mine: z.enum(['yes']).optional(),
        cursor: bandCursor.shape,
      }),
    )
    .output(pageOf(obligationView).extend({ may })),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/obligations/{id}', tags: ['obligations'] })
    .input(z.strictObject({ id: uuid }))
    .output(obligationDetail)
    .errors(refusals('obligation.not-found')),
  calendar: procedureFor('signed-in')
    .route({ method: 'GET', path: '/calendar', tags: ['obligations'] })
    .input(
      z.strictObject({
        month: period,
        /** The quarter the month lies in; otherwise the month alone. */
        span: z.enum(['month', 'quarter']).optional(),
        mine: z.enum(['yes']).optional(),
        /** A town's code, nine digits. */
        town: z
          .string()
          .regex(/^\d{9}$/)
          .optional(),
        /** Planned for this person. */
        person: uuid.optional(),
        by: z.enum(['person', 'town']).optional(),
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
        /** What falls due, by day and rule; one that stands alone says which it is. */
        due: z.array(
          z.object({
            on: plainDateText,
            ruleId: z.string(),
            duty: z.string(),
            name: words,
            kind: z.enum(['inspection', 'report']),
            count: z.int(),
            states: counts,
            /** 暂定, of at least one of them. */
            provisional: z.boolean(),
            only: named.nullable(),
          }),
        ),
        inspections: z.array(
          z.object({
            id: z.string(),
            on: plainDateText,
            number: z.string(),
            title: z.string(),
            area: z.string(),
            state: z.string(),
            mine: z.boolean(),
          }),
        ),
        totals: counts,
        /** By person or by town, where that was asked. */
        groups: z.array(
          z.object({
            id: z.string().nullable(),
            name: z.string().nullable(),
            detail: z.string().nullable(),
            visits: z.int(),
            visited: z.int(),
            count: z.int(),
            states: counts,
          }),
        ),
        towns: z.array(z.object({ code: z.string(), name: z.string() })),
      }),
    ),
  tasks: calendarTasks,
  /** 日历订阅: whether this person's calendar has an address. */
  subscription: procedureFor('signed-in')
    .route({ method: 'GET', path: '/calendar/subscription', tags: ['obligations'] })
    .input(z.strictObject({}))
    .output(
      z.object({
        open: z
          .object({ id: z.string(), version: z.int(), openedAt: instantText, language: calendarLanguage })
          .nullable(),
        may,
      }),
    ),
  /** The address is told in this answer and never again; one from before stops working. */
  subscribe: procedureFor('signed-in')
    .route({ method: 'POST', path: '/calendar/subscription', tags: ['obligations'] })
    .input(z.strictObject({ id: uuid, language: calendarLanguage }))
    .output(z.object({ id: z.string(), path: z.string() }))
    .errors(refusals('calendar-subscription.opened-already')),
  revokeSubscription: procedureFor('signed-in')
    .route({ method: 'POST', path: '/calendar/subscription/{id}/revoke', tags: ['obligations'] })
    .input(z.strictObject({ id: uuid, basedOn: version }))
    .output(z.object({ id: z.string() }))
    .errors(
      refusals(
        'calendar-subscription.not-found',
        'calendar-subscription.revoked-already',
        'calendar-subscription.changed-meanwhile',
      ),
    ),
  /** 免除: proposed by one person, with a reason. */
  proposeWaiver: procedureFor(supervisors)
    .route({ method: 'POST', path: '/obligations/{id}/waivers', tags: ['obligations'] })
    .input(z.strictObject({ id: uuid, waiverId: uuid.optional(), reason }))
    .output(waiverView)
    .errors(
      refusals(
        ...recusalCodes,
        'obligation.not-found',
        'obligation.settled-already',
        'obligation.missed',
        'obligation.withdrawn',
        'waiver.not-permitted',
        'waiver.proposed-already',
      ),
    ),
  /** Approved or declined by another person, with a reason. */
  decideWaiver: procedureFor(supervisors)
    .route({ method: 'POST', path: '/waivers/{id}/decide', tags: ['obligations'] })
    .input(z.strictObject({ id: uuid, basedOn: version, outcome: z.enum(['approved', 'declined']), reason }))
    .output(waiverView)
    .errors(
      refusals(
        ...recusalCodes,
        'waiver.not-found',
        'waiver.not-permitted',
        'waiver.own-proposal',
        'waiver.changed-meanwhile',
        'waiver.decided-already',
        'obligation.settled-already',
        'obligation.missed',
        'obligation.withdrawn',
      ),
    ),
};

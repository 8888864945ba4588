import { z } from 'zod';
import { supervisionKinds } from '#kernel/actor.ts';
import { procedureFor } from '#kernel/contract.ts';
import { cursorOf } from '#kernel/cursor.ts';
import { basis, pageOf, plainDateText, uuid } from '#kernel/shapes.ts';
import { coverageStates } from './obligation.model.ts';

/** The gravest first, and the facilities of one state by number. */
export const coverageCursor = cursorOf(/^[a-z-]{1,20}$/, 'text');

export const facilityKinds = [
  'service-centre',
  'logistics-centre',
  'supply-chain-centre',
  'town-station',
  'village-station',
] as const;
export const supervision = supervisionKinds;
const reached = {
  facilities: z.int(),
  neverVisited: z.int(),
  blindSpots: z.int(),
  lastVisitOn: plainDateText.nullable(),
  due: z.int(),
  overdue: z.int(),
  missed: z.int(),
};

export const coverageProcedures = {
  /** 覆盖与盲区 (D06): who was visited last when, what is due, and who was never visited. */
  coverage: procedureFor(supervision)
    .route({ method: 'GET', path: '/coverage', tags: ['obligations'] })
    .input(z.strictObject({ contractor: uuid.optional() }))
    .output(
      z.object({
        asOf: plainDateText,
        towns: z.array(
          z.object({
            code: z.string(),
            name: z.string(),
            ...reached,
            villages: z.array(
              z.object({
                code: z.string(),
                name: z.string(),
                state: z.enum([...coverageStates, 'no-station']),
                facilities: z.int(),
                /** Those of the contractor that was asked for; of all without one. */
                fitting: z.int(),
              }),
            ),
          }),
        ),
        contractors: z.array(z.object({ id: z.string(), name: z.string(), ...reached })),
        county: z.object(reached),
        basis,
      }),
    ),
  /** The facilities themselves, the gravest first: the blind spots, or all. */
  coveredFacilities: procedureFor(supervision)
    .route({ method: 'GET', path: '/coverage/facilities', tags: ['obligations'] })
    .input(
      z.strictObject({
        show: z.enum(['blind', 'all']),
        contractor: uuid.optional(),
        town: z
          .string()
          .regex(/^\d{9}$/)
          .optional(),
        village: z
          .string()
          .regex(/^\d{12}$/)
          .optional(),
        cursor: coverageCursor.shape,
      }),
    )
    .output(
      pageOf(
        z.object({
          id: z.string(),
          number: z.string(),
          name: z.string(),
          kind: z.enum(facilityKinds),
          village: z.string(),
          townCode: z.string(),
          town: z.string(),
          contractor: z.object({ id: z.string(), name: z.string() }),
          state: z.enum(coverageStates),
          blindSpot: z.boolean(),
          visits: z.int(),
          lastVisitOn: plainDateText.nullable(),
          lastMissedOn: plainDateText.nullable(),
          nextDueOn: plainDateText.nullable(),
          nextProvisional: z.boolean(),
          due: z.int(),
          overdue: z.int(),
          missed: z.int(),
        }),
      ),
    ),
};

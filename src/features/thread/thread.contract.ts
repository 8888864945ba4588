import { z } from 'zod';
import { procedureFor, refusals } from '#kernel/contract.ts';
import { fen, instantText, line, plainDateText } from '#kernel/shapes.ts';
import { nodeTypes, stages } from './thread.model.ts';

const words = z.object({ zh: z.string(), en: z.string() });
const nodeType = z.enum(nodeTypes);
const ref = z.object({ type: nodeType, id: z.string() });

export const threadNodeView = ref.extend({
  stage: z.enum(stages),
  label: words,
  number: z.string().nullable(),
  text: z.string().nullable(),
  state: z.string().nullable(),
  on: plainDateText.nullable(),
  dueOn: plainDateText.nullable(),
  /** 暂定: the work calendar of that year is not announced. */
  provisional: z.boolean(),
  person: z.string().nullable(),
  organisation: z.string().nullable(),
  contractor: z.string().nullable(),
  amountFen: fen.nullable(),
  path: z.string(),
  /** How many records hang on it that this sheet does not show. */
  more: z.array(
    z.object({ type: nodeType, direction: z.enum(['before', 'after', 'beside']), count: z.int() }),
  ),
});
export type ThreadNodeView = z.infer<typeof threadNodeView>;

export const threadView = z.object({
  focus: ref,
  nodes: z.array(threadNodeView),
  edges: z.array(
    z.object({
      from: ref,
      to: ref,
      kind: z.string(),
      /** When the arrow was drawn, by which event, and by whom. */
      at: instantText,
      eventId: z.string(),
      event: z.string(),
      actor: z.string().nullable(),
      organisation: z.string().nullable(),
    }),
  ),
  /** Arrows that ought to be there and are not: shown as gaps, never drawn over. */
  gaps: z.array(z.object({ code: z.string(), node: ref, since: plainDateText.nullable(), label: words })),
  /** Whether the walk stopped at its bound. */
  bounded: z.boolean(),
});
export type ThreadView = z.infer<typeof threadView>;

export const threadContract = {
  /** The whole chain around a record, walked both ways: clause → obligation → check → finding → letter → rectification → gate → payment. */
  read: procedureFor('signed-in')
    .route({ method: 'GET', path: '/thread/{type}/{id}', tags: ['thread'] })
    .input(z.strictObject({ type: nodeType, id: line(120) }))
    .output(threadView)
    .errors(refusals('thread.not-found')),
};

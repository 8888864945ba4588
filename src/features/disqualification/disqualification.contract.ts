import { z } from 'zod';
import { procedureFor, refusals, steppedUpFor } from '#kernel/contract.ts';
import { dayCursor } from '#kernel/cursor.ts';
import {
  evidenceIds,
  fen,
  historyEntry,
  line,
  may,
  pageOf,
  plainDateText,
  reason,
  said,
  text,
  uuid,
  version,
} from '#kernel/shapes.ts';
import { recusalCodes } from '../organisation/organisation.model.ts';
import {
  caseRow,
  caseView,
  method,
  outcome,
  state,
  triggerView,
  vote,
} from './disqualification.case.contract.ts';

const found = [
  ...recusalCodes,
  'disqualification.not-found',
  'disqualification.not-permitted',
  'disqualification.changed-meanwhile',
  'disqualification.wrong-state',
  'disqualification.evidence-unknown',
] as const;
const stepping = [
  ...found,
  'disqualification.out-of-order',
  'disqualification.not-in-procedure',
  'disqualification.in-future',
  'disqualification.too-early',
] as const;
const changing = z.strictObject({ id: uuid, basedOn: version });
const served = {
  on: plainDateText,
  method,
  receiver: line(60),
  documentNumber: line(60),
  witness: line(60).optional(),
  evidence: evidenceIds,
};

/** Steps belong to whom the county's procedure names; the policy asks the case which that is. */
const operators = ['office', 'leading-group'] as const;
const supervision = ['office', 'leading-group', 'commerce-bureau', 'finance', 'audit', 'department'] as const;

const act = (path: string) => ({
  method: 'POST' as const,
  path: `/disqualifications/{id}/${path}` as const,
  tags: ['disqualifications'],
});

export const disqualificationContract = {
  list: procedureFor('signed-in')
    .route({ method: 'GET', path: '/disqualifications', tags: ['disqualifications'] })
    .input(z.strictObject({ state: state.optional(), contractor: uuid.optional(), cursor: dayCursor.shape }))
    .output(pageOf(caseRow).extend({ may })),
  /** The counting, contractor by contractor, with every fact it counts. */
  triggers: procedureFor(supervision)
    .route({ method: 'GET', path: '/disqualifications/triggers', tags: ['disqualifications'] })
    .input(z.strictObject({ contractor: uuid.optional() }))
    .output(z.object({ items: z.array(triggerView), may })),
  find: procedureFor('signed-in')
    .route({ method: 'GET', path: '/disqualifications/{id}', tags: ['disqualifications'] })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ case: caseView, history: z.array(historyEntry) }))
    .errors(refusals('disqualification.not-found')),
  open: procedureFor(['office'])
    .route({ method: 'POST', path: '/disqualifications', tags: ['disqualifications'] })
    .input(
      z.strictObject({
        id: uuid.optional(),
        contractorId: uuid,
        groundId: line(60),
        reasons: reason,
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(
      refusals(
        ...recusalCodes,
        'disqualification.not-permitted',
        'disqualification.contractor-unknown',
        'disqualification.ground-unknown',
        'disqualification.not-triggered',
        'disqualification.proof-missing',
        'disqualification.procedure-incomplete',
        'disqualification.case-open',
        'disqualification.evidence-unknown',
      ),
    ),
  /** 告知. */
  notify: procedureFor(operators)
    .route(act('notice'))
    .input(changing.extend(served))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.proof-missing', 'disqualification.witness-missing')),
  /** 陈述申辩. */
  defend: procedureFor(['contractor'])
    .route(act('statement'))
    .input(changing.extend({ text: said(4, 8000), evidence: evidenceIds }))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.time-to-speak-over')),
  recordSilence: procedureFor(['office'])
    .route(act('silence'))
    .input(changing)
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.time-to-speak-runs')),
  askHearing: procedureFor(['contractor'])
    .route(act('hearing-request'))
    .input(changing)
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.time-to-speak-over',
        'disqualification.no-hearing',
        'disqualification.hearing-asked',
      ),
    ),
  announceHearing: procedureFor(['office'])
    .route(act('hearing-notice'))
    .input(changing.extend({ on: plainDateText, place: line(120) }))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.hearing-not-asked')),
  /** 听证. */
  hear: procedureFor(operators)
    .route(act('hearing'))
    .input(
      changing.extend({
        on: plainDateText,
        chair: uuid,
        contractorPresent: z.boolean(),
        summary: said(4, 8000),
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.hearing-not-announced',
        'disqualification.opener-decides',
        'disqualification.chair-unfit',
        'disqualification.proof-missing',
      ),
    ),
  /** 集体研究. */
  deliberate: procedureFor(operators)
    .route(act('deliberation'))
    .input(
      changing.extend({
        on: plainDateText,
        ballots: z.array(z.strictObject({ personId: uuid, vote })).max(40),
        summary: said(4, 8000),
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.not-a-member',
        'disqualification.related',
        'disqualification.opener-decides',
        'disqualification.voted-twice',
        'disqualification.recorder-not-there',
        'disqualification.alone',
        'disqualification.no-quorum',
        'disqualification.proof-missing',
      ),
    ),
  /** 决定. */
  decide: steppedUpFor(operators)
    .route(act('decision'))
    .input(changing.extend({ outcome, reasons: said(4, 8000) }))
    .output(caseView)
    .errors(
      refusals(
        ...stepping,
        'disqualification.opener-decides',
        'disqualification.same-person',
        'disqualification.against-vote',
      ),
    ),
  /** 送达: takes effect. */
  serve: procedureFor(operators)
    .route(act('service'))
    .input(changing.extend(served))
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.proof-missing', 'disqualification.witness-missing')),
  /** 清算. */
  settle: procedureFor(operators)
    .route(act('settlement'))
    .input(
      changing.extend({
        on: plainDateText,
        recoverFen: fen,
        assets: said(4, 4000),
        note: text(4000),
        evidence: evidenceIds,
      }),
    )
    .output(caseView)
    .errors(refusals(...stepping, 'disqualification.proof-missing', 'disqualification.recover-above-paid')),
  /** 暂停拨付. */
  hold: procedureFor(['leading-group'])
    .route(act('hold'))
    .input(changing.extend({ reason }))
    .output(caseView)
    .errors(
      refusals(
        ...found,
        'disqualification.opener-decides',
        'disqualification.not-notified',
        'disqualification.held-already',
      ),
    ),
  release: procedureFor(['leading-group'])
    .route(act('release'))
    .input(changing.extend({ reason }))
    .output(caseView)
    .errors(refusals(...found, 'disqualification.opener-decides', 'disqualification.not-held')),
  /** 结案，不予取消. */
  close: procedureFor(['leading-group'])
    .route(act('closing'))
    .input(changing.extend({ reason }))
    .output(caseView)
    .errors(refusals(...found, 'disqualification.opener-decides', 'disqualification.decided-already')),
};

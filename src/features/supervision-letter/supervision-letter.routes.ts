import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { supervisionLetterContract } from './supervision-letter.contract.ts';
import * as draft from './supervision-letter.draft.service.ts';
import * as issue from './supervision-letter.issue.service.ts';
import * as revocation from './supervision-letter.revocation.service.ts';
import * as service from './supervision-letter.service.ts';

const os = implement(supervisionLetterContract).$context<RequestContext>().use(permitted);

export const supervisionLetterRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  pending: os.pending.handler(({ input, context, errors }) =>
    answer(service.handlePending(callOf(context), input), errors),
  ),
  draftable: os.draftable.handler(({ input, context, errors }) =>
    answer(service.handleDraftable(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  draft: os.draft.handler(({ input, context, errors }) =>
    answer(draft.handleDraft(callOf(context), input), errors),
  ),
  amend: os.amend.handler(({ input, context, errors }) =>
    answer(draft.handleAmend(callOf(context), input), errors),
  ),
  revoke: os.revoke.handler(({ input, context, errors }) =>
    answer(revocation.handleRevoke(callOf(context), input), errors),
  ),
  review: os.review.handler(({ input, context, errors }) =>
    answer(draft.handleReview(callOf(context), input), errors),
  ),
  sendBack: os.sendBack.handler(({ input, context, errors }) =>
    answer(draft.handleSendBack(callOf(context), input), errors),
  ),
  sign: os.sign.handler(({ input, context, errors }) =>
    answer(draft.handleSign(callOf(context), input), errors),
  ),
  void: os.void.handler(({ input, context, errors }) =>
    answer(draft.handleVoid(callOf(context), input), errors),
  ),
  issue: os.issue.handler(({ input, context, errors }) =>
    answer(issue.handleIssue(callOf(context), input), errors),
  ),
  serve: os.serve.handler(({ input, context, errors }) =>
    answer(issue.handleServe(callOf(context), input), errors),
  ),
  acknowledge: os.acknowledge.handler(({ input, context, errors }) =>
    answer(issue.handleAcknowledge(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { disbursementContract } from './disbursement.contract.ts';
import * as decide from './disbursement.decide.service.ts';
import * as payment from './disbursement.pay.service.ts';
import * as service from './disbursement.service.ts';
import * as settlement from './disbursement.settlement.service.ts';
import * as suspension from './disbursement.suspension.service.ts';

const os = implement(disbursementContract).$context<RequestContext>().use(permitted);

export const disbursementRoutes = os.router({
  suspensions: os.suspensions.handler(({ input, context, errors }) =>
    answer(suspension.handleSuspensions(callOf(context), input), errors),
  ),
  lift: os.lift.handler(({ input, context, errors }) =>
    answer(suspension.handleLift(callOf(context), input), errors),
  ),
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  totals: os.totals.handler(({ input, context, errors }) =>
    answer(service.handleTotals(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  decision: os.decision.handler(({ input, context, errors }) =>
    answer(service.handleDecision(callOf(context), input), errors),
  ),
  request: os.request.handler(({ input, context, errors }) =>
    answer(decide.handleRequest(callOf(context), input), errors),
  ),
  propose: os.propose.handler(({ input, context, errors }) =>
    answer(decide.handlePropose(callOf(context), input), errors),
  ),
  settle: os.settle.handler(({ input, context, errors }) =>
    answer(settlement.handleSettle(callOf(context), input), errors),
  ),
  reevaluate: os.reevaluate.handler(({ input, context, errors }) =>
    answer(decide.handleReevaluate(callOf(context), input), errors),
  ),
  agree: os.agree.handler(({ input, context, errors }) =>
    answer(decide.handleAgree(callOf(context), input), errors),
  ),
  object: os.object.handler(({ input, context, errors }) =>
    answer(decide.handleObject(callOf(context), input), errors),
  ),
  approve: os.approve.handler(({ input, context, errors }) =>
    answer(decide.handleApprove(callOf(context), input), errors),
  ),
  decline: os.decline.handler(({ input, context, errors }) =>
    answer(decide.handleDecline(callOf(context), input), errors),
  ),
  pay: os.pay.handler(({ input, context, errors }) =>
    answer(payment.handlePay(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { activationContract } from './activation.contract.ts';
import * as service from './activation.service.ts';

const os = implement(activationContract).$context<RequestContext>().use(permitted);

export const activationRoutes = os.router({
  read: os.read.handler(({ input, context, errors }) =>
    answer(service.handleRead(callOf(context), input), errors),
  ),
  propose: os.propose.handler(({ input, context, errors }) =>
    answer(service.handlePropose(callOf(context), input), errors),
  ),
  approve: os.approve.handler(({ input, context, errors }) =>
    answer(service.handleApprove(callOf(context), input), errors),
  ),
  decline: os.decline.handler(({ input, context, errors }) =>
    answer(service.handleDecline(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { agreementContract } from './agreement.contract.ts';
import { handleEnd } from './agreement.end.service.ts';
import * as service from './agreement.service.ts';

const os = implement(agreementContract).$context<RequestContext>().use(permitted);

export const agreementRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  sign: os.sign.handler(({ input, context, errors }) =>
    answer(service.handleSign(callOf(context), input), errors),
  ),
  amend: os.amend.handler(({ input, context, errors }) =>
    answer(service.handleAmend(callOf(context), input), errors),
  ),
  end: os.end.handler(({ input, context, errors }) => answer(handleEnd(callOf(context), input), errors)),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { threadContract } from './thread.contract.ts';
import * as service from './thread.service.ts';

const os = implement(threadContract).$context<RequestContext>().use(permitted);

export const threadRoutes = os.router({
  read: os.read.handler(({ input, context, errors }) =>
    answer(service.handleRead(callOf(context), input), errors),
  ),
});

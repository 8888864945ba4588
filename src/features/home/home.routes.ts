import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { homeContract } from './home.contract.ts';
import * as service from './home.service.ts';

const os = implement(homeContract).$context<RequestContext>().use(permitted);

export const homeRoutes = os.router({
  read: os.read.handler(({ input, context, errors }) => {
    if (!context.session) throw new Error('home was asked for without a session');
    return answer(service.handleRead(callOf(context), context.session, input), errors);
  }),
  guide: os.guide.handler(({ input, context, errors }) =>
    answer(service.handleGuide(callOf(context), input), errors),
  ),
  month: os.month.handler(({ input, context, errors }) =>
    answer(service.handleMonth(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { obligationContract } from './obligation.contract.ts';
import * as service from './obligation.service.ts';
import * as waiver from './obligation.waiver.service.ts';

const os = implement(obligationContract).$context<RequestContext>().use(permitted);

export const obligationRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  calendar: os.calendar.handler(({ input, context, errors }) =>
    answer(service.handleCalendar(callOf(context), input), errors),
  ),
  proposeWaiver: os.proposeWaiver.handler(({ input, context, errors }) =>
    answer(waiver.handleProposeWaiver(callOf(context), input), errors),
  ),
  decideWaiver: os.decideWaiver.handler(({ input, context, errors }) =>
    answer(waiver.handleDecideWaiver(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import * as calendar from './obligation.calendar.service.ts';
import * as tasks from './obligation.calendar.task.service.ts';
import { obligationContract } from './obligation.contract.ts';
import * as coverage from './obligation.coverage.service.ts';
import * as past from './obligation.past.service.ts';
import * as service from './obligation.service.ts';
import * as subscription from './obligation.subscription.service.ts';
import * as waiver from './obligation.waiver.service.ts';

const os = implement(obligationContract).$context<RequestContext>().use(permitted);

export const obligationRoutes = os.router({
  asKnown: os.asKnown.handler(({ input, context, errors }) =>
    answer(past.handleAsKnown(callOf(context), input), errors),
  ),
  coverage: os.coverage.handler(({ input, context, errors }) =>
    answer(coverage.handleCoverage(callOf(context), input), errors),
  ),
  coveredFacilities: os.coveredFacilities.handler(({ input, context, errors }) =>
    answer(coverage.handleFacilities(callOf(context), input), errors),
  ),
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  calendar: os.calendar.handler(({ input, context, errors }) =>
    answer(calendar.handleCalendar(callOf(context), input), errors),
  ),
  tasks: os.tasks.handler(({ input, context, errors }) =>
    answer(tasks.handleTasks(callOf(context), input), errors),
  ),
  subscription: os.subscription.handler(({ context, errors }) =>
    answer(subscription.handleSubscription(callOf(context)), errors),
  ),
  subscribe: os.subscribe.handler(({ input, context, errors }) =>
    answer(subscription.handleSubscribe(callOf(context), input), errors),
  ),
  revokeSubscription: os.revokeSubscription.handler(({ input, context, errors }) =>
    answer(subscription.handleRevoke(callOf(context), input), errors),
  ),
  proposeWaiver: os.proposeWaiver.handler(({ input, context, errors }) =>
    answer(waiver.handleProposeWaiver(callOf(context), input), errors),
  ),
  decideWaiver: os.decideWaiver.handler(({ input, context, errors }) =>
    answer(waiver.handleDecideWaiver(callOf(context), input), errors),
  ),
});

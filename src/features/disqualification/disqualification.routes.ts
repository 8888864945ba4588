import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { disqualificationContract } from './disqualification.contract.ts';
import * as service from './disqualification.service.ts';
import * as steps from './disqualification.step.service.ts';

const os = implement(disqualificationContract).$context<RequestContext>().use(permitted);

export const disqualificationRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  triggers: os.triggers.handler(({ input, context, errors }) =>
    answer(service.handleTriggers(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  open: os.open.handler(({ input, context, errors }) =>
    answer(service.handleOpen(callOf(context), input), errors),
  ),
  notify: os.notify.handler(({ input, context, errors }) =>
    answer(steps.handleNotify(callOf(context), input), errors),
  ),
  defend: os.defend.handler(({ input, context, errors }) =>
    answer(steps.handleDefend(callOf(context), input), errors),
  ),
  recordSilence: os.recordSilence.handler(({ input, context, errors }) =>
    answer(steps.handleRecordSilence(callOf(context), input), errors),
  ),
  askHearing: os.askHearing.handler(({ input, context, errors }) =>
    answer(steps.handleAskHearing(callOf(context), input), errors),
  ),
  announceHearing: os.announceHearing.handler(({ input, context, errors }) =>
    answer(steps.handleAnnounceHearing(callOf(context), input), errors),
  ),
  hear: os.hear.handler(({ input, context, errors }) =>
    answer(steps.handleHear(callOf(context), input), errors),
  ),
  deliberate: os.deliberate.handler(({ input, context, errors }) =>
    answer(steps.handleDeliberate(callOf(context), input), errors),
  ),
  decide: os.decide.handler(({ input, context, errors }) =>
    answer(steps.handleDecide(callOf(context), input), errors),
  ),
  serve: os.serve.handler(({ input, context, errors }) =>
    answer(steps.handleServe(callOf(context), input), errors),
  ),
  settle: os.settle.handler(({ input, context, errors }) =>
    answer(steps.handleSettle(callOf(context), input), errors),
  ),
  hold: os.hold.handler(({ input, context, errors }) =>
    answer(steps.handleHold(callOf(context), input), errors),
  ),
  release: os.release.handler(({ input, context, errors }) =>
    answer(steps.handleRelease(callOf(context), input), errors),
  ),
  close: os.close.handler(({ input, context, errors }) =>
    answer(steps.handleClose(callOf(context), input), errors),
  ),
});

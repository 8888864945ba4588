import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import * as closing from './rectification.closing.service.ts';
import { rectificationContract } from './rectification.contract.ts';
import * as escalation from './rectification.escalation.service.ts';
import * as progress from './rectification.progress.service.ts';
import * as report from './rectification.report.service.ts';
import * as service from './rectification.service.ts';

const os = implement(rectificationContract).$context<RequestContext>().use(permitted);

export const rectificationRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  summary: os.summary.handler(({ context, errors }) =>
    answer(service.handleSummary(callOf(context)), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  candidates: os.candidates.handler(({ input, context, errors }) =>
    answer(service.handleCandidates(callOf(context), input), errors),
  ),
  report: os.report.handler(({ input, context, errors }) =>
    answer(report.handleReport(callOf(context), input), errors),
  ),
  sendBack: os.sendBack.handler(({ input, context, errors }) =>
    answer(report.handleSendBack(callOf(context), input), errors),
  ),
  askExtension: os.askExtension.handler(({ input, context, errors }) =>
    answer(report.handleAskExtension(callOf(context), input), errors),
  ),
  decideExtension: os.decideExtension.handler(({ input, context, errors }) =>
    answer(report.handleDecideExtension(callOf(context), input), errors),
  ),
  arrange: os.arrange.handler(({ input, context, errors }) =>
    answer(closing.handleArrange(callOf(context), input), errors),
  ),
  reinspect: os.reinspect.handler(({ input, context, errors }) =>
    answer(closing.handleReinspect(callOf(context), input), errors),
  ),
  close: os.close.handler(({ input, context, errors }) =>
    answer(closing.handleClose(callOf(context), input), errors),
  ),
  reopen: os.reopen.handler(({ input, context, errors }) =>
    answer(closing.handleReopen(callOf(context), input), errors),
  ),
  progress: os.progress.handler(({ input, context, errors }) =>
    answer(progress.handleProgress(callOf(context), input), errors),
  ),
  takeProgressStep: os.takeProgressStep.handler(({ input, context, errors }) =>
    answer(progress.handleTakeProgressStep(callOf(context), input), errors),
  ),
  takeStep: os.takeStep.handler(({ input, context, errors }) =>
    answer(escalation.handleTakeStep(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { monthlyReportContract } from './monthly-report.contract.ts';
import * as service from './monthly-report.service.ts';
import * as writing from './monthly-report.write.service.ts';

const os = implement(monthlyReportContract).$context<RequestContext>().use(permitted);

export const monthlyReportRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  sheet: os.sheet.handler(({ input, context, errors }) =>
    answer(service.handleSheet(callOf(context), input), errors),
  ),
  draft: os.draft.handler(({ input, context, errors }) =>
    answer(writing.handleDraft(callOf(context), input), errors),
  ),
  save: os.save.handler(({ input, context, errors }) =>
    answer(writing.handleSave(callOf(context), input), errors),
  ),
  submit: os.submit.handler(({ input, context, errors }) =>
    answer(writing.handleSubmit(callOf(context), input), errors),
  ),
  accept: os.accept.handler(({ input, context, errors }) =>
    answer(writing.handleAccept(callOf(context), input), errors),
  ),
  sendBack: os.sendBack.handler(({ input, context, errors }) =>
    answer(writing.handleSendBack(callOf(context), input), errors),
  ),
  correct: os.correct.handler(({ input, context, errors }) =>
    answer(writing.handleCorrect(callOf(context), input), errors),
  ),
});

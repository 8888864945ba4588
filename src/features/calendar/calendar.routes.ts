import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { calendarContract } from './calendar.contract.ts';
import * as service from './calendar.service.ts';

const os = implement(calendarContract).$context<RequestContext>().use(permitted);

export const calendarRoutes = os.router({
  read: os.read.handler(({ context, errors }) => answer(service.handleRead(callOf(context)), errors)),
  year: os.year.handler(({ input, context, errors }) =>
    answer(service.handleYear(callOf(context), input), errors),
  ),
  preview: os.preview.handler(({ input, context, errors }) =>
    answer(service.handlePreview(callOf(context), input), errors),
  ),
  importYear: os.importYear.handler(({ input, context, errors }) =>
    answer(service.handleImport(callOf(context), input), errors),
  ),
  amendYear: os.amendYear.handler(({ input, context, errors }) =>
    answer(service.handleAmend(callOf(context), input), errors),
  ),
});

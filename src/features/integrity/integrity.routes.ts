import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { integrityContract } from './integrity.contract.ts';
import * as service from './integrity.service.ts';

const os = implement(integrityContract).$context<RequestContext>().use(permitted);

export const integrityRoutes = os.router({
  overview: os.overview.handler(({ input, context, errors }) =>
    answer(service.handleOverview(callOf(context), context.installation.backups, input), errors),
  ),
  read: os.read.handler(({ input, context, errors }) =>
    answer(service.handleRead(callOf(context), context.installation.backups, input), errors),
  ),
  check: os.check.handler(({ input, context, errors }) =>
    answer(service.handleCheck(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { regimeContract } from './regime.contract.ts';
import * as service from './regime.read.service.ts';
import { handleValues } from './regime.values.service.ts';

const os = implement(regimeContract).$context<RequestContext>().use(permitted);

export const regimeRoutes = os.router({
  read: os.read.handler(({ input, context, errors }) =>
    answer(service.handleRead(callOf(context), input), errors),
  ),
  values: os.values.handler(({ input, context, errors }) =>
    answer(handleValues(callOf(context), input), errors),
  ),
  clause: os.clause.handler(({ input, context, errors }) =>
    answer(service.handleClause(callOf(context), input), errors),
  ),
});

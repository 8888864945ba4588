import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { scoreContract } from './score.contract.ts';
import { handleAtFacility } from './score.place.service.ts';
import * as service from './score.service.ts';

const os = implement(scoreContract).$context<RequestContext>().use(permitted);

export const scoreRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  atFacility: os.atFacility.handler(({ input, context, errors }) =>
    answer(handleAtFacility(callOf(context), input), errors),
  ),
  open: os.open.handler(({ input, context, errors }) =>
    answer(service.handleOpen(callOf(context), input), errors),
  ),
  compute: os.compute.handler(({ input, context, errors }) =>
    answer(service.handleCompute(callOf(context), input), errors),
  ),
  confirm: os.confirm.handler(({ input, context, errors }) =>
    answer(service.handleConfirm(callOf(context), input), errors),
  ),
  withdraw: os.withdraw.handler(({ input, context, errors }) =>
    answer(service.handleWithdraw(callOf(context), input), errors),
  ),
});

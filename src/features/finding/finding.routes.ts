import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { findingContract } from './finding.contract.ts';
import * as service from './finding.service.ts';
import * as reading from './finding.show.service.ts';

const os = implement(findingContract).$context<RequestContext>().use(permitted);

export const findingRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(reading.handleList(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(reading.handleFind(callOf(context), input), errors),
  ),
  proposeWithdrawal: os.proposeWithdrawal.handler(({ input, context, errors }) =>
    answer(service.handleProposeWithdrawal(callOf(context), input), errors),
  ),
  proposeLowering: os.proposeLowering.handler(({ input, context, errors }) =>
    answer(service.handleProposeLowering(callOf(context), input), errors),
  ),
  decide: os.decide.handler(({ input, context, errors }) =>
    answer(service.handleDecide(callOf(context), input), errors),
  ),
  putRight: os.putRight.handler(({ input, context, errors }) =>
    answer(service.handlePutRight(callOf(context), input), errors),
  ),
});

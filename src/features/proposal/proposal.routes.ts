import { implement } from '@orpc/server';
import { answer, answerComposed, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { proposalContractOf } from './proposal.contract.ts';
import * as service from './proposal.service.ts';

/** The kinds, and the refusals of their acts, are the composition's. */
export function proposalRoutes(actRefusals: readonly string[], proposals: service.Proposals) {
  const os = implement(proposalContractOf(actRefusals)).$context<RequestContext>().use(permitted);
  return os.router({
    list: os.list.handler(({ input, context, errors }) =>
      answer(service.handleList(callOf(context), input), errors),
    ),
    find: os.find.handler(({ input, context, errors }) =>
      answer(service.handleFind(callOf(context), input, proposals), errors),
    ),
    confirm: os.confirm.handler(({ input, context, errors }) =>
      answerComposed(service.handleConfirm(callOf(context), input, proposals), errors),
    ),
    refuse: os.refuse.handler(({ input, context, errors }) =>
      answer(service.handleRefuse(callOf(context), input), errors),
    ),
    withdraw: os.withdraw.handler(({ input, context, errors }) =>
      answer(service.handleWithdraw(callOf(context), input), errors),
    ),
  });
}

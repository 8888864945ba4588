import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { drawContract } from './draw.contract.ts';
import * as preparing from './draw.prepare.service.ts';
import * as service from './draw.service.ts';
import * as showing from './draw.show.service.ts';

const os = implement(drawContract).$context<RequestContext>().use(permitted);

export const drawRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(showing.handleList(callOf(context), input), errors),
  ),
  preparation: os.preparation.handler(({ input, context, errors }) =>
    answer(preparing.handlePreparation(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(showing.handleFind(callOf(context), input), errors),
  ),
  prepare: os.prepare.handler(({ input, context, errors }) =>
    answer(preparing.handlePrepare(callOf(context), input), errors),
  ),
  commit: os.commit.handler(({ input, context, errors }) =>
    answer(service.handleCommit(callOf(context), input), errors),
  ),
  reveal: os.reveal.handler(({ input, context, errors }) =>
    answer(service.handleReveal(callOf(context), input), errors),
  ),
  proposeOpening: os.proposeOpening.handler(({ input, context, errors }) =>
    answer(service.handleProposeOpening(callOf(context), input), errors),
  ),
  open: os.open.handler(({ input, context, errors }) =>
    answer(service.handleOpen(callOf(context), input), errors),
  ),
  enterValue: os.enterValue.handler(({ input, context, errors }) =>
    answer(service.handleEnterValue(callOf(context), input), errors),
  ),
  rejectValue: os.rejectValue.handler(({ input, context, errors }) =>
    answer(service.handleRejectValue(callOf(context), input), errors),
  ),
  draw: os.draw.handler(({ input, context, errors }) =>
    answer(service.handleDraw(callOf(context), input), errors),
  ),
  publish: os.publish.handler(({ input, context, errors }) =>
    answer(service.handlePublish(callOf(context), input), errors),
  ),
  abandon: os.abandon.handler(({ input, context, errors }) =>
    answer(service.handleAbandon(callOf(context), input), errors),
  ),
});

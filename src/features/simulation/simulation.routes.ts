import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { simulationContract } from './simulation.contract.ts';
import * as service from './simulation.service.ts';

const os = implement(simulationContract).$context<RequestContext>().use(permitted);

export const simulationRoutes = os.router({
  packs: os.packs.handler(({ input, context, errors }) =>
    answer(service.handlePacks(callOf(context), input), errors),
  ),
  run: os.run.handler(({ input, context, errors }) =>
    answer(service.handleRun(callOf(context), input), errors),
  ),
});

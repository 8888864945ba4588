import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { evidenceContract } from './evidence.contract.ts';
import * as service from './evidence.service.ts';

const os = implement(evidenceContract).$context<RequestContext>().use(permitted);

export const evidenceRoutes = os.router({
  register: os.register.handler(({ input, context, errors }) =>
    answer(service.handleRegister(callOf(context), input), errors),
  ),
});

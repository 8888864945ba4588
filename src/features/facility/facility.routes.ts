import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { facilityContract } from './facility.contract.ts';
import * as service from './facility.service.ts';

const os = implement(facilityContract).$context<RequestContext>().use(permitted);

export const facilityRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  places: os.places.handler(({ input, context, errors }) =>
    answer(service.handlePlaces(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  register: os.register.handler(({ input, context, errors }) =>
    answer(service.handleRegister(callOf(context), input), errors),
  ),
  amend: os.amend.handler(({ input, context, errors }) =>
    answer(service.handleAmend(callOf(context), input), errors),
  ),
  changePhase: os.changePhase.handler(({ input, context, errors }) =>
    answer(service.handleChangePhase(callOf(context), input), errors),
  ),
  transfer: os.transfer.handler(({ input, context, errors }) =>
    answer(service.handleTransfer(callOf(context), input), errors),
  ),
});

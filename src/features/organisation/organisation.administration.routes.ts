import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import * as acts from './organisation.acts.service.ts';
import { administrationContract } from './organisation.administration.contract.ts';
import * as service from './organisation.administration.service.ts';
import * as code from './organisation.code.service.ts';
import * as first from './organisation.first.service.ts';

const os = implement(administrationContract).$context<RequestContext>().use(permitted);

export const administrationRoutes = os.router({
  register: os.register.handler(({ input, context, errors }) =>
    answer(service.handleRegister(callOf(context), input), errors),
  ),
  amend: os.amend.handler(({ input, context, errors }) =>
    answer(service.handleAmend(callOf(context), input), errors),
  ),
  addPerson: os.addPerson.handler(({ input, context, errors }) =>
    answer(service.handleAddPerson(callOf(context), input), errors),
  ),
  amendPerson: os.amendPerson.handler(({ input, context, errors }) =>
    answer(service.handleAmendPerson(callOf(context), input), errors),
  ),
  reset: os.reset.handler(({ input, context, errors }) =>
    answer(service.handleReset(callOf(context), input), errors),
  ),
  takeCode: os.takeCode.handler(({ input, context, errors }) =>
    answer(code.handleTakeCode(callOf(context), input), errors),
  ),
  firstSignIn: os.firstSignIn.handler(({ input, context, errors }) =>
    answer(first.handleFirstSignIn(context, input), errors),
  ),
  person: os.person.handler(({ input, context, errors }) =>
    answer(acts.handlePerson(callOf(context), input), errors),
  ),
  acts: os.acts.handler(({ input, context, errors }) =>
    answer(acts.handleActs(callOf(context), input), errors),
  ),
  state: os.state.handler(({ input, context, errors }) =>
    answer(acts.handleState(callOf(context), input), errors),
  ),
});

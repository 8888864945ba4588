import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { inspectionContract } from './inspection.contract.ts';
import * as planning from './inspection.plan.service.ts';
import * as service from './inspection.service.ts';
import * as carrying from './inspection.submit.service.ts';

const os = implement(inspectionContract).$context<RequestContext>().use(permitted);

export const inspectionRoutes = os.router({
  list: os.list.handler(({ input, context, errors }) =>
    answer(service.handleList(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  sheet: os.sheet.handler(({ input, context, errors }) =>
    answer(service.handleSheet(callOf(context), input), errors),
  ),
  subjects: os.subjects.handler(({ input, context, errors }) =>
    answer(service.handleSubjects(callOf(context), input), errors),
  ),
  preparation: os.preparation.handler(({ input, context, errors }) =>
    answer(service.handlePreparation(callOf(context), input), errors),
  ),
  plan: os.plan.handler(({ input, context, errors }) =>
    answer(planning.handlePlan(callOf(context), input), errors),
  ),
  declare: os.declare.handler(({ input, context, errors }) =>
    answer(planning.handleDeclare(callOf(context), input), errors),
  ),
  cancel: os.cancel.handler(({ input, context, errors }) =>
    answer(planning.handleCancel(callOf(context), input), errors),
  ),
  submit: os.submit.handler(({ input, context, errors }) =>
    answer(carrying.handleSubmit(callOf(context), input), errors),
  ),
  sign: os.sign.handler(({ input, context, errors }) =>
    answer(carrying.handleSign(callOf(context), input), errors),
  ),
  supplement: os.supplement.handler(({ input, context, errors }) =>
    answer(carrying.handleSupplement(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { planContract } from './plan.contract.ts';
import * as project from './plan.project.service.ts';
import * as service from './plan.service.ts';

const os = implement(planContract).$context<RequestContext>().use(permitted);

export const planRoutes = os.router({
  projects: os.projects.handler(({ input, context, errors }) =>
    answer(project.handleProjects(callOf(context), input), errors),
  ),
  project: os.project.handler(({ input, context, errors }) =>
    answer(project.handleProject(callOf(context), input), errors),
  ),
  registerProject: os.registerProject.handler(({ input, context, errors }) =>
    answer(project.handleRegisterProject(callOf(context), input), errors),
  ),
  amendProject: os.amendProject.handler(({ input, context, errors }) =>
    answer(project.handleAmendProject(callOf(context), input), errors),
  ),
  draft: os.draft.handler(({ input, context, errors }) =>
    answer(service.handleDraft(callOf(context), input), errors),
  ),
  inForceOn: os.inForceOn.handler(({ input, context, errors }) =>
    answer(service.handleInForceOn(callOf(context), input), errors),
  ),
  find: os.find.handler(({ input, context, errors }) =>
    answer(service.handleFind(callOf(context), input), errors),
  ),
  compare: os.compare.handler(({ input, context, errors }) =>
    answer(service.handleCompare(callOf(context), input), errors),
  ),
  save: os.save.handler(({ input, context, errors }) =>
    answer(service.handleSave(callOf(context), input), errors),
  ),
  submit: os.submit.handler(({ input, context, errors }) =>
    answer(service.handleSubmit(callOf(context), input), errors),
  ),
  sendBack: os.sendBack.handler(({ input, context, errors }) =>
    answer(service.handleSendBack(callOf(context), input), errors),
  ),
  approve: os.approve.handler(({ input, context, errors }) =>
    answer(service.handleApprove(callOf(context), input), errors),
  ),
});

import { implement } from '@orpc/server';
import { answer, callOf, permitted, type RequestContext } from '#platform/http.ts';
import { organisationContract } from './organisation.contract.ts';
import * as interest from './organisation.interest.service.ts';
import * as service from './organisation.service.ts';
import * as session from './organisation.session.service.ts';

const os = implement(organisationContract).$context<RequestContext>().use(permitted);

export const organisationRoutes = (
  buildDemonstration: (context: RequestContext) => Promise<'building' | 'ready' | 'refused'>,
) =>
  os.router({
    installation: os.installation.handler(({ input, context, errors }) =>
      answer(session.handleInstallation(context, input), errors),
    ),
    setUp: os.setUp.handler(({ input, context, errors }) =>
      answer(session.handleSetUp(context, input), errors),
    ),
    setUpDemonstration: os.setUpDemonstration.handler(async ({ input, context, errors }) => {
      await answer(session.mayDemonstrate(context, input), errors);
      const state = await buildDemonstration(context);
      if (state === 'refused') throw errors['set-up.done-already']({ data: { facts: {}, basis: [] } });
      return { state };
    }),
    signIn: os.signIn.handler(({ input, context, errors }) =>
      answer(session.handleSignIn(context, input), errors),
    ),
    signInAs: os.signInAs.handler(({ input, context, errors }) =>
      answer(session.handleSignInAs(context, input), errors),
    ),
    signOut: os.signOut.handler(({ input, context, errors }) =>
      answer(session.handleSignOut(context, input), errors),
    ),
    me: os.me.handler(({ input, context, errors }) => answer(session.handleMe(context, input), errors)),
    changePassword: os.changePassword.handler(({ input, context, errors }) =>
      answer(session.handleChangePassword(context, input), errors),
    ),
    list: os.list.handler(({ input, context, errors }) =>
      answer(service.handleList(callOf(context), input), errors),
    ),
    find: os.find.handler(({ input, context, errors }) =>
      answer(service.handleFind(callOf(context), input), errors),
    ),
    people: os.people.handler(({ input, context, errors }) =>
      answer(service.handlePeople(callOf(context), input), errors),
    ),
    group: os.group.handler(({ input, context, errors }) =>
      answer(service.handleGroup(callOf(context), input), errors),
    ),
    appoint: os.appoint.handler(({ input, context, errors }) =>
      answer(service.handleAppoint(callOf(context), input), errors),
    ),
    endMembership: os.endMembership.handler(({ input, context, errors }) =>
      answer(service.handleEndMembership(callOf(context), input), errors),
    ),
    recusals: os.recusals.handler(({ context, errors }) =>
      answer(interest.handleRecusals(callOf(context)), errors),
    ),
    relations: os.relations.handler(({ input, context, errors }) =>
      answer(service.handleRelations(callOf(context), input), errors),
    ),
    declareRelation: os.declareRelation.handler(({ input, context, errors }) =>
      answer(service.handleDeclareRelation(callOf(context), input), errors),
    ),
  });

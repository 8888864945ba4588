import { implement } from '@orpc/server';
import { answer, permitted, type RequestContext } from '#platform/http.ts';
import { accountContract } from './organisation.account.contract.ts';
import * as account from './organisation.factor.service.ts';

const os = implement(accountContract).$context<RequestContext>().use(permitted);

export const accountRoutes = os.router({
  sessions: os.sessions.handler(({ input, context, errors }) =>
    answer(account.handleSessions(context, input), errors),
  ),
  endSession: os.endSession.handler(({ input, context, errors }) =>
    answer(account.handleEndSession(context, input), errors),
  ),
  signIns: os.signIns.handler(({ input, context, errors }) =>
    answer(account.handleSignIns(context, input), errors),
  ),
  factors: os.factors.handler(({ input, context, errors }) =>
    answer(account.handleFactors(context, input), errors),
  ),
  beginTotp: os.beginTotp.handler(({ input, context, errors }) =>
    answer(account.handleBeginTotp(context, input), errors),
  ),
  confirmTotp: os.confirmTotp.handler(({ input, context, errors }) =>
    answer(account.handleConfirmTotp(context, input), errors),
  ),
  removeFactor: os.removeFactor.handler(({ input, context, errors }) =>
    answer(account.handleRemoveFactor(context, input), errors),
  ),
  renewRecoveryCodes: os.renewRecoveryCodes.handler(({ input, context, errors }) =>
    answer(account.handleRenewRecoveryCodes(context, input), errors),
  ),
  stepUp: os.stepUp.handler(({ input, context, errors }) =>
    answer(account.handleStepUp(context, input), errors),
  ),
});

import { createORPCClient, ORPCError } from '@orpc/client';
import type {
  AnyContractRouter,
  ContractRouterClient,
  InferContractRouterInputs,
  InferContractRouterOutputs,
} from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { uuidV7 } from '#kernel/id.ts';
import { markTold } from '#web/told.ts';
import contract from './contract.generated.json' with { type: 'json' };

// The browser knows the contract's paths and methods (scripts/build-web.ts writes them) and its types; its schemas stay on the server.

const sessionListeners = new Set<() => void>();

/** Called whenever the server says that nobody is signed in any more. */
export function onSessionRequired(listener: () => void): () => void {
  sessionListeners.add(listener);
  return () => sessionListeners.delete(listener);
}

export function sessionWasLost(): void {
  for (const listener of sessionListeners) listener();
}

let askForProof: (() => Promise<boolean>) | undefined;

/** Who is asked for a second factor when an act needs one; the answer says whether it was proved. */
export function onProofRequired(ask: () => Promise<boolean>): () => void {
  askForProof = ask;
  return () => {
    askForProof = undefined;
  };
}

const link = new OpenAPILink(contract as unknown as AnyContractRouter, {
  url: () => `${window.location.origin}/api`,
  interceptors: [
    async (options) => {
      try {
        return markTold(await options.next());
      } catch (error) {
        if (codeOf(error) === 'session.required') sessionWasLost();
        // The same act again, with everything that was typed.
        if (codeOf(error) === 'session.step-up-required' && (await askForProof?.()))
          return markTold(await options.next());
        throw error;
      }
    },
  ],
});
const client = createORPCClient(link) as Record<string, unknown>;

/** The typed client of a feature: `apiOf<typeof findingContract>('finding')`. The name is the feature's key in main.contract.ts. */
export function apiOf<Contract extends AnyContractRouter>(feature: string): ContractRouterClient<Contract> {
  return client[feature] as ContractRouterClient<Contract>;
}

/** What a procedure takes and gives: `InputOf<typeof findingContract, 'record'>`. */
export type InputOf<
  Contract extends AnyContractRouter,
  Procedure extends keyof InferContractRouterInputs<Contract>,
> = InferContractRouterInputs<Contract>[Procedure];
export type OutputOf<
  Contract extends AnyContractRouter,
  Procedure extends keyof InferContractRouterOutputs<Contract>,
> = InferContractRouterOutputs<Contract>[Procedure];

/** Query helpers of a feature: `useQuery(queries.find.queryOptions({ input: { id } }))`. */
export function queriesOf<Contract extends AnyContractRouter>(
  feature: string,
): RouterUtils<ContractRouterClient<Contract>> {
  return createTanstackQueryUtils(apiOf<Contract>(feature), { path: [feature] });
}

/** The code of the server's answer, a refusal's or a fault's; undefined when the server did not answer at all. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof ORPCError ? String(error.code) : undefined;
}

const isAnswer = (error: unknown): boolean => error instanceof ORPCError && error.status < 500;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A refusal is an answer; asking again changes nothing.
      retry: (count, error) => !isAnswer(error) && count < 1,
      retryDelay: 800,
    },
  },
});

/** After an act everything on screen is asked again: records hang together more widely than any list of keys could say. */
export const refreshAll = (): Promise<void> => queryClient.invalidateQueries();

/** A new id that sorts by time; the device names its record before the server has seen it. */
export function newId(): string {
  return uuidV7(performance.timeOrigin + performance.now(), crypto.getRandomValues(new Uint8Array(10)));
}

/** One id for as long as a form page stands, so that sending it twice makes one record. A dialog's is given by `Act`: its page outlives it. */
export function useNewId(): string {
  const [id] = useState(newId);
  return id;
}

import type { Actor } from '@heitu/kit/actor';
import { unavailable } from '@heitu/kit/graphql';
import { Unavailable, type Transport } from '@heitu/kit/peers';
import type { Send } from './execution/index.ts';

export interface GatewayContext {
  actor: Actor;
  requestId: string;
}

/** Carries a fetch of the plan to its subgraph, in process or over HTTP, as the caller that was verified once. */
export function sendOver(transport: Transport): Send<GatewayContext> {
  return async (service, request, { actor, requestId }, signal) => {
    try {
      return await transport.execute(service, request, actor, requestId, signal);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      const { message, extensions } = unavailable();
      return { errors: [{ message, extensions }] };
    }
  };
}

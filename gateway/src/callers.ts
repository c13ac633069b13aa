import type { FastifyRequest } from 'fastify';
import type { Actor } from '@heitu/kit/rules/actor';
import { unavailable } from '@heitu/kit/rules/graphql';
import { isOutage, type Transport } from '@heitu/kit/messages/peers';
import { createAuthenticator } from './authenticator.ts';
import type { Quotas } from './quotas.ts';

const DEVICE_CHARACTERS_MAX = 200;

export interface Callers {
  /** Who calls; throws a GraphQLError with one of our codes, or a Refusal where a contract allows no more. */
  callerOf(request: FastifyRequest): Promise<Actor>;
  /** The same caller, and from where: the address stands on the audit trail and decides nothing. */
  fromOf(request: FastifyRequest, actor: Actor): Actor;
}

export function createCallers(transport: Transport, authority: string, quotas: Quotas): Callers {
  const authenticator = createAuthenticator(transport, authority);
  const fromOf = (request: FastifyRequest, actor: Actor): Actor => ({
    ...actor,
    from: request.ip,
    device: request.headers['user-agent']?.slice(0, DEVICE_CHARACTERS_MAX),
  });
  return {
    fromOf,
    async callerOf(request) {
      const actor = await authenticator.actorFor(request.headers.authorization).catch((error) => {
        // In one process it is the database itself that does not answer.
        throw isOutage(error) ? unavailable() : error;
      });
      const refusal = actor.quota ? await quotas.take(actor) : null;
      if (refusal) throw refusal;
      return fromOf(request, actor);
    },
  };
}

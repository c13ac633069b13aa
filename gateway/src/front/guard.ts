import type { FastifyInstance } from 'fastify';
import { addressKey, type Rates } from './rates.ts';
import { tell } from './tell.ts';

/** Before anything of a request is read, on every route of the scope: how often its address comes. */
export function addGuard(scope: FastifyInstance, rates: Rates): void {
  scope.addHook('onRequest', async (request, reply) => {
    // Who has left already has no address any more.
    const refusal = await rates.take('perAddress', addressKey(request.ip ?? ''));
    if (refusal) return tell(request, reply, refusal);
  });
}

import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { WebhookDelivery } from './partner.entity.ts';
import { deliveryLifecycle } from './webhook.lifecycle.ts';
import { TEST_EVENT } from './webhook.policy.ts';
import { endpointInput, ownEndpoint } from './own-endpoint.ts';
import { WebhookChanged } from './webhook.view.ts';
import { inContract, program } from './for-programs.ts';

/** Something to try an endpoint with, sent as events are. */
export const testWebhook = mutation({
  name: 'testWebhook',
  description: 'Sends an event of type webhook.test.',
  may: program,
  input: endpointInput,
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(WebhookChanged),
  directives: inContract(PROGRAM_SCOPE),
  run: (context, { endpointId }, refuse) =>
    context.transaction(async (tx) => {
      const endpoint = await ownEndpoint(context, tx, endpointId);
      if (!endpoint) return refuse('NOT_FOUND');
      if (endpoint.state !== 'active') return refuse('WRONG_STATE');
      const [id, nowMs] = [context.newId(), context.clock.now()];
      await tx.em.insert(WebhookDelivery, {
        id,
        endpointId: endpoint.id,
        eventId: id,
        type: TEST_EVENT,
        payload: JSON.stringify({
          type: TEST_EVENT,
          timestamp: new Date(nowMs).toISOString(),
          data: { endpointId: endpoint.id },
        }),
        state: deliveryLifecycle.initial,
        attempts: 0,
        nextAtMs: nowMs,
        lastStatus: null,
        lastError: null,
        createdAtMs: nowMs,
        settledAtMs: null,
      });
      tx.audit({ type: 'client', id: context.actor.id });
      return ok({ id });
    }),
});

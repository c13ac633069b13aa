import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { WebhookDelivery, WebhookEndpoint } from './partner.entity.ts';
import { endpointInput, ownEndpoint } from './own-endpoint.ts';
import { WebhookChanged } from './webhook.view.ts';
import { inContract, program } from './for-programs.ts';

/** Nothing is sent there any more. */
export const endWebhook = mutation({
  name: 'endWebhook',
  may: program,
  input: endpointInput,
  refusals: { NOT_FOUND },
  shows: asItIs(WebhookChanged),
  directives: inContract(PROGRAM_SCOPE),
  run: (context, { endpointId }, refuse) =>
    context.transaction(async (tx) => {
      const endpoint = await ownEndpoint(context, tx, endpointId);
      if (!endpoint) return refuse('NOT_FOUND');
      const ended = await tx.em.nativeUpdate(
        WebhookEndpoint,
        { id: endpoint.id, state: endpoint.state },
        { state: 'ended', stateReason: null },
      );
      if (ended === 0) return refuse('NOT_FOUND');
      await tx.em.nativeDelete(WebhookDelivery, { endpointId: endpoint.id, state: 'waiting' });
      tx.audit({ type: 'client', id: context.actor.id });
      return ok({ id: endpoint.id });
    }),
});

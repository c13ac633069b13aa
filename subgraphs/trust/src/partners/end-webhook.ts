import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { WebhookDelivery } from './partner.entity.ts';
import { endpointInput, ownEndpoint } from './own-endpoint.ts';
import { webhooks } from './webhook.moves.ts';
import { WebhookChanged } from './webhook.view.ts';
import { inContract, program } from './for-programs.ts';

/** Nothing is sent there any more. */
export const endWebhook = mutation({
  name: 'endWebhook',
  description: 'Nothing is sent there any more.',
  may: program,
  input: endpointInput,
  refusals: { NOT_FOUND },
  shows: asItIs(WebhookChanged),
  directives: inContract(PROGRAM_SCOPE),
  run: (context, { endpointId }, refuse) =>
    context.transaction(async (tx) => {
      const endpoint = await ownEndpoint(context, tx, endpointId);
      if (!endpoint) return refuse('NOT_FOUND');
      // An endpoint that another has ended meanwhile is not there any more.
      const refused = await webhooks.move(context, tx, 'end', endpoint, () => refuse('NOT_FOUND'), {
        parts: ['program'],
        set: { stateReason: null },
      });
      if (refused) return refused;
      await tx.em.nativeDelete(WebhookDelivery, { endpointId: endpoint.id, state: 'waiting' });
      tx.audit({ type: 'client', id: context.actor.id });
      return ok({ id: endpoint.id });
    }),
});

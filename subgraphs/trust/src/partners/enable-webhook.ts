import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { endpointInput, ownEndpoint } from './own-endpoint.ts';
import { webhooks } from './webhook.moves.ts';
import { WebhookChanged } from './webhook.view.ts';
import { inContract, program } from './for-programs.ts';

/** One that was switched off is tried again, with all that waits for it. */
export const enableWebhook = mutation({
  name: 'enableWebhook',
  description: 'One that was switched off for failing; what waits for it is sent.',
  may: program,
  input: endpointInput,
  refusals: {
    NOT_FOUND,
    // It is on.
    WRONG_STATE,
  },
  shows: asItIs(WebhookChanged),
  directives: inContract(PROGRAM_SCOPE),
  run: (context, { endpointId }, refuse) =>
    context.transaction(async (tx) => {
      const endpoint = await ownEndpoint(context, tx, endpointId);
      if (!endpoint) return refuse('NOT_FOUND');
      const refused = await webhooks.move(context, tx, 'enable', endpoint, refuse, {
        parts: ['program'],
        set: { stateReason: null, disabledAtMs: null },
      });
      if (refused) return refused;
      tx.audit({ type: 'client', id: context.actor.id });
      return ok({ id: endpoint.id });
    }),
});

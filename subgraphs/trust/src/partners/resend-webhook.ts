import { hasScope } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { scopesOf } from './partner.policy.ts';
import { deliveryLifecycle } from './webhook.lifecycle.ts';
import { deliveries } from './webhook.moves.ts';
import { isTold } from './webhook.policy.ts';
import { WebhookChanged } from './webhook.view.ts';
import { SCOPE_NOT_COVERED } from './own-endpoint.ts';
import { inContract, program } from './for-programs.ts';

/** Once more, with the same webhook-id: a receiver that has it already knows it again. */
export const resendWebhook = mutation({
  name: 'resendWebhook',
  description: 'Once more, with the same webhook-id.',
  may: program,
  input: z.object({
    deliveryId: identifier().describe("The delivery, of the program's own endpoint: its webhook-id."),
  }),
  refusals: {
    NOT_FOUND,
    // It waits to be sent anyway.
    WRONG_STATE,
    SCOPE_NOT_COVERED,
  },
  shows: asItIs(WebhookChanged),
  directives: inContract(PROGRAM_SCOPE),
  run: (context, { deliveryId }, refuse) =>
    context.transaction(async (tx) => {
      const delivery = await tx.rows
        .selectFrom('WebhookDelivery as d')
        .innerJoin('WebhookEndpoint as e', 'e.id', 'd.endpointId')
        .innerJoin('ApiClient as c', 'c.id', 'e.clientId')
        .select(['d.id', 'd.state', 'd.nextAtMs', 'd.type', 'c.scopes'])
        .where('d.id', '=', deliveryId)
        .where('e.clientId', '=', context.actor.id)
        .where('e.state', '!=', 'ended')
        .executeTakeFirst();
      if (!delivery) return refuse('NOT_FOUND');
      if (!deliveryLifecycle.from('resend').includes(delivery.state)) return refuse('WRONG_STATE');
      if (
        !isTold(
          delivery.type,
          scopesOf(delivery.scopes).filter((scope) => hasScope(context.actor, scope)),
        )
      )
        return refuse('SCOPE_NOT_COVERED');
      const refused = await deliveries.move(context, tx, 'resend', delivery, refuse, {
        parts: ['program'],
        set: { attempts: 0, nextAtMs: context.clock.now(), settledAtMs: null },
      });
      if (refused) return refused;
      tx.audit({ type: 'client', id: context.actor.id });
      return ok({ id: delivery.id });
    }),
});

import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { WebhookEndpoint } from './partner.entity.ts';
import { newWebhookSecret, WEBHOOK_SECRET_OVERLAP_MS } from './webhook.policy.ts';
import { endpointInput, ownEndpoint } from './own-endpoint.ts';
import { WebhookSecretView } from './webhook.view.ts';
import { inContract, program } from './for-programs.ts';

/** A new secret; for a day both sign. */
export const rotateWebhookSecret = mutation({
  name: 'rotateWebhookSecret',
  description: 'For a day both secrets sign.',
  may: program,
  input: endpointInput,
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(WebhookSecretView),
  directives: inContract(PROGRAM_SCOPE),
  run: (context, { endpointId }, refuse) =>
    context.transaction(async (tx) => {
      const endpoint = await ownEndpoint(context, tx, endpointId);
      if (!endpoint) return refuse('NOT_FOUND');
      const secret = newWebhookSecret();
      const changed = await tx.em.nativeUpdate(
        WebhookEndpoint,
        { id: endpoint.id, secretSealed: endpoint.secretSealed },
        {
          secretSealed: await context.vault.seal(context.actor.id, secret),
          formerSecretSealed: endpoint.secretSealed,
          formerUntilMs: context.clock.now() + WEBHOOK_SECRET_OVERLAP_MS,
        },
      );
      if (changed === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'client', id: context.actor.id });
      return ok({ id: endpoint.id, secret });
    }),
});

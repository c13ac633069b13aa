import { hasScope } from '@heitu/kit/rules/actor';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { line, z } from '@heitu/kit/rules/validate';
import { asItIs } from '@heitu/kit/rules/mutation';
import { toJson } from '@heitu/kit/rules/typed-json';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { WebhookEvents } from '../enums.ts';
import { WebhookEndpoint } from './partner.entity.ts';
import { scopesOf } from './partner.policy.ts';
import { ENDPOINTS_MAX, isFitUrl, isTold, newWebhookSecret, WEBHOOK_EVENT_TYPES } from './webhook.policy.ts';
import { webhookLifecycle } from './webhook.lifecycle.ts';
import { WebhookSecretView } from './webhook.view.ts';
import { SCOPE_NOT_COVERED } from './own-endpoint.ts';
import { inContract, program } from './for-programs.ts';

/** A program asks to be told of events at a URL; the secret is shown once. */
export const registerWebhook = mutation({
  name: 'registerWebhook',
  description: 'Asks to be told of events at a URL; the secret that signs them is shown once.',
  may: program,
  input: z.object({
    url: line(500).describe('https, on the internet.'),
    eventTypes: z
      .array(oneOf(WebhookEvents, WEBHOOK_EVENT_TYPES))
      .min(1)
      .max(WEBHOOK_EVENT_TYPES.length)
      .describe('What to be told of; each must be covered by the contract.'),
  }),
  refusals: {
    NOT_FOUND,
    URL_UNFIT: { message: '地址要用https，能从互联网访问，不能带密码或指向内部网络' },
    SCOPE_NOT_COVERED,
    TOO_MANY_ENDPOINTS: { message: `推送地址最多${ENDPOINTS_MAX}个，请先停用不用的` },
  },
  shows: asItIs(WebhookSecretView),
  directives: inContract(PROGRAM_SCOPE),
  async run(context, { url, eventTypes }, refuse) {
    const clientId = context.actor.id;
    if (!isFitUrl(url, context.services.webhooks.allowPrivate)) return refuse('URL_UNFIT');
    return context.transaction(async (tx) => {
      // Locks the client's row: of two registered at once, the second counts the first.
      await tx.rows
        .updateTable('ApiClient')
        .set((eb) => ({ name: eb.ref('name') }))
        .where('id', '=', clientId)
        .execute();
      const client = await tx.rows
        .selectFrom('ApiClient')
        .select('scopes')
        .where('id', '=', clientId)
        .executeTakeFirst();
      if (!client) return refuse('NOT_FOUND');
      const covered = scopesOf(client.scopes).filter((scope) => hasScope(context.actor, scope));
      if (!eventTypes.every((type) => isTold(type, covered))) return refuse('SCOPE_NOT_COVERED');
      const { n } = await tx.rows
        .selectFrom('WebhookEndpoint')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('clientId', '=', clientId)
        .where('state', '!=', 'ended')
        .executeTakeFirstOrThrow();
      if (Number(n) >= ENDPOINTS_MAX) return refuse('TOO_MANY_ENDPOINTS');
      const id = context.newId();
      const secret = newWebhookSecret();
      await tx.em.insert(WebhookEndpoint, {
        id,
        clientId,
        url,
        eventTypes: toJson([...new Set(eventTypes)].sort()),
        secretSealed: await context.vault.seal(clientId, secret),
        formerSecretSealed: null,
        formerUntilMs: null,
        state: webhookLifecycle.initial,
        stateReason: null,
        disabledAtMs: null,
        createdAtMs: context.clock.now(),
      });
      tx.audit({ type: 'client', id: clientId });
      return ok({ id, secret });
    });
  },
});

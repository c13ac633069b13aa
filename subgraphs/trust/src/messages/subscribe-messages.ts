import { ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { oneOf } from '@heitu/kit/rules/enums';
import { mutation } from '../context.ts';
import { MessageKinds } from '../enums.ts';
import { hasConsent } from '../privacy/privacy.loader.ts';
import { MessageSubscription } from './message.entity.ts';
import { SUBSCRIPTIONS_MAX, TOLD_MESSAGE_KINDS } from './message.policy.ts';
import { MessagesSubscribed } from './message.view.ts';

/** The person tapped "subscribe" for these kinds: one message of each may be sent by WeChat. */
export const subscribeMessages = mutation({
  name: 'subscribeMessages',
  description: 'The person tapped to be told of these kinds: one message of each may be sent by WeChat.',
  may: permit.role('consumer'),
  input: z.object({
    kinds: z
      .array(oneOf(MessageKinds, TOLD_MESSAGE_KINDS))
      .min(1)
      .max(TOLD_MESSAGE_KINDS.length)
      .describe('What the person tapped to be told of; see messageTemplates.'),
  }),
  refusals: { CONSENT_MISSING: { message: '请先在隐私设置里同意用微信提醒订单进展', clause: '10.3.b' } },
  shows: asItIs(MessagesSubscribed),
  async run(context, input, refuse) {
    const kinds = [...new Set(input.kinds)];
    const accountId = context.actor.id;
    if (!(await hasConsent(context, accountId, 'service-messages'))) return refuse('CONSENT_MISSING');
    return context.transaction(async (tx) => {
      for (const kind of kinds) {
        await tx.em.upsert(
          MessageSubscription,
          { id: context.newId(), accountId, kind, remaining: 0 },
          { onConflictFields: ['accountId', 'kind'], onConflictAction: 'ignore' },
        );
        await tx.rows
          .updateTable('MessageSubscription')
          .set((eb) => ({ remaining: eb('remaining', '+', 1) }))
          .where('accountId', '=', accountId)
          .where('kind', '=', kind)
          .where('remaining', '<', SUBSCRIPTIONS_MAX)
          .execute();
      }
      tx.audit({ type: 'account', id: accountId, clause: '10.3.a' });
      return ok({ kinds });
    });
  },
});

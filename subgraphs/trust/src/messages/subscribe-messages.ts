import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { hasConsent } from '../privacy/privacy.loader.ts';
import { MessageSubscription } from './message.entity.ts';
import { MESSAGE_KINDS, SUBSCRIPTIONS_MAX } from './message.policy.ts';
import { messageRefusals } from './message.refusals.ts';

const KINDS = Object.keys(MESSAGE_KINDS) as [string, ...string[]];
const schema = z.object({ kinds: z.array(z.enum(KINDS)).min(1).max(KINDS.length) });

/** The person tapped "subscribe" for these kinds: one message of each may be sent by WeChat. Errors: CONSENT_MISSING. */
export async function subscribeMessages(context: TrustContext, input: unknown): Promise<Outcome<{ kinds: string[] }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const kinds = [...new Set(valid.value.kinds)];
  const accountId = context.actor.id;
  if (!(await hasConsent(context, accountId, 'service-messages'))) return refuse(messageRefusals, 'CONSENT_MISSING');
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
}

/** What a tap may ask WeChat for: who has not agreed to be told by WeChat is not asked. */
export async function templatesFor(
  context: TrustContext,
  kinds: readonly string[],
): Promise<{ kind: string; templateId: string }[]> {
  const found = [...new Set(kinds)].slice(0, KINDS.length).flatMap((kind) => {
    const templateId = Object.hasOwn(MESSAGE_KINDS, kind) ? context.services.wechat.templateOf(kind) : null;
    return templateId ? [{ kind, templateId }] : [];
  });
  return found.length > 0 && (await hasConsent(context, context.actor.id, 'service-messages')) ? found : [];
}

import type { TrustContext } from '../context.ts';
import { hasConsent } from '../privacy/privacy.loader.ts';
import { TOLD_MESSAGE_KINDS, type MessageKind } from './message.policy.ts';

/** What a tap may ask WeChat for: who has not agreed to be told by WeChat is not asked. */
export async function templatesFor(
  context: TrustContext,
  kinds: readonly MessageKind[],
): Promise<{ kind: MessageKind; templateId: string }[]> {
  const found = TOLD_MESSAGE_KINDS.filter((kind) => kinds.includes(kind)).flatMap((kind) => {
    const templateId = context.services.wechat.templateOf(kind);
    return templateId ? [{ kind, templateId }] : [];
  });
  return found.length > 0 && (await hasConsent(context, context.actor.id, 'service-messages')) ? found : [];
}

import type { TrustContext } from '../context.ts';
import { hasConsent } from '../privacy/privacy.loader.ts';
import { MESSAGE_KINDS } from './message.policy.ts';

/** What a tap may ask WeChat for: who has not agreed to be told by WeChat is not asked. */
export async function templatesFor(
  context: TrustContext,
  kinds: readonly string[],
): Promise<{ kind: string; templateId: string }[]> {
  const found = [...new Set(kinds)].slice(0, Object.keys(MESSAGE_KINDS).length).flatMap((kind) => {
    const templateId = Object.hasOwn(MESSAGE_KINDS, kind) ? context.services.wechat.templateOf(kind) : null;
    return templateId ? [{ kind, templateId }] : [];
  });
  return found.length > 0 && (await hasConsent(context, context.actor.id, 'service-messages')) ? found : [];
}

import { MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { hasConsent } from '../privacy/privacy.loader.ts';
import { MessageIntent } from './message.entity.ts';

const SEND_BATCH_MAX = 50;
const ATTEMPTS_MAX = 6;
const RETRY_FIRST_MS = 5 * SECOND_MS;
const RETRY_LAST_MS = 30 * MINUTE_MS;

/** Sends what waits to be sent by WeChat. Consent is read again here: it may have been withdrawn since. */
export async function sendMessages(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('MessageIntent as i')
    .innerJoin('Message as m', 'm.id', 'i.id')
    .innerJoin('Account as a', 'a.id', 'i.accountId')
    .select([
      'i.id',
      'i.accountId',
      'i.attempts',
      'm.kind',
      'm.title',
      'm.body',
      'm.orderId',
      'm.createdAtMs',
      'a.openidSealed',
    ])
    .where('i.state', '=', 'waiting')
    .where('i.nextAtMs', '<=', nowMs)
    .orderBy('i.nextAtMs')
    .limit(SEND_BATCH_MAX)
    .execute();
  await eachAlone(due, async (intent) => {
    const settle = (state: string, outcome: string | null, nextAtMs = nowMs) =>
      context.transaction(async (tx) => {
        await tx.em.nativeUpdate(
          MessageIntent,
          { id: intent.id, state: 'waiting', attempts: intent.attempts },
          {
            state,
            attempts: intent.attempts + 1,
            outcome,
            nextAtMs,
            ...(state !== 'waiting' && { settledAtMs: nowMs }),
          },
        );
        return ok(null);
      });
    const openid = intent.openidSealed && (await context.vault.openUnrecorded(intent.accountId, intent.openidSealed));
    if (!openid || !(await hasConsent(context, intent.accountId, 'service-messages'))) {
      await settle('dropped', 'no consent');
      return;
    }
    try {
      const { kind, title, orderId, createdAtMs } = intent;
      const body = await context.vault.openTextUnrecorded(intent.accountId, intent.body);
      await settle(
        await context.services.wechat.sendSubscribeMessage({ openid, kind, title, body, orderId, atMs: createdAtMs }),
        null,
      );
    } catch (error) {
      const failed = intent.attempts + 1 >= ATTEMPTS_MAX;
      await settle(
        failed ? 'failed' : 'waiting',
        String(error).slice(0, 250),
        nowMs + Math.min(RETRY_FIRST_MS * 2 ** intent.attempts, RETRY_LAST_MS),
      );
    }
  });
}

import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { retryAfterMs } from '../retry.policy.ts';
import { hasConsent } from '../privacy/privacy.loader.ts';
import { MessageIntent } from './message.entity.ts';
import { wishesOf } from './message.loader.ts';
import { messageIntents } from './message.moves.ts';
import { pageOf } from './message.policy.ts';
import { textTo } from './notify.ts';

const SEND_BATCH_MAX = 50;
const ATTEMPTS_MAX = 6;

const dueOf = ({ rows }: TrustContext, nowMs: number) =>
  rows
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
      'm.reader',
      'm.partyId',
      'm.createdAtMs',
      'a.openidSealed',
    ])
    .where('i.state', '=', 'waiting')
    .where('i.nextAtMs', '<=', nowMs)
    .orderBy('i.nextAtMs')
    .limit(SEND_BATCH_MAX)
    .execute();

/** Sends what waits to be sent by WeChat. Consent is read again here: it may have been withdrawn since. */
export async function sendMessages(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await dueOf(context, nowMs);
  if (due.length === 0) return;
  const wishes = await wishesOf(context, [...new Set(due.map(({ accountId }) => accountId))]);
  await eachAlone(due, async (intent) => {
    const still = { id: intent.id, attempts: intent.attempts };
    const attempts = intent.attempts + 1;
    const settle = (action: 'send' | 'refuse' | 'drop' | 'fail', outcome: string | null) =>
      context.transaction(async (tx) => {
        const set = { attempts, outcome, nextAtMs: nowMs, settledAtMs: nowMs };
        const isSettled = (await messageIntents.bySystem(context, tx, action, still, set)) > 0;
        // Whom WeChat does not reach is told by SMS, where that is worth one.
        if (isSettled && action !== 'send' && intent.reader !== null)
          await textTo(context, tx, { ...intent, reader: intent.reader }, wishes(intent.accountId));
        return ok(isSettled);
      });
    const tryAgain = (outcome: string) =>
      context.transaction(async (tx) => {
        const nextAtMs = nowMs + retryAfterMs(attempts);
        return ok(
          await tx.em.nativeUpdate(MessageIntent, { ...still, state: 'waiting' }, { attempts, outcome, nextAtMs }),
        );
      });
    const openid = intent.openidSealed && (await context.vault.openUnrecorded(intent.accountId, intent.openidSealed));
    if (!openid || !(await hasConsent(context, intent.accountId, 'service-messages'))) {
      await settle('drop', 'no consent');
      return;
    }
    try {
      const { kind, title, createdAtMs } = intent;
      const page = pageOf(intent);
      const body = await context.vault.openTextUnrecorded(intent.accountId, intent.body);
      const message = { openid, kind, title, body, page, atMs: createdAtMs };
      await settle((await context.services.wechat.sendSubscribeMessage(message)) === 'sent' ? 'send' : 'refuse', null);
    } catch (error) {
      const why = String(error).slice(0, 250);
      await (attempts >= ATTEMPTS_MAX ? settle('fail', why) : tryAgain(why));
    }
  });
}

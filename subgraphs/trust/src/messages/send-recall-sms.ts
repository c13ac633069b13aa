import { recallSmsFailed } from '@heitu/events/trust.recall-sms-failed.v1';
import { recallTold } from '@heitu/events/trust.recall-told.v1';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext } from '../context.ts';
import { retryAfterMs } from '../retry.policy.ts';
import { RecallSms } from './message.entity.ts';
import { recallSms } from './message.moves.ts';

export const RECALL_TEMPLATE = 'recall';
const SEND_BATCH_MAX = 50;
const ATTEMPTS_MAX = 8;
/** A field of a template holds so many characters. */
const FIELD_CHARACTERS_MAX = 20;

/**
 * Job: tells buyers of a recalled lot by SMS. Where it is not known whether one went out it is sent again: an alarm
 * that comes twice harms nobody.
 */
export async function sendRecallSms(context: TrustContext): Promise<void> {
  const { sms } = context.services;
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('RecallSms as s')
    .innerJoin('Account as a', 'a.id', 's.accountId')
    .select(['s.id', 's.accountId', 's.orderId', 's.lotId', 's.lotCode', 's.goods', 's.attempts', 'a.phoneSealed'])
    .where('s.state', '=', 'waiting')
    .where('s.nextAtMs', '<=', nowMs)
    .orderBy('s.nextAtMs')
    .limit(SEND_BATCH_MAX)
    .execute();
  await eachAlone(due, async ({ id, accountId, orderId, lotId, lotCode, goods, attempts: before, phoneSealed }) => {
    const still = { id, attempts: before };
    const attempts = before + 1;
    const phone = phoneSealed && (await context.vault.openUnrecorded(accountId, phoneSealed));
    const settle = (action: 'send' | 'find-no-number' | 'fail', outcome: string | null) =>
      context.transaction(async (tx) => {
        const set = { attempts, outcome, settledAtMs: nowMs };
        if ((await recallSms.bySystem(context, tx, action, still, set)) === 0) return ok(null);
        const order = { type: 'order', id: orderId };
        if (action === 'send') tx.publish(recallTold, order, { orderId, lotId, by: 'sms', atMs: nowMs });
        else tx.publish(recallSmsFailed, order, { orderId, lotId, atMs: nowMs });
        return ok(null);
      });
    if (!phone || !sms) return settle('find-no-number', phone ? 'no gateway' : null);
    const params = { goods: [...goods].slice(0, FIELD_CHARACTERS_MAX).join(''), lot: lotCode };
    const result = await sms.send({ phone, template: RECALL_TEMPLATE, params });
    if (result.ok) return settle('send', null);
    const why = `${result.outcome} ${result.code}`.slice(0, 250);
    if (result.outcome === 'refused' || attempts >= ATTEMPTS_MAX) return settle('fail', why);
    const nextAtMs = nowMs + retryAfterMs(attempts);
    return context.transaction(async (tx) =>
      ok(await tx.em.nativeUpdate(RecallSms, { ...still, state: 'waiting' }, { attempts, outcome: why, nextAtMs })),
    );
  });
}

import { addWorkingDays } from '@heitu/kit/calendar';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import { identifier, parse, z } from '@heitu/kit/validate';
import { accountErased } from '@heitu/events/trust.account-erased.v1';
import type { TrustContext } from '../context.ts';
import { Account, SignInChallenge, UsedPassword } from '../identity/account.entity.ts';
import { dropFactor } from '../identity/reset-second-factor.ts';
import { Message, MessageIntent, MessageSubscription } from '../messages/message.entity.ts';
import { Address, Consent, DataRequest } from './privacy.entity.ts';
import { privacyRefusals } from './privacy.refusals.ts';
import { DATA_REQUEST_WORKING_DAYS, TRADE_HOLD_MS } from './purposes.policy.ts';
import { YES } from '@heitu/kit/entities';

const schema = z.object({ requestId: identifier() });

/**
 * The person ends the account: what identifies the person goes at once, what the law keeps (orders, complaints) is
 * recorded with the day until which it is held (E-Commerce Law 24, 31; PIPL 47). Errors: ERASURE_NEEDS_WORK_ENDED.
 */
export async function eraseAccount(context: TrustContext, input: unknown): Promise<Outcome<{ id: string; holdUntilMs: number | null }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const accountId = context.actor.id;
  return context.transaction(async (tx) => {
    const atWork = await tx.rows.selectFrom('GrantRow').select('id').where('accountId', '=', accountId).where('active', '=', YES).limit(1).executeTakeFirst();
    if (atWork) return refuse(privacyRefusals, 'ERASURE_NEEDS_WORK_ENDED');
    const nowMs = context.clock.now();
    const trade = await tx.rows.selectFrom('TradeMilestone').select('orderId').where('buyerAccountId', '=', accountId).limit(1).executeTakeFirst();
    const complaint = await tx.rows.selectFrom('Complaint').select('id').where('accountId', '=', accountId).limit(1).executeTakeFirst();
    const holdUntilMs = trade || complaint ? nowMs + TRADE_HOLD_MS : null;
    const id = context.newId();
    await tx.em.insert(DataRequest, {
      id, accountId, kind: 'erasure', state: holdUntilMs ? 'held' : 'done', note: holdUntilMs ? '交易和投诉记录依法保存三年，到期删除' : '',
      requestedAtMs: nowMs, dueAtMs: addWorkingDays(nowMs, DATA_REQUEST_WORKING_DAYS), doneAtMs: nowMs, holdUntilMs,
    });
    await tx.em.nativeDelete(Address, { accountId });
    await tx.em.nativeDelete(MessageIntent, { accountId });
    await tx.em.nativeDelete(MessageSubscription, { accountId });
    await tx.em.nativeDelete(Message, { accountId });
    await tx.em.nativeUpdate(Consent, { accountId }, { granted: false, atMs: nowMs });
    await dropFactor(context, tx, accountId);
    await tx.em.nativeDelete(SignInChallenge, { accountId });
    await tx.em.nativeDelete(UsedPassword, { accountId });
    await tx.em.nativeUpdate(Account, { id: accountId }, { openidSealed: null, openidBlind: null, phoneSealed: null, phoneBlind: null, login: null, passwordHash: null, passwordChangedAtMs: null, displayName: '已注销用户', state: 'erased', erasedAtMs: nowMs });
    tx.publish(accountErased, { type: 'account', id: accountId }, { accountId });
    tx.audit({ type: 'account', id: accountId, clause: '10.4' });
    return ok({ id, holdUntilMs });
  }, { id: valid.value.requestId, input });
}

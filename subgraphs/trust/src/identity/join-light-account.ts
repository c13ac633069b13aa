import { accountErased } from '@heitu/events/trust.account-erased.v1';
import { YES } from '@heitu/kit/data/entities';
import { lockRows } from '@heitu/kit/data/only-one';
import { beginErasure } from '@heitu/kit/privacy/persons';
import { maskPhone } from '@heitu/kit/privacy/vault';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { keptOfAccount } from '../privacy/ask-subgraphs.ts';
import { eraseRows } from '../privacy/erase-account.ts';
import { SUBGRAPH_SILENT } from '../privacy/privacy.refusals.ts';
import { Account } from './account.entity.ts';
import { bindProven } from './bind-proven.ts';
import { phoneBlindOf } from './phone.policy.ts';

export const joinRefusals = {
  SUBGRAPH_SILENT,
  OTHER_ORDERS: {
    message: '这个手机号在服务站办过账号，您现在的微信账号也用过了，合不到一起。请打平台电话，请客服帮您办',
    clause: '11.5.dd',
  },
} as const;

/**
 * The light account that somebody got at a station with the phone that the caller has just proven to hold: it is
 * theirs, and the caller's WeChat is to open it. Null where there is none. Nothing of the caller's own may be lost by
 * it: who has done anything with it is told whom to call.
 */
export async function lightAccountOf(
  context: TrustContext,
  phone: string,
): Promise<Outcome<string | null, keyof typeof joinRefusals>> {
  const { id: callerId } = context.actor;
  const light = await context.rows
    .selectFrom('Account')
    .select('id')
    .where('phoneBlind', '=', phoneBlindOf(context, phone))
    .where('id', '!=', callerId)
    .where('openidBlind', 'is', null)
    .where('login', 'is', null)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!light) return ok(null);
  const atWork = await context.rows
    .selectFrom('GrantRow')
    .select('id')
    .where('accountId', '=', callerId)
    .where('active', '=', YES)
    .limit(1)
    .executeTakeFirst();
  if (atWork) return refuse(joinRefusals, 'OTHER_ORDERS');
  const kept = await keptOfAccount(context, callerId);
  if (!kept) return refuse(joinRefusals, 'SUBGRAPH_SILENT');
  return kept.length > 0 ? refuse(joinRefusals, 'OTHER_ORDERS') : ok(light.id);
}

/** The caller's WeChat opens the light account from now on; the caller's own, in which nothing was done, ends. */
async function joinLightAccount(
  context: TrustContext,
  tx: TrustTransaction,
  id: string,
  phone: string,
): Promise<{ accountId: string; phone: string } | null> {
  const { id: callerId } = context.actor;
  if (!(await lockRows(tx, Account, { id, openidBlind: null, state: 'active' }))) return null;
  const caller = await tx.em.findOne(Account, { id: callerId, state: 'active' });
  const openid = caller?.openidSealed && (await context.vault.openUnrecorded(callerId, caller.openidSealed));
  if (!caller || !openid) return null;
  const { openidBlind } = caller;
  await eraseRows(context, tx, callerId);
  tx.publish(accountErased, { type: 'account', id: callerId }, { accountId: callerId });
  await beginErasure(context, tx, callerId);
  await tx.em.nativeUpdate(Account, { id }, { openidSealed: await context.vault.seal(id, openid), openidBlind });
  tx.audit({ type: 'account', id, clause: '11.5.dd' });
  return { accountId: id, phone: maskPhone(phone) };
}

/** The phone that the caller has proven to hold: with its light account, where there is one, or by itself. */
export const bindOrJoin = async (context: TrustContext, tx: TrustTransaction, light: string | null, phone: string) =>
  (light && (await joinLightAccount(context, tx, light, phone))) || bindProven(context, tx, phone);

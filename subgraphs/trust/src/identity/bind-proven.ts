import { maskPhone } from '@heitu/kit/privacy/vault';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyAccount } from '../messages/notify.ts';
import { Account } from './account.entity.ts';
import { phoneBlindOf } from './phone.policy.ts';

/** Numbers change hands: whoever proves to hold one now has it, and the account that had it is told. */
export async function bindProven(
  context: TrustContext,
  tx: TrustTransaction,
  phone: string,
): Promise<{ accountId: string; phone: string }> {
  const accountId = context.actor.id;
  const phoneBlind = phoneBlindOf(context, phone);
  const former = await tx.rows
    .selectFrom('Account')
    .select('id')
    .where('phoneBlind', '=', phoneBlind)
    .where('id', '!=', accountId)
    .executeTakeFirst();
  if (former) {
    await tx.em.nativeUpdate(Account, { id: former.id, phoneBlind }, { phoneSealed: null, phoneBlind: null });
    await notifyAccount(context, tx, former.id, {
      kind: 'phone-moved',
      title: '手机号已解除绑定',
      body: `尾号${phone.slice(-4)}的手机号刚被另一账号验证并绑定；如果不是您本人操作，请联系客服`,
      orderId: null,
    });
  }
  await tx.em.nativeUpdate(
    Account,
    { id: accountId, state: 'active' },
    { phoneSealed: await context.vault.seal(accountId, phone), phoneBlind },
  );
  tx.audit({ type: 'account', id: accountId, clause: '11.5.dd' });
  return { accountId, phone: maskPhone(phone) };
}

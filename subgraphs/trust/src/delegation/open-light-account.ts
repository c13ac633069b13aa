import { lockRows } from '@heitu/kit/data/only-one';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { Account } from '../identity/account.entity.ts';
import { accountLifecycle } from '../identity/account.lifecycle.ts';
import { accountName } from '../identity/account-name.ts';
import { phoneBlindOf } from '../identity/phone.policy.ts';
import { personOf } from './errand.loader.ts';

/**
 * The account of somebody who has proven their phone at a station: the one that they have, or a light one, without
 * WeChat and password, which is theirs on any phone with that number. False where the number is another's meanwhile, or
 * its account is closed.
 */
export async function openLightAccount(
  context: TrustContext,
  tx: TrustTransaction,
  errand: { delegatorId: string; personSealed: string | null },
): Promise<boolean> {
  const person = await personOf(context, errand);
  if (!person) return false;
  const { delegatorId: id } = errand;
  const phoneBlind = phoneBlindOf(context, person.phone);
  const account = {
    id,
    phoneSealed: await context.vault.seal(id, person.phone),
    phoneBlind,
    ...(await accountName(context.vault, id, person.name)),
    state: accountLifecycle.initial,
    createdAtMs: context.clock.now(),
  };
  if (!(await lockRows(tx, Account, { id }))) {
    await tx.em.upsert(Account, account, { onConflictFields: ['phoneBlind'], onConflictAction: 'ignore' });
    tx.audit({ type: 'account', id, clause: '11.5.dd' });
  }
  return lockRows(tx, Account, { id, phoneBlind, state: 'active' });
}

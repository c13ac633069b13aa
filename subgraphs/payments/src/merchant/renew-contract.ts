import { contractSigned } from '@heitu/events/sellers.contract-signed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { MerchantAccount } from './merchant.entity.ts';
import { merchantAccounts } from './merchant.moves.ts';
import { PASSWORD_ROTATION } from './merchant.policy.ts';

/**
 * A party has signed with its provider anew: where the new contract follows the old one without a gap, the account goes
 * on with it, and the password is kept by whom it names (7.4.p, 7.4.s).
 */
export async function renewContract(
  context: PaymentsContext,
  tx: PaymentsTransaction,
  { partyId, withPartyId, number, validFromOn, validUntilOn, terms }: PayloadOf<typeof contractSigned>,
): Promise<void> {
  if (terms.kind !== 'payment') return;
  const account = await tx.em.findOne(MerchantAccount, { partyId });
  if (!account || validUntilOn < account.contractValidUntil) return;
  const nowMs = context.clock.now();
  const dayAfter = chinaDate(startOfChinaDate(account.contractValidUntil) + DAY_MS);
  if (validFromOn > chinaDate(nowMs) && validFromOn > dayAfter) return;
  const contract = { contractNumber: number.slice(0, 80), contractValidUntil: validUntilOn };
  // Who signs is in good standing then: sellers refuses others.
  const isOther = account.providerPartyId !== withPartyId;
  const provider = isOther ? { providerPartyId: withPartyId, providerInGoodStanding: true } : {};
  await tx.em.nativeUpdate(MerchantAccount, { id: account.id }, { ...contract, ...provider });
  if (terms.passwordBy === 'provider')
    await merchantAccounts.bySystem(context, tx, 'entrust', { id: account.id }, { passwordDueAtMs: null });
  else
    await merchantAccounts.bySystem(
      context,
      tx,
      'take-charge',
      { id: account.id },
      { passwordDueAtMs: nowMs + PASSWORD_ROTATION.everyMs },
    );
}

import type { PaymentsTransaction } from '../context.ts';
import { MerchantAccount } from './merchant.entity.ts';

/** A party's own standing, and that of a provider for all who have their accounts with it (7.4.q, 9.1.cj-ck). */
export async function followStanding(
  tx: Pick<PaymentsTransaction, 'em'>,
  partyId: string,
  inGoodStanding: boolean,
): Promise<void> {
  await tx.em.nativeUpdate(MerchantAccount, { partyId }, { inGoodStanding });
  await tx.em.nativeUpdate(MerchantAccount, { providerPartyId: partyId }, { providerInGoodStanding: inGoodStanding });
}

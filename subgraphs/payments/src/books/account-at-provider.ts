import type { PaymentsContext } from '../context.ts';
import { account } from '../ledger/account.ts';

/** An account at the provider, and the ledger's accounts that say what is in it. */
export interface AccountAtProvider {
  merchant: string;
  /** Null: the platform's own. */
  partyId: string | null;
  holds: readonly string[];
  /** From where the provider takes what it takes from nobody's frozen money. */
  available: string;
}

/** Every account that was open on a day: the platform's own, and each party's. */
export async function accountsAtProvider(context: PaymentsContext, endMs: number): Promise<AccountAtProvider[]> {
  const rows = await context.rows
    .selectFrom('MerchantAccount')
    .select(['merchant', 'partyId'])
    .where('openedAtMs', '<', endMs)
    .orderBy('merchant')
    .execute();
  return [
    {
      merchant: context.services.platformMerchant,
      partyId: null,
      holds: [account.commission, account.platformFunds],
      available: account.platformFunds,
    },
    ...rows.map(({ merchant, partyId }) => ({
      merchant,
      partyId,
      holds: [account.seller(partyId), account.frozen(partyId)],
      available: account.seller(partyId),
    })),
  ];
}

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
  return [ofPlatform(context), ...rows.map(ofParty)];
}

/** Null where it is no account that we know. */
export async function accountOf(
  context: PaymentsContext,
  { rows }: Pick<PaymentsContext, 'rows'>,
  merchant: string,
): Promise<AccountAtProvider | null> {
  if (merchant === context.services.platformMerchant) return ofPlatform(context);
  const row = await rows
    .selectFrom('MerchantAccount')
    .select(['merchant', 'partyId'])
    .where('merchant', '=', merchant)
    .executeTakeFirst();
  return row ? ofParty(row) : null;
}

const ofPlatform = ({ services }: PaymentsContext): AccountAtProvider => ({
  merchant: services.platformMerchant,
  partyId: null,
  holds: [account.commission, account.platformFunds],
  available: account.platformFunds,
});
const ofParty = ({ merchant, partyId }: { merchant: string; partyId: string }): AccountAtProvider => ({
  merchant,
  partyId,
  holds: [account.seller(partyId), account.frozen(partyId)],
  available: account.seller(partyId),
});

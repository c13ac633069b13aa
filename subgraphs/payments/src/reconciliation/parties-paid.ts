import type { PaymentsContext } from '../context.ts';
import type { FoundPart } from './found-part.ts';
import type { PartyOfMerchant } from './remedy.policy.ts';

/** Whose accounts at the provider these parts were paid to. */
export async function partiesPaid(context: PaymentsContext, parts: readonly FoundPart[]): Promise<PartyOfMerchant> {
  const merchants = parts.map(({ merchant }) => merchant);
  const accounts = await context.rows
    .selectFrom('MerchantAccount')
    .select(['merchant', 'partyId'])
    .where('merchant', 'in', merchants)
    .execute();
  return new Map(accounts.map(({ merchant, partyId }) => [merchant, partyId]));
}

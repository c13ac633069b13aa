import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LogisticsContext } from '../context.ts';

export type DeliveryTerms = ContractTerms<'delivery'>;

/**
 * What a seller and its carrier agreed, by the contract in force at that moment (合同约定的时间: 8.5.1.bs, 8.5.3.ca, 8.6.ci).
 * Of two, the one that was signed last; empty where there is none: then the platform's own numbers hold.
 */
export async function deliveryTerms(
  { rows }: Pick<LogisticsContext, 'rows'>,
  { sellerPartyId, carrierPartyId }: { sellerPartyId: string; carrierPartyId: string },
  atMs: number,
): Promise<DeliveryTerms> {
  const date = chinaDate(atMs);
  const contract = await rows
    .selectFrom('AgreedContract')
    .select('terms')
    .where('sellerPartyId', '=', sellerPartyId)
    .where('carrierPartyId', '=', carrierPartyId)
    .where('validFrom', '<=', date)
    .where('validUntil', '>=', date)
    .orderBy('signedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  return contract ? fromJson(contract.terms) : {};
}

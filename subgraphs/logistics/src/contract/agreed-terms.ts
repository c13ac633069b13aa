import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LogisticsContext } from '../context.ts';
import type { AgreedKind, AgreedTerms } from './agreed-contract.entity.ts';

export type DeliveryTerms = ContractTerms<'delivery'>;

/**
 * What a seller agreed with its carrier or a station, by the contract in force at that moment (合同约定的时间: 8.5.1.bs,
 * 8.5.3.ca, 8.6.ci). Of two, the one that was signed last; empty where there is none: then the platform's own numbers
 * hold.
 */
async function termsOf(
  { rows }: Pick<LogisticsContext, 'rows'>,
  kind: AgreedKind,
  { sellerPartyId, withPartyId }: { sellerPartyId: string; withPartyId: string },
  atMs: number,
): Promise<AgreedTerms> {
  const date = chinaDate(atMs);
  const contract = await rows
    .selectFrom('AgreedContract')
    .select('terms')
    .where('kind', '=', kind)
    .where('sellerPartyId', '=', sellerPartyId)
    .where('withPartyId', '=', withPartyId)
    .where('validFrom', '<=', date)
    .where('validUntil', '>=', date)
    .orderBy('signedAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  return contract ? fromJson(contract.terms) : {};
}

export const deliveryTerms = (
  context: Pick<LogisticsContext, 'rows'>,
  { sellerPartyId, carrierPartyId }: { sellerPartyId: string; carrierPartyId: string },
  atMs: number,
): Promise<DeliveryTerms> => termsOf(context, 'delivery', { sellerPartyId, withPartyId: carrierPartyId }, atMs);

export const stationTerms = (
  context: Pick<LogisticsContext, 'rows'>,
  sellerPartyId: string,
  stationPartyId: string,
  atMs: number,
): Promise<ContractTerms<'station'>> =>
  termsOf(context, 'station', { sellerPartyId, withPartyId: stationPartyId }, atMs);

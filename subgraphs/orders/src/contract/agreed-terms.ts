import type { ContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { statement } from '@heitu/kit/data/statement';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { OrdersContext, OrdersRows } from '../context.ts';
import { refundDueAtMs } from '../order/order.policy.ts';

export type ServiceTerms = ContractTerms<'platform-service'>;

/** Of two of one seller, the one that was signed last comes last, and holds. */
const inForceOn = (rows: OrdersRows, { partyIds, date }: { partyIds: readonly string[]; date: string }) =>
  rows
    .selectFrom('AgreedContract')
    .select(['partyId', 'terms'])
    .where('partyId', 'in', partyIds)
    .where('validFrom', '<=', date)
    .where('validUntil', '>=', date)
    .orderBy('signedAtMs');
const inForce = statement(inForceOn);

/** What these sellers agreed with the platform, by the contracts in force at that moment; who has none is not there. */
export async function serviceTerms(
  context: Pick<OrdersContext, 'read'>,
  partyIds: readonly string[],
  atMs: number,
): Promise<ReadonlyMap<string, ServiceTerms>> {
  const [contracts] = await context.read(inForce({ partyIds, date: chinaDate(atMs) }));
  return new Map(contracts.map(({ partyId, terms }) => [partyId, fromJson(terms)]));
}

/** By when a refund of now arrives: as the seller's contract says, else as the platform promises (7.6.aa). */
export async function refundDueBy(
  { clock, rows }: Pick<OrdersContext, 'clock' | 'rows'>,
  partyId: string,
): Promise<number> {
  const nowMs = clock.now();
  const contracts = await inForceOn(rows, { partyIds: [partyId], date: chinaDate(nowMs) }).execute();
  const last = contracts.at(-1);
  return refundDueAtMs(nowMs, last && fromJson(last.terms).refundWorkingDays);
}

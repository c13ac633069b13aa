import { ownsPayment } from '../advance/recovery.policy.ts';
import { stationTermsOf, termsOf } from '../contract/agreed-terms.ts';
import type { PaymentsContext } from '../context.ts';
import { feeOfOrder } from '../platform-fee/platform-fee.loader.ts';
import { sharedMaxFen } from '../settlement/settlement.policy.ts';
import { freightFen, PLATFORM_PARTY, platformFeeFen, stationFen, type Owed } from './share.policy.ts';

export interface OrderToShare {
  orderId: string;
  partyId: string;
  totalFen: number;
  refundedFen: number;
  deliveryFen: number | null;
  carrierPartyId: string | null;
  stationPartyId: string | null;
  /** All know the rates when the order is paid: a later contract changes no order of before. */
  paidAtMs: number;
}
export interface SharesOwed {
  /** Out of the seller's money. */
  refundedFen: number;
  /** What is left after refunds. */
  keptFen: number;
  /** What may be shared of it, all shares together. */
  maxFen: number;
  owed: Owed[];
}

/** What whom is owed of an order, as its money is now and the contracts were when it was paid (9.2.cn). */
export async function sharesOwed(context: Pick<PaymentsContext, 'rows'>, order: OrderToShare): Promise<SharesOwed> {
  const { partyId, paidAtMs, carrierPartyId, stationPartyId } = order;
  const advanced = await advancedFen(context, order);
  const refundedFen = order.refundedFen - advanced.inAllFen;
  const keptFen = order.totalFen - refundedFen;
  const kept = { baseFen: keptFen - advanced.forSellerFen, deliveryFen: order.deliveryFen ?? 0 };
  const fee = await feeOfOrder(context, partyId, paidAtMs);
  const withProvider = await termsOf(context, 'payment', { partyId }, paidAtMs);
  const maxFen = sharedMaxFen(keptFen, withProvider?.terms);
  const owed: Owed[] = [
    {
      kind: 'platform-fee',
      partyId: PLATFORM_PARTY,
      // What the provider lets nobody share the platform goes without.
      amountFen: Math.min(platformFeeFen(kept, fee), maxFen),
    },
  ];
  if (carrierPartyId) {
    const withCarrier = await termsOf(context, 'delivery', { partyId, withPartyId: carrierPartyId }, paidAtMs);
    const amountFen = freightFen(kept, withCarrier?.terms.freightSharedPercent ?? 0);
    owed.push({ kind: 'freight', partyId: carrierPartyId, amountFen });
  }
  for (const { withPartyId, terms } of await stationTermsOf(context, partyId, paidAtMs)) {
    const { commissionPermille = 0, pickupPermille = 0 } = terms;
    const amountFen = stationFen(kept, commissionPermille + (withPartyId === stationPartyId ? pickupPermille : 0));
    owed.push({ kind: 'commission', partyId: withPartyId, amountFen });
  }
  return { refundedFen, keptFen, maxFen, owed };
}

/**
 * What the operator advanced for this order, whose refunds have all ended, did not come out of the seller's money; for
 * the seller's own fault it will, and nothing is shared of it.
 */
async function advancedFen(
  { rows }: Pick<PaymentsContext, 'rows'>,
  { orderId, partyId }: { orderId: string; partyId: string },
): Promise<{ inAllFen: number; forSellerFen: number }> {
  const advances = await rows
    .selectFrom('Refund as r')
    .innerJoin('Advance as a', 'a.refundId', 'r.id')
    .select(['r.amountFen', 'a.partyId as liablePartyId'])
    .where('r.orderId', '=', orderId)
    .execute();
  const sum = (of: typeof advances): number => of.reduce((total, { amountFen }) => total + amountFen, 0);
  const forSeller = advances.filter(({ liablePartyId }) => ownsPayment({ liablePartyId, sellerPartyId: partyId }));
  return { inAllFen: sum(advances), forSellerFen: sum(forSeller) };
}

import type { FoundPayment } from './found-payment.ts';
import { refundedFenOf } from './found-payment.ts';
import { orderOfNumber } from '../payment/numbers.ts';

/** What is done about money that the provider has and we have not: back to the buyer, or into its order. */
export const REMEDY_KINDS = ['refund', 'rebuild'] as const;
export type RemedyKind = (typeof REMEDY_KINDS)[number];
export const REMEDY_TITLES: Readonly<Record<RemedyKind, string>> = { refund: '退给买家', rebuild: '补记到订单' };

/** A checkout as orders knows it; null where it has none of that id any more. */
export interface CheckoutHere {
  buyerAccountId: string;
  orders: {
    orderId: string;
    orderNumber: string;
    partyId: string;
    totalFen: number;
    title: string;
    paidFen: number;
    refundDueFen: number;
    refundedFen: number;
  }[];
}
/** The provider's account → the party whose it is. */
export type PartyOfMerchant = ReadonlyMap<string, string>;

/** Whether these orders are what was paid for, each with its amount and to its seller. */
export function matches(found: FoundPayment, checkout: CheckoutHere, partyOf: PartyOfMerchant): boolean {
  return (
    checkout.orders.length === found.parts.length &&
    found.parts.every(({ outTradeNo, totalFen, merchant }) =>
      checkout.orders.some(
        (order) =>
          order.orderId === orderOfNumber(outTradeNo) &&
          order.totalFen === totalFen &&
          order.partyId === partyOf.get(merchant),
      ),
    )
  );
}

/** Why the money cannot be dealt with this way; null: it can. */
export function whyNotRemedy(
  kind: RemedyKind,
  found: FoundPayment,
  checkout: CheckoutHere | null,
  partyOf: PartyOfMerchant,
): 'MERCHANT_UNKNOWN' | 'ORDER_LOST' | 'DOES_NOT_MATCH' | 'PARTLY_REFUNDED' | null {
  if (found.parts.some(({ merchant }) => !partyOf.has(merchant))) return 'MERCHANT_UNKNOWN';
  if (kind === 'refund') return null;
  if (!checkout) return 'ORDER_LOST';
  if (!matches(found, checkout, partyOf)) return 'DOES_NOT_MATCH';
  return found.parts.some((part) => refundedFenOf(part) > 0) ? 'PARTLY_REFUNDED' : null;
}

/** Nothing of it is still under way: each order has its money, or gave back what it promised. */
export const isAtRest = ({ paidFen, refundDueFen, refundedFen }: CheckoutHere['orders'][number]): boolean =>
  paidFen > 0 && refundDueFen === refundedFen;

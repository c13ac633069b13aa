import { orderOfNumber } from '../payment/numbers.ts';
import type { CheckoutHere } from '../peers.ts';
import type { RemedyKind } from './case.policy.ts';
import { refundedFenOf, type FoundPayment } from './found-payment.ts';

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

/** Why money that the provider has and we have not cannot be dealt with this way. */
export const remedyRefusals = {
  ALREADY_HERE: { message: '这笔款已经记在平台的账上，核对后直接办结即可', clause: '9.2.cp' },
  MERCHANT_UNKNOWN: { message: '收这笔款的商户号没有登记在平台上，请先登记商户号', clause: '7.4.q' },
  ORDER_LOST: {
    message: '平台上已经没有这笔付款的订单（可能在恢复备份时丢失），没有订单可以补记，请提议退给买家',
    clause: '9.2.cp',
  },
  DOES_NOT_MATCH: {
    message: '支付机构收到的金额或收款方和订单不一致，不能补记到订单，请提议退给买家',
    clause: '9.2.cn',
  },
  PARTLY_REFUNDED: {
    message: '这笔款已经退过一部分，不能再补记到订单，请提议把余下的退给买家',
    clause: '9.2.cn',
  },
} as const;

/** Why the money cannot be dealt with this way; null: it can. */
export function whyNotRemedy(
  kind: RemedyKind,
  found: FoundPayment,
  checkout: CheckoutHere | null,
  partyOf: PartyOfMerchant,
): Exclude<keyof typeof remedyRefusals, 'ALREADY_HERE'> | null {
  if (found.parts.some(({ merchant }) => !partyOf.has(merchant))) return 'MERCHANT_UNKNOWN';
  if (kind === 'refund') return null;
  if (!checkout) return 'ORDER_LOST';
  if (!matches(found, checkout, partyOf)) return 'DOES_NOT_MATCH';
  return found.parts.some((part) => refundedFenOf(part) > 0) ? 'PARTLY_REFUNDED' : null;
}

/** Nothing of it is still under way: each order has its money, or gave back what it promised. */
export const isAtRest = ({ paidFen, refundDueFen, refundedFen }: CheckoutHere['orders'][number]): boolean =>
  paidFen > 0 && refundDueFen === refundedFen;

import { claimSettled } from '@heitu/events/orders.claim-settled.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { splitFen } from '@heitu/kit/rules/money';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { OrdersContext, OrdersTransaction, Row } from '../context.ts';
import { askPayments } from '../order/owe-refund.ts';
import { soldLotsOf } from '../order/sold-lots.ts';
import { orderClaims } from './order-claim.moves.ts';

type Settled = PayloadOf<typeof claimSettled>;

/** By what it is about: the order of a refused parcel, an after-sale request, a weigh-in. */
export const openClaimOf = (tx: OrdersTransaction, id: string) =>
  tx.rows.selectFrom('OrderClaim').selectAll().where('id', '=', id).where('settledAtMs', 'is', null).executeTakeFirst();

const WHOLE_PERMILLE = 1000;

/** What each bears of an amount, to the fen; what nobody bears stays with the buyer. */
export function dividedOf({ shares }: Pick<Row<'OrderClaim'>, 'shares'>, amountFen: number): Settled['shares'] {
  const decided = shares === null ? [] : fromJson(shares);
  const borne = decided.map(({ permille }) => permille);
  const nobodys = WHOLE_PERMILLE - borne.reduce((sum, permille) => sum + permille, 0);
  const amounts = splitFen(amountFen, [...borne, nobodys]);
  return decided.map(({ part, partyId, agreed }, i) => ({ part, partyId, agreed, amountFen: amounts[i] ?? 0 }));
}

/** Of that, what the seller bears. */
export const sellersFenOf = (shares: Settled['shares']): number =>
  shares.reduce((sum, { part, amountFen }) => (part === 'seller' ? sum + amountFen : sum), 0);

/**
 * Nothing waits any longer: what it came to is said, also where that is nothing, and the seller's part with the
 * others'. Without a claim nothing is done.
 */
export async function closeClaim(
  context: OrdersContext,
  tx: OrdersTransaction,
  id: string,
  how: Settled['how'],
  { shares = [], refund, toSeller }: Partial<Pick<Settled, 'shares' | 'refund' | 'toSeller'>> = {},
): Promise<void> {
  const claim = await openClaimOf(tx, id);
  if (!claim || (await orderClaims.bySystem(context, tx, 'settle', { id })) === 0) return;
  const { shipmentId, orderId, about } = claim;
  const order = await tx.rows
    .selectFrom('Order')
    .select(['number as orderNumber', 'buyerAccountId', 'partyId'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const of = about === 'parcel' ? {} : { about, aboutId: id };
  const soldLots = await soldLotsOf(tx, orderId);
  tx.publish(
    claimSettled,
    { type: 'order', id: orderId },
    { shipmentId, ...of, orderId, ...order, how, shares, refund, toSeller, soldLots },
  );
  askPayments(tx, refund);
}

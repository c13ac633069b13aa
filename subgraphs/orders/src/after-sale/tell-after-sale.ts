import { afterSaleMoved, type AFTER_SALE_STEPS } from '@heitu/events/orders.after-sale-moved.v1';
import { collectionOff } from '@heitu/events/orders.collection-off.v1';
import type { AfterSaleRow, OrdersTransaction } from '../context.ts';

type Request = Pick<AfterSaleRow, 'id' | 'orderId' | 'buyerAccountId' | 'partyId'>;

/** Buyer and seller hear of a request when it is their turn, and when it ends. */
export const tellAfterSale = (
  tx: OrdersTransaction,
  { id, orderId, buyerAccountId, partyId }: Request,
  step: (typeof AFTER_SALE_STEPS)[number],
  more: { amountFen?: number; dueAtMs?: number } = {},
): void =>
  tx.publish(
    afterSaleMoved,
    { type: 'after-sale', id },
    { afterSaleId: id, orderId, buyerAccountId, partyId, step, ...more },
  );

/** The carrier need not come any more. */
export const callOffCollection = (tx: OrdersTransaction, { id, orderId }: Request): void =>
  tx.publish(collectionOff, { type: 'after-sale', id }, { afterSaleId: id, orderId });

import { shareReturned } from '@heitu/events/payments.share-returned.v1';
import type { PaymentsContext, PaymentsTransaction, RowOf } from '../context.ts';

type Returned = Pick<RowOf<'ShareReturn'>, 'orderId' | 'kind' | 'partyId' | 'amountFen'>;

/** Whoever found it too high hears what became of it. */
export function tellReturned(
  { clock }: PaymentsContext,
  tx: PaymentsTransaction,
  { orderId, kind, partyId, amountFen }: Returned,
  isBack: boolean,
): void {
  const told = { orderId, kind, partyId, amountFen, isBack, atMs: clock.now() };
  tx.publish(shareReturned, { type: 'order', id: orderId }, told);
}

import type { shipmentRefused } from '@heitu/events/logistics.shipment-refused.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { tellClaim } from './tell-claim.ts';

/**
 * An exchange's parcel was refused for what somebody on its way answers for: what the buyer gets back in its place
 * waits until it is known who bears it, as of a first parcel (8.5.4.3.cf).
 */
export async function claimExchange(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, shipmentId, afterSaleId, claim }: PayloadOf<typeof shipmentRefused>,
): Promise<void> {
  if (!claim || !afterSaleId) return;
  const request = await tx.rows
    .selectFrom('AfterSale')
    .select('refundFen')
    .where('id', '=', afterSaleId)
    .where('state', '=', 'exchanging')
    .executeTakeFirst();
  if (!request) return;
  const proposed = { ...claim, amountFen: request.refundFen };
  await tellClaim(context, tx, { about: 'exchange', aboutId: afterSaleId, orderId, shipmentId, claim: proposed });
}

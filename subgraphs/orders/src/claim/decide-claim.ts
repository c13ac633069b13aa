import type { claimDecided } from '@heitu/events/trust.claim-decided.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { toJson } from '@heitu/kit/rules/typed-json';
import { payClaimed } from '../after-sale/settle-after-sale.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { settleReturn } from './claim-return.ts';
import { OrderClaim } from './order-claim.entity.ts';
import { settleWeighIn } from '../weigh-in/settle-weigh-in.ts';
import { settleParcel } from './settle-claim.ts';

/** Reaction to claim-decided: who bears how much is known; the money follows when it is due. */
export async function decideClaim(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, about, aboutId, shares }: PayloadOf<typeof claimDecided>,
): Promise<void> {
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirst();
  if (!order) return;
  const isParcels = about === undefined || about === 'parcel';
  // What logistics said of the refusal may still be on its way here: let this one be delivered again.
  if (isParcels && ['ready', 'in-transit'].includes(order.state))
    throw new Error(`order ${orderId} is not yet refused`);
  const id = aboutId ?? orderId;
  const decided = { decidedAtMs: context.clock.now(), shares: toJson(shares) };
  if ((await tx.em.nativeUpdate(OrderClaim, { id, decidedAtMs: null }, decided)) === 0) return;
  if (isParcels) await settleParcel(context, tx, orderId);
  else if (about === 'weigh-in') await settleWeighIn(context, tx, id);
  else if (about === 'return') await settleReturn(context, tx, id);
  else await payClaimed(context, tx, id);
}

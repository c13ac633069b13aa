import type { breachFound } from '@heitu/events/logistics.breach-found.v1';
import { claimOpened } from '@heitu/events/orders.claim-opened.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { Cause, Kind } from '../after-sale/after-sale.policy.ts';
import { ASKED_STATES } from '../after-sale/after-sale.lifecycle.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { isFromWarmth } from './breach.policy.ts';
import { OrderBreach, OrderClaim } from './order-claim.entity.ts';

interface Asked {
  id: string;
  orderId: string;
  kind: Kind;
  cause: Cause;
  refundFen: number;
}

/**
 * The buyer asks money back for what warmth does to goods, and the thermometers say that they were warm on the way: the
 * refund is not the seller's alone, and a claim opens by itself (8.4.3.bo).
 */
export async function claimBreach(context: OrdersContext, tx: OrdersTransaction, request: Asked): Promise<void> {
  const { id: aboutId, orderId, refundFen } = request;
  if (!isFromWarmth(request)) return;
  const breach = await tx.rows.selectFrom('OrderBreach').selectAll().where('id', '=', orderId).executeTakeFirst();
  if (!breach || (await tx.em.findOne(OrderClaim, { id: aboutId }))) return;
  const { shipmentId } = breach;
  const claim = { ...fromJson(breach.claim), amountFen: refundFen };
  const { orderNumber, buyerAccountId } = await tx.rows
    .selectFrom('Order')
    .select(['number as orderNumber', 'buyerAccountId'])
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  const about = 'after-sale' as const;
  const openedAtMs = context.clock.now();
  await tx.em.insert(OrderClaim, { id: aboutId, about, orderId, shipmentId, cause: claim.cause, openedAtMs });
  const opened = { about, aboutId, shipmentId, orderId, orderNumber, buyerAccountId, claim };
  tx.publish(claimOpened, { type: about, id: aboutId }, opened);
}

/** Reaction to breach-found: kept with its order; the buyer may have asked already, where readings came late. */
export async function keepBreach(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId: id, shipmentId, claim, atMs: foundAtMs }: PayloadOf<typeof breachFound>,
): Promise<void> {
  const kept = { id, shipmentId, claim: toJson(claim), foundAtMs };
  await tx.em.upsert(OrderBreach, kept, { onConflictFields: ['id'] });
  const asked = await tx.rows
    .selectFrom('AfterSale')
    .select(['id', 'orderId', 'kind', 'cause', 'refundFen'])
    .where('orderId', '=', id)
    .where('recallId', 'is', null)
    .where('state', 'in', ASKED_STATES)
    .execute();
  for (const request of asked) await claimBreach(context, tx, request);
}

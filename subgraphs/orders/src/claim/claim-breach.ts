import type { breachFound } from '@heitu/events/logistics.breach-found.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { Cause, Kind } from '../after-sale/after-sale.policy.ts';
import { ASKED_STATES } from '../after-sale/after-sale.lifecycle.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { isFromWarmth } from './breach.policy.ts';
import { OrderBreach, OrderClaim } from './order-claim.entity.ts';
import { tellClaim } from './tell-claim.ts';

interface Asked {
  id: string;
  orderId: string;
  kind: Kind;
  cause: Cause;
  refundFen: number;
  /** By whom its goods came back; null until they have. */
  collectionId: string | null;
}

/**
 * The buyer asks money back for what warmth does to goods, and the thermometers say that they were warm on the way: the
 * refund is not the seller's alone, and a claim opens by itself (8.4.3.bo).
 */
export async function claimBreach(context: OrdersContext, tx: OrdersTransaction, request: Asked): Promise<void> {
  const { id: aboutId, orderId, refundFen, collectionId } = request;
  if (!isFromWarmth(request)) return;
  // Spoiled on their way back as well, they are claimed already, and nobody pays for the same goods twice.
  if (collectionId && (await tx.em.findOne(OrderClaim, { id: collectionId }))) return;
  const breach = await breachOf(tx, request);
  if (!breach) return;
  const { shipmentId } = breach;
  const claim = { ...fromJson(breach.claim), amountFen: refundFen };
  await tellClaim(context, tx, { about: 'after-sale', aboutId, orderId, shipmentId, claim });
}

/** Of the parcel that brought what is asked about: the exchange's where all of it was exchanged, else the order's. */
async function breachOf(tx: OrdersTransaction, { id, orderId }: Pick<Asked, 'id' | 'orderId'>) {
  const exchanged = await tx.rows
    .selectFrom('AfterSale as e')
    .innerJoin('OrderBreach as b', 'b.id', 'e.id')
    .selectAll('b')
    .where('e.orderId', '=', orderId)
    .where('e.kind', '=', 'exchange')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('AfterSaleLine as l')
            .select('l.id')
            .where('l.afterSaleId', '=', id)
            .where('l.lineId', 'not in', (lines) =>
              lines.selectFrom('AfterSaleLine as x').select('x.lineId').whereRef('x.afterSaleId', '=', 'e.id'),
            ),
        ),
      ),
    )
    .orderBy('b.foundAtMs', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    exchanged ?? (await tx.rows.selectFrom('OrderBreach').selectAll().where('id', '=', orderId).executeTakeFirst())
  );
}

/** Reaction to breach-found: kept with its order; the buyer may have asked already, where readings came late. */
export async function keepBreach(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, afterSaleId, shipmentId, claim, atMs: foundAtMs }: PayloadOf<typeof breachFound>,
): Promise<void> {
  const id = afterSaleId ?? orderId;
  const kept = { id, shipmentId, claim: toJson(claim), foundAtMs };
  await tx.em.upsert(OrderBreach, kept, { onConflictFields: ['id'] });
  const asked = await tx.rows
    .selectFrom('AfterSale')
    .select(['id', 'orderId', 'kind', 'cause', 'refundFen', 'collectionId'])
    .where('orderId', '=', orderId)
    .where('recallId', 'is', null)
    .where('state', 'in', ASKED_STATES)
    .execute();
  for (const request of asked) await claimBreach(context, tx, request);
}

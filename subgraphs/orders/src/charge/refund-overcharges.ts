import { sharesTooHigh } from '@heitu/events/orders.shares-too-high.v1';
import type { shareReturned } from '@heitu/events/payments.share-returned.v1';
import { orderOvercharged } from '@heitu/events/orders.order-overcharged.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { must } from '@heitu/kit/rules/checked';
import { ok } from '@heitu/kit/rules/outcome';
import { leftFenOf } from '../after-sale/after-sale.policy.ts';
import { claimOf } from '../after-sale/settle-after-sale.ts';
import { refundDueBy } from '../contract/agreed-terms.ts';
import type { OrderRow, OrdersContext, OrdersTransaction, Row } from '../context.ts';
import { Order } from '../order/order.entity.ts';
import { oweRefund } from '../order/owe-refund.ts';
import { chargeDifferences } from './charge.moves.ts';
import { RETURN_WORKING_DAYS } from './charge.kinds.ts';
import { overchargeFen } from './charge.policy.ts';

const BATCH_MAX = 200;
type Difference = Row<'ChargeDifference'>;

/** Job: what was charged above what was marked goes back to its buyer, out of the seller's money. */
export async function refundOvercharges(context: OrdersContext): Promise<void> {
  const found = await context.rows
    .selectFrom('ChargeDifference as d')
    .innerJoin('Order as o', 'o.id', 'd.orderId')
    .select('d.id')
    .where('d.state', '=', 'found')
    // Nothing is paid yet, or a request may take the goods back with their whole price: it has an end of its own.
    .where((eb) => eb.or([eb('o.paidFen', '>', 0), eb('o.cancelledAtMs', 'is not', null)]))
    .where('o.openAfterSales', '=', 0)
    .orderBy('d.dueAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(found, ({ id }) => context.transaction(async (tx) => ok(await giveBack(context, tx, id))));
}

/** Whoever got it at the provider gives it back there: payments does it and says so. */
async function takeBack(context: OrdersContext, tx: OrdersTransaction, difference: Difference): Promise<void> {
  const { id, orderId, chargedFen, markedFen } = difference;
  const refundFen = chargedFen - must(markedFen, 'what the contract gives');
  const refundDueAtMs = addWorkingDays(context.clock.now(), RETURN_WORKING_DAYS);
  const moved = await chargeDifferences.bySystem(context, tx, 'return', { id }, { refundFen, refundDueAtMs });
  if (moved > 0) tx.publish(sharesTooHigh, { type: 'order', id: orderId }, { orderId });
}

/** The receiver's money is back with the seller, or will not be. */
export async function noteShareReturned(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, kind, partyId: receiverPartyId, isBack, atMs }: PayloadOf<typeof shareReturned>,
): Promise<void> {
  if (kind === 'platform-fee') return;
  const of = { orderId, kind, receiverPartyId };
  await chargeDifferences.bySystem(context, tx, isBack ? 'come-back' : 'leave', of, { endedAtMs: atMs });
}

async function giveBack(context: OrdersContext, tx: OrdersTransaction, id: string): Promise<void> {
  const { orderId } = await differenceOf(tx, id);
  // The order's row first: what is left of its payment and its requests stand after it.
  await lockRows(tx, Order, { id: orderId });
  const order = await tx.rows.selectFrom('Order').selectAll().where('id', '=', orderId).executeTakeFirstOrThrow();
  const difference = await differenceOf(tx, id);
  if (difference.state !== 'found' || order.openAfterSales > 0) return;
  if (difference.receiverPartyId !== null) return takeBack(context, tx, difference);
  const nowMs = context.clock.now();
  const refundFen = Math.min(await owedFen(tx, difference), leftWithSeller(order));
  if (refundFen === 0) {
    await chargeDifferences.bySystem(context, tx, 'give-back', { id }, { refundFen: 0, endedAtMs: nowMs });
    return;
  }
  const refundKey = `overcharge:${id}`;
  const refundDueAtMs = await refundDueBy(context, order.partyId);
  const set = { refundKey, refundFen, refundDueAtMs };
  if ((await chargeDifferences.bySystem(context, tx, 'refund', { id }, set)) === 0) return;
  const { lineId } = difference;
  // A later request for the same goods asks for this money no more.
  if (lineId !== null) await claimOf(tx, lineId, { units: 0, refundFen }, 1);
  const of = { refundKey, amountFen: refundFen, afterSaleId: null, lineId };
  await oweRefund(context, tx, order, { ...of, reason: 'overcharged' });
  tell(tx, order, { ...difference, kind: lineId === null ? 'delivery' : 'goods' }, refundFen);
}

/**
 * Of an order that ended undelivered the buyer got all back, of whoever was liable: what a carrier or a station paid
 * stands in no refund of the seller's.
 */
const leftWithSeller = ({ state, paidFen, refundDueFen }: OrderRow): number =>
  state === 'cancelled' || state === 'lost' ? 0 : paidFen - refundDueFen;

const differenceOf = (tx: OrdersTransaction, id: string): Promise<Difference> =>
  tx.rows.selectFrom('ChargeDifference').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Of a line, for units that are not on their way back, and no more than is left of its price. */
async function owedFen(tx: OrdersTransaction, { lineId, chargedFen, markedFen }: Difference): Promise<number> {
  const labelFen = must(markedFen, 'what was marked');
  if (lineId === null) return Math.max(chargedFen - labelFen, 0);
  const line = await tx.rows.selectFrom('OrderLine').selectAll().where('id', '=', lineId).executeTakeFirstOrThrow();
  return Math.min(overchargeFen({ unitFen: chargedFen, labelFen }, line), leftFenOf(line));
}

function tell(
  tx: OrdersTransaction,
  order: OrderRow,
  difference: Difference & { kind: 'goods' | 'delivery' },
  refundFen: number,
): void {
  const { kind, goods, chargedFen } = difference;
  tx.publish(
    orderOvercharged,
    { type: 'order', id: order.id },
    {
      orderId: order.id,
      orderNumber: order.number,
      buyerAccountId: order.buyerAccountId,
      partyId: order.partyId,
      kind,
      goods,
      chargedFen,
      markedFen: must(difference.markedFen, 'what was marked'),
      refundFen,
    },
  );
}

/** The money has arrived with the buyer. */
export async function noteOverchargeRefunded(
  context: OrdersContext,
  tx: OrdersTransaction,
  { refundKey, amountFen, atMs }: { refundKey: string; amountFen: number; atMs: number },
): Promise<void> {
  const set = { refundFen: amountFen, endedAtMs: atMs };
  await chargeDifferences.bySystem(context, tx, 'arrive', { refundKey }, set);
}

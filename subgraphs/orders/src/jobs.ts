import { fromJson } from '@heitu/kit/rules/typed-json';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { NO } from '@heitu/kit/data/entities';
import { ok } from '@heitu/kit/rules/outcome';
import type { Job } from '@heitu/kit/serving/subgraph';
import { LOT_STOP_CAUSES } from '@heitu/standard';
import { orderCompleted } from '@heitu/events/orders.order-completed.v1';
import { endAfterSales } from './after-sale/end-in-silence.ts';
import { agree } from './after-sale/settle-after-sale.ts';
import { compareCharges } from './charge/compare-charges.ts';
import { refundOvercharges } from './charge/refund-overcharges.ts';
import type { OrdersContext } from './context.ts';
import { beginClosing } from './order/close-checkout.ts';
import { nudgeSellers, remindSellers } from './order/tell-of-waiting.ts';
import { endOrder } from './order/end-order.ts';
import { Order } from './order/order.entity.ts';
import { orderLifecycle } from './order/order.lifecycle.ts';
import { orders } from './order/order.moves.ts';
import { soldLotsOf } from './order/sold-lots.ts';
import { RECORDS_KEPT_DAYS } from './order/order.policy.ts';
import { SEND_AT_LAST_WORKING_DAYS } from './order/waiting.policy.ts';
import { QUOTE_KEPT_MS } from './quote/quote.policy.ts';
import { Quote } from './quote/quote.entity.ts';
import { endRecalls } from './recall/recall-jobs.ts';
import { refundRecalled } from './recall/refund-recalled.ts';
import { stopLot } from './stock/stop-lot.ts';

/** What one run takes; the rest waits for the next. */
export const JOB_BATCH_MAX = 200;

async function expireCheckouts(context: OrdersContext): Promise<void> {
  const due = await context.rows
    .selectFrom('Checkout')
    .select('id')
    .where('state', '=', 'open')
    .where('dueAtMs', '<=', context.clock.now())
    .orderBy('dueAtMs')
    .limit(JOB_BATCH_MAX)
    .execute();
  await eachAlone(due, ({ id }) =>
    context.transaction(async (tx) => ok(await beginClosing(context, tx, id, 'unpaid', null))),
  );
}

/** Not confirmed within one working day of being placed: cancelled and refunded (7.5.w). */
async function lapseUnconfirmed(context: OrdersContext): Promise<void> {
  const due = await context.rows
    .selectFrom('Order')
    .selectAll()
    .where('state', '=', 'paid')
    .where('confirmDueAtMs', '<', context.clock.now())
    .orderBy('confirmDueAtMs')
    .limit(JOB_BATCH_MAX)
    .execute();
  await eachAlone(due, (order) =>
    context.transaction(async (tx) =>
      ok(
        await endOrder(context, tx, order, {
          action: 'lapse',
          reason: 'not-confirmed-in-time',
          note: null,
        }),
      ),
    ),
  );
}

/** Confirmed, and never picked: the buyer gets everything back. */
async function giveUpUnsent(context: OrdersContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('Order')
    .selectAll()
    .where('state', '=', 'confirmed')
    .where('confirmedAtMs', '<', nowMs - SEND_AT_LAST_WORKING_DAYS * DAY_MS)
    .orderBy('confirmedAtMs')
    .limit(JOB_BATCH_MAX)
    .execute();
  await eachAlone(
    due.filter((order) => orderLifecycle.hasLapsed(order, nowMs)),
    (order) =>
      context.transaction(async (tx) =>
        ok(await endOrder(context, tx, order, { action: 'give-up', reason: 'not-sent-in-time', note: null })),
      ),
  );
}

/** Past the return window and with nothing open: the seller can be settled. */
async function completeOrders(context: OrdersContext): Promise<void> {
  const nowMs = context.clock.now();
  const due = await context.rows
    .selectFrom('Order')
    .selectAll()
    .where('state', '=', 'delivered')
    .where('completeDueAtMs', '<=', nowMs)
    .where('openAfterSales', '=', 0)
    .orderBy('completeDueAtMs')
    .limit(JOB_BATCH_MAX)
    .execute();
  await eachAlone(due, (order) =>
    context.transaction(async (tx) => {
      const settled = { id: order.id, openAfterSales: 0, completeDueAtMs: { $lte: nowMs } };
      if ((await orders.bySystem(context, tx, 'complete', settled, { completedAtMs: nowMs })) > 0) {
        const { id, checkoutId, partyId, shopId, buyerAccountId, totalFen, deliveryFen, carrierPartyId } = order;
        const { refundedFen } = await tx.rows
          .selectFrom('Order')
          .select('refundedFen')
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        tx.publish(
          orderCompleted,
          { type: 'order', id },
          {
            orderId: id,
            checkoutId,
            partyId,
            shopId,
            buyerAccountId,
            totalFen,
            refundedFen,
            deliveryFen,
            carrierPartyId,
            stationPartyId: order.pickup === null ? undefined : fromJson(order.pickup).partyId,
            soldLots: await soldLotsOf(tx, id),
          },
        );
      }
      return ok(null);
    }),
  );
}

/** A seller who does not answer in time has agreed: otherwise silence would keep the money from both. */
async function answerAfterSales(context: OrdersContext): Promise<void> {
  const due = await context.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('state', '=', 'requested')
    .where('answerDueAtMs', '<', context.clock.now())
    .orderBy('answerDueAtMs')
    .limit(JOB_BATCH_MAX)
    .execute();
  await eachAlone(due, (request) =>
    context.transaction(async (tx) => ok(await agree(context, tx, request, '商家逾期未处理，按同意办理'))),
  );
}

async function blockExpiredLots(context: OrdersContext): Promise<void> {
  const due = await context.rows
    .selectFrom('LotStock')
    .select(['lotId', 'skuId'])
    .where('blocked', '=', NO)
    .where('expiresOn', '<', chinaDate(context.clock.now()))
    .where('onHand', '>', 0)
    .limit(JOB_BATCH_MAX)
    .execute();
  await eachAlone(due, ({ lotId, skuId }) =>
    context.transaction(async (tx) =>
      ok(
        await stopLot(context, tx, { lotId, skuId, cause: 'expired', reason: LOT_STOP_CAUSES.expired, recallId: null }),
      ),
    ),
  );
}

/** Addresses in offers that nobody took up are personal data without a use. */
async function dropStaleQuotes(context: OrdersContext): Promise<void> {
  const dueBeforeMs = context.clock.now() - QUOTE_KEPT_MS;
  const stale = await context.rows
    .selectFrom('Quote')
    .select('id')
    .where('usedAtMs', 'is', null)
    .where('expiresAtMs', '<', dueBeforeMs)
    .limit(JOB_BATCH_MAX)
    .execute();
  if (stale.length === 0) return;
  await context.transaction(async (tx) =>
    ok(await tx.em.nativeDelete(Quote, { id: { $in: stale.map((quote) => quote.id) }, usedAtMs: null })),
  );
}

/** Three years after completion no law asks where an order was sent: name, phone and address go. */
async function forgetRecipients(context: OrdersContext): Promise<void> {
  const nowMs = context.clock.now();
  const keptSinceMs = nowMs - RECORDS_KEPT_DAYS * DAY_MS;
  const due = await context.rows
    .selectFrom('Order')
    .select('id')
    .where('forgottenAtMs', 'is', null)
    .where('placedAtMs', '<', keptSinceMs)
    .where((eb) => eb.or([eb('completedAtMs', '<', keptSinceMs), eb('cancelledAtMs', '<', keptSinceMs)]))
    .limit(JOB_BATCH_MAX)
    .execute();
  if (due.length === 0) return;
  await context.transaction(async (tx) =>
    ok(
      await tx.em.nativeUpdate(
        Order,
        { id: { $in: due.map((order) => order.id) } },
        { recipientSealed: null, forgottenAtMs: nowMs },
      ),
    ),
  );
}

const SOON_MS = 1000;
const SLOW_MS = 5000;
export const jobs: Job<OrdersContext>[] = [
  { name: 'expire-checkouts', everyMs: SOON_MS, run: expireCheckouts },
  { name: 'nudge-sellers', everyMs: SOON_MS, run: nudgeSellers },
  { name: 'remind-sellers', everyMs: SOON_MS, run: remindSellers },
  { name: 'lapse-unconfirmed', everyMs: SOON_MS, run: lapseUnconfirmed },
  { name: 'give-up-unsent', everyMs: SOON_MS, run: giveUpUnsent },
  { name: 'complete-orders', everyMs: SOON_MS, run: completeOrders },
  { name: 'answer-after-sales', everyMs: SOON_MS, run: answerAfterSales },
  { name: 'end-after-sales', everyMs: SOON_MS, run: endAfterSales },
  { name: 'block-expired-lots', everyMs: SLOW_MS, run: blockExpiredLots },
  { name: 'refund-recalled', everyMs: SOON_MS, run: refundRecalled },
  { name: 'end-recalls', everyMs: SLOW_MS, run: endRecalls },
  { name: 'compare-charges', everyMs: SLOW_MS, run: compareCharges },
  { name: 'refund-overcharges', everyMs: SLOW_MS, run: refundOvercharges },
  { name: 'drop-stale-quotes', everyMs: SLOW_MS, run: dropStaleQuotes },
  { name: 'forget-recipients', everyMs: SLOW_MS, run: forgetRecipients },
];

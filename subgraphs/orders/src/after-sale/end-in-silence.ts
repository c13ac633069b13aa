import { eachAlone } from '@heitu/kit/data/each-alone';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { ok } from '@heitu/kit/rules/outcome';
import type { AfterSaleRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { checkReturn } from '../claim/claim-return.ts';
import { refundDueBy } from '../contract/agreed-terms.ts';
import { afterSales } from './after-sale.moves.ts';
import { SEND_BACK_WORKING_DAYS } from './after-sale.policy.ts';
import { closeAfterSale, payBack, payOffer } from './settle-after-sale.ts';
import { takeIn } from './take-in.ts';
import { callOffCollection, tellAfterSale } from './tell-after-sale.ts';

/** What one run takes; the rest waits for the next. */
const BATCH_MAX = 200;

/**
 * Job: a request that waits for somebody who says nothing goes on as its lifecycle says. Silence of the buyer takes an
 * offer, and keeps goods that were not sent; silence of the seller takes goods that came back (7.6.aa).
 */
export async function endAfterSales(context: OrdersContext): Promise<void> {
  const due = await context.rows
    .selectFrom('AfterSale')
    .selectAll()
    .where('waitDueAtMs', '<', context.clock.now())
    .orderBy('waitDueAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, (request) => context.transaction(async (tx) => ok(await goOn(context, tx, request))));
}

async function goOn(context: OrdersContext, tx: OrdersTransaction, request: AfterSaleRow): Promise<void> {
  const nowMs = context.clock.now();
  // Who answered meanwhile has moved the deadline.
  const still = { id: request.id, waitDueAtMs: request.waitDueAtMs };
  const money = { waitDueAtMs: null, refundDueAtMs: await refundDueBy(context, request.partyId) };
  const hasMoved = async (
    action: 'take-offer' | 'let-send' | 'lapse' | 'accept-silent',
    set: Parameters<typeof afterSales.bySystem>[4],
  ): Promise<boolean> => (await afterSales.bySystem(context, tx, action, still, set)) > 0;
  switch (request.state) {
    case 'offered':
      if (!(await hasMoved('take-offer', { ...money, decidedAtMs: nowMs }))) return;
      await payOffer(context, tx, request);
      return tellAfterSale(tx, request, 'offer-taken');
    case 'approved': {
      const waitDueAtMs = addWorkingDays(nowMs, SEND_BACK_WORKING_DAYS);
      if (!(await hasMoved('let-send', { waitDueAtMs }))) return;
      return tellAfterSale(tx, request, 'to-send', { dueAtMs: waitDueAtMs });
    }
    case 'to-send':
      if (!(await hasMoved('lapse', { waitDueAtMs: null, closedAtMs: nowMs }))) return;
      await closeAfterSale(context, tx, request, false);
      callOffCollection(tx, request);
      return tellAfterSale(tx, request, 'lapsed');
    case 'sent-back':
    case 'handed-over':
      if (!(await hasMoved('accept-silent', { ...money, checkedAtMs: nowMs }))) return;
      // Nobody looked at them: nothing of it is sold again.
      await takeIn(context, tx, request, false);
      await checkReturn(context, tx, request, false);
      await payBack(context, tx, request);
      return tellAfterSale(tx, request, 'accepted-in-silence', { amountFen: request.refundFen });
    default:
      throw new Error(`after-sale ${request.id}: nothing is waited for in ${request.state}`);
  }
}

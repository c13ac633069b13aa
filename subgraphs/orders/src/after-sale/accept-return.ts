import { identifier, line, parse, z } from '@heitu/kit/validate';
import { ok, refuse, type Outcome } from '@heitu/kit/outcome';
import type { AfterSaleRow, OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { publishReady } from '../order/pick-order.ts';
import { putBack } from '../stock/put-back.ts';
import { takeLots } from '../stock/take-lots.ts';
import { acceptReturnRefusals } from './after-sale.refusals.ts';
import { sellerAfterSale } from './seller-after-sale.ts';
import { closeAfterSale, payBack, step } from './settle-after-sale.ts';

const schema = z.object({
  afterSaleId: identifier(),
  accepted: z.boolean(),
  note: line(500, 0).nullish(),
  /** Whether the goods can be sold again; food that was out of the seller's hands cannot, unless the seller says so. */
  resellable: z.boolean().nullish(),
  /** Money in place of an exchange. */
  refundInstead: z.boolean().nullish(),
});

/**
 * The seller has checked order and goods with the carrier and confirms on the handover record (7.6.x-z): refund, or new
 * goods.
 */
export async function acceptReturn(
  context: OrdersContext,
  input: z.input<typeof schema>,
): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { afterSaleId, accepted, resellable, refundInstead } = valid.value;
  const note = valid.value.note ?? '';
  return context.transaction(async (tx) => {
    const request = await sellerAfterSale(context, tx, afterSaleId);
    if (!request) return refuse(acceptReturnRefusals, 'NOT_FOUND');
    if (request.state === 'requested' || request.state === 'approved')
      return refuse(acceptReturnRefusals, 'NOT_HANDED_OVER');
    const nowMs = context.clock.now();
    const checked = {
      checkedAtMs: nowMs,
      checkedBy: context.actor.id,
      checkNote: await context.vault.sealText(request.buyerAccountId, note),
    };
    tx.audit({ type: 'after-sale', id: afterSaleId, clause: '7.6.z' });
    if (!accepted) {
      if (note === '')
        return refuse(acceptReturnRefusals, 'NOTE_NEEDED', [
          { at: 'note', text: acceptReturnRefusals.NOTE_NEEDED.message },
        ]);
      if (!(await step(tx, afterSaleId, 'decline', { ...checked, closedAtMs: nowMs })))
        return refuse(acceptReturnRefusals, 'WRONG_STATE');
      await closeAfterSale(tx, request, false);
      return ok({ id: afterSaleId });
    }
    const exchange = request.kind === 'exchange' && !refundInstead;
    if (!(await step(tx, afterSaleId, exchange ? 'exchange' : 'accept', checked)))
      return refuse(acceptReturnRefusals, 'WRONG_STATE');
    const order = await tx.rows
      .selectFrom('Order')
      .selectAll()
      .where('id', '=', request.orderId)
      .executeTakeFirstOrThrow();
    const lines = await tx.rows
      .selectFrom('AfterSaleLine')
      .selectAll()
      .where('afterSaleId', '=', afterSaleId)
      .orderBy('id')
      .execute();
    await putBack(context, tx, {
      orderId: order.id,
      afterSaleId,
      parcel: 'any',
      partyId: order.partyId,
      resellable: resellable ?? false,
      wanted: lines.map(({ lineId, units }) => ({ by: 'lineId', id: lineId, units })),
    });
    if (!exchange) {
      await payBack(context, tx, order, request);
      return ok({ id: afterSaleId });
    }
    if (!(await sendAnew(context, tx, order, request, lines))) return refuse(acceptReturnRefusals, 'OUT_OF_STOCK');
    return ok({ id: afterSaleId });
  });
}

/** The exchange's parcel, from free stock. */
async function sendAnew(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  request: AfterSaleRow,
  lines: readonly { lineId: string; skuId: string; units: number }[],
): Promise<boolean> {
  const taken = await takeLots(context, tx, {
    orderId: order.id,
    afterSaleId: request.id,
    partyId: order.partyId,
    from: 'free',
    lines,
  });
  if (!taken.ok) return false;
  const orderLines = await tx.rows
    .selectFrom('OrderLine')
    .selectAll()
    .where('orderId', '=', order.id)
    .orderBy('id')
    .execute();
  publishReady(context, tx, order, orderLines, taken.assignments, request.id);
  return true;
}

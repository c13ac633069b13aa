import { claimOf } from '../after-sale/settle-after-sale.ts';
import { closeClaim, dividedOf, elsewhereFenOf, openClaimOf } from '../claim/close-claim.ts';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { oweRefund } from '../order/owe-refund.ts';
import { WeighIn } from './weigh-in.entity.ts';

/** It is known what is owed for a short weight: all of it, a part, or nothing. */
export async function settleWeighIn(
  context: OrdersContext,
  tx: OrdersTransaction,
  order: OrderRow,
  id: string,
): Promise<void> {
  const claim = await openClaimOf(tx, id);
  if (!claim || claim.shares === null) return;
  const { lineId, owedFen } = await tx.rows
    .selectFrom('WeighIn')
    .select(['lineId', 'owedFen'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const shares = dividedOf(claim, Math.min(owedFen, order.paidFen - order.refundDueFen));
  const paidFen = shares.reduce((sum, { amountFen }) => sum + amountFen, 0);
  await tx.em.nativeUpdate(WeighIn, { id }, { paidFen });
  await claimOf(tx, lineId, { units: 0, refundFen: owedFen - paidFen }, -1);
  await closeClaim(context, tx, id, paidFen > 0 ? 'paid' : 'no-loss', shares);
  const amountFen = paidFen - elsewhereFenOf(shares);
  await oweRefund(context, tx, order, {
    refundKey: `weigh:${id}`,
    amountFen,
    reason: 'short-weight',
    afterSaleId: null,
    lineId,
  });
}

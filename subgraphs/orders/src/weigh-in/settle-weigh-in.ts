import { claimOf } from '../after-sale/settle-after-sale.ts';
import { closeClaim, dividedOf, openClaimOf, sellersFenOf } from '../claim/close-claim.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { lockedOrder, promiseRefund } from '../order/owe-refund.ts';
import { WeighIn } from './weigh-in.entity.ts';

/** It is known what is owed for a short weight: all of it, a part, or nothing. */
export async function settleWeighIn(context: OrdersContext, tx: OrdersTransaction, id: string): Promise<void> {
  const claim = await openClaimOf(tx, id);
  if (!claim || claim.shares === null) return;
  const { lineId, owedFen } = await tx.rows
    .selectFrom('WeighIn')
    .select(['lineId', 'owedFen'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const order = await lockedOrder(tx, claim.orderId);
  const shares = dividedOf(claim, Math.min(owedFen, order.paidFen - order.refundDueFen));
  const paidFen = shares.reduce((sum, { amountFen }) => sum + amountFen, 0);
  await tx.em.nativeUpdate(WeighIn, { id }, { paidFen });
  await claimOf(tx, lineId, { units: 0, refundFen: owedFen - paidFen }, -1);
  const sellers = { refundKey: `weigh:${id}`, amountFen: sellersFenOf(shares), reason: 'short-weight' } as const;
  const refund = await promiseRefund(context, tx, order, { ...sellers, afterSaleId: null, lineId });
  await closeClaim(context, tx, id, paidFen > 0 ? 'paid' : 'no-loss', { shares, refund });
}

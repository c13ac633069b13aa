import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { minus } from '@heitu/kit/data/arithmetic';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { lockSkus } from './lock-skus.ts';
import { Stock } from './stock.entity.ts';
import { lotStocks } from './stock.moves.ts';

/**
 * What is left of a lot may not leave: failed, recalled, expired. Its units are no longer free, whoever they were
 * promised to.
 */
export async function blockLot(
  context: OrdersContext,
  tx: OrdersTransaction,
  lot: { lotId: string; skuId: string; cause: LotStopCause; reason: string; recallId: string | null },
): Promise<boolean> {
  await lockSkus(tx, [lot.skuId]);
  const { lotId, cause: blockCause, reason: blockedReason, recallId } = lot;
  const why = { blocked: true, blockCause, blockedReason, recallId };
  if ((await lotStocks.bySystem(context, tx, 'block', { lotId, blocked: false }, why)) === 0) return false;
  const { skuId, onHand } = await tx.rows
    .selectFrom('LotStock')
    .select(['skuId', 'onHand'])
    .where('lotId', '=', lot.lotId)
    .executeTakeFirstOrThrow();
  await tx.em.nativeUpdate(Stock, { skuId }, { free: minus('free', onHand) });
  return true;
}

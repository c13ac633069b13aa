import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { minus } from '../arithmetic.ts';
import type { OrdersTransaction } from '../context.ts';
import { lockSkus } from './lock-skus.ts';
import { LotStock, Stock } from './stock.entity.ts';

/**
 * What is left of a lot may not leave: failed, recalled, expired. Its units are no longer free, whoever they were
 * promised to.
 */
export async function blockLot(
  tx: OrdersTransaction,
  lot: { lotId: string; skuId: string; cause: LotStopCause; reason: string; recallId: string | null },
): Promise<boolean> {
  await lockSkus(tx, [lot.skuId]);
  const blocked = await tx.em.nativeUpdate(
    LotStock,
    { lotId: lot.lotId, blocked: false },
    { blocked: true, blockCause: lot.cause, blockedReason: lot.reason, recallId: lot.recallId },
  );
  if (blocked === 0) return false;
  const { skuId, onHand } = await tx.rows
    .selectFrom('LotStock')
    .select(['skuId', 'onHand'])
    .where('lotId', '=', lot.lotId)
    .executeTakeFirstOrThrow();
  await tx.em.nativeUpdate(Stock, { skuId }, { free: minus('free', onHand) });
  return true;
}

import { plus } from '../arithmetic.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { LineLot } from '../order/order.entity.ts';
import { lockSkus } from './lock-skus.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';

/**
 * Goods that came back, at most what of that line and parcel is still out: in again, and out at once where they cannot
 * be sold. Units of a blocked lot come in, but stay unsellable.
 */
export async function putBack(
  context: OrdersContext,
  tx: OrdersTransaction,
  back: {
    orderId: string;
    afterSaleId: string | null;
    partyId: string;
    resellable: boolean;
    parcel: 'first' | 'any' | { afterSaleId: string };
    wanted: readonly { by: 'lineId' | 'lotId'; id: string; units: number }[];
  },
): Promise<void> {
  const { orderId, afterSaleId, partyId, resellable } = back;
  const atMs = context.clock.now();
  const skus = await tx.rows.selectFrom('LineLot').select('skuId').distinct().where('orderId', '=', orderId).execute();
  await lockSkus(
    tx,
    skus.map((row) => row.skuId),
  );
  const sent = await tx.rows
    .selectFrom('LineLot')
    .selectAll()
    .where('orderId', '=', orderId)
    .orderBy('lotId')
    .orderBy('id')
    .execute();
  const rows = sent.filter(
    (row) => back.parcel === 'any' || row.afterSaleId === (back.parcel === 'first' ? null : back.parcel.afterSaleId),
  );
  const left = back.wanted.map((one) => ({ ...one }));
  for (const row of rows) {
    let units = 0;
    for (const one of left) {
      if (row[one.by] !== one.id) continue;
      const taken = Math.min(one.units, row.units - row.returnedUnits - units);
      one.units -= taken;
      units += taken;
    }
    if (units === 0) continue;
    await tx.em.nativeUpdate(LineLot, { id: row.id }, { returnedUnits: plus('returnedUnits', units) });
    const movement = { partyId, skuId: row.skuId, lotId: row.lotId, orderId, afterSaleId, atMs };
    await tx.em.insert(StockMovement, {
      id: context.newId(),
      ...movement,
      kind: 'returned',
      unitsIn: units,
      unitsOut: 0,
    });
    if (!resellable) {
      await tx.em.insert(StockMovement, {
        id: context.newId(),
        ...movement,
        kind: 'written-off',
        unitsIn: 0,
        unitsOut: units,
      });
      continue;
    }
    await tx.em.nativeUpdate(LotStock, { lotId: row.lotId }, { onHand: plus('onHand', units) });
    const lot = await tx.rows
      .selectFrom('LotStock')
      .select('blocked')
      .where('lotId', '=', row.lotId)
      .executeTakeFirstOrThrow();
    if (!lot.blocked) await tx.em.nativeUpdate(Stock, { skuId: row.skuId }, { free: plus('free', units) });
  }
}

import { plus } from '@heitu/kit/data/arithmetic';
import type { OrdersContext, OrdersTransaction, Row } from '../context.ts';
import { LineLot } from '../order/order.entity.ts';
import { comeBack } from '../recall/come-back.ts';
import { lockSkus } from './lock-skus.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';
import { sentWith, shareOut, type SentParcel, type WantedBack } from './stock.policy.ts';

interface GoodsBack {
  orderId: string;
  afterSaleId: string | null;
  partyId: string;
  resellable: boolean;
  parcel: SentParcel;
  wanted: readonly WantedBack[];
}

/**
 * Goods that came back, at most what of that line and parcel is still out: in again, and out at once where they cannot
 * be sold. Units of a blocked lot come in, but stay unsellable; of a recalled one they are sealed, and nobody's stock.
 */
export async function putBack(context: OrdersContext, tx: OrdersTransaction, back: GoodsBack): Promise<void> {
  const { orderId } = back;
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
  for (const { row, units } of shareOut(sentWith(sent, back.parcel), back.wanted))
    await takeIn(context, tx, back, row, units, atMs);
}

/** Units of one lot come in again, and go out at once or can be sold again. */
async function takeIn(
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, afterSaleId, partyId, resellable }: GoodsBack,
  row: Row<'LineLot'>,
  units: number,
  atMs: number,
): Promise<void> {
  await tx.em.nativeUpdate(LineLot, { id: row.id }, { returnedUnits: plus('returnedUnits', units) });
  await comeBack(context, tx, row.id, units);
  const movement = { partyId, skuId: row.skuId, lotId: row.lotId, orderId, afterSaleId, atMs };
  await tx.em.insert(StockMovement, {
    id: context.newId(),
    ...movement,
    kind: 'returned',
    unitsIn: units,
    unitsOut: 0,
  });
  const { recallId } = await tx.em.findOneOrFail(LotStock, { lotId: row.lotId }, { refresh: true });
  if (resellable && recallId == null) return makeSellable(tx, row, units);
  await tx.em.insert(StockMovement, {
    id: context.newId(),
    ...movement,
    kind: 'written-off',
    unitsIn: 0,
    unitsOut: units,
  });
}

async function makeSellable(
  tx: OrdersTransaction,
  { skuId, lotId }: { skuId: string; lotId: string },
  units: number,
): Promise<void> {
  await tx.em.nativeUpdate(LotStock, { lotId }, { onHand: plus('onHand', units) });
  const lot = await tx.rows
    .selectFrom('LotStock')
    .select('blocked')
    .where('lotId', '=', lotId)
    .executeTakeFirstOrThrow();
  if (!lot.blocked) await tx.em.nativeUpdate(Stock, { skuId }, { free: plus('free', units) });
}

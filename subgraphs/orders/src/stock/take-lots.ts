import { chinaDate } from '@heitu/kit/rules/calendar';
import { minus } from '../arithmetic.ts';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { LineLot } from '../order/order.entity.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';
import { assignLots, unitsInOrder, type Assignment } from './stock.policy.ts';

export type Taken = { ok: true; assignments: Assignment[] } | { ok: false; short: { skuId: string; units: number }[] };

/**
 * Takes units out of lots, first expired first out, and writes which line got which lot. `from` says which promise they
 * fulfil: `held` stock of the order, or `free` stock for an exchange.
 */
export async function takeLots(
  context: OrdersContext,
  tx: OrdersTransaction,
  parcel: {
    orderId: string;
    afterSaleId: string | null;
    partyId: string;
    from: 'held' | 'free';
    lines: readonly { lineId: string; skuId: string; units: number }[];
  },
): Promise<Taken> {
  const { orderId, afterSaleId, partyId, lines } = parcel;
  const nowMs = context.clock.now();
  // The promise first: its row keeps others off this SKU's lots until the transaction ends.
  const perSku = unitsInOrder(
    lines,
    (line) => line.skuId,
    (line) => line.units,
  );
  for (const [skuId, units] of perSku) {
    const taken = await tx.em.nativeUpdate(
      Stock,
      { skuId, ...(parcel.from === 'free' && { free: { $gte: units } }) },
      { [parcel.from]: minus(parcel.from, units) },
    );
    if (taken === 0) return { ok: false, short: [{ skuId, units }] };
  }
  const rows = await tx.rows
    .selectFrom('LotStock')
    .selectAll()
    .where(
      'skuId',
      'in',
      perSku.map(([skuId]) => skuId),
    )
    .where('onHand', '>', 0)
    .execute();
  const { assignments, short } = assignLots(lines, rows, chinaDate(nowMs));
  if (short.length > 0) return { ok: false, short };
  for (const [lotId, units] of unitsInOrder(
    assignments,
    (one) => one.lot.lotId,
    (one) => one.units,
  )) {
    const taken = await tx.em.nativeUpdate(
      LotStock,
      { lotId, onHand: { $gte: units }, blocked: false },
      { onHand: minus('onHand', units) },
    );
    if (taken === 0) throw new Error(`lot ${lotId} changed although its SKU is locked`);
  }
  await tx.em.insertMany(
    LineLot,
    assignments.map(({ lineId, skuId, units, lot }) => ({
      id: context.newId(),
      orderId,
      lineId,
      afterSaleId,
      skuId,
      lotId: lot.lotId,
      lotCode: lot.lotCode,
      units,
      returnedUnits: 0,
      producedOn: lot.producedOn,
      expiresOn: lot.expiresOn,
    })),
  );
  await tx.em.insertMany(
    StockMovement,
    assignments.map(({ skuId, units, lot }) => ({
      id: context.newId(),
      partyId,
      skuId,
      lotId: lot.lotId,
      kind: 'picked',
      unitsIn: 0,
      unitsOut: units,
      orderId,
      afterSaleId,
      atMs: nowMs,
    })),
  );
  return { ok: true, assignments };
}

import { chinaDate } from '@heitu/kit/rules/calendar';
import { minus } from '@heitu/kit/data/arithmetic';
import type { OrdersContext, OrdersTransaction } from '../context.ts';
import { LineLot } from '../order/order.entity.ts';
import { LotStock, Stock, StockMovement } from './stock.entity.ts';
import { assignLots, unitsInOrder, type Assignment } from './stock.policy.ts';

interface Short {
  skuId: string;
  units: number;
}
export type Taken = { ok: true; assignments: Assignment[] } | { ok: false; short: Short[] };

/** `from` says which promise the units fulfil: `held` stock of the order, or `free` stock for an exchange. */
interface ParcelToFill {
  orderId: string;
  afterSaleId: string | null;
  partyId: string;
  from: 'held' | 'free';
  lines: readonly { lineId: string; skuId: string; units: number }[];
}

/** Takes units out of lots, first expired first out, and writes which line got which lot. */
export async function takeLots(context: OrdersContext, tx: OrdersTransaction, parcel: ParcelToFill): Promise<Taken> {
  const nowMs = context.clock.now();
  // The promise first: its row keeps others off this SKU's lots until the transaction ends.
  const perSku = unitsInOrder(
    parcel.lines,
    (line) => line.skuId,
    (line) => line.units,
  );
  const unpromised = await takePromises(tx, parcel.from, perSku);
  if (unpromised) return { ok: false, short: [unpromised] };
  const lots = await lotsWithUnits(
    tx,
    perSku.map(([skuId]) => skuId),
  );
  const { assignments, short } = assignLots(parcel.lines, lots, chinaDate(nowMs));
  if (short.length > 0) return { ok: false, short };
  await takeOutOfLots(tx, assignments);
  await writeLineLots(context, tx, parcel, assignments);
  await writePicked(context, tx, parcel, assignments, nowMs);
  return { ok: true, assignments };
}

/** Takes the units off what is promised; answers the first SKU that has too few, or null. */
async function takePromises(
  tx: OrdersTransaction,
  from: ParcelToFill['from'],
  perSku: readonly [string, number][],
): Promise<Short | null> {
  for (const [skuId, units] of perSku) {
    const taken = await tx.em.nativeUpdate(
      Stock,
      { skuId, ...(from === 'free' && { free: { $gte: units } }) },
      { [from]: minus(from, units) },
    );
    if (taken === 0) return { skuId, units };
  }
  return null;
}

const lotsWithUnits = (tx: OrdersTransaction, skuIds: readonly string[]) =>
  tx.rows.selectFrom('LotStock').selectAll().where('skuId', 'in', skuIds).where('onHand', '>', 0).execute();

async function takeOutOfLots(tx: OrdersTransaction, assignments: readonly Assignment[]): Promise<void> {
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
}

const writeLineLots = (
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, afterSaleId }: ParcelToFill,
  assignments: readonly Assignment[],
) =>
  tx.em.insertMany(
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

const writePicked = (
  context: OrdersContext,
  tx: OrdersTransaction,
  { orderId, afterSaleId, partyId }: ParcelToFill,
  assignments: readonly Assignment[],
  atMs: number,
) =>
  tx.em.insertMany(
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
      atMs,
    })),
  );

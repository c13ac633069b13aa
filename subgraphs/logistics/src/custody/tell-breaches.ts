import { breachFound } from '@heitu/events/logistics.breach-found.v1';
import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { parcelOf } from '../shipment/crew.loader.ts';
import { exchangeOf, proposedOn } from './claim-of.ts';
import { heldOf } from './held.loader.ts';

/**
 * A parcel was signed for although it had been out of its range on the way, for as long as raises an alarm: orders
 * keeps who had it then, for a buyer who finds that the goods have suffered (8.4.3.bo). The carrier's own word that
 * they had not ends nothing.
 */
export async function tellBreach(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  parcel: RowOf<'Shipment'>,
  deliveredAtMs: number,
): Promise<void> {
  const { id: shipmentId, orderId, sellerPartyId } = parcel;
  const { range } = parcelOf(parcel);
  if (range === null) return;
  const alarmed = await tx.rows
    .selectFrom('AlarmedShipment as s')
    .innerJoin('Alarm as a', 'a.id', 's.alarmId')
    .select('a.id')
    .where('s.shipmentId', '=', shipmentId)
    .where('a.kind', '=', 'excursion')
    .limit(1)
    .executeTakeFirst();
  if (!alarmed) return;
  const held = await heldOf(context, parcel, range, deliveredAtMs);
  // The alarm may have been another parcel's on the same vehicle, which needs it colder.
  if (held.every(({ minutesOut }) => minutesOut === 0)) return;
  const claim = await proposedOn(context, parcel, { cause: 'temperature', sellerPartyId, held, isInsideOnly: false });
  if (!claim) return;
  const found = { shipmentId, orderId, ...exchangeOf(parcel), atMs: deliveredAtMs, claim };
  tx.publish(breachFound, { type: 'shipment', id: shipmentId }, found);
}

/** Readings that came late may say of a parcel that its buyer has already signed for that it was too warm. */
export async function tellLateBreaches(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  shipmentIds: readonly string[],
): Promise<void> {
  if (shipmentIds.length === 0) return;
  const delivered = await tx.rows
    .selectFrom('Shipment')
    .selectAll()
    .where('id', 'in', shipmentIds)
    .where('state', '=', 'delivered')
    .execute();
  for (const parcel of delivered)
    if (parcel.deliveredAtMs !== null) await tellBreach(context, tx, parcel, parcel.deliveredAtMs);
}

import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { RECALLED } from '@heitu/events/logistics.shipment-refused.v1';
import { shipmentStopped } from '@heitu/events/logistics.shipment-stopped.v1';
import type { Transaction } from '@heitu/kit/data/context';
import { aboutThing, refuse, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { Shipment } from './shipment.entity.ts';
import type { ShipmentState } from './shipment.lifecycle.ts';
import { lotsOf } from './shipment.policy.ts';
import { holderOf, STOPPABLE_STATES, stopOf, stoppedRefusal, type StopMark } from './stop.policy.ts';
import { turnBack } from './turn-back.ts';

/**
 * Lots of this order were blocked or recalled: its parcels that hold units of one go no further, and name the first.
 * Each is one conditional update, as is every act that moves a parcel on, so that of a recall and a handover at the
 * same moment the second sees the first. A recall outweighs what stopped a parcel before, since it asks more of those
 * who have it.
 */
export async function stopShipments(
  context: LogisticsContext,
  tx: Transaction,
  stop: { orderId: string; lots: readonly { lotId: string; lotCode: string }[]; cause: LotStopCause },
): Promise<void> {
  const { orderId, lots, cause } = stop;
  const parcels = await tx.em.find(Shipment, { orderId });
  for (const { id, lines } of parcels) {
    const held = new Set(lotsOf(fromJson(lines)).map((lot) => lot.lotId));
    const lotCode = lots.find(({ lotId }) => held.has(lotId))?.lotCode;
    if (lotCode === undefined) continue;
    const nowMs = context.clock.now();
    const mark = { stopCause: cause, stopLotCode: lotCode };
    const open = { id, state: { $in: [...STOPPABLE_STATES] } };
    const isStopped =
      (await tx.em.nativeUpdate(Shipment, { ...open, stoppedAtMs: null }, { ...mark, stoppedAtMs: nowMs })) > 0 ||
      (cause === 'recalled' && (await tx.em.nativeUpdate(Shipment, { ...open, stopCause: { $ne: cause } }, mark)) > 0);
    if (!isStopped) continue;
    // The row is ours until the end: whoever has the goods in hands now is told.
    const { orderNumber, trackingNumber, sellerPartyId, carrierPartyId, courierAccountId, afterSaleId, state } =
      await tx.em.findOneOrFail(Shipment, { id }, { refresh: true });
    // What a carrier has of a recalled lot comes back: nobody has to refuse it at the door.
    if (cause === 'recalled') await turnBack(context, tx, 'turn-round', { id, orderId, carrierPartyId }, RECALLED);
    tx.publish(
      shipmentStopped,
      { type: 'shipment', id },
      {
        shipmentId: id,
        orderId,
        orderNumber,
        afterSaleId: afterSaleId || undefined,
        trackingNumber,
        sellerPartyId,
        carrierPartyId,
        courierAccountId: courierAccountId ?? null,
        holder: holderOf(state),
        lotCode,
        cause,
        atMs: nowMs,
      },
    );
  }
}

/** The marks of an entity, whose empty columns may be absent. */
export const stopMark = (row: {
  state: ShipmentState;
  stoppedAtMs?: number | null;
  stopCause?: LotStopCause | null;
  stopLotCode?: string | null;
}): StopMark => ({
  state: row.state,
  stoppedAtMs: row.stoppedAtMs ?? null,
  stopCause: row.stopCause ?? null,
  stopLotCode: row.stopLotCode ?? null,
});
/** Refuses an act on a stopped parcel, saying which lot it is and where the goods lie; null where it is not stopped. */
export const refuseStopped = (row: StopMark): Refused<'STOPPED'> | null => {
  const stop = stopOf(row);
  return stop && refuse(stoppedRefusal, 'STOPPED', [aboutThing(stop.lotCode, stop.text)]);
};
/** Why an act's conditional update met no row: the parcel was stopped meanwhile, or its state is another. */
export async function refuseMoved(
  context: LogisticsContext,
  shipmentId: string,
): Promise<Refused<'STOPPED'> | Refused<'WRONG_STATE'>> {
  const row = await context.rows
    .selectFrom('Shipment')
    .select(['state', 'stoppedAtMs', 'stopCause', 'stopLotCode'])
    .where('id', '=', shipmentId)
    .executeTakeFirstOrThrow();
  return refuseStopped(row) ?? refuse({ WRONG_STATE }, 'WRONG_STATE');
}

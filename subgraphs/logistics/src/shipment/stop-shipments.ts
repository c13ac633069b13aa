import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import { RECALLED } from '@heitu/events/logistics.shipment-refused.v1';
import { shipmentStopped } from '@heitu/events/logistics.shipment-stopped.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { chunksOf } from '@heitu/kit/rules/chunks';
import type { Transaction } from '@heitu/kit/data/context';
import { asItStands } from '@heitu/kit/rules/lifecycle';
import { aboutThing, refuse, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { Shipment } from './shipment.entity.ts';
import { shipmentLifecycle, type ShipmentState } from './shipment.lifecycle.ts';
import { lotsOf } from './shipment.policy.ts';
import { holderOf, STOPPABLE_STATES, stopOf, stoppedRefusal, type StopMark } from './stop.policy.ts';
import { turnBack } from './turn-back.ts';

type Stopped = PayloadOf<typeof shipmentStopped>;
interface OrderOfLots {
  orderId: string;
  lots: readonly { lotId: string; lotCode: string }[];
}
interface Why {
  cause: LotStopCause;
  isToldTogether?: true;
}
const ORDERS_PER_STATEMENT_MAX = 500;

/**
 * Lots of this order were blocked, or recalled by an event of before: its parcels that hold units of one go no further,
 * and whoever has one is told of it alone.
 */
export async function stopShipments(
  context: LogisticsContext,
  tx: Transaction,
  { cause, ...order }: OrderOfLots & { cause: LotStopCause },
): Promise<void> {
  await stopParcels(context, tx, [order], { cause });
}

/**
 * Parcels of these orders that hold units of their lots go no further, and name the first. Each is one conditional
 * update, as is every act that moves a parcel on, so that of a recall and a handover at the same moment the second sees
 * the first. They are taken in the order of their ids, since two recalls may come to the same ones.
 */
export async function stopParcels(
  context: LogisticsContext,
  tx: Transaction,
  orders: readonly OrderOfLots[],
  why: Why,
): Promise<Stopped[]> {
  const stopped: Stopped[] = [];
  for (const some of chunksOf(orders, ORDERS_PER_STATEMENT_MAX)) {
    const lotsOfOrder = Map.groupBy(some, ({ orderId }) => orderId);
    const parcels = await tx.em.find(Shipment, { orderId: { $in: [...lotsOfOrder.keys()] } }, { orderBy: { id: 1 } });
    for (const { id, orderId, lines } of parcels) {
      const held = new Set(lotsOf(fromJson(lines)).map(({ lotId }) => lotId));
      const lots = lotsOfOrder.get(orderId)?.flatMap((order) => order.lots);
      const lotCode = lots?.find(({ lotId }) => held.has(lotId))?.lotCode;
      const parcel = lotCode === undefined ? null : await stopOne(context, tx, id, lotCode, why);
      if (parcel) stopped.push(parcel);
    }
  }
  return stopped;
}

/** A recall outweighs what stopped a parcel before, since it asks more of those who have it. */
async function stopOne(
  context: LogisticsContext,
  tx: Transaction,
  id: string,
  lotCode: string,
  { cause, isToldTogether }: Why,
): Promise<Stopped | null> {
  const atMs = context.clock.now();
  const mark = { stopCause: cause, stopLotCode: lotCode };
  const open = { id, state: { $in: [...STOPPABLE_STATES] } };
  const isStopped =
    (await tx.em.nativeUpdate(Shipment, { ...open, stoppedAtMs: null }, { ...mark, stoppedAtMs: atMs })) > 0 ||
    (cause === 'recalled' && (await tx.em.nativeUpdate(Shipment, { ...open, stopCause: { $ne: cause } }, mark)) > 0);
  if (!isStopped) return null;
  // The row is ours until the end: whoever has the goods in hands now is told.
  const { orderId, orderNumber, trackingNumber, sellerPartyId, carrierPartyId, courierAccountId, afterSaleId, state } =
    await tx.em.findOneOrFail(Shipment, { id }, { refresh: true });
  // What a carrier has of a recalled lot comes back: nobody has to refuse it at the door.
  if (cause === 'recalled') await turnBack(context, tx, 'turn-round', { id, orderId, carrierPartyId }, RECALLED);
  const parcel: Stopped = {
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
    isToldTogether,
    atMs,
  };
  tx.publish(shipmentStopped, { type: 'shipment', id }, parcel);
  return parcel;
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
  return (
    refuseStopped(row) ??
    refuse({ WRONG_STATE }, 'WRONG_STATE', [asItStands(shipmentLifecycle, { id: shipmentId, state: row.state })])
  );
}

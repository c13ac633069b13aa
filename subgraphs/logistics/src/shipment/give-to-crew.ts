import { shipmentAssigned } from '@heitu/events/logistics.shipment-assigned.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, refuse, WRONG_STATE, type Refused, type RefusalText } from '@heitu/kit/rules/outcome';
import type { ClauseRef } from '@heitu/standard';
import { Carrier, Courier, Vehicle } from '../carrier/carrier.entity.ts';
import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { overdueCod } from '../delivery/delivery.loader.ts';
import { parcelOf, today, vehiclesWithLoad } from './crew.loader.ts';
import { vehicleRefusal, type CrewCourier } from './crew.policy.ts';
import { moveTowardsBuyer } from './move-towards-buyer.ts';
import { Shipment } from './shipment.entity.ts';
import { JUDGED, shipmentLifecycle } from './shipment.lifecycle.ts';
import { stoppedRefusal } from './stop.policy.ts';
import { NOT_STOPPED } from './shipment.policy.ts';
import { SAID } from '../said.ts';

/** Why a parcel is not given to this courier and this vehicle. */
export const crewRefusals = {
  NOT_FOUND,
  WRONG_STATE,
  ...stoppedRefusal,
  COURIER_NOT_CERTIFIED: {
    message: '这位配送员没有有效的冷链上岗证，不能送生鲜',
    clause: '8.1.ag',
  },
  COURIER_RULES_NOT_ACCEPTED: {
    message: '配送规范已更新，请这位配送员先看完并确认',
    clause: '8.5.3.bu',
  },
  VEHICLE_EXPIRED: { message: '车辆证件已过期，请换一辆车', clause: '8.4.3.bn' },
  VEHICLE_NOT_COLD: { message: '这辆车达不到货物要求的温度，请派合适的冷藏车', clause: '8.4.3.bo' },
  VEHICLE_NOT_MONITORED: { message: '这辆车没有装温度监控，不能送生鲜', clause: '8.4.3.bp' },
  RANGES_CONFLICT: { message: '车上已有温度要求不同的货，不能装在一起', clause: '8.4.3.bo' },
  CARRIER_NOT_IN_STANDING: { message: SAID.notInStanding, clause: '8.1.ac' },
  CASH_OVERDUE: {
    message: '贵公司有代收的货款过期没有交给商家，交清以前不能派新的单：请到「代收的货款」里看',
    clause: '8.2.az',
  },
  ASSIGNED_MEANWHILE: { message: '刚刚已由别人派给别的人或车，请刷新后再看要不要改派' },
} as const satisfies Record<string, RefusalText<ClauseRef>>;

const owesCash = async ({ clock }: LogisticsContext, { rows }: LogisticsTransaction, carrierPartyId: string) =>
  (await overdueCod(rows, clock.now())
    .select('c.id')
    .where('c.carrierPartyId', '=', carrierPartyId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** What is asked of a parcel that is to be given to somebody. */
export const TO_GIVE = [
  'id',
  'orderId',
  'orderNumber',
  'sellerPartyId',
  'carrierPartyId',
  'takeOverDueAtMs',
  'storage',
  'state',
  'courierId',
  'vehicleId',
  'temperatureCelsiusMin',
  'temperatureCelsiusMax',
  'stopCause',
  'stopLotCode',
  ...JUDGED,
] as const satisfies readonly (keyof RowOf<'Shipment'>)[];
type ParcelToGive = Pick<RowOf<'Shipment'>, (typeof TO_GIVE)[number]>;
interface Crew {
  courier: CrewCourier;
  vehicleId: string;
  /** Who was assigned when it was looked at: of two who give it to different people at once, the second is told. */
  seen: { courierId: string | null; vehicleId?: string | null };
}

/**
 * Gives a parcel to who was found fit for it; null where it was done. What may have changed since they were looked at
 * is asked again, with the rows taken. It is refused before anything is written, so that others of the same transaction
 * stand.
 */
export async function giveToCrew(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  shipment: ParcelToGive,
  { courier, vehicleId, seen }: Crew,
): Promise<Refused<keyof typeof crewRefusals> | null> {
  const { id, carrierPartyId } = shipment;
  if (!(await tx.em.count(Carrier, { partyId: carrierPartyId, inGoodStanding: true })))
    return refuse(crewRefusals, 'CARRIER_NOT_IN_STANDING');
  // What is on its way already goes on: another courier may take it over.
  if (shipment.state === 'ready' && (await owesCash(context, tx, carrierPartyId)))
    return refuse(crewRefusals, 'CASH_OVERDUE');
  // A courier may have left while sellers was asked, a vehicle have been put away, and neither may now.
  if (
    !(await lockRows(tx, Courier, { id: courier.id, state: 'working' })) ||
    !(await lockRows(tx, Vehicle, { id: vehicleId, endedAtMs: null }))
  )
    return refuse(crewRefusals, 'NOT_FOUND');
  const [loaded] = await vehiclesWithLoad(context, carrierPartyId, vehicleId, id);
  const full = loaded && vehicleRefusal(parcelOf(shipment), loaded, today(context));
  if (full) return refuse(crewRefusals, full);
  // Asked by an update: what was read before may be older than who gave it to the same courier meanwhile.
  const isGiven = await lockRows(tx, Shipment, { id, courierId: courier.id });
  const refused = await moveTowardsBuyer(context, tx, 'assign', shipment, {
    parts: ['carrier-manager'],
    // As it was seen, or as it is asked for already.
    where: { $or: [seen, { courierId: courier.id, vehicleId }] },
    set: {
      courierId: courier.id,
      courierAccountId: courier.accountId,
      vehicleId,
      ...(shipment.state === 'ready' && { assignedAtMs: context.clock.now() }),
    },
  });
  if (!refused && !isGiven && (shipment.state === 'ready' || shipment.state === 'assigned'))
    tx.publish(
      shipmentAssigned,
      { type: 'shipment', id },
      {
        shipmentId: id,
        orderId: shipment.orderId,
        orderNumber: shipment.orderNumber,
        sellerPartyId: shipment.sellerPartyId,
        carrierPartyId,
        courierAccountId: courier.accountId,
        takeOverDueAtMs: shipment.takeOverDueAtMs,
      },
    );
  const assignable = { id, state: { $in: [...shipmentLifecycle.from('assign')] }, ...NOT_STOPPED };
  return refused && (await tx.em.count(Shipment, assignable)) ? refuse(crewRefusals, 'ASSIGNED_MEANWHILE') : refused;
}

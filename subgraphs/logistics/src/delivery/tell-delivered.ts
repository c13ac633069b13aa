import { shipmentDelivered } from '@heitu/events/logistics.shipment-delivered.v1';
import type { DoorSigner } from '@heitu/standard';
import { must } from '@heitu/kit/rules/checked';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { LogisticsContext, LogisticsTransaction, RowOf } from '../context.ts';
import { tellBreach } from '../custody/tell-breaches.ts';
import { lotsOf } from '../shipment/shipment.policy.ts';
import { wayTemperatures } from '../temperature/way-temperatures.ts';
import { isPaidAtDoor } from './delivery.policy.ts';

/** The buyer has the goods, from the courier or from a station: what everybody is told of it. */
export async function tellDelivered(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  parcel: RowOf<'Shipment'>,
  { atMs, inTime, signer }: { atMs: number; inTime: boolean; signer?: DoorSigner | undefined },
): Promise<void> {
  const { id: shipmentId, orderId, carrierPartyId } = parcel;
  tx.publish(
    shipmentDelivered,
    { type: 'shipment', id: shipmentId },
    {
      shipmentId,
      orderId,
      ...(isPaidAtDoor(parcel) && { paysAtDoor: true as const }),
      afterSaleId: parcel.afterSaleId || null,
      carrierPartyId,
      courierAccountId: must(parcel.courierAccountId, 'the courier of a delivered parcel'),
      atMs,
      inTime,
      ...(signer && { signer }),
      temperatures: await wayTemperatures(tx, parcel, parcel.leftVehicleAtMs ?? atMs),
      lots: lotsOf(fromJson(parcel.lines)),
    },
  );
  await tellBreach(context, tx, parcel, atMs);
}
